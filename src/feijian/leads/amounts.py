"""Each yuan counted once, in one event and one lead, however many findings name what it stands on.

How yuan are stacked is told in `stacking`. Four sums are made in the same way: the amount at risk,
what the fund would get back, what patients overpaid, and the worth that ranks (the fund's part
where it is known, else the amount). A layer's probability is combined from the findings that reach
it: the highest within a family (its rules see the same pattern), and 1 - product(1 - p) over
families (they look at different things). Findings of `data_quality` never raise it.

A unit belongs to one lead: that of the finding with the largest reach x probability, by the worth that
ranks. All its yuan are counted there, so that no lead tells what the fund paid of an amount that another
tells, and in the other leads they are said to stand elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from feijian.leads.stacking import ZERO, Layer, Room, Stake, homes_of, layers

CENT = Decimal("0.01")
HIGHEST = 0.98
"""Agreement between families never makes a suspicion a certainty."""

__all__ = ["CENT", "ZERO", "Counted", "Room", "Rooms", "Stake", "Total", "combined", "counted_once"]


@dataclass(frozen=True)
class Rooms:
    """The bounds of each sum: yuan charged, paid by the fund, and paid by the patient."""

    charged: Room = field(default_factory=Room)
    fund: Room = field(default_factory=Room)
    person: Room = field(default_factory=Room)


@dataclass
class Total:
    """The sums of a lead or an event, in yuan.

    worth: what ranks, by the fund; expected: of it what is likely to be upheld (mean, low, high).
    expected_amount: the same of the amount at risk. elsewhere: what its findings name and another
    lead counts. known, unknown: findings with and without a known amount or fund.
    """

    amount: Decimal = ZERO
    fund: Decimal = ZERO
    person: Decimal = ZERO
    worth: Decimal = ZERO
    expected: list[Decimal] = field(default_factory=lambda: [ZERO, ZERO, ZERO])
    expected_amount: list[Decimal] = field(default_factory=lambda: [ZERO, ZERO, ZERO])
    elsewhere: Decimal = ZERO
    known: int = 0
    unknown: int = 0
    fund_known: bool = False
    person_known: bool = False

    def add(self, other: Total) -> None:
        self.amount += other.amount
        self.fund += other.fund
        self.person += other.person
        self.worth += other.worth
        for place in range(3):
            self.expected[place] += other.expected[place]
            self.expected_amount[place] += other.expected_amount[place]
        self.known += other.known
        self.unknown += other.unknown
        self.fund_known |= other.fund_known
        self.person_known |= other.person_known

    def rounded(self) -> Total:
        return Total(
            _cents(self.amount),
            _cents(self.fund),
            _cents(self.person),
            _cents(self.worth),
            [_cents(e) for e in self.expected],
            [_cents(e) for e in self.expected_amount],
            _cents(self.elsewhere),
            self.known,
            self.unknown,
            self.fund_known,
            self.person_known,
        )


def _cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Counted:
    """Sums by lead id and by event id; those of a lead's events add up to the lead's."""

    leads: dict[str, Total]
    events: dict[str, Total]


def counted_once(stakes: Iterable[Stake], rooms: Rooms) -> Counted:
    """Everything that the findings claim, each yuan once."""
    ordered = sorted(stakes, key=lambda s: s.tie)
    events: dict[str, Total] = defaultdict(Total)
    leads: dict[str, Total] = defaultdict(Total)
    lead_of: dict[str, str] = {}
    for stake in ordered:
        total = events[_event(stake)]
        lead_of[_event(stake)] = stake.lead_id
        if stake.worth is None:
            total.unknown += 1
        else:
            total.known += 1
        total.fund_known |= stake.fund is not None
        total.person_known |= stake.person is not None
    ranking = layers(ordered, lambda s: s.worth, rooms.fund)
    charged = layers(ordered, lambda s: s.amount, rooms.charged, homes_of(ranking))
    for layer in charged:
        total = events[_event(layer.home)]
        total.amount += layer.yuan
        _expect(total.expected_amount, layer)
        leads[layer.home.lead_id].elsewhere += layer.displaced
        for lead_id in {s.lead_id for s in layer.stakes} - {layer.home.lead_id}:
            leads[lead_id].elsewhere += layer.yuan
    for layer in ranking:
        total = events[_event(layer.home)]
        total.worth += layer.yuan
        if any(s.fund is not None for s in layer.stakes):
            total.fund += layer.yuan
        _expect(total.expected, layer)
    homes = {**homes_of(charged), **homes_of(ranking)}
    for layer in layers(ordered, lambda s: s.person, rooms.person, homes):
        events[_event(layer.home)].person += layer.yuan
    rounded = {event_id: total.rounded() for event_id, total in events.items()}
    for event_id, total in rounded.items():
        leads[lead_of[event_id]].add(total)
    return Counted({lead_id: total.rounded() for lead_id, total in leads.items()}, rounded)


def _event(stake: Stake) -> str:
    return stake.event_id or stake.finding_id


def _expect(sums: list[Decimal], layer: Layer) -> None:
    for place, share in enumerate(combined(layer.stakes)):
        sums[place] += layer.yuan * _as_written(share)


@lru_cache(maxsize=8192)
def _as_written(share: float) -> Decimal:
    """A share to six places; a county has few different ones."""
    return Decimal(repr(round(share, 6)))


def combined(stakes: Sequence[Stake]) -> tuple[float, float, float]:
    """The chance that at least one of several findings on the same yuan is upheld."""
    if len(stakes) == 1:
        return stakes[0].chance
    telling = [s for s in stakes if s.family != "data_quality"] or list(stakes)
    by_family: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for stake in telling:
        by_family[stake.family].append(stake.chance)
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
