"""Several rows with one key: repeats, corrections, withdrawals, conflicts."""

from __future__ import annotations

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

DATED = """
    bkkp_sn | setl_id | mdtrt_id | psn_no | fixmedins_code | fee_ocur_time       | med_list_codg   | med_chrgitm_type | cnt | det_item_fee_sumamt | vali_flag | updt_time
    """


def line(amount: str, updated: str = "", valid: str = "1", key: str = "F1") -> str:
    return f"    {key} | S1 | M1 | A | H1 | 2025-07-01 09:00:00 | 001102000050000 | 02 | 1 | {amount} | {valid} | {updated}\n"


def amounts(workspace: Workspace) -> list[tuple[Decimal]]:
    return query(workspace, "select amount from canonical.claim_line order by 1")


def test_the_same_row_twice_is_one_row(workspace: Workspace, tmp_path: Path) -> None:
    report = take_in(
        workspace, write_sound(tmp_path / "d", fee_list_d=DATED + line("20") + line("20"))
    )
    assert fates(report)["fee_list_d"] == (2, 1, 0, 1, 0)


def test_the_newest_update_wins_within_a_delivery(workspace: Workspace, tmp_path: Path) -> None:
    lines = DATED + line("30", "2025-08-02") + line("20", "2025-08-01")
    report = take_in(workspace, write_sound(tmp_path / "d", fee_list_d=lines))
    assert fates(report)["fee_list_d"] == (2, 1, 0, 1, 0)
    assert amounts(workspace) == [(Decimal("30.00"),)]


def test_two_contents_without_an_update_time_are_both_set_aside(
    workspace: Workspace, tmp_path: Path
) -> None:
    lines = DATED + line("30") + line("20")
    report = take_in(workspace, write_sound(tmp_path / "d", fee_list_d=lines))
    assert fates(report)["fee_list_d"] == (2, 0, 0, 0, 2)
    assert held(workspace) == {"fee_list_d": [(2, ["key_conflict"]), (3, ["key_conflict"])]}


def test_two_contents_with_the_same_update_time_are_both_set_aside(
    workspace: Workspace, tmp_path: Path
) -> None:
    lines = DATED + line("30", "2025-08-01") + line("20", "2025-08-01")
    report = take_in(workspace, write_sound(tmp_path / "d", fee_list_d=lines))
    assert fates(report)["fee_list_d"] == (2, 0, 0, 0, 2)


def test_a_conflict_delivered_again_is_known(workspace: Workspace, tmp_path: Path) -> None:
    lines = DATED + line("30") + line("20")
    take_in(workspace, write_sound(tmp_path / "d", fee_list_d=lines))
    again = take_in(workspace, write(tmp_path / "2", fee_list_d=lines + line("5", key="F9")))
    assert fates(again)["fee_list_d"] == (3, 1, 0, 2, 0)
    assert len(held(workspace)["fee_list_d"]) == 2


def test_a_corrected_delivery_replaces_rows_by_key(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, write_sound(tmp_path / "1", fee_list_d=DATED + line("20")))
    report = take_in(workspace, write(tmp_path / "2", fee_list_d=DATED + line("25")))
    assert fates(report)["fee_list_d"] == (1, 1, 0, 0, 0)
    assert amounts(workspace) == [(Decimal("25.00"),)]
    assert query(workspace, "select count(*) from ledger.origin_claim_line") == [(1,)]


def test_an_older_version_that_comes_later_is_a_repeat(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, write_sound(tmp_path / "1", fee_list_d=DATED + line("20", "2025-08-02")))
    report = take_in(workspace, write(tmp_path / "2", fee_list_d=DATED + line("25", "2025-08-01")))
    assert fates(report)["fee_list_d"] == (1, 0, 0, 1, 0)
    assert amounts(workspace) == [(Decimal("20.00"),)]


def test_equal_content_under_a_newer_version_counts_for_later_comparisons(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, write_sound(tmp_path / "1", fee_list_d=DATED + line("20", "2025-08-01")))
    take_in(workspace, write(tmp_path / "2", fee_list_d=DATED + line("20", "2025-08-03")))
    take_in(workspace, write(tmp_path / "3", fee_list_d=DATED + line("25", "2025-08-02")))
    assert amounts(workspace) == [(Decimal("20.00"),)]


def test_an_older_row_does_not_undo_a_withdrawal(workspace: Workspace, tmp_path: Path) -> None:
    take_in(
        workspace, write_sound(tmp_path / "1", fee_list_d=DATED + line("20", "2025-08-02", "0"))
    )
    report = take_in(workspace, write(tmp_path / "2", fee_list_d=DATED + line("20", "2025-08-01")))
    assert fates(report)["fee_list_d"] == (1, 0, 0, 1, 0)
    assert amounts(workspace) == []


def test_a_row_withdrawn_in_its_own_delivery_is_not_a_charge(
    workspace: Workspace, tmp_path: Path
) -> None:
    lines = DATED + line("20") + line("20", valid="0")
    report = take_in(workspace, write_sound(tmp_path / "d", fee_list_d=lines))
    assert fates(report)["fee_list_d"] == (2, 0, 2, 0, 0)
    assert amounts(workspace) == []


def test_an_unsound_row_is_closed_when_a_corrected_one_arrives(
    workspace: Workspace, tmp_path: Path
) -> None:
    first = take_in(workspace, write_sound(tmp_path / "1", fee_list_d=DATED + line("N/A")))
    assert fates(first)["fee_list_d"] == (1, 0, 0, 0, 1)
    assert held(workspace) == {"fee_list_d": [(2, ["required:amount"])]}
    take_in(workspace, write(tmp_path / "2", fee_list_d=DATED + line("20")))
    assert held(workspace) == {}
    assert not list(workspace.quarantine.rglob("*.parquet"))
    assert amounts(workspace) == [(Decimal("20.00"),)]


def test_an_unsound_correction_leaves_the_row_as_it_was(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, write_sound(tmp_path / "1", fee_list_d=DATED + line("20")))
    take_in(workspace, write(tmp_path / "2", fee_list_d=DATED + line("2O")))
    assert amounts(workspace) == [(Decimal("20.00"),)]
    assert held(workspace) == {"fee_list_d": [(2, ["not_a_number:det_item_fee_sumamt"])]}


def test_an_empty_line_number_falls_back_to_the_record_number(
    workspace: Workspace, tmp_path: Path
) -> None:
    lines = (
        TABLES["fee_list_d"]
        .replace("bkkp_sn |", "bkkp_sn | rid |")
        .replace("F1      |", "        | R7 |")
        .replace("F2      |", "F2 | R8 |")
    )
    take_in(workspace, write_sound(tmp_path / "d", fee_list_d=lines))
    assert query(workspace, "select claim_line_id from canonical.claim_line order by 1") == [
        ("F2",),
        ("R7",),
    ]


TWO_HOSPITALS = {
    "fixmedins_b": TABLES["fixmedins_b"] + "        H2 | 镇卫生院 | 1 | 3 | 1\n",
    "mdtrt_d": TABLES["mdtrt_d"]
    + "        M2 | A | 1 | 1960-05-01 | H2 | 2025-08-01 08:00:00 | 2025-08-02 10:00:00 | 21 | 1\n",
    "setl_d": TABLES["setl_d"]
    + "        S2 | M2 | A | H2 | 2025-08-05 11:00:00 | 7.00 | 5.00 | 0 | 1\n",
}
OTHERS_LINE = (
    DATED + "    F1 | S2 | M2 | A | H2 | 2025-08-01 09:00:00 | 001102000050000 | 02 | 1 | 7 | 1 |\n"
)


def test_lines_numbered_by_two_providers_alike_are_told_apart(
    workspace: Workspace, tmp_path: Path
) -> None:
    lines = DATED + line("20") + OTHERS_LINE.removeprefix(DATED) + line("3", key="F2")
    report = take_in(workspace, write_sound(tmp_path / "d", **TWO_HOSPITALS, fee_list_d=lines))
    assert fates(report)["fee_list_d"] == (3, 3, 0, 0, 0)
    assert query(
        workspace, "select claim_line_id, amount from canonical.claim_line order by 1"
    ) == [
        ("F2", Decimal("3.00")),
        ("H1:F1", Decimal("20.00")),
        ("H2:F1", Decimal("7.00")),
    ]


def test_a_number_that_turns_out_to_be_shared_is_told_apart_from_then_on(
    workspace: Workspace, tmp_path: Path
) -> None:
    both = DATED + line("20") + OTHERS_LINE.removeprefix(DATED)
    other = Workspace.create(tmp_path / "at_once")
    key = other.settings().privacy_key_file
    (other.root / key).write_bytes((workspace.root / key).read_bytes())
    take_in(other, write_sound(tmp_path / "d", **TWO_HOSPITALS, fee_list_d=both))
    take_in(workspace, write_sound(tmp_path / "1", **TWO_HOSPITALS, fee_list_d=DATED + line("20")))
    report = take_in(workspace, write(tmp_path / "2", fee_list_d=OTHERS_LINE))
    assert fates(report)["fee_list_d"] == (1, 1, 0, 0, 0)
    assert canonical(workspace) == canonical(other)


def test_a_row_that_takes_the_place_of_another_parents_row_is_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, write_sound(tmp_path / "1", **TWO_HOSPITALS))
    moved = TABLES["setl_d"].replace("S1      | M1 ", "S1      | M2 ")
    report = take_in(workspace, write(tmp_path / "2", setl_d=moved))
    assert any(
        str(n).startswith("claim: 1 rows replaced rows of the same number") for n in report.notes
    )
