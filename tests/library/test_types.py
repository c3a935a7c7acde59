"""Between rooms values have types: an untyped dictionary crosses only where it is JSON at an edge."""

from __future__ import annotations

import re

import pytest
from tests.library.untyped import SOURCE, Module, aliases, crossing, is_untyped, modules, offers

EDGES = {
    "asking.answering:Reply.answers",
    "cluster.steps:steps_elsewhere",
    "contracts.assess:assess_elsewhere",
    "contracts.assess:assess_with",
    "contracts.model:Column.custom",
    "contracts.model:Table.custom",
    "demo.scoring:score_run",
    "ingest.doubts.plausibility:Measured.plain",
    "ingest.load.quarantine:list_quarantined",
    "ingest.load.quarantine:release",
    "ingest.load.report:FileBalance.plain",
    "ingest.load.report:LoadReport.json",
    "ingest.unsettled.cells:ReadRow.cells",
    "leads.acts:LeadAct.body",
    "leads.acts:LeadState.take",
    "leads.difference:LeadChange.json",
    "leads.learning:Learning.plain",
    "leads.lift:lift_lines",
    "leads.lists:masked_row",
    "leads.lists:masked_rows",
    "leads.show:lead_facts",
    "leads.show:next_steps_of",
    "leads.show:similar_to",
    "leads.similar:JudgedCase.plain",
    "leads.step:rank",
    "leads.whatif:WhatIf.json",
    "library.cases:Case.extra",
    "library.headed_sql:HeadedSql.header",
    "models.evaluation:Evaluation.json",
    "models.listing:model_facts",
    "models.listing:model_list",
    "models.step:score",
    "models.step:write_scores",
    "night.carrying:carried_or_done",
    "night.metrics:write_metrics",
    "night.notice:tell",
    "night.record:late_tables",
    "pipeline:report",
    "pipeline:run_steps",
    "reference.listing:table_rows",
    "reference.prepare:prepare_with",
    "reports.step:report",
    "rules.backtest:Backtest.json",
    "rules.bench:Bench.told",
    "rules.coverage:class_coverage",
    "rules.listing:rule_list",
    "rules.page:rule_facts",
    "rules.publish:publish_outcomes",
    "rules.reference_effect:RuleEffect.json",
    "rules.step:judge",
    "verdicts.import_form:ImportResult.json",
    "workbench.plan_files:read_teams",
    "workbench.plan_files:visits_of",
    "workbench.store:Event.told",
    "workspace.audit:Entry.detail",
    "workspace.carrying:Done.standing",
    "workspace.carrying:Done.summary",
    "workspace.history:manifest_of",
    "workspace.history:run_facts",
    "workspace.lock:holder",
    "workspace.runs:publish_run",
    "workspace.toml_values:TomlTable.values",
}
"""Json that leaves the program or comes into it, by what says so; each is written, read or printed."""


@pytest.fixture(scope="module")
def every() -> list[Module]:
    return modules()


@pytest.fixture(scope="module")
def found(every: list[Module]) -> set[str]:
    return {offer.shown for offer in crossing(every)}


def test_a_dictionary_of_anything_is_called_by_what_it_is() -> None:
    spelt = [
        p.relative_to(SOURCE).as_posix()
        for p in sorted(SOURCE.rglob("*.py"))
        if re.search(r"\b[Dd]ict\[str, Any\]", p.read_text(encoding="utf-8"))
    ]
    assert spelt == ["plain.py"], "say Json or Row (feijian.plain), or give it a type"


def test_no_untyped_dictionary_crosses_but_at_the_edges(found: set[str]) -> None:
    more = sorted(found - EDGES)
    assert more == [], "give it a type: a dataclass, a TypedDict, a NamedTuple"


def test_what_has_a_type_by_now_leaves_the_lists(found: set[str]) -> None:
    assert sorted(EDGES - found) == []


def test_the_walk_sees_a_dictionary_behind_two_names() -> None:
    import ast

    rules = Module(
        "rules.own",
        ast.parse("Page = list[Line]\nLine = dict[str, Any]\ndef pages() -> Page: ...\n"),
    )
    cli = Module("cli.own", ast.parse(""), {"pages": "rules.own"})
    known = aliases([rules, cli])
    (offer,) = offers(rules)
    assert is_untyped(offer.types, rules, known)
    assert [o.shown for o in crossing([rules, cli])] == ["rules.own:pages"]
    assert crossing([rules]) == []
