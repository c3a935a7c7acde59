"""A rule's cases on Spark: the same rows, the query carried over by sqlglot, the same comparer."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import sqlglot
from sqlglot import exp

from feijian.library import Case
from feijian.library.comparison import compare
from feijian.rules import Rule, RuleBook
from feijian.rules.cases import DEFAULT_AS_OF, CaseResult, PreparedCase, prepare
from feijian.rules.query_check import parameter_values
from tests.spark.recursion import query

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import SparkSession

SETTINGS = {
    # what rules rely on: errors instead of silent nulls, and timestamps without a time zone
    "spark.sql.ansi.enabled": "true",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.session.timeZone": "UTC",
    # what makes thousands of queries over a handful of rows quick
    "spark.sql.catalogImplementation": "in-memory",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    # hardly any column is nested, and looking for what of it is unread takes minutes over a query of many parts
    "spark.sql.optimizer.nestedSchemaPruning.enabled": "false",
    "spark.sql.optimizer.expression.nestedPruning.enabled": "false",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "2g",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.timezone=UTC",
}


def session(warehouse: str) -> SparkSession:
    """A local Spark of two threads; `warehouse` is a scratch folder."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").appName("feijian")
    for key, value in {**SETTINGS, "spark.sql.warehouse.dir": warehouse}.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL)
    return spark


def spark_query(sql: str) -> exp.Expr:
    """A rule's query for Spark: `schema.table` as the view `schema__table`, `$x` as `:x`."""
    tree = sqlglot.parse_one(sql, read="duckdb")
    for table in tree.find_all(exp.Table):
        if table.db:
            alias = table.alias or table.name
            table.replace(
                exp.alias_(exp.to_table(view_name(table.db, table.name)), alias, table=True)
            )
    tree.sql("spark", unsupported_level=sqlglot.ErrorLevel.RAISE)  # tells what cannot be carried
    return tree


def view_name(schema: str | None, table: str) -> str:
    return f"{schema}__{table}".lower() if schema else table.lower()


class SparkWorld:
    """The tables of one case after another, as temporary views of one Spark session."""

    def __init__(self, spark: SparkSession) -> None:
        self.spark = spark
        self._empty: dict[str, pa.Schema] = {}

    def show(self, prepared: PreparedCase, reads: Iterable[tuple[str | None, str]]) -> None:
        """Hand the tables that a rule reads from DuckDB to Spark, types and all."""
        for schema, name in sorted(reads, key=str):
            view = view_name(schema, name)
            qualified = f'{schema}."{name}"' if schema else f'"{name}"'
            rows = prepared.world.sql(f"from {qualified}").to_arrow_table()
            if rows.num_rows == 0 and self._empty.get(view) == rows.schema:
                continue
            self.spark.createDataFrame(rows).createOrReplaceTempView(view)
            if rows.num_rows:
                self._empty.pop(view, None)
            else:
                self._empty[view] = rows.schema

    def difference(self, book: RuleBook, rule: Rule, case: Case, tree: exp.Expr) -> str:
        """What differs between Spark's findings and those written; empty when nothing does."""
        from pyspark.errors import PySparkException

        prepared = prepare(book, rule, case)
        self.show(prepared, book.reads[rule.id])
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


def spark_value(value: Any) -> Any:
    """A parameter as Spark binds it: a decimal without an exponent, other values as they are."""
    if isinstance(value, Decimal):
        return Decimal(f"{value:f}")
    return value


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
