"""What sixty hospitals and their vendors send: nothing to tell, odd wrappings, words for nothing, refunds their way."""

from __future__ import annotations

import bz2
import io
import tarfile
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from feijian.errors import DeliveryRefused
from feijian.ingest.read.archives import Limits, is_archive, unpacked
from feijian.ingest.read.encodings import is_broken
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import TABLES, csv_text, fates, held, query, take_in, write_sound

LINES = csv_text(TABLES["fee_list_d"])
HEADER, FIRST, SECOND = LINES.splitlines()
TRACED = "mdtrt_id,setl_id,feedetl_sn,drug_trac_codg,fixmedins_code\n"


def tarred(files: dict[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def test_a_header_alone_says_that_there_was_nothing(workspace: Workspace, tmp_path: Path) -> None:
    folder = write_sound(tmp_path / "d")
    (folder / "drug_trac_info_2207.csv").write_text(TRACED.strip(), encoding="utf-8")
    (folder / "fee_list_d_dental.csv").write_text(HEADER + "\n\n", encoding="utf-8")
    names = [
        "mdtrt_id",
        "diag_info_id",
        "psn_no",
        "diag_srt_no",
        "diag_code",
        "maindiag_flag",
        "vali_flag",
    ]
    nothing = pa.table({name: pa.array([], pa.string()) for name in names})
    pq.write_table(nothing, folder / "setl_diag_list_d.parquet")
    report = take_in(workspace, folder)
    assert fates(report)["fee_list_d"] == (2, 2, 0, 0, 0)
    assert report.doubts == ()
    told = [n for n in report.notes if n.what == "only a header, no rows"]
    assert [n.where for n in told] == [
        "drug_trac_info_2207.csv",
        "fee_list_d_dental.csv",
        "setl_diag_list_d.parquet",
    ]
    # what only a header came of was not delivered: nobody may be charged with having recorded none
    assert query(
        workspace,
        "select count(*) from ledger.delivered_column where column_name = 'trace_code' and delivered",
    ) == [(0,)]


def test_a_trace_code_of_no_line_is_set_aside(workspace: Workspace, tmp_path: Path) -> None:
    """All that a code sent with a settlement knows of itself stands on its line."""
    folder = write_sound(tmp_path / "d")
    line, visit = FIRST.split(","), "M1"
    number = line[HEADER.split(",").index("bkkp_sn")]
    codes = f"{TRACED}{visit},S1,{number},83370000000000000001,H1\n{visit},S1,,83370000000000000002,H1\n"
    (folder / "drug_trac_info_2207.csv").write_text(codes, encoding="utf-8")
    take_in(workspace, folder)
    assert held(workspace)["drug_trac_info_2207"] == [(3, ["required:claim_line_id"])]


@pytest.mark.parametrize(
    ("column", "cell"),
    [("cnt", "20250701080000"), ("pric", "99999999999"), ("pric", "20250701")],
)
def test_a_number_of_something_else_where_a_quantity_or_price_is_due_is_set_aside(
    workspace: Workspace, tmp_path: Path, column: str, cell: str
) -> None:
    """The engine cannot even multiply the two: the load ended, and rules would have."""
    folder = write_sound(tmp_path / "d")
    told = dict(zip(HEADER.split(","), FIRST.split(","), strict=True)) | {"cnt": "7", "pric": "3"}
    told[column] = cell
    rows = "\n".join([f"{HEADER},pric", ",".join(told.values()), f"{SECOND},"])
    (folder / "fee_list_d.csv").write_text(f"{rows}\n", encoding="utf-8")
    take_in(workspace, folder)
    assert held(workspace)["fee_list_d"] == [(2, ["quantity_times_price_in_range"])]


def test_a_line_of_totals_below_two_rows_makes_no_doubts(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = write_sound(tmp_path / "d")
    total = "合计" + "," * (len(HEADER.split(",")) - 1)
    (folder / "fee_list_d.csv").write_text(f"{LINES}{HEADER}\n{total}\n", encoding="utf-8")
    (folder / "drug_trac_info_2207.csv").write_text(f"{TRACED}合计,,,,\n", encoding="utf-8")
    report = take_in(workspace, folder)
    assert held(workspace) == {
        "drug_trac_info_2207": [(2, ["total_row"])],
        "fee_list_d": [(4, ["header_row"]), (5, ["total_row"])],
    }
    assert report.doubts == ()


def test_no_charge_at_all_beside_settlements_is_doubtful(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = write_sound(tmp_path / "d")
    (folder / "fee_list_d.csv").write_text(HEADER + "\n", encoding="utf-8")
    assert [d.where for d in take_in(workspace, folder).doubts] == ["fee_list_d"]
    for name in TABLES:
        head = csv_text(TABLES[name]).splitlines()[0]
        (folder / f"{name}.csv").write_text(head + "\n", encoding="utf-8")
    doubts = take_in(workspace, folder).doubts
    assert [d.what for d in doubts] == ["no file of the delivery has a row"]


def test_sheets_of_a_form_that_were_not_needed_are_no_fault(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = write_sound(tmp_path / "d")
    (folder / "fee_list_d.csv").unlink()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "fee_list_d"
    for row in (HEADER, FIRST, SECOND):
        sheet.append(row.split(","))
    book.create_sheet("selinfo_3505")
    book.create_sheet("drug_trac_info_2207").append(TRACED.strip().split(","))
    book.save(folder / "all.xlsx")
    report = take_in(workspace, folder)
    assert fates(report)["fee_list_d"] == (2, 2, 0, 0, 0)
    assert report.doubts == ()


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_archive_is_looked_into(mode: str, workspace: Workspace, tmp_path: Path) -> None:
    folder = write_sound(tmp_path / "d")
    (folder / "fee_list_d.csv").unlink()
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("fee_list_d_2.csv", f"{HEADER}\n{SECOND}\n")
    files = {
        "./out/fee_list_d_1.csv": f"{HEADER}\n{FIRST}\n".encode(),
        "../../b.zip": inner.getvalue(),
        "__MACOSX/._fee_list_d.csv": b"x",
    }
    (folder / "july.tgz").write_bytes(tarred(files, mode))
    assert fates(take_in(workspace, folder))["fee_list_d"] == (2, 2, 0, 0, 0)


def test_a_tar_archive_beyond_the_limits_or_cut_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    path.write_bytes(tarred({"fee_list_d.csv": b"\n" * 5_000_000}))
    with pytest.raises(DeliveryRefused, match="200 times its size"):
        list(unpacked(path, "a.tar.gz", tmp_path / "into", Limits()))
    path.write_bytes(tarred({"a": b"1", "b": b"2"}))
    with pytest.raises(DeliveryRefused, match="holds 2 files"):
        list(unpacked(path, "a.tar.gz", tmp_path / "into", Limits(files=1)))
    path.write_bytes(tarred({"a": bytes(range(256)) * 40, "b": b"2"}, "w")[:5000])
    with pytest.raises(DeliveryRefused, match="cannot be"):
        list(unpacked(path, "a.tar", tmp_path / "into", Limits()))
    path.write_bytes(bz2.compress(b"no archive"))
    assert not is_archive(path, zipped=False)


def test_archives_nobody_can_open_make_a_delivery_doubtful(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = write_sound(tmp_path / "d")
    for name in ("7月.rar", "b.7z", "c.zip.001", "d.z01", "e.dmp", "f.csv.filepart"):
        (folder / name).write_bytes(b"\x03\x00")
    # sums, marks of the end and what Windows leaves behind are no rows that are missing
    for name in ("fee_list_d.csv.md5", "fee_list_d.ok", "Thumbs.db", "清单.docx"):
        (folder / name).write_bytes(b"\x03\x00")
    assert [d.where for d in take_in(workspace, folder).doubts] == [
        "7月.rar, b.7z, c.zip.001, d.z01, e.dmp and 1 more"
    ]


def test_a_description_of_a_table_is_not_the_table(workspace: Workspace, tmp_path: Path) -> None:
    folder = write_sound(tmp_path / "d")
    (folder / "fee_list_d_字段说明.csv").write_text(
        "字段,说明\nbkkp_sn,记账流水号\n", encoding="utf-8"
    )
    assert fates(take_in(workspace, folder))["fee_list_d"] == (2, 2, 0, 0, 0)


@pytest.mark.parametrize(
    "text",
    [
        # a column nobody knows, and the key of both tables of a join
        f"{HEADER},备用,备用,psn_no\n{FIRST},x,y,A\n{SECOND},x,y,A\n",
        # a sign that parts lines on a screen beside line ends of three kinds
        f"{HEADER},hilist_name\r\n{FIRST},诊\u2028查\u0085费\r{SECOND},床位费\n",
    ],
)
def test_what_stands_twice_or_looks_like_a_line_end_breaks_nothing(
    text: str, workspace: Workspace, tmp_path: Path
) -> None:
    folder = write_sound(tmp_path / "d")
    (folder / "fee_list_d.csv").write_text(text, encoding="utf-8", newline="")
    assert fates(take_in(workspace, folder))["fee_list_d"] == (2, 2, 0, 0, 0)


def test_a_column_that_says_two_things_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    folder = write_sound(tmp_path / "d")
    twice = f"{HEADER},psn_no\n{FIRST},A\n{SECOND},B\n"
    (folder / "fee_list_d.csv").write_text(twice, encoding="utf-8")
    with pytest.raises(DeliveryRefused, match="stands twice, and differs in 1 rows"):
        take_in(workspace, folder)


@pytest.mark.parametrize("said", ["det_item_fee_sumamt(cents)", "det_item_fee_sumamt_fen"])
def test_cents_in_english_are_refused(said: str, workspace: Workspace, tmp_path: Path) -> None:
    folder = write_sound(tmp_path / "d")
    text = LINES.replace("det_item_fee_sumamt", said)
    (folder / "fee_list_d.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DeliveryRefused):
        take_in(workspace, folder)


@pytest.mark.parametrize(
    "never",
    [
        "0000-00-00 00:00:00",
        "0000-00-00",
        "00000000",
        "0",
        "1900/1/0 0:00:00",
        "  -  -  ",
        "1970-01-01 08:00:00",
        "1970-01-01",
        "4712-12-31 00:00:00",
    ],
)
def test_a_date_of_nothing_is_no_end_and_no_death(
    never: str, workspace: Workspace, tmp_path: Path
) -> None:
    visit = TABLES["mdtrt_d"].replace("2025-07-05 10:00:00", never)
    folder = write_sound(tmp_path / "d", mdtrt_d=visit)
    person = f"psn_no,gend,brdy,die_date,vali_flag\nA,1,1970-01-01,{never},1\n"
    (folder / "psn_info_b.csv").write_text(person, encoding="utf-8")
    take_in(workspace, folder)
    assert query(workspace, "select ended_at from canonical.encounter") == [(None,)]
    # somebody may have been born on that day, and nobody died on it
    assert query(
        workspace, "select cast(birth_date as varchar), died_on from canonical.person"
    ) == [("1970-01-01", None)]


@pytest.mark.parametrize(
    "nobody", ["***", "?", "...", "undefined", "UNKNOWN", "空值", "待定", "0", "0000"]
)
def test_nobody_is_no_physician(nobody: str, workspace: Workspace, tmp_path: Path) -> None:
    folder = write_sound(tmp_path / "d")
    text = f"{HEADER},bilg_dr_code\n{FIRST},{nobody}\n{SECOND},D1\n"
    (folder / "fee_list_d.csv").write_text(text, encoding="utf-8")
    take_in(workspace, folder)
    assert query(workspace, "select practitioner_id from canonical.claim_line order by 1") == [
        ("D1",),
        (None,),
    ]


@pytest.mark.parametrize(
    "sent", ["\u202aF2\u202c", "F2\ufe0f", "F2\u3164", "\u2066F2\u2069", "F2\u0085", "F\u180e2"]
)
def test_signs_nobody_sees_are_no_part_of_a_number(
    sent: str, workspace: Workspace, tmp_path: Path
) -> None:
    folder = write_sound(tmp_path / "d")
    (folder / "fee_list_d.csv").write_text(LINES.replace("F2", sent), encoding="utf-8")
    take_in(workspace, folder)
    assert query(workspace, "select claim_line_id from canonical.claim_line order by 1") == [
        ("F1",),
        ("F2",),
    ]


def test_a_list_where_a_code_is_due_is_no_code(workspace: Workspace, tmp_path: Path) -> None:
    folder = write_sound(tmp_path / "d")
    (folder / "fee_list_d.csv").unlink()
    rows = [FIRST.split(","), SECOND.split(",")]
    columns = {n: [r[i] for r in rows] for i, n in enumerate(HEADER.split(","))}
    table = pa.table({**columns, "bkkp_sn": pa.array([["F1"], ["F2"]])})
    pq.write_table(table, folder / "fee_list_d.parquet")
    take_in(workspace, folder)
    assert held(workspace) == {
        "fee_list_d": [(1, ["malformed_code:bkkp_sn"]), (2, ["malformed_code:bkkp_sn"])]
    }


@pytest.mark.parametrize("word", ["~{Uo2i7Q~}", "+i8pn5Y05", "+XopPTY05"])
def test_chinese_in_letters_is_broken(word: str) -> None:
    assert is_broken(word)


@pytest.mark.parametrize(
    "word", ["Na+K+Cl", "Vitamin C+Glucose", "A~{B", "+Glucose", "PD-L1+PD1abcd"]
)
def test_letters_and_signs_of_a_name_are_a_name(word: str) -> None:
    assert not is_broken(word)


@pytest.mark.parametrize(
    ("flag", "total"),
    [("1", "120.00"), ("1", "-120.00"), ("0", "-120.00"), ("", "-120.00")],
)
def test_a_refund_takes_back_however_its_house_writes_it(
    flag: str, total: str, workspace: Workspace, tmp_path: Path
) -> None:
    settled = (
        (
            TABLES["setl_d"]
            .replace("vali_flag", "vali_flag | init_setl_id")
            .replace("| 0              | 1", "| 0 | 1 |")
        )
        + f"S2 | M1 | A | H1 | 2025-07-06 11:00:00 | {total} | {total.replace('12', '8')} | {flag} | 1 | S1\n"
    )
    take_in(workspace, write_sound(tmp_path / "d", setl_d=settled))
    assert query(
        workspace,
        "select claim_id, total_amount, fund_amount, is_refund from canonical.claim order by 1",
    ) == [
        ("S1", Decimal("120.00"), Decimal("80.00"), False),
        ("S2", Decimal("-120.00"), Decimal("-80.00"), True),
    ]


def test_lines_in_another_unit_than_their_settlements_are_doubtful(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = write_sound(tmp_path / "d")
    visit, settled = (csv_text(TABLES[t]).splitlines() for t in ("mdtrt_d", "setl_d"))
    many = range(1, 21)
    for name, head, row in (
        ("mdtrt_d", visit[0], visit[1]),
        ("setl_d", settled[0], settled[1]),
        ("fee_list_d", HEADER, FIRST.replace("20.00", "12000.00")),
    ):
        rows = [
            row.replace("M1", f"M{n}").replace("S1", f"S{n}").replace("F1", f"F{n}") for n in many
        ]
        (folder / f"{name}.csv").write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    report = take_in(workspace, folder)
    assert [d.what for d in report.doubts if "of the size" in d.what] == [
        "lines are of the size of their settlement: 0.0% of 20 rows, expected at least 50%"
    ]


@pytest.mark.parametrize("padding", ["", "," * (len(HEADER.split(",")) - 1)])
def test_those_who_signed_a_list_are_not_kept_with_it(
    padding: str, workspace: Workspace, tmp_path: Path
) -> None:
    folder = write_sound(tmp_path / "d")
    signed = f"制表人：张三丰 审核:李四{padding}\n"
    (folder / "fee_list_d.csv").write_text(LINES + signed, encoding="utf-8")
    assert fates(take_in(workspace, folder))["fee_list_d"] == (3, 2, 0, 0, 1)
    kept = str(query(workspace, "select * from ledger.quarantine"))
    kept += "".join(f.read_text(encoding="utf-8") for f in workspace.root.rglob("*.csv"))
    assert "张三丰" not in kept
    assert "李四" not in kept
