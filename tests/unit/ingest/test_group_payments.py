"""What the fund paid for a stay paid by group: with the settlement, or later with the monthly settlement."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import query, take_in, write, write_sound

SETTLED = (
    "setl_id | mdtrt_id | psn_no | fixmedins_code | setl_time | medfee_sumamt | fund_pay_sumamt | psn_pay"
    " | refd_setl_flag | init_setl_id | bydise_setl_payamt | vali_flag\n"
)
GROUPED = "mdtrt_id | fixmedins_code | psn_no | drg_code | grpg_flag | pay_std | hifp_act_pay | hifob_act_pay | vali_flag\n"


def paid(workspace: Workspace) -> list[tuple[str, Decimal | None]]:
    return query(
        workspace, "select claim_id, group_paid_amount from canonical.claim order by claim_id"
    )


def settled(said: str, more: str = "") -> str:
    return f"{SETTLED}S1 | M1 | A | H1 | 2025-07-05 11:00:00 | 120.00 | 80.00 | 40.00 | 0 | | {said} | 1\n{more}"


def grouped(pooled: str, large: str = "") -> str:
    return f"{GROUPED}M1 | H1 | A | ES33 | 01 | 500.00 | {pooled} | {large} | 1\n"


def test_a_settlement_says_what_its_group_was_paid(workspace: Workspace, tmp_path: Path) -> None:
    back = "S2 | M1 | A | H1 | 2025-07-06 11:00:00 | 120.00 | 80.00 | 40.00 | 1 | S1 | 460.00 | 1\n"
    delivery = write_sound(
        tmp_path / "d", setl_d=settled("460.00", back), drg_group_result=grouped("")
    )
    take_in(workspace, delivery)
    # a refund in positive amounts takes back here too
    assert paid(workspace) == [("S1", Decimal("460.00")), ("S2", Decimal("-460.00"))]


def test_nothing_written_is_not_nothing_paid(workspace: Workspace, tmp_path: Path) -> None:
    delivery = write_sound(
        tmp_path / "d", setl_d=settled("0.00"), drg_group_result=grouped("0", "0")
    )
    take_in(workspace, delivery)
    assert paid(workspace) == [("S1", None)]


def test_what_is_no_amount_is_told_and_costs_no_settlement(
    workspace: Workspace, tmp_path: Path
) -> None:
    delivery = write_sound(
        tmp_path / "d", setl_d=settled("by disease"), drg_group_result=grouped("460.00")
    )
    report = take_in(workspace, delivery)
    assert paid(workspace) == [("S1", Decimal("460.00"))]
    said = "setl_d.csv: 1 values of bydise_setl_payamt cannot be read: taken as absent"
    assert said in [str(note) for note in report.notes]


def test_the_monthly_settlement_comes_later_and_is_what_was_paid(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, write_sound(tmp_path / "d", setl_d=settled("455.00")))
    assert paid(workspace) == [("S1", None)], "nothing says yet that the stay is paid by group"
    take_in(workspace, write(tmp_path / "g", drg_group_result=grouped("")))
    assert paid(workspace) == [("S1", Decimal("455.00"))]
    take_in(workspace, write(tmp_path / "e", drg_group_result=grouped("430.00", "30.00")))
    assert paid(workspace) == [("S1", Decimal("460.00"))]


def test_settlements_of_a_stay_share_its_monthly_payment_and_a_revocation_takes_its_own_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    more = (
        "S2 | M1 | A | H1 | 2025-07-06 11:00:00 | -120.00 | -80.00 | -40.00 | 1 | S1 | | 1\n"
        "S3 | M1 | A | H1 | 2025-07-06 12:00:00 | 90.00 | 60.00 | 30.00 | 0 | | | 1\n"
        "S4 | M1 | A | H1 | 2025-07-06 13:00:00 | 30.00 | 20.00 | 10.00 | 0 | | | 1\n"
    )
    delivery = write_sound(
        tmp_path / "d", setl_d=settled("", more), drg_group_result=grouped("400.00")
    )
    take_in(workspace, delivery)
    told = dict(paid(workspace))
    assert told == {
        "S1": Decimal("400.00"),
        "S2": Decimal("-400.00"),
        "S3": Decimal("300.00"),
        "S4": Decimal("100.00"),
    }
