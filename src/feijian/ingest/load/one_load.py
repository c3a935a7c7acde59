"""What all streams of one load share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feijian.ingest.load.stream import Stream

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Load:
    """What all streams of one load share.

    fresh: the warehouse held nothing before, so everything counts as touched.
    newly_known: parent tables whose first rows this delivery brings.
    numbered: streams whose rows others name by number. source: whose delivery it is.
    idle: names of streams that hold nothing a delivery without rows of theirs could move.
    """

    connection: duckdb.DuckDBPyConnection
    delivery_seq: int
    fresh: bool
    newly_known: set[str]
    numbered: tuple[Stream, ...] = ()
    source: str = ""
    idle: frozenset[str] = frozenset()
