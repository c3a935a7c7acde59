"""Where schemes and look-alikes are entered: name, how many at scale 1, why, how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .world import World

Plant = Callable[[World, int], None]


@dataclass(frozen=True)
class Kind:
    """One kind of planted thing."""

    name: str
    count: int
    why: str
    plant: Plant


LOOKALIKES: dict[str, Kind] = {}
SCHEMES: dict[str, Kind] = {}


def _enter(book: dict[str, Kind], name: str, count: int, why: str) -> Callable[[Plant], Plant]:
    def keep(plant: Plant) -> Plant:
        if name in book:
            raise ValueError(f"{name} is entered twice")
        book[name] = Kind(name, count, why, plant)
        return plant

    return keep


def lookalike(name: str, count: int, why: str) -> Callable[[Plant], Plant]:
    """Enter an innocent look-alike."""
    return _enter(LOOKALIKES, name, count, why)


def scheme(name: str, count: int, why: str) -> Callable[[Plant], Plant]:
    """Enter a scheme."""
    return _enter(SCHEMES, name, count, why)


def plant_all(w: World) -> None:
    """Plant everything, schemes first, in the order in which it was entered."""
    for book in (SCHEMES, LOOKALIKES):
        for kind in book.values():
            for i in range(max(1, round(kind.count * w.scale))):
                kind.plant(w, i)
