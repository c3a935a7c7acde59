"""Every derived table's cases give on Spark the rows that are written: what it needs is built by DuckDB.

One that agreed on just these inputs is not asked again (`agreed.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip(
    "pyspark", reason="PySpark is not installed here; `make test-spark` has its own"
)

from feijian.contracts import Derived
from feijian.contracts.derived_cases import cases_of
from feijian.engines.spark import session
from tests.shared import builtin_book, builtin_content
from tests.spark.agreed import has_agreed, note
from tests.spark.engine import SparkWorld

pytestmark = pytest.mark.spark
CONTENT, BOOK = builtin_content(), builtin_book()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkWorld]:
    spark = session(str(tmp_path_factory.mktemp("warehouse")))
    yield SparkWorld(spark)
    spark.stop()


@pytest.mark.parametrize("item", CONTENT.derived, ids=lambda d: d.name)
def test_each_case_yields_the_same_on_spark(item: Derived, world: SparkWorld) -> None:
    if has_agreed(BOOK, f"derived.{item.name}"):
        pytest.skip("agreed on just these inputs; FEIJIAN_SPARK=all asks all")
    assert world.derived_differences(CONTENT, item, cases_of(item)) == {}
    note(BOOK, f"derived.{item.name}")
