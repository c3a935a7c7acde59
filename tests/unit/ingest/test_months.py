"""A file named after one month that holds another: told, since what was asked for did not come."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from feijian.ingest.doubts.months import period_named
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import TABLES, csv_text, take_in, write_sound


@pytest.mark.parametrize(
    ("name", "months"),
    [
        ("fee_list_d_202507.csv", ((2025, 7), (2025, 8))),
        ("费用明细2025-12.xlsx", ((2025, 12), (2026, 1))),
        ("2025年03月_fee_list_d.csv", ((2025, 3), (2025, 4))),
        ("fee_list_d_202501-202506.csv", ((2025, 1), (2025, 7))),
        ("2025年费用明细.csv", ((2025, 1), (2026, 1))),
        # a day is when it was made, other numbers are none
        ("fee_list_d_20250801.csv", None),
        ("fee_list_d_20250801093000.csv", None),
        ("fee_list_d_120250.csv", None),
        ("fee_list_d_202513.csv", None),
        ("fee_list_d.csv", None),
    ],
)
def test_what_a_name_says(name: str, months: tuple[tuple[int, int], ...] | None) -> None:
    found = period_named(name)
    assert found == (None if months is None else tuple(datetime(y, m, 1) for y, m in months))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("fee_list_d_202607.csv", True),
        ("2024年fee_list_d.csv", True),
        ("fee_list_d_202507.csv", False),
        ("fee_list_d_202508.csv", False),  # made in August
        ("2025年fee_list_d.csv", False),
    ],
)
def test_rows_of_another_time_than_the_name_says_are_told(
    name: str, told: bool, workspace: Workspace, tmp_path: Path
) -> None:
    folder = write_sound(tmp_path / "d")
    (folder / "fee_list_d.csv").unlink()
    (folder / name).write_text(csv_text(TABLES["fee_list_d"]), encoding="utf-8")
    notes = [n for n in take_in(workspace, folder).notes if "its name says" in n.what]
    assert [n.where for n in notes] == ([name] if told else [])
    assert all(n.what.endswith("and its rows are of 2025-07 to 2025-07") for n in notes)
