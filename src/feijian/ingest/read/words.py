"""The different cells of a large file's columns in which the same few words stand again and again.

Names of items and departments, codes of houses, doctors and categories stand in millions of cells and are some
hundreds. Whoever looks for something in such a column looks at its words, each once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from feijian.contracts.model import quoted
from feijian.ingest.read.known import KnownColumn

if TYPE_CHECKING:
    import duckdb

Words = Mapping[str, Mapping[str, int]]
"""Column → cell as it stands → rows that have it; empty cells are left out."""

MANY_ROWS = 50_000
"""Rows of a file from which on to look for such columns costs less than to look at every cell."""
MOST_WORDS = 5_000
"""Different cells of a whole column; one of more is not told by its words."""


def few_words(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    rows: int,
    columns: Collection[str],
    known: Mapping[str, KnownColumn],
) -> Words:
    """The words of those columns of a raw table that have few; of none where the file has few rows.

    known: what the engine keeps of the columns; where it estimates more words than may be, they are not counted.
    """
    if rows < MANY_ROWS:
        return {}
    found = {}
    for column in columns:
        estimated = known[column].different if column in known else None
        if estimated is None or estimated > MOST_WORDS:
            continue
        cell = quoted(column)
        words = connection.execute(
            f"select {cell}, count(*) from temp.{name} where {cell} is not null"
            f" group by all order by 2 desc, 1 limit {MOST_WORDS + 1}"
        ).fetchall()
        if len(words) <= MOST_WORDS:
            found[column] = dict(words)
    return found
