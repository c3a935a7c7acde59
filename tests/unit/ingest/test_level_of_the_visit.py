"""The level of a house on the day of a visit stands with the visit; the register knows only today's."""

from __future__ import annotations

from pathlib import Path

from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import query, take_in, write_sound

VISITS = (
    "mdtrt_id | psn_no | fixmedins_code | med_type | begntime | endtime | hosp_lv | vali_flag\n"
    "M1 | A | H1 | 21 | 2025-07-01 08:00:00 | 2025-07-05 10:00:00 | 2 | 1\n"
    "M2 | A | H1 | 11 | 2025-08-01 08:00:00 | 2025-08-01 09:00:00 | 03 | 1\n"
    "M3 | A | H1 | 11 | 2025-09-01 08:00:00 | 2025-09-01 09:00:00 | 9 | 1\n"
    "M4 | A | H1 | 11 | 2025-10-01 08:00:00 | 2025-10-01 09:00:00 | | 1\n"
)


def test_a_visit_says_what_level_the_house_had(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, write_sound(tmp_path / "d", mdtrt_d=VISITS))
    levels = query(
        workspace,
        "select encounter_id, level_at_visit from canonical.encounter order by encounter_id",
    )
    # the platform counts the other way round; 9 is a house without a grade
    assert levels == [("M1", 2), ("M2", 1), ("M3", 0), ("M4", None)]


SETTLEMENTS = (
    "setl_id | mdtrt_id | psn_no | fixmedins_code | setl_time | medfee_sumamt | fund_pay_sumamt | hosp_lv | refd_setl_flag | vali_flag\n"
    "S1 | M1 | A | H1 | 2025-07-05 10:00:00 | 100 | 70 | 1 | 0 | 1\n"
    "S4 | M4 | A | H1 | 2025-10-01 09:00:00 | 100 | 70 | 3 | 0 | 1\n"
    "S5 | M4 | A | H1 | 2025-10-01 09:30:00 | 100 | 70 | 02 | 0 | 1\n"
)


def test_where_the_visit_says_nothing_its_settlements_do(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, write_sound(tmp_path / "d", mdtrt_d=VISITS, setl_d=SETTLEMENTS))
    levels = query(
        workspace,
        "select encounter_id, level_at_visit from canonical.encounter order by encounter_id",
    )
    # the visit's own word holds; of several settlements the highest level
    assert levels == [("M1", 2), ("M2", 1), ("M3", 0), ("M4", 2)]


def test_a_settlement_sent_later_tells_the_level_too(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, write_sound(tmp_path / "d", mdtrt_d=VISITS))
    take_in(workspace, write_sound(tmp_path / "e", mdtrt_d=VISITS, setl_d=SETTLEMENTS))
    levels = query(
        workspace, "select level_at_visit from canonical.encounter where encounter_id = 'M4'"
    )
    assert levels == [(2,)]
