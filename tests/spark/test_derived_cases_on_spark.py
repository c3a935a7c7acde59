"""Every derived table's cases give on Spark the rows that are written: what it needs is built by DuckDB."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip(
    "pyspark", reason="PySpark is not installed here; `make test-spark` has its own"
)

from feijian.contracts import Derived
from feijian.contracts.derived_cases import cases_of
from feijian.engines.spark import session
from tests.shared import builtin_content
from tests.spark.engine import SparkWorld

pytestmark = pytest.mark.spark
CONTENT = builtin_content()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkWorld]:
    spark = session(str(tmp_path_factory.mktemp("warehouse")))
    yield SparkWorld(spark)
    spark.stop()


@pytest.mark.parametrize("item", CONTENT.derived, ids=lambda d: d.name)
def test_each_case_yields_the_same_on_spark(item: Derived, world: SparkWorld) -> None:
    assert world.derived_differences(CONTENT, item, cases_of(item)) == {}
