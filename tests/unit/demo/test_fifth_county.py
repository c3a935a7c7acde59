"""The fifth county: its own books of kinds, dearer lists of big houses, goods that never came in, enough kinds."""

from __future__ import annotations

import re
from datetime import date

import benchmarks.counties.fifth.county
import benchmarks.counties.fourth.county  # noqa: F401  (enters the kinds)
import pytest
from benchmarks.counties.fifth.cases import CLEAN, CRUDE
from benchmarks.counties.fifth.houses import INDEX, NEVER_SENT, UNSIGNED, houses
from benchmarks.counties.fifth.world import Fifth
from benchmarks.counties.fourth.cases import CRUDE as FOURTH
from benchmarks.counties.fourth.cases import rows

DAY = date(2025, 4, 7)


@pytest.fixture(scope="module")
def county() -> Fifth:
    return Fifth(1, 0.02)


def _plant(county: Fifth, text: str) -> dict[str, object]:
    rows(CRUDE, text)
    kind = CRUDE.popitem()[1]
    before = len(county.truth)
    kind.plant(county, 0)
    (entry,) = county.truth[before:]
    return entry


def test_its_kinds_are_its_own_and_each_says_why() -> None:
    assert len(CRUDE) >= 33
    assert len(CLEAN) >= 60
    assert not set(CRUDE) & set(CLEAN)
    assert "ptca_beside_the_stent" in CRUDE
    assert FOURTH
    assert "ptca_beside_the_stent" not in FOURTH
    assert all(re.search("[a-z]{3}", kind.why) for kind in (*CRUDE.values(), *CLEAN.values()))


def test_every_house_that_is_named_exists() -> None:
    assert len(INDEX) == sum(len(kind) for kind in houses())
    assert set(NEVER_SENT) | set(UNSIGNED) <= set(INDEX)


def test_a_house_of_the_third_grade_has_a_dearer_list(county: Fifth) -> None:
    person = county.pick("", (30, 60))
    big, _ = county.seen(person, county.house("u1"), "cough5", county.moment(DAY))
    small, _ = county.seen(person, county.house("gh"), "cough5", county.moment(DAY))
    count = {
        v.provider.level: next(ln for ln in v.lines if ln.item.key == "cbc") for v in (big, small)
    }
    drug = {
        v.provider.level: next(ln for ln in v.lines if ln.item.key == "azithro")
        for v in (big, small)
    }
    assert count[3].price == pytest.approx(count[2].price * 1.1)
    assert drug[3].price == drug[2].price


def test_what_never_came_in_has_no_box_and_every_bill_of_it_is_the_scheme(county: Fifth) -> None:
    entry = _plant(
        county, "t_epo|1|crowd=1|+0 dia1 hd4 med=14 hours=4 unbought : !epo*2@0|never bought"
    )
    visit = county.visits[-1]
    kept, false = sorted((ln for ln in visit.lines if ln.item.key == "epo"), key=lambda ln: ln.cnt)
    assert kept.codes
    assert not false.codes
    assert {r["drug_trac_codg"] for r in county.stock.sold} >= set(kept.codes)
    assert len(entry["lines"]) == 1  # type: ignore[arg-type]
    county.widen(("t_epo",))
    assert len(entry["lines"]) == 2  # type: ignore[arg-type]


def test_staff_is_known_by_the_register(county: Fifth) -> None:
    person = county.pick("", (30, 50))
    county.employed(person, "jis", 2)
    assert county.house("jis").doctors[2].person == person.no
    assert person.employer
