"""Cases of a rule side by side in one world, each under ids of its own: planning is what a case costs, on any engine.

A world holds the cases that share parameters, day and reference rows: no case is excused by what another knows.
A wide one holds those that share parameters and day, whatever each was given to know: enough to compare two engines.
A case that finds there what is written of it counts as held by the world, and every other (its rows are compared
with those of all) is left to a world of its own. Before Spark is asked, DuckDB says which ones these are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from feijian.contracts import Catalogue
from feijian.library import Case, PipeTable
from feijian.library.comparison import compare

MARK = "!"
"""Stands before a case's number behind each id: before digits and letters, so that ids keep their order."""
MARKED = re.compile(rf"{MARK}(\d+)\b")


@dataclass(frozen=True)
class Together:
    """One world: cases by their number, and a case that gives the rows of all of them."""

    members: Mapping[int, Case]
    world: Case

    def held(self, names: list[str], rows: Sequence[tuple[Any, ...]]) -> dict[int, str]:
        """What differs, for each member, between its findings among those of the world and those written."""
        own: dict[int, list[tuple[Any, ...]]] = {number: [] for number in self.members}
        for row in rows:
            for number in _numbers(row) & self.members.keys() or self.members.keys():
                # a row of several cases, or of none, belongs to each of them and makes them differ
                own[number].append(tuple(_bare(cell) for cell in row))
        return {n: compare(case.finds, names, own[n]) for n, case in self.members.items()}


def together(
    catalogue: Catalogue, cases: Iterable[Case] | Mapping[int, Case], wide: bool = False
) -> list[Together]:
    """Cases in as few worlds as their parameters, days and, but for wide worlds, reference rows allow.

    cases: by their numbers, or counted from one.
    """
    ids = _ids(catalogue)
    numbered = cases.items() if isinstance(cases, Mapping) else enumerate(cases, 1)
    shared: list[tuple[object, dict[int, Case]]] = []
    for number, case in numbered:
        alike = _asked(case) if wide else (_asked(case), _known(catalogue, case))
        for others, members in shared:
            if others == alike:
                members[number] = case
                break
        else:
            shared.append((alike, {number: case}))
    return [Together(members, _world(members, ids)) for _, members in shared]


def _asked(case: Case) -> object:
    """What cases of any world have in common: parameters and day."""
    return case.as_of, str(sorted(case.parameters.items()))


def _known(catalogue: Catalogue, case: Case) -> object:
    """The reference rows that a case was given."""
    return {
        name: {
            frozenset((c, v) for c, v in zip(rows.columns, row, strict=True) if v is not None)
            for row in rows.rows
        }
        for name, rows in case.given.items()
        if (table := catalogue.find(name)) and table.schema == "reference"
    }


def _ids(catalogue: Catalogue) -> frozenset[str]:
    """Columns whose values name something of a case alone: ids of the canonical tables."""
    canonical = [c.name for t in catalogue.of_schema("canonical") for c in t.columns]
    return frozenset(name for name in canonical if name.endswith("_id"))


def _world(members: Mapping[int, Case], ids: frozenset[str]) -> Case:
    first = next(iter(members.values()))
    given = {
        name: _one(
            [
                _marked(case.given[name], number, ids)
                for number, case in members.items()
                if name in case.given
            ]
        )
        for name in dict.fromkeys(name for case in members.values() for name in case.given)
    }
    return replace(first, name=" + ".join(c.name for c in members.values()), given=given)


def _marked(rows: PipeTable, number: int, ids: frozenset[str]) -> PipeTable:
    cells = (
        tuple(
            f"{cell}{MARK}{number}" if cell and column in ids else cell
            for column, cell in zip(rows.columns, row, strict=True)
        )
        for row in rows.rows
    )
    return PipeTable(rows.columns, tuple(cells))


def _one(parts: Sequence[PipeTable]) -> PipeTable:
    """Tables one below the other: what one of them does not have is nothing there."""
    columns = tuple(dict.fromkeys(c for part in parts for c in part.columns))
    rows = (
        tuple(dict(zip(part.columns, row, strict=True)).get(c) for c in columns)
        for part in parts
        for row in part.rows
    )
    return PipeTable(columns, tuple(rows))


def _numbers(row: Iterable[Any]) -> set[int]:
    return {int(n) for cell in row for text in _texts(cell) for n in MARKED.findall(text)}


def _texts(cell: Any) -> list[str]:
    if isinstance(cell, str):
        return [cell]
    return [t for t in cell if isinstance(t, str)] if isinstance(cell, (list, tuple)) else []


def _bare(cell: Any) -> Any:
    """A value without the marks of its case."""
    if isinstance(cell, str):
        return MARKED.sub("", cell)
    return [_bare(c) for c in cell] if isinstance(cell, (list, tuple)) else cell
