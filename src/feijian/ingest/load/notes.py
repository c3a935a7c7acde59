"""What a reader of a load should know and nobody need mend at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from feijian.errors import Problem
from feijian.ingest.load.stage import columns_used, unread_values
from feijian.ingest.read.files import ENDINGS
from feijian.ingest.read.rows import RawTable
from feijian.ingest.sources.source import Source

if TYPE_CHECKING:
    import duckdb

KINDS_READ = "Read are CSV and text, also with .gz, Excel and Parquet; unpack anything else."


def notes_on(
    connection: duckdb.DuckDBPyConnection,
    unrecognised: Sequence[str],
    raws: Sequence[RawTable],
    source: Source,
) -> Iterator[Problem]:
    """Files and columns that are not known, and those that are and were not sent."""
    for name in unrecognised:
        if "#" not in name and not name.lower().endswith(ENDINGS):
            yield Problem(name, "is of a kind that is not read and was left out", KINDS_READ)
        else:
            yield Problem(name, "belongs to no table of this source and was left out")
    lacking = False
    for raw in raws:
        used = columns_used(raw.table, source.of_source(raw.table.name))
        if raw.unknown:
            yield Problem(raw.shown, f"unknown columns, kept out: {', '.join(raw.unknown)}")
        if raw.ragged:
            yield Problem(raw.shown, f"{len(raw.ragged)} rows with a wrong number of fields")
        for column, values in unread_values(connection, raw, used).items():
            yield Problem(raw.shown, f"{values} values of {column} cannot be read: taken as absent")
        missed = [name for name in raw.missing if name in used]
        if missed:
            lacking = True
            yield Problem(raw.shown, f"without the columns {', '.join(missed)}")
    absent = sorted(source.tables.keys() - {raw.table.name for raw in raws})
    if absent:
        yield Problem("", f"tables not in this delivery: {', '.join(absent)}")
    if absent or lacking:
        yield Problem("", "a rule that needs what is missing is 'not applicable' and names it")
