"""Printing: tables or JSON on stdout, progress on stderr."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any


def print_json(value: Any) -> None:
    """One JSON document on stdout; money as text, so that no digit is lost."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(f"not JSON: {type(value).__name__}")


def print_table(
    headers: Sequence[str], rows: Sequence[Sequence[Any]], right: Sequence[int] = ()
) -> None:
    """A plain table on stdout; `right` are the positions of columns of numbers."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for position, header in enumerate(headers):
        table.add_column(header, justify="right" if position in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=screen_width())
    console.print(table)


def screen_width() -> int:
    """Columns of the terminal, or what COLUMNS says; 200 where output goes to a file."""
    import os
    import sys

    told = os.environ.get("COLUMNS", "")
    if told.isdigit():
        return int(told)
    return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 200


def yuan(value: Any) -> str:
    """An amount with separators; unknown is a dash."""
    return "—" if value is None else f"{Decimal(value):,.2f}"


@contextmanager
def progress_bar(total_label: str = "") -> Iterator[Callable[[str, float], None]]:
    """A bar on stderr that appears when a terminal is there; yields update(label, share done)."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    with Progress(
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(), console=Console(stderr=True), transient=True,
    ) as bar:  # fmt: skip
        task = bar.add_task(total_label, total=1.0)

        def update(label: str, done: float) -> None:
            bar.update(task, description=label or total_label, completed=min(max(done, 0.0), 1.0))

        yield update
