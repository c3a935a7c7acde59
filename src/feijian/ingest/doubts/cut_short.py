"""Exports that stopped where their program stops: as many rows as a sheet holds, or as a query was allowed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feijian.errors import Problem
from feijian.ingest.read.raw_table import RawTable
from feijian.messages import sentence

OF_SHEETS = frozenset({65_535, 65_536, 1_048_575, 1_048_576})
"""Rows of a sheet with and without its header, in .xls and .xlsx; a text saved from one has as many."""
OF_QUERIES = frozenset(
    {10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000}
)
"""Rows after which tools stop unless they are told otherwise."""


def cut_short(raws: Sequence[RawTable]) -> Iterator[Problem]:
    """Tables whose files all have just as many rows as a program gives at most.

    A table that was parted after so many rows has a last part with fewer.
    """
    rows: dict[str, list[RawTable]] = {}
    for raw in raws:
        rows.setdefault(raw.table.name, []).append(raw)
    for table, files in sorted(rows.items()):
        if all(raw.read in OF_SHEETS | OF_QUERIES for raw in files):
            yield Problem(
                table,
                sentence(
                    "every file has just {rows:,} rows, as many as a program gives at most",
                    rows=files[0].read,
                ),
                "The export may have been cut there: ask the sender how many rows there are.",
            )
