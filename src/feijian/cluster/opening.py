"""Opening what a run is asked to judge: the exported warehouse and the engine over it."""

from __future__ import annotations

from collections.abc import Mapping

from feijian.contracts import Content
from feijian.engines.engine import DuckDBEngine, Engine
from feijian.engines.exported import ExportedWarehouse, is_remote, read_exported
from feijian.errors import Problem, UsageError, WorkspaceError
from feijian.messages import sentence
from feijian.workspace import Run, RunRequest, Settings, Workspace
from feijian.workspace.extracted import is_extract
from feijian.workspace.optimizer import LEFT_OUT

ENGINES = ("duckdb", "spark")
LOCAL_MASTER = "local[2]"


def check_asked(workspace: Workspace, request: RunRequest) -> None:
    """Raise UsageError or WorkspaceError for what cannot be run so, before anything is opened."""
    if request.engine not in ENGINES:
        what = sentence("unknown engine {engine!r}", engine=request.engine)
        raise UsageError(
            Problem("--engine", what, sentence("One of: {known}.", known=", ".join(ENGINES)))
        )
    if not request.warehouse:
        if request.engine == "spark":
            what = "Spark reads an exported warehouse, and none is named"
            todo = "Write one with 'feijian export --to DIR', and name it with --warehouse DIR."
            raise UsageError(Problem("--engine spark", what, todo))
        if request.master:
            what, todo = "only Spark has a master", "Add --engine spark, or leave it out."
            raise UsageError(Problem("--master", what, todo))
        return
    if request.engine == "duckdb" and is_remote(request.warehouse):
        what = "DuckDB reads a folder of this machine, not a cluster's file system"
        raise UsageError(
            Problem("--warehouse", what, "Add --engine spark, or copy the files here first.")
        )
    settings = workspace.settings()
    if settings.reference:
        what = "names files of reference tables, and an exported warehouse brings its own"
        todo = "Name them in the workspace that exports, run there, export again, and take them out here."
        raise UsageError(Problem("feijian.toml [reference]", what, todo))
    if workspace.warehouse.is_file():
        with workspace.reading() as connection:
            own = not is_extract(connection)
        if own:
            what = sentence(
                "{name} has rows of its own, which a run with --warehouse would replace",
                name=workspace.root.name,
            )
            todo = "Make a workspace for these runs alone: feijian init DIR."
            raise WorkspaceError(what, todo)


def open_engine(
    workspace: Workspace, run: Run, content: Content
) -> tuple[Engine, ExportedWarehouse]:
    """The engine that a run asks for, and the warehouse that it reads.

    Raises UsageError where the warehouse is not whole or not of these contracts, where PySpark or Java
    is missing, or where no session can be had of the master.
    """
    request, settings = run.request, workspace.settings()
    if request.engine == "duckdb":
        its = read_exported(request.warehouse, content.catalogue)
        config = engine_config(workspace, settings)
        return DuckDBEngine(its, content, config, settings.query_seconds), its
    from feijian.engines.spark import open_session
    from feijian.engines.spark_engine import SparkEngine, scratch_of, text_of

    # a folder of this machine is looked at before a session is asked for, which takes seconds
    exported: ExportedWarehouse | None = None
    if not is_remote(request.warehouse):
        exported = read_exported(request.warehouse, content.catalogue)
    master = request.master or LOCAL_MASTER
    scratch = scratch_of(request.warehouse, master, workspace.temporary, run.run_id)
    spark = open_session(master, dict(request.spark), scratch)
    try:
        if exported is None:
            exported = read_exported(
                request.warehouse, content.catalogue, lambda file: text_of(spark, file)
            )
        return SparkEngine(spark, exported, content, scratch), exported
    except BaseException:
        spark.stop()
        raise


def engine_config(workspace: Workspace, settings: Settings) -> Mapping[str, str | int]:
    """How a DuckDB beside the workspace's own is opened: with its threads, memory and folder for what does not fit."""
    workspace.temporary.mkdir(exist_ok=True)
    return {
        "threads": settings.threads,
        "memory_limit": settings.memory_limit,
        "temp_directory": str(workspace.temporary),
        "disabled_optimizers": LEFT_OUT,
    }
