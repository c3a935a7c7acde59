"""Files as senders really make them: read where recognisable, refused or set aside where not."""

from __future__ import annotations

import errno
import os
import zipfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from feijian.contracts.catalogue import read_catalogue
from feijian.errors import DeliveryNotFound, DeliveryRefused
from feijian.ingest.read.archives import Limits
from feijian.ingest.read.files import discover
from feijian.ingest.sources.reading import read_source
from feijian.library import Library
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import (
    TABLES,
    csv_text,
    fates,
    held,
    query,
    rows_of,
    take_in,
    write_sound,
)

LINES = csv_text(TABLES["fee_list_d"])
HEADER, FIRST, SECOND = LINES.splitlines()
NAMES = HEADER.split(",")


def with_file(folder: Path, content: str | bytes, name: str = "fee_list_d.csv") -> Path:
    write_sound(folder)
    (folder / "fee_list_d.csv").unlink()
    data = content.encode() if isinstance(content, str) else content
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    return folder


def total(workspace: Workspace) -> Decimal:
    return Decimal(query(workspace, "select sum(amount) from canonical.claim_line")[0][0])


CHINESE = "记账流水号,结算ID,就诊ID,人员编号,定点医药机构编号,费用发生时间,医疗目录编码,医疗收费项目类别,数量,明细项目费用总额,有效标志"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("fee_list_d.csv", LINES.replace(",", ";")),
        ("fee_list_d.txt", LINES.replace(",", "\t")),
        ("fee_list_d.dat", LINES.replace(",", "|")),
        ("fee_list_d.csv", "sep=;\n" + LINES.replace(",", ";")),
        ("fee_list_d.csv", "费用明细\n导出时间：2025-08-01\n\n" + LINES),
        ("fee_list_d[1].csv", LINES),
        ("fee_list_d*.csv", LINES),
        ("7月费用明细.csv", LINES),
        ("fee_list_d.csv", "\n".join([CHINESE, FIRST, SECOND, ""])),
        ("fee_list_d.csv", LINES.replace("\n", ",\n")),
        ("fee_list_d.csv", HEADER + "\n" + FIRST + ",\n" + SECOND + ",\n"),
        ("fee_list_d.csv", LINES.replace("\n", "\r")),
    ],
)
def test_what_is_recognisable_is_read(
    name: str, text: str, workspace: Workspace, tmp_path: Path
) -> None:
    report = take_in(workspace, with_file(tmp_path / "d", text, name))
    assert fates(report)["fee_list_d"] == (2, 2, 0, 0, 0)
    assert total(workspace) == Decimal("120.00")


def test_a_file_is_never_a_pattern_for_another(workspace: Workspace, tmp_path: Path) -> None:
    folder = with_file(tmp_path / "d", f"{HEADER}\n{FIRST}\n", "fee_list_d1.csv")
    (folder / "fee_list_d[1].csv").write_text(f"{HEADER}\n{SECOND}\n", encoding="utf-8")
    assert fates(take_in(workspace, folder))["fee_list_d"] == (2, 2, 0, 0, 0)


def test_a_comma_in_a_name_never_shifts_a_row(workspace: Workspace, tmp_path: Path) -> None:
    text = f"{HEADER},hilist_name,memo\n{FIRST},诊查,\n{SECOND},床位,双人间,\n"
    report = take_in(workspace, with_file(tmp_path / "d", text))
    assert fates(report)["fee_list_d"] == (2, 1, 0, 0, 1)
    assert held(workspace) == {"fee_list_d": [(3, ["wrong_field_count"])]}


def test_a_stray_quote_swallows_no_rows(workspace: Workspace, tmp_path: Path) -> None:
    third = SECOND.replace("F2", "F3")
    text = f'{HEADER},hilist_name\n{FIRST},"诊查\n{SECOND},床位\n{third},"两行\n的名"\n'
    report = take_in(workspace, with_file(tmp_path / "d", text))
    assert fates(report)["fee_list_d"] == (3, 2, 0, 0, 1)
    assert held(workspace) == {"fee_list_d": [(2, ["stray_quote"])]}


def test_a_line_of_delimiters_is_set_aside(workspace: Workspace, tmp_path: Path) -> None:
    text = f"{HEADER}\n{FIRST}\n{',' * (len(NAMES) - 1)}\n\n{SECOND}\n"
    report = take_in(workspace, with_file(tmp_path / "d", text))
    assert fates(report)["fee_list_d"] == (3, 2, 0, 0, 1)
    assert [line for line, _ in held(workspace)["fee_list_d"]] == [3]


def test_lost_characters_set_their_row_aside(workspace: Workspace, tmp_path: Path) -> None:
    text = f"{HEADER},hilist_name\n{FIRST},锟斤拷锟斤拷\n{SECOND},床位\n"
    take_in(workspace, with_file(tmp_path / "d", text))
    assert held(workspace) == {"fee_list_d": [(2, ["broken_characters"])]}


NAMED = [
    f"{HEADER},hilist_name",
    *(FIRST.replace("F1", f"F{n}") + ",住院诊查费用" for n in range(9)),
]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            "\n".join(NAMED[:5]).encode("gb18030") + b"\n" + "\n".join(NAMED[5:]).encode() + b"\n",
            "encod",
        ),
        ("\n".join(NAMED).replace("住院诊查费用", "住院護理費醫療檢查").encode("big5"), "Big5"),
        ("\n".join(NAMED).encode().decode("latin-1").encode(), "converted twice"),
        ("\n".join(NAMED).encode().decode("gb18030", "ignore").encode(), "converted twice"),
    ],
)
def test_text_that_reads_as_something_else_is_refused(
    content: bytes, told: str, workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(DeliveryRefused, match=told):
        take_in(workspace, with_file(tmp_path / "d", content))


def zipped(folder: Path, names: dict[str, str]) -> Path:
    with zipfile.ZipFile(folder / "七月.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in names.items():
            archive.writestr(name, text)
    return folder


def test_an_archive_is_looked_into(workspace: Workspace, tmp_path: Path) -> None:
    folder = with_file(tmp_path / "d", "x", "read.me")
    zipped(folder, {"七月/fee_list_d.csv": LINES, "说明.docx": "x", "../../evil/setl_d_x.doc": "x"})
    report = take_in(workspace, folder)
    assert [f.file for f in report.files if f.table == "fee_list_d"] == [
        "七月.zip/七月/fee_list_d.csv"
    ]
    assert total(workspace) == Decimal("120.00")
    assert not any((workspace.root / ".tmp").rglob("*.csv"))


def test_an_archive_beyond_the_limits_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    zipped(folder, {"fee_list_d.csv": LINES + "\n" * 3_000_000})
    library = Library.of()
    source = read_source(library, "nhsa_platform", read_catalogue(library))
    with pytest.raises(DeliveryRefused, match="200 times its size"):
        discover(folder, source, tmp_path / "scratch")
    with pytest.raises(DeliveryRefused, match="more than 10 files or 1 MB"):
        discover(folder, source, tmp_path / "scratch", Limits(files=10, size=1_000_000))


def test_a_workspace_is_no_delivery_and_none_lies_in_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    kept = with_file(tmp_path / "d", LINES)
    (workspace.root / "fee_list_d.csv").write_text(LINES, encoding="utf-8")
    with pytest.raises(DeliveryNotFound, match="is a workspace of feijian, not a delivery"):
        take_in(workspace, workspace.root)
    within = kept / "ws"
    within.mkdir()
    (within / "feijian.toml").touch()
    (within / "fee_list_d.csv").write_text(LINES, encoding="utf-8")
    assert [f.file for f in take_in(workspace, kept).files if f.table == "fee_list_d"] == [
        "fee_list_d.csv"
    ]


def columns() -> dict[str, list[str]]:
    rows = rows_of(TABLES["fee_list_d"])
    return {name: [row[name] for row in rows] for name in NAMES}


def test_a_data_set_is_a_folder_of_parts(workspace: Workspace, tmp_path: Path) -> None:
    folder = with_file(tmp_path / "d", "", "fee_list_d/_SUCCESS")
    table = pa.table(columns())
    for part in range(2):
        pq.write_table(
            table.slice(part, 1), folder / "fee_list_d" / f"part-{part:05}.snappy.parquet"
        )
    assert fates(take_in(workspace, folder))["fee_list_d"] == (2, 2, 0, 0, 0)


def test_bytes_of_hive_are_text(workspace: Workspace, tmp_path: Path) -> None:
    folder = with_file(tmp_path / "d", "", "x.me")
    table = pa.table(
        {**columns(), "hilist_name": pa.array(["诊查费".encode(), "床位费".encode()], pa.binary())}
    )
    pq.write_table(table, folder / "fee_list_d.parquet")
    take_in(workspace, folder)
    assert query(
        workspace, "select item_name from canonical.claim_line order by claim_line_id"
    ) == [
        ("诊查费",),
        ("床位费",),
    ]


def test_times_without_a_zone_are_asked_for(workspace: Workspace, tmp_path: Path) -> None:
    folder = with_file(tmp_path / "d", "", "x.me")
    times = pa.array([datetime(2025, 6, 30, 17), datetime(2025, 7, 1, 17)], pa.timestamp("ns"))
    table = pa.table({**columns(), "fee_ocur_time": times})
    pq.write_table(table, folder / "fee_list_d.parquet", use_deprecated_int96_timestamps=True)
    with pytest.raises(DeliveryRefused, match="stored as INT96, which does not say its zone"):
        take_in(workspace, folder)


def test_four_bytes_hold_no_large_amount(workspace: Workspace, tmp_path: Path) -> None:
    folder = with_file(tmp_path / "d", "", "x.me")
    amounts = pa.array([20.5, 1234567.89], pa.float32())
    pq.write_table(
        pa.table({**columns(), "det_item_fee_sumamt": amounts}), folder / "fee_list_d.parquet"
    )
    take_in(workspace, folder)
    assert total(workspace) == Decimal("20.50")
    assert held(workspace) == {"fee_list_d": [(2, ["not_a_number:det_item_fee_sumamt"])]}


def sheet_of(book: openpyxl.Workbook, title: str, rows: list[list[object]]) -> None:
    page = book.create_sheet(title)
    for row in rows:
        page.append(row)


def cells(first: object = "F1", second: object = "F2") -> list[list[object]]:
    one: list[object] = [first, *FIRST.split(",")[1:]]
    two: list[object] = [second, *SECOND.split(",")[1:]]
    return [list(NAMES), one, two]


def test_digits_are_lost_wherever_the_sheet_lies(workspace: Workspace, tmp_path: Path) -> None:
    folder = with_file(tmp_path / "d", "", "x.me")
    book = openpyxl.Workbook()
    sheet_of(book, "说明", [["七月"]])
    sheet_of(book, "fee_list_d", cells(second=81002599832258542937))
    book.remove(book.worksheets[0])
    book.move_sheet("fee_list_d", -1)
    book.save(folder / "fee_list_d.xlsx")
    take_in(workspace, folder)
    assert held(workspace) == {"fee_list_d": [(3, ["destroyed_code:bkkp_sn"])]}


def test_zeros_come_back_from_the_number_format(workspace: Workspace, tmp_path: Path) -> None:
    folder = with_file(tmp_path / "d", "", "x.me")
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    rows = cells()
    code = NAMES.index("med_list_codg")
    rows[1][code] = rows[2][code] = 1102000050000
    sheet_of(book, "fee_list_d", rows)
    book.worksheets[0].cell(2, code + 1).number_format = "000000000000000"
    book.save(folder / "fee_list_d.xlsx")
    take_in(workspace, folder)
    assert query(workspace, "select item_code from canonical.claim_line") == [("001102000050000",)]
    assert held(workspace) == {"fee_list_d": [(3, ["lost_zeros:med_list_codg"])]}


def test_parts_with_a_prefix_and_formulas_are_looked_through(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = with_file(tmp_path / "d", "", "x.me")
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    rows = cells(first=81002599832258542937)
    rows[2][NAMES.index("det_item_fee_sumamt")] = "=B2*2"
    sheet_of(book, "fee_list_d", rows)
    book.save(tmp_path / "plain.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "plain.xlsx") as old,
        zipfile.ZipFile(folder / "fee_list_d.xlsx", "w") as new,
    ):
        for entry in old.namelist():
            data = old.read(entry)
            if entry == "xl/worksheets/sheet1.xml":
                # the value stands behind a formula, as a copied column has it
                data = data.replace(b"<v>8100", b"<f>A1</f><v>8100")
            new.writestr(entry, data)
    take_in(workspace, folder)
    assert held(workspace) == {
        "fee_list_d": [
            (2, ["destroyed_code:bkkp_sn"]),
            (3, ["not_a_number:det_item_fee_sumamt"]),
        ]
    }


def test_a_hidden_sheet_is_told_and_left_out(workspace: Workspace, tmp_path: Path) -> None:
    folder = with_file(tmp_path / "d", "", "x.me")
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    sheet_of(book, "七月", cells()[:2])
    sheet_of(book, "旧数据", [cells()[0], cells()[2]])
    book["旧数据"].sheet_state = "veryHidden"
    book.save(folder / "fee_list_d.xlsx")
    report = take_in(workspace, folder)
    assert fates(report)["fee_list_d"] == (1, 1, 0, 0, 0)
    assert any(n.where.endswith("#旧数据 (hidden)") for n in report.notes)


def test_days_are_counted_as_the_workbook_says(workspace: Workspace, tmp_path: Path) -> None:
    folder = with_file(tmp_path / "d", "", "x.me")
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.remove(book.worksheets[0])
    rows = cells()
    when = NAMES.index("fee_ocur_time")
    rows[1][when] = 44377.375  # 2025-07-01 09:00, counted from 1904
    rows[2][when] = datetime(2025, 7, 2, 9)
    sheet_of(book, "fee_list_d", rows)
    book.save(folder / "fee_list_d.xlsx")
    take_in(workspace, folder)
    assert query(workspace, "select charged_at from canonical.claim_line order by 1") == [
        (datetime(2025, 7, 1, 9),),
        (datetime(2025, 7, 2, 9),),
    ]


def test_a_folder_that_may_not_be_looked_into_is_told(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Walking on would leave its files out without a word."""
    folder = write_sound(tmp_path / "d")
    (folder / "七月").mkdir()
    looked_into = os.scandir

    def refused(path: str) -> object:
        if str(path).endswith("七月"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return looked_into(path)

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(DeliveryRefused, match="七月: cannot be opened: Permission denied"):
        take_in(workspace, folder)
