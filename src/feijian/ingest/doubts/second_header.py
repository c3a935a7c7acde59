"""Files put together from several: a header that stands again and names its columns in another order.

A header that stands again as it stood first is a row that says nothing. Where it names other columns
in some places, every row below it means something else than the file's first line says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from feijian.contracts.model import quoted
from feijian.errors import Problem
from feijian.ingest.macros import literal
from feijian.ingest.read.header import plain_name
from feijian.ingest.read.known import ANYTHING
from feijian.ingest.read.raw_table import RawTable

if TYPE_CHECKING:
    import duckdb

FEWEST = 3
"""So many cells of a row that name columns make it a header; fewer may be words of a list."""
LOOKED = 20
"""Rows of a file that are looked at closely: more headers than these are told by the first."""


def second_headers(
    connection: duckdb.DuckDBPyConnection, raws: Sequence[RawTable]
) -> Iterator[Problem]:
    """The first header within each file that is not in the order of the file's own."""
    for raw in raws:
        line = _other_order(connection, raw)
        if line is not None:
            yield Problem(
                f"{raw.shown}:{line}",
                "the header stands again and names its columns in another order",
                "Files were put together: part it there and send each with its own header.",
            )


def _other_order(connection: duckdb.DuckDBPyConnection, raw: RawTable) -> int | None:
    columns = [c for c in raw.table.delivered if c.name in raw.columns]
    named = raw.table.names
    asked = []
    # a header has words where numbers and days are due, in whatever order: other columns need no look
    for column in columns:
        known = raw.known.get(column.name, ANYTHING)
        if column.physical_type == "varchar" or column.custom.get("privacy"):
            continue
        words = ", ".join(literal(n) for n in named if known.may_be(n))
        if words:
            asked.append(f"lower(trim({quoted(column.name)})) in ({words})")
    if not asked:
        return None
    cells = ", ".join(quoted(c.name) for c in columns)
    rows = connection.execute(
        f"select {raw.line}, {cells} from temp.{raw.name} where {' or '.join(asked)} order by 1 limit {LOOKED}"
    ).fetchall()
    for line, *row in rows:
        meant = [named.get(plain_name(cell)) for cell in row]
        its = [(m, c.name) for m, c in zip(meant, columns, strict=True) if m is not None]
        if len(its) >= FEWEST and any(m != name for m, name in its):
            return int(line)
    return None
