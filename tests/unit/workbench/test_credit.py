"""Credit to the point and the day: what levels hold from, what counts, who is due."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from feijian.workbench.credit import Record, due_by_credit, record_of
from feijian.workbench.visits import Objection, Visit, Visits


def record(upheld: str, recovered: str, with_upheld: int, judged_sum: str = "1000") -> Record:
    sums = (Decimal(judged_sum), Decimal(upheld), Decimal(recovered))
    return Record("H1", 4, *sums, with_upheld, 0, 0, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("its", "score", "level", "months"),
    [
        (record("0", "0", 1), 90, "A", 24),
        (record("20", "20", 1), 89, "B", 12),  # 100 − 1 − 10
        (record("100", "100", 2), 75, "B", 12),
        (record("120", "120", 2), 74, "C", 6),
        (record("200", "200", 3), 60, "C", 6),
        (record("200", "200", 4), 60, "C", 6),  # repeats take 30 at most
        (record("220", "220", 3), 59, "D", 3),
        (record("200", "150", 1), 75, "B", 12),  # a quarter is owed: 100 − 10 − 10 − 5
        (record("200", "0", 1), 60, "C", 6),  # all of it is owed: 100 − 10 − 10 − 20
        (record("0", "0", 0, "0"), 100, "A", 24),  # nothing was judged
        (record("0.50", "0.50", 1, "0.50"), 40, "D", 3),  # cents are money too
    ],
)
def test_a_level_holds_from_its_score_on(its: Record, score: int, level: str, months: int) -> None:
    assert (its.score, its.level, its.months) == (score, level, months)


def test_who_was_never_visited_has_no_score_no_level_and_no_month() -> None:
    its = record_of("H1", Visits(), date(2026, 7, 31))
    assert (its.score, its.level, its.months, its.last) == (None, "", None, None)


def locked_on(
    number: int, last: date, upheld: str = "0", provider: str = "H1", *asked: tuple[str, str]
) -> Visit:
    """A visit whose report is locked. asked: amount in question and outcome of its events."""
    events = [{"in_question": a or None, "outcome": o} for a, o in asked]
    report = {"upheld": upheld, "events": events}
    return Visit(f"V{number}", provider, last, last, ("a", "b"), "", (), "locked", report=report)


def visits_of(*its: Visit) -> Visits:
    return Visits({v.visit_id: v for v in its})


def test_a_record_is_of_three_years_to_the_day_and_of_locked_reports() -> None:
    today = date(2026, 7, 31)
    first, before = date(2023, 7, 31), date(2023, 7, 30)
    under_way = Visit("V9", "H1", today, today, ("a", "b"), "", ())
    other = locked_on(8, today, "70", "H2", ("70", "upheld"))
    known = visits_of(
        locked_on(1, before, "5", "H1", ("5", "upheld")),
        locked_on(2, first, "100", "H1", ("150", "partly"), ("30", ""), ("", "upheld")),
        locked_on(3, today, "0", "H1", ("60", "rejected")),
        other,
        under_way,
    )
    known.by_id["V2"].recovered = [(today, Decimal(40), ""), (today, Decimal(10), "")]
    known.by_id["V2"].objections = {
        str(n): Objection(str(n), "x", answer)
        for n, answer in enumerate(("accepted", "partly", "rejected", ""))
    }
    its = record_of("H1", known, today)
    # of V2 150 was judged: 30 has no outcome, and one has no amount
    assert (its.visits, its.judged, its.upheld, its.recovered) == (2, 210, 100, 50)
    assert (its.with_upheld, its.objections, its.objections_accepted) == (1, 4, 2)
    assert its.last == today


def test_what_was_upheld_was_judged_also_where_no_amount_was_in_question() -> None:
    known = visits_of(locked_on(1, date(2026, 1, 5), "80", "H1", ("", "upheld")))
    its = record_of("H1", known, date(2026, 7, 31))
    assert (its.judged, its.share) == (80, 1.0)


def test_who_is_due_by_credit_is_due_from_that_day_on_and_longest_first() -> None:
    """A score of 100 is looked at after 24 months, one of 20 after three."""
    bad = locked_on(2, date(2026, 5, 1), "10", "H2", ("10", "upheld"))
    known = visits_of(locked_on(1, date(2024, 7, 31)), bad)
    day = date(2026, 8, 1)
    assert [(r.provider_id, since) for r, since in due_by_credit(("H2", "H1"), known, day)] == [
        ("H1", date(2026, 7, 31)),
        ("H2", date(2026, 8, 1)),
    ]
    due = due_by_credit(("H1", "H2", "H3"), known, date(2026, 7, 31))
    assert [r.provider_id for r, _ in due] == ["H1"]
    assert due_by_credit(("H1", "H2"), known, date(2026, 7, 30)) == []
