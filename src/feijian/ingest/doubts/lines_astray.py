"""Lines that stand under settlements of other visits: some come to more than was settled, others to as much less.

A number of settlements that was sorted or filled by itself leaves the sum of a house as it was. Where a stay is
settled in parts, and its lines stand with the last of them, the visit as a whole comes right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from feijian.errors import Problem
from feijian.ingest.doubts.codes_by_hand import first_houses
from feijian.messages import sentence

if TYPE_CHECKING:
    import duckdb

FEWEST_ASTRAY, LEAST_ASTRAY = 5, 0.1
"""Settlements of a house whose lines come to more, as many whose lines come to less, and their share of all."""
OFF = 0.05
"""Part of its total by which a visit is off at least, and by which a house as a whole is off at most."""


def lines_astray(connection: duckdb.DuckDBPyConnection, houses: Sequence[str]) -> Iterator[Problem]:
    """Doubts about those of some houses whose visits come to more and to less, and all together to what was settled."""
    if not houses:
        return
    rows = connection.execute(
        """
        with charged as (
          select claim_id, sum(amount) as amount from canonical.claim_line
          where provider_id in (select unnest($1)) group by claim_id
        ),
        visit as (
          select claim.provider_id, claim.encounter_id, sum(claim.total_amount) as total,
            sum(charged.amount) as amount
          from canonical.claim left join charged on claim.claim_id = charged.claim_id
          where claim.provider_id in (select unnest($1))
          group by all having sum(charged.amount) is not null and sum(claim.total_amount) > 0
        ),
        counted as (
          select provider_id, count(*) as visits,
            count(*) filter (where amount > total * (1 + $2)) as more,
            count(*) filter (where amount < total * (1 - $2)) as less,
            abs(sum(amount) - sum(total)) <= $2 * sum(total) as is_whole
          from visit group by all
        )
        select provider_id, more + less, visits from counted
        where is_whole and least(more, less) >= greatest($3, $4 * visits)
        order by 1
        """,
        [list(houses), OFF, FEWEST_ASTRAY, LEAST_ASTRAY],
    ).fetchall()
    if rows:
        yield Problem(
            "claim_line",
            sentence(
                "lines of some visits come to more than was settled, of others to as much less: {houses}{part}",
                **first_houses(rows),
            ),
            "Lines may stand under other settlements: compare a bill before judging.",
        )
