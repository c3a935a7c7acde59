"""What is planted: kinds of schemes and of innocent look-alikes, with how many cases each has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature
from typing import Any

Play = Callable[..., None]
"""Plays a case in a county; with its number where it wants to know it."""


@dataclass(frozen=True)
class Kind:
    """A kind of case: `scheme` or `lookalike`, its name, what happens, how many."""

    kind: str
    name: str
    note: str
    many: int
    play: Play

    def played(self, county: Any, n: int) -> None:
        """The n-th case."""
        self.play(*(county, n)[: len(signature(self.play).parameters)])


KINDS: list[Kind] = []


def scheme(many: int, note: str) -> Callable[[Play], Play]:
    """Register a crude scheme."""

    def of(play: Play) -> Play:
        KINDS.append(Kind("scheme", play.__name__, note, many, play))
        return play

    return of


def clean(note: str, many: int = 6) -> Callable[[Play], Play]:
    """Register an innocent look-alike."""

    def of(play: Play) -> Play:
        KINDS.append(Kind("lookalike", play.__name__, note, many, play))
        return play

    return of
