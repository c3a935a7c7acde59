"""What is planted in the county: each kind of scheme or innocent look-alike, why, and how often."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.counties.fifteenth.cases import Planting, Play

PLANTINGS: list[Planting] = []


def _registered(kind: str, many: int) -> Callable[[Play], Play]:
    def of(play: Play) -> Play:
        PLANTINGS.append(Planting(kind, play.__name__, (play.__doc__ or "").strip(), many, play))
        return play

    return of


def scheme(many: int = 6) -> Callable[[Play], Play]:
    """A crude scheme; its docstring says what is done and under which name it is published."""
    return _registered("scheme", many)


def innocent(many: int = 6) -> Callable[[Play], Play]:
    """An innocent look-alike; its docstring says why it is right."""
    return _registered("lookalike", many)
