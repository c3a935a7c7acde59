"""The audit log: who did what that somebody may ask about later, append-only and chained.

Each line is JSON and holds the hash of the line before it, so that a line that was changed, taken
out or put in between breaks the chain from there on (`verify`). What is logged: person ids shown
in clear, exports, imports, other switches and exemptions than before. No line names a person.
"""

from __future__ import annotations

import getpass
import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from feijian.errors import StorageError
from feijian.messages import sentence
from feijian.plain import Json

LOG = "audit.log"
FIRST = "0" * 64
WAIT_SECONDS = 30


@dataclass(frozen=True)
class Entry:
    """One line. user: of the operating system; who: as they say themselves; what: the act."""

    seq: int
    at: str
    user: str
    who: str
    what: str
    detail: Json
    previous: str
    hash: str


def record(root: Path, what: str, detail: Json | None = None, who: str = "") -> Entry:
    """Append one line. Raises StorageError where the log cannot be written."""
    from filelock import FileLock, Timeout

    path = root / LOG
    try:
        with FileLock(str(root / f".{LOG}.lock"), timeout=WAIT_SECONDS):
            last = _last_line(path)
            before: Json = json.loads(last) if last else {"seq": 0, "hash": FIRST}
            body: Json = {
                "seq": before["seq"] + 1,
                "at": datetime.now(UTC).isoformat(timespec="seconds"),
                "user": system_user(),
                "who": who,
                "what": what,
                "detail": detail or {},
                "previous": before["hash"],
            }
            entry = {**body, "hash": _hash(body)}
            with path.open("a", encoding="utf-8") as log:
                log.write(json.dumps(entry, ensure_ascii=False, sort_keys=True) + "\n")
    except (OSError, Timeout) as error:
        raise StorageError(
            sentence(
                "the audit log cannot be written: {error}",
                error=getattr(error, "strerror", None) or error,
            )
        ) from None
    return Entry(**entry)


def entries(root: Path) -> list[Entry]:
    """All lines that can be read as such, in order."""
    found = []
    for line in _lines(root / LOG):
        try:
            found.append(Entry(**json.loads(line)))
        except (ValueError, TypeError):  # a broken line is `verify`'s to tell
            continue
    return found


def verify(root: Path) -> str:
    """Empty where the chain holds, else the first place where it does not."""
    before = FIRST
    for number, line in enumerate(_lines(root / LOG), start=1):
        try:
            entry = json.loads(line)
            said = entry.pop("hash")
        except (ValueError, KeyError, AttributeError):
            return f"{LOG}:{number}: is not a line of the log"
        if entry.get("seq") != number or entry.get("previous") != before:
            return f"{LOG}:{number}: does not follow the line before it"
        if said != _hash(entry):
            return f"{LOG}:{number}: was changed after it was written"
        before = said
    return ""


def system_user() -> str:
    """The name of the operating system's user; `unknown` where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def _hash(body: Json) -> str:
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _lines(path: Path) -> list[str]:
    """Lines by line feeds alone: U+2028 and its like may stand in the name of a file that was imported."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return text.removesuffix("\n").split("\n") if text else []


def _last_line(path: Path) -> str:
    lines = _lines(path)
    return lines[-1] if lines else ""
