"""Registers that know nearly nobody of those who came: their numbers are written otherwise there.

A register whose numbers lost their zeros, or that is kept by another number, is taken in whole and meets nothing:
nobody has an address then, and nobody died.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from feijian.contracts.model import Catalogue, quoted
from feijian.errors import Problem
from feijian.ingest.sources.source import Source
from feijian.messages import sentence
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

FEWEST = 20
"""Fewer numbers may be strangers to a register by chance."""
KNOWN = 0.1
"""Share of numbers that a register of the region knows at least: half of a county's patients may be from elsewhere."""


def strange_registers(
    connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, source: Source, delivery_seq: int
) -> Iterator[Problem]:
    """Tables whose rows of this delivery name numbers that hardly any register of the workspace has."""
    there = {
        str(row[0])
        for row in connection.execute(
            "select table_name from information_schema.tables where table_schema = 'ledger'"
        ).fetchall()
    }
    for table in catalogue.of_schema("canonical"):
        parts = [
            (m.decides, f"part_{m.name.replace('.', '__')}", m.source_table)
            for m in source.of_table(table.name)
            if table.key == (table.key[0],) and table.key[0] in m.columns
        ]
        registers = [(part, name) for decides, part, name in parts if decides and part in there]
        for decides, part, name in parts:
            if decides or part not in there or not registers:
                continue
            key = quoted(table.key[0])
            listed = " union all ".join(
                f"select {key} from ledger.{quoted(r)}" for r, _ in registers
            )
            row = first_row(
                connection,
                f"""
                with register as (select distinct {key} from ({listed})),
                named as (
                    select distinct {key} from ledger.{quoted(part)}
                    where {key} is not null and _file in (select file_seq from ledger.file where delivery_seq = $1)
                )
                select count(*), count(register.{key}), (select count(*) from register)
                from named left join register on named.{key} = register.{key}
                """,
                [delivery_seq],
            )
            numbers, known, held = row or (0, 0, 0)
            if held and numbers >= FEWEST and known < KNOWN * numbers:
                yield Problem(
                    name,
                    sentence(
                        "of {n:,} numbers ({column}) {known:,} are in {register}",
                        n=numbers,
                        column=table.key[0],
                        known=known,
                        register=", ".join(r for _, r in registers),
                    ),
                    "Compare how both write them: zeros may be lost, or the register is kept by another number.",
                )
