"""Every derived table holds what its cases write, no more and no less.

Reads every data_contracts/derived/*.cases.yaml; there is nothing to edit here when one is added.
"""

import pytest
from tests.shared import builtin_content

from feijian.contracts import Content
from feijian.contracts.derived_cases import run_derived_cases
from feijian.library import Library


@pytest.fixture(scope="module")
def content() -> Content:
    return builtin_content()


@pytest.mark.parametrize(
    "name", [f.path.stem for f in Library.of().files("data_contracts", "derived/*.sql")]
)
def test_each_case_holds(content: Content, name: str) -> None:
    [item] = [d for d in content.derived if d.name == name]
    results = run_derived_cases(content, item)
    assert results != []
    assert [(r.case, r.difference) for r in results if r.difference] == []
