"""How the engine's threads share a text as they read it, so that each row is kept once, in its order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

ROW_GROUP = 122_880
"""Rows that the engine keeps together. Pieces of fewer are copied once more to be put together."""

OF_A_BUFFER = 4
"""Pieces, one of a thread each, that the engine reads of a buffer."""

SPARE = 1.1
"""A piece holds so much more than its rows are long on average."""

EVEN = 1 << 20
"""Bytes by which pieces grow."""

LARGEST_BUFFER = 256 << 20
SMALL_BUFFER = 16 << 20
"""Bytes; a quarter of the small one holds the longest line (`text.LONGEST_LINE`)."""

FEW_THREADS = 2
"""Threads up to which one alone reads a short text as soon as all together."""


@contextmanager
def in_pieces(
    connection: duckdb.DuckDBPyConnection, size: int, rows: int, *, hashed: bool
) -> Iterator[int]:
    """Bytes of a buffer with which a text is best read in the block; 0 leaves it to the engine.

    size: of the text in bytes. hashed: cells are hashed on the way in, which costs more than copying them.

    A long text is read in pieces that stay as they are. In smaller ones two threads take half as much
    work again as one, and are no sooner done: one alone then reads it. The setting is one of the database.
    """
    row = first_row(connection, "select current_setting('threads')")
    threads = int(row[0]) if row else 1
    piece = int(SPARE * size / max(rows, 1) * ROW_GROUP)
    # the engine refuses a text at whose buffers' ends some bytes are left that are no piece
    buffer = OF_A_BUFFER * (piece // EVEN + 1) * EVEN
    if threads > 1 and rows >= threads * ROW_GROUP and buffer <= LARGEST_BUFFER:
        yield max(buffer, SMALL_BUFFER)
    elif threads > 1 and hashed:
        yield SMALL_BUFFER
    elif 1 < threads <= FEW_THREADS:
        connection.execute("set threads = 1")
        try:
            yield 0
        finally:
            connection.execute(f"set threads = {threads}")
    else:
        yield 0
