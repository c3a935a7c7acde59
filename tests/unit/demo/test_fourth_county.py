"""The fourth county: rows of text become visits, marks, truths; boxes, beds at home, enough kinds."""

from __future__ import annotations

import re
from datetime import date

import benchmarks.counties.fourth.county  # noqa: F401  (enters the kinds)
import pytest
from benchmarks.counties.fourth.cases import CLEAN, CRUDE, rows
from benchmarks.counties.fourth.world import Fourth

DAY = date(2025, 4, 7)


@pytest.fixture(scope="module")
def county() -> Fourth:
    return Fourth(1, 0.02)


def _plant(county: Fourth, text: str, crude: bool) -> list[dict[str, object]]:
    """What a row leaves in the truth, entered for the occasion only."""
    rows(CRUDE if crude else CLEAN, text)
    kind = (CRUDE if crude else CLEAN).popitem()[1]
    before = len(county.truth)
    kind.plant(county, 0)
    return county.truth[before:]


def test_a_marked_charge_is_the_scheme_and_its_loss_is_what_the_fund_paid_for_it(
    county: Fourth,
) -> None:
    (entry,) = _plant(county, "t_mark|1|crowd=1|+0 com1 cmm bare : visit !hba1c|why", crude=True)
    ((line,),) = [entry["lines"]]
    visit = next(v for v in county.visits if v.id == line["mdtrt_id"])
    charged = next(x for x in visit.lines if x.sn == line["feedetl_sn"])
    assert charged.item.key == "hba1c"
    paid = sum(int(str(s["fund"])) for s in visit.setls)
    rest = county.fund(visit, sum(x.inscp for x in visit.lines) - charged.inscp)
    assert entry["fund_loss"] == pytest.approx((paid - rest) / 100)


def test_only_the_visits_called_false_are_the_scheme(county: Fourth) -> None:
    (entry,) = _plant(
        county, "t_false|1|crowd=1|+0 gh st nights=9 >> @3 v7 stn false|why", crude=True
    )
    ((number,),) = [entry["encounters"]]
    false = next(v for v in county.visits if v.id == number)
    stay = next(v for v in county.visits if v.person is false.person and v.inpatient)
    assert stay.start.date() < false.start.date() < stay.end.date()
    assert entry["provider"] == county.house("v7").code


def test_an_innocent_row_is_one_truth_a_patient_with_all_his_visits(county: Fourth) -> None:
    entries = _plant(
        county, "t_fine|1|crowd=20 span=5|+0 t1 tb nights=1 >> +0 gh pn hour=13|why", crude=False
    )
    assert len(entries) == 3  # twenty at full size
    assert all(len(e["encounters"]) == 2 and e["kind"] == "lookalike" for e in entries)


def test_a_bed_at_home_is_in_no_ward(county: Fourth) -> None:
    visit, _ = county.stay(county.pick("", (66, 90)), county.house("com1"), "homebed", DAY, 20)
    assert not visit.bed
    assert "bed" not in {line.item.key for line in visit.lines}


def test_the_same_boxes_are_scanned_for_another_sale(county: Fourth) -> None:
    shop = county.house("p3")
    first, _ = county.sale(county.pick("", (40, 60)), shop, county.moment(DAY), "rosuva*2")
    codes = list(first.lines[0].codes)
    again, _ = county.sale(
        county.pick("", (40, 60)), shop, county.moment(DAY), "rosuva*2", scan=False
    )
    county.recode(again, codes)
    assert len(codes) == 2
    assert again.lines[0].codes == codes
    assert [r["drug_trac_codg"] for r in county.stock.sold].count(codes[0]) == 2


def test_a_row_that_cannot_be_read_says_which() -> None:
    with pytest.raises(ValueError, match="row t_bad"):
        rows(CRUDE, "t_bad|1|crowd=1|+x gh|why")


def test_more_kinds_are_innocent_than_crude_and_each_says_why() -> None:
    assert len(CRUDE) >= 60
    assert len(CLEAN) >= 110
    assert all(re.search("[a-z]{3}", kind.why) for kind in (*CRUDE.values(), *CLEAN.values()))


def test_a_row_leaves_out_what_it_says_keys_with_underscores_too(county: Fourth) -> None:
    _plant(
        county,
        "t_drop|1|crowd=1|+0 com1 homebed nights=20 drop=home_visit+catheter|why",
        crude=False,
    )
    keys = {line.item.key for line in county.visits[-1].lines}
    assert "bed_home" in keys
    assert not keys & {"home_visit", "catheter"}
