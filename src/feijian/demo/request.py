"""What county to make, and the calendar it lives in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

DAY = 86_400


@dataclass(frozen=True)
class CountyRequest:
    """One synthetic county.

    lines:       fee lines aimed at; from 50 000 upwards the delivery holds that within a tenth, in
                 a smaller county the planted cases come on top.
    planted:     plant the schemes of `schemes/`.
    look_alikes: make the innocent cases that resemble them.
    dirt:        deliver as platforms do: mixed encodings, void and repeated rows, odd dates.
    first_month: YYYY-MM of the first month with claims; months: how many follow.
    providers:   how many institutions; by default about one for 850 lines, at most 420.
    """

    seed: int = 1
    lines: int = 60_000
    planted: bool = True
    look_alikes: bool = True
    dirt: bool = True
    months: int = 12
    first_month: str = "2025-07"
    providers: int | None = None

    def provider_count(self) -> int:
        wanted = self.providers if self.providers is not None else self.lines // 850
        return max(30, min(420, wanted))

    def calendar(self) -> Calendar:
        year, month = (int(part) for part in self.first_month.split("-"))
        past = year * 12 + month - 1 + self.months
        return Calendar(date(year, month, 1), date(past // 12, past % 12 + 1, 1))


@dataclass(frozen=True)
class Calendar:
    """The days with claims: `first` up to but without `end`. Times are seconds since 1970."""

    first: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.first).days

    @property
    def start(self) -> int:
        return int(
            datetime(self.first.year, self.first.month, self.first.day, tzinfo=UTC).timestamp()
        )

    def at(self, day: int, hour: float = 0.0) -> int:
        """The second of an hour on the n-th day."""
        return self.start + day * DAY + round(hour * 3600)

    def day_of(self, when: date) -> int:
        return (when - self.first).days
