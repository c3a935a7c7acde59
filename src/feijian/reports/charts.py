"""Charts as small inline SVG without any text that depends on a language, the intricate ones by matplotlib.

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
from math import floor, log10
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
    """Yuan at risk by month above yuan charged by month. Words: the two titles.

    Every night changes it for every institution, so it is written as it is: some lines and boxes.
    """
    left, right, places = 56.16, 366.912, range(len(months))
    unit = (right - left) / (max(len(months) - 0.4, 0.6) + 0.6)
    middle = [left + (place + 0.6) * unit for place in places]
    every = max(1, -(-len(months) // 8))
    shown = list(places)[::every]
    drawn = []
    for row, (values, color) in enumerate(((at_risk, ACCENT), (charged, PALE))):
        foot, height = (72.0, 52.2) if row == 0 else (156.6, 52.2)
        scale = height / (max(*values, 1e-9) * 1.05)
        for tick in _ticks(height / scale):
            at = foot - tick * scale
            drawn.append(_line([(left, at), (right, at)], "#e4e8ed", 0.6))
            drawn.append(_text(f"{tick:,.0f}", left - 3.5, at + 3.42, "end", 9, MUTED))
        for x, value in zip(middle, values, strict=True):
            box = [(x - 0.36 * unit, foot), (x + 0.36 * unit, foot)]
            box += [(px, foot - value * scale) for px, _ in reversed(box)]
            drawn.append(f'<path d="{_path(box)}z" style="fill: {color}"/>')
        drawn.append(_line([(left, foot), (right, foot)], PALE, 0.8))
        for i in shown if row else ():
            is_whole = i in (0, shown[-1]) or months[i].month == 1
            label = months[i].strftime("%Y-%m" if is_whole else "%m")
            drawn.append(_text(label, middle[i], foot + 10.34, "middle", 9, MUTED))
        drawn.append(_text(f"@{row}@", left, foot - 1.12 * height, "start", 9, INK))
    return _written(374.4, 180, drawn)


def peer_strips(rows: Sequence[tuple[float, Sequence[float]]]) -> Drawing:
    """One strip per measure: peers as pale ticks, their median dark, this provider as a dot.

    rows: (own value, peers' values sorted). Words: for each row its name, then its numbers.
    Written as it is, as `month_bars`.
    """
    wide, height = 460.8, (0.34 * len(rows) + 0.06) * 72
    unit = height / max(len(rows), 1)
    lines, words, dots = [], [], []
    for row, (own, peers) in enumerate(rows):
        low, high = min(peers[0], own), max(peers[-1], own)
        span = (high - low) or 1.0
        at, median, own_at = (
            [(32 + 34 * (v - low) / span) / 100 * wide for v in values]
            for values in (_thinned(peers), [_median(peers)], [own])
        )
        middle = (row + 0.5) * unit
        lines.append(_line([(0.32 * wide, middle), (0.66 * wide, middle)], "#e4e8ed", 1))
        # one path for all ticks: a path each would be ten times as long
        ticks = "".join(_path([(x, middle - 0.22 * unit), (x, middle + 0.22 * unit)]) for x in at)
        lines.append(f'<path d="{ticks}" style="{_stroke(PALE, 0.9)}"/>')
        ends = [(median[0], middle - 0.34 * unit), (median[0], middle + 0.34 * unit)]
        lines.append(_line(ends, INK, 1.4))
        words.append(_text(f"@{2 * row}@", 0.3 * wide, middle + 2.46, "end", 9.5, INK))
        words.append(_text(f"@{2 * row + 1}@", 0.68 * wide, middle + 2.46, "start", 9.5, MUTED))
        dots.append(
            f'<ellipse cx="{_number(own_at[0])}" cy="{_number(middle)}" rx="4.4"'
            f' ry="{_number(0.16 * unit + 0.5)}" style="fill: {ACCENT}"/>'
        )
    return _written(wide, height, [*lines, *words, *dots])


def _ticks(top: float) -> list[float]:
    """Round figures from nothing up to `top`, at most four of them."""
    if top <= 1e-6:
        return [0.0]
    size = 10.0 ** floor(log10(top / 3))
    step = next(s * size for s in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if s * size >= top / 3)
    return [n * step for n in range(4) if n * step <= top]


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _path(points: Sequence[tuple[float, float]]) -> str:
    (x, y), *rest = points
    onward = "".join(f"L {_number(px)} {_number(py)}\n" for px, py in rest)
    return f"M {_number(x)} {_number(y)}\n{onward}"


def _stroke(color: str, width: float) -> str:
    return f"fill: none; stroke: {color}; stroke-width: {width:g}"


def _line(points: Sequence[tuple[float, float]], color: str, width: float) -> str:
    return f'<path d="{_path(points)}" style="{_stroke(color, width)}"/>'


def _text(words: str, x: float, y: float, anchor: str, size: float, color: str) -> str:
    style = f"font-size: {size:g}px; text-anchor: {anchor}; fill: {color}"
    return f'<text style="{style}" x="{_number(x)}" y="{_number(y)}">{words}</text>'


def _written(width: float, height: float, parts: Sequence[str]) -> Drawing:
    head = f'<svg viewBox="0 0 {_number(width)} {_number(height)}"'
    return Drawing(
        "\n".join([f'{head} xmlns="http://www.w3.org/2000/svg" version="1.1">', *parts, "</svg>"])
    )


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
