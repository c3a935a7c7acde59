"""Judging every rule on an engine: findings as they are on the warehouse's own rows, and their outcomes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from feijian.contracts import Content
from feijian.engines.engine import Engine, EngineError
from feijian.engines.exported import ExportedWarehouse
from feijian.library.notes import told
from feijian.rules.applicability import NEVER_DELIVERED, Delivered, inputs_of
from feijian.rules.checked import CheckedRules
from feijian.rules.findings import Finding
from feijian.rules.header import Rule
from feijian.rules.judge import JUDGED, Setting, findings_from
from feijian.rules.overrides import parameter_sets, switched_off
from feijian.rules.publish import Outcome
from feijian.workspace import RunRequest, Settings


@dataclass
class JudgedElsewhere:
    """Every rule's outcome, and the findings of those that ran, without what they cost the fund."""

    outcomes: list[Outcome] = field(default_factory=list)
    findings: dict[str, list[Finding]] = field(default_factory=dict)

    def all_findings(self) -> list[Finding]:
        return [f for found in self.findings.values() for f in found]


def regions_of(engine: Engine) -> dict[str, str | None]:
    """Where each provider lies, to choose between parameter sets."""
    rows = engine.table("select provider_id, region_code from canonical.provider").to_pylist()
    return {r["provider_id"]: r["region_code"] for r in rows}


def delivered_there(engine: Engine, exported: ExportedWarehouse) -> Delivered:
    """What the exported warehouse holds: rows by table, and columns that no delivery ever carried."""
    missing = engine.table(NEVER_DELIVERED).to_pylist()
    pairs = frozenset((r["table_name"], r["column_name"]) for r in missing)
    return Delivered(exported.rows(), pairs)


def judge_all(
    engine: Engine,
    content: Content,
    checked: CheckedRules,
    settings: Settings,
    request: RunRequest,
    exported: ExportedWarehouse,
    progress: Callable[[str, float], None],
) -> JudgedElsewhere:
    """Each rule once, over everybody's rows; one that fails says why, and the others go on."""
    have = delivered_there(engine, exported)
    setting = Setting(request.as_of, settings.region, regions_of(engine), settings.query_seconds)
    done = JudgedElsewhere()
    counted: dict[str, int] = {}
    rules = checked.book.rules
    for number, rule in enumerate(rules):
        progress(rule.id, number / len(rules))
        outcome, found = _judge(engine, content, checked, settings, setting, have, rule, counted)
        done.outcomes.append(outcome)
        if found is not None:
            done.findings[rule.id] = found
    return done


def _judge(
    engine: Engine,
    content: Content,
    checked: CheckedRules,
    settings: Settings,
    setting: Setting,
    have: Delivered,
    rule: Rule,
    counted: dict[str, int],
) -> tuple[Outcome, list[Finding] | None]:
    started = time.perf_counter()
    off = switched_off(rule.id, settings)
    if off is not None or rule.status == "retired":
        why = f"{off.by}: {off.reason}" if off else told("retired")
        return Outcome(rule, "off", detail=why), None
    derived = {d.name: d for d in content.derived}
    reads, columns = checked.book.reads[rule.id], checked.columns[rule.id]
    inputs = inputs_of(rule, reads, content.catalogue, derived, have, columns)
    if inputs.missing:
        lacks = told("lacks", what=", ".join(inputs.missing))
        return Outcome(rule, "not applicable", detail=lacks), None
    sets = parameter_sets(rule, settings.parameters, setting.as_of)
    try:
        found = findings_from(engine.rows, rule, sets, setting)
        asked = rule.judged or JUDGED[rule.subject]
        if asked not in counted:
            counted[asked] = int(engine.rows(asked, {}, 1).rows[0][0])
    except (EngineError, ValueError) as error:
        said = str(error).splitlines()[0]
        return Outcome(rule, "failed", detail=said, seconds=time.perf_counter() - started), None
    if inputs.unseen:
        # what might explain it was not delivered: nothing is beyond doubt
        found = [{**f, "certainty": "suspect"} for f in found]
    blind = told("unseen", what=", ".join(inputs.unseen)) if inputs.unseen else ""
    seconds = time.perf_counter() - started
    return Outcome(rule, "ran", counted[asked], seconds, blind), found
