"""Tables most of whose rows are withdrawn and withdraw nothing: the mark may mean the opposite at their sender."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from feijian.errors import Problem
from feijian.ingest.load.report import FileBalance
from feijian.messages import sentence
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

FEWEST = 20
MOST = 0.5
"""Share of a table's rows from which on its withdrawn ones are no slips of a desk."""


def mostly_void(
    connection: duckdb.DuckDBPyConnection, balances: Sequence[FileBalance], delivery_seq: int
) -> Iterator[Problem]:
    """Tables of this delivery with more withdrawn rows than others, and than came before to be withdrawn."""
    tables: dict[str, tuple[int, int]] = {}
    for b in balances:
        read, void = tables.get(b.table, (0, 0))
        tables[b.table] = (read + b.read, void + b.void)
    for table, (read, void) in sorted(tables.items()):
        if read < FEWEST or void <= MOST * read:
            continue
        row = first_row(
            connection,
            "select coalesce(sum(accepted), 0) from ledger.file where source_table = $1 and delivery_seq < $2",
            [table, delivery_seq],
        )
        if not row or void > row[0]:
            yield Problem(
                table,
                sentence("{void:,} of {read:,} rows are marked as withdrawn", void=void, read=read),
                "Ask the sender whether the mark means the opposite there.",
            )
