"""The last field of a file whose last line has no end: whole, or what was left of it when the writing stopped.

Many programs end their last line, some do not, and a copy that broke off does not either. A number that lost its
last digits is a number still, so nothing else in the row tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feijian.contracts.model import quoted
from feijian.ingest.read.header import Header
from feijian.ingest.read.raw_table import RawTable
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

ALIKE = 20
"""Rows that have to be written alike before one that is not means anything."""


@dataclass(frozen=True)
class LastField:
    """What the last field of a file looks like beside those above it.

    is_cut: a code or a time that is shorter than all others, which are equally long, or a number with fewer decimals
    than all others, which have equally many. may_be_cut: it is an amount, a price or a quantity of which nothing tells whether it is whole.
    """

    is_cut: bool = False
    may_be_cut: bool = False


def last_field(connection: duckdb.DuckDBPyConnection, raw: RawTable, header: Header) -> LastField:
    """The last field of a raw table of text whose file ends without a line end."""
    last = {position: column for column, position in header.positions.items()}.get(header.width - 1)
    column = next((c for c in raw.table.contract.columns if c.name == last), None)
    if column is None or column.name not in raw.columns or not raw.rows:
        return LastField()
    row = first_row(
        connection,
        f"""
        with field as (
            select rowid as place, coalesce({quoted(column.name)}, '') as cell from temp.{raw.name}
        ),
        told as (
            select
                place = (select max(place) from field) as is_last, length(cell) as long,
                case when regexp_full_match(cell, '[+-]?[0-9]+[.][0-9]+') then length(split_part(cell, '.', 2)) end as decimals,
                regexp_full_match(cell, '[+-]?[0-9]*[.]?[0-9]*') as is_number
            from field
        )
        select
            count(*) filter (where not is_last),
            coalesce(min(long) filter (where not is_last) = max(long) filter (where not is_last), false)
                and max(long) filter (where is_last) < min(long) filter (where not is_last),
            coalesce(bool_and(decimals is not null) filter (where not is_last), false)
                and coalesce(min(decimals) filter (where not is_last) = max(decimals) filter (where not is_last), false)
                and bool_and(is_number) filter (where is_last)
                and coalesce(max(decimals) filter (where is_last), 0) < min(decimals) filter (where not is_last),
            max(long) filter (where is_last) > 0
        from told
        """,
    )
    others, shorter, fewer, filled = row or (0, False, False, False)
    if not filled:
        return LastField()
    if not column.physical_type.startswith("decimal"):
        # texts have any length; codes and times mostly one
        is_code = column.physical_type != "varchar" or "reads" in column.custom
        return LastField(is_cut=is_code and others >= ALIKE and shorter)
    if others >= ALIKE and fewer:
        return LastField(is_cut=True)
    alike = others >= ALIKE and _decimals_alike(connection, raw, column.name)
    return LastField(may_be_cut=not alike)


def _decimals_alike(connection: duckdb.DuckDBPyConnection, raw: RawTable, column: str) -> bool:
    """Whether all cells of a column have equally many decimals: one that is cut would have fewer."""
    row = first_row(
        connection,
        f"select min(d) = max(d) and min(d) > 0 from (select length(split_part({quoted(column)}, '.', 2)) as d from temp.{raw.name})",
    )
    return bool(row and row[0])
