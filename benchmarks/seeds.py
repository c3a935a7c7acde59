"""Figures over the seeds of a benchmark: a mean and its interval."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

T_OF_NINE = 2.262
"""Student's t for a two-sided 95 % interval over ten seeds."""


def interval(values: Iterable[float]) -> tuple[float, float, float]:
    """Mean and 95 % interval of the mean over seeds (Student's t)."""
    held = np.array([v for v in values if np.isfinite(v)])
    half = T_OF_NINE * float(held.std(ddof=1)) / np.sqrt(held.size)
    return float(held.mean()), float(held.mean() - half), float(held.mean() + half)


def shown(values: Iterable[float], digits: int = 2) -> str:
    """`mean (low…high)`."""
    mean, low, high = interval(values)
    return f"{mean:.{digits}f} ({low:.{digits}f}…{high:.{digits}f})"
