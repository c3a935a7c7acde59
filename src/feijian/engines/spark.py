"""Spark: a session as rules rely on it, queries carried over by sqlglot, exported tables as its views."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlglot
from sqlglot import exp

from feijian.engines.carried import meant
from feijian.engines.lake import committed, schema_of
from feijian.errors import Problem, UsageError
from feijian.messages import sentence

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

RELIED_ON = {
    # errors instead of silent nulls, and timestamps without a time zone
    "spark.sql.ansi.enabled": "true",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.session.timeZone": "UTC",
    # a union that keeps its parts apart ends in "Can't zip RDDs" where its sides were cut into different numbers
    "spark.sql.unionOutputPartitioning": "false",
}
MANY_PARTS = {
    # hardly any column is nested, and looking for what of it is unread takes minutes over a query of many parts
    "spark.sql.optimizer.nestedSchemaPruning.enabled": "false",
    "spark.sql.optimizer.expression.nestedPruning.enabled": "false",
}
ON_THIS_MACHINE = {
    # nothing of it is to be reached from outside, and few rows need few partitions
    "spark.sql.catalogImplementation": "in-memory",
    "spark.sql.shuffle.partitions": "4",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.extraJavaOptions": "-Duser.timezone=UTC",
}
FEW_ROWS = {
    # what makes thousands of queries over a handful of rows quick
    **ON_THIS_MACHINE,
    **MANY_PARTS,
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.memory": "2g",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.timezone=UTC",
}
OF_CONNECT = ("pandas", "grpc", "grpc_status", "zstandard")
"""What a client of Spark Connect needs besides PySpark."""
TYPES = {
    "varchar": "string",
    "timestamp": "timestamp_ntz",
    "double": "double",
    "integer": "int",
    "bigint": "bigint",
    "date": "date",
    "boolean": "boolean",
    # DuckDB sums whole numbers as these; Spark has none so wide
    "hugeint": "bigint",
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


def open_session(master: str, options: Mapping[str, str], scratch: str) -> SparkSession:
    """A session of a master (`local[2]`, `yarn`, `k8s://…`) or of a server of Spark Connect (`sc://…`).

    options: what the command adds; they win. scratch: a folder for what Spark itself puts aside.
    Raises UsageError where PySpark or Java is missing, or no session can be had there.
    """
    try:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        what = "PySpark is not installed beside feijian"
        todo = "Run: pip install 'feijian[spark]' (it needs Java 17), or leave --engine out."
        raise UsageError(Problem("--engine spark", what, todo)) from None
    connect = master.startswith("sc://")
    if connect and not all(find_spec(package) for package in OF_CONNECT):
        # PySpark itself would end the process, without an error
        what = "the packages that PySpark needs for Spark Connect are not installed"
        todo = "Run: pip install 'pyspark[connect]', or name another master."
        raise UsageError(Problem("--master", what, todo))
    builder = SparkSession.builder.appName("feijian")
    builder = builder.remote(master) if connect else builder.master(master)
    told = {**RELIED_ON, **MANY_PARTS}
    if master.startswith("local"):
        told |= {**ON_THIS_MACHINE, "spark.sql.warehouse.dir": f"{scratch}.spark"}
    for key, value in {**told, **options}.items():
        builder = builder.config(key, value)
    try:
        spark = builder.getOrCreate()
    except (PySparkException, Py4JError, ImportError, OSError, RuntimeError, ValueError) as error:
        said = (str(error).strip() or type(error).__name__).splitlines()[0]
        what = sentence("no Spark session can be had of {master}: {said}", master=master, said=said)
        todo = "Is Java 17 installed (java -version), the address right, the server up?"
        raise UsageError(Problem("--master", what, todo)) from None
    if not connect:
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
    tree = meant(tree)
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
    """Make views of what `feijian export` wrote, by `_COMMIT` alone; their names."""
    files: dict[str, list[str]] = {}
    for part in committed(folder):
        files.setdefault(part.table, []).append(str(folder / part.file))
    return show_files(spark, files, schema_of(folder))


def show_files(
    spark: SparkSession,
    files: Mapping[str, Sequence[str]],
    schema: Mapping[str, Mapping[str, str]],
) -> tuple[str, ...]:
    """Make a view of each table's files; their names.

    A table without a row has no file: its view is empty and has its columns all the same.
    """
    shown = []
    for table, columns in schema.items():
        schema_name, _, name = table.partition(".")
        ddl = ", ".join(f"`{column}` {spark_type(kind)}" for column, kind in columns.items())
        if files.get(table):
            # `month` stands in the path; the contract's columns are what the files hold
            rows = spark.read.schema(ddl).parquet(*files[table])
        else:
            rows = spark.createDataFrame([], ddl)
        rows.createOrReplaceTempView(view_name(schema_name, name))
        shown.append(view_name(schema_name, name))
    return tuple(shown)


def spark_type(kind: str) -> str:
    """A contract's type in Spark's words."""
    name = kind.lower().strip()
    if name.endswith("[]"):
        return f"array<{spark_type(name[:-2])}>"
    return TYPES.get(name, name)
