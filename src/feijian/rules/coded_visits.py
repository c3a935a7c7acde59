"""Visits of which a sale is told otherwise because of its trace code.

A return that names no settlement, or a box that a shop moved, changes what was sold in a visit that
nothing else touched. Parts that read sales by visit are brought up to date for these visits too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from feijian.contracts import Content, closure, quoted
from feijian.contracts.keyed import base_tables, coded_tables
from feijian.contracts.reaching import stands
from feijian.workspace.lookups import NO_KEY, with_nobody

if TYPE_CHECKING:
    import duckdb


def coded_by_visit(content: Content, read: Iterable[str]) -> list[str]:
    """Tables of trace codes that name the visit, of those on which some derived tables rest."""
    coded = coded_tables(content.catalogue, content.derived, base_tables(content.derived))
    needed = {d.name for d in closure(content.derived, read)}
    shapes = {name: content.catalogue.find(name, "derived") for name in sorted(coded & needed)}
    return [name for name, shape in shapes.items() if shape and shape.column("encounter_id")]


def visits_of_codes(
    connection: duckdb.DuckDBPyConnection, tables: Iterable[str], codes: Sequence[str] | None
) -> tuple[list[str], list[str]]:
    """Visits that sold some trace codes, and their persons. None stands for all codes.

    tables: as `coded_by_visit` gives them.
    """
    import pyarrow as pa

    there = [name for name in tables if stands(connection, name)]
    if not codes or not there:
        return [], []  # or everything was touched: whoever asks for the visits touched is told so
    connection.register("codes", pa.table({"key": pa.array([*codes, NO_KEY], pa.string())}))
    sold = " union ".join(
        f"select encounter_id from derived.{quoted(name)} where trace_code in (from codes)"
        for name in there
    )
    rows = connection.execute(
        f"select encounter_id, person_id from canonical.encounter where encounter_id in ({with_nobody(sold)})"
    ).fetchall()
    connection.unregister("codes")
    return [visit for visit, _ in rows], [person for _, person in rows if person is not None]
