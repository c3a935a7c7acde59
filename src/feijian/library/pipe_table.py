"""Pipe tables: the way cases write rows so that a person can read them."""

from __future__ import annotations

from dataclasses import dataclass

from feijian.messages import sentence


@dataclass(frozen=True)
class PipeTable:
    """Rows as text, in the order written.

    columns: the header's names.
    rows:    one tuple per row, as wide as the header; an empty cell is None, which means NULL.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


def parse_pipe_table(text: str) -> PipeTable:
    r"""Read `a | b` lines; a line of dashes under the header is allowed, blank lines are skipped.

    `''` writes an empty string and `\|` a bar. Raises ValueError naming the line (from 1)
    when a row has more or fewer cells than the header or a column stands twice.
    """
    header: tuple[str, ...] | None = None
    rows: list[tuple[str | None, ...]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or set(line) <= set("-|+: "):
            continue
        cells = [c.strip().replace("\0", "|") for c in line.replace("\\|", "\0").split("|")]
        if header is None:
            header = tuple(cells)
            twice = {c for c in cells if cells.count(c) > 1}
            if twice:
                raise ValueError(
                    sentence(
                        "line {number}: column {twice!r} stands twice",
                        number=number,
                        twice=sorted(twice)[0],
                    )
                )
            continue
        if len(cells) != len(header):
            raise ValueError(
                sentence(
                    "line {number}: {n} cells where the header has {n2}",
                    number=number,
                    n=len(cells),
                    n2=len(header),
                )
            )
        rows.append(tuple(None if c == "" else ("" if c == "''" else c) for c in cells))
    if header is None:
        raise ValueError("no header line")
    return PipeTable(header, tuple(rows))
