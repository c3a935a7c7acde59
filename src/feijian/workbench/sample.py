"""Samples of many alike events: which charts are drawn, and what their verdicts say of all of them.

Stratified by amount, without putting back, by a seed that anybody can draw again with. The estimate is
the stratified expansion with finite correction and Student's t, and its one-sided 90 % lower
bound. It is an estimate for talks, not a decision.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feijian.errors import Problem, UsageError
from feijian.messages import sentence
from feijian.messages.labels import Labels

CONFIDENCE = 0.90
AIM = 0.91
"""The quantile taken for it: what the formula promises too much is made up for (benchmarks.sample_bench)."""
FEWEST = 5
"""Drawn of each stratum at least, where it has as many: fewer say nothing of its spread."""
STRATA = 4
CAP = 25.0
"""The bound never says more than so many times what the drawn charts themselves upheld."""
SAY = Labels("sample")


@dataclass(frozen=True)
class Unit:
    """One event or chart of the population, with the amount in question."""

    key: str
    amount: float


@dataclass(frozen=True)
class Stratum:
    """Units of like amounts. drawn: keys of its sample, in the order of the draw."""

    number: int
    keys: tuple[str, ...]
    low: float
    high: float
    total: float
    drawn: tuple[str, ...]


@dataclass(frozen=True)
class Estimate:
    """What a sample says of the whole. bound: the one-sided 90 % lower bound, after the cap.

    upheld: what the drawn charts upheld themselves. error: of the total, by the textbook; the bound
    rests on a more careful spread. multiplier: bound / upheld.
    """

    drawn: int
    population: int
    at_risk: float
    upheld: float
    total: float
    error: float
    freedom: float
    bound: float
    multiplier: float
    capped: bool


def draw(units: Sequence[Unit], size: int, seed: int) -> list[Stratum]:
    """A stratified draw of `size` units: each stratum by its share of the money's spread.

    Raises UsageError for a size the population does not allow.
    """
    if len({u.key for u in units}) != len(units):
        raise UsageError(Problem("sample", "a unit is named twice", "Name each once."))
    if any(not math.isfinite(u.amount) or u.amount < 0 for u in units):
        raise UsageError(Problem("sample", "a unit has no amount", "Leave unknown amounts out."))
    if not min(FEWEST, len(units)) <= size <= len(units) or not units:
        todo = sentence("Draw {fewest} to {n}.", fewest=min(FEWEST, len(units)), n=len(units))
        raise UsageError(
            Problem("--size", sentence("is {size} of {n} units", size=size, n=len(units)), todo)
        )
    groups = _strata(sorted(units, key=lambda u: (u.amount, u.key)), size)
    sizes = _allocation(groups, size)
    lots = random.Random(seed)
    found = []
    for number, (group, count) in enumerate(zip(groups, sizes, strict=True), start=1):
        keys = sorted(u.key for u in group)
        found.append(
            Stratum(
                number,
                tuple(keys),
                group[0].amount,
                group[-1].amount,
                sum(u.amount for u in group),
                tuple(lots.sample(keys, count)),
            )
        )
    return found


def _strata(units: Sequence[Unit], size: int) -> list[list[Unit]]:
    """Cut by amount so that each holds about as much of Σ√amount (Dalenius and Hodges' rule).

    Equal amounts are never parted, and no stratum has fewer units than a spread needs.
    """
    wanted = max(1, min(STRATA, size // (2 * FEWEST)))
    whole = sum(math.sqrt(u.amount) for u in units)
    groups: list[list[Unit]] = [[]]
    seen = 0.0
    for place, unit in enumerate(units):
        new = groups[-1] and unit.amount != groups[-1][-1].amount
        enough = len(groups[-1]) >= 2 * FEWEST and len(units) - place >= 2 * FEWEST
        if new and enough and len(groups) < wanted and seen >= whole * len(groups) / wanted:
            groups.append([])
        groups[-1].append(unit)
        seen += math.sqrt(unit.amount)
    return groups


def _allocation(groups: Sequence[Sequence[Unit]], size: int) -> list[int]:
    """How many of each: at least FEWEST, the rest by each stratum's sum of amounts."""
    sizes = [min(FEWEST, len(g)) for g in groups]
    weights = [sum(u.amount for u in g) or 1e-9 for g in groups]
    while sum(sizes) < size:
        open_ones = [i for i, g in enumerate(groups) if sizes[i] < len(g)]
        # whoever is furthest below its share; the larger amounts where two are alike
        best = max(open_ones, key=lambda i: (weights[i] / (sizes[i] + 1), i))
        sizes[best] += 1
    return sizes


def one_each(verdicts: Sequence[tuple[str, float]]) -> dict[str, float]:
    """Yuan upheld by key. Raises UsageError where a key is told twice: which of them holds, or both, is unknown."""
    seen = Counter(key for key, _ in verdicts)
    twice = [key for key, times in seen.items() if times > 1]
    if twice:
        what = sentence(
            "{n} events have more than one verdict: {events}",
            n=len(twice),
            events=", ".join(twice[:5]),
        )
        raise UsageError(Problem("sample", what, "Keep one of them."))
    return dict(verdicts)


def estimate(
    strata: Sequence[Stratum], upheld: Mapping[str, float], amounts: Mapping[str, float]
) -> Estimate:
    """The stratified expansion of what was upheld of the drawn units.

    upheld: yuan by key, of every drawn unit; amounts: in question, by key of every unit.
    Raises UsageError where a drawn unit has no verdict, or more was upheld than was in question.
    """
    missing = [k for s in strata for k in s.drawn if k not in upheld]
    if missing:
        todo = "A drawn chart that cannot be found counts as upheld with nothing: write 0."
        raise UsageError(
            Problem(
                "sample",
                sentence(
                    "{n} drawn units have no verdict: {missing}",
                    n=len(missing),
                    missing=", ".join(missing[:5]),
                ),
                todo,
            )
        )
    over = [k for s in strata for k in s.drawn if not 0 <= upheld[k] <= amounts[k] + 0.005]
    if over:
        what = sentence(
            "upheld with more than is in question, or less than nothing: {over}",
            over=", ".join(over[:5]),
        )
        raise UsageError(Problem("sample", what, "Correct these verdicts."))
    total = variance = caution = 0.0
    parts: list[tuple[float, int]] = []
    lean = 0.0
    for stratum in strata:
        size, count = len(stratum.keys), len(stratum.drawn)
        values = [upheld[k] for k in stratum.drawn]
        total += size * sum(values) / count
        if count == size:
            continue
        unknown = size * size * (1 - count / size) / count
        variance += unknown * _variance(values)
        part = unknown * _spread(values, [amounts[k] for k in stratum.drawn])
        caution += part
        parts.append((part, count - 1))
        lean += size**3 * (1 - count / size) * (1 - 2 * count / size) * _skew(values) / count**2
    # Satterthwaite: strata with little spread lend no certainty to the others
    known = sum(part * part / freedom for part, freedom in parts if freedom > 0 and part > 0)
    freedom = caution * caution / known if known > 0 else math.inf
    found = sum(upheld[k] for s in strata for k in s.drawn)
    bound = total
    if caution > 0:
        factor = _t(freedom)
        # Johnson: where a few that were not upheld make the tail, t alone promises too much
        moved = min(lean / (6 * caution) * (1 + 2 * factor * factor), 0.0)
        bound = max(total - factor * math.sqrt(caution) + moved, found)
    exact = _exact(strata, upheld, amounts)
    bound = exact if exact is not None else bound
    capped = found > 0 and bound > CAP * found
    bound = CAP * found if capped else bound
    return Estimate(
        sum(len(s.drawn) for s in strata),
        sum(len(s.keys) for s in strata),
        sum(s.total for s in strata),
        found,
        total,
        math.sqrt(variance),
        freedom,
        bound,
        bound / found if found else 0.0,
        capped,
    )


def _exact(
    strata: Sequence[Stratum], upheld: Mapping[str, float], amounts: Mapping[str, float]
) -> float | None:
    """Of units all alike, upheld whole or not at all: the exact bound, by counting; None for others.

    Such verdicts move in steps, and t promised 90 % there and held 82 % (600 units, 40 drawn).
    """
    each = {amounts[k] for s in strata for k in s.keys}
    values = [upheld[k] for s in strata for k in s.drawn]
    if len(strata) != 1 or len(each) != 1 or not set(values) <= {0.0, *each}:
        return None
    from scipy.stats import hypergeom

    size, worth = len(strata[0].keys), next(iter(each))
    hits = sum(1 for v in values if v > 0)
    if not hits:
        return 0.0
    low, high = hits, size
    while low < high:  # the fewest upheld of all with which so many hits are not a rare luck
        middle = (low + high) // 2
        if hypergeom.sf(hits - 1, size, middle, len(values)) > 1 - CONFIDENCE:
            high = middle
        else:
            low = middle + 1
    return float(low * worth)


def _variance(values: Sequence[float]) -> float:
    if len(values) < 2:
        return 0.0
    mean = sum(values) / len(values)
    return sum((v - mean) ** 2 for v in values) / (len(values) - 1)


def _spread(values: Sequence[float], amounts: Sequence[float]) -> float:
    """The variance on which the bound rests: never below that with one imagined, upheld with nothing.

    Where nothing was upheld, the imagined one is upheld with all.
    """
    if len(values) < 2:
        return max(amounts) ** 2
    other = 0.0 if any(values) else sum(amounts) / len(amounts)
    return max(_variance(values), _variance([*values, other]))


def _skew(values: Sequence[float]) -> float:
    """The third central moment, made free of bias; 0 where too few tell of it."""
    count = len(values)
    if count < 3:
        return 0.0
    mean = sum(values) / count
    return sum((v - mean) ** 3 for v in values) * count / ((count - 1) * (count - 2))


def _t(freedom: float) -> float:
    from scipy.stats import norm, t

    return float(norm.ppf(AIM) if math.isinf(freedom) else t.ppf(AIM, freedom))


def size_for(units: Sequence[Unit], share: float, within: float) -> int:
    """How many to draw so that the bound lies within so large a part of the total.

    share: of the money that is expected to be upheld. An all-or-nothing verdict, the worst case,
    is taken for the spread. Raises UsageError for shares that are none.
    """
    if not 0 < share < 1 or not 0 < within < 1:
        raise UsageError(
            Problem("sample", "a share is not between 0 and 1", "Give 0.5, for example.")
        )
    total = share * sum(u.amount for u in units)
    for size in range(min(FEWEST, len(units)), len(units) + 1):
        groups = _strata(sorted(units, key=lambda u: (u.amount, u.key)), size)
        variance = 0.0
        for group, count in zip(groups, _allocation(groups, size), strict=True):
            mean_square = sum(u.amount**2 for u in group) / len(group)
            mean = sum(u.amount for u in group) / len(group)
            spread = share * mean_square - (share * mean) ** 2
            variance += len(group) ** 2 * (1 - count / len(group)) * spread / count
        if _t(max(size - len(groups), 1)) * math.sqrt(max(variance, 0.0)) <= within * total:
            return size
    return len(units)
