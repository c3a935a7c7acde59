"""The third county: groups by what was done, the gain of a heavier code, sloppy schemes, enough kinds."""

from __future__ import annotations

from datetime import date

import benchmarks.counties.third.county  # noqa: F401  (enters the kinds)
import pytest
from benchmarks.counties.outside.records import DRG_RATE
from benchmarks.counties.third.cases import CLEAN, CRUDE, Case, perform
from benchmarks.counties.third.world import Third

DAY = date(2025, 4, 7)


@pytest.fixture(scope="module")
def county() -> Third:
    return Third(1, 0.02)


def test_under_points_a_group_is_the_disease_and_what_was_done(county: Third) -> None:
    visit, _ = county.stay(county.pick("", (40, 60)), county.house("tcm"), "disc", DAY, 9)
    assert visit.group
    assert visit.group[1] == "M51.2:保守治疗"
    operated, _ = county.stay(county.pick("", (40, 60)), county.house("tcm"), "pilex", DAY, 6)
    assert operated.group
    assert operated.group[1] == "K64.8:49.4600"


def test_a_heavier_code_gains_the_difference_of_the_standards(county: Third) -> None:
    house = county.house("ppl")
    visit, _ = county.stay(county.pick("", (40, 60)), house, "cap", DAY, 6)
    county.settle(visit)
    gain = county.raise_group(visit, "ER11", "ER1", 2.1, "J96.000 急性呼吸衰竭")
    assert gain == pytest.approx((2.1 - 0.85) * DRG_RATE[house.level], abs=0.02)
    assert visit.diags[0] == ("J96.000", "急性呼吸衰竭")


def test_a_stay_of_another_illness_than_its_model_is_grouped_as_that(county: Third) -> None:
    visit, _ = county.stay(
        county.pick("", (40, 60)), county.house("ppl"), "app", DAY, 5, diags="T81.400 操作后的感染"
    )
    assert visit.group
    assert visit.group[0] != "GD1"


def test_what_was_never_bought_is_not_delivered_as_bought(county: Third) -> None:
    case = Case("x", 1, "why", "sec", "stroke3", "!albumin*2@2-5T10", unbought=True)
    ((visits, marks),) = perform(county, case, wrong=True)
    county.stock.ward_purchases(visits)
    code = county.items["albumin"].code
    assert marks
    assert not [row for row in county.stock.bought if row["med_list_codg"] == code]


def test_half_the_kinds_at_least_are_innocent() -> None:
    assert len(CRUDE) >= 35
    assert len(CLEAN) >= 70
    assert all(kind.why for kind in (*CRUDE.values(), *CLEAN.values()))
