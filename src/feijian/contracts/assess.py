"""The step that records data quality: row balance, quarantine and the contracts' suites."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from feijian.contracts.catalogue import source_labels
from feijian.contracts.content import Content
from feijian.contracts.expectations import RecordLate, SuiteResult, assess_apart, suite_of
from feijian.contracts.folding import folded
from feijian.errors import WorkspaceError
from feijian.library.kept import combined, kept, library_digest, program_digest
from feijian.plain import Json
from feijian.workspace import Run, Workspace, latest_run
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

    from feijian.contracts.model import Table

FORMAL_EVERY = timedelta(days=7)
"""So long a formal record over all rows is built upon; a full run makes one anew."""

BALANCE = """
select
    delivery.delivery_id, file.name as file, file.source_table as "table", file.read, file.accepted,
    file.void, file.repeated, file.quarantined
from ledger.file as file
inner join ledger.delivery as delivery on file.delivery_seq = delivery.delivery_seq
order by file.delivery_seq, file.name
"""
HELD = """
select source_table as "table", reason, count(distinct (file_seq, line)) as rows
from (
    select source_table, file_seq, line, unnest(reasons) as reason
    from ledger.quarantine where state = 'held'
) as held
group by source_table, reason order by source_table, reason
"""
HELD_ROWS = "select count(distinct (file_seq, line)) from ledger.quarantine where state = 'held'"
"""Rows in quarantine: one with two reasons counts under both of them, and once here."""


def assess_with(
    content: Content, workspace: Workspace, run: Run, progress: Callable[[str, float], None]
) -> Json:
    """Write quality/quality.json: the formal record of a run's data.

    Summary: suites that hold and do not, expectations that could not be judged, rows in quarantine,
    and the tables whose keys are not unique: everything joined to them counts twice.
    """
    before = None if run.request.full else _record_before(workspace, content, run)
    tables = content.catalogue.of_schema("canonical")
    known: dict[str, SuiteResult] = {}
    with workspace.reading() as connection:
        balance = _dicts(connection.execute(BALANCE))
        quarantine = _dicts(connection.execute(HELD))
        held = first_row(connection, HELD_ROWS)
        newest = first_row(connection, "select coalesce(max(delivery_seq), 0) from ledger.delivery")
        progress("", 0.1)
        if before is not None:
            known = folded(connection, tables, before.suites, before.delivery_seq)
        left = _smallest_first(connection, [t for t in tables if t.full_name not in known])
    formal_on = before.formal_on if before is not None and known else run.request.as_of
    late_after: Json = {}
    if left:
        settings = workspace.settings()
        try:
            made = assess_apart(
                workspace.warehouse, left, settings.threads, settings.quality_seconds
            )
        except RecordLate as late:
            # the run goes on: who reads its record is told what was not judged, and the next delivery's goes on there
            made = late.done
            unjudged = {t.full_name for t in left} - {s.contract for s in made}
            late_after = {
                "late_after_seconds": settings.quality_seconds,
                "late_tables": sorted(unjudged),
            }
        known.update({s.contract: s for s in made})
    suites = [known[t.full_name] for t in tables if t.full_name in known]
    progress("", 1.0)
    folder = run.file("quality")
    folder.mkdir(exist_ok=True)
    record = {
        "balance": balance,
        "quarantine": quarantine,
        "held_rows": held[0] if held else 0,
        "suites": [_suite(s) for s in suites],
        "called": {
            **{t.full_name: t.label_zh for t in tables if t.label_zh},
            **_source_labels(
                content, workspace, {str(row["table"]) for row in [*balance, *quarantine]}
            ),
        },
        **late_after,
        "judged": {
            "delivery_seq": newest[0] if newest else 0,
            # where nothing was judged there is nothing to build upon
            "formal_on": formal_on.isoformat() if suites or not late_after else "",
            "contracts": _contracts(content),
        },
    }
    (folder / "quality.json").write_text(
        json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    broken = [e for s in suites for e in s.expectations if e.error]
    return {
        **late_after,
        "doubled_keys": doubled_keys(suites),
        "suites": len(suites),
        "suites_holding": sum(1 for s in suites if s.success),
        "expectations": sum(len(s.expectations) for s in suites),
        "not_judged": len(broken),
        "quarantined": held[0] if held else 0,
    }


def _source_labels(content: Content, workspace: Workspace, tables: set[str]) -> dict[str, str]:
    """As `source_labels`; the same contracts are read once."""
    labels = kept(
        workspace.kept,
        "labels",
        combined([library_digest(content.library), *sorted(tables)]),
        workspace.privacy_key(),
        dict,
        lambda: source_labels(content.library, tables),
    )
    return {str(name): str(label) for name, label in labels.items()}


def _smallest_first(connection: duckdb.DuckDBPyConnection, tables: Sequence[Table]) -> list[Table]:
    """Tables by how many rows they have: what there is no time for is one large one rather than many."""
    rows = dict(
        connection.execute(
            "select schema_name || '.' || table_name, estimated_size from duckdb_tables()"
        ).fetchall()
    )
    return sorted(tables, key=lambda t: (rows.get(t.full_name, 0), t.full_name))


def doubled_keys(suites: Sequence[SuiteResult]) -> list[str]:
    """Contracts of tables of which several rows have one key; a check that erred says nothing of it."""
    return sorted(
        s.contract
        for s in suites
        for e in s.expectations
        # ids are numbered: `004 key:claim_id`
        if e.id.partition(" ")[2].startswith("key:") and not e.success and not e.error
    )


def assess_elsewhere(
    workspace: Workspace, run: Run, progress: Callable[[str, float], None]
) -> Json:
    """Write quality/quality.json of a run over an exported warehouse: the balance of what was delivered.

    Rows are judged by the contracts where they are loaded, and what was set aside stays there; the record
    says so. Summary as of `assess_with`, with `elsewhere`.
    """
    with workspace.reading() as connection:
        balance = _dicts(connection.execute(BALANCE))
    folder = run.file("quality")
    folder.mkdir(exist_ok=True)
    record = {"balance": balance, "quarantine": [], "suites": [], "elsewhere": True}
    (folder / "quality.json").write_text(
        json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    progress("", 1.0)
    return {"suites": 0, "suites_holding": 0, "expectations": 0, "not_judged": 0, "elsewhere": True}


@dataclass(frozen=True)
class RecordBefore:
    """An earlier record to fold a delivery into: up to which delivery, and when the last formal one was."""

    delivery_seq: int
    formal_on: date
    suites: list[SuiteResult]


def _record_before(workspace: Workspace, content: Content, run: Run) -> RecordBefore | None:
    """The newest batch run's record; None where a formal one is due, or the contracts are others."""
    try:
        file = latest_run(workspace).file("quality") / "quality.json"
        record = json.loads(file.read_text(encoding="utf-8"))
        judged = record["judged"]
        formal_on = date.fromisoformat(judged["formal_on"])
        is_due = not formal_on <= run.request.as_of < formal_on + FORMAL_EVERY
        if is_due or judged["contracts"] != _contracts(content):
            return None
        return RecordBefore(
            int(judged["delivery_seq"]), formal_on, [suite_of(s) for s in record["suites"]]
        )
    except (OSError, ValueError, KeyError, TypeError, WorkspaceError):
        return None  # the first run, or a record of an earlier edition


def _contracts(content: Content) -> str:
    """A digest of what the suites are made from: the contracts and the program."""
    files = sorted({t.file.path for t in content.catalogue.of_schema("canonical")})
    return combined([program_digest(), *(f.read_bytes() for f in files)])


def _suite(suite: SuiteResult) -> Json:
    return asdict(suite)


def _dicts(cursor: Any) -> list[Json]:
    names = [d[0] for d in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
