"""Printing: tables or JSON on stdout, progress on stderr."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, TextIO

from feijian.cli.words import said, spoken
from feijian.messages import in_words
from feijian.messages.labels import Labels

PROSE_AT_LEAST = (12, 8)
"""Screen columns that a column of prose keeps; the second where the table fits only so."""

BARS = Labels("bar")
"""What a progress bar is about."""

GAP = 2
"""Screen columns between two columns."""

SOONEST, LEAST_PART = 10.0, 0.04
"""Before so many seconds, and so small a part of a run, nothing is said of what is left."""

MINUTES_FROM = 100
"""From so many seconds on what is left is told in minutes."""


def print_json(value: Any) -> None:
    """One JSON document on stdout; money as text, so that no digit is lost."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(f"not JSON: {type(value).__name__}")


STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that colour, clear or turn what stands on a screen."""


def steady(text: str) -> str:
    """A text with values of senders as a screen may get it: what would steer the screen is written by its number."""
    return STEERING.sub(lambda sign: sign[0].encode("unicode_escape").decode(), text)


def tell(text: str, file: TextIO | None = None, *, flush: bool = False) -> None:
    """A sentence in the language that is set, on stdout or where told."""
    print(steady(in_words(text, spoken())), file=file, flush=flush)


def print_table(
    headers: Sequence[str],
    rows: Sequence[Sequence[Any]],
    right: Sequence[int] = (),
    optional: Sequence[int] = (),
) -> None:
    """A plain table on stdout; `right` are the positions of columns of numbers.

    Only prose folds. A column of ids, dates or numbers is never broken, so that a search for an id
    finds it at any width; on a narrow screen empty columns are left out, then those at the
    positions `optional`, in that order; what still does not fit makes the lines longer than the
    screen.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table

    cells = [["" if cell is None else steady(str(cell)) for cell in row] for row in rows]
    screen = Console().width if sys.stdout.isatty() else screen_width()
    kept = list(range(len(headers)))
    if _least_width(headers, cells, kept) > screen:
        kept = [at for at in kept if any(row[at] for row in cells)] or kept
    for at in optional:
        if at in kept and _least_width(headers, cells, kept) > screen:
            kept.remove(at)
    fits = (p for p in PROSE_AT_LEAST if _least_width(headers, cells, kept, p) <= screen)
    widths = _widths(headers, cells, kept, screen, next(fits, PROSE_AT_LEAST[0]))
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for at in kept:
        justify: Literal["left", "right"] = "right" if at in right else "left"
        head = folded(headers[at], widths[at])
        table.add_column(head, justify=justify, overflow="fold", width=widths[at])
    for row in cells:
        table.add_row(*(folded(row[at], widths[at]) for at in kept))
    # cells are what they are: [limits] is no markup, :x: no picture
    console = Console(
        highlight=False,
        markup=False,
        emoji=False,
        width=sum(widths.values()) + GAP * len(widths) + GAP,
    )
    # printed like all else: a pipe that is closed, or a full disk behind it, is told by whoever prints
    with console.capture() as printed:
        console.print(table)
    print(printed.get(), end="")


def folded(text: str, width: int) -> str:
    """Prose in lines of a width: Chinese breaks between any two characters, but never before a
    closing mark or after an opening one; other words stay whole.
    """
    from rich.cells import cell_len

    if cell_len(text) <= width:
        return text
    lines, line = [], ""
    for piece in PIECE.findall(text):
        if line and cell_len(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece if line or not piece.isspace() else ""
    return "\n".join([*lines, line.rstrip()])


OPENING, CLOSING = "（《“‘【", "）》”’】，。；：、？！…"
PIECE = re.compile(
    rf"\s+|[{OPENING}]*(?:[^\s\u2e80-\u9fff\u3000-\u303f\uff00-\uffef{OPENING}{CLOSING}]+|[^{OPENING}])[{CLOSING}]*|."
)
"""What a line may not break: a word, or one Chinese character, with the marks that belong to it."""


def _widths(
    headers: Sequence[str],
    cells: Sequence[Sequence[str]],
    kept: Sequence[int],
    screen: int,
    prose: int,
) -> dict[int, int]:
    """Width by position: what must not break first, the rest to prose by what it lacks."""
    from rich.cells import cell_len

    widths = {at: _least_column(headers[at], cells, at, prose) for at in kept}
    full = {at: max(map(cell_len, [headers[at], *(row[at] for row in cells)])) for at in kept}
    free = max(screen - _least_width(headers, cells, kept, prose), 0)
    lacking = sum(full[at] - widths[at] for at in kept)
    if lacking <= free:
        return full
    return {at: widths[at] + free * (full[at] - widths[at]) // lacking for at in kept}


def _least_column(header: str, cells: Sequence[Sequence[str]], at: int, least: int) -> int:
    """Screen columns that a column needs: its longest id, and of prose a few characters."""
    from rich.cells import cell_len

    words = [word for row in cells for word in row[at].split() if word.isascii()]
    prose = max((cell_len(text) for text in [header, *(row[at] for row in cells)]), default=0)
    return max(min(prose, least), *map(len, words), 0)


def _least_width(
    headers: Sequence[str],
    cells: Sequence[Sequence[str]],
    kept: Sequence[int],
    prose: int = PROSE_AT_LEAST[0],
) -> int:
    """Screen columns without which an id would be broken."""
    return sum(_least_column(headers[at], cells, at, prose) + GAP for at in kept) + GAP


def screen_width() -> int:
    """Columns of the terminal, or what COLUMNS says; 200 where output goes to a file."""
    import os

    told = os.environ.get("COLUMNS", "")
    if told.isdigit():
        return int(told)
    return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 200


def yuan(value: Any) -> str:
    """An amount with separators; unknown is a dash."""
    return "—" if value is None else f"{Decimal(value):,.2f}"


def about(value: Any, lang: str) -> str:
    """An estimate as everywhere: rounded, and said to be one; unknown is a dash."""
    from feijian.leads.labels import estimated

    return "—" if value is None else estimated(Decimal(value)).to(lang)


@contextmanager
def progress_bar(what: str, *, by_clock: bool = False) -> Iterator[Callable[[str, float], None]]:
    """A bar on stderr that appears when a terminal is there; yields update(label, share done).

    what: its name in the table of labels, said where nothing finer is. by_clock: shares are parts of the
    time, so that what is left of it can be told.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, TextColumn, TimeElapsedColumn

    columns: list[ProgressColumn] = [
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
    ]
    if by_clock:
        columns.append(TextColumn("{task.fields[left]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        whole = BARS[what].to(spoken())
        task = bar.add_task(whole, total=1.0, left="")

        def update(label: str, done: float) -> None:
            part = min(max(done, 0.0), 1.0)
            bar.update(
                task,
                description=in_words(label, spoken()) or whole,
                completed=part,
                left=time_left(bar.tasks[0].elapsed or 0.0, part, spoken()),
            )

        yield update


def time_left(elapsed: float, part: float, lang: str) -> str:
    """What is left of the time, in words; nothing while too little has passed to say.

    elapsed: seconds so far. part: how much of the whole they are.
    """
    if elapsed < SOONEST or not LEAST_PART <= part < 1:
        return ""
    left = elapsed * (1 - part) / part
    if left < MINUTES_FROM:
        return said("seconds_left", lang, seconds=max(5, 5 * round(left / 5)))
    return said("minutes_left", lang, minutes=round(left / 60))
