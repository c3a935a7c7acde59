"""Writing a delivery: the platform's files, in the platform's encodings, piece by piece."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import polars as pl

from feijian.demo.dirt import Dirt

_GB18030 = {"mdtrt_d", "fixmedins_b", "selinfo_3505", "dr_info_b"}
_WITH_MARK = {"setl_d", "psn_info_b", "purcinfo_3503"}


class Delivery:
    """Open files of one delivery; `write` appends to the file of a table.

    dirt: None for a clean delivery in plain UTF-8.
    """

    def __init__(self, directory: Path, dirt: Dirt | None) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self.directory = directory
        self.dirt = dirt
        self.rows: dict[str, int] = {}
        self._open: dict[str, BinaryIO] = {}

    def __enter__(self) -> Delivery:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for handle in self._open.values():
            handle.close()

    def write(self, table: str, frame: pl.DataFrame) -> None:
        """Append rows to a table's file; the first piece decides its columns."""
        if self.dirt is not None:
            frame = self.dirt.soiled(table, frame, first=table not in self._open)
        opened = table in self._open
        if not opened:
            self._open[table] = (self.directory / f"{table}.csv").open("wb")
        text = frame.write_csv(include_header=not opened, line_terminator="\r\n")
        data = text.encode(self._encoding(table))
        if not opened and self.dirt is not None and table in _WITH_MARK:
            data = b"\xef\xbb\xbf" + data
        self._open[table].write(data)
        self.rows[table] = self.rows.get(table, 0) + frame.height

    def _encoding(self, table: str) -> str:
        return "gb18030" if self.dirt is not None and table in _GB18030 else "utf-8"
