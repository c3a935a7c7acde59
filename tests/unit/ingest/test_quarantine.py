"""Rows in quarantine are kept whole, without names, and let in once mended."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from feijian.errors import ImportRefused, UsageError
from feijian.ingest.load.quarantine import list_quarantined, release
from feijian.library import Library
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import (
    TABLES,
    canonical,
    csv_text,
    held,
    query,
    take_in,
    write_rows,
    write_sound,
)

BAD_AMOUNT = TABLES["fee_list_d"].replace("| 20.00 ", "| 2O.00 ")
SECRETS = ("张三丰", "370101196005010011", "13912345678", "李家村")


@pytest.fixture
def bad(workspace: Workspace, tmp_path: Path) -> Workspace:
    take_in(workspace, write_sound(tmp_path / "d", fee_list_d=BAD_AMOUNT))
    return workspace


def test_a_held_row_is_kept_whole_with_file_line_and_reasons(bad: Workspace) -> None:
    (file,) = bad.quarantine.rglob("*.parquet")
    assert file.parent.name == "fee_list_d"
    (row,) = pl.read_parquet(file).to_dicts()
    assert (row["file"], row["line"], row["reasons"]) == (
        "fee_list_d.csv",
        2,
        ["not_a_number:det_item_fee_sumamt"],
    )
    assert (row["bkkp_sn"], row["det_item_fee_sumamt"], row["cnt"]) == ("F1", "2O.00", "1")


def test_the_list_counts_by_reason_and_shows_rows_without_values(bad: Workspace) -> None:
    assert list_quarantined(bad) == [
        {"table": "fee_list_d", "reason": "not_a_number:det_item_fee_sumamt", "rows": 1}
    ]
    (row,) = list_quarantined(bad, rows=True)
    assert sorted(row) == ["delivery_id", "file", "line", "quarantine_id", "reasons", "table"]
    assert list_quarantined(bad, table="setl_d") == []


def test_a_row_that_still_fails_stays(bad: Workspace) -> None:
    assert release(bad, Library.of()) == {"tried": 1, "released": 0, "closed": 0, "kept": 1}
    assert held(bad) == {"fee_list_d": [(2, ["not_a_number:det_item_fee_sumamt"])]}


def test_a_mended_row_goes_in(bad: Workspace, tmp_path: Path) -> None:
    (row,) = list_quarantined(bad, rows=True)
    mended = write_rows(
        tmp_path / "mended.csv",
        [{"quarantine_id": row["quarantine_id"], "reasons": "x", "det_item_fee_sumamt": "20.00"}],
    )
    assert release(bad, Library.of(), mended=mended)["released"] == 1
    assert held(bad) == {}
    assert not list(bad.quarantine.rglob("*.parquet"))
    assert query(bad, "select amount from canonical.claim_line where claim_line_id = 'F1'") == [
        (Decimal("20.00"),)
    ]
    assert query(
        bad,
        "select f.name, o._line from ledger.origin_claim_line as o join ledger.file as f"
        " on f.file_seq = o._file where o.claim_line_id = 'F1'",
    ) == [("fee_list_d.csv", 2)]
    assert ("encounter", "M1") in query(
        bad, "select scope, key from ledger.touched where delivery_seq = 2"
    )


def test_a_row_mended_badly_stays_as_mended(bad: Workspace, tmp_path: Path) -> None:
    (row,) = list_quarantined(bad, rows=True)
    mended = write_rows(
        tmp_path / "mended.csv",
        [
            {
                "quarantine_id": row["quarantine_id"],
                "det_item_fee_sumamt": "20.00",
                "fee_ocur_time": "1899-01-01",
            }
        ],
    )
    assert release(bad, Library.of(), mended=mended) == {
        "tried": 1,
        "released": 0,
        "closed": 0,
        "kept": 1,
    }
    assert held(bad) == {"fee_list_d": [(2, ["charged_at_in_range"])]}
    again = write_rows(
        tmp_path / "again.csv",
        [{"quarantine_id": row["quarantine_id"], "fee_ocur_time": "2025-07-01"}],
    )
    assert release(bad, Library.of(), mended=again)["released"] == 1


def test_one_of_two_conflicting_rows_can_be_chosen(workspace: Workspace, tmp_path: Path) -> None:
    other = (
        TABLES["fee_list_d"] + TABLES["fee_list_d"].splitlines()[2].replace("20.00", "25.00") + "\n"
    )
    take_in(workspace, write_sound(tmp_path / "d", fee_list_d=other))
    rows = list_quarantined(workspace, rows=True)
    assert [r["line"] for r in rows] == [2, 4]
    assert release(workspace, Library.of(), ids=[rows[1]["quarantine_id"]])["released"] == 1
    assert query(
        workspace, "select amount from canonical.claim_line where claim_line_id = 'F1'"
    ) == [(Decimal("25.00"),)]
    assert held(workspace) == {}, "the other one is superseded by the choice"


def test_releasing_a_parent_lets_its_children_in(workspace: Workspace, tmp_path: Path) -> None:
    late = TABLES["mdtrt_d"].replace("2025-07-01 08:00:00", "2999-07-01 08:00:00")
    take_in(workspace, write_sound(tmp_path / "d", mdtrt_d=late))
    assert held(workspace)["setl_d"] == [(2, ["parent_quarantined"])]
    (row,) = [r for r in list_quarantined(workspace, rows=True) if r["table"] == "mdtrt_d"]
    mended = write_rows(
        tmp_path / "m.csv",
        [{"quarantine_id": row["quarantine_id"], "begntime": "2025-07-01 08:00:00"}],
    )
    assert release(workspace, Library.of(), mended=mended)["released"] == 1
    assert held(workspace) == {}
    assert len(canonical(workspace)["claim_line"]) == 2


def test_an_id_or_a_file_that_cannot_be_used_is_refused(bad: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="q0: is not held in quarantine"):
        release(bad, Library.of(), ids=["q0"])
    with pytest.raises(ImportRefused, match="no such file"):
        release(bad, Library.of(), mended=tmp_path / "none.csv")
    without = write_rows(tmp_path / "w.csv", [{"id": "1"}])
    with pytest.raises(ImportRefused, match="quarantine_id"):
        release(bad, Library.of(), mended=without)
    (row,) = list_quarantined(bad, rows=True)
    unknown = write_rows(
        tmp_path / "u.csv", [{"quarantine_id": row["quarantine_id"], "price": "1"}]
    )
    with pytest.raises(ImportRefused, match="fee_list_d has no column 'price'"):
        release(bad, Library.of(), mended=unknown)
    assert held(bad) != {}


def test_nothing_that_names_a_person_is_stored_in_clear(
    workspace: Workspace, tmp_path: Path
) -> None:
    bad_birth = TABLES["psn_info_b"].replace("1960-05-01", "1899-05-01")
    visits = (
        TABLES["mdtrt_d"]
        .replace("| vali_flag", "| psn_name | tel         | vali_flag")
        .replace("| 21       | 1", "| 21       | 张三丰   | 13912345678 | 1")
        .replace("2025-07-05 10:00:00", "2024-07-05 10:00:00")
    )
    folder = write_sound(tmp_path / "d", psn_info_b=bad_birth, mdtrt_d=visits)
    doctors = "dr_code,dr_name,pat_name\nD1,张三丰,张三丰\n"
    (folder / "dr_info_b.csv").write_text(doctors, encoding="utf-8")
    ragged = csv_text(TABLES["psn_info_b"]).splitlines()[1].replace("A,", "B,") + ",李家村\n"
    with (folder / "psn_info_b.csv").open("a", encoding="utf-8") as out:
        out.write(
            csv_text(TABLES["psn_info_b"]).splitlines()[1].replace("A,", "C,") + "\n" + ragged
        )
    take_in(workspace, folder)
    assert set(held(workspace)) >= {"psn_info_b", "mdtrt_d"}
    stored = [workspace.warehouse, *workspace.quarantine.rglob("*.parquet")]
    assert len(stored) > 2
    for file in stored:
        data = file.read_bytes()
        for secret in SECRETS:
            assert secret.encode("utf-8") not in data, (file.name, secret)
            assert secret.encode("gb18030") not in data, (file.name, secret)
    for file in workspace.quarantine.rglob("*.parquet"):
        text = str(pl.read_parquet(file).to_dicts())
        assert not any(secret in text for secret in SECRETS)
    with workspace.reading() as connection:
        for (name,) in connection.execute(
            "select table_schema || '.' || table_name from information_schema.tables"
            " where table_schema in ('canonical', 'ledger')"
        ).fetchall():
            rows = str(connection.execute(f"select * from {name}").fetchall())
            assert not any(secret in rows for secret in SECRETS), name
    assert not any(p.is_file() for p in workspace.temporary.rglob("*"))


def test_equal_phones_and_addresses_stay_equal(workspace: Workspace, tmp_path: Path) -> None:
    others = (
        TABLES["psn_info_b"]
        + "        B | 李四 | 2 | 1970-05-01 | 2 | 139 1234 5678 | 某县某镇李家村 ５号 | 1\n"
        + "        C | 王五 | 2 | 1980-05-01 | 3 | 13900000001 | 某县某镇李家村9号 | 1\n"
    )
    take_in(workspace, write_sound(tmp_path / "d", psn_info_b=others))
    rows = query(
        workspace,
        "select phone_key, address_key, locality_key from canonical.person order by person_id",
    )
    assert rows[0][0] == rows[1][0] != rows[2][0]
    assert rows[0][1] == rows[1][1] != rows[2][1]
    assert rows[0][2] == rows[1][2] == rows[2][2]
    assert all(len(cell) == 32 for row in rows for cell in row)
