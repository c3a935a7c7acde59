"""Columns that were filled, counted up, looked up or exchanged by hand; beside each the honest deliveries that look like it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import take_in
from tests.unit.ingest.four_houses import HOUSES, ITEMS, Rows, of_house, sound, written

Change = Callable[[Rows], None]
CODES = list(ITEMS)


def doubts(change: Change, workspace: Workspace, folder: Path) -> list[str]:
    """What is doubted of the sound delivery once it is changed."""
    rows = sound()
    change(rows)
    return [str(d) for d in take_in(workspace, written(folder, rows)).doubts]


def diagnosed(code: str, sex: str, rows: int = 60, boys: int = 0) -> Change:
    """Visits with a main diagnosis, of persons of one sex; every so many of them are boys."""

    def change(delivery: Rows) -> None:
        sexes = {}
        for n, visit in enumerate(delivery["mdtrt_d"]):
            visit["gend"] = "1" if boys and n % boys == 0 else sex
            visit["dscg_maindiag_code"] = code if n < rows else "J18.900"
            sexes[visit["psn_no"]] = visit["gend"]
        for person in delivery["psn_info_b"]:
            person["gend"] = sexes[person["psn_no"]]

    return change


SEXES = "persons with diagnoses of one sex are of that sex: 0.0% of 60 rows"


@pytest.mark.parametrize(
    ("change", "doubt"),
    [
        (diagnosed("O80.900", "1"), SEXES),
        (diagnosed("N40.x00", "2"), SEXES),
        # a maternity ward, where boys are admitted under their mother's diagnosis
        (diagnosed("O80.900", "2", boys=3), None),
        (diagnosed("N40.x00", "1"), None),
        # a day's delivery in which a few came with another's card
        (diagnosed("O80.900", "1", rows=5), None),
        # the breast is of both
        (diagnosed("C50.900", "1"), None),
    ],
)
def test_sexes_exchanged_in_both_tables_are_told_by_births_and_prostates(
    change: Change, doubt: str | None, workspace: Workspace, tmp_path: Path
) -> None:
    told = doubts(change, workspace, tmp_path / "d")
    assert told == [] if doubt is None else any(doubt in d for d in told), told


def coded(code: Callable[[int], str], lines: int = 30) -> Change:
    """The charges of one house under codes by their number."""

    def change(rows: Rows) -> None:
        for n, r in enumerate(of_house(rows)[:lines]):
            r["med_list_codg"] = code(n)

    return change


@pytest.mark.parametrize(
    ("change", "doubtful"),
    [
        (coded(lambda n: f"XA01AAA001A0010101{n + 1:05}"), True),
        (coded(lambda n: f"00110200005{n + 1:04}"), True),
        # a clinic whose herbs stand one behind the other in the national list
        (coded(lambda n: f"T0001000{n + 1:02}X"), False),
        (coded(lambda n: f"T00010{n + 1:05}"), False),
        # one maker's drugs, and the parts of one service
        (coded(lambda n: f"XA01AAA0{n + 1:02}A001010100001"), False),
        (coded(lambda n: f"00110200005{n + 1:04}", lines=12), False),
    ],
)
def test_codes_counted_up_by_dragging_are_told(
    change: Change, doubtful: bool, workspace: Workspace, tmp_path: Path
) -> None:
    told = doubts(change, workspace, tmp_path / "d")
    assert any("codes follow one another" in d for d in told) is doubtful, told


def looked_up_wrongly(rows: Rows) -> None:
    for r in of_house(rows):
        r["med_list_codg"] = CODES[(CODES.index(r["med_list_codg"]) + 1) % len(CODES)]


def names_of_the_house(rows: Rows) -> None:
    for r in of_house(rows):
        r["hilist_name"] += "片"


def one_name_of_another(rows: Rows) -> None:
    for r in of_house(rows):
        if r["med_list_codg"] == CODES[0]:
            r["hilist_name"] = "药2"


def any_code(rows: Rows) -> None:
    for n, r in enumerate(rows["fee_list_d"]):
        r["med_list_codg"] = CODES[(n * 3 + n // 7) % len(CODES)]


def names_of_categories(rows: Rows) -> None:
    for r in rows["fee_list_d"]:
        r["hilist_name"] = "西药费"


def names_of_every_house(rows: Rows) -> None:
    for r in rows["fee_list_d"]:
        r["hilist_name"] += r["fixmedins_code"][-1]


OTHERS = "codes bear the names of other codes: H37010100001 (30 / 30)"
APART = "names and codes do not go together: "


@pytest.mark.parametrize(
    ("change", "doubt"),
    [
        (looked_up_wrongly, OTHERS),
        (any_code, APART),
        (names_of_the_house, None),
        (one_name_of_another, None),
        (names_of_categories, None),
        (names_of_every_house, None),
    ],
)
def test_codes_looked_up_in_the_wrong_row_are_told(
    change: Change, doubt: str | None, workspace: Workspace, tmp_path: Path
) -> None:
    told = doubts(change, workspace, tmp_path / "d")
    of_pairs = [d for d in told if OTHERS[:30] in d or APART in d]
    assert of_pairs == [] if doubt is None else any(doubt in d for d in told), told


def shortened(rows: Rows) -> None:
    for r in of_house(rows):
        r["med_list_codg"] = r["med_list_codg"].replace("0000", "")


def without_packs(rows: Rows) -> None:
    for r in of_house(rows):
        r["med_list_codg"] = r["med_list_codg"][:14]


def patent_medicines(rows: Rows) -> None:
    for r in of_house(rows):
        r["med_list_codg"] = f"ZA01AAA000{r['hilist_name'][-1]}010100001"


def some_of_the_house(rows: Rows) -> None:
    for r in of_house(rows)[:10]:
        r["med_list_codg"] = f"XY000{r['hilist_name'][-1]}"


@pytest.mark.parametrize(
    ("change", "doubtful"),
    [
        (shortened, True),
        (without_packs, False),
        (patent_medicines, False),
        (some_of_the_house, False),
    ],
)
def test_codes_that_a_replacement_shortened_are_told(
    change: Change, doubtful: bool, workspace: Workspace, tmp_path: Path
) -> None:
    told = doubts(change, workspace, tmp_path / "d")
    assert (
        any(
            "national codes of drugs have too few places: H37010100001 (30 / 30)" in d for d in told
        )
        is doubtful
    ), told


def next_settlement(rows: Rows) -> None:
    lines = of_house(rows)
    numbers = [r["setl_id"] for r in lines]
    for r, number in zip(lines, [*numbers[1:], numbers[0]], strict=True):
        r["setl_id"] = number


def settled_in_parts(rows: Rows) -> None:
    """Every visit is settled twice, and its lines stand with the second settlement."""
    first = []
    for r in rows["setl_d"]:
        half = f"{float(r['medfee_sumamt']) / 2:.2f}"
        rest = f"{float(r['medfee_sumamt']) - float(half):.2f}"
        first.append(
            {
                **r,
                "setl_id": f"{r['setl_id']}A",
                "medfee_sumamt": half,
                "setl_time": r["setl_time"].replace(" 10:", " 09:5")[:16] + ":00",
            }
        )
        r["medfee_sumamt"] = rest
    rows["setl_d"].extend(first)


def half_sent(rows: Rows) -> None:
    gone = [r["bkkp_sn"] for r in of_house(rows)[::2]]
    rows["fee_list_d"] = [r for r in rows["fee_list_d"] if r["bkkp_sn"] not in gone]


def five_of_them(rows: Rows) -> None:
    """A day's delivery, in which two bills were exchanged."""
    kept = {r["mdtrt_id"] for r in of_house(rows)[:5]}
    for name in ("mdtrt_d", "setl_d", "fee_list_d"):
        rows[name] = [r for r in rows[name] if r["mdtrt_id"] in kept]
    one, other = rows["fee_list_d"][:2]
    one["setl_id"], other["setl_id"] = other["setl_id"], one["setl_id"]


@pytest.mark.parametrize(
    ("change", "doubtful"),
    [(next_settlement, True), (settled_in_parts, False), (half_sent, False), (five_of_them, False)],
)
def test_lines_filled_onto_other_settlements_are_told(
    change: Change, doubtful: bool, workspace: Workspace, tmp_path: Path
) -> None:
    told = doubts(change, workspace, tmp_path / "d")
    assert (
        any("lines of some visits come to more than was settled" in d for d in told) is doubtful
    ), told


def paid(
    fund: float,
    *,
    covered: float = 1,
    kind: str = "21",
    settlements: int = 120,
    total: float = 9000,
) -> Change:
    """Settlements of stays: shares of the total that are covered, and that the fund paid."""

    def change(rows: Rows) -> None:
        for n, (visit, claim, line) in enumerate(
            zip(rows["mdtrt_d"], rows["setl_d"], rows["fee_list_d"], strict=True)
        ):
            of = total + n if n < settlements else 100 + n
            visit["med_type"] = kind
            claim["medfee_sumamt"] = line["det_item_fee_sumamt"] = f"{of:.2f}"
            line["inscp_amt"] = claim["inscp_amt"] = f"{covered * of:.2f}"
            line["cnt"], line["pric"] = "1", f"{of:.2f}"
            claim["fund_pay_sumamt"] = f"{fund * of:.2f}"
            claim["psn_pay"] = f"{of - fund * of:.2f}"

    return change


THIRD = "funds pay a third of dear and covered settlements"
NO_MORE = "funds pay no more than what is covered"


@pytest.mark.parametrize(
    ("change", "doubt"),
    [
        (paid(0.2), THIRD),
        (paid(0.7, covered=0.5), NO_MORE),
        # people from elsewhere, of whose stays less is paid
        (paid(0.45), None),
        # births are paid by a fixed sum
        (paid(0.2, kind="52"), None),
        # most of it is not covered
        (paid(0.2, covered=0.5), None),
        # below the deductible little is paid
        (paid(0.2, total=1500), None),
        (paid(0.2, settlements=5), None),
    ],
)
def test_what_the_fund_and_the_patient_paid_exchanged_is_told(
    change: Change, doubt: str | None, workspace: Workspace, tmp_path: Path
) -> None:
    told = doubts(change, workspace, tmp_path / "d")
    of_funds = [d for d in told if "funds pay" in d]
    assert of_funds == [] if doubt is None else any(doubt in d for d in of_funds), told


def covered(share: float, every: int = 1) -> Change:
    """One house: the covered amounts of some of its lines."""

    def change(rows: Rows) -> None:
        for r in of_house(rows)[::every]:
            r["inscp_amt"] = f"{float(r['det_item_fee_sumamt']) * share:.2f}"

    return change


def exchanged_amounts(rows: Rows) -> None:
    covered(0.9)(rows)
    for r in of_house(rows):
        r["inscp_amt"], r["det_item_fee_sumamt"] = r["det_item_fee_sumamt"], r["inscp_amt"]


def by_fen(rows: Rows) -> None:
    for r in of_house(rows):
        r["inscp_amt"] = f"{float(r['det_item_fee_sumamt']) + 0.02:.2f}"


@pytest.mark.parametrize(
    ("change", "doubtful"),
    [
        (exchanged_amounts, True),
        (covered(0.9), False),
        (by_fen, False),
        (covered(1.1, every=10), False),
        (covered(0), False),
    ],
)
def test_covered_and_charged_amounts_exchanged_are_told(
    change: Change, doubtful: bool, workspace: Workspace, tmp_path: Path
) -> None:
    told = doubts(change, workspace, tmp_path / "d")
    assert (
        any("covered amounts are no more than what was charged" in d for d in told) is doubtful
    ), told


def sold(code: Callable[[int], str], houses: int = 4, rows: int = 30) -> Change:
    """Sales with a trace code by their number, at some of the houses; the others scan whole codes."""

    def change(delivery: Rows) -> None:
        delivery["selinfo_3505"] = [
            {
                **{"fixmedins_code": r["fixmedins_code"], "med_list_codg": r["med_list_codg"]},
                **{"setl_id": r["setl_id"], "psn_no": r["psn_no"], "sel_retn_cnt": "1"},
                "sel_retn_time": r["fee_ocur_time"],
                "drug_trac_codg": code(n)
                if 1 <= house <= houses and n % 30 < rows
                else f"8100{n:016}",
            }
            for n, r in enumerate(delivery["fee_list_d"])
            for house in [HOUSES.index(r["fixmedins_code"])]
            if n % 30 < rows
        ]

    return change


@pytest.mark.parametrize(
    ("change", "doubtful"),
    [
        (sold(lambda n: f"69000000000{n % 7:02}"), True),
        (sold(lambda n: f"69000000000{n % 7:02}", houses=1), True),
        # codes of devices are longer
        (sold(lambda n: f"0106900000000{n % 7:03}17280101"), False),
        # a shop's five boxes of the day
        (sold(lambda n: f"69000000000{n % 7:02}", houses=1, rows=5), False),
    ],
)
def test_product_codes_sent_as_trace_codes_are_told(
    change: Change, doubtful: bool, workspace: Workspace, tmp_path: Path
) -> None:
    told = doubts(change, workspace, tmp_path / "d")
    assert any("trace codes of the right length" in d for d in told) is doubtful, told


def listed(
    main: Callable[[int], bool],
    each: int = 4,
    kind: Callable[[int], str] = lambda _: "1",
    visits: int = 120,
) -> Change:
    """Diagnoses of each visit, by their place."""

    def change(rows: Rows) -> None:
        rows["setl_diag_list_d"] = [
            {
                **{"mdtrt_id": r["mdtrt_id"], "diag_srt_no": str(n), "diag_code": f"J{10 + n}.900"},
                **{"diag_name": "某病", "maindiag_flag": "1" if main(n) else "0", "vali_flag": "1"},
                **{"inout_diag_type": "2", "diag_type": kind(n)},
            }
            for r in rows["mdtrt_d"][:visits]
            for n in range(1, each + 1)
        ]

    return change


@pytest.mark.parametrize(
    ("change", "doubtful"),
    [
        (listed(lambda _: True), True),
        (listed(lambda n: n == 1), False),
        # the clinic writes one diagnosis, and it is the main one
        (listed(lambda _: True, each=1), False),
        # a ward of Chinese medicine has a disease and a syndrome beside it
        (listed(lambda n: n <= 2, kind=lambda n: "2" if n == 2 else "1"), False),
        (listed(lambda _: True, visits=5), False),
    ],
)
def test_diagnoses_that_are_all_the_main_one_are_told(
    change: Change, doubtful: bool, workspace: Workspace, tmp_path: Path
) -> None:
    told = doubts(change, workspace, tmp_path / "d")
    assert any("diagnoses behind the second are not the main one" in d for d in told) is doubtful, (
        told
    )


def at(
    hours: Callable[[int], int],
    column: str = "fee_ocur_time",
    table: str = "fee_list_d",
    rows: int = 120,
) -> Change:
    """A column of times whose hours go by their number."""

    def change(delivery: Rows) -> None:
        for n, r in enumerate(delivery[table][:rows]):
            r[column] = f"{r[column][:10]} {hours(n):02}:{n % 60:02}:00"

    return change


BY_DAY = (8, 9, 9, 10, 10, 11, 12, 13, 14, 14, 15, 16, 17)


@pytest.mark.parametrize(
    ("change", "doubtful"),
    [
        (at(lambda n: (BY_DAY[n % 13] - 1) % 12 + 1), True),
        (at(lambda n: (BY_DAY[n % 13] - 1) % 12 + 1, "begntime", "mdtrt_d"), True),
        (at(lambda n: BY_DAY[n % 13]), False),
        # a clinic that is open in the morning
        (at(lambda n: 8 + n % 4), False),
        # a ward that is charged every night at two, and by its physicians in the morning
        (at(lambda n: 2 if n % 2 else 8 + n % 4), False),
        # who comes at night comes in the evening too
        (at(lambda n: (n * 7) % 24), False),
    ],
)
def test_a_clock_of_twelve_hours_is_told(
    change: Change, doubtful: bool, workspace: Workspace, tmp_path: Path
) -> None:
    told = doubts(change, workspace, tmp_path / "d")
    assert (
        any("is after noon, and many are of one to five at night" in d for d in told) is doubtful
    ), told
