"""Times of visits, charges and settlements that are days alone: an export format that dropped the hour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from feijian.contracts.model import quoted
from feijian.errors import Problem
from feijian.ingest.read.raw_table import RawTable
from feijian.ingest.sources.source import Source
from feijian.messages import sentence
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

TIMED = frozenset({"encounter", "claim", "claim_line"})
"""Canonical tables whose rows happen at an hour; goods are stocked on a day."""
FEWEST = 100
LOOKED_AT = (100, 20_000)
"""Rows that are looked at: few, which nearly always hold an hour, and then enough."""
A_DAY = "[0-9]{4}[-/.年]?[0-9]{1,2}[-/.月]?[0-9]{1,2}日?([ T]0?0[:：]00([:：]00([.]0+)?)?)?"


def without_hours(
    connection: duckdb.DuckDBPyConnection, raws: Sequence[RawTable], source: Source
) -> Iterator[Problem]:
    """Columns of times of this delivery in which no cell has an hour."""
    for raw in raws:
        if raw.rows < FEWEST or not any(
            m.table in TIMED and m.decides for m in source.of_source(raw.table.name)
        ):
            continue
        for column in raw.table.contract.columns:
            if (
                column.required
                and column.physical_type == "timestamp"
                and column.name in raw.columns
                and all(_days_alone(connection, raw, column.name, rows) for rows in LOOKED_AT)
            ):
                yield Problem(
                    raw.shown,
                    sentence("no time of {column} has an hour", column=column.name),
                    "The export may have dropped it: rules that look at hours see nothing in these rows.",
                )


def _days_alone(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, column: str, rows: int
) -> bool:
    cell = quoted(column)
    told = first_row(
        connection,
        f"select count({cell}), count(*) filter (where not regexp_full_match(trim({cell}), '{A_DAY}'))"
        f" from (select {cell} from temp.{raw.name} limit {rows})",
    )
    return told is not None and told[0] >= FEWEST and not told[1]
