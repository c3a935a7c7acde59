"""The account of decisions: precision, trend, advice, team-days, false accusations, and their export."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from feijian.leads.charts import COLUMNS as CHART_COLUMNS
from feijian.workbench.desk import Desk
from feijian.workbench.learning import (
    _quarters,
    _rules,
    _totals,
    learned,
    quarter_of,
    rule_row,
    trend,
)
from feijian.workbench.store import Act
from feijian.workbench.visits import Objection, Visit
from feijian.workbench.web.learning import COLUMNS
from tests.unit.workbench.browser import Browser
from tests.unit.workbench.conftest import OTHER, RULE


def told(outcomes: str) -> list[dict[str, Any]]:
    """One judged event a letter, day by day: u upheld, p partly, r rejected; 100 yuan each."""
    words = {"u": "upheld", "p": "partly", "r": "rejected"}
    return [
        {
            "rule_id": "a.b",
            "day": str(date.fromordinal(date(2026, 1, 1).toordinal() + n)),
            "outcome": words[letter],
            "at_risk": Decimal(100),
            "upheld": Decimal(0 if letter == "r" else 100),
            "by_lot": n % 2 == 0,
        }
        for n, letter in enumerate(outcomes)
    ]


@pytest.mark.parametrize(
    ("outcomes", "advice"),
    [
        ("r" * 9, "few"),  # nine are too few, whatever they say
        ("r" * 14, "retire"),  # none of 14: the interval ends at 19.3 %
        ("r" * 13, "tighten"),  # none of 13: it ends at 20.6 %
        ("u" + "r" * 9, "tighten"),
        ("uuu" + "r" * 7, ""),  # three of ten: it ends at 60.7 %
        ("u" * 10, ""),
        ("p" * 10, ""),  # upheld in part is held
    ],
)
def test_advice_asks_that_the_whole_interval_lies_below(outcomes: str, advice: str) -> None:
    assert rule_row("a.b", told(outcomes))["advice"] == advice


def test_a_rule_is_told_with_what_it_accused_wrongly() -> None:
    found = rule_row("a.b", told("upr"))
    assert (found["judged"], found["held"], found["rejected"]) == (3, 2, 1)
    assert (found["accused"], found["upheld"], found["by_lot"]) == (Decimal(100), Decimal(200), 2)
    # of two in three Clopper and Pearson's 90 % interval, from a table
    assert (round(found["low"], 3), round(found["high"], 3)) == (0.135, 0.983)


def test_a_trend_is_told_where_the_halves_surely_differ() -> None:
    assert trend(told("r" * 10 + "u" * 10)) == "up"
    assert trend(told("u" * 10 + "r" * 10)) == "down"
    assert trend(told("ur" * 10)) == ""
    assert trend(told("rrruuu")) == ""


def test_quarters() -> None:
    days = ("2026-01-01", "2026-03-31", "2026-04-01", "2026-12-31")
    assert [quarter_of(d) for d in days] == ["2026Q1", "2026Q1", "2026Q2", "2026Q4"]


def judged(desk: Desk) -> None:
    browser = Browser(desk, "inspector")
    for event, outcome in zip(
        desk.shelf.events.to_dicts(), ("upheld", "rejected", "upheld"), strict=True
    ):
        answer = browser.post(
            f"/event/{event['event_id']}/judge",
            outcome=outcome,
            reason="有记录",
            digest=event["digest"],
            seq="0",
            run=desk.shelf.run_id,
            amount=str(event["amount_at_risk"]),
        )
        assert answer.status_code == 303, answer.text


def locked(desk: Desk) -> None:
    """A visit of H1 from Thursday to Tuesday over a holiday, two of three events held, 60 yuan back."""
    its = desk.shelf.events.to_dicts()
    at_h1 = [e["event_id"] for e in its if e["provider_id"] == "H1"]
    report = {
        "upheld": "120.00",
        "events": [
            {"event_id": at_h1[0], "outcome": "upheld", "in_question": "120.00"},
            {"event_id": at_h1[1], "outcome": "rejected", "in_question": "100.00"},
        ],
    }
    body = {
        "provider_id": "H1",
        "first": "2026-10-01",
        "last": "2026-10-06",
        "team": ["a", "b"],
        "purpose": "",
        "events": at_h1,
    }
    stop = {
        "team": "一组",
        "day": 1,
        "provider_id": "H1",
        "county": "370102",
        "days": 3,
        "worth": 300.0,
        "why": "worth",
    }
    plan = {
        "run_id": "r",
        "first": "2026-10-01",
        "asked": {"days": 3, "teams": []},
        "stops": [stop],
        "value": 300.0,
        "gap": 0.0,
        "others": {},
        "one_more_team": 0.0,
        "lot": [],
        "officers": {},
        "hash": "h",
    }
    acts = [
        Act("visit.planned", "V2026-0001", body),
        Act("visit.locked", "V2026-0001", {"report": report, "hash": "h"}),
        Act("visit.recovered", "V2026-0001", {"day": "2026-11-01", "amount": "60.00", "note": ""}),
        Act("plan.made", "P2026-0001", plan),
        Act("plan.sent", "P2026-0001", {"visits": ["V2026-0001"]}),
    ]
    desk.act("leader", lambda: acts)


def test_a_visit_counts_its_working_days_what_came_back_and_what_was_for_nothing(
    desk: Desk,
) -> None:
    locked(desk)
    found = learned(desk, desk.directory.accounts["leader"])
    [visit] = found.visits
    # 1 October is a holiday in the table: Friday, Monday and Tuesday are left
    assert visit["team_days"] == 3
    assert (visit["rejected"], visit["judged"], visit["days_for_nothing"]) == (1, 2, 1.5)
    [quarter] = [q for q in found.quarters if q["team_days"]]
    assert quarter["quarter"] == "2026Q4"
    assert (
        quarter["recovered_per_day"],
        quarter["upheld_per_day"],
        quarter["planned_per_day"],
    ) == (
        Decimal(20),
        Decimal(40),
        Decimal(100),
    )
    assert found.totals["recovered_per_day"] == Decimal(20)


def test_objections_of_reported_visits_count_and_one_accepted_in_part_is_accepted(
    desk: Desk,
) -> None:
    locked(desk)
    under_way = Visit("V9", "H1", date(2026, 11, 2), date(2026, 11, 3), ("a", "b"), "", ())
    under_way.objections = {"E9": Objection("E9", "x", "accepted")}
    desk.visits.by_id["V9"] = under_way
    desk.visits.by_id["V2026-0001"].objections = {
        str(n): Objection(str(n), "x", answer)
        for n, answer in enumerate(("accepted", "partly", "rejected", ""))
    }
    totals = learned(desk, desk.directory.accounts["leader"]).totals
    assert (totals["objections_accepted"], totals["objections"]) == (2, 4)


def test_verdicts_are_told_by_rule_and_of_ones_own_divisions(desk: Desk) -> None:
    judged(desk)
    desk.catch_up()
    everything = learned(desk, desk.directory.accounts["leader"])
    assert {r["rule_id"]: (r["judged"], r["rejected"]) for r in everything.rules} == {
        RULE: (2, 1),
        OTHER: (1, 0),
    }
    assert everything.totals["rejected"] == 1
    own = learned(desk, desk.directory.accounts["second"])
    assert sum(r["judged"] for r in own.rules) == 2


def test_the_page_and_its_exports_say_the_same(desk: Desk) -> None:
    judged(desk)
    locked(desk)
    browser = Browser(desk, "leader")
    page = browser.get("/learning").text
    assert RULE in page
    assert "核定太少" in page
    book = openpyxl.load_workbook(io.BytesIO(browser.get("/learning/export/all.xlsx").content))
    assert len(book.sheetnames) == len(COLUMNS)
    rules = {r[0]: r for r in book[book.sheetnames[0]].iter_rows(min_row=2, values_only=True)}
    assert rules[RULE][2:5] == (2, 1, 0.5)
    text = browser.get("/learning/export/rules.csv").content.decode("utf-8-sig")
    assert any(line.startswith(f"{RULE},") and ",2,1,0.5000," in line for line in text.splitlines())
    visits = browser.get("/learning/export/visits.csv").content.decode("utf-8-sig")
    assert "V2026-0001" in visits
    for name in ("all.csv", "rules.xlsx", "x.csv", "..%2frules.csv"):
        assert browser.get(f"/learning/export/{name}").status_code == 404, name


def test_a_reason_that_a_sheet_would_run_is_inert_in_the_export(desk: Desk) -> None:
    event = desk.shelf.events.to_dicts()[0]
    body = {
        "outcome": "rejected",
        "amount": "0",
        "reason": "=cmd|x",
        "digest": "d",
        "run_id": "r",
        "lines": {},
        "whole": False,
    }
    desk.act("leader", lambda: [Act("case.judged", event["event_id"], body)])
    text = Browser(desk, "leader").get("/learning/export/cases.csv").text
    assert "=cmd" in text
    assert ",=cmd" not in text


def charts(provider: str, families: list[str]) -> bytes:
    rows = [",".join(CHART_COLUMNS)]
    rows += [
        f"{n},{provider},E{n},B{n},inpatient,2026-03-01,100.00,400,analyst,{f},{'50' if f != 'none' else ''}"
        for n, f in enumerate(families, start=1)
    ]
    return ("\ufeff" + "\n".join(rows)).encode()


def test_random_charts_come_back_as_rates_and_their_numbers_are_not_kept(desk: Desk) -> None:
    browser = Browser(desk, "inspector")
    data = charts("H1", ["none"] * 27 + ["overcharging"] * 3)
    assert browser.send("/learning/charts", data, "charts.csv").status_code == 303
    page = browser.get("/learning").text
    # three of thirty: 10 %, Clopper and Pearson's 90 % interval
    assert "10.0%" in page or "10%" in page
    assert "B17" not in str([e.body for e in desk.store.since()])
    # once, of providers that are one's own, with families that there are
    assert browser.send("/learning/charts", data, "charts.csv").status_code == 400
    assert browser.send("/learning/charts", charts("H9", ["none"]), "x.csv").status_code == 404
    assert browser.send("/learning/charts", charts("H1", ["张三"]), "x.csv").status_code == 400
    assert browser.send("/learning/charts", charts("H1", [""]), "x.csv").status_code == 400
    assert browser.send("/learning/charts", b"\x89PNG", "x.csv").status_code == 400
    other = Browser(desk, "second")
    assert (
        "overcharging" not in other.get("/learning").text or "H2" not in other.get("/learning").text
    )
    assert other.send("/learning/charts", charts("H2", ["none"]), "x.csv").status_code == 404


def test_saved_views_are_ones_own(desk: Desk) -> None:
    browser = Browser(desk, "inspector")
    fields = {"tab": "unassigned", "family": "unbundling", "text": "医院", "least": "100"}
    answer = browser.post("/views", name="大额<b>", **fields)
    assert answer.status_code == 303
    assert browser.get(answer.headers["location"]).status_code == 200
    page = browser.get("/queue").text
    assert "大额&lt;b&gt;" in page
    assert "大额" not in Browser(desk, "leader").get("/queue").text
    for wrong in (
        {"name": ""},
        {"name": "x" * 41},
        {"name": "a", "tab": "x"},
        {"name": "a", "least": "x"},
        {"name": "a", "text": "370102199001011234"},
    ):
        assert browser.post("/views", **{**fields, **wrong}).status_code == 400, wrong
    assert browser.post("/views", remove="大额<b>").status_code == 303
    assert "大额" not in browser.get("/queue").text
    assert browser.post("/views", remove="大额<b>").status_code == 400


def test_a_trend_needs_five_verdicts_on_either_side() -> None:
    """None of five ends at 45 %, five of five begin at 55 %; of an odd number the middle is of the later half."""
    assert trend(told("rrrrr" + "uuuuu")) == "up"
    assert trend(told("uuuuu" + "rrrrr")) == "down"
    assert trend(told("rrrr" + "uuuuu")) == ""
    assert trend(told("rrrrr" + "uuuuuu")) == "up"
    assert trend(told("r" * 5 + "u" * 5)[::-1]) == "up"
    assert trend([]) == ""


def done(last: str, **given: Any) -> Any:
    fixed = {
        "team_days": 2,
        "planned": Decimal(100),
        "upheld": Decimal(60),
        "recovered": Decimal(40),
        "days_for_nothing": 0.25,
        "objections_accepted": 1,
    }
    return {"last": last, **fixed, **given}


def test_quarters_tell_what_a_day_brought_and_what_of_it_was_planned() -> None:
    rows = [{**r, "day": "2026-05-01"} for r in told("uupr")]
    visits = [done("2026-03-31"), done("2026-02-01", planned=None, team_days=3)]
    first, second = _quarters(rows, visits)
    assert (first["quarter"], first["judged"], first["precision"]) == ("2026Q1", 0, None)
    assert (first["team_days"], first["recovered"], first["upheld"]) == (5, 80, 120)
    assert (first["recovered_per_day"], first["upheld_per_day"]) == (16, 24)
    # of the two days that a plan had asked for
    assert first["planned_per_day"] == 50
    assert (second["quarter"], second["judged"], second["held"]) == ("2026Q2", 4, 3)
    assert (second["precision"], second["recovered_per_day"], second["planned_per_day"]) == (
        0.75,
        None,
        None,
    )
    assert _quarters([], []) == []


def test_totals_add_up_what_was_done_and_what_was_accused_wrongly() -> None:
    reported = SimpleNamespace(report={}, objections={1: None, 2: None})
    open_one = SimpleNamespace(report=None, objections={1: None})
    visits: Any = [reported, open_one]
    found = _totals(told("uprr"), [done("2026-03-31"), done("2026-04-30")], visits)
    assert found == {
        "judged": 4,
        "rejected": 2,
        "accused": Decimal(200),
        "team_days": 4,
        "days_for_nothing": 0.5,
        "objections": 2,
        "objections_accepted": 2,
        "recovered": Decimal(80),
        "recovered_per_day": Decimal(20),
    }
    nothing = _totals([], [], [])
    assert (nothing["recovered_per_day"], nothing["days_for_nothing"]) == (None, 0)


def test_rules_to_retire_come_first_and_those_of_few_verdicts_last() -> None:
    rows = []
    for rule, outcomes in (
        *(("few", "u"), ("good", "u" * 12), ("more", "u" * 13), ("also", "u" * 12)),
        *(("tight", "r" * 10), ("gone", "r" * 20)),
    ):
        rows += [{**r, "rule_id": rule} for r in told(outcomes)]
    assert [r["rule_id"] for r in _rules(rows)] == ["gone", "tight", "more", "also", "good", "few"]
