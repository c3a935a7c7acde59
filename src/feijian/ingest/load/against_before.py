"""What a delivery says otherwise than those before it, each with whether it makes the delivery doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from feijian.errors import Problem
from feijian.ingest.load.columns_before import columns_missed
from feijian.ingest.load.left_behind import left_behind, thinner_months
from feijian.ingest.load.waiting_again import waiting_again
from feijian.ingest.read.raw_table import RawTable
from feijian.ingest.sources.source import Source

if TYPE_CHECKING:
    import duckdb


def against_before(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    raws: Sequence[RawTable],
    delivery_seq: int,
    most: float,
) -> Iterator[tuple[Problem, bool]]:
    """Rows that wait again, rows that were not sent again, columns that no longer come."""
    yield from waiting_again(connection, delivery_seq, most)
    yield from left_behind(connection, most)
    yield from thinner_months(connection, most)
    yield from ((told, True) for told in columns_missed(connection, source, raws, delivery_seq))
