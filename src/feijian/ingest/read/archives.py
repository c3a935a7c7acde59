"""Archives in a delivery: unpacked within limits, their folders looked into like any other."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from feijian.errors import DeliveryRefused, Problem


@dataclass(frozen=True)
class Limits:
    """How much an archive may hold: a bomb of a few kilobytes unpacks to more than a disk.

    size: bytes of all files together. ratio: unpacked to packed, of a file above a megabyte.
    """

    files: int = 10_000
    size: int = 20_000_000_000
    ratio: int = 200


def is_archive(path: Path) -> bool:
    """A zip file that is no workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError):
        return False
    return not names & {"[content_types].xml", "mimetype", "xl/workbook.xml", "xl/workbook.bin"}


def unpacked(path: Path, shown: str, into: Path, limits: Limits) -> Iterator[tuple[Path, str]]:
    """Unpack an archive below `into`; (file, name as messages print it) of each file in it.

    Raises DeliveryRefused where it is locked, damaged or beyond the limits.
    """

    def refused(what: str, todo: str) -> DeliveryRefused:
        return DeliveryRefused(Problem(shown, what, todo))

    with zipfile.ZipFile(path) as archive:
        entries = [e for e in archive.infolist() if not e.is_dir()]
        whole = sum(e.file_size for e in entries)
        if len(entries) > limits.files or whole > limits.size:
            raise refused(
                f"the archive holds {len(entries)} files of {whole // 1_000_000} MB,"
                f" more than {limits.files} files or {limits.size // 1_000_000} MB",
                "Unpack it yourself if it is what you expect, or raise the limits of loading.",
            )
        for number, entry in enumerate(entries):
            name = _name_of(entry)
            if any(part.startswith((".", "__")) for part in PurePosixPath(name).parts):
                continue
            if entry.flag_bits & 0x1:
                raise refused("the archive is protected by a password", "Ask for one without.")
            if entry.file_size > 1_000_000 and entry.file_size > limits.ratio * max(
                1, entry.compress_size
            ):
                raise refused(
                    f"{name} in it unpacks to more than {limits.ratio} times its size",
                    "Unpack it yourself if it is what you expect, or raise the limits of loading.",
                )
            # our own names on disk: an entry may not choose where it is written
            target = into / str(number) / PurePosixPath(name).name
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with archive.open(entry) as packed, target.open("wb") as out:
                    shutil.copyfileobj(packed, out, 1 << 20)
            except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError):
                raise refused(
                    f"{name} in it cannot be unpacked", "Ask the sender for it again."
                ) from None
            yield target, f"{shown}/{name}"


def _name_of(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; without the mark for UTF-8 it is GBK, as Chinese Windows writes it."""
    if entry.flag_bits & 0x800 or entry.filename.isascii():
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename
