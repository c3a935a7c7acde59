"""The kinds that are planted: each a function that plays one case; six to eight of each."""

from __future__ import annotations

from collections.abc import Callable

from .county_world import World

Case = Callable[[World, int], None]
KINDS: list[tuple[str, str, str, int, Case]] = []
"""scheme or lookalike, name, note, cases at scale 1, the function that plays one."""


def innocent(note: str, times: int = 7) -> Callable[[Case], Case]:
    """A look-alike: why it is right."""
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
    """All of them, by name, whatever was read first."""
    w.known = 0.0
    for kind, name, note, times, case in sorted(KINDS, key=lambda k: k[:2]):
        w.now = (kind, name, note)
        for n in range(max(1, round(times * scale))):
            case(w, n)
