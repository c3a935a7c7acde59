"""Every derived table holds what its cases write, no more and no less.

Reads every data_contracts/derived/*.cases.yaml; there is nothing to edit here when one is added.
"""

import pytest

from feijian.contracts import Derived, case_world, closure, read_content
from feijian.library import Case, parse_pipe_table, read_cases
from feijian.rules.cases import compare

CONTENT = read_content()


def cases_of(item: Derived) -> list[Case]:
    path = item.headed.file.path.with_suffix(".cases.yaml")
    assert path.is_file(), f"derived.{item.name} has no cases"
    return read_cases(path, path.name, frozenset({"yields"}))


@pytest.mark.parametrize("item", CONTENT.derived, ids=lambda d: d.name)
def test_a_derived_table_has_a_case_with_rows(item: Derived) -> None:
    assert any(str(c.extra["yields"]).strip() != "nothing" for c in cases_of(item))


@pytest.mark.parametrize("item", CONTENT.derived, ids=lambda d: d.name)
def test_each_case_holds(item: Derived) -> None:
    different = []
    needed = closure(CONTENT.derived, [item.name])
    for case in cases_of(item):
        world = case_world(CONTENT.catalogue, needed, case.given, item.reads)
        cursor = world.execute(f'from derived."{item.name}"')
        names = [d[0] for d in cursor.description or []]
        written = str(case.extra["yields"]).strip()
        expected = None if written == "nothing" else parse_pipe_table(written)
        difference = compare(expected, names, cursor.fetchall())
        if difference:
            different.append((case.name, difference))
    assert different == []
