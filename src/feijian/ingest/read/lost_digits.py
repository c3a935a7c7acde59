"""Columns of long numbers that all end in zeros: a spreadsheet kept their first fifteen digits and saved them as text.

370101195502190012 becomes 370101195502190000 then, and all who were born there that day are one person. In a workbook
the cell itself tells; in a text saved from one nothing does but that all numbers of the column end so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from feijian.contracts.model import quoted
from feijian.ingest.read.raw_table import RawTable
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

LONG = 17
"""Digits of a number of which two at least are beyond what a spreadsheet keeps."""
FEWEST = 10
"""Different numbers that do not all end in zeros by chance."""
LOOKED_AT = 20_000
"""Rows that tell how a column is written."""
READS = ("identifier", "label")


def lost_digits(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, used: Collection[str]
) -> Iterator[str]:
    """Columns of a raw table whose long numbers have lost their last digits."""
    for column in raw.table.contract.columns:
        name = column.name
        if name not in raw.columns or name not in used or column.custom.get("reads") not in READS:
            continue
        known = raw.known.get(name)
        if known is not None and not known.may_have(LONG):
            continue
        row = first_row(
            connection,
            f"""
            select count(distinct cell), count(distinct cell) filter (where regexp_full_match(cell, '[0-9]{{15}}0+'))
            from (select {quoted(name)} as cell from temp.{raw.name} limit {LOOKED_AT})
            where regexp_full_match(cell, '[0-9]{{{LONG},}}')
            """,
        )
        if row and row[0] >= FEWEST and row[0] == row[1]:
            yield name
