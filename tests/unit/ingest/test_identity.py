"""A line number is unique within its visit: lines, trace codes and refunds keep to their own."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import TABLES, canonical, fates, held, query, take_in, write

REGISTERS = {n: TABLES[n] for n in ("fixmedins_b", "psn_info_b")}
LINES = "bkkp_sn | setl_id | mdtrt_id | psn_no | fixmedins_code | fee_ocur_time | med_list_codg | med_chrgitm_type | cnt | det_item_fee_sumamt | vali_flag | init_feedetl_sn | updt_time\n"


def month(visit: str, day: str, *amounts: str, claim: str = "", valid: str = "1") -> dict[str, str]:
    """One stay of person A with lines numbered from 1."""
    claim = claim or visit.replace("M", "S")
    return {
        "mdtrt_d": "mdtrt_id | psn_no | fixmedins_code | begntime | endtime | med_type | vali_flag\n"
        f"{visit} | A | H1 | {day} 08:00:00 | {day} 18:00:00 | 11 | 1\n",
        "setl_d": "setl_id | mdtrt_id | psn_no | fixmedins_code | setl_time | medfee_sumamt | fund_pay_sumamt | refd_setl_flag | vali_flag\n"
        f"{claim} | {visit} | A | H1 | {day} 19:00:00 | 100 | 80 | 0 | 1\n",
        "fee_list_d": LINES
        + "".join(
            f"{n} | {claim} | {visit} | A | H1 | {day} 09:00:00 | 00110200005000{n} | 02 | 1 | {amount} | {valid} | |\n"
            for n, amount in enumerate(amounts, 1)
        ),
    }


def joined(*parts: dict[str, str]) -> dict[str, str]:
    """Several deliveries as one."""
    whole = dict(parts[0])
    for part in parts[1:]:
        for name, text in part.items():
            body = text.split("\n", 1)[1] if name in whole else text
            whole[name] = whole.get(name, "") + body
    return whole


JULY, AUGUST = month("M1", "2025-07-01", "20", "100"), month("M2", "2025-08-01", "20", "50")


def lines(workspace: Workspace) -> list[tuple[object, ...]]:
    return query(
        workspace,
        "select claim_line_id, encounter_id, line_no, amount from canonical.claim_line order by 2, 3",
    )


BOTH = [
    ("H1:M1:1", "M1", "1", Decimal("20.00")),
    ("H1:M1:2", "M1", "2", Decimal("100.00")),
    ("H1:M2:1", "M2", "1", Decimal("20.00")),
    ("H1:M2:2", "M2", "2", Decimal("50.00")),
]


def test_two_visits_numbered_alike_are_four_lines(workspace: Workspace, tmp_path: Path) -> None:
    report = take_in(workspace, write(tmp_path / "d", **REGISTERS, **joined(JULY, AUGUST)))
    assert fates(report)["fee_list_d"] == (4, 4, 0, 0, 0)
    assert lines(workspace) == BOTH


@pytest.mark.parametrize("first", [0, 1])
def test_a_later_visit_numbered_alike_replaces_nothing(
    workspace: Workspace, tmp_path: Path, first: int
) -> None:
    months = [JULY, AUGUST]
    take_in(workspace, write(tmp_path / "1", **REGISTERS, **months[first]))
    report = take_in(workspace, write(tmp_path / "2", **months[1 - first]))
    assert fates(report)["fee_list_d"] == (2, 2, 0, 0, 0)
    assert lines(workspace) == BOTH


def test_a_number_nobody_shares_stays_the_id(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, write(tmp_path / "d", **REGISTERS, **JULY))
    assert [row[0] for row in lines(workspace)] == ["1", "2"]


def test_a_correction_and_a_withdrawal_keep_to_their_visit(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, write(tmp_path / "1", **REGISTERS, **joined(JULY, AUGUST)))
    corrected = month("M2", "2025-08-01", "20", "55")["fee_list_d"]
    report = take_in(workspace, write(tmp_path / "2", fee_list_d=corrected))
    assert fates(report)["fee_list_d"] == (2, 1, 0, 1, 0)
    withdrawn = month("M1", "2025-07-01", "20", valid="0")["fee_list_d"]
    report = take_in(workspace, write(tmp_path / "3", fee_list_d=withdrawn))
    assert fates(report)["fee_list_d"] == (1, 0, 1, 0, 0)
    assert [row[1:] for row in lines(workspace)] == [
        ("M1", "2", Decimal("100.00")),
        ("M2", "1", Decimal("20.00")),
        ("M2", "2", Decimal("55.00")),
    ]


def test_a_withdrawal_that_comes_first_withdraws_its_own_visit_only(
    workspace: Workspace, tmp_path: Path
) -> None:
    void = month("M1", "2025-07-01", "20", valid="0")
    take_in(workspace, write(tmp_path / "1", **REGISTERS, **void))
    report = take_in(workspace, write(tmp_path / "2", **AUGUST))
    assert fates(report)["fee_list_d"] == (2, 2, 0, 0, 0)


def test_two_settlements_of_a_visit_may_number_alike(workspace: Workspace, tmp_path: Path) -> None:
    second = month("M1", "2025-07-01", "7", claim="S9")
    del second["mdtrt_d"]
    report = take_in(workspace, write(tmp_path / "d", **REGISTERS, **joined(JULY, second)))
    assert fates(report)["fee_list_d"] == (3, 3, 0, 0, 0)
    assert [row[0] for row in lines(workspace)] == ["H1:M1:S1:1", "H1:M1:S9:1", "2"]


def test_a_mended_row_closes_its_own_entry_and_no_other(
    workspace: Workspace, tmp_path: Path
) -> None:
    bad = joined(month("M1", "2025-07-01", "2O"), month("M2", "2025-08-01", "5O"))
    take_in(workspace, write(tmp_path / "1", **REGISTERS, **bad))
    assert len(held(workspace)["fee_list_d"]) == 2
    take_in(
        workspace, write(tmp_path / "2", fee_list_d=month("M2", "2025-08-01", "50")["fee_list_d"])
    )
    assert held(workspace) == {"fee_list_d": [(2, ["not_a_number:det_item_fee_sumamt"])]}
    take_in(
        workspace, write(tmp_path / "3", fee_list_d=month("M1", "2025-07-01", "20")["fee_list_d"])
    )
    assert held(workspace) == {}
    assert [row[0] for row in lines(workspace)] == ["H1:M1:1", "H1:M2:1"]


CODES = """
    fixmedins_code | mdtrt_id | feedetl_sn | drug_trac_codg       | trdn_flag
    H1             | M1       | 1          | 81000000000000000001 | 0
    H1             | M2       | 1          | 81000000000000000001 | 0
    H1             | M2       | 2          | 81000000000000000002 | 0
    """
SALES = """
    fixmedins_code | med_list_codg   | setl_id | mdtrt_sn | bkkp_sn | psn_no | sel_retn_time       | sel_retn_cnt | drug_trac_codg
    H1             | 001102000050001 | S1      |          | 1       | A      | 2025-07-01 09:00:00 | 1            | 82000000000000000001
    H1             | 001102000050002 | S2      |          | 2       | A      | 2025-08-01 09:00:00 | 1            | 82000000000000000002
    H1             | 001102000050001 |         | M2       | 1       | A      | 2025-08-01 09:00:00 | 1            | 82000000000000000003
    """
PARTS = [{**JULY}, {**AUGUST}, {"drug_trac_info_2207": CODES, "selinfo_3505": SALES}]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_trace_codes_hang_on_the_line_of_their_own_visit(
    workspace: Workspace, tmp_path: Path, order: tuple[int, ...]
) -> None:
    for number, place in enumerate(order):
        first = REGISTERS if number == 0 else {}
        take_in(workspace, write(tmp_path / str(number), **first, **PARTS[place]))
    assert query(
        workspace,
        "select trace_code, claim_line_id, claim_id, item_code from canonical.dispense order by 1, 2",
    ) == [
        ("81000000000000000001", "H1:M1:1", "S1", "001102000050001"),
        ("81000000000000000001", "H1:M2:1", "S2", "001102000050001"),
        ("81000000000000000002", "H1:M2:2", "S2", "001102000050002"),
        ("82000000000000000001", "H1:M1:1", "S1", "001102000050001"),
        ("82000000000000000002", "H1:M2:2", "S2", "001102000050002"),
        ("82000000000000000003", "H1:M2:1", None, "001102000050001"),
    ]
    assert held(workspace) == {}


BARE = """
    feedetl_sn | drug_trac_codg       | trdn_flag
    1          | 81000000000000000001 | 0
    3          | 81000000000000000002 | 0
    """


@pytest.mark.parametrize("bare_first", [True, False])
def test_a_number_alone_names_nothing_once_two_lines_have_it(
    workspace: Workspace, tmp_path: Path, bare_first: bool
) -> None:
    third = month("M3", "2025-09-01", "1", "2", "3")
    deliveries = [{**joined(JULY, third), "drug_trac_info_2207": BARE}, AUGUST]
    for number, delivery in enumerate(deliveries if bare_first else deliveries[::-1]):
        take_in(
            workspace,
            write(tmp_path / str(number), **(REGISTERS if not number else {}), **delivery),
        )
    assert held(workspace) == {"drug_trac_info_2207": [(2, ["parent_ambiguous"])]}
    assert query(workspace, "select claim_line_id from canonical.dispense") == [("3",)]


def test_a_refund_takes_back_the_line_of_its_own_visit(
    workspace: Workspace, tmp_path: Path
) -> None:
    back = LINES + (
        "1 | R2 | M2 | A | H1 | 2025-08-02 09:00:00 | 001102000050001 | 02 | -1 | -20 | 1 | 1 |\n"
    )
    refund = {
        "setl_d": "setl_id | mdtrt_id | psn_no | fixmedins_code | setl_time | medfee_sumamt | fund_pay_sumamt | refd_setl_flag | init_setl_id | vali_flag\n"
        "R2 | M2 | A | H1 | 2025-08-02 19:00:00 | -20 | -16 | 1 | S2 | 1\n",
        "fee_list_d": back,
    }
    take_in(workspace, write(tmp_path / "1", **REGISTERS, **joined(JULY, AUGUST)))
    take_in(workspace, write(tmp_path / "2", **refund))
    assert query(
        workspace,
        "select claim_line_id, original_line_id from canonical.claim_line where amount < 0",
    ) == [("H1:M2:R2:1", "H1:M2:S2:1")]


def test_the_order_of_deliveries_makes_no_difference(tmp_path: Path, workspace: Workspace) -> None:
    other = Workspace.create(tmp_path / "at_once")
    key = other.settings().privacy_key_file
    (other.root / key).write_bytes((workspace.root / key).read_bytes())
    take_in(other, write(tmp_path / "d", **REGISTERS, **joined(*PARTS)))
    for number, part in enumerate(reversed(PARTS)):
        take_in(
            workspace, write(tmp_path / str(number), **(REGISTERS if not number else {}), **part)
        )
    assert canonical(workspace) == canonical(other)


def test_a_warehouse_of_earlier_contracts_is_read_on(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, write(tmp_path / "1", **REGISTERS, **JULY))
    with workspace.writing() as connection:
        connection.execute("alter table canonical.claim_line drop column line_no")
        connection.execute(
            "alter table canonical.claim_line alter column unit_price type decimal(18,4)"
        )
    report = take_in(workspace, write(tmp_path / "2", **AUGUST))
    assert fates(report)["fee_list_d"] == (2, 2, 0, 0, 0)
    assert lines(workspace) == BOTH
    assert query(
        workspace,
        "select data_type from information_schema.columns where table_name = 'claim_line' and column_name = 'unit_price'",
    ) == [("DECIMAL(18,6)",)]
