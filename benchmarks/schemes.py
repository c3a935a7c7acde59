"""What dishonest hospitals do to their bills: changes of encounters and lines, nothing else.

Written as an inspector would tell them. Nothing here knows what a model computes: a scheme takes a
hospital's bills and gives them back changed, with the yuan that are wrong in them. What a hospital
gains is drawn between an eighth and a half of its honest billing: the schemes that visits are for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from benchmarks.county import (
    BED,
    CONSULT,
    CONSUMABLE,
    DAYS,
    DRUG,
    EXAM,
    LAB,
    MONTHS,
    NURSING,
    PRICE,
    TREAT,
    County,
    priced,
)

LEAST, MOST = 0.125, 0.5
"""The part of its honest billing that a hospital adds by its scheme, drawn evenly in between."""
NEW = 10_000_000
"""Numbers of encounters that a scheme makes up begin here (times the hospital's number)."""


@dataclass(frozen=True)
class Bills:
    """A hospital's bills after a scheme. wrong: encounter, cents of every line that should not be."""

    county: County
    wrong: pl.DataFrame


Scheme = Callable[[np.random.Generator, County], Bills]


def _aim(rng: np.random.Generator, county: County) -> int:
    """Cents that the hospital wants to gain."""
    return int(county.lines["cents"].sum() * rng.uniform(LEAST, MOST))


def _some(rng: np.random.Generator, rows: pl.DataFrame, share: float) -> pl.DataFrame:
    return rows.filter(pl.Series(rng.random(rows.height) < share))


def _with_lines(county: County, more: pl.DataFrame) -> Bills:
    lines = pl.concat([county.lines, more.select(county.lines.columns)])
    return Bills(replace(county, lines=lines), more.select("encounter", "cents"))


def _charged(
    rng: np.random.Generator, encounters: pl.DataFrame, category: int, item: int, aim: int
) -> pl.DataFrame:
    """A line of one item for each of the encounters, in quantities that reach the aim."""
    drawn = priced(
        rng, encounters, np.full(encounters.height, category), np.ones(encounters.height), 0
    )
    price = (drawn["cents"] / drawn["quantity"]).round().cast(pl.Int64)
    each = aim / max(1, int(price.sum()))
    quantity = pl.Series(np.maximum(1, rng.poisson(each, encounters.height)).astype(np.int64))
    return drawn.with_columns(
        item=pl.lit(category * 100 + item, pl.Int64), quantity=quantity, cents=price * quantity
    )


def tests_never_made(rng: np.random.Generator, county: County) -> Bills:
    """Laboratory tests are put on bills of patients who never gave blood."""
    chosen = _some(rng, county.encounters, rng.uniform(0.3, 0.8))
    return _with_lines(county, _charged(rng, chosen, LAB, 3, _aim(rng, county)))


def scans_on_paper(rng: np.random.Generator, county: County) -> Bills:
    """Ultrasounds are billed that nobody made."""
    chosen = _some(rng, county.encounters, rng.uniform(0.2, 0.6))
    return _with_lines(county, _charged(rng, chosen, EXAM, 2, _aim(rng, county)))


def _stays_of(
    rng: np.random.Generator, encounters: pl.DataFrame, categories: tuple[int, ...]
) -> pl.DataFrame:
    return pl.concat(
        [
            priced(rng, encounters, np.full(encounters.height, c), np.ones(encounters.height), 0)
            for c in categories
        ]
    )


def _up_to(rows: pl.DataFrame, lines: pl.DataFrame, aim: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The first of the encounters whose lines together reach the aim, and those lines."""
    sums = rows.join(
        lines.group_by("encounter").agg(pl.col("cents").sum()),
        on="encounter",
        maintain_order="left",
    )
    kept = rows.filter((sums["cents"].cum_sum() - sums["cents"]) < aim)
    return kept, lines.join(kept.select("encounter"), on="encounter", how="semi")


def outpatients_put_to_bed(rng: np.random.Generator, county: County) -> Bills:
    """Patients who came for a prescription are admitted for some days."""
    visits = county.encounters.filter(~pl.col("stay")).sample(
        fraction=1, shuffle=True, seed=int(rng.integers(1 << 30))
    )
    bedded = visits.with_columns(
        stay=pl.lit(value=True), days=pl.lit(int(rng.integers(2, 6)), pl.Int64)
    )
    chosen, lines = _up_to(bedded, _stays_of(rng, bedded, (BED, NURSING, TREAT)), _aim(rng, county))
    kept = county.encounters.join(chosen.select("encounter"), on="encounter", how="anti")
    changed = replace(county, encounters=pl.concat([kept, chosen.select(kept.columns)]))
    return _with_lines(changed, lines)


def one_stay_as_two(rng: np.random.Generator, county: County) -> Bills:
    """Stays are discharged on paper and admitted again the next day, all tests made anew."""
    base = NEW + int(county.providers["provider"][0]) * 100_000
    long = county.encounters.filter(pl.col("stay") & (pl.col("days") >= 4))
    second = long.with_columns(
        former=pl.col("encounter"),
        encounter=base + pl.int_range(pl.len()),
        day=pl.min_horizontal(pl.col("day") + pl.col("days") // 2 + 1, pl.lit(MONTHS * DAYS - 1)),
        days=pl.col("days") - pl.col("days") // 2,
    ).sample(fraction=1, shuffle=True, seed=int(rng.integers(1 << 30)))
    again, lines = _up_to(
        second, _stays_of(rng, second, (LAB, EXAM, TREAT, CONSUMABLE)), _aim(rng, county)
    )
    columns = county.encounters.columns
    halved = pl.when(pl.col("encounter").is_in(again["former"].implode()))
    encounters = county.encounters.with_columns(
        days=halved.then(pl.col("days") // 2).otherwise("days")
    )
    changed = replace(county, encounters=pl.concat([encounters, again.select(columns)]))
    return _with_lines(changed, lines)


def _ghosts(rng: np.random.Generator, county: County, visits: pl.DataFrame, aim: int) -> Bills:
    """Encounters like these that never were, each with a consultation and drugs."""
    base = NEW + int(county.providers["provider"][0]) * 100_000
    number = 4 + 2 * aim // (PRICE[CONSULT] + PRICE[DRUG])
    ghosts = visits[rng.integers(0, visits.height, int(number)).tolist()].with_columns(
        encounter=base + pl.int_range(pl.len())
    )
    kept, lines = _up_to(ghosts, _stays_of(rng, ghosts, (CONSULT, DRUG)), aim)
    columns = county.encounters.columns
    changed = replace(county, encounters=pl.concat([county.encounters, kept.select(columns)]))
    return _with_lines(changed, lines)


def cards_kept_in_the_drawer(rng: np.random.Generator, county: County) -> Bills:
    """A few insured persons' cards are used again and again for visits that never took place."""
    visits = county.encounters.filter(~pl.col("stay"))
    cards = rng.choice(visits["person"].unique().sort().to_numpy(), max(8, visits.height // 80))
    drawn = visits.with_columns(
        person=pl.Series(rng.choice(cards, visits.height)), physician=pl.lit(0, pl.Int64)
    )
    return _ghosts(rng, county, drawn, _aim(rng, county))


def bills_at_month_s_end(rng: np.random.Generator, county: County) -> Bills:
    """In two of the months the quota is filled with visits that never were."""
    months = rng.choice(np.arange(4, MONTHS), 2, replace=False)
    late = (pl.col("day") // DAYS).is_in(months.tolist()) & (pl.col("day") % DAYS >= 20)
    visits = county.encounters.filter(~pl.col("stay") & late)
    visits = visits if visits.height else county.encounters.filter(~pl.col("stay"))
    return _ghosts(rng, county, visits, _aim(rng, county))


def dearer_than_the_list(rng: np.random.Generator, county: County) -> Bills:
    """Every item of two categories is billed above its price, by a tenth to a half."""
    categories = rng.choice([DRUG, TREAT, CONSUMABLE, LAB], 2, replace=False).tolist()
    its = pl.col("category").is_in(categories)
    base = int(county.lines.filter(its)["cents"].sum())
    rise = float(np.clip(_aim(rng, county) / max(base, 1), 0.1, 0.5))
    more = (pl.col("cents") * rise).round().cast(pl.Int64)
    wrong = county.lines.filter(its).select("encounter", more)
    lines = county.lines.with_columns(pl.when(its).then(pl.col("cents") + more).otherwise("cents"))
    return Bills(replace(county, lines=lines.select(county.lines.columns)), wrong)


def one_drug_for_everybody(rng: np.random.Generator, county: County) -> Bills:
    """A dear drug whose salesman pays is prescribed to whoever comes."""
    chosen = _some(rng, county.encounters, rng.uniform(0.2, 0.6))
    return _with_lines(county, _charged(rng, chosen, DRUG, 11, _aim(rng, county)))


def family_cards(rng: np.random.Generator, county: County) -> Bills:
    """Visits are billed to relatives who were never ill: each card once or twice, nothing repeated."""
    visits = county.encounters.filter(~pl.col("stay"))
    person = (
        int(county.providers["provider"][0]) * 20_000 + 15_000 + np.arange(visits.height) % 4_000
    )
    drawn = visits.with_columns(person=pl.Series(rng.permutation(person).astype(np.int64)))
    return _ghosts(rng, county, drawn, _aim(rng, county))


UNKNOWN: dict[str, Scheme] = {
    f.__name__: f
    for f in (
        tests_never_made,
        scans_on_paper,
        outpatients_put_to_bed,
        one_stay_as_two,
        cards_kept_in_the_drawer,
        bills_at_month_s_end,
        dearer_than_the_list,
        one_drug_for_everybody,
        family_cards,
    )
}


def repeated_lines(rng: np.random.Generator, county: County) -> Bills:
    """Lines are billed a second time on the same day."""
    lines = county.lines.sample(fraction=1, shuffle=True, seed=int(rng.integers(1 << 30)))
    aim = _aim(rng, county) // 2
    return _with_lines(county, lines.filter((pl.col("cents").cum_sum() - pl.col("cents")) < aim))


def treatments_over_the_cap(rng: np.random.Generator, county: County) -> Bills:
    """A treatment payable once a day is billed several times a day."""
    chosen = _some(rng, county.encounters, rng.uniform(0.1, 0.4))
    return _with_lines(county, _charged(rng, chosen, TREAT, 4, _aim(rng, county) // 2))


def beds_of_the_absent(rng: np.random.Generator, county: County) -> Bills:
    """Bed and nursing are billed for days on which the patient was at home."""
    chosen = _some(rng, county.encounters.filter("stay"), rng.uniform(0.4, 0.9))
    return _with_lines(county, _charged(rng, chosen, BED, 5, _aim(rng, county) // 2))


KNOWN: dict[str, Scheme] = {
    f.__name__: f for f in (repeated_lines, treatments_over_the_cap, beds_of_the_absent)
}
"""Schemes that rules know, half as large: benchmarks/findings.py says which rule finds them."""


def planted(
    seed: int, county: County, number: int, schemes: dict[str, Scheme], extra: dict[str, Scheme]
) -> tuple[County, dict[int, str], dict[int, pl.DataFrame]]:
    """A county with some hospitals turned dishonest: it, scheme by hospital, wrong lines by hospital.

    number: how many hospitals, drawn from all alike, so that most of them are small; every third
    of them takes a scheme of `extra` where there is one.
    """
    rng = np.random.default_rng([seed, 2])
    chosen = np.sort(rng.choice(county.providers.height, number, replace=False)).tolist()
    rng.shuffle(chosen)
    changed, names, wrong = [], {}, {}
    for place, hospital in enumerate(chosen):
        book = extra if extra and place % 3 == 2 else schemes
        name = sorted(book)[int(rng.integers(len(book)))]
        bills = book[name](rng, county.of(hospital))
        changed.append(bills.county)
        names[hospital], wrong[hospital] = name, bills.wrong
    return county.with_hospitals(changed), names, wrong
