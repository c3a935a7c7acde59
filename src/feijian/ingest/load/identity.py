"""How a contract numbers its rows within their parents, and how other rows name them.

The national interface promises that a line number is unique within one visit, no more: hospital
systems number 1, 2, 3. A contract says so on the id (`numbered`) and on every column that names
such a row (`refers`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feijian.contracts.model import Table, quoted

UNRESOLVED = "?:"
"""Begins the id of a row that was named by a number which several rows have."""


@dataclass(frozen=True)
class Numbered:
    """An id made from a number and the parents it is unique in.

    column: the id. number: the number as sent. by: parents from the widest to the narrowest.
    The id is the number itself while nobody else has it; else as few parents stand before it as
    tell all rows of that number apart.
    """

    column: str
    number: str
    by: tuple[str, ...]

    def level(self, rows: str) -> str:
        """SQL: how many parents the numbers of `rows` (distinct identities) need, by number."""
        number = quoted(self.number)
        whens = []
        for depth in range(1, len(self.by)):
            parts = ", ".join(quoted(b) for b in self.by[:depth])
            whens.append(f"when count(distinct ({parts})) = count(*) then {depth}")
        return (
            f"select {number} as number, case when count(*) = 1 then 0 {' '.join(whens)}"
            f" else {len(self.by)} end as level from {rows} group by {number}"
        )

    def id_sql(self, alias: str, level: str) -> str:
        """SQL of the id of a row with the number and parents of `alias` at a level."""
        number = f"{alias}.{quoted(self.number)}"
        whens = []
        for depth in range(1, len(self.by) + 1):
            parts = " || ':' || ".join(f"{alias}.{quoted(b)}" for b in self.by[:depth])
            whens.append(f"when {depth} then {parts} || ':' || {number}")
        return f"case coalesce({level}, 0) {' '.join(whens)} else {number} end"


@dataclass(frozen=True)
class Refers:
    """A column that names a numbered row of a table by its number.

    column: where the id goes. number: the number as sent. to: the table named.
    tiers:  ways to find the row, each a list of {column there: column here}; the first tier that
            has something to compare decides.
    among:  SQL over the rows named, which picks those that can be meant.
    open:   True where a row that cannot be told stays without an id; else it gets one that no row
            has, which says that a row was named.
    """

    column: str
    number: str
    to: str
    tiers: tuple[tuple[tuple[tuple[str, str], ...], ...], ...]
    among: str
    open: bool

    @property
    def there(self) -> tuple[str, ...]:
        """Columns of the named table that are compared."""
        return tuple(dict.fromkeys(t for tier in self.tiers for way in tier for t, _ in way))

    @property
    def here(self) -> tuple[str, ...]:
        """Columns of the naming row that are compared."""
        return tuple(dict.fromkeys(h for tier in self.tiers for way in tier for _, h in way))


def numbered_of(table: Table) -> Numbered | None:
    """How a table's rows are numbered, as its contract says on the id column."""
    for column in table.columns:
        spec = column.custom.get("numbered")
        if spec:
            return Numbered(column.name, str(spec["number"]), tuple(str(b) for b in spec["by"]))
    return None


def refers_of(table: Table) -> tuple[Refers, ...]:
    """Columns of a table that name numbered rows."""
    found = []
    for column in table.columns:
        spec = column.custom.get("refers")
        if spec:
            tiers = tuple(
                tuple(tuple((str(t), str(h)) for t, h in way.items()) for way in tier)
                for tier in spec["by"]
            )
            among = str(spec.get("among", "true"))
            number, to = str(spec["number"]), str(spec["to"])
            found.append(Refers(column.name, number, to, tiers, among, bool(spec.get("open"))))
    return tuple(found)


def number_columns(table: Table) -> dict[str, str]:
    """Column of a number as sent → the id column a mapping gives it in."""
    numbered = numbered_of(table)
    found = {r.number: r.column for r in refers_of(table)}
    if numbered:
        found[numbered.number] = numbered.column
    return found


def names(columns: Sequence[str], alias: str) -> str:
    """Columns of an alias, for a select list."""
    return ", ".join(f"{alias}.{quoted(c)}" for c in columns)
