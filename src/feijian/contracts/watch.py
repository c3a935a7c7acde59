"""One thread that interrupts queries whose time is up: a thread for each query costs more than most."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


@dataclass
class Watched:
    """A connection that may be busy until a moment of the monotonic clock; `over` once it was not."""

    connection: duckdb.DuckDBPyConnection
    until: float
    over: bool = False


class Watch:
    """Interrupts each watched connection that is not released before its time."""

    def __init__(self) -> None:
        self.renew()

    def renew(self) -> None:
        """Begin anew, without what was watched and without a thread."""
        self._changed = threading.Condition()
        self._watched: dict[int, Watched] = {}
        self._thread: threading.Thread | None = None
        self._wakes = float("inf")

    def begin(self, connection: duckdb.DuckDBPyConnection, seconds: float) -> Watched:
        """Watch a connection from now on."""
        one = Watched(connection, time.monotonic() + seconds)
        with self._changed:
            self._watched[id(one)] = one
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
                self._thread.start()
            elif one.until < self._wakes:
                self._changed.notify()
        return one

    def end(self, one: Watched) -> None:
        """Let go of a connection; from here on it is not interrupted, and nothing holds it."""
        with self._changed:
            self._watched.pop(id(one), None)

    def _run(self) -> None:
        with self._changed:
            while True:
                now = time.monotonic()
                for key in [key for key, one in self._watched.items() if one.until <= now]:
                    # under the lock: who ends it waits until the interruption is done
                    _interrupt(self._watched.pop(key))
                self._wakes = min((one.until for one in self._watched.values()), default=now + 3600)
                self._changed.wait(self._wakes - now)


def _interrupt(one: Watched) -> None:
    one.over = True
    one.connection.interrupt()


WATCH = Watch()
"""The process's own."""

if hasattr(os, "register_at_fork"):
    # a process made from this one has none of its threads, and perhaps a lock that nobody opens
    os.register_at_fork(after_in_child=WATCH.renew)
