"""Ordinary life: how often each thing happens in eighteen months."""

from __future__ import annotations

from collections.abc import Callable

from .later_ordinary import LATER
from .later_wards import WARDS
from .life import County
from .ordinary_counter import counter, dear, outflow
from .ordinary_hospital import clinic, endoscope, pregnant, sugar
from .ordinary_lasting import chemotherapy, chronic, dialysis
from .ordinary_rooms import eye, herbs, home_visit, needles, shot, small, tooth
from .ordinary_stays import operation, stay

OFTEN: tuple[tuple[Callable[[County], object], int], ...] = (
    (chronic, 680),
    (dialysis, 22),
    (chemotherapy, 36),
    (pregnant, 36),
    (sugar, 150),
    (dear, 70),
    (stay, 1500),
    (operation, 420),
    (counter, 3600),
    (outflow, 420),
    (small, 1900),
    (shot, 240),
    (home_visit, 160),
    (tooth, 380),
    (eye, 420),
    (herbs, 520),
    (needles, 130),
    (clinic, 2500),
    (endoscope, 90),
)


def live(w: County, scale: float) -> None:
    """Everything in turn."""
    for what, n in (*LATER, *WARDS, *OFTEN):
        for _ in range(max(1, round(n * scale))):
            what(w)
