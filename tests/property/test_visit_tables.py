"""A derived table brought up to date by visit is decided by its visits, whoever else comes often."""

from __future__ import annotations

from tests.conftest import County
from tests.shared import builtin_content

from feijian.contracts import SEARCH_PATH, rederiving
from feijian.contracts.keyed import OF_VISIT, base_tables, keyed_tables, visit_tables
from feijian.contracts.reaching import note_visits
from feijian.contracts.ties import note_ties

CONTENT = builtin_content()


def test_every_other_visit_gives_its_part_of_each_table(county: County) -> None:
    keyed = keyed_tables(CONTENT.catalogue, CONTENT.derived)
    names = visit_tables(CONTENT.derived, keyed)
    tables = [d for d in CONTENT.derived if d.name in names]
    different, compared = {}, 0
    with county.workspace.reading() as whole:
        whole.execute(f"set search_path = '{SEARCH_PATH}'")
        whole.execute(
            "create temp table reached as select encounter_id from canonical.encounter"
            " where hash(encounter_id) % 2 = 0"
        )
        note_ties(whole)
        nobody = (
            1_000_000_000  # no delivery came later: only the visits chosen, and those tied to them
        )
        note_visits(whole, CONTENT.catalogue, [], base_tables(CONTENT.derived), nobody)
        half = rederiving._world(
            whole, CONTENT.catalogue, CONTENT.derived, tables, 600, OF_VISIT, frozenset()
        )
        assert half is not None
        for table in tables:
            shape = CONTENT.catalogue.find(table.name, "derived")
            assert shape is not None
            columns = ", ".join(f'"{c.name}"' for c in shape.columns)
            made = half.sql(f"select {columns} from derived.{table.name}").to_arrow_table()
            whole.register("made", made)
            kept = (
                f"select {columns} from derived.{table.name}"
                " where encounter_id in (select encounter_id from temp.reached_visit)"
            )
            found = whole.execute(
                f"select count(*) from (({kept} except all from made) union all (from made except all {kept})) as d"
            ).fetchall()
            compared += made.num_rows
            if found[0][0]:
                different[table.name] = found[0][0]
        half.close()
    assert different == {}
    assert compared > 0
