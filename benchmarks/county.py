"""A county of raw claim lines made in a second: hospitals as they are, before anybody does wrong.

For the evaluation of models and ranking, where many counties of five hundred hospitals are needed.
The demo county (feijian.demo) is the detailed one; this one has only what bills: encounters with
times, persons and physicians, and lines with items, quantities and cents. Hospitals differ as
hospitals do (size by a factor of fifty, habits, prices, season, drift), and some have honest
departments that none of their peers has.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl

MONTHS = 8
DAYS = 30
FIRST_DAY = date(2025, 6, 1)
CATEGORIES = (
    "western_drug",
    "patent_tcm",
    "laboratory",
    "examination",
    "treatment",
    "consumable",
    "bed",
    "nursing",
    "consultation",
)
DRUG, TCM, LAB, EXAM, TREAT, CONSUMABLE, BED, NURSING, CONSULT = range(9)
ITEMS = 12
PRICE = np.array([4200, 5600, 3800, 11000, 6500, 4800, 4500, 2600, 1200])
"""Cents of a category's usual item."""
IN_VISIT = np.array([0.62, 0.22, 0.30, 0.16, 0.18, 0.06, 0.0, 0.0, 0.85])
IN_STAY = np.array([0.97, 0.35, 0.95, 0.80, 0.75, 0.60, 1.0, 0.95, 0.3])
LEVELS = {1: (0.70, 40, 3, 60), 2: (0.25, 90, 9, 220), 3: (0.05, 260, 28, 700)}
"""Share of hospitals, encounters a month, physicians, beds."""
DEPARTMENTS = 0.05


@dataclass(frozen=True)
class County:
    """Hospitals and what they billed.

    providers:  provider (number), level, monthly (usual encounters), physicians, beds, department.
    encounters: encounter, provider, person, physician (numbers), stay, day (from FIRST_DAY),
                hour, days.
    lines:      encounter, category, item, quantity, cents (of the line).
    """

    providers: pl.DataFrame
    encounters: pl.DataFrame
    lines: pl.DataFrame

    def of(self, provider: int) -> County:
        """One hospital alone."""
        encounters = self.encounters.filter(pl.col("provider") == provider)
        lines = self.lines.join(encounters.select("encounter"), on="encounter", how="semi")
        return County(self.providers.filter(pl.col("provider") == provider), encounters, lines)

    def with_hospitals(self, changed: list[County]) -> County:
        """The county with some hospitals' bills in the place of their former ones."""
        gone = pl.concat([c.providers.select("provider") for c in changed])
        kept = self.encounters.join(gone, on="provider", how="anti")
        lines = self.lines.join(kept.select("encounter"), on="encounter", how="semi")
        return replace(
            self,
            encounters=pl.concat([kept, *(c.encounters.select(kept.columns) for c in changed)]),
            lines=pl.concat([lines, *(c.lines.select(lines.columns) for c in changed)]),
        )


def honest_county(seed: int, hospitals: int) -> County:
    """A county in which nobody does wrong. The same seed gives the same county."""
    rng = np.random.default_rng([seed, 1])
    providers = _hospitals(rng, hospitals)
    encounters = _encounters(rng, providers)
    return County(providers, encounters, _lines(rng, providers, encounters))


def _hospitals(rng: np.random.Generator, size: int) -> pl.DataFrame:
    level = np.sort(rng.choice(list(LEVELS), size, p=[v[0] for v in LEVELS.values()]))
    usual = np.array([LEVELS[x][1] for x in level.tolist()])
    staff = np.array([LEVELS[x][2] for x in level.tolist()])
    beds = np.array([LEVELS[x][3] for x in level.tolist()])
    special = rng.random(size) < DEPARTMENTS
    return pl.DataFrame(
        {
            "provider": np.arange(size),
            "level": level,
            "monthly": usual * rng.lognormal(0, 0.45, size),
            "physicians": np.maximum(2, (staff * rng.uniform(0.7, 1.4, size)).astype(int)),
            "beds": (beds * rng.uniform(0.8, 1.3, size)).astype(int),
            "department": np.where(special, rng.integers(1, 5, size), 0),
        }
    )


def _encounters(rng: np.random.Generator, providers: pl.DataFrame) -> pl.DataFrame:
    size = providers.height
    season = 1 + 0.15 * np.sin(2 * np.pi * (np.arange(MONTHS) + rng.uniform(0, 12)) / 12)
    drift = np.exp(np.cumsum(rng.normal(0, 0.06, (size, MONTHS)), axis=1))
    wanted = rng.poisson(providers["monthly"].to_numpy()[:, None] * season * drift)
    provider = np.repeat(np.repeat(np.arange(size), MONTHS), wanted.ravel())
    month = np.repeat(np.tile(np.arange(MONTHS), size), wanted.ravel())
    number = provider.size
    weekend = rng.beta(6, 20, size)
    week = np.where(
        rng.random(number) < weekend[provider],
        rng.integers(5, 7, number),
        rng.integers(0, 5, number),
    )
    day = np.minimum(month * DAYS + rng.integers(0, 4, number) * 7 + week, (month + 1) * DAYS - 1)
    department = providers["department"].to_numpy()
    # a fever clinic is open at night; dialysis sees the same persons three times a week
    night = np.where(department == 3, 0.22, rng.beta(3, 60, size))
    hour = np.where(
        rng.random(number) < night[provider],
        rng.choice([22, 23, 0, 1, 2, 3, 4, 5], number),
        rng.integers(7, 18, number),
    )
    loyal = np.where(department == 1, 1.2, 5.0)
    pool = np.maximum(20, providers["monthly"].to_numpy() * loyal).astype(int)
    person = provider * 20_000 + (rng.random(number) * pool[provider]).astype(int)
    level = providers["level"].to_numpy()
    stays = np.clip(
        np.array([0.0, 0.13, 0.17, 0.22])[level] * rng.lognormal(0, 0.25, size), 0.02, 0.5
    )
    stay = rng.random(number) < stays[provider]
    usual_days = 7.5 * rng.lognormal(0, 0.12, size)
    days = np.where(stay, np.maximum(1, rng.gamma(3.0, usual_days[provider] / 3)).astype(int), 0)
    weight = rng.random(number) ** rng.uniform(1.0, 1.8, size)[provider]
    physician = (weight * providers["physicians"].to_numpy()[provider]).astype(int)
    return pl.DataFrame(
        {
            "encounter": np.arange(number),
            "provider": provider,
            "person": person,
            "physician": physician,
            "stay": stay,
            "day": day,
            "hour": hour,
            "days": days,
        }
    )


def _lines(
    rng: np.random.Generator, providers: pl.DataFrame, encounters: pl.DataFrame
) -> pl.DataFrame:
    size = providers.height
    habit = rng.lognormal(0, 0.16, (size, 9))
    department = providers["department"].to_numpy()
    habit[department == 2, DRUG] *= 1.3
    habit[department == 1, TREAT] *= 3.5
    habit[department == 4, TCM] *= 3.0
    dear = rng.lognormal(0, 0.18, (size, 9))
    dear[department == 2, DRUG] *= 2.2
    provider = encounters["provider"].to_numpy()
    stay = encounters["stay"].to_numpy()
    base = np.where(stay[:, None], IN_STAY, IN_VISIT)
    which = rng.random((provider.size, 9)) < np.minimum(base * habit[provider], 0.995)
    which[~which.any(axis=1), CONSULT] = True
    row, category = np.nonzero(which)
    return priced(rng, encounters[row.tolist()], category, dear[provider[row], category], size)


def priced(
    rng: np.random.Generator,
    encounters: pl.DataFrame,
    category: np.ndarray,
    dear: np.ndarray,
    size: int,
) -> pl.DataFrame:
    """Lines for encounters (one each): item, quantity and cents.

    dear: how many of the category's usual items a line takes here, against others.
    """
    number = category.size
    provider, days = encounters["provider"].to_numpy(), encounters["days"].to_numpy()
    item = np.minimum(rng.geometric(0.25, number) - 1, ITEMS - 1)
    price = PRICE[category] * (0.6 + 0.12 * item)
    level = 1 + 0.03 * np.sin(provider * 12.9898) * (size > 0)
    daily = np.isin(category, (BED, NURSING))
    wanted = np.where(daily, days, 1 + rng.poisson(np.where(days > 0, 0.7 * days, 0.8) * dear))
    quantity = np.maximum(1, wanted)
    return pl.DataFrame(
        {
            "encounter": encounters["encounter"],
            "category": category,
            "item": category * 100 + item,
            "quantity": quantity,
            "cents": np.round(quantity * np.round(price * level)).astype(np.int64),
        }
    )
