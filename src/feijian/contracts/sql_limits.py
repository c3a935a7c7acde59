"""Behind the door for SQL: what a connection cannot reach, and how long and how large a query may be.

The engine keeps its own tables within its memory limit, but not the vectors that a function
returns: a list of two billion numbers is made outside of it. So the operating system is told, for
the time of one query, how much this process may take beyond what it has (`within`); what does not
fit fails as that query alone.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from feijian.contracts.watch import WATCH
from feijian.messages import sentence

if TYPE_CHECKING:
    import duckdb

DEFAULT_SECONDS = 600.0
"""Longest time of one query of content, unless the settings say otherwise."""

CASE_SECONDS = 60.0
"""Longest time of one query of a case: its rows are few."""

CHECK_SECONDS = 20.0
"""Longest time of a description: nothing runs, but constants are worked out."""

BESIDES_BYTES = 2**30
"""What a query may take beyond the engine's own limit: its result as Python sees it."""

STATUS = Path("/proc/self/status")


class QueryTooLong(ValueError):  # noqa: N818 - an outcome of one query, told beside its name
    """A query was stopped because its time was up, or because it would have taken all memory."""


def shut(connection: duckdb.DuckDBPyConnection, *but: str) -> None:
    """No file, no network, no variable of the program, no setting can be reached from here on.

    but: settings that this program still sets itself.
    """
    for setting in (
        "python_enable_replacements = false",
        "enable_external_access = false",
        "allow_community_extensions = false",
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        # a query may still be joined as it is written; it cannot set anything itself
        f"allowed_configs = {['disabled_optimizers', *but]}",
        "lock_configuration = true",
    ):
        connection.execute(f"set {setting}")
    _LIMITS[connection] = _asked_limit(connection)


def limited_as(connection: duckdb.DuckDBPyConnection, other: duckdb.DuckDBPyConnection) -> None:
    """A connection to the same engine as another, which is shut: its limits are known."""
    _LIMITS[connection] = _limit_of(other)


@contextmanager
def within(
    connection: duckdb.DuckDBPyConnection,
    seconds: float = DEFAULT_SECONDS,
    beside: int = BESIDES_BYTES,
) -> Iterator[None]:
    """Stop what runs on the connection when its time is up or it wants too much memory.

    beside: bytes that it may take beyond the engine's own limit. Raises QueryTooLong then.
    """
    import duckdb

    watched = WATCH.begin(connection, seconds)
    try:
        with _no_more_memory(connection, beside):
            yield
    except duckdb.InterruptException:
        if watched.over:
            raise QueryTooLong(
                sentence("stopped after {seconds:g} seconds", seconds=seconds)
            ) from None
        raise
    except (duckdb.OutOfMemoryException, MemoryError):
        raise QueryTooLong("stopped: it needs more memory than it may have") from None
    finally:
        WATCH.end(watched)


def described(
    connection: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, object] | None = None
) -> list[tuple[str, str]]:
    """(name, type) of a query's columns. Nothing of it runs but what the engine works out at once.

    It folds constants while it plans, and a constant may be a list of two billion numbers: so a
    description has its limits too. Raises duckdb.Error, and QueryTooLong, which is a ValueError.
    """
    with within(connection, CHECK_SECONDS):
        rows = connection.execute(f"describe {sql}", dict(values or {})).fetchall()
    return [(str(row[0]), str(row[1])) for row in rows]


_LIMITED = threading.Lock()
_LIMITS: WeakKeyDictionary[duckdb.DuckDBPyConnection, int] = WeakKeyDictionary()
"""Memory limits of connections whose settings cannot change any more."""


@contextmanager
def _no_more_memory(connection: duckdb.DuckDBPyConnection, beside: int) -> Iterator[None]:
    """This process may grow by the connection's memory limit and a little more, then no further.

    The limit is the process's: of queries at the same time the first one sets it. Where the
    operating system has no such limit (it is Linux's), the engine's own is all there is.
    """
    held = _data_bytes()
    if held is None or not _LIMITED.acquire(blocking=False):
        yield
        return
    import resource

    before, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = held + _limit_of(connection) + beside
    most = [wanted, *(one for one in (before, hard) if one != resource.RLIM_INFINITY)]
    try:
        resource.setrlimit(resource.RLIMIT_DATA, (min(most), hard))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (before, hard))
        _LIMITED.release()


def _data_bytes() -> int | None:
    """What this process holds now, as the operating system counts it against its limit."""
    if not STATUS.is_file():
        return None
    for line in STATUS.read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return None


UNITS = {"bytes": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40}


def _limit_of(connection: duckdb.DuckDBPyConnection) -> int:
    """The engine's memory limit in bytes; once its settings are shut it is known."""
    return _LIMITS.get(connection) or _asked_limit(connection)


def _asked_limit(connection: duckdb.DuckDBPyConnection) -> int:
    """The limit as the engine says it ("3.7 GiB"), in bytes."""
    rows = connection.execute("select current_setting('memory_limit')").fetchall()
    number, _, unit = str(rows[0][0]).partition(" ")
    return int(float(number) * UNITS[unit])
