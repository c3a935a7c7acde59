"""The log of a workspace: what loads and runs did, one line an event, as JSON or as text.

Written where `[log] file` names one. A line holds names of steps and counts, never a value of a row.
"""

from __future__ import annotations

import json
import logging
import logging.handlers
from datetime import UTC, datetime
from typing import Any

from feijian.plain import Json
from feijian.workspace.folder import Workspace

FACTS = "facts"


class JsonLine(logging.Formatter):
    """One JSON object a line: at, level, event, and its facts."""

    def format(self, record: logging.LogRecord) -> str:
        facts: Json = getattr(record, FACTS, {})
        line = {"at": _at(record), "level": record.levelname.lower(), "event": record.getMessage()}
        return json.dumps({**line, **facts}, ensure_ascii=False, default=str)


class TextLine(logging.Formatter):
    """The same for people: `2026-11-26T02:00:00+00:00 info step done step=judge seconds=12`."""

    def format(self, record: logging.LogRecord) -> str:
        facts: Json = getattr(record, FACTS, {})
        told = " ".join(f"{k}={v}" for k, v in facts.items())
        return f"{_at(record)} {record.levelname.lower()} {record.getMessage()} {told}".rstrip()


def note(workspace: Workspace, event: str, *, level: int = logging.INFO, **facts: Any) -> None:
    """Add an event to the workspace's log; nothing where its settings name none.

    A log that cannot be written is said on standard error by `logging` itself and stops nothing.
    """
    settings = workspace.settings()
    if not settings.log_file:
        return
    path = workspace.root / settings.log_file
    logger = logging.getLogger(f"feijian.workspace.{path}")
    if not logger.handlers:
        # a file that was rotated away is opened anew
        handler = logging.handlers.WatchedFileHandler(path, encoding="utf-8", delay=True)
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
    logger.handlers[0].setFormatter(JsonLine() if settings.log_format == "json" else TextLine())
    logger.log(level, event, extra={FACTS: {"workspace": workspace.root.name, **facts}})


def _at(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
