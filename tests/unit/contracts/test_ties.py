"""Visits that refunds and common settlements tie together, kept until the next delivery."""

from __future__ import annotations

from pathlib import Path

import pytest

from feijian.contracts import ties as of_visits
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


@pytest.mark.parametrize(
    ("changed", "touched", "tied"),
    [
        # a charge of one visit comes into the settlement of another
        (
            "update canonical.claim_line set encounter_id = 'M3' where claim_line_id = 'F2'",
            "M3",
            "M1 M3",
        ),
        # the settlement goes to another visit, its charges stay where they were
        ("update canonical.claim set encounter_id = 'M9' where claim_id = 'S1'", "M9", "M1 M9"),
        # a reversal names a charge of another visit
        (
            "update canonical.claim_line set encounter_id = 'M3', claim_id = 'S9', original_line_id = 'F1'"
            " where claim_line_id = 'F2'",
            "M3",
            "M1 M3",
        ),
        # what a reversal names goes to another visit
        (
            "update canonical.claim_line set claim_id = 'S9', original_line_id = 'F1' where claim_line_id = 'F2';"
            "update canonical.claim_line set claim_id = 'S9', encounter_id = 'M9' where claim_line_id = 'F1'",
            "M9",
            "M1 M9",
        ),
    ],
)
def test_ties_of_the_visits_touched_are_those_that_are_found_anew(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, changed: str, touched: str, tied: str
) -> None:
    monkeypatch.setattr(of_visits, "MOST", 10.0)
    ties(workspace, keep=True)
    with workspace.writing() as connection:
        connection.execute(changed)
        connection.execute(
            "insert into ledger.touched values (2, 'encounter', $1, null)", [touched]
        )
        connection.execute(
            "insert into ledger.delivery select 2, 'd2', source, kind, name, received_at from ledger.delivery"
        )
    one, other = tied.split()
    assert ties(workspace, keep=True) == [(one, other), (other, one)]
    with workspace.writing() as connection:
        connection.execute(
            "update ledger.tied_until set delivery_seq = 1; insert into ledger.touched values (2, 'all', '', null)"
        )
    assert ties(workspace, keep=True) == [(one, other), (other, one)]
