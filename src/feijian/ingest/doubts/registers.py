"""Registers that know nearly nobody of those who came, or know them otherwise: another birth date, another sex.

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
AGREEING = 0.5
"""Share of those known to both of which a register and what came beside it say the same."""
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
            (m.decides, f"part_{m.name.replace('.', '__')}", m)
            for m in source.of_table(table.name)
            if table.key == (table.key[0],) and table.key[0] in m.columns
        ]
        registers = [(part, m) for decides, part, m in parts if decides and part in there]
        for decides, part, m in parts:
            if decides or part not in there or not registers:
                continue
            key = quoted(table.key[0])
            both = [
                c.name
                for c in table.columns
                if c.required
                and c.name not in table.key
                and all(c.name in one.columns for one in (m, *(r for _, r in registers)))
            ]
            said = "".join(f", min({quoted(c)}) as {quoted(c)}" for c in both)
            named = "".join(f", {quoted(c)}" for c in both)
            listed = " union all ".join(
                f"select {key}{named} from ledger.{quoted(r)}" for r, _ in registers
            )
            agreed = "".join(
                f", count(named.{quoted(c)} = register.{quoted(c)}),"
                f" count(*) filter (where named.{quoted(c)} = register.{quoted(c)})"
                for c in both
            )
            row = first_row(
                connection,
                f"""
                with register as (select {key}{said} from ({listed}) group by {key}),
                named as (
                    select {key}{said} from ledger.{quoted(part)}
                    where {key} is not null and _file in (select file_seq from ledger.file where delivery_seq = $1)
                    group by {key}
                )
                select count(*), count(register.{key}), (select count(*) from register){agreed}
                from named left join register on named.{key} = register.{key}
                """,
                [delivery_seq],
            )
            numbers, known, held, *counts = row or (0, 0, 0)
            name = m.source_table
            register = ", ".join(r.source_table for _, r in registers)
            if held and numbers >= FEWEST and known < KNOWN * numbers:
                yield Problem(
                    name,
                    sentence(
                        "of {n:,} numbers ({column}) {known:,} are in {register}",
                        n=numbers,
                        column=table.key[0],
                        known=known,
                        register=register,
                    ),
                    "Compare how both write them: zeros may be lost, or the register is kept by another number.",
                )
            for column, compared, same in zip(both, counts[::2], counts[1::2], strict=True):
                if compared >= FEWEST and same < AGREEING * compared:
                    yield Problem(
                        name,
                        sentence(
                            "of {n:,} numbers {same:,} have the {column} that {register} says",
                            n=compared,
                            same=same,
                            column=column,
                            register=register,
                        ),
                        "One of the two may be of other rows, or a day early: compare some of them before judging.",
                    )
