"""Plans as pages: kept with their lot, made into sealed visits, seen by who plans alone."""

from __future__ import annotations

import hashlib
import random
from datetime import date, timedelta

import pytest

from feijian.errors import UsageError
from feijian.workbench import plans
from feijian.workbench.accounts import account_act
from feijian.workbench.deadlines import WorkingDays
from feijian.workbench.desk import Desk
from feijian.workbench.plans import barred_since, drawn_officers
from feijian.workbench.visits import Visit, Visits
from feijian.workspace import audit
from tests.unit.workbench.browser import Browser
from tests.unit.workbench.conftest import PASSWORD


def asked(desk: Desk, **given: str) -> dict[str, str]:
    return {
        "first": str(desk.workspace.today()),
        "days": "5",
        "name.1": "一组",
        "home.1": "370102",
        "seed": "20261126",
        **given,
    }


def test_a_plan_is_made_kept_and_logged_with_its_seed(desk: Desk) -> None:
    browser = Browser(desk, "leader")
    answer = browser.post("/plans", **asked(desk, by_lot="1", **{"avoids.1": "H2"}))
    assert answer.status_code == 303, answer.text
    page = browser.get(answer.headers["location"]).text
    for text in (
        "医院 H1",
        "20261126",
        "本计划",
        "按名次顺序",
        "按每日追回额优先",
        "随机",
        "再增加一个组",
    ):
        assert text in page, text
    desk.catch_up()
    its = desk.plans.by_id[answer.headers["location"].rsplit("/", 1)[1]]
    # H2 is avoided by the only team: the lot is of what somebody may visit
    assert its.lot == ("H1",)
    assert [s.why for s in its.stops] == ["lot"]
    assert its.hash in page
    logged = audit.entries(desk.workspace.root)[-1]
    assert its.hash in str(logged)
    # the same input gives the same plan
    again = browser.post("/plans", **asked(desk, by_lot="1", **{"avoids.1": "H2"}))
    desk.catch_up()
    other = desk.plans.by_id[again.headers["location"].rsplit("/", 1)[1]]
    assert (other.hash, other.stops) == (its.hash, its.stops)
    assert other.plan_id != its.plan_id


def test_who_is_due_by_credit_can_be_demanded(desk: Desk) -> None:
    """H2 is worth less than H1, and a visit of 400 days ago upheld everything there."""
    day = desk.workspace.today() - timedelta(days=400)
    said = {"upheld": "100.00", "events": [{"outcome": "upheld", "in_question": "100.00"}]}
    visit = Visit("V2025-0001", "H2", day, day, ("a", "b"), "", (), state="locked", report=said)
    desk.visits.by_id["V2025-0001"] = visit
    browser = Browser(desk, "leader")
    assert "医院 H2" in browser.get("/plans").text.split("按信用等次到期")[1].split("</ul>")[0]
    one_day = {"days": "2", "default_travel.1": "1"}
    for due_least, found in (("0", ("H1", "worth")), ("1", ("H2", "due"))):
        answer = browser.post("/plans", **asked(desk, due_least=due_least, **one_day))
        assert answer.status_code == 303, answer.text
        desk.catch_up()
        its = desk.plans.by_id[answer.headers["location"].rsplit("/", 1)[1]]
        assert (its.stops[0].provider_id, its.stops[0].why) == found
    assert "信用到期复查" in browser.get(answer.headers["location"]).text
    refused = browser.post("/plans", **asked(desk, due_least="2", **one_day))
    assert refused.status_code == 400
    assert "信用到期" in refused.text


@pytest.mark.parametrize(
    "given",
    [
        {"days": "0"},
        {"days": "61"},
        {"days": "x"},
        {"must": "H9"},
        {"must": "H1", "barred": "H1"},
        {"must": "H1", "avoids.1": "H1"},
        {"must": "H2", "days": "1"},
        {"travel.1": "370202"},
        {"seed": "-1"},
        {"first": "2020-01-01"},
        {"first": ""},
        {"officer": "chen"},
        {"officer": "leader"},
        {"name.1": ""},
        {"name.2": "一组"},
        {"facts": "H9 days=2"},
        {"facts": "H1 days=0"},
        {"facts": "H1 tall=2"},
        {"facts": "H1 days=1\nH1 days=2"},
        {"facts": "H1 skills=drg", "must": "H1"},
        {"facts": "H1 owner=甲\nH2 owner=甲", "owner_cap": "1", "must": "H1 H2"},
    ],
)
def test_what_cannot_be_is_told_and_not_kept(desk: Desk, given: dict[str, str]) -> None:
    answer = Browser(desk, "leader").post("/plans", **asked(desk, **given))
    assert answer.status_code == 400
    desk.catch_up()
    assert desk.plans.by_id == {}


def test_days_skills_and_owner_of_a_provider_are_heeded(desk: Desk) -> None:
    browser = Browser(desk, "leader")
    facts = "H1 days=3 skills=drg owner=甲\nH2 owner=甲"
    fields = asked(desk, facts=facts, owner_cap="1", **{"skills.1": "drg"})
    place = browser.post("/plans", **fields).headers["location"]
    desk.catch_up()
    its = desk.plans.by_id[place.rsplit("/", 1)[1]]
    # one of the owner's two: the worthier, over its three days
    assert [(s.provider_id, s.days) for s in its.stops] == [("H1", 3)]
    assert browser.get(place).text.count("医院 H1") >= 3


def test_officers_are_drawn_by_the_seed_and_the_stops_become_sealed_visits(desk: Desk) -> None:
    for login in ("an", "bo", "cai"):
        made = [account_act(desk.directory, login, "inspector", PASSWORD)]
        desk.act("administrator", made.copy)
    leader = Browser(desk, "leader")
    fields = asked(desk, **{"first": str(desk.workspace.today() + timedelta(days=30))})
    fields["officer"] = ["an", "bo", "cai", "inspector"]  # type: ignore[assignment]
    place = leader.post("/plans", **fields).headers["location"]
    desk.catch_up()
    its = next(iter(desk.plans.by_id.values()))
    names = ["an", "bo", "cai", "inspector"]
    random.Random("officers 20261126").shuffle(names)
    assert its.officers == {"一组": tuple(sorted(names[:2]))}
    assert leader.post(f"{place}/visits").status_code == 303
    desk.catch_up()
    assert {v.provider_id for v in desk.visits.by_id.values()} == {s.provider_id for s in its.stops}
    # made once
    assert leader.post(f"{place}/visits").status_code == 400
    visit = next(iter(desk.visits.by_id.values()))
    # sealed for its own team until the day, and the plan for everybody but who plans
    officer = Browser(desk, its.officers["一组"][0])
    assert officer.get(f"/visits/{visit.visit_id}").status_code == 404
    assert officer.get(place).status_code == 403
    assert leader.get(place).text.count(visit.visit_id) >= 1


def test_a_plan_over_other_divisions_is_not_seen(desk: Desk) -> None:
    place = Browser(desk, "leader").post("/plans", **asked(desk)).headers["location"]
    desk.catch_up()
    assert {s.provider_id for s in next(iter(desk.plans.by_id.values())).stops} == {"H1", "H2"}
    assert Browser(desk, "second").get(place).status_code == 404
    own = Browser(desk, "second").post("/plans", **asked(desk))
    desk.catch_up()
    made = desk.plans.by_id[own.headers["location"].rsplit("/", 1)[1]]
    assert {s.provider_id for s in made.stops} == {"H1"}


def test_visited_not_long_ago_or_planned_already_is_barred() -> None:
    def visit(provider: str, last: date) -> Visit:
        return Visit(provider, provider, last, last, ("a", "b"), "", ())

    today = date(2026, 11, 26)
    done = Visits(
        {
            v.provider_id: v
            for v in (
                visit("old", date(2025, 11, 25)),
                visit("new", date(2025, 11, 27)),
                visit("ahead", date(2026, 12, 1)),
            )
        }
    )
    assert barred_since(done, today, 12) == {"new", "ahead"}
    assert barred_since(done, today, 0) == frozenset()


def test_too_few_officers_are_told() -> None:
    with pytest.raises(UsageError):
        drawn_officers(["a", "b", "c"], ["x", "y"], 2, 1)
    with pytest.raises(UsageError):
        drawn_officers(["a", "b"], ["x"], 1, 1)


def test_days_of_a_plan_are_working_days() -> None:
    days = WorkingDays(frozenset({date(2026, 10, 1)}), frozenset({date(2026, 10, 10)}))
    # Wednesday 30 September, the holiday, then Friday
    assert plans.day_of(date(2026, 9, 30), 1, days) == date(2026, 9, 30)
    assert plans.day_of(date(2026, 9, 30), 2, days) == date(2026, 10, 2)
    # a Saturday is worked where the arrangement says so
    assert plans.day_of(date(2026, 10, 10), 1, days) == date(2026, 10, 10)
    assert plans.day_of(date(2026, 10, 11), 1, days) == date(2026, 10, 12)


def test_the_checksum_is_of_input_officers_and_first_day(desk: Desk) -> None:
    browser = Browser(desk, "leader")
    found = set()
    for given in ({}, {"seed": "2"}, {"days": "6"}):
        place = browser.post("/plans", **asked(desk, **given)).headers["location"]
        desk.catch_up()
        found.add(desk.plans.by_id[place.rsplit("/", 1)[1]].hash)
    assert len(found) == 3
    assert all(len(h) == len(hashlib.sha256().hexdigest()) for h in found)


def test_stops_stand_in_the_order_in_which_teams_were_named(desk: Desk) -> None:
    """By their characters 三 would stand before 二."""
    browser = Browser(desk, "leader")
    two = {"name.1": "二组", "home.1": "370102", "name.2": "三组", "home.2": "370202"}
    fields = asked(desk, **{**two, "avoids.1": "H2", "avoids.2": "H1"})
    page = browser.get(browser.post("/plans", **fields).headers["location"]).text
    listed = page.split("<h2>安排")[1].split("</table>")[0]
    assert -1 < listed.find("<td>二组</td>") < listed.find("<td>三组</td>")
