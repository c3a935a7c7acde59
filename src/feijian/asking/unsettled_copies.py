"""The history of persons, once for each encounter asked about: in one world none of them sees another.

Every id of a copy ends in a sign of its own, its person's too, so that it is another person's to every
query. The rows of a copy stand in the order in which the history has them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pyarrow as pa

IDS = (
    "person_id",
    "encounter_id",
    "claim_id",
    "claim_line_id",
    "original_claim_id",
    "original_line_id",
    "dispense_id",
)
"""Columns that say whose a row is, what it is, or what it takes back."""
ASKED = "main.asked"
"""The encounters of a world that are asked about."""
ENDS, LAST = re.compile("\x02[0-9]+\x03"), re.compile("\x02([0-9]+)\x03$")


class Put(NamedTuple):
    """One encounter in the world. Ids are as they were sent; ends: what they all end in there."""

    encounter_id: str
    person_id: str
    lines: tuple[str, ...]
    ends: str


class Copy(NamedTuple):
    """One copy. ends: what its ids end in; nothing where it is the only one."""

    person_id: str
    ends: str


def ends_of(number: int) -> str:
    """What the ids of the copy with this number end in: it sorts before any sign, so that ids keep their order."""
    return f"\x02{number}\x03"


def number_of(marked: str | None) -> int:
    """The number of the copy that an id is of; -1 where it is of none."""
    found = LAST.search(marked) if marked else None
    return int(found.group(1)) if found else -1


def without_ends(value: object) -> object:
    """A value without the ends that ids have in a world of several encounters."""
    if isinstance(value, str):
        return ENDS.sub("", value) if "\x02" in value else value
    if isinstance(value, (list, tuple)):
        return [without_ends(one) for one in value]
    return value


class Copies:
    """Rows of a history by their persons, and how many rows all copies have together."""

    def __init__(self, tables: Mapping[str, pa.Table], copies: Sequence[Copy]) -> None:
        """tables: canonical tables by name; rows that name no person are of the persons of their visit."""
        self.tables, self.copies = tables, copies
        visits = tables.get("encounter")
        self._of_visit: dict[str, list[str]] = {}
        if visits is not None:
            pairs = zip(
                visits["encounter_id"].to_pylist(), visits["person_id"].to_pylist(), strict=True
            )
            for visit, person in dict.fromkeys(pairs):
                self._of_visit.setdefault(visit, []).append(person)
        self._rows = {name: self._by_person(table) for name, table in tables.items()}
        self.count = sum(
            len(rows.get(one.person_id, ())) for rows in self._rows.values() for one in copies
        )

    def table(self, name: str) -> pa.Table:
        """The rows of a table for all copies, one copy after the other."""
        import pyarrow as pa
        import pyarrow.compute as pc

        rows, of = self._rows[name], self.tables[name]
        chosen: list[int] = []
        ends: list[str] = []
        for one in self.copies:
            its = rows.get(one.person_id, [])
            chosen += its
            ends += [one.ends] * len(its)
        made = of.take(pa.array(chosen, pa.int64()))
        marks = pa.array(ends, pa.string())
        for place, column in enumerate(made.column_names):
            if column in IDS:
                told = made[column].cast(pa.string()).combine_chunks()
                joined = pc.binary_join_element_wise(told, marks, "")
                made = made.set_column(place, column, joined)
        return made

    def _by_person(self, table: pa.Table) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        is_own = "person_id" in table.column_names
        keys = table["person_id" if is_own else "encounter_id"].to_pylist()
        for number, key in enumerate(keys):
            for person in (key,) if is_own else self._of_visit.get(key, ()):
                found.setdefault(person, []).append(number)
        return found
