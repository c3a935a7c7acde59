"""What was done about whole leads: who has one, until when, where it stands, what was noted.

The rows stand in the workbench's event store, append-only; here they are only read, so that lists,
report and workbook show them. A store elsewhere (a DSN of its own) is read by the workbench alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from feijian.messages.labels import Labels
from feijian.plain import Json
from feijian.workspace import Workspace
from feijian.workspace.backup import WORKBENCH

ASSIGNED, STATUS, DUE, NOTED, SETTLED = (
    "lead.assigned",
    "lead.status",
    "lead.due",
    "lead.noted",
    "lead.settled",
)
STATES = Labels("lead_state")
"""Where people say that a lead stands; what its findings' verdicts say is told beside it."""

TOLD = Labels("act")


@dataclass
class LeadState:
    """One lead as its acts leave it. seq: the last of them. notes: (moment, who, text), in order.

    settled: how it was recovered or corrected as a whole; empty where it was not.
    """

    lead_id: str
    seq: int = 0
    assignee: str = ""
    status: str = "open"
    due: date | None = None
    settled: str = ""
    notes: list[tuple[str, str, str]] = field(default_factory=list)

    def take(self, seq: int, at: str, who: str, kind: str, body: Json) -> None:
        """Take in the next act about the lead."""
        self.seq = seq
        if kind == ASSIGNED:
            self.assignee = body["to"]
        elif kind == STATUS:
            self.status = body["status"]
        elif kind == DUE:
            self.due = date.fromisoformat(body["due"]) if body["due"] else None
        elif kind == NOTED:
            self.notes.append((at, who, body["text"]))
        elif kind == SETTLED:
            self.settled = body["how"]
            self.status = "closed" if body["how"] else "open"

    def told(self, lang: str) -> str:
        """The state in one line; empty where nothing was done."""
        if not self.seq:
            return ""
        zh = lang == "zh"
        parts = [STATES[self.status].to(lang)]
        if self.assignee:
            parts.append(TOLD["assignee"].to(lang).format(who=self.assignee))
        if self.due:
            parts.append(TOLD["due"].to(lang).format(day=self.due))
        if self.settled:
            parts.append(TOLD["settled"].to(lang).format(how=self.settled))
        parts += [
            f"{at[:10]} {who}：{text}" if zh else f"{at[:10]} {who}: {text}"
            for at, who, text in self.notes
        ]
        return ("；" if zh else "; ").join(parts)


@dataclass
class LeadStates:
    """All leads with an act, by id, rebuilt from the store's rows as they come."""

    by_lead: dict[str, LeadState] = field(default_factory=dict)

    def take(self, event: LeadAct) -> None:
        """Take in a row; kinds that are of no lead are passed over."""
        if event.kind.startswith("lead."):
            state = self.by_lead.setdefault(event.subject, LeadState(event.subject))
            state.take(event.seq, event.at, event.who, event.kind, event.body)


class LeadAct(Protocol):
    """A row of the store, as far as leads need it."""

    @property
    def seq(self) -> int: ...
    @property
    def at(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def body(self) -> Json: ...


def states_of(
    rows: Iterable[tuple[int, str, str, str, str, Json]],
) -> dict[str, LeadState]:
    """Lead → its state, from (seq, at, who, kind, subject, body) in order; other kinds are passed over."""
    found: dict[str, LeadState] = {}
    for seq, at, who, kind, subject, body in rows:
        if kind.startswith("lead."):
            found.setdefault(subject, LeadState(subject)).take(seq, at, who, kind, body)
    return found


def lead_states(workspace: Workspace) -> dict[str, LeadState]:
    """Lead → its state, from the store that lies in the workspace; nothing where there is none."""
    file = workspace.root / WORKBENCH
    if not file.is_file():
        return {}
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
        rows = database.execute(
            "select seq, at, who, kind, subject, body from event where kind like 'lead.%' order by seq"
        ).fetchall()
    return states_of((*row[:5], json.loads(row[5])) for row in rows)
