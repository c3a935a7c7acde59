"""Words that Spark understands otherwise are said so that it means what DuckDB means."""

from __future__ import annotations

import duckdb
import pytest

from feijian.engines.same_name import BLANKS
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
        (
            "count(a) over (order by b rows between cast($n - 1 as integer) preceding and current row)",
            "COUNT(a) OVER (ORDER BY b NULLS LAST rows BETWEEN CAST(:n - 1 AS INT) preceding AND CURRENT ROW)",
        ),
        ("date_diff('day', a, b)", "DATEDIFF(CAST(b AS DATE), CAST(a AS DATE))"),
        (
            "cast(epoch(a) as bigint)",
            "CAST(BROUND((CAST(UNIX_MICROS(CAST(a AS TIMESTAMP_LTZ)) AS DOUBLE) / CAST(1e6 AS DOUBLE))) AS BIGINT)",
        ),
        (
            "arg_max(a, b) filter (where c)",
            "MAX_BY(a, CASE WHEN NOT a IS NULL THEN b END) FILTER(WHERE c)",
        ),
        (
            "median(a) filter (where c) over (partition by b)",
            "(CAST((PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY a) FILTER(WHERE c) OVER (PARTITION BY b)"
            " + PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY a DESC) FILTER(WHERE c) OVER (PARTITION BY b))"
            " AS DOUBLE) / CAST(2.0 AS DOUBLE))",
        ),
        ("log10(a) + log(a) + ln(a) + log(2, a)", "LOG10(a) + LOG10(a) + LN(a) + LOG(2, a)"),
        ("trim(a)", f"TRIM('{BLANKS}' FROM a)"),
        ("trim(a, 'x')", "TRIM('x' FROM a)"),
        ("regexp_replace(a, '(b)$', '\\1')", r"REGEXP_REPLACE(a, '^([\\s\\S]*?)(?:(b)$)', '$1$2')"),
        (
            "regexp_replace(a, $b, '')",
            r"REGEXP_REPLACE(a, CONCAT('^([\\s\\S]*?)(?:', :b, ')'), '$1')",
        ),
        ("regexp_replace(a, '(b)$', '\\1$', 'g')", r"REGEXP_REPLACE(a, '(b)$', '$1\\$')"),
        (
            "string_agg(distinct a, ', ' order by a desc) filter (where b)",
            "CASE WHEN SIZE(COLLECT_SET(a) FILTER(WHERE b)) > 0"
            " THEN ARRAY_JOIN(SORT_ARRAY(COLLECT_SET(a) FILTER(WHERE b), FALSE), ', ') END",
        ),
        (
            "string_agg(a, ', ' order by a)",
            "LISTAGG(a, ', ') WITHIN GROUP (ORDER BY a NULLS LAST)",
        ),
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


def test_blanks_are_what_duckdb_trims() -> None:
    surrogates = range(0xD800, 0xE000)
    asked = "select i from (select unnest(?::integer[]) as i) where trim(chr(i) || 'a') = 'a'"
    points = [n for n in range(1, 0x11000) if n not in surrogates]
    found = duckdb.connect().execute(asked, [points]).fetchall()
    assert "".join(chr(n) for (n,) in sorted(found)) == BLANKS
