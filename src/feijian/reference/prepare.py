"""The step that prepares a run: reference rows loaded, derived tables built."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from feijian.contracts.content import Content
from feijian.contracts.deriving import build_derived, write_lightly
from feijian.contracts.keyed import WHOLE
from feijian.contracts.rederiving import rederive
from feijian.contracts.sql_guard import shut
from feijian.contracts.world import SEARCH_PATH
from feijian.ingest.load.ledger import prepare_canonical
from feijian.library.kept import combined, program_digest
from feijian.plain import Json
from feijian.reference.tables import load_reference
from feijian.workspace import Run, Workspace
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb


def prepare_with(
    content: Content, workspace: Workspace, run: Run, progress: Callable[[str, float], None]
) -> Json:
    """Bring reference and derived tables up to date with content and deliveries.

    Derived tables are built again only when a delivery, a reference row or their own text
    changed since, or when the run asks for everything.
    Summary: rows of each reference table that has any, how many derived tables were built, and
    which could not be: what reads those fails by itself, and the next run tries them again.
    """
    with workspace.writing() as connection:
        progress("", 0.0)
        connection.execute("drop table if exists ledger.prepared")
        prepare_canonical(connection, content.catalogue)
        rows = load_reference(connection, content.catalogue, content.library, workspace.settings())
        connection.execute(f"set search_path = '{SEARCH_PATH}'")
        write_lightly(connection)
        shut(connection)  # all files are read; what follows is content's own SQL
        connection.execute("create table if not exists ledger.derived_state (fingerprint varchar)")
        connection.execute(
            "alter table ledger.derived_state add column if not exists delivery_seq bigint"
        )
        now, newest = _state(connection, content), _newest(connection)
        before = first_row(connection, "select fingerprint, delivery_seq from ledger.derived_state")
        built, by_key, failed = 0, 0, dict[str, str]()
        seconds = workspace.settings().query_seconds
        if run.request.full or before != (now, newest):
            connection.execute("delete from ledger.derived_state")
            told = None
            if not run.request.full and before and before[0] == now and before[1] is not None:
                progress("", 0.5)
                told = rederive(connection, content.catalogue, content.derived, before[1], seconds)
            if told is not None:
                built, by_key, failed = told.whole, told.by_key, told.failed
            else:
                for number, table in enumerate(content.derived):
                    progress(f"derived.{table.name}", (number + 1) / (len(content.derived) + 1))
                    failed |= build_derived(connection, [table], seconds)
                built = len(content.derived) - len(failed)
            if not failed:
                connection.execute("insert into ledger.derived_state values (?, ?)", [now, newest])
        progress("", 1.0)
    summary = {
        "reference_rows": sum(rows.values()),
        "derived_built": built,
        "derived_by_key": by_key,
    }
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


def _newest(connection: duckdb.DuckDBPyConnection) -> int:
    found = first_row(connection, "select coalesce(max(delivery_seq), 0) from ledger.delivery")
    return int(found[0]) if found else 0


def _state(connection: duckdb.DuckDBPyConnection, content: Content) -> str:
    """A digest of what derived tables are made from besides claims: texts, references, registers."""
    parts: list[object] = [program_digest()]
    tables = {t.full_name: t for t in content.catalogue if t.name in WHOLE}
    for item in content.derived:
        parts += [item.name, item.scope, item.stored, item.sql]
        for schema, name in item.reads:
            found = content.catalogue.find(name, schema)
            if found is not None and found.schema == "reference":
                tables[found.full_name] = found
    for table in content.catalogue.of_schema("canonical"):
        parts.append([table.full_name, [(c.name, c.physical_type) for c in table.columns]])
    for full_name in sorted(tables):
        row = first_row(
            connection,
            f"select count(*), sum(cast(hash(t) as hugeint)) from {full_name} as t",
        )
        parts.append([full_name, row])
    return combined(parts)
