"""The published tables that leads read and write, as polars shapes (data_contracts/published/)."""

from __future__ import annotations

import polars as pl

from feijian.contracts.published import polars_schema

Shape = dict[str, pl.DataType]

MONEY = pl.Decimal(18, 2)

FINDINGS: Shape = polars_schema("finding")
EVENTS: Shape = polars_schema("event")
LEADS: Shape = polars_schema("lead")
SCORES: Shape = polars_schema("score")


def shaped(frame: pl.DataFrame, schema: Shape) -> pl.DataFrame:
    """The columns of `schema`, in its order and types; a column the frame lacks is null."""
    present = set(frame.columns)
    return frame.select(
        (pl.col(name) if name in present else pl.lit(None)).cast(kind).alias(name)
        for name, kind in schema.items()
    )


def nothing(schema: Shape) -> pl.DataFrame:
    """An empty table of the given shape."""
    return pl.DataFrame(schema=schema)
