"""One process at work in a workspace, and who it is."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from feijian.errors import StorageError, WorkspaceBusy
from feijian.messages import sentence
from feijian.plain import Json
from feijian.workspace.audit import system_user

LOCK, HOLDER, WRITER = ".lock", ".lock.holder", ".lock.writer"


@contextmanager
def exclusive(root: Path, work: str) -> Iterator[None]:
    """Keep every other feijian process out of a workspace, for the whole of some work.

    work: what the holder does, for those who find it at work ("run", "load", …). Within one
    process the lock may be taken again: the outermost holder is the one that is named.
    Raises WorkspaceBusy with the holder's work, process and since when.
    """
    from filelock import FileLock, Timeout

    # one lock per process and place: a run holds it while its steps take it again, each perhaps
    # in a thread of its own
    lock = FileLock(str(root / LOCK), timeout=0, is_singleton=True, thread_local=False)
    is_outermost = not lock.is_locked
    try:
        lock.acquire()
    except Timeout:
        raise WorkspaceBusy(
            sentence("{said} is working in {name}", said=_said(root), name=root.name),
            "Wait until it is done, or use another workspace.",
        ) from None
    except OSError as error:
        raise StorageError(
            sentence("cannot lock the workspace: {strerror}", strerror=error.strerror)
        ) from None
    try:
        if is_outermost:
            _name_holder(root, work)
        yield
    finally:
        if is_outermost:
            (root / HOLDER).unlink(missing_ok=True)
        lock.release()


@contextmanager
def once(root: Path) -> Iterator[None]:
    """Keep a second writer of the warehouse out of the very process that holds the workspace.

    Raises WorkspaceBusy where the warehouse is open for writing already.
    """
    from filelock import FileLock, Timeout

    try:
        with FileLock(str(root / WRITER), timeout=0, thread_local=False):
            yield
    except Timeout:
        raise WorkspaceBusy(
            sentence("the warehouse of {name} is being written by this process", name=root.name),
            "Close the connection first.",
        ) from None


def holder(root: Path) -> Json | None:
    """Who holds the lock now: work, pid, user, since; None where nobody does."""
    from filelock import FileLock, Timeout

    probe = FileLock(str(root / LOCK), timeout=0, thread_local=False)
    try:
        with probe:
            return None
    except Timeout:
        return _holder_file(root) or {}
    except OSError as error:
        raise StorageError(
            sentence("cannot lock the workspace: {strerror}", strerror=error.strerror)
        ) from None


def is_alive(pid: int) -> bool:
    """Whether a process of this machine is still there."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's process is a process
        return True
    return True


def _name_holder(root: Path, work: str) -> None:
    since = datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
    text = json.dumps({"work": work, "pid": os.getpid(), "user": system_user(), "since": since})
    fresh = root / f"{HOLDER}.part"
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(root / HOLDER)


def _holder_file(root: Path) -> Json | None:
    try:
        found = json.loads((root / HOLDER).read_text(encoding="utf-8"))
    except (OSError, ValueError):  # it is just beginning, or just done
        return None
    return found if isinstance(found, dict) else None


def _said(root: Path) -> str:
    found = _holder_file(root)
    if found is None:
        return sentence("another feijian process")
    return sentence(
        "'feijian {work}' (process {pid}, {user}, since {since})",
        work=found["work"],
        pid=found["pid"],
        user=found["user"],
        since=str(found["since"])[:19],
    )
