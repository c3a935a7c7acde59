"""Files under strange names, in strange wrappings, of strange shapes: read where recognisable, else told."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from feijian.errors import DeliveryRefused
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import TABLES, csv_text, fates, held, query, take_in, write_sound

LINES = csv_text(TABLES["fee_list_d"])
HEADER, FIRST, SECOND = LINES.splitlines()
NAMES = HEADER.split(",")
LABELS = [
    "记账流水号",
    "结算ID",
    "就诊ID",
    "人员编号",
    "定点医药机构编号",
    "费用发生时间",
    "医疗目录编码",
    "医疗收费项目类别",
    "数量",
    "明细项目费用总额",
    "有效标志",
]


def without_lines(path: Path) -> Path:
    folder = write_sound(path)
    (folder / "fee_list_d.csv").unlink()
    return folder


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def number(place: int) -> str:
    """A file of one line of its own."""
    return f"{HEADER}\n{FIRST.replace('F1', f'F{place}')}\n"


def test_names_and_wrappings_hide_no_lines(workspace: Workspace, tmp_path: Path) -> None:
    """Each file carries one line; every one of them arrives."""
    folder = without_lines(tmp_path / "d")
    odd = [
        "fee_list_d{1,2}.csv",
        "fee_list_d'x.csv",
        'fee_list_d "q".csv',
        "fee_list_d%20?.csv",
        "fee_list_d\n2.csv",
        "fee_list_d;drop.csv",
        "fee_list_d",
        "fee_list_d.unl",
    ]
    for place, name in enumerate(odd):
        (folder / name).write_text(number(place), encoding="utf-8")
    # a name in GBK, as an older system's disk has it
    raw = os.fsencode(folder) + b"/" + "费用明细".encode("gbk") + b".csv"
    with open(raw, "wb") as out:  # noqa: PTH123 - bytes are no Path
        out.write(number(10).encode())
    inner = zipped({"fee_list_d.csv": number(11).encode()})
    (folder / "七月.zip").write_bytes(
        zipped({"内/更内.zip": inner, "fee_list_d_8.csv.gz": gzip.compress(number(12).encode())})
    )
    (folder / "费用明细.zip").write_bytes(zipped({"data.csv": number(13).encode()}))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "fee_list_d.csv").write_text(number(14), encoding="utf-8")
    (folder / "linked").symlink_to(elsewhere)
    (elsewhere / "back").symlink_to(folder)
    count = len(odd) + 5
    assert fates(take_in(workspace, folder))["fee_list_d"] == (count, count, 0, 0, 0)


def test_files_named_after_tables_that_are_not_read_make_doubts(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = write_sound(tmp_path / "d")
    for name in ("fee_list_d_8.7z", "setl_d_8.rar", "fee_list_d.dbf", "说明.docx"):
        (folder / name).write_bytes(b"\x03\x00")
    report = take_in(workspace, folder)
    assert [d.where for d in report.doubts] == ["fee_list_d.dbf, fee_list_d_8.7z, setl_d_8.rar"]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("fee_list_d.csv", b"7z\xbc\xaf'\x1c" + b"x" * 99, "7-Zip"),
        ("fee_list_d.tar.gz", gzip.compress(b"x" * 257 + b"ustar" + b"\0" * 999), "tar archive"),
        (
            "a.zip",
            zipped({"fee_list_d.csv": LINES.encode()})[:-40],
            "archive that cannot be opened",
        ),
        ("fee_list_d.csv.gz", gzip.compress(LINES.encode() + b"\n" * 5_000_000), "archive_ratio"),
        (
            "a.zip",
            zipped(
                {"a.zip": zipped({"b.zip": zipped({"c.zip": zipped({"fee_list_d.csv": b"x"})})})}
            ),
            "archive within another",
        ),
    ],
    # of bytes that are packed anew each time, a second apart, no worker makes the same name
    ids=["7z", "tar", "cut zip", "ratio", "zip in zip"],
)
def test_what_is_refused_says_what_it_is_and_which_setting_lets_it_in(
    name: str, data: bytes, told: str, workspace: Workspace, tmp_path: Path
) -> None:
    folder = without_lines(tmp_path / "d")
    (folder / name).write_bytes(data)
    with pytest.raises(DeliveryRefused) as refused:
        take_in(workspace, folder)
    assert any(told in str(p) and p.todo for p in refused.value.problems)


def test_the_limits_stand_in_the_settings(workspace: Workspace, tmp_path: Path) -> None:
    folder = without_lines(tmp_path / "d")
    (folder / "fee_list_d.csv.gz").write_bytes(gzip.compress(LINES.encode() + b"\n" * 5_000_000))
    settings = workspace.root / "feijian.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text + "\n[limits]\narchive_ratio = 5000\n", encoding="utf-8")
    assert fates(take_in(workspace, folder))["fee_list_d"] == (2, 2, 0, 0, 0)


def test_a_link_to_nothing_is_told(workspace: Workspace, tmp_path: Path) -> None:
    folder = write_sound(tmp_path / "d")
    (folder / "fee_list_d_8.csv").symlink_to("/nowhere/at/all.csv")
    with pytest.raises(DeliveryRefused, match="cannot be opened"):
        take_in(workspace, folder)


BLANK = "\n" * 400_000


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("sep=#\n" + LINES.replace(",", "#"), {}),
        (LINES.replace(",", "~"), {}),
        (LINES.replace(",", "，"), {}),
        (f"费用明细{',' * 10}\n" + LINES, {}),
        (",".join(f"t.{n}" for n in NAMES) + f"\n{FIRST}\n{SECOND}\n", {}),
        (
            ",".join(f"{n}({label})" for n, label in zip(NAMES, LABELS, strict=True))
            + f"\n{FIRST}\n{SECOND}\n",
            {},
        ),
        (
            ",".join(f"{label}_{n}" for n, label in zip(NAMES, LABELS, strict=True))
            + f"\n{FIRST}\n{SECOND}\n",
            {},
        ),
        (",".join(f"*{label}（必填）" for label in LABELS) + f"\n{FIRST}\n{SECOND}\n", {}),
        (",".join(LABELS) + "\n" + LINES, {"fee_list_d": [(2, ["header_row"])]}),
        (f"{HEADER}\n{FIRST}\n{HEADER}\n{SECOND}\n", {"fee_list_d": [(3, ["header_row"])]}),
        (LINES + "(2 rows)\n", {"fee_list_d": [(4, ["wrong_field_count"])]}),
        (BLANK + LINES, {}),
        (LINES + BLANK, {}),
        (f"{HEADER}\n{FIRST}{BLANK}{SECOND}\n", {}),
    ],
)
def test_shapes_of_a_text_file(
    text: str, aside: object, workspace: Workspace, tmp_path: Path
) -> None:
    folder = write_sound(tmp_path / "d")
    (folder / "fee_list_d.csv").write_text(text, encoding="utf-8")
    read = 2 + sum(len(lines) for lines in aside.values()) if isinstance(aside, dict) else 2
    assert fates(take_in(workspace, folder))["fee_list_d"] == (read, 2, 0, 0, read - 2)
    assert held(workspace) == aside
    assert query(workspace, "select sum(amount) from canonical.claim_line") == [
        (Decimal("120.00"),)
    ]


def test_words_that_a_conversion_broke_set_their_rows_aside(
    workspace: Workspace, tmp_path: Path
) -> None:
    """One row in a file that is sound otherwise; the other names keep the encoding certain."""
    words = [
        "床位费",
        "床位费".encode().decode("latin-1"),
        "床位".encode().decode("gb18030"),
        "????",
        "何？",
    ]
    rows = [FIRST.replace("F1", f"F{n}") + f",{word}" for n, word in enumerate(words)]
    rows += [FIRST.replace("F1", f"G{n}") + ",护理费" for n in range(9)]
    folder = write_sound(tmp_path / "d")
    text = "\n".join([f"{HEADER},hilist_name", *rows, ""])
    (folder / "fee_list_d.csv").write_text(text, encoding="utf-8")
    take_in(workspace, folder)
    told = ["broken_characters:hilist_name"]
    assert held(workspace) == {"fee_list_d": [(3, told), (4, told), (5, told)]}


@pytest.mark.parametrize("first", ["utf-8", "gb18030"])
def test_a_file_that_is_not_one_encoding_is_refused_with_the_line(
    first: str, workspace: Workspace, tmp_path: Path
) -> None:
    other = "gb18030" if first == "utf-8" else "utf-8"
    sound = "".join(f"{FIRST.replace('F1', f'F{n}')},床位费用\n" for n in range(40))
    text = f"{HEADER},hilist_name\n{sound}".encode(first) + f"{SECOND},床位费\n".encode(other)
    folder = write_sound(tmp_path / "d")
    (folder / "fee_list_d.csv").write_bytes(text)
    with pytest.raises(DeliveryRefused, match=r"fee_list_d\.csv"):
        take_in(workspace, folder)


@pytest.mark.parametrize("in_cell", ["\n", "\r\n", "\r", "\r\r\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_break_within_quotes_is_text_whatever_ends_the_rows(
    workspace: Workspace, tmp_path: Path, in_cell: str, end: str
) -> None:
    lines = csv_text(TABLES["fee_list_d"]).splitlines()
    named = [
        f"{line},{name}"
        for line, name in zip(lines, ("hilist_name", f'"诊查{in_cell}费"', "床位费"), strict=True)
    ]
    folder = write_sound(tmp_path / "d")
    (folder / "fee_list_d.csv").write_bytes((end.join(named) + end).encode())
    report = take_in(workspace, folder)
    assert fates(report)["fee_list_d"] == (2, 2, 0, 0, 0)
    assert query(workspace, "select amount from canonical.claim_line order by claim_line_id") == [
        (Decimal("20.00"),),
        (Decimal("100.00"),),
    ]
