"""What is planted in the county: each kind of scheme or innocent look-alike, why, and how often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .houses import County

Play = Callable[..., None]
"""Plays a case in the county; with its number where it asks for it."""


@dataclass(frozen=True)
class Planting:
    """A kind of case: `scheme` or `lookalike`, its name, why it is so, how many."""

    kind: str
    name: str
    why: str
    many: int
    play: Play

    def played(self, c: County, n: int) -> None:
        """The n-th case."""
        self.play(*(c, n)[: len(signature(self.play).parameters)])


PLANTINGS: list[Planting] = []


def _registered(kind: str, many: int) -> Callable[[Play], Play]:
    def of(play: Play) -> Play:
        PLANTINGS.append(Planting(kind, play.__name__, (play.__doc__ or "").strip(), many, play))
        return play

    return of


def scheme(many: int = 6) -> Callable[[Play], Play]:
    """A crude scheme; its docstring says what is done and where such was published."""
    return _registered("scheme", many)


def innocent(many: int = 6) -> Callable[[Play], Play]:
    """An innocent look-alike; its docstring says why it is right."""
    return _registered("lookalike", many)
