"""Charts as small inline SVG, drawn by matplotlib without any text that depends on a language.

A drawing is made once; the words that belong on it are tokens (`@0@`, `@1@` …) that `in_words`
replaces. Text stays text, so that fonts fall back in the browser and screen readers read it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from math import nan
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, MUTED, PALE, ACCENT = "#1f2933", "#5b6673", "#c3cbd5", "#b3400e"
STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "feijian",
    "font.size": 9,
    "text.color": INK,
    "axes.edgecolor": PALE,
    "axes.linewidth": 0.8,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "path.simplify": True,
}
MOST_PEERS = 60
"""A strip shows at most this many peers, evenly chosen along their order, both ends included."""


@dataclass(frozen=True)
class Drawing:
    """An SVG with tokens for its words."""

    svg: str

    def in_words(self, words: Sequence[str], label: str) -> str:
        """The SVG with its words, named `label` for those who cannot see it."""
        svg = self.svg
        for number, word in enumerate(words):
            svg = svg.replace(f"@{number}@", escape(word))
        return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(label)}" ', 1)


def _figure(width: float, height: float) -> Figure:
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height))
    FigureCanvasSVG(figure)
    figure.patch.set_visible(False)
    return figure


def _bare(axes: Axes, *kept: str) -> None:
    axes.patch.set_visible(False)
    for side, spine in axes.spines.items():
        spine.set_visible(side in kept)


def _drawn(figure: Figure) -> Drawing:
    """Write the figure small: no preamble, ids, clips, groups or fonts of its own, two decimals."""
    out = io.StringIO()
    figure.savefig(
        out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
    )
    svg = out.getvalue()
    svg = svg[svg.index("<svg ") :]
    for dropped in (
        r"<metadata>.*?</metadata>",
        r"<defs>.*?</defs>",
        r"<!--.*?-->",
        r' id="[^"]*"',
        r' clip-path="[^"]*"',
        r' transform="rotate\(-0 [^"]*"',
        r"font-family: [^;]*; ",
        r"</?g/?>",
        r"; stroke-linecap: square",
        r' xmlns:xlink="[^"]*"',
        r' width="[\d.]+pt" height="[\d.]+pt"',
    ):
        svg = re.sub(dropped, "", svg, flags=re.S)
    svg = re.sub(r"(\d+\.\d)\d+", r"\1", svg)
    return Drawing(re.sub(r"\s*\n\s*", "\n", svg).strip())


def month_bars(
    months: Sequence[date], at_risk: Sequence[float], charged: Sequence[float]
) -> Drawing:
    """Yuan at risk by month above yuan charged by month. Words: the two titles."""
    from matplotlib import rc_context
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    with rc_context(STYLE):
        figure = _figure(5.2, 2.5)
        places = range(len(months))
        for row, (values, color) in enumerate(((at_risk, ACCENT), (charged, PALE))):
            axes = figure.add_axes((0.15, 0.60 if row == 0 else 0.13, 0.83, 0.29))
            axes.bar(places, values, color=color, width=0.72, clip_on=False)
            _bare(axes, "bottom")
            axes.set_xlim(-0.6, max(len(months) - 0.4, 0.6))
            axes.set_ylim(0, max(*values, 1e-9) * 1.05)
            axes.yaxis.set_major_locator(MaxNLocator(3))
            axes.yaxis.set_major_formatter(FuncFormatter(lambda v, _: f"{v:,.0f}"))
            axes.grid(axis="y", color="#e4e8ed", linewidth=0.6)
            axes.set_axisbelow(True)
            every = max(1, -(-len(months) // 8))
            shown = list(places)[::every]
            labels = [
                months[i].strftime("%Y-%m")
                if i in (0, shown[-1]) or months[i].month == 1
                else months[i].strftime("%m")
                for i in shown
            ]
            axes.set_xticks(shown, labels if row else [""] * len(shown))
            axes.text(0, 1.12, f"@{row}@", transform=axes.transAxes, fontsize=9, color=INK)
        return _drawn(figure)


def peer_strips(rows: Sequence[tuple[float, Sequence[float]]]) -> Drawing:
    """One strip per measure: peers as pale ticks, their median dark, this provider as a dot.

    rows: (own value, peers' values sorted). Words: for each row its name, then its numbers.
    """
    from matplotlib import rc_context
    from matplotlib.patches import Ellipse

    height = 0.34 * len(rows) + 0.06
    with rc_context(STYLE):
        figure = _figure(6.4, height)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, 100)
        axes.set_ylim(len(rows), 0)
        axes.set_axis_off()
        for row, (own, peers) in enumerate(rows):
            middle = row + 0.5
            low, high = min(peers[0], own), max(peers[-1], own)
            span = (high - low) or 1.0
            at = [32 + 34 * (v - low) / span for v in _thinned(peers)]
            median = 32 + 34 * (_median(peers) - low) / span
            own_at = 32 + 34 * (own - low) / span
            axes.plot([32, 66], [middle, middle], color="#e4e8ed", linewidth=1)
            # one path for all ticks, broken between them: a path each would be ten times as long
            ticks = [x for place in at for x in (place, place, nan)]
            ends = [middle - 0.22, middle + 0.22, nan] * len(at)
            axes.plot(ticks, ends, color=PALE, linewidth=0.9)
            axes.plot([median, median], [middle - 0.34, middle + 0.34], color=INK, linewidth=1.4)
            axes.add_patch(Ellipse((own_at, middle), 1.7, 0.32, color=ACCENT, zorder=5))
            axes.text(30, middle, f"@{2 * row}@", ha="right", va="center", fontsize=9.5)
            axes.text(68, middle, f"@{2 * row + 1}@", va="center", fontsize=9.5, color=MUTED)
        return _drawn(figure)


@dataclass(frozen=True)
class Spread:
    """One feature: a subject's own value beside quantiles of its peers."""

    own: float
    p05: float
    p25: float
    median: float
    p75: float
    p95: float


def feature_strips(rows: Sequence[Spread]) -> Drawing:
    """One strip per feature: nine peers in ten, their middle half, their median, the subject.

    Words: for each row its name, then its numbers.
    """
    from matplotlib import rc_context
    from matplotlib.patches import Ellipse

    with rc_context(STYLE):
        figure = _figure(6.4, 0.34 * len(rows) + 0.06)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, 100)
        axes.set_ylim(len(rows), 0)
        axes.set_axis_off()
        for row, spread in enumerate(rows):
            middle = row + 0.5
            low = min(spread.p05, spread.own)
            span = (max(spread.p95, spread.own) - low) or 1.0
            values = (spread.own, spread.p05, spread.p25, spread.median, spread.p75, spread.p95)
            own, p05, p25, median, p75, p95 = (44 + 28 * (v - low) / span for v in values)
            axes.plot([p05, p95], [middle, middle], color=PALE, linewidth=2)
            axes.plot([p25, p75], [middle, middle], color=PALE, linewidth=8, solid_capstyle="butt")
            axes.plot([median, median], [middle - 0.32, middle + 0.32], color=INK, linewidth=1.4)
            axes.add_patch(Ellipse((own, middle), 1.7, 0.32, color=ACCENT, zorder=5))
            axes.text(42, middle, f"@{2 * row}@", ha="right", va="center", fontsize=9.5)
            axes.text(74, middle, f"@{2 * row + 1}@", va="center", fontsize=9.5, color=MUTED)
        return _drawn(figure)


def feature_path(
    periods: Sequence[date],
    own: Sequence[float],
    medians: Sequence[float],
    *,
    share: bool = False,
) -> Drawing:
    """A feature over time: the subject's values as a line, its peers' medians beneath. Words: title.

    share: told in percent.
    """
    from matplotlib import rc_context
    from matplotlib.ticker import MaxNLocator, PercentFormatter

    with rc_context(STYLE):
        figure = _figure(5.2, 1.45)
        axes = figure.add_axes((0.15, 0.18, 0.83, 0.6))
        places = list(range(len(periods)))
        axes.plot(places, medians, color=MUTED, linewidth=1.2, linestyle="--")
        axes.plot(places, own, color=ACCENT, linewidth=1.8)
        _bare(axes, "bottom")
        axes.set_xlim(-0.6, max(len(periods) - 0.4, 0.6))
        axes.yaxis.set_major_locator(MaxNLocator(3))
        if share:
            axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        axes.grid(axis="y", color="#e4e8ed", linewidth=0.6)
        shown = places[:: max(1, -(-len(places) // 6))]
        axes.set_xticks(shown, [periods[i].strftime("%Y-%m") for i in shown])
        axes.text(0, 1.1, "@0@", transform=axes.transAxes, fontsize=9, color=INK)
        return _drawn(figure)


def _thinned(values: Sequence[float]) -> list[float]:
    if len(values) <= MOST_PEERS:
        return list(values)
    step = (len(values) - 1) / (MOST_PEERS - 1)
    return [values[round(i * step)] for i in range(MOST_PEERS)]


def _median(values: Sequence[float]) -> float:
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
