"""The warehouse as Parquet files that a cluster reads: by month, and whole at every moment.

    DIR/canonical/claim_line/month=2026-06/part-3f2a….parquet
    DIR/reference/item_daily_cap/part-….parquet
    DIR/ledger/delivered_column/part-….parquet
    DIR/_schema.json     columns and types of every canonical and reference table
    DIR/_COMMIT          written last: the files that count, with rows and digests of their content

Who reads goes by `_COMMIT` alone. An export writes the months whose rows changed under new names, renames
`_COMMIT`, and only then removes what it replaces: one that was killed leaves the state before.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feijian.contracts import Catalogue, Table, quoted
from feijian.errors import Problem, UsageError
from feijian.messages import sentence

if TYPE_CHECKING:
    import duckdb

SCHEMA, COMMIT, LOG = "_schema.json", "_COMMIT", "_delta_log"
EDITION = 1
MONTHS = {
    "encounter": "started_at",
    "claim": "settled_at",
    "claim_line": "charged_at",
    "dispense": "dispensed_at",
    "purchase": "stocked_at",
}
"""Canonical tables that are cut by month, and the time that decides it."""
LEDGER = ("delivery", "file", "delivered_column")
"""Of the ledger, what a run over the files has to know: what was delivered, and how many rows of it."""
NO_MONTH = "none"
BATCH = 100_000


@dataclass(frozen=True)
class Part:
    """One file: of which table and month (empty: the table is not cut), its rows and their digest."""

    table: str
    month: str
    file: str
    rows: int
    digest: str


@dataclass(frozen=True)
class Exported:
    """What an export did: files written, left as they were, and removed."""

    written: int
    kept: int
    removed: int
    rows: int


def export(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    folder: Path,
    delivery_seq: int,
    follow: Callable[[Sequence[Part]], object] | None = None,
) -> Exported:
    """Bring the files of a folder up to the warehouse. Raises UsageError for a folder of something else.

    follow: what else names the files that count (see delta.py); done while those replaced are still there.
    """
    before = {(p.table, p.month): p for p in committed(folder)} if is_ours(folder) else {}
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    tables = [t for t in catalogue if t.schema in ("canonical", "reference")]
    parts: list[Part] = []
    written = 0
    for table in tables:
        for month, rows, digest in _months(connection, table):
            known = before.get((table.full_name, month))
            if known and known.digest == digest and (folder / known.file).is_file():
                parts.append(known)
                continue
            part = Part(table.full_name, month, _name(table, month, digest), rows, digest)
            _write(connection, table, month, folder / part.file)
            parts.append(part)
            written += 1
    for part, rows_of in _ledger(connection):
        parts.append(part)
        if not (folder / part.file).is_file():
            write_rows(connection, rows_of, {}, folder / part.file)
            written += 1
    put(folder / SCHEMA, {t.full_name: columns_of(t) for t in tables})
    put(
        folder / COMMIT,
        {"edition": EDITION, "delivery_seq": delivery_seq, "parts": [asdict(p) for p in parts]},
    )
    if follow is not None:
        follow(parts)
    removed = clear(folder, {p.file for p in parts})
    return Exported(written, len(parts) - written, removed, sum(p.rows for p in parts))


def committed(folder: Path) -> tuple[Part, ...]:
    """The files that count. Raises UsageError where there is no `_COMMIT` that can be read."""
    try:
        text = (folder / COMMIT).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise _unreadable(folder.name, error) from None
    return parts_told(text, folder.name)


def parts_told(text: str, name: str) -> tuple[Part, ...]:
    """The files that the text of a `_COMMIT` names. Raises UsageError where it is none."""
    try:
        told = json.loads(text)
        if told["edition"] != EDITION:
            raise ValueError(sentence("edition {told}", told=told["edition"]))
        return tuple(Part(**part) for part in told["parts"])
    except (ValueError, KeyError, TypeError) as error:
        raise _unreadable(name, error) from None


def _unreadable(name: str, error: Exception) -> UsageError:
    what = sentence(
        "has no {commit} that can be read ({kind})", commit=COMMIT, kind=type(error).__name__
    )
    return UsageError(Problem(name, what, "Run 'feijian export --to' again."))


def schema_of(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """Columns and their types by table, as `_schema.json` says."""
    told: Mapping[str, Mapping[str, str]] = json.loads(
        (folder / SCHEMA).read_text(encoding="utf-8")
    )
    return told


def is_ours(folder: Path, also: Iterable[str] = ()) -> bool:
    """Whether a folder holds an export already. Raises UsageError where it holds something else.

    also: folders in it that are as well of an export that was killed before its first end.
    """
    if not folder.exists() or not any(folder.iterdir()):
        return False
    if not (folder / COMMIT).is_file() and not (folder / SCHEMA).is_file():
        known = {"canonical", "reference", "ledger", *also}
        if {p.name for p in folder.iterdir()} - known:
            what, todo = "holds other files", "Name an empty folder or one of an earlier export."
            raise UsageError(Problem(folder.name, what, todo))
        return False  # an export that was killed before its first end
    committed(folder)
    return True


def _months(connection: duckdb.DuckDBPyConnection, table: Table) -> Iterator[tuple[str, int, str]]:
    """(month, rows, digest of the rows in whatever order they lie) of a table."""
    month = _month_of(table)
    columns = ", ".join(f"t.{quoted(c.name)}" for c in table.columns)
    yield from connection.execute(
        f"select {month}, count(*), md5(concat_ws(' ', count(*), sum(cast(hash({columns}) as hugeint)),"
        f" bit_xor(hash({columns}, 1)))) from {table.full_name} as t group by 1 order by 1"
    ).fetchall()


def _month_of(table: Table) -> str:
    moment = MONTHS.get(table.name) if table.schema == "canonical" else None
    if moment is None:
        return "''"
    return f"coalesce(strftime(t.{quoted(moment)}, '%Y-%m'), '{NO_MONTH}')"


def _name(table: Table, month: str, digest: str) -> str:
    cut = f"month={month}/" if month else ""
    return f"{table.schema}/{table.name}/{cut}part-{digest[:16]}.parquet"


def _ledger(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[Part, str]]:
    """Each table of the ledger that goes along, as one file, and the query of its rows."""
    there = {
        name
        for (name,) in connection.execute(
            "select table_name from information_schema.tables where table_schema = 'ledger'"
        ).fetchall()
    }
    for name in LEDGER:
        if name not in there:
            continue
        number, digest = connection.execute(
            "select count(*), md5(concat_ws(' ', count(*), sum(cast(hash(t) as hugeint)),"
            f" bit_xor(hash(t, 1)))) from ledger.{name} as t"
        ).fetchall()[0]
        file = f"ledger/{name}/part-{digest[:16]}.parquet"
        yield (
            Part(f"ledger.{name}", "", file, number, digest),
            f"select * from ledger.{name} order by all",
        )


def _write(connection: duckdb.DuckDBPyConnection, table: Table, month: str, path: Path) -> None:
    columns = ", ".join(f"t.{quoted(c.name)}" for c in table.columns)
    keys = ", ".join(f"t.{quoted(k)}" for k in table.key) or "all"
    write_rows(
        connection,
        f"select {columns} from {table.full_name} as t where {_month_of(table)} = $month order by {keys}",
        {"month": month},
        path,
    )


def write_rows(
    connection: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, str], path: Path
) -> None:
    """The rows of a query as one Parquet file, which is there whole or not at all."""
    import pyarrow.parquet as pq

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    connection.complete()
    rows = connection.sql(sql, params=dict(values)).to_arrow_reader(BATCH)
    with pq.ParquetWriter(aside, rows.schema, compression="zstd") as out:
        for batch in rows:
            out.write_batch(batch)
    aside.chmod(0o600)
    aside.replace(path)


def columns_of(table: Table) -> dict[str, str]:
    """A table's columns and their types, as `_schema.json` has them."""
    return {c.name: c.physical_type for c in table.columns}


def put(path: Path, told: Any) -> None:
    """A JSON file, which is there whole or not at all."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    aside.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    aside.chmod(0o600)
    aside.replace(path)


def clear(folder: Path, files: set[str]) -> int:
    """Remove what no longer counts: replaced months, and what a killed export left; logs of Delta tables stay."""
    removed = 0
    counted = {*files, SCHEMA, COMMIT}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and inside.as_posix() not in counted and LOG not in inside.parts:
            path.unlink()
            removed += 1
    return removed
