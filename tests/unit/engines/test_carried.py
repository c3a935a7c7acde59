"""Words that Spark understands otherwise are said so that it means what DuckDB means."""

from __future__ import annotations

import pytest

from feijian.engines.spark import spark_query


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("a / b", "CAST(a AS DOUBLE) / CAST(b AS DOUBLE)"),
        ("cast(a as double) / 2", "CAST(a AS DOUBLE) / CAST(2 AS DOUBLE)"),
        ("a / b / c", "CAST(CAST(a AS DOUBLE) / CAST(b AS DOUBLE) AS DOUBLE) / CAST(c AS DOUBLE)"),
        ("avg(a)", "(CAST(SUM(a) AS DOUBLE) / CAST(NULLIF(COUNT(a), 0) AS DOUBLE))"),
        (
            "avg(a) filter (where b) over (partition by c)",
            "(CAST(SUM(a) FILTER(WHERE b) OVER (PARTITION BY c) AS DOUBLE)"
            " / CAST(NULLIF(COUNT(a) FILTER(WHERE b) OVER (PARTITION BY c), 0) AS DOUBLE))",
        ),
        (
            "avg(distinct a) / 2",
            "CAST((CAST(SUM(DISTINCT a) AS DOUBLE) / CAST(NULLIF(COUNT(DISTINCT a), 0) AS DOUBLE))"
            " AS DOUBLE) / CAST(2 AS DOUBLE)",
        ),
        (
            "round(a / b, 2)",
            "(CAST(ROUND(CAST(CAST(a AS DOUBLE) / CAST(b AS DOUBLE) AS DOUBLE) * 1e2) AS DOUBLE)"
            " / CAST(1e2 AS DOUBLE))",
        ),
        ("round(a * b, 2)", "ROUND(a * b, 2)"),
        ("cast(sum(a) as decimal(18, 2))", "CAST(SUM(a) AS DECIMAL(18, 2))"),
        ("cast(a / b as integer)", "CAST(BROUND(CAST(a AS DOUBLE) / CAST(b AS DOUBLE)) AS INT)"),
        ("cast(a * 60 as integer)", "CAST(ROUND(a * 60) AS INT)"),
        ("cast(count(a) as integer)", "CAST(COUNT(a) AS INT)"),
        ("median(a) over (partition by b)", "MEDIAN(a) OVER (PARTITION BY b)"),
        ("regexp_matches(a, b) <> regexp_matches(c, d)", "(a RLIKE b) <> (c RLIKE d)"),
        ("regexp_matches(a, b) and not regexp_matches(c, d)", "a RLIKE b AND NOT c RLIKE d"),
        (
            "unnest(generate_series(a, b))",
            "EXPLODE(CASE WHEN a <= b THEN SEQUENCE(a, b) ELSE ARRAY() END)",
        ),
    ],
)
def test_a_word_of_duckdb_in_sparks_words(asked: str, said: str) -> None:
    assert spark_query(f"select {asked} from t").sql("spark") == f"SELECT {said} FROM t"
