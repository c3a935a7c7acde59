"""All files of a delivery, read one after the other: short ones first, so that long texts are checked meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from feijian.ingest.read.files import Discovery
from feijian.ingest.read.raw_table import RawTable
from feijian.ingest.read.rows import read_file
from feijian.ingest.read.texts_ahead import TextsAhead
from feijian.ingest.sources.source import SourceTable

if TYPE_CHECKING:
    import duckdb


def read_files(
    connection: duckdb.DuckDBPyConnection,
    found: Discovery,
    temporary: Path,
    used: Callable[[SourceTable], Collection[str]],
    told: Callable[[str, float], None],
) -> list[RawTable]:
    """Read every file into a temporary table of its own; they are returned in the order they were found in.

    used: columns of a source table that mappings read. told: hears which file is read, and the share of files before it.
    """
    order = sorted(enumerate(found.found), key=lambda each: (each[1].path.stat().st_size, each[0]))
    raws = {}
    with TextsAhead(order, temporary, found.limits) as texts:
        for position, (number, file) in enumerate(order):
            told(f"reading {file.shown}", position / len(order))
            raws[number] = read_file(
                connection, file, number, temporary, texts.of, used(file.table)
            )
    return [raws[number] for number in range(len(order))]
