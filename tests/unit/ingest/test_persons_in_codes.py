"""What names a person where a code is due is neither told nor kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from feijian.ingest.read.coded_persons import may_name_a_person
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import TABLES, query, take_in, write_sound


@pytest.mark.parametrize(
    ("value", "rows", "named"),
    [
        ("张三丰", 1, True),
        ("欧阳秀英", 1, True),
        ("王五", 2, True),
        ("张三丰", 3, False),  # so often it is a kind
        ("370101196005010014", 1, True),  # whatever its check digit
        ("370101600501001", 90, True),  # of fifteen digits
        ("0531-86123456", 1, True),
        ("某县某镇李家村5号", 90, True),
        ("幸福小区3栋2单元", 1, True),
        ("高压氧", 1, False),
        ("石膏费", 1, False),
        ("日间病床", 1, False),
        ("康复", 1, False),
        ("安宁疗护", 1, False),
        ("村卫生室", 1, False),
        ("乡镇卫生院", 1, False),
        ("9901", 1, False),
        ("2025-07-01", 1, False),
    ],
)
def test_numbers_addresses_and_names_are_no_kinds(value: str, rows: int, named: bool) -> None:
    assert may_name_a_person(value, rows) is named


def test_what_names_a_person_in_a_coded_column_is_neither_told_nor_kept(
    workspace: Workspace, tmp_path: Path
) -> None:
    people = """
        psn_no | gend   | brdy       | vali_flag
        A      | 1      | 1960-05-01 | 1
        B      | 张三丰 | 1971-11-20 | 1
        C      | 阴阳人 | 1971-11-20 | 1
        D      | 2      | 1971-11-20 | 某县某镇李家村5号
        """
    report = take_in(workspace, write_sound(tmp_path / "d", psn_info_b=people))
    said = str(report.json())
    assert "阴阳人 (1)" in said
    assert "psn_info_b.csv: 1 values of gend named a person and were hashed" in said
    kept = said + str(query(workspace, "from ledger.quarantine"))
    for file in workspace.root.rglob("*.csv"):
        kept += file.read_text(encoding="utf-8")
    assert "张三丰" not in kept
    assert "李家村" not in kept


def test_who_signed_a_list_is_no_key_of_its_row(workspace: Workspace, tmp_path: Path) -> None:
    folder = write_sound(tmp_path / "d")
    with (folder / "fee_list_d.csv").open("a", encoding="utf-8") as out:
        out.write("审核：张三丰" + "," * 10 + "\n")
    take_in(workspace, folder)
    assert "审核" in str(query(workspace, "from ledger.quarantine"))
    assert "张三丰" not in str(query(workspace, "from ledger.quarantine"))


def test_a_certificate_where_a_number_is_due_is_one_person_however_its_x_is_written(
    workspace: Workspace, tmp_path: Path
) -> None:
    written = {
        "psn_info_b": "11010119900307109X",
        "mdtrt_d": "11010119900307109x",
        "setl_d": "11010119900307109X",
        "fee_list_d": "110101 19900307 109x",
    }
    tables = {n: TABLES[n].replace(" A ", f" {number} ") for n, number in written.items()}
    report = take_in(workspace, write_sound(tmp_path / "d", **tables))
    assert not report.doubts
    [(person,)] = query(
        workspace,
        "select person_id from canonical.person union select person_id from canonical.encounter"
        " union select person_id from canonical.claim union select person_id from canonical.claim_line",
    )
    assert "1990" not in person


@pytest.mark.parametrize(
    "number", ["370102199111301026", "370102199111301024", "37010219911130102x"]
)
def test_a_number_among_words_is_hashed_with_them_whatever_its_check_digit(
    workspace: Workspace, tmp_path: Path, number: str
) -> None:
    charges = f"""
        bkkp_sn | setl_id | mdtrt_id | psn_no | fixmedins_code | fee_ocur_time       | med_list_codg   | hilist_name           | med_chrgitm_type | cnt | det_item_fee_sumamt | vali_flag
        F1      | S1      | M1       | A      | H1             | 2025-07-01 09:00:00 | 001102000050000 | 诊查费（{number}退费） | 02               | 1   | 20.00               | 1
        F2      | S1      | M1       | A      | H1             | 2025-07-02 09:00:00 | 001109000010000 | 37010219911130102600   | 01               | 2   | 100.00              | 1
        """
    report = take_in(workspace, write_sound(tmp_path / "d", fee_list_d=charges))
    names = query(workspace, "select item_name from canonical.claim_line order by claim_line_id")
    # the words beside a number are a name as likely as not
    assert [len(name) for (name,) in names] == [32, 20]
    assert names[1] == ("37010219911130102600",)
    assert [n.what for n in report.notes if "named a person" in n.what] == [
        "1 values of hilist_name named a person and were hashed"
    ]
