"""Rows that name others by number: which they find, and what they take from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feijian.contracts.model import quoted
from feijian.ingest.load.one_load import Load
from feijian.ingest.load.parents import files_of
from feijian.ingest.load.references import resolve
from feijian.ingest.load.stream import Stream
from feijian.workspace.lookups import with_nobody

if TYPE_CHECKING:
    import duckdb


def find_named(load: Load, stream: Stream, place: str) -> None:
    """Rows that name others by number find them, and take what they live on from them."""
    _empty_inherited(load.connection, stream, place)
    for named in load.numbered:
        if named.name != stream.name:
            resolve(load.connection, stream, named, place)
    _fill_inherited(load.connection, stream, place)


def name_again(load: Load, stream: Stream, named: Stream) -> None:
    """Stored rows look again for what they name, where a delivery brought rows of that number.

    Rows that live on the named row have gone through `returning_row` already.
    """
    connection = load.connection
    if not any(r.to == named.contract.name for r in stream.refers):
        return
    number = next(r.number for r in stream.refers if r.to == named.contract.name)
    touched = with_nobody(f"select number from touched_number_{named.contract.name}")
    only = f"o.{quoted(number)} in ({touched})"
    for mapping in stream.mappings:
        if mapping.inherits:
            only += (
                f" and not exists (select 1 from {stream.origin} as x where {stream.same_id('x', 'o')}"
                f" and {files_of(mapping.source_table).replace('o._file', 'x._file')})"
            )
    touched_by = None if load.fresh else load.delivery_seq
    resolve(connection, stream, named, stream.store, only=only, touched_by=touched_by)


def _empty_inherited(connection: duckdb.DuckDBPyConnection, stream: Stream, place: str) -> None:
    """What rows took from another is asked for again: it may have changed or gone."""
    for mapping in stream.mappings:
        own = (
            [c for c in mapping.inherits.columns if c not in mapping.columns]
            if mapping.inherits
            else []
        )
        if own and place != "incoming":
            none = ", ".join(f"{quoted(here)} = null" for here in own)
            connection.execute(
                f"update {place} as o set {none} where {files_of(mapping.source_table)}"
            )


def _fill_inherited(connection: duckdb.DuckDBPyConnection, stream: Stream, place: str) -> None:
    """Rows that live on another row's values take them as they are now; what they say stands."""
    for mapping in stream.mappings:
        if mapping.inherits:
            own = mapping.inherits
            values = ", ".join(
                f"{quoted(here)} = coalesce(o.{quoted(here)}, p.{quoted(there)})"
                if here in mapping.columns
                else f"{quoted(here)} = p.{quoted(there)}"
                for here, there in own.columns.items()
            )
            connection.execute(
                f"update {place} as o set {values} from canonical.{quoted(own.table)} as p"
                f" where p.{quoted(own.table + '_id')} = o.{quoted(own.through)} and {files_of(mapping.source_table)}"
            )
