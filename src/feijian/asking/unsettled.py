"""Encounters before they are settled: what the rules say of their charges now, and what they cannot say.

Rules of encounter and person scope are judged over the uploaded lines and the person's history, in a
world of their own; the warehouse is only read. A rule that rests on a settlement or a grouping says
"not yet": that it finds nothing now means nothing. Many encounters are judged in one world, each beside a
copy of its person's history that nobody shares (`unsettled_copies`): the scope of the rules promises that
they do not see each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from feijian.asking.asked import Answer, History, LineStanding
from feijian.asking.asked_rule import Asked
from feijian.asking.speaking import SignsSeen
from feijian.asking.unsettled_copies import ASKED, Put, without_ends
from feijian.asking.unsettled_world import WaitingWorld
from feijian.contracts import closure
from feijian.contracts.charges import Unsettled
from feijian.contracts.sql_limits import DEFAULT_SECONDS, QueryTooLong
from feijian.messages import sentence
from feijian.plain import Fetched
from feijian.rules.findings import Finding
from feijian.rules.judge import Setting, findings_from
from feijian.rules.overrides import exempting
from feijian.rules.query_check import parameter_values

if TYPE_CHECKING:
    import duckdb

TOGETHER = 1000
"""Encounters judged in one world at most: more cost memory and spare nothing."""
WORLDS_AGAIN = 100
"""Worlds that are made, for one question, to find the encounter over which a rule fails."""

Reads = Mapping[str, frozenset[tuple[str | None, str]]]


@dataclass
class _Said:
    """What was found of one encounter, by rule, and over which rules it failed."""

    put: Put
    history: History
    findings: dict[str, list[Finding]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


def check_encounters(
    warehouse: duckdb.DuckDBPyConnection,
    known: LineStanding,
    reads: Reads,
    rows: Sequence[Unsettled],
    world: WaitingWorld | None = None,
) -> list[Answer]:
    """Judge encounters (see `ingest.unsettled.charges.stage`), each with its person's history alone.

    What is said of one is what is said of it asked alone: of its person nothing is there but the history
    without the charges and the visit that the upload replaces, and the upload itself. reads: by rule.
    world: one over the same warehouse, to be used again.
    """
    own = world is None
    world = world or WaitingWorld(warehouse, known.content)
    answers: list[Answer] = []
    try:
        for start in range(0, len(rows), TOGETHER):
            its = rows[start : start + TOGETHER]
            said = _apart(world, known, reads, its, iter(range(WORLDS_AGAIN)))
            answers += [_answer(known, one) for one in said]
    finally:
        if own:
            world.close()
    return answers


def _apart(
    world: WaitingWorld,
    known: LineStanding,
    reads: Reads,
    rows: Sequence[Unsettled],
    again: Iterator[int],
) -> list[_Said]:
    """Judge in one world; in parts what is too much for one, and rules that fail in ever smaller parts."""
    half = len(rows) // 2
    parts = [list(range(half)), list(range(half, len(rows)))]
    if not world.fill([one.charges[0]["person_id"] for one in rows]):
        return _in_parts(world, known, reads, rows, parts, again)
    said = _judged(world, known, reads, rows)
    failing = {rule for one in said for rule in one.failed}
    if failing and len(rows) > 1 and next(again, None) is not None:
        fewer = replace(known, asked=tuple(a for a in known.asked if a.rule.id in failing))
        for one, new in zip(said, _in_parts(world, fewer, reads, rows, parts, again), strict=True):
            one.findings |= new.findings
            one.failed = new.failed
    return said


def _in_parts(
    world: WaitingWorld,
    known: LineStanding,
    reads: Reads,
    rows: Sequence[Unsettled],
    parts: Sequence[Sequence[int]],
    again: Iterator[int],
) -> list[_Said]:
    found: dict[int, _Said] = {}
    for part in parts:
        said = _apart(world, known, reads, [rows[n] for n in part], again)
        found |= dict(zip(part, said, strict=True))
    return [found[n] for n in range(len(rows))]


def _judged(
    world: WaitingWorld, known: LineStanding, reads: Reads, rows: Sequence[Unsettled]
) -> list[_Said]:
    """What the rules find in a world that holds the history and nothing of the uploads yet."""
    import duckdb

    put = world.put(rows, known.items)
    histories = _histories(world, known, put)
    empty = world.empty_tables()
    seen = known.speaking.seen(world.connection, put, empty, world.run)
    said = [_Said(one, history) for one, history in zip(put, histories, strict=True)]
    owners = _owners(put)
    speaking = _speaking(world, known, reads, seen, empty)
    for asked in known.asked:
        if asked.rule.id not in speaking:
            continue
        try:
            _require_built(world, known, reads[asked.rule.id])
            found = _found(world, asked, known.setting, owners)
        except (duckdb.Error, ValueError, QueryTooLong) as error:
            for one in said:
                one.failed[asked.rule.id] = str(error).splitlines()[0]
            continue
        for number, fetched in found.items():
            try:
                its = _findings(asked, known.setting, fetched)
            except ValueError as error:
                said[number].failed[asked.rule.id] = str(error).splitlines()[0]
                continue
            said[number].findings[asked.rule.id] = its
    return said


def _require_built(
    world: WaitingWorld, known: LineStanding, reads: frozenset[tuple[str | None, str]]
) -> None:
    """Raises ValueError where a derived table that a rule rests on could not be filled."""
    if world.failed:
        needed = closure(
            known.content.derived, {name for schema, name in reads if schema == "derived"}
        )
        for table in needed:
            if table.name in world.failed:
                raise ValueError(
                    sentence(
                        "derived.{name}: {error}", name=table.name, error=world.failed[table.name]
                    )
                )


def _owners(put: Sequence[Put]) -> dict[str, int]:
    """Encounters and lines, as the world calls them, to the upload they are of."""
    found: dict[str, int] = {}
    for number, one in enumerate(put):
        found |= dict.fromkeys((line + one.ends for line in one.lines), number)
    return found | {f"\x01{one.encounter_id}{one.ends}": n for n, one in enumerate(put)}


def _found(
    world: WaitingWorld, asked: Asked, setting: Setting, owners: Mapping[str, int]
) -> dict[int, list[Fetched]]:
    """By upload, the rows of each parameter set that name it or one of its lines; the past is the night's."""
    rule, found = asked.rule, dict[int, list[Fetched]]()
    for number, chosen in enumerate(asked.sets):
        values = parameter_values(rule, chosen.values, setting.as_of, setting.region)
        names, rows = world.ask(rule.sql, values, rule.joins, setting.seconds)
        at = {name: place for place, name in enumerate(names)}
        for row in rows:
            ids = [f"\x01{e}" for e in _listed(row, at, "encounter_ids")]
            ids += _listed(row, at, "claim_line_ids")
            for owner in sorted({owners[i] for i in ids if i in owners}):
                its = found.setdefault(owner, [Fetched(names, []) for _ in asked.sets])
                its[number].rows.append(tuple(without_ends(value) for value in row))
    return found


def _listed(row: Sequence[Any], at: Mapping[str, int], name: str) -> list[str]:
    return [str(v) for v in row[at[name]] or () if v is not None] if name in at else []


def _findings(asked: Asked, setting: Setting, fetched: Sequence[Fetched]) -> list[Finding]:
    by_set = iter(fetched)
    found = findings_from(lambda *_: next(by_set), asked.rule, asked.sets, setting)
    return [{**f, "certainty": "suspect"} for f in found] if asked.is_unseen else found


def _answer(known: LineStanding, said: _Said) -> Answer:
    findings: list[Finding] = []
    judged, not_yet = [], {}
    for asked in known.asked:
        rule_id = asked.rule.id
        if rule_id in said.failed:
            continue
        its = said.findings.get(rule_id, [])
        findings += [
            f for f in its if exempting(f, known.settings.exemptions, known.setting.as_of) is None
        ]
        if asked.waits and not its:
            not_yet[rule_id] = asked.waits
        else:
            judged.append(rule_id)
    failed = {a.rule.id: said.failed[a.rule.id] for a in known.asked if a.rule.id in said.failed}
    return Answer(
        said.put.encounter_id,
        said.put.lines,
        tuple(findings),
        tuple(judged),
        not_yet,
        known.not_applicable,
        failed,
        said.history,
    )


def _speaking(
    world: WaitingWorld,
    known: LineStanding,
    reads: Reads,
    seen: Sequence[SignsSeen],
    without_rows: Collection[str],
) -> frozenset[str]:
    """Rules that could find something in the world; the derived tables they read are built.

    without_rows: tables of the world without a row.
    """
    charged = world.run("select distinct item_code from canonical.claim_line")
    items = {code for (code,) in charged.fetchall()}
    empty, derived = set(without_rows), known.content.derived

    def could(rule: str) -> bool:
        return known.index.can_speak(rule, items, empty) and any(
            known.speaking.can_speak(rule, one, empty) for one in seen
        )

    rules = [a.rule.id for a in known.asked if could(a.rule.id)]

    def needed() -> set[str]:
        wanted = {name for r in rules for schema, name in reads[r] if schema == "derived"}
        return {d.name for d in closure(derived, wanted)}

    names = needed()
    for table in derived:
        if table.name not in names:
            continue
        # what has no row need not be built: a table whose signs are not there has none
        if not known.speaking.can_hold(table.name, seen, empty) or not world.build(
            table, DEFAULT_SECONDS
        ):
            name = f"derived.{table.name}"
            empty.add(name)
            named = known.index.naming(name) | known.speaking.naming(name)
            rules = [r for r in rules if r not in named or could(r)]
            names = needed()
    return frozenset(rules)


def _histories(world: WaitingWorld, known: LineStanding, put: Sequence[Put]) -> list[History]:
    """How much is known of the person of each, until when, and when the last delivery came."""
    rows = world.run(
        "select person_id, count(distinct encounter_id), max(charged_at) from canonical.claim_line"
        f" where encounter_id not in (select encounter_id from {ASKED}) group by person_id"
    ).fetchall()
    told: dict[str, tuple[int, datetime | None]] = {p: (n, last) for p, n, last in rows}
    newest, (arrived, delivery) = known.newest, known.arrived
    age = known.setting.as_of - newest.date() if newest is not None else timedelta()
    found: list[History] = []
    for one in put:
        encounters, last = told.get(one.person_id + one.ends, (0, None))
        its: History = {
            "encounters": encounters,
            "last_charge": None if last is None else last.date().isoformat(),
            "known_until": None if newest is None else newest.date().isoformat(),
            "days_old": max(age.days, 0),
            "delivered_at": None if arrived is None else arrived.isoformat(timespec="seconds"),
            "delivery": delivery,
        }
        found.append(its)
    return found
