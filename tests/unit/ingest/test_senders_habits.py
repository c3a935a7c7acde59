"""What a careful clerk reads in files as bureaus and hospitals really send them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from feijian.errors import DeliveryRefused
from feijian.ingest.load.report import LoadReport
from feijian.ingest.read.cells import Merged, Opening
from feijian.ingest.read.workbook_ods import OpenBook
from feijian.ingest.read.workbook_xlsb import BinaryBook
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import TABLES, fates, held, query, take_in, write_sound

HEADER = (
    "bkkp_sn,setl_id,mdtrt_id,psn_no,fixmedins_code,fee_ocur_time,med_list_codg,med_chrgitm_type,"
    "cnt,pric,det_item_fee_sumamt,vali_flag"
)
LABELS = (
    "记账流水号,结算ID,就诊ID,人员编号,定点医药机构编号,费用发生时间,医疗目录编码,医疗收费项目类别,"
    "数量,单价,明细项目费用总额,有效标志"
)
FIRST = "F1,S1,M1,A,H1,2025-07-01 09:00:00,001102000050000,02,1,20,20.00,1"
SECOND = "F2,S1,M1,A,H1,2025-07-02 09:00:00,001109000010000,01,2,50,100.00,1"
BOTH = [
    ("F1", "M1", datetime(2025, 7, 1, 9), "001102000050000", Decimal("20.00")),
    ("F2", "M1", datetime(2025, 7, 2, 9), "001109000010000", Decimal("100.00")),
]


def text(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def sent(workspace: Workspace, folder: Path, **files: str) -> LoadReport:
    """Load the sound delivery with other charges; names of files without their ending."""
    write_sound(folder)
    (folder / "fee_list_d.csv").unlink()
    for name, content in files.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    return take_in(workspace, folder)


def sheet_sent(
    workspace: Workspace, folder: Path, table: str, fill: Callable[[openpyxl.Workbook], None]
) -> LoadReport:
    """The same with a workbook in place of one table."""
    write_sound(folder)
    (folder / f"{table}.csv").unlink()
    book = openpyxl.Workbook()
    book.active.title = table  # type: ignore[union-attr]
    fill(book)
    book.save(folder / f"{table}.xlsx")
    return take_in(workspace, folder)


def lines(workspace: Workspace) -> list[tuple[Any, ...]]:
    return query(
        workspace,
        "select claim_line_id, encounter_id, charged_at, item_code, amount from canonical.claim_line order by 1",
    )


@pytest.mark.parametrize(
    "header",
    [
        "bkkpSn,setlId,mdtrtId,psnNo,fixmedinsCode,feeOcurTime,medListCodg,medChrgitmType,cnt,pric,detItemFeeSumamt,valiFlag",
        HEADER.upper().replace("_", "-"),
        HEADER.replace("mdtrt_id", "mdtrt\u200b_id").replace("cnt", "\ufeffcnt"),
        LABELS.replace("总额", "总额(元)")
        .replace("单价", "单价（元）")
        .replace("数量", "数量(盒)"),
        "填报单位：十里分院,,,,,,,,,,,单位：元\n" + LABELS,
    ],
)
def test_columns_are_known_under_the_names_programs_give_them(
    header: str, workspace: Workspace, tmp_path: Path
) -> None:
    sent(workspace, tmp_path / "d", fee_list_d=text(header, FIRST, SECOND))
    assert lines(workspace) == BOTH


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (
            LABELS.replace("总额", "总额(万元)"),
            "'明细项目费用总额(万元)' says that amounts are in 万元",
        ),
        (LABELS.replace("单价", "单价【单位：分】"), "says that amounts are in 分"),
        (
            "费用明细,,,,,,,,,,,单位：万元\n" + LABELS,
            "a title above the header says that amounts are in 万元",
        ),
        ("费用明细（金额单位：千元）,,,,,,,,,,,\n" + LABELS, "in 千元, and they are read in yuan"),
    ],
)
def test_amounts_in_another_unit_are_refused(
    header: str, said: str, workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(DeliveryRefused) as refused:
        sent(workspace, tmp_path / "d", fee_list_d=text(header, FIRST, SECOND))
    assert said in str(refused.value)


def test_a_merged_code_is_of_every_row_and_a_merged_amount_of_none(
    workspace: Workspace, tmp_path: Path
) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        rows: Sequence[str] = (HEADER, FIRST, SECOND, FIRST.replace("F1", "F3"))
        for row in rows:
            sheet.append(row.split(","))  # type: ignore[union-attr]
        for area in ("B2:B4", "C2:C4", "F2:F3", "K3:K4"):
            sheet.merge_cells(area)  # type: ignore[union-attr]

    report = sheet_sent(workspace, tmp_path / "d", "fee_list_d", fill)
    assert fates(report)["fee_list_d"] == (3, 1, 0, 0, 2)
    assert lines(workspace) == BOTH[:1]
    reason = ["not_a_number:det_item_fee_sumamt"]
    assert held(workspace)["fee_list_d"] == [(3, reason), (4, reason)]


def test_a_merged_end_ends_both_visits(workspace: Workspace, tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        names = "mdtrt_id,psn_no,gend,brdy,fixmedins_code,begntime,endtime,med_type,vali_flag"
        sheet = book.active
        sheet.append(names.split(","))  # type: ignore[union-attr]
        for visit in ("M1", "M2"):
            row = f"{visit},A,1,1960-05-01,H1,2025-07-01 08:00:00,2025-07-05 10:00:00,21,1"
            sheet.append(row.split(","))  # type: ignore[union-attr]
        sheet.merge_cells("G2:G3")  # type: ignore[union-attr]

    sheet_sent(workspace, tmp_path / "d", "mdtrt_d", fill)
    assert query(
        workspace, "select encounter_id, ended_at from canonical.encounter order by 1"
    ) == [
        ("M1", datetime(2025, 7, 5, 10)),
        ("M2", datetime(2025, 7, 5, 10)),
    ]


def test_other_books_tell_their_merged_cells_too(tmp_path: Path) -> None:
    import struct
    import zipfile

    table = "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
    office = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
    content = (
        f"<office:document-content {office} {table}><office:body><office:spreadsheet>"
        "<table:table table:name='t'><table:table-row><table:table-cell/></table:table-row>"
        "<table:table-row><table:table-cell table:number-columns-repeated='2'/>"
        "<table:table-cell table:number-rows-spanned='3'/></table:table-row></table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as book:
        book.writestr("content.xml", content)
        book.writestr("META-INF/manifest.xml", "<a/>")
    assert OpenBook(Opening(tmp_path / "a.ods", "a.ods")).merged("t") == [Merged(1, 3, 2)]
    areas = struct.pack("<BBB", 0xB0, 0x01, 16) + struct.pack("<IIII", 1, 3, 2, 2)
    binary = BinaryBook.__new__(BinaryBook)
    binary._sheets, binary._parts = {"t": ("p", False)}, {"p": areas}
    assert binary.merged("t") == [Merged(1, 3, 2)]


def test_a_number_whose_format_writes_another_unit_is_none(
    workspace: Workspace, tmp_path: Path
) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet.append(HEADER.split(","))  # type: ignore[union-attr]
        for place, form in enumerate(
            ('0.00"万元"', '0!.0000,"万元"', '"¥"#,##0.00', "0%"), start=2
        ):
            row: list[Any] = FIRST.replace("F1", f"F{place}").split(",")
            row[10] = 20
            sheet.append(row)  # type: ignore[union-attr]
            sheet.cell(place, 11).number_format = form  # type: ignore[union-attr]

    sheet_sent(workspace, tmp_path / "d", "fee_list_d", fill)
    # a format that scales shows 20 as 0.002万元: below it are yuan
    assert [(line[0], line[4]) for line in lines(workspace)] == [
        ("F3", Decimal("20.00")),
        ("F4", Decimal("20.00")),
        ("F5", Decimal("20.00")),
    ]
    assert held(workspace)["fee_list_d"] == [(2, ["not_a_number:det_item_fee_sumamt"])]


def test_what_its_sender_has_put_away_is_left_out_and_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for name, row in ((None, FIRST), ("八月", SECOND), ("作废", FIRST.replace("F1", "F9"))):
            sheet = book.active if name is None else book.create_sheet(name)
            sheet.append(HEADER.split(","))  # type: ignore[union-attr]
            sheet.append(row.split(","))  # type: ignore[union-attr]

    folder = tmp_path / "d"
    (folder / "模板").mkdir(parents=True)
    (folder / "模板" / "fee_list_d.csv").write_text(text(HEADER, FIRST.replace("F1", "F8")))
    report = sheet_sent(workspace, folder, "fee_list_d", fill)
    assert lines(workspace) == BOTH
    told = [str(n) for n in report.notes if "withdrawn, or is a template" in str(n)]
    assert [t.split(":")[0] for t in told] == ["fee_list_d.xlsx#作废", "模板/fee_list_d.csv"]


def test_the_words_of_ends_kinds_and_codes(workspace: Workspace, tmp_path: Path) -> None:
    """Each row is one habit; what it must mean stands beside it."""
    folder = write_sound(tmp_path / "d")
    ends = {
        "2099-12-31": None,
        "2999-12-31": None,
        "9999-12-31 23:59:59": None,
        "在院": None,
        "至今": None,
        "-": None,
        "2025/7/5 24:00": datetime(2025, 7, 6),
        "20250705103000": datetime(2025, 7, 5, 10, 30),
        "2025年7月5日 下午3点05分": datetime(2025, 7, 5, 15, 5),
    }
    visits = (folder / "mdtrt_d.csv").read_text("utf-8")
    for place, end in enumerate(ends):
        visits += f"E{place},A,1,1960-05-01,H1,2025-07-01 08:00:00,{end},21,1\n"
    (folder / "mdtrt_d.csv").write_text(visits, encoding="utf-8")
    codes = {
        "xa01abd075a002010100483": "XA01ABD075A002010100483",
        '=""001102000050000""': "001102000050000",
        "００１１０２００００５００００": "001102000050000",
    }
    charges = [HEADER]
    for place, code in enumerate(codes):
        charges.append(FIRST.replace("F1", f"C{place}").replace("001102000050000", f'"{code}"'))
    for place, code in enumerate(
        ("001102000050000/", "/001102000050000", "001102000050000（诊查费）")
    ):
        charges.append(FIRST.replace("F1", f"X{place}").replace("001102000050000", code))
    (folder / "fee_list_d.csv").write_text(text(*charges), encoding="utf-8")
    take_in(workspace, folder)
    assert query(
        workspace,
        "select ended_at from canonical.encounter where encounter_id like 'E%' order by encounter_id",
    ) == [(end,) for end in ends.values()]
    assert [line[3] for line in lines(workspace)] == list(codes.values())
    assert held(workspace)["fee_list_d"] == [
        (line, ["malformed_code:med_list_codg"]) for line in (5, 6, 7)
    ]


def test_a_kind_of_institution_that_nobody_knows_is_unknown(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Neither the word nor the first letter of a code makes it a hospital."""
    folder = write_sound(tmp_path / "d")
    providers = (folder / "fixmedins_b.csv").read_text("utf-8")
    kinds = {"长期护理机构": None, "3": None, "中心卫生院": "hospital", "2.0": "pharmacy"}
    for place, kind in enumerate(kinds):
        providers += f"H37010{place},某机构,{kind},2,1\n"
    (folder / "fixmedins_b.csv").write_text(providers, encoding="utf-8")
    report = take_in(workspace, folder)
    assert query(workspace, "select provider_id, kind from canonical.provider order by 1") == [
        ("H1", "hospital"),
        ("H370102", "hospital"),
        ("H370103", "pharmacy"),
    ]
    assert held(workspace)["fixmedins_b"] == [
        (line, ["unknown_code:fixmedins_type"]) for line in (3, 4)
    ]
    assert any("not in the dictionary of fixmedins_type" in str(n) for n in report.notes)


def test_characters_written_by_their_numbers_are_broken(
    workspace: Workspace, tmp_path: Path
) -> None:
    names = ("&#35786;&#26597;&#36153;", r"\u8bca\u67e5\u8d39", "%E5%BA%8A%E4%BD%8D", "A&B 100%")
    rows = [f"{FIRST.replace('F1', f'F{place}')},{name}" for place, name in enumerate(names)]
    sent(workspace, tmp_path / "d", fee_list_d=text(f"{HEADER},hilist_name", *rows))
    assert query(workspace, "select item_name from canonical.claim_line") == [("A&B 100%",)]
    reason = ["broken_characters:hilist_name"]
    assert held(workspace)["fee_list_d"] == [(line, reason) for line in (2, 3, 4)]


def test_a_settlement_number_of_another_provider_replaces_nothing(
    workspace: Workspace, tmp_path: Path
) -> None:
    """setl_id is the region's; a hospital that counts for itself uses a number twice."""
    first = write_sound(tmp_path / "july")
    with (first / "fixmedins_b.csv").open("a", encoding="utf-8") as out:
        out.write("H2,乡镇卫生院,1,3,1\n")
    with (first / "mdtrt_d.csv").open("a", encoding="utf-8") as out:
        out.write("M2,A,1,1960-05-01,H2,2025-07-01 08:00:00,2025-07-05 10:00:00,21,1\n")
    take_in(workspace, first)
    names = "setl_id,mdtrt_id,psn_no,fixmedins_code,setl_time,medfee_sumamt,fund_pay_sumamt,refd_setl_flag,vali_flag"
    for valid in ("1", "0"):
        later = tmp_path / f"august{valid}"
        later.mkdir()
        settled = f"S1,M2,A,H2,2025-07-06 11:00:00,50.00,30.00,0,{valid}"
        (later / "setl_d.csv").write_text(text(names, settled))
        (later / "fee_list_d.csv").write_text(
            text(HEADER, f"9{valid},S1,M2,A,H2,2025-07-01 09:00:00,001102000050000,02,1,20,20.00,1")
        )
        take_in(workspace, later)
        # neither a row nor a withdrawal of the other touches the first
        assert query(
            workspace, "select claim_id, provider_id, total_amount from canonical.claim"
        ) == [("S1", "H1", Decimal("120.00"))]
        assert [line[:2] for line in lines(workspace)] == [("F1", "M1"), ("F2", "M1")]
    reasons = {reason for _, told in held(workspace)["setl_d"] for reason in told}
    assert reasons == {"key_of_another_provider"}
    assert {r for _, told in held(workspace)["fee_list_d"] for r in told} == {
        "parent_of_another_provider"
    }


def test_a_withdrawal_of_another_provider_in_the_same_delivery_is_a_conflict(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = write_sound(tmp_path / "d")
    with (folder / "setl_d.csv").open("a", encoding="utf-8") as out:
        out.write("S1,M1,A,H2,2025-07-06 11:00:00,50.00,30.00,0,0\n")
    take_in(workspace, folder)
    assert held(workspace)["setl_d"] == [(2, ["key_conflict"]), (3, ["key_conflict"])]


def test_a_birthday_is_a_day_however_it_is_written(workspace: Workspace, tmp_path: Path) -> None:
    folder = write_sound(tmp_path / "d")
    days = ("19600501", "1960年5月1日", "1960/5/1", "1960.05.01", "1960-5-1 0:00")
    persons = (folder / "psn_info_b.csv").read_text("utf-8")
    for place, day in enumerate(days):
        persons += f"P{place},某某,2女,{day},,,,1\n"
    for place, day in enumerate(("1960-05", "22037", "60-05-01", "01/05/1960", "1960-02-30")):
        persons += f"Q{place},某某,女性,{day},,,,1\n"
    (folder / "psn_info_b.csv").write_text(persons, encoding="utf-8")
    take_in(workspace, folder)
    assert query(
        workspace, "select sex, birth_date from canonical.person where person_id like 'P%'"
    ) == [("2", date(1960, 5, 1))] * len(days)
    assert [told for _, told in held(workspace)["psn_info_b"]] == [["not_a_date:brdy"]] * 5


def test_a_province_number_behind_the_code_and_a_name_in_full_width_are_the_national_ones(
    workspace: Workspace, tmp_path: Path
) -> None:
    named = HEADER.replace("med_list_codg", "med_list_codg,hilist_name,medins_list_name")
    line = "F1,S1,M1,A,H1,2025-07-01 09:00:00,002103000010000-210300001,Ｘ线（ＣＴ）平扫,Ｃ部ＣＴ,03,1,200,200.00,1"
    sent(workspace, tmp_path / "sent", fee_list_d=text(named, line))
    assert query(
        workspace, "select item_code, item_name, local_item_name from canonical.claim_line"
    ) == [("002103000010000", "X线(CT)平扫", "Ｃ部ＣＴ")]


def test_blanks_beside_chinese_signs_of_a_name_are_none_and_those_between_foreign_words_stay(
    workspace: Workspace, tmp_path: Path
) -> None:
    named = HEADER.replace("med_list_codg", "med_list_codg,hilist_name,medins_list_name")
    told = {
        "血液 透析": "血液透析",
        "钠测定 （干化学法）": "钠测定(干化学法)",
        "CT　平扫": "CT平扫",
        "Hepatitis B 表面抗原": "Hepatitis B表面抗原",
    }
    lines = [
        f"F{n},S1,M1,A,H1,2025-07-01 09:00:00,002103000010000,{name},{name},03,1,200,200.00,1"
        for n, name in enumerate(told)
    ]
    sent(workspace, tmp_path / "sent", fee_list_d=text(named, *lines))
    assert query(
        workspace,
        "select item_name, local_item_name from canonical.claim_line order by claim_line_id",
    ) == [(name, own) for own, name in told.items()]


def test_a_national_item_code_is_found_between_what_provinces_write_around_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    codes = {
        "42002103000010000": "002103000010000",
        "420000-002103000010000": "002103000010000",
        "JS002103000010000": "002103000010000",
        "002103000010000_1": "002103000010000",
        "００2103000010000": "002103000010000",
        "xa02bca084a012010106234": "XA02BCA084A012010106234",
        # a number of the house's own is none of the nation
        "42882103000010000": "42882103000010000",
        "7002103000010000": "7002103000010000",
    }
    lines = [
        f"F{n},S1,M1,A,H1,2025-07-01 09:0{n}:00,{code},03,1,200,200.00,1"
        for n, code in enumerate(codes)
    ]
    sent(workspace, tmp_path / "sent", fee_list_d=text(HEADER, *lines))
    assert query(
        workspace, "select item_code from canonical.claim_line order by claim_line_id"
    ) == [(code,) for code in codes.values()]


def test_codes_of_diseases_are_read_as_lists_write_them_and_others_are_counted(
    workspace: Workspace, tmp_path: Path
) -> None:
    sent_codes = ["i10.X00", "Ｉ６３．９００", "g01*", "e11.2+", "高血压", "?"]
    lines = [
        f"M1,S1,A,1,{n},{'1' if n == 1 else '0'},{code},X,1"
        for n, code in enumerate(sent_codes, start=1)
    ]
    folder = tmp_path / "sent"
    write_sound(folder)
    header = (
        "mdtrt_id,setl_id,psn_no,diag_type,diag_srt_no,maindiag_flag,diag_code,diag_name,vali_flag"
    )
    (folder / "setl_diag_list_d.csv").write_text(text(header, *lines), encoding="utf-8")
    take_in(workspace, folder)
    assert query(workspace, "select code from canonical.diagnosis order by seq") == [
        ("I10.x00",),
        ("I63.900",),
        ("G01*",),
        ("E11.2+",),
    ]
    assert len(held(workspace)["setl_diag_list_d"]) == 2


def test_an_item_without_its_catalogue_name_goes_by_the_name_of_the_house(
    workspace: Workspace, tmp_path: Path
) -> None:
    named = HEADER.replace("med_list_codg", "med_list_codg,hilist_name,medins_list_name")
    line = "F1,S1,M1,A,H1,2025-07-01 09:00:00,002103000010000,,头颅ＣＴ,03,1,200,200.00,1"
    sent(workspace, tmp_path / "sent", fee_list_d=text(named, line))
    assert query(workspace, "select item_name, local_item_name from canonical.claim_line") == [
        ("头颅CT", "头颅ＣＴ")
    ]


@pytest.mark.parametrize(
    ("file", "code", "house"),
    [
        ("dr_info_b", "dr_code", "main_pracins_no"),
        ("nurs_info_b", "nurs_code", "pracins_no"),
        ("phar_info_b", "phar_code", "pracins_no"),
        ("tech_psn_info_b", "hi_tech_psn_code", "medins_code"),
    ],
)
def test_somebody_of_two_houses_has_a_row_in_each_and_stands_in_the_register(
    file: str, code: str, house: str, workspace: Workspace, tmp_path: Path
) -> None:
    folder = write_sound(tmp_path / "d")
    rows = (
        f"{code},{house},psn_stas,cntr_begntime,cntr_endtime,vali_flag",
        "D1,H2,2,2025-06-01,2026-05-31,1",
        "D1,H1,1,2020-01-01,2030-12-31,1",
        "D2,H1,2,2020-01-01,9999-12-31,1",
    )
    (folder / f"{file}.csv").write_text(text(*rows), encoding="utf-8")
    take_in(workspace, folder)
    assert held(workspace) == {}
    found = query(
        workspace,
        "select practitioner_id, provider_id, status, contract_from, contract_to"
        " from canonical.practitioner where practitioner_id in ('D1', 'D2') order by 1",
    )
    assert found == [
        ("D1", "H1", "active", datetime(2020, 1, 1), datetime(2030, 12, 31)),
        ("D2", "H1", "suspended", datetime(2020, 1, 1), None),
    ]


def test_a_physician_of_two_houses_is_one_of_several_sites(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = write_sound(tmp_path / "d")
    rows = (
        "dr_code,main_pracins_no,medins_code,mul_prac_flag,vali_flag",
        "D1,H1,H1,0,1",
        "D1,H1,H2,0,1",
        "D2,H1,H1,0,1",
    )
    (folder / "dr_info_b.csv").write_text(text(*rows), encoding="utf-8")
    take_in(workspace, folder)
    assert query(
        workspace,
        "select practitioner_id, provider_id, is_multi_site from canonical.practitioner"
        " where practitioner_id in ('D1', 'D2') order by 1",
    ) == [("D1", "H1", True), ("D2", "H1", False)]


def test_a_settlement_is_taken_back_in_whatever_word_and_a_sale_needs_no_day_of_expiry(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Boxes print `有效期至 2027年12月`: the month is no day, and the box was sold all the same."""
    words = ("已退", "红冲", "退款", "冲正")
    settled = TABLES["setl_d"]
    for place, word in enumerate(words, start=2):
        settled += f"    S{place} | M1 | A | H1 | 2025-07-0{place + 4} 11:00:00 | -120.00 | -80.00 | {word} | 1\n    "
    folder = write_sound(tmp_path / "d", setl_d=settled)
    head = "fixmedins_code,setl_id,mdtrt_sn,psn_no,med_list_codg,sel_retn_cnt,sel_retn_time,drug_trac_codg,bkkp_sn,trdn_flag,expy_end"
    sold = "H1,S1,M1,A,001102000050000,1,2025-07-01 09:00:00,8100000000000000123{},F1,0,{}"
    ends = ("2027-12-31", "2027年12月", "202712")
    (folder / "selinfo_3505.csv").write_text(
        text(head, *(sold.format(n, end) for n, end in enumerate(ends))), encoding="utf-8"
    )
    report = take_in(workspace, folder)
    assert query(workspace, "select claim_id from canonical.claim where is_refund order by 1") == [
        (f"S{place}",) for place in range(2, 2 + len(words))
    ]
    assert query(workspace, "select trace_code, expires_on from canonical.dispense order by 1") == [
        ("81000000000000001230", date(2027, 12, 31)),
        ("81000000000000001231", None),
        ("81000000000000001232", None),
    ]
    assert any("2 values of expy_end cannot be read" in n.what for n in report.notes)
