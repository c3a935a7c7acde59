"""The setting of a load or a release: connection, key, scratch space, one transaction."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from feijian.contracts.model import Catalogue
from feijian.contracts.sql_limits import shut
from feijian.errors import Problem, StorageError
from feijian.ingest.load.privacy import define_keyed, forget_key
from feijian.ingest.load.quarantine_store import Copy, drop_copies, place_copies
from feijian.ingest.load.steps import LoadStep, Recording
from feijian.ingest.macros import define_macros
from feijian.ingest.sources.source import Source
from feijian.messages import sentence
from feijian.workspace.optimizer import LEFT_OUT

if TYPE_CHECKING:
    import duckdb

    from feijian.workspace import Workspace

SLOWEST_ROWS_A_SECOND = 5_000
"""Far below what the slowest mapping of the library does; what takes longer has no end."""

LOGGED = "16MB"
"""A load that changes more is written without a log; it is one transaction, with nothing to log in between."""

Progress = Callable[[str, float], None]
"""Told what is being done and which share of the whole is done."""


def silent(label: str, done: float) -> None:
    """The progress of someone who does not listen."""


@dataclass(frozen=True)
class Work:
    """What every step of one load needs."""

    connection: duckdb.DuckDBPyConnection
    workspace: Workspace
    catalogue: Catalogue
    source: Source
    progress: Progress


@contextmanager
def session(
    workspace: Workspace, steps: list[LoadStep] | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse, open for writing, with the macros and the key; leaves no scratch files.

    steps: where given, what passes from here on is written down there, but for the key.

    Raises StorageError where the disk fails, with the warehouse as it was.
    """
    import duckdb

    try:
        with workspace.writing() as connection:
            define_macros(connection)
            define_keyed(connection, workspace.privacy_key())
            # line numbers come from the order of rows
            connection.execute("set preserve_insertion_order = true")
            # the commit then writes the warehouse at once, and not first a log of what it writes
            connection.execute(f"set checkpoint_threshold = '{LOGGED}'")
            # a list of words within a case is asked of the few cells that reach it; made a join, as
            # the optimizer would, it is asked of every cell, and each statement is planned for seconds
            connection.execute(f"set disabled_optimizers = '{LEFT_OUT},in_clause'")
            try:
                yield connection if steps is None else _recorded(connection, steps)
            finally:
                with suppress(duckdb.Error):
                    forget_key(connection)
    except (duckdb.IOException, duckdb.OutOfMemoryException, OSError) as error:
        raise _storage_error(workspace, error) from None
    except duckdb.FatalException as error:
        # a full disk while committing leaves the engine unusable; the file is as it was
        if "write" in str(error) or "space" in str(error):
            raise _storage_error(workspace, error) from None
        raise
    finally:
        for path in workspace.temporary.glob("*.csv"):
            path.unlink(missing_ok=True)


def _recorded(
    connection: duckdb.DuckDBPyConnection, steps: list[LoadStep]
) -> duckdb.DuckDBPyConnection:
    """The connection, with everything that passes written down."""
    return cast("duckdb.DuckDBPyConnection", Recording(connection, steps))


def _storage_error(workspace: Workspace, error: Exception) -> StorageError:
    free = shutil.disk_usage(workspace.root).free // 1_000_000
    what = str(error).splitlines()[0].replace(str(workspace.root), workspace.root.name)
    return StorageError(
        Problem(
            workspace.root.name,
            sentence(
                "cannot read or write ({free} MB free on its disk): {what}",
                free=free,
                what=what[:200],
            ),
            "Free some space and try again; the warehouse is as it was.",
        )
    )


def shut_in(connection: duckdb.DuckDBPyConnection, workspace: Workspace) -> None:
    """From here on the files are read: SQL of content reaches no file and changes no setting.

    The copies of quarantined rows alone are written, below the workspace's own folder for them.
    """
    place = str(workspace.quarantine).replace("'", "''")
    connection.execute(f"set allowed_directories = ['{place}']")
    shut(connection)


def patience(workspace: Workspace, rows: int) -> float:
    """Seconds that one query over so many rows may take before it counts as endless."""
    return workspace.settings().query_seconds + rows / SLOWEST_ROWS_A_SECOND


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[list[Copy]]:
    """All or nothing. Copies of quarantine files put into the list are placed after the commit."""
    import duckdb

    copies: list[Copy] = []
    connection.execute("begin")
    try:
        yield copies
        connection.execute("commit")
    except BaseException:
        with suppress(duckdb.Error):
            connection.execute("rollback")
        drop_copies(copies)
        raise
    place_copies(copies)
