"""What a withdrawal takes with it is told, and so are settlements that name another and take nothing back."""

from __future__ import annotations

from pathlib import Path

from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import TABLES, take_in, write, write_sound

GONE = "rows of earlier deliveries wait again: what they belong to was withdrawn or set aside"


def test_a_house_withdrawn_from_the_register_takes_its_rows_along_and_that_is_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, write_sound(tmp_path / "july"))
    ended = """
        fixmedins_code | fixmedins_name | fixmedins_type | hosp_lv | vali_flag
        H1             | 县人民医院      | 1              | 2       | 0
        """
    report = take_in(workspace, write(tmp_path / "august", fixmedins_b=ended))
    assert [(d.where, str(d.what)) for d in report.doubts] == [
        ("fee_list_d", f"2 {GONE}"),
        ("mdtrt_d", f"1 {GONE}"),
        ("setl_d", f"1 {GONE}"),
    ]
    # once it has been told, the next delivery has nothing to tell
    people = TABLES["psn_info_b"].replace("1960-05-01", "1960-05-02")
    again = take_in(workspace, write(tmp_path / "september", psn_info_b=people))
    assert not again.doubts


def test_a_small_share_is_a_note(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, write_sound(tmp_path / "july"))
    withdrawn = TABLES["setl_d"].replace("| 0              | 1", "| 0              | 0")
    report = take_in(workspace, write(tmp_path / "august", setl_d=withdrawn), most_held=1.0)
    assert not report.doubts
    assert ("fee_list_d", f"2 {GONE}") in [(n.where, str(n.what)) for n in report.notes]


def test_a_settlement_that_names_another_and_is_no_refund_is_doubtful(
    workspace: Workspace, tmp_path: Path
) -> None:
    twice = """
        setl_id | init_setl_id | mdtrt_id | psn_no | fixmedins_code | setl_time           | medfee_sumamt | fund_pay_sumamt | refd_setl_flag | vali_flag
        S1      |              | M1       | A      | H1             | 2025-07-05 11:00:00 | 120.00        | 80.00           | 0              | 1
        S2      | S1           | M1       | A      | H1             | 2025-07-06 11:00:00 | 120.00        | 80.00           | {flag}         | 1
        """
    for flag, doubts in (("1", 0), ("0", 1)):
        report = take_in(
            workspace, write_sound(tmp_path / flag, setl_d=twice.replace("{flag}", flag))
        )
        assert [d.where for d in report.doubts] == ["claim"] * doubts
