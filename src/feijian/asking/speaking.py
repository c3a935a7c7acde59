"""Which rules could find something of an encounter: what is seen of it and its person, beside their signs.

What an item is like is worked out once for each item and remembered, since that asks long lists and
patterns; of charges otherwise, visits, persons, diagnoses and operations one short query a table is asked.
A derived table whose signs are not there has no row, and need not be built.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from feijian.asking.asked_rule import Asked
from feijian.asking.clauses import Clause, Sign, tells
from feijian.asking.signs import SignReader
from feijian.asking.unsettled_copies import ASKED, Put, number_of
from feijian.contracts import Catalogue, Derived
from feijian.contracts.world import kept_statement
from feijian.rules.query_check import parameter_values

if TYPE_CHECKING:
    import duckdb

    from feijian.rules.judge import Setting

LINE, DERIVED = "canonical.claim_line", "derived."
ITEM = ("item_code", "item_name", "local_item_code", "local_item_name", "category")
Item = tuple[str | None, ...]
Run = Callable[[str], "duckdb.DuckDBPyConnection"]
BY_VISIT = ("canonical.diagnosis", "canonical.procedure", "canonical.grouping")
LOOKED_AT = (LINE, "canonical.encounter", "canonical.person", "canonical.claim", *BY_VISIT)
TIED = (
    "select person_id from canonical.claim_line where original_line_id is not null"
    " union select person_id from canonical.claim where original_claim_id is not null"
)
"""Persons with a refund: rows of another visit may decide with those of the one asked about."""


@dataclass
class SignsSeen:
    """The signs that hold for some row of a person, and those that hold for one of the encounter's own."""

    of_person: set[Sign] = field(default_factory=set)
    of_visit: set[Sign] = field(default_factory=set)


class Speaking:
    """The signs of the rules that can be asked, and what is remembered of items."""

    def __init__(
        self,
        needs: Mapping[str, frozenset[Clause]],
        of_visit: Iterable[str],
        derived: Mapping[str, frozenset[Clause]],
    ) -> None:
        """needs: by rule. of_visit: rules that rows of one encounter decide. derived: by derived table."""
        self._needs, self._derived = _looked_at(needs), _looked_at(derived)
        self._of_visit = frozenset(of_visit)
        told = (*self._needs.values(), *self._derived.values())
        signs = sorted(
            {s for clauses in told for c in clauses for s in c}, key=lambda s: (s.table, s.test)
        )
        self._of_item = [s for s in signs if s.table == LINE and s.columns <= set(ITEM)]
        self._of_line = [s for s in signs if s.table == LINE and s not in set(self._of_item)]
        self._of_table = {t: [s for s in signs if s.table == t] for t in LOOKED_AT if t != LINE}
        self._items: dict[Item, frozenset[Sign]] = {}
        naming: dict[str, set[str]] = {}
        for rule, clauses in self._needs.items():
            for sign in (s for clause in clauses for s in clause):
                naming.setdefault(sign.table, set()).add(rule)
        self._naming = {table: frozenset(rules) for table, rules in naming.items()}

    def remember(self, connection: duckdb.DuckDBPyConnection, items: Iterable[Item]) -> None:
        """Work out what items are like over the reference tables of a database."""
        import duckdb
        import pyarrow as pa

        new = sorted({i for i in items if i not in self._items}, key=str)
        if not new:
            return
        columns = zip(*new, strict=True)
        given = {n: pa.array(c, pa.string()) for n, c in zip(ITEM, columns, strict=True)}
        connection.register("asked_item", pa.table(given))
        tests = ", ".join(f"coalesce({s.test}, false)" for s in self._of_item)
        try:
            rows = connection.execute(
                kept_statement(f"select {', '.join(ITEM)}, [{tests}] from asked_item as t")
            ).fetchall()
        except duckdb.Error:  # what cannot be told may be so
            rows = [(*item, [True] * len(self._of_item)) for item in new]
        finally:
            connection.unregister("asked_item")
        for *item, held in rows:
            self._items[tuple(item)] = _true(self._of_item, held)

    def seen(
        self,
        connection: duckdb.DuckDBPyConnection,
        put: Sequence[Put],
        empty: Collection[str],
        run: Run,
    ) -> list[SignsSeen]:
        """What is there of each encounter in a world, and of its person. empty: tables without a row.

        run: asks a statement of the world.
        """
        found = [SignsSeen() for _ in put]
        visits = {one.encounter_id + one.ends: number for number, one in enumerate(put)}
        tests = ", ".join(f"coalesce(bool_or({s.test}), false)" for s in self._of_line)
        lines = run(
            f"select person_id, encounter_id, [{tests}], {', '.join(ITEM)}"
            " from canonical.claim_line as t group by all"
        ).fetchall()
        self.remember(connection, (row[3:] for row in lines))
        for person, visit, held, *item in lines:
            number = 0 if len(put) == 1 else number_of(person)
            signs = self._items[tuple(item)] | _true(self._of_line, held)
            found[number].of_person |= signs
            if visits.get(visit) == number:
                found[number].of_visit |= signs
        for table in (t for t in self._of_table if t not in empty):
            for person, is_own, *held in self._held(connection, table, run):
                number = 0 if len(put) == 1 else number_of(person)
                signs = _true(self._of_table[table], held)
                if number >= 0:
                    found[number].of_person |= signs
                    if is_own:
                        found[number].of_visit |= signs
        for (person,) in run(TIED).fetchall():
            number = 0 if len(put) == 1 else number_of(person)
            if number >= 0:
                found[number].of_visit |= found[number].of_person
        return found

    def _held(
        self, connection: duckdb.DuckDBPyConnection, table: str, run: Run
    ) -> list[tuple[Any, ...]]:
        """By person, and whether of the encounters asked about, which tests of a table hold."""
        import duckdb

        signs = self._of_table[table]
        if not signs:
            return []
        tests = ", ".join(f"coalesce(bool_or({s.test}), false)" for s in signs)
        own = (
            "true"
            if table == "canonical.person"
            else f"coalesce(t.encounter_id in (select encounter_id from {ASKED}), false)"
        )
        person, source = "t.person_id", f"{table} as t"
        if table in BY_VISIT:
            person = "visit.person_id"
            source += (
                " left join canonical.encounter as visit on t.encounter_id = visit.encounter_id"
            )
        try:
            return run(
                f"select {person}, {own} as is_own, {tests} from {source} group by 1, 2"
            ).fetchall()
        except duckdb.Error:  # what cannot be told may be so
            rows = connection.execute(
                "select distinct person_id from canonical.encounter"
            ).fetchall()
            return [(p, True, *(True for _ in signs)) for (p,) in rows]

    def naming(self, table: str) -> frozenset[str]:
        """Rules of whose signs one is a row of this table."""
        return self._naming.get(table, frozenset())

    def forget(self) -> None:
        """Take every rule for one that could find something, and every derived table for one with rows."""
        self._needs.clear()
        self._derived.clear()

    def can_speak(self, rule_id: str, seen: SignsSeen, empty: Collection[str] = ()) -> bool:
        """Whether a rule could find something of an encounter. empty: tables known to have no row."""
        there = seen.of_visit if rule_id in self._of_visit else seen.of_person
        return all(_holds(clause, there, empty) for clause in self._needs.get(rule_id, ()))

    def can_hold(self, table: str, seen: Sequence[SignsSeen], empty: Collection[str]) -> bool:
        """Whether a derived table could have a row where these encounters and their persons are."""
        return all(
            any(_holds(clause, one.of_person, empty) for one in seen)
            for clause in self._derived.get(table, ())
        )


def _holds(clause: Clause, there: Collection[Sign], empty: Collection[str]) -> bool:
    """Whether a sign of a clause is there; of a derived table, whether it is not known to be empty."""
    return any(s.table not in empty if s.table.startswith(DERIVED) else s in there for s in clause)


def _looked_at(needs: Mapping[str, frozenset[Clause]]) -> dict[str, tuple[Clause, ...]]:
    return {name: tuple(c for c in clauses if _is_looked_at(c)) for name, clauses in needs.items()}


def _true(signs: Sequence[Sign], held: Sequence[object]) -> frozenset[Sign]:
    return frozenset(s for s, holds in zip(signs, held, strict=True) if holds)


def _is_looked_at(clause: Clause) -> bool:
    """Whether a clause can be seen to fail: registers are not looked at."""
    return tells(clause) and all(
        s.table in LOOKED_AT or s.table.startswith(DERIVED) for s in clause
    )


def _unasked(connection: duckdb.DuckDBPyConnection, signs: Iterable[Sign]) -> set[Sign]:
    """Signs whose test the engine does not take: what needs them is taken to be there."""
    import duckdb

    found = set()
    for sign in signs:
        try:
            connection.execute(f"describe select bool_or({sign.test}) from {sign.table} as t")
        except duckdb.Error:
            found.add(sign)
    return found


def _asked(
    needs: Mapping[str, frozenset[Clause]], unasked: set[Sign]
) -> dict[str, frozenset[Clause]]:
    return {
        name: frozenset(c for c in clauses if c.isdisjoint(unasked))
        for name, clauses in needs.items()
    }


def speaking_of(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    derived: Iterable[Derived],
    asked: Sequence[Asked],
    setting: Setting,
) -> Speaking:
    """The signs of rules; what the items charged in a database are like is remembered at once."""
    derived = tuple(derived)
    reader = SignReader(catalogue, derived, {LINE: frozenset(ITEM)})
    needs: dict[str, frozenset[Clause]] = {}
    for one in asked:
        values = [
            parameter_values(one.rule, s.values, setting.as_of, setting.region) for s in one.sets
        ]
        same = {k: v for k, v in values[0].items() if all(v == other.get(k) for other in values)}
        needs[one.rule.id] = reader.of_query(one.rule.sql, same)
    tables = {one.name: reader.of_query(one.sql, {}) for one in derived}
    told = (*needs.values(), *tables.values())
    signs = {s for clauses in told for c in clauses for s in c}
    unasked = _unasked(connection, (s for s in signs if not s.table.startswith(DERIVED)))
    needs, tables = _asked(needs, unasked), _asked(tables, unasked)
    made = Speaking(needs, (a.rule.id for a in asked if a.rule.scope == "encounter"), tables)
    items = connection.execute(f"select distinct {', '.join(ITEM)} from canonical.claim_line")
    made.remember(connection, items.fetchall())
    return made
