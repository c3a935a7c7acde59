"""Plain values: what crosses between a program and a file, an answer or a page that somebody else reads."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

Json = dict[str, Any]
"""An object as JSON has it: a manifest, a line of a log, an answer of `--json` or of the check service.

It stands where a value leaves the program or comes into it. Between rooms values have types of their
own; tests/library/test_types.py says where a Json may cross.
"""

Row = dict[str, Any]
"""A row of a table as the engine gives it, by column name: what a template or a list prints.

Columns of published tables have types in `data_contracts/published`; a row that is read and decided upon
is a TypedDict of its own (`rules.findings.Finding`).
"""

Cell = str | int | float | bool | Decimal | date | datetime | None
Cells = dict[str, Cell]
"""A row that is listed as it is: of a reference table, or of a comparison that somebody reads."""


def region_prefix(code: str) -> str:
    """What every region code within a region begins with: 370100, the city, is 3701, and 370000 is 37."""
    if len(code) == 6 and code.endswith("00"):
        return code[:2] if code.endswith("0000") else code[:4]
    return code


class Fetched(NamedTuple):
    """What a query gave: the names of its columns, and its rows in the engine's own Python values."""

    columns: list[str]
    rows: list[tuple[Any, ...]]
