"""Derived tables that the charges of an institution on a day, or in a month, decide: a delivery changes few of these.

Such a table groups lines by provider and by the day or the month of the charge (`charge_day` and `charge_month` of its
header name that column), and adds up, counts and compares within a group; `dated_query` reads from the query's
text that it does nothing else. Its rows of the days that a delivery reached are made anew where they stand, the
others stay: of a long history a night reads the lines of a month.

A line that is corrected may move: the ledger notes the days on which lines came, changed or went, as they were
before and as they are after. What is left of a line after refunds changes with its visit, which is reached then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from feijian.contracts.dated_query import LINES, Unit
from feijian.contracts.derived import Derived
from feijian.contracts.model import quoted
from feijian.contracts.sql_limits import QueryTooLong, within
from feijian.workspace.lookups import looked_up, with_nobody
from feijian.workspace.optimizer import joined

if TYPE_CHECKING:
    import duckdb

NOTED = "ledger.charged_day"
"""Days of each provider on which a line stands that came, changed or went."""

MOVED = {"day": "temp.moved_day", "month": "temp.moved_month"}
"""Days and months of a provider whose charges may be others than before."""


def dated_of(table: Derived) -> tuple[str, Unit] | None:
    """The column of the day or month of a charge that decides a table's rows, and which of both; None where none does."""
    if table.header.charge_day:
        return table.header.charge_day, "day"
    return (table.header.charge_month, "month") if table.header.charge_month else None


def reach_charges(connection: duckdb.DuckDBPyConnection, since: int) -> bool:
    """Keep the days and months reached in temporary tables (`MOVED`); False where a delivery did not note its days.

    Reads `temp.reached_visit`: visits touched, and visits whose refunds are told otherwise than before.
    """
    if not _noted(connection, since):
        return False
    lines = "select row.provider_id, cast(row.charged_at as date) as day from canonical.claim_line as row where"
    connection.execute(
        "create or replace temp table moved_day as"
        f" select provider_id, day from {NOTED} where delivery_seq > {since} and day is not null"
        f" union {lines} row.encounter_id in ({with_nobody('select encounter_id from reached_visit')})"
        # no visit tells of their refunds
        f" union {lines} row.encounter_id is null"
    )
    connection.execute(
        "create or replace temp table moved_month as select distinct provider_id,"
        " cast(date_trunc('month', day) as date) as day from moved_day"
    )
    return True


def replace_dated(
    connection: duckdb.DuckDBPyConnection, tables: Iterable[Derived], seconds: float
) -> list[str]:
    """Make the rows of the days reached anew in tables that stand; the names of those that were brought up to date."""
    import duckdb

    done = []
    for table in tables:
        dated = dated_of(table)
        if dated is None:
            continue
        column, unit = dated
        full = f"derived.{quoted(table.name)}"
        own = f"moved.provider_id = made.provider_id and moved.day = made.{quoted(column)}"
        try:
            with within(connection, seconds), joined(connection, table.header.joins):
                connection.execute(
                    f"delete from {full} as made where exists (select 1 from {MOVED[unit]} as moved where {own})"
                )
                connection.execute(
                    f"insert into {full}\n{_of_days_reached(connection, table.sql, unit)}"
                )
        except (QueryTooLong, duckdb.Error) as error:
            if isinstance(error, duckdb.IOException | duckdb.FatalException):
                raise  # the disk, not the query
            continue  # built whole with the rest, and what fails there is told
        done.append(table.name)
    return done


def _of_days_reached(connection: duckdb.DuckDBPyConnection, sql: str, unit: Unit) -> str:
    """The query over the lines of the days or months reached alone."""
    moved = MOVED[unit]
    ((first, last),) = connection.execute(f"select min(day), max(day) from {moved}").fetchall()
    ends = "false"  # nothing was reached
    if first is not None:
        # by moments as they are stored: blocks of other months are passed over
        ends = (
            f"row.charged_at >= timestamp '{first}'"
            f" and row.charged_at < cast(date '{last}' as timestamp) + interval 1 {unit}"
        )
    day = (
        "cast(row.charged_at as date)"
        if unit == "day"
        else "cast(date_trunc('month', row.charged_at) as date)"
    )

    def limited(found: re.Match[str]) -> str:
        source = f"derived.{found[2]}" if found[1] else "canonical.claim_line"
        return (
            f"from (select row.* from {source} as row semi join {moved} as moved"
            f" on row.provider_id = moved.provider_id and {day} = moved.day where {ends})"
        )

    return looked_up(LINES.sub(limited, sql))


def _noted(connection: duckdb.DuckDBPyConnection, since: int) -> bool:
    """Whether every delivery after one noted the days of its lines."""
    schema, name = NOTED.split(".")
    there = connection.execute(
        "select 1 from information_schema.tables where table_schema = $1 and table_name = $2",
        [schema, name],
    ).fetchall()
    return (
        bool(there)
        and not connection.execute(
            f"select delivery_seq from ledger.delivery where delivery_seq > {since}"
            f" except select delivery_seq from {NOTED} where day is null"
        ).fetchall()
    )
