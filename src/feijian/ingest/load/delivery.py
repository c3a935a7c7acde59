"""A delivery becomes rows: read, judged, merged, stored, in one transaction."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from feijian.contracts.model import Catalogue
from feijian.errors import DeliveryRefused, Problem
from feijian.ingest.doubts.ahead import later_than_arrival
from feijian.ingest.doubts.cut_short import cut_short
from feijian.ingest.doubts.looks import looked_over, noted_of_files
from feijian.ingest.doubts.parts_above import parts_above
from feijian.ingest.doubts.plausibility import measured
from feijian.ingest.doubts.region import of_another_province
from feijian.ingest.doubts.second_header import second_headers
from feijian.ingest.load.accounts import assert_balanced, balance_of, counted
from feijian.ingest.load.against_before import against_before
from feijian.ingest.load.dedupe import count
from feijian.ingest.load.known_files import known_files, withdrawn_since
from feijian.ingest.load.ledger import (
    enter_delivery,
    next_number,
    note_delivered_columns,
    prepare_ledger,
)
from feijian.ingest.load.mostly_void import mostly_void
from feijian.ingest.load.notes import (
    columns_in_doubt,
    empty_tables,
    left_out_tables,
    notes_on,
    of_another_table,
    sealed_files,
    unread_tables,
)
from feijian.ingest.load.quarantine_store import Copy, start_held, write_copies
from feijian.ingest.load.report import MOST_HELD, FileBalance, LoadReport, too_much_held
from feijian.ingest.load.session import (
    Progress,
    Work,
    session,
    shut_in,
    silent,
    transaction,
)
from feijian.ingest.load.stage import columns_used
from feijian.ingest.load.steps import LoadStep
from feijian.ingest.load.stream import streams_of
from feijian.ingest.load.taking import take_streams
from feijian.ingest.read.all_files import read_files
from feijian.ingest.read.archives import MEGABYTE, Limits
from feijian.ingest.read.files import Discovery, discover
from feijian.ingest.read.personal_forms import without_persons
from feijian.ingest.read.raw_table import RawTable
from feijian.ingest.sources.kept_source import contracts_of
from feijian.ingest.sources.source import Source
from feijian.messages import sentence
from feijian.workspace.arrow_alone import arrow_alone

if TYPE_CHECKING:
    import duckdb

    from feijian.library import Library
    from feijian.workspace import Workspace


def load(
    workspace: Workspace,
    path: Path,
    *,
    source: str = "nhsa_platform",
    library: Library,
    received_at: datetime | None = None,
    progress: Progress | None = None,
    most_held: float = MOST_HELD,
    steps: list[LoadStep] | None = None,
) -> LoadReport:
    """Load a delivery, a folder or one file, into the warehouse.

    received_at: when it arrived; now where not given. most_held: share of a table's rows that may
    go into quarantine before the delivery counts as doubtful. steps: where given, every statement is
    written down there in its order.

    Raises DeliveryNotFound when the path holds nothing to load, DeliveryRefused listing everything
    that is broken in any file, and StorageError when the disk is full; in each case the warehouse
    stays as it was.
    """
    arrow_alone()
    told = progress or silent
    contracts = contracts_of(workspace, library, source)
    catalogue, contract = contracts.catalogue, contracts.source
    # one load at a time, from the first file on: they unpack into the same place
    with workspace.locked("load"):
        scratch = _emptied(workspace)
        try:
            found = discover(path, contract, scratch, limits_of(workspace))
            return _load(
                workspace, path, found, catalogue, contract, received_at, told, most_held, steps
            )
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _emptied(workspace: Workspace) -> Path:
    """Where archives are unpacked; what a killed load left of its files is removed."""
    scratch = workspace.temporary / "unpacked"
    shutil.rmtree(scratch, ignore_errors=True)
    for pattern in ("*.csv", "*.parquet"):
        for left in workspace.temporary.glob(pattern):
            left.unlink(missing_ok=True)
    return scratch


def _load(
    workspace: Workspace,
    path: Path,
    found: Discovery,
    catalogue: Catalogue,
    contract: Source,
    received_at: datetime | None,
    told: Progress,
    most_held: float,
    steps: list[LoadStep] | None,
) -> LoadReport:
    with session(workspace, steps) as connection:
        raws = read_files(
            connection,
            found,
            workspace.temporary,
            lambda table: columns_used(table, contract.of_source(table.name)),
            lambda what, share: told(what, share * 0.5),
        )
        problems = [p for raw in raws for p in raw.problems]
        problems = problems or list(second_headers(connection, raws))
        if problems:
            raise DeliveryRefused(problems)
        notes = (
            *notes_on(connection, found.unrecognised, raws, contract),
            *noted_of_files(connection, raws, contract),
        )
        above = tuple(parts_above(connection, raws))
        arrived = received_at or datetime.now(UTC).replace(tzinfo=None)
        work = Work(connection, workspace, catalogue, contract, told)
        shut_in(connection, workspace)
        with transaction(connection) as copies:
            report = _take_in(work, without_persons(path.name), raws, arrived, copies, most_held)
        told("done", 1.0)
    unread = (
        *unread_tables(found.unread),
        *sealed_files(found.sealed),
        *left_out_tables(found.unrecognised, raws, contract),
        *empty_tables(raws, contract),
        *cut_short(raws),
        *columns_in_doubt(raws),
        *of_another_table(raws, contract),
        *above,
    )
    return replace(report, notes=(*notes, *report.notes), doubts=(*unread, *report.doubts))


def limits_of(workspace: Workspace) -> Limits:
    """How much compressed files of a delivery may hold, as the settings say."""
    settings = workspace.settings()
    size = settings.archive_megabytes * MEGABYTE
    return Limits(settings.archive_files, size, settings.archive_ratio)


def _take_in(
    work: Work,
    name: str,
    raws: list[RawTable],
    arrived: datetime,
    copies: list[Copy],
    most_held: float,
) -> LoadReport:
    connection = work.connection
    streams = streams_of(work.source, work.catalogue)
    prepare_ledger(
        connection, work.catalogue, [s for group in streams.values() for s in group], work.source
    )
    known = known_files(connection, work.source, raws)
    withdrawn = tuple(withdrawn_since(connection, streams, raws, known))
    columns = {n: t.kept for n, t in work.source.tables.items()}
    start_held(connection)
    if {r.digest for r in raws} <= known.keys():
        write_copies(connection, work.workspace, columns, 0, copies)
        balances = tuple(balance_of(raw, {"repeated": raw.read}) for raw in raws)
        return LoadReport(
            next(iter(known.values())), balances, already_loaded=True, notes=withdrawn
        )
    delivery_seq = next_number(connection, "ledger.delivery", "delivery_seq")
    content = "".join(
        f"{shown}\0{digest}\0" for shown, digest in sorted((r.shown, r.digest) for r in raws)
    )
    delivery_id = enter_delivery(
        connection, work.source, delivery_seq, ("load", name), content, arrived
    )
    numbered = _enter_files(connection, work.source, delivery_seq, raws)
    fresh = [r for r in numbered if r.digest not in known]
    held_before = count(connection, "select count(*) from ledger.quarantine where state = 'held'")
    take_streams(work, streams, fresh, delivery_seq)
    note_delivered_columns(connection, work.catalogue, work.source, _present(raws))
    write_copies(connection, work.workspace, columns, delivery_seq, copies)
    balances = tuple(
        balance_of(raw, {"repeated": raw.read})
        if raw.digest in known
        else counted(connection, streams, raw)
        for raw in numbered
    )
    assert_balanced(balances)
    _enter_balances(connection, numbered, balances)
    released = (
        count(
            connection,
            f"select count(*) from ledger.quarantine where state = 'released' and closed_by = {delivery_seq}"
            f" and delivery_seq < {delivery_seq}",
        )
        if held_before
        else 0
    )
    moved = connection.execute(
        "select canonical_table, sum(rows) from moved group by all order by 1"
    ).fetchall()
    notes = tuple(
        Problem(
            table,
            sentence(
                "{n} rows replaced rows of the same number that belonged to another parent",
                n=int(rows),
            ),
            "Ask the sender whether the number is used again, or was corrected.",
        )
        for table, rows in moved
    )
    notes += withdrawn
    notes += tuple(later_than_arrival(connection, work.catalogue, delivery_seq, arrived))
    notes += tuple(
        Problem(*row)
        for row in connection.execute(
            "select place, what, todo from remark order by all"
        ).fetchall()
    )
    back = list(against_before(connection, work.source, fresh, delivery_seq, most_held))
    notes += tuple(told for told, doubtful in back if not doubtful)
    shares = measured(connection, work.catalogue, delivery_seq)
    no_rows = dict(
        connection.execute(
            "select source_table, count(distinct (file_seq, line)) from ledger.quarantine"
            " where delivery_seq = $1 and state = 'held' and len(reasons) > 0"
            " and len(list_filter(reasons, lambda r: r not in ('total_row', 'header_row'))) = 0"
            " group by all",
            [delivery_seq],
        ).fetchall()
    )
    doubts = (
        *too_much_held(balances, most_held, no_rows),
        *(m.problem() for m in shares if m.doubtful),
        *(told for m in shares for told in m.of_houses()),
        *(told for told, doubtful in back if doubtful),
        *looked_over(connection, work.catalogue, work.source, delivery_seq),
        *mostly_void(connection, balances, delivery_seq),
        *of_another_province(
            connection, work.catalogue, delivery_seq, work.workspace.settings().region
        ),
    )
    return LoadReport(delivery_id, balances, released, notes=notes, measures=shares, doubts=doubts)


def _present(raws: Sequence[RawTable]) -> dict[str, set[str]]:
    """Columns that files had, by source table; computed ones are there when their inputs are.

    A header alone brings none: a rule that looks for what was not recorded has nothing to look at.
    """
    found: dict[str, set[str]] = {}
    for raw in raws:
        if not raw.read:
            continue
        computed = {c.name for c in raw.table.computed}
        found.setdefault(raw.table.name, set()).update(set(raw.columns) - computed)
    return found


def _enter_files(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    delivery_seq: int,
    raws: Sequence[RawTable],
) -> list[RawTable]:
    first = next_number(connection, "ledger.file", "file_seq")
    numbered = [replace(raw, file=str(first + i)) for i, raw in enumerate(raws)]
    for raw in numbered:
        connection.execute(
            "insert into ledger.file values ($1, $2, $3, $4, $5, $6, $7, 0, 0, 0, 0, 0)",
            [
                int(raw.file),
                delivery_seq,
                raw.shown,
                raw.table.name,
                raw.digest,
                source.digest,
                raw.encoding,
            ],
        )
    return numbered


def _enter_balances(
    connection: duckdb.DuckDBPyConnection,
    raws: Sequence[RawTable],
    balances: Sequence[FileBalance],
) -> None:
    for raw, b in zip(raws, balances, strict=True):
        connection.execute(
            'update ledger.file set "read" = $1, accepted = $2, void = $3, repeated = $4,'
            " quarantined = $5 where file_seq = $6",
            [b.read, b.accepted, b.void, b.repeated, b.quarantined, int(raw.file)],
        )


__all__ = ["FileBalance", "LoadReport", "load"]
