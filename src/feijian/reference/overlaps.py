"""Rows of a file that contradict rows taken before: of one key, on the same day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from feijian.contracts.model import Table
from feijian.errors import Problem
from feijian.messages import sentence
from feijian.plain import Cells
from feijian.reference.listing import row_id


def overlaps(
    table: Table, shown: str, earlier: Sequence[Cells], rows: Sequence[Cells]
) -> Iterator[Problem]:
    """One problem a row of a file that applies on a day on which a row taken before applies too.

    earlier, rows: each sound in itself and read as the contract's types. A row with the key and the
    first day of an earlier one takes its place and contradicts nothing.
    """
    if not table.key or table.column("valid_from") is None or table.column("valid_to") is None:
        return
    replaced = {row_id(table, row) for row in rows}
    standing: dict[tuple[object, ...], list[Cells]] = {}
    for row in earlier:
        if row_id(table, row) not in replaced:
            standing.setdefault(_key(table, row), []).append(row)
    for row in rows:
        for other in standing.get(_key(table, row), ()):
            if _first(row) < _end(other) and _first(other) < _end(row):
                yield Problem(
                    shown,
                    sentence(
                        "{row} applies on days on which a row taken before applies: {earlier}",
                        row=_called(table, row),
                        earlier=_period(other),
                    ),
                    "Give the earlier row in the same file, with its first day and a last day, or"
                    " give this row the earlier one's first day to take its place.",
                )


def _key(table: Table, row: Cells) -> tuple[object, ...]:
    return tuple(row.get(k) for k in table.key)


def _first(row: Cells) -> date:
    first = row.get("valid_from")
    return first if isinstance(first, date) else date(1900, 1, 1)


def _end(row: Cells) -> date:
    end = row.get("valid_to")
    return end if isinstance(end, date) else date(2200, 1, 1)


def _called(table: Table, row: Cells) -> str:
    named = ", ".join(f"{k} {row.get(k)}" for k in table.key if row.get(k) is not None)
    return f"{named} ({_period(row)})"


def _period(row: Cells) -> str:
    return f"{row.get('valid_from') or '…'} – {row.get('valid_to') or '…'}"
