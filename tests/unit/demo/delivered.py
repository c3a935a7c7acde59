"""Counties that write their own delivery: made small once, their files as rows of text."""

from __future__ import annotations

import csv
import json
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.counties.grammar.world import GB

Rows = list[dict[str, str]]
SCALE = 0.03


def made(county: str, out: Path) -> Path:
    """The county of seed 1 at a thirtieth of its size, in `out`."""
    import_module(f"benchmarks.counties.{county}.county").build(1, out, SCALE)
    return out


def kinds_of(county: str) -> list[tuple[str, str, str]]:
    """`scheme` or `lookalike`, the name, and why it stands there, of every kind that a county plants."""
    import_module(f"benchmarks.counties.{county}.county")  # enters the kinds
    cases = import_module(f"benchmarks.counties.{county}.cases")
    if county == "eighth":
        return [(kind, name, note) for kind, name, note, *_ in cases.KINDS]
    if county == "twelfth":
        books = (("scheme", cases.CRUDE), ("lookalike", cases.CLEAN))
        return [(kind, case.name, case.note) for kind, book in books for case in book]
    return [(case.kind, case.name, case.why) for case in cases.REGISTER.plantings]


def read(out: Path, table: str) -> Rows:
    """The rows of a table as its file has them."""
    encoding = "gb18030" if table in GB else "utf-8"
    with (out / "delivery" / f"{table}.csv").open(encoding=encoding, newline="") as f:
        return list(csv.DictReader(f))


def truth(out: Path) -> list[dict[str, Any]]:
    """What was planted."""
    return [json.loads(text) for text in (out / "truth.jsonl").read_text("utf-8").splitlines()]


def planted(out: Path) -> set[str]:
    """Visits of schemes and look-alikes."""
    return {visit for thing in truth(out) for visit in thing["encounters"]}
