"""Peers: whom each subject is compared with, and how far it lies from them.

A subject is never its own peer: all rows of its unit (itself, in every period; for a stay all
stays of its provider) are left out, so that in a small group an extreme value, or a habit of
a whole house, cannot hide by moving the median towards itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import polars as pl

Doubles = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NO_GROUP = -1
TO_SIGMA = 1.4826
"""Median absolute deviation to standard deviation, for a normal distribution."""
MEAN_TO_SIGMA = 1.2533
"""Mean absolute deviation to standard deviation, likewise."""
SHARE_OF_USUAL_SPREAD = 0.1
"""A group's spread counts as at least this share of the median spread of all groups."""
CENTRES = 64
"""In a group with more different medians than this, spreads are taken around the group's own:
leaving one unit out of so many moves it by next to nothing, and sorting again costs."""
MOST = 0.5
MINIMUM_VALUES = 10
"""Fewer peers than this with a value for a feature: the feature is not compared."""


class Compares(Protocol):
    """What says who is compared with whom: a model, or the options of an evaluation."""

    @property
    def peers(self) -> tuple[tuple[str, ...], ...]: ...
    @property
    def leave_out(self) -> str: ...
    @property
    def minimum_peers(self) -> int: ...
    @property
    def minimum_others(self) -> int: ...


@dataclass(frozen=True)
class PeerGroups:
    """Which rows each row is compared with.

    step:    per row, the index of the step of the model's `peers` used, or -1: no step of
             them had enough peers, the row is not compared.
    codes:   per step, the group number of every row, or -1 where a column of it is null.
    peers:   per row, rows of other units in its group.
    others:  per row, distinct other units in its group.
    unit:    per row, the unit it belongs to as a number: what is left out together.
    """

    step: Integers
    codes: tuple[Integers, ...]
    peers: Integers
    others: Integers
    unit: Integers

    def groups(self) -> Iterator[tuple[Integers, npt.NDArray[np.bool_]]]:
        """(row numbers of the group, which of them are compared within it), group by group."""
        for number, codes in enumerate(self.codes):
            order = np.argsort(codes, kind="stable")
            starts = np.flatnonzero(np.diff(codes[order], prepend=codes[order][:1] - 1))
            for rows in np.split(order, starts[1:]):
                if codes[rows[0]] == NO_GROUP:
                    continue
                compared = self.step[rows] == number
                if compared.any():
                    yield rows, compared


def peer_groups(rows: pl.DataFrame, model: Compares) -> PeerGroups:
    """The narrowest group of each row that has enough peers.

    rows: the model's `leave_out` column and every column its `peers` name.
    A null in a column means that the row's group of that step is not known: it goes on to the
    next step and is nobody's peer in this one.
    """
    unit = _codes(rows, (model.leave_out,))
    step = np.full(rows.height, NO_GROUP, dtype=np.int64)
    peers = np.zeros(rows.height, dtype=np.int64)
    others = np.zeros(rows.height, dtype=np.int64)
    codes = []
    for number, columns in enumerate(model.peers):
        code = _codes(rows, columns)
        codes.append(code)
        step_peers, step_others = _peers_and_others(code, unit)
        enough = (step_peers >= model.minimum_peers) & (step_others >= model.minimum_others)
        taken = (step == NO_GROUP) & enough
        step[taken] = number
        peers[taken] = step_peers[taken]
        others[taken] = step_others[taken]
    return PeerGroups(step, tuple(codes), peers, others, unit)


def _codes(rows: pl.DataFrame, columns: tuple[str, ...]) -> Integers:
    import polars as pl

    if not columns:
        return np.zeros(rows.height, dtype=np.int64)
    known = pl.all_horizontal(pl.col(c).is_not_null() for c in columns)
    rank = pl.struct(columns).rank("dense").cast(pl.Int64)
    picked = rows.select(pl.when(known).then(rank).otherwise(pl.lit(NO_GROUP, pl.Int64)))
    return picked.to_series().to_numpy().astype(np.int64)


def _peers_and_others(code: Integers, unit: Integers) -> tuple[Integers, Integers]:
    """Rows of other units and distinct other units, per row; 0 without a group."""
    known = code != NO_GROUP
    peers = np.zeros(code.size, dtype=np.int64)
    others = np.zeros(code.size, dtype=np.int64)
    if not known.any():
        return peers, others
    _, group, size = np.unique(code[known], return_inverse=True, return_counts=True)
    pair = group.astype(np.int64) * (int(unit.max()) + 1) + unit[known]
    distinct, own, own_size = np.unique(pair, return_inverse=True, return_counts=True)
    of_group = np.bincount((distinct // (int(unit.max()) + 1)).astype(np.int64))
    peers[known] = size[group] - own_size[own]
    others[known] = of_group[group] - 1
    return peers, others


class Rest:
    """Order statistics of a group as each unit sees it: without the unit's own rows.

    values: the group's values, none missing. unit: whose each value is.
    Results are one per unit, in the order of `units`; `of` gives each row's place among them.
    """

    def __init__(self, values: Doubles, unit: Integers) -> None:
        self.values = values
        order = np.argsort(values, kind="stable")
        self.ordered = values[order]
        place = np.empty(values.size, dtype=np.int64)
        place[order] = np.arange(values.size)
        self.units, of, self.counts = np.unique(unit, return_inverse=True, return_counts=True)
        self.of: Integers = of.astype(np.int64)
        self.left = values.size - self.counts
        self.starts = np.cumsum(self.counts) - self.counts
        by_unit = np.lexsort((place, self.of))
        ordinal = np.arange(values.size) - self.starts[self.of[by_unit]]
        # a unit's j-th own value (from 0) at place p is skipped by every index i with p - j <= i;
        # p - j never falls within a unit, so one sorted array answers for all units
        self.skips = self.of[by_unit] * (values.size + 1) + place[by_unit] - ordinal

    def quantile(self, share: float) -> Doubles:
        """The quantile of the others' values, per unit (linear between neighbours).

        NaN where nobody else is left.
        """
        place = share * np.maximum(self.left - 1, 0)
        low = np.floor(place).astype(np.int64)
        high = np.minimum(low + 1, np.maximum(self.left - 1, 0))
        at_low, at_high = self._at(low), self._at(high)
        found = at_low + (at_high - at_low) * (place - low)
        return np.where(self.left > 0, found, np.nan)

    def _at(self, index: Integers) -> Doubles:
        query = np.arange(self.counts.size) * (self.values.size + 1) + index
        skipped = np.searchsorted(self.skips, query, "right") - self.starts
        return self.ordered[np.minimum(index + skipped, self.values.size - 1)]

    def median_and_spread(self) -> tuple[Doubles, Doubles]:
        """Median of the others and their spread as a standard deviation, per unit.

        The spread is the median absolute deviation; where more than half of the others are
        equal and it is 0, the mean absolute deviation; 0 where all of them are equal. Where
        the units' medians are many (see CENTRES) distances are taken from the group's own.
        """
        median = self.quantile(0.5)
        centres = np.unique(median[np.isfinite(median)])
        if centres.size > CENTRES:
            return median, self._spread_around(float(np.median(self.values)))
        spread = np.full(median.size, np.nan)
        for centre in centres:
            at = median == centre
            spread[at] = self._spread_around(float(centre))[at]
        return median, spread

    def _spread_around(self, centre: float) -> Doubles:
        distance = np.abs(self.values - centre)
        rest = Rest(distance, self.of)
        spread = TO_SIGMA * rest.quantile(0.5)
        own = np.bincount(self.of, weights=distance)
        mean = np.maximum(distance.sum() - own, 0.0) / np.maximum(self.left, 1)
        # sums of the others leave rounding behind: whether they all are equal is asked exactly
        same = rest.quantile(1.0) == 0
        return np.where(spread > 0, spread, np.where(same, 0.0, MEAN_TO_SIGMA * mean))


@dataclass(frozen=True)
class Compared:
    """One feature of every row beside its peers, in the scale it is compared in.

    median, spread: of the peers; NaN where the row is not compared.
    z: (value − median) / spread, 0 where the row is not compared or has no value.
    lacking: the row has no value though most of its group have one.
    """

    median: Doubles
    spread: Doubles
    z: Doubles
    lacking: npt.NDArray[np.bool_]


def compared(
    values: Doubles,
    groups: PeerGroups,
    floor: float,
    norm: float | None = None,
    side: str = "high",
    *,
    counted: bool = False,
) -> Compared:
    """How far each value lies from its peers' median, in robust standard deviations.

    values: one per row, NaN where missing. floor: the least spread, in the scale of `values`.
    A spread is never taken below a tenth of the median spread of all groups, so that a group
    of almost equal values does not make outliers of rounding errors. Where even that is 0
    (nobody differs from his peers anywhere) z is 0.
    norm: a value that is ordinary whatever the peers do, in the scale of `values`: z is counted from
    it where the peers' median lies beyond it on the remarkable side ('high' or 'low'), and measured by
    no more than the spread of groups where it does not: what most do and some do not spreads as well.
    counted: values are ln(1 + a count of things). Counts wander by themselves: by about
    1 / √(1 + median) on that scale, so that two visits where others have none are no outlier.
    """
    median = np.full(values.size, np.nan)
    spread = np.full(values.size, np.nan)
    present = np.isfinite(values)
    lacking = np.zeros(values.size, dtype=bool)
    for rows, wanted in groups.groups():
        held = present[rows]
        lacking[rows[wanted & ~held]] = held.mean() > MOST
        if not (held & wanted).any():
            continue
        rest = Rest(values[rows[held]], groups.unit[rows[held]])
        centre, width = rest.median_and_spread()
        usable = wanted[held] & (rest.left >= MINIMUM_VALUES)[rest.of]
        target = rows[held][usable]
        median[target], spread[target] = centre[rest.of[usable]], width[rest.of[usable]]
    known = np.isfinite(spread)
    positive = spread[known & (spread > 0)]
    usual = float(np.median(positive)) if positive.size else 0.0
    spread[known] = np.maximum(spread[known], max(floor, SHARE_OF_USUAL_SPREAD * usual))
    if counted:
        wanders = np.exp(-np.maximum(median[known], 0.0) / 2)
        spread[known] = np.where(spread[known] > 0, np.maximum(spread[known], wanders), 0.0)
    start = median
    if norm is not None:
        start = np.minimum(median, norm) if side == "high" else np.maximum(median, norm)
        beyond = known & (start != median)
        sound = spread[known & ~beyond & (spread > 0)]
        if sound.size:
            spread[beyond] = np.minimum(spread[beyond], float(np.median(sound)))
    z = np.zeros(values.size)
    apart = known & (spread > 0)
    z[apart] = (values[apart] - start[apart]) / spread[apart]
    return Compared(median, spread, z, lacking)


def quantiles(
    values: Doubles, groups: PeerGroups, shares: tuple[float, ...], wanted: npt.NDArray[np.bool_]
) -> Doubles:
    """Quantiles of each wanted row's peers: one line per row, one column per share.

    NaN for rows that are not wanted, not compared or without a value.
    """
    found = np.full((values.size, len(shares)), np.nan)
    present = np.isfinite(values)
    for rows, compared_here in groups.groups():
        held = present[rows]
        target = held & compared_here & wanted[rows]
        if not target.any():
            continue
        rest = Rest(values[rows[held]], groups.unit[rows[held]])
        usable = target[held] & (rest.left >= MINIMUM_VALUES)[rest.of]
        for column, share in enumerate(shares):
            found[rows[held][usable], column] = rest.quantile(share)[rest.of[usable]]
    return found
