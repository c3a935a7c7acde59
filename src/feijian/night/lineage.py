"""OpenLineage events of a run, appended to a file: what it read and what it published.

An extra (`pip install "feijian[lineage]"`), off until `[lineage] file` names one. Events go through
the library's own file transport and nowhere else; its settings from the environment are not asked.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from feijian.workspace import Run, Workspace

if TYPE_CHECKING:
    from openlineage.client.event_v2 import RunEvent

PRODUCER = "feijian"
JOB = "feijian.{kind}"
"""A job is a kind of run: feijian.run, feijian.sweep, feijian.backtest."""

FILES = """
select delivery.delivery_id || '/' || file.name as name
from ledger.file as file
inner join ledger.delivery as delivery on file.delivery_seq = delivery.delivery_seq
where file."read" > 0
order by delivery.delivery_seq, file.name
"""
TABLES = """
select schema_name || '.' || table_name as name
from duckdb_tables()
where schema_name = 'canonical' and estimated_size > 0
order by name
"""


def note_begun(workspace: Workspace, run: Run) -> None:
    """Say that a run has begun, and what it reads; nothing where the settings name no file."""
    if workspace.settings().lineage_file:
        _write(workspace, run, "START", _inputs(workspace), [])


def note_published(workspace: Workspace, run: Run) -> None:
    """Say that a run is whole, what it read and what it published."""
    if workspace.settings().lineage_file:
        _write(workspace, run, "COMPLETE", _inputs(workspace), _outputs(run))


def note_failed(workspace: Workspace, run: Run) -> None:
    """Say that a run failed: it published nothing."""
    if workspace.settings().lineage_file:
        _write(workspace, run, "FAIL", [], [])


def run_uuid(workspace: Workspace, run: Run) -> str:
    """The id that events give a run: the same for all of its events, another in every workspace."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"feijian:{workspace.root.resolve()}:{run.run_id}"))


def _inputs(workspace: Workspace) -> list[tuple[str, str]]:
    """(namespace, name) of the delivery's files and of the tables they went into."""
    if not workspace.warehouse.is_file():
        return []  # the first run over an exported warehouse: what it reads lies elsewhere
    with workspace.reading() as connection:
        files = [str(name) for (name,) in connection.execute(FILES).fetchall()]
        tables = [str(name) for (name,) in connection.execute(TABLES).fetchall()]
    warehouse = f"duckdb://{workspace.root.name}"
    return [("delivery", name) for name in files] + [(warehouse, name) for name in tables]


def _outputs(run: Run) -> list[tuple[str, str]]:
    """(namespace, name) of what a run has published."""
    names = sorted(
        p.relative_to(run.directory).as_posix()
        for p in run.directory.rglob("*")
        if p.is_file() and not p.name.startswith(".")
    )
    return [("run", f"{run.run_id}/{name}") for name in names]


def _write(
    workspace: Workspace,
    run: Run,
    state: str,
    inputs: list[tuple[str, str]],
    outputs: list[tuple[str, str]],
) -> None:
    from openlineage.client.transport.file import FileConfig, FileTransport

    path = workspace.root / workspace.settings().lineage_file
    event: Any = _event(workspace, run, state, inputs, outputs)
    FileTransport(FileConfig(log_file_path=str(path), append=True)).emit(event)


def _event(
    workspace: Workspace,
    run: Run,
    state: str,
    inputs: list[tuple[str, str]],
    outputs: list[tuple[str, str]],
) -> RunEvent:
    from openlineage.client import event_v2 as lineage

    return lineage.RunEvent(
        eventType=lineage.RunState[state],
        eventTime=datetime.now(UTC).isoformat(),
        run=lineage.Run(runId=run_uuid(workspace, run)),
        job=lineage.Job(namespace=workspace.root.name, name=JOB.format(kind=run.request.kind)),
        producer=PRODUCER,
        inputs=[lineage.InputDataset(namespace=s, name=n) for s, n in inputs],
        outputs=[lineage.OutputDataset(namespace=s, name=n) for s, n in outputs],
    )
