"""Charges that were not sent again with the others of their settlement, settlements not with those of their month.

A sender tells of a charge that was taken out with a void row. Many only leave it out of what they
send again; the charge then stands in the warehouse, and a rule finds in it what is no longer claimed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from feijian.contracts.model import quoted
from feijian.errors import Problem
from feijian.ingest.doubts.codes_by_hand import first_houses
from feijian.messages import sentence

if TYPE_CHECKING:
    import duckdb

    from feijian.ingest.load.stream import Stream

SETTLED = "claim"
"""The canonical table whose rows a month has."""
FEWEST_AGAIN, LEAST_AGAIN = 20, 0.7
"""Settlements of a month, and the share of those there were, that come once more where the month is sent again."""


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


def note_thinner_months(connection: duckdb.DuckDBPyConnection, stream: Stream) -> None:
    """Count, of each house and month that came again, the settlements there were that did and did not come again.

    Between the first and the last that came of a house's month: who sends a week sends no month.
    """
    columns = {name for name, _ in stream.columns}
    if stream.contract.name != SETTLED or not stream.decides:
        return
    if not {"provider_id", "settled_at"} <= columns:
        return
    house, at = quoted("provider_id"), quoted("settled_at")
    connection.execute(
        f"""
        insert into thinner
        with sent as (
            select {house}, date_trunc('month', {at}) as _month, min({at}) as _first, max({at}) as _last
            from incoming where {at} is not null group by all
        )
        select {house}, _month, count(*) filter (where not _again), count(*) filter (where _again) from (
            select sent.{house}, sent._month,
                exists (select 1 from incoming as i where {stream.same_key("i", "t")}) as _again
            from {stream.store} as t
            inner join sent
                on sent.{house} = t.{house} and date_trunc('month', t.{at}) = sent._month
                    and t.{at} between sent._first and sent._last
        )
        group by {house}, _month
        """
    )


def thinner_months(
    connection: duckdb.DuckDBPyConnection, most: float
) -> Iterator[tuple[Problem, bool]]:
    """What a month that was sent again no longer holds, and whether it makes doubts: more than a share `most` of it.

    A month was sent again where most of its settlements came, of a house by itself or of all that came.
    """
    whole = f"{{again}} >= greatest({FEWEST_AGAIN}, {LEAST_AGAIN} * ({{again}} + {{gone}}))"
    of_house = whole.format(again="again", gone="gone")
    of_all = whole.format(
        again="sum(again) over (partition by month)", gone="sum(gone) over (partition by month)"
    )
    rows = connection.execute(
        f"""
        with by_month as (
            select provider_id, month, sum(gone) as gone, sum(again) as again from thinner group by provider_id, month
        ),
        sent_again as (select * from by_month qualify ({of_house}) or ({of_all}))
        select provider_id, sum(gone), sum(gone + again) from sent_again
        group by provider_id having sum(gone) > 0 order by provider_id
        """
    ).fetchall()
    if rows:
        told = Problem(
            SETTLED,
            sentence(
                "settlements that were not sent again with the others of their house and month: {houses}{part}",
                **first_houses([(str(h), int(gone), int(of)) for h, gone, of in rows]),
            ),
            "They stand as they were: if they were taken out, ask the sender for them with vali_flag 0.",
        )
        yield told, sum(r[1] for r in rows) > most * sum(r[2] for r in rows)


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
