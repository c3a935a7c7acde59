"""Rows of one file that stand twice, or whose times of validity overlap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from feijian.contracts.model import Table, quoted
from feijian.errors import Problem
from feijian.messages import sentence

if TYPE_CHECKING:
    import duckdb


def clashes(connection: duckdb.DuckDBPyConnection, table: Table, shown: str) -> Iterator[Problem]:
    """One problem a row of `temp.reference_typed` that an earlier row of the same key contradicts.

    Rows of one key may follow one another in time; they may not apply on the same day.
    """
    if not table.key:
        return
    same = " and ".join(f"a.{quoted(k)} is not distinct from b.{quoted(k)}" for k in table.key)
    dated = table.column("valid_from") is not None and table.column("valid_to") is not None
    if dated and "valid_from" not in table.key:
        same += (
            " and coalesce(a.valid_from, date '1900-01-01') < coalesce(b.valid_to, date '2200-01-01')"
            " and coalesce(b.valid_from, date '1900-01-01') < coalesce(a.valid_to, date '2200-01-01')"
        )
    keys = ", ".join(quoted(k) for k in table.key)
    found = connection.execute(
        "with repeated as (select * from reference_typed"
        f" qualify count(*) over (partition by {keys}) > 1)"
        " select a._line, min(b._line) from repeated as a"
        f" inner join repeated as b on b._line < a._line and {same} group by a._line order by a._line"
    ).fetchall()
    names = ", ".join(table.key)
    for line, earlier in found:
        yield Problem(
            f"{shown}:{line}",
            sentence(
                "stands for the same {names} and time as line {earlier}",
                names=names,
                earlier=earlier,
            ),
            "Keep one of them, or give them times that follow one another.",
        )
