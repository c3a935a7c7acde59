"""What a delivery no longer says of what earlier ones said: columns and charges that stay away."""

from __future__ import annotations

from pathlib import Path

from feijian.ingest.load.report import LoadReport
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import TABLES, query, rows_of, take_in, write_rows, write_sound

CHARGES = rows_of(TABLES["fee_list_d"])
MANY = [
    {**CHARGES[0], "bkkp_sn": f"F{n}", "fee_ocur_time": f"2025-07-0{1 + n % 5} 09:{n:02}:00"}
    for n in range(1, 31)
]


def sent(workspace: Workspace, folder: Path, charges: list[dict[str, str]]) -> LoadReport:
    folder.mkdir()
    write_rows(folder / "fee_list_d.csv", charges)
    return take_in(workspace, folder)


def told(report: LoadReport, words: str) -> tuple[list[str], list[str]]:
    """Notes and doubts with these words."""
    notes, doubts = (
        [p.what for p in problems if words in p.what] for problems in (report.notes, report.doubts)
    )
    return notes, doubts


def without(rows: list[dict[str, str]], *columns: str) -> list[dict[str, str]]:
    return [{k: v for k, v in row.items() if k not in columns} for row in rows]


def test_a_column_that_stopped_coming_makes_doubts_once(
    workspace: Workspace, tmp_path: Path
) -> None:
    write_sound(tmp_path / "first")
    first = take_in(workspace, tmp_path / "first")
    assert told(first, "the delivery before") == ([], [])
    more = [{**CHARGES[0], "bkkp_sn": f"G{n}"} for n in range(3)]
    second = sent(workspace, tmp_path / "second", without(more[:1], "vali_flag"))
    what = "without columns that the delivery before had: vali_flag"
    assert told(second, "the delivery before") == ([], [what])
    third = sent(workspace, tmp_path / "third", without(more[1:2], "vali_flag"))
    assert told(third, "the delivery before") == ([], [])
    fourth = sent(workspace, tmp_path / "fourth", more[2:])
    assert told(fourth, "the delivery before") == ([], [])


def test_a_header_without_rows_is_no_delivery_of_its_columns(
    workspace: Workspace, tmp_path: Path
) -> None:
    write_sound(tmp_path / "first")
    take_in(workspace, tmp_path / "first")
    folder = tmp_path / "second"
    write_sound(folder)
    (folder / "fee_list_d.csv").write_text(
        ",".join(CHARGES[0]).removesuffix(",vali_flag") + "\n", encoding="utf-8"
    )
    assert told(take_in(workspace, folder), "the delivery before") == ([], [])


def test_a_charge_left_out_of_what_is_sent_again_is_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    write_sound(tmp_path / "first")
    (tmp_path / "first" / "fee_list_d.csv").unlink()
    write_rows(tmp_path / "first" / "fee_list_d.csv", MANY)
    take_in(workspace, tmp_path / "first")
    words = "were not sent again"
    one = sent(workspace, tmp_path / "one", [r for r in MANY if r["bkkp_sn"] != "F8"])
    what = "1 rows of 1 settlements were not sent again with the others of their settlement"
    assert told(one, words) == ([what], [])
    assert query(workspace, "select count(*) from canonical.claim_line") == [(30,)]
    several = sent(workspace, tmp_path / "several", MANY[:4] + MANY[20:])
    assert told(several, words) == ([], [what.replace("1 rows", "16 rows")])


def test_what_is_sent_whole_or_in_part_by_days_or_corrected_leaves_nothing_behind(
    workspace: Workspace, tmp_path: Path
) -> None:
    write_sound(tmp_path / "first")
    (tmp_path / "first" / "fee_list_d.csv").unlink()
    write_rows(tmp_path / "first" / "fee_list_d.csv", MANY)
    take_in(workspace, tmp_path / "first")
    words = "were not sent again"
    # in another order, and some days of the stay
    whole = sent(workspace, tmp_path / "whole", MANY[::-1])
    week = sent(
        workspace, tmp_path / "week", [r for r in MANY if r["fee_ocur_time"] < "2025-07-03"]
    )
    # a correction by itself, and a withdrawal that is told as one
    fix = sent(workspace, tmp_path / "fix", [{**MANY[3], "det_item_fee_sumamt": "19.00"}])
    gone = sent(workspace, tmp_path / "gone", [{**MANY[5], "vali_flag": "0"}])
    rest = sent(
        workspace,
        tmp_path / "rest",
        [r for r in MANY if r["bkkp_sn"] not in ("F4", "F6")]
        + [{**MANY[3], "det_item_fee_sumamt": "18.00"}],
    )
    assert [told(r, words) for r in (whole, week, fix, gone, rest)] == [([], [])] * 5
    assert query(workspace, "select count(*) from canonical.claim_line") == [(29,)]
