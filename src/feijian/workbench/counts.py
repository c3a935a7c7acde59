"""A whole number as somebody typed it, or as a page sent it back."""

from __future__ import annotations

LONGEST = 18
"""Digits beyond these are no number of days, visits or rows, and cost time to read."""


def count_of(text: str, least: int, most: int = 10**LONGEST - 1) -> int | None:
    """The number, noughts before it or not; None where it is none or lies outside of the bounds."""
    plain = text.strip()
    if not plain.isdecimal() or len(plain.lstrip("0")) > LONGEST:
        return None
    number = int(plain.lstrip("0") or "0")
    return number if least <= number <= most else None
