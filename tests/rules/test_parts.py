"""A part that a header names is decided by its encounters and their persons, or by its codes, and kept it changes no finding.

Of a rule that held on just these files before, one case is tried (see held.py).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import islice

import duckdb
import pytest
from tests.rules.held import is_held
from tests.shared import builtin_book, builtin_content

from feijian.contracts import closure
from feijian.contracts.world import Worlds
from feijian.library import Case, PipeTable
from feijian.library.comparison import compare
from feijian.rules import RuleBook
from feijian.rules.cases import DEFAULT_AS_OF
from feijian.rules.header import Rule
from feijian.rules.narrow import CODES, VISITS, narrowed_world
from feijian.rules.parameter import Bindings
from feijian.rules.parts import (
    CODE,
    bound_to,
    build_part,
    note_codes,
    note_reached,
    over_kept,
    part_query,
    reads_of,
    replace_part,
    table_of,
)
from feijian.rules.query_check import parameter_values

BOOK: RuleBook = builtin_book()
CONTENT = builtin_content()
IDS = [r.id for r in BOOK.rules if r.all_parts]
OF_PERSONS = [r.id for r in BOOK.rules if r.parts]
OF_CODES = [r.id for r in BOOK.rules if r.coded_parts]
BESIDE = frozenset(
    ("canonical", name)
    for name in ("encounter", "claim", "claim_line", "person", "dispense", "purchase")
)
"""What narrowing asks of every warehouse, whatever a rule reads."""


def cases_of(rule_id: str) -> tuple[Case, ...]:
    """The cases to try: all, or the first that finds something."""
    cases = BOOK.cases[rule_id]
    if not is_held(BOOK, "test_parts", rule_id):
        return tuple(cases)
    return tuple(islice((case for case in cases if case.finds), 1))


def with_a_stranger(case: Case) -> Case:
    """The case with one more person, charged every code of it under every name: it decides nothing of the others."""
    lines, visits = case.given.get("claim_line"), case.given.get("encounter")
    if lines is None or visits is None or not lines.rows or not visits.rows:
        return case
    named = [dict(zip(lines.columns, row, strict=True)) for row in lines.rows]
    by_code = {row.get("item_code"): row for row in named}
    names = sorted({str(row["item_name"]) for row in named if row.get("item_name")})
    added = []
    for code, row in list(by_code.items())[:8]:
        for name in names[:8]:
            its = {**row, "claim_line_id": f"X{len(added)}", "claim_id": None, "encounter_id": "XE"}
            its |= {"person_id": "XP", "item_code": code, "item_name": name}
            added.append(tuple(its.get(c) for c in lines.columns))
    first = dict(zip(visits.columns, visits.rows[0], strict=True))
    visit = {**first, "encounter_id": "XE", "person_id": "XP"}
    given = {
        **case.given,
        "claim_line": PipeTable(lines.columns, (*lines.rows, *added)),
        "encounter": PipeTable(
            visits.columns, (*visits.rows, tuple(visit[c] for c in visits.columns))
        ),
    }
    return replace(case, given=given)


@lru_cache(maxsize=1)
def worlds_of(_: str) -> Worlds:
    """The worlds of one rule, side by side; tests come rule by rule."""
    return Worlds(BOOK.catalogue)


def world_of(rule: Rule, case: Case) -> tuple[duckdb.DuckDBPyConnection, Bindings]:
    reads = BOOK.reads[rule.id]
    needed = closure(BOOK.derived, {name for schema, name in reads if schema == "derived"})
    world = worlds_of(rule.id).world(needed, case.given, reads | BESIDE)
    world.execute("create schema finding")
    as_of = date.fromisoformat(case.as_of) if case.as_of else DEFAULT_AS_OF
    return world, parameter_values(rule, rule.values(case.parameters), as_of)


def keys_of(world: duckdb.DuckDBPyConnection) -> tuple[list[str], list[str]]:
    """Every other person, and the visits of these and of nobody."""
    rows = world.execute(
        "select distinct person_id from canonical.encounter"
        " where person_id is not null and person_id <> 'XP' order by 1"
    ).fetchall()
    persons = [p for (p,) in rows[::2]]
    visits = world.execute(
        "select encounter_id from canonical.encounter"
        " where person_id is null or list_contains($1::varchar[], person_id) order by 1",
        [persons],
    ).fetchall()
    return persons, [e for (e,) in visits]


def rows_of(world: duckdb.DuckDBPyConnection, at: tuple[str, str]) -> list[str]:
    """Rows of a kept part; the order within a list means nothing."""
    rows = world.execute(f"select * from {table_of(*at)}").fetchall()
    return sorted(
        repr([sorted(v, key=str) if isinstance(v, list) else v for v in row]) for row in rows
    )


@pytest.mark.parametrize("rule_id", OF_CODES)
def test_a_part_worked_out_for_some_codes_is_their_part_of_the_whole(rule_id: str) -> None:
    rule = BOOK.get(rule_id)
    if not rule.coded_parts:
        return  # who notes what held asks every rule here
    told, compared, lost = {}, set(), set()
    for case in cases_of(rule_id):
        world, values = world_of(rule, case)
        rows = world.execute(
            "select trace_code from canonical.dispense union select trace_code from canonical.purchase order by 1"
        ).fetchall()
        known = [code for (code,) in rows if code is not None]
        for codes in (known[::2], known[1::2]):
            note_codes(world, codes)
            for part in rule.coded_parts:
                at, query = (rule_id, part), part_query(rule.sql, part)
                build_part(world, at, query, values)
                whole = rows_of(world, at)
                # what the codes had before is gone: it can only come back from their own rows
                chosen = f"delete from {table_of(*at)} where trace_code in (from temp.reached_box)"
                lost.add(world.execute(chosen).fetchall()[0][0])
                reads = reads_of(rule.sql, part, BOOK.reads[rule_id])
                some = narrowed_world(world, CONTENT, CODES, codes, reads)
                assert replace_part(world, some, at, query, values, CODE)
                compared.add(part)
                if rows_of(world, at) != whole:
                    told[case.name] = part
                some.close()
        world.close()
    assert told == {}
    assert any(lost) or is_held(BOOK, "test_parts", rule_id), "no case has rows of it"
    if not is_held(BOOK, "test_parts", rule_id):
        assert compared == set(rule.coded_parts), "no case brings it up to date"


@pytest.mark.parametrize("rule_id", OF_PERSONS)
def test_a_part_worked_out_for_some_is_their_part_of_the_whole(rule_id: str) -> None:
    rule = BOOK.get(rule_id)
    told, compared = {}, set()
    for case in map(with_a_stranger, cases_of(rule_id)):
        world, values = world_of(rule, case)
        persons, visits = keys_of(world)
        for part in rule.parts:
            at, query = (rule_id, part), part_query(rule.sql, part)
            build_part(world, at, query, values)
            whole = rows_of(world, at)
            some = narrowed_world(
                world,
                CONTENT,
                VISITS,
                persons,
                reads_of(rule.sql, part, BOOK.reads[rule_id]) | BESIDE,
                visits,
            )
            note_reached(world, some, persons, visits)
            if not replace_part(world, some, at, query, values):
                continue
            compared.add(part)
            if rows_of(world, at) != whole:
                told[case.name] = part
            some.close()
        world.close()
    assert told == {}
    if not is_held(BOOK, "test_parts", rule_id):
        assert compared == set(rule.parts), "no case brings it up to date"


@pytest.mark.parametrize("rule_id", IDS)
def test_over_kept_parts_a_rule_finds_the_same(rule_id: str) -> None:
    rule = BOOK.get(rule_id)
    told = {}
    for case in cases_of(rule_id):
        world, values = world_of(rule, case)
        kept: dict[str, str] = {}
        for part in rule.all_parts:
            build_part(world, (rule_id, part), part_query(rule.sql, part, kept), values)
            kept[part] = table_of(rule_id, part)
        query = over_kept(rule.sql, kept)
        cursor = world.execute(query, bound_to(query, values))
        names, rows = [d[0] for d in cursor.description or []], cursor.fetchall()
        if "certainty" not in names:
            names, rows = [*names, "certainty"], [(*row, rule.certainty) for row in rows]
        difference = compare(case.finds, names, rows)
        if difference:
            told[case.name] = difference
        world.close()
    assert told == {}


OF_A_RULE = (
    test_a_part_worked_out_for_some_codes_is_their_part_of_the_whole,
    test_a_part_worked_out_for_some_is_their_part_of_the_whole,
    test_over_kept_parts_a_rule_finds_the_same,
)
"""What is asked of each rule, for who notes that it held."""
