"""Steps of visits, hand-overs and cases, to the day and the cent, without a browser."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from feijian.errors import UsageError
from feijian.workbench import clues, form_rows, handover, points, samples, visits
from feijian.workbench.cases import Case, Cases
from feijian.workbench.clues import Clue, Register
from feijian.workbench.deadlines import WorkingDays
from feijian.workbench.handover import Handover, Handovers
from feijian.workbench.points import Entry, Points
from feijian.workbench.queue import is_overdue
from feijian.workbench.sample import Stratum
from feijian.workbench.samples import Sample, Samples
from feijian.workbench.store import Event
from feijian.workbench.visits import Visit, Visits

TODAY = date(2026, 7, 10)
AMOUNTS: dict[str, Decimal | None] = {"V-1": Decimal(150), "V-2": None}


def of_days(first: int, last: int, *team: str, state: str = "planned", number: int = 1) -> Visit:
    """A visit in July 2026."""
    days = (date(2026, 7, first), date(2026, 7, last))
    return Visit(f"V2026-{number:04}", "H1", *days, team, "", ("V-1", "V-2"), state)


def asked_for(first: int, last: int, *team: str) -> dict[str, Any]:
    days = {"first": date(2026, 7, first), "last": date(2026, 7, last)}
    return {"provider_id": "H2", **days, "team": team, "purpose": "", "events": ()}


def told_wrong(act: Any, *given: Any) -> list[str]:
    """Where something is wrong with an act; empty where it can be."""
    try:
        act(*given)
    except UsageError as error:
        return [p.where for p in error.problems]
    return []


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        (10, 10, []),
        (9, 10, ["days"]),
        (12, 11, ["days"]),
        (10, 14, []),
        (14, 15, ["team"]),
        (16, 18, ["team"]),
        (13, 20, ["team"]),
        (17, 18, []),
    ],
)
def test_an_officer_is_free_on_the_day_before_and_the_day_after(
    first: int, last: int, wrong: list[str]
) -> None:
    """A visit from the 15th to the 16th takes `a`; the office's day is the tenth."""
    known = Visits({"V2026-0001": of_days(15, 16, "a", "b")})
    asked = asked_for(first, last, "a", "c")
    assert told_wrong(visits.plan, known, asked, TODAY) == wrong
    assert told_wrong(visits.plan, known, {**asked, "team": ("c", "d")}, TODAY) == [
        w for w in wrong if w == "days"
    ]


def test_who_started_a_visit_may_be_planned_for_another_and_ids_go_on_by_year() -> None:
    known = Visits({"V2026-0001": of_days(10, 16, "a", "b", state="started")})
    assert visits.plan(known, asked_for(12, 12, "a", "c"), TODAY).subject == "V2026-0002"
    assert known.next_id(date(2027, 1, 1)) == "V2027-0001"


def test_a_visit_begins_on_its_day_and_its_team_knows_of_it_from_then_on() -> None:
    its = of_days(11, 12, "a", "b")
    on_the_day = date(2026, 7, 11)
    assert told_wrong(visits.move, its, "started", TODAY) == [its.visit_id]
    assert told_wrong(visits.move, its, "started", on_the_day) == []
    assert [its.is_open_to("a", day, plans=False) for day in (TODAY, on_the_day)] == [False, True]
    assert not its.is_open_to("c", on_the_day, plans=False)
    assert its.is_open_to("c", TODAY, plans=True)
    its.state = "started"
    assert its.is_open_to("a", TODAY, plans=False)


def judged_cases(**amounts: str | None) -> Cases:
    said = {"outcome": "upheld", "reason": "", "who": "a"}
    return Cases(
        {
            f"V-{name[1:]}": Case(f"V-{name[1:]}", verdict={**said, "amount": amount})
            for name, amount in amounts.items()
        }
    )


def test_what_comes_back_is_more_than_nothing_and_at_most_what_is_still_due() -> None:
    its, cases = of_days(1, 2, "a", "b", state="heard"), judged_cases(V1="100.00", V2=None)
    its.recovered = [(TODAY, Decimal(60), "")]
    assert visits.upheld(its, cases) == 100

    def wrong(amount: str, day: date = TODAY) -> list[str]:
        return told_wrong(visits.recover, its, cases, day, Decimal(amount), "", TODAY)

    assert [wrong(a) for a in ("0", "0.01", "40", "40.01")] == [["amount"], [], [], ["amount"]]
    assert wrong("1", TODAY + timedelta(days=1)) == ["day"]
    its.state = "left"
    assert wrong("1") == [its.visit_id]


def test_a_report_waits_for_verdicts_on_what_is_still_in_the_list() -> None:
    its = of_days(1, 2, "a", "b", state="heard")
    both, one = judged_cases(V1="100.00", V2=None), judged_cases(V1="100.00")
    assert told_wrong(visits.lock, its, both, AMOUNTS) == []
    assert told_wrong(visits.lock, its, one, AMOUNTS) == [its.visit_id]
    assert told_wrong(visits.lock, its, one, {"V-1": Decimal(150)}) == []
    both.by_event["V-1"].proposed = {"who": "b"}
    assert told_wrong(visits.lock, its, both, AMOUNTS) == [its.visit_id]
    report = visits.report_of(its, both, AMOUNTS)
    assert report["upheld"] == "100.00"
    assert [e["in_question"] for e in report["events"]] == ["150", None]
    its.state = "left"
    assert told_wrong(visits.lock, its, judged_cases(V1="1", V2="1"), AMOUNTS) == [its.visit_id]


def handed(number: int, due: int, received: int | None = None) -> Handover:
    made = Handover(
        *(f"Y2026-{number:04}", "V1", "H1", "police", "x", ("V-1",)),
        date(2026, 7, 1),
        date(2026, 7, due),
    )
    made.received = date(2026, 7, received) if received else None
    return made


def test_a_hand_over_is_overdue_after_its_day_and_overdue_ones_stand_first() -> None:
    its = [handed(1, 12), handed(2, 10), handed(3, 9), handed(4, 5, 6), handed(5, 8)]
    assert [h.overdue(TODAY) for h in its] == [False, False, True, False, True]
    known = Handovers({h.handover_id: h for h in its})
    assert [h.handover_id[-1] for h in known.sorted_for(TODAY)] == ["5", "3", "2", "1", "4"]
    assert known.next_id(TODAY) == "Y2026-0006"
    assert [len(known.of(subject)) for subject in ("V0", "V1", "V2")] == [0, 5, 0]
    given = {"subject": "V1", "provider_id": "H1", "to": "police", "reason": "x", "events": ["V-1"]}
    act = handover.hand_over(known, given, TODAY, WorkingDays())
    assert act.body["due"] == "2026-07-24"  # ten working days from Friday the tenth


def test_what_is_handed_over_needs_an_office_a_reason_and_events() -> None:
    given = {"subject": "V1", "provider_id": "H1", "to": "police", "reason": "x", "events": ["V-1"]}

    def wrong(**other: Any) -> list[str]:
        return told_wrong(handover.hand_over, Handovers(), {**given, **other}, TODAY, WorkingDays())

    assert [wrong(), wrong(to="nobody"), wrong(reason=" "), wrong(events=[])] == [
        [],
        ["office"],
        ["reason"],
        ["events"],
    ]
    assert wrong(to="", reason="", events=()) == ["office", "reason", "events"]
    its = handed(1, 12)
    assert told_wrong(handover.receive, its, " ", TODAY, TODAY) == ["receipt"]
    its.received = TODAY
    assert told_wrong(handover.receive, its, "公7", TODAY, TODAY) == [its.handover_id]


def event(kind: str, subject: str, **body: Any) -> Event:
    return Event(9, "2026-07-10T08:00:00", "a", kind, subject, body, "", "")


def test_acts_of_another_kind_or_about_nothing_known_change_nothing() -> None:
    its, clue_, visit = handed(1, 12), clue(1, 12), of_days(1, 2, "a", "b")
    registers: tuple[tuple[Any, str, str], ...] = (
        (Handovers({its.handover_id: its}), its.handover_id, "handover.received"),
        (Register({clue_.clue_id: clue_}), clue_.clue_id, "clue.extended"),
        (Visits({visit.visit_id: visit}), visit.visit_id, "visit.moved"),
    )
    for register, subject, kind in registers:
        before = dict(vars(register.by_id[subject]))
        register.take(event("lead.assigned", subject, to="b"))
        register.take(event(kind, "unknown", to="started", due="2026-08-01"))
        assert list(register.by_id) == [subject]
        assert vars(register.by_id[subject]) == before
        assert register.by_id[subject].history == []
    registers[0][0].take(
        event("handover.received", its.handover_id, receipt="公7", day="2026-07-09")
    )
    assert (its.receipt, its.received, len(its.history)) == ("公7", date(2026, 7, 9), 1)
    registers[1][0].take(event("clue.extended", clue_.clue_id, due="2026-10-01"))
    assert (clue_.due, clue_.seq) == (date(2026, 10, 1), 9)
    registers[1][0].take(
        event("clue.moved", clue_.clue_id, to="reported", assignee="", note="查实")
    )
    assert (clue_.state, clue_.result) == ("reported", "查实")
    # what is sent back keeps what was found, and who checks it
    clue_.assignee = "b"
    registers[1][0].take(event("clue.moved", clue_.clue_id, to="checking", assignee="", note="补"))
    assert (clue_.result, clue_.assignee) == ("查实", "b")
    registers[2][0].take(event("visit.moved", visit.visit_id, to="started"))
    assert (visit.state, visit.seq) == ("started", 9)


def test_a_receipt_is_of_a_day_between_the_hand_over_and_now() -> None:
    def wrong(day: date) -> list[str]:
        return told_wrong(handover.receive, handed(1, 12), "公7", day, TODAY)

    days = (date(2026, 6, 30), date(2026, 7, 1), TODAY, date(2026, 7, 11))
    assert [wrong(day) for day in days] == [["day"], [], [], ["day"]]


def test_a_case_is_overdue_after_its_day_until_it_is_judged_or_closed() -> None:
    case = Case("V-1", due=TODAY)
    assert not is_overdue(case, TODAY)
    assert is_overdue(case, date(2026, 7, 11))
    assert not is_overdue(Case("V-1"), TODAY)
    for done in (Case("V-1", due=TODAY, status="closed"), Case("V-1", due=TODAY, verdict={})):
        assert not is_overdue(done, date(2026, 7, 11))
    assert is_overdue(Case("V-1", due=TODAY, status="visit"), date(2026, 7, 11))
    assert is_overdue(Case("V-1", due=TODAY, proposed={}), date(2026, 7, 11))


def test_a_row_of_a_sheet_tells_the_hours_of_one_day_and_the_days_of_several() -> None:
    def when(ended: datetime | None, began: datetime | None = datetime(2026, 3, 4, 8, 30)) -> str:
        its = dict.fromkeys(("hospital_no", "person_id", "department", "provider_id"))
        its |= {"table": "encounter", "item": "inpatient", "code": "J18"}

        told = {"quantity": 0.5, "amount": Decimal(0), "started_at": began, "ended_at": ended}

        class One:
            def records_of(self, _event: Any) -> list[Any]:
                return [{**its, **told}]

        [made] = form_rows.rows_of(One(), {}, "H1", "en")  # type: ignore[arg-type]
        assert (made.quantity, made.amount) == ("0.5", "0.00")
        return made.when

    assert when(None) == when(datetime(2026, 3, 4, 8, 30)) == "2026-03-04 08:30"
    assert when(datetime(2026, 3, 4, 9, 5)) == "2026-03-04 08:30–09:05"
    assert when(datetime(2026, 3, 5)) == "2026-03-04 – 2026-03-05"
    assert when(None, datetime(2026, 3, 4, 0, 0, 1)) == "2026-03-04 00:00"
    assert when(None, datetime(2026, 3, 4)) == "2026-03-04"
    assert when(None, None) == ""


def clue(number: int, due: int, own: int | None = None, state: str = "checking") -> Clue:
    days = (date(2026, 7, 1), date(2026, 7, due), date(2026, 7, own) if own else None)
    return Clue(f"2026-{number:04}", "tip", "x", "H1", *days, state)


def test_a_clue_is_overdue_after_the_earlier_of_its_days_and_what_is_due_stands_first() -> None:
    its = [
        clue(1, 10),
        clue(2, 9),
        clue(3, 20, 9),
        clue(4, 20, 12),
        clue(5, 9, state="closed"),
        clue(6, 8, state="closed"),
    ]
    assert [c.overdue(TODAY) for c in its] == [False, True, True, False, False, False]
    known = Register({c.clue_id: c for c in its})
    assert [c.clue_id[-1] for c in known.sorted_for(TODAY)] == list("231465")
    assert (known.next_id(TODAY), known.next_id(date(2027, 1, 1))) == ("2026-0007", "2027-0001")


def test_an_own_deadline_lies_between_today_and_the_statutory_one() -> None:
    """Thirty working days after Friday 10 July are six weeks: Friday 21 August."""
    given = {"source": "tip", "title": "x", "provider_id": "H1", "events": ()}

    def wrong(day: str) -> list[str]:
        asked = {**given, "own_due": day}
        return told_wrong(clues.accept, Register(), asked, TODAY, WorkingDays())

    days = ("", "2026-07-10", "2026-08-21", "2026-07-09", "2026-08-22")
    assert [wrong(d) for d in days] == [[], [], [], ["own deadline"], ["own deadline"]]
    act = clues.accept(Register(), {**given, "own_due": ""}, TODAY, WorkingDays())
    assert (act.body["due"], act.body["own_due"]) == ("2026-08-21", "")


def test_a_clock_is_lengthened_to_three_months_then_to_six_and_no_further() -> None:
    its = clue(1, 20)
    assert clues.extend(its, "外地取证").body["due"] == "2026-10-01"
    its.due = date(2026, 10, 1)
    assert clues.extend(its, "外地取证").body["due"] == "2027-01-01"
    assert told_wrong(clues.extend, its, " ") == [its.clue_id]
    its.due = date(2027, 1, 1)
    assert told_wrong(clues.extend, its, "外地取证") == [its.clue_id]
    assert told_wrong(clues.extend, clue(2, 20, state="closed"), "外地取证") == ["2026-0002"]


@pytest.mark.parametrize(
    ("state", "to", "assignee", "note", "sound"),
    [
        ("accepted", "dispatched", "b", "", True),
        ("accepted", "dispatched", "", "", False),
        ("accepted", "checking", "b", "", False),
        ("dispatched", "dispatched", "c", "", True),
        ("dispatched", "checking", "", "", True),
        ("checking", "reported", "", "查实", True),
        ("checking", "reported", "", " ", False),
        ("reported", "checking", "", "补", True),
        ("reported", "checking", "", "", False),
        ("reported", "closed", "", "已追回", True),
        ("reported", "closed", "", "", False),
        ("closed", "checking", "", "x", False),
        ("dispatched", "accepted", "", "", False),
    ],
)
def test_a_clue_goes_from_step_to_step_with_what_each_needs(
    state: str, to: str, assignee: str, note: str, sound: bool
) -> None:
    assert (told_wrong(clues.move, clue(1, 20, state=state), to, assignee, note) == []) is sound


def test_points_are_of_a_decision_from_the_first_day_of_a_locked_visit_to_today() -> None:
    locked = of_days(8, 9, "a", "b", state="locked")
    known = Visits({"V1": locked, "V2": of_days(8, 9, "a", "b", state="heard")})

    def wrong(day: int, number: str = "7", visit: str = "V1") -> list[str]:
        given = {
            "visit_id": visit,
            "practitioner_id": "D1",
            "points": number,
            "instrument": "文7",
            "decided": date(2026, 7, day),
        }
        return told_wrong(points.give, Points(), known, given, TODAY)

    assert [wrong(d) for d in (7, 8, 10, 11)] == [["day"], [], [], ["day"]]
    assert [wrong(9, n) for n in ("0", "1", "12", "13")] == [["points"], [], [], ["points"]]
    assert [wrong(9, visit=v) for v in ("V2", "V3")] == [["visit"], ["visit"]]


def test_points_of_a_year_stand_most_first_and_lifted_ones_count_nothing() -> None:
    given = (("D3", 5, ""), ("D1", 2, ""), ("D2", 5, ""), ("D1", 3, ""), ("D2", 4, "证据不足"))
    ledger = Points(
        {
            f"J2026-{n:04}": Entry(f"J2026-{n:04}", who, "H1", "V1", p, f"文{n}", TODAY, lifted=why)
            for n, (who, p, why) in enumerate(given, start=1)
        }
    )
    assert list(ledger.of_year(2026).items()) == [("D1", 5), ("D2", 5), ("D3", 5)]
    assert ledger.next_id(TODAY) == "J2026-0006"
    assert told_wrong(points.appeal, ledger.by_id["J2026-0001"]) == []
    assert told_wrong(points.appeal, ledger.by_id["J2026-0005"]) == ["J2026-0005"]


def test_a_clue_comes_back_as_it_was_entered_and_what_follows_is_told() -> None:
    known, days = Register(), {"accepted": "2026-07-01", "due": "2026-08-12"}
    told = {"source": "tip", "title": "x", "provider_id": "H1", **days, "events": ["V-1"]}
    for number, own in ((1, "2026-07-20"), (2, "")):
        known.take(event("clue.accepted", f"2026-{number:04}", **told, own_due=own))
    first, second = known.by_id.values()
    assert (first.own_due, second.own_due) == (date(2026, 7, 20), None)
    assert (first.accepted, first.due, first.events) == (
        date(2026, 7, 1),
        date(2026, 8, 12),
        ("V-1",),
    )
    assert (first.seq, first.state, len(first.history)) == (9, "accepted", 1)
    for state, todo in (("accepted", "Next: dispatched."), ("closed", "none: it is closed")):
        first.state = state
        with pytest.raises(UsageError) as refused:
            clues.move(first, "reported", "", "x")
        assert refused.value.problems[0].todo == todo


def test_a_decision_is_entered_appealed_and_answered() -> None:
    ledger = Points()
    given = {
        "practitioner_id": "D1",
        "provider_id": "H1",
        "visit_id": "V1",
        "points": 9,
        "instrument": "文1",
        "decided": "2026-07-09",
    }
    for kind in ("paid", "pointed", "points.annulled", "points.zeroed"):
        ledger.take(event(kind, "J2026-0001", **given))
    assert ledger.by_id == {}
    ledger.take(event("points.given", "J2026-0001", **given))
    its = ledger.by_id["J2026-0001"]
    assert (its.points, its.decided, its.appealed) == (9, date(2026, 7, 9), False)
    ledger.take(event("points.appealed", its.entry_id))
    assert (its.appealed, ledger.of_year(2026)) == (True, {"D1": 9})
    ledger.take(event("points.answered", its.entry_id, lifted=False, reason="维持"))
    assert (its.appealed, its.lifted, ledger.of_year(2026)) == (False, "", {"D1": 9})
    ledger.take(event("points.answered", its.entry_id, lifted=True, reason="证据不足"))
    assert (its.lifted, ledger.of_year(2026), ledger.of_year(2025)) == ("证据不足", {}, {})


def test_nine_points_suspend_and_twelve_end_the_qualification() -> None:
    assert [points.effect(n) for n in (0, 8, 9, 11, 12, 13)] == [
        *("none", "none"),
        *("suspended", "suspended"),
        *("ended", "ended"),
    ]


def test_one_decision_gives_one_person_points_once_unless_they_were_lifted() -> None:
    known = Visits({"V1": of_days(8, 9, "a", "b", state="locked")})

    def wrong(who: str, instrument: str, lifted: str = "") -> list[str]:
        entry = Entry("J2026-0001", "D2", "H1", "V1", 2, "文2", TODAY, lifted=lifted)
        given = {
            "visit_id": "V1",
            "practitioner_id": who,
            "points": "2",
            "instrument": instrument,
            "decided": TODAY,
        }
        ledger = Points({entry.entry_id: entry})
        return told_wrong(points.give, ledger, known, given, TODAY)

    assert wrong("D2", "文2") == ["instrument"]
    assert wrong("D2", "文2", "证据不足") == []
    assert [wrong(who, "文2") for who in ("D1", "D3")] == [[], []]
    assert [wrong("D2", number) for number in ("文1", "文3")] == [[], []]
    assert [wrong(" ", "文2"), wrong("D2", " ")] == [["practitioner"], ["instrument"]]


def test_an_appeal_is_answered_once_with_a_reason() -> None:
    its = Entry("J1", "D1", "H1", "V1", 2, "文1", TODAY)

    def wrong(reason: str) -> list[str]:
        return told_wrong(partial(points.answer_appeal, lift=True), its, reason)

    assert wrong("证据不足") == ["J1"]
    its.appealed = True
    assert (wrong("证据不足"), wrong(" ")) == ([], ["J1"])
    assert told_wrong(points.appeal, its) == ["J1"]


def kept(number: int, *drawn_ones: str, provider: str = "H1") -> Sample:
    its = Stratum(1, drawn_ones, 1.0, 1.0, 1.0, drawn_ones)
    return Sample(f"S{number}", "", "a", "r1", "a.b", provider, 1, {}, (its,))


def test_a_sample_answers_a_smaller_one_of_the_same_rule_and_provider() -> None:
    known = Samples({"S1": kept(1, *"abcde"), "S2": kept(2, *"abcde", provider="H2")})
    amounts = {f"V-{n}": 10.0 * n for n in range(1, 21)}

    def wrong(size: int, larger_of: str) -> list[str]:
        given = {"larger_of": larger_of, "provider_id": "H1", "rule_id": "a.b", "seed": 1}
        return told_wrong(samples.drawn, known, given, amounts, size, TODAY)

    assert [wrong(n, "S1") for n in (4, 5, 6)] == [["size"], ["size"], []]
    for kind in ("sample.asked", "sample.zoned", "visit.moved"):
        known.take(event(kind, "S3"))
    assert list(known.by_id) == ["S1", "S2"]
    assert [wrong(6, s) for s in ("S2", "S9", "")] == [["sample"], ["sample"], []]


def test_a_sample_is_estimated_once_every_drawn_event_has_a_verdict_that_says_something() -> None:
    its, cases = kept(1, "V-1", "V-2"), judged_cases(V1="7.50", V2=None)
    its.amounts.update({"V-1": 10.0, "V-2": 10.0})
    assert samples.judged(its, cases) == {"V-1": 7.5, "V-2": 0.0}
    found = samples.estimated(its, cases)
    assert found is not None
    assert (found.upheld, found.drawn) == (7.5, 2)
    assert samples.estimated(its, judged_cases(V1="7.50")) is None
    cases.by_event["V-2"].verdict = {"outcome": "unclear", "amount": None}
    assert samples.estimated(its, cases) is None
    [(_, done)] = samples.seen_as(its, cases)
    assert done == 1
    # one that waits hides none that comes after it
    cases.by_event["V-1"].verdict, cases.by_event["V-2"].verdict = (
        {"outcome": "unclear", "amount": None},
        {"outcome": "rejected", "amount": "0"},
    )
    assert samples.judged(its, cases) == {"V-2": 0.0}
