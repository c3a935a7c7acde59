"""How far an outlier reading moves a probability: upwards alone, at most twofold, never the amount.

Where everybody does the same nobody stands out; that makes a finding no less true, so a place in
the middle or below it moves nothing.
"""

from __future__ import annotations

STRONGEST = 2.0
"""Odds are at most doubled, by the strongest outlier; nothing lowers them."""

MIDDLE = 50.0


def odds_of(percentile: float | None) -> float:
    """By how much outlier support multiplies the odds of a finding, from 1 to STRONGEST.

    1 where nothing is known, NaN included, and where the subject stands among the lower half.
    """
    if percentile is None or not percentile > MIDDLE:
        return 1.0
    return float(STRONGEST ** ((min(percentile, 100.0) - MIDDLE) / MIDDLE))


def shifted(chance: float, odds: float) -> float:
    """A probability after its odds are multiplied."""
    if chance <= 0 or chance >= 1:
        return chance
    moved = chance / (1 - chance) * odds
    return moved / (1 + moved)
