"""What bureaus' engineers sent and the loader took in silence; beside each the honest deliveries that look like it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import query, take_in
from tests.unit.ingest.four_houses import HOUSES, Rows, of_house, sound, written

Change = Callable[[Rows], None]


def told(change: Change, workspace: Workspace, folder: Path, *, notes: bool = False) -> list[str]:
    """What is doubted, or noted, of the sound delivery once it is changed."""
    rows = sound()
    change(rows)
    report = take_in(workspace, written(folder, rows))
    return [str(d) for d in (report.notes if notes else report.doubts)]


def shares(rows: Rows) -> None:
    """The reimbursed share of each charge where its covered amount is due."""
    for r in rows["fee_list_d"]:
        r["inscp_amt"] = "0.8" if r["bkkp_sn"] < "F2" else "1"


def one_house_of_shares(rows: Rows) -> None:
    for r in of_house(rows):
        r["inscp_amt"] = "1"


def small_charges(rows: Rows) -> None:
    """Injections of 3 yuan, of which a fifth is paid by the patient."""
    for r in rows["fee_list_d"]:
        r.update(med_list_codg="001204000010000", med_chrgitm_type="05", hilist_name="肌肉注射")
        r.update(cnt="1", pric="1.20", det_item_fee_sumamt="1.20", inscp_amt="0.96")
    for r in rows["setl_d"]:
        r.update(medfee_sumamt="1.20", fund_pay_sumamt="0.96")


def mostly_uncovered(rows: Rows) -> None:
    for n, r in enumerate(rows["fee_list_d"]):
        r["inscp_amt"] = "0" if n % 10 else r["det_item_fee_sumamt"]


@pytest.mark.parametrize(
    ("change", "doubt"),
    [
        (shares, "covered amounts are amounts and no shares: 0.0% of 120 rows"),
        (
            one_house_of_shares,
            "covered amounts are amounts and no shares, not at some providers: H37010100001 (0 / 30)",
        ),
        (small_charges, None),
        (mostly_uncovered, None),
    ],
)
def test_shares_in_place_of_covered_amounts_are_told(
    change: Change, doubt: str | None, workspace: Workspace, tmp_path: Path
) -> None:
    said = told(change, workspace, tmp_path / "d")
    assert said == [] if doubt is None else any(doubt in d for d in said), said


def paid(part: Callable[[float, float], float], house: int = 1, whole: float = 0.4) -> Change:
    """A house's settlements with what the pool paid, by what fund and patient paid."""

    def change(rows: Rows) -> None:
        for r in rows["setl_d"]:
            total = float(r["medfee_sumamt"])
            fund = round(total * (whole if r["fixmedins_code"] == HOUSES[house] else 0.6), 2)
            r["fund_pay_sumamt"], r["psn_pay"] = f"{fund:.2f}", f"{total - fund:.2f}"
            pool = part(fund, total - fund) if r["fixmedins_code"] == HOUSES[house] else fund
            r["hifp_pay"] = f"{pool:.2f}"

    return change


def taken_back(rows: Rows) -> None:
    paid(lambda fund, _: fund)(rows)
    for r in rows["setl_d"]:
        if r["fixmedins_code"] == HOUSES[1]:
            r["refd_setl_flag"] = "1"
            for name in ("medfee_sumamt", "fund_pay_sumamt", "hifp_pay", "psn_pay"):
                r[name] = f"-{r[name]}"
    rows["fee_list_d"] = [r for r in rows["fee_list_d"] if r["fixmedins_code"] != HOUSES[1]]


@pytest.mark.parametrize(
    ("change", "doubtful"),
    [
        (paid(lambda _, patient: patient), True),
        (paid(lambda fund, _: fund), False),
        # civil servants' and large-sum funds pay beside the pool
        (paid(lambda fund, _: fund * 0.7), False),
        # rounded to jiao
        (paid(lambda fund, _: fund + 0.05), False),
        (taken_back, False),
    ],
)
def test_fund_and_patient_exchanged_are_told_by_what_the_pool_paid(
    change: Change, doubtful: bool, workspace: Workspace, tmp_path: Path
) -> None:
    said = told(change, workspace, tmp_path / "d")
    assert any(
        "hifp_pay is part of fund_pay_sumamt and is more than it: H37010100001 (30 / 30)" in d
        for d in said
    ) == (doubtful), said


def multiplied(times: int, share: int = 1) -> Change:
    """Charges joined with a list of diagnoses and numbered anew."""

    def change(rows: Rows) -> None:
        rows["fee_list_d"] = [
            {**r, "bkkp_sn": f"{r['bkkp_sn']}N{n}"}
            for place, r in enumerate(rows["fee_list_d"])
            for n in range(times if place % share == 0 else 1)
        ]

    return change


@pytest.mark.parametrize(
    ("change", "doubt"),
    [
        (multiplied(3), "just three or more times their settlements: H37010100000 (30 / 30)"),
        (
            multiplied(4, share=2),
            "just three or more times their settlements: H37010100000 (15 / 30)",
        ),
        (multiplied(2), "just twice their settlements: H37010100000 (30 / 30)"),
        (multiplied(3, share=10), None),
    ],
)
def test_charges_multiplied_by_a_join_are_told_by_their_settlements(
    change: Change, doubt: str | None, workspace: Workspace, tmp_path: Path
) -> None:
    said = [d for d in told(change, workspace, tmp_path / "d") if "their settlements" in d]
    assert said == [] if doubt is None else len(said) == 1 and doubt in said[0], said


def whole_yuan(kinds: int) -> Change:
    """A house with so many drugs, all in whole yuan, four charges a settlement."""

    def change(rows: Rows) -> None:
        mine = of_house(rows)
        for n, r in enumerate(mine):
            code, price = f"XA0{n % kinds + 1}AAA001A001010100001", str(8 + n % kinds)
            r.update(med_list_codg=code, hilist_name=f"药{n % kinds}", cnt="1", pric=price)
            r.update(det_item_fee_sumamt=price, inscp_amt=price)
        sums = {r["setl_id"]: int(r["pric"]) * 4 for r in mine}
        for r in rows["setl_d"]:
            if r["setl_id"] in sums:
                r["medfee_sumamt"] = str(sums[r["setl_id"]])
        rows["fee_list_d"] += [
            {**r, "bkkp_sn": f"{r['bkkp_sn']}{n}"} for r in mine for n in range(3)
        ]

    return change


@pytest.mark.parametrize(("kinds", "doubtful"), [(1, False), (4, False), (5, True), (7, True)])
def test_a_village_post_with_few_drugs_asks_whole_yuan(
    kinds: int, doubtful: bool, workspace: Workspace, tmp_path: Path
) -> None:
    said = told(whole_yuan(kinds), workspace, tmp_path / "d")
    assert any("fraction of a yuan: H37010100001" in d for d in said) is doubtful, said


def herbs(rows: Rows) -> None:
    """National codes of herbal pieces: T and nine digits."""
    for n, r in enumerate(rows["fee_list_d"]):
        r.update(med_list_codg=f"T00170{n % 7:04}"[:10], med_chrgitm_type="10")


def test_codes_of_herbs_are_of_a_known_form(workspace: Workspace, tmp_path: Path) -> None:
    assert not [d for d in told(herbs, workspace, tmp_path / "d") if "known form" in d]


def without(gone: Callable[[int], bool]) -> Change:
    """Settlements of a house that are not sent any more, with their visits and charges."""

    def change(rows: Rows) -> None:
        left = {
            r["setl_id"][1:]
            for n, r in enumerate(rows["setl_d"])
            if gone(n % 30) and (r["fixmedins_code"] == HOUSES[1])
        }
        for table, key in (
            ("setl_d", "setl_id"),
            ("fee_list_d", "setl_id"),
            ("mdtrt_d", "mdtrt_id"),
        ):
            rows[table] = [r for r in rows[table] if r[key][1:] not in left]

    return change


def only_first_days(rows: Rows) -> None:
    """A window of days, as a night sends what was settled since."""
    kept = {r["setl_id"][1:] for r in rows["setl_d"] if r["setl_time"] < "2025-07-12"}
    for table, key in (("setl_d", "setl_id"), ("fee_list_d", "setl_id"), ("mdtrt_d", "mdtrt_id")):
        rows[table] = [r for r in rows[table] if r[key][1:] in kept]


def a_few_corrected(rows: Rows) -> None:
    """Some settlements sent again because one of their amounts was corrected."""
    rows["setl_d"] = rows["setl_d"][::5]
    rows["setl_d"][0]["fund_pay_sumamt"] = "4.00"
    kept = {r["setl_id"] for r in rows["setl_d"]}
    rows["fee_list_d"] = [r for r in rows["fee_list_d"] if r["setl_id"] in kept]


GONE = "not sent again with the others of their house and month: H37010100001 (5 / 30)"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (without(lambda n: n in (3, 8, 9, 15, 20)), [GONE]),
        (lambda rows: rows["fixmedins_b"][0].update(bed_cnt="201"), []),
        (only_first_days, []),
        (a_few_corrected, []),
    ],
)
def test_a_month_sent_again_without_some_of_its_settlements_is_told(
    change: Change, said: list[str], workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, written(tmp_path / "first", sound()))
    rows = sound()
    change(rows)
    report = take_in(workspace, written(tmp_path / "again", rows))
    found = [
        str(p).splitlines()[0]
        for p in (*report.doubts, *report.notes)
        if "not sent again with the others of their house" in str(p)
    ]
    assert len(found) == len(said), found
    assert all(s in f for s, f in zip(said, found, strict=True)), found


def named(*names: str) -> Change:
    def change(rows: Rows) -> None:
        for r, name in zip(rows["psn_info_b"], names, strict=False):
            r["psn_name"] = name

    return change


@pytest.mark.parametrize(
    ("change", "rows"),
    [
        (named("测试", "测试患者3", "test01"), 3),
        (named("测海", "试金", "Testova", "测试仪·买买提"), 0),
    ],
)
def test_persons_made_up_to_try_a_program_are_told(
    change: Change, rows: int, workspace: Workspace, tmp_path: Path
) -> None:
    said = told(change, workspace, tmp_path / "d", notes=True)
    assert (
        [d for d in said if f"named as for a trial: {rows}" in d]
        if rows
        else not [d for d in said if "for a trial" in d]
    ), said


def diagnosed(said: Callable[[int], str], every: int = 1) -> Change:
    """Main diagnoses of one house's visits; the others write national codes."""

    def change(rows: Rows) -> None:
        for n, r in enumerate(rows["mdtrt_d"]):
            mine = r["fixmedins_code"] == HOUSES[1] and n % every == 0
            r["dscg_maindiag_code"] = said(n) if mine else "I10.x00"

    return change


@pytest.mark.parametrize(
    ("change", "doubtful"),
    [
        (diagnosed(lambda _: "高血压"), True),
        (diagnosed(lambda _: "高血压", every=3), False),
        # illnesses of Chinese medicine, and a house that writes small letters
        (diagnosed(lambda n: ("BNG050", "A01.03.01.02", "j06.900")[n % 3]), False),
    ],
)
def test_main_diagnoses_by_name_are_told(
    change: Change, doubtful: bool, workspace: Workspace, tmp_path: Path
) -> None:
    said = told(change, workspace, tmp_path / "d")
    assert any("main diagnoses are codes, not at some providers" in d for d in said) is doubtful, (
        said
    )


def born_in_january(every: int) -> Change:
    def change(rows: Rows) -> None:
        for table in ("mdtrt_d", "psn_info_b"):
            for n, r in enumerate(rows[table]):
                if n % every != 1:
                    r["brdy"] = f"{r['brdy'][:4]}-01-01"

    return change


@pytest.mark.parametrize(("every", "doubtful"), [(12, True), (5, False)])
def test_births_by_age_alone_are_told(
    every: int, doubtful: bool, workspace: Workspace, tmp_path: Path
) -> None:
    said = told(born_in_january(every), workspace, tmp_path / "d")
    assert any("first of january" in d for d in said) is doubtful, said


def in_bed(visit_type: str, days: int = 4, house: int = 1) -> Change:
    """A house's visits, of so many days each, in a bed."""

    def change(rows: Rows) -> None:
        for r in rows["mdtrt_d"]:
            r["dscg_bed"] = ""
            if r["fixmedins_code"] == HOUSES[house]:
                day = int(r["begntime"][8:10])
                r.update(med_type=visit_type, dscg_bed="12")
                r["endtime"] = f"2025-07-{day + days:02} 10:00:00"
        for r in rows["setl_d"]:
            if r["fixmedins_code"] == HOUSES[house]:
                r["setl_time"] = (
                    f"2025-07-{int(r['setl_time'][8:10]) + days:02}{r['setl_time'][10:]}"
                )

    return change


@pytest.mark.parametrize(
    ("change", "doubtful"),
    [
        (in_bed("11"), True),
        (in_bed("21"), False),
        # the bed of a drip
        (in_bed("11", days=0), False),
        # a family's sickbed
        (in_bed("53"), False),
    ],
)
def test_stays_called_visits_to_a_clinic_are_told(
    change: Change, doubtful: bool, workspace: Workspace, tmp_path: Path
) -> None:
    said = told(change, workspace, tmp_path / "d")
    assert any("ordinary visits to a clinic have no bed for days" in d for d in said) is doubtful, (
        said
    )


@pytest.mark.parametrize(
    ("number", "kept"),
    [("0", 119), ("000000", 119), ("999999999", 119), ("9", 120), ("110101", 120)],
)
def test_a_number_that_stands_for_nobody_is_no_person(
    number: str, kept: int, workspace: Workspace, tmp_path: Path
) -> None:
    """Who pays by himself has no number: many of them under one would be one person everywhere at once."""
    rows = sound()
    for table in ("mdtrt_d", "setl_d", "fee_list_d"):
        rows[table][0]["psn_no"] = number
    take_in(workspace, written(tmp_path / "d", rows))
    assert query(workspace, "select count(*) from canonical.encounter") == [(kept,)]
    assert query(workspace, "select count(*) from canonical.claim_line") == [(kept,)]


def hours(form: Callable[[str], str]) -> Change:
    def change(rows: Rows) -> None:
        for r in rows["fee_list_d"]:
            r["fee_ocur_time"] = form(r["fee_ocur_time"])

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (hours(lambda at: at[:10]), True),
        (hours(lambda at: at[:10].replace("-", "/") + " 0:00:00"), True),
        (hours(lambda at: at[:10] + (" 00:00:00" if at[8:10] < "14" else " 08:00:00")), False),
        (lambda _: None, False),
    ],
)
def test_times_without_an_hour_are_told(
    change: Change, said: bool, workspace: Workspace, tmp_path: Path
) -> None:
    notes = told(change, workspace, tmp_path / "d", notes=True)
    assert any("no time of fee_ocur_time has an hour" in n for n in notes) is said, notes


def test_nothing_in_square_brackets_is_no_value(workspace: Workspace, tmp_path: Path) -> None:
    """DBeaver writes [NULL], SQLyog (NULL)."""
    rows = sound()
    for n, r in enumerate(rows["mdtrt_d"]):
        r["dscg_way"] = "[NULL]" if n % 2 else "(NULL)"
    report = take_in(workspace, written(tmp_path / "d", rows))
    assert not [n for n in report.notes if "dictionary" in str(n)]
