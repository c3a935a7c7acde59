"""An event's evidence along time: stays as bars, charges and sales as marks, a lane each person and provider."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from feijian.plain import Row

MOST_LANES, WIDTH = 10, 620
SHORTEST = timedelta(hours=12)
"""A range of less is drawn this long, so that two charges of a minute do not fill the page."""


def timeline(
    evidence: Mapping[str, Sequence[Row]],
    lane: Callable[[Row], tuple[str, str]],
    mark: Callable[[Row], str],
) -> Row | None:
    """Lanes with marks from 0 to WIDTH, or None where there is nothing to compare in time.

    lane: provider and person of a row, as shown; where persons are many, one lane is all of a provider's.
    mark: what is written at its mark.
    """
    both = dict.fromkeys(lane(r) for its in evidence.values() for r in its)
    together = len(both) > MOST_LANES

    def named(row: Row) -> str:
        provider, person = lane(row)
        return provider if together else " · ".join(part for part in (provider, person) if part)

    rows = [(role, r) for role, its in evidence.items() for r in its if r["started_at"]]
    if len(rows) < 2:
        return None
    starts = [r["started_at"] for _, r in rows]
    ends = [r["ended_at"] or r["started_at"] for _, r in rows]
    first, last = min(starts), max(max(ends), max(starts))
    slack = max((SHORTEST - (last - first)) / 2, timedelta(0))
    first, last = first - slack, last + slack
    span = (last - first) / timedelta(seconds=1)

    def at(moment: datetime) -> float:
        return float(round((moment - first) / timedelta(seconds=1) / span * WIDTH, 1))

    lanes: dict[str, list[Row]] = {}
    for role, row in sorted(rows, key=lambda r: (r[1]["started_at"], r[0])):
        start, end = at(row["started_at"]), at(row["ended_at"] or row["started_at"])
        lanes.setdefault(named(row), []).append(
            {
                "role": role,
                "x": start,
                "width": max(end - start, 3.0),
                "stay": row["ended_at"] is not None and row["ended_at"] > row["started_at"],
                "label": mark(row),
            }
        )
    shown = dict(list(lanes.items())[:MOST_LANES])
    ticks = [first + (last - first) * n / 4 for n in range(5)]
    pattern = "%m-%d %H:%M" if last - first < timedelta(days=4) else "%Y-%m-%d"
    return {
        "lanes": shown,
        "left_out": len(lanes) - len(shown),
        "ticks": [(at(t), t.strftime(pattern)) for t in ticks],
        "width": WIDTH,
    }
