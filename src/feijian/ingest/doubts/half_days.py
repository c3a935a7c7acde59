"""Clocks of twelve hours: three in the afternoon written as three at night.

By day a house has most of its times before noon and some hours after it. Where no time of a column is later than
noon and many lie in the small hours, one after another, morning and afternoon were written alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from feijian.contracts.model import Catalogue
from feijian.errors import Problem
from feijian.ingest.doubts.codes_by_hand import first_houses
from feijian.ingest.doubts.plausibility import brought, parts_of, with_origin
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
    asked = [
        f"select '{table.name}', provider_id, hour({column}), count(*)"
        f" from {brought(connection, table, delivery_seq, table.name in own)}"
        f" where {column} <> date_trunc('day', {column}) group by all"
        for table in catalogue.of_schema("canonical")
        for column in [TIMES.get(table.name)]
        if column is not None and (table.name in own or parts_of(connection, table))
    ]
    if not asked:
        return
    rows = connection.execute(" union all ".join(asked) + " order by all").fetchall()
    counted: dict[str, dict[str, dict[int, int]]] = {}
    for name, house, hour, n in rows:
        counted.setdefault(name, {}).setdefault(str(house), {})[int(hour)] = int(n)
    for name, houses in counted.items():
        yield from _told(name, houses)


def _told(table: str, houses: Mapping[str, Mapping[int, int]]) -> Iterator[Problem]:
    """Houses without an afternoon; where each has few times and all of them together have none, all of them."""
    together: dict[int, int] = {}
    for hours in houses.values():
        for hour, n in hours.items():
            together[hour] = together.get(hour, 0) + n
    named = [h for h, hours in houses.items() if is_half_day(hours)]
    if not named and is_half_day(together):
        named = list(houses)
    if named:
        yield Problem(
            table,
            sentence(
                "no time of {column} is after noon, and many are of one to five at night: {houses}{part}",
                column=TIMES[table],
                **first_houses([(h, _small(houses[h]), sum(houses[h].values())) for h in named]),
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
