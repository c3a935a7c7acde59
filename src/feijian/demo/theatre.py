"""When a patient is in the operating theatre."""

from __future__ import annotations

from typing import Any

from feijian.demo.request import DAY

SESSION = 3000
"""Seconds after the begin within which the theatre books what belongs to an operation."""


def operation_begins(start: Any, operation_day: Any, number: Any) -> Any:
    """Begin of the operation of a stay, in seconds; of numbers, arrays or expressions alike.

    The operation record, the lines of the theatre and the cases all have it from here, so that
    they are of one session, as in a hospital.
    """
    return start // DAY * DAY + operation_day * DAY + 9 * 3600 + number % 5 * 1800
