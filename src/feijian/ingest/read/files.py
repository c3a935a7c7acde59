"""Which files of a delivery carry which table of a source, told by name and by looking inside."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NoReturn

from feijian.errors import DeliveryNotFound, DeliveryRefused, Problem
from feijian.ingest.nothing import visible
from feijian.ingest.read.archives import Limits, is_archive, is_document, require_small, unpacked
from feijian.ingest.read.found import FoundFile
from feijian.ingest.read.personal_forms import without_persons
from feijian.ingest.read.sheets import PUT_AWAY, sheets_carried
from feijian.ingest.read.text import BrokenText
from feijian.ingest.read.unfolding import FAILED, JSON_ENDINGS, unfolded, write_rows
from feijian.ingest.sources.source import Source, SourceTable
from feijian.messages import sentence

SIGNATURES = (
    (b"PAR1", "parquet"),
    (b"PK\x03\x04", "excel"),
    (b"\xd0\xcf\x11\xe0", "excel"),
)
ENDINGS = (
    ".csv",
    ".txt",
    ".tsv",
    ".gz",
    ".xlsx",
    ".xls",
    ".xlsm",
    ".xlsb",
    ".ods",
    ".parquet",
    ".parq",
    ".dat",
    *JSON_ENDINGS,
)
OF_EXPORTS = ("", ".unl", ".del", ".out", ".psv", ".asc", ".data")
"""Endings of text that databases unload, read where the name means a table."""


BESIDE = re.compile(
    "[.](md5|sha(1|224|256|384|512)(sum)?|sm3|crc|chk|sig|ok|done|flg|flag|end|fin|ctl|log)$"
)
"""Endings of what is sent along with a file: sums, marks that it is whole, logs. They hold no rows."""
SEALED = re.compile(
    "[.](zip|rar|7z|arj|lzh|cab|iso|zst|lz4|br|dmp|mdb|accdb|sqlite3?|db|exe|z[0-9]{2}|r[0-9]{2}|[0-9]{3}|part[0-9]*"
    "|filepart|crdownload|partial)$"
)
"""Endings of archives, their volumes, dumps and transfers that are not over: any table may be in them."""
HIDDEN = (".", "~$", "__")
BETWEEN = re.compile("(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
"""Blanks within Chinese, which part no words: 费用 明细."""
OF_WINDOWS = ("thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Discovery:
    """What a path holds: files that carry a table, and names of those that do not.

    unread: names among them that mean a table, of files whose kind is not read. sealed: names of
    archives and dumps that are not read, whatever they are called. limits: how much compressed
    files may hold.
    """

    found: tuple[FoundFile, ...]
    unrecognised: tuple[str, ...]
    unread: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)


def discover(
    path: Path, source: Source, scratch: Path | None = None, limits: Limits | None = None
) -> Discovery:
    """Find the files of a delivery, below a folder, in an archive or just one.

    scratch: where archives are unpacked; left out where none is given. Raises DeliveryNotFound
    when the path is missing or nothing in it belongs to the source.
    """
    if not path.exists():
        raise DeliveryNotFound(
            Problem(str(path), "there is no such file or folder", "Check the path of the delivery.")
        )
    if _is_workspace(path):
        raise DeliveryNotFound(
            Problem(
                str(path),
                "is a workspace of feijian, not a delivery",
                "Give the folder that the sender delivered.",
            )
        )
    paths = [path] if path.is_file() else sorted(_candidates(path))
    base = path.parent if path.is_file() else path
    limits = limits or Limits()
    found: list[FoundFile] = []
    unrecognised: list[str] = []
    unread: list[str] = []
    sealed: list[str] = []
    for number, candidate in enumerate(paths):
        shown = _shown(candidate.relative_to(base).as_posix())
        kind = _opened(candidate, shown)
        if scratch is not None and is_archive(candidate, kind == "excel"):
            inside = unpacked(candidate, shown, scratch / f"archive_{number}", limits)
        else:
            inside = iter([(candidate, shown)])
        for place, (file, name) in enumerate(inside):
            kind = kind_of(file)
            if (path.is_dir() or file != candidate) and not _readable(file, name, kind, source):
                unrecognised.append(name)
                last = name.rsplit("/", 1)[-1]
                if table_named(last, source) is not None and not BESIDE.search(last.lower()):
                    unread.append(name)
                elif (kind == "excel" and not is_document(file)) or SEALED.search(last.lower()):
                    sealed.append(name)
                continue
            if PUT_AWAY.search(name) and (path.is_dir() or file != candidate):
                unrecognised.append(f"{name} (put away)")
                continue
            if kind == "excel":
                require_small(file, name, limits)
            if file.name.lower().endswith(JSON_ENDINGS) and kind == "text":
                into = scratch / f"nodes_{number}_{place}" if scratch is not None else None
                carried, left = _nodes_carried(file, name, source, into)
            else:
                carried, left = _carried(file, name, source)
            found.extend(carried)
            unrecognised.extend(left)
    if not found:
        raise DeliveryNotFound(
            Problem(
                path.name,
                "holds no file of a table that this source knows",
                sentence(
                    "File names begin with a table's name: {tables}.",
                    tables=", ".join(sorted(source.tables)),
                ),
            )
        )
    return Discovery(
        tuple(replace(f, shown=_told(f.shown)) for f in found),
        tuple(map(_told, unrecognised)),
        tuple(map(_told, unread)),
        tuple(map(_told, sealed)),
        limits,
    )


def _readable(file: Path, name: str, kind: str, source: Source) -> bool:
    ending = file.name.lower()
    if ending.endswith(ENDINGS) or kind == "parquet":
        return True
    if ending.endswith(".zip") and kind == "excel":
        what = "an archive that cannot be opened"
        raise DeliveryRefused(Problem(name, what, "Ask the sender for it again."))
    *folders, last = name.split("/")
    if Path(last).suffix.lower() not in OF_EXPORTS:
        return False
    # the parts of a data set are called 000000_0 or part-00000; its marks begin with a low line
    part = not Path(last).suffix and not last.startswith("_")
    return table_named(last, source) is not None or (
        part and any(table_named(folder, source) is not None for folder in folders)
    )


def _opened(path: Path, shown: str) -> str:
    """The kind of a file. Raises DeliveryRefused where it may not be opened."""
    try:
        regular = stat.S_ISREG(path.stat().st_mode)
        if regular:
            return kind_of(path)
    except OSError as error:
        what = sentence("cannot be opened: {strerror}", strerror=error.strerror)
        raise DeliveryRefused(Problem(shown, what, "Check the link, or who may read it.")) from None
    # a pipe has no end to wait for, and /dev/zero none at all
    what = "is a pipe, a socket or a device, and no file"
    raise DeliveryRefused(Problem(shown, what, "Copy what it gives into a file and send that."))


def _shown(name: str) -> str:
    """A name that can be printed and kept: no numbers of persons; bytes that are no UTF-8 are GBK."""
    raw = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return _told(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return _told(raw.decode("utf-8", "backslashreplace"))


def _told(name: str) -> str:
    """A name of a file or sheet that names no person and steers no screen."""
    return visible(without_persons(name))


def _closed(error: OSError) -> NoReturn:
    """A folder that may not be looked into may hold any table: walking on would leave it out without a word."""
    what = sentence("cannot be opened: {strerror}", strerror=error.strerror)
    name = _shown(Path(str(error.filename)).name)
    raise DeliveryRefused(Problem(name, what, "Check the link, or who may read it.")) from None


def _candidates(folder: Path) -> Iterator[Path]:
    """Files below a folder, behind links too; none whose name, or folder's name, begins hidden."""
    seen: set[Path] = set()
    for place, folders, files in os.walk(folder, onerror=_closed, followlinks=True):
        here = Path(place).resolve()
        if here in seen:
            folders.clear()  # a link that leads back
            continue
        seen.add(here)
        folders[:] = [
            f for f in folders if not f.startswith(HIDDEN) and not _is_workspace(Path(place) / f)
        ]
        yield from (
            Path(place) / f
            for f in files
            if not f.startswith(HIDDEN) and f.lower() not in OF_WINDOWS
        )


def _is_workspace(folder: Path) -> bool:
    """Whether a folder is a workspace: its quarantine would be taken for files of the source."""
    return (folder / "feijian.toml").is_file()


def _carried(path: Path, shown: str, source: Source) -> tuple[list[FoundFile], list[str]]:
    """What a file carries, and what of it belongs to no table: the file, or some of its sheets."""
    kind = kind_of(path)
    *folders, last = shown.split("/")
    table = table_named(last, source)
    while table is None and folders:
        # a data set is a folder of parts: fee_list_d/part-0000.parquet
        table = table_named(folders.pop(), source)
    if kind != "excel":
        return ([FoundFile(path, shown, table, kind)], []) if table is not None else ([], [shown])
    try:
        sheets, left = sheets_carried(path, table, lambda name: table_named(name, source), shown)
    except BrokenText as error:
        # a sheet that cannot be looked at may be of any table
        raise DeliveryRefused(error.problem) from None
    found = [
        FoundFile(path, shown if len(sheets) == 1 else f"{shown}#{sheet}", carried, kind, sheet)
        for sheet, carried in sheets
    ]
    return found, [f"{shown}#{sheet}" for sheet in left] if found else [shown]


def _nodes_carried(
    path: Path, shown: str, source: Source, into: Path | None
) -> tuple[list[FoundFile], list[str]]:
    """The nodes of a JSON file that carry a table, each written down as rows of text."""
    if into is None:
        return [], [shown]
    found: list[FoundFile] = []
    left: list[str] = []
    for node, rows in unfolded(path, shown).items():
        if node == FAILED:
            left.append(f"{shown}#{len(rows)} {FAILED}")
            continue
        # the number of a message names its main node, not what else is in it
        table = table_named(node.replace(".", "_"), source, by_number="." not in node)
        if table is None:
            left.append(f"{shown}#{node}")
            continue
        into.mkdir(parents=True, exist_ok=True)
        target = into / f"{len(found)}_{path.stem}.csv"
        write_rows(rows, table, target)
        found.append(FoundFile(target, f"{shown}#{node}", table, "text"))
    return found, left


def kind_of(path: Path) -> str:
    """text, excel or parquet, by the first bytes; the ending may lie."""
    with path.open("rb") as file:
        head = file.read(8)
    return next((kind for mark, kind in SIGNATURES if head.startswith(mark)), "text")


def table_named(name: str, source: Source, *, by_number: bool = True) -> SourceTable | None:
    """The table a file or sheet name means: the longest known name in it wins.

    A name counts where no letter touches it on either side. Digits may touch a letter of it (`setl_d2025`,
    `202508setl_d`), never a digit. by_number: whether names of digits count.
    """
    stem = BETWEEN.sub("", name.lower())
    best: tuple[int, SourceTable] | None = None
    for table in source.tables.values():
        for known in table.files:
            if not by_number and re.fullmatch(r"[0-9]+a?", known):
                continue
            after = r"(?![0-9a-z])" if known[-1].isdigit() else r"(?![a-z])"
            before = "(?<![a-z])" if known[0].isalpha() else "(?<![0-9a-z])"
            match = re.search(rf"{before}{re.escape(known)}{after}", stem)
            if match and (best is None or len(known) > best[0]):
                best = (len(known), table)
    return best[1] if best else None
