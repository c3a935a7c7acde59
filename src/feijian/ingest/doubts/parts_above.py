"""Amounts that are part of another and more than it: what the pool paid above all that funds paid.

What fund and patient paid, exchanged at one house, adds up as before; a part that is sent beside them does not fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from feijian.contracts.model import Column, quoted
from feijian.errors import Problem
from feijian.ingest.doubts.codes_by_hand import first_houses
from feijian.ingest.read.raw_table import RawTable
from feijian.ingest.values import reading
from feijian.messages import sentence

if TYPE_CHECKING:
    import duckdb

FEWEST, MOST = 20, 0.3
"""Rows of a house with both amounts, and the share of them in which the part is more than the whole."""
A_FEN = "0.05"


def parts_above(
    connection: duckdb.DuckDBPyConnection, raws: Sequence[RawTable]
) -> Iterator[Problem]:
    """Houses of which a column holds more than the column that its contract says it is part of (`partOf`).

    A refund takes both back: signs are not looked at.
    """
    for raw in raws:
        for column in raw.table.contract.columns:
            told = column.custom.get("partOf")
            if told is None or column.name not in raw.columns:
                continue
            whole = next(c for c in raw.table.contract.columns if c.name == told["sum"])
            house = quoted(str(told["house"]))
            if whole.name not in raw.columns or str(told["house"]) not in raw.columns:
                continue
            rows = connection.execute(
                f"select house, count(*) filter (where part > whole + {A_FEN}), count(*)"
                f" from (select {house} as house, abs({_amount(raw, column)}) as part,"
                f" abs({_amount(raw, whole)}) as whole from temp.{raw.name})"
                " where part > 0 and house is not null group by house order by house"
            ).fetchall()
            above = [
                (str(h), int(n), int(of)) for h, n, of in rows if of >= FEWEST and n > MOST * of
            ]
            if above:
                yield Problem(
                    raw.shown,
                    sentence(
                        "{part} is part of {whole} and is more than it: {houses}{more}",
                        part=column.name,
                        whole=whole.name,
                        houses=first_houses(above)["houses"],
                        more=first_houses(above)["part"],
                    ),
                    "What fund and patient paid may be exchanged there: compare a bill before judging.",
                )


def _amount(raw: RawTable, column: Column) -> str:
    """SQL of an amount as text columns hold it, also where nobody else reads the column."""
    return reading(column.name, "decimal(18,2)", "", from_excel=raw.from_excel)
