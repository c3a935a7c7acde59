"""Coded columns of a file against their dictionaries: what each value means, and what nobody knows.

A coded column has few values: they are looked up one by one, and rows are only touched where a
file writes words or unknown values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from feijian.contracts.model import quoted
from feijian.ingest.macros import literal
from feijian.ingest.read.header import plain_name
from feijian.ingest.read.words import MOST_WORDS as MANY
from feijian.ingest.read.words import Words
from feijian.ingest.sources.source import SourceTable

if TYPE_CHECKING:
    import duckdb

PLAIN = re.compile("[0-9]+")


@dataclass(frozen=True)
class Coded:
    """What the values of one coded column mean.

    meant:   value as written → code, where reading alone would not give it.
    unknown: value as written → rows that have it.
    sets_aside: rows with an unknown value cannot be used.
    """

    meant: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    sets_aside: bool = False

    def reading(self, column: str, read: str) -> str:
        """The expression that reads the column, given the plain one."""
        if not self.meant:
            return read
        whens = " ".join(f"when {literal(v)} then {literal(c)}" for v, c in self.meant.items())
        return f"case {quoted(column)} {whens} else {read} end"

    def is_unknown(self, raw: str) -> str:
        """SQL that holds where the raw value is in no dictionary."""
        return f"{quoted(raw)} in ({', '.join(literal(v) for v in self.unknown)})"


def coded_columns(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    table: SourceTable,
    columns: tuple[str, ...],
    words: Words | None = None,
) -> dict[str, Coded]:
    """Look up the values of every coded column that a raw table has; words: those that are told already."""
    found: dict[str, Coded] = {}
    for column in table.contract.columns:
        dictionary = table.dictionaries.get(column.name)
        if dictionary is None or column.name not in columns:
            continue
        cell = quoted(column.name)
        rows: list[tuple[str, int]]
        if words and column.name in words:
            rows = list(words[column.name].items())
        else:
            rows = connection.execute(
                f"select {cell}, count(*) from temp.{name}"
                f" where {cell} is not null group by all order by 2 desc, 1 limit {MANY}"
            ).fetchall()
        reads = _codes_of(connection, [value for value, _ in rows])
        meant: dict[str, str] = {}
        unknown: dict[str, int] = {}
        for value, count in rows:
            read = reads.get(value, value)
            if table.names.get(plain_name(value)) == column.name:
                continue  # the header again: the row is set aside as that
            if read is None:
                # 无 is no value, unless the dictionary has the word
                code = dictionary.code_of(value) if value.strip() else None
                if code is not None:
                    meant[value] = code
                continue
            code = dictionary.code_of(read)
            if code is None:
                unknown[value] = count
            elif code != read:
                meant[value] = code
        if meant or unknown:
            sets_aside = column.custom.get("unknown") == "quarantine"
            found[column.name] = Coded(meant, unknown, sets_aside)
    return found


def _codes_of(connection: duckdb.DuckDBPyConnection, values: list[str]) -> dict[str, str | None]:
    """What `read_code` makes of values that are more than digits; those read as they stand."""
    others = [v for v in values if not PLAIN.fullmatch(v)]
    if not others:
        return {}
    return dict(
        connection.execute(
            "select v, read_code(v) from (select unnest($1::varchar[]) as v)", [others]
        ).fetchall()
    )
