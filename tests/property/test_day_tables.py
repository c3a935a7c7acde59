"""A derived table brought up to date by day is decided by what a provider did on it and on the days beside it."""

from __future__ import annotations

import pytest
from tests.conftest import County
from tests.shared import builtin_content

from feijian.contracts import SEARCH_PATH, rederiving
from feijian.contracts.days import reach_days
from feijian.contracts.keyed import OF_DAY, base_tables, day_tables

CONTENT = builtin_content()
NOBODY = 1_000_000_000
"""No delivery came later: only the days of the visits chosen are reached."""


@pytest.mark.parametrize("part", [0, 1, 2])
def test_some_days_give_their_part_of_each_table(county: County, part: int) -> None:
    names = day_tables(CONTENT.catalogue, CONTENT.derived, base_tables(CONTENT.derived))
    assert names == {"co_visit", "practitioner_day"}
    tables = [d for d in CONTENT.derived if d.name in names]
    different, compared = {}, 0
    with county.workspace.reading() as whole:
        whole.execute(f"set search_path = '{SEARCH_PATH}'")
        whole.execute(
            "create temp table reached_visit as select encounter_id from canonical.encounter"
            f" where hash(encounter_id) % 200 = {part}"
        )
        assert reach_days(whole, NOBODY, 1.0)
        world = rederiving._world(
            whole, CONTENT.catalogue, CONTENT.derived, tables, 600, OF_DAY, frozenset()
        )
        assert world is not None
        for table in tables:
            shape = CONTENT.catalogue.find(table.name, "derived")
            assert shape is not None
            columns = ", ".join(f'"{c.name}"' for c in shape.columns)
            whole.register(
                "all_made",
                world.sql(f"select {columns} from derived.{table.name}").to_arrow_table(),
            )
            chosen = OF_DAY.chosen(table)
            made = f"select {columns} from all_made as made where {chosen}"
            kept = f"select {columns} from derived.{table.name} as made where {chosen}"
            differing = f"select count(*) from (({kept} except all {made}) union all ({made} except all {kept})) as d"
            every = f"select count(*) from derived.{table.name}"
            (found,), (rows,), (total,) = (
                whole.execute(q).fetchall()[0]
                for q in (differing, f"select count(*) from ({kept})", every)
            )
            assert 0 < rows < total, table.name
            compared += rows
            if found:
                different[table.name] = found
        world.close()
    assert different == {}
    assert compared > 0
