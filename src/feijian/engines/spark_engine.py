"""Spark as an engine: exported files as its views, derived tables kept as Parquet, queries carried over."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feijian.contracts import Catalogue, Content, Derived
from feijian.engines.engine import EngineError, Values
from feijian.engines.exported import ExportedWarehouse, is_remote
from feijian.engines.recursion import is_connect, query
from feijian.engines.spark import show_files, spark_query, spark_type, spark_value, view_name
from feijian.errors import Problem, UsageError
from feijian.plain import Fetched

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

SEARCHED = ("canonical", "reference")
"""Schemas whose tables queries may name without them."""


class SparkEngine:
    """The files of an exported warehouse on a Spark session.

    scratch: a folder that all of the cluster reaches, for derived tables while the run lasts.
    """

    name = "spark"

    def __init__(
        self, spark: SparkSession, exported: ExportedWarehouse, content: Content, scratch: str
    ) -> None:
        self._spark = spark
        self._catalogue: Catalogue = content.catalogue
        self._scratch = scratch
        self._number = count(1)
        files = {t: exported.files(t) for t in exported.schema}
        show_files(spark, files, exported.schema)
        for table in exported.schema:
            schema, _, name = table.partition(".")
            if schema in SEARCHED:
                spark.table(view_name(schema, name)).createOrReplaceTempView(name)
        for table in exported.ledger():
            schema, _, name = table.partition(".")
            rows = spark.read.parquet(*exported.files(table))
            rows.createOrReplaceTempView(view_name(schema, name))

    def build(self, item: Derived) -> None:
        """As the protocol says; columns have the types that DuckDB gives them, so that all that follows
        is worked out with the same numbers.
        """
        shape = self._catalogue.find(item.name, "derived")
        assert shape is not None
        found = self._asked(item.sql, {})
        rows = found.select(
            *(found[c.name].cast(spark_type(c.physical_type)) for c in shape.columns)
        )
        if item.stored:
            place = f"{self._scratch}/{item.name}"
            self._tried(lambda: rows.write.mode("overwrite").parquet(place))
            rows = self._spark.read.schema(rows.schema).parquet(place)
        rows.createOrReplaceTempView(view_name("derived", item.name))

    def rows(self, sql: str, values: Values, most: int) -> Fetched:
        # no limit in the query, which would walk the partitions one by one: more than the driver may
        # hold (spark.driver.maxResultSize) ends the query
        found = self._asked(sql, values)
        rows = [tuple(row) for row in self._tried(found.collect)[:most]]
        return Fetched(list(found.columns), rows)

    def table(self, sql: str, values: Values | None = None) -> pa.Table:
        found: pa.Table = self._tried(self._asked(sql, values or {}).toArrow)
        return found

    def hold(self, name: str, rows: pa.Table) -> None:
        self._spark.createDataFrame(rows).createOrReplaceTempView(name)

    def close(self) -> None:
        """Derived tables are removed and the session ends; a server's own session stays up."""
        if not is_remote(self._scratch):
            shutil.rmtree(self._scratch, ignore_errors=True)
            shutil.rmtree(f"{self._scratch}.spark", ignore_errors=True)  # the session's own
        elif not is_connect(self._spark):
            place = self._spark._jvm.org.apache.hadoop.fs.Path(self._scratch)
            place.getFileSystem(self._spark._jsc.hadoopConfiguration()).delete(place, True)
        self._spark.stop()

    def _keep(self, rows: DataFrame) -> DataFrame:
        """Rows as Parquet in the scratch folder: what reads them is planned without what made them."""
        place = f"{self._scratch}/part-{next(self._number)}"
        rows.write.parquet(place)
        return self._spark.read.schema(rows.schema).parquet(place)

    def _asked(self, sql: str, values: Values) -> DataFrame:
        import sqlglot.errors

        try:
            tree = spark_query(sql)
        except sqlglot.errors.SqlglotError as error:
            raise EngineError(str(error).splitlines()[0]) from None
        bound = {k: spark_value(v) for k, v in values.items()}
        found: DataFrame = self._tried(lambda: query(self._spark, tree, bound, self._keep))
        return found

    def _tried(self, act: Callable[[], Any]) -> Any:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        try:
            return act()
        except (PySparkException, Py4JError) as error:
            raise EngineError(said_by(error)) from None


def said_by(error: Exception) -> str:
    """The first line of what went wrong first: Java wraps a cause into others that say nothing."""
    java = getattr(error, "java_exception", None)
    while java is not None and java.getCause() is not None:
        java = java.getCause()
    told = str(java.toString()) if java is not None else str(error)
    return told.strip().splitlines()[0] if told.strip() else type(error).__name__


def text_of(spark: SparkSession, file: str) -> str:
    """A file of the cluster's file system. Raises OSError where it is not there or cannot be read."""
    if is_connect(spark):
        what = "lies where only the cluster reads, and Spark Connect opens no single file"
        todo = "Mount it as a folder, or start the run on the cluster with --master yarn or k8s://…"
        raise UsageError(Problem(file, what, todo))
    from py4j.protocol import Py4JError

    java = spark._jvm
    try:
        place = java.org.apache.hadoop.fs.Path(file)
        stream = place.getFileSystem(spark._jsc.hadoopConfiguration()).open(place)
        try:
            return str(java.org.apache.commons.io.IOUtils.toString(stream, "UTF-8"))
        finally:
            stream.close()
    except Py4JError as error:
        raise OSError(said_by(error)) from None


def scratch_of(place: str, master: str, temporary: Path, run_id: str) -> str:
    """Where derived tables lie while the run lasts: in the workspace for a Spark of this machine, else
    beside the warehouse, where all of the cluster reads and writes.
    """
    if is_remote(place) or not master.startswith("local"):
        return f"{place.rstrip('/')}.scratch/{run_id}"
    return str(temporary / f"spark-{run_id}")
