"""What trace codes alone decide: rules and parts that read nothing but uploads, purchases and what is kept by code.

Of some codes these are few rows, found by the code. Whatever else decides how a sale stands (settlements, charges,
refunds) is in the tables that the warehouse keeps by code already.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from feijian.contracts import Catalogue, Content, Derived, closure
from feijian.contracts.keyed import base_tables, coded_tables
from feijian.contracts.reaching import stands
from feijian.rules.narrow import OF_CODES, WHOLE

if TYPE_CHECKING:
    import duckdb


def told_by_code(catalogue: Catalogue, derived: Sequence[Derived]) -> frozenset[str]:
    """Canonical and derived tables of which a world of some codes has all that it needs."""
    known = set(coded_tables(catalogue, derived, base_tables(derived)))
    for table in derived:
        canonical = {n for s, n in table.reads if s != "derived"}
        if table.scope == "trace_code" and not table.stored and not canonical:
            known |= {table.name} if table.needs <= known else set()
    return frozenset({*OF_CODES, *WHOLE, *known})


def read_beside_codes(
    catalogue: Catalogue, told: Collection[str], reads: Iterable[tuple[str | None, str]]
) -> list[str]:
    """Of tables that are read those that a world of codes has not, in order. told: as `told_by_code` gives them."""
    beside = set()
    for schema, name in reads:
        table = catalogue.find(name, schema)
        if name not in told and (table is None or table.schema != "reference"):
            beside.add(name)
    return sorted(beside)


def codes_are_kept(
    connection: duckdb.DuckDBPyConnection, content: Content, read: Collection[str]
) -> bool:
    """Whether all is there that a world of codes takes over of the derived tables read."""
    coded = coded_tables(content.catalogue, content.derived, base_tables(content.derived))
    needed = {d.name for d in closure(content.derived, read)}
    return all(stands(connection, name) for name in sorted(coded & needed))
