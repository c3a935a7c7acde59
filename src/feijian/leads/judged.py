"""What verdicts on a part say of the rest: yuan upheld already are there no more, and a line found in
order makes whatever else names it less likely. A record found wrong stays doubtful, and one found right
is doubted no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import polars as pl

from feijian.leads.amounts import ZERO, Room, Rooms, Stake
from feijian.leads.content_order import in_content_order
from feijian.leads.posterior import upheld_shares
from feijian.leads.stacking import LINE, STAY, layers, stays_in

CERTAIN = (1.0, 1.0, 1.0)
UnitsOf = Callable[[Mapping[str, Any]], tuple[str, ...]]


@dataclass(frozen=True)
class JudgedBefore:
    """upheld: what findings with a verdict claim of what was upheld of them.

    in_order: lines of a rejected finding, each with the notes it was rejected with.
    wrongly_recorded: what findings of data quality that were upheld name.
    """

    upheld: tuple[Stake, ...] = ()
    in_order: Mapping[str, Sequence[str]] = field(default_factory=dict)
    wrongly_recorded: frozenset[str] = frozenset()

    def share_in_order(self, rule_id: str, units: Sequence[str]) -> float:
        """The share of a finding's lines that a visit found in order; a note may except its rule."""
        held = [u for u in units if any(rule_id not in n for n in self.in_order.get(u, ()))]
        return len(held) / len(units) if units else 0.0


def judged(settled: pl.DataFrame, verdicts: pl.DataFrame, units_of: UnitsOf) -> JudgedBefore:
    """settled: findings with a verdict on the same evidence."""
    if settled.is_empty():
        return JudgedBefore()
    shares = dict(upheld_shares(verdicts).select("finding_id", "share").iter_rows())
    notes = dict(verdicts.select("finding_id", "note").iter_rows())
    upheld: list[Stake] = []
    in_order: dict[str, list[str]] = defaultdict(list)
    wrongly_recorded: set[str] = set()
    for row in in_content_order(settled).iter_rows(named=True):
        share, units = Decimal(repr(shares.get(row["finding_id"], 0.0))), units_of(row)
        if share > 0:
            upheld.append(_upheld(row, share, units))
        if row["family"] == "data_quality":
            # that a record is right says nothing for or against what was done
            wrongly_recorded.update(units if share > 0 else ())
        elif share == 0:
            for unit in units:
                if unit.startswith(LINE):
                    in_order[unit].append(notes.get(row["finding_id"]) or "")
    return JudgedBefore(tuple(upheld), in_order, frozenset(wrongly_recorded))


def _upheld(row: Mapping[str, Any], share: Decimal, units: tuple[str, ...]) -> Stake:
    def of(name: str) -> Decimal | None:
        return None if row[name] is None else row[name] * share

    return Stake(
        row["finding_id"],
        "",
        row["family"],
        of("amount_at_risk"),
        of("fund_at_risk"),
        CERTAIN,
        units,
        row["rule_id"],
        provider_id=row["provider_id"],
        person=of("person_at_risk"),
        order=row["order"],
    )


def what_is_left(rooms: Rooms, upheld: Sequence[Stake]) -> Rooms:
    """The rooms without what is to be paid back already."""
    if not upheld:
        return rooms
    # what is gone of a line is gone of it for whoever paid
    lines = _by_unit(upheld, rooms.charged, lambda s: s.amount)
    charged = _less(rooms.charged, upheld, lines, lambda s: s.amount)
    fund = _less(rooms.fund, upheld, lines, lambda s: s.worth)
    person = _less(rooms.person, upheld, lines, lambda s: s.person)
    left = Rooms(charged, _within(fund, charged), _within(person, charged))
    return Rooms(
        replace(left.charged, gone=_boundless(upheld, rooms.charged, lambda s: s.amount)),
        replace(left.fund, gone=_boundless(upheld, rooms.fund, lambda s: s.worth)),
        replace(left.person, gone=_boundless(upheld, rooms.person, lambda s: s.person)),
    )


def _boundless(
    upheld: Sequence[Stake], room: Room, value: Callable[[Stake], Decimal | None]
) -> dict[str, Decimal]:
    """What is upheld of a box, or of a line or stay of which nobody knows how much there was."""
    return {u: y for u, y in _by_unit(upheld, room, value).items() if room.of(u) is None}


def _within(room: Room, charged: Room) -> Room:
    """Nobody paid more of what is left than is left."""
    return replace(
        room,
        stays={k: min(yuan, charged.stays.get(k, yuan)) for k, yuan in room.stays.items()},
        providers={
            k: min(yuan, charged.providers.get(k, yuan)) for k, yuan in room.providers.items()
        },
    )


def _by_unit(
    upheld: Sequence[Stake], room: Room, value: Callable[[Stake], Decimal | None]
) -> dict[str, Decimal]:
    found: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for layer in layers(upheld, value, room):
        found[layer.unit] += layer.yuan
    return found


def _less(
    room: Room,
    upheld: Sequence[Stake],
    of_lines: Mapping[str, Decimal],
    value: Callable[[Stake], Decimal | None],
) -> Room:
    lines, stays, providers = dict(room.lines), dict(room.stays), dict(room.providers)
    for unit, yuan in of_lines.items():
        if unit in lines:
            lines[unit] = max(lines[unit] - yuan, ZERO)
    found = layers(upheld, value, room)
    # what stands on one stay first: of several it is gone where something is left
    for layer in sorted(found, key=lambda each: len(stays_in(each.unit))):
        for stay, part in _parts(layer.unit, room, stays).items():
            stays[stay] = max(stays[stay] - layer.yuan * part, ZERO)
        provider = layer.home.provider_id
        if provider in providers:
            providers[provider] = max(providers[provider] - layer.yuan, ZERO)
    return replace(room, lines=lines, stays=stays, providers=providers)


def _parts(unit: str, room: Room, left: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """How the stays under a unit share what is upheld of it: by what is left of them."""
    under = stays_in(unit) if unit.startswith(STAY) else [room.stay_of.get(unit, "")]
    sizes = {stay: left[stay] for stay in under if stay in left}
    whole = sum(sizes.values(), ZERO)
    return {stay: size / whole for stay, size in sizes.items()} if whole > 0 else {}
