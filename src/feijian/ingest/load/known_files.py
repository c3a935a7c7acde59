"""Files that came before, byte for byte, and those of them that may bring back what was withdrawn since."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from feijian.ingest.load.incoming import Stream
from feijian.ingest.read.rows import RawTable
from feijian.ingest.sources.source import Source

if TYPE_CHECKING:
    import duckdb


def known_files(
    connection: duckdb.DuckDBPyConnection, source: Source, raws: Sequence[RawTable]
) -> dict[str, str]:
    """Digests of files loaded before under the same contracts, and by which delivery."""
    rows = connection.execute(
        "select f.digest, min(d.delivery_id) from ledger.file as f"
        " join ledger.delivery as d on d.delivery_seq = f.delivery_seq"
        " where f.content_digest = $1 group by f.digest",
        [source.digest],
    ).fetchall()
    wanted = {raw.digest for raw in raws}
    return {digest: delivery for digest, delivery in rows if digest in wanted}


def withdrawn_since(
    connection: duckdb.DuckDBPyConnection,
    streams: dict[str, tuple[Stream, ...]],
    raws: Sequence[RawTable],
    known: Container[str],
) -> set[str]:
    """Digests of known files that may bring back what a later delivery withdrew.

    A withdrawal that is sent along stands, or came with the file before: nothing is read again for it.
    """
    sent = {raw.digest for raw in raws}
    reopened = set()
    for raw in raws:
        if raw.digest not in known or raw.table.name in reopened:
            continue
        voids = [
            f"select _file from {s.void}"
            for group in streams.values()
            for s in group
            if any(m.source_table == raw.table.name for m in s.mappings)
        ]
        if not voids:
            continue
        withdrawing = connection.execute(
            f"select distinct f.digest from ({' union all '.join(voids)}) as v"
            " join ledger.file as f on f.file_seq = v._file where f.delivery_seq >"
            " (select max(delivery_seq) from ledger.file where digest = $1)",
            [raw.digest],
        ).fetchall()
        if not {digest for (digest,) in withdrawing} <= sent:
            reopened.add(raw.table.name)
    # its files together: a withdrawal among them meets the rows it withdraws
    return {r.digest for r in raws if r.digest in known and r.table.name in reopened}
