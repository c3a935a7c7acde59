"""Visits that refunds and common settlements tie together, kept until the next delivery."""

from __future__ import annotations

from pathlib import Path

import pytest

from feijian.contracts.ties import keep_ties, note_ties
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import TABLES, take_in, write

VISITS = """
    mdtrt_id | psn_no | gend | brdy       | fixmedins_code | begntime            | endtime             | med_type | vali_flag
    M1 | A | 1 | 1960-05-01 | H1 | 2025-07-01 08:00:00 | 2025-07-05 10:00:00 | 21 | 1
    M3 | B | 1 | 1960-05-01 | H1 | 2025-07-01 08:00:00 | 2025-07-05 10:00:00 | 21 | 1
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two visits of two persons that nothing ties together."""
    made = Workspace.create(tmp_path / "w")
    take_in(made, write(tmp_path / "d", **{**TABLES, "mdtrt_d": VISITS}))
    return made


def ties(workspace: Workspace, *, keep: bool) -> list[tuple[str, str]]:
    with workspace.writing() as connection:
        if keep:
            keep_ties(connection)
        note_ties(connection)
        return connection.execute("from temp.tied_visit order by all").fetchall()


def settled_with_another(tmp_path: Path) -> Path:
    line = TABLES["fee_list_d"].replace(
        "F2      | S1      | M1       | A", "F2      | S1      | M3       | B"
    )
    return write(tmp_path / "2", fee_list_d=line)


def test_a_charge_settled_with_another_visit_ties_the_two_in_both_directions(
    workspace: Workspace, tmp_path: Path
) -> None:
    assert ties(workspace, keep=True) == []
    take_in(workspace, settled_with_another(tmp_path))
    assert ties(workspace, keep=True) == [("M1", "M3"), ("M3", "M1")]


def test_ties_kept_of_an_earlier_delivery_are_not_asked(
    workspace: Workspace, tmp_path: Path
) -> None:
    assert ties(workspace, keep=True) == []
    take_in(workspace, settled_with_another(tmp_path))
    assert ties(workspace, keep=False) == [("M1", "M3"), ("M3", "M1")]


def test_ties_kept_of_the_newest_delivery_are_not_looked_for_again(workspace: Workspace) -> None:
    ties(workspace, keep=True)
    with workspace.writing() as connection:
        connection.execute("insert into ledger.tied_visit values ('M1', 'M3')")
    assert ties(workspace, keep=True) == [("M1", "M3")]
    with workspace.writing() as connection:  # found by the query of another program
        connection.execute("update ledger.tied_until set told = ''")
    assert ties(workspace, keep=True) == []
