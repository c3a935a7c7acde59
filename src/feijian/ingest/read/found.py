"""A file of a delivery that carries a table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from feijian.ingest.sources.source import SourceTable


@dataclass(frozen=True)
class FoundFile:
    """One file, or one sheet of a workbook, that carries a table.

    shown: the file's name as reports and messages print it, below the delivery's folder.
    kind:  text, excel or parquet, by the file's first bytes.
    sheet: name of the sheet in a workbook with several tables.
    """

    path: Path
    shown: str
    table: SourceTable
    kind: str
    sheet: str | None = None
