"""What a run asks of the place where the rows are: the same few questions of DuckDB and of Spark.

Rules, derived tables and what a report says of everybody are asked there; what comes back are findings
and aggregates. Everything after that is worked out here, by the same code whatever the engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from feijian.contracts import Content, Derived, build_derived, quoted
from feijian.contracts.sql_limits import within
from feijian.engines.exported import ExportedWarehouse
from feijian.plain import Fetched

if TYPE_CHECKING:
    import pyarrow as pa


Values = Mapping[str, object]
"""What the `$names` of a query stand for."""


class EngineError(ValueError):
    """A query that the engine could not work out; the text is the first line of what it says."""


class Engine(Protocol):
    """Rows of an exported warehouse, and the derived tables made of them.

    Queries are in the portable subset, with `schema.table` and `$name`. Each method raises EngineError
    for a query that fails.
    """

    name: str

    def build(self, item: Derived) -> None:
        """Make a derived table or view of it; those it needs stand already."""

    def rows(self, sql: str, values: Values, most: int) -> Fetched:
        """The rows of a query as Python has them, at most so many."""

    def table(self, sql: str, values: Values | None = None) -> pa.Table:
        """The rows of a query as Arrow."""

    def hold(self, name: str, rows: pa.Table) -> None:
        """Let queries read rows of ours by a name without a schema."""

    def close(self) -> None:
        """Let go of everything: derived tables go with it."""


class DuckDBEngine:
    """The files of an exported warehouse, read by a DuckDB in memory."""

    name = "duckdb"

    def __init__(
        self,
        exported: ExportedWarehouse,
        content: Content,
        config: Mapping[str, str | int],
        seconds: float,
    ) -> None:
        import duckdb

        self.seconds = seconds
        self._connection = duckdb.connect(":memory:", config=dict(config))
        self._connection.execute("set enable_progress_bar = false")
        for schema in ("canonical", "reference", "ledger"):
            self._connection.execute(f"create schema {schema}")
        for table in content.catalogue:
            if table.schema not in ("canonical", "reference"):
                continue
            files = exported.files(table.full_name)
            if not files:
                self._connection.execute(table.ddl(strict=False))
                continue
            self._show(table.full_name, ", ".join(quoted(c.name) for c in table.columns), files)
        for name in exported.ledger():
            self._show(name, "*", exported.files(name))
        self._connection.execute("set search_path = 'canonical,reference'")

    def _show(self, table: str, columns: str, files: list[str]) -> None:
        named = ", ".join("'" + f.replace("'", "''") + "'" for f in files)
        self._connection.execute(
            f"create view {table} as select {columns}"
            f" from read_parquet([{named}], hive_partitioning = false)"
        )

    def build(self, item: Derived) -> None:
        failed = build_derived(self._connection, [item], self.seconds)
        if failed:
            raise EngineError(failed[item.name])

    def rows(self, sql: str, values: Values, most: int) -> Fetched:
        import duckdb

        try:
            self._connection.complete()
            with within(self._connection, self.seconds):
                cursor = self._connection.execute(sql, dict(values))
                names = [d[0] for d in cursor.description or []]
                return Fetched(names, cursor.fetchmany(most))
        except duckdb.Error as error:
            raise EngineError(str(error).splitlines()[0]) from None

    def table(self, sql: str, values: Values | None = None) -> pa.Table:
        import duckdb

        try:
            self._connection.complete()
            with within(self._connection, self.seconds):
                return self._connection.execute(sql, dict(values or {})).to_arrow_table()
        except duckdb.Error as error:
            raise EngineError(str(error).splitlines()[0]) from None

    def hold(self, name: str, rows: pa.Table) -> None:
        self._connection.complete()
        self._connection.register(name, rows)

    def close(self) -> None:
        self._connection.close()
