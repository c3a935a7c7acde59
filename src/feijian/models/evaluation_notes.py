"""What must be said beside the figures of an evaluation: guesses, gaps, and who beats the amount."""

from __future__ import annotations

import numpy as np

from feijian.messages import sentence, several
from feijian.models.header import Feature
from feijian.models.labelled import Labelled
from feijian.models.measures import Measured
from feijian.models.wanted import AMOUNT, Wanted


def notes_on(given: Labelled, features: list[Feature], wanted: Wanted) -> list[str]:
    """Which columns were features, which directions were guessed, what was missing."""
    told = [sentence("features: {names}", names=", ".join(f.name for f in features))]
    guessed = [f for f in features if f.name not in wanted.directions]
    if guessed:
        named = ", ".join(f"{f.name}={f.direction}" for f in guessed)
        told.append(
            sentence(
                "directions guessed (say --direction COLUMN=SIDE to change): {named}", named=named
            )
        )
    logs = [f.name for f in features if f.scale == "log"]
    sides = [f.name for f in features if f.direction == "both"]
    if logs:
        told.append(sentence("compared by their logarithm: {names}", names=", ".join(logs)))
    if sides:
        told.append(sentence("remarkable on both sides: {names}", names=", ".join(sides)))
    lacking = {c: int(np.isnan(given.features[c].to_numpy()).sum()) for c in given.features.columns}
    missing = [f"{c} {n}" for c, n in lacking.items() if n]
    if missing:
        told.append(
            sentence(
                "missing values, taken as the median and never adding: {names}",
                names=", ".join(missing),
            )
        )
    return told


def compared(orders: dict[str, Measured]) -> list[str]:
    """Where sorting by amount wins, loses, and cannot be told apart."""
    won: list[str] = []
    lost: list[str] = []
    open_: list[str] = []
    for name, its in orders.items():
        if name == AMOUNT:
            continue
        ahead = its.ahead["average_precision"]
        (won if ahead.high < 0 else lost if ahead.low > 0 else open_).append(name)
    told = []
    if won:
        told.append(sentence("sorting by amount wins against {names}", names=several(won, ", ")))
    if lost:
        told.append(sentence("sorting by amount loses to {names}", names=several(lost, ", ")))
    if open_:
        told.append(
            sentence("sorting by amount cannot be told from {names}", names=several(open_, ", "))
        )
    return told
