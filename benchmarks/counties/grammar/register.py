"""What is planted in a county: each kind of scheme or innocent look-alike, why, and how often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from inspect import signature
from pkgutil import iter_modules
from typing import Any, Protocol

Play = Callable[..., None]
"""Plays a case in the county; with its number where it asks for it."""


class Told(Protocol):
    """A county that is told what it plays: `scheme` or `lookalike`, name, why."""

    now: Any


@dataclass(frozen=True)
class Planting:
    """A kind of case: `scheme` or `lookalike`, its name, why it is so, how many."""

    kind: str
    name: str
    why: str
    many: int
    play: Play

    def played(self, county: Any, n: int) -> None:
        """The n-th case."""
        self.play(*(county, n)[: len(signature(self.play).parameters)])


@dataclass
class Register:
    """A county's kinds of cases in the order in which its modules are read."""

    plantings: list[Planting] = field(default_factory=list)

    def entered(self, kind: str, many: int, why: str | None = None) -> Callable[[Play], Play]:
        """Enter a function under its name; `why` where its docstring does not say it."""

        def of(play: Play) -> Play:
            told = (play.__doc__ or "").strip() if why is None else why
            self.plantings.append(Planting(kind, play.__name__, told, many, play))
            return play

        return of

    def scheme(self, many: int = 6) -> Callable[[Play], Play]:
        """A crude scheme; its docstring says what is done and under which name it is published."""
        return self.entered("scheme", many)

    def innocent(self, many: int = 6) -> Callable[[Play], Play]:
        """An innocent look-alike; its docstring says why it is right."""
        return self.entered("lookalike", many)

    def read(self, package: str) -> None:
        """Read the modules of a county that enter kinds: those named clean_…, crude_… and later_…, by name."""
        folder = import_module(package).__path__
        for name in sorted(m.name for m in iter_modules(folder)):
            if name.startswith(("clean_", "crude_", "later_")):
                import_module(f"{package}.{name}")

    def played(self, county: Told, scale: float) -> None:
        """Plant everything, of each kind its number times the scale and at least one."""
        for kind in self.plantings:
            for n in range(max(1, round(kind.many * scale))):
                county.now = (kind.kind, kind.name, kind.why)
                kind.played(county, n)
