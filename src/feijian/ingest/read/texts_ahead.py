"""Texts are checked, counted and transcoded beside the engine, while it reads those before them."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from feijian.ingest.read.archives import Limits
from feijian.ingest.read.found import FoundFile
from feijian.ingest.read.text import SoundText, sound_text

AHEAD = 2
"""Files ahead of the one that is asked for: copies in UTF-8 take room on the disk."""


@dataclass(eq=False)
class TextsAhead:
    """The sound texts of files that are asked for in a known order, each made by a thread of its own before that.

    files: (number, file) in that order. temporary: where copies in UTF-8 are written. limits: of compressed files.
    """

    files: Sequence[tuple[int, FoundFile]]
    temporary: Path
    limits: Limits | None
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "texts"))
    _made: dict[int, Future[SoundText]] = field(default_factory=dict)

    def of(self, number: int) -> SoundText:
        """The text of a file. Raises as `sound_text` does."""
        at = next(i for i, (n, _) in enumerate(self.files) if n == number)
        for coming, file in self.files[at : at + 1 + AHEAD]:
            if file.kind == "text" and coming not in self._made:
                scratch = self.temporary / f"text_{coming}.csv"
                self._made[coming] = self._thread.submit(
                    sound_text, file.path, file.shown, scratch, self.limits
                )
        return self._made[number].result()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._thread.shutdown(wait=True, cancel_futures=True)
