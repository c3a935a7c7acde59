"""Each function that content may call gives on Spark what it gives on DuckDB, or `feijian check` refuses it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

pytest.importorskip(
    "pyspark", reason="PySpark is not installed here; `make test-spark` has its own"
)

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from sqlglot.errors import SqlglotError

from feijian.contracts.sql_functions import NAMES
from feijian.engines.recursion import query
from feijian.engines.spark import session, spark_query
from feijian.library import ContentFile, read_headed_sql
from feijian.rules.portable import portable_problems

pytestmark = pytest.mark.spark

ROWS = (
    "(values (1, 'g', 'a床 b床', cast(12.50 as decimal(18, 2)), 3, date '2024-03-31', timestamp '2024-03-31 23:59:58'),"
    " (2, 'g', '12床', cast(-0.05 as decimal(18, 2)), 7, date '2024-02-29', timestamp '2024-02-29 00:00:01'),"
    " (3, 'h', null, cast(99.99 as decimal(18, 2)), 7, date '2025-01-01', timestamp '2025-01-01 08:30:00'),"
    " (4, 'h', 'Z', null, null, null, null)) as t(k, g, s, m, n, d, a)"
)
ASKED = {
    "abs": "abs(m)",
    "acos": "acos(k / 10)",
    "add": "add(k, 1)",
    "asin": "asin(k / 10)",
    "atan": "atan(k)",
    "atan2": "atan2(k, 2)",
    "bit_count": "bit_count(k)",
    "cbrt": "cbrt(cast(8 as double))",
    "ceil": "cast(ceil(m) as integer)",
    "ceiling": "cast(ceiling(m) as integer)",
    "chr": "chr(65 + k)",
    "coalesce": "coalesce(s, 'x')",
    "concat": "concat(s, '-', g)",
    "concat_ws": "concat_ws('-', s, g)",
    "contains": "contains(s, '床')",
    "cos": "cos(k)",
    "date_add": "cast(date_add(d, interval 1 day) as date)",
    "date_diff": "date_diff('day', d, date '2024-12-31')",
    "date_part": "date_part('year', d)",
    "date_sub": "date_sub('day', d, date '2024-12-31')",
    "date_trunc": "cast(date_trunc('month', d) as date)",
    "datediff": "datediff('day', d, date '2024-12-31')",
    "datepart": "datepart('month', d)",
    "datetrunc": "cast(datetrunc('month', d) as date)",
    "day": "day(d)",
    "dayname": "dayname(d)",
    "dayofmonth": "dayofmonth(d)",
    "dayofweek": "dayofweek(d)",
    "dayofyear": "dayofyear(d)",
    "degrees": "degrees(k)",
    "divide": "divide(k, 2)",
    "element_at": "element_at(map {'a': k}, 'a')",
    "ends_with": "ends_with(s, '床')",
    "epoch": "epoch(a)",
    "exp": "exp(k)",
    "extract": "extract(month from d)",
    "floor": "cast(floor(m) as integer)",
    "greatest": "greatest(k, n)",
    "hash": "hash(s)",
    "hour": "hour(a)",
    "if": "if(k > 1, s, g)",
    "ifnull": "ifnull(s, g)",
    "instr": "instr(s, '床')",
    "isfinite": "isfinite(k / 2)",
    "isnan": "isnan(k / 2)",
    "isodow": "isodow(d)",
    "isoyear": "isoyear(d)",
    "last_day": "last_day(d)",
    "lcase": "lcase(s)",
    "least": "least(k, n)",
    "left": "left(s, 2)",
    "len": "len(s)",
    "length": "length(s)",
    "ln": "ln(k)",
    "log": "log(k * k * 3)",
    "log10": "log10(k * k * 3)",
    "log2": "log2(k * k * 3)",
    "lower": "lower(s)",
    "lpad": "lpad(s, 5, '0')",
    "ltrim": "ltrim(s)",
    "make_date": "make_date(2024, k, 1)",
    "make_time": "make_time(k, 1, 1)",
    "make_timestamp": "make_timestamp(2024, k, 1, 1, 1, 1)",
    "md5": "md5(s)",
    "microsecond": "microsecond(a)",
    "minute": "minute(a)",
    "mod": "mod(k, 2)",
    "month": "month(d)",
    "monthname": "monthname(d)",
    "multiply": "multiply(k, 2)",
    "nullif": "nullif(k, 2)",
    "ord": "ord(s)",
    "pi": "pi()",
    "pow": "pow(k, 2)",
    "power": "power(k, 0.5)",
    "prefix": "prefix(s, 'a')",
    "quarter": "quarter(d)",
    "radians": "radians(k)",
    "regexp_extract": "regexp_extract(s, '([0-9])(床)', 2)",
    "regexp_extract_all": "regexp_extract_all(s, '床')",
    "regexp_full_match": "regexp_full_match(s, '.*床')",
    "regexp_matches": "regexp_matches(s, '^[0-9]+床$')",
    "regexp_replace": "regexp_replace(s, '床', '')",
    "regexp_split_to_array": "regexp_split_to_array(s, ' +')",
    "replace": "replace(s, '床', 'x')",
    "reverse": "reverse(s)",
    "right": "right(s, 2)",
    "round": "round(m, 1)",
    "row": "row(k, 2)",
    "rpad": "rpad(s, 5, '0')",
    "rtrim": "rtrim(s)",
    "second": "second(a)",
    "sha256": "sha256(s)",
    "sign": "sign(m)",
    "sin": "sin(k)",
    "split": "split(s, ' ')",
    "split_part": "split_part(s, '床', 1)",
    "sqrt": "sqrt(k)",
    "starts_with": "starts_with(s, 'a')",
    "str_split": "str_split(s, ' ')",
    "strftime": "strftime(d, '%Y-%m')",
    "string_split": "string_split(s, ' ')",
    "string_to_array": "string_to_array(s, ' ')",
    "strip_accents": "strip_accents(s)",
    "strlen": "strlen(s)",
    "strpos": "strpos(s, '床')",
    "strptime": "strptime(cast(d as varchar), '%Y-%m-%d')",
    "struct_extract": "struct_extract(struct_pack(x := k), 'x')",
    "struct_pack": "struct_pack(x := k).x",
    "substr": "substr(s, 2, 2)",
    "substring": "substring(s, 2)",
    "subtract": "subtract(k, 1)",
    "suffix": "suffix(s, '床')",
    "tan": "tan(k)",
    "time_bucket": "cast(time_bucket(interval 7 day, d) as date)",
    "to_days": "cast(d + to_days(k) as date)",
    "to_hours": "a + to_hours(k)",
    "to_minutes": "a + to_minutes(k)",
    "to_months": "cast(d + to_months(k) as date)",
    "to_quarters": "cast(d + to_quarters(k) as date)",
    "to_seconds": "a + to_seconds(k)",
    "to_weeks": "cast(d + to_weeks(k) as date)",
    "to_years": "cast(d + to_years(k) as date)",
    "translate": "translate(s, 'a床', 'b')",
    "trim": "trim(s)",
    "trunc": "cast(trunc(m) as integer)",
    "try_strptime": "try_strptime(s, '%Y')",
    "ucase": "ucase(s)",
    "upper": "upper(s)",
    "week": "week(d)",
    "weekday": "weekday(d)",
    "weekofyear": "weekofyear(d)",
    "year": "year(d)",
    "yearweek": "yearweek(d)",
    # of lists
    "array_slice": "array_slice([k, 2, 3], 1, 2)",
    "filter": "filter([k, 2], lambda x: x > 1)",
    "flatten": "flatten([[k], [2]])",
    "list_any_value": "list_any_value([k, 2])",
    "list_aggregate": "list_aggregate([k, 2], 'max')",
    "list_append": "list_append([k], 2)",
    "list_apply": "list_apply([k, 2], lambda x: x + 1)",
    "list_concat": "list_concat([k], [2])",
    "list_contains": "list_contains([k, 9], 2)",
    "list_count": "list_count([k, 2])",
    "list_distinct": "list_sort(list_distinct([k, 2, k]))",
    "list_element": "list_element([k, 2], 2)",
    "list_extract": "list_extract([k, 2], 1)",
    "list_filter": "list_filter([k, 2], lambda x: x > 1)",
    "list_has": "list_has([k, 9], 2)",
    "list_has_all": "list_has_all([k, 9], [2])",
    "list_has_any": "list_has_any([k, 9], [2])",
    "list_intersect": "list_intersect([k, 9], [2])",
    "list_max": "list_max([k, 2])",
    "list_min": "list_min([k, 2])",
    "list_position": "list_position([k, 2], 2)",
    "list_reduce": "list_reduce([k, 2], lambda x, y: x + y)",
    "list_reverse": "list_reverse([k, 2])",
    "list_slice": "list_slice([k, 2, 3], 1, 2)",
    "list_sort": "list_sort([k, 2])",
    "list_sum": "list_sum([k, 2])",
    "list_transform": "list_transform([k, 2], lambda x: x + 1)",
    "list_unique": "list_unique([k, 2])",
    "list_value": "list_value(k, 2)",
    "list_zip": "list_zip([k], [2])",
    "map_from_entries": "map_from_entries([(g, k)])",
}
OF_GROUPS = {
    "any_value": "any_value(case when k in (1, 4) then s end)",
    "approx_count_distinct": "approx_count_distinct(n)",
    "approx_quantile": "approx_quantile(k, 0.5)",
    "arg_max": "arg_max(s, k)",
    "arg_max_null": "arg_max_null(s, k)",
    "arg_min": "arg_min(s, -k)",
    "arg_min_null": "arg_min_null(s, -k)",
    "array_agg": "array_agg(k)",
    "avg": "avg(m)",
    "bit_and": "bit_and(n)",
    "bit_or": "bit_or(k)",
    "bit_xor": "bit_xor(k)",
    "bool_and": "bool_and(s is null)",
    "bool_or": "bool_or(s is null)",
    "corr": "corr(k, k * k)",
    "count": "count(s)",
    "count_star": "count_star()",
    "covar_pop": "covar_pop(k, k * k)",
    "covar_samp": "covar_samp(k, k * k)",
    "entropy": "entropy(k)",
    "favg": "favg(k)",
    "first": "first(g)",
    "fsum": "fsum(k)",
    "histogram": "histogram(k)",
    "kurtosis": "kurtosis(k)",
    "last": "last(g)",
    "list": "list(k)",
    "mad": "mad(k)",
    "max": "max(m)",
    "median": "median(cast(m as double))",
    "min": "min(s)",
    "mode": "mode(k)",
    "product": "product(k)",
    "quantile": "quantile(k, 0.5)",
    "quantile_cont": "quantile_cont(k, 0.5)",
    "quantile_disc": "quantile_disc(k, 0.5)",
    "regr_intercept": "regr_intercept(k * k, k)",
    "regr_slope": "regr_slope(k * k, k)",
    "skewness": "skewness(k)",
    "stddev": "stddev(k)",
    "stddev_pop": "stddev_pop(k)",
    "stddev_samp": "stddev_samp(k)",
    "string_agg": "string_agg(s, ',' order by k)",
    "sum": "sum(m)",
    "var_pop": "var_pop(k)",
    "var_samp": "var_samp(k)",
    "variance": "variance(k)",
}
OF_WINDOWS = {
    "cume_dist": "cume_dist() over (partition by g order by k)",
    "dense_rank": "dense_rank() over (order by n)",
    "first_value": "first_value(s) over (partition by g order by k)",
    "lag": "lag(s) over (order by k)",
    "last_value": "last_value(s) over (partition by g order by k)",
    "lead": "lead(s, 2, 'none') over (order by k)",
    "nth_value": "nth_value(s, 2) over (partition by g order by k)",
    "ntile": "ntile(2) over (order by k)",
    "percent_rank": "percent_rank() over (order by n)",
    "rank": "rank() over (order by n)",
    "row_number": "row_number() over (order by k)",
}
OF_ROWS = {
    "generate_series": "unnest(generate_series(k, 3))",
    "range": "unnest(range(k, 3))",
    "unnest": "unnest([k, 2])",
    "grouping": "grouping(g)",
}
"""Besides: what makes rows of one, and what is asked of grouping sets."""
QUERIES = {
    **{name: f"select k, {asked} as x from {ROWS}" for name, asked in {**ASKED, **OF_WINDOWS}.items()},
    **{name: f"select g, {asked} as x from {ROWS} group by g" for name, asked in OF_GROUPS.items()},
    **{name: f"select k, {asked} as x from {ROWS}" for name, asked in OF_ROWS.items() if name != "grouping"},
    "grouping": f"select g, grouping(g) as x from {ROWS} group by rollup (g)",
}  # fmt: skip
HEADER = "/* ---\ntitle: x\n--- */\n"


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    found = session(str(tmp_path_factory.mktemp("warehouse")))
    yield found
    found.stop()


def test_each_function_is_asked() -> None:
    assert QUERIES.keys() == set(re.findall(r"\w+", NAMES))


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_it_is_the_same_or_refused(name: str, spark: Any, tmp_path: Path) -> None:
    asked = QUERIES[name]
    here = duckdb.connect().execute(asked).fetchall()
    try:
        there = [tuple(row) for row in query(spark, spark_query(asked), {}).collect()]
        same = sorted(map(_plain, there)) == sorted(map(_plain, here))
        told = f"{there} on Spark, {here} on DuckDB"
    except (PySparkException, Py4JError, SqlglotError) as error:
        same, told = False, str(error).splitlines()[0]
    file = tmp_path / "x.sql"
    file.write_text(HEADER + asked, encoding="utf-8")
    refused = portable_problems(read_headed_sql(ContentFile(tmp_path, file, "x.sql")))
    assert same or refused, told


def _plain(row: tuple[Any, ...]) -> str:
    """Numbers by their value to eleven digits, whatever their type; the order within a list is not told."""
    return repr([_cell(value) for value in row])


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return sorted(map(repr, map(_cell, value)))
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return value
    return "nan" if math.isnan(value) else f"{float(value):.11g}"
