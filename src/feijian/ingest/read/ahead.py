"""Text files are looked through while the engine reads others: the two need different things.

Looking through a text (encoding, line ends, digest) is Python's, reading its rows the engine's. One
thread goes ahead of the reader by a file or two and no further, as each may leave a copy on the disk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from feijian.ingest.read.archives import Limits
from feijian.ingest.read.files import FoundFile
from feijian.ingest.read.text import SoundText, sound_text

OTHERS = ("excel", "parquet")
AHEAD = 2
"""Files looked through before their turn."""


class Ahead:
    """The texts of a delivery, in the order they will be read."""

    def __init__(
        self,
        pool: ThreadPoolExecutor,
        files: Sequence[tuple[int, FoundFile]],
        temporary: Path,
        limits: Limits,
    ) -> None:
        self._pool, self._temporary, self._limits = pool, temporary, limits
        self._waiting = [(number, file) for number, file in files if file.kind not in OTHERS]
        self._begun: dict[int, Future[SoundText]] = {}

    def text(self, number: int) -> SoundText:
        """The file of that number, looked through. Raises what `sound_text` raises."""
        while self._waiting and (number not in self._begun or len(self._begun) <= AHEAD):
            at, file = self._waiting.pop(0)
            copy = self._temporary / f"text_{at}.csv"
            self._begun[at] = self._pool.submit(
                sound_text, file.path, file.shown, copy, self._limits
            )
        return self._begun.pop(number).result()


@contextmanager
def going_ahead(
    files: Sequence[tuple[int, FoundFile]], temporary: Path, limits: Limits
) -> Iterator[Ahead]:
    """Texts looked through ahead of the reader; nothing goes on when the reader is done or fails.

    files: with their numbers, in the order of reading.
    """
    pool = ThreadPoolExecutor(1, thread_name_prefix="texts")
    try:
        yield Ahead(pool, files, temporary, limits)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
