"""Names come with brackets of either width: a pattern of a reference table that asks for one takes both."""

from __future__ import annotations

import csv
from pathlib import Path

REFERENCE = Path(__file__).parents[2] / "data_contracts" / "reference"


def one_width_only(pattern: str) -> bool:
    """Whether a half-width bracket is asked for where the full-width one would do as well."""
    either = pattern.replace("\\(|（", "").replace("\\)|）", "")
    return "\\(" in either or "\\)" in either


def test_a_pattern_that_asks_for_a_bracket_takes_either_width() -> None:
    narrow = [
        f"{path.name}:{line} {column}"
        for path in sorted(REFERENCE.glob("*.csv"))
        for line, row in enumerate(csv.DictReader(path.open(encoding="utf-8")), start=2)
        for column, cell in row.items()
        if "pattern" in (column or "") and one_width_only(cell or "")
    ]
    assert narrow == []
