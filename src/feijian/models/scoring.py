"""From comparisons to one score per subject, and how surprising it is.

    score = (Σ max(z − 1, 0)^1.25)^(1/1.25) × √(isolation / ½)      z: the loudest of each theme

What lies beyond the ordinary is joined over themes by a norm between the plain sum, in which many
small differences drown a deep one, and the root of squares, in which one column decides alone. It is
weighed by how easily an isolation forest parts the row from the others in the same space, cut at five
spreads: one factor for the whole row, so a theme's contribution is its share of what is added up.
docs/score.md says how it was chosen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feijian.models.peers import Doubles, Integers, PeerGroups

ORDINARY = 1.0
"""Differences up to one spread are what peers have among themselves: they add nothing."""
NORM = 1.25
"""The exponent that joins themes: 1 would be their sum, 2 the length of the vector."""
FAR = 5.0
"""Spreads beyond which the forest sees no further."""
NEUTRAL, POWER = 0.5, 0.5
"""A forest's score of a row like all others, and how much it weighs."""
FOREST_ROWS = 256
"""A tree of the forest draws so many rows; with fewer its cuts are chance, and the sum stands bare."""
BODY, TAIL = 0.5, 0.9
"""The part of all scores that the chance model is fitted to: ordinary, and not yet the tail."""
LEAST_STEP = 0.5
"""A tail never falls faster than e-fold in half a spread: with most scores at 0 it would fall at once."""


def excess(directed: Doubles) -> Doubles:
    """What lies beyond the ordinary, per row and feature (see ORDINARY)."""
    beyond: Doubles = np.maximum(directed - ORDINARY, 0.0)
    return beyond


def added(directed: Doubles) -> Doubles:
    """What each theme adds under the root: its excess to the power of NORM, in spreads^NORM."""
    # column by column: a million rows of forty themes are not held three times
    found = np.empty_like(directed)
    for number in range(directed.shape[1]):
        found[:, number] = np.maximum(directed[:, number] - ORDINARY, 0.0) ** NORM
    return found


def published_score(directed: Doubles, isolation: Doubles | None = None) -> Doubles:
    """The published score of each row, in spreads; 0 for a row without anything beyond the ordinary.

    isolation: per row in 0…1, from a forest over the same matrix; the bare norm where None, and
    where the rows are fewer than one tree would draw.
    """
    total: Doubles = np.zeros(directed.shape[0])
    for number in range(directed.shape[1]):
        total += added(directed[:, number : number + 1])[:, 0]
    norm: Doubles = total ** (1 / NORM)
    if isolation is None or isolation.size < FOREST_ROWS:
        return norm
    weighed: Doubles = norm * (isolation / NEUTRAL) ** POWER
    return weighed


def theme_shares(directed: Doubles) -> Doubles:
    """Each theme's share of what is added up under the row's root, in 0…1; all 0 where that is 0."""
    found = added(directed)
    total = found.sum(axis=1, keepdims=True)
    share: Doubles = np.divide(found, total, out=np.zeros_like(found), where=total > 0)
    return share


def baseline_score(directed: Doubles) -> Doubles:
    """The length of the vector of what lies beyond the ordinary: √ Σ excess².

    The published score until 0.1; it stands beside the present one where scores are compared.
    """
    length: Doubles = np.sqrt((excess(directed) ** 2).sum(axis=1))
    return length


def contributions(directed: Doubles) -> Doubles:
    """Each feature's share of the row's squared `baseline_score`; all 0 where the score is 0."""
    square: Doubles = excess(directed) ** 2
    total = square.sum(axis=1, keepdims=True)
    share: Doubles = np.divide(square, total, out=np.zeros_like(square), where=total > 0)
    return share


@dataclass(frozen=True)
class PeerStanding:
    """Where each row's score stands.

    percentile: its place among itself and its peers, 0…100, the middle of ties: the first of
                21 stands at 97.6, so that leading a small group says less than a large one.
    tail:       (1 + peers with at least this score) / (1 + peers): what a subject drawn
                from the peers would reach by chance; never below 1 / (1 + peers).
    """

    percentile: Doubles
    tail: Doubles


def standing(score: Doubles, groups: PeerGroups) -> PeerStanding:
    """Percentile and tail probability within each row's own peers; NaN where not compared."""
    percentile = np.full(score.size, np.nan)
    tail = np.full(score.size, np.nan)
    for rows, wanted in groups.groups():
        # peers that no group could be found for have no score to stand against
        scored = groups.step[rows] >= 0
        held, wanted = rows[scored], wanted[scored]
        below, equal = _against_others(score[held], groups.unit[held])
        _, own, counts = np.unique(groups.unit[held], return_inverse=True, return_counts=True)
        others = held.size - counts[own]
        at_least = others - below
        share = (below + 0.5 * (equal + 1)) / (others + 1)
        percentile[held[wanted]] = 100.0 * share[wanted]
        tail[held[wanted]] = ((1 + at_least) / (1 + others))[wanted]
    return PeerStanding(percentile, tail)


def _against_others(score: Doubles, unit: Integers) -> tuple[Doubles, Doubles]:
    """How many rows of other units have a lower score, and how many the same."""
    ordered = np.sort(score)
    below = np.searchsorted(ordered, score, "left").astype(np.float64)
    equal = np.searchsorted(ordered, score, "right") - below
    order = np.lexsort((score, unit))
    index = np.arange(score.size)
    new_unit = np.diff(unit[order], prepend=-1) != 0
    new_value = new_unit | (np.diff(score[order], prepend=np.nan) != 0)
    unit_start = np.maximum.accumulate(np.where(new_unit, index, 0))
    value_start = np.maximum.accumulate(np.where(new_value, index, 0))
    sizes = np.diff(np.append(np.flatnonzero(new_value), score.size))
    own_below, own_equal = np.empty(score.size), np.empty(score.size)
    own_below[order] = value_start - unit_start
    own_equal[order] = np.repeat(sizes, sizes)
    return below - own_below, equal - own_equal


def chance_probability(score: Doubles) -> Doubles:
    """The probability of such a score among subjects with nothing remarkable.

    Ranks alone cannot tell an outlier: somebody is always first, and with n subjects the first
    has probability 1/n, whatever he did. So the tail is extrapolated: up to the 90th percentile
    the share of scores at least as high; beyond it an exponential tail whose rate comes from
    the median and the 90th percentile, which outliers up to a tenth of all cannot move (see
    LEAST_STEP).
    """
    if score.size == 0:
        return np.zeros(0)
    ordered = np.sort(score)
    middle, edge = (float(q) for q in np.quantile(score, (BODY, TAIL)))
    at_least = score.size - np.searchsorted(ordered, score, "left")
    found = (at_least / score.size).astype(np.float64)
    step = max((edge - middle) / np.log((1 - BODY) / (1 - TAIL)), LEAST_STEP)
    beyond = score > edge
    found[beyond] = (1 - TAIL) * np.exp(-(score[beyond] - edge) / step)
    return np.maximum(found, np.finfo(np.float64).tiny)


def false_discovery(probability: Doubles) -> Doubles:
    """Benjamini–Hochberg q-values: the share of false ones to expect in the list down to here."""
    count = probability.size
    if count == 0:
        return np.zeros(0)
    order = np.argsort(probability, kind="stable")
    scaled = probability[order] * count / np.arange(1, count + 1)
    running = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    found = np.empty(count)
    found[order] = running
    return found


def ranks(score: Doubles) -> Integers:
    """1 for the highest score; equal scores in the order of the rows."""
    order = np.argsort(-score, kind="stable")
    found = np.empty(score.size, dtype=np.int64)
    found[order] = np.arange(1, score.size + 1)
    return found


def population_percentile(score: Doubles) -> Doubles:
    """0…100: the share of the other rows with a lower score, ties half."""
    ordered = np.sort(score)
    low = np.searchsorted(ordered, score, "left")
    high = np.searchsorted(ordered, score, "right")
    others = max(score.size - 1, 1)
    middle: npt.NDArray[np.float64] = (low + 0.5 * (high - low - 1)) / others
    return 100.0 * middle
