"""Columns that were sorted, filled or exchanged by themselves, files of the sister table, days of another clock."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import query, take_in
from tests.unit.ingest.four_houses import HOUSES, ITEMS, Rows, of_house, sound, written


def exchange(rows: list[dict[str, str]]) -> None:
    for r in rows:
        r["pric"], r["cnt"] = r["cnt"], r["pric"]


def whole_prices(rows: Rows) -> None:
    """Services, whose quantities have no fraction to betray them once they are prices."""
    for r in rows["fee_list_d"]:
        r["med_list_codg"] = f"00110200005000{r['hilist_name'][-1]}"
        r["med_chrgitm_type"] = "05"
        r["pric"] = f"2{r['hilist_name'][-1]}"
        r["cnt"] = "1" if r["bkkp_sn"][1:] < "300" else r["cnt"]
        r["det_item_fee_sumamt"] = r["inscp_amt"] = str(int(r["pric"]) * int(r["cnt"]))


def exchanged_half(rows: Rows) -> None:
    whole_prices(rows)
    exchange([r for r in of_house(rows) if r["bkkp_sn"] >= "F115"])


def exchanged_house(rows: Rows) -> None:
    whole_prices(rows)
    exchange(of_house(rows))


def own_codes(rows: Rows) -> None:
    for r in of_house(rows):
        r["med_list_codg"] = f"Y{r['med_list_codg'][3]}0001"


def in_cents(rows: Rows) -> None:
    for r in of_house(rows):
        for name in ("pric", "det_item_fee_sumamt", "inscp_amt"):
            r[name] = f"{float(r[name]) * 100 + 0.5:.2f}"


def filled_down(rows: Rows) -> None:
    for r in of_house(rows):
        r["med_list_codg"] = next(iter(ITEMS))


def hours_early(rows: Rows) -> None:
    for r in of_house(rows):
        r["fee_ocur_time"] = r["fee_ocur_time"].replace(" 09:", " 01:")


def sorted_alone(table: str, column: str) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        values = sorted((r[column] for r in rows[table]), reverse=True)
        for row, value in zip(rows[table], values, strict=True):
            row[column] = value

    return change


def a_day_early(rows: Rows) -> None:
    for r in rows["psn_info_b"]:
        day = int(r["brdy"][-1]) - 1 or 1
        r["brdy"] = f"{r['brdy'][:-1]}{day} 16:00:00"


def high_centres(rows: Rows) -> None:
    for r in rows["fixmedins_b"][:2]:
        r["fixmedins_name"] += "卫生院"
        r["hosp_lv"] = "1"


def small_tertiary(rows: Rows) -> None:
    for r in rows["fixmedins_b"][:2]:
        r["hosp_lv"], r["bed_cnt"] = "1", "40"


def covered(rows: Rows) -> None:
    for r in of_house(rows):
        r["inscp_amt"] = "900.00"


@pytest.mark.parametrize(
    ("change", "doubt"),
    [
        (lambda _: None, None),
        (exchanged_half, "prices and quantities are each other's: H37010100001 (30 / 30)"),
        (exchanged_house, "prices and quantities are each other's: H37010100001 (30 / 30)"),
        (own_codes, "item codes of a known form, not at some providers: H37010100001 (0 / 30)"),
        (in_cents, "prices are a hundred times those of other providers: H37010100001 (30 / 30)"),
        (
            filled_down,
            "one code stands under many names: H37010100001 XA01AAA001A001010100001 (7 / 30)",
        ),
        (hours_early, "all charges lie hours before their visits began: H37010100001 (30 / 30)"),
        (
            sorted_alone("fee_list_d", "fee_ocur_time"),
            "charges lie days before their visits, or after their settlements: ",
        ),
        (sorted_alone("psn_info_b", "brdy"), "have the birth_date that psn_info_b says"),
        (a_day_early, "all times of brdy are midnight in China as UTC has it"),
        (high_centres, "health centres are of no high level: 0.0% of 2 rows"),
        (small_tertiary, "tertiary hospitals have a hundred beds: 0.0% of 2 rows"),
        (
            covered,
            "covered amounts are no more than what was charged: 0.0% of 30 rows",
        ),
    ],
)
def test_a_column_that_is_of_other_rows_makes_a_doubt(
    change: Callable[[Rows], None], doubt: str | None, workspace: Workspace, tmp_path: Path
) -> None:
    rows = sound()
    change(rows)
    told = [str(d) for d in take_in(workspace, written(tmp_path / "d", rows)).doubts]
    assert told == [] if doubt is None else any(doubt in d for d in told), told


@pytest.mark.parametrize(
    ("table", "other", "column", "doubtful"),
    [
        ("selinfo_3505", "selinfo_3506", "medins_prod_sel_no", True),
        # a column that neither has says nothing
        ("selinfo_3505", "selinfo_3506", "shop_note", False),
    ],
)
def test_a_file_with_a_column_of_its_sister_table_makes_a_doubt(
    table: str, other: str, column: str, doubtful: bool, workspace: Workspace, tmp_path: Path
) -> None:
    rows = sound()
    rows[table] = [
        {
            **{"fixmedins_code": r["fixmedins_code"], "med_list_codg": r["med_list_codg"]},
            **{"setl_id": r["setl_id"], "psn_no": r["psn_no"], "sel_retn_cnt": "1"},
            **{"sel_retn_time": r["fee_ocur_time"], "drug_trac_codg": f"8100{n:016}"},
            column: f"Z{n}",
        }
        for n, r in enumerate(rows["fee_list_d"])
    ]
    told = [str(d) for d in take_in(workspace, written(tmp_path / "d", rows)).doubts]
    assert any(f"named after {table}, with columns of {other}" in d for d in told) is doubtful


@pytest.mark.parametrize(("struck", "told"), [((), 0), ((3, 7), 2)])
def test_rows_struck_through_are_told(
    struck: tuple[int, ...], told: int, workspace: Workspace, tmp_path: Path
) -> None:
    rows = sound()
    settled = rows.pop("setl_d")
    folder = written(tmp_path / "d", rows)
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(settled[0]))
    for row in settled:
        sheet.append(list(row.values()))
    for number in struck:
        for cell in sheet[number]:
            cell.font = Font(strike=True)
    # one cell that is struck through is a word of somebody's, and no row
    sheet["A9"].font = Font(strike=True)
    book.save(folder / "setl_d.xlsx")
    doubts = [str(d.what) for d in take_in(workspace, folder).doubts]
    line = f"rows struck through in the workbook, read like the others: {told}"
    assert doubts == ([line] if told else [])


@pytest.mark.parametrize(
    ("beds", "approved"), [("0", None), ("-1", None), ("9999", None), ("", None), ("1", 1)]
)
def test_beds_that_are_no_number_are_none(
    beds: str, approved: int | None, workspace: Workspace, tmp_path: Path
) -> None:
    rows = sound()
    rows["fixmedins_b"][0]["bed_cnt"] = beds
    take_in(workspace, written(tmp_path / "d", rows))
    asked = f"select approved_beds from canonical.provider where provider_id = '{HOUSES[0]}'"
    assert query(workspace, asked) == [(approved,)]


@pytest.mark.parametrize(
    ("code", "sound"),
    [
        ("XA01AAA001A001010100001", True),
        # letters stand where letters do
        ("XL01AAI001L001010100001", True),
        ("XA01AAA001A0010101O0001", False),
        ("XA0lAAA001A001010100001", False),
        ("ZA01AAA0001010100001", True),
        ("ZA01AAAO001010100001", False),
        ("001102000050000", True),
        ("0011O2000050000", False),
        ("OO1102000050000", False),
        # a house's own codes are as it likes
        ("LOIL001", True),
    ],
)
def test_a_letter_where_a_digit_must_stand_sets_its_row_aside(
    code: str, sound: bool, workspace: Workspace, tmp_path: Path
) -> None:
    rows = sound_with(code)
    take_in(workspace, written(tmp_path / "d", rows))
    asked = "select item_code from canonical.claim_line where claim_line_id = 'F000'"
    assert query(workspace, asked) == ([(code,)] if sound else [])
    why = "select reasons from ledger.quarantine where source_table = 'fee_list_d'"
    assert query(workspace, why) == ([] if sound else [(["malformed_code:med_list_codg"],)])


def sound_with(code: str) -> Rows:
    rows = sound()
    rows["fee_list_d"][0]["med_list_codg"] = code
    return rows


@pytest.mark.parametrize(
    ("table", "quantity", "stored"),
    [
        ("purcinfo_3503", "5", ("purchase", 5)),
        ("purcinfo_3503", "-5", ("return", 5)),
        ("purcinfo_3504", "5", ("return", 5)),
        # a return entered and taken back comes to nothing: whoever adds them up needs the sign
        ("purcinfo_3504", "-5", ("return", -5)),
    ],
)
def test_what_was_bought_in_negative_numbers_went_back(
    table: str, quantity: str, stored: tuple[str, int], workspace: Workspace, tmp_path: Path
) -> None:
    rows = sound()
    rows[table] = [
        {
            **{"fixmedins_code": HOUSES[0], "med_list_codg": next(iter(ITEMS))},
            **{"purc_invo_no": "FP1", "finl_trns_pric": "20", "purc_retn_cnt": quantity},
            "purc_retn_stoin_time": "2025-07-01 08:00:00",
        }
    ]
    take_in(workspace, written(tmp_path / "d", rows))
    asked = "select kind, cast(quantity as integer) from canonical.purchase"
    assert query(workspace, asked) == [stored]
