"""Raw rows run through every stream, parents before children."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from feijian.contracts.model import quoted
from feijian.ingest.load.accept import accept, idle_streams
from feijian.ingest.load.accounts import hold_unmapped
from feijian.ingest.load.assemble import assemble
from feijian.ingest.load.dedupe import count
from feijian.ingest.load.few_words import with_few_words
from feijian.ingest.load.incoming import make_incoming
from feijian.ingest.load.ledger import forget_days, note_days, touch_everything
from feijian.ingest.load.named import name_again
from feijian.ingest.load.one_load import Load
from feijian.ingest.load.parents import make_status, parents_of
from feijian.ingest.load.quarantine_store import hold, start_held
from feijian.ingest.load.session import Work, patience
from feijian.ingest.load.stage import columns_used
from feijian.ingest.load.stream import Stream
from feijian.ingest.load.usual import usual_columns
from feijian.ingest.read.raw_table import RawTable
from feijian.messages import sentence


def take_streams(
    work: Work,
    streams: dict[str, tuple[Stream, ...]],
    raws: Sequence[RawTable],
    delivery_seq: int,
) -> None:
    """Run raw rows through every stream, parents before children, and settle the quarantine."""
    connection = work.connection
    every = [s for group in streams.values() for s in group]
    by_table: dict[str, list[RawTable]] = {}
    for raw in raws:
        used = columns_used(raw.table, work.source.of_source(raw.table.name))
        raw = replace(raw, usual=usual_columns(connection, raw, used))
        raw = with_few_words(connection, raw, used)
        by_table.setdefault(raw.table.name, []).append(raw)
    parents = parents_of(every)
    empty = {
        name
        for name in parents
        if not count(connection, f"select count(*) from canonical.{quoted(name)}")
    }
    fresh = not count(connection, "select count(*) from ledger.touched") and len(empty) == len(
        parents
    )
    numbered = tuple(s for s in every if s.numbered)
    idle = idle_streams(connection, every, fresh)
    load_ = Load(connection, delivery_seq, fresh, empty, numbered, work.source.name, idle)
    seconds = patience(work.workspace, sum(raw.rows for raw in raws))
    start_held(connection)
    for name in streams:
        connection.execute(f"create or replace temp table lost_{name} (key varchar)")
        connection.execute(f"create or replace temp table touched_number_{name} (number varchar)")
    for position, (name, group) in enumerate(streams.items()):
        work.progress(sentence("storing {name}", name=name), 0.5 + position / len(streams) * 0.45)
        contract = next(t for t in work.catalogue.of_schema("canonical") if t.name == name)
        assembly = work.source.assemblies.get(name)
        connection.execute("create or replace temp table changed (key varchar)")
        for stream in group:
            stood = stream.refers and count(connection, f"select count(*) from {stream.store}")
            incoming = make_incoming(connection, work.source, stream, by_table, seconds)
            if incoming and stream.numbered:
                connection.execute(
                    f"insert into touched_number_{name} select {quoted(stream.numbered.number)} from incoming"
                )
            accept(load_, stream, incoming, assembly.by if assembly else None)
            for named in numbered:
                # rows that came with this load have just looked, but for rows of their own table
                if stood or named.name == stream.name:
                    name_again(load_, stream, named)
        if assembly is not None:
            assemble(
                connection,
                contract,
                assembly,
                group,
                delivery_seq,
                work.source.name,
                seconds,
                fresh=fresh,
            )
        if name in parents:
            make_status(connection, contract, group)
    if fresh:
        connection.execute("delete from ledger.touched")
        forget_days(connection)
        touch_everything(connection, delivery_seq)
    note_days(connection, delivery_seq)
    hold_unmapped(connection, every, raws)
    hold(connection, raws, every, delivery_seq)
