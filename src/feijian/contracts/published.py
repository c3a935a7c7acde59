"""Schemas of the published files, from their contracts in data_contracts/published/.

They are the only place that lists a published column: what writes a file, what reads one and the
page docs/published-tables.md take columns, types and meaning from here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from feijian.contracts.model import Column, Table, read_contract
from feijian.library import ContentFile
from feijian.library.roots import builtin_root
from feijian.messages import sentence
from feijian.plain import Row

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

FILES = {
    "finding": "findings.parquet",
    "event": "events.parquet",
    "evidence": "evidence.parquet",
    "lead": "leads.parquet",
    "score": "scores.parquet",
    "peer": "peers.parquet",
    "model": "models.parquet",
    "rule": "rules.parquet",
}
"""Contract and the file of a run that it describes."""

BESIDE = {"verdict": "verdicts.sqlite", "run": "manifest.json"}
"""Contracts of what is no Parquet file: the workspace's verdicts and a run's manifest."""


@cache
def published(name: str) -> Table:
    """The contract of one published table. It is the program's own: no library replaces it."""
    root = builtin_root()
    relative = f"published/{name}.odcs.yaml"
    return read_contract(
        ContentFile(root, root / "data_contracts" / relative, relative), "published"
    )


@cache
def arrow_schema(name: str) -> pa.Schema:
    """The table's columns as an Arrow schema, in order."""
    import pyarrow as pa

    kinds = {
        "varchar": pa.string(),
        "varchar[]": pa.list_(pa.string()),
        "date": pa.date32(),
        "decimal(18,2)": pa.decimal128(18, 2),
        "integer": pa.int32(),
        "bigint": pa.int64(),
        "double": pa.float64(),
        "boolean": pa.bool_(),
    }
    return pa.schema([(c.name, _of(kinds, c)) for c in published(name).columns])


def polars_schema(name: str) -> dict[str, pl.DataType]:
    """The table's columns with their polars types, in order."""
    import polars as pl

    kinds: dict[str, pl.DataType] = {
        "varchar": pl.String(),
        "varchar[]": pl.List(pl.String),
        "date": pl.Date(),
        "decimal(18,2)": pl.Decimal(18, 2),
        "integer": pl.Int32(),
        "bigint": pl.Int64(),
        "double": pl.Float64(),
        "boolean": pl.Boolean(),
    }
    return {c.name: _of(kinds, c) for c in published(name).columns}


def sqlite_ddl(name: str, *more: str) -> str:
    """`create table if not exists` of the table in SQLite, its key counted up by the engine.

    SQLite has no decimals and no truth: money and shares are text there, since rounding would change
    what somebody signed, and truth is 0 or 1. more: further constraints of the table.
    """
    kinds = {"bigint": "integer", "integer": "integer", "boolean": "integer"}
    lines = []
    for column in published(name).columns:
        kind = kinds.get(column.physical_type, "text")
        words = [column.name, kind]
        if column.key_position:
            words.append("primary key autoincrement")
        elif column.required:
            words.append("not null")
        if column.physical_type == "boolean":
            words.append(f"check ({column.name} in (0, 1))")
        words += [f"check ({check.predicate})" for check in column.checks]
        lines.append(" ".join(words))
    columns = ",\n    ".join([*lines, *more])
    return f"create table if not exists {name} (\n    {columns}\n);\n"


def _of(kinds: Row, column: Column) -> Any:
    if column.physical_type not in kinds:
        raise ValueError(
            sentence(
                "column {name}: no published type {physical_type!r}",
                name=column.name,
                physical_type=column.physical_type,
            )
        )
    return kinds[column.physical_type]
