"""The quality record folded with a delivery is the record that all rows give."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from feijian.contracts.catalogue import read_catalogue
from feijian.contracts.expectations import SuiteResult, assess_apart
from feijian.contracts.folding import folded
from feijian.contracts.model import Catalogue
from feijian.library import Library
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import TABLES, take_in, write

CATALOGUE: Catalogue = read_catalogue(Library.of(), ("canonical",))
DAY = {
    "fixmedins_b": TABLES["fixmedins_b"],
    "mdtrt_d": TABLES["mdtrt_d"].replace("M1", "M2").replace("2025-07", "2025-08"),
    "setl_d": TABLES["setl_d"]
    .replace("S1", "S2")
    .replace("M1", "M2")
    .replace("2025-07", "2025-08"),
    "fee_list_d": TABLES["fee_list_d"]
    .replace("F1", "F3")
    .replace("F2", "F4")
    .replace("S1", "S2")
    .replace("M1", "M2")
    .replace("2025-07", "2025-08"),
}


def formal(workspace: Workspace) -> list[SuiteResult]:
    return assess_apart(workspace.warehouse, CATALOGUE.of_schema("canonical"), 2, 600)


def by_delivery(workspace: Workspace, before: list[SuiteResult], since: int) -> list[SuiteResult]:
    with workspace.reading() as connection:
        return list(folded(connection, CATALOGUE.of_schema("canonical"), before, since).values())


def test_counts_before_and_what_a_delivery_touched_give_what_all_rows_give(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    take_in(workspace, write(tmp_path / "first", **TABLES))
    before = formal(workspace)
    assert {s.contract for s in before if s.rows} == {
        f"canonical.{name}" for name in ("claim", "claim_line", "encounter", "person", "provider")
    }
    take_in(workspace, write(tmp_path / "day", **DAY))
    with workspace.writing() as connection:
        # what no load lets in: a key twice, a row without its settlement, a word nobody knows
        connection.execute(
            "insert into canonical.claim_line select * from canonical.claim_line where claim_line_id = 'F3'"
        )
        connection.execute("update canonical.encounter set class = 'odd' where encounter_id = 'M2'")
        connection.execute(
            "update canonical.claim_line set claim_id = 'gone' where claim_line_id = 'F4'"
        )
        # the first rows of a table, two under one key
        connection.execute(
            "insert into canonical.diagnosis (encounter_id, seq, code, is_main)"
            " values ('M2', 1, 'I20', true), ('M2', 1, 'I10', false)"
        )
    now = by_delivery(workspace, before, since=1)
    whole = formal(workspace)
    assert now == whole
    assert [s.rows for s in now if s.contract == "canonical.diagnosis"] == [2]
    assert {e.id.split(" ")[1] for s in whole for e in s.expectations if not e.success} == {
        "key:claim_line_id",
        "key:encounter_id,seq",
        "row:parent_missing",
        "row:known_class",
    }
    # what was broken before is counted whole: mended by whatever, it is taken off
    with workspace.writing() as connection:
        connection.execute("update canonical.encounter set class = 'inpatient'")
    mended = by_delivery(workspace, whole, since=2)
    assert [e.id for s in mended for e in s.expectations if not e.success] == [
        e.id for s in whole for e in s.expectations if not e.success and "class" not in e.id
    ]


def test_nothing_to_build_on_asks_for_a_formal_record(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    take_in(workspace, write(tmp_path / "first", **TABLES))
    made = [SuiteResult("canonical.claim", 1, True, ())]
    # the first delivery touched everything; and these are no suites of this contract
    assert by_delivery(workspace, made, since=0) == []
    assert by_delivery(workspace, made, since=1) == []


def test_what_a_check_erred_of_or_nobody_judged_is_left_to_the_formal_record(
    tmp_path: Path,
) -> None:
    workspace = Workspace.create(tmp_path / "w")
    take_in(workspace, write(tmp_path / "first", **TABLES))
    judged = formal(workspace)
    names = [s.contract for s in judged]

    def left(before: list[SuiteResult]) -> set[str]:
        return {*names} - {s.contract for s in by_delivery(workspace, before, since=1)}

    assert left(judged) == set()
    assert left([s for s in judged if s.contract != "canonical.claim"]) == {"canonical.claim"}
    at = names.index("canonical.person")
    first, *others = judged[at].expectations
    erred = replace(judged[at], expectations=(replace(first, error="no memory"), *others))
    assert left([*judged[:at], erred, *judged[at + 1 :]]) == {"canonical.person"}
    with workspace.writing() as connection:
        connection.execute("delete from canonical.claim_line")
    assert left(judged) == {"canonical.claim_line"}
