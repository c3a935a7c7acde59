"""Files that came before, byte for byte, and whether something of them was withdrawn since."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

from feijian.errors import Problem
from feijian.ingest.load.stream import Stream
from feijian.ingest.read.raw_table import RawTable
from feijian.ingest.sources.source import Source
from feijian.messages import sentence

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
) -> Iterator[Problem]:
    """Tells of files that came before, byte for byte, rows of which a later delivery withdrew.

    They stay withdrawn: a folder loaded twice by mistake says nothing new. A withdrawal that is sent
    along, or came with the file, is nothing to tell.
    """
    sent = {raw.digest for raw in raws}
    for raw in raws:
        voids = [
            f"select _file, _line from {s.void}"
            for group in streams.values()
            for s in group
            if any(m.source_table == raw.table.name for m in s.mappings)
        ]
        if raw.digest not in known or not voids:
            continue
        withdrawing = connection.execute(
            f"select f.digest, count(*) from ({' union '.join(voids)}) as v"
            " join ledger.file as f on f.file_seq = v._file where f.delivery_seq >"
            " (select max(delivery_seq) from ledger.file where digest = $1) group by all",
            [raw.digest],
        ).fetchall()
        rows = sum(n for digest, n in withdrawing if digest not in sent)
        if rows:
            yield Problem(
                raw.shown,
                sentence(
                    "the file was loaded before; {n} rows of its table withdrawn since stay withdrawn",
                    n=rows,
                ),
                "If rows of it are valid again, ask the sender for them with a newer updt_time.",
            )
