"""Every model's cases: planted outliers come first, innocent look-alikes do not."""

from __future__ import annotations

import pytest

from feijian.library import Case
from feijian.models import Model, ModelBook, read_models
from feijian.models.cases import difference
from tests.shared import builtin_content

BOOK: list[ModelBook] = []


def book() -> ModelBook:
    if not BOOK:
        content = builtin_content()
        BOOK.append(read_models(content.library, content.catalogue, content.derived))
    return BOOK[0]


def cases() -> list[tuple[Model, Case]]:
    return [(model, case) for model in book().models for case in model.cases]


@pytest.mark.parametrize(
    ("model", "case"), [pytest.param(m, c, id=f"{m.id}: {c.name}") for m, c in cases()]
)
def test_case(model: Model, case: Case) -> None:
    assert difference(book(), model, case) == ""
