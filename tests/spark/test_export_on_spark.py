"""What `feijian export` writes is read by Spark as the warehouse has it: rows, types, empty tables."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

pytest.importorskip(
    "pyspark", reason="PySpark is not installed here; `make test-spark` has its own"
)

from feijian.contracts import empty_world, read_content
from feijian.engines.lake import export
from feijian.engines.spark import session, show_exported

pytestmark = pytest.mark.spark


def test_rows_types_and_empty_tables_are_those_of_the_warehouse(tmp_path: Path) -> None:
    content = read_content()
    world = empty_world(content.catalogue)
    world.execute(
        "insert into canonical.claim_line (claim_line_id, charged_at, amount) values"
        " ('L1', timestamp '2025-01-31 23:59:59', 1.25), ('L2', timestamp '2025-02-01 00:00:00', 2),"
        " ('L3', null, null)"
    )
    folder = tmp_path / "lake"
    export(world, content.catalogue, folder, 1)
    world.execute("update canonical.claim_line set amount = 3 where claim_line_id = 'L2'")
    export(world, content.catalogue, folder, 2)
    spark = session(str(tmp_path / "scratch"))
    try:
        shown = show_exported(spark, folder)
        tables = [t for t in content.catalogue if t.schema in ("canonical", "reference")]
        assert len(shown) == len(tables)
        rows = spark.sql(
            "select claim_line_id, charged_at, amount from canonical__claim_line order by 1"
        ).collect()
        assert [tuple(r) for r in rows] == [
            ("L1", datetime(2025, 1, 31, 23, 59, 59), Decimal("1.25")),
            ("L2", datetime(2025, 2, 1), Decimal("3.00")),
            ("L3", None, None),
        ]
        empty = spark.table("canonical__claim")
        claim = content.catalogue.find("claim", "canonical")
        assert claim is not None
        assert empty.columns == [c.name for c in claim.columns]
        assert empty.count() == 0
    finally:
        spark.stop()
