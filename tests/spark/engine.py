"""A rule's cases on Spark: the same rows, the query carried over by sqlglot, the same comparer.

Cases stand side by side in wide worlds (`tests/together.py`), of which all rows are compared with DuckDB's. Where
these differ, or DuckDB itself cannot answer for so many, the same cases are asked in worlds whose cases know the same,
and those that others disturb there alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import duckdb
import sqlglot

from feijian.contracts import Content, Derived, closure
from feijian.contracts.sql_limits import CASE_SECONDS, QueryTooLong, within
from feijian.contracts.world import case_world
from feijian.engines.recursion import query
from feijian.engines.spark import spark_query, spark_type, spark_value, view_name
from feijian.library import Case, parse_pipe_table
from feijian.library.comparison import cell_text, compare
from feijian.rules import Rule, RuleBook
from feijian.rules.cases import DEFAULT_AS_OF, CaseResult, PreparedCase, prepare
from feijian.rules.query_check import parameter_values
from tests.together import Together, together

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import SparkSession
    from sqlglot import exp


class SparkWorld:
    """The tables of one case after another, as temporary views of one Spark session."""

    def __init__(self, spark: SparkSession) -> None:
        self.spark = spark
        self._empty: dict[str, pa.Schema] = {}

    def show(
        self, world: duckdb.DuckDBPyConnection, reads: Iterable[tuple[str | None, str]]
    ) -> None:
        """Hand the tables that a query reads from DuckDB to Spark, types and all."""
        for schema, name in sorted(reads, key=str):
            view = view_name(schema, name)
            qualified = f'{schema}."{name}"' if schema else f'"{name}"'
            rows = world.sql(f"from {qualified}").to_arrow_table()
            if rows.num_rows == 0 and self._empty.get(view) == rows.schema:
                continue
            self.spark.createDataFrame(rows).createOrReplaceTempView(view)
            if rows.num_rows:
                self._empty.pop(view, None)
            else:
                self._empty[view] = rows.schema

    def derived_differences(
        self, content: Content, item: Derived, cases: list[Case]
    ) -> dict[str, str]:
        """What differs, by case, between the rows Spark makes of a derived table and those written.

        All cases are asked at once; where the rows of all are not those of DuckDB, those that know the same reference
        rows are asked together (rows of two cases may tie), and each alone where these differ too.
        """
        (wide,) = together(content.catalogue, cases, wide=True)
        if not self._derived_difference(content, item, wide.world):
            return {}
        found: dict[str, str] = {}
        for shared in together(content.catalogue, cases):
            whole = self._derived_difference(content, item, shared.world)
            if whole:
                found |= self._each(content, item, shared) or {shared.world.name: whole}
        return found

    def _derived_difference(self, content: Content, item: Derived, world: Case) -> str:
        """What differs between the rows that either engine makes of one world; empty when nothing does."""
        own = case_world(
            content.catalogue, closure(content.derived, [item.name]), world.given, item.reads
        )
        cursor = own.execute(f'from derived."{item.name}"')
        here = rows_as_text([d[0] for d in cursor.description or []], cursor.fetchall())
        own.close()
        try:
            return _only_one_has(here, rows_as_text(*self._made(content, item, world)))
        except SparkError as error:
            return str(error)

    def _each(self, content: Content, item: Derived, shared: Together) -> dict[str, str]:
        """What differs from the rows written, by each case of a world that differs."""
        found = {}
        for case in shared.members.values():
            written = str(case.extra["yields"]).strip()
            expected = None if written == "nothing" else parse_pipe_table(written)
            try:
                found[case.name] = compare(expected, *self._made(content, item, case))
            except SparkError as error:
                found[case.name] = str(error)
        return {name: difference for name, difference in found.items() if difference}

    def _made(
        self, content: Content, item: Derived, case: Case
    ) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Columns and rows that Spark makes of a derived table, of what DuckDB built before it."""
        from pyspark.errors import PySparkException

        needed = [d for d in closure(content.derived, [item.name]) if d.name != item.name]
        world = case_world(content.catalogue, needed, case.given, item.reads)
        self.show(world, item.reads)
        world.close()
        shape = content.catalogue.find(item.name, "derived")
        assert shape is not None
        try:
            found = query(self.spark, spark_query(item.sql), {})
            cast = [found[c.name].cast(spark_type(c.physical_type)) for c in shape.columns]
            rows = [tuple(row) for row in found.select(*cast).collect()]
        except PySparkException as error:
            raise SparkError(f"the query failed: {_first_line(error)}") from None
        return [c.name for c in shape.columns], rows

    def difference(self, book: RuleBook, rule: Rule, case: Case, tree: exp.Expr) -> str:
        """What differs between Spark's findings and those written; empty when nothing does."""
        prepared = prepare(book, rule, case)
        try:
            names, rows = self._asked(book, prepared, rule, tree)
        except SparkError as error:
            return str(error)
        return compare(case.finds, names, rows)

    def agrees(self, book: RuleBook, rule: Rule, shared: Together, tree: exp.Expr) -> bool:
        """Whether both engines give the same rows of a world of several cases, every column of them."""
        prepared = prepare(book, rule, shared.world)
        try:
            own = self._own(rule, prepared)
        except (duckdb.Error, QueryTooLong):
            return False  # what cases know together may be more than one query can answer
        return not self._whole(book, prepared, rule, tree, own)

    def differences(
        self, book: RuleBook, rule: Rule, shared: Together, tree: exp.Expr
    ) -> dict[int, str]:
        """The same for each case of a world of several, by its number.

        A case that others disturb is asked alone, and so is each where the world gives other rows than on DuckDB.
        """
        prepared = prepare(book, rule, shared.world)
        own = self._own(rule, prepared)
        alone = {n for n, difference in shared.held(*own).items() if difference}
        whole = ""
        if len(alone) < len(shared.members):
            whole = self._whole(book, prepared, rule, tree, own)
        found = dict.fromkeys(shared.members, "")
        for number in shared.members if whole else alone:
            found[number] = self.difference(book, rule, shared.members[number], tree)
        # no case sees it, and the engines differ all the same
        if whole and not any(found.values()):
            found[min(found)] = whole
        return found

    def _own(self, rule: Rule, prepared: PreparedCase) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Columns and rows that DuckDB finds in a world."""
        given = rule.values(prepared.case.parameters)
        with within(prepared.world, CASE_SECONDS):
            cursor = prepared.world.execute(
                rule.sql, parameter_values(rule, given, _as_of(prepared.case))
            )
            return _certain(rule, [d[0] for d in cursor.description or []], cursor.fetchall())

    def _whole(
        self,
        book: RuleBook,
        prepared: PreparedCase,
        rule: Rule,
        tree: exp.Expr,
        own: tuple[list[str], list[tuple[Any, ...]]],
    ) -> str:
        """What differs between all rows Spark finds in a world and DuckDB's, every column of them."""
        try:
            there = rows_as_text(*self._asked(book, prepared, rule, tree))
        except SparkError as error:
            return str(error)
        difference = _only_one_has(rows_as_text(*own), there)
        return f"{prepared.case.name}: {difference}" if difference else ""

    def _asked(
        self, book: RuleBook, prepared: PreparedCase, rule: Rule, tree: exp.Expr
    ) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Columns and rows that Spark finds in a world. Raises SparkError where the query fails."""
        from pyspark.errors import PySparkException

        self.show(prepared.world, book.reads[rule.id])
        prepared.world.close()
        case = prepared.case
        values = parameter_values(rule, rule.values(case.parameters), _as_of(case))
        try:
            found = query(self.spark, tree, {k: spark_value(v) for k, v in values.items()})
            rows = [tuple(row) for row in found.collect()]
        except PySparkException as error:
            raise SparkError(f"the query failed: {_first_line(error)}") from None
        return _certain(rule, list(found.columns), rows)


class SparkError(Exception):
    """A query that Spark does not answer, and what it says."""


def rows_as_text(names: list[str], rows: list[tuple[Any, ...]]) -> tuple[list[str], list[Any]]:
    """Columns and rows of either engine in one form: their order, and that within lists, is not told."""
    return names, sorted(tuple(cell_text(cell) for cell in row) for row in rows)


def _only_one_has(here: tuple[list[str], list[Any]], there: tuple[list[str], list[Any]]) -> str:
    """What differs between the columns and rows of DuckDB and those of Spark; empty when nothing does."""
    if here == there:
        return ""
    if here[0] != there[0]:
        return f"columns {there[0]} on Spark, {here[0]} on DuckDB"
    more, less = Counter(there[1]) - Counter(here[1]), Counter(here[1]) - Counter(there[1])
    return f"only Spark has {list(more)[:1]}, only DuckDB {list(less)[:1]}"


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _as_of(case: Case) -> date:
    return date.fromisoformat(case.as_of) if case.as_of else DEFAULT_AS_OF


def _certain(
    rule: Rule, names: list[str], rows: list[tuple[Any, ...]]
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """With what the header says of every row: a case may ask for it."""
    if "certainty" in names:
        return names, rows
    return [*names, "certainty"], [(*row, rule.certainty) for row in rows]


def run_cases(book: RuleBook, rule: Rule, world: SparkWorld) -> list[CaseResult]:
    """Run all cases of a rule on Spark."""
    try:
        tree = spark_query(rule.sql)
    except sqlglot.errors.UnsupportedError as error:
        return [CaseResult(rule.id, "every case", f"sqlglot cannot carry it: {error}")]
    catalogue, found = book.catalogue, dict[int, CaseResult]()
    for wide in together(catalogue, book.cases[rule.id], wide=True):
        if len(wide.members) > 1 and world.agrees(book, rule, wide, tree):
            differing = dict.fromkeys(wide.members, "")
        else:
            differing = {}
            for shared in together(catalogue, wide.members):
                if len(shared.members) == 1:
                    differing |= {
                        n: world.difference(book, rule, c, tree) for n, c in shared.members.items()
                    }
                else:
                    differing |= world.differences(book, rule, shared, tree)
        for number, difference in differing.items():
            found[number] = CaseResult(rule.id, wide.members[number].name, difference)
    return [found[number] for number in sorted(found)]
