"""Items that a house writes otherwise than it does itself, or than others do: exchanged columns, cents, one code for all.

What a house charges for an item is nearly always one price, in quantities that differ; what a code is called is one
name. One look over the lines of a delivery, by house, code and name, tells where that is not so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feijian.contracts.model import Catalogue
from feijian.errors import Problem
from feijian.ingest.doubts.codes_by_hand import codes_by_hand, first_houses
from feijian.ingest.doubts.plausibility import brought, with_origin
from feijian.messages import sentence

if TYPE_CHECKING:
    import duckdb

FEWEST_LINES, MOST = 20, 0.2
"""Lines of a house, and the share of them, from which on something is wrong with its columns."""
FEWEST_HOUSES = 3
"""Houses whose middle price of an item is the usual one."""
CENTS = (50, 200)
"""Times the usual price between which a price is in cents."""
MOST_CENTS = 0.5
SMALL = 5
"""Prices that quantities reach by chance."""
NAMES_OF_DRUG, NAMES = 4, 10
"""Names of one code at one house from which on they are not what one thing is called: of a drug, of anything."""
NATIONAL = "(item_code similar to '00[0-9]{13}.*' or item_code similar to '[XZTC][0-9A-Z]{10,}.*')"
"""SQL that holds for a national code."""


@dataclass(frozen=True)
class Priced:
    """Lines of a house with national codes and prices.

    exchanged: those whose prices and quantities are each other's, within the house or against others.
    compared, dear: those of items that enough houses charge for, and those among them a hundred times as dear.
    """

    provider_id: str
    lines: int
    exchanged: int
    compared: int
    dear: int


def items_apart(
    connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, delivery_seq: int
) -> Iterator[Problem]:
    """Doubts about houses of this delivery by what they write of the same items."""
    table = next((t for t in catalogue.of_schema("canonical") if t.name == "claim_line"), None)
    if table is None or table.name not in with_origin(connection):
        return
    connection.execute(
        f"""
        create or replace temp table name_of_item as
        with named as (
          -- the engine is quicker over doubles than over decimals, and both keep four places
          select provider_id, item_code, item_name, count(*) as n,
            min(cast(unit_price as double)) as low, max(cast(unit_price as double)) as high,
            min(cast(quantity as double)) as fewest, max(cast(quantity as double)) as most
          from {brought(connection, table, delivery_seq, True)} as l
          where quantity > 0 and amount > 0
          group by all
        )
        select * from named where {NATIONAL}
        """
    )
    connection.execute(
        """
        create or replace temp table item_of_house as
        select provider_id, item_code, cast(sum(n) as bigint) as n, count(item_name) as names,
          min(low) as low, max(high) as high, min(fewest) as fewest, max(most) as most
        from name_of_item group by all
        """
    )
    yield from _of_prices(_priced(connection))
    yield from _of_names(connection)
    yield from codes_by_hand(connection)
    connection.execute("drop table item_of_house")
    connection.execute("drop table name_of_item")


def _priced(connection: duckdb.DuckDBPyConnection) -> list[Priced]:
    rows = connection.execute(
        f"""
        with usual as (
          select item_code, median(low) as price, count(*) as houses
          from item_of_house where low > 0 group by all
        ),
        told as (
          select i.provider_id, i.n, u.houses >= {FEWEST_HOUSES} as is_compared,
            i.low / u.price between {CENTS[0]} and {CENTS[1]} and i.high / u.price between {CENTS[0]} and {CENTS[1]}
              as is_dear,
            (i.high = i.most and i.high > {SMALL} and i.low < i.high / 2)
              or (u.houses >= {FEWEST_HOUSES} and i.fewest = i.most and i.fewest = u.price and i.low <> u.price
                and i.high <> u.price) as is_exchanged
          from item_of_house as i
          inner join usual as u on i.item_code = u.item_code
          where i.low > 0
        )
        select provider_id, cast(sum(n) as bigint),
          cast(coalesce(sum(n) filter (where is_exchanged), 0) as bigint),
          cast(coalesce(sum(n) filter (where is_compared), 0) as bigint),
          cast(coalesce(sum(n) filter (where is_compared and is_dear), 0) as bigint)
        from told group by all order by 1
        """
    ).fetchall()
    return [Priced(*row) for row in rows]


def _of_prices(houses: Sequence[Priced]) -> Iterator[Problem]:
    exchanged = [h for h in houses if h.exchanged >= max(FEWEST_LINES, MOST * h.lines)]
    if exchanged:
        yield Problem(
            "claim_line",
            sentence(
                "prices and quantities are each other's: {houses}{part}",
                **first_houses([(h.provider_id, h.exchanged, h.lines) for h in exchanged]),
            ),
            "The two columns may be exchanged, for a part of the rows too: ask the sender before judging.",
        )
    dear = [h for h in houses if h.dear >= max(FEWEST_LINES, MOST_CENTS * h.compared)]
    if dear:
        yield Problem(
            "claim_line",
            sentence(
                "prices are a hundred times those of other providers: {houses}{part}",
                **first_houses([(h.provider_id, h.dear, h.compared) for h in dear]),
            ),
            "These providers may count in cents: ask the sender for yuan.",
        )


def _of_names(connection: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """Codes that stand under many names at one house: they were filled down, or looked up wrongly."""
    rows = connection.execute(
        f"""
        select provider_id || ' ' || item_code, names, n from item_of_house
        where n >= {FEWEST_LINES}
          and names >= case when regexp_matches(item_code, '^[XZ]') then {NAMES_OF_DRUG} else {NAMES} end
        order by n desc, 1
        """
    ).fetchall()
    if rows:
        yield Problem(
            "claim_line",
            sentence(
                "one code stands under many names: {houses}{part}",
                **first_houses([(str(code), int(names), int(n)) for code, names, n in rows]),
            ),
            "The code may have been filled down over others: ask the sender before judging.",
        )
