"""How the engine's threads share a text as they read it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

ROW_GROUP = 122_880
"""Rows that the engine keeps together."""

SMALL_BUFFER = 16 << 20
"""Bytes; a thread reads a quarter at a time, which holds the longest line (`text.LONGEST_LINE`)."""

FEW_THREADS = 2
"""Threads up to which one alone reads a text as soon as all together."""


@contextmanager
def in_pieces(connection: duckdb.DuckDBPyConnection, rows: int, *, hashed: bool) -> Iterator[int]:
    """Bytes of a buffer with which a text is best read in the block; 0 leaves it to the engine.

    hashed: cells are hashed on the way in, which costs more than copying them.

    Rows that several threads read are kept in pieces and copied once more to stand in their order: two
    threads take half as much work again as one for it, and are no sooner done. One alone then reads the
    text. Larger pieces need no copy, but leave row groups of uneven length, which the commit writes anew:
    2.5 s for a million lines. The setting is one of the database.
    """
    row = first_row(connection, "select current_setting('threads')")
    threads = int(row[0]) if row else 1
    if threads > 1 and hashed and rows <= ROW_GROUP:
        yield SMALL_BUFFER
    elif 1 < threads <= FEW_THREADS:
        connection.execute("set threads = 1")
        try:
            yield 0
        finally:
            connection.execute(f"set threads = {threads}")
    else:
        yield 0
