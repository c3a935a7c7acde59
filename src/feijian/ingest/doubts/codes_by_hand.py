"""Codes that a spreadsheet wrote: counted up where one was dragged down, shortened by a replacement, fetched from the wrong row.

Asked of what `items_apart` counted: `item_of_house` (a row a house and code) and `name_of_item` (and name).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from feijian.errors import Problem
from feijian.messages import sentence

if TYPE_CHECKING:
    import duckdb

FEWEST_IN_TURN = 20
"""Codes of one house that follow one another number by number: no list of a house has so many makers of one drug."""
FEWEST_HOUSES = 3
"""Houses that call a code the same, from which on that is its name."""
FEWEST_LINES, FEWEST_CODES, MOST_WRONG = 20, 3, 0.5
"""Lines and codes of a house, and the share of lines that bear the name of another code."""
FEWEST_TOGETHER, LEAST_PAIRED = 100, 0.5
"""Lines of a delivery, and the share of them whose name goes with its code, or its code with its name."""
FEWEST_SHORT, MOST_SHORT = 20, 0.2
"""Lines of a house, or of a delivery, whose codes begin like national ones, and the share of them that is shorter."""
NATIONAL_DRUG = "^[XZ][A-Z][0-9]{2}[A-Z]{3}"
WHOLE = "X.{13}|X.{19}|X.{22,}|Z.{10}|Z.{13}|Z.{19,}"
"""A drug's national code has 23 places, 20 for patent medicines, 14 or 11 where it names no pack."""
SHOWN = 5


def codes_by_hand(connection: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """Doubts about codes that nobody chose one by one."""
    yield from _counted_up(connection)
    yield from _shortened(connection)
    yield from _of_other_codes(connection)
    yield from _without_pairs(connection)


def _counted_up(connection: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """Houses with a long row of codes each one more than the last; herbs stand so in their national list."""
    rows = connection.execute(
        """
        with many as (
          select provider_id, left(item_code, -5) as head from item_of_house
          where left(item_code, 1) in ('0', 'X', 'Z')
          group by all having count(*) >= $1
        ),
        numbered as (
          select i.provider_id, many.head, cast(right(i.item_code, 5) as integer) as number
          from item_of_house as i
          inner join many on i.provider_id = many.provider_id and left(i.item_code, -5) = many.head
          where regexp_matches(i.item_code, '[0-9]{5}$')
        ),
        placed as (
          select provider_id, head,
            number - row_number() over (partition by provider_id, head order by number) as turn
          from numbered
        ),
        in_turn as (
          select provider_id, count(*) as codes from placed group by provider_id, head, turn
        )
        select t.provider_id, cast(sum(t.codes) as bigint),
          (select count(*) from item_of_house as i where i.provider_id = t.provider_id)
        from in_turn as t where t.codes >= $1 group by t.provider_id order by 1
        """,
        [FEWEST_IN_TURN],
    ).fetchall()
    if rows:
        yield Problem(
            "claim_line",
            sentence(
                "codes follow one another number by number: {houses}{part}",
                **first_houses(rows),
            ),
            "A code may have been dragged down and counted up: ask the sender before judging.",
        )


def _shortened(connection: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """Houses of which national codes of drugs have fewer places than any has."""
    rows = connection.execute(
        f"""
        select provider_id, cast(coalesce(sum(n) filter (where not regexp_full_match(item_code, '{WHOLE}')), 0) as bigint),
          cast(sum(n) as bigint)
        from item_of_house where regexp_matches(item_code, '{NATIONAL_DRUG}')
        group by provider_id order by 1
        """
    ).fetchall()
    told = [r for r in rows if r[2] >= FEWEST_SHORT and r[1] > MOST_SHORT * r[2]]
    short, of = sum(r[1] for r in rows), sum(r[2] for r in rows)
    if not told and of >= FEWEST_SHORT and short > MOST_SHORT * of:
        told = [r for r in rows if r[1]]
    if told:
        yield Problem(
            "claim_line",
            sentence(
                "national codes of drugs have too few places: {houses}{part}",
                **first_houses(told),
            ),
            "A search and replacement may have shortened them: ask the sender before judging.",
        )


def _of_other_codes(connection: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """Houses whose codes bear the names by which all others call other codes."""
    rows = connection.execute(
        """
        with called as (
          select item_code, item_name, count(*) as houses
          from name_of_item where item_name is not null group by all
        ),
        usual as (
          select item_code, item_name from called
          qualify row_number() over (partition by item_code order by houses desc, item_name) = 1
            and houses >= $1
        ),
        compared as (
          select o.provider_id, o.item_code, o.n,
            o.item_name <> u.item_name and o.item_name in (select item_name from usual) as is_wrong
          from name_of_item as o
          inner join usual as u on o.item_code = u.item_code
          where o.item_name is not null
        )
        select provider_id, cast(coalesce(sum(n) filter (where is_wrong), 0) as bigint), cast(sum(n) as bigint)
        from compared group by provider_id
        having sum(n) >= $2 and count(distinct item_code) filter (where is_wrong) >= $3
          and sum(n) filter (where is_wrong) >= $4 * sum(n)
        order by 1
        """,
        [FEWEST_HOUSES, FEWEST_LINES, FEWEST_CODES, MOST_WRONG],
    ).fetchall()
    if rows:
        yield Problem(
            "claim_line",
            sentence(
                "codes bear the names of other codes: {houses}{part}",
                **first_houses(rows),
            ),
            "Codes or names may have been looked up in the wrong row: ask the sender before judging.",
        )


def _without_pairs(connection: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """A delivery in which a code has many names and a name many codes, none of which goes with the other."""
    rows = connection.execute(
        """
        with pair as (
          select item_code, item_name, sum(n) as n
          from name_of_item where item_name is not null group by all
        ),
        weighed as (
          select n,
            2 * n >= sum(n) over (partition by item_code) or 2 * n >= sum(n) over (partition by item_name)
              as is_paired
          from pair
        )
        select cast(coalesce(sum(n), 0) as bigint), cast(coalesce(sum(n) filter (where is_paired), 0) as bigint)
        from weighed
        """
    ).fetchall()
    for n, paired in rows:
        if n >= FEWEST_TOGETHER and paired < LEAST_PAIRED * n:
            yield Problem(
                "claim_line",
                sentence(
                    "names and codes do not go together: {n:,} of {of:,} charges",
                    n=n - paired,
                    of=n,
                ),
                "Codes or names may have been looked up in the wrong row: ask the sender before judging.",
            )


def first_houses(told: Sequence[tuple[str, int, int]]) -> dict[str, str]:
    """The first few houses, each with how many of how many, and how many more there are."""
    first = [f"{name} ({some:,} / {of:,})" for name, some, of in told[:SHOWN]]
    more = sentence(" and {n} more", n=len(told) - SHOWN) if len(told) > SHOWN else ""
    return {"houses": ", ".join(first), "part": more}
