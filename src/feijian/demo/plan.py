"""Who is treated where and when: the county's ordinary encounters, before a line is charged.

A plan is a frame with one row per encounter: person, provider, pathway, start and finish
(seconds since 1970), days (nights in hospital), severity (0 none, 1 CC, 2 MCC), doctor.
Nobody is in two places: a person has at most one encounter a day and none around a stay.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from feijian.demo.pathways import Charge, Pathway
from feijian.demo.request import DAY, Calendar
from feijian.demo.roster import People, Provider

_MIX = {
    "general": 0.53, "chemotherapy": 0.05, "psychiatric": 0.05, "rehabilitation": 0.06,
    "outpatient": 0.11, "emergency": 0.01, "chronic": 0.06, "dialysis": 0.05, "pharmacy": 0.08,
}  # fmt: skip
_ODDS = (0.70, 0.21, 0.09)
_SECOND_STAY = 0.12
_COLUMNS = ("person", "provider", "pathway", "day", "minute", "days", "severity")


@dataclass
class Setting:
    """What planning needs: the people, the institutions, the pathways and the calendar."""

    people: People
    providers: list[Provider]
    ways: tuple[Pathway, ...]
    calendar: Calendar
    rng: np.random.Generator

    def number(self, key: str) -> int:
        return next(i for i, way in enumerate(self.ways) if way.key == key)

    def of_kind(self, kind: str) -> list[int]:
        return [i for i, way in enumerate(self.ways) if way.kind == kind and way.key != "explicit"]

    def age_years(self) -> np.ndarray:
        today = self.calendar.start // DAY
        return (today - self.people.birth) / 365.25


def expected_lines(way: Pathway) -> float:
    """Lines that one encounter of a pathway has on average."""
    stay = sum(way.days) / 2 + 0.4
    times = {
        "daily": stay,
        "post": stay - 3,
        "pre": 2,
        "every3": stay / 3 + 0.6,
        "every7": stay / 7 + 0.6,
    }
    if not way.days[1]:
        return sum(c.chance for c in way.charges)
    return sum(c.chance * times.get(c.when, 1.0) * _likely(c) for c in way.charges)


def _likely(charge: Charge) -> float:
    return sum(_ODDS[charge.severity :])


def ordinary_plan(setting: Setting, lines: int) -> pl.DataFrame:
    """The plan of a county in which nothing is wrong."""
    pools = _Pools(setting)
    stays = [
        _repeated_stays(setting, pools, "chemotherapy", lines),
        _repeated_stays(setting, pools, "psychiatric", lines),
        _repeated_stays(setting, pools, "rehabilitation", lines),
        _general_stays(setting, pools, lines),
    ]
    visits = [
        _dialysis(setting, pools, lines),
        _chronic(setting, pools, lines),
        _pharmacy(setting, pools, lines),
        *(_single_visits(setting, pools, kind, lines) for kind in ("outpatient", "emergency")),
    ]
    return _finished(setting, pl.concat(stays), pl.concat(visits))


class _Pools:
    """Persons not yet given a course of treatment that excludes others."""

    def __init__(self, setting: Setting) -> None:
        self.order = setting.rng.permutation(len(setting.people))
        self.free = np.ones(len(setting.people), dtype=bool)
        self.ages = setting.age_years()
        self.sex = setting.people.sex

    def take(self, count: int, ages: tuple[int, int], keep: bool = False) -> np.ndarray:
        """Persons of an age; keep: they stay open for other treatment."""
        fit = self.free[self.order]
        fit &= (self.ages[self.order] >= ages[0]) & (self.ages[self.order] <= ages[1])
        chosen = self.order[fit][:count]
        if not keep:
            self.free[chosen] = False
        return chosen


def _frame(**columns: np.ndarray) -> pl.DataFrame:
    return pl.DataFrame({name: np.asarray(columns[name]).astype(np.int64) for name in _COLUMNS})


def _minutes(rng: np.random.Generator, count: int, opens: float, closes: float) -> np.ndarray:
    return rng.integers(round(opens * 60), round(closes * 60), count)


def _placed(setting: Setting, way: Pathway, count: int) -> np.ndarray:
    """Hospitals for so many encounters of a pathway, large ones more often."""
    fit = [
        p for p in setting.providers
        if p.kind == "hospital" and p.weight > 0 and p.level in way.levels
        and (p.specialty in way.specialties or (p.specialty == "tcm" and "general" in way.specialties))
    ]  # fmt: skip
    weights = np.array([p.weight for p in fit])
    return setting.rng.choice([p.number for p in fit], count, p=weights / weights.sum())


def _chosen_ways(
    setting: Setting, persons: np.ndarray, ways: list[int], avoid: np.ndarray | None
) -> np.ndarray:
    """A pathway that fits each person's sex and age, -1 where none does."""
    ages, sex = setting.age_years()[persons], setting.people.sex[persons]
    odds = np.zeros((len(persons), len(ways)))
    for column, number in enumerate(ways):
        way = setting.ways[number]
        fit = (ages >= way.ages[0]) & (ages < way.ages[1]) & ((way.sex == 0) | (sex == way.sex))
        if avoid is not None:
            groups = np.array([setting.ways[n].adrg for n in avoid])
            fit &= groups != way.adrg
        odds[:, column] = fit * way.share
    edges = odds.cumsum(axis=1)
    drawn = setting.rng.random(len(persons))[:, None] * edges[:, -1:]
    picked = np.array(ways)[np.minimum((drawn >= edges).sum(axis=1), len(ways) - 1)]
    return np.where(edges[:, -1] > 0, picked, -1)


def _general_stays(setting: Setting, pools: _Pools, lines: int) -> pl.DataFrame:
    ways = [i for i in setting.of_kind("stay") if setting.ways[i].key not in _MIX]
    shares = np.array([setting.ways[i].share for i in ways])
    mean = float(np.average([expected_lines(setting.ways[i]) for i in ways], weights=shares))
    wanted = round(_MIX["general"] * lines / mean)
    days = setting.calendar.days
    twice = round(wanted * _SECOND_STAY) if days > 300 else 0
    persons = pools.take(wanted - twice, (1, 95), keep=True)
    first = _chosen_ways(setting, persons, ways, None)
    again = persons[:twice]
    second = _chosen_ways(setting, again, ways, first[:twice])
    latest = np.where(np.arange(len(persons)) < twice, 0.4, 1.0)
    rows = [
        _stays(setting, persons, first, np.zeros(len(persons)), latest * days),
        _stays(
            setting,
            again,
            second,
            np.full(len(again), 0.72 * days),
            np.full(len(again), float(days)),
        ),
    ]
    return pl.concat(rows)


def _stays(
    setting: Setting,
    persons: np.ndarray,
    ways: np.ndarray,
    earliest: np.ndarray,
    latest: np.ndarray,
) -> pl.DataFrame:
    rng, count = setting.rng, len(persons)
    severity = np.searchsorted(np.cumsum(_ODDS), rng.random(count)).clip(0, 2)
    low = np.array([way.days[0] for way in setting.ways])[ways]
    high = np.array([way.days[1] for way in setting.ways])[ways]
    days = low + (rng.random(count) * (high - low + 1)).astype(int) + severity * 2
    day = earliest + rng.random(count) * np.maximum(1, latest - earliest - days - 2)
    provider = np.zeros(count, dtype=int)
    for way in np.unique(ways[ways >= 0]):
        mine = ways == way
        provider[mine] = _placed(setting, setting.ways[way], int(mine.sum()))
    frame = _frame(person=persons, provider=provider, pathway=ways, day=day.astype(int),
                   minute=_minutes(rng, count, 8, 15), days=days, severity=severity)  # fmt: skip
    return frame.filter(pl.col("pathway") >= 0)


def _repeated_stays(setting: Setting, pools: _Pools, key: str, lines: int) -> pl.DataFrame:
    """Courses of one pathway: chemotherapy every 21 days, long stays once or twice a year."""
    number, rng = setting.number(key), setting.rng
    way = setting.ways[number]
    length = setting.calendar.days
    gap, most = {"chemotherapy": (21, 6), "psychiatric": (150, 2), "rehabilitation": (160, 2)}[key]
    times = max(1, min(most, (length - way.days[1] - 10) // gap))
    persons = pools.take(max(1, round(_MIX[key] * lines / times / expected_lines(way))), way.ages)
    spare = max(1, length - gap * (times - 1) - way.days[1] - 8)
    begin = rng.integers(0, spare, len(persons))
    home = _placed(setting, way, len(persons))
    frames = []
    for cycle in range(times):
        days = rng.integers(way.days[0], way.days[1] + 1, len(persons))
        frames.append(_frame(
            person=persons, provider=home, pathway=np.full(len(persons), number), day=begin + cycle * gap,
            minute=_minutes(rng, len(persons), 8, 12), days=days, severity=np.zeros(len(persons)),
        ))  # fmt: skip
    return pl.concat(frames)


def _dialysis(setting: Setting, pools: _Pools, lines: int) -> pl.DataFrame:
    """Three sessions a week for each patient, always in the same hospital and shift."""
    number, rng = setting.number("dialysis"), setting.rng
    length = setting.calendar.days
    days = np.arange(length)
    sessions = length / 7 * 3 * expected_lines(setting.ways[number])
    persons = pools.take(
        max(2, round(_MIX["dialysis"] * lines / sessions)), setting.ways[number].ages
    )
    home = _placed(setting, setting.ways[number], len(persons))
    frames = []
    for i, person in enumerate(persons):
        weekday = (days + setting.calendar.first.weekday()) % 7
        on = days[np.isin(weekday, (0, 2, 4) if i % 2 else (1, 3, 5))]
        minute = (8 if i % 4 < 2 else 13) * 60 + rng.integers(0, 40, len(on))
        frames.append(_visits(person, home[i], number, on, minute))
    return pl.concat(frames)


def _visits(
    person: object, provider: object, way: object, day: np.ndarray, minute: np.ndarray
) -> pl.DataFrame:
    count = len(day)
    return _frame(
        person=np.broadcast_to(np.asarray(person), count), provider=np.broadcast_to(np.asarray(provider), count),
        pathway=np.broadcast_to(np.asarray(way), count), day=day, minute=minute,
        days=np.zeros(count), severity=np.zeros(count),
    )  # fmt: skip


def _monthly(
    setting: Setting, persons: np.ndarray, ways: np.ndarray, homes: np.ndarray
) -> pl.DataFrame:
    """A visit every 31 to 34 days each: supply never overlaps."""
    rng, frames = setting.rng, []
    day = rng.integers(0, 28, len(persons))
    while (day < setting.calendar.days - 1).any():
        now = day < setting.calendar.days - 1
        count = int(now.sum())
        frames.append(
            _visits(persons[now], homes[now], ways[now], day[now], _minutes(rng, count, 8, 19))
        )
        day = day + rng.integers(31, 35, len(persons))
    return pl.concat(frames)


def _mean_lines(setting: Setting, ways: list[int]) -> float:
    shares = [setting.ways[i].share for i in ways]
    return float(np.average([expected_lines(setting.ways[i]) for i in ways], weights=shares))


def _chronic(setting: Setting, pools: _Pools, lines: int) -> pl.DataFrame:
    ways = setting.of_kind("chronic")
    visits = setting.calendar.days / 32.5
    persons = pools.take(
        round(_MIX["chronic"] * lines / visits / _mean_lines(setting, ways)), (46, 89)
    )
    chosen = _chosen_ways(setting, persons, ways, None)
    homes = _placed(setting, setting.ways[ways[0]], len(persons))
    return _monthly(setting, persons, chosen, homes)


def _pharmacy(setting: Setting, pools: _Pools, lines: int) -> pl.DataFrame:
    """Half the sales are monthly supplies of chronic patients, half are for a cold."""
    ways = [i for i in setting.of_kind("pharmacy") if setting.ways[i].key != "buy_acute"]
    half = _MIX["pharmacy"] * lines / 2
    persons = pools.take(
        round(half / (setting.calendar.days / 32.5) / _mean_lines(setting, ways)), (46, 89)
    )
    chosen = _chosen_ways(setting, persons, ways, None)
    monthly = _monthly(setting, persons, chosen, setting.people.pharmacy[persons])
    acute = setting.number("buy_acute")
    count = round(half / expected_lines(setting.ways[acute]))
    buyers = setting.rng.choice(pools.take(len(pools.order), (15, 94), keep=True), count)
    day = setting.rng.integers(0, setting.calendar.days, count)
    once = _visits(
        buyers, setting.people.pharmacy[buyers], acute, day, _minutes(setting.rng, count, 8, 21)
    )
    return pl.concat([monthly, once])


def _single_visits(setting: Setting, pools: _Pools, kind: str, lines: int) -> pl.DataFrame:
    ways = setting.of_kind(kind)
    count = round(_MIX[kind] * lines / _mean_lines(setting, ways))
    persons = setting.rng.choice(pools.take(len(pools.order), (1, 95), keep=True), count)
    chosen = _chosen_ways(setting, persons, ways, None)
    persons, chosen = persons[chosen >= 0], chosen[chosen >= 0]
    provider = np.zeros(len(persons), dtype=int)
    for way in np.unique(chosen):
        mine = chosen == way
        provider[mine] = _placed(setting, setting.ways[way], int(mine.sum()))
    day = setting.rng.integers(0, setting.calendar.days, len(persons))
    opens, closes = (6, 22) if kind == "emergency" else (8, 17)
    return _visits(
        persons, provider, chosen, day, _minutes(setting.rng, len(persons), opens, closes)
    )


def _finished(setting: Setting, stays: pl.DataFrame, visits: pl.DataFrame) -> pl.DataFrame:
    """One plan: visits around a stay or twice a day dropped, times and doctors filled in."""
    around = stays.select(
        "person", pl.col("day").alias("admitted"), (pl.col("day") + pl.col("days")).alias("left")
    )
    visits = visits.unique(["person", "day"], keep="first", maintain_order=True).with_row_index(
        "row"
    )
    clash = (
        visits.join(around, on="person")
        .filter((pl.col("day") >= pl.col("admitted") - 3) & (pl.col("day") <= pl.col("left") + 3))
        .select("row")
        .unique()
    )
    visits = visits.join(clash, on="row", how="anti").drop("row")
    plan = pl.concat([stays, visits])
    return timed(setting, plan).sort("start", "person", "provider")


def timed(setting: Setting, plan: pl.DataFrame) -> pl.DataFrame:
    """The plan with start, finish, op_day and doctor in place of day and minute."""
    rng, count = setting.rng, plan.height
    provider = plan["provider"].to_numpy()
    first = np.array([p.first_doctor for p in setting.providers])[provider]
    doctors = np.array([p.doctors for p in setting.providers])[provider]
    kinds = np.array([way.kind for way in setting.ways])[plan["pathway"].to_numpy()]
    midnight = setting.calendar.start + plan["day"].to_numpy() * DAY
    days = plan["days"].to_numpy()
    start = midnight + plan["minute"].to_numpy() * 60 + rng.integers(0, 60, count)
    leave = midnight + days * DAY + rng.integers(9 * 3600, 15 * 3600, count)
    finish = np.where(days > 0, leave, np.where(kinds == "pharmacy", start, start + 2700))
    return plan.select("person", "provider", "pathway", "days", "severity").with_columns(
        start=pl.Series(start), finish=pl.Series(finish),
        op_day=pl.Series(np.where(days > 1, np.minimum(2, days - 1), 0)),
        doctor=pl.Series(first + (rng.random(count) * doctors).astype(np.int64)),
    )  # fmt: skip
