"""What is planted: a name, what is done, how often, and the function that plays it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

CRUDE: list[Case] = []
CLEAN: list[Case] = []


@dataclass(frozen=True)
class Case:
    """One kind of scheme or look-alike."""

    name: str
    note: str
    many: int
    play: Callable[[Any, int], None]


def scheme(
    note: str, many: int = 9
) -> Callable[[Callable[[Any, int], None]], Callable[[Any, int], None]]:
    """Register a scheme under the name of its function."""

    def put(play: Callable[[Any, int], None]) -> Callable[[Any, int], None]:
        CRUDE.append(Case(play.__name__, note, many, play))
        return play

    return put


def clean(
    note: str, many: int = 9
) -> Callable[[Callable[[Any, int], None]], Callable[[Any, int], None]]:
    """Register a look-alike under the name of its function."""

    def put(play: Callable[[Any, int], None]) -> Callable[[Any, int], None]:
        CLEAN.append(Case(play.__name__, note, many, play))
        return play

    return put
