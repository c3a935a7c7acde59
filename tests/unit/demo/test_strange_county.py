"""The stranger's county says in lines of text what is charged, what of it is false and what that costs."""

from __future__ import annotations

from datetime import date

import pytest
from benchmarks.counties.stranger.plan import expand, key, loss, put
from benchmarks.counties.stranger.world import Strange, without

DAY = date(2025, 4, 7)


@pytest.fixture(scope="module")
def county() -> Strange:
    return Strange(1, 0.02)


def test_a_macro_is_written_out_and_what_does_not_happen_is_left_out() -> None:
    assert expand("$spi cbc@0").split()[0] == "an_spinal@1T9"
    assert key("!ecg_mon*48/24@*T9^keep") == "ecg_mon"
    assert without("$ward cbc@0 cbc@3T7 dr@0", "$ward cbc") == "dr@0"


def test_what_is_charged_by_the_hour_fits_into_the_day_of_admission(county: Strange) -> None:
    person, house = county.pick("", (40, 70)), county.house("pr2")
    visit, _ = county.stay(person, house, "pneu", DAY, 3, bare=True, plus="ecg_mon*24@*T9", hour=15)
    assert [line.cnt for line in visit.lines] == [8.0, 24.0, 24.0]


def test_the_false_share_is_lost_where_lines_are_paid_and_not_where_the_group_is(
    county: Strange,
) -> None:
    lost = []
    for house in ("pr2", "big"):
        person = county.pick("", (40, 70))
        visit, marks = county.stay(
            person,
            county.house(house),
            "pneu",
            DAY,
            6,
            plus="!albumin*10/4@1T9 !op_flap~op_suture@1T9",
        )
        assert [round(m.share, 2) for m in marks] == [0.6, 0.91]
        county.settle(visit)
        lost.append(loss(county, marks))
    assert lost[0] > 0
    assert lost[1] == 0


def test_a_stay_over_new_years_eve_has_two_bills_with_the_lines_of_one(county: Strange) -> None:
    person = county.pick("", (40, 70))
    visit, _ = county.stay(person, county.house("big"), "pneu", date(2025, 12, 28), 7)
    county.settle(visit)
    assert len(visit.setls) == 2
    assert sum(int(str(s["total"])) for s in visit.setls) == sum(
        line.amount for line in visit.lines
    )


def test_a_word_that_is_no_charge_is_refused(county: Strange) -> None:
    visit, _ = county.stay(county.pick("", (40, 70)), county.house("big"), "pneu", DAY, 3)
    with pytest.raises(ValueError, match="not a charge"):
        put(county, visit, "!!cbc@0")
    with pytest.raises(KeyError):
        put(county, visit, "no_such_item@0")
