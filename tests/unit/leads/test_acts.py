"""What was done about a lead: acts in order make its state, and the state is told in one line."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from feijian.leads.acts import (
    ASSIGNED,
    DUE,
    NOTED,
    SETTLED,
    STATUS,
    LeadState,
    LeadStates,
    lead_states,
    states_of,
)
from feijian.plain import Json
from feijian.workspace import Workspace
from feijian.workspace.backup import WORKBENCH

Act = tuple[int, str, str, str, str, Json]


class Event(NamedTuple):
    """A row of the store as the workbench hands it on."""

    seq: int
    at: str
    who: str
    kind: str
    subject: str
    body: Json


def act(seq: int, kind: str, body: Json, lead: str = "L1") -> Act:
    return (seq, "2026-01-15T10:30:00", "li", kind, lead, body)


ALL = [
    act(3, ASSIGNED, {"to": "wang"}),
    act(4, STATUS, {"status": "visit"}),
    act(5, DUE, {"due": "2026-02-01"}),
    act(6, NOTED, {"text": "records asked for"}),
    act(7, NOTED, {"text": "records came"}),
]


def test_acts_leave_who_where_until_when_and_notes_in_order() -> None:
    assert states_of(ALL) == {
        "L1": LeadState(
            "L1",
            7,
            "wang",
            "visit",
            date(2026, 2, 1),
            "",
            [
                ("2026-01-15T10:30:00", "li", "records asked for"),
                ("2026-01-15T10:30:00", "li", "records came"),
            ],
        )
    }


def test_a_day_is_taken_back_and_a_settled_lead_is_closed_until_that_is_taken_back() -> None:
    states = states_of([*ALL, act(8, DUE, {"due": ""}), act(9, SETTLED, {"how": "repaid"})])
    assert (states["L1"].due, states["L1"].settled, states["L1"].status) == (
        None,
        "repaid",
        "closed",
    )
    again = states_of([*ALL, act(9, SETTLED, {"how": "repaid"}), act(10, SETTLED, {"how": ""})])
    assert (again["L1"].settled, again["L1"].status) == ("", "open")


def test_acts_of_other_leads_and_of_findings_are_not_mixed_in() -> None:
    rows = [*ALL, act(8, STATUS, {"status": "closed"}, "L2"), act(9, "finding.verdict", {}, "L1")]
    states = states_of(rows)
    assert (states["L1"].seq, states["L1"].status) == (7, "visit")
    assert (states["L2"].seq, states["L2"].status, states["L2"].assignee) == (8, "closed", "")


def test_the_workbench_takes_acts_in_as_they_come() -> None:
    states = LeadStates()
    for row in [*ALL, act(9, "finding.verdict", {}, "L3")]:
        states.take(Event(*row))
    assert states.by_lead == states_of(ALL)


def test_a_lead_without_an_act_tells_nothing() -> None:
    assert LeadState("L1").told("en") == ""


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "en",
            "to do; assigned to wang; due 2026-02-01; settled as a whole: repaid;"
            " 2026-01-15 li: records asked for",
        ),
        (
            "zh",
            "待办；经办人 wang；期限 2026-02-01；整条已处理：repaid；2026-01-15 li：records asked for",
        ),
    ],
)
def test_a_state_is_told_in_one_line(lang: str, told: str) -> None:
    notes = [("2026-01-15T10:30:00", "li", "records asked for")]
    state = LeadState("L1", 1, "wang", "open", date(2026, 2, 1), "repaid", notes)
    assert state.told(lang) == told


def test_the_store_in_the_workspace_is_read_in_order_and_none_is_no_act(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    assert lead_states(workspace) == {}
    file = workspace.root / WORKBENCH
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file)) as store:
        store.execute("create table event (seq, at, who, kind, subject, body)")
        store.executemany(
            "insert into event values (?, ?, ?, ?, ?, ?)",
            [(*row[:5], json.dumps(row[5])) for row in reversed(ALL)],
        )
        store.commit()
    assert lead_states(workspace) == states_of(ALL)
