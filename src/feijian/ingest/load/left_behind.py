"""Charges of earlier deliveries that were not sent again with the others of their settlement.

A sender tells of a charge that was taken out with a void row. Many only leave it out of what they
send again; the charge then stands in the warehouse, and a rule finds in it what is no longer claimed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from feijian.contracts.model import quoted
from feijian.errors import Problem
from feijian.messages import sentence

if TYPE_CHECKING:
    import duckdb

    from feijian.ingest.load.stream import Stream


def note_left_behind(connection: duckdb.DuckDBPyConnection, stream: Stream) -> None:
    """Count stored rows that a delivery left out of a parent whose other rows it sent again as they were.

    Reads `temp.meeting`. Only rows of days that the delivery is about count: who sends a week
    sends a part of a long stay.
    """
    numbered = stream.numbered
    if numbered is None:
        return
    days = [
        c.name for c in stream.contract.columns if c.physical_type == "timestamp" and c.required
    ]
    by = [quoted(b) for b in numbered.by]
    of_parent = " and ".join(f"t.{b} is not distinct from p.{b}" for b in by)
    within = "true"
    if days:
        day = quoted(days[0])
        within = (
            f"cast(t.{day} as date) between (select cast(min({day}) as date) from incoming)"
            f" and (select cast(max({day}) as date) from incoming)"
        )
    connection.execute(
        f"insert into left_behind select '{stream.contract.name}',"
        " count(*) filter (where _left), count(distinct _parent) filter (where _left), count(*) from ("
        f" select row({', '.join('t.' + b for b in by)}) as _parent, {within} and not exists"
        f" (select 1 from incoming as i where {stream.same_key('i', 't')}) as _left"
        f" from {stream.store} as t semi join"
        f" (select distinct {', '.join(by)} from meeting where _verdict = 'same' and not _void) as p"
        f" on {of_parent}) having count(*) filter (where _left) > 0"
    )


def left_behind(
    connection: duckdb.DuckDBPyConnection, most: float
) -> Iterator[tuple[Problem, bool]]:
    """One sentence a table, and whether it makes doubts: more than a share `most` was left out."""
    rows = connection.execute("select * from left_behind order by all").fetchall()
    for table, left, parents, every in rows:
        told = Problem(
            table,
            sentence(
                "{n:,} rows of {parents:,} settlements were not sent again with the others of their settlement",
                n=int(left),
                parents=int(parents),
            ),
            "They stand as they were: if they were taken out, ask the sender for them with vali_flag 0.",
        )
        yield told, left > most * every
