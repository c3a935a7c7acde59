"""A visit or settlement set aside as another house's leaves what stands as it was, also in its parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import TABLES, canonical, held, take_in, write, write_sound

HEAD = "mdtrt_id,psn_no,gend,brdy,insutype,fixmedins_code,begntime,endtime,med_type,vali_flag\n"
FIRST = "M1,{who},1,1960-05-01,310,H1,2025-07-01 08:00:00,2025-07-05 10:00:00,21,1\n"


@pytest.mark.parametrize("who", ["A", "C"])
@pytest.mark.parametrize("valid", ["1", "0"])
def test_a_visit_of_another_house_under_the_same_number_changes_no_person(
    workspace: Workspace, tmp_path: Path, valid: str, who: str
) -> None:
    """C is in no register: he is made from his visit, and would be gone without it."""
    july = write_sound(
        tmp_path / "july", **{n: t.replace("| A ", f"| {who} ") for n, t in TABLES.items()}
    )
    (july / "mdtrt_d.csv").write_text(HEAD + FIRST.format(who=who), encoding="utf-8")
    with (july / "fixmedins_b.csv").open("a", encoding="utf-8") as out:
        out.write("H2,乡镇卫生院,1,3,1\n")
    take_in(workspace, july)
    before = canonical(workspace)
    august = write(tmp_path / "august")
    (august / "mdtrt_d.csv").write_text(
        HEAD + f"M1,B,2,1971-11-20,390,H2,2025-08-01 08:00:00,2025-08-01 09:00:00,11,{valid}\n",
        encoding="utf-8",
    )
    take_in(workspace, august)
    assert held(workspace)["mdtrt_d"] == [(2, ["key_of_another_provider"])]
    assert canonical(workspace) == before
    # a correction of the house itself is one
    september = write(tmp_path / "september")
    (september / "mdtrt_d.csv").write_text(
        HEAD + FIRST.format(who=who).replace(",310,", ",390,"), encoding="utf-8"
    )
    take_in(workspace, september)
    assert [row[4] for row in canonical(workspace)["person"] if row[0] == who] == ["390"]
