"""Columns of a large file in which the same few words stand again and again: each word is read once.

Names of items and departments, codes of houses, doctors and categories stand in millions of cells and are some
hundreds. Where each of them is read as it stands, so is every cell, without a look at it; and where none of them is
a word of totals, no row is one for it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from feijian.contracts.model import quoted
from feijian.ingest.load.stage import has_total, may_sum, reading_of
from feijian.ingest.read.raw_table import RawTable
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

MANY_ROWS = 50_000
"""Rows of a file from which on to look for such columns costs less than to look at every cell."""
SAMPLE = 10_000
"""Rows at the beginning of a file that tell which columns have few words."""
FEW_WORDS = 250
"""Different cells of a column among these, up to which it counts as one of few; more of them further on cost time only."""


def with_few_words(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, used: Collection[str]
) -> RawTable:
    """The raw table with what the words of such columns tell: how they are read, and that they sum nothing.

    used: columns that mappings read.
    """
    if raw.rows < MANY_ROWS:
        return raw
    read = {
        c.name: reading_of(raw, c)
        for c in raw.table.contract.columns
        if c.name in used
        and c.name in raw.columns
        and c.physical_type == "varchar"
        and "transform" not in c.custom
    }
    # cells that are split give others
    asked = [n for n in dict.fromkeys([*read, *may_sum(raw)]) if n not in raw.several]
    usual, unsummed = set(raw.usual), set(raw.unsummed)
    for name in _few(connection, raw, asked):
        cell = quoted(name)
        as_it_stands = f"({read[name]}) is not distinct from {cell}" if name in read else "false"
        row = first_row(
            connection,
            f"select coalesce(bool_and({as_it_stands}), true), coalesce(bool_or({has_total(cell)}), false)"
            f" from (select distinct {cell} from temp.{raw.name})",
        )
        if row and row[0] and name in read:
            usual.add(name)
        if row and not row[1]:
            unsummed.add(name)
    return replace(raw, usual=frozenset(usual), unsummed=frozenset(unsummed))


def _few(connection: duckdb.DuckDBPyConnection, raw: RawTable, names: Collection[str]) -> list[str]:
    """Columns that have few different cells among the first rows."""
    if not names:
        return []
    counts = ", ".join(f"count(distinct {quoted(n)})" for n in names)
    cells = ", ".join(map(quoted, names))
    row = first_row(
        connection, f"select {counts} from (select {cells} from temp.{raw.name} limit {SAMPLE})"
    )
    return [n for n, words in zip(names, row or (), strict=True) if words <= FEW_WORDS]
