"""Many who write at once, written together: one of them does it for all who wait, in order of arrival.

A commit on disk costs the same for one row as for twenty. Whoever comes while a commit is under way
waits, and is in the next one; nobody is answered before the commit that holds their rows.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Made = TypeVar("Made")


@dataclass
class Waiting(Generic[Asked, Made]):
    """One who waits. made or refused: what became of it; without either, its turn to lead has come."""

    asked: Asked
    made: Made | None = None
    refused: BaseException | None = None
    woken: threading.Event = field(default_factory=threading.Event)

    @property
    def answered(self) -> bool:
        return self.made is not None or self.refused is not None


class Together(Generic[Asked, Made]):
    """Turns of those who wait. write: answers a batch, each with what was made or refused."""

    def __init__(self, write: Callable[[list[Waiting[Asked, Made]]], None]) -> None:
        self._write = write
        self._waiting: list[Waiting[Asked, Made]] = []
        self._led = False
        self._lock = threading.Lock()

    def ask(self, asked: Asked) -> Made:
        """Wait for the batch in which this is written; what refused it is raised here."""
        mine: Waiting[Asked, Made] = Waiting(asked)
        with self._lock:
            self._waiting.append(mine)
            leads, self._led = not self._led, True
        if not leads:
            mine.woken.wait()
        if not mine.answered:
            self._lead(mine)
        if mine.refused is not None:
            raise mine.refused
        if mine.made is None:
            raise RuntimeError("a batch was written without an answer")
        return mine.made

    def _lead(self, mine: Waiting[Asked, Made]) -> None:
        """Write all who wait now, wake them, and hand the lead to whoever came meanwhile."""
        with self._lock:
            batch, self._waiting = self._waiting, []
        try:
            self._write(batch)
        except BaseException as error:  # noqa: BLE001 - given to each who waits, and raised there
            for one in batch:
                one.made, one.refused = None, error
        finally:
            with self._lock:
                following = self._waiting[0] if self._waiting else None
                self._led = following is not None
            if following is not None:
                following.woken.set()
            for one in batch:
                if one is not mine:
                    one.woken.set()
