"""Scores stand while no month closes and nothing late arrives; else they are worked out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from feijian.contracts.own_row import told_of_persons
from feijian.night.rescoring import registers, scores_stand
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import take_in

TODAY = date(2026, 6, 20)
VISITS = "mdtrt_id,psn_no,fixmedins_code,begntime,endtime,med_type,vali_flag\n"
PERSONS = "psn_no,gend,brdy\n" + "".join(f"P{n},1,1950-01-0{n}\n" for n in range(1, 6))
PROVIDERS = "fixmedins_code,fixmedins_name,fixmedins_type,hosp_lv\n"


def deliver(workspace: Workspace, name: str, visits: str, level: int = 2) -> None:
    folder = workspace.root.parent / name
    folder.mkdir()
    (folder / "fixmedins_b.csv").write_text(f"{PROVIDERS}H1,一院,1,{level}\n", encoding="utf-8")
    (folder / "psn_info_b.csv").write_text(PERSONS, encoding="utf-8")
    (folder / "mdtrt_d.csv").write_text(VISITS + visits, encoding="utf-8")
    take_in(workspace, folder)


def stand(
    workspace: Workspace, told: dict[str, Any], policy: str = "late", on: date = TODAY
) -> bool:
    with workspace.reading() as connection:
        return scores_stand(connection, policy, told, on)


@pytest.fixture
def scored(tmp_path: Path) -> tuple[Workspace, dict[str, Any]]:
    """A workspace, and what a run of the twentieth of June noted of its scores."""
    workspace = Workspace.create(tmp_path / "w")
    deliver(
        workspace,
        "first",
        "M0,P1,H1,2026-05-02,2026-05-03,11,1\nM1,P1,H1,2026-06-01,2026-06-03,21,1\n",
    )
    with workspace.reading() as connection:
        known = registers(connection, TODAY)
    return workspace, {"on": TODAY.isoformat(), "delivery_seq": 1, "registers": known}


def test_this_month_s_visits_leave_scores_standing_until_the_month_closes(
    scored: tuple[Workspace, dict[str, Any]],
) -> None:
    workspace, told = scored
    assert stand(workspace, told)
    deliver(
        workspace,
        "day",
        "M2,P2,H1,2026-06-19,2026-06-19,11,1\nM6,P3,H1,2026-06-01,2026-06-01,11,1\n",
    )
    assert stand(workspace, told)
    assert not stand(workspace, told, policy="night")
    # the month closes; or somebody judges on an earlier day
    assert not stand(workspace, told, on=date(2026, 7, 1))
    assert not stand(workspace, told, policy="close", on=date(2026, 7, 1))
    assert not stand(workspace, told, on=date(2026, 6, 19))


@pytest.mark.parametrize(
    ("what", "visits", "level"),
    [
        ("a late visit", "M3,P3,H1,2026-05-30,2026-05-30,11,1\n", 2),
        ("a correction of one", "M0,P1,H1,2026-05-02,2026-05-04,11,1\n", 2),
        ("one that is withdrawn", "M0,P1,H1,2026-05-02,2026-05-03,11,0\n", 2),
        ("a stay that began before", "M4,P4,H1,2026-05-30,2026-06-18,21,1\n", 2),
        ("an institution of another level", "M5,P5,H1,2026-06-19,2026-06-19,11,1\n", 3),
    ],
)
def test_whatever_reaches_a_closed_month_has_them_worked_out(
    scored: tuple[Workspace, dict[str, Any]], what: str, visits: str, level: int
) -> None:
    workspace, told = scored
    deliver(workspace, "late", visits, level)
    assert not stand(workspace, told), what
    if level == 2:
        # a bureau may have late rows wait for the month's close
        assert stand(workspace, told, policy="close")


COLUMNS = ("birth_date", "employer_id", "insurance", "person_id", "sex")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("select person.sex from person -- whose insurance?", ("sex",)),
        ("/* the employer_id */ select t.birth_date from canonical.person as t", ("birth_date",)),
        ("select stay.insurance from derived.stay as stay", ()),
        ("select t.* from person as t", COLUMNS),
        ("select 1, * from person", COLUMNS),
        ("select count(*) as n from person", ()),
    ],
)
def test_of_the_register_counts_what_a_query_may_read(query: str, told: tuple[str, ...]) -> None:
    assert told_of_persons([query], COLUMNS) == told


def test_a_visit_that_tells_another_insurance_leaves_scores_standing_that_do_not_ask(
    scored: tuple[Workspace, dict[str, Any]],
) -> None:
    workspace, told = scored
    with workspace.reading() as connection:
        asking = {
            of_person: {**told, "registers": registers(connection, TODAY, of_person)}
            for of_person in (("sex",), ("sex", "insurance"))
        }
    folder = workspace.root.parent / "day"
    folder.mkdir()
    (folder / "fixmedins_b.csv").write_text(f"{PROVIDERS}H1,一院,1,2\n", encoding="utf-8")
    (folder / "mdtrt_d.csv").write_text(
        VISITS.replace("med_type", "med_type,insutype")
        + "M2,P1,H1,2026-06-19,2026-06-19,11,390,1\n",
        encoding="utf-8",
    )
    take_in(workspace, folder)
    with workspace.reading() as connection:
        stands = {
            of_person: scores_stand(connection, "late", known, TODAY, of_person)
            for of_person, known in asking.items()
        }
    assert stands == {("sex",): True, ("sex", "insurance"): False}
