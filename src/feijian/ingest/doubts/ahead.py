"""Services, stays and settlements that a delivery dates later than its own arrival.

They are taken in: a clock that is behind would set sound rows aside. But nobody is treated next
year, and a wrong year is told, with how many rows have it and the latest day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from feijian.contracts.model import Catalogue, quoted
from feijian.errors import Problem
from feijian.ingest.doubts.plausibility import brought, with_origin
from feijian.messages import sentence
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

WHEN = {
    "encounter": ("started_at", "ended_at"),
    "claim": ("settled_at",),
    "claim_line": ("charged_at",),
}
"""Columns that say when something happened."""
ALLOWANCE = timedelta(days=1)
"""Arrival is noted in universal time, which lies behind the sender's own."""


def later_than_arrival(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    delivery_seq: int,
    arrived: datetime,
) -> Iterator[Problem]:
    """One note a column with rows of this delivery that are dated after it arrived."""
    last = arrived + ALLOWANCE
    own = with_origin(connection)
    for table in catalogue.of_schema("canonical"):
        for column in WHEN.get(table.name, ()):
            cell = f"{table.name}.{quoted(column)}"
            here = f"from {table.full_name} as {table.name} where {cell} > $1"
            if first_row(connection, f"select 1 {here} limit 1", [last]) is None:
                continue  # nearly every delivery: the engine's bounds of the column say so
            rows_here = brought(connection, table, delivery_seq, table.name in own)
            rows, latest = first_row(
                connection,
                f"select count(*), max({cell}) from {rows_here} as {table.name} where {cell} > $1",
                [last],
            ) or (0, None)
            if rows:
                yield Problem(
                    table.name,
                    sentence(
                        "{n} rows have a {column} after the delivery arrived, the latest {day}",
                        n=int(rows),
                        column=column,
                        day=latest.date().isoformat(),
                    ),
                    "Ask the sender for the right dates.",
                )
