"""Charts as small inline SVG without any text that depends on a language.

A drawing is made once; the words that belong on it are tokens (`@0@`, `@1@` …) that `in_words`
replaces. Text stays text, so that fonts fall back in the browser and screen readers read it. They are
written as they are, some lines and boxes: a library for plots takes longer to load than a sweep to rank.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from math import ceil, floor, isfinite, log10

INK, MUTED, PALE, ACCENT = "#1f2933", "#5b6673", "#c3cbd5", "#b3400e"
GRID = "#e4e8ed"
NICE = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
"""Steps between round figures, times a power of ten."""
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
            drawn.append(_line([(left, at), (right, at)], GRID, 0.6))
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
        lines.append(_line([(0.32 * wide, middle), (0.66 * wide, middle)], GRID, 1))
        # one path for all ticks: a path each would be ten times as long
        ticks = "".join(_path([(x, middle - 0.22 * unit), (x, middle + 0.22 * unit)]) for x in at)
        lines.append(f'<path d="{ticks}" style="{_stroke(PALE, 0.9)}"/>')
        ends = [(median[0], middle - 0.34 * unit), (median[0], middle + 0.34 * unit)]
        lines.append(_line(ends, INK, 1.4))
        words.append(_text(f"@{2 * row}@", 0.3 * wide, middle + 2.46, "end", 9.5, INK))
        words.append(_text(f"@{2 * row + 1}@", 0.68 * wide, middle + 2.46, "start", 9.5, MUTED))
        dots.append(_dot(own_at[0], middle, unit))
    return _written(wide, height, [*lines, *words, *dots])


def _ticks(top: float) -> list[float]:
    """Round figures from nothing up to `top`, at most four of them."""
    if top <= 1e-6:
        return [0.0]
    step = _step(top)
    return [n * step for n in range(4) if n * step <= top]


def _step(span: float) -> float:
    """The round figure of which at most three go into a span."""
    size = 10.0 ** floor(log10(span / 3))
    return next(s * size for s in NICE if s * size >= span / 3)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _path(points: Sequence[tuple[float, float]]) -> str:
    (x, y), *rest = points
    onward = "".join(f"L {_number(px)} {_number(py)}\n" for px, py in rest)
    return f"M {_number(x)} {_number(y)}\n{onward}"


def _stroke(color: str, width: float) -> str:
    return f"fill: none; stroke: {color}; stroke-width: {width:g}"


def _line(
    points: Sequence[tuple[float, float]], color: str, width: float, *, dashed: bool = False
) -> str:
    style = _stroke(color, width) + ("; stroke-dasharray: 4.4,1.9" if dashed else "")
    return f'<path d="{_path(points)}" style="{style}"/>'


def _dot(x: float, y: float, unit: float) -> str:
    """The subject itself, in a row `unit` high."""
    place = f'cx="{_number(x)}" cy="{_number(y)}" rx="4.4" ry="{_number(0.16 * unit + 0.5)}"'
    return f'<ellipse {place} style="fill: {ACCENT}"/>'


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

    Words: for each row its name, which stands above the strip, then its numbers, which stand behind.
    """
    wide, unit = 460.8, 38.0
    left, span_wide, numbers = 6.0, 0.46 * wide, 0.5 * wide
    lines, words, dots = [], [], []
    for row, spread in enumerate(rows):
        middle = row * unit + 26
        low = min(spread.p05, spread.own)
        span = (max(spread.p95, spread.own) - low) or 1.0
        values = (spread.own, spread.p05, spread.p25, spread.median, spread.p75, spread.p95)
        own, p05, p25, median, p75, p95 = (left + span_wide * (v - low) / span for v in values)
        lines.append(_line([(p05, middle), (p95, middle)], PALE, 2))
        lines.append(_line([(p25, middle), (p75, middle)], PALE, 8))
        lines.append(_line([(median, middle - 8), (median, middle + 8)], INK, 1.4))
        words.append(_text(f"@{2 * row}@", 0, row * unit + 12, "start", 9.5, INK))
        words.append(_text(f"@{2 * row + 1}@", numbers, middle + 2.46, "start", 9.5, MUTED))
        dots.append(_dot(own, middle, 24.48))
    return _written(wide, unit * len(rows) + 4, [*lines, *words, *dots])


def feature_path(
    periods: Sequence[date],
    own: Sequence[float],
    medians: Sequence[float],
    *,
    share: bool = False,
) -> Drawing:
    """A feature over time: the subject's values as a line, its peers' medians beneath. Words: title.

    share: told in percent. A value that is no number is left out of its line.
    """
    left, right, foot, top = 56.16, 366.912, 85.608, 22.968
    unit = (right - left) / (max(len(periods) - 0.4, 0.6) + 0.6)
    middle = [left + (place + 0.6) * unit for place in range(len(periods))]
    known = [v for v in (*own, *medians) if isfinite(v)] or [0.0]
    low, high = min(known), max(known)
    edge = (high - low) / 20 or abs(high) / 20 or 0.05
    low, high = low - edge, high + edge

    def at(value: float) -> float:
        return foot - (foot - top) * (value - low) / (high - low)

    drawn = []
    every = max(1, -(-len(periods) // 6))
    for x, period in list(zip(middle, periods, strict=True))[::every]:
        drawn.append(_text(period.strftime("%Y-%m"), x, foot + 10.34, "middle", 9, MUTED))
    step = _step(high - low)
    for number in range(ceil(low / step), floor(high / step) + 1):
        y = at(number * step)
        drawn.append(_line([(left, y), (right, y)], GRID, 0.6))
        drawn.append(_text(_figure(number, step, share), left - 3.5, y + 3.42, "end", 9, MUTED))
    for values, color, width in ((medians, MUTED, 1.2), (own, ACCENT, 1.8)):
        points = [(x, at(v)) for x, v in zip(middle, values, strict=True) if isfinite(v)]
        if points:
            drawn.append(_line(points, color, width, dashed=color == MUTED))
    drawn.append(_line([(left, foot), (right, foot)], PALE, 0.8))
    drawn.append(_text("@0@", left, 16.7, "start", 9, INK))
    return _written(374.4, 104.4, drawn)


def _figure(number: int, step: float, share: bool) -> str:
    """So many steps, with as many decimals as a step has; a share in percent."""
    size = step * 100 if share else step
    decimals = next((n for n in range(7) if abs(round(size, n) - size) < 1e-9 * size), 7)
    text = f"{number * size:,.{decimals}f}".replace("-", "−")
    return f"{text}%" if share else text


def _thinned(values: Sequence[float]) -> list[float]:
    if len(values) <= MOST_PEERS:
        return list(values)
    step = (len(values) - 1) / (MOST_PEERS - 1)
    return [values[round(i * step)] for i in range(MOST_PEERS)]


def _median(values: Sequence[float]) -> float:
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
