"""Entries of archives that are no plain files under plain names: links, pipes, names in GBK, names too long."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from feijian.errors import DeliveryRefused
from feijian.ingest.read.archives import Limits, unpacked
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import TABLES, csv_text, fates, take_in, write_sound

LINES = csv_text(TABLES["fee_list_d"]).encode()


def entry_of(name: str, kind: bytes = tarfile.REGTYPE, to: str = "") -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, to
    return entry


def tarred(*entries: tuple[tarfile.TarInfo, bytes], encoding: str = "utf-8") -> bytes:
    out = io.BytesIO()
    with tarfile.open(
        fileobj=out, mode="w", encoding=encoding, format=tarfile.GNU_FORMAT
    ) as archive:
        for entry, data in entries:
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def delivered(folder: Path, name: str, data: bytes) -> Path:
    write_sound(folder)
    (folder / "fee_list_d.csv").unlink()
    (folder / name).write_bytes(data)
    return folder


LINK, HARD, PIPE = tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE


@pytest.mark.parametrize(
    "data",
    [
        tarred((entry_of("七月/费用明细.csv"), LINES), encoding="gb18030"),
        tarred((entry_of("d/0001"), LINES), (entry_of("fee_list_d.csv", HARD, "d/0001"), b"")),
        tarred((entry_of("d/0001"), LINES), (entry_of("fee_list_d.csv", LINK, "d/0001"), b"")),
        # a link to a folder brings nothing that does not come by its own name
        tarred((entry_of("07/fee_list_d.csv"), LINES), (entry_of("latest", LINK, "07"), b"")),
    ],
    ids=["a name in GBK", "a hard link", "a link", "a link to a folder"],
)
def test_an_entry_is_read_under_whatever_name(
    data: bytes, workspace: Workspace, tmp_path: Path
) -> None:
    report = take_in(workspace, delivered(tmp_path / "d", "七月.tar", data))
    assert fates(report)["fee_list_d"] == (2, 2, 0, 0, 0)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (entry_of("fee_list_d.csv", LINK, "/etc/hostname"), "cannot be unpacked"),
        (entry_of("fee_list_d.csv", LINK, "../../../../etc/hostname"), "cannot be unpacked"),
        (entry_of("fee_list_d.csv", LINK, "fee_list_d.csv"), "cannot be unpacked"),
        (entry_of("fee_list_d.csv", HARD, "/etc/hostname"), "cannot be unpacked"),
        (entry_of("fee_list_d.csv", PIPE), "is a pipe, a socket or a device"),
    ],
)
def test_an_entry_that_is_no_file_of_the_archive_is_refused(
    entry: tarfile.TarInfo, told: str, workspace: Workspace, tmp_path: Path
) -> None:
    folder = delivered(tmp_path / "d", "a.tar", tarred((entry, b"")))
    with pytest.raises(DeliveryRefused, match=rf"a\.tar: fee_list_d\.csv in it {told}"):
        take_in(workspace, folder)


def test_links_count_as_large_as_what_they_may_name(tmp_path: Path) -> None:
    """A small archive of a thousand links to one file would fill a disk."""
    links = [(entry_of(f"{n}.csv", HARD, "0.csv"), b"") for n in range(1, 20)]
    path = tmp_path / "a.tar"
    path.write_bytes(tarred((entry_of("0.csv"), b"x" * 200_000), *links))
    with pytest.raises(DeliveryRefused, match="unpacks to more than 3 MB"):
        list(unpacked(path, "a.tar", tmp_path / "into", Limits(size=3_000_000)))


def test_a_name_may_be_longer_than_a_disk_takes(workspace: Workspace, tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("fee_list_d_" + "明细" * 150 + ".csv", LINES)
    report = take_in(workspace, delivered(tmp_path / "d", "a.zip", out.getvalue()))
    assert fates(report)["fee_list_d"] == (2, 2, 0, 0, 0)


def test_what_is_compressed_and_no_text_is_told_as_what_it_is(
    workspace: Workspace, tmp_path: Path
) -> None:
    out = io.BytesIO()
    pq.write_table(pa.table({"bkkp_sn": ["F1"]}), out)
    folder = delivered(tmp_path / "d", "fee_list_d.parquet.gz", gzip.compress(out.getvalue()))
    with pytest.raises(DeliveryRefused, match="a Parquet file is compressed in it"):
        take_in(workspace, folder)


def test_a_parquet_file_with_a_damaged_page_is_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    columns = LINES.decode().splitlines()[0].split(",")
    rows = [line.split(",") for line in LINES.decode().splitlines()[1:]]
    out = io.BytesIO()
    pq.write_table(pa.table(dict(zip(columns, zip(*rows, strict=True), strict=True))), out)
    data = bytearray(out.getvalue())
    data[10:60] = bytes(byte ^ 0xFF for byte in data[10:60])
    folder = delivered(tmp_path / "d", "fee_list_d.parquet", bytes(data))
    with pytest.raises(DeliveryRefused, match="a damaged Parquet file"):
        take_in(workspace, folder)
