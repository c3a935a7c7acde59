"""Columns of a small file whose every cell is written as nearly all are: read without the closer look.

What reads whatever people write takes the engine milliseconds to plan, for each column of each file; over a few
rows that costs more than all else of a load. So a file of few rows is asked once in which columns nothing
else stands. Of many rows each cell is told as it is read, and nobody is asked before. Cells of an upload are few
enough to be looked at here, without the engine: `plain_cells`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from feijian.contracts.model import Column, quoted
from feijian.ingest.blotted import MASK, SMALL
from feijian.ingest.load.stage import manner_of
from feijian.ingest.macros import USUAL_TIME, literal
from feijian.ingest.read.raw_table import RawTable
from feijian.ingest.values import Manner, is_mistyped, number_form
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

FEW_ROWS = 2_000
"""Rows of a file up to which to plan its reading costs more than to read it."""

_BLANK = " \\t\\n\\r\\x{3000}\\x{a0}\\x{200b}\\x{feff}"
_TEXT = f"[^{_BLANK}=''][^{_BLANK}]*"
"""A text that is read as it stands, unless it is a word for nothing: these are ASCII, without digits."""

USUAL_CODES = {
    "identifier": "[A-Za-z]*[0-9][0-9A-Za-z_]*",
    "label": "[A-Za-z_]*[0-9][0-9A-Za-z_]{4,}",
    "medical_code": "[A-Z][0-9]{2}([.][0-9A-WYZa-z]+)?|[A-Z]*[0-9][0-9A-Za-z]{4,}",
    # a longer one may hold a lot and a serial number, which are told apart
    "trace_code": "[0-9]{5,38}",
    "code": "[0-9]+",
}
"""Forms that the macros of these names give back as they are."""


def usual_columns(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, used: Collection[str]
) -> frozenset[str]:
    """Columns of a raw table, of those used, of which every cell is empty or in its usual form."""
    if not 0 < raw.rows <= FEW_ROWS:
        return frozenset()
    asked = {}
    for column in raw.table.contract.columns:
        # cells that are split give others
        if column.name in used and column.name in raw.columns and column.name not in raw.several:
            form = usual_form(column, manner_of(raw.table, column))
            if form is not None:
                asked[column.name] = f"coalesce(bool_and({form}), true)"
    if not asked:
        return frozenset()
    row = first_row(connection, f"select {', '.join(asked.values())} from temp.{raw.name}")
    return frozenset(name for name, holds in zip(asked, row or (), strict=True) if holds)


def usual_form(column: Column, manner: Manner) -> str | None:
    """SQL that holds for cells of which `values.usual_reading` makes what `values.reading` does; None where none is known."""
    name, kind = quoted(column.name), column.physical_type
    if kind in ("timestamp", "date"):
        form = f"regexp_full_match({name}, {literal(USUAL_TIME)})"
        return form if manner.epoch else f"{form} and not starts_with({name}, '1970-01-01')"
    if kind != "varchar":
        return f"regexp_full_match({name}, {literal(number_form(kind))})"
    if manner.reads not in USUAL_CODES:
        told = f"regexp_full_match({name}, '{_TEXT}') and regexp_matches({name}, '[0-9]|[^ -~]')"
        return None if manner.provider else told
    if manner.lost or manner.shape:
        # what lost digits is told from others by length: see `values.reading`
        if manner.reads != "identifier" or manner.rounded:
            return None
        return (
            f"strlen({name}) > 14 and regexp_full_match({name}, '[A-Z]*[0-9][0-9A-Z]*')"
            f" and not contains({name}, '{MASK}')"
            + (f" and not {is_mistyped(name)}" if manner.item else "")
        )
    form = f"regexp_full_match({name}, {literal(USUAL_CODES[manner.reads])})"
    if manner.reads == "identifier":
        form += f" and not contains(upper({name}), '{MASK}') and not regexp_full_match({name}, '{SMALL}')"
    return f"{form} and {name} = upper({name})" if manner.provider else form
