"""Rows of earlier deliveries that a load takes out again: what they belong to was withdrawn or set aside.

One line of a register with `vali_flag` 0 takes a house's visits, settlements and charges with it. That
is as it should be, and nobody sees it in the balance of the file, which has one void row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from feijian.errors import Problem
from feijian.messages import sentence

if TYPE_CHECKING:
    import duckdb


def waiting_again(
    connection: duckdb.DuckDBPyConnection, delivery_seq: int, most: float
) -> Iterator[tuple[Problem, bool]]:
    """One sentence a source table, and whether it makes doubts: more than a share `most` of its rows went."""
    rows = connection.execute(
        "with gone as (select q.source_table, count(distinct (q.file_seq, q.line)) as went"
        " from ledger.quarantine as q join ledger.file as f on f.file_seq = q.file_seq"
        " where q.delivery_seq = $1 and f.delivery_seq < $1 and q.form = 'canonical' and q.state = 'held'"
        " group by all)"
        " select gone.source_table, gone.went, sum(f.accepted) from gone join ledger.file as f"
        " on f.source_table = gone.source_table and f.delivery_seq < $1 group by all order by 1",
        [delivery_seq],
    ).fetchall()
    for table, went, accepted in rows:
        told = Problem(
            table,
            sentence(
                "{n:,} rows of earlier deliveries wait again: what they belong to was withdrawn or set aside",
                n=int(went),
            ),
            "See 'feijian quarantine list'; nothing is found in them until it is sent again.",
        )
        yield told, went > most * accepted
