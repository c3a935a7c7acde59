"""Peculiar values of a file's columns, looked for once: several codes in a cell, broken words.

Both are rare: a look at the different values of a column says whether rows have to be touched at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from feijian.contracts.model import quoted
from feijian.ingest.macros import CODE_SEPARATORS, SEPARATED, literal
from feijian.ingest.read.encodings import is_broken
from feijian.ingest.read.known import ANYTHING, KnownColumn
from feijian.ingest.read.words import Words
from feijian.ingest.sources.source import SourceTable
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

SEVERAL_FROM = 21
"""Bytes of a cell that may hold several codes: one trace code has twenty."""
MOST_WORDS = 50_000
"""Different words of a column that are looked at: more are no names but texts."""


def several_columns(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    table: SourceTable,
    columns: Iterable[str],
    known: Mapping[str, KnownColumn],
) -> tuple[str, ...]:
    """The column that the contract lets be split (`several: split`), where it holds several codes."""
    there = set(columns)
    wanted = [
        c.name
        for c in table.contract.columns
        if c.custom.get("several") == "split"
        and c.name in there
        and known.get(c.name, ANYTHING).may_have(SEVERAL_FROM)
    ]
    return tuple(
        c
        for c in wanted
        if first_row(connection, f"select 1 from temp.{name} where {is_several(quoted(c))} limit 1")
    )


def is_several(cell: str) -> str:
    """SQL that holds for a cell with several codes."""
    return f"case when {cell} is null or strlen({cell}) < {SEVERAL_FROM} then false else regexp_full_match({cell}, {literal(SEPARATED)}) end"


def codes_in(cell: str) -> str:
    """SQL of the list of codes in a cell: each once, in order; the cell itself where it is one code.

    What lies between separators has to be a code each: `81002599832258542937*2` stays as it is.
    """
    parts = (
        f"list_filter(regexp_split_to_array({cell}, {literal(CODE_SEPARATORS)}), lambda p: p <> '')"
    )
    sound = (
        f"len(list_filter({parts}, lambda p: not regexp_full_match(p, '[0-9A-Za-z]{{6,}}'))) = 0"
    )
    once = f"list_filter({parts}, lambda p, i: list_position({parts}, p) = i)"
    return f"case when {is_several(cell)} and {sound} then {once} else [{cell}] end"


def broken_words(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    table: SourceTable,
    columns: Iterable[str],
    told: Words | None = None,
) -> dict[str, tuple[str, ...]]:
    """Words of text columns whose characters were lost or converted wrongly, by column; told: those known already."""
    there = set(columns)
    found: dict[str, tuple[str, ...]] = {}
    for column in table.delivered:
        plain = column.physical_type == "varchar" and not column.custom.get("privacy")
        if not plain or column.custom.get("reads") or column.name not in there:
            continue
        cell = quoted(column.name)
        words: Iterable[str]
        if told and column.name in told:
            words = told[column.name]
        else:
            asked = f"select distinct {cell} from temp.{name} where {cell} is not null limit {MOST_WORDS}"
            words = [word for (word,) in connection.execute(asked).fetchall()]
        broken = tuple(word for word in words if is_broken(word))
        if broken:
            found[column.name] = broken
    return found
