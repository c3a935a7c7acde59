"""Whether the chances of a year of visits were right: Brier scores and reliability curves.

A part of the section `ranking` of docs/evaluation.md.
"""

from __future__ import annotations

from typing import Any

from benchmarks.seeds import shown
from benchmarks.year import PAIRS, WORLDS
from feijian.leads.calibration import scored


def reliability_section(years: list[dict[str, Any]]) -> list[str]:
    """Whether the chances were right: Brier scores by world, and the reliability curve of each."""
    lines = [
        "### Whether the chances were right",
        "",
        "The year above, the ranking that learns: each verdict beside the chance that the verdicts of the months before gave "
        "(feijian.leads.calibration, as in the report). Base: always saying the overall share. Intervals of shares of 90 %, "
        "verdicts of all seeds together.",
        "",
        "| priors | verdicts | Brier score | base | base minus Brier, over seeds |",
        "|---|---:|---:|---:|---:|",
    ]
    curves = []
    for label in WORLDS:
        its = [[(float(c), float(u)) for c, u in y[label][PAIRS]] for y in years]
        whole = scored([pair for pairs in its for pair in pairs])
        each = [scored(pairs) for pairs in its if pairs]
        gain = shown([one.base - one.brier for one in each], 3)
        lines.append(
            f"| {label} | {whole.verdicts} | {whole.brier:.3f} | {whole.base:.3f} | {gain} |"
        )
        curves += [
            f"| {label} | {b.verdicts} | {b.expected:.2f} | {b.upheld:.2f} ({b.low:.2f}…{b.high:.2f}) |"
            for b in whole.bins
        ]
    return [
        *lines,
        "",
        "| priors | verdicts | chance given | upheld |",
        "|---|---:|---:|---:|",
        *curves,
        "",
    ]
