"""Days and months of deadlines and plans, counted by hand."""

from __future__ import annotations

from datetime import date

from feijian.workbench import plans
from feijian.workbench.deadlines import WorkingDays, months_after
from feijian.workbench.plans import barred_since, drawn_officers
from feijian.workbench.visits import Visit, Visits


def test_left_is_nothing_on_the_due_day_and_weekends_do_not_count() -> None:
    days = WorkingDays()
    friday, monday = date(2026, 11, 6), date(2026, 11, 9)
    assert (days.left(friday, friday), days.left(friday, monday)) == (0, 1)
    assert days.left(monday, friday) == -1
    assert [days.after(friday, n) for n in (0, 1, 2, 6)] == [
        friday,
        monday,
        date(2026, 11, 10),
        date(2026, 11, 16),
    ]


def test_holidays_are_known_to_the_end_of_the_last_year_that_was_arranged() -> None:
    known = WorkingDays.of([(date(2025, 10, 1), "off"), (date(2026, 2, 14), "work")])
    assert known.knows(date(2026, 12, 31))
    assert not known.knows(date(2027, 1, 1))
    assert not WorkingDays().knows(date(2026, 1, 1))
    assert WorkingDays.of([]) == WorkingDays()
    # a Thursday that is off, and a deadline that passes over it
    assert not known.is_worked(date(2025, 10, 1))
    assert known.after(date(2025, 9, 30), 1) == date(2025, 10, 2)
    # a weekend day that is named off anyway, and a working one among them
    assert known.is_worked(date(2026, 2, 14))
    assert [known.is_worked(date(2026, 2, d)) for d in (13, 15)] == [True, False]


def test_months_are_counted_back_as_they_are_counted_on() -> None:
    assert months_after(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert months_after(date(2026, 1, 31), -36) == date(2023, 1, 31)
    assert months_after(date(2026, 10, 31), 1) == date(2026, 11, 30)
    assert months_after(date(2026, 10, 31), 2) == date(2026, 12, 31)
    assert months_after(date(2026, 11, 1), 2) == date(2027, 1, 1)
    assert months_after(date(2028, 2, 29), -36) == date(2025, 2, 28)


def test_a_provider_is_free_again_on_the_day_its_months_are_over() -> None:
    def visit(provider: str, last: date) -> Visit:
        return Visit(provider, provider, last, last, ("a", "b"), "", ())

    today = date(2026, 11, 26)
    done = Visits({"over": visit("over", date(2025, 11, 26)), "now": visit("now", today)})
    assert barred_since(done, today, 12) == {"now"}


def test_officers_that_are_just_enough_are_all_dealt_in_the_order_of_the_teams() -> None:
    dealt = drawn_officers(["d", "b", "a", "c", "b"], ["y", "x"], 2, 7)
    assert list(dealt) == ["x", "y"]
    assert all(list(names) == sorted(names) and len(names) == 2 for names in dealt.values())
    assert sorted(dealt["x"] + dealt["y"]) == ["a", "b", "c", "d"]
    assert drawn_officers(["a", "b", "c", "d"], ["x", "y"], 2, 7) == dealt
    assert drawn_officers(["c", "b", "a"], ["x"], 3, 7) == {"x": ("a", "b", "c")}
    # another seed deals otherwise
    pool = [f"n{n:02}" for n in range(20)]
    assert drawn_officers(pool, ["x"], 5, 7) != drawn_officers(pool, ["x"], 5, 8)


def test_plans_are_numbered_by_the_year_they_are_made_in() -> None:
    known = {"P2025-0001": 0, "P2026-0001": 0, "P2026-0002": 0, "Q2026-0003": 0}
    assert plans.next_id("P", known, date(2026, 1, 1)) == "P2026-0003"
    assert plans.next_id("P", known, date(2027, 1, 1)) == "P2027-0001"
