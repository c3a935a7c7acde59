"""A delivery becomes canonical rows, and every row is accounted for."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import (
    TABLES,
    canonical,
    fates,
    held,
    query,
    take_in,
    write,
    write_sound,
)


def test_a_sound_delivery_is_accepted_whole(workspace: Workspace, tmp_path: Path) -> None:
    report = take_in(workspace, write_sound(tmp_path / "d"))
    assert fates(report) == {
        "fixmedins_b": (1, 1, 0, 0, 0),
        "psn_info_b": (1, 1, 0, 0, 0),
        "mdtrt_d": (1, 1, 0, 0, 0),
        "setl_d": (1, 1, 0, 0, 0),
        "fee_list_d": (2, 2, 0, 0, 0),
    }
    assert query(
        workspace,
        "select claim_line_id, encounter_id, charged_at, category, quantity, amount"
        " from canonical.claim_line order by 1",
    ) == [
        ("F1", "M1", datetime(2025, 7, 1, 9), "consultation", Decimal("1.0000"), Decimal("20.00")),
        ("F2", "M1", datetime(2025, 7, 2, 9), "bed", Decimal("2.0000"), Decimal("100.00")),
    ]
    assert query(workspace, "select level, kind from canonical.provider") == [(2, "hospital")]


def test_the_json_of_a_load_is_what_the_design_says(workspace: Workspace, tmp_path: Path) -> None:
    report = take_in(workspace, write_sound(tmp_path / "d"))
    assert report.json()["files"][0] == {
        "file": "fee_list_d.csv",
        "table": "fee_list_d",
        "read": 2,
        "accepted": 2,
        "void": 0,
        "repeated": 0,
        "quarantined": 0,
    }


def test_the_same_delivery_again_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    folder = write_sound(tmp_path / "d")
    take_in(workspace, folder)
    before = canonical(workspace)
    again = take_in(workspace, folder)
    assert again.already_loaded
    assert fates(again)["fee_list_d"] == (2, 0, 0, 2, 0)
    assert canonical(workspace) == before
    assert query(workspace, "select count(*) from ledger.delivery") == [(1,)]


def test_the_same_rows_in_another_file_are_repeats(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, write_sound(tmp_path / "d"))
    before = canonical(workspace)
    for name, text in TABLES.items():
        folder = write(tmp_path / "again", **{name: text})
        file = folder / f"{name}.csv"
        file.write_bytes(file.read_text(encoding="utf-8").encode("gb18030") + b"\n")
    again = take_in(workspace, tmp_path / "again")
    assert {t: (r[0], r[3]) for t, r in fates(again).items()} == {
        "fixmedins_b": (1, 1),
        "psn_info_b": (1, 1),
        "mdtrt_d": (1, 1),
        "setl_d": (1, 1),
        "fee_list_d": (2, 2),
    }
    assert canonical(workspace) == before
    assert query(workspace, "select count(*) from ledger.touched where delivery_seq = 2") == [(0,)]


def test_a_void_row_is_left_out_and_its_children_wait(workspace: Workspace, tmp_path: Path) -> None:
    void = TABLES["setl_d"].replace("| 0              | 1", "| 0              | 0")
    report = take_in(workspace, write_sound(tmp_path / "d", setl_d=void))
    assert fates(report)["setl_d"] == (1, 0, 1, 0, 0)
    assert fates(report)["fee_list_d"] == (2, 0, 0, 0, 2)
    assert held(workspace) == {"fee_list_d": [(2, ["parent_void"]), (3, ["parent_void"])]}


def test_a_later_void_row_withdraws_the_earlier_and_its_children(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, write_sound(tmp_path / "d"))
    void = TABLES["mdtrt_d"].replace("| 21       | 1", "| 21       | 0")
    report = take_in(workspace, write(tmp_path / "later", mdtrt_d=void))
    assert fates(report)["mdtrt_d"] == (1, 0, 1, 0, 0)
    left = canonical(workspace)
    assert left["encounter"] == left["claim"] == left["claim_line"] == []
    assert held(workspace) == {
        "fee_list_d": [
            (2, ["parent_quarantined", "parent_void"]),
            (3, ["parent_quarantined", "parent_void"]),
        ],
        "setl_d": [(2, ["parent_void"])],
    }
    take_in(workspace, write(tmp_path / "back", mdtrt_d=TABLES["mdtrt_d"]))
    assert held(workspace) != {}, "the very same file was loaded before: it says nothing new"
    back = TABLES["mdtrt_d"].replace("10:00:00", "12:00:00")
    take_in(workspace, write(tmp_path / "corrected", mdtrt_d=back))
    assert held(workspace) == {}
    assert len(canonical(workspace)["claim_line"]) == 2


def test_children_wait_for_their_parents_and_come_in_with_them(
    workspace: Workspace, tmp_path: Path
) -> None:
    first = take_in(workspace, write(tmp_path / "1", fee_list_d=TABLES["fee_list_d"]))
    assert fates(first)["fee_list_d"] == (2, 0, 0, 0, 2)
    assert held(workspace)["fee_list_d"][0] == (2, ["parent_missing"])
    rest = {n: t for n, t in TABLES.items() if n != "fee_list_d"}
    second = take_in(workspace, write(tmp_path / "2", **rest))
    assert second.released == 2
    assert held(workspace) == {}
    assert len(canonical(workspace)["claim_line"]) == 2
    assert not list(workspace.quarantine.rglob("*.parquet"))


def test_a_row_needs_every_parent_it_names_not_only_the_first(
    workspace: Workspace, tmp_path: Path
) -> None:
    """The settlement is there, the visit is not; with and without a register of providers."""
    head = "bkkp_sn | setl_id | mdtrt_id | psn_no | fixmedins_code | fee_ocur_time | med_list_codg | med_chrgitm_type | cnt | det_item_fee_sumamt | vali_flag"
    rows = (
        "F1 | S1 | M1 | A | H1 | 2025-07-01 09:00:00 | 001102000050000 | 02 | 1 | 18 | 1",
        "F2 | S1 | M9 | A | H1 | 2025-07-01 09:00:00 | 001102000050000 | 02 | 1 | 18 | 1",
    )
    lines = "\n".join((head, *rows))
    unregistered = {n: t for n, t in TABLES.items() if n != "fixmedins_b"}
    report = take_in(workspace, write(tmp_path / "1", **{**unregistered, "fee_list_d": lines}))
    assert fates(report)["fee_list_d"] == (2, 1, 0, 0, 1)
    assert held(workspace) == {"fee_list_d": [(3, ["parent_missing"])]}
    take_in(workspace, write(tmp_path / "2", fixmedins_b=TABLES["fixmedins_b"]))
    assert held(workspace) == {"fee_list_d": [(3, ["parent_missing"])]}
    visit = TABLES["mdtrt_d"].replace("M1", "M9")
    assert take_in(workspace, write(tmp_path / "3", mdtrt_d=visit)).released == 1


def test_a_refund_is_kept_with_its_negative_amounts(workspace: Workspace, tmp_path: Path) -> None:
    refund = (
        TABLES["setl_d"]
        .replace("refd_setl_flag | vali_flag", "refd_setl_flag | init_setl_id | vali_flag")
        .replace("| 0              | 1", "| 0              |              | 1")
    )
    refund += "        S2      | M1       | A      | H1             | 2025-07-06 11:00:00 | -120.00       | -80.00          | 1              | S1           | 1\n"
    lines = (
        TABLES["fee_list_d"]
        + "        F3      | S2      | M1       | A      | H1             | 2025-07-06 09:00:00 | 001102000050000 | 02               | -1  | -20.00              | 1\n"
    )
    report = take_in(workspace, write_sound(tmp_path / "d", setl_d=refund, fee_list_d=lines))
    assert fates(report)["setl_d"] == (2, 2, 0, 0, 0)
    assert fates(report)["fee_list_d"] == (3, 3, 0, 0, 0)
    assert query(
        workspace,
        "select is_refund, original_claim_id, total_amount from canonical.claim order by claim_id",
    ) == [(False, None, Decimal("120.00")), (True, "S1", Decimal("-120.00"))]


def test_a_negative_quantity_without_a_refund_is_set_aside(
    workspace: Workspace, tmp_path: Path
) -> None:
    lines = (
        TABLES["fee_list_d"]
        + "        F3      | S1      | M1       | A      | H1             | 2025-07-02 09:00:00 | 009999000010000 | 05               | -1  | -20.00              | 1\n"
        + "        F4      | S1      | M1       | A      | H1             | 2025-07-02 09:00:00 | 001109000010000 | 01               | -1  | -50.00              | 1\n"
    )
    report = take_in(workspace, write_sound(tmp_path / "d", fee_list_d=lines))
    assert fates(report)["fee_list_d"] == (4, 3, 0, 0, 1)
    assert held(workspace) == {"fee_list_d": [(4, ["negative_without_refund"])]}


def test_a_person_absent_from_the_register_is_made_from_his_encounters(
    workspace: Workspace, tmp_path: Path
) -> None:
    rest = {n: t for n, t in TABLES.items() if n != "psn_info_b"}
    report = take_in(workspace, write(tmp_path / "d", **rest))
    assert fates(report)["mdtrt_d"] == (1, 1, 0, 0, 0)
    assert query(workspace, "select person_id, sex, birth_date from canonical.person") == [
        ("A", "1", date(1960, 5, 1))
    ]


def test_without_any_provider_table_rows_need_no_provider(
    workspace: Workspace, tmp_path: Path
) -> None:
    rest = {n: t for n, t in TABLES.items() if n != "fixmedins_b"}
    report = take_in(workspace, write(tmp_path / "1", **rest))
    assert fates(report)["fee_list_d"] == (2, 2, 0, 0, 0)
    other = TABLES["fixmedins_b"].replace("H1  ", "H2  ")
    take_in(workspace, write(tmp_path / "2", fixmedins_b=other))
    assert canonical(workspace)["encounter"] == []
    assert held(workspace)["mdtrt_d"] == [(2, ["parent_missing"])]
    third = take_in(workspace, write(tmp_path / "3", fixmedins_b=TABLES["fixmedins_b"]))
    assert third.released == 4
    assert len(canonical(workspace)["claim_line"]) == 2


def test_the_ledger_says_where_a_row_came_from(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, write_sound(tmp_path / "d"))
    assert query(
        workspace,
        "select o.claim_line_id, f.name, o._line, d.received_at from ledger.origin_claim_line as o"
        " join ledger.file as f on f.file_seq = o._file"
        " join ledger.delivery as d on d.delivery_seq = f.delivery_seq order by 1",
    ) == [
        ("F1", "fee_list_d.csv", 2, datetime(2026, 1, 1)),
        ("F2", "fee_list_d.csv", 3, datetime(2026, 1, 1)),
    ]


def test_a_later_delivery_touches_only_the_keys_of_rows_that_change(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, write_sound(tmp_path / "d"))
    assert query(workspace, "select scope, key from ledger.touched") == [("all", "")]
    changed = TABLES["fee_list_d"].replace("| 20.00 ", "| 30.00 ")
    report = take_in(workspace, write(tmp_path / "2", fee_list_d=changed))
    assert fates(report)["fee_list_d"] == (2, 1, 0, 1, 0)
    assert query(
        workspace, "select scope, key from ledger.touched where delivery_seq = 2 order by 1"
    ) == [("encounter", "M1"), ("person", "A"), ("provider", "H1")]


def test_columns_and_tables_that_are_not_there_are_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = write_sound(
        tmp_path / "d", fixmedins_b=TABLES["fixmedins_b"].replace("vali_flag", "白名单")
    )
    (folder / "说明.txt").write_text("read me", encoding="utf-8")
    notes = [str(n) for n in take_in(workspace, folder).notes]
    assert any(n.startswith("fixmedins_b.csv: unknown columns, kept out: 白名单") for n in notes)
    assert any(n.startswith("说明.txt: belongs to no table") for n in notes)
    assert any("tables not in this delivery" in n and "selinfo_3505" in n for n in notes)
    assert query(
        workspace,
        "select column_name, delivered from ledger.delivered_column where table_name = 'claim_line'"
        " and column_name in ('amount', 'unit_price') order by 1",
    ) == [("amount", True), ("unit_price", False)]
