"""How far an outlier reading moves a probability: never the amount, and at most twofold."""

from __future__ import annotations

STRONGEST = 2.0
"""Odds are at most doubled by the strongest outlier and at most halved by the plainest subject."""


def odds_of(percentile: float | None) -> float:
    """By how much outlier support multiplies the odds of a finding: 1 where nothing is known."""
    if percentile is None:
        return 1.0
    return float(STRONGEST ** ((percentile - 50) / 50))


def shifted(chance: float, odds: float) -> float:
    """A probability after its odds are multiplied."""
    if chance <= 0 or chance >= 1:
        return chance
    moved = chance / (1 - chance) * odds
    return moved / (1 + moved)
