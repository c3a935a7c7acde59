"""Where a row came from: the line of its file in the lower bits, its number within the line above them."""

from __future__ import annotations

FIRST_PLACE = 1 << 40
"""A file has fewer lines than this."""


def line_of(column: str) -> str:
    """SQL of the line a place lies in."""
    return f"({column} & {FIRST_PLACE - 1})"
