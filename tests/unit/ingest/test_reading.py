"""Formats, encodings and the shapes in which values arrive."""

from __future__ import annotations

import gzip
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from feijian.ingest.macros import define_macros
from feijian.ingest.values import reading
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import (
    TABLES,
    canonical,
    csv_text,
    fates,
    held,
    query,
    rows_of,
    take_in,
    write_sound,
)


def read(text: str, physical_type: str, reads: str = "text", from_excel: bool = False) -> object:
    connection = duckdb.connect()
    define_macros(connection)
    expression = reading("v", physical_type, reads, from_excel=from_excel)
    row = connection.execute(f"select {expression} from (select $1 as v)", [text]).fetchone()
    assert row is not None
    return row[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-07-01 08:05:00", datetime(2025, 7, 1, 8, 5)),
        ("2025/7/1", datetime(2025, 7, 1)),
        ("2025/7/1 8:05", datetime(2025, 7, 1, 8, 5)),
        ("2025/07/01 08:05:00", datetime(2025, 7, 1, 8, 5)),
        ("20250701", datetime(2025, 7, 1)),
        ("20250701080500", datetime(2025, 7, 1, 8, 5)),
        ("202507010805", datetime(2025, 7, 1, 8, 5)),
        ("20250701 08:05:00", datetime(2025, 7, 1, 8, 5)),
        ("20250701 0805", datetime(2025, 7, 1, 8, 5)),
        ("20250701 080500", datetime(2025, 7, 1, 8, 5)),
        ("20250701 2560", None),
        ("2025-07-01T08:05:00", datetime(2025, 7, 1, 8, 5)),
        # a Z is UTC to some writers and the wall time to others: the contract has to say
        ("2025-07-01T08:05:00.000Z", None),
        ("2025-07-01T01:00:00+00:00", datetime(2025, 7, 1, 9)),
        ("2025-07-01 20:00:00-0430", datetime(2025, 7, 2, 8, 30)),
        ("2025年7月1日15时5分", datetime(2025, 7, 1, 15, 5)),
        ("2025年7月1日 下午3点05分08秒", datetime(2025, 7, 1, 15, 5, 8)),
        ("2025-07-01 08:05:012", None),
        ("2025-07-01T08:05:00+08:00", datetime(2025, 7, 1, 8, 5)),
        ("2025-07-01 08:05:00+08", datetime(2025, 7, 1, 8, 5)),
        ("2025-07-01 08:05:00 +08:00", datetime(2025, 7, 1, 8, 5)),
        ("2025-07-01 08:05:00.123 +0800", datetime(2025, 7, 1, 8, 5)),
        ("2025-07-01+08:00", datetime(2025, 7, 1)),
        ("2025-07-01-08", None),
        ("2025-07-01 08:05:00.0", datetime(2025, 7, 1, 8, 5)),
        ("2025年7月1日", datetime(2025, 7, 1)),
        ("2025年7月1日 8:05", datetime(2025, 7, 1, 8, 5)),
        ("2025.7.1", datetime(2025, 7, 1)),
        (" 2025-07-01 08:05:00 ", datetime(2025, 7, 1, 8, 5)),
        ("２０２５-０７-０１", datetime(2025, 7, 1)),
        ("2025/7/1 8:05:00 PM", datetime(2025, 7, 1, 20, 5)),
        ("2025/07/01 08:05 PM", datetime(2025, 7, 1, 20, 5)),
        ("2025-07-02 12:05 AM", datetime(2025, 7, 2, 0, 5)),
        ("2025/7/1 下午 8:05:00", datetime(2025, 7, 1, 20, 5)),
        ("2025年7月1日 上午8:05", datetime(2025, 7, 1, 8, 5)),
        ("2025-07-01 下午20:05", datetime(2025, 7, 1, 20, 5)),
        ("2025-07-01 上午20:05", None),
        ("2025-07-01 08:05 xx", None),
        ("2025-07-01 08:05 +9", None),
        ("2025-7-01 08:05 EST", None),
        ("2025-07-01 08:05:0x", None),
        ("25-07-01", None),
        ("01-JUL-25", None),
        ("2025070108", None),
        ("2025-07-01 24:00:00", datetime(2025, 7, 2)),
        ("9999-12-31", None),
        ("9999-12-31 23:59:59", None),
        ("2099-12-31", None),
        ("2999-12-31", None),
        ("在院", None),
        ("2025-07-01 中午12:30", None),
        ("二〇二五年七月一日", None),
        ("20250701090000000", None),
        ("2025-13-01", None),
        ("2025-02-30", None),
        ("45839", None),
        ("epoch", None),
        ("infinity", None),
        ("7月1日", None),
    ],
)
def test_dates_as_people_write_them(text: str, expected: datetime | None) -> None:
    assert read(text, "timestamp") == expected


def test_a_day_count_is_a_date_only_in_a_workbook() -> None:
    assert read("45839.25", "timestamp", from_excel=True) == datetime(2025, 7, 1, 6)
    assert read("45839.25", "timestamp") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12.50", Decimal("12.50")),
        (" 1　", Decimal("1.00")),
        ("１２．５", Decimal("12.50")),
        ("1,234.50", Decimal("1234.50")),
        ("-1,234,567", Decimal("-1234567.00")),
        # thousands or decimals: nobody can tell
        ("-1,234", None),
        ("１，２３４", None),
        ("1,23", None),
        ("1 2", None),
        ("1_0", None),
        ("1e3", None),
        ("12.345", None),
        ("12.3400", Decimal("12.34")),
        ("1 234.5", Decimal("1234.50")),
        ("12,5", None),
        ("N/A", None),
        ("12元", Decimal("12.00")),
        ("￥1,234.50", Decimal("1234.50")),
        ("¥-12.5", Decimal("-12.50")),
        ("-¥12.5", Decimal("-12.50")),
        ("人民币１２．５０ 元", Decimal("12.50")),
        ("CNY 12", Decimal("12.00")),
        ("−12", Decimal("-12.00")),
        ("12元/盒", None),
        ("12万元", None),
        ("$12", None),
        ("十二元", None),
        ("(12.00)", None),
        ("12.00-", None),
    ],
)
def test_numbers_as_people_write_them(text: str, expected: Decimal | None) -> None:
    assert read(text, "decimal(18,2)") == expected


@pytest.mark.parametrize("text", ["2元", "¥2", "2盒", "½", "1/2", "两"])
def test_a_quantity_is_no_money_and_has_no_unit(text: str) -> None:
    assert read(text, "decimal(18,4)") is None


@pytest.mark.parametrize(
    ("text", "reads", "expected"),
    [
        ("001102000050000", "identifier", "001102000050000"),
        ("　Ｈ３７０１ ", "identifier", "H3701"),
        ('="001102000050000"', "identifier", "001102000050000"),
        ("'001109000010000", "identifier", "001109000010000"),
        ("`0011", "identifier", "0011"),
        ("\u200b00112\u200b", "identifier", "00112"),
        ("\x1f00112", "identifier", "00112"),
        *(
            (word, "identifier", None)
            for word in ("nan", "None", "<NA>", "NaT", "#N/A", "NULL", "无", "-", "/")
        ),
        ("nan", "text", None),
        ("无", "text", "无"),
        ("81002599832258542937,81002599832258542938", "identifier", None),
        ("2025-07-01", "identifier", None),
        ("2025-07-01", "label", "2025-07-01"),
        ("1102000050000.0", "identifier", None),
        ("8.1E+19", "identifier", None),
        *(
            (text, "identifier", None)
            for text in (
                "001102000050000/001109000010000",
                "001102000050000\t001109000010000",
                '["81002599832258542947","81002599832258542948"]',
                "81002599832258542937*2",
                "#REF!",
                "#DIV/0!",
                'T("0011")',
                "不详",
                "无码",
            )
        ),
        ('"001102000050000"', "identifier", "001102000050000"),
        ("（01）06901234567892", "identifier", "(01)06901234567892"),
        ("i10.x00", "medical_code", "I10.x00"),
        # capitals throughout, wide letters, a Chinese stop; marks of the cause and of where it shows stay
        ("I10.X00", "medical_code", "I10.x00"),
        ("E11.900X001", "medical_code", "E11.900x001"),
        ("Ｉ１０．Ｘ００", "medical_code", "I10.x00"),
        ("ｉ63。900", "medical_code", "I63.900"),
        ("00.6100X001", "medical_code", "00.6100x001"),
        ("e11.2+", "medical_code", "E11.2+"),
        ("g01*", "medical_code", "G01*"),
        ("bns010", "medical_code", "BNS010"),
        ("I10.x00,E11.900", "medical_code", None),
        ("A18.0+M49.0*", "medical_code", "A18.0+M49.0*"),
        ("8100 0010 0000 0000 0011", "trace_code", "81000010000000000011"),
        ("https://example.cn/q?c=81000010000000000011", "trace_code", "81000010000000000011"),
        ("追溯码：81000010000000000011；", "trace_code", "81000010000000000011"),
        ("]d2010690123456789221SN0042", "trace_code", "010690123456789221SN0042"),
        ("(01)06901234567892(17)281231(21)SN42", "trace_code", "01069012345678921728123121SN42"),
        ("(01)06901234567892(10)L7(21)SN42", "trace_code", "(01)06901234567892(10)L7(21)SN42"),
        # the same code by a scanner that sends the separator, as such or by a name, and once more at the end
        ("010690123456789210L7\x1d21SN42", "trace_code", "(01)06901234567892(10)L7(21)SN42"),
        ("]C1010690123456789210l7<GS>21sn42<GS>", "trace_code", "(01)06901234567892(10)L7(21)SN42"),
        (
            "\x1d01069012345678921728123110L7{FNC1}21SN42\x1d\r\n",
            "trace_code",
            "(01)06901234567892(17)281231(10)L7(21)SN42",
        ),
        ("(01) 06901234567892 (10) L7 (21) SN42", "trace_code", "(01)06901234567892(10)L7(21)SN42"),
        (
            "010690123456789221SN42\x1d1728123110L7",
            "trace_code",
            "(01)06901234567892(21)SN42(17)281231(10)L7",
        ),
        ("01069012345678921728123121SN42\x1d", "trace_code", "01069012345678921728123121SN42"),
        ("81000010009876543210<GS>", "trace_code", "81000010009876543210"),
        # where nothing closes the lot nobody tells where it ends, nor whether all of it is one lot
        ("010690123456789210L721SN42", "trace_code", "010690123456789210L721SN42"),
        # but it is longer than a lot may be, and 21 stands in it once
        *(
            (
                f"{scanner}0106901234567892172812311126010110L7{'X' * 14}21{'9' * number}",
                "trace_code",
                f"(01)06901234567892(17)281231(11)260101(10)L7{'X' * 14}(21){'9' * number}",
            )
            for scanner in ("", "]d2")
            for number in (3, 20)
        ),
        (f"0106901234567892 10{'7' * 16}21{'9' * 3}", "trace_code", None),
        (
            f"010690123456789210{'7' * 16}21{'9' * 3}",
            "trace_code",
            f"(01)06901234567892(10){'7' * 16}(21)999",
        ),
        (
            f"010690123456789210{'7' * 16}21{'9' * 2}",
            "trace_code",
            f"010690123456789210{'7' * 16}2199",
        ),
        (
            f"010690123456789210{'7' * 20}21a",
            "trace_code",
            f"(01)06901234567892(10){'7' * 20}(21)A",
        ),
        (f"010690123456789210{'7' * 21}21a", "trace_code", f"010690123456789210{'7' * 21}21A"),
        (f"010690123456789210L721{'9' * 21}", "trace_code", f"010690123456789210L721{'9' * 21}"),
        # twice is not told, unless one of the two leaves a serial number too long
        (
            f"010690123456789210L72103{'9' * 13}21X",
            "trace_code",
            f"010690123456789210L72103{'9' * 13}21X",
        ),
        (
            f"010690123456789210L72103{'9' * 14}2199{'X' * 14}",
            "trace_code",
            f"(01)06901234567892(10)L72103{'9' * 14}(21)99{'X' * 14}",
        ),
        ("+A99912345/$$+320123SN00789", "trace_code", "+A99912345/$$+320123SN00789"),
        # a scanner under Caps Lock, or not
        ("010690123456789221sn0042", "trace_code", "010690123456789221SN0042"),
        ("+a99912345/$$+320123sn00789", "trace_code", "+A99912345/$$+320123SN00789"),
        ("https://example.cn/q?c=aB3x", "trace_code", "https://example.cn/q?c=aB3x"),
        ("8.10002E+19", "trace_code", None),
        ("81000010000000000011、81000010000000000012", "trace_code", None),
        ("21.0", "code", "21"),
        ("09", "code", "09"),
        ("I10.x00", "medical_code", "I10.x00"),
        ("79.3500", "medical_code", "79.3500"),
        ("　Ⅱ级护理（普通）\t", "text", "Ⅱ级护理（普通）"),
        ("   ", "text", None),
    ],
)
def test_codes_and_words_keep_their_form(text: str, reads: str, expected: str | None) -> None:
    assert read(text, "varchar", reads) == expected


ENCODINGS = {
    "utf-8": lambda t: t.encode("utf-8"),
    "utf-8 with a mark": lambda t: t.encode("utf-8-sig"),
    "gb18030": lambda t: t.encode("gb18030"),
    "utf-16 with a mark": lambda t: t.encode("utf-16"),
    "utf-16-le": lambda t: t.encode("utf-16-le"),
    "utf-16-be": lambda t: t.encode("utf-16-be"),
    "gzip": lambda t: gzip.compress(t.encode("utf-8")),
    "windows line ends": lambda t: t.replace("\n", "\r\n").encode("gb18030"),
    "no last line end": lambda t: t.rstrip("\n").encode("utf-8"),
    "ascii for a long while": lambda t: t.replace("fixmedins_code", "fixmedins_code", 1).encode(
        "gb18030"
    ),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_every_encoding_gives_the_same_rows(
    name: str, workspace: Workspace, tmp_path: Path
) -> None:
    folder = write_sound(tmp_path / "d")
    for table, text in TABLES.items():
        (folder / f"{table}.csv").write_bytes(ENCODINGS[name](csv_text(text)))
    take_in(workspace, folder)
    assert query(workspace, "select name from canonical.provider") == [("县人民医院",)]
    assert len(canonical(workspace)["claim_line"]) == 2


def test_chinese_far_behind_the_beginning_still_decides_the_encoding(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = write_sound(tmp_path / "d")
    header, row = csv_text(TABLES["fixmedins_b"]).splitlines()
    plain = [
        row.replace("县人民医院", "HOSPITAL").replace("H1", f"X{i:06}") for i in range(200_000)
    ]
    text = "\n".join([header, *plain, row, ""])
    (folder / "fixmedins_b.csv").write_bytes(text.encode("gb18030"))
    take_in(workspace, folder)
    assert query(workspace, "select name from canonical.provider where provider_id = 'H1'") == [
        ("县人民医院",)
    ]


def test_columns_may_stand_in_any_order_and_any_case(workspace: Workspace, tmp_path: Path) -> None:
    folder = write_sound(tmp_path / "d")
    rows = rows_of(TABLES["fee_list_d"])
    names = list(reversed(rows[0]))
    lines = [",".join(f" {n.upper()} " for n in names)]
    lines += [",".join(r[n] for n in names) for r in rows]
    (folder / "fee_list_d.csv").write_text("\ufeff" + "\n".join(lines), encoding="utf-8")
    assert fates(take_in(workspace, folder))["fee_list_d"] == (2, 2, 0, 0, 0)


def test_a_table_may_come_in_several_files(workspace: Workspace, tmp_path: Path) -> None:
    folder = write_sound(tmp_path / "d")
    header, first, second = csv_text(TABLES["fee_list_d"]).splitlines()
    (folder / "fee_list_d.csv").unlink()
    (folder / "FEE_LIST_D_2025_07.csv").write_text(f"{header}\n{first}\n", encoding="utf-8")
    (folder / "sub").mkdir()
    (folder / "sub" / "fee_list_d-part2.csv").write_text(f"{header}\n{second}\n", encoding="utf-8")
    report = take_in(workspace, folder)
    assert fates(report)["fee_list_d"] == (2, 2, 0, 0, 0)
    assert [f.file for f in report.files if f.table == "fee_list_d"] == [
        "FEE_LIST_D_2025_07.csv",
        "sub/fee_list_d-part2.csv",
    ]


def test_quoted_fields_may_hold_commas_and_line_ends(workspace: Workspace, tmp_path: Path) -> None:
    folder = write_sound(tmp_path / "d")
    header, first, second = csv_text(TABLES["fee_list_d"]).splitlines()
    text = f'{header},hilist_name\n{first},"诊查,\n普通"\n{second},"bad ""bed"""\n'
    (folder / "fee_list_d.csv").write_text(text, encoding="utf-8")
    take_in(workspace, folder)
    assert query(
        workspace,
        "select c.item_name, o._line from canonical.claim_line as c"
        " join ledger.origin_claim_line as o on o.claim_line_id = c.claim_line_id order by 2",
    ) == [("诊查,\n普通", 2), ('bad "bed"', 4)]


def test_a_few_rows_with_a_wrong_number_of_fields_are_set_aside(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = write_sound(tmp_path / "d")
    header, first, second = csv_text(TABLES["fee_list_d"]).splitlines()
    text = f"{header}\n{first}\n\n{second},extra\n{second}\n"
    (folder / "fee_list_d.csv").write_text(text, encoding="utf-8")
    report = take_in(workspace, folder)
    assert fates(report)["fee_list_d"] == (3, 2, 0, 0, 1)
    assert held(workspace) == {"fee_list_d": [(4, ["wrong_field_count"])]}


def test_a_code_that_went_through_a_number_is_destroyed(
    workspace: Workspace, tmp_path: Path
) -> None:
    sold = """
        fixmedins_code | med_list_codg           | setl_id | bkkp_sn | sel_retn_time       | sel_retn_cnt | drug_trac_codg
        H1             | XA02BCA000A001010100001 | S1      | F1      | 2025-07-02 10:00:00 | 1            | 81002599832258542937
        H1             | XA02BCA000A001010100001 | S1      | F1      | 2025-07-02 10:00:00 | 1            | 8.10026E+19
        H1             | XA02BCA000A001010100001 | S1      | F1      | 2025-07-02 10:00:00 | 1            | 8.1002599832258545e+19
        H1             | 123456789012345.0       | S1      | F1      | 2025-07-02 10:00:00 | 1            | 81002599832258542938
        """
    report = take_in(workspace, write_sound(tmp_path / "d", selinfo_3505=sold))
    assert fates(report)["selinfo_3505"] == (4, 1, 0, 0, 3)
    assert held(workspace) == {
        "selinfo_3505": [
            (3, ["destroyed_code:drug_trac_codg"]),
            (4, ["destroyed_code:drug_trac_codg"]),
            (5, ["destroyed_code:med_list_codg"]),
        ]
    }


def test_dates_out_of_this_world_are_set_aside(workspace: Workspace, tmp_path: Path) -> None:
    lines = (
        TABLES["fee_list_d"].replace("2025-07-01", "1899-12-31").replace("2025-07-02", "2999-01-01")
    )
    take_in(workspace, write_sound(tmp_path / "d", fee_list_d=lines))
    assert held(workspace) == {
        "fee_list_d": [(2, ["charged_at_in_range"]), (3, ["charged_at_in_range"])]
    }


def sheet(path: Path, rows: list[list[object]], title: str = "Sheet1") -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = title
    for row in rows:
        page.append(row)
    book.save(path)


def test_excel_keeps_codes_and_dates_and_shows_damaged_numbers(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = write_sound(tmp_path / "d")
    (folder / "fee_list_d.csv").unlink()
    names = list(rows_of(TABLES["fee_list_d"])[0])
    sheet(
        folder / "fee_list_d.xlsx",
        [
            ["费用明细", *[None] * (len(names) - 1)],
            names,
            [
                "F1",
                "S1",
                "M1",
                "A",
                "H1",
                datetime(2025, 7, 1, 9),
                "001102000050000",
                "02",
                1,
                20,
                1,
            ],
            [
                "F2",
                "S1",
                "M1",
                "A",
                "H1",
                "2025/7/2 9:00",
                "001109000010000",
                "01",
                "2",
                "1,000.5",
                "1",
            ],
            ["F3", "S1", "M1", "A", "H1", 45840.5, "001109000010000", "01", 2, 100, 1],
            [
                81002599832258542937,
                "S1",
                "M1",
                "A",
                "H1",
                "2025/7/2",
                "001109000010000",
                "01",
                2,
                100,
                1,
            ],
            [None] * len(names),
        ],
    )
    report = take_in(workspace, folder)
    assert fates(report)["fee_list_d"] == (4, 3, 0, 0, 1)
    assert held(workspace) == {"fee_list_d": [(6, ["destroyed_code:bkkp_sn"])]}
    assert query(
        workspace, "select claim_line_id, charged_at, amount from canonical.claim_line order by 1"
    ) == [
        ("F1", datetime(2025, 7, 1, 9), Decimal("20.00")),
        ("F2", datetime(2025, 7, 2, 9), Decimal("1000.50")),
        ("F3", datetime(2025, 7, 2, 12), Decimal("100.00")),
    ]


def test_sheets_named_after_tables_are_tables(workspace: Workspace, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    for name, text in TABLES.items():
        page = book.create_sheet(name)
        rows = rows_of(text)
        page.append(list(rows[0]))
        for row in rows:
            page.append(list(row.values()))
    (tmp_path / "d").mkdir()
    book.save(tmp_path / "d" / "extract.xlsx")
    report = take_in(workspace, tmp_path / "d")
    assert {f.table for f in report.files} == set(TABLES)
    assert len(canonical(workspace)["claim_line"]) == 2


def pages(path: Path, given: dict[str, list[list[object]]]) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    for name, rows in given.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(path)


def test_an_export_goes_on_in_further_sheets(workspace: Workspace, tmp_path: Path) -> None:
    folder = write_sound(tmp_path / "d")
    (folder / "fee_list_d.csv").unlink()
    names, *lines = [list(row.values()) for row in rows_of(TABLES["fee_list_d"])]
    header: list[object] = list(rows_of(TABLES["fee_list_d"])[0])
    lines = [names, *lines]
    pages(
        folder / "费用fee_list_d.xlsx",
        {
            "说明": [["七月和八月的费用"]],
            "2025年7月": [["费用明细"], header, lines[0]],
            "2025年8月": [header, *lines[1:]],
            "Sheet4": [],
        },
    )
    report = take_in(workspace, folder)
    assert len(canonical(workspace)["claim_line"]) == 2
    assert [f.file for f in report.files if f.table == "fee_list_d"] == [
        "费用fee_list_d.xlsx#2025年7月",
        "费用fee_list_d.xlsx#2025年8月",
    ]
    told = [p.where for p in report.notes]
    assert "费用fee_list_d.xlsx#说明" in told
    assert not [d for d in report.doubts if "without a header" in d.what]
    assert "费用fee_list_d.xlsx#Sheet4" not in told


def test_what_is_not_read_is_named(workspace: Workspace, tmp_path: Path) -> None:
    folder = write_sound(tmp_path / "d")
    (folder / "setl_d_2.zip").write_bytes(b"PK\x05\x06")
    report = take_in(workspace, folder)
    assert [p.what for p in report.notes if p.where == "setl_d_2.zip"] == [
        "is of a kind that is not read and was left out"
    ]


@pytest.mark.parametrize("unit", ["us", "ns"])
def test_parquet_times_with_a_zone_are_times_here(
    workspace: Workspace, tmp_path: Path, unit: str
) -> None:
    folder = write_sound(tmp_path / "d")
    (folder / "fee_list_d.csv").unlink()
    rows = rows_of(TABLES["fee_list_d"])
    zone = timezone(timedelta(hours=8))
    times = [datetime(2025, 7, 1, 9, tzinfo=zone), datetime(2025, 7, 2, 9, tzinfo=zone)]
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    table = pa.table(columns).set_column(
        list(rows[0]).index("fee_ocur_time"),
        "fee_ocur_time",
        pa.array(times[: len(rows)], pa.timestamp(unit, "Asia/Shanghai")),
    )
    pq.write_table(table, folder / "fee_list_d.parquet")
    take_in(workspace, folder)
    assert query(workspace, "select charged_at from canonical.claim_line order by 1") == [
        (datetime(2025, 7, 1, 9),),
        (datetime(2025, 7, 2, 9),),
    ]


def test_parquet_may_come_with_types(workspace: Workspace, tmp_path: Path) -> None:
    folder = write_sound(tmp_path / "d")
    duckdb.connect().execute(
        f"""
        copy (
          select bkkp_sn, setl_id, mdtrt_id, psn_no, fixmedins_code, cast(fee_ocur_time as timestamp) as fee_ocur_time,
            med_list_codg, med_chrgitm_type, cast(cnt as double) as cnt,
            cast(det_item_fee_sumamt as decimal(18, 2)) as det_item_fee_sumamt, cast(vali_flag as integer) as vali_flag
          from read_csv('{folder / "fee_list_d.csv"}', all_varchar = true)
        ) to '{folder / "fee_list_d.parquet"}' (format parquet)
        """
    )
    (folder / "fee_list_d.csv").unlink()
    assert fates(take_in(workspace, folder))["fee_list_d"] == (2, 2, 0, 0, 0)
    assert query(workspace, "select sum(amount) from canonical.claim_line") == [
        (Decimal("120.00"),)
    ]
