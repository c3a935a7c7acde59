"""An evaluation as one page: its tables, and how much each order finds, drawn without scripts."""

from __future__ import annotations

from html import escape
from pathlib import Path

from feijian.errors import UsageError
from feijian.library import notes
from feijian.messages import in_words, sentence
from feijian.models.evaluation import Evaluation
from feijian.models.peers import Doubles

WIDTH, HEIGHT, MARGIN = 640, 400, 44
COLOURS = (
    "#1b5e9b",
    "#c0392b",
    "#27814a",
    "#8e44ad",
    "#b9770e",
    "#117a8b",
    "#7b3f00",
    "#566573",
    "#d35498",
    "#4a6b00",
    "#2e4053",
    "#a04000",
)
STYLE = """
body { font: 15px/1.5 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2rem auto; padding: 0 1.5rem;
  max-width: 72rem; color: #1c2833; }
table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; }
th, td { padding: .25rem .6rem; border-bottom: 1px solid #d5d8dc; text-align: right; }
th:first-child, td:first-child { text-align: left; }
td { white-space: nowrap; } td small { color: #566573; }
svg { max-width: 100%; height: auto; }
"""


def write_page(file: Path, result: Evaluation, name: str, lang: str) -> None:
    """Write the page. Raises UsageError where the file cannot be written."""
    try:
        file.write_text(page(result, name, lang), encoding="utf-8")
    except OSError as error:
        raise UsageError(
            sentence("{file}: cannot be written: {strerror}", file=file, strerror=error.strerror),
            "Name another file.",
        ) from None


def page(result: Evaluation, name: str, lang: str) -> str:
    """The whole page as text."""
    title = escape(in_words(sentence("Evaluation of {name}", name=name), lang))
    looked = sentence("share of what was found against share of subjects looked at")
    parts = [
        "<!doctype html>",
        f'<html lang="{"zh-CN" if lang == "zh" else "en"}">',
        "<head>",
        '<meta charset="utf-8">',
        f"<title>{title}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        f"<h1>{title}</h1>",
        _table(*result.table()[:2], lang),
        f"<h2>{escape(in_words(looked, lang))}</h2>",
        _curves(result.curves, in_words(looked, lang), lang),
    ]
    if result.strata:
        sized = escape(in_words(sentence("among subjects of one size"), lang))
        parts += [f"<h2>{sized}</h2>", _table(*result.strata_table()[:2], lang)]
    told = (
        notes.in_words(note, lang) if type(note) is str else in_words(note, lang)
        for note in result.notes
    )
    listed = "".join(f"<li>{escape(note)}</li>" for note in told)
    return "\n".join([*parts, f"<ul>{listed}</ul>", "</body>", "</html>"]) + "\n"


def _table(headers: list[str], rows: list[list[str]], lang: str) -> str:
    head = "".join(f"<th>{escape(in_words(h, lang))}</th>" for h in headers)
    named = [[in_words(row[0], lang), *row[1:]] for row in rows]
    body = "".join(
        "<tr>" + "".join(f"<td>{_cell(text)}</td>" for text in row) + "</tr>" for row in named
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(text: str) -> str:
    """A figure, and its interval on a line of its own."""
    figure, bracket, interval = text.partition(" (")
    if not bracket or "…" not in interval:
        return escape(text)
    return f"{escape(figure)}<br><small>({escape(interval)}</small>"


def _curves(curves: dict[str, Doubles], label: str, lang: str) -> str:
    lines, legend = [], []
    for number, (order, curve) in enumerate(curves.items()):
        name = in_words(order, lang)
        colour = COLOURS[number % len(COLOURS)]
        points = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in curve.tolist())
        lines.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.6">'
            f"<title>{escape(name)}</title></polyline>"
        )
        at = MARGIN + 18 * number
        legend.append(
            f'<rect x="{WIDTH + 8}" y="{at - 9}" width="12" height="12" fill="{colour}"/>'
            f'<text x="{WIDTH + 26}" y="{at + 2}" font-size="13">{escape(name)}</text>'
        )
    marks = "".join(
        f'<text x="{_x(t):.1f}" y="{HEIGHT - MARGIN + 18}" font-size="12" text-anchor="middle">{t:.0%}</text>'
        f'<text x="{MARGIN - 6}" y="{_y(t) + 4:.1f}" font-size="12" text-anchor="end">{t:.0%}</text>'
        f'<line x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{_y(t):.1f}" y2="{_y(t):.1f}" stroke="#e5e7e9"/>'
        for t in (0.0, 0.25, 0.5, 0.75, 1.0)
    )
    return (
        f'<svg viewBox="0 0 {WIDTH + 200} {HEIGHT}" role="img" '
        f'aria-label="{escape(label)}">{marks}{"".join(lines)}{"".join(legend)}</svg>'
    )


def _x(share: float) -> float:
    return MARGIN + share * (WIDTH - 2 * MARGIN)


def _y(share: float) -> float:
    return HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN)
