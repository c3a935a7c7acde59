"""The one row of a query, read to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb


def first_row(
    connection: duckdb.DuckDBPyConnection, sql: str, parameters: list[Any] | None = None
) -> tuple[Any, ...] | None:
    """The first row of a query, or None; the connection is free for other work afterwards.

    DuckDB's `fetchone` leaves the result open, and refuses the next relation on that connection.
    """
    rows: list[tuple[Any, ...]] = connection.execute(sql, parameters).fetchall()
    return rows[0] if rows else None
