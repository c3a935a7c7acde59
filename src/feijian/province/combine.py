"""Exports of prefectures written as one warehouse, which a run reads as it reads one export.

    DIR/<prefecture>/canonical/claim_line/month=2026-06/part-3f2a….parquet   as exported: a link, or a copy
    DIR/canonical/person/part-….parquet      registers: one row a key for the province
    DIR/reference/… DIR/ledger/… DIR/_schema.json DIR/_COMMIT

Only files with a row that another prefecture gives, or whose number is told apart, are written anew. A second
time only what changed is; `_COMMIT` comes last, as in an export.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from feijian.contracts import Catalogue, Table, quoted
from feijian.engines.lake import (
    COMMIT,
    EDITION,
    SCHEMA,
    Part,
    clear,
    columns_of,
    is_ours,
    put,
    write_rows,
)
from feijian.errors import Problem, UsageError
from feijian.messages import sentence
from feijian.province.prefectures import Prefecture, read_prefectures, reading, show
from feijian.province.registers import REGISTERS, JoinedRegister, register_rows
from feijian.province.shared_numbers import Shared, note_shared
from feijian.province.shared_tables import ledger_rows, reference_of

if TYPE_CHECKING:
    import duckdb

NUMBERS = {
    "person_id": "person",
    "encounter_id": "encounter",
    "claim_id": "claim",
    "original_claim_id": "claim",
    "claim_line_id": "claim_line",
    "original_line_id": "claim_line",
}
"""Columns with numbers that may be told apart, and the kind of each."""
OWN = {"dispense": "dispense_id", "purchase": "purchase_id"}
"""Tables whose rows another prefecture may give by their own number; others go with their visit."""


@dataclass(frozen=True)
class Combined:
    """What was made: files written or linked, left as they were, and removed; rows; what each prefecture shares with others.

    registers: rows of registers that prefectures tell otherwise. partly: columns of canonical tables
    that only some prefectures deliver.
    """

    written: int
    kept: int
    removed: int
    rows: int
    shared: tuple[Shared, ...]
    registers: tuple[JoinedRegister, ...]
    partly: tuple[str, ...]


def combine(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    folders: Sequence[Path],
    to: Path,
    reference: str = "",
) -> Combined:
    """Bring a folder up to the exports of the prefectures.

    connection: an empty DuckDB. reference: whose reference tables count where they differ.
    Raises UsageError for what is no whole export of today's contracts, for reference tables that
    contradict each other, and for a folder of something else.
    """
    prefectures = read_prefectures(folders, catalogue)
    _require_apart(to, folders)
    is_ours(to, (p.name for p in prefectures))
    show(connection, prefectures, catalogue)
    taken = reference_of(prefectures, catalogue, reference)
    shared = note_shared(connection, prefectures)
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    parts: list[Part] = []
    fresh = 0
    for one in prefectures:
        for part in _of_prefecture(connection, catalogue, one, to):
            fresh += part[1]
            parts.append(part[0])
    told: list[JoinedRegister] = []
    for name in REGISTERS:
        table = catalogue.find(name, "canonical")
        assert table is not None
        told.append(register_rows(connection, table))
        fresh += _write(connection, table.full_name, f"from register_{name}", to, parts)
    for name, (giver, files) in taken.items():
        for file in files:
            fresh += _link(giver.folder / file.file, to / file.file)
            parts.append(Part(name, "", file.file, file.rows, file.digest))
    partly, rows_of = ledger_rows(connection, prefectures)
    for name, query in rows_of.items():
        fresh += _write(connection, f"ledger.{name}", query, to, parts)
    put(to / SCHEMA, {t.full_name: columns_of(t) for t in _written(catalogue)})
    newest = sum(p.exported.delivery_seq for p in prefectures)
    put(
        to / COMMIT,
        {"edition": EDITION, "delivery_seq": newest, "parts": [asdict(p) for p in parts]},
    )
    removed = clear(to, {p.file for p in parts})
    return Combined(
        fresh, len(parts) - fresh, removed, sum(p.rows for p in parts), shared, tuple(told), partly
    )


def _require_apart(to: Path, folders: Sequence[Path]) -> None:
    """Raise UsageError where the province's folder holds an export or lies in one: its files would be removed."""
    here = to.resolve()
    for folder in folders:
        there = folder.resolve()
        if here == there or here in there.parents or there in here.parents:
            what = sentence("lies in the export {name}, or holds it", name=there.name)
            raise UsageError(Problem(f"--to {to.name}", what, "Name a folder beside the exports."))


def _written(catalogue: Catalogue) -> Iterator[Table]:
    return (t for t in catalogue if t.schema in ("canonical", "reference"))


def _of_prefecture(
    connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, one: Prefecture, to: Path
) -> Iterator[tuple[Part, bool]]:
    """Files of a prefecture's canonical tables, and whether each was written or linked now."""
    told = connection.execute(
        "select kind, id, coalesce(told, '') from"
        " (from renamed union all by name select kind, source, id from left_out)"
        " where source = $1 order by all",
        [one.number],
    ).fetchall()
    changes = hashlib.sha256(repr(told).encode()).hexdigest()
    for table in _written(catalogue):
        if table.schema != "canonical" or table.name in REGISTERS:
            continue
        changed = _changed_files(connection, one, table) if told else frozenset()
        for part in (p for p in one.exported.parts if p.table == table.full_name):
            if part.file not in changed:
                file = f"{one.name}/{part.file}"
                made = _link(one.folder / part.file, to / file)
                yield Part(part.table, part.month, file, part.rows, part.digest), made
                continue
            digest = hashlib.sha256(f"{part.digest} {changes}".encode()).hexdigest()[:32]
            folder = part.file.rpartition("/")[0]
            file = f"{one.name}/{folder}/part-{digest[:16]}.parquet"
            query = _told_apart(one, table, part.file)
            rows = connection.execute(f"select count(*) from ({query})").fetchall()[0][0]
            if not rows:
                continue
            made = not (to / file).is_file()
            if made:
                write_rows(connection, query, {}, to / file)
            yield Part(part.table, part.month, file, rows, digest), made


def _changed_files(
    connection: duckdb.DuckDBPyConnection, one: Prefecture, table: Table
) -> frozenset[str]:
    """Files of a table with a row that is left out, or a number that is told apart."""
    tests = [
        f"t.{column} in (select id from renamed where kind = '{kind}' and source = {one.number})"
        for column, kind in NUMBERS.items()
        if table.column(column)
    ]
    kind, column = _left_by(table)
    tests.append(
        f"t.{column} in (select id from left_out where kind = '{kind}' and source = {one.number})"
    )
    found = connection.execute(
        f"select distinct t._file from of_{one.number}.{quoted(table.name)} as t where {' or '.join(tests)}"
    ).fetchall()
    return frozenset(file for (file,) in found)


def _left_by(table: Table) -> tuple[str, str]:
    """The kind and the column by which a row of a table is another prefecture's."""
    own = OWN.get(table.name)
    return (table.name, own) if own else ("encounter", "encounter_id")


def _told_apart(one: Prefecture, table: Table, file: str) -> str:
    """The rows of a file that stay this prefecture's, with their numbers as the province has them."""
    columns, joins = [], []
    for column in table.columns:
        kind = NUMBERS.get(column.name)
        if kind is None:
            columns.append(f"t.{quoted(column.name)}")
            continue
        other = f"told_{column.name}"
        columns.append(f"coalesce({other}.told, t.{column.name}) as {column.name}")
        joins.append(
            f"left join renamed as {other} on {other}.kind = '{kind}'"
            f" and {other}.source = {one.number} and {other}.id = t.{column.name}"
        )
    kind, key = _left_by(table)
    keys = ", ".join(quoted(k) for k in table.key) or "all"
    return (
        f"select {', '.join(columns)} from {reading(one, [file])} as t {' '.join(joins)}"
        f" left join left_out as gone on gone.kind = '{kind}' and gone.source = {one.number}"
        f" and gone.id = t.{key} where gone.id is null order by {keys}"
    )


def _write(
    connection: duckdb.DuckDBPyConnection, table: str, query: str, to: Path, parts: list[Part]
) -> bool:
    """The rows of a query as the one file of a table; whether it had to be written."""
    rows, digest = connection.execute(
        "select count(*), md5(concat_ws(' ', count(*), sum(cast(hash(t) as hugeint)), bit_xor(hash(t, 1))))"
        f" from ({query}) as t"
    ).fetchall()[0]
    if not rows:
        return False
    file = f"{table.replace('.', '/')}/part-{digest[:16]}.parquet"
    parts.append(Part(table, "", file, rows, digest))
    if (to / file).is_file():
        return False
    write_rows(connection, f"select * from ({query}) order by all", {}, to / file)
    return True


def _link(there: Path, here: Path) -> bool:
    """A file of an export in the province's folder: the same file where one disk holds both, else a copy."""
    if here.is_file():
        return False
    here.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = here.with_name(f".{here.name}.{os.getpid()}.part")
    try:
        os.link(there, aside)
    except OSError:  # another disk, or one without links
        shutil.copyfile(there, aside)
    aside.chmod(0o600)
    aside.replace(here)
    return True
