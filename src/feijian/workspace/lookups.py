"""Few keys looked up among many lines: how the engine is told to ask for them while it reads.

From the right side of a join the engine makes a filter for the scan of the left one. For texts that is a map of
their first four bytes where these lie close together, else one of the whole text (DuckDB 2.0.0). The numbers of
a sender begin alike, so that the map of beginnings passes every line, and every column of it is unpacked before
the join drops it. A key that no row has, far from all others, moves the engine to the other filter: six thousand
visits among ten million lines cost a third (`python -m benchmarks.rules_bench`; docs/decisions/0016).
"""

from __future__ import annotations

import re
from functools import lru_cache

NUMBERS = "encounter_id|stay_id|person_id|provider_id|claim_id|claim_line_id|practitioner_id|original_line_id"
"""Columns with numbers of a sender, texts all of them."""

NOBODY = "\x01"
"""A number that no row has: controls are cleaned from what is loaded, and it would stand before all others."""

LOOKUP = re.compile(
    rf"(\b(?:\w+\.)?(?:{NUMBERS})\s+in\s+\(\s*select\s+(?:\w+\.)?(?:{NUMBERS})\s+from\s+[\w.]+)(\s*\))"
)


@lru_cache(maxsize=1024)
def looked_up(sql: str) -> str:
    """The query with `number in (select number from a table)` asked while lines are read; rows are the same.

    Conditions of another form, and `not in`, stay as they are.
    """
    return LOOKUP.sub(rf"\1 union all select '{NOBODY}'\2", sql)
