"""Files whose name says a month, or a year, of which none of their rows is: last year's export under this year's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from feijian.errors import Problem
from feijian.ingest.read.raw_table import RawTable
from feijian.ingest.values import reading
from feijian.messages import sentence
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

MONTH = re.compile(r"(?<![0-9])(20[0-4][0-9])[-_.年]?(0[1-9]|1[0-2])(?![0-9])")
YEAR = re.compile(r"(?<![0-9])(20[0-4][0-9])年(?![0-9])")
AROUND = timedelta(days=62)
"""What is settled in a month was charged in the one before, and a file may be named by the month it was made in."""
DRAWN = 20_000
"""Rows of a file that are looked at."""


def of_another_month(
    connection: duckdb.DuckDBPyConnection, raws: Sequence[RawTable]
) -> Iterator[Problem]:
    """Files with no row near the time that their names say."""
    for raw in raws:
        named = period_named(raw.shown.split("#")[0].rsplit("/", 1)[-1])
        column = next(
            (
                c.name
                for c in raw.table.contract.columns
                if c.required and c.physical_type == "timestamp" and c.name in raw.columns
            ),
            None,
        )
        if named is None or column is None or not raw.rows:
            continue
        at = reading(column, "timestamp", "", from_excel=raw.from_excel)
        first, last = first_row(
            connection,
            f"select min(moment), max(moment) from (select {at} as moment from temp.{raw.name} limit {DRAWN})",
        ) or (None, None)
        if first is None or (last >= named[0] - AROUND and first < named[1] + AROUND):
            continue
        yield Problem(
            raw.shown,
            sentence(
                "its name says {named}, and its rows are of {first} to {last}",
                named=_month(named[0]),
                first=_month(first),
                last=_month(last),
            ),
            "Ask the sender whether another period was exported, or the file is named by the day it was made.",
        )


def period_named(name: str) -> tuple[datetime, datetime] | None:
    """The months from the first to the last that a name says, half open; None where it says none.

    A day (20250801) is when a file was made.
    """
    months = sorted(datetime(int(year), int(month), 1) for year, month in MONTH.findall(name))
    if months:
        return months[0], (months[-1] + timedelta(days=31)).replace(day=1)
    years = sorted(int(year) for year in YEAR.findall(name))
    return (datetime(years[0], 1, 1), datetime(years[-1] + 1, 1, 1)) if years else None


def _month(at: datetime) -> str:
    return f"{at:%Y-%m}"
