"""Every model's cases: planted outliers come first, innocent look-alikes do not."""

from __future__ import annotations

import pytest

from feijian.library import Case
from feijian.models import Model
from feijian.models.cases import difference
from tests.shared import builtin_models


def cases() -> list[tuple[Model, Case]]:
    return [(model, case) for model in builtin_models().models for case in model.cases]


@pytest.mark.parametrize(
    ("model", "case"), [pytest.param(m, c, id=f"{m.id}: {c.name}") for m, c in cases()]
)
def test_case(model: Model, case: Case) -> None:
    assert difference(builtin_models(), model, case) == ""
