"""The different cells of a large file's columns in which the same few words stand again and again.

Names of items and departments, codes of houses, doctors and categories stand in millions of cells and are some
hundreds. Whoever looks for something in such a column looks at its words, each once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from feijian.contracts.model import quoted
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

Words = Mapping[str, Mapping[str, int]]
"""Column → cell as it stands → rows that have it; empty cells are left out."""

MANY_ROWS = 50_000
"""Rows of a file from which on to look for such columns costs less than to look at every cell."""
SAMPLE = 10_000
"""Rows at the beginning of a file that tell which columns may have few words."""
FEW_WORDS = 250
"""Different cells of a column among these, up to which all its words are asked for."""
MOST_WORDS = 5_000
"""Different cells of a whole column; one of more is not told by its words."""


def few_words(
    connection: duckdb.DuckDBPyConnection, name: str, rows: int, columns: Collection[str]
) -> Words:
    """The words of those columns of a raw table that have few; of none where the file has few rows."""
    if rows < MANY_ROWS or not columns:
        return {}
    counts = ", ".join(f"count(distinct {quoted(c)})" for c in columns)
    cells = ", ".join(map(quoted, columns))
    told = first_row(
        connection, f"select {counts} from (select {cells} from temp.{name} limit {SAMPLE})"
    )
    found = {}
    for column, different in zip(columns, told or (), strict=True):
        if different > FEW_WORDS:
            continue
        cell = quoted(column)
        words = connection.execute(
            f"select {cell}, count(*) from temp.{name} where {cell} is not null"
            f" group by all order by 2 desc, 1 limit {MOST_WORDS + 1}"
        ).fetchall()
        if len(words) <= MOST_WORDS:
            found[column] = dict(words)
    return found
