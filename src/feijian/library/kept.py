"""What was read and checked of a library, kept on disk by the digest of everything it was made from.

Reading and checking a library takes seconds and gives the same for the same files; a night need not
do it again. What is kept is found by a digest of every file of content, of this program and of the
engines it checks with: another byte anywhere is another digest, and what was kept is not looked at.
A damaged, foreign or forged file is no file: its seal is made with the workspace's own key, and only
plain values and this product's own records can come out of it.
"""

from __future__ import annotations

import dataclasses
import hmac
import io
import os
import pickle
import platform
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from feijian.library.roots import KINDS, Library

Kept = TypeVar("Kept")
ENGINES = ("duckdb", "sqlglot", "pyyaml")
PROGRAM = (".py", ".j2", ".tsv", ".css", ".js")
"""What the program is made of: its text, the templates of pages, what it says, how a page looks and acts."""
PLAIN = {
    ("builtins", "frozenset"),
    ("builtins", "set"),
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("decimal", "Decimal"),
    ("pathlib", "PosixPath"),
    ("pathlib", "WindowsPath"),
    ("pathlib", "PurePosixPath"),
}
MOST = 3
"""Of each kind so many are kept: tonight's, and those of a command with other folders."""
SEAL = 32


def program_digest() -> str:
    """A digest of this program, its pages and words among it, and of the engines that content is checked with."""
    digest = sha256(platform.python_version().encode())
    for name in ENGINES:
        digest.update(f"{name} {_version(name)}\n".encode())
    for name, path, stat in _files(str(Path(__file__).resolve().parent.parent)):
        if name.endswith(PROGRAM):
            _add(digest, name, path, stat)
    return digest.hexdigest()


_version = lru_cache(maxsize=None)(version)


def library_digest(library: Library) -> str:
    """A digest of every file of content, by root and place, and of the program that reads it."""
    digest = sha256(program_digest().encode())
    for root in library.roots:
        digest.update(f"\0root {root}\0".encode())
        for kind in KINDS:
            for name, path, stat in _files(str(root / kind)):
                _add(digest, f"{kind}/{name}", path, stat)
    return digest.hexdigest()


def _files(folder: str) -> list[tuple[str, str, os.stat_result]]:
    """Every file below a folder but what Python compiled: its place there, its path, what the disk says of it.

    Asked some twenty times in a run, of a thousand files: the folder is read as the system lists it.
    """
    found: list[tuple[str, str, os.stat_result]] = []
    waiting = [folder]
    while waiting:
        with suppress(NotADirectoryError, FileNotFoundError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        waiting.append(entry.path)
                elif entry.is_file():
                    shown = entry.path[len(folder) + 1 :].replace(os.sep, "/")
                    found.append((shown, entry.path, entry.stat()))
    return sorted(found, key=lambda f: f[0])


def _add(digest: Any, name: str, path: str, stat: os.stat_result) -> None:
    told = (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
    digest.update(f"\0{name}\0{stat.st_size}\0".encode() + _body_digest(path, told))


@lru_cache(maxsize=8192)
def _body_digest(path: str, told: tuple[int, ...]) -> bytes:
    """A digest of a file's bytes; a file that nobody wrote to since is read once in a process.

    A run asks some twenty times what it was given: before and after each step, and for what is kept.
    """
    del (
        told
    )  # where it lies on the disk, its size and when it was written: another file is read anew
    return sha256(Path(path).read_bytes()).digest()


def kept(
    folder: Path, kind: str, digest: str, key: bytes, kind_of: type[Kept], make: Callable[[], Kept]
) -> Kept:
    """What `make` gives, from the folder where it is there for this digest, or made and put there.

    key: only what this workspace wrote is believed. What `make` raises is kept nowhere.
    """
    path = folder / f"{kind}-{digest[:32]}"
    found = opened(path, digest, key)
    if isinstance(found, kind_of):
        return found
    made = make()
    put(path, digest, key, made)
    _prune(folder, kind, keep=path)
    return made


def opened(path: Path, digest: str, key: bytes) -> Any:
    """The value of a file, or None where it is missing, damaged, forged or of another program."""
    try:
        body = path.read_bytes()
    except OSError:
        return None
    seal, text = body[:SEAL], body[SEAL:]
    if not hmac.compare_digest(seal, _seal(text, digest, key)):
        return None
    try:
        return _Records(io.BytesIO(text)).load()
    except (pickle.UnpicklingError, AttributeError, ImportError, EOFError, TypeError, ValueError):
        return None  # of a program that wrote its records otherwise: it is made anew


def put(path: Path, digest: str, key: bytes, value: Any) -> None:
    """Write a value beside and rename it; a disk that is full or read-only keeps nothing."""
    text = pickle.dumps(value, protocol=5)
    fresh = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        fresh.write_bytes(_seal(text, digest, key) + text)
        fresh.replace(path)
    except OSError:  # a full or read-only disk: the night goes on, it only takes longer
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _seal(text: bytes, digest: str, key: bytes) -> bytes:
    return hmac.new(
        key, b"feijian kept library\0" + digest.encode() + b"\0" + text, sha256
    ).digest()


def _prune(folder: Path, kind: str, keep: Path) -> None:
    others = (p for p in folder.glob(f"{kind}-*") if p != keep)
    for path in sorted(others, key=_age, reverse=True)[MOST - 1 :]:
        path.unlink(missing_ok=True)


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


class _Records(pickle.Unpickler):
    """Plain values and frozen records of this product; nothing that could act."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in PLAIN:
            return super().find_class(module, name)
        if module.startswith("feijian."):
            found = super().find_class(module, name)
            if isinstance(found, type) and dataclasses.is_dataclass(found):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no record")


def combined(parts: Iterable[object]) -> str:
    """One digest of several texts, numbers or digests, in their order."""
    digest = sha256()
    for text in map(str, parts):
        digest.update(f"{len(text)}:{text}\0".encode())
    return digest.hexdigest()


__all__ = ["combined", "kept", "library_digest", "opened", "program_digest", "put"]
