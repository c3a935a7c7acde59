"""Deadlines in working days, by the holidays that the State Council has arranged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

STATUTORY_DAYS = 30
EXTENDED_MONTHS, LONGEST_MONTHS = 3, 6


@dataclass(frozen=True)
class WorkingDays:
    """off: days that are not worked though they are weekdays (or weekends named anyway);
    worked: weekend days that are. until: the last day the arrangement is known for.
    """

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    until: date | None = None

    @classmethod
    def of(cls, rows: Iterable[tuple[date, str]]) -> WorkingDays:
        """From rows of reference.day_off: (day, kind)."""
        found: dict[str, set[date]] = {"off": set(), "work": set()}
        for day, kind in rows:
            found[kind].add(day)
        last = max(found["off"] | found["work"], default=None)
        # arranged by whole calendar years
        until = date(last.year, 12, 31) if last else None
        return cls(frozenset(found["off"]), frozenset(found["work"]), until)

    def is_worked(self, day: date) -> bool:
        return day in self.worked or (day.weekday() < 5 and day not in self.off)

    def after(self, start: date, days: int) -> date:
        """The last day of a deadline of so many working days; the day it begins is not counted."""
        day = start
        while days > 0:
            day += timedelta(days=1)
            days -= self.is_worked(day)
        return day

    def left(self, today: date, due: date) -> int:
        """Working days from tomorrow to the due day; negative where it is past."""
        first, last = sorted((today, due))
        count = sum(
            self.is_worked(first + timedelta(days=n)) for n in range(1, (last - first).days + 1)
        )
        return count if due >= today else -count

    def knows(self, day: date) -> bool:
        """Whether the holidays of that day's year are in the table."""
        return self.until is not None and day <= self.until


def months_after(start: date, months: int) -> date:
    """The same day so many months on, or that month's last day."""
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=start.day - 1), following - timedelta(days=1))
