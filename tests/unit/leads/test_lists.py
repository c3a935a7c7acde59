"""Lists of leads, findings and events: what narrows them, how they are ordered, what is masked."""

from __future__ import annotations

import json
from datetime import date
from itertools import count
from pathlib import Path
from shutil import copyfile
from typing import Any

import polars as pl
import pytest

from feijian.contracts.published import polars_schema
from feijian.errors import Problem, UsageError
from feijian.leads.lists import (
    Narrowing,
    checked_columns,
    events_list,
    findings_list,
    leads_list,
    masked_rows,
    ordered_by,
)
from feijian.leads.providers import chosen_providers, swept_providers
from feijian.leads.ranking import rank_leads
from feijian.verdicts.store import Verdict, append_verdicts
from feijian.workspace import (
    Run,
    RunRequest,
    Workspace,
    begin_run,
    complete_runs,
    open_run,
    publish_run,
)
from tests.unit.leads.frames import NOON, finding, findings, known

ROWS = [
    finding("F1", event_id="V1", amount_at_risk="900", occurred_to=date(2026, 3, 5)),
    finding(
        *("F2", "unbundling.repeated_line"),
        event_id="V1",
        amount_at_risk="800",
        message_zh="其次",
        message_en="second",
    ),
    finding(
        "F3",
        "overcharging.above_cap",
        event_id="V3",
        provider_id="H2",
        subject_id="E3",
        amount_at_risk="500",
        occurred_from=date(2026, 4, 1),
        occurred_to=None,
    ),
    finding(
        "F4",
        "identity.two_places",
        event_id="V4",
        provider_id="H3",
        subject_kind="person",
        subject_id="P1",
        amount_at_risk="100",
        occurred_from=date(2026, 2, 1),
        occurred_to=date(2026, 2, 1),
    ),
]


def published(workspace: Workspace, *rows: dict[str, Any], **request: Any) -> Run:
    run = begin_run(workspace, RunRequest(date(2026, 7, 1), **request))
    table = findings(*rows)
    table.write_parquet(run.file("findings.parquet"))
    ranking = rank_leads(known(table, run_id=run.run_id))
    ranking.leads.write_parquet(run.file("leads.parquet"))
    ranking.events.write_parquet(run.file("events.parquet"))
    pl.DataFrame({"rule_id": ["stock.never_found"]}, schema_overrides={}).select(
        *(
            pl.col("rule_id") if name == "rule_id" else pl.lit(None, kind).alias(name)
            for name, kind in polars_schema("rule").items()
        )
    ).write_parquet(run.file("rules.parquet"))
    publish_run(workspace, run, {})
    return run


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Run]:
    """Three leads; F2 was judged on what it has now, F3 on something else; F4 is new."""
    workspace = Workspace.create(tmp_path_factory.mktemp("lists") / "w")
    with workspace.writing() as connection:
        connection.execute(
            "create schema if not exists canonical; create table canonical.provider as"
            " select * from (values ('H1', '第一医院', 'hospital', 2, '370101'),"
            " ('H2', '第二医院', 'hospital', 3, '370201'), ('H3', '第三药店', 'pharmacy', null, null))"
            " as t(provider_id, name, kind, level, region_code)"
        )
    numbers = count()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("secrets.token_hex", lambda _: f"{next(numbers):06x}")
        published(workspace, *ROWS[:3])
        # a sweep is no night that a list is new against, nor is whatever else may be run
        published(workspace, ROWS[3], kind="sweep")
        published(workspace, ROWS[3], kind="query")
        run = published(workspace, *ROWS)
    append_verdicts(
        workspace.verdicts,
        [
            Verdict(NOON, "李", "F2", "upheld", None, "", "hash-F2", "unbundling.repeated_line"),
            Verdict(NOON, "李", "F3", "rejected", None, "", "another", "overcharging.above_cap"),
        ],
    )
    return workspace, run


def test_a_list_says_where_a_lead_is_and_how_it_stands(judged: tuple[Workspace, Run]) -> None:
    found = leads_list(*judged, Narrowing())
    shown = found.select(
        "rank", "provider_name", "level", "county", "certainty", "status", "is_new"
    )
    assert shown.rows() == [
        (1, "第一医院", 2, "370101", "definite", "partly", False),
        (2, "第二医院", 3, "370201", "definite", "changed", False),
        (3, "第三药店", None, None, "suspect", "open", True),
    ]
    assert found["rule_ids"].to_list()[0] == ["unbundling.item_pair", "unbundling.repeated_line"]


def test_what_was_settled_is_partly_so_whether_a_finding_or_a_reason_tells(
    judged: tuple[Workspace, Run], tmp_path: Path
) -> None:
    """A verdict on another finding of the event stands among the reasons of the lead alone."""
    workspace, run = judged
    told = Run(run.run_id, tmp_path, run.request)
    for name in ("findings", "rules"):
        copyfile(run.file(f"{name}.parquet"), told.file(f"{name}.parquet"))
    leads = pl.read_parquet(run.file("leads.parquet"))
    reason = pl.lit('[{"kind": "settled"}]').alias("reasons")
    leads.with_columns(reason).write_parquet(told.file("leads.parquet"))
    assert leads_list(workspace, told, Narrowing())["status"].to_list() == [
        "partly",
        "changed",
        "partly",
    ]


def test_in_the_first_run_nothing_is_new(judged: tuple[Workspace, Run]) -> None:
    workspace, _ = judged
    first = open_run(workspace, complete_runs(workspace)[0])
    assert leads_list(workspace, first, Narrowing())["is_new"].to_list() == [False, False]


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({}, "1234"),
        ({"providers": ("H1", "H3")}, "124"),
        ({"families": ("overcharging", "identity")}, "34"),
        ({"rules": ("unbundling.repeated_line", "identity.two_places")}, "24"),
        ({"rules": ("stock.never_found",)}, ""),
        ({"certainty": "definite"}, "123"),
        ({"certainty": "suspect"}, "4"),
        ({"county": "37"}, "123"),
        ({"county": "3702"}, "3"),
        ({"levels": (2,)}, "12"),
        ({"kinds": ("person",)}, "4"),
        # F1 and F2 begin on 1 March, F1 ends on the fifth
        ({"first": date(2026, 3, 5)}, "13"),
        ({"first": date(2026, 3, 1)}, "123"),
        ({"first": date(2026, 4, 2)}, ""),
        ({"last": date(2026, 3, 1)}, "124"),
        ({"last": date(2026, 2, 28)}, "4"),
        ({"status": "settled"}, "2"),
        ({"status": "changed"}, "3"),
        ({"status": "open"}, "14"),
        ({"only_new": True}, "4"),
        ({"only_new": True, "families": ("overcharging",)}, ""),
    ],
)
def test_findings_are_narrowed_by_all_that_is_asked(
    judged: tuple[Workspace, Run], asked: dict[str, Any], ids: str
) -> None:
    found = findings_list(*judged, Narrowing(**asked))
    assert found["finding_id"].to_list() == [f"F{n}" for n in ids]


def test_findings_stand_in_the_order_of_their_leads(judged: tuple[Workspace, Run]) -> None:
    found = findings_list(*judged, Narrowing())
    assert found.select("rank", "finding_id", "outcome").rows() == [
        (1, "F1", None),
        (1, "F2", "upheld"),
        (2, "F3", "rejected"),
        (3, "F4", None),
    ]
    assert "rule_ids" not in found.columns


def test_an_event_is_as_certain_as_its_surest_finding_and_settled_when_all_are(
    judged: tuple[Workspace, Run],
) -> None:
    found = events_list(*judged, Narrowing())
    shown = found.select("event_id", "rank", "family", "certainty", "status", "is_new").rows()
    assert shown == [
        ("V1", 1, "unbundling", "definite", "partly", False),
        ("V3", 2, "overcharging", "definite", "changed", False),
        ("V4", 3, "identity", "suspect", "open", True),
    ]
    assert found.row(0, named=True)["message_en"] == "message"
    assert found.row(0, named=True)["message_zh"] == "说明"
    partly = events_list(*judged, Narrowing(status="partly"))
    assert partly["event_id"].to_list() == ["V1"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"families": ("unbundlin",)}, "Did you mean unbundling?"),
        ({"kinds": ("nobody",)}, "One of: "),
        ({"rules": ("stock.never_foun",)}, "Did you mean stock.never_found?"),
        ({"certainty": "sure"}, "--certainty sure"),
        ({"status": "closed"}, "--status closed"),
    ],
)
def test_what_there_is_none_of_is_told_with_what_is_near(
    judged: tuple[Workspace, Run], asked: dict[str, Any], told: str
) -> None:
    with pytest.raises(UsageError) as refused:
        findings_list(*judged, Narrowing(**asked))
    assert told in str(refused.value)


def test_a_list_is_ordered_by_a_column_either_way_with_what_is_unknown_last() -> None:
    rows = pl.DataFrame({"lead_id": ["a", "b", "c", "d"], "amount": [2, None, 3, 2]})
    assert ordered_by(rows, "")["lead_id"].to_list() == ["a", "b", "c", "d"]
    assert ordered_by(rows, "amount")["lead_id"].to_list() == ["a", "d", "c", "b"]
    assert ordered_by(rows, "-amount")["lead_id"].to_list() == ["c", "a", "d", "b"]
    with pytest.raises(UsageError, match="Did you mean amount"):
        ordered_by(rows, "-amont")
    with pytest.raises(UsageError, match="One of: lead_id, amount"):
        checked_columns(rows, ["lead_id", "xyz"], "--columns")


def test_a_person_is_masked_in_its_columns_and_in_what_is_said() -> None:
    person = "370101199001011234"
    row = {
        "subject_kind": "person",
        "subject_id": person,
        "person_id": None,
        "message_en": f"{person} was at two places",
        "amount": 3,
    }
    rows = pl.DataFrame([row, {**row, "subject_kind": "encounter", "person_id": person}])
    shown = masked_rows(rows, reveal=False)
    assert person not in json.dumps([s for s in shown if s["subject_kind"] == "person"])
    assert person not in str(shown[1]["person_id"]) + shown[1]["message_en"]
    assert (shown[1]["subject_id"], shown[0]["amount"]) == (person, 3)
    assert masked_rows(rows, reveal=True)[0] == row


def test_a_provider_is_named_by_its_id_its_name_or_a_part_that_only_it_has(
    judged: tuple[Workspace, Run],
) -> None:
    workspace, _ = judged
    assert chosen_providers(workspace, ["H2", "第一医院", " 药店 ", "H2"]) == ("H2", "H1", "H3")
    assert chosen_providers(workspace, []) == ()
    for text in ("医院", "H9", " "):
        with pytest.raises(UsageError):
            chosen_providers(workspace, [text])


def test_a_sweep_has_those_named_those_of_a_county_and_those_of_a_plan_once(
    judged: tuple[Workspace, Run], tmp_path: Path
) -> None:
    workspace, _ = judged
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps({"stops": [{"provider_id": "H3"}, {"provider_id": "H2"}]}))
    assert swept_providers(workspace, ["H2"], "3701", plan) == ("H2", "H1", "H3")
    with pytest.raises(UsageError, match="names no provider"):
        swept_providers(workspace, [], "", None)
    with pytest.raises(UsageError, match="Codes loaded: 370101, 370201"):
        swept_providers(workspace, [], "44", None)
    for text, told in (('{"stops": []}', "no stop"), ("[]", "is not a plan"), (None, "cannot be")):
        plan.write_text(text) if text else plan.unlink()
        with pytest.raises(UsageError, match=told):
            swept_providers(workspace, [], "", plan)
    plan.write_text('{"stops": [{"provider_id": "H8"}]}')
    with pytest.raises(UsageError, match="not loaded: H8"):
        swept_providers(workspace, ["H1"], "", plan)


def houses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, number: int) -> Workspace:
    """So many houses called 第…医院, each of a county of its own."""
    facts = pl.DataFrame(
        {
            "provider_id": [f"H{n}" for n in range(1, number + 1)],
            "name": [f"第{n}医院" for n in range(1, number + 1)],
            "region_code": [f"37010{n}" for n in range(1, number + 1)],
        },
        schema=dict.fromkeys(("provider_id", "name", "region_code"), pl.String),
    )
    monkeypatch.setattr("feijian.leads.providers.provider_facts", lambda _: facts)
    return Workspace(tmp_path)


def refusal(workspace: Workspace, *named: str, county: str = "") -> Problem:
    with pytest.raises(UsageError) as refused:
        swept_providers(workspace, named, county, None)
    (problem,) = refused.value.problems
    return problem


def test_five_that_have_a_name_are_told_and_how_many_more_there_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    five = refusal(houses(monkeypatch, tmp_path, 5), "医院")
    assert five.where == "--provider 医院"
    assert five.what == "5 providers have that name"
    assert str(five.todo) == (
        "Name one: 第1医院 (H1), 第2医院 (H2), 第3医院 (H3), 第4医院 (H4), 第5医院 (H5)."
    )
    two = refusal(houses(monkeypatch, tmp_path, 2), "医院")
    assert str(two.todo) == "Name one: 第1医院 (H1), 第2医院 (H2)."
    seven = refusal(houses(monkeypatch, tmp_path, 7), "医院")
    assert str(seven.todo).endswith("第5医院 (H5) and 2 more.")


def test_five_codes_of_counties_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = refusal(houses(monkeypatch, tmp_path, 7), county="44")
    assert str(told.todo) == "Codes loaded: 370101, 370102, 370103, 370104, 370105."
    none = refusal(houses(monkeypatch, tmp_path, 0), county="44")
    assert str(none.todo) == "Codes loaded: —."


def test_a_name_that_nobody_has_is_told_with_what_is_near(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    workspace = houses(monkeypatch, tmp_path, 2)
    told = refusal(workspace, "第9医院")
    assert told.what == "is not among the 2 providers loaded"
    assert str(told.todo) == "Did you mean 第1医院 (H1), 第2医院 (H2)?"
    assert str(refusal(workspace, "药店").todo).startswith("See 'feijian query")
    both = ["药店", "医院"]
    with pytest.raises(UsageError) as refused:
        chosen_providers(workspace, both, "--at")
    assert [p.where for p in refused.value.problems] == ["--at 药店", "--at 医院"]
