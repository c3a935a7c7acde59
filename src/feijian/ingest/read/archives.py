"""Archives in a delivery: unpacked within limits, archives inside them too, their folders looked into like any other."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import shutil
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from feijian.errors import DeliveryRefused, Problem, StorageError
from feijian.messages import sentence

MEGABYTE = 1_000_000
DOCUMENT_PARTS = {"[content_types].xml", "mimetype", "xl/workbook.xml", "xl/workbook.bin"}
PACKED = ((b"\x1f\x8b", gzip.open), (b"BZh", bz2.open), (b"\xfd7zXZ", lzma.open))
"""How compressed files begin, and what opens them."""
DAMAGED = (
    zipfile.BadZipFile,
    tarfile.TarError,
    EOFError,
    OSError,
    NotImplementedError,
    zlib.error,
    lzma.LZMAError,
)


LONGEST_NAME = 60
"""Characters of a name on disk, its end: three bytes each, and a file system takes 255."""


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


def is_archive(path: Path, zipped: bool = True) -> bool:
    """A zip file that is no workbook or other document, or a tar archive. zipped: it begins as a zip file does."""
    return not is_document(path) and zipfile.is_zipfile(path) if zipped else is_tar(path)


def is_document(path: Path) -> bool:
    """A zip file whose parts are one document: a workbook, a text, slides."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.lower() in DOCUMENT_PARTS for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def is_tar(path: Path) -> bool:
    """A tar archive, also one compressed with gzip, bzip2 or xz."""
    try:
        with path.open("rb") as file:
            begun = file.read(262)
        opener = next((o for mark, o in PACKED if begun.startswith(mark)), None)
        if opener:
            with opener(path) as file:
                begun = file.read(262)
        return begun[257:262] == b"ustar" and tarfile.is_tarfile(path)
    except (OSError, EOFError, zlib.error, lzma.LZMAError, tarfile.TarError):
        return False


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
    if is_tar(path):
        yield from _unpacked_tar(path, shown, into, limits)
        return
    with zipfile.ZipFile(path) as archive:
        entries = [e for e in archive.infolist() if not e.is_dir()]
        whole = sum(e.file_size for e in entries)
        inside = _inside(len(entries), whole, shown, limits)
        for number, entry in enumerate(entries):
            name = name_of(entry)
            if _is_hidden(name):
                continue
            if entry.flag_bits & 0x1:
                what = "the archive is protected by a password"
                raise DeliveryRefused(Problem(shown, what, "Ask for one without."))
            beyond = limits.beyond(entry.file_size, entry.compress_size)
            if beyond:
                raise DeliveryRefused(refusal(shown, sentence("{name} in it", name=name), beyond))
            target = _extracted(partial(archive.open, entry), name, shown, into / str(number))
            yield from _looked_into(target, name, shown, into / f"{number}_in", inside)


def _unpacked_tar(path: Path, shown: str, into: Path, limits: Limits) -> Iterator[tuple[Path, str]]:
    packed, whole, largest = path.stat().st_size, 0, 0
    entries: list[tarfile.TarInfo] = []
    with tarfile.open(path) as archive:
        try:
            for entry in archive:
                linked = entry.islnk() or entry.issym()
                entries += [entry] if linked or entry.isfile() or entry.isdev() else []
                largest = max(largest, entry.size)
                whole += largest if linked else entry.size
                beyond = limits.beyond(whole, packed)
                if beyond:
                    raise DeliveryRefused(refusal(shown, "the archive", beyond))
        except DAMAGED:
            what = "an archive that cannot be opened"
            raise DeliveryRefused(Problem(shown, what, "Ask the sender for it again.")) from None
        inside = _inside(len(entries), whole, shown, limits)
        for number, entry in enumerate(entries):
            name = _plain_name(entry.name)
            if _is_hidden(name) or _leads_to_a_folder(archive, entry):
                continue
            if entry.isdev():
                what = sentence(
                    "{name} in it is a pipe, a socket or a device, and no file", name=name
                )
                raise DeliveryRefused(Problem(shown, what, "Ask the sender for files alone."))
            target = _extracted(partial(_opened, archive, entry), name, shown, into / str(number))
            yield from _looked_into(target, name, shown, into / f"{number}_in", inside)


def _opened(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes] | None:
    """The bytes of an entry; of a link those of the file in the same archive that it names, and of no other."""
    try:
        return archive.extractfile(entry)
    except (KeyError, RecursionError):
        return None  # a link out of the archive, to nothing or to itself


def _leads_to_a_folder(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> bool:
    """Whether an entry is a link to a folder of the archive, whose files come by their own names."""
    if not entry.issym():
        return False
    place = os.path.normpath(f"{PurePosixPath(entry.name).parent}/{entry.linkname}").lstrip("/")
    return any(
        other.name.removeprefix("./").startswith(f"{place}/")
        or (other.isdir() and other.name.removeprefix("./") == place)
        for other in archive.getmembers()
    )


def _plain_name(name: str) -> str:
    """The name of a tar's entry; bytes that are no UTF-8 are GBK, as Chinese Windows writes them."""
    try:
        return os.fsencode(name).decode("utf-8")
    except UnicodeDecodeError:
        return os.fsencode(name).decode("gb18030", "replace")


def _inside(files: int, size: int, shown: str, limits: Limits) -> Limits:
    """What an archive of so many files leaves of the limits; raises DeliveryRefused beyond them."""
    if files > limits.files or size > limits.size:
        setting = "archive_files" if files > limits.files else "archive_megabytes"
        what = sentence(
            "the archive holds {n} files of {whole} MB, more than {files} files or {size} MB",
            n=files,
            whole=size // MEGABYTE,
            files=limits.files,
            size=limits.size // MEGABYTE,
        )
        raise DeliveryRefused(Problem(shown, what, way_out(setting)))
    left = replace(limits, files=limits.files - files, size=limits.size - size)
    return replace(left, depth=limits.depth - 1)


def _is_hidden(name: str) -> bool:
    return any(
        part.startswith((".", "__"))
        for part in PurePosixPath(name).parts
        if part not in (".", "..")
    )


def _looked_into(
    target: Path, name: str, shown: str, into: Path, inside: Limits
) -> Iterator[tuple[Path, str]]:
    """The file itself, or the files in it where it is an archive too."""
    with target.open("rb") as file:
        zipped = file.read(4) == b"PK\x03\x04"
    if not is_archive(target, zipped):
        yield target, f"{shown}/{name}"
        return
    if not inside.depth:
        what = sentence(
            "{name} in it is the {depth}th archive within another",
            name=name,
            depth=Limits.depth + 1,
        )
        raise DeliveryRefused(Problem(shown, what, "Unpack it yourself."))
    yield from unpacked(target, f"{shown}/{name}", into, inside)
    target.unlink()


def _extracted(opened: Callable[[], IO[bytes] | None], name: str, shown: str, into: Path) -> Path:
    """Write an entry under its own name into a folder of its own."""
    # our own names on disk: an entry may not choose where it is written
    target = into / PurePosixPath(name.replace("\\", "/")).name[-LONGEST_NAME:]
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        packed = opened()
        if packed is None:
            raise EOFError
        with packed, target.open("wb") as out:
            shutil.copyfileobj(packed, out, 1 << 20)
    except DAMAGED as error:
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
