"""The looks over what a delivery stored, each for one way in which rows that are read can be wrong together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from feijian.contracts.model import Catalogue
from feijian.errors import Problem
from feijian.ingest.load.half_days import half_days
from feijian.ingest.load.items_apart import items_apart
from feijian.ingest.load.registers import strange_registers
from feijian.ingest.load.sizes import houses_out_of_size
from feijian.ingest.load.unlined import settlements_without_lines
from feijian.ingest.sources.source import Source

if TYPE_CHECKING:
    import duckdb


def looked_over(
    connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, source: Source, delivery_seq: int
) -> Iterator[Problem]:
    """Doubts about a delivery by its rows as they stand in the warehouse, in the order in which they are told."""
    yield from houses_out_of_size(connection, catalogue, delivery_seq)
    yield from items_apart(connection, catalogue, delivery_seq)
    yield from half_days(connection, catalogue, delivery_seq)
    yield from settlements_without_lines(connection, catalogue, delivery_seq)
    yield from strange_registers(connection, catalogue, source, delivery_seq)
