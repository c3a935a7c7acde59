"""A table that a later delivery fills for the first time: what its rows decide was not so before."""

from __future__ import annotations

import random
from pathlib import Path

from tests.property.test_load_order import county, fresh, write
from tests.unit.ingest.deliveries import take_in


def test_diagnoses_that_first_come_with_a_second_delivery_touch_their_visits(
    tmp_path: Path,
) -> None:
    rows = county(random.Random(1))
    listed = {"setl_diag_list_d": rows.pop("setl_diag_list_d")}
    workspace = fresh(tmp_path / "w")
    take_in(workspace, write(tmp_path / "visits", rows))
    take_in(workspace, write(tmp_path / "diagnoses", listed))
    with workspace.reading() as connection:
        had = connection.execute("select distinct encounter_id from canonical.diagnosis").fetchall()
        touched = connection.execute(
            "select key from ledger.touched where delivery_seq = 2 and scope = 'encounter'"
        ).fetchall()
    assert had
    assert set(had) <= set(touched)


def test_visits_that_first_come_with_a_second_delivery_are_touched_with_their_persons(
    tmp_path: Path,
) -> None:
    rows = county(random.Random(1))
    registers = {n: rows.pop(n) for n in ("fixmedins_b", "psn_info_b") if n in rows}
    workspace = fresh(tmp_path / "w")
    take_in(workspace, write(tmp_path / "registers", registers))
    take_in(workspace, write(tmp_path / "visits", rows))
    with workspace.reading() as connection:
        visits = connection.execute(
            "select encounter_id, person_id from canonical.encounter"
        ).fetchall()
        touched = connection.execute(
            "select scope, key from ledger.touched where delivery_seq = 2"
        ).fetchall()
    assert visits
    assert {("encounter", visit) for visit, _ in visits} <= set(touched)
    assert {("person", person) for _, person in visits} <= set(touched)
