"""Published tables that name their run, written so that a later run's id can take its place.

A run with nothing new publishes what the run before it did, under its own id. The column `run_id` lies in
the file as it is, everything else compressed: the id is exchanged in the bytes, and hundreds of thousands
of rows are neither read nor written again.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

COLUMN = "run_id"
AS_IT_IS = "UNCOMPRESSED"
ROWS = 2**18
"""Rows of one group: what a reader that looks for a few rows skips or reads as one."""


def write_stamped(table: pa.Table, path: Path) -> None:
    """Write a table that has a column `run_id`, that column as it is and all others compressed."""
    import pyarrow.parquet as pq

    shape = io.BytesIO()
    pq.write_table(table.schema.empty_table(), shape)
    schema = pq.ParquetFile(shape).schema
    paths = [schema.column(number).path for number in range(len(schema))]
    how = {place: "none" if place == COLUMN else "zstd" for place in paths}
    pq.write_table(table, path, compression=how, row_group_size=ROWS)


def restamped(body: bytes, was: str, now: str) -> bytes | None:
    """The bytes of such a file with another run's id; None where it was written otherwise.

    Ids are of one length, and nothing but the column and its statistics can hold one.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    if len(was) != len(now):
        return None
    about = pq.read_metadata(pa.BufferReader(body))
    for number in range(about.num_row_groups):
        group = about.row_group(number)
        ids = [group.column(c) for c in range(group.num_columns)]
        if any(c.path_in_schema == COLUMN and c.compression != AS_IT_IS for c in ids):
            return None
    return body.replace(was.encode(), now.encode())
