"""What a night judges anew: visits that changed, and those of whoever's own row says something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from feijian.rules.touched import note_touched, touched_keys
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import TABLES, take_in, write

VISITS = """
    mdtrt_id | psn_no | gend | brdy       | fixmedins_code | begntime            | endtime             | med_type | insutype | vali_flag
"""
FIRST = "M1 | A | 1 | 1960-05-01 | H1 | 2025-07-01 08:00:00 | 2025-07-05 10:00:00 | 21 | 310 | 1"
OF_ANOTHER = (
    "M2 | B | 1 | 1961-05-01 | H1 | 2025-07-01 08:00:00 | 2025-07-05 10:00:00 | 21 | 310 | 1"
)
LATER = "M3 | A | 1 | 1960-05-01 | H1 | 2025-08-01 08:00:00 | 2025-08-05 10:00:00 | 21 | {insurance} | 1"
READ = ("person_id", "sex", "birth_date")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two persons with a visit each."""
    made = Workspace.create(tmp_path / "w")
    visits = VISITS + "\n".join(("", FIRST, OF_ANOTHER))
    take_in(made, write(tmp_path / "d", **{**TABLES, "mdtrt_d": visits}))
    return made


def reached(workspace: Workspace, read: tuple[str, ...] | None) -> tuple[list[str] | None, ...]:
    """Visits and persons touched since the first delivery."""
    with workspace.writing() as connection:
        note_touched(connection, 1, read)
        return touched_keys(connection, "encounter", 1), touched_keys(connection, "person", 1)


def test_a_new_visit_brings_no_other_visit_of_its_person_along(
    workspace: Workspace, tmp_path: Path
) -> None:
    visits = VISITS + LATER.format(insurance="390")
    take_in(workspace, write(tmp_path / "2", mdtrt_d=visits))
    assert reached(workspace, READ) == (["M3"], ["A"])


def test_an_insurance_that_the_latest_visit_changed_reaches_the_others_where_rules_read_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    visits = VISITS + LATER.format(insurance="390")
    take_in(workspace, write(tmp_path / "2", mdtrt_d=visits))
    assert reached(workspace, (*READ, "insurance")) == (["M1", "M3"], ["A"])
    assert reached(workspace, None) == (["M1", "M3"], ["A"])


def test_a_birth_date_that_was_corrected_reaches_all_visits_of_the_person(
    workspace: Workspace, tmp_path: Path
) -> None:
    register = TABLES["psn_info_b"].replace("1960-05-01", "1931-05-01")
    take_in(workspace, write(tmp_path / "2", psn_info_b=register))
    assert reached(workspace, READ) == (["M1"], ["A"])


def test_where_nobody_noted_what_changed_all_visits_of_the_person_are_reached(
    workspace: Workspace, tmp_path: Path
) -> None:
    """A ledger of an earlier version."""
    visits = VISITS + LATER.format(insurance="390")
    take_in(workspace, write(tmp_path / "2", mdtrt_d=visits))
    with workspace.writing() as connection:
        connection.execute("update ledger.touched set told = null")
    assert reached(workspace, READ) == (["M1", "M3"], ["A"])


@pytest.mark.parametrize(
    ("person", "original", "brought"),
    [("A", "", ["M1", "M3"]), ("B", "", ["M2", "M3"]), ("A", "S2", ["M2", "M3"])],
)
def test_a_refund_in_a_visit_of_its_own_brings_along_what_it_may_take_back(
    workspace: Workspace, tmp_path: Path, person: str, original: str, brought: list[str]
) -> None:
    """Of the person at the house where it names nothing, else the settlement that it names."""
    settled = """
        setl_id | mdtrt_id | psn_no | fixmedins_code | setl_time           | medfee_sumamt | fund_pay_sumamt | refd_setl_flag | init_setl_id | vali_flag
    """
    before = "S2 | M2 | B | H1 | 2025-07-05 11:00:00 | 100.00 | 80.00 | 0 | | 1"
    refund = f"S3 | M3 | {person} | H1 | 2025-07-09 11:00:00 | -20.00 | -9.00 | 1 | {original} | 1"
    visit = f"M3 | {person} | 1 | 1960-05-01 | H1 | 2025-07-09 08:00:00 | 2025-07-09 10:00:00 | 11 | 310 | 1"
    take_in(workspace, write(tmp_path / "2", setl_d=settled + before))
    with workspace.writing() as connection:
        connection.execute("delete from ledger.touched")
    take_in(workspace, write(tmp_path / "3", mdtrt_d=VISITS + visit, setl_d=settled + refund))
    assert reached(workspace, READ)[0] == brought
