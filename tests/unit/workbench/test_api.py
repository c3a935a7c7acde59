"""Programs with a token: the same acts, checks and guards as on the pages."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest

from feijian.workbench import tokens
from feijian.workbench.accounts import account_act, now
from feijian.workbench.desk import Desk
from feijian.workbench.web import api
from feijian.workspace.backup import WORKBENCH
from tests.unit.workbench.browser import Browser
from tests.unit.workbench.conftest import PASSWORD, PERSON


class Program:
    """Calls with one token."""

    def __init__(self, desk: Desk, login: str) -> None:
        self.text = tokens.fresh()
        made = [tokens.make(desk.tokens, login, "night", "30", self.text, now())]
        desk.act(login, made.copy)
        self.client = Browser(desk).client

    def get(self, path: str) -> Any:
        return self.client.get(path, headers={"authorization": f"Bearer {self.text}"})

    def post(self, path: str, told: Any) -> Any:
        return self.client.post(path, json=told, headers={"authorization": f"Bearer {self.text}"})


def test_the_queue_is_read_assigned_and_judged(desk: Desk) -> None:
    program = Program(desk, "inspector")
    found = program.get("/api/queue?tab=unassigned").json()
    assert found["total"] == 3
    event_id = found["events"][0]["event_id"]
    assert PERSON not in program.get("/api/queue").text
    taken = program.post("/api/assign", {"event_ids": [event_id]}).json()
    assert taken == {"changed": [event_id], "seq": desk.store.since()[-1].seq}
    assert (
        program.post("/api/status", {"event_ids": [event_id], "status": "visit"}).status_code == 201
    )
    its = program.get(f"/api/events/{event_id}").json()
    assert (its["assignee"], its["state"]) == ("inspector", "visit")
    assert PERSON not in str(its)
    assert [line["person"] for line in its["lines"]] == ["37************1234"]
    told = {k: its[k] for k in ("digest", "seq", "run_id")}
    stale = program.post(f"/api/events/{event_id}/verdict", {**told, "seq": 0, "outcome": "upheld"})
    assert stale.status_code == 409
    assert [a["kind"] for a in stale.json()["acts"]] == ["case.assigned", "case.status"]
    done = program.post(f"/api/events/{event_id}/verdict", {**told, "outcome": "upheld"})
    assert (done.status_code, done.json()["kind"]) == (201, "case.judged")
    assert program.get(f"/api/events/{event_id}").json()["verdict"]["outcome"] == "upheld"


def test_clues_and_plans(desk: Desk) -> None:
    program = Program(desk, "leader")
    made = program.post("/api/clues", {"source": "tip", "title": "多收护理费", "provider_id": "H1"})
    assert made.status_code == 201, made.text
    assert [c["clue_id"] for c in program.get("/api/clues").json()["clues"]] == [
        made.json()["clue_id"]
    ]
    plan = program.post(
        "/api/plan", {"teams": [{"name": "一组", "home": "370102"}], "days": 1, "must": ["H1"]}
    )
    assert [s["provider_id"] for s in plan.json()["stops"]] == ["H1"]
    assert set(plan.json()["others"]) == {"list", "greedy", "chance"}


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/api/assign", []),
        ("/api/assign", {"event_ids": "x"}),
        ("/api/assign", {"event_ids": [], "who": "x"}),
        ("/api/status", {"event_ids": [], "status": "gone"}),
        ("/api/clues", {"source": "tip", "title": f"举报人 {PERSON}", "provider_id": "H1"}),
        ("/api/plan", {"teams": [], "days": 1}),
        ("/api/plan", {"teams": [{"name": "a"}], "days": 1, "must": ["H9"]}),
        ("/api/plan", {"teams": [{"name": "a", "travel": {"x": -1}}], "days": 1}),
        ("/api/plan", {"teams": ["a"], "days": 1}),
        ("/api/plan", {"teams": [{"name": "a"}], "days": True}),
    ],
)
def test_a_body_that_cannot_be_is_400_with_what_to_do(desk: Desk, path: str, told: Any) -> None:
    answer = Program(desk, "leader").post(path, told)
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]
    assert PERSON not in answer.text


def test_other_content_and_large_bodies_are_refused(desk: Desk) -> None:
    program = Program(desk, "leader")
    head = {"authorization": f"Bearer {program.text}"}
    assert program.client.post("/api/assign", data={"a": "b"}, headers=head).status_code == 400
    kind = {**head, "content-type": "application/json"}
    assert (
        program.client.post("/api/assign", content=b"[" * 200_000, headers=kind).status_code == 400
    )
    assert (
        program.client.post("/api/assign", content=b"x" * 600_000, headers=kind).status_code == 413
    )


def test_a_token_ends_by_hand_by_time_and_with_the_account(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(desk, "inspector")
    page = browser.post("/tokens", name="夜间", days="2")
    text = page.text.split('class="token">')[1].split("<")[0]
    assert text.startswith(tokens.PREFIX)
    assert text not in browser.get("/tokens").text

    def status() -> int:
        head = {"authorization": f"Bearer {text}"}
        return int(browser.client.get("/api/queue", headers=head).status_code)

    assert status() == 200
    # neither the store nor the auditor's page has it
    with closing(sqlite3.connect(desk.workspace.root / WORKBENCH)) as database:
        assert text not in str(database.execute("select * from event").fetchall())
    assert tokens.key_of(text) not in Browser(desk, "auditor").get("/audit").text
    later = now() + timedelta(days=3)
    with monkeypatch.context() as patch:
        patch.setattr("feijian.workbench.accounts.now", lambda: later)
        assert status() == 401
    # somebody else cannot end it
    assert Browser(desk, "leader").post("/tokens", revoke="T0001").status_code == 400
    assert status() == 200
    assert browser.post("/tokens", revoke="T0001").status_code == 303
    assert status() == 401
    program = Program(desk, "viewer")
    assert program.get("/api/queue").status_code == 200
    made = [account_act(desk.directory, "viewer", "viewer", PASSWORD, active=False)]
    desk.act("administrator", made.copy)
    assert program.get("/api/queue").status_code == 401


def test_tries_with_wrong_tokens_are_throttled(desk: Desk) -> None:
    client = Browser(desk).client
    codes = [
        client.get("/api/queue", headers={"authorization": "Bearer fjt_x"}).status_code
        for _ in range(32)
    ]
    assert (codes[0], codes[-1]) == (401, 429)


def test_a_program_sees_its_owners_divisions_alone(desk: Desk) -> None:
    program = Program(desk, "second")
    found = program.get("/api/queue").json()["events"]
    assert {e["provider_id"] for e in found} == {"H1"}
    other = next(e["event_id"] for e in desk.shelf.events.to_dicts() if e["provider_id"] == "H2")
    assert program.get(f"/api/events/{other}").status_code == 404
    assert program.post("/api/assign", {"event_ids": [other]}).status_code == 404
    assert (
        program.post("/api/clues", {"source": "tip", "title": "x", "provider_id": "H2"}).status_code
        == 404
    )


def test_the_description_names_every_call_with_its_fields(desk: Desk) -> None:
    told = Browser(desk, "viewer").get("/api/openapi.json").json()
    calls = {(m.upper(), p) for p, ways in told["paths"].items() for m in ways}
    assert calls == {(m, p) for m, p, *_ in api.PATHS}
    verdict = told["paths"]["/api/events/{event_id}/verdict"]["post"]
    schema = verdict["requestBody"]["content"]["application/json"]["schema"]
    assert schema["required"] == ["outcome", "digest", "seq", "run_id"]
    page = Browser(desk, "viewer").get("/api").text
    assert "/api/events/{event_id}/verdict" in page
    assert "://" not in page.replace("http://desk.local", "")
