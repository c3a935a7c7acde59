"""The fourteenth county: how a bill is written, hours that there were, beds in which one lies."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from benchmarks.counties.fourteenth.bill import billed
from benchmarks.counties.fourteenth.houses import Prefecture

from tests.unit.demo.delivered import made, planted, read


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made("fourteenth", tmp_path_factory.mktemp("fourteenth"))


def test_an_entry_of_a_bill_tells_days_counts_and_what_is_taken_home() -> None:
    county = Prefecture(1)
    stay = county.stay(
        "sy", county.person(), date(2025, 3, 3), 4, "内科", [("J18.900", "肺炎")], hour=9.0
    )
    bill = billed(county, stay, "ceftriaxone*2@0-2 cbc@0-/2 aspirin@-1! liver")
    assert [(x.at.day, x.count) for x in bill["ceftriaxone"]] == [(3, 2), (4, 2), (5, 2)]
    assert [x.at.day for x in bill["cbc"]] == [3, 5]
    assert [(x.at.date(), x.more["take"], x.more["days"]) for x in bill["aspirin"]] == [
        (date(2025, 3, 7), True, "30")
    ]
    assert {"alt", "ast", "bilirubin", "albumin"} <= set(bill)


def test_what_is_charged_by_the_hour_ends_at_midnight() -> None:
    county = Prefecture(1)
    stay = county.stay(
        "sy", county.person(), date(2025, 3, 3), 2, "内科", [("J18.900", "肺炎")], hour=15.0
    )
    assert [x.count for x in billed(county, stay, "oxygen*24@0-")["oxygen"]] == [8, 24]


def test_a_word_that_is_no_entry_is_refused() -> None:
    county = Prefecture(1)
    stay = county.stay("sy", county.person(), date(2025, 3, 3), 2, "内科", [("J18.900", "肺炎")])
    with pytest.raises(ValueError, match="is no entry of a bill"):
        billed(county, stay, "oxygen**24")


def test_a_house_that_accrues_by_night_writes_at_two_the_next_morning() -> None:
    county = Prefecture(1)
    stay = county.stay("qa", county.person(), date(2025, 3, 3), 2, "内科", [("J18.900", "肺炎")])
    assert billed(county, stay, "bed@0-")["bed"][0].at == datetime(2025, 3, 4, 2)


def test_two_never_lie_in_one_bed(out: Path) -> None:
    lain: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    false = planted(out)
    for row in read(out, "mdtrt_d"):
        if row["adm_bed"] and row["mdtrt_id"] not in false:
            lain[row["fixmedins_code"], row["adm_bed"]].append((row["begntime"], row["endtime"]))
    assert lain
    for stays in lain.values():
        assert all(a[1] <= b[0] for a, b in pairwise(sorted(stays)))
