"""Rows that a case writes against rows that a query gave: what differs, in words."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from feijian.library.pipe_table import PipeTable


def compare(expected: PipeTable | None, names: list[str], rows: list[tuple[Any, ...]]) -> str:
    """Differences between expected rows (only the columns they write) and rows returned.

    Order does not matter; lists are written `a, b` and compared as sets.
    """
    if expected is None:
        return "" if not rows else f"found {len(rows)}, expected nothing: {_shown(names, rows[0])}"
    missing = [c for c in expected.columns if c not in names]
    if missing:
        return f"the query does not return {', '.join(missing)}"
    positions = [names.index(c) for c in expected.columns]
    actual = sorted(tuple(cell_text(row[p]) for p in positions) for row in rows)
    wanted = sorted(
        tuple(_normal(cell, [row[p] for row in rows]) for cell, p in zip(r, positions, strict=True))
        for r in expected.rows
    )
    if actual == wanted:
        return ""
    extra = [a for a in actual if a not in wanted]
    lost = [w for w in wanted if w not in actual]
    parts = []
    if lost:
        parts.append("not found: " + "; ".join(" | ".join(x) for x in lost))
    if extra:
        parts.append("found besides: " + "; ".join(" | ".join(x) for x in extra))
    return ", ".join(parts) or f"found {len(actual)} rows where {len(wanted)} are written"


def cell_text(value: Any) -> str:
    """A value as cases write it: dates ISO, numbers without trailing zeros, lists sorted."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ", ".join(sorted(str(v) for v in value))
    if isinstance(value, (Decimal, float)):
        text = f"{value:f}"
        return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return str(value)


def _normal(cell: str | None, values: list[Any]) -> str:
    """A written cell in the form `cell_text` gives the values of its column."""
    if cell is None:
        return ""
    kinds = {type(v) for v in values if v is not None}
    if kinds & {list, tuple}:
        return ", ".join(sorted(c.strip() for c in cell.split(",") if c.strip()))
    if kinds & {Decimal, float, int} and bool not in kinds:
        try:
            return cell_text(Decimal(cell))
        except InvalidOperation:
            return cell
    if datetime in kinds and len(cell) == 10:
        return cell_text(datetime.combine(date.fromisoformat(cell), datetime.min.time()))
    return cell


def _shown(names: list[str], row: tuple[Any, ...]) -> str:
    return ", ".join(
        f"{n}={cell_text(v)}" for n, v in zip(names, row, strict=True) if v is not None
    )
