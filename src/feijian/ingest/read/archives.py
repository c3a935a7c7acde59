"""Archives in a delivery: unpacked within limits, archives inside them too, their folders looked into like any other."""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from feijian.errors import DeliveryRefused, Problem, StorageError
from feijian.messages import sentence

MEGABYTE = 1_000_000
WORKBOOK_PARTS = {"[content_types].xml", "mimetype", "xl/workbook.xml", "xl/workbook.bin"}


def way_out(setting: str) -> str:
    """What to do about an archive beyond a limit."""
    return sentence(
        "Unpack it yourself if it is what you expect, or raise [limits] {setting} in feijian.toml.",
        setting=setting,
    )


@dataclass(frozen=True)
class Limits:
    """How much compressed files may hold: a bomb of a few kilobytes unpacks to more than a disk.

    files: of an archive. size: bytes of all files of an archive together, or of one compressed
    file. ratio: unpacked to packed, of a file above a megabyte. depth: archives in archives.
    """

    files: int = 10_000
    size: int = 20_000 * MEGABYTE
    ratio: int = 200
    depth: int = 3

    def beyond(self, size: int, packed: int) -> tuple[str, str] | None:
        """The limit that a file breaks, in words, and the setting that raises it; None where it breaks none."""
        if size > self.size:
            what = sentence("unpacks to more than {size} MB", size=self.size // MEGABYTE)
            return what, "archive_megabytes"
        if size > MEGABYTE and size > self.ratio * max(1, packed):
            what = sentence("unpacks to more than {ratio} times its size", ratio=self.ratio)
            return what, "archive_ratio"
        return None


def refusal(shown: str, subject: str, beyond: tuple[str, str]) -> Problem:
    """The problem of what is beyond a limit."""
    what, setting = beyond
    return Problem(
        shown,
        sentence("{subject} {what}", subject=subject, what=what),
        way_out(setting),
    )


def is_archive(path: Path) -> bool:
    """A zip file that is no workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    return not names & WORKBOOK_PARTS


def require_small(path: Path, shown: str, limits: Limits) -> None:
    """Refuse a workbook, which is an archive too, whose parts are beyond the limits."""
    try:
        with zipfile.ZipFile(path) as book:
            entries = book.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return  # no archive, or a damaged one: reading it says so
    for entry in entries:
        beyond = limits.beyond(entry.file_size, entry.compress_size)
        if beyond:
            raise DeliveryRefused(
                refusal(
                    shown, sentence("{filename} in the workbook", filename=entry.filename), beyond
                )
            )


def unpacked(path: Path, shown: str, into: Path, limits: Limits) -> Iterator[tuple[Path, str]]:
    """Unpack an archive below `into`; (file, name as messages print it) of each file in it.

    Raises DeliveryRefused where it is locked, damaged or beyond the limits, StorageError where the
    workspace cannot take it.
    """
    with zipfile.ZipFile(path) as archive:
        entries = [e for e in archive.infolist() if not e.is_dir()]
        whole = sum(e.file_size for e in entries)
        if len(entries) > limits.files or whole > limits.size:
            setting = "archive_files" if len(entries) > limits.files else "archive_megabytes"
            what = sentence(
                "the archive holds {n} files of {whole} MB, more than {files} files or {size} MB",
                n=len(entries),
                whole=whole // MEGABYTE,
                files=limits.files,
                size=limits.size // MEGABYTE,
            )
            raise DeliveryRefused(Problem(shown, what, way_out(setting)))
        inside = replace(limits, files=limits.files - len(entries), size=limits.size - whole)
        inside = replace(inside, depth=limits.depth - 1)
        for number, entry in enumerate(entries):
            name = name_of(entry)
            if any(part.startswith((".", "__")) for part in PurePosixPath(name).parts):
                continue
            target = _extracted(archive, entry, name, shown, into / str(number), limits)
            if not is_archive(target):
                yield target, f"{shown}/{name}"
                continue
            if not inside.depth:
                what = sentence(
                    "{name} in it is the {depth}th archive within another",
                    name=name,
                    depth=Limits.depth + 1,
                )
                raise DeliveryRefused(Problem(shown, what, "Unpack it yourself."))
            yield from unpacked(target, f"{shown}/{name}", into / f"{number}_in", inside)
            target.unlink()


def _extracted(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    name: str,
    shown: str,
    into: Path,
    limits: Limits,
) -> Path:
    if entry.flag_bits & 0x1:
        what = "the archive is protected by a password"
        raise DeliveryRefused(Problem(shown, what, "Ask for one without."))
    beyond = limits.beyond(entry.file_size, entry.compress_size)
    if beyond:
        raise DeliveryRefused(refusal(shown, sentence("{name} in it", name=name), beyond))
    # our own names on disk: an entry may not choose where it is written
    target = into / PurePosixPath(name.replace("\\", "/")).name
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with archive.open(entry) as packed, target.open("wb") as out:
            shutil.copyfileobj(packed, out, 1 << 20)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, zlib.error) as error:
        # the system's own errors have a number, those of a damaged stream have none
        if isinstance(error, OSError) and error.errno is not None:
            what = sentence(
                "{name} of {shown} cannot be unpacked into the workspace: {strerror}",
                name=name,
                shown=shown,
                strerror=error.strerror,
            )
            raise StorageError(what, "Free some space, or mend the folder's rights.") from None
        problem = Problem(
            shown,
            sentence("{name} in it cannot be unpacked", name=name),
            "Ask the sender for it again.",
        )
        raise DeliveryRefused(problem) from None
    return target


def name_of(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; without the mark for UTF-8 it is GBK, as Chinese Windows writes it."""
    if entry.flag_bits & 0x800 or entry.filename.isascii():
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename
