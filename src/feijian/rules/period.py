"""Whether a finding falls into the days asked for, by a sweep, a backtest or a page."""

from __future__ import annotations

from datetime import date

from feijian.rules.findings import Finding


def within_period(finding: Finding, first: date | None, last: date | None) -> bool:
    """Whether any of its days is one asked for; an end that is not given, or not known, is open."""
    begins, ends = finding["occurred_from"], finding["occurred_to"]
    if first is not None and ends is not None and ends < first:
        return False
    return last is None or begins is None or begins <= last
