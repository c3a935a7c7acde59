"""Workbooks of every format: what a number cell lost shows, zeros come back, hidden sheets stay out.

`books/` holds small workbooks written by LibreOffice 7 from made-up rows.
"""

from __future__ import annotations

import shutil
import struct
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from feijian.errors import DeliveryRefused
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import TABLES, csv_text, fates, held, query, take_in, write_sound
from tests.unit.ingest.xlsb import Cell, write_xlsb

BOOKS = Path(__file__).parent / "books"
HEADER, FIRST, SECOND = csv_text(TABLES["fee_list_d"]).splitlines()
NAMES = HEADER.split(",")


def folder_of(path: Path) -> Path:
    folder = write_sound(path)
    (folder / "fee_list_d.csv").unlink()
    return folder


def row(first: Cell, **instead: Cell) -> list[Cell]:
    cells: list[Cell] = [first, *FIRST.split(",")[1:]]
    for name, value in instead.items():
        cells[NAMES.index(name)] = value
    return cells


def binary(path: Path) -> None:
    """The workbook of `books/cells`, as .xlsb."""
    rows: list[list[Cell]] = [
        list(NAMES),
        row("F1", fee_ocur_time=45839.375, cnt=1, det_item_fee_sumamt=20.1),
        row(1234567890123456),
        row("1234567890123457"),
        row("F4", med_list_codg=1102000050000),
        row("F5", med_list_codg=1102000050000),
        row("F6", vali_flag=False),
        row("F7", fee_ocur_time=45840.5, det_item_fee_sumamt=0.1 + 0.2),
    ]
    sheets = {"说明": [["七月"]], "旧数据": [list(NAMES), row("F8")], "fee_list_d": rows}
    code = NAMES.index("med_list_codg")
    write_xlsb(path, sheets, hidden=("旧数据",), zeros=(("fee_list_d", 4, code),))


@pytest.mark.parametrize("ending", ["xls", "ods", "xlsb"])
def test_cells_are_read_by_what_they_are(ending: str, workspace: Workspace, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "d")
    path = folder / f"fee_list_d.{ending}"
    if ending == "xlsb":
        binary(path)
    else:
        shutil.copy(BOOKS / f"cells.{ending}", path)
    report = take_in(workspace, folder)
    assert fates(report)["fee_list_d"] == (7, 4, 1, 0, 2)
    assert held(workspace) == {
        "fee_list_d": [(3, ["destroyed_code:bkkp_sn"]), (6, ["lost_zeros:med_list_codg"])]
    }
    assert query(
        workspace,
        "select line_no, charged_at, item_code, cast(amount as varchar) from canonical.claim_line order by 1",
    ) == [
        ("1234567890123457", datetime(2025, 7, 1, 9), "001102000050000", "20.00"),
        ("F1", datetime(2025, 7, 1, 9), "001102000050000", "20.10"),
        ("F4", datetime(2025, 7, 1, 9), "001102000050000", "20.00"),
        ("F7", datetime(2025, 7, 2, 12), "001102000050000", "0.30"),
    ]
    assert any(n.where.endswith("#旧数据 (hidden)") for n in report.notes)


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods", "xlsb"])
def test_hidden_rows_are_read_and_told(ending: str, workspace: Workspace, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "d")
    path = folder / f"fee_list_d.{ending}"
    rows = [list(NAMES), row("F1"), row("F2"), row("F3")]
    if ending == "xlsb":
        write_xlsb(path, {"fee_list_d": rows}, hidden_rows=(2,))
    elif ending == "xlsx":
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        sheet.title = "fee_list_d"
        for cells in rows:
            sheet.append(cells)
        sheet.row_dimensions[3].hidden = True
        book.save(path)
    else:
        shutil.copy(BOOKS / f"hiddenrow.{ending}", path)
    report = take_in(workspace, folder)
    assert fates(report)["fee_list_d"] == (3, 3, 0, 0, 0)
    assert any("read like the others: 1" in str(n.what) for n in report.notes)


@pytest.mark.parametrize("ending", ["xls", "ods", "xlsb"])
def test_days_are_counted_from_the_year_the_workbook_says(
    ending: str, workspace: Workspace, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path / "d")
    path = folder / f"fee_list_d.{ending}"
    if ending == "xlsb":
        rows = [
            list(NAMES),
            row("F1", fee_ocur_time=44377.375),
            row("F2", fee_ocur_time="2025-07-02 09:00"),
        ]
        write_xlsb(path, {"fee_list_d": rows}, from_1904=True)
    else:
        shutil.copy(BOOKS / f"days1904.{ending}", path)
    take_in(workspace, folder)
    assert query(workspace, "select charged_at from canonical.claim_line order by 1") == [
        (datetime(2025, 7, 1, 9),),
        (datetime(2025, 7, 2, 9),),
    ]


def locked_package() -> bytes:
    """The beginning of a compound document around an encrypted package."""
    name = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + name.ljust(64, b"\0") + b"x" * 600


def locked_ods(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>")
        book.writestr("content.xml", b"\x01\x02\x03")


def far_xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(NAMES)
    page.append(FIRST.split(","))
    page["XFD1048576"] = "x"
    book.save(path)


def bomb_xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(path.with_suffix(".plain"))
    with (
        zipfile.ZipFile(path.with_suffix(".plain")) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            more = b" " * 3_000_000 if name.endswith("sheet1.xml") else b""
            new.writestr(name, old.read(name) + more)
    path.with_suffix(".plain").unlink()


@pytest.mark.parametrize(
    ("name", "make", "told"),
    [
        ("fee_list_d.xlsx", lambda p: p.write_bytes(locked_package()), "protected by a password"),
        ("fee_list_d.xls", lambda p: p.write_bytes(locked_package()), "protected by a password"),
        ("fee_list_d.ods", locked_ods, "protected by a password"),
        (
            "fee_list_d.xls",
            lambda p: p.write_bytes((BOOKS / "cells.xls").read_bytes()[:3000]),
            "cannot be opened",
        ),
        ("fee_list_d.xlsx", far_xlsx, "XFD1048576: a cell far from the table"),
        (
            "fee_list_d.xlsb",
            lambda p: write_xlsb(p, {"fee_list_d": [list(NAMES), row("F1")]}, far=True),
            "XFD1048576",
        ),
        ("fee_list_d.xlsx", bomb_xlsx, "200 times its size"),
        (
            "fee_list_d.xls",
            lambda p: p.write_text("<html><table><tr><td>bkkp_sn</td></tr></table></html>"),
            "HTML or XML",
        ),
        (
            "fee_list_d.csv",
            lambda p: p.write_bytes(b"Rar!\x1a\x07\x00" + struct.pack("<I", 1)),
            "a RAR archive",
        ),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(
    name: str, make: object, told: str, workspace: Workspace, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path / "d")
    make(folder / name)  # type: ignore[operator]
    with pytest.raises(DeliveryRefused, match=told) as refused:
        take_in(workspace, folder)
    assert all(p.where.startswith(name) and p.todo for p in refused.value.problems)


@pytest.mark.parametrize("declared", ["A1:XFD1048576", "A1"])
def test_what_a_sheet_declares_of_its_size_is_not_believed(
    declared: str, workspace: Workspace, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path / "d")
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for line in (HEADER, FIRST, SECOND):
        page.append(line.split(","))
    book.save(tmp_path / "plain.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "plain.xlsx") as old,
        zipfile.ZipFile(folder / "fee_list_d.xlsx", "w") as new,
    ):
        for name in old.namelist():
            data = old.read(name).replace(b'ref="A1:K3"', f'ref="{declared}"'.encode())
            new.writestr(name, data)
    assert fates(take_in(workspace, folder))["fee_list_d"] == (2, 2, 0, 0, 0)
