"""The ledger: which delivery and file each row came from, and what each delivery touched."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from feijian.contracts.model import Catalogue, quoted
from feijian.ingest.load.identity import number_columns
from feijian.ingest.load.stream import META, Stream
from feijian.ingest.sources.source import Source
from feijian.workspace.lookups import with_nobody
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

SCOPE_OF = {
    "person_id": "person",
    "provider_id": "provider",
    "encounter_id": "encounter",
    "practitioner_id": "practitioner",
    "trace_code": "trace_code",
}
"""Columns whose values say what a changed row touches, and the scope they mean."""
DAYS_OF = {"settled_at": "touched_day", "charged_at": "charged_day"}
"""Columns whose day is noted with the provider of the row, and in which table of the ledger."""
VISIT_OF = {"claim_id": "claim", "claim_line_id": "claim_line"}
"""Columns by which a row that names no visit belongs to one, and the table that knows which."""

TABLES = """
create table if not exists ledger.delivery (
  delivery_seq integer not null, delivery_id varchar not null, source varchar not null,
  kind varchar not null, name varchar not null, received_at timestamp not null
);
create table if not exists ledger.file (
  file_seq integer not null, delivery_seq integer not null, name varchar not null,
  source_table varchar not null, digest varchar not null, content_digest varchar not null,
  encoding varchar not null, "read" bigint not null, accepted bigint not null,
  void bigint not null, repeated bigint not null, quarantined bigint not null
);
create table if not exists ledger.quarantine (
  quarantine_id varchar not null, delivery_seq integer not null, file_seq integer not null,
  source_table varchar not null, canonical_table varchar not null, stream varchar not null,
  form varchar not null, line bigint not null, reasons varchar[] not null, key varchar,
  row_hash varchar not null, "row" varchar not null, state varchar not null, closed_by integer
);
create table if not exists ledger.delivered_column (
  table_name varchar not null, column_name varchar not null, delivered boolean not null
);
create table if not exists ledger.touched (
  delivery_seq integer not null, scope varchar not null, key varchar not null, told varchar[]
);
alter table ledger.touched add column if not exists told varchar[];
create table if not exists ledger.touched_day (
  delivery_seq integer not null, provider_id varchar, day date
);
create table if not exists ledger.charged_day (
  delivery_seq integer not null, provider_id varchar, day date
);
create table if not exists ledger.shared_number (
  table_name varchar not null, number varchar not null, level integer
);
create table if not exists ledger.part (
  source varchar not null, table_name varchar not null, store varchar not null, by_column varchar not null
);
alter table ledger.shared_number add column if not exists level integer;
update ledger.shared_number set level = 1 where level is null;
"""
# ledger.quarantine: form is 'source' for a row as the sender wrote it, 'canonical' for one that
# was accepted first and lost its parent; state is held, released or superseded.
# ledger.touched: the scope 'all' with an empty key stands for everything. told: of a person, the columns
# of the own row that say something else; none where only a row changed that names a visit, null where any
# may have, or nobody noted it.
# ledger.touched_day: days of each provider on which a settlement stands that came, changed or went, as it was and as it
# is; one row of a delivery with neither says that its days were noted. ledger.charged_day: the same of lines.


def _columns_there(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], dict[str, str]]:
    """(schema, table) → its columns with their types, of canonical tables and the ledger."""
    columns: dict[tuple[str, str], dict[str, str]] = {}
    for schema, table, column, physical_type in connection.execute(
        "select table_schema, table_name, column_name, lower(data_type) from information_schema.columns"
        " where table_catalog = current_database() and table_schema in ('canonical', 'ledger')"
    ).fetchall():
        columns.setdefault((schema, table), {})[column] = physical_type
    return columns


def prepare_canonical(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Create canonical tables that are missing, and columns that contracts and the ledger gained since."""
    connection.execute(
        "alter table if exists ledger.touched add column if not exists told varchar[]"
    )
    columns = _columns_there(connection)
    for table in catalogue.of_schema("canonical"):
        have = columns.get(("canonical", table.name))
        if have is None:
            connection.execute(table.ddl())
            continue
        numbers = number_columns(table)
        for new in [c for c in table.columns if c.name not in have]:
            connection.execute(
                f"alter table {table.full_name} add column {quoted(new.name)} {new.physical_type}"
            )
            if new.name in numbers:
                # until now the number itself was the id, or stood behind its provider
                told = quoted(numbers[new.name])
                connection.execute(
                    f"update {table.full_name} set {quoted(new.name)} = case when starts_with({told},"
                    f" provider_id || ':') then substr({told}, length(provider_id) + 2) else {told} end"
                )
        due = {c.name: c.physical_type for c in table.columns}
        _widen(connection, table.full_name, have, due)


def _widen(
    connection: duckdb.DuckDBPyConnection, full: str, have: dict[str, str], types: dict[str, str]
) -> None:
    """Numbers of a table made under an earlier contract take the decimals of today's."""
    for column, was in have.items():
        due = types.get(column, "")
        if due.startswith("decimal") and was.startswith(("decimal", "integer")) and was != due:
            connection.execute(f"alter table {full} alter column {quoted(column)} type {due}")


def prepare_ledger(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    streams: Iterable[Stream],
    source: Source | None = None,
) -> None:
    """Create what is missing of the canonical tables, the ledger and each stream's own tables."""
    connection.execute(TABLES)
    prepare_canonical(connection, catalogue)
    columns = _columns_there(connection)
    entered = set(connection.execute("select * from ledger.part").fetchall())
    for stream in streams:
        if source is not None and stream.is_part:
            table = stream.contract.name
            part = (source.name, table, stream.store, source.assemblies[table].by)
            if part not in entered:
                connection.execute("insert into ledger.part values ($1, $2, $3, $4)", list(part))
        typed = [f"{quoted(name)} {physical_type}" for name, physical_type in stream.columns]
        pairs = list(zip(stream.columns, typed, strict=True))
        keys = [t for (name, _), t in pairs if name in stream.key]
        ids = [t for (name, _), t in pairs if name in stream.id_key]
        wanted = {
            stream.waiting: [*typed, META],
            stream.void: [*keys, META],
            stream.origin: [*(typed if stream.is_part else ids), META],
        }
        for full, parts in wanted.items():
            schema, name = full.split(".")
            have = columns.get((schema, name))
            if have is None:
                connection.execute(f"create table {full} ({', '.join(parts)})")
                continue
            _widen(connection, full, have, dict(stream.columns))
            for column, physical_type in stream.columns:
                if column not in have and f"{quoted(column)} {physical_type}" in parts:
                    connection.execute(
                        f"alter table {full} add column {quoted(column)} {physical_type}"
                    )


def next_number(connection: duckdb.DuckDBPyConnection, table: str, column: str) -> int:
    """One more than the largest number given so far."""
    found = first_row(connection, f"select coalesce(max({column}), 0) + 1 from {table}")
    return int(found[0]) if found else 1


def enter_delivery(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    delivery_seq: int,
    named: tuple[str, str],
    content: str,
    arrived: datetime,
) -> str:
    """Enter a delivery; returns its id: a running number and a digest of what it holds.

    named: its kind (load, release) and the name of its folder.
    """
    digest = hashlib.sha256(content.encode()).hexdigest()[:8]
    delivery_id = f"d{delivery_seq:05d}-{digest}"
    connection.execute(
        "insert into ledger.delivery values ($1, $2, $3, $4, $5, $6)",
        [delivery_seq, delivery_id, source.name, *named, arrived],
    )
    return delivery_id


def touch(
    connection: duckdb.DuckDBPyConnection,
    delivery_seq: int,
    columns: Collection[str],
    rows: str,
    told: str | None = None,
) -> None:
    """Note the keys of rows that appear, change or go; `rows` is a relation in SQL.

    A row that names no visit but a settlement or a line touches their visit. told: SQL over `changed` for
    the columns of a person's own row that say something else; of other rows it is read from what they name.
    """
    for column in columns:
        scope = SCOPE_OF.get(column)
        if scope:
            noted = (told or _told_by(columns)) if scope == "person" else "null"
            _touch(
                connection,
                delivery_seq,
                scope,
                f"select changed.{quoted(column)} as key, cast({noted} as varchar[]) as told"
                f" from {rows} as changed",
            )
    for column, table in DAYS_OF.items():
        if {"provider_id", column} <= set(columns):
            connection.execute(
                f"insert into ledger.{table} (delivery_seq, provider_id, day)"
                f" select {delivery_seq}, changed.provider_id, cast(changed.{column} as date)"
                f" from {rows} as changed group by all"
                f" except select * from ledger.{table} where delivery_seq = {delivery_seq}"
            )
    if "encounter_id" in columns:
        return
    for column, table in VISIT_OF.items():
        if column in columns:
            _touch(
                connection,
                delivery_seq,
                "encounter",
                f"select parent.encounter_id as key, cast(null as varchar[]) as told from canonical.{table} as parent"
                f" where parent.{column} in ({with_nobody(f'select changed.{column} from {rows} as changed')})",
            )


def _told_by(columns: Collection[str]) -> str:
    """What a row says of its person's own row: nothing where it names a visit."""
    named = [c for c in ("encounter_id", *VISIT_OF) if c in columns]
    if not named:
        return "null"
    names = ", ".join(f"changed.{c}" for c in named)
    return f"case when coalesce({names}) is not null then [] end"


def _touch(
    connection: duckdb.DuckDBPyConnection, delivery_seq: int, scope: str, noted: str
) -> None:
    connection.execute(
        f"insert into ledger.touched (delivery_seq, scope, key, told) select distinct {delivery_seq},"
        f" '{scope}', noted.key, noted.told from ({noted}) as noted where noted.key is not null"
        f" and not exists (select 1 from ledger.touched as t where t.delivery_seq = {delivery_seq}"
        f" and t.scope = '{scope}' and t.key = noted.key and t.told is not distinct from noted.told)"
    )


def forget_days(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop the days noted so far: where everything is touched nobody asks for them."""
    for table in DAYS_OF.values():
        connection.execute(f"delete from ledger.{table}")


def note_days(connection: duckdb.DuckDBPyConnection, delivery_seq: int) -> None:
    """Say that the days of what a delivery touches are noted: an older program's load notes none."""
    for table in DAYS_OF.values():
        connection.execute(
            f"insert into ledger.{table} (delivery_seq, provider_id, day) values ($1, null, null)",
            [delivery_seq],
        )


def touch_everything(connection: duckdb.DuckDBPyConnection, delivery_seq: int) -> None:
    """Note that nothing was there before this delivery: single keys would be all of them."""
    connection.execute(
        "insert into ledger.touched (delivery_seq, scope, key) values ($1, 'all', '')",
        [delivery_seq],
    )


def note_delivered_columns(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    source: Source,
    present: dict[str, set[str]],
) -> None:
    """Mark canonical columns as delivered where a file brought a column they are made from.

    present: source table → contract columns that its files had.
    """
    from feijian.ingest.sources.lineage import kept_lineage

    lineage = kept_lineage(source, catalogue)
    known = {
        (row[0], row[1]): row[2]
        for row in connection.execute(
            "select table_name, column_name, delivered from ledger.delivered_column"
        ).fetchall()
    }
    rows = []
    for table in catalogue.of_schema("canonical"):
        for column in table.columns:
            origins = lineage.get((table.name, column.name), frozenset())
            now = any(
                source_table in present and (name == "" or name in present[source_table])
                for source_table, name in origins
            )
            rows.append(
                (table.name, column.name, now or known.get((table.name, column.name), False))
            )
    if {(table, column): now for table, column, now in rows} == known:
        return
    connection.execute("delete from ledger.delivered_column")
    # one statement: a row at a time costs more than a small delivery's largest mapping
    connection.execute(
        "insert into ledger.delivered_column"
        " select unnest($1::varchar[]), unnest($2::varchar[]), unnest($3::boolean[])",
        [list(values) for values in zip(*rows, strict=True)],
    )
