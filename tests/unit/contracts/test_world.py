"""The world of a case: what it gives, and the knowledge that holds everywhere."""

from pathlib import Path

import duckdb
import pytest

from feijian.contracts import case_world, closure, read_content
from feijian.contracts.world import Worlds
from feijian.library.pipe_table import parse_pipe_table
from tests.shared import builtin_catalogue, builtin_content

CONTRACT = """\
apiVersion: v3.1.0
kind: DataContract
id: own.reference.combination
name: combination
version: 1.0.0
status: active
description: {{purpose: Classes given together.}}
customProperties:
  - {{property: cases, value: {cases}}}
schema:
  - name: combination
    physicalName: reference.combination
    physicalType: table
    logicalType: object
    properties:
      - {{name: class, logicalType: string, physicalType: varchar, required: true}}
"""


@pytest.mark.parametrize(("cases", "classes"), [("shipped", [("B01AC",)]), ("given", [])])
def test_only_knowledge_marked_so_holds_in_every_case(tmp_path: Path, cases, classes) -> None:
    folder = tmp_path / "data_contracts" / "reference"
    folder.mkdir(parents=True)
    (folder / "combination.odcs.yaml").write_text(CONTRACT.format(cases=cases), "utf-8")
    (folder / "combination.csv").write_text("class\nB01AC\n", "utf-8")
    content = read_content([tmp_path])
    reads = [(None, "combination")]
    world = case_world(content.catalogue, (), {}, reads)
    assert world.execute("select class from combination").fetchall() == classes
    own = {"combination": parse_pipe_table("class\nL04A")}
    world = case_world(content.catalogue, (), own, reads)
    assert world.execute("select class from combination").fetchall() == [("L04A",)]


def test_what_a_case_leaves_out_is_filled_as_loading_fills_it() -> None:
    lines = "claim_line_id | item_name | local_item_name\nL1 |  | 头颅CT\nL2 | CT平扫 | 头颅CT"
    world = case_world(
        builtin_catalogue(), (), {"claim_line": parse_pipe_table(lines)}, [(None, "claim_line")]
    )
    assert world.execute(
        "select claim_line_id, item_name from claim_line order by all"
    ).fetchall() == [("L1", "头颅CT"), ("L2", "CT平扫")]


def test_worlds_side_by_side_hold_their_own_rows_alone() -> None:
    content = builtin_content()
    needed = closure(content.derived, ["encounter_diagnosis"])
    reads = [(None, "diagnosis"), ("derived", "encounter_diagnosis")]
    one, other = (
        {"diagnosis": parse_pipe_table(f"encounter_id | code\n{e} | I10")} for e in ("E1", "E2")
    )
    worlds = Worlds(content.catalogue)
    made = [worlds.world(needed, given, reads) for given in (one, other, one)]
    for asked in ("diagnosis", "canonical.diagnosis", "derived.encounter_diagnosis"):
        rows = [w.execute(f"select encounter_id from {asked}").fetchall() for w in made]
        assert rows == [[("E1",)], [("E2",)], [("E1",)]], asked


def test_a_world_is_shut_but_for_the_order_of_joins() -> None:
    world = Worlds(builtin_content().catalogue).world((), {}, [])
    for statement in ("set threads = 4", "set enable_external_access = true"):
        with pytest.raises(duckdb.Error, match="locked"):
            world.execute(statement)
    for statement in ("from read_csv('/etc/passwd')", "attach '/tmp/x.duckdb' as x"):
        with pytest.raises(duckdb.Error, match="disabled"):
            world.execute(statement)
    world.execute("set disabled_optimizers = 'join_order'")
