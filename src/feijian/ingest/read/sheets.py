"""Which sheets of a workbook carry which table: by their names, else by their headers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from feijian.ingest.read.header import plain_name
from feijian.ingest.read.workbook import parts_of
from feijian.ingest.sources.source import SourceTable

HEADER_WITHIN = 10
"""Titles may stand above the header, within so many rows."""

Carried = tuple[str | None, SourceTable]
"""A sheet and its table; None stands for the first sheet."""


def sheets_carried(
    path: Path, table: SourceTable | None, named: Callable[[str], SourceTable | None]
) -> tuple[list[Carried], list[str]]:
    """The sheets to read, in order, and the names of filled sheets that carry no table.

    table: what the workbook's own name means. named: the table that a sheet's name means.
    A sheet called otherwise counts where its header is that of the table the workbook, or its only
    named sheet, is about: an export goes on in a second sheet, or has one for each month.
    """
    names = _sheet_names(path)
    parts = parts_of(path)
    hidden = parts.hidden if parts else frozenset()
    found = {name: meant for name in names if (meant := named(name)) is not None}
    if len(names) < 2 and not hidden:
        first: list[Carried] = [(None, table)] if table is not None else list(found.items())
        return first, []
    tables = list(dict.fromkeys(t.name for t in found.values()))
    about = table or (next(iter(found.values())) if len(tables) == 1 else None)
    left = []
    for name in names:
        if name in found:
            continue
        if name in hidden:
            left.append(f"{name} (hidden)")
            continue
        top = _top(path, name)
        if about is not None and _is_headed(top, about):
            found[name] = about
        elif any(cell is not None and str(cell).strip() for row in top for cell in row):
            left.append(name)
    if not found and table is not None:
        return [(None, table)], []  # reading it says what its header lacks
    return [(name, found[name]) for name in names if name in found], left


def known_names(row: Iterable[Any], table: SourceTable) -> int:
    """How many cells of a row name a column of the contract."""
    return sum(plain_name(cell) in table.names for cell in row)


def _is_headed(top: Sequence[Sequence[Any]], table: SourceTable) -> bool:
    """A row names at least half of what the table requires; what it still lacks is told later."""
    wanted = max(2, len(table.required) / 2)
    return any(known_names(row, table) >= wanted for row in top)


def _sheet_names(path: Path) -> list[str]:
    import fastexcel

    try:
        return list(fastexcel.read_excel(str(path)).sheet_names)
    except fastexcel.FastExcelError:
        return []  # a broken workbook: reading it will say so


def _top(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    import fastexcel

    try:
        loaded = fastexcel.read_excel(str(path)).load_sheet(
            sheet, header_row=None, n_rows=HEADER_WITHIN, dtypes="string"
        )
    except fastexcel.FastExcelError:
        return []  # a chart, or nothing at all
    columns = [column.to_pylist() for column in loaded.to_arrow().columns]
    return list(zip(*columns, strict=True))
