"""How much an archive may hold, at the edge of each limit."""

from __future__ import annotations

import tarfile
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from feijian.errors import DeliveryRefused
from feijian.ingest.read.archives import (
    Limits,
    is_archive,
    is_document,
    is_tar,
    name_of,
    require_small,
    unpacked,
)

MB = 1_000_000


def zipped(folder: Path, *names: str, text: bytes = b"x", name: str = "a.zip") -> Path:
    file = folder / name
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in names:
            archive.writestr(entry, text)
    return file


def tarred(folder: Path, *names: str, text: bytes = b"x", mode: str = "w") -> Path:
    file = folder / "a.tar"
    with tarfile.open(file, mode) as archive:  # type: ignore[call-overload]
        for entry in names:
            info = tarfile.TarInfo(entry)
            info.size = len(text)
            archive.addfile(info, BytesIO(text))
    return file


def inside(file: Path, limits: Limits) -> list[str]:
    found = list(unpacked(file, "shown", file.parent / "out", limits))
    assert all(path.is_file() for path, _ in found)
    return sorted(name for _, name in found)


def refused(file: Path, limits: Limits) -> tuple[str, str]:
    with pytest.raises(DeliveryRefused) as told:
        inside(file, limits)
    (problem,) = told.value.problems
    return str(problem.what), str(problem.todo)


def test_a_file_may_be_as_large_as_the_limit_and_as_much_larger_than_packed() -> None:
    limits = Limits(size=5 * MB, ratio=10)
    assert limits.beyond(5 * MB, 5 * MB) is None
    assert limits.beyond(5 * MB + 1, 5 * MB) == ("unpacks to more than 5 MB", "archive_megabytes")
    assert limits.beyond(2 * MB, 200_000) is None
    assert limits.beyond(2 * MB + 1, 200_000) == (
        "unpacks to more than 10 times its size",
        "archive_ratio",
    )
    # a small file may be all blanks, and an empty one packs to nothing
    assert limits.beyond(MB, 1) is None
    assert limits.beyond(MB + 1, 0) is not None


def test_as_many_files_as_allowed_are_unpacked_and_one_more_is_refused(tmp_path: Path) -> None:
    file = zipped(tmp_path, "a.csv", "b/c.csv", "d/")
    assert inside(file, Limits(files=2)) == ["shown/a.csv", "shown/b/c.csv"]
    what, todo = refused(file, Limits(files=1))
    assert what.startswith("the archive holds 2 files of 0 MB, more than 1 files")
    assert "archive_files" in todo
    tar = tarred(tmp_path, "a.csv", "b.csv")
    assert inside(tar, Limits(files=2)) == ["shown/a.csv", "shown/b.csv"]
    assert "archive_files" in refused(tar, Limits(files=1))[1]


def test_all_files_of_an_archive_together_are_within_the_size(tmp_path: Path) -> None:
    file = zipped(tmp_path, "a.csv", "b.csv", text=b"12345")
    assert len(inside(file, Limits(size=10))) == 2
    assert "archive_megabytes" in refused(file, Limits(size=9))[1]
    tar = tarred(tmp_path, "a.csv", "b.csv", text=b"12345")
    assert len(inside(tar, Limits(size=10))) == 2
    assert refused(tar, Limits(size=9))[0] == "the archive unpacks to more than 0 MB"


def nested(folder: Path, depth: int) -> Path:
    """An archive in an archive, so many times; the innermost holds x.csv."""
    file = zipped(folder, "x.csv", name="0.zip")
    for number in range(1, depth + 1):
        outer = folder / f"{number}.zip"
        with zipfile.ZipFile(outer, "w") as archive:
            archive.write(file, file.name)
        file = outer
    return file


def test_archives_in_archives_are_opened_to_a_depth(tmp_path: Path) -> None:
    assert inside(nested(tmp_path, 2), Limits()) == ["shown/1.zip/0.zip/x.csv"]
    what, _ = refused(nested(tmp_path, 3), Limits())
    assert what == "0.zip in it is the 4th archive within another"


def test_what_is_inside_takes_from_what_may_be_inside_it(tmp_path: Path) -> None:
    """One file outside and one in it are two."""
    file = nested(tmp_path, 1)
    assert len(inside(file, Limits(files=2))) == 1
    assert "archive_files" in refused(file, Limits(files=1))[1]


def test_hidden_files_are_left_where_they_are(tmp_path: Path) -> None:
    names = ("__MACOSX/a.csv", ".hidden/b.csv", "c/.d.csv", "./e.csv", "f.csv")
    assert [n.rpartition("/")[2] for n in inside(zipped(tmp_path, *names), Limits())] == [
        "e.csv",
        "f.csv",
    ]
    tar = tarred(tmp_path, "../g.csv", ".h.csv")
    assert inside(tar, Limits()) == ["shown/../g.csv"]
    assert not (tmp_path.parent / "g.csv").exists()


def test_a_document_is_no_archive_and_a_tar_is_one_however_it_is_packed(tmp_path: Path) -> None:
    book = zipped(tmp_path, "[Content_Types].xml", "xl/workbook.xml")
    assert is_document(book)
    assert not is_archive(book)
    assert is_archive(zipped(tmp_path, "a.csv"))
    for mode in ("w", "w:gz", "w:bz2", "w:xz"):
        tar = tarred(tmp_path, "a.csv", mode=mode)
        assert is_tar(tar)
        assert is_archive(tar, zipped=False)
        assert inside(tar, Limits()) == ["shown/a.csv"]
    text = tmp_path / "t.csv"
    text.write_text("a,b\n")
    assert not is_tar(text)
    assert not is_archive(text)
    assert not is_document(text)


def test_a_workbook_whose_parts_are_beyond_the_limits_is_refused(tmp_path: Path) -> None:
    book = zipped(tmp_path, "xl/a.xml", "xl/b.xml", text=b"0" * 10)
    require_small(book, "b.xlsx", Limits(size=10))
    with pytest.raises(DeliveryRefused, match=r"xl/a\.xml in the workbook unpacks to more than"):
        require_small(book, "b.xlsx", Limits(size=9))
    require_small(tmp_path / "none.xlsx", "none.xlsx", Limits())


def test_a_name_without_the_mark_is_gbk_as_windows_writes_it() -> None:
    entry = zipfile.ZipInfo("费用.csv".encode("gb18030").decode("cp437"))
    assert name_of(entry) == "费用.csv"
    entry.flag_bits |= 0x800
    assert name_of(entry) == entry.filename
    assert name_of(zipfile.ZipInfo("a.csv")) == "a.csv"
    assert name_of(zipfile.ZipInfo("费用.csv")) == "费用.csv"


def test_an_entry_behind_a_password_is_refused_and_one_with_a_chinese_name_is_read(
    tmp_path: Path,
) -> None:
    file = zipped(tmp_path, "费用.csv")
    assert inside(file, Limits()) == ["shown/费用.csv"]
    data = bytearray(file.read_bytes())
    # the first bit of the flags, in front of the entry and in the list at the end
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    file.write_bytes(data)
    assert refused(file, Limits())[0] == "the archive is protected by a password"
