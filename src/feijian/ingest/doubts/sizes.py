"""A house's lines against its settlements and codes: cents beside yuan, lines sent twice or in part, its own categories.

Shares over a whole delivery hide one house among fifty. Here each house is looked at by itself, by
a sample of its settlements, so that a delivery of any size costs about the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from feijian.contracts.model import Catalogue, quoted
from feijian.errors import Problem
from feijian.ingest.doubts.lines_astray import FEWEST_ASTRAY, LEAST_ASTRAY, lines_astray
from feijian.ingest.doubts.plausibility import brought, with_origin
from feijian.messages import sentence

if TYPE_CHECKING:
    import duckdb

DRAWN = 200
"""Settlements of a house that are looked at."""
FEWEST = 2
"""A single settlement whose lines come to a hundred times its total may be a mistake of its own."""
MOST_OFF = 0.8
"""Share of a house's settlements from which on its lines count in another unit."""
MOST_DOUBLED = 0.2
"""Share of a house's settlements from which on lines that come to twice the total were sent twice."""
FEWEST_DRUGS, FEWEST_KINDS = 100, 5
"""Charges for drugs, of so many different ones, that never are all in whole yuan."""
TIMES_OVER = 9
"""A join with another list gives lines so many times at most."""
FEWEST_PARTS, MOST_SHORT, WHOLE = 5, 0.5, 0.95
"""Settlements of a house, the share of them, and of their totals the part that their lines come to at least."""
FEWEST_CODES, MOST_ASTRAY = 20, 0.8
"""Drugs with national codes, and the share of them that stands in categories that hold none."""
DAYS_APART = 400
"""Days between a charge and its settlement that no stay lasts."""
DAYS_BEFORE, DAYS_AFTER, HOURS_EARLY = 8, 2, 4
"""Days before a visit in which its tests may be charged, days after its settlement, and hours that a clock is wrong."""
MOST_OUTSIDE = 0.5
IS_DRUG = "(starts_with(item_code, 'X') or starts_with(item_code, 'Z')) and strlen(item_code) >= 20"
"""SQL that holds for a national code of a drug."""
SHOWN = 5


@dataclass(frozen=True)
class House:
    """What a house's settlements say of its lines.

    settlements: how many were looked at. hundredfold: those whose lines come to 100 or 10,000 times
    the total, or to such a part of it. doubled: those whose lines come to just twice the total, manifold: to three to
    nine times.
    outside: those with charges long before the visit or after the settlement; outside_stays, early_stays: of stays, of which there are
    so many, hidden among the visits of a clinic. early: those all of whose charges are
    hours before the visit began. drugs: charges for drugs. fractions: those among them that are no whole yuan. short: settlements whose lines
    come to less, more: to more, but neither to twice nor to a hundred times. apart: those whose charges lie a year and more from them. coded, astray: drugs with
    national codes, and those among them whose category holds no drugs.
    """

    provider_id: str
    settlements: int
    hundredfold: int
    doubled: int
    drugs: int
    fractions: int
    short: int = 0
    apart: int = 0
    coded: int = 0
    astray: int = 0
    outside: int = 0
    early: int = 0
    more: int = 0
    manifold: int = 0
    stays: int = 0
    outside_stays: int = 0
    early_stays: int = 0


def houses_out_of_size(
    connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, delivery_seq: int
) -> tuple[Problem, ...]:
    """Doubts about houses of this delivery whose lines cannot be in yuan, or stand twice."""
    table = next((t for t in catalogue.of_schema("canonical") if t.name == "claim_line"), None)
    if table is None or table.name not in with_origin(connection):
        return ()
    lines = brought(connection, table, delivery_seq, True)
    houses = _with_kinds(connection, lines, _houses(connection, lines))
    return (
        *_told(houses),
        *_of_other_kinds(houses),
        *lines_astray(
            connection,
            [
                h.provider_id
                for h in houses
                if min(h.more, h.short) >= max(FEWEST_ASTRAY, LEAST_ASTRAY * h.settlements)
            ],
        ),
    )


def _houses(connection: duckdb.DuckDBPyConnection, lines: str) -> list[House]:
    """Houses of which something was brought, by number.

    lines: a relation of the lines of the delivery.
    """
    of_house = quoted("provider_id")
    rows = connection.execute(
        f"""
        with sent as (
          select claim_id, {of_house},
            count(*) filter (where category in ('western_drug', 'patent_tcm')) as drugs,
            count(*) filter (
              where category in ('western_drug', 'patent_tcm') and amount <> trunc(amount)
            ) as fractions,
            count(*) filter (where {IS_DRUG}) as coded,
            count(*) filter (
              where {IS_DRUG}
                and category in ('bed', 'consultation', 'examination', 'laboratory', 'surgery', 'nursing')
            ) as astray
          from {lines}
          group by claim_id, {of_house}
        ),
        priced as (
          select {of_house}, sum(drugs) as drugs, sum(fractions) as fractions,
            sum(coded) as coded, sum(astray) as astray
          from sent group by {of_house}
        ),
        drawn as (
          select claim.claim_id, claim.{of_house}, claim.total_amount, claim.settled_at, claim.encounter_id
          from canonical.claim
          where claim.total_amount > 0 and claim.claim_id in (select claim_id from sent)
          -- the same ones on every machine, and none by its age
          qualify row_number() over (
            partition by claim.{of_house} order by md5(claim.claim_id), claim.claim_id
          ) <= {DRAWN}
        ),
        charged as (
          select claim_id, sum(amount) as amount, min(charged_at) as first_at, max(charged_at) as charged_at
          from canonical.claim_line
          where claim_id in (select claim_id from drawn)
          group by claim_id
        ),
        compared as (
          select
            drawn.{of_house}, charged.amount = 2 * drawn.total_amount as is_doubled,
            charged.amount > 2 * drawn.total_amount and charged.amount <= {TIMES_OVER} * drawn.total_amount
              and charged.amount % drawn.total_amount = 0 as is_manifold,
            visit.class = 'inpatient' as is_stay,
            cast(charged.amount as double) / cast(drawn.total_amount as double) as times,
            abs(date_diff('day', charged.charged_at, drawn.settled_at)) > {DAYS_APART} as is_apart,
            charged.first_at < visit.started_at - interval {DAYS_BEFORE} day
              or charged.charged_at > drawn.settled_at + interval {DAYS_AFTER} day as is_outside,
            charged.charged_at < visit.started_at - interval {HOURS_EARLY} hour
              -- a day alone tells no hour
              and charged.charged_at <> date_trunc('day', charged.charged_at) as is_early
          from drawn
          inner join charged on drawn.claim_id = charged.claim_id
          left join canonical.encounter as visit on drawn.encounter_id = visit.encounter_id
        )
        select
          priced.{of_house}, count(compared.times),
          count(*) filter (
            where compared.times between 95 and 105 or compared.times between 9500 and 10500
              or compared.times between 1 / 105.0 and 1 / 95.0
              or compared.times between 1 / 10500.0 and 1 / 9500.0
          ),
          count(*) filter (where compared.is_doubled), min(priced.drugs), min(priced.fractions),
          count(*) filter (where compared.times < {WHOLE}), count(*) filter (where compared.is_apart),
          min(priced.coded), min(priced.astray),
          count(*) filter (where compared.is_outside and not compared.is_apart),
          count(*) filter (where compared.is_early and not compared.is_outside),
          count(*) filter (
            where compared.times > 1 / {WHOLE} and compared.times < 50
              and not compared.is_doubled and not compared.is_manifold
          ),
          count(*) filter (where compared.is_manifold),
          count(*) filter (where compared.is_stay),
          count(*) filter (where compared.is_stay and compared.is_outside and not compared.is_apart),
          count(*) filter (where compared.is_stay and compared.is_early and not compared.is_outside)
        from priced
        left join compared on priced.{of_house} = compared.{of_house}
        group by priced.{of_house}
        order by priced.{of_house}
        """
    ).fetchall()
    return [House(*row) for row in rows]


def _with_kinds(
    connection: duckdb.DuckDBPyConnection, lines: str, houses: list[House]
) -> list[House]:
    """The houses, without the drugs of those that have few of them: a village post asks 8 yuan for its one drug."""
    whole = [h.provider_id for h in houses if h.drugs >= FEWEST_DRUGS and not h.fractions]
    if not whole:
        return houses
    few = {
        str(house)
        for house, kinds in connection.execute(
            f"select {quoted('provider_id')}, count(distinct item_code) from {lines}"
            f" where {quoted('provider_id')} in (select unnest($1::varchar[]))"
            " and category in ('western_drug', 'patent_tcm') group by all",
            [whole],
        ).fetchall()
        if kinds < FEWEST_KINDS
    }
    return [replace(h, drugs=0) if h.provider_id in few else h for h in houses]


def _told(houses: Sequence[House]) -> Iterator[Problem]:
    off = [
        h
        for h in houses
        if h.settlements >= FEWEST and h.hundredfold >= max(FEWEST, MOST_OFF * h.settlements)
    ]
    if off:
        yield Problem(
            "claim_line",
            sentence(
                "lines come to 100 or 10,000 times their settlements, or to such a part of them: {houses}{part}",
                **_named([(h, h.hundredfold, h.settlements) for h in off]),
            ),
            "One of the two files counts in cents, or in tens of thousands, for these providers: ask the sender for yuan.",
        )
    whole = [h for h in houses if h.drugs >= FEWEST_DRUGS and not h.fractions]
    if whole:
        yield Problem(
            "claim_line",
            sentence(
                "no charge for a drug has a fraction of a yuan: {houses}{part}",
                **_named([(h, h.drugs, h.drugs) for h in whole]),
            ),
            "Amounts of these providers may be in cents, or rounded: compare a bill before judging.",
        )
    drugs = sum(h.drugs for h in houses)
    if not whole and drugs >= FEWEST_DRUGS and not any(h.fractions for h in houses):
        yield Problem(
            "claim_line",
            sentence(
                "no charge for a drug has a fraction of a yuan, at any provider ({n:,} charges)",
                n=drugs,
            ),
            "All amounts may be in cents, or rounded: compare a bill before judging.",
        )
    doubled = [
        h for h in houses if h.doubled > FEWEST and h.doubled >= MOST_DOUBLED * h.settlements
    ]
    if doubled:
        yield Problem(
            "claim_line",
            sentence(
                "lines come to just twice their settlements: {houses}{part}",
                **_named([(h, h.doubled, h.settlements) for h in doubled]),
            ),
            "Lines may have been sent twice under other numbers: ask the sender before judging.",
        )
    manifold = [
        h for h in houses if h.manifold > FEWEST and h.manifold >= MOST_DOUBLED * h.settlements
    ]
    if manifold:
        yield Problem(
            "claim_line",
            sentence(
                "lines come to just three or more times their settlements: {houses}{part}",
                **_named([(h, h.manifold, h.settlements) for h in manifold]),
            ),
            "Lines may have been multiplied by a join with another list: ask the sender before judging.",
        )


def _of_other_kinds(houses: Sequence[House]) -> Iterator[Problem]:
    """Houses of which lines are missing, are of other years, or are called by the house's own categories."""
    short = [
        h
        for h in houses
        if h.settlements >= FEWEST_PARTS
        and h.short > MOST_SHORT * h.settlements
        and h.hundredfold < MOST_SHORT * h.settlements
    ]
    if short:
        yield Problem(
            "claim_line",
            sentence(
                "lines come to less than their settlements: {houses}{part}",
                **_named([(h, h.short, h.settlements) for h in short]),
            ),
            "Lines are missing: ask the sender for all of them before judging.",
        )
    apart = [h for h in houses if h.apart >= max(FEWEST, MOST_OFF * h.settlements)]
    if apart:
        yield Problem(
            "claim_line",
            sentence(
                "charges lie more than a year from their settlements: {houses}{part}",
                **_named([(h, h.apart, h.settlements) for h in apart]),
            ),
            "A year may have been written wrongly there: compare a bill before judging.",
        )
    outside = [
        h
        for h in houses
        if (h.settlements >= FEWEST_PARTS and h.outside > MOST_OUTSIDE * h.settlements)
        or (h.stays >= FEWEST_PARTS and h.outside_stays > MOST_OUTSIDE * h.stays)
    ]
    if outside:
        yield Problem(
            "claim_line",
            sentence(
                "charges lie days before their visits, or after their settlements: {houses}{part}",
                **_named(
                    [
                        (h, h.outside, h.settlements)
                        if h.outside > MOST_OUTSIDE * h.settlements
                        else (h, h.outside_stays, h.stays)
                        for h in outside
                    ]
                ),
            ),
            "Their times may be of other rows, or of a clock that was wrong: compare a bill before judging.",
        )
    early = [
        h
        for h in houses
        if (h.settlements >= FEWEST_PARTS and h.early > MOST_OUTSIDE * h.settlements)
        or (h.stays >= FEWEST_PARTS and h.early_stays > MOST_OUTSIDE * h.stays)
    ]
    if early:
        yield Problem(
            "claim_line",
            sentence(
                "all charges lie hours before their visits began: {houses}{part}",
                **_named(
                    [
                        (h, h.early, h.settlements)
                        if h.early > MOST_OUTSIDE * h.settlements
                        else (h, h.early_stays, h.stays)
                        for h in early
                    ]
                ),
            ),
            "One of the two files may be in another time zone, or morning stand for afternoon: ask the sender.",
        )
    astray = [h for h in houses if h.coded >= FEWEST_CODES and h.astray > MOST_ASTRAY * h.coded]
    if astray:
        yield Problem(
            "claim_line",
            sentence(
                "drugs with national codes stand in categories of services: {houses}{part}",
                **_named([(h, h.astray, h.coded) for h in astray]),
            ),
            "These providers may write categories of their own: ask the sender for the national ones.",
        )


def _named(houses: Sequence[tuple[House, int, int]]) -> dict[str, str]:
    """The first few houses, each with how many of how many, and how many houses more there are."""
    first = [f"{house.provider_id} ({some:,} / {of:,})" for house, some, of in houses[:SHOWN]]
    more = sentence(" and {n} more", n=len(houses) - SHOWN) if len(houses) > SHOWN else ""
    return {"houses": ", ".join(first), "part": more}
