"""Made-up persons planted where none is due, and a search for them in everything that is kept."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from feijian.ingest.read.personal_forms import CHECKS, WEIGHTS
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import csv_text, write_sound


def certificate(seventeen: str) -> str:
    """A number with its check digit; the region code 370199 is given to nobody."""
    return seventeen + CHECKS[sum(w * int(d) for w, d in zip(WEIGHTS, seventeen, strict=True)) % 11]


NUMBERS = tuple(certificate(f"370199{year}0307{n:03d}") for n, year in enumerate(range(1941, 1953)))
PHONES = tuple(f"1730000{n:04d}" for n in range(8))
NAMES = ("王望舒", "欧阳止水", "赵扶桑", "陈归晚", "刘既白", "孙未央")
TOKENS = (*NUMBERS, *PHONES, *NAMES)

VISITS = """
    mdtrt_id | psn_no | gend | brdy       | fixmedins_code | begntime            | endtime             | med_type | chfpdr_code| adm_dept_name | vali_flag
    M1       | A      | 1    | 1960-05-01 | H1             | 2025-07-01 08:00:00 | 2025-07-05 10:00:00 | 21       | {NAME0}  | 内科          | 1
    M2       | A      | 1    | 1960-05-01 | H1             | 2025-08-01 08:00:00 | 2025-08-05 10:00:00 | 21       | D7{NAME1} | 外科{PHONE0} | 1
    M3       | {CERT0} | 1   | 1960-05-01 | H1             | 2025-09-01 08:00:00 | 2025-09-05 10:00:00 | 21       | {PHONE1} | 内科          | 1
    M4       | A      | {NAME2} | {CERT1} | 1             | 1960-05-01          | H1                  | 2025     | 21       | D1            | 1
"""
CHARGES = """
    bkkp_sn | setl_id | mdtrt_id | psn_no | fixmedins_code | fee_ocur_time       | med_list_codg   | med_chrgitm_type | cnt   | det_item_fee_sumamt | medins_list_name | bilg_dr_code | bilg_dept_name | rx_drord_no | vali_flag
    F1      | S1      | M1       | A      | H1             | 2025-07-01 09:00:00 | 001102000050000 | 02               | 1     | 20.00               | 胸片             | D1           | 放射科         | R1          | 1
    F2      | S1      | M1       | A      | H1             | 2025-07-02 09:00:00 | 001109000010000 | 01               | 2     | 100.00              | 床位费 {CERT2}   | {NAME3}      | 内科           | {CERT3}     | 1
    F3      | S1      | M1       | {NAME4} | {CERT4}       | 2025-07-02 09:00:00 | 001109000010000 | 01               | 1     | 10.00               | 电话{PHONE2}     | D1           | {PHONE3}       | R3          | 1
    F4      | S1      | M1       | A      | H1             | {NAME5}             | {CERT5}         | {PHONE4}         | {CERT6} | {CERT7}           | {CERT8}          | D1           | 内科           | R4          | 1
    F5      | S1      | M1       | A      | H1             | 2025-07-02 09:00:00 | 001109000010000 | 01               | {PHONE5} | 5.00             | 护理             | D1           | 内科           | R5          | 1
"""


def filled(text: str) -> str:
    """A pipe table with the planted persons in their places."""
    for word, tokens in (("CERT", NUMBERS), ("PHONE", PHONES), ("NAME", NAMES)):
        for number, token in enumerate(tokens):
            text = text.replace(f"{{{word}{number}}}", token)
    return text


def planted_delivery(folder: Path) -> Path:
    """A sound delivery with persons in codes, in free text, in shifted rows and in a file's name."""
    write_sound(folder, mdtrt_d=filled(VISITS), fee_list_d=filled(CHARGES))
    charges = folder / "fee_list_d.csv"
    line = csv_text(filled(CHARGES)).splitlines()[1]
    with charges.open("a", encoding="utf-8") as out:  # a field too many, with a number in it
        out.write(line.replace("F1,", f"F9,{NUMBERS[9]},") + "\n")
    charges.rename(folder / f"fee_list_d_{NAMES[0]}_{NUMBERS[10]}.csv")
    (folder / f"others_{PHONES[6]}.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    return folder


def kept(root: Path) -> Iterator[tuple[str, bytes]]:
    """(place, bytes) of everything below a folder, packed files unpacked as well."""
    for path in sorted(root.rglob("*")):
        yield path.relative_to(root).as_posix(), path.name.encode()
        if path.is_file() and not path.is_symlink():
            yield from _unpacked(path.relative_to(root).as_posix(), path.read_bytes())


def _unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, data
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.namelist():
                yield from _unpacked(f"{name}!{entry}", archive.read(entry))
    elif name.endswith(".tar.gz"):
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            for member in archive.getmembers():
                held = archive.extractfile(member)
                if held is not None:
                    yield from _unpacked(f"{name}!{member.name}", held.read())
    elif data.startswith(b"PAR1"):
        import polars as pl

        yield f"{name}!rows", str(pl.read_parquet(io.BytesIO(data)).to_dicts()).encode()


def stored(workspace: Workspace) -> Iterator[tuple[str, bytes]]:
    """(table, bytes) of every table of the warehouse: on the disk they are packed."""
    with workspace.reading() as connection:
        for (name,) in connection.execute(
            "select table_schema || '.\"' || table_name || '\"' from information_schema.tables"
            " where table_catalog = current_database() order by 1"
        ).fetchall():
            yield name, str(connection.execute(f"select * from {name}").fetchall()).encode()


def leaks(places: Iterator[tuple[str, bytes]]) -> list[str]:
    """Where a planted person is found, in any of the ways that programs write text."""
    wanted = {
        token.encode(coding): token
        for token in TOKENS
        for coding in ("utf-8", "gb18030", "utf-16-le", "unicode_escape")
    }
    return sorted(
        {
            f"{place}: {token}"
            for place, data in places
            for raw, token in wanted.items()
            if raw in data
        }
    )
