"""Yuan stacked on what findings name: each is counted once, none beyond what was there.

A finding reaches for an amount on its units: claim lines, stays, or boxes. Where several name one
unit, what is counted there is the smallest amount that satisfies all, never their sum:

1. Findings are taken in order of saturation (amount / room of their units), so that those that
   leave no choice come first; then by probability and content. Findings of one rule on the same stays
   are several things (the rule's `identity` says so) and stand on one another.
2. A finding first reaches for what is already counted on its units. Only what is missing is
   added, by what is still free on them; beyond a unit's room nothing is added.
3. A stay bears no more than its room, its lines and all findings on it together: first its lines
   (in proportion, where they alone are too much), then the findings on stays, the likeliest first, of one stay before of many.
4. So does a provider: first its lines and stays, then what stands on neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_DOWN, Decimal
from itertools import pairwise

ZERO = Decimal(0)
CENT = Decimal("0.01")
TRACE = Decimal("1e-9")  # what a division leaves behind
STAY = "stay:"
LINE = "line:"


@dataclass(frozen=True)
class Stake:
    """What one finding claims.

    amount, fund, person: yuan at risk, of it the fund's, and what the patient overpaid; None is
            unknown. chance: probability of being upheld and its interval, (mean, low, high).
    units:  what the amount stands on; may be empty.
    order:  its place by content (`content_order`), which decides between equals.
    lifted: whether outlier readings raised its chance by what can be seen in whole percent.
    """

    finding_id: str
    lead_id: str
    family: str
    amount: Decimal | None
    fund: Decimal | None
    chance: tuple[float, float, float]
    units: tuple[str, ...]
    rule_id: str = ""
    event_id: str = ""
    provider_id: str | None = None
    person: Decimal | None = None
    order: int = 0
    lifted: bool = False

    @property
    def worth(self) -> Decimal | None:
        """What ranks: the fund's part where it is known (0 is known), else the amount."""
        return self.amount if self.fund is None else self.fund

    @property
    def tie(self) -> tuple[int, str]:
        """What comes first of two that are equal; ids differ from workspace to workspace."""
        return (self.order, self.finding_id)


@dataclass(frozen=True)
class Room:
    """How many yuan there are at most.

    lines: of a line's unit, its covered amount. stay_of: the stay a line belongs to.
    stays: of a stay. providers: of a provider. What is missing has no known bound.
    gone: of a unit without a known bound, yuan that are to be paid back already.
    """

    lines: Mapping[str, Decimal] = field(default_factory=dict)
    stay_of: Mapping[str, str] = field(default_factory=dict)
    stays: Mapping[str, Decimal] = field(default_factory=dict)
    providers: Mapping[str, Decimal] = field(default_factory=dict)
    gone: Mapping[str, Decimal] = field(default_factory=dict)

    def of(self, unit: str) -> Decimal | None:
        if unit.startswith(STAY):
            each = [self.stays.get(stay) for stay in stays_in(unit)]
            return None if None in each else sum((e for e in each if e is not None), ZERO)
        return self.lines.get(unit)


def stays_in(unit: str) -> list[str]:
    """The stays of a unit that is a set of them."""
    return unit.removeprefix(STAY).split(",")


@dataclass(frozen=True)
class Layer:
    """Yuan on one unit, the findings that reach them, and the one at whose lead they are counted.

    displaced: what more was reached for and is counted elsewhere, for want of room.
    """

    unit: str
    yuan: Decimal
    stakes: tuple[Stake, ...]
    home: Stake
    displaced: Decimal = ZERO


Value = Callable[[Stake], "Decimal | None"]
Homes = Mapping[str, Stake]
"""By unit, the finding at which its yuan are counted."""


@dataclass
class _Group:
    """Findings of one rule on the same units, largest first; they stand on one another."""

    stakes: list[Stake]
    total: Decimal
    units: tuple[str, ...]

    @property
    def chance(self) -> float:
        return max(s.chance[0] for s in self.stakes)


@dataclass(frozen=True)
class _Reach:
    low: Decimal
    high: Decimal
    stake: Stake


def layers(
    stakes: Iterable[Stake], value: Value, room: Room, homes: Homes | None = None
) -> list[Layer]:
    """Every yuan of the given value once. Units are taken in the order of their names.

    homes: where yuan of another value on a unit are counted, as `homes_of` tells: these go along.
    """
    known = homes or {}
    reaches = _beyond(_reaches(_groups(stakes, value), value, room), room.gone)
    lines_of: dict[str, list[str]] = defaultdict(list)
    found: list[Layer] = []
    for unit in sorted(reaches):
        stay = room.stay_of.get(unit)
        if stay is not None:
            lines_of[stay].append(unit)
        elif not unit.startswith(STAY):
            found += _layers_of(unit, reaches[unit], known)
    left = dict(room.stays)
    for stay in sorted(lines_of):
        found += _of_lines(stay, lines_of[stay], reaches, left, known)
    found += _of_stays(reaches, room, left, known)
    return _within_providers(found, room)


def homes_of(found: Iterable[Layer]) -> Homes:
    """Of each unit the finding at which most of its yuan are counted."""
    most: dict[str, Layer] = {}
    for layer in found:
        if layer.unit not in most or layer.yuan > most[layer.unit].yuan:
            most[layer.unit] = layer
    return {unit: layer.home for unit, layer in most.items()}


def _groups(stakes: Iterable[Stake], value: Value) -> list[_Group]:
    together: dict[tuple[str, ...], list[Stake]] = defaultdict(list)
    for stake in sorted(stakes, key=lambda s: s.tie):
        if value(stake):
            units = tuple(sorted(set(stake.units))) or (f"finding:{stake.finding_id}",)
            alone = not stake.rule_id or units[0].startswith(LINE)
            together[(stake.finding_id if alone else stake.rule_id, *units)].append(stake)
    found = []
    for key, its in together.items():
        its.sort(key=lambda s: (-(value(s) or ZERO), -s.chance[0], s.tie))
        found.append(_Group(its, sum((value(s) or ZERO for s in its), ZERO), key[1:]))
    return found


def _reaches(groups: list[_Group], value: Value, room: Room) -> dict[str, list[_Reach]]:
    """How far each finding reaches on each unit."""
    heights: dict[str, Decimal] = defaultdict(lambda: ZERO)
    found: dict[str, list[_Reach]] = defaultdict(list)

    def saturation(group: _Group) -> Decimal:
        there = sum((room.of(unit) or ZERO for unit in group.units), ZERO)
        return group.total / there if there > 0 else ZERO

    groups.sort(key=lambda g: (-saturation(g), -g.chance, g.stakes[0].tie))
    for group in groups:
        there = sum((heights[unit] for unit in group.units), ZERO)
        if there >= group.total:
            own = {u: group.total * heights[u] / there for u in group.units if heights[u] > 0}
        else:
            for unit, more in _spread(group.total - there, group.units, heights, room).items():
                heights[unit] += more
            own = {u: heights[u] for u in group.units if heights[u] > 0}
        for unit, height in own.items():
            below = ZERO
            for stake in group.stakes:
                high = below + height * (value(stake) or ZERO) / group.total
                found[unit].append(_Reach(below, high, stake))
                below = high
    return found


def _beyond(
    reaches: dict[str, list[_Reach]], gone: Mapping[str, Decimal]
) -> dict[str, list[_Reach]]:
    """What findings reach above the yuan that are gone; units on which nothing is left are left out."""
    for unit in reaches.keys() & gone.keys():
        above = [
            _Reach(max(r.low - gone[unit], ZERO), r.high - gone[unit], r.stake)
            for r in reaches[unit]
            if r.high > gone[unit]
        ]
        if above:
            reaches[unit] = above
        else:
            del reaches[unit]
    return reaches


def _spread(
    rest: Decimal, units: Sequence[str], heights: Mapping[str, Decimal], room: Room
) -> dict[str, Decimal]:
    """Divide what is missing: by what is free on the units; the remainder only where no room is known."""
    rooms = {u: room.of(u) for u in units}
    free = {u: max(r - heights[u], ZERO) for u, r in rooms.items() if r is not None}
    boundless = [u for u, r in rooms.items() if r is None]
    total = sum(free.values(), ZERO)
    filled = min(rest, total)
    evenly = (rest - filled) / len(boundless) if boundless else ZERO
    return {
        u: evenly if u in boundless else (filled * free[u] / total if total > 0 else ZERO)
        for u in units
    }


def _layers_of(
    unit: str, reaches: list[_Reach], homes: Homes, scale: Decimal = Decimal(1)
) -> list[Layer]:
    """One unit's stack, cut where the findings that reach it change.

    A line is counted in one lead. On stays the findings of one rule are several things, each in
    its own.
    """
    if len(reaches) == 1 and reaches[0].low == 0 < reaches[0].high:
        # nearly every unit of a county: one finding reaches it, from the ground up
        only = reaches[0]
        counted = only.high * scale
        return [Layer(unit, counted, (only.stake,), only.stake, only.high - counted)]
    home = _foremost(reaches, homes.get(unit))
    cuts = sorted({ZERO, *(c for r in reaches for c in (r.low, r.high))})
    found = []
    for below, above in pairwise(cuts):
        its = [r for r in reaches if r.low <= below and r.high >= above]
        at = _foremost(its, homes.get(unit)) if its and unit.startswith(STAY) else home
        yuan = (above - below) * scale
        # between two reaches that differ by the last digit of a division there may be none
        stakes = tuple(r.stake for r in its) or (home,)
        found.append(Layer(unit, yuan, stakes, at, above - below - yuan))
    return found


def _foremost(reaches: list[_Reach], home: Stake | None) -> Stake:
    """The finding at which other yuan of the unit are counted, else the one with the most to expect."""
    if home is not None and any(r.stake is home for r in reaches):
        return home
    return min(
        reaches,
        key=lambda r: (-(r.high - r.low) * Decimal(repr(r.stake.chance[0])), r.stake.tie),
    ).stake


def _top(reaches: list[_Reach]) -> Decimal:
    return max(r.high for r in reaches)


def _of_lines(
    stay: str,
    lines: list[str],
    reaches: Mapping[str, list[_Reach]],
    left: dict[str, Decimal],
    homes: Homes,
) -> list[Layer]:
    """A stay's lines, within its room; takes from `left` what they use."""
    charged = sum((_top(reaches[line]) for line in lines), ZERO)
    most = left.get(stay)
    scale = Decimal(1) if most is None or charged <= most else most / charged
    if most is not None:
        left[stay] = most - charged * scale
    found = [layer for line in lines for layer in _layers_of(line, reaches[line], homes, scale)]
    return found if most is None or charged < most else _to_the_cent(found)


def _to_the_cent(found: list[Layer]) -> list[Layer]:
    """Shares of a bound as whole cents that add up to it: six sixths of 1,000 yuan are not 1,000.02.

    Each share is the sum up to it, in whole cents, less the one before, so that no line gains a cent.
    """
    exact = given = ZERO
    whole = []
    for layer in found:
        exact += layer.yuan
        yuan = (exact + TRACE).quantize(CENT, ROUND_DOWN) - given
        given += yuan
        whole.append(replace(layer, yuan=yuan))
    return whole


def _of_stays(
    reaches: Mapping[str, list[_Reach]], room: Room, left: dict[str, Decimal], homes: Homes
) -> list[Layer]:
    """Findings on stays, the likeliest and most particular first, with what is left of their stays."""
    units = [u for u in reaches if u.startswith(STAY)]
    likely = {u: max(r.stake.chance[0] for r in reaches[u]) for u in units}
    found: list[Layer] = []
    for unit in sorted(units, key=lambda u: (-likely[u], len(stays_in(u)), -_top(reaches[u]), u)):
        height, stays = _top(reaches[unit]), stays_in(unit)
        weights = [room.stays.get(stay, ZERO) for stay in stays]
        whole = sum(weights, ZERO)
        taken = ZERO
        for stay, weight in zip(stays, weights, strict=True):
            part = height * weight / whole if whole > 0 else height / len(stays)
            if stay in left:
                part = min(part, left[stay])
                left[stay] -= part
            taken += part
        found += _to_the_cent(_layers_of(unit, reaches[unit], homes, taken / height))
    return found


def _within_providers(found: list[Layer], room: Room) -> list[Layer]:
    """All of a provider within its room: first its lines and stays, then what stands on neither."""
    standing: dict[str, list[int]] = defaultdict(list)
    loose: dict[str, list[int]] = defaultdict(list)
    for place, layer in enumerate(found):
        kind = standing if layer.unit.startswith((STAY, LINE)) else loose
        kind[layer.home.provider_id or ""].append(place)
    bounded = list(found)
    for provider in sorted(room.providers.keys() & (standing.keys() | loose.keys())):
        left = room.providers[provider]
        for places in (standing[provider], loose[provider]):
            yuan = sum((found[place].yuan for place in places), ZERO)
            if yuan > left:
                share = left / yuan
                shrunk = [replace(found[p], yuan=found[p].yuan * share) for p in places]
                for place, layer in zip(places, _to_the_cent(shrunk), strict=True):
                    bounded[place] = layer
            left -= min(yuan, left)
    return bounded
