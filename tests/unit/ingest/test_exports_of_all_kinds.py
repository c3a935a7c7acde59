"""How programs unload tables: signs between fields, parts without endings, pipes, files of unlike columns."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from feijian.contracts.catalogue import read_catalogue
from feijian.errors import DeliveryRefused
from feijian.ingest.nothing import visible
from feijian.ingest.read.files import discover
from feijian.ingest.read.header import HeaderLine, find_header
from feijian.ingest.sources.reading import read_source
from feijian.ingest.sources.source import Source
from feijian.library import Library
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import fates, take_in, write_sound
from tests.unit.ingest.test_senders_habits import (
    BOTH,
    FIRST,
    HEADER,
    LABELS,
    SECOND,
    lines,
    sent,
    text,
)


@pytest.fixture(scope="module")
def platform() -> Source:
    library = Library.of()
    return read_source(library, "nhsa_platform", read_catalogue(library, ("canonical",)))


@pytest.mark.parametrize(
    ("joint", "delimiter"),
    [
        ("|+|", "|"),
        ("@|@", "@"),
        ("^|^", "^"),
        ("||", "|"),
        ("\x1e", "\x1e"),
        ("!", "!"),
        ("¦", "¦"),
        (",*", ","),
        ("(元),", ","),
        ("#,", ","),
    ],
)
def test_whatever_leaves_only_names_separates_them(
    joint: str, delimiter: str, platform: Source
) -> None:
    found = find_header([(0, HEADER.replace(",", joint))], platform.tables["fee_list_d"], "x")
    assert isinstance(found, HeaderLine)
    assert found.delimiter == delimiter


def test_fields_between_several_signs_are_read(workspace: Workspace, tmp_path: Path) -> None:
    report = sent(
        workspace, tmp_path / "d", fee_list_d=text(HEADER, FIRST, SECOND).replace(",", "@|@")
    )
    assert not report.doubts
    assert lines(workspace) == BOTH


def test_a_column_name_with_a_line_break_in_it_is_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    broken = text(HEADER.replace("mdtrt_id", '"就诊\nID"'), FIRST, SECOND)
    with pytest.raises(DeliveryRefused, match="the header is broken over several lines"):
        sent(workspace, tmp_path / "d", fee_list_d=broken)


def test_the_labels_below_the_names_are_a_header_and_nobody(
    workspace: Workspace, tmp_path: Path
) -> None:
    report = sent(workspace, tmp_path / "d", fee_list_d=text(HEADER, LABELS, FIRST, SECOND))
    assert fates(report)["fee_list_d"] == (3, 2, 0, 0, 1)
    assert not [n for n in report.notes if "named a person" in n.what]


def _pipe(place: Path) -> None:
    os.mkfifo(place)


def _device(place: Path) -> None:
    place.symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [_pipe, _device])
def test_what_has_no_end_is_refused_before_it_is_opened(
    make: Callable[[Path], None], tmp_path: Path, platform: Source
) -> None:
    folder = write_sound(tmp_path / "d")
    (folder / "fee_list_d.csv").unlink()
    make(folder / "fee_list_d.csv")
    with pytest.raises(DeliveryRefused, match="a pipe, a socket or a device"):
        discover(folder, platform)


def test_parts_without_an_ending_are_of_the_table_their_folder_names(
    tmp_path: Path, platform: Source
) -> None:
    folder = tmp_path / "d" / "fee_list_d" / "dt=20250701"
    folder.mkdir(parents=True)
    (folder / "000000_0").write_text(text(HEADER, FIRST))
    (folder / "_SUCCESS").write_text("")
    found = discover(tmp_path / "d", platform)
    assert [(f.shown, f.table.name) for f in found.found] == [
        ("fee_list_d/dt=20250701/000000_0", "fee_list_d")
    ]
    assert found.unrecognised == ("fee_list_d/dt=20250701/_SUCCESS",)


def test_a_file_nobody_knows_is_doubtful_where_the_charges_are_missing(
    workspace: Workspace, tmp_path: Path
) -> None:
    report = sent(workspace, tmp_path / "d", 收费流水=text(HEADER, FIRST, SECOND))
    assert [(d.where, str(d.what)) for d in report.doubts] == [
        ("收费流水.csv", "belong to no table of this source, and no file of fee_list_d came")
    ]


def test_blanks_within_a_chinese_name_part_no_words(tmp_path: Path, platform: Source) -> None:
    folder = write_sound(tmp_path / "d")
    (folder / "fee_list_d.csv").rename(folder / '费用 明细 \'s "七月" [1].csv')
    assert "fee_list_d" in [f.table.name for f in discover(folder, platform).found]


def test_a_part_that_lacks_a_column_of_the_others_is_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    july, august = text(HEADER, FIRST), text(HEADER, SECOND)
    report = sent(
        workspace,
        tmp_path / "d",
        fee_list_d_07=july,
        fee_list_d_08=august.replace(",pric,", ",").replace(",50,", ","),
    )
    assert [str(n.what) for n in report.notes if n.where == "fee_list_d_08.csv"] == [
        "without columns that other files of fee_list_d have: pric"
    ]
    assert lines(workspace) == BOTH


def test_nothing_that_a_sender_writes_steers_the_screen(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = write_sound(tmp_path / "d")
    charges = text(HEADER + ",\x1b]0;备注", FIRST + ",", SECOND.replace(",01,", ",\x1b[2J,") + ",")
    (folder / "fee_list_d.csv").unlink()
    (folder / "fee_list_d\x1b[31m\n.csv").write_text(charges, encoding="utf-8")
    (folder / "\u202e名单.docx").write_text("")
    report = take_in(workspace, folder)
    told = "".join(f"{f.file}" for f in report.files) + "".join(map(str, report.notes))
    assert "fee_list_d\\x1b[31m\\n.csv" in told
    assert not {"\x1b", "\u202e"} & set(told)


def test_rare_signs_of_names_are_told_as_they_are() -> None:
    assert visible("䶮\ue863𠮷 费用\u3000明细") == "䶮\ue863𠮷 费用\u3000明细"
    assert visible("a\x1b\u202e\u2028b") == "a\\x1b\\u202e\\u2028b"
    for sign, number in (
        ("\x7f", "x7f"),
        ("\u200b", "u200b"),
        ("\u2029", "u2029"),
        ("\udc80", "udc80"),
    ):
        assert visible(f"表{sign}") == f"表\\{number}"
    assert visible("") == ""
