"""Bad input gets a message that says where, what and what to do, and changes nothing."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.e2e.cli import feijian
from tests.unit.ingest.deliveries import TABLES, canonical, csv_text, take_in, write_sound

from feijian.errors import DeliveryNotFound, DeliveryRefused, FeijianError, WorkspaceBusy
from feijian.ingest.load.delivery import load
from feijian.library import Library
from feijian.workspace import Workspace

LINES = csv_text(TABLES["fee_list_d"])
HEADER, FIRST, SECOND = LINES.splitlines()
CHINESE = LINES.replace("vali_flag", "hilist_name").replace(",1\n", ",住院诊查费\n")


def cut_in_a_character() -> bytes:
    data = CHINESE.encode("utf-8")
    return data[: data.rindex("费".encode()) + 1]


def damaged_utf8() -> bytes:
    many = "\n".join(
        [HEADER.replace("vali_flag", "hilist_name"), *[FIRST[:-1] + "住院诊查费"] * 200, ""]
    )
    data = bytearray(many.encode("utf-8"))
    data[len(data) // 2] = 0xFF
    return bytes(data)


BROKEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "an empty file": (lambda: b"", "fee_list_d.csv: the file is empty"),
    "blank lines only": (lambda: b"\xef\xbb\xbf\n\n", "fee_list_d.csv: the file is empty"),
    "no header": (lambda: f"{FIRST}\n{SECOND}\n".encode(), "fee_list_d.csv: no header"),
    "a truncated gzip": (
        lambda: gzip.compress(random.Random(1).randbytes(5000) + LINES.encode() * 100)[:4000],
        "fee_list_d.csv: the compressed file is cut or damaged",
    ),
    "a column twice": (
        lambda: LINES.replace("vali_flag", "CNT").encode(),
        "fee_list_d.csv: the column 'cnt' stands twice, and differs in 1 rows",
    ),
    "a required column missing": (
        lambda: LINES.replace("fee_ocur_time", "fee_time").encode(),
        "fee_list_d.csv: has no column 'fee_ocur_time' (required by sources/nhsa_platform/fee_list_d)",
    ),
    "a line of ten megabytes": (
        lambda: (f"{HEADER}\n{FIRST}" + "x" * 10_000_000 + "\n").encode(),
        "fee_list_d.csv: a line is longer than 2 MB",
    ),
    "ten megabytes without a line end": (lambda: b"x" * 10_000_000, "a line is longer than 2 MB"),
    "not text": (lambda: bytes(range(256)) * 50, "fee_list_d.csv: this is not text"),
    "half a file: the last row is cut": (
        lambda: LINES[:-40].encode(),
        "fee_list_d.csv:3: half a file: the last row is cut",
    ),
    "half a file: inside quotes": (
        lambda: (LINES + '"F3,S1,M1').encode(),
        "half a file: a quote opened here or later is never closed",
    ),
    "half a file: inside a character": (
        cut_in_a_character,
        "half a file: it ends in the middle of a character",
    ),
    "bytes that are no text": (damaged_utf8, "are not sound UTF-8"),
    "a zip that is no workbook": (
        lambda: b"PK\x03\x04" + b"\0" * 500,
        "a workbook that cannot be opened",
    ),
    "a damaged Parquet file": (lambda: b"PAR1" + b"\0" * 500, "a damaged Parquet file"),
    "most rows with another number of fields": (
        lambda: (LINES + f"{FIRST},x\n" * 30).encode(),
        "rows have another number of fields than the header",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_refuses_the_delivery(name: str, loaded: Workspace, tmp_path: Path) -> None:
    make, expected = BROKEN[name]
    before = canonical(loaded)
    folder = write_sound(
        tmp_path / "d", fixmedins_b=TABLES["fixmedins_b"] + "        H9 | 新医院 | 1 | 1 | 1\n"
    )
    (folder / "fee_list_d.csv").write_bytes(make())
    with pytest.raises(DeliveryRefused) as refused:
        take_in(loaded, folder)
    assert expected in str(refused.value)
    assert all(p.where and p.todo for p in refused.value.problems)
    assert canonical(loaded) == before
    assert not any(loaded.temporary.glob("*.csv"))
    assert not any(loaded.quarantine.rglob("*"))


def test_everything_wrong_in_every_file_is_told_at_once(loaded: Workspace, tmp_path: Path) -> None:
    folder = write_sound(tmp_path / "d")
    (folder / "fee_list_d.csv").write_text(
        LINES.replace("fee_ocur_time", "a").replace("cnt", "b"), encoding="utf-8"
    )
    (folder / "setl_d.csv").write_bytes(b"")
    (folder / "psn_info_b.csv").write_text(
        csv_text(TABLES["psn_info_b"]).replace("brdy", "gend"), encoding="utf-8"
    )
    with pytest.raises(DeliveryRefused) as refused:
        take_in(loaded, folder)
    told = [(p.where, p.what.split(" (")[0]) for p in refused.value.problems]
    assert told == [
        ("fee_list_d.csv", "has no column 'fee_ocur_time'"),
        ("fee_list_d.csv", "has no column 'cnt'"),
        ("psn_info_b.csv", "the column 'gend' stands twice"),
        ("psn_info_b.csv", "has no column 'brdy'"),
        ("setl_d.csv", "the file is empty"),
    ]


def test_no_message_shows_a_value_of_a_person(loaded: Workspace, tmp_path: Path) -> None:
    folder = write_sound(tmp_path / "d")
    text = csv_text(TABLES["psn_info_b"])
    (folder / "psn_info_b.csv").write_text(
        text + text.splitlines()[1] + ",x,y\n" * 30, encoding="utf-8"
    )
    with pytest.raises(DeliveryRefused) as refused:
        take_in(loaded, folder)
    for secret in ("张三丰", "370101196005010011", "13912345678"):
        assert secret not in str(refused.value)


def test_a_missing_path_and_one_with_nothing_in_it_are_not_found(
    loaded: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "weather.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    for name in ("nowhere", "empty", "other"):
        with pytest.raises(DeliveryNotFound):
            take_in(loaded, tmp_path / name)


def test_an_unknown_source_is_a_usage_error(loaded: Workspace, tmp_path: Path) -> None:
    with pytest.raises(FeijianError, match="there is no source 'elsewhere'"):
        load(loaded, tmp_path / "sound", source="elsewhere", library=Library.of())


def test_a_second_process_is_told_to_wait(loaded: Workspace, tmp_path: Path) -> None:
    with loaded.writing():
        done = feijian("load", tmp_path / "sound", "--workspace", loaded.root, ok=False)
    assert done.returncode == WorkspaceBusy.exit_code
    assert "is working in workspace" in done.stderr


@pytest.mark.parametrize(
    ("path", "code"), [("nowhere", 6), ("bad", 7)], ids=["not found", "refused"]
)
def test_the_command_line_gives_each_its_exit_code(
    loaded: Workspace, tmp_path: Path, path: str, code: int
) -> None:
    bad = write_sound(tmp_path / "bad")
    (bad / "setl_d.csv").write_bytes(b"")
    done = feijian("load", tmp_path / path, "--workspace", loaded.root, ok=False)
    assert done.returncode == code
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
