"""Whether chances were right: what was expected of each verdict before it came, and what it was.

A verdict is compared with the chance that all verdicts before its day gave its rule at its
provider, so that no figure is judged by what it has already seen.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from feijian.leads.posterior import chances_everywhere, clustered, upheld_shares

ENOUGH = 100
"""With fewer verdicts a curve says nothing."""
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
TWO_SIDED = 1.645


@dataclass(frozen=True)
class Bin:
    """Verdicts of like chance: how many, the mean chance, the share upheld with its 90 % interval."""

    verdicts: int
    expected: float
    upheld: float
    low: float
    high: float


@dataclass(frozen=True)
class Calibration:
    """brier: mean squared distance of chance and outcome; base: of always saying the overall share.

    A chance that tells more than the overall share has brier below base.
    """

    verdicts: int
    brier: float
    base: float
    bins: tuple[Bin, ...]

    @property
    def is_better(self) -> bool:
        return self.brier < self.base


def calibration(
    verdicts: pl.DataFrame, findings: pl.DataFrame, certainties: Mapping[str, str]
) -> Calibration | None:
    """The reliability of chances over the verdicts that decided; None with fewer than ENOUGH.

    verdicts: standing ones. findings: finding_id, provider_id. certainties: by rule id.
    """
    pairs = expected_and_upheld(verdicts, findings, certainties)
    return scored(pairs) if len(pairs) >= ENOUGH else None


def expected_and_upheld(
    verdicts: pl.DataFrame, findings: pl.DataFrame, certainties: Mapping[str, str]
) -> list[tuple[float, float]]:
    """Of each verdict that decided: the chance given by those of days before, and the share upheld."""
    if verdicts.is_empty():
        return []
    told = clustered(verdicts, findings).filter(
        (pl.col("outcome") != "unclear") & pl.col("rule_id").is_in(list(certainties))
    )
    told = told.with_columns(pl.col("at").cast(pl.String).str.slice(0, 10).alias("day"))
    pairs: list[tuple[float, float]] = []
    for day in told["day"].unique().sort().to_list():
        before = told.filter(pl.col("day") < day).drop("day")
        chances = chances_everywhere(certainties, before)
        today = upheld_shares(told.filter(pl.col("day") == day))
        pairs += [
            (chances.of(rule, provider).mean, share)
            for rule, provider, share in today.select("rule_id", "cluster", "share").iter_rows()
        ]
    return pairs


def scored(pairs: list[tuple[float, float]]) -> Calibration:
    """Brier score and reliability curve of (chance, share upheld)."""
    number = len(pairs)
    overall = sum(share for _, share in pairs) / number
    brier = sum((chance - share) ** 2 for chance, share in pairs) / number
    base = sum((overall - share) ** 2 for _, share in pairs) / number
    bins = []
    for low, high in itertools.pairwise(BINS):
        its = [p for p in pairs if low <= p[0] < high or high == 1.0 == p[0]]
        if its:
            upheld = sum(share for _, share in its) / len(its)
            bottom, top = wilson(upheld, len(its))
            bins.append(Bin(len(its), sum(c for c, _ in its) / len(its), upheld, bottom, top))
    return Calibration(number, brier, base, tuple(bins))


def wilson(share: float, number: int) -> tuple[float, float]:
    """Wilson's 90 % interval of a share of `number` trials; 0…1 of none."""
    if not number:
        return 0.0, 1.0
    z2 = TWO_SIDED**2
    centre = (share + z2 / (2 * number)) / (1 + z2 / number)
    half = (
        TWO_SIDED
        * math.sqrt(share * (1 - share) / number + z2 / (4 * number * number))
        / (1 + z2 / number)
    )
    return max(centre - half, 0.0), min(centre + half, 1.0)
