"""Spark: a session as rules rely on it, queries carried over by sqlglot, exported tables as its views."""

from __future__ import annotations

import logging
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlglot
from sqlglot import exp

from feijian.engines.lake import committed, schema_of

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

RELIED_ON = {
    # errors instead of silent nulls, and timestamps without a time zone
    "spark.sql.ansi.enabled": "true",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.session.timeZone": "UTC",
}
FEW_ROWS = {
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
TYPES = {
    "varchar": "string",
    "timestamp": "timestamp_ntz",
    "double": "double",
    "integer": "int",
    "bigint": "bigint",
    "date": "date",
    "boolean": "boolean",
}
"""Types of contracts that Spark calls otherwise, or the same; decimals keep their digits."""


def session(warehouse: str) -> SparkSession:
    """A local Spark of two threads for few rows; `warehouse` is a scratch folder."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").appName("feijian")
    for key, value in {**RELIED_ON, **FEW_ROWS, "spark.sql.warehouse.dir": warehouse}.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL)
    return spark


def spark_query(sql: str) -> exp.Expr:
    """A rule's query for Spark: `schema.table` as the view `schema__table`, `$x` as `:x`.

    Raises sqlglot.errors.UnsupportedError for what cannot be carried over.
    """
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
    """What a table is called among Spark's temporary views, which have no schemas."""
    return f"{schema}__{table}".lower() if schema else table.lower()


def spark_value(value: Any) -> Any:
    """A parameter as Spark binds it: a decimal without an exponent, other values as they are."""
    if isinstance(value, Decimal):
        return Decimal(f"{value:f}")
    return value


def show_exported(spark: SparkSession, folder: Path) -> tuple[str, ...]:
    """Make views of what `feijian export` wrote, by `_COMMIT` alone; their names.

    A table without a row has no file: its view is empty and has its columns all the same.
    """
    files: dict[str, list[str]] = {}
    for part in committed(folder):
        files.setdefault(part.table, []).append(str(folder / part.file))
    shown = []
    for table, columns in schema_of(folder).items():
        schema, _, name = table.partition(".")
        ddl = ", ".join(f"`{column}` {spark_type(kind)}" for column, kind in columns.items())
        if table in files:
            # `month` stands in the path; the contract's columns are what the files hold
            rows = spark.read.schema(ddl).parquet(*files[table])
        else:
            rows = spark.createDataFrame([], ddl)
        rows.createOrReplaceTempView(view_name(schema, name))
        shown.append(view_name(schema, name))
    return tuple(shown)


def spark_type(kind: str) -> str:
    """A contract's type in Spark's words."""
    name = kind.lower().strip()
    if name.endswith("[]"):
        return f"array<{spark_type(name[:-2])}>"
    return TYPES.get(name, name)
