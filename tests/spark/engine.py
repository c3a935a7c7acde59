"""A rule's cases on Spark: the same rows, the query carried over by sqlglot, the same comparer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import sqlglot

from feijian.contracts import Content, Derived, closure
from feijian.contracts.world import case_world
from feijian.engines.recursion import query
from feijian.engines.spark import spark_query, spark_type, spark_value, view_name
from feijian.library import Case, parse_pipe_table
from feijian.library.comparison import compare
from feijian.rules import Rule, RuleBook
from feijian.rules.cases import DEFAULT_AS_OF, CaseResult, prepare
from feijian.rules.query_check import parameter_values

if TYPE_CHECKING:
    import duckdb
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

    def derived_difference(self, content: Content, item: Derived, case: Case) -> str:
        """What differs between the rows Spark makes of a derived table and those written."""
        from pyspark.errors import PySparkException

        written = str(case.extra["yields"]).strip()
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
            return (
                f"the query failed: {(str(error).strip() or type(error).__name__).splitlines()[0]}"
            )
        expected = None if written == "nothing" else parse_pipe_table(written)
        return compare(expected, [c.name for c in shape.columns], rows)

    def difference(self, book: RuleBook, rule: Rule, case: Case, tree: exp.Expr) -> str:
        """What differs between Spark's findings and those written; empty when nothing does."""
        from pyspark.errors import PySparkException

        prepared = prepare(book, rule, case)
        self.show(prepared.world, book.reads[rule.id])
        prepared.world.close()
        as_of = date.fromisoformat(case.as_of) if case.as_of else DEFAULT_AS_OF
        values = parameter_values(rule, rule.values(case.parameters), as_of)
        try:
            found = query(self.spark, tree, {k: spark_value(v) for k, v in values.items()})
            rows = [tuple(row) for row in found.collect()]
        except PySparkException as error:
            said = str(error).strip() or type(error).__name__
            return f"the query failed: {said.splitlines()[0]}"
        names = list(found.columns)
        if "certainty" not in names:  # a case may ask for what the header says of every row
            names, rows = [*names, "certainty"], [(*row, rule.certainty) for row in rows]
        return compare(case.finds, names, rows)


def run_cases(book: RuleBook, rule: Rule, world: SparkWorld) -> list[CaseResult]:
    """Run all cases of a rule on Spark."""
    try:
        tree = spark_query(rule.sql)
    except sqlglot.errors.UnsupportedError as error:
        return [CaseResult(rule.id, "every case", f"sqlglot cannot carry it: {error}")]
    return [
        CaseResult(rule.id, case.name, world.difference(book, rule, case, tree))
        for case in book.cases[rule.id]
    ]
