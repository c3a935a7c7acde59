"""Features of all subjects beside their peers; what cannot be compared is dropped and said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from feijian.models.header import Feature
from feijian.models.peers import Compared, Doubles, Integers, PeerGroups, compared
from feijian.models.query import NotApplicable

if TYPE_CHECKING:
    import polars as pl

HALF_AT = 10.0
"""Observations at which half of a difference is believed, where nobody says otherwise."""
CLIP = 10.0
"""A feature further from its peers than this many spreads counts as this far."""
SAME = 0.999
"""Two features whose ranks correlate more than this over all subjects are of one theme."""

TELLING = 20
"""Fewer rows than this that lie on the side asked about order nothing: no twins by accident."""
RARE = 0.1
"""A share of which peers have less than this is one of counted rarities."""
NEARLY = 0.9
"""A feature as loud as this share of its theme's loudest may speak for it."""


@dataclass(frozen=True)
class FeatureSpace:
    """The comparable features of every row; each array is rows × features.

    values:   as the query gave them, NaN where missing or not compared.
    median:   of the peers, in the unit of the values.
    z:        robust standard deviations from the peers, clipped to ±CLIP, then pulled towards 0
              where a value rests on few observations; 0 where missing.
    missing:  the row has no value where most of its peers have one.
    themes:   per feature, the number of its theme: what says one thing speaks once.
    notes:    what was dropped or could not be read, in words.
    """

    features: tuple[Feature, ...]
    values: Doubles
    median: Doubles
    z: Doubles
    missing: npt.NDArray[np.bool_]
    notes: tuple[str, ...]
    themes: tuple[int, ...]

    def directed(self, rows: Integers | slice = slice(None)) -> Doubles:
        """Z of some rows as the header's directions see it: 0 on the side nobody asks about."""
        z = self.z[rows]
        found = np.empty_like(z)
        for number, feature in enumerate(self.features):
            found[:, number] = _directed(feature, z[:, number])
        return found

    def by_theme(self, rows: Integers | slice = slice(None)) -> Doubles:
        """The loudest directed z of each theme: rows × themes."""
        height = self.z[rows, 0].shape[0]
        found = np.zeros((height, max(self.themes) + 1), order="F")
        # column by column: a million rows are not held once more
        for number, feature in enumerate(self.features):
            theme = self.themes[number]
            column = _directed(feature, self.z[rows, number])
            np.maximum(found[:, theme], column, out=found[:, theme])
        return found

    def spread_over_features(self, rows: Integers, shares: Doubles) -> Doubles:
        """What each theme adds (rows × themes), given to the theme's loudest feature."""
        directed, loudest = self.directed(rows), self.by_theme(rows)
        found = np.zeros_like(directed)
        taken = np.zeros_like(loudest, dtype=bool)
        for number, theme in enumerate(self.themes):
            # of nearly equally loud ones the first that the header declares
            says = (directed[:, number] >= NEARLY * loudest[:, theme]) & ~taken[:, theme]
            found[says, number] = shares[says, theme]
            taken[:, theme] |= says & (loudest[:, theme] > 0)
        return found


def feature_space(
    rows: pl.DataFrame, features: Sequence[Feature], groups: PeerGroups
) -> FeatureSpace:
    """Compare every feature within the peer groups.

    rows: one per subject and period, with a column of doubles per feature.
    Raises NotApplicable when no feature is left.
    """
    notes: list[str] = []
    kept: list[Feature] = []
    themes: list[int] = []
    # column by column, so that a million rows are not held twice
    shape = (rows.height, len(features))
    values, median, z = (np.zeros(shape, order="F") for _ in range(3))
    missing = np.zeros(shape, dtype=bool, order="F")
    for feature in features:
        at = len(kept)
        value = _read(rows, feature, notes)
        if value is None:
            continue
        norm = (
            None if feature.norm is None else float(in_scale(feature, np.array([feature.norm]))[0])
        )
        counted = feature.format == "integer" and feature.scale == "log"
        found = compared(
            in_scale(feature, value),
            groups,
            feature.floor,
            norm,
            feature.direction,
            counted=counted,
        )
        if not np.any(found.z):
            notes.append(f"{feature.called} dropped: nobody differs from its peers")
            continue
        apart = found.z * _steadied(rows, feature, found)
        z[:, at] = np.clip(apart, -CLIP, CLIP) * _believed(rows, feature)
        if feature.due:
            due = rows[feature.due].fill_null(value=False).cast(bool).to_numpy()
            z[:, at] = np.where(due, np.minimum(z[:, at], 0.0), z[:, at])
        same = _same(feature, z[:, at], kept, z)
        if same is not None:
            notes.append(f"{feature.called} dropped: says the same as {kept[same].called}")
            continue
        twin = _twin(feature, z[:, at], kept, z)
        if twin is not None:
            notes.append(
                f"{feature.called} and {kept[twin].called} order alike: the louder one counts"
            )
        themes.append(_theme_of(feature, kept, themes, twin))
        values[:, at] = np.where(np.isfinite(found.median), value, np.nan)
        median[:, at] = out_of_scale(feature, found.median)
        missing[:, at] = found.lacking
        kept.append(feature)
    if not kept:
        raise NotApplicable("no feature can be compared: " + "; ".join(notes), rows.height)
    held = slice(len(kept))
    return FeatureSpace(
        tuple(kept),
        values[:, held],
        median[:, held],
        z[:, held],
        missing[:, held],
        tuple(notes),
        tuple(themes),
    )


def _theme_of(feature: Feature, kept: list[Feature], themes: list[int], twin: int | None) -> int:
    """The number of a feature's theme: its twin's, its declared theme's, or a new one."""
    if twin is not None:
        return themes[twin]
    for number, other in enumerate(kept):
        if feature.theme and other.theme == feature.theme:
            return themes[number]
    return max(themes, default=-1) + 1


def in_scale(feature: Feature, value: Doubles) -> Doubles:
    """Values in the scale they are compared in: themselves, or ln(1 + value).

    From -1 down there is no logarithm: missing.
    """
    if feature.scale == "linear":
        return value
    return np.where(value > -1, np.log1p(np.where(value > -1, value, 0.0)), np.nan)


def out_of_scale(feature: Feature, value: Doubles) -> Doubles:
    """The way back from `in_scale`."""
    return value if feature.scale == "linear" else np.expm1(value)


def _read(rows: pl.DataFrame, feature: Feature, notes: list[str]) -> Doubles | None:
    value = rows[feature.name].to_numpy().astype(np.float64)
    infinite = int(np.isinf(value).sum())
    if infinite:
        notes.append(f"{feature.name}: {infinite} infinite values counted as missing")
    finite = np.isfinite(value)
    value = np.where(finite, significant(value), np.nan)
    if not finite.any():
        notes.append(f"{feature.called} dropped: no subject has a value")
        return None
    if np.ptp(value[finite]) == 0:
        notes.append(f"{feature.called} dropped: the same for all subjects")
        return None
    return value


def significant(value: Doubles, digits: int = 12) -> Doubles:
    """Values rounded to significant digits, so that the order of adding up cannot show."""
    size = np.where(np.isfinite(value) & (value != 0), np.abs(value), 1.0)
    power = 10.0 ** (digits - 1 - np.floor(np.log10(size)))
    finite = np.where(np.isfinite(value), value, 0.0)
    return np.where(np.isfinite(power), np.round(finite * power) / power, finite)


def _believed(rows: pl.DataFrame, feature: Feature) -> Doubles:
    """How much of a difference is believed: n / (n + half_at), 1 where nothing is counted.

    A share of three visits wanders further than one of three thousand; without this the
    smallest subjects would always come first.
    """
    if not feature.counts:
        return np.ones(rows.height)
    counts = rows[feature.counts].fill_null(0).to_numpy().astype(np.float64)
    counts = np.where(np.isfinite(counts) & (counts > 0), counts, 0.0)
    if feature.half_at == 0:
        return np.ones(rows.height)
    return counts / (counts + feature.half_at)


def _steadied(rows: pl.DataFrame, feature: Feature, found: Compared) -> Doubles | float:
    """How much of a share's z remains beside what its own few observations make by chance.

    Two of ten lines are no fifth: a share of n observations wanders by √(p (1 − p) / n), with p
    the peers' median, one observation of two more added so that it is never surely 0. Of what
    is no rarity each observation brings some, and the group's own spread says how it wanders.
    """
    if feature.format != "percent" or not feature.counts or feature.scale != "linear":
        return 1.0
    counts = rows[feature.counts].fill_null(0).to_numpy().astype(np.float64)
    n = np.where(np.isfinite(counts) & (counts > 0), counts, 0.0)
    usual = np.clip(np.where(np.isfinite(found.median), found.median, 0.0), 0.0, 1.0)
    share = (usual * n + 1) / (n + 2)
    by_chance = np.where(usual < RARE, share * (1 - share), 0.0) / np.maximum(n, 1.0)
    spread = np.where(np.isfinite(found.spread), found.spread, 0.0)
    whole = np.sqrt(spread**2 + by_chance)
    steadied: Doubles = np.divide(spread, whole, out=np.ones_like(whole), where=whole > 0)
    return steadied


def _directed(feature: Feature, z: Doubles) -> Doubles:
    """Z on the side the header asks about, 0 on the other."""
    side: Doubles
    if feature.direction == "high":
        side = np.maximum(z, 0.0)
    elif feature.direction == "low":
        side = np.maximum(-z, 0.0)
    else:
        side = np.abs(z)
    return side


def _same(feature: Feature, column: Doubles, kept: list[Feature], z: Doubles) -> int | None:
    """The number of a feature kept so far that is as loud as this one everywhere, if any."""
    directed = _directed(feature, column)
    part = slice(None, None, max(1, column.size // 10_000))
    for number, other in enumerate(kept):
        if np.allclose(directed[part], _directed(other, z[part, number])) and np.allclose(
            directed, _directed(other, z[:, number])
        ):
            return number
    return None


def _twin(feature: Feature, column: Doubles, kept: list[Feature], z: Doubles) -> int | None:
    """The number of the first feature kept so far that says the same as this one, if any.

    Ranks are correlated, not values: one subject far out in two features does not make the two
    the same.
    """
    if not kept or np.count_nonzero(_directed(feature, column)) < TELLING:
        return None
    ranked = _centred_ranks(_directed(feature, column))
    for number, other in enumerate(kept):
        # ranks of a sample settle most pairs; all rows are asked only of those that remain
        part = slice(None, None, max(1, column.size // 10_000))
        if _rank_correlation(feature, column[part], other, z[part, number]) <= SAME:
            continue
        beside = _directed(other, z[:, number])
        if np.count_nonzero(beside) < TELLING:
            continue
        if _correlation(ranked, _centred_ranks(beside)) > SAME:
            return number
    return None


def _rank_correlation(one: Feature, column: Doubles, two: Feature, other: Doubles) -> float:
    return _correlation(
        _centred_ranks(_directed(one, column)), _centred_ranks(_directed(two, other))
    )


def rank_correlation(one: Doubles, other: Doubles) -> float:
    """Spearman's, ties in the middle; 0 where one of them does not vary."""
    return _correlation(_centred_ranks(one), _centred_ranks(other))


def _centred_ranks(column: Doubles) -> Doubles:
    """Ranks with ties in the middle, around 0."""
    ordered = np.sort(column)
    low = np.searchsorted(ordered, column, "left")
    high = np.searchsorted(ordered, column, "right")
    middle: Doubles = (low + high) / 2.0
    return middle - column.size / 2.0


def _correlation(one: Doubles, other: Doubles) -> float:
    """Correlation of two centred columns; 0 where one of them does not vary."""
    scale = float(np.sqrt((one @ one) * (other @ other)))
    return float(one @ other) / scale if scale > 0 else 0.0
