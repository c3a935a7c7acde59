"""Files attached at a verdict: kept by their hash beside the store, handed back as they came, never opened.

A file is known by what its first bytes say and by its name's ending; both must agree on one of a few
kinds. Nothing of it is rendered, unpacked or run here; it lies outside of what is served by name.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from feijian.errors import Problem, StorageError, UsageError
from feijian.messages import sentence
from feijian.workbench.cases import PERSONAL
from feijian.workspace import Workspace
from feijian.workspace.backup import ATTACHED
from feijian.workspace.folder import own_files

LARGEST = 5 * 1024 * 1024
MOST = 5
"""Files of one verdict; all together keep to the limit of a body."""
KINDS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
}
INSIDE = {"docx": b"word/", "xlsx": b"xl/"}
"""What an archive of that kind has in the names of its parts: another archive is not taken for it."""
HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Sent:
    """A file as it was sent: the name without its folders, and its bytes."""

    name: str
    data: bytes

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def told(self) -> dict[str, object]:
        """What the verdict's event says of it."""
        return {"name": self.name, "hash": self.hash, "size": len(self.data)}


def checked(files: Sequence[tuple[str, bytes]]) -> list[Sent]:
    """Those that may be kept; a field left empty is none. Raises UsageError naming each that may not."""
    sent = [
        Sent(re.split(r"[/\\]", name)[-1].strip(), data) for name, data in files if name or data
    ]
    problems = []
    if len(sent) > MOST:
        problems.append(
            Problem(
                "files",
                sentence("{n} at once", n=len(sent)),
                sentence("Attach at most {n}.", n=MOST),
            )
        )
    for number, file in enumerate(sent, start=1):
        # a name that holds a person's number is not said back
        where = f"file {number}"
        what = _fault(file)
        if what:
            todo = sentence(
                "Attach {kinds} of at most {size} MB each.",
                kinds=", ".join(KINDS),
                size=LARGEST // 1024 // 1024,
            )
            problems.append(Problem(where, what, todo))
    if problems:
        raise UsageError(problems)
    return list({f.hash: f for f in sent}.values())


def _fault(file: Sent) -> str:
    stem, _, ending = file.name.rpartition(".")
    ending = ending.lower()
    if not stem or len(file.name) > 120 or not file.name.isprintable():
        return "has no usable name"
    if PERSONAL.search(file.name):
        return "has an identity or telephone number in its name"
    if not file.data:
        return "is empty"
    if len(file.data) > LARGEST:
        return sentence("has {size:.1f} MB", size=len(file.data) / 1024 / 1024)
    if ending not in KINDS or not file.data.startswith(KINDS[ending]):
        return "is of a kind that is not taken, or not what its name says"
    inside = INSIDE.get(ending)
    return "is not what its name says" if inside and inside not in file.data else ""


def keep(workspace: Workspace, files: Sequence[Sent]) -> None:
    """On the disk under their hash, before the verdict that names them is stored."""
    for file in files:
        place = _place(workspace, file.hash)
        if place.is_file():
            continue
        # two people may attach the same file at the same time
        aside = place.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
        try:
            with own_files(group=workspace.settings().group_readable):
                place.parent.mkdir(parents=True, exist_ok=True)
                with aside.open("wb") as out:
                    out.write(file.data)
                    out.flush()
                    os.fsync(out.fileno())
                aside.chmod(0o600)
                aside.replace(place)
        except OSError as error:
            aside.unlink(missing_ok=True)
            what = sentence("an attached file cannot be kept: {why}", why=error.strerror)
            raise StorageError(what, "If the disk is full, free some space.") from None


def read(workspace: Workspace, hash_: str) -> bytes | None:
    """A file's bytes; None where it is not there. Raises StorageError where they are not what was sent."""
    if not HASH.fullmatch(hash_):
        return None
    place = _place(workspace, hash_)
    if not place.is_file():
        return None
    data = place.read_bytes()
    if hashlib.sha256(data).hexdigest() != hash_:
        what = sentence("the attached file {name} is not what was sent", name=hash_[:12])
        raise StorageError(what, "Restore it from the backup.")
    return data


def _place(workspace: Workspace, hash_: str) -> Path:
    return workspace.root / ATTACHED / hash_[:2] / hash_
