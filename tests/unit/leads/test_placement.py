"""Expected recovery first, with a few seats for what it cannot see."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from feijian.leads.placement import DRAWN, OUTLIER, UNKNOWN, LeadStanding, seated

DAY = date(2026, 7, 1)


def lead(
    lead_id: str, expected: int, amount: int | None = 100, likely: float = 1.0
) -> LeadStanding:
    known = None if amount is None else Decimal(amount)
    return LeadStanding(lead_id, Decimal(expected), known, 1, likely)


def places(
    *standings: LeadStanding, outliers: tuple[str, ...] = (), every: int = 20, day: date = DAY
) -> list[str]:
    return [s.lead_id for s in seated(standings, list(outliers), every, day)]


def test_the_larger_expected_recovery_comes_first() -> None:
    assert places(lead("a", 10), lead("b", 30), lead("c", 20)) == ["b", "c", "a"]


def test_a_tie_is_broken_by_amount_then_by_id() -> None:
    assert places(lead("c", 10, 50), lead("b", 10, 90), lead("a", 10, 50)) == ["b", "a", "c"]


def test_likely_findings_differ_from_the_sixth_decimal_on() -> None:
    """Whatever lies beyond is the order in which they were added up; then their number decides."""

    def order(one: float, other: float) -> list[str]:
        few = LeadStanding("few", Decimal(1), Decimal(1), 1, one)
        return places(few, LeadStanding("many", Decimal(1), Decimal(1), 2, other))

    assert order(0.123452, 0.123451) == ["few", "many"]
    assert order(0.1234524, 0.1234521) == ["many", "few"]


def test_equals_stand_by_content_and_only_then_by_id() -> None:
    one, other = (
        LeadStanding(name, Decimal(1), Decimal(1), 1, 1.0, order=place)
        for name, place in (("a", 2), ("b", 1))
    )
    assert places(one, other) == ["b", "a"]


def test_leads_of_unknown_amount_are_ordered_by_likely_findings() -> None:
    few, many = lead("few", 0, None, likely=0.3), lead("many", 0, None, likely=9.0)
    assert places(few, many, lead("known", 1)) == ["known", "many", "few"]


def test_the_eighth_place_is_for_an_unknown_amount_and_the_twelfth_for_an_outlier() -> None:
    known = [lead(f"k{n:02d}", 1000 - n) for n in range(15)]
    order = places(*known, lead("unknown", 0, None), outliers=("strange",))
    assert (order[7], order[11]) == ("unknown", "strange")
    assert order[:7] == [f"k{n:02d}" for n in range(7)]


def test_the_twentieth_place_is_drawn_from_beyond_the_first_twenty_with_a_known_chance() -> None:
    """60 leads: 3 are drawn from the last 40."""
    seats = seated([lead(f"k{n:02d}", 1000 - n) for n in range(60)], [], 20, DAY)
    lots = [s for s in seats if s.why == DRAWN]
    assert [s.place for s in lots] == [20, 40, 60]
    assert {s.chance for s in lots} == {3 / 40}
    assert all(int(s.lead_id[1:]) >= 20 for s in lots)


def test_the_same_day_draws_the_same_leads_and_another_day_others() -> None:
    known = [lead(f"k{n:03d}", 1000 - n) for n in range(400)]
    assert places(*known) == places(*known[::-1])
    assert places(*known) != places(*known, day=date(2026, 7, 2))


def test_a_list_that_can_be_visited_whole_draws_nothing() -> None:
    seats = seated([lead(f"k{n:02d}", 1000 - n) for n in range(20)], [], 20, DAY)
    assert not [s for s in seats if s.why == DRAWN]


def test_every_lead_has_exactly_one_seat() -> None:
    known = [lead(f"k{n:02d}", 1000 - n) for n in range(50)]
    unknown = [lead(f"u{n}", 0, None) for n in range(9)]
    seats = seated([*known, *unknown], ["x", "y", "z"], 20, DAY)
    assert sorted(s.lead_id for s in seats) == sorted(
        [s.lead_id for s in (*known, *unknown)] + ["x", "y", "z"]
    )
    assert [s.place for s in seats] == list(range(1, 63))
    assert {s.why for s in seats if s.lead_id.startswith("u")} == {UNKNOWN}
    assert {s.why for s in seats if s.lead_id in "xyz"} == {OUTLIER}


def test_no_seats_are_kept_where_none_are_wanted() -> None:
    known = [lead(f"k{n:02d}", 1000 - n) for n in range(30)]
    assert places(*known, every=0) == [f"k{n:02d}" for n in range(30)]


def test_an_indicator_without_an_amount_stands_last_and_takes_no_seat() -> None:
    known = [lead(f"k{n:02d}", 1000 - n) for n in range(15)]
    hint = LeadStanding("hint", Decimal(0), None, 90, 72.0, indicator=True)
    assert places(*known, hint, lead("unknown", 0, None))[7] == "unknown"
    assert places(*known, hint, lead("unknown", 0, None))[-1] == "hint"


def test_more_findings_stand_first_where_all_else_is_equal() -> None:
    few, many = (LeadStanding(i, Decimal(10), Decimal(50), n, 1.0) for i, n in (("a", 2), ("b", 7)))
    assert places(few, many) == ["b", "a"]


def test_an_amount_of_a_yuan_stands_before_one_of_nothing() -> None:
    assert places(lead("a", 10, 0), lead("b", 10, 1)) == ["b", "a"]


def test_seats_are_kept_in_the_first_ten_times_so_many_places() -> None:
    known = [lead(f"k{n:02d}", 1000 - n) for n in range(70)]
    unknown = [lead(f"u{n:02d}", 0, None) for n in range(12)]
    seats = seated([*known, *unknown], [], 5, DAY)
    assert [s.place for s in seats if s.why == UNKNOWN] == [*range(2, 51, 5), 81, 82]
    assert [s.place for s in seats if s.why == DRAWN] == list(range(5, 51, 5))
    assert {s.chance for s in seats if s.why == DRAWN} == {10 / 65}
    assert {s.chance for s in seats if s.why != DRAWN} == {None}
