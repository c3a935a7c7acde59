"""One encounter before it is settled: what the rules say of its charges now, and what they cannot say.

Rules of encounter and person scope are judged over the uploaded lines and the person's history, in a
world of their own; the warehouse is only read. A rule that rests on a settlement or a grouping says
"not yet": that it finds nothing now means nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypedDict, cast

from feijian.contracts import build_derived, closure, quoted
from feijian.contracts.charges import Unsettled, UnsettledCharge, Visit
from feijian.contracts.sql_limits import QueryTooLong, shut
from feijian.contracts.world import stand_in
from feijian.library.notes import told
from feijian.rules.applicability import Delivered, delivered, inputs_of
from feijian.rules.checked import CheckedRules
from feijian.rules.findings import Finding
from feijian.rules.header import Rule
from feijian.rules.judge import Setting, findings_of
from feijian.rules.narrow import copied_world, copy_rows
from feijian.rules.overrides import ParameterSet, exempting, parameter_sets, switched_off
from feijian.rules.silence import Index, index_of
from feijian.workspace import Settings

if TYPE_CHECKING:
    import duckdb

    from feijian.contracts import Content, Derived

OF_ONE_VISIT = ("encounter", "person")
SETTLED = frozenset({"claim", "grouping"})
REGISTERS = ("provider", "practitioner")
STANDS_UNSETTLED = frozenset({"net_claim_line", "net_line_scan", "joint_posting"})
"""Derived tables that read settlements only to take out what was refunded, or to doubt an hour."""


class History(TypedDict):
    """How much is known of a person, until when, and when the last delivery came; days as ISO text."""

    encounters: int
    last_charge: str | None
    known_until: str | None
    days_old: int
    delivered_at: str | None
    delivery: int | None


@dataclass(frozen=True)
class Answer:
    """What is said of one encounter.

    findings: those that name the uploaded encounter. not_yet, not_applicable, failed: rule → why.
    judged: rules that could say something and did. history: how old what is known of the person is.
    """

    encounter_id: str
    lines: tuple[str, ...]
    findings: tuple[Finding, ...]
    judged: tuple[str, ...]
    not_yet: Mapping[str, str]
    not_applicable: Mapping[str, str]
    failed: Mapping[str, str]
    history: History


@dataclass(frozen=True)
class Asked:
    """One rule that can be asked, and what is known of it before anybody asks."""

    rule: Rule
    sets: list[ParameterSet]
    is_unseen: bool
    waits: str


@dataclass(frozen=True)
class LineStanding:
    """What is the same for every encounter of a day: worked out once, asked many times.

    items: code → what it was called and charged as last. newest, arrived: the age of what is known.
    """

    content: Content
    settings: Settings
    setting: Setting
    asked: tuple[Asked, ...]
    not_applicable: Mapping[str, str]
    items: Mapping[str, tuple[str | None, str | None]]
    newest: datetime | None
    arrived: tuple[datetime | None, int | None]
    index: Index


def standing(
    warehouse: duckdb.DuckDBPyConnection,
    content: Content,
    checked: CheckedRules,
    settings: Settings,
    as_of: date,
) -> LineStanding:
    """Read from a warehouse, or a copy of one, what every answer of a day rests on."""
    derived = {d.name: d for d in content.derived}
    have: Delivered = delivered(warehouse, content.catalogue)
    regions = dict(
        warehouse.execute("select provider_id, region_code from canonical.provider").fetchall()
    )
    asked, lacking = [], {}
    for rule in checked.book.rules:
        if (
            rule.scope not in OF_ONE_VISIT
            or rule.status != "stable"
            or switched_off(rule.id, settings)
        ):
            continue
        reads = checked.book.reads[rule.id]
        inputs = inputs_of(rule, reads, content.catalogue, derived, have, checked.columns[rule.id])
        if inputs.missing:
            lacking[rule.id] = told("lacks", what=", ".join(inputs.missing))
            continue
        sets = parameter_sets(rule, settings.parameters, as_of)
        asked.append(Asked(rule, sets, bool(inputs.unseen), waits_for(rule, reads, derived)))
    items = {
        code: (name, category)
        for code, name, category in warehouse.execute(
            "select item_code, arg_max(item_name, charged_at), arg_max(category, charged_at)"
            " from canonical.claim_line group by item_code"
        ).fetchall()
    }
    newest = warehouse.execute("select max(charged_at) from canonical.claim_line").fetchall()
    arrived = warehouse.execute(
        "select max(received_at), max(delivery_seq) from ledger.delivery"
    ).fetchall()
    return LineStanding(
        content,
        settings,
        Setting(as_of, settings.region, regions, min(settings.query_seconds, 60)),
        tuple(asked),
        lacking,
        items,
        newest[0][0],
        arrived[0],
        index_of(warehouse, content.catalogue, content.derived, [a.rule for a in asked]),
    )


def check_encounter(
    warehouse: duckdb.DuckDBPyConnection,
    known: LineStanding,
    reads: Mapping[str, frozenset[tuple[str | None, str]]],
    rows: Unsettled,
    world: duckdb.DuckDBPyConnection | None = None,
) -> Answer:
    """Judge the rows of one encounter (see `ingest.load.unsettled.stage`) with the person's history.

    reads: by rule. world: one made by `waiting_world` over the same warehouse, to be used again.
    """
    person_id = rows.charges[0]["person_id"]
    own = world is None
    if world is None:
        world = waiting_world(warehouse, known.content)
    try:
        _empty(world, known.content)
        copy_rows(warehouse, world, known.content, "person", [person_id], of_persons=True)
        lines = _put(world, known, rows)
        return _judged(world, known, reads, lines)
    finally:
        if own:
            world.close()


def waiting_world(
    warehouse: duckdb.DuckDBPyConnection, content: Content
) -> duckdb.DuckDBPyConnection:
    """A world with registers and reference tables and nobody's history, to be asked again and again."""
    world = copied_world(warehouse, content, "person", [])
    shut(world)
    return world


def _empty(world: duckdb.DuckDBPyConnection, content: Content) -> None:
    """Take out what the encounter before left."""
    for table in content.catalogue.of_schema("canonical"):
        if table.name not in REGISTERS:
            world.execute(f"truncate canonical.{quoted(table.name)}")


def _put(
    world: duckdb.DuckDBPyConnection,
    standing: LineStanding,
    rows: Unsettled,
) -> list[UnsettledCharge]:
    """Put the upload into the world: lines replace those of their ids, the visit what was known of it.

    An upload carries the codes alone: items are called and charged as they were last.
    """
    lines: list[UnsettledCharge] = []
    content, encounter_id = standing.content, rows.charges[0]["encounter_id"]
    for number, line in enumerate(rows.charges, start=1):
        name, category = standing.items.get(line["item_code"], (None, None))
        line_id = line.get("claim_line_id") or f"{encounter_id}:unsettled:{number}"
        lines.append(
            {
                **line,
                "claim_line_id": line_id,
                "claim_id": line.get("claim_id") or f"{encounter_id}:unsettled",
                "item_name": line.get("item_name") or name,
                "category": line.get("category") or category or "other",
                # nothing was covered yet: what is charged is what is asked of the fund
                "covered_amount": line["amount"]
                if line.get("covered_amount") is None
                else line["covered_amount"],
            }
        )
    visits = [v for v in rows.visits if v.get("encounter_id") in (None, encounter_id)]
    there = world.execute(
        "select class, provider_id from canonical.encounter where encounter_id = ?", [encounter_id]
    ).fetchall()
    provider = next((ln["provider_id"] for ln in lines if ln.get("provider_id")), None)
    provider = provider or (there[0][1] if there else None)
    for line in lines:
        line["provider_id"] = line.get("provider_id") or provider
    if visits or not there:
        first = min(line["charged_at"] for line in lines)
        visit: Visit = {"class": "outpatient", "started_at": first, "provider_id": provider}
        visit |= _said(visits[0]) if visits else {}
        if visit["class"] != "inpatient" and visit.get("ended_at") is None:
            visit["ended_at"] = max(line["charged_at"] for line in lines)
        visit |= {"encounter_id": encounter_id, "person_id": lines[0]["person_id"]}
        _replace(world, content, "encounter", [visit], "encounter_id")
    _replace(world, content, "claim_line", lines, "claim_line_id")
    diagnoses = [{**d, "encounter_id": encounter_id} for d in rows.diagnoses]
    if diagnoses:
        world.execute("delete from canonical.diagnosis where encounter_id = ?", [encounter_id])
        _replace(world, content, "diagnosis", diagnoses, None)
    return lines


def _said(visit: Visit) -> Visit:
    """A visit without what was left empty."""
    return cast("Visit", {k: v for k, v in visit.items() if v is not None})


def _replace(
    world: duckdb.DuckDBPyConnection,
    content: Content,
    table: str,
    rows: Sequence[Mapping[str, object]],
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
    stand_in(world, contract)


def _judged(
    world: duckdb.DuckDBPyConnection,
    known: LineStanding,
    reads: Mapping[str, frozenset[tuple[str | None, str]]],
    lines: Sequence[UnsettledCharge],
) -> Answer:
    import duckdb

    content, setting, settings = known.content, known.setting, known.settings
    encounter_id = lines[0]["encounter_id"]
    named = {str(line["claim_line_id"]) for line in lines}
    speaking = _speaking(world, known, reads)
    findings: list[Finding] = []
    judged, not_yet, failed = [], {}, {}
    for asked in known.asked:
        rule, its = asked.rule, list[Finding]()
        if rule.id in speaking:
            try:
                found = findings_of(world, rule, asked.sets, setting)
            except (duckdb.Error, ValueError, QueryTooLong) as error:
                failed[rule.id] = str(error).splitlines()[0]
                continue
            its = [f for f in found if _is_of(f, encounter_id, named)]
        if asked.is_unseen:
            its = [{**f, "certainty": "suspect"} for f in its]
        findings += [f for f in its if exempting(f, settings.exemptions, setting.as_of) is None]
        if asked.waits and not its:
            not_yet[rule.id] = asked.waits
        else:
            judged.append(rule.id)
    _drop_derived(world, content)
    return Answer(
        encounter_id,
        tuple(str(line["claim_line_id"]) for line in lines),
        tuple(findings),
        tuple(judged),
        not_yet,
        known.not_applicable,
        failed,
        _history(world, known, encounter_id),
    )


def _speaking(
    world: duckdb.DuckDBPyConnection,
    known: LineStanding,
    reads: Mapping[str, frozenset[tuple[str | None, str]]],
) -> frozenset[str]:
    """Rules that could find something in the world; the derived tables they read are built."""
    content = known.content
    charged = world.execute("select distinct item_code from canonical.claim_line").fetchall()
    items = {code for (code,) in charged}

    def left(rules: Sequence[str], names: Sequence[str]) -> list[str]:
        empty = {
            name for name in names if not world.execute(f"select 1 from {name} limit 1").fetchall()
        }
        return [r for r in rules if known.index.can_speak(r, items, empty)]

    canonical = [t.full_name for t in content.catalogue if t.schema in ("canonical", "reference")]
    rules = left([a.rule.id for a in known.asked], canonical)
    wanted = {name for r in rules for schema, name in reads[r] if schema == "derived"}
    needed = closure(content.derived, wanted)
    failed = build_derived(world, needed)
    built = [f"derived.{quoted(d.name)}" for d in needed if d.name not in failed]
    return frozenset(left(rules, built))


def _drop_derived(world: duckdb.DuckDBPyConnection, content: Content) -> None:
    """What was made of one person's rows is not there for the next."""
    for table in reversed(content.derived):
        kind = "table" if table.stored else "view"
        world.execute(f"drop {kind} if exists derived.{quoted(table.name)}")


def _is_of(finding: Finding, encounter_id: str, lines: set[str]) -> bool:
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


def _history(world: duckdb.DuckDBPyConnection, known: LineStanding, encounter_id: str) -> History:
    """How much is known of the person, until when, and when the last delivery came."""
    rows = world.execute(
        "select count(distinct encounter_id), max(charged_at) from canonical.claim_line where encounter_id <> ?",
        [encounter_id],
    ).fetchall()
    last: datetime | None = rows[0][1]
    newest, (arrived, delivery) = known.newest, known.arrived
    age = known.setting.as_of - newest.date() if newest is not None else timedelta()
    return {
        "encounters": rows[0][0],
        "last_charge": None if last is None else last.date().isoformat(),
        "known_until": None if newest is None else newest.date().isoformat(),
        "days_old": max(age.days, 0),
        "delivered_at": None if arrived is None else arrived.isoformat(timespec="seconds"),
        "delivery": delivery,
    }
