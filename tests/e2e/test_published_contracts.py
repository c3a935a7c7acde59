"""What a run publishes is what data_contracts/published/ says: columns, types, keys."""

from __future__ import annotations

import duckdb
import pytest
from tests.golden.regenerate import ROOT, published_page

from feijian.contracts.published import BESIDE, FILES, published
from feijian.workspace import Run


@pytest.mark.parametrize(("name", "file"), sorted(FILES.items()))
def test_a_published_file_is_as_its_contract_says(name: str, file: str, county_run: Run) -> None:
    path = county_run.file(file).as_posix()
    with duckdb.connect() as connection:
        described = connection.execute("describe select * from read_parquet(?)", [path]).fetchall()
        assert [(column, kind.lower()) for column, kind, *_ in described] == [
            (c.name, c.physical_type) for c in published(name).columns
        ]
        columns = [f'"{column}"' for column in published(name).key]
        key, missing = ", ".join(columns), " or ".join(f"{c} is null" for c in columns)
        doubled = connection.execute(
            f"select {key}, count(*) from read_parquet(?) group by all having count(*) > 1", [path]
        ).fetchall()
        assert doubled == []
        assert connection.execute(
            f"select count(*) from read_parquet(?) where {missing}", [path]
        ).fetchone() == (0,)


@pytest.mark.parametrize("name", sorted({**FILES, **BESIDE}))
def test_a_published_column_has_a_label_and_a_meaning(name: str) -> None:
    table = published(name)
    assert table.label_zh
    assert table.purpose
    assert [c.name for c in table.columns if not (c.label_zh and c.description)] == []


def test_the_page_in_docs_is_of_these_contracts() -> None:
    page = (ROOT / "docs" / "published-tables.md").read_text(encoding="utf-8")
    assert page == published_page(), "run 'make golden' and look at the difference"
