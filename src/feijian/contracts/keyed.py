"""Which derived tables a key decides: those that are brought up to date by the rows of the keys reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from feijian.contracts.derived import Derived, closure
from feijian.contracts.model import Catalogue, quoted
from feijian.workspace.lookups import with_nobody

OF_ENCOUNTERS = ("encounter", "claim", "claim_line", "diagnosis", "procedure", "grouping")
WHOLE = ("provider", "practitioner")
NARROW = frozenset((*OF_ENCOUNTERS, *WHOLE, "person"))
OF_CODES = ("dispense", "purchase")


@dataclass(frozen=True)
class Key:
    """By what rows are brought up to date: its columns, the keys reached, and what of whom decides them.

    conditions: of canonical tables, which rows come along; those not named come whole. A base table
    is copied where `copied` says by which of its columns, and built otherwise.
    """

    columns: tuple[str, ...]
    reached: str
    conditions: Mapping[str, str]
    copied: Mapping[str, str] = field(default_factory=dict)

    def own(self, table: Derived) -> tuple[str, ...]:
        """The columns of a table that hold the key; each calls its day as it likes."""
        return tuple(table.header.day if c == "day" else c for c in self.columns)

    def chosen(self, table: Derived) -> str:
        """SQL that holds for rows of a table whose key is reached."""
        if len(self.columns) == 1:
            keys = with_nobody(f"select {self.columns[0]} from {self.reached}")
            return f"{quoted(self.columns[0])} in ({keys})"
        same = " and ".join(
            f"reached.{there} = made.{quoted(here)}"
            for there, here in zip(self.columns, self.own(table), strict=True)
        )
        return f"exists (select 1 from {self.reached} as reached where {same})"


def _reached(column: str, table: str) -> str:
    """SQL of what keys a table of those reached holds, to stand in `in (…)`."""
    return with_nobody(f"select {column} from {table}")


def _of_visits(reached: str, persons: str) -> Key:
    return Key(
        ("encounter_id",),
        reached,
        {
            **dict.fromkeys(
                OF_ENCOUNTERS, f"t.encounter_id in ({_reached('encounter_id', reached)})"
            ),
            "person": f"t.person_id in ({_reached('person_id', persons)})",
            **dict.fromkeys((*WHOLE, *OF_CODES), "true"),
        },
    )


OF_VISIT = _of_visits("reached_visit", "person_there")
"""What the visit decides: the visits touched, and those that refunds tie to them."""
OF_PERSON = _of_visits("reached", "reached_person")
"""What other visits of the person decide too: all of them."""
SOLD = _reached("encounter_id", "sold_there")
CODES = _reached("trace_code", "reached_code")
OF_CODE = Key(
    ("trace_code",),
    "reached_code",
    {
        "purchase": f"t.trace_code in ({CODES})",
        # and what came back from the same settlements: it tells which of a line's boxes stayed
        "dispense": f"t.trace_code in ({CODES}) or t.kind = 'return' and (t.claim_id in"
        f" (select claim_id from canonical.claim where encounter_id in ({SOLD}))"
        f" or t.claim_line_id in (select claim_line_id from canonical.claim_line where encounter_id in ({SOLD})))",
        **dict.fromkeys(OF_ENCOUNTERS, f"t.encounter_id in ({SOLD})"),
        "person": f"t.person_id in (select person_id from canonical.encounter where encounter_id in ({SOLD}))",
        **dict.fromkeys(WHOLE, "true"),
    },
    {"claim_id": "claim", "claim_line_id": "claim_line"},
)
OF_DAY = Key(
    ("provider_id", "day"),
    "reached_day",
    {
        "claim": "exists (select 1 from near_day as near where near.provider_id = t.provider_id"
        " and near.day = cast(t.settled_at as date))",
        "encounter": f"t.encounter_id in ({_reached('encounter_id', 'visit_there')})",
        **dict.fromkeys(WHOLE, "true"),
    },
    {"claim_id": "claim"},
)
"""What a provider settled on a day and the days beside it, and the visits of these settlements."""


def base_tables(derived: Sequence[Derived]) -> frozenset[str]:
    """Stored tables under the views: what refunds take away. They are small, and built whole."""
    views = [d for d in derived if not d.stored and d.scope in ("encounter", "person")]
    needed = closure(derived, {n for v in views for n in v.needs})
    return frozenset(d.name for d in needed if d.stored)


def keyed_tables(catalogue: Catalogue, derived: Sequence[Derived]) -> frozenset[str]:
    """Stored tables that the rows of an encounter's persons decide, and that name the encounter."""
    base = base_tables(derived)
    narrow: set[str] = set()
    keyed = set()
    for d in derived:
        direct = {n for s, n in d.reads if s != "derived"}
        tables = [t for t in (catalogue.find(n) for n in direct) if t is not None]
        canonical = {t.name for t in tables if t.schema == "canonical"}
        if d.scope not in ("encounter", "person") or not canonical <= NARROW:
            continue
        if not d.needs <= narrow:
            continue
        narrow.add(d.name)
        shape = catalogue.find(d.name, "derived")
        if d.stored and d.name not in base and shape is not None and shape.column("encounter_id"):
            keyed.add(d.name)
    # one that reads a table without encounters reads rows of everybody, unless it only bounds the work
    everybody = {
        d.name for d in derived if d.stored and d.name not in keyed | base and not d.header.bounds
    }
    return frozenset(n for n in keyed if not {d.name for d in closure(derived, [n])} & everybody)


def visit_tables(derived: Sequence[Derived], keyed: frozenset[str]) -> frozenset[str]:
    """Of the keyed tables those that the rows of the encounter alone decide."""
    return frozenset(
        name for name in keyed if {d.scope for d in closure(derived, [name])} == {"encounter"}
    )


def coded_tables(
    catalogue: Catalogue, derived: Sequence[Derived], base: frozenset[str]
) -> frozenset[str]:
    """Stored tables that the rows of a trace code decide, and that name the code."""
    known: set[str] = set()
    found = set()
    canonical = frozenset((*OF_ENCOUNTERS, *WHOLE, *OF_CODES, "person"))
    for d in derived:
        direct = {n for s, n in d.reads if s != "derived"}
        tables = [t for t in (catalogue.find(n) for n in direct) if t is not None]
        narrow = {t.name for t in tables if t.schema == "canonical"} <= canonical
        if d.scope != "trace_code" or not narrow or not d.needs <= known | base:
            continue
        known.add(d.name)
        shape = catalogue.find(d.name, "derived")
        if d.stored and shape is not None and shape.column("trace_code"):
            found.add(d.name)
    return frozenset(found)


def day_tables(
    catalogue: Catalogue, derived: Sequence[Derived], base: frozenset[str]
) -> frozenset[str]:
    """Stored tables that say by which column the day of a provider decides their rows."""
    found = set()
    for d in derived:
        shape = catalogue.find(d.name, "derived")
        if not d.header.day or not d.stored or shape is None or not d.needs <= base:
            continue
        direct = {n for s, n in d.reads if s != "derived"}
        tables = [t for t in (catalogue.find(n) for n in direct) if t is not None]
        canonical = {t.name for t in tables if t.schema == "canonical"}
        named = shape.column("provider_id") and shape.column(d.header.day)
        if canonical <= OF_DAY.conditions.keys() and named:
            found.add(d.name)
    return frozenset(found)
