"""Where a rule is judged: over everybody's rows, or over those that its keys decide, and what is kept for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from feijian.contracts import Content, closure
from feijian.contracts.own_row import told_of_persons
from feijian.contracts.sql_limits import within
from feijian.plain import Json
from feijian.rules.applicability import Delivered, Inputs
from feijian.rules.book import RuleBook
from feijian.rules.checked import CheckedRules
from feijian.rules.coded_visits import coded_by_visit, visits_of_codes
from feijian.rules.coded_world import codes_are_kept, read_beside_codes, told_by_code
from feijian.rules.header import Rule
from feijian.rules.judge import Setting
from feijian.rules.narrow import (
    CODES,
    FILTERS,
    VISITS,
    WHOLE,
    narrowed_world,
)
from feijian.rules.overrides import ParameterSet
from feijian.rules.parts import (
    CODE,
    build_part,
    in_one_piece,
    note_codes,
    note_part,
    note_reached,
    part_query,
    reads_of,
    replace_part,
    table_of,
)
from feijian.rules.query_check import parameter_values
from feijian.rules.store import Fresh, JudgedScope, deciding
from feijian.rules.subject_counts import SubjectCounts
from feijian.rules.touched import note_touched, touched_keys
from feijian.workspace import Settings
from feijian.workspace.optimizer import joined
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

FULL_SHARE = 0.2
"""Above this share of touched keys, judging everything costs less than narrowing."""
WORTH = 8_000_000
"""Lines times rules of a scope below which judging everything costs less than a world of its own."""
DEARER = {"trace_code": 50}
"""Of a scope so many times: to find the visits that codes were sold in reads every charge several times."""
TOGETHER = {"encounter": VISITS, "person": VISITS}
"""Scopes that are worth a world together. Each has its own: a person brings other visits along by the hundred."""

ALL_KEYS = {
    "encounter": "encounter_id) from canonical.encounter",
    "person": "person_id) from canonical.person",
    "practitioner": "practitioner_id) from canonical.claim_line",
    "provider": "provider_id) from canonical.provider",
    "trace_code": "trace_code) from canonical.dispense",
    CODES: "trace_code) from canonical.dispense",
}


@dataclass
class Bench:
    """What judging works with: the warehouse, the content, and worlds already narrowed."""

    connection: duckdb.DuckDBPyConnection
    content: Content
    checked: CheckedRules
    settings: Settings
    setting: Setting
    full: bool
    delivery_seq: int
    have: Delivered
    judged: dict[str, JudgedScope]
    counted: SubjectCounts
    keys: dict[tuple[str, int], list[str] | None] = field(default_factory=dict)
    """Keys of a scope touched since a delivery; None where everything is judged."""
    worlds: dict[tuple[str, int], duckdb.DuckDBPyConnection] = field(default_factory=dict)
    told: Json = field(default_factory=dict)
    """What the warehouse answered already: it does not change while rules are judged."""
    beside: dict[frozenset[tuple[str | None, str]], list[str]] = field(default_factory=dict)
    """Of tables that are read, together, those that a world of codes does not give."""
    unmoved: dict[str, JudgedScope] = field(default_factory=dict)
    """Rules whose findings stand as they are, to be noted together."""
    parts: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    """Parts of queries that are kept: what each was made of, and up to which delivery it stands."""
    moved: dict[tuple[str, str], str] = field(default_factory=dict)
    """Parts brought up to date by key, with what each was made of, to be noted together."""
    fresh: list[tuple[Rule, Fresh]] = field(default_factory=list)
    """Rules judged whose findings are not kept yet: what they cost the fund is read for many at once."""

    @property
    def book(self) -> RuleBook:
        return self.checked.book


def where_to_judge(
    bench: Bench, rule: Rule, now: JudgedScope
) -> tuple[duckdb.DuckDBPyConnection, list[str] | None]:
    """The database to judge a rule on, and the keys it decides there (None: all)."""
    before = bench.judged.get(rule.id)
    if bench.full or before is None or before.fingerprint != now.fingerprint:
        return bench.connection, None
    if before.delivery_seq == now.delivery_seq:
        return bench.connection, []  # judged over the very same rows
    if rule.scope not in FILTERS:
        return bench.connection, None
    at = (_kind_of(bench, rule), before.delivery_seq)
    keys = _touched(bench, *at)
    if not keys:
        return bench.connection, keys
    return _narrowed(bench, *at), keys


def _touched(bench: Bench, scope: str, since: int) -> list[str] | None:
    """Keys of a scope touched since a delivery; None where judging everything costs less."""
    at = (scope, since)
    if at not in bench.keys:
        bench.keys[at] = _few_touched(bench, *at)
    return bench.keys[at]


def _kind_of(bench: Bench, rule: Rule) -> str:
    """What kind of world a rule is judged in: of codes without their visits where it reads nothing else."""
    if rule.scope != "trace_code" or _beside_codes(bench, bench.book.reads[rule.id]):
        return rule.scope
    return CODES


def _beside_codes(bench: Bench, reads: Iterable[tuple[str | None, str]]) -> list[str]:
    """Of tables that are read those that a world of codes has not, or of which nothing is kept."""
    read = frozenset(reads)
    if read not in bench.beside:
        bench.beside[read] = _read_beside(bench, read)
    return bench.beside[read]


def _read_beside(bench: Bench, read: frozenset[tuple[str | None, str]]) -> list[str]:
    catalogue = bench.content.catalogue
    if "told by code" not in bench.told:
        bench.told["told by code"] = told_by_code(catalogue, bench.content.derived)
    beside = read_beside_codes(catalogue, bench.told["told by code"], read)
    derived = sorted(name for schema, name in read if schema == "derived")
    if beside or codes_are_kept(bench.connection, bench.content, derived):
        return beside
    return derived


def _few_touched(bench: Bench, scope: str, since: int) -> list[str] | None:
    together = [s for s in FILTERS if TOGETHER.get(s, s) == TOGETHER.get(scope, scope)]
    if scope == CODES:
        rules = sum(bool(r.coded_parts) or _kind_of(bench, r) == CODES for r in bench.book.rules)
    else:
        rules = sum(r.scope in together for r in bench.book.rules)
    lines = first_row(bench.connection, "select count(*) from canonical.claim_line")
    if lines and lines[0] * rules < WORTH * DEARER.get(scope, 1):
        return None
    if not bench.told.get(f"touched since {since}"):
        bench.told[f"touched since {since}"] = True
        note_touched(bench.connection, since, _read_of_persons(bench))
    if scope in (CODES, "trace_code"):
        keys = _codes_touched(bench, since)
    else:
        keys = touched_keys(bench.connection, scope, since)
    if keys is None:
        return None
    known = first_row(bench.connection, f"select approx_count_distinct({ALL_KEYS[scope]}")
    if known and len(keys) > FULL_SHARE * known[0]:
        return None
    return keys


def _codes_touched(bench: Bench, since: int) -> list[str] | None:
    """Trace codes touched since a delivery, many or few; None where all may have been."""
    asked = f"codes since {since}"
    if asked not in bench.told:
        bench.told[asked] = touched_keys(bench.connection, "trace_code", since)
    found: list[str] | None = bench.told[asked]
    return found


def _read_of_persons(bench: Bench) -> tuple[str, ...]:
    """Columns of a person's own row on which rest derived tables, parts, and rules that are judged by another key."""
    texts = [d.sql for d in bench.content.derived]
    for rule in bench.book.rules:
        if rule.scope in FILTERS and rule.scope != "person":
            texts.append(rule.sql)
        texts += [
            part_query(rule.sql, part).removesuffix(f"select * from {part}") for part in rule.parts
        ]
    person = bench.content.catalogue.find("person", "canonical")
    return told_of_persons(texts, [c.name for c in person.columns] if person else ())


def _narrowed(bench: Bench, scope: str, since: int) -> duckdb.DuckDBPyConnection:
    """The world of the keys touched since a delivery, with what the rules judged in it read."""
    kind = VISITS if scope == "person" else scope
    at = (kind, since)
    if at not in bench.worlds:
        keys: list[str] = _touched(bench, scope, since) or []
        encounters: list[str] = []
        if kind == VISITS:
            keys, encounters = _reached(bench, since) or (keys, encounters)
        bench.worlds[at] = narrowed_world(
            _holding(bench, kind, since),
            bench.content,
            kind,
            keys,
            _read_in(bench, kind),
            encounters,
        )
    return bench.worlds[at]


def _holding(bench: Bench, kind: str, since: int) -> duckdb.DuckDBPyConnection:
    """The smallest database that holds all rows of a world: encounters are among the visits of the persons touched."""
    if (
        kind == "encounter"
        and any(
            bench.judged[r.id].delivery_seq == since
            for r in bench.book.rules
            if r.scope == "person" and r.id in bench.judged
        )
        and _touched(bench, "person", since)
    ):
        return _narrowed(bench, "person", since)
    return bench.connection


def _read_in(bench: Bench, kind: str) -> set[tuple[str | None, str]]:
    """The tables of a world that are read: those of the visits also when the encounters are taken out of it."""
    rules = bench.book.rules
    if kind == CODES:
        own = {
            r for rule in rules if _kind_of(bench, rule) == kind for r in bench.book.reads[rule.id]
        }
        return own | {
            r
            for rule in rules
            for part in rule.coded_parts
            for r in reads_of(rule.sql, part, bench.book.reads[rule.id])
        }
    scopes = ("person", "encounter") if kind == VISITS else (kind,)
    reads = {r for rule in rules if rule.scope in scopes for r in bench.book.reads[rule.id]}
    return reads | _read_by_parts(bench) if kind == VISITS else reads


def _read_by_parts(bench: Bench) -> set[tuple[str | None, str]]:
    return {
        r
        for rule in bench.book.rules
        for part in rule.parts
        for r in reads_of(rule.sql, part, bench.book.reads[rule.id])
    }


def deciding_of(bench: Bench, rule: Rule, keys: list[str]) -> frozenset[str]:
    """Rules of which the store holds findings that the keys touched of a scope decide."""
    before = bench.judged[rule.id]
    asked = f"deciding {rule.scope} {before.delivery_seq}"
    if asked not in bench.told:
        bench.told[asked] = deciding(bench.connection, keys)
    return frozenset(bench.told[asked])


def kept_parts(
    bench: Bench, rule: Rule, sets: list[ParameterSet], inputs: Inputs
) -> dict[str, str]:
    """Tables that hold the rows of a rule's parts as of now; none where houses have values of their own."""
    kept: dict[str, str] = {}
    if len(sets) != 1:
        return kept
    connection, setting = bench.connection, bench.setting
    values = parameter_values(rule, sets[0].values, setting.as_of, setting.region)
    for part in rule.all_parts:
        at, own = (rule.id, part), part_query(rule.sql, part)
        now = fingerprint(bench, rule, sets, inputs, own)
        told, since = bench.parts.get(at, ("", 0))
        if bench.full or told != now or since != bench.delivery_seq:
            by = CODE if part in rule.coded_parts else None
            since_then = _codes_since if by else _visits_since
            world = None if bench.full or told != now else since_then(bench, since)
            with within(connection, setting.seconds), joined(connection, rule.joins):
                if world is not None and replace_part(connection, world, at, own, values, by):
                    bench.moved[at] = now
                else:
                    # the rows and what they stand for in one piece: killed in between, the part is as it was
                    with in_one_piece(connection):
                        build_part(connection, at, part_query(rule.sql, part, kept), values)
                        note_part(connection, *at, now, bench.delivery_seq)
        kept[part] = table_of(*at)
    return kept


def _visits_since(bench: Bench, since: int) -> duckdb.DuckDBPyConnection | None:
    """The world of the visits and persons touched since a delivery, with what it reached noted in both databases.

    None where judging everything costs less.
    """
    reached = _reached(bench, since)
    if reached is None:
        return None
    world = _narrowed(bench, "person", since)
    if bench.told.get("reached") != since:
        bench.told["reached"] = since
        note_reached(bench.connection, world, *reached)
    return world


def _codes_since(bench: Bench, since: int) -> duckdb.DuckDBPyConnection | None:
    """The world of the codes touched since a delivery, which are noted; None where judging everything costs less."""
    codes = _touched(bench, CODES, since)
    reads = _read_in(bench, CODES)
    if codes is None or _beside_codes(bench, reads):
        return None
    if bench.told.get("codes noted") != since:
        bench.told["codes noted"] = since
        note_codes(bench.connection, codes)
    return _narrowed(bench, CODES, since)


def _reached(bench: Bench, since: int) -> tuple[list[str], list[str]] | None:
    """Persons and visits by whose rows parts are brought up to date; None where judging everything costs less.

    Those touched, and those who sold a code that was touched, where a part reads sales.
    """
    asked = f"reached since {since}"
    if asked not in bench.told:
        persons, encounters = _touched(bench, "person", since), _touched(bench, "encounter", since)
        if persons is None or encounters is None:
            return None
        sales = coded_by_visit(bench.content, _derived_in_parts(bench))
        sold, sellers = visits_of_codes(
            bench.connection, sales, _codes_touched(bench, since) if sales else None
        )
        bench.told[asked] = (
            sorted({*persons, *sellers}),
            sorted({*encounters, *sold}),
        )
    found: tuple[list[str], list[str]] = bench.told[asked]
    return found


def _derived_in_parts(bench: Bench) -> set[str]:
    """Derived tables that parts read."""
    return {name for schema, name in _read_by_parts(bench) if schema == "derived"}


def fingerprint(
    bench: Bench, rule: Rule, sets: list[ParameterSet], inputs: Inputs, query: str | None = None
) -> str:
    """A digest of all that decides a rule's findings besides the claims: text, values, references.

    query: of one of its parts, which may ask for less of what the day and the region say.
    """
    reads = bench.book.reads[rule.id]
    needed = closure(bench.content.derived, {n for s, n in reads if s == "derived"})
    tables = {n for s, n in reads if s != "derived"} | {
        n for d in needed for s, n in d.reads if s != "derived"
    }
    # as it was read when the run began: the file may be edited while it judges
    parts: list[Any] = [rule.headed.header, rule.headed.sql]
    parts += [d.sql for d in needed]
    parts += [[s.provider, s.region, {k: str(v) for k, v in s.values.items()}] for s in sets]
    for name in sorted(tables):
        table = bench.content.catalogue.find(name)
        if table is not None and (table.schema == "reference" or table.name in WHOLE):
            parts.append([name, str(_rows_of(bench, table.full_name))])
    parts.append(list(inputs.unseen))
    if rule.loss == "low_ratio":
        parts.append([[p.region, p.low_ratio] for p in bench.settings.payment])
    asked = rule.sql if query is None else query
    if "$as_of" in asked:
        parts.append(bench.setting.as_of.isoformat())
    if "$region" in asked:
        parts.append(bench.setting.region)
    if query is not None:
        parts.append(query)
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def _rows_of(bench: Bench, full_name: str) -> Any:
    """A digest of a table's rows, in whatever order they lie."""
    asked = f"rows {full_name}"
    if asked not in bench.told:
        bench.told[asked] = first_row(
            bench.connection,
            f"select count(*), sum(cast(hash(t) as hugeint)) from {full_name} as t",
        )
    return bench.told[asked]
