"""A workbook of any format, opened by what it is and not by what it is called."""

from __future__ import annotations

import zipfile
from pathlib import Path

from feijian.errors import Problem
from feijian.ingest.read.cells import Book, Opening
from feijian.ingest.read.text import BrokenText

COMPOUND = b"\xd0\xcf\x11\xe0"


def open_book(path: Path, shown: str) -> Book:
    """Open a workbook. Raises BrokenText where it is locked, damaged or no workbook."""
    opening = Opening(path, shown)
    with path.open("rb") as file:
        head = file.read(1 << 20)
    if head.startswith(COMPOUND):
        # a locked .xlsx is a compound document around an encrypted package
        if "EncryptedPackage".encode("utf-16-le") in head:
            what = "a workbook that is protected by a password"
            todo = "Ask the sender for a copy without a password."
            raise BrokenText(Problem(shown, what, todo))
        from feijian.ingest.read.workbook_xls import OldBook

        return OldBook(opening)
    try:
        with zipfile.ZipFile(path) as book:
            names = {n.lstrip("/").lower() for n in book.namelist()}
    except (zipfile.BadZipFile, OSError):
        names = set()
    if "xl/workbook.bin" in names:
        from feijian.ingest.read.workbook_xlsb import BinaryBook

        return BinaryBook(opening)
    if "content.xml" in names:
        from feijian.ingest.read.workbook_ods import OpenBook

        return OpenBook(opening)
    from feijian.ingest.read.workbook import NewBook

    return NewBook(opening)


def require_readable(path: Path, shown: str, sheets: int | None = None) -> None:
    """Refuse a workbook with a password, or with a cell at the end of the world.

    sheets: how many of its first sheets matter; all where it is None. Raises BrokenText.
    """
    book = open_book(path, shown)
    for name in list(book.names)[:sheets]:
        book.grid(name, 1)
