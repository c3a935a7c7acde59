"""One encounter before it is settled: what the rules say of its charges now, and what they cannot say.

Rules of encounter and person scope are judged over the uploaded lines and the person's history, in a
world of their own; the warehouse is only read. A rule that rests on a settlement or a grouping says
"not yet": that it finds nothing now means nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from feijian.contracts import build_derived, quoted
from feijian.contracts.sql_limits import QueryTooLong, shut
from feijian.library.notes import told
from feijian.rules.applicability import delivered, inputs_of
from feijian.rules.checked import CheckedRules
from feijian.rules.header import Rule
from feijian.rules.judge import Setting, findings_of
from feijian.rules.narrow import copied_world
from feijian.rules.overrides import exempting, parameter_sets, switched_off
from feijian.workspace import Settings

if TYPE_CHECKING:
    import duckdb

    from feijian.contracts import Content, Derived

SCOPES = ("encounter", "person")
SETTLED = frozenset({"claim", "grouping"})
STANDS_UNSETTLED = frozenset({"net_claim_line", "joint_posting"})
"""Derived tables that read settlements only to take out what was refunded, or to doubt an hour."""


@dataclass(frozen=True)
class Answer:
    """What is said of one encounter.

    findings: those that name the uploaded encounter. not_yet, not_applicable, failed: rule → why.
    judged: rules that could say something and did. history: how old what is known of the person is.
    """

    encounter_id: str
    lines: tuple[str, ...]
    findings: tuple[dict[str, Any], ...]
    judged: tuple[str, ...]
    not_yet: Mapping[str, str]
    not_applicable: Mapping[str, str]
    failed: Mapping[str, str]
    history: Mapping[str, Any]


def check_encounter(
    warehouse: duckdb.DuckDBPyConnection,
    content: Content,
    checked: CheckedRules,
    settings: Settings,
    rows: Mapping[str, Sequence[dict[str, Any]]],
    as_of: date,
) -> Answer:
    """Judge the rows of one encounter (see `ingest.load.unsettled.stage`) with the person's history."""
    lines = list(rows["claim_line"])
    encounter_id, person_id = lines[0]["encounter_id"], lines[0]["person_id"]
    world = copied_world(warehouse, content, "person", [person_id])
    try:
        lines = _put(world, warehouse, content, rows, encounter_id)
        shut(world)
        build_derived(world, content.derived)
        return _judged(world, warehouse, content, checked, settings, lines, as_of)
    finally:
        world.close()


def _put(
    world: duckdb.DuckDBPyConnection,
    warehouse: duckdb.DuckDBPyConnection,
    content: Content,
    rows: Mapping[str, Sequence[dict[str, Any]]],
    encounter_id: str,
) -> list[dict[str, Any]]:
    """Put the upload into the world: lines replace those of their ids, the visit what was known of it."""
    lines = []
    items = _items(warehouse, {line["item_code"] for line in rows["claim_line"]})
    for number, line in enumerate(rows["claim_line"], start=1):
        known = items.get(line["item_code"], {})
        line_id = line.get("claim_line_id") or f"{encounter_id}:unsettled:{number}"
        lines.append(
            {
                **line,
                "claim_line_id": line_id,
                "claim_id": line.get("claim_id") or f"{encounter_id}:unsettled",
                "item_name": line.get("item_name") or known.get("item_name"),
                "category": line.get("category") or known.get("category") or "other",
                # nothing was covered yet: what is charged is what is asked of the fund
                "covered_amount": line["amount"]
                if line.get("covered_amount") is None
                else line["covered_amount"],
            }
        )
    visits = [v for v in rows["encounter"] if v.get("encounter_id") in (None, encounter_id)]
    there = world.execute(
        "select class, provider_id from canonical.encounter where encounter_id = ?", [encounter_id]
    ).fetchall()
    provider = next((ln["provider_id"] for ln in lines if ln.get("provider_id")), None)
    provider = provider or (there[0][1] if there else None)
    for line in lines:
        line["provider_id"] = line.get("provider_id") or provider
    if visits or not there:
        first = min(line["charged_at"] for line in lines)
        said = {k: v for k, v in (visits[0] if visits else {}).items() if v is not None}
        visit = {"class": "outpatient", "started_at": first, "provider_id": provider, **said}
        if visit["class"] != "inpatient" and visit.get("ended_at") is None:
            visit["ended_at"] = max(line["charged_at"] for line in lines)
        visit |= {"encounter_id": encounter_id, "person_id": lines[0]["person_id"]}
        _replace(world, content, "encounter", [visit], "encounter_id")
    _replace(world, content, "claim_line", lines, "claim_line_id")
    diagnoses = [{**d, "encounter_id": encounter_id} for d in rows["diagnosis"]]
    if diagnoses:
        world.execute("delete from canonical.diagnosis where encounter_id = ?", [encounter_id])
        _replace(world, content, "diagnosis", diagnoses, None)
    return lines


def _items(warehouse: duckdb.DuckDBPyConnection, codes: set[str]) -> dict[str, dict[str, Any]]:
    """What items were called and charged as last; an upload carries the codes alone."""
    rows = warehouse.execute(
        "select item_code, arg_max(item_name, charged_at), arg_max(category, charged_at)"
        " from canonical.claim_line where list_contains(?, item_code) group by item_code",
        [sorted(codes)],
    ).fetchall()
    return {code: {"item_name": name, "category": category} for code, name, category in rows}


def _replace(
    world: duckdb.DuckDBPyConnection,
    content: Content,
    table: str,
    rows: Sequence[Mapping[str, Any]],
    key: str | None,
) -> None:
    contract = content.catalogue.find(table, "canonical")
    assert contract is not None
    names = [c.name for c in contract.columns]
    for row in rows:
        if key:
            world.execute(f"delete from canonical.{table} where {key} = ?", [row[key]])
        given = [n for n in names if row.get(n) is not None]
        marks = ", ".join("?" for _ in given)
        heads = ", ".join(map(quoted, given))
        world.execute(
            f"insert into canonical.{table} ({heads}) values ({marks})", [row[n] for n in given]
        )


def _judged(
    world: duckdb.DuckDBPyConnection,
    warehouse: duckdb.DuckDBPyConnection,
    content: Content,
    checked: CheckedRules,
    settings: Settings,
    lines: Sequence[Mapping[str, Any]],
    as_of: date,
) -> Answer:
    import duckdb

    derived = {d.name: d for d in content.derived}
    have = delivered(warehouse, content.catalogue)
    regions = dict(
        world.execute("select provider_id, region_code from canonical.provider").fetchall()
    )
    setting = Setting(as_of, settings.region, regions, min(settings.query_seconds, 60))
    encounter_id = str(lines[0]["encounter_id"])
    named = {str(line["claim_line_id"]) for line in lines}
    findings: list[dict[str, Any]] = []
    judged, not_yet, lacking, failed = [], {}, {}, {}
    for rule in checked.book.rules:
        if rule.scope not in SCOPES or rule.status != "stable" or switched_off(rule.id, settings):
            continue
        inputs = inputs_of(
            rule,
            checked.book.reads[rule.id],
            content.catalogue,
            derived,
            have,
            checked.columns[rule.id],
        )
        if inputs.missing:
            lacking[rule.id] = told("lacks", what=", ".join(inputs.missing))
            continue
        try:
            found = findings_of(
                world, rule, parameter_sets(rule, settings.parameters, as_of), setting
            )
        except (duckdb.Error, ValueError, QueryTooLong) as error:
            failed[rule.id] = str(error).splitlines()[0]
            continue
        its = [f for f in found if _is_of(f, encounter_id, named)]
        if inputs.unseen:
            its = [{**f, "certainty": "suspect"} for f in its]
        findings += [f for f in its if exempting(f, settings.exemptions, as_of) is None]
        waits = waits_for(rule, checked.book.reads[rule.id], derived)
        if waits and not its:
            not_yet[rule.id] = waits
        else:
            judged.append(rule.id)
    return Answer(
        encounter_id,
        tuple(str(line["claim_line_id"]) for line in lines),
        tuple(findings),
        tuple(judged),
        not_yet,
        lacking,
        failed,
        _history(world, warehouse, encounter_id, as_of),
    )


def _is_of(finding: Mapping[str, Any], encounter_id: str, lines: set[str]) -> bool:
    """Whether a finding names the uploaded encounter or one of its lines; the past alone is the night's."""
    return encounter_id in finding["encounter_ids"] or not lines.isdisjoint(
        finding["claim_line_ids"]
    )


def waits_for(
    rule: Rule, reads: frozenset[tuple[str | None, str]], derived: Mapping[str, Derived]
) -> str:
    """What a rule rests on that an unsettled encounter has not: `settlement`, `grouping` or nothing."""
    found, queue, seen = set(), list(reads), set()
    while queue:
        schema, name = queue.pop()
        if schema == "derived":
            if name not in seen and name not in STANDS_UNSETTLED:
                queue.extend(derived[name].reads)
            seen.add(name)
        elif name in SETTLED:
            found.add(name)
    if "grouping" in found or rule.loss in ("group_payment", "high_ratio", "low_ratio"):
        return "grouping"
    return "settlement" if found else ""


def _history(
    world: duckdb.DuckDBPyConnection,
    warehouse: duckdb.DuckDBPyConnection,
    encounter_id: str,
    as_of: date,
) -> dict[str, Any]:
    """How much is known of the person, until when, and when the last delivery came."""
    rows = world.execute(
        "select count(distinct encounter_id), max(charged_at) from canonical.claim_line where encounter_id <> ?",
        [encounter_id],
    ).fetchall()
    arrived = warehouse.execute(
        "select max(received_at), max(delivery_seq) from ledger.delivery"
    ).fetchall()
    newest = warehouse.execute("select max(charged_at) from canonical.claim_line").fetchall()[0][0]
    last: datetime | None = rows[0][1]
    age = as_of - newest.date() if newest is not None else timedelta()
    return {
        "encounters": rows[0][0],
        "last_charge": None if last is None else last.date().isoformat(),
        "known_until": None if newest is None else newest.date().isoformat(),
        "days_old": max(age.days, 0),
        "delivered_at": None
        if arrived[0][0] is None
        else arrived[0][0].isoformat(timespec="seconds"),
        "delivery": arrived[0][1],
    }
