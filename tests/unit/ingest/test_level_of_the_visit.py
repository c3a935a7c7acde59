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
