"""Each yuan counted once, however many findings name the line it stands on.

A finding claims an amount on its units: the claim lines it names; where it names none, the set of
its stays, or of its trace codes; else nothing that another could name. Where two findings name one unit, the amount that
is counted there is the smallest that satisfies both, never their sum:

1. Findings are taken in order of saturation (amount claimed / amount of their lines), so that
   those that leave no choice come first; then by probability and id.
2. A finding first reaches for what is already counted on its units. Only what is missing is
   added, spread over its units by what is still free on them.
3. Each unit then is a stack of yuan, and each finding reaches a height on it. A layer's
   probability is combined from the findings that reach it: the highest within a family
   (rules of a family see the same pattern), and 1 - product(1 - p) over families (they look at
   different things). Findings of `data_quality` never raise it.
4. A unit belongs to one lead: that of the finding with the largest reach x probability. Its
   amount is counted there, and in the other leads it is said to stand elsewhere.

What is not seen: a finding on a whole stay and another on a line of that stay are two units.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal(0)
CENT = Decimal("0.01")
HIGHEST = 0.98
"""Agreement between families never makes a suspicion a certainty."""


@dataclass(frozen=True)
class Stake:
    """What one finding claims.

    amount, fund: yuan at risk, and of it the fund's; None is unknown.
    chance: probability of being upheld and its interval, (mean, low, high).
    units:  what the amount stands on; may be empty.
    """

    finding_id: str
    lead_id: str
    family: str
    amount: Decimal | None
    fund: Decimal | None
    chance: tuple[float, float, float]
    units: tuple[str, ...]

    @property
    def fund_share(self) -> Decimal | None:
        if self.fund is None or not self.amount:
            return None
        return self.fund / self.amount


@dataclass
class Total:
    """A lead's sums in yuan; `elsewhere` is what its findings name and another lead counts."""

    amount: Decimal = ZERO
    fund: Decimal = ZERO
    expected: list[Decimal] = field(default_factory=lambda: [ZERO, ZERO, ZERO])
    elsewhere: Decimal = ZERO
    known: int = 0
    unknown: int = 0
    fund_known: bool = False

    def rounded(self) -> Total:
        def cents(value: Decimal) -> Decimal:
            return value.quantize(CENT, ROUND_HALF_UP)

        return Total(
            cents(self.amount), cents(self.fund), [cents(e) for e in self.expected],
            cents(self.elsewhere), self.known, self.unknown, self.fund_known,
        )  # fmt: skip


def counted_once(claims: Iterable[Stake], capacities: Mapping[str, Decimal]) -> dict[str, Total]:
    """Totals by lead id. capacities: yuan of a unit, where known (claim lines)."""
    totals: dict[str, Total] = defaultdict(Total)
    ordered = sorted(claims, key=lambda c: c.finding_id)
    named = Counter(unit for claim in ordered for unit in set(claim.units))
    shared: list[Stake] = []
    for claim in ordered:
        total = totals[claim.lead_id]
        if claim.amount is None:
            total.unknown += 1
            continue
        total.known += 1
        if any(named[unit] > 1 for unit in claim.units):
            shared.append(claim)
        else:
            _count(total, claim.amount, claim.fund_share, claim.chance)
    for reaches in _stacked(shared, capacities).values():
        _count_unit(reaches, totals)
    return {lead: total.rounded() for lead, total in totals.items()}


def _count(
    total: Total, amount: Decimal, fund_share: Decimal | None, chance: Sequence[float]
) -> None:
    total.amount += amount
    if fund_share is not None:
        total.fund += amount * fund_share
        total.fund_known = True
    for place, share in enumerate(chance):
        total.expected[place] += amount * Decimal(repr(round(share, 6)))


Reach = tuple[Decimal, Stake]


def _stacked(shared: list[Stake], capacities: Mapping[str, Decimal]) -> dict[str, list[Reach]]:
    """How high each finding reaches on each unit; the highest is what is counted there."""
    heights: dict[str, Decimal] = defaultdict(lambda: ZERO)
    reaches: dict[str, list[Reach]] = defaultdict(list)

    def saturation(claim: Stake) -> Decimal:
        room = sum((capacities.get(unit, ZERO) for unit in claim.units), ZERO)
        return (claim.amount or ZERO) / room if room > 0 else ZERO

    order = sorted(shared, key=lambda c: (-saturation(c), -c.chance[0], c.finding_id))
    for claim in order:
        need = claim.amount or ZERO
        units = sorted(set(claim.units))
        there = sum((heights[unit] for unit in units), ZERO)
        if there >= need:
            for unit in units:
                if heights[unit] > 0:
                    reaches[unit].append((need * heights[unit] / there, claim))
            continue
        for unit, more in _spread(need - there, units, heights, capacities).items():
            heights[unit] += more
            if heights[unit] > 0:
                reaches[unit].append((heights[unit], claim))
    return reaches


def _spread(
    rest: Decimal,
    units: Sequence[str],
    heights: Mapping[str, Decimal],
    capacities: Mapping[str, Decimal],
) -> dict[str, Decimal]:
    """Divide what is missing: by what is free on the units, the remainder evenly."""
    free = {u: max(capacities.get(u, ZERO) - heights[u], ZERO) for u in units}
    room = sum(free.values(), ZERO)
    filled = min(rest, room)
    evenly = (rest - filled) / len(units)
    return {u: evenly + (filled * free[u] / room if room > 0 else ZERO) for u in units}


def _count_unit(reaches: list[Reach], totals: Mapping[str, Total]) -> None:
    """Count one unit's stack in the lead it belongs to, layer by layer."""
    reaches = sorted(reaches, key=lambda r: (r[0], r[1].finding_id))
    home = max(reaches, key=lambda r: (r[0] * Decimal(repr(r[1].chance[0])), r[1].finding_id))[1]
    known = [r for r in reaches if r[1].fund_share is not None]
    fund_share = known[-1][1].fund_share if known else None
    below = ZERO
    for place, (height, _) in enumerate(reaches):
        if height > below:
            chance = combined([claim for _, claim in reaches[place:]])
            _count(totals[home.lead_id], height - below, fund_share, chance)
            below = height
    for lead_id in {claim.lead_id for _, claim in reaches} - {home.lead_id}:
        totals[lead_id].elsewhere += max(h for h, c in reaches if c.lead_id == lead_id)
        totals[lead_id].fund_known |= fund_share is not None


def combined(claims: Sequence[Stake]) -> tuple[float, float, float]:
    """The chance that at least one of several findings on the same yuan is upheld."""
    telling = [c for c in claims if c.family != "data_quality"] or list(claims)
    by_family: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for claim in telling:
        by_family[claim.family].append(claim.chance)
    if len(by_family) == 1:
        chances = next(iter(by_family.values()))
        return (max(c[0] for c in chances), max(c[1] for c in chances), max(c[2] for c in chances))
    found = []
    for place in range(3):
        highest = [max(c[place] for c in chances) for _, chances in sorted(by_family.items())]
        none = 1.0
        for chance in highest:
            none *= 1 - chance
        found.append(min(1 - none, max(HIGHEST, *highest)))
    return (found[0], found[1], found[2])
