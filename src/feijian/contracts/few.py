"""A few rows of a long table: found by the columns that tell them, and only then read whole.

To choose rows and to read them in one scan unpacks every column of every row, where the rows wanted lie
here and there. The scan that looks for them reads the columns of the condition alone; the second one passes
over all parts of the table in which none of them lies.
"""

from __future__ import annotations


def few_of(full: str, condition: str, alias: str = "t") -> str:
    """SQL that holds for rows of a stored table, under an alias, for which a condition on it holds.

    It must be a table: rows of a view have no place. Nothing may have been inserted into it in a transaction
    that is still open: the engine (2.0.0) crashes where such rows were deleted or changed again.
    """
    return f"{alias}.rowid in (select {alias}.rowid from {full} as {alias} where {condition})"
