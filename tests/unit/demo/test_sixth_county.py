"""The sixth county: its own books of kinds, and what its houses' machines make of a row."""

from __future__ import annotations

import csv
import re
from datetime import date, datetime

import benchmarks.counties.fifth.county
import benchmarks.counties.sixth.county  # noqa: F401  (enters the kinds)
import pytest
from benchmarks.counties.fifth.cases import CRUDE as FIFTH
from benchmarks.counties.outside.delivery import deliver
from benchmarks.counties.sixth.cases import CLEAN, CRUDE
from benchmarks.counties.sixth.houses import (
    INDEX,
    MIDNIGHT,
    NEVER_SENT,
    PROVINCIAL,
    SHORT,
    SUFFIXED,
    UNSIGNED,
    WIDE,
    houses,
)
from benchmarks.counties.sixth.world import Sixth, habits, wide


@pytest.fixture(scope="module")
def county() -> Sixth:
    return Sixth(1, 0.02)


@pytest.fixture(scope="module")
def charged(county: Sixth, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """The charges of one small delivery: a cold at four houses, a stay over the change of machines."""
    for house in ("u1", "mch", "ort", "t1"):
        person = county.pick("", (30, 60))
        county.seen(person, county.house(house), "cold4", datetime(2025, 4, 7, 10))
    stay, _ = county.stay(
        county.pick("", (50, 70)), county.house("gh"), "lung6", date(2025, 6, 24), 9
    )
    county.settle(stay)
    folder = tmp_path_factory.mktemp("sixth")
    deliver(county, folder)
    habits(county, folder)
    with (folder / "fee_list_d.csv").open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def _of(county: Sixth, rows: list[dict[str, str]], house: str) -> list[dict[str, str]]:
    return [r for r in rows if r["fixmedins_code"] == county.house(house).code]


def test_its_kinds_are_its_own_and_each_says_why() -> None:
    assert len(CRUDE) >= 33
    assert len(CLEAN) >= 60
    assert FIFTH
    assert not set(CRUDE) & (set(CLEAN) | set(FIFTH))
    assert all(re.search("[a-z]{3}", kind.why) for kind in (*CRUDE.values(), *CLEAN.values()))


def test_every_house_that_is_named_exists() -> None:
    assert len(INDEX) == sum(len(kind) for kind in houses())
    named = {*NEVER_SENT, *UNSIGNED, *WIDE, *SHORT, *SUFFIXED, *PROVINCIAL, *MIDNIGHT}
    assert named <= set(INDEX)


def test_names_and_codes_are_written_as_each_house_does(
    county: Sixth, charged: list[dict[str, str]]
) -> None:
    assert wide("DR(胸)") == "ＤＲ（胸）"
    assert all(not re.search("[!-~]", r["hilist_name"]) for r in _of(county, charged, "u1"))
    services = [r for r in _of(county, charged, "mch") if r["list_type"] == "201"]
    assert all(re.fullmatch(r"00\d{13}-\d{9}", r["med_list_codg"]) for r in services)
    assert services
    assert {r["fee_ocur_time"][11:] for r in _of(county, charged, "ort")} == {"00:00:00"}


def test_the_new_machine_sends_the_last_days_again_and_the_bill_holds_them_once(
    county: Sixth, charged: list[dict[str, str]]
) -> None:
    rows = _of(county, charged, "gh")
    again = [r for r in rows if r["bkkp_sn"].startswith("HX")]
    assert len(again) >= 3
    assert all("2025-06-28" <= r["fee_ocur_time"][:10] < "2025-07-01" for r in again)
    stay = county.visits[-1]
    total = sum(float(r["det_item_fee_sumamt"]) for r in rows if r not in again)
    assert total == pytest.approx(int(str(stay.setls[-1]["total"])) / 100, abs=0.01)


def test_nursing_is_dearer_from_july(county: Sixth) -> None:
    stay, _ = county.stay(
        county.pick("", (50, 70)), county.house("gh2"), "lung6", date(2025, 6, 27), 8
    )
    prices = {ln.when >= datetime(2025, 7, 1): ln.price for ln in county.fees(stay, "nurse2")}
    assert prices[True] == pytest.approx(prices[False] * 1.08, abs=0.05)


def test_who_leaves_in_january_is_grouped_by_the_new_edition(county: Sixth) -> None:
    groups = []
    for start in (date(2025, 12, 10), date(2025, 12, 28)):
        stay, _ = county.stay(county.pick("", (50, 70)), county.house("gh2"), "lung6", start, 8)
        county.settle(stay)
        groups.append(stay.group)
    before, after = groups
    assert before
    assert after
    assert after[1] != before[1]
    assert after[2] > before[2]


def test_a_long_stay_is_settled_by_the_month_and_the_parts_make_the_whole(county: Sixth) -> None:
    stay, _ = county.stay(
        county.pick("", (30, 60)), county.house("psy1"), "schiz6", date(2025, 1, 20), 80
    )
    county.settled_monthly(stay, [datetime(2025, m, 1) for m in (2, 3, 4)])
    assert len(stay.setls) == 4
    total = sum(int(str(s["total"])) for s in stay.setls)
    assert total == sum(ln.amount for ln in stay.lines)
    assert len({ln.setl for ln in stay.lines}) == 4
