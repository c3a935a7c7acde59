"""What people do with quarantined rows: look at them, mend them, let them in."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from feijian.contracts.catalogue import read_catalogue
from feijian.contracts.model import quoted
from feijian.errors import ImportRefused, Problem, UsageError
from feijian.ingest.load.dedupe import count
from feijian.ingest.load.ledger import enter_delivery, next_number, prepare_ledger
from feijian.ingest.load.places import line_of
from feijian.ingest.load.quarantine_store import Copy, write_copies
from feijian.ingest.load.session import Progress, Work, session, shut_in, silent, transaction
from feijian.ingest.load.stage import columns_used
from feijian.ingest.load.stream import streams_of
from feijian.ingest.load.taking import take_streams
from feijian.ingest.macros import literal
from feijian.ingest.read.raw_table import RawTable
from feijian.ingest.read.rows import looked_through
from feijian.ingest.read.text import BrokenText, sound_text
from feijian.ingest.sources.reading import read_source
from feijian.ingest.sources.source import SourceTable
from feijian.messages import sentence
from feijian.plain import Json, Row
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

    from feijian.library import Library
    from feijian.workspace import Workspace

UNPLACED = ("wrong_field_count", "stray_quote", "broken_characters")
"""Reasons of rows whose fields nobody can place."""
OF_A_COPY = frozenset(
    {"quarantine_id", "delivery_id", "file", "line", "reasons", "canonical_table"}
)
"""Columns of a quarantine file that are not the row's own: a mended copy may still carry them."""


def list_quarantined(
    workspace: Workspace, *, table: str | None = None, rows: bool = False
) -> list[Json]:
    """Rows held: counts by source table and reason, or one entry per row, oldest first.

    A row with two reasons counts under both. Values of rows are never shown here.
    """
    where = "q.state = 'held'" + (" and q.source_table = $1" if table is not None else "")
    counted = (
        'select source_table as "table", reason, count(distinct (file_seq, line)) as rows from'
        f" (select q.source_table, q.file_seq, q.line, unnest(q.reasons) as reason from ledger.quarantine as q where {where})"
        " group by source_table, reason order by source_table, reason"
    )
    each = (
        'select q.quarantine_id, d.delivery_id, q.source_table as "table", f.name as file, q.line, q.reasons'
        " from ledger.quarantine as q"
        " join ledger.delivery as d on d.delivery_seq = q.delivery_seq"
        " join ledger.file as f on f.file_seq = q.file_seq"
        f" where {where} order by q.delivery_seq, q.source_table, f.name, q.line, q.quarantine_id"
    )
    with workspace.reading() as connection:
        if not _has_ledger(connection):
            return []
        found = connection.execute(each if rows else counted, [table] if table is not None else [])
        names = [d[0] for d in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def release(
    workspace: Workspace,
    library: Library,
    *,
    table: str | None = None,
    ids: Sequence[str] = (),
    mended: Path | None = None,
    received_at: datetime | None = None,
    progress: Progress | None = None,
) -> Json:
    """Check held rows again by the path every row takes; those that hold go in.

    table, ids: which rows; all where neither is given and nothing is mended. mended: a CSV with
    quarantine_id and corrected columns; its rows are tried as mended.
    Gives the numbers `tried`, `released` (now in the warehouse), `closed` (the warehouse has the
    row already) and `kept`. Raises UsageError for an id that is not held, ImportRefused for
    a mended file that cannot be used.
    """
    told = progress or silent
    catalogue = read_catalogue(library, ("canonical",))
    with session(workspace) as connection:
        if not _has_ledger(connection):
            raise UsageError("nothing has been loaded yet", "Run 'feijian load PATH' first.")
        changes = _mended_cells(mended, workspace) if mended is not None else {}
        chosen = _chosen(connection, table, [*ids, *changes], everything=not ids and mended is None)
        shut_in(connection, workspace)
        counts = {"tried": len(chosen), "released": 0, "closed": 0, "kept": 0}
        with transaction(connection) as copies:
            for name in sorted({entry["source"] for entry in chosen}):
                source = read_source(library, name, catalogue)
                own = [e for e in chosen if e["source"] == name]
                arrived = received_at or datetime.now(UTC).replace(tzinfo=None)
                work = Work(connection, workspace, catalogue, source, told)
                _try_again(work, own, changes, arrived, counts, copies)
    return counts


def _has_ledger(connection: duckdb.DuckDBPyConnection) -> bool:
    return bool(
        count(
            connection,
            "select count(*) from information_schema.tables where table_schema = 'ledger' and table_name = 'quarantine'",
        )
    )


def _chosen(
    connection: duckdb.DuckDBPyConnection,
    table: str | None,
    ids: Sequence[str],
    *,
    everything: bool,
) -> list[Json]:
    found = connection.execute(
        "select q.quarantine_id, q.file_seq, q.line, q.source_table, q.stream, q.form, q.reasons, d.source"
        " from ledger.quarantine as q join ledger.delivery as d on d.delivery_seq = q.delivery_seq"
        " where q.state = 'held' order by q.source_table, q.file_seq, q.line"
    )
    names = [d[0] for d in found.description or ()]
    entries = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    known = {e["quarantine_id"] for e in entries}
    unknown = sorted(set(ids) - known)
    if unknown:
        raise UsageError(
            [
                Problem(i, "is not held in quarantine", "See 'feijian quarantine list --rows'.")
                for i in unknown
            ]
        )
    wanted = set(ids)
    return [
        e
        for e in entries
        if (e["quarantine_id"] in wanted or ((everything or table is not None) and not wanted))
        and (table is None or e["source_table"] == table)
    ]


def _mended_cells(path: Path, workspace: Workspace) -> dict[str, dict[str, str]]:
    """Corrected values by quarantine id and column."""
    if not path.is_file():
        raise ImportRefused(Problem(path.name, "there is no such file", "Check --from."))
    try:
        text = sound_text(path, path.name, workspace.temporary / "mended.csv")
    except BrokenText as error:
        raise ImportRefused(error.problem) from None
    with text.path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    if not rows or "quarantine_id" not in rows[0]:
        raise ImportRefused(
            Problem(
                f"{path.name}:1",
                "has no column 'quarantine_id'",
                "Export the rows and mend that file.",
            )
        )
    found: dict[str, dict[str, str]] = {}
    problems = []
    for number, row in enumerate(rows, start=2):
        key = (row.pop("quarantine_id") or "").strip()
        if None in row or None in row.values():
            problems.append(
                Problem(f"{path.name}:{number}", "another number of fields than the header")
            )
        elif key in found:
            problems.append(
                Problem(f"{path.name}:{number}", sentence("{key} stands twice", key=key))
            )
        found[key] = {c: v for c, v in row.items() if c and c not in OF_A_COPY and v is not None}
    if problems:
        raise ImportRefused(problems)
    return found


def _try_again(
    work: Work,
    entries: list[Row],
    changes: dict[str, dict[str, str]],
    arrived: datetime,
    counts: dict[str, int],
    copies: list[Copy],
) -> None:
    connection = work.connection
    streams = streams_of(work.source, work.catalogue)
    every = {s.name: s for group in streams.values() for s in group}
    prepare_ledger(connection, work.catalogue, list(every.values()), work.source)
    seq = next_number(connection, "ledger.delivery", "delivery_seq")
    enter_delivery(
        connection, work.source, seq, ("release", "quarantine"), f"{arrived:%Y%m%d%H%M%S}", arrived
    )
    raws = []
    for name in sorted({e["source_table"] for e in entries}):
        again = [
            e
            for e in entries
            if e["source_table"] == name
            and e["form"] == "source"
            and (e["quarantine_id"] in changes or not _needs_no_try(e["reasons"]))
        ]
        if again:
            for entry in again:
                stream = every[entry["stream"]]
                connection.execute(
                    f"delete from {stream.waiting} where _file = $1 and {line_of('_line')} = $2",
                    [entry["file_seq"], entry["line"]],
                )
            used = columns_used(work.source.tables[name], work.source.of_source(name))
            raws.append(_raw_again(connection, work.source.tables[name], again, changes, used))
    take_streams(work, streams, raws, seq)
    ids = ", ".join(literal(e["quarantine_id"]) for e in entries)
    connection.execute(
        f"update ledger.quarantine as q set state = 'superseded', closed_by = {seq} from fate as f"
        f" where q.state = 'held' and q.quarantine_id in ({ids}) and f._file = q.file_seq and f._line = q.line"
        " and f.fate in ('repeated', 'void') and f.stream = q.stream and not exists"
        " (select 1 from fate as g where g._file = f._file and g._line = f._line"
        " and g.stream = f.stream and g.fate = 'quarantined')"
    )
    columns = {n: t.kept for n, t in work.source.tables.items()}
    write_copies(connection, work.workspace, columns, seq, copies)
    for state, number in connection.execute(
        f"select state, count(*) from ledger.quarantine where quarantine_id in ({ids}) group by state"
    ).fetchall():
        counts[{"released": "released", "superseded": "closed"}.get(state, "kept")] += number


def _needs_no_try(reasons: Sequence[str]) -> bool:
    """Rows that wait for a parent, which every load looks at; rows whose fields nobody can place."""
    return reasons[0] in UNPLACED or all(r.startswith("parent_") for r in reasons)


def _raw_again(
    connection: duckdb.DuckDBPyConnection,
    table: SourceTable,
    entries: list[Row],
    changes: dict[str, dict[str, str]],
    used: Sequence[str],
) -> RawTable:
    """Held rows of one source table as a raw table, with what was mended in them."""
    private = {c.name for c in table.contract.columns if c.custom.get("privacy")}
    problems = []
    for entry in entries:
        for column in changes.get(entry["quarantine_id"], {}):
            if column not in table.kept:
                problems.append(
                    Problem(
                        entry["quarantine_id"],
                        sentence("{name} has no column {column!r}", name=table.name, column=column),
                    )
                )
    if problems:
        raise ImportRefused(problems)
    name = f"held_{table.name}"
    ids = ", ".join(literal(e["quarantine_id"]) for e in entries)
    for entry in entries:
        own = changes.get(entry["quarantine_id"])
        if own:
            stored = first_row(
                connection,
                'select "row" from ledger.quarantine where quarantine_id = $1',
                [entry["quarantine_id"]],
            )
            row = json.loads(stored[0]) if stored else {}
            row.update({c: v if v != "" else None for c, v in own.items() if c not in private})
            connection.execute(
                'update ledger.quarantine set "row" = $1 where quarantine_id = $2',
                [
                    json.dumps(row, ensure_ascii=False, separators=(",", ":")),
                    entry["quarantine_id"],
                ],
            )
    cells = ", ".join(
        f'"row" ->> {literal("$." + json.dumps(c, ensure_ascii=False))} as {quoted(c)}'
        for c in table.kept
    )
    connection.execute(
        f'create or replace temp table {name} as select distinct on (file_seq, line) file_seq as "file", line as "line", {cells}'
        f" from ledger.quarantine where quarantine_id in ({ids}) order by file_seq, line, quarantine_id"
    )
    raw = RawTable(name, '"line"', table.kept, table, "quarantine", len(entries), file='"file"')
    return looked_through(connection, raw, used)
