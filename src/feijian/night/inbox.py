"""The inbox: deliveries that wait, those that were taken, and those that were refused."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from feijian.errors import DeliveryNotFound, DeliveryRefused, Problem
from feijian.ingest.load.privacy import keyed
from feijian.ingest.read.archives import is_archive, is_tar
from feijian.ingest.read.personal_forms import without_persons
from feijian.messages import sentence
from feijian.plain import Json
from feijian.workspace import Workspace
from feijian.workspace.journal import note

TAKEN, REFUSED = ".inbox.json", "refused"


def require_inbox(inbox: Path) -> None:
    """Raise DeliveryNotFound where the inbox is not there."""
    if not inbox.is_dir():
        raise DeliveryNotFound(
            sentence("the inbox {name} is not there", name=inbox.name),
            "Make the folder or name another.",
        )


def waiting_deliveries(workspace: Workspace, inbox: Path | None) -> list[Path]:
    """Folders and archives of the inbox not loaded yet, by name; `.part` at a name's end is still arriving.

    One whose files changed since it was loaded waits again. Raises DeliveryNotFound when the inbox
    is not there.
    """
    if inbox is None:
        return []
    require_inbox(inbox)
    taken = _taken(workspace)
    return [
        f
        for f in sorted(inbox.iterdir())
        if (f.is_dir() and f.name != REFUSED and not f.name.endswith(".part")) or _is_archive(f)
        if taken.get(_known_as(workspace, f.name)) != _digest(f)
    ]


def left_lying(workspace: Workspace, inbox: Path | None) -> dict[str, list[str]]:
    """Files of the inbox that belong to no delivery, each with what to do: a single file may be half of one."""
    if inbox is None:
        return {}
    loose = [
        f
        for f in sorted(inbox.iterdir())
        if f.is_file() and not f.name.startswith(".") and not f.name.endswith(".part")
        if not _is_archive(f)
    ]
    if not loose:
        return {}
    note(
        workspace,
        "files outside folders in the inbox are not loaded",
        level=logging.WARNING,
        files=len(loose),
    )
    advice = (
        "Put the files of one delivery into a folder of their own, or pack them into an archive."
    )
    names = (without_persons(f.name) for f in loose)
    return {
        name: [str(Problem(name, "lies in the inbox outside any folder and is not loaded", advice))]
        for name in names
    }


def _is_archive(file: Path) -> bool:
    """A zip or tar file that has arrived whole, as far as its name and its end tell."""
    if not file.is_file() or file.name.startswith(".") or file.name.endswith(".part"):
        return False
    return is_archive(file) or is_tar(file)


def load_waiting(
    workspace: Workspace,
    delivery: Path,
    source: str,
    progress: Callable[[str, float], None] = lambda *_: None,
) -> Json:
    """Load one delivery and note that it was taken; safe to repeat, a load changes nothing twice."""
    from feijian.ingest.load.delivery import load
    from feijian.library import Library

    digest = _digest(delivery)
    library = Library.of(workspace.settings().library)
    report = load(workspace, delivery, source=source, library=library, progress=progress)
    note(
        workspace,
        "delivery loaded",
        delivery=_known_as(workspace, delivery.name),
        files=len(report.files),
        doubts=len(report.doubts),
    )
    taken = {**_taken(workspace), _known_as(workspace, delivery.name): digest}
    fresh = workspace.root / (TAKEN + ".part")
    fresh.write_text(json.dumps(taken, indent=1, sort_keys=True), encoding="utf-8")
    fresh.replace(workspace.root / TAKEN)
    return dict(report.json())


def load_or_refuse(
    workspace: Workspace, delivery: Path, source: str
) -> tuple[Json | None, list[str]]:
    """Load one delivery; one that is broken is set aside and the night goes on.

    Returns what was loaded, or None and what is wrong. A refused delivery lies in
    `refused/<name>-<time>` beside the others, with `refused.txt` in it, and is not tried again:
    a sender mends it and sends it anew. Anything that is not the delivery's fault is raised.
    """
    try:
        return load_waiting(workspace, delivery, source), []
    except (DeliveryRefused, DeliveryNotFound) as error:
        told = [str(problem) for problem in error.problems]
        note(
            workspace,
            "delivery refused",
            level=logging.WARNING,
            delivery=_known_as(workspace, delivery.name),
            problems=len(told),
        )
        place = delivery.parent / REFUSED
        place.mkdir(exist_ok=True)
        aside = place / f"{delivery.name}-{datetime.now(UTC).strftime('%Y%m%dT%H%M%SZ')}"
        if delivery.is_file():
            aside.mkdir()
            delivery.rename(aside / delivery.name)
        else:
            delivery.rename(aside)
        (aside / "refused.txt").write_text("\n".join(told) + "\n", encoding="utf-8")
        return None, told


def _known_as(workspace: Workspace, name: str) -> str:
    """A delivery's name as it is kept: without numbers and names of persons, and still its own."""
    plain = without_persons(name)
    return name if plain == name else f"{plain}~{keyed(workspace.privacy_key(), name)[:8]}"


def _taken(workspace: Workspace) -> dict[str, str]:
    file = workspace.root / TAKEN
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def _digest(delivery: Path) -> str:
    """Names, sizes and times of a delivery's files: enough to see that something changed."""
    files = [delivery] if delivery.is_file() else sorted(delivery.rglob("*"))
    parts = [
        f"{f.relative_to(delivery)} {f.stat().st_size} {f.stat().st_mtime_ns}"
        for f in files
        if f.is_file()
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
