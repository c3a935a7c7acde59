"""Few keys looked up among many lines: how the engine is told to ask for them while it reads.

From the right side of a join the engine makes a filter for the scan of the left one. For texts that is a map of
their first four bytes where these lie close together, else a filter of the whole text (DuckDB 2.0.0). The numbers of
a sender begin alike, so that the map of beginnings passes every line, and every column of it is unpacked before
the join drops it. A key that no row has, far from all others, moves the engine to the other filter: six thousand
visits among ten million lines cost a third (docs/decisions/0016).
"""

from __future__ import annotations

import re
from functools import lru_cache

KEYS = "encounter_id|stay_id|person_id|provider_id|claim_id|claim_line_id|practitioner_id|original_line_id|item_code|trace_code"
"""Columns with numbers and codes, texts all of them, that begin alike."""

NO_KEY = "\x01"
NOBODY = f"'{NO_KEY}'"
"""A key that no row has, before all others: what is loaded is cleaned of controls."""


def with_nobody(keys: str) -> str:
    """A query of one column of keys, texts, with one more that no row has: for what stands in `key in (…)`."""
    return f"{keys} union all select {NOBODY}"


LISTED = re.compile(rf"\b({KEYS}) in \(select ({KEYS}) from canonical\.(\w+)\)")
"""`key in (select key from a canonical table)`, never `not in`: nothing is true of those it leaves out."""

BESIDE = re.compile(
    rf'\bfrom\s+canonical\."?(\w+)"?\s+as\s+(\w+)\s+where\s+\2\."?({KEYS})"? = "?(\w+)"?\."?({KEYS})\b"?'
)
"""Rows of a canonical table beside a row: `from it as alias where alias.key = name.key`."""

OTHERWISE = re.compile(r"[()]|\b(?:or|union|except|intersect)\b", re.IGNORECASE)


def of_the_few(sql: str, name: str, rows: str) -> str:
    """A query over few rows that looks others up, by keys, in canonical tables: only those that the few name are read.

    name: what the query calls the rows. rows: the relation that holds them.
    """

    def listed(found: re.Match[str]) -> str:
        here, there, table = found.groups()
        keys = with_nobody(f"select {here} from {rows}")
        # never empty: of a row that names nothing it says neither yes nor no
        few = with_nobody(f"select {there} from canonical.{table} where {there} in ({keys})")
        return f"{here} in ({few})"

    def beside(found: re.Match[str]) -> str:
        table, alias, there, of, here = found.groups()
        if of != name or not _bound(found.string[found.end() :]):
            return found[0]
        keys = with_nobody(f"select {here} from {rows}")
        few = f"(select * from canonical.{table} where {there} in ({keys}))"
        return f"from {few} as {alias} where {alias}.{there} = {of}.{here}"

    return BESIDE.sub(beside, LISTED.sub(listed, sql))


def _bound(rest: str) -> bool:
    """Whether what follows a condition, up to the bracket that closes it, leaves it in force."""
    depth = 0
    for found in OTHERWISE.finditer(rest):
        if found[0] == "(":
            depth += 1
        elif found[0] == ")":
            if not depth:
                return True
            depth -= 1
        elif not depth:
            return False
    return False


LOOKUP = re.compile(
    rf"(\b(?:\w+\.)?(?:{KEYS})\s+in\s+\(\s*select\s+(?:\w+\.)?(?:{KEYS})\s+from\s+[\w.]+)(\s*\))"
)
"""`key in (select key from a table)`."""

NO_WORDS = re.compile(r"--[^\n]*|'[^']*'")
WORDS = re.compile(r"[\w$.]+|[()]")
WITHIN = ("select", "case", "when", "then", "else", "having", "qualify")
"""Words that begin something else than a condition of `where`."""

GAP = r"(?:\s|--[^\n]*\n)*"
PAIR = rf"\w+\.(?:{KEYS}) = \w+\.(?:{KEYS})\b"
SEMI = re.compile(
    rf"\bsemi join (?P<table>[\w.]+)(?: as (?P<name>\w+))?(?P<on>{GAP}\bon\b{GAP}{PAIR}(?:{GAP}and\b{GAP}{PAIR})*)"
    rf"(?=\s|\)|$)(?!{GAP}and\b)"
)
"""`semi join a table on` keys and nothing else."""


@lru_cache(maxsize=1024)
def looked_up(sql: str) -> str:
    """The query with what only looks keys up asked while lines are read; its rows are the same.

    Conditions of another form, and `not in`, stay as they are; so do those that are part of a larger one: of a
    missing key an empty table says no, one with a row neither yes nor no, and what is made of it may differ.
    """

    def asked(found: re.Match[str]) -> str:
        stands_alone = _stands_alone(sql[: found.start()])
        return f"{found[1]} union all select {NOBODY}{found[2]}" if stands_alone else found[0]

    return SEMI.sub(_semi_join, LOOKUP.sub(asked, sql))


def _stands_alone(before: str) -> bool:
    """Whether a condition behind this text is one of `where` or `on` by itself, in force or not as a whole."""
    words = WORDS.findall(NO_WORDS.sub(" ", before.lower()))
    if words and words[-1] == "not":
        return False
    depth = 0
    for word in reversed(words):
        if word == ")":
            depth += 1
        elif word == "(":
            if not depth:
                return False
            depth -= 1
        elif not depth and word in ("where", "on"):
            return True
        elif not depth and word in WITHIN:
            return False
    return False


def _semi_join(found: re.Match[str]) -> str:
    table, conditions = found["table"], found["on"]
    name = found["name"] or table.rsplit(".", 1)[-1]
    keys = list(dict.fromkeys(re.findall(rf"\b{name}\.({KEYS})\b", conditions)))
    if len(keys) != len(re.findall(PAIR, conditions)):
        return found[0]  # a column of it is compared twice, or one of no side of the join
    nobody = ", ".join([NOBODY] * len(keys))
    return f"semi join (select {', '.join(keys)} from {table} union all select {nobody}) as {name}{conditions}"
