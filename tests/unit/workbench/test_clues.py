"""The clue register: working days, steps in order, who may take them, overdue first."""

from __future__ import annotations

import csv
from datetime import date, timedelta

import pytest

from feijian.errors import UsageError
from feijian.library.roots import builtin_root
from feijian.workbench import clues
from feijian.workbench.clues import Register
from feijian.workbench.deadlines import WorkingDays, months_after
from feijian.workbench.desk import Desk
from feijian.workbench.store import Act, Event
from tests.unit.workbench.browser import Browser


@pytest.fixture(scope="module")
def days() -> WorkingDays:
    file = builtin_root() / "data_contracts" / "reference" / "day_off.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        return WorkingDays.of(
            (date.fromisoformat(r["day"]), r["kind"]) for r in csv.DictReader(lines)
        )


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        # counted by hand on the calendar of 2026
        (date(2026, 9, 30), 1, date(2026, 10, 8)),  # the National Day week
        (date(2026, 10, 8), 2, date(2026, 10, 10)),  # a Saturday that is worked
        (date(2026, 2, 13), 1, date(2026, 2, 14)),  # a Saturday that is worked
        (date(2026, 2, 14), 1, date(2026, 2, 24)),  # the Spring Festival
        (date(2026, 3, 2), 30, date(2026, 4, 14)),  # 6 April is Monday, and off
        (date(2026, 11, 6), 1, date(2026, 11, 9)),
    ],
)
def test_a_deadline_in_working_days(days: WorkingDays, start: date, count: int, end: date) -> None:
    assert days.after(start, count) == end
    assert days.left(start, end) == count
    assert days.left(end, start) == -count


def test_the_table_holds_as_many_holidays_as_the_law_gives(days: WorkingDays) -> None:
    """From 2025 thirteen days a year are holidays by law; weekends moved to them are worked elsewhere."""
    for year in (2025, 2026):
        first = date(year, 1, 1)
        every = [first + timedelta(days=n) for n in range(365)]
        weekdays = sum(d.weekday() < 5 for d in every)
        worked = sum(days.is_worked(d) for d in every)
        assert weekdays - worked == 13, year
    assert days.knows(date(2026, 12, 31))
    assert not days.knows(date(2027, 1, 1))


def test_months() -> None:
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 1, 15), 3) == date(2026, 4, 15)


def entered(desk: Desk, **given: str) -> str:
    fields = {"source": "tip", "title": "周末集中刷卡", "provider_id": "H1", "own_due": "", **given}
    answer = Browser(desk, "analyst").post("/clues", **fields)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_a_clue_goes_its_way(desk: Desk) -> None:
    place = entered(desk)
    inspector, leader = Browser(desk, "inspector"), Browser(desk, "leader")
    clue = next(iter(desk.register.by_id.values()))
    assert clue.due == desk.shelf.days.after(clue.accepted, 30)

    def step(who: Browser, to: str, **given: str) -> int:
        return int(who.post(f"{place}/move", to=to, seq=str(clue.seq), **given).status_code)

    assert step(inspector, "dispatched", assignee="inspector") == 403
    assert step(leader, "dispatched") == 400  # to nobody
    assert step(leader, "dispatched", assignee="viewer") == 400
    assert step(leader, "closed", note="x") == 400  # not the next step
    assert step(leader, "dispatched", assignee="inspector") == 303
    assert step(inspector, "checking") == 303
    assert step(inspector, "reported") == 400  # without a result
    assert step(inspector, "reported", note="查实 3 笔") == 303
    assert step(inspector, "closed", note="x") == 403
    assert step(leader, "checking", note="补充调查") == 303
    assert step(inspector, "reported", note="查实 4 笔") == 303
    assert step(leader, "closed", note="已追回") == 303
    assert step(leader, "checking", note="x") == 400
    assert clue.state == "closed"
    assert "查实 4 笔" in inspector.get(place).text


def test_a_step_on_an_old_page_is_409(desk: Desk) -> None:
    place = entered(desk)
    leader = Browser(desk, "leader")
    seq = str(next(iter(desk.register.by_id.values())).seq)
    fields = {"to": "dispatched", "assignee": "inspector", "seq": seq}
    assert leader.post(f"{place}/move", **fields).status_code == 303
    assert leader.post(f"{place}/move", **fields).status_code == 409


def test_a_deadline_is_lengthened_twice_with_a_reason(desk: Desk) -> None:
    place = entered(desk)
    leader = Browser(desk, "leader")
    clue = next(iter(desk.register.by_id.values()))
    codes = [
        leader.post(f"{place}/extend", seq=str(clue.seq), reason=why).status_code
        for why in ("", "外地取证", "外地取证", "外地取证")
    ]
    assert codes == [400, 303, 303, 400]
    assert clue.due == months_after(clue.accepted, 6)


@pytest.mark.parametrize(
    "given",
    [
        {"title": ""},
        {"title": "13800138000 举报"},
        {"source": "rumour"},
        {"own_due": "soon"},
        {"own_due": "2020-01-01"},
    ],
)
def test_a_clue_that_cannot_be_is_400(desk: Desk, given: dict[str, str]) -> None:
    fields = {"source": "tip", "title": "周末集中刷卡", "provider_id": "H1", "own_due": "", **given}
    assert Browser(desk, "analyst").post("/clues", **fields).status_code == 400
    assert not desk.register.by_id


def test_a_clue_of_another_county_is_not_there(desk: Desk) -> None:
    place = entered(desk, provider_id="H2")
    second = Browser(desk, "second")
    assert second.get(place).status_code == 404
    assert place.rsplit("/", 1)[1] not in second.get("/clues").text


def test_overdue_clues_stand_first(days: WorkingDays) -> None:
    register = Register()
    given = {"source": "tip", "title": "x", "provider_id": "", "own_due": "", "events": ()}
    for seq, day in enumerate((date(2026, 9, 1), date(2026, 3, 2), date(2026, 6, 1)), start=1):
        act: Act = clues.accept(register, given, day, days)
        register.take(
            Event(seq, f"{day}T08:00:00+00:00", "x", act.kind, act.subject, dict(act.body), "", "")
        )
    order = [c.accepted.month for c in register.sorted_for(date(2026, 9, 2))]
    assert order == [3, 6, 9]
    assert [c.clue_id for c in register.sorted_for(date(2026, 9, 2))] == [
        "2026-0002",
        "2026-0003",
        "2026-0001",
    ]
    with pytest.raises(UsageError):
        clues.accept(register, {**given, "own_due": "2026-12-31"}, date(2026, 9, 1), days)
