"""Which sheets of a workbook carry which table: by their names, else by their headers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from feijian.ingest.read.books import open_book
from feijian.ingest.read.header import column_named
from feijian.ingest.read.text import BrokenText
from feijian.ingest.sources.source import SourceTable

HEADER_WITHIN = 10
"""Titles may stand above the header, within so many rows."""

PUT_AWAY = re.compile(
    "作废|废弃|已删除|已撤销|模板|样例|示例|样表|填表说明|填写说明|字段说明|字段清单|数据字典|表结构|接口说明"
    "|使用说明|说明文档|(?<![a-z])read[ _-]?me(?![a-z])",
    re.IGNORECASE,
)
"""Names of sheets and files whose rows their sender has put away, or only shows how to fill in or read."""

GOES_ON = "(goes on)"
"""What is noted of a sheet without a header whose rows look like those of a sheet that is read."""
FEWEST_COLUMNS, ALIKE = 5, 0.8
"""So many columns, and of their cells this share filled or empty in both, make a sheet go on."""

Carried = tuple[str | None, SourceTable]
"""A sheet and its table; None stands for the first sheet."""


def sheets_carried(
    path: Path,
    table: SourceTable | None,
    named: Callable[[str], SourceTable | None],
    shown: str,
) -> tuple[list[Carried], list[str]]:
    """The sheets to read, in order, and the names of filled sheets that carry no table.

    table: what the workbook's own name means. named: the table that a sheet's name means. shown: the workbook
    as messages print it. Raises BrokenText for a sheet that cannot be looked at.
    A sheet called otherwise counts where its header is that of the table the workbook, or its only
    named sheet, is about: an export goes on in a second sheet, or has one for each month.
    """
    try:
        book = open_book(path, shown)
        names, hidden = list(book.names), book.hidden
    except BrokenText:
        # reading it will say what is wrong with it
        return ([(None, table)] if table is not None else []), []
    found = {name: meant for name in names if (meant := named(name)) is not None}
    if len(names) < 2 and not hidden:
        first: list[Carried] = [(None, table)] if table is not None else list(found.items())
        return first, []
    tables = list(dict.fromkeys(t.name for t in found.values()))
    about = table or (next(iter(found.values())) if len(tables) == 1 else None)
    left = []
    unheaded: dict[str, Sequence[Sequence[Any]]] = {}
    for name in names:
        if name in found:
            continue
        if name in hidden:
            left.append(f"{name} (hidden)")
            continue
        if PUT_AWAY.search(name):
            left.append(f"{name} (put away)")
            continue
        top = _rows(book.grid(name, HEADER_WITHIN))
        if about is not None and _is_headed(top, about):
            found[name] = about
        elif _is_filled(top):
            left.append(name)
            unheaded[name] = top
    begun = [_rows(book.grid(name, HEADER_WITHIN)) for name in (found if unheaded else ())]
    for place, name in enumerate(left):
        if any(_goes_on(unheaded.get(name, ()), b) for b in begun):
            left[place] = f"{name} {GOES_ON}"
    if len(found) > 1:
        # a form for every table, of which some were not needed
        found = {n: t for n, t in found.items() if _is_filled(book.grid(n, HEADER_WITHIN))} or found
    if not found and table is not None:
        return [(None, table)], []  # reading it says what its header lacks
    return [(name, found[name]) for name in names if name in found], left


def _rows(grid: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    return list(zip(*grid, strict=True))


def _goes_on(top: Sequence[Sequence[Any]], begun: Sequence[Sequence[Any]]) -> bool:
    """Whether rows without a header look like those of a sheet that is read: filled and empty alike.

    A list of another kind has other columns; one row as wide may be chance, so all rows count.
    """
    forms = {form for row in begun if len(form := _form(row)) >= FEWEST_COLUMNS}
    rows = [_form(row) for row in top if _is_filled([row])]
    return bool(rows) and all(
        any(len(r) == len(f) and _alike(r, f) >= ALIKE * len(f) for f in forms) for r in rows
    )


def _form(row: Sequence[Any]) -> tuple[bool, ...]:
    """Which cells of a row are filled, up to the last that is."""
    filled = [cell is not None and str(cell).strip() != "" for cell in row]
    while filled and not filled[-1]:
        filled.pop()
    return tuple(filled)


def _alike(one: Sequence[bool], other: Sequence[bool]) -> int:
    return sum(a == b for a, b in zip(one, other, strict=True))


def _is_filled(cells: Iterable[Iterable[Any]]) -> bool:
    return any(cell is not None and str(cell).strip() for line in cells for cell in line)


def known_names(row: Iterable[Any], table: SourceTable) -> int:
    """How many cells of a row name a column of the contract."""
    return sum(column_named(cell, table) is not None for cell in row)


def _is_headed(top: Sequence[Sequence[Any]], table: SourceTable) -> bool:
    """A row names at least half of what the table requires; what it still lacks is told later."""
    wanted = max(2, len(table.required) / 2)
    return any(known_names(row, table) >= wanted for row in top)
