"""Files that somebody put together, marked wrongly or let a program round, and what is read of them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pytest

from feijian.errors import DeliveryRefused
from feijian.ingest.macros import define_macros
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import fates, held, query, take_in, write_sound

HEAD = (
    "bkkp_sn,setl_id,mdtrt_id,psn_no,fixmedins_code,fee_ocur_time,med_list_codg,med_chrgitm_type,"
    "cnt,det_item_fee_sumamt,inscp_amt,vali_flag"
)
SWAPPED = HEAD.replace("det_item_fee_sumamt,inscp_amt", "inscp_amt,det_item_fee_sumamt")
ONE = "F1,S1,M1,A,H1,2025-07-01 09:00:00,001102000050000,02,1,20.00,0.00,1"
TWO = "F2,S1,M1,A,H1,2025-07-02 09:00:00,001109000010000,床位费,2,{},{},1"


def put(folder: Path, *lines: str, encoding: str = "utf-8", mark: bytes = b"") -> Path:
    """The sound delivery with these lines of charges."""
    write_sound(folder)
    text = "".join(f"{line}\n" for line in lines)
    (folder / "fee_list_d.csv").write_bytes(mark + text.encode(encoding))
    return folder


def test_a_header_that_stands_again_in_another_order_parts_two_files(
    workspace: Workspace, tmp_path: Path
) -> None:
    sent = put(tmp_path / "d", HEAD, ONE, SWAPPED, TWO.format("0.00", "100.00"))
    with pytest.raises(DeliveryRefused) as refused:
        take_in(workspace, sent)
    (problem,) = refused.value.problems
    assert problem.where == "fee_list_d.csv:3"
    assert "another order" in problem.what


def test_a_header_that_stands_again_as_it_was_is_no_row_and_no_value(
    workspace: Workspace, tmp_path: Path
) -> None:
    days = HEAD.replace("vali_flag", "prd_days,vali_flag")
    rows = [r.removesuffix(",1") + ",7,1" for r in (ONE, TWO.format("100.00", "0.00"))]
    report = take_in(workspace, put(tmp_path / "d", days, rows[0], days, rows[1]))
    assert fates(report)["fee_list_d"] == (3, 2, 0, 0, 1)
    assert held(workspace) == {"fee_list_d": [(3, ["header_row"])]}
    assert not [n for n in report.notes if "prd_days" in n.what and "cannot be read" in n.what]


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", "\ufeff".encode("gb18030"), b""])
def test_a_mark_of_another_encoding_is_no_part_of_the_first_name(
    workspace: Workspace, tmp_path: Path, mark: bytes
) -> None:
    lines = (HEAD, ONE, TWO.format("100.00", "0.00"))
    report = take_in(workspace, put(tmp_path / "d", *lines, encoding="gb18030", mark=mark))
    assert fates(report)["fee_list_d"] == (2, 2, 0, 0, 0)
    found = query(workspace, "select category from canonical.claim_line order by claim_line_id")
    assert found == [("consultation",), ("bed",)]


def test_what_a_double_adds_to_a_number_is_not_the_senders(
    workspace: Workspace, tmp_path: Path
) -> None:
    lines = (HEAD, ONE.replace("20.00", "19.999999999999998"), TWO.format("100.00000000000003", ""))
    more = [
        lines[2].replace("F2", f"F{n}").replace("100.00000000000003", amount)
        for n, amount in enumerate(("100.004", "33.333333333333336"), start=3)
    ]
    report = take_in(workspace, put(tmp_path / "d", *lines, *more))
    assert fates(report)["fee_list_d"] == (4, 2, 0, 0, 2)
    found = query(workspace, "select amount from canonical.claim_line order by claim_line_id")
    assert found == [(Decimal("20.00"),), (Decimal("100.00"),)]
    reason = ["too_many_decimals:det_item_fee_sumamt"]
    assert held(workspace) == {"fee_list_d": [(4, reason), (5, reason)]}


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("1960-\n05-01", datetime(1960, 5, 1)),
        ("2025-07-\r\n01 09:\n00", datetime(2025, 7, 1, 9)),
        ("2025年7月\n1日", datetime(2025, 7, 1)),
        ("2025-07-01\n09:00:00", datetime(2025, 7, 1, 9)),
        ("2025-07-0\n1", None),
    ],
)
def test_a_date_wrapped_in_its_cell_is_the_date(cell: str, read: datetime | None) -> None:
    with duckdb.connect() as connection:
        define_macros(connection)
        assert connection.execute("select read_timestamp($1)", [cell]).fetchone() == (read,)


def test_a_telephone_that_went_through_a_number_is_the_same_telephone() -> None:
    with duckdb.connect() as connection:
        define_macros(connection)
        told = [
            connection.execute("select phone_text($1)", [cell]).fetchone()
            for cell in ("13912345678", "13912345678.0", "+86 139-1234-5678")
        ]
    assert told == [("13912345678",)] * 3


def test_a_sheet_that_goes_on_without_a_header_makes_doubts(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = write_sound(tmp_path / "d")
    (folder / "fee_list_d.csv").unlink()
    book = openpyxl.Workbook()
    begun, going_on, summary = (book.active, *map(book.create_sheet, ("Sheet2", "按科室")))
    assert begun is not None
    for line in (HEAD, ONE, TWO.format("100.00", "")):
        begun.append([cell or None for cell in line.split(",")])
    for n in range(3, 14):
        going_on.append([cell or None for cell in ONE.replace("F1", f"F{n}").split(",")])
    for row in (
        ["科室", "金额"],
        ["内科", "120.00"],
        ["住院收费一览", *"一二三四五六七八九十", "末"],
    ):
        summary.append(row)
    book.save(folder / "fee_list_d.xlsx")
    report = take_in(workspace, folder)
    told = [(d.where, d.what.split(",")[0]) for d in report.doubts]
    assert ("fee_list_d.xlsx#Sheet2", "without a header") in told
    assert [n.where for n in report.notes if "belongs to no table" in n.what] == [
        "fee_list_d.xlsx#按科室"
    ]
    assert fates(report)["fee_list_d"] == (2, 2, 0, 0, 0)
