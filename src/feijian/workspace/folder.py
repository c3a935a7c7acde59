"""The folder itself: where each file lies, who may write, how the warehouse is opened."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from feijian.errors import StorageError, WorkspaceBusy, WorkspaceError
from feijian.messages import sentence
from feijian.workspace.edition import require_prepared, require_todays, stamp, stamped
from feijian.workspace.extracted import require_whole
from feijian.workspace.lock import exclusive, once
from feijian.workspace.memory import keep_memory
from feijian.workspace.optimizer import LEFT_OUT
from feijian.workspace.sealing import Seal
from feijian.workspace.settings import Settings
from feijian.workspace.settings_file import read_settings
from feijian.workspace.settings_text import DEFAULT_TOML
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

KEY_FILE = ".feijian-key"
DISK_FULL = (
    "No space left on device",
    "failed to offload data block",
    "Could not write file",
    "Disk quota exceeded",
)
STORAGE = "v1.4.0"
"""The oldest DuckDB that reads a warehouse."""
BETWEEN_CHECKPOINTS = "256MB"
"""So much is logged before the engine writes it into the warehouse: a night's small changes go there once, at
the end. The engine's own 16 MB make it write the warehouse's tables anew every few rules."""
OWNER_ONLY, GROUP_READS = 0o077, 0o027
SCHEMAS = ("canonical", "reference", "derived", "ledger", "finding")


@contextmanager
def own_files(*, group: bool = False) -> Iterator[None]:
    """Files made meanwhile are their owner's alone (0600), or for the group to read (0640)."""
    before = os.umask(GROUP_READS if group else OWNER_ONLY)
    try:
        yield
    finally:
        os.umask(before)


ANY_TABLE = "select 1 from duckdb_tables() where schema_name = 'canonical' limit 1"


@dataclass(frozen=True)
class Workspace:
    """One workspace; `root` is its folder. Build it with `create` or `open`."""

    root: Path

    @property
    def settings_file(self) -> Path:
        return self.root / "feijian.toml"

    @property
    def warehouse(self) -> Path:
        return self.root / "warehouse.duckdb"

    @property
    def quarantine(self) -> Path:
        return self.root / "quarantine"

    @property
    def runs(self) -> Path:
        return self.root / "runs"

    @property
    def verdicts(self) -> Path:
        return self.root / "verdicts.sqlite"

    @property
    def temporary(self) -> Path:
        """Spill space of DuckDB; emptied when the warehouse is opened for writing."""
        return self.root / ".tmp"

    @property
    def kept(self) -> Path:
        """What was worked out of content and is the same for the same files; may be removed."""
        return self.root / ".kept"

    @classmethod
    def create(cls, root: Path) -> Workspace:
        """Make a workspace; one that is already there is left as it is.

        Raises WorkspaceError when the folder holds other things.
        """
        workspace = cls(root.resolve())
        if workspace.settings_file.is_file():
            return workspace
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise WorkspaceError(
                sentence("{root} exists and is not a workspace", root=root),
                "Name a new or an empty folder.",
            )
        try:
            root.parent.mkdir(parents=True, exist_ok=True)
            root.mkdir(mode=0o700, exist_ok=True)
            for folder in (workspace.quarantine, workspace.runs):
                folder.mkdir(mode=0o700, exist_ok=True)
            key = root / KEY_FILE
            handle = os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as out:
                out.write(secrets.token_hex(32) + "\n")
            workspace.settings_file.write_text(DEFAULT_TOML, encoding="utf-8")
        except OSError as error:
            raise StorageError(
                sentence("cannot write to {root}: {strerror}", root=root, strerror=error.strerror)
            ) from None
        return workspace

    @classmethod
    def open(cls, root: Path) -> Workspace:
        """An existing workspace. Raises WorkspaceError when there is none."""
        workspace = cls(root.resolve())
        if not workspace.settings_file.is_file():
            raise WorkspaceError(
                sentence("{root} is not a feijian workspace (no feijian.toml in it)", root=root),
                sentence(
                    "Run 'feijian init {root}' first, or give another --workspace.", root=root
                ),
            )
        return workspace

    def settings(self) -> Settings:
        """feijian.toml as values. Raises SettingsError listing every problem."""
        return read_settings(self.settings_file)

    def today(self) -> date:
        """The day it is where the bureau works, whatever zone the machine's clock is set to."""
        return datetime.now(ZoneInfo(self.settings().timezone)).date()

    def privacy_key(self) -> bytes:
        """The key of the keyed hashes, from the file the settings name (32 bytes of hex).

        Raises WorkspaceError when it is missing or too short: without it hashes of two
        deliveries could not be compared.
        """
        path = self.root / self.settings().privacy_key_file
        try:
            key = bytes.fromhex(path.read_text(encoding="ascii").strip())
        except (OSError, ValueError):
            key = b""
        if len(key) < 16:
            raise WorkspaceError(
                sentence(
                    "the privacy key file {name} is missing or not at least 32 hex digits",
                    name=path.name,
                ),
                "Restore it from your backup; a new key makes old hashes incomparable.",
            )
        return key

    def seal(self) -> Seal:
        """What this workspace's published ids are made with. Raises as `privacy_key` does."""
        return Seal.of(self.privacy_key())

    @contextmanager
    def locked(self, work: str = "write") -> Iterator[None]:
        """Keep every other feijian process out of this workspace while `work` is done.

        Raises WorkspaceBusy, which names the process that is at work here and since when.
        """
        with exclusive(self.root, work), own_files(group=self.settings().group_readable):
            yield

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The warehouse, open for writing by this process alone.

        Raises WorkspaceBusy when another process has it, StorageError when it cannot be opened
        or the disk is full.
        """
        import duckdb

        with self.locked(), once(self.root):
            connection = self._connect(read_only=False)
            try:
                self._remove_spilled()
                found = stamped(connection)
                require_todays(found, self.root.name)
                require_whole(connection, self.root.name)
                for schema in SCHEMAS:
                    connection.execute(f"create schema if not exists {schema}")
                if found is None:
                    stamp(connection)
                yield connection
            except duckdb.Error as error:
                if any(sign in str(error) for sign in DISK_FULL):
                    raise StorageError(
                        "the disk is full",
                        "Free some space and run it again; the last complete state is kept.",
                    ) from None
                raise
            finally:
                connection.close()

    @contextmanager
    def reading(
        self, *, sparing: bool = False, prepared: bool = False, whole: bool = False
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """The warehouse, read-only. Raises WorkspaceError when nothing was ever loaded.

        sparing: with half the memory, where arrays of the same size stand beside it.
        prepared: what is asked stands in tables that a run makes; without one, Raises WorkspaceError too.
        whole: rows are asked for that an extract does not have. Raises WorkspaceError there.
        """
        nothing = WorkspaceError("nothing has been loaded yet", "Run 'feijian load PATH' first.")
        if not self.warehouse.is_file():
            raise nothing
        connection = self._connect(read_only=True)
        try:
            require_todays(stamped(connection), self.root.name)
            if first_row(connection, ANY_TABLE) is None:
                raise nothing  # the first load was stopped before it was done
            if prepared:
                require_prepared(connection)
            if whole:
                require_whole(connection, self.root.name)
        except WorkspaceError:
            connection.close()
            raise
        if sparing:
            limit = connection.execute("select current_setting('memory_limit')").fetchall()[0][0]
            number, unit = str(limit).split()
            connection.execute(f"set memory_limit = '{float(number) / 2}{unit}'")
        try:
            yield connection
        finally:
            connection.close()

    @contextmanager
    def beside(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A database in memory with the warehouse attached to it, read-only, as `warehouse`.

        Raises as `reading` does.
        """
        import duckdb

        with self.reading(whole=True):
            pass  # it is there, of today's edition and whole
        settings = self.settings()
        self.temporary.mkdir(exist_ok=True)
        connection = duckdb.connect(
            ":memory:",
            config={
                "threads": settings.threads,
                "memory_limit": settings.memory_limit,
                "temp_directory": str(self.temporary),
                "disabled_optimizers": LEFT_OUT,
            },
        )
        try:
            connection.execute("set enable_progress_bar = false")
            keep_memory(connection)
            shown = str(self.warehouse).replace("'", "''")
            connection.execute(f"attach '{shown}' as warehouse (read_only)")
            yield connection
        finally:
            connection.close()

    @contextmanager
    def connected(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The warehouse open for writing, of whatever edition it is: for `upgrade` alone."""
        with once(self.root):
            connection = self._connect(read_only=False)
            try:
                yield connection
            finally:
                connection.close()

    def _remove_spilled(self) -> None:
        """What the engine of a killed process had put aside: rows, and nobody else is reading."""
        for path in self.temporary.glob("duckdb_temp*"):
            path.unlink(missing_ok=True)

    def _connect(self, *, read_only: bool) -> duckdb.DuckDBPyConnection:
        import duckdb

        settings = self.settings()
        self.temporary.mkdir(exist_ok=True)
        config: dict[str, str | bool | int | float | list[str]] = {
            "threads": settings.threads,
            "memory_limit": settings.memory_limit,
            "temp_directory": str(self.temporary),
            "disabled_optimizers": LEFT_OUT,
            # a new warehouse is written so that other tools' engines read it too
            "storage_compatibility_version": STORAGE,
            "checkpoint_threshold": BETWEEN_CHECKPOINTS,
        }
        try:
            connection = duckdb.connect(str(self.warehouse), read_only=read_only, config=config)
            # the engine's own bar would print into what commands print; in a notebook it is off,
            # and switching it there asks for a package that need not be installed
            bar = connection.execute("select current_setting('enable_progress_bar')").fetchall()
            if bar[0][0]:
                connection.execute("set enable_progress_bar = false")
            if not read_only:
                keep_memory(connection)
            return connection
        except duckdb.IOException as error:
            text = str(error)
            if "lock" in text.lower():
                raise WorkspaceBusy(
                    sentence(
                        "another process has the warehouse of {name} open", name=self.root.name
                    ),
                    "Close it and try again.",
                ) from None
            if "not a valid DuckDB database" in text:
                raise StorageError(
                    sentence("the warehouse of {name} is no DuckDB file", name=self.root.name),
                    "Restore the workspace from a backup with 'feijian restore'.",
                ) from None
            raise StorageError(
                sentence("the warehouse cannot be opened: {text}", text=text.splitlines()[0]),
                "If the disk is full, free some space; the last complete state is kept.",
            ) from None
