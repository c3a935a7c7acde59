"""Cells that show something else than they hold, formulas that failed, and workbooks that lie about their kind."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from pathlib import Path

import openpyxl
import pytest

from feijian.errors import DeliveryRefused
from feijian.ingest.read.cells import Shown, number_text, shown_as
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import TABLES, csv_text, fates, held, query, take_in, write_sound

HEADER, FIRST, SECOND = csv_text(TABLES["fee_list_d"]).splitlines()
NAMES = [*HEADER.split(","), "inscp_amt", "bilg_dr_code"]


def book_of(*rows: dict[str, object], formats: dict[str, str] | None = None) -> bytes:
    """A workbook of lines like the first; formats: how the numbers of a column are shown."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(NAMES)
    for changes in rows:
        cells: dict[str, object] = dict(zip(NAMES, [*FIRST.split(","), "15.00", "D1"], strict=True))
        page.append([{**cells, **changes}[name] for name in NAMES])
        for name, form in (formats or {}).items():
            page.cell(page.max_row, NAMES.index(name) + 1).number_format = form
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def delivered(folder: Path, data: bytes, name: str = "fee_list_d.xlsx") -> Path:
    write_sound(folder)
    (folder / "fee_list_d.csv").unlink()
    (folder / name).write_bytes(data)
    return folder


def sheet_changed(data: bytes, *changes: tuple[str, str]) -> bytes:
    """The workbook with other cells in its first sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            for before, after in changes if name.endswith("sheet1.xml") else ():
                assert before.encode() in text
                text = text.replace(before.encode(), after.encode())
            new.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("form", "shown", "one"),
    [
        ('"F"00000', Shown(5, "F"), "F00001"),
        ("\\F0", Shown(1, "F"), "F1"),
        ('"H37-"General', Shown(0, "H37-"), "H37-1"),
        ('"F"#', Shown(0, "F"), "F1"),
        ("000;-000", Shown(3), "001"),
        # what is written behind a number, or is money, is no part of a code
        ('0"元"', None, "1"),
        ('"¥"0', None, "1"),
        ("0", None, "1"),
        ('"第"0"次"', None, "1"),
        ("General", None, "1"),
        ('"-"0', None, "1"),
        ("0.00", None, "1"),
    ],
)
def test_what_a_format_writes_before_a_number(form: str, shown: Shown | None, one: str) -> None:
    assert shown_as(form) == shown
    assert number_text(1.0, shown) == one


def test_a_code_is_what_its_cell_shows(workspace: Workspace, tmp_path: Path) -> None:
    """Who types 1 where F00001 shows has sent F00001."""
    data = book_of({"bkkp_sn": 1}, formats={"bkkp_sn": '"F"00000'})
    take_in(workspace, delivered(tmp_path / "d", data))
    assert query(workspace, "select line_no from canonical.claim_line") == [("F00001",)]


def test_a_code_that_became_a_time_or_a_part_of_a_day_is_none(
    workspace: Workspace, tmp_path: Path
) -> None:
    data = book_of(
        {"bkkp_sn": time(12, 30)},  # 12:30 was typed
        {"bkkp_sn": 0.5},
        {"bkkp_sn": datetime(2025, 1, 2)},  # 1-2 was typed
        {"bkkp_sn": "F4"},
    )
    report = take_in(workspace, delivered(tmp_path / "d", data))
    assert fates(report)["fee_list_d"] == (4, 1, 0, 0, 3)
    assert held(workspace)["fee_list_d"] == [
        (2, ["destroyed_code:bkkp_sn"]),
        (3, ["destroyed_code:bkkp_sn"]),
        (4, ["date_like_code:bkkp_sn"]),
    ]


def test_a_formula_that_failed_or_was_never_reckoned_is_not_empty(
    workspace: Workspace, tmp_path: Path
) -> None:
    data = book_of(*({"bkkp_sn": f"F{n}", "inscp_amt": n, "bilg_dr_code": n} for n in range(1, 7)))
    made = (
        ("inscp_amt", 2, '<c r="L2" t="e"><f>L9/0</f><v>#DIV/0!</v></c>'),
        ("inscp_amt", 3, '<c r="L3" t="str"><f>TEXT(L9,"0.00")</f></c>'),
        ("bilg_dr_code", 4, '<c r="M4" t="e"><f>INDEX(X:X,0)</f><v>#REF!</v></c>'),
        ("bilg_dr_code", 5, '<c r="M5" t="str"><f>M9</f></c>'),
        # a look-up that found nobody, and a text that was reckoned and is empty, say that there is none
        ("bilg_dr_code", 6, '<c r="M6" t="e"><f>VLOOKUP(A6,X:Y,2,0)</f><v>#N/A</v></c>'),
        ("bilg_dr_code", 7, '<c r="M7" t="str"><f>IF(1,"","")</f><v></v></c>'),
    )
    changes = [
        (f'<c r="{"L" if name == "inscp_amt" else "M"}{n}" t="n"><v>{n - 1}</v></c>', cell)
        for name, n, cell in made
    ]
    report = take_in(workspace, delivered(tmp_path / "d", sheet_changed(data, *changes)))
    assert fates(report)["fee_list_d"] == (6, 2, 0, 0, 4)
    assert held(workspace)["fee_list_d"] == [
        (2, ["not_a_number:inscp_amt"]),
        (3, ["not_a_number:inscp_amt"]),
        (4, ["destroyed_code:bilg_dr_code"]),
        (5, ["destroyed_code:bilg_dr_code"]),
    ]
    assert query(
        workspace, "select line_no, practitioner_id from canonical.claim_line order by 1"
    ) == [("F5", None), ("F6", None)]


@pytest.mark.parametrize("ending", ["xls", "xlsb", "ods", "csv", "txt"])
def test_a_workbook_is_opened_by_what_it_is(
    ending: str, workspace: Workspace, tmp_path: Path
) -> None:
    folder = delivered(tmp_path / "d", book_of({}), f"fee_list_d.{ending}")
    assert fates(take_in(workspace, folder))["fee_list_d"] == (1, 1, 0, 0, 0)


def test_a_workbook_with_a_damaged_part_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book_of({}))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
        part = new.getinfo("xl/worksheets/sheet1.xml")
    data = bytearray(out.getvalue())
    start = part.header_offset + 30 + len(part.filename) + 20
    data[start : start + 40] = bytes(byte ^ 0x5A for byte in data[start : start + 40])
    with pytest.raises(
        DeliveryRefused, match=r"fee_list_d\.xlsx: a workbook that cannot be opened"
    ):
        take_in(workspace, delivered(tmp_path / "d", bytes(data)))


def test_another_sheet_that_cannot_be_looked_at_refuses_the_workbook(
    workspace: Workspace, tmp_path: Path
) -> None:
    """It may hold any table; its name may be somebody's, and is not told then."""
    book = openpyxl.load_workbook(io.BytesIO(book_of({})))
    page = book.create_sheet("张三")
    page["A1"], page["XFD1048576"] = "x", "y"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(DeliveryRefused) as refused:
        take_in(workspace, delivered(tmp_path / "d", out.getvalue()))
    told = str(refused.value)
    assert told.startswith("fee_list_d.xlsx 〔已隐去〕!XFD1048576: a cell far from the table")


@pytest.mark.parametrize(("down", "right"), [(0, 1), (4, 2), (1, 0)])
def test_a_table_that_does_not_begin_in_the_first_cell_keeps_its_columns(
    down: int, right: int, workspace: Workspace, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(
            book_of(
                {"bkkp_sn": "F1"},
                # a code that lost its digits, and an amount with the dust of a double
                {"bkkp_sn": 81002599832258542937, "inscp_amt": 15.000000000000002},
                {"bkkp_sn": "F3", "inscp_amt": 14.999999999999998},
                # one with zeros that the format shows
                {"bkkp_sn": "F4", "med_list_codg": 1102000050000},
                formats={"med_list_codg": "000000000000000"},
            )
        )
    )
    page = book.worksheets[0]
    if right:
        page.insert_cols(1, right)
    if down:
        page.insert_rows(1, down)
        page["A1"].number_format = "0.00"
    out = io.BytesIO()
    book.save(out)
    take_in(workspace, delivered(tmp_path / "d", out.getvalue()))
    assert held(workspace) == {"fee_list_d": [(3 + down, ["destroyed_code:bkkp_sn"])]}
    assert query(
        workspace,
        "select claim_line_id, item_code, practitioner_id, cast(covered_amount as varchar)"
        " from canonical.claim_line order by 1",
    ) == [
        ("F1", "001102000050000", "D1", "15.00"),
        ("F3", "001102000050000", "D1", "15.00"),
        ("F4", "001102000050000", "D1", "15.00"),
    ]


def test_merged_cells_of_a_table_that_begins_further_right_are_of_their_column(
    workspace: Workspace, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(book_of({"bkkp_sn": "F1"}, {"bkkp_sn": "F2"})))
    page = book.worksheets[0]
    page.insert_cols(1, 2)
    place = NAMES.index("mdtrt_id") + 3
    page.merge_cells(start_row=2, end_row=3, start_column=place, end_column=place)
    out = io.BytesIO()
    book.save(out)
    take_in(workspace, delivered(tmp_path / "d", out.getvalue()))
    assert query(
        workspace,
        "select claim_line_id, encounter_id, person_id from canonical.claim_line order by 1",
    ) == [("F1", "M1", "A"), ("F2", "M1", "A")]
