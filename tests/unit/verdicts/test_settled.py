"""Settled cases: what was recovered or corrected before is counted, and raised no more."""

import sqlite3
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from feijian.errors import ImportRefused
from feijian.verdicts.settled import (
    Settled,
    import_settled,
    read_settled,
    settle_findings,
    unknown_lines,
    unsettle_findings,
)
from feijian.workspace import Workspace


def finding(identity: str, *lines: str) -> dict[str, object]:
    return {"finding_id": identity, "claim_line_ids": list(lines)}


def test_a_finding_is_settled_by_its_id_or_by_all_of_its_lines() -> None:
    settled = Settled(frozenset({"f1"}), frozenset({"L1", "L2"}))
    assert settled.covers(finding("f1"))
    assert settled.covers(finding("f1", "L9"))
    assert settled.covers(finding("f2", "L1"))
    assert settled.covers(finding("f2", "L1", "L2"))
    assert not settled.covers(finding("f2", "L1", "L3"))
    assert not settled.covers(finding("f2")), "no line is not all lines"
    assert not Settled().covers(finding("f1", "L1"))


def test_a_list_is_added_once_and_spaces_and_blanks_are_no_ids(tmp_path: Path) -> None:
    store, file = tmp_path / "verdicts.sqlite", tmp_path / "list.csv"
    file.write_text(
        "claim_line_id,finding_id,how\n L1 ,f1,recovered\nL2,,\nL2, ,\n", encoding="utf-8"
    )
    assert read_settled(store) == Settled()
    assert import_settled(store, file) == 3
    assert import_settled(store, file) == 0
    assert read_settled(store) == Settled(frozenset({"f1"}), frozenset({"L1", "L2"}))


def test_a_workbook_is_read_as_well(tmp_path: Path) -> None:
    store, file = tmp_path / "verdicts.sqlite", tmp_path / "list.xlsx"
    book = openpyxl.Workbook()
    assert book.active is not None
    for cell in ("finding_id", 7, None, "f2"):
        book.active.append([cell])
    book.save(file)
    assert import_settled(store, file) == 2
    assert read_settled(store) == Settled(frozenset({"7", "f2"}))


def test_a_list_without_either_column_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("line\nL1\n", encoding="utf-8")
    with pytest.raises(ImportRefused, match="neither column finding_id nor claim_line_id"):
        import_settled(tmp_path / "verdicts.sqlite", file)
    with pytest.raises(ImportRefused, match="no such file"):
        import_settled(tmp_path / "verdicts.sqlite", tmp_path / "none.csv")


def test_what_a_visit_settled_is_taken_back_with_it_and_nothing_else(tmp_path: Path) -> None:
    store = tmp_path / "verdicts.sqlite"
    assert settle_findings(store, ["f1", "f2", "f1"], "returned", "visit 1") == 2
    assert settle_findings(store, ["f2", "f3"], "returned", "visit 2") == 1
    assert read_settled(store).findings == {"f1", "f2", "f3"}
    assert unsettle_findings(store, "visit 1") == 2
    assert unsettle_findings(store, "visit 1") == 0
    assert read_settled(store).findings == {"f3"}


def test_how_a_case_was_settled_and_by_what_is_kept(tmp_path: Path) -> None:
    store, file = tmp_path / "verdicts.sqlite", tmp_path / "list.csv"
    file.write_text("claim_line_id,how\nL1,recovered\nL2,\n", encoding="utf-8")
    assert import_settled(store, file) == 2
    assert settle_findings(store, ["f1"], "returned", "visit 1") == 1
    with closing(sqlite3.connect(store)) as database:
        rows = database.execute("select kind, id, how, source from dealt_with order by id")
        assert rows.fetchall() == [
            ("claim_line_id", "L1", "recovered", "list.csv"),
            ("claim_line_id", "L2", "", "list.csv"),
            ("finding_id", "f1", "returned", "visit 1"),
        ]


def test_an_id_that_looks_like_a_number_is_kept_as_it_is_written(tmp_path: Path) -> None:
    store, file = tmp_path / "verdicts.sqlite", tmp_path / "list.csv"
    file.write_text("claim_line_id,how\n007,1\n1e3,2\n", encoding="utf-8")
    assert import_settled(store, file) == 2
    assert read_settled(store).lines == {"007", "1e3"}


def test_a_list_of_a_spreadsheet_is_read_as_it_was_meant(tmp_path: Path) -> None:
    """Below a title, in GBK, parted by semicolons, with other columns and letters."""
    store, file = tmp_path / "verdicts.sqlite", tmp_path / "list.csv"
    text = "已处理清单;;\n序号;Claim_Line_ID ;HOW\n1;L1;医院已自查退回\n2;=L2;\n"
    file.write_bytes(text.replace("=L2", "'=L2").encode("gbk"))
    assert import_settled(store, file) == 2
    assert read_settled(store).lines == {"L1", "=L2"}
    with closing(sqlite3.connect(store)) as database:
        told = database.execute("select id, how from dealt_with order by 1 desc").fetchall()
    assert told == [("L1", "医院已自查退回"), ("=L2", "")]


@pytest.mark.parametrize("value", ["1.23E+17", "1.23456789012346e17", "123456789012345.0"])
def test_an_id_that_lost_its_digits_refuses_the_list(tmp_path: Path, value: str) -> None:
    store, file = tmp_path / "verdicts.sqlite", tmp_path / "list.csv"
    file.write_text(f"claim_line_id\nL1\n{value}\n", encoding="utf-8")
    with pytest.raises(ImportRefused) as refused:
        import_settled(store, file)
    assert [p.where for p in refused.value.problems] == ["list.csv, row 3"]
    assert not store.exists()


def test_charges_that_no_delivery_brought_are_counted(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "workspace")
    file = tmp_path / "list.csv"
    file.write_text("claim_line_id,finding_id\nL1,f1\nL1,\nL2,\nL3,\n", encoding="utf-8")
    assert unknown_lines(workspace, file) == (0, 3)
    with workspace.writing() as connection:
        connection.execute("create table canonical.claim_line as select 'L2' as claim_line_id")
    assert unknown_lines(workspace, file) == (2, 3)
