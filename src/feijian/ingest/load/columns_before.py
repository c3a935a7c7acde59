"""Columns that earlier deliveries of a table had and this one lacks.

What was never sent makes rules not applicable. What stopped coming does not: its rows count as empty
where others were filled, a physician as unknown, a withdrawn row as a charge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from feijian.errors import Problem
from feijian.ingest.load.stage import columns_used
from feijian.ingest.read.raw_table import RawTable
from feijian.ingest.sources.source import Source
from feijian.messages import sentence

if TYPE_CHECKING:
    import duckdb


def columns_missed(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    raws: Sequence[RawTable],
    delivery_seq: int,
) -> Iterator[Problem]:
    """Tell of each table which columns the delivery before it had besides, and keep what this one has."""
    connection.execute(
        "create table if not exists ledger.sent_column (delivery_seq integer not null,"
        " source varchar not null, table_name varchar not null, columns varchar[] not null)"
    )
    before = dict(
        connection.execute(
            "select table_name, arg_max(columns, delivery_seq) from ledger.sent_column"
            " where source = $1 group by all",
            [source.name],
        ).fetchall()
    )
    for table, sent in sorted(_sent(raws, source).items()):
        missed = [c for c in before.get(table, ()) if c not in sent]
        if missed:
            yield Problem(
                table,
                sentence(
                    "without columns that the delivery before had: {names}",
                    names=", ".join(missed),
                ),
                "Its rows count as empty there: ask the sender whether it was exported otherwise.",
            )
        connection.execute(
            "insert into ledger.sent_column values ($1, $2, $3, $4)",
            [delivery_seq, source.name, table, sent],
        )


def _sent(raws: Sequence[RawTable], source: Source) -> dict[str, list[str]]:
    """Columns that some file of a table has, of those that anything is made from; in contract order."""
    found: dict[str, set[str]] = {}
    for raw in raws:
        if raw.read:
            found.setdefault(raw.table.name, set()).update(raw.columns)
    sent = {}
    for name, columns in found.items():
        table = source.tables[name]
        used = columns_used(table, source.of_source(name))
        delivered = {c.name for c in table.delivered}
        sent[name] = [c for c in used if c in columns and c in delivered]
    return sent
