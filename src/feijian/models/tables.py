"""Stacking what models give into the published tables (data_contracts/published/)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from feijian.contracts.published import polars_schema

if TYPE_CHECKING:
    import polars as pl


def stacked(parts: Sequence[pl.DataFrame], name: str) -> pl.DataFrame:
    """The parts one below the other as the published table `name`; empty where there is no part.

    A column that no part has yet (run_id) is null.
    """
    import polars as pl

    types = polars_schema(name)
    empty = pl.DataFrame(schema=types)
    return pl.concat([empty, *parts], how="diagonal").select(list(types))
