"""What information departments of hospitals export: blotted numbers, files that stopped, totals that name what they add."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from feijian.errors import DeliveryRefused
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import TABLES, csv_text, held, query, take_in, write_sound

LINES = csv_text(TABLES["fee_list_d"])
HEADER, FIRST, SECOND = LINES.splitlines()


def lines_of(folder: Path, text: str) -> Path:
    """The sound delivery with other charges."""
    write_sound(folder)
    (folder / "fee_list_d.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "number",
    [
        "370101********0015",
        "370101XXXXXXXX0015",
        "370101xxxxxxxx001x",
        "37**15",
        "****0015",
        "3701●●●●0015",
    ],
)
def test_a_number_of_which_signs_were_blotted_out_is_nobodys(
    number: str, workspace: Workspace, tmp_path: Path
) -> None:
    take_in(
        workspace,
        lines_of(
            tmp_path / "d", "\n".join([HEADER, FIRST, SECOND.replace(",A,", f",{number},"), ""])
        ),
    )
    assert held(workspace)["fee_list_d"] == [(3, ["destroyed_code:psn_no"])]
    assert query(workspace, "select claim_line_id from canonical.claim_line") == [("F1",)]


def test_a_blotted_physician_is_none_that_others_share(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = "\n".join([f"{HEADER},bilg_dr_code", f"{FIRST},D3701****0723", f"{SECOND},XX01", ""])
    take_in(workspace, lines_of(tmp_path / "d", text))
    assert held(workspace) == {"fee_list_d": [(2, ["destroyed_code:bilg_dr_code"])]}
    assert query(workspace, "select practitioner_id from canonical.claim_line") == [("XX01",)]


def many(amounts: list[str]) -> str:
    """Charges whose amount is the last field; the last line has no end."""
    names = HEADER.replace(",det_item_fee_sumamt,vali_flag", ",det_item_fee_sumamt")
    cells = FIRST.rsplit(",", 2)[0]
    return "\n".join(
        [names, *(f"{cells.replace('F1', f'F{n}')},{a}" for n, a in enumerate(amounts))]
    )


def test_a_number_that_lost_its_last_digits_at_the_end_of_a_file_is_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(DeliveryRefused, match="its last field is shorter than in every other row"):
        take_in(workspace, lines_of(tmp_path / "cut", many(["100.50"] * 20 + ["1234.5"])))
    with pytest.raises(DeliveryRefused, match="its last field is shorter"):
        take_in(
            workspace,
            lines_of(tmp_path / "cut2", many([f"{n}00.50" for n in range(1, 25)] + ["12"])),
        )
    # whole as the others are
    whole = take_in(workspace, lines_of(tmp_path / "whole", many(["100.50"] * 20 + ["7.50"])))
    assert not [n for n in whole.notes if "has no end" in n.what]


def test_a_last_number_of_any_form_is_told_where_its_line_has_no_end(
    workspace: Workspace, tmp_path: Path
) -> None:
    report = take_in(workspace, lines_of(tmp_path / "d", many(["100.5", "20", "7.25"])))
    assert [n.what for n in report.notes if n.where == "fee_list_d.csv" and "no end" in n.what] == [
        "the last line has no end: its last number may have been cut"
    ]
    ended = take_in(workspace, lines_of(tmp_path / "e", many(["100.5", "20", "7.25"]) + "\n"))
    assert not [n for n in ended.notes if "no end" in n.what]


@pytest.mark.parametrize(
    "name",
    [
        "西药费合计",
        "检查治疗费小计",
        "药品费用小计",
        "累计",
        "本页累计：",
        "住院费用总计",
        "其他费 合计(元)",
    ],
)
def test_a_total_that_names_what_it_adds_is_no_charge(
    name: str, workspace: Workspace, tmp_path: Path
) -> None:
    total = SECOND.replace("F2", "F3").replace("100.00", "99999.99")
    text = "\n".join(
        [
            f"{HEADER},hilist_name",
            f"{FIRST},诊察费",
            f"{SECOND},累计放疗剂量计划",
            f"{total},{name}",
            "",
        ]
    )
    take_in(workspace, lines_of(tmp_path / "d", text))
    assert held(workspace) == {"fee_list_d": [(4, ["total_row"])]}
    assert query(workspace, "select sum(amount) from canonical.claim_line") == [
        (Decimal("120.00"),)
    ]
