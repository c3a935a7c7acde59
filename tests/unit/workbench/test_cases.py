"""A case by the acts on it, one after the other, and what may be typed into it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from feijian.errors import UsageError
from feijian.workbench.cases import Case, Cases, free_text
from feijian.workbench.queue import is_overdue
from feijian.workbench.store import Event

AT = "2026-03-01T08:00:00+00:00"


def acts(*told: tuple[str, dict[str, Any]], subject: str = "V1") -> Cases:
    cases = Cases()
    for number, (kind, body) in enumerate(told, start=7):
        cases.take(Event(number, AT, "wang", kind, subject, body, "", ""))
    return cases


def test_a_case_nobody_touched_is_open_and_is_not_kept() -> None:
    cases = acts(("visit.made", {}), ("account.set", {}))
    assert cases.of("V1") == Case("V1")
    assert (cases.by_event, cases.touched) == ({}, [])
    assert cases.of("V1").state == "open"


def test_each_act_moves_the_case_on() -> None:
    told = [
        ("case.assigned", {"to": "li"}),
        ("case.due", {"due": "2026-04-01"}),
        ("case.status", {"status": "visit"}),
        ("case.note", {"text": "x"}),
    ]
    cases = acts(*told)
    case = cases.of("V1")
    assert (case.assignee, case.due, case.state, case.seq) == ("li", date(2026, 4, 1), "visit", 10)
    assert [e.kind for e in case.history] == [kind for kind, _ in told]
    assert cases.touched == ["V1"] * 4
    assert acts(*told, ("case.due", {"due": ""})).of("V1").due is None


def test_a_verdict_that_waits_comes_before_all_else_and_a_closed_case_before_its_verdict() -> None:
    proposed = ("case.proposed", {"outcome": "upheld"})
    closed = ("case.status", {"status": "closed"})
    verdict = ("case.judged", {"outcome": "rejected", "digest": "d"})
    assert acts(verdict).of("V1").state == "judged"
    assert acts(verdict, closed).of("V1").state == "closed"
    waits = acts(verdict, closed, proposed).of("V1")
    assert waits.state == "proposed"
    assert waits.proposed == {"outcome": "upheld", "who": "wang", "at": AT}
    assert acts(proposed, ("case.returned", {})).of("V1").state == "open"
    judged = acts(proposed, verdict).of("V1")
    assert (judged.state, judged.proposed) == ("judged", None)
    assert judged.verdict == {"who": "wang", "outcome": "rejected", "digest": "d", "at": AT}
    # who proposed it is named by the verdict where another approved it
    named = acts(("case.judged", {"who": "li"})).of("V1").verdict
    assert named == {"who": "li", "at": AT}


def test_a_case_is_overdue_the_day_after_while_something_is_to_be_done() -> None:
    day = date(2026, 4, 1)
    case = Case("V1", due=day)
    assert not is_overdue(case, day)
    assert is_overdue(case, date(2026, 4, 2))
    assert is_overdue(Case("V1", due=day, status="visit"), date(2026, 4, 2))
    assert is_overdue(Case("V1", due=day, proposed={}), date(2026, 4, 2))
    assert not is_overdue(Case("V1", due=day, status="closed"), date(2026, 4, 2))
    assert not is_overdue(Case("V1", due=day, verdict={}), date(2026, 4, 2))
    assert not is_overdue(Case("V1"), date(2026, 4, 2))


def test_a_text_may_be_two_thousand_characters_and_names_nobody_by_number() -> None:
    assert free_text("  a\r\nb  ", "note") == "a\nb"
    assert len(free_text(" " + "x" * 2000 + " ", "note")) == 2000
    with pytest.raises(UsageError, match="more than 2000 characters"):
        free_text("x" * 2001, "note")
    for personal in ("身份证37010119900101123X号", "电话13912345678", "370101199001011234"):
        with pytest.raises(UsageError, match="identity or telephone number"):
            free_text(personal, "note")
    for harmless in ("12345678901", "1391234567890", "3701011990010112345", "3701011990010112"):
        assert free_text(harmless, "note") == harmless
