"""Columns kept up act by act say what a walk over all cases says; an event along time."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime

import pytest

from feijian.verdicts.store import standing_verdicts
from feijian.workbench import queue as queues
from feijian.workbench.desk import Desk
from feijian.workbench.standing import Standing
from feijian.workbench.store import Act
from feijian.workbench.web.timeline import MOST_LANES, WIDTH, timeline

EVENTS = ("V-F1", "V-F2", "V-F3")


def by_walking(desk: Desk, login: str) -> dict[str, set[str]]:
    """The tabs by their definition, case by case."""
    said = {
        row["finding_id"]: row["evidence_hash"]
        for row in standing_verdicts(desk.workspace.verdicts).iter_rows(named=True)
    }
    found: dict[str, set[str]] = {tab: set() for tab in queues.TABS}
    for event_id in EVENTS:
        case, its = desk.cases.of(event_id), desk.shelf.event(event_id)
        assert its is not None
        findings = desk.shelf.findings_of(event_id)
        judged = [f for f in findings if f["finding_id"] in said]
        changed = any(said[f["finding_id"]] != f["evidence_hash"] for f in judged)
        settled = bool(judged) and not changed
        if case.verdict is not None:
            same = case.verdict["digest"] == its["digest"]
            changed, settled = changed or not same, same
        done = settled or case.status == "closed"
        is_open = not done and case.proposed is None
        for tab, holds in {
            "all": is_open,
            "mine": is_open and case.assignee == login,
            "unassigned": is_open and not case.assignee,
            "due": is_open and case.due is not None,
            "changed": changed,
            "approve": case.proposed is not None,
            "done": done,
        }.items():
            if holds:
                found[tab].add(event_id)
    return found


def acts(desk: Desk, lots: random.Random) -> list[Act]:
    event_id = lots.choice(EVENTS)
    its = desk.shelf.event(event_id)
    assert its is not None
    told = {
        "outcome": "upheld",
        "amount": "1.00",
        "lines": {},
        "reason": "",
        "whole": True,
        "run_id": desk.shelf.run_id,
        "digest": lots.choice((its["digest"], "of other evidence")),
    }
    choices: list[Callable[[], Act]] = [
        lambda: Act("case.assigned", event_id, {"to": lots.choice(("", "inspector", "leader"))}),
        lambda: Act("case.status", event_id, {"status": lots.choice(("open", "visit", "closed"))}),
        lambda: Act("case.due", event_id, {"due": lots.choice(("", "2026-12-01", "2026-11-30"))}),
        lambda: Act("case.proposed", event_id, told),
        lambda: Act("case.returned", event_id, {"reason": "x"}),
        lambda: Act("case.judged", event_id, told),
    ]
    return [lots.choice(choices)()]


@pytest.mark.parametrize("seed", range(4))
def test_the_columns_say_what_a_walk_over_all_cases_says(desk: Desk, seed: int) -> None:
    lots = random.Random(seed)
    account = desk.directory.accounts["inspector"]
    for _ in range(25):
        desk.act("inspector", lambda: acts(desk, lots))
        wanted = by_walking(desk, "inspector")
        for tab in queues.TABS:
            listed = queues.listed(desk, account, queues.Wanted(tab))
            assert {r["event_id"] for r in listed.rows} == wanted[tab], tab
            assert listed.counts == {t: len(e) for t, e in wanted.items()}
    anew = Standing(desk.shelf)
    anew.follow(desk.workspace.verdicts, desk.cases)
    kept = desk.standing()
    for name in ("settled", "changed", "judged", "proposed", "shut", "due"):
        assert (getattr(anew, name) == getattr(kept, name)).all(), name


def row(hour: int, provider: str, person: str, until: int | None = None) -> dict[str, object]:
    return {
        "started_at": datetime(2026, 3, 1, hour),
        "ended_at": datetime(2026, 3, 1, until) if until else None,
        "provider_id": provider,
        "person_id": person,
    }


def lanes(rows: list[dict[str, object]]) -> dict[str, list[dict[str, object]]]:
    drawn = timeline(
        {"at_risk": rows},
        lambda r: (r["provider_id"], r["person_id"]),
        lambda r: str(r["started_at"]),
    )
    assert drawn is not None
    return dict(drawn["lanes"])


def test_a_stay_is_a_bar_from_its_beginning_to_its_end() -> None:
    found = lanes([row(0, "H1", "P1", 12), row(18, "H2", "P1")])
    assert list(found) == ["H1 · P1", "H2 · P1"]
    stay, sale = found["H1 · P1"][0], found["H2 · P1"][0]
    assert (stay["x"], stay["stay"]) == (0.0, True)
    assert stay["width"] == pytest.approx(WIDTH * 12 / 18, abs=0.1)
    assert (sale["x"], sale["stay"]) == (float(WIDTH), False)


def test_many_persons_at_one_house_share_a_lane_and_none_is_left_out() -> None:
    rows = [row(n % 20, "H1", f"P{n}") for n in range(3 * MOST_LANES)]
    found = lanes(rows)
    assert list(found) == ["H1"]
    assert len(found["H1"]) == len(rows)


def test_one_row_alone_is_not_drawn() -> None:
    assert timeline({"at_risk": [row(1, "H1", "P1")]}, lambda _: ("", ""), str) is None
