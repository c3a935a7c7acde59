"""An export's tables as Delta tables over the same files, for clusters that read Delta Lake.

    DIR/canonical/claim_line/_delta_log/00000000000000000003.json

Nothing is written a second time: a log names the files that `_COMMIT` names, cut by `month` where a table
is. It is brought up to them after `_COMMIT` and before what was replaced is removed, one transaction a
table, so that whoever reads it sees the state before or after. Files of earlier versions are gone: a
version can be read while it is the newest. The package deltalake (delta-rs) keeps the logs; no JVM is needed.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from feijian.contracts import Catalogue, Table, quoted
from feijian.engines.lake import LOG, MONTHS, Part
from feijian.errors import Problem, UsageError

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    from deltalake.transaction import AddAction

MONTH = "month"
"""The column that the folders of a table that is cut say; no canonical table has one of that name."""


def require_deltalake(option: str) -> None:
    """Raise UsageError where the package that keeps the logs is not there. option: what asked for it."""
    if find_spec("deltalake") is None:
        todo = "Run: pip install 'feijian[delta]'."
        raise UsageError(Problem(option, "the package deltalake is not installed", todo))


def has_logs(folder: Path) -> bool:
    """Whether an earlier export kept Delta tables in a folder: they must not fall behind."""
    return any(folder.glob(f"*/*/{LOG}"))


def follow(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    folder: Path,
    parts: Sequence[Part],
) -> int:
    """Bring the log of each canonical and reference table up to the files that count; how many changed."""
    of_table: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        of_table[part.table].append(part)
    return sum(
        _follow(connection, table, folder, of_table[table.full_name])
        for table in catalogue
        if table.schema in ("canonical", "reference")
    )


def _follow(
    connection: duckdb.DuckDBPyConnection, table: Table, folder: Path, parts: Sequence[Part]
) -> bool:
    """Whether the log of one table had to change."""
    from deltalake import DeltaTable, Schema
    from deltalake.transaction import RemoveAction, create_table_with_add_actions

    place = folder / table.schema / table.name
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    cut = [MONTH] if table.schema == "canonical" and table.name in MONTHS else []
    due = {(folder / p.file).relative_to(place).as_posix(): p for p in parts}
    schema = Schema.from_arrow(_columns(connection, table, cut))
    known = DeltaTable(place) if DeltaTable.is_deltatable(str(place)) else None
    if known is None or known.schema() != schema:
        create_table_with_add_actions(
            str(place),
            schema,
            [_added(place, file, part, cut) for file, part in due.items()],
            mode="overwrite",
            partition_by=cut,
            name=table.full_name,
        )
        return True
    held = {uri.partition(f"/{table.schema}/{table.name}/")[2] for uri in known.file_uris()}
    if held == set(due):
        return False
    now = time.time_ns() // 1_000_000
    known.create_write_transaction(
        [_added(place, file, part, cut) for file, part in due.items() if file not in held]
        + [RemoveAction(file, True, now, None, _cell(file, cut)) for file in held - set(due)],
        mode="append",
        schema=schema,
        partition_by=cut,
    )
    return True


def _columns(connection: duckdb.DuckDBPyConnection, table: Table, cut: Sequence[str]) -> pa.Schema:
    """A table's columns as its files have them, and the month that its folders say."""
    import pyarrow as pa

    columns = ", ".join(quoted(c.name) for c in table.columns)
    found = connection.sql(f"select {columns} from {table.full_name} limit 0").to_arrow_table()
    schema: pa.Schema = found.schema
    for name in cut:
        schema = schema.append(pa.field(name, pa.string()))
    return schema


def _added(place: Path, file: str, part: Part, cut: Sequence[str]) -> AddAction:
    from deltalake.transaction import AddAction

    told = (place / file).stat()
    changed = told.st_mtime_ns // 1_000_000
    return AddAction(
        file, told.st_size, _cell(file, cut), changed, True, json.dumps({"numRecords": part.rows})
    )


def _cell(file: str, cut: Sequence[str]) -> dict[str, str | None]:
    """The values of a file's folder: month=2026-06/part-….parquet."""
    return {name: file.partition(f"{name}=")[2].partition("/")[0] for name in cut}
