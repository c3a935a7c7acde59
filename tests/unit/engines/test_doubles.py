"""What is a double is read from the query, as DuckDB says it is."""

from __future__ import annotations

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from feijian.engines.doubles import DOUBLES, is_double
from tests.shared import builtin_content

QUERIES = (
    "select 1 / 2 from t",
    "select 1 // 2 from t",
    "select a + b from t",
    "select a * x from t",
    "select sum(a) from t",
    "select sum(x) from t",
    "select avg(a) from t",
    "select coalesce(a, x) from t",
    "select nullif(x, 0) from t",
    "select case when b > 1 then a else x end from t",
    "select case when b > 1 then a else b end from t",
    "select greatest(a, x) from t",
    "select max(x) filter (where b > 1) from t",
    "select lag(x) over (order by b) from t",
    "select sqrt(a) from t",
    "select epoch(cast('2025-01-01' as timestamp)) from t",
    "select -round(x, 2) from t",
    "select cast(x as decimal(18, 2)) from t",
    "select any_value(x) from t",
    "select arg_max(x, a) from t",
    "select percent_rank() over (order by a) from t",
    "with u as (select x as y, a from t) select y from u",
    "with u as (select x as y, a from t) select a from u",
    "with u as (select a / 3 as y from t) select v.y * 2 from (select * from u) as v",
    "with u as (select a as y from t union all select x as z from t) select y from u",
    "with u as (select t.a as y, o.x as z from t inner join (select a, x from t) as o on t.a = o.a) select z from u",
    "with recursive u as (select b as n from t union select n + 1 from u where n < 3) select n from u",
)


@pytest.mark.parametrize("query", QUERIES)
def test_it_is_what_duckdb_says(query: str) -> None:
    connection = duckdb.connect()
    connection.execute(
        "create table t as select cast(1 as decimal(18, 2)) as a, 2 as b, cast(3 as double) as x"
    )
    kinds = connection.execute(f"describe {query}").fetchall()
    # the query does not say of what kind its table's columns are
    told = query.replace("from t", "from (select a, b, cast(x as double) as x from s) as t")
    tree = sqlglot.parse_one(told, read="duckdb")
    selected = (tree if isinstance(tree, exp.Select) else tree.this).selects[0]
    assert is_double(selected) == (kinds[0][1] == "DOUBLE")


def test_the_columns_named_are_those_of_the_contracts() -> None:
    double = {
        (table.name, column.name)
        for table in builtin_content().catalogue
        for column in table.columns
        if column.physical_type.lower() in ("double", "real", "float")
    }
    assert double == DOUBLES


def test_a_column_of_a_table_is_what_its_contract_says() -> None:
    tree = sqlglot.parse_one(
        "select sale.unit_price, line.unit_price from derived.trace_sale as sale"
        " inner join claim_line as line on sale.claim_line_id = line.claim_line_id",
        read="duckdb",
    )
    assert [is_double(s) for s in tree.selects] == [True, False]
