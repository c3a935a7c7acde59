"""Columns that are read by their words: where each word is read as it stands, so is every cell.

No cell is looked at then; and where no word is one of totals, no row is a line of them for it.
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


def with_few_words(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, used: Collection[str]
) -> RawTable:
    """The raw table with what its words tell: columns that are read as they stand, and those that sum nothing.

    used: columns that mappings read.
    """
    read = {
        c.name: reading_of(raw, c)
        for c in raw.table.contract.columns
        if c.name in used and c.name in raw.words and "transform" not in c.custom
    }
    usual, unsummed = set(raw.usual), set(raw.unsummed)
    for name in dict.fromkeys([*read, *may_sum(raw)]):
        # cells that are split give others
        if name not in raw.words or name in raw.several:
            continue
        cell = quoted(name)
        as_it_stands = f"({read[name]}) is not distinct from {cell}" if name in read else "false"
        row = first_row(
            connection,
            f"select bool_and({as_it_stands}), coalesce(bool_or({has_total(cell)}), false)"
            f" from (select unnest(list_append($1::varchar[], null)) as {cell})",
            [list(raw.words[name])],
        )
        if row and row[0]:
            usual.add(name)
        if row and not row[1]:
            unsummed.add(name)
    return replace(raw, usual=frozenset(usual), unsummed=frozenset(unsummed))
