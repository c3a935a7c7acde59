"""The sixteenth county: panels written out, hours that there were, odd cents, houses that send no hours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from benchmarks.counties.sixteenth.bill import billed, words
from benchmarks.counties.sixteenth.houses import NO_HOURS, County

from tests.unit.demo.delivered import made, read


def test_a_panel_hands_its_day_to_its_words() -> None:
    assert words("lipids@2?.5") == "chol@2?.5 trig@2?.5 ldl@2?.5"
    assert words("minded") == "bed@0- mind_care@0- round@0-"


def test_a_word_that_is_no_entry_is_refused() -> None:
    with pytest.raises(ValueError, match="is no entry of a bill"):
        words("oxygen**24")


def test_what_is_charged_by_the_hour_ends_at_midnight() -> None:
    county = County(1)
    day = date(2025, 3, 3)
    stay = county.stay("fy", county.person(), day, 2, "儿科", [("J18.900", "肺炎")], hour=15.0)
    assert [x.count for x in billed(county, stay, "oxygen*24@0-")["oxygen"]] == [8, 24]


def test_a_shop_of_odd_cents_and_a_primary_house_have_prices_of_their_own() -> None:
    county = County(1)
    day, dx = date(2025, 3, 3), [("I10.x00", "高血压")]
    prices = {
        house: county.add(county.room(house, county.person(), "11", day, "全科", dx), word).price
        for house, word in (("yd4", "vals"), ("yd1", "vals"), ("ca", "gp"), ("sy", "see"))
    }
    assert prices == {"yd4": 9.73, "yd1": 10, "ca": 7.2, "sy": 11}


def test_houses_without_hours_send_days_alone(tmp_path: Path) -> None:
    out = made("sixteenth", tmp_path)
    silent = {County(1).houses[k].code for k in NO_HOURS}
    hours = [
        row["fee_ocur_time"][11:]
        for row in read(out, "fee_list_d")
        if row["fixmedins_code"] in silent
    ]
    assert hours
    assert set(hours) == {"00:00:00"}
