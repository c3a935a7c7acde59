"""Whom a delivery reaches when derived tables are brought up to date."""

from __future__ import annotations

from pathlib import Path

import pytest

from feijian.contracts.keyed import base_tables, keyed_tables, visit_tables
from feijian.contracts.reaching import close, note_visits, start
from feijian.contracts.ties import note_ties
from feijian.workspace import Workspace
from tests.shared import builtin_content
from tests.unit.ingest.deliveries import TABLES, take_in, write

CONTENT = builtin_content()
VISITS = """
    mdtrt_id | psn_no | gend | brdy       | fixmedins_code | begntime            | endtime             | med_type | vali_flag
"""
BY_AGE = "select birth_date from canonical.person"


def visit(number: str, person: str, born: str = "1960-05-01") -> str:
    return f"{number} | {person} | 1 | {born} | H1 | 2025-07-01 08:00:00 | 2025-07-05 10:00:00 | 21 | 1"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two visits of one person, one of another; a charge of the other's visit settled with the first."""
    made = Workspace.create(tmp_path / "w")
    visits = VISITS + "\n".join(("", visit("M1", "A"), visit("M2", "A"), visit("M3", "B")))
    lines = TABLES["fee_list_d"].replace(
        "F2      | S1      | M1       | A", "F2      | S1      | M3       | B"
    )
    tables = {**TABLES, "mdtrt_d": visits, "fee_list_d": lines}
    take_in(made, write(tmp_path / "d", **tables))
    return made


def reached(workspace: Workspace) -> tuple[list[str], list[str]]:
    """Visits reached since the first delivery, without and with all of their persons."""
    with workspace.writing() as connection:
        start(connection, 1)
        note_ties(connection)
        note_visits(connection, CONTENT.catalogue, [BY_AGE], (), 1)
        assert close(connection, (), 1.0)
        return tuple(  # type: ignore[return-value]
            [v for (v,) in connection.execute(f"from temp.{name} order by all").fetchall()]
            for name in ("reached_visit", "reached")
        )


def test_a_changed_charge_reaches_its_visit_and_for_the_person_s_tables_all_of_them(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, write(tmp_path / "2", mdtrt_d=VISITS + visit("M4", "A")))
    assert reached(workspace) == (["M4"], ["M1", "M2", "M3", "M4"])


def test_a_visit_brings_the_one_along_whose_charges_it_settled(
    workspace: Workspace, tmp_path: Path
) -> None:
    charge = TABLES["fee_list_d"].replace("| 20.00 ", "| 30.00 ").split("F2 ")[0]
    take_in(workspace, write(tmp_path / "2", fee_list_d=charge))
    assert reached(workspace)[0] == ["M1", "M3"]


def test_a_birth_date_that_was_corrected_reaches_all_visits_of_the_person(
    workspace: Workspace, tmp_path: Path
) -> None:
    register = TABLES["psn_info_b"].replace("1960-05-01", "1931-05-01")
    take_in(workspace, write(tmp_path / "2", psn_info_b=register))
    assert reached(workspace)[0] == ["M1", "M2", "M3"]


def test_what_other_visits_of_the_person_decide_is_no_table_of_visits() -> None:
    keyed = keyed_tables(CONTENT.catalogue, CONTENT.derived)
    of_visit = visit_tables(CONTENT.derived, keyed)
    assert {"stay", "claim_charge", "listed_pair"} <= of_visit
    assert keyed - of_visit == {
        "limit_excess",
        "return_stay",
        "shown_departure",
        "stay_part",
        "visit_part",
    }
    assert not base_tables(CONTENT.derived) & of_visit
