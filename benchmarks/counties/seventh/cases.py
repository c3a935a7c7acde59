"""The register of what is planted: schemes and look-alikes, each a function that plants one case."""

from __future__ import annotations

from collections.abc import Callable

from .world import World

Planter = Callable[[World, int], None]
CASES: list[tuple[str, str, int, str, Planter]] = []


def scheme(n: int, note: str) -> Callable[[Planter], Planter]:
    """So many cases of a scheme, named by its function."""
    return _entry("scheme", n, note)


def clean(note: str, n: int = 8) -> Callable[[Planter], Planter]:
    """Eight cases of something that only looks bad, and why it is right."""
    return _entry("lookalike", n, note)


def _entry(kind: str, n: int, note: str) -> Callable[[Planter], Planter]:
    def enter(planter: Planter) -> Planter:
        CASES.append((kind, planter.__name__, n, note, planter))
        return planter

    return enter


def play(w: World, scale: float) -> None:
    """Plant everything; a planter calls `World.plant` through `told` with its own kind, name and note."""
    for kind, name, n, note, planter in CASES:
        w.now = (kind, name, note)
        for i in range(max(1, round(n * scale))):
            planter(w, i)
