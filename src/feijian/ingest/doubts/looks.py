"""The looks over what a delivery brought and stored, each for one way in which rows that are read can be wrong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from feijian.contracts.model import Catalogue
from feijian.errors import Problem
from feijian.ingest.doubts.half_days import half_days
from feijian.ingest.doubts.items_apart import items_apart
from feijian.ingest.doubts.made_up import made_up_persons
from feijian.ingest.doubts.months import of_another_month
from feijian.ingest.doubts.registers import strange_registers
from feijian.ingest.doubts.sizes import houses_out_of_size
from feijian.ingest.doubts.unlined import settlements_without_lines
from feijian.ingest.doubts.without_hours import without_hours
from feijian.ingest.read.raw_table import RawTable
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


def noted_of_files(
    connection: duckdb.DuckDBPyConnection, raws: Sequence[RawTable], source: Source
) -> Iterator[Problem]:
    """What a reader should know of the rows of files as they came, before any is stored."""
    yield from of_another_month(connection, raws)
    yield from without_hours(connection, raws, source)
    yield from made_up_persons(connection, raws)
