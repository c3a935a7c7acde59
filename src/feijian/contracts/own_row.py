"""Which columns of a table queries rest on: of a person's own row above all."""

from __future__ import annotations

import re
from collections.abc import Iterable

COMMENTS = re.compile(r"/\*.*?\*/|--[^\n]*", re.DOTALL)
EVERYTHING = re.compile(r"(select|,)\s*(\w+\s*\.\s*)?\*")


def told_of_persons(queries: Iterable[str], columns: Iterable[str]) -> tuple[str, ...]:
    """Columns of the register of persons that some queries may read, by their words alone.

    The insurance, the employer and the phone of a person are those of the latest visit: every night
    changes them, and few queries rest on them. A query that names no columns may read all.
    """
    return told_of("person", queries, columns)


def told_of(table: str, queries: Iterable[str], columns: Iterable[str]) -> tuple[str, ...]:
    """Columns of a table that some queries may read, by their words alone."""
    words: set[str] = set()
    for text in queries:
        bare = COMMENTS.sub(" ", text).lower()
        told = set(re.findall(r"\w+", bare))
        if table in told:
            words |= told | (set(columns) if EVERYTHING.search(bare) else set())
    return tuple(c for c in columns if c in words)
