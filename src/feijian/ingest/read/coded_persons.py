"""What names a person where a code or a number is due: a cell from beside, or who signed the list.

A coded column has short codes and known words. A long number in it, an address or a name is none of
them, and what is in no dictionary is told by its text: so such values are hashed before. A line
below a printed list (审核：张三) stands in the column of its first cell, and would be its row's key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from feijian.contracts.model import quoted
from feijian.ingest.macros import literal
from feijian.ingest.read.codes import Coded
from feijian.ingest.read.known import ANYTHING
from feijian.ingest.read.personal import NO_NAMES
from feijian.ingest.read.personal_forms import SIGNED, is_personal, unsigned
from feijian.ingest.read.surnames import SURNAMES
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

    from feijian.ingest.read.raw_table import RawTable

LONG_NUMBER = re.compile("[0-9][0-9 -]{9,}[0-9Xx]")
"""More digits than any code has: a certificate of fifteen or eighteen, a telephone, a card."""
ADDRESS = re.compile(
    "[0-9一二三四五六七八九十]+(号|组|栋|幢|单元|室|弄)|[省市县区].*([乡镇村]|街道|小区)|[乡镇].*[村组屯]"
)
NAME = re.compile(
    "[\u4e00-\u9fff]{2,3}|(?:"
    + "|".join(s for s in SURNAMES if len(s) == 2)
    + ")[\u4e00-\u9fff]{1,2}"
)
OF_KINDS = re.compile("[医诊院疗费药病险类科级床型压金]")
"""Signs of words for kinds of visits and charges, which begin like surnames as well: 高压氧, 石膏费."""
SELDOM = 2
"""A word that stands more often than this is a kind, and no name."""


def may_name_a_person(value: str, rows: int) -> bool:
    """Whether a value of a coded column, which so many rows have, is a number, an address or a name of somebody."""
    text = value.strip()
    if is_personal(text) or LONG_NUMBER.fullmatch(text) or ADDRESS.search(text):
        return True
    return (
        rows <= SELDOM
        and NAME.fullmatch(text) is not None
        and text.startswith(SURNAMES)
        and text not in NO_NAMES
        and not OF_KINDS.search(text)
    )


def withhold_coded(
    connection: duckdb.DuckDBPyConnection, name: str, codes: Mapping[str, Coded]
) -> tuple[dict[str, Coded], dict[str, int]]:
    """Hash in a raw table the unknown values of coded columns that name a person.

    Returns the columns with their unknown values as they stand now, and how many cells were hashed, by column.
    """
    found = dict(codes)
    hidden: dict[str, int] = {}
    for column, coded in codes.items():
        named = [v for v, rows in coded.unknown.items() if may_name_a_person(v, rows)]
        if not named:
            continue
        cell = quoted(column)
        hashes = dict(
            connection.execute(
                "select v, keyed(v) from (select unnest($1::varchar[]) as v)", [named]
            ).fetchall()
        )
        connection.execute(
            f"update temp.{name} set {cell} = keyed({cell}) where {cell} in (select unnest($1::varchar[]))",
            [named],
        )
        found[column] = replace(
            coded, unknown={hashes.get(v, v): rows for v, rows in coded.unknown.items()}
        )
        hidden[column] = sum(coded.unknown[v] for v in named)
    return found, hidden


def withhold_signed(connection: duckdb.DuckDBPyConnection, raw: RawTable) -> dict[str, int]:
    """Take who signed a list out of a raw table's columns of numbers and codes; how many cells, by column."""
    hidden: dict[str, int] = {}
    for column in raw.table.contract.columns:
        wide = raw.known.get(column.name, ANYTHING).wide
        if column.name not in raw.columns or not column.custom.get("reads") or not wide:
            continue
        words = raw.words.get(column.name)
        if words is not None and not any(re.search(SIGNED, word) for word in words):
            continue
        cell = quoted(column.name)
        count = (
            f"select count(*) from temp.{raw.name} where regexp_matches({cell}, {literal(SIGNED)})"
        )
        signed = first_row(connection, count)
        if signed and signed[0]:
            connection.execute(
                f"update temp.{raw.name} set {cell} = {unsigned(cell)}"
                f" where regexp_matches({cell}, {literal(SIGNED)})"
            )
            hidden[column.name] = int(signed[0])
    return hidden
