"""The kinds that are planted: each a function that plays one case; six to eight of each."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from .county_world import World

Case = Callable[[World, int], None]
KINDS: list[tuple[str, str, str, int, Case]] = []
MODULES = (
    "innocent_ward",
    "innocent_theatre",
    "innocent_return",
    "innocent_counter",
    "innocent_clerk",
    "crude_ward",
    "crude_room",
)


def innocent(note: str, times: int = 7) -> Callable[[Case], Case]:
    """A look-alike: what it is."""
    return _kind("lookalike", note, times)


def crude(note: str, times: int = 7) -> Callable[[Case], Case]:
    """A scheme: what is done."""
    return _kind("scheme", note, times)


def _kind(kind: str, note: str, times: int) -> Callable[[Case], Case]:
    def keep(play: Case) -> Case:
        KINDS.append((kind, play.__name__, note, times, play))
        return play

    return keep


def play(w: World, scale: float) -> None:
    """All of them, in the order in which they are written."""
    for name in MODULES:
        import_module(f"{__package__}.{name}")
    w.known = 0.0
    for kind, name, note, times, case in KINDS:
        w.now = (kind, name, note)
        for n in range(max(1, round(times * scale))):
            case(w, n)
