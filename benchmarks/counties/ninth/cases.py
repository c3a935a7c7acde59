"""The register of what is planted: schemes and look-alikes, each a function that plants one case."""

from __future__ import annotations

from collections.abc import Callable

from .life import County

Planter = Callable[[County, int], None]
CASES: list[tuple[str, str, int, str, Planter]] = []


def scheme(note: str, n: int = 7) -> Callable[[Planter], Planter]:
    """So many cases of a scheme, named by its function."""
    return _entry("scheme", n, note)


def clean(note: str, n: int = 7) -> Callable[[Planter], Planter]:
    """Cases of something that only looks bad, and why it is right."""
    return _entry("lookalike", n, note)


def _entry(kind: str, n: int, note: str) -> Callable[[Planter], Planter]:
    def enter(planter: Planter) -> Planter:
        CASES.append((kind, planter.__name__, n, note, planter))
        return planter

    return enter


def play(w: County, scale: float) -> None:
    """Plant everything; a planter calls `plant` with the kind, name and note that stand in `now`."""
    for kind, name, n, note, planter in CASES:
        w.now = (kind, name, note)
        for i in range(max(1, round(n * scale))):
            planter(w, i)
