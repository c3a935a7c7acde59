"""Reference tables come from every root and from the files a bureau names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pytest

from feijian.contracts.catalogue import read_catalogue
from feijian.errors import LibraryError
from feijian.library import Library
from feijian.reference.tables import load_reference
from feijian.workspace import Settings
from feijian.workspace.settings import ReferenceFile

CONTRACT = """\
apiVersion: v3.1.0
kind: DataContract
id: bureau.fee_cap
name: fee_cap
version: 1.0.0
status: active
description: {purpose: 'test'}
schema:
  - name: fee_cap
    physicalType: table
    logicalType: object
    properties:
      - {name: item_code, logicalType: string, physicalType: varchar, required: true, primaryKey: true, primaryKeyPosition: 1}
      - {name: cap, logicalType: number, physicalType: 'decimal(18,4)', required: true, quality: [{type: custom, engine: feijian, name: cap_positive, implementation: "cap > 0", mustBe: 0}]}
      - {name: valid_from, logicalType: date, physicalType: date}
"""


@pytest.fixture
def roots(tmp_path: Path) -> list[Path]:
    folders = []
    for name in ("first", "second"):
        folder = tmp_path / name / "data_contracts" / "reference"
        folder.mkdir(parents=True)
        folders.append(folder)
    (folders[0] / "fee_cap.odcs.yaml").write_text(CONTRACT, encoding="utf-8")
    (folders[0] / "fee_cap.csv").write_text(
        "item_code,cap,valid_from\nA,10,\nB,20.5,2025-01-01\n", encoding="utf-8"
    )
    return folders


def rows(tmp_path: Path, *files: ReferenceFile) -> list[tuple[object, ...]]:
    library = Library((tmp_path / "first", tmp_path / "second"))
    connection = duckdb.connect()
    load_reference(connection, read_catalogue(library), library, Settings(reference=files))
    return connection.execute("select * from reference.fee_cap order by all").fetchall()


@pytest.mark.usefixtures("roots")
def test_rows_have_the_types_of_the_contract(tmp_path: Path) -> None:
    assert rows(tmp_path) == [
        ("A", Decimal("10.0000"), None),
        ("B", Decimal("20.5000"), date(2025, 1, 1)),
    ]


def test_a_later_root_extends_and_its_row_takes_the_place_of_an_equal_key(
    roots: list[Path], tmp_path: Path
) -> None:
    (roots[1] / "fee_cap.csv").write_text("item_code,cap\nA,11\nC,5\n", encoding="utf-8")
    assert [r[:2] for r in rows(tmp_path)] == [
        ("A", Decimal("11.0000")),
        ("B", Decimal("20.5000")),
        ("C", Decimal("5.0000")),
    ]


@pytest.mark.usefixtures("roots")
def test_a_bureaus_workbook_can_replace_the_shipped_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["ITEM_CODE", "cap", "valid_from"])
    page.append(["001", "1,200.00", "2025/7/1"])
    book.save(tmp_path / "caps.xlsx")
    assert rows(tmp_path, ReferenceFile("fee_cap", tmp_path / "caps.xlsx", "replace")) == [
        ("001", Decimal("1200.0000"), date(2025, 7, 1))
    ]


@pytest.mark.usefixtures("roots")
def test_a_number_that_may_be_thousands_or_decimals_is_refused(tmp_path: Path) -> None:
    (tmp_path / "caps.csv").write_text('item_code,cap\n001,"1,200"\n', encoding="utf-8")
    with pytest.raises(LibraryError, match=r"caps\.csv:2: cap is not a decimal"):
        rows(tmp_path, ReferenceFile("fee_cap", tmp_path / "caps.csv", "extend"))


@pytest.mark.usefixtures("roots")
def test_a_bureaus_csv_may_be_gb18030(tmp_path: Path) -> None:
    (tmp_path / "caps.csv").write_text("item_code,cap\n项目,3\n", encoding="gb18030")
    assert ("项目", Decimal("3.0000"), None) in rows(
        tmp_path, ReferenceFile("fee_cap", tmp_path / "caps.csv", "extend")
    )


def test_everything_wrong_is_told_with_file_and_line(roots: list[Path], tmp_path: Path) -> None:
    (roots[1] / "fee_cap.csv").write_text(
        "item_code,cap,valid_from\nA,x,2025-13-01\n,1,\nD,-1,\n", encoding="utf-8"
    )
    with pytest.raises(LibraryError) as error:
        rows(tmp_path, ReferenceFile("fee_capp", tmp_path / "caps.csv", "extend"))
    told = str(error.value)
    for expected in (
        "feijian.toml [reference.fee_capp]: there is no such reference table",
        "data_contracts/reference/fee_cap.csv:2: cap is not a decimal(18,4)",
        "data_contracts/reference/fee_cap.csv:2: valid_from is not a date",
        "data_contracts/reference/fee_cap.csv:3: item_code is empty",
        "data_contracts/reference/fee_cap.csv:4: breaks cap_positive",
    ):
        assert expected in told


def test_unchanged_files_are_not_read_again(roots: list[Path], tmp_path: Path) -> None:
    library = Library((tmp_path / "first",))
    connection = duckdb.connect()
    catalogue = read_catalogue(library)
    load_reference(connection, catalogue, library, Settings())
    connection.execute("delete from reference.fee_cap where item_code = 'A'")
    assert load_reference(connection, catalogue, library, Settings()) == {"fee_cap": 1}
    (roots[0] / "fee_cap.csv").write_text("item_code,cap\nZ,1\n", encoding="utf-8")
    assert load_reference(connection, catalogue, library, Settings()) == {"fee_cap": 1}
    assert connection.execute("select item_code from reference.fee_cap").fetchall() == [("Z",)]


@pytest.mark.usefixtures("roots")
def test_a_row_that_stands_twice_counts_once(tmp_path: Path) -> None:
    (tmp_path / "caps.csv").write_text("item_code,cap\nA,1\nA,1\n", encoding="utf-8")
    found = rows(tmp_path, ReferenceFile("fee_cap", tmp_path / "caps.csv", "replace"))
    assert found == [("A", Decimal("1.0000"), None)]


@pytest.mark.usefixtures("roots")
def test_one_key_with_two_meanings_is_refused(tmp_path: Path) -> None:
    (tmp_path / "caps.csv").write_text("item_code,cap\nA,1\nB,1\nA,2\n", encoding="utf-8")
    with pytest.raises(
        LibraryError, match=r"caps.csv:4: stands for the same item_code and time as line 2"
    ):
        rows(tmp_path, ReferenceFile("fee_cap", tmp_path / "caps.csv", "extend"))


@pytest.mark.usefixtures("roots")
def test_a_row_of_another_length_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "caps.csv").write_text("item_code,cap\nA,1\nB\n", encoding="utf-8")
    with pytest.raises(LibraryError, match=r"caps\.csv:3: 1 fields where the header has 2"):
        rows(tmp_path, ReferenceFile("fee_cap", tmp_path / "caps.csv", "extend"))


@pytest.mark.usefixtures("roots")
def test_a_code_without_its_zeros_is_refused(tmp_path: Path) -> None:
    (tmp_path / "caps.csv").write_text("item_code,cap\n1102000050000,1\n", encoding="utf-8")
    with pytest.raises(LibraryError, match=r"caps\.csv:2: item_code has lost its leading zeros"):
        rows(tmp_path, ReferenceFile("fee_cap", tmp_path / "caps.csv", "extend"))


@pytest.mark.parametrize("name", ["own.csv", "own.xlsx"])
def test_a_region_with_its_zeros_is_all_that_lies_in_it(
    roots: list[Path], tmp_path: Path, name: str
) -> None:
    contract = CONTRACT.replace("name: item_code", "name: region_code").replace(
        "fee_cap", "region_cap"
    )
    (roots[0] / "region_cap.odcs.yaml").write_text(contract, encoding="utf-8")
    written = [
        ("region_code", "cap"),
        ("370000", "1"),
        ("370100", "2"),
        ("370102", "3"),
        ("3702", "4"),
        ("36", "5"),
    ]
    if name.endswith("csv"):
        (tmp_path / name).write_text(
            "\n".join(",".join(row) for row in written) + "\n", encoding="utf-8"
        )
    else:
        book = openpyxl.Workbook()
        for row in written:
            book.active.append(row)
        book.save(tmp_path / name)
    library = Library((tmp_path / "first", tmp_path / "second"))
    connection = duckdb.connect()
    own = ReferenceFile("region_cap", tmp_path / name, "extend")
    load_reference(connection, read_catalogue(library), library, Settings(reference=(own,)))
    read = connection.execute(
        "select region_code, cap from reference.region_cap order by cap"
    ).fetchall()
    assert [r for r, _ in read] == ["37", "3701", "370102", "3702", "36"]
