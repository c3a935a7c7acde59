"""Columns of days that an export wrote in UTC: 1955-02-18 16:00:00 is the 19th in China, and every birth a day early.

From May to September of 1986 to 1991 clocks in China were an hour ahead, so that 15:00 is midnight too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from feijian.contracts.model import quoted
from feijian.ingest.read.raw_table import RawTable
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

FEWEST = 10
"""Times that are not all of one hour by chance."""
LOOKED_AT = (100, 20_000)
"""Rows that are looked at: few, which nearly always tell that it is not so, and then enough."""
SHORTEST = 16
"""Characters of a day with an hour and a minute."""
MIDNIGHT = "[0-9/-]+[ T]+1[56]:00(:00([.]0+)?)?"
DAYS = ("date", "timestamp")


def shifted_days(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, used: Collection[str]
) -> Iterator[str]:
    """Columns of a raw table all of whose cells are a day at 16:00 or 15:00."""
    asked = [
        c.name
        for c in raw.table.contract.columns
        if c.name in raw.columns
        and c.name in used
        and c.physical_type in DAYS
        # what the engine knows of it anyway tells whether hours stand there
        and (c.name not in raw.known or raw.known[c.name].may_have(SHORTEST))
    ]
    if not asked or raw.rows < FEWEST:
        return
    for rows in LOOKED_AT:
        asked = _shifted_among(connection, raw, asked, rows)
        if not asked:
            return
    yield from asked


def _shifted_among(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, asked: Sequence[str], rows: int
) -> list[str]:
    """Those of some columns of which all cells of the first rows are such a time."""
    counts = ", ".join(
        f"count({quoted(n)}), count(*) filter (where regexp_full_match({quoted(n)}, '{MIDNIGHT}'))"
        for n in asked
    )
    told = first_row(
        connection, f"select {counts} from (select * from temp.{raw.name} limit {rows})"
    )
    told = told or ()
    return [
        name
        for name, filled, shifted in zip(asked, told[::2], told[1::2], strict=True)
        if shifted == filled and (filled >= FEWEST or rows < LOOKED_AT[-1])
    ]
