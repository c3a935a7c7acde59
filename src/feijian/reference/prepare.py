"""The step that prepares a run: reference rows loaded, derived tables built."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from feijian.contracts.content import Content
from feijian.contracts.deriving import build_derived
from feijian.contracts.sql_guard import shut
from feijian.contracts.world import SEARCH_PATH
from feijian.ingest.load.ledger import prepare_canonical
from feijian.reference.tables import load_reference
from feijian.workspace import Run, Workspace
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb


def prepare_with(
    content: Content, workspace: Workspace, run: Run, progress: Callable[[str, float], None]
) -> dict[str, Any]:
    """Bring reference and derived tables up to date with content and deliveries.

    Derived tables are built again only when a delivery, a reference row or their own text
    changed since, or when the run asks for everything.
    Summary: rows of each reference table that has any, how many derived tables were built, and
    which could not be: what reads those fails by itself, and the next run tries them again.
    """
    with workspace.writing() as connection:
        progress("reference", 0.0)
        connection.execute("drop table if exists ledger.prepared")
        prepare_canonical(connection, content.catalogue)
        rows = load_reference(connection, content.catalogue, content.library, workspace.settings())
        connection.execute(f"set search_path = '{SEARCH_PATH}'")
        shut(connection)  # all files are read; what follows is content's own SQL
        connection.execute("create table if not exists ledger.derived_state (fingerprint varchar)")
        now = _state(connection, content)
        before = first_row(connection, "select fingerprint from ledger.derived_state")
        built, failed = 0, dict[str, str]()
        if run.request.full or before is None or before[0] != now:
            connection.execute("delete from ledger.derived_state")
            for number, table in enumerate(content.derived):
                progress(f"derived.{table.name}", (number + 1) / (len(content.derived) + 1))
                failed |= build_derived(connection, [table], workspace.settings().query_seconds)
                built += 1
            if not failed:
                connection.execute("insert into ledger.derived_state values (?)", [now])
        progress("", 1.0)
    summary = {"reference_rows": sum(rows.values()), "derived_built": built - len(failed)}
    return {**summary, **({"derived_failed": failed} if failed else {})}


def note_prepared(connection: duckdb.DuckDBPyConnection, digest: str) -> None:
    """Say in the warehouse what its reference and derived tables were made from."""
    rows = sum(
        count
        for (count,) in connection.execute(
            "select estimated_size from duckdb_tables() where schema_name = 'reference'"
        ).fetchall()
    )
    connection.execute(
        "create or replace table ledger.prepared as select $1::varchar as digest, $2::bigint as rows",
        [digest, rows],
    )


def prepared_for(connection: duckdb.DuckDBPyConnection, digest: str) -> int:
    """Rows of reference tables where the warehouse stands as prepared for a digest; else 0."""
    there = connection.execute(
        "select 1 from information_schema.tables where table_schema = 'ledger' and table_name = 'prepared'"
    ).fetchall()
    found = first_row(connection, "select digest, rows from ledger.prepared") if there else None
    return int(found[1]) if found and found[0] == digest else 0


def _state(connection: duckdb.DuckDBPyConnection, content: Content) -> str:
    """A digest of what derived tables are made from."""
    newest = first_row(connection, "select coalesce(max(delivery_seq), 0) from ledger.delivery")
    parts = [str(newest)]
    for table in content.derived:
        parts.append(table.sql)
        for schema, name in sorted(table.reads, key=str):
            found = content.catalogue.find(name, schema)
            if found is not None and found.schema == "reference":
                row = first_row(connection, f"select bit_xor(hash(t)) from reference.{name} as t")
                parts.append(str(row))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
