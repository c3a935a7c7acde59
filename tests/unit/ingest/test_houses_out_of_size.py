"""One house among many whose lines are in cents, or were sent twice, is told by its number."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from feijian.ingest.load.report import LoadReport
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import take_in, write

HOUSES = ("H1", "H2", "H3")


def sent(
    workspace: Workspace,
    folder: Path,
    charges: dict[str, list[str]],
    *,
    total: str = "12.50",
    kind: str = "05",
    of_one_second: bool = False,
) -> LoadReport:
    """Three settlements a house, each of `total` yuan and with the house's charges."""
    write(folder)
    visits = [(house, f"{house}V{n}") for house in HOUSES for n in range(3)]
    files = {
        "fixmedins_b": [
            "fixmedins_code,fixmedins_name,fixmedins_type,hosp_lv,vali_flag",
            *(f"{house},{house}医院,1,2,1" for house in HOUSES),
        ],
        "mdtrt_d": [
            "mdtrt_id,psn_no,gend,brdy,fixmedins_code,begntime,endtime,med_type,vali_flag",
            *(
                f"{visit},A,1,1960-05-01,{house},2025-07-01 08:00:00,2025-07-01 09:00:00,11,1"
                for house, visit in visits
            ),
        ],
        "setl_d": [
            "setl_id,mdtrt_id,psn_no,fixmedins_code,setl_time,medfee_sumamt,fund_pay_sumamt,refd_setl_flag,vali_flag",
            *(
                f"S{visit},{visit},A,{house},2025-07-01 09:3{0 if of_one_second else visit[-1]}:00,{total},5.00,0,1"
                for house, visit in visits
            ),
        ],
        "fee_list_d": [
            "bkkp_sn,setl_id,mdtrt_id,psn_no,fixmedins_code,fee_ocur_time,med_list_codg,med_chrgitm_type,cnt,"
            "det_item_fee_sumamt,vali_flag",
            *(
                f"{visit}F{n},S{visit},{visit},A,{house},2025-07-01 08:30:00,00110200005000{n % 7},{kind},1,{amount},1"
                for house, visit in visits
                for n, amount in enumerate(charges[house])
            ),
        ],
    }
    for name, lines in files.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return take_in(workspace, folder)


def told(report: LoadReport) -> list[str]:
    return [d.what for d in report.doubts]


@pytest.mark.parametrize(
    ("second", "doubts"),
    [
        (["2.50", "10.00"], []),
        (
            ["250", "1000"],
            [
                "lines come to 100 or 10,000 times their settlements, or to such a part of them: H2 (3 / 3)"
            ],
        ),
        # twenty times is no unit; something else is wrong with it, and that is no house's own word
        (["50", "200"], []),
        # half of the lines have not arrived yet
        (["2.50"], []),
        (
            ["2.50", "10.00", "2.50", "10.00"],
            ["lines come to just twice their settlements: H2 (3 / 3)"],
        ),
    ],
)
def test_a_house_whose_lines_do_not_fit_its_settlements_is_named(
    second: list[str], doubts: list[str], workspace: Workspace, tmp_path: Path
) -> None:
    honest = ["2.50", "10.00"]
    report = sent(workspace, tmp_path / "d", {"H1": honest, "H2": second, "H3": honest})
    assert told(report) == doubts


@pytest.mark.parametrize(
    ("amount", "kind", "doubts"),
    [
        ("250", "09", ["no charge for a drug has a fraction of a yuan: H2 (102 / 102)"]),
        ("250", "05", []),
        ("2.50", "09", []),
    ],
)
def test_drugs_all_in_whole_yuan_are_doubted_and_services_are_not(
    amount: str, kind: str, doubts: list[str], workspace: Workspace, tmp_path: Path
) -> None:
    # of seven drugs: one alone may well cost whole yuan
    many = {"H1": ["2.50"], "H2": [amount] * 34, "H3": ["2.50"]}
    total = str(34 * Decimal(amount))
    assert told(sent(workspace, tmp_path / "d", many, total=total, kind=kind)) == doubts


def test_settlements_of_one_second_under_several_numbers_are_doubtful(
    workspace: Workspace, tmp_path: Path
) -> None:
    """A month that was sent twice after the house changed its system: all its numbers are new."""
    charges = {house: ["2.50", "10.00"] for house in HOUSES}
    assert told(sent(workspace, tmp_path / "d", charges, of_one_second=True)) == [
        "settlements of one second stand under one number: 0.0% of 9 rows, expected at least 95%"
    ]
