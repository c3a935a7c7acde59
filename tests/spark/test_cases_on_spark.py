"""Every rule's cases find on Spark what they find on DuckDB; `make test-spark` runs them.

Reads every rules/**/*.cases.yaml; there is nothing to edit here when a rule is added. A rule that agreed on just
these inputs is not asked again (`agreed.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

pytest.importorskip(
    "pyspark", reason="PySpark is not installed here; `make test-spark` has its own"
)

from feijian.contracts import read_content
from feijian.engines.spark import session
from feijian.rules import RuleBook
from feijian.rules.step import rules_of
from tests.spark.agreed import has_agreed, note
from tests.spark.engine import SparkWorld, run_cases

pytestmark = pytest.mark.spark
BOOK: RuleBook = rules_of(read_content())
IDS = [r.id for r in BOOK.rules]
KNOWN: dict[str, str] = yaml.safe_load(
    Path(__file__).with_name("known.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkWorld]:
    spark = session(str(tmp_path_factory.mktemp("warehouse")))
    yield SparkWorld(spark)
    spark.stop()


@pytest.mark.parametrize("rule_id", IDS)
def test_each_case_finds_the_same_on_spark(
    rule_id: str, world: SparkWorld, tally: list[tuple[str, int, int]]
) -> None:
    if has_agreed(BOOK, rule_id):
        pytest.skip("agreed on just these inputs; FEIJIAN_SPARK=all asks all")
    results = run_cases(BOOK, BOOK.get(rule_id), world)
    differing = [(r.case, r.difference) for r in results if r.difference]
    tally.append((rule_id, len(results), len(differing)))
    if rule_id in KNOWN:
        assert differing, f"{rule_id} agrees now: take it out of known.yaml"
    else:
        assert differing == []
        note(BOOK, rule_id)


def test_each_known_difference_is_of_a_rule_and_has_a_reason() -> None:
    assert KNOWN.keys() <= set(IDS)
    assert [rule_id for rule_id, reason in KNOWN.items() if not reason] == []
