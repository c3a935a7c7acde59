"""Which files of a delivery carry which table of a source, told by name and by looking inside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from feijian.contracts.source import Source, SourceTable
from feijian.errors import DeliveryNotFound, Problem

SIGNATURES = (
    (b"PAR1", "parquet"),
    (b"PK\x03\x04", "excel"),
    (b"\xd0\xcf\x11\xe0", "excel"),
)
ENDINGS = (".csv", ".txt", ".tsv", ".gz", ".xlsx", ".xls", ".xlsm", ".parquet", ".dat")


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


@dataclass(frozen=True)
class Discovery:
    """What a path holds: files that carry a table, and names of those that do not."""

    found: tuple[FoundFile, ...]
    unrecognised: tuple[str, ...]


def discover(path: Path, source: Source) -> Discovery:
    """Find the files of a delivery, below a folder or just one.

    Raises DeliveryNotFound when the path is missing or nothing in it belongs to the source.
    """
    if not path.exists():
        raise DeliveryNotFound(
            Problem(str(path), "there is no such file or folder", "Check the path of the delivery.")
        )
    paths = [path] if path.is_file() else sorted(_candidates(path))
    base = path.parent if path.is_file() else path
    found: list[FoundFile] = []
    unrecognised: list[str] = []
    for candidate in paths:
        shown = candidate.relative_to(base).as_posix()
        carried = list(_carried(candidate, shown, source))
        found.extend(carried)
        if not carried:
            unrecognised.append(shown)
    if not found:
        raise DeliveryNotFound(
            Problem(
                path.name,
                "holds no file of a table that this source knows",
                f"File names begin with a table's name: {', '.join(sorted(source.tables))}.",
            )
        )
    return Discovery(tuple(found), tuple(unrecognised))


def _candidates(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(p.startswith((".", "~$", "__")) for p in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.name.lower().endswith(ENDINGS):
            yield path


def _carried(path: Path, shown: str, source: Source) -> Iterator[FoundFile]:
    kind = kind_of(path)
    table = table_named(path.name, source)
    if kind == "excel":
        sheets = {s: table_named(s, source) for s in _sheets(path)}
        named = {s: t for s, t in sheets.items() if t is not None}
        if named and (table is None or len(sheets) > 1):
            for sheet, carried in named.items():
                label = shown if len(named) == 1 else f"{shown}#{sheet}"
                yield FoundFile(path, label, carried, kind, sheet)
            return
    if table is not None:
        yield FoundFile(path, shown, table, kind)


def kind_of(path: Path) -> str:
    """text, excel or parquet, by the first bytes; the ending may lie."""
    with path.open("rb") as file:
        head = file.read(8)
    return next((kind for mark, kind in SIGNATURES if head.startswith(mark)), "text")


def table_named(name: str, source: Source) -> SourceTable | None:
    """The table a file or sheet name means: the longest known name in it wins.

    A name counts where no letter or digit touches it on the left and no letter on the right;
    one that ends in a letter may be followed by digits (`setl_d2025`), never by more letters.
    """
    stem = name.lower()
    best: tuple[int, SourceTable] | None = None
    for table in source.tables.values():
        for known in table.files:
            after = r"(?![0-9a-z])" if known[-1].isdigit() else r"(?![a-z])"
            match = re.search(rf"(?<![0-9a-z]){re.escape(known)}{after}", stem)
            if match and (best is None or len(known) > best[0]):
                best = (len(known), table)
    return best[1] if best else None


def _sheets(path: Path) -> list[str]:
    import fastexcel

    try:
        return list(fastexcel.read_excel(str(path)).sheet_names)
    except fastexcel.FastExcelError:
        return []  # a broken workbook: reading it will say so
