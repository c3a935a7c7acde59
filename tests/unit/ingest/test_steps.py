"""`load --explain`: every statement of a load in its order, with what it reads, writes and counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from feijian.ingest.load.delivery import load
from feijian.ingest.load.steps import LoadStep, relations
from feijian.library import Library
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import query, take_in, write_sound


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("create temp table a as select * from b", (("b",), ("a",), True)),
        ("create or replace temp table a (n integer)", ((), ("a",), False)),
        (
            "insert into c.a (n) with w as (select n from c.b) select n from w join d using (n)",
            (("c.b", "d"), ("c.a",), True),
        ),
        ("delete from c.a where n in (select n from b)", (("b",), ("c.a",), True)),
        ("update a set n = 1 from b where a.n = b.n", (("b",), ("a",), True)),
        ("drop table if exists a", ((), ("a",), False)),
        ("select count(*) from a, c.b", (("a", "c.b"), (), False)),
        # a table that reads itself is read and written
        ("insert into a select * from a", (("a",), ("a",), True)),
        ("set threads = 2", ((), (), False)),
        # what the parser does not know is told by its words
        ("create temp table a as from b where ((", (("b",), ("a",), False)),
    ],
)
def test_relations_are_told_by_what_is_done_with_them(sql, expected) -> None:
    assert relations(sql) == expected


def test_a_load_tells_its_steps_and_loads_the_same(workspace: Workspace, tmp_path: Path) -> None:
    delivery = write_sound(tmp_path / "d")
    steps: list[LoadStep] = []
    told = load(workspace, delivery, library=Library.of(), steps=steps)
    plain = Workspace.create(tmp_path / "plain")
    assert told.files == take_in(plain, delivery).files
    rows = "select * from canonical.claim_line order by all"
    assert query(workspace, rows) == query(plain, rows)
    stored = [s for s in steps if s.writes == ("canonical.claim_line",) and s.rows]
    assert sum(s.rows or 0 for s in stored) == len(query(plain, rows)) > 0
    # the chain is whole: what decides is written before it is read
    for relation in ("incoming", "settled"):
        places = [n for n, s in enumerate(steps) if relation in s.writes]
        asked = [n for n, s in enumerate(steps) if relation in s.reads]
        assert places, relation
        assert asked, relation
        assert min(places) < max(asked), relation
    assert all(s.name.startswith(("load.", "read.", "doubts.", "macros", "values")) for s in steps)
    assert "keyed" not in "".join(s.sql for s in steps if "create" in s.sql and "macro" in s.sql)


def test_a_step_is_printed_with_all_it_is() -> None:
    step = LoadStep(
        "load.dedupe.settle", "insert into a\n  select 1 from b", ("b",), ("a",), 1200, 0.5
    )
    assert step.text() == (
        "load.dedupe.settle  0.500 s  1,200 rows\n"
        "  reads: b\n  writes: a\n    insert into a\n      select 1 from b"
    )
    assert LoadStep("x", "select 1", (), (), None, 0.0).text() == (
        "x  0.000 s\n  reads: -\n  writes: -\n    select 1"
    )
