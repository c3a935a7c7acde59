"""Clocks of twelve hours: three in the afternoon written as three at night.

By day a house has most of its times before noon and some hours after it. Where no time of a column is later than
noon and many lie in the small hours, one after another, morning and afternoon were written alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from feijian.contracts.model import Catalogue
from feijian.errors import Problem
from feijian.ingest.load.codes_by_hand import first_houses
from feijian.ingest.load.plausibility import brought, parts_of, with_origin
from feijian.messages import sentence

if TYPE_CHECKING:
    import duckdb

TIMES = {"encounter": "started_at", "claim": "settled_at", "claim_line": "charged_at"}
FEWEST = 100
"""Times with an hour, of a house or of a delivery, that say something of its clock."""
SMALL_HOURS = range(1, 6)
HOURS, LEAST, MOST = 4, 0.02, 0.2
"""How many of the small hours have such a share of the times each, and what they have together at least: a program
that charges every night does so in one hour."""


def half_days(
    connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, delivery_seq: int
) -> Iterator[Problem]:
    """Doubts about columns of this delivery whose times have no afternoon."""
    own = with_origin(connection)
    for table in catalogue.of_schema("canonical"):
        column = TIMES.get(table.name)
        if column is None or not (table.name in own or parts_of(connection, table)):
            continue
        rows = connection.execute(
            f"select provider_id, hour({column}), count(*)"
            f" from {brought(connection, table, delivery_seq, table.name in own)}"
            f" where {column} <> date_trunc('day', {column}) group by all order by all"
        ).fetchall()
        houses: dict[str, dict[int, int]] = {}
        together: dict[int, int] = {}
        for house, hour, n in rows:
            houses.setdefault(str(house), {})[int(hour)] = int(n)
            together[int(hour)] = together.get(int(hour), 0) + int(n)
        told = [
            (house, _small(hours), sum(hours.values()))
            for house, hours in houses.items()
            if is_half_day(hours)
        ]
        if not told and is_half_day(together):
            told = [(house, _small(hours), sum(hours.values())) for house, hours in houses.items()]
        if told:
            yield Problem(
                table.name,
                sentence(
                    "no time of {column} is after noon, and many are of one to five at night: {houses}{part}",
                    column=column,
                    **first_houses(told),
                ),
                "Afternoons may be written as mornings (a clock of twelve hours), or times of another zone:"
                " ask the sender.",
            )


def is_half_day(hours: Mapping[int, int]) -> bool:
    """Whether times by hour are those of a clock that knows no afternoon."""
    of = sum(hours.values())
    return (
        of >= FEWEST
        and not any(hour > 12 for hour in hours)
        and sum(hours.get(h, 0) >= LEAST * of for h in SMALL_HOURS) >= HOURS
        and _small(hours) >= MOST * of
    )


def _small(hours: Mapping[int, int]) -> int:
    return sum(hours.get(h, 0) for h in SMALL_HOURS)
