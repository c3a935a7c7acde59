"""Words that DuckDB and Spark read otherwise give one number: each trap asked of both, by the same text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pytest

pytest.importorskip(
    "pyspark", reason="PySpark is not installed here; `make test-spark` has its own"
)

from feijian.engines.recursion import query
from feijian.engines.spark import session, show_files, spark_query, spark_value

pytestmark = pytest.mark.spark

MONEY = "(values (1, 10.00), (1, 20.00), (1, 25.00), (2, 0.01), (2, 0.02), (3, null)) as t(k, x)"
TRAPS: dict[str, tuple[str, dict[str, Any]]] = {
    "decimals are divided as doubles": (
        f"select k, cast(sum(x) as decimal(18, 2)) / cast(3 as decimal(18, 2)) from {MONEY} group by k",
        {},
    ),
    "three times a third of it is the whole": (
        f"select k, 3 * (sum(cast(x as decimal(18, 2))) / 3) >= sum(x) from {MONEY} group by k",
        {},
    ),
    "the mean of decimals is a double": (
        f"select k, avg(cast(x as decimal(18, 2))), 3 * avg(cast(x as decimal(18, 2))) >= 55 from {MONEY} group by k",
        {},
    ),
    "the mean over a window, with a filter": (
        f"select k, x, avg(x) filter (where x > 0.01) over (partition by k) from {MONEY}",
        {},
    ),
    "money rounds on decimals": (
        "select round(cast(x as decimal(18, 4)), 2) from (values (1.0050), (2.3450), (-0.0050)) as t(x)",
        {},
    ),
    "half a cent of a quotient": (
        "select x, round(x / 2, 2), cast(round(x / 2, 2) as decimal(18, 2)), cast(x / 2 as decimal(18, 2)),"
        " cast(x / 2 as decimal(18, 4)) from"
        " (values (cast(78.21 as decimal(18, 2))), (2.01), (-78.21), (0.05), (5.35), (1234567.25)) as t(x)",
        {},
    ),
    "half a cent of a quotient that an earlier part gives": (
        "with half as (select k, sum(cast(x as decimal(18, 2))) / 8 as x"
        f" from {MONEY} where x is not null group by k)"
        " select k, cast(x as decimal(18, 2)), round(3 * x, 2), cast(round(x * 100, 1) as decimal(9, 1)) from half",
        {},
    ),
    "a whole number of one with a point": (
        "select cast(x as integer), cast(x / 1 as integer), cast(60 * x as bigint), cast(floor(x) as integer)"
        " from (values (cast(0.50 as decimal(9, 2))), (1.50), (2.50), (-2.50), (0.33), (19.98), (7.00)) as t(x)",
        {},
    ),
    "the median of money": (
        "select k, median(cast(x as double)) from (values (1, 10.01), (1, 10.02), (2, 0.01), (2, 0.02), (2, 5.00))"
        " as t(k, x) group by k",
        {},
    ),
    "the median of a frame that moves": (
        "select k, d, median(cast(x as double)) over before, median(n) filter (where n > 1) over before,"
        " median(n) over (partition by k order by d rows between 1 preceding and current row)"
        " from (values (1, date '2025-01-01', 1.0, 1), (1, date '2025-02-01', 4.5, 2), (1, date '2025-04-01', 2.0, 3),"
        " (1, date '2025-09-01', null, 4), (2, date '2025-01-01', 7.0, 5)) as t(k, d, x, n)"
        " window before as (partition by k order by d range between interval 6 month preceding"
        " and interval 1 month preceding)",
        {},
    ),
    "days taken from a date": (
        "select cast(d - later.n as date), cast(d + later.n as date) from (values (date '2025-03-01')) as t(d)"
        " cross join (values (0), (1), (2)) as later(n)",
        {},
    ),
    "years by days": (
        "select date_diff('day', d, date '2026-01-01') // 365 from (values (date '2024-12-31')) as t(d)",
        {},
    ),
    "a class of brackets and a backslash": (
        r"select x, regexp_matches(x, '[\]\[(){}|.*?+^$\\]')"
        r" from (values ('甲[乙'), ('甲]乙'), ('甲\乙'), ('甲|乙'), ('甲乙')) as t(x)",
        {},
    ),
    "a bar splits as a bar": (
        "select unnest(string_split(x, '|')) from (values ('a|b'), ('c')) as t(x)",
        {},
    ),
    "a tie that the order decides": (
        "select k, arg_max(v, (n, v)) from (values (1, 'a', 2), (1, 'b', 2), (2, 'c', 1)) as t(k, v, n) group by k",
        {},
    ),
    "a parameter as the end of a window": (
        "select n, count(*) over (order by n range between current row and $days - 1 following)"
        " from (values (1), (2), (4), (5), (6)) as t(n)",
        {"days": 3},
    ),
    "a parameter that is a day, and one that is a list": (
        "select d from (values (date '2025-01-01'), (date '2026-01-01')) as t(d)"
        " where d >= $since or list_contains($days, '2025')",
        {"since": date(2025, 6, 1), "days": ["2024"]},
    ),
    "numbers from one that is larger are none": (
        "select k, unnest(generate_series(k, 2)) from (values (1), (2), (3)) as t(k)",
        {},
    ),
    "midnights between two moments": (
        "select date_diff('day', a, b), date_diff('day', a, cast(b as date)) from"
        " (values (timestamp '2024-01-01 23:00:00', timestamp '2024-01-02 01:00:00'),"
        " (timestamp '2024-12-31 12:00:00', timestamp '2025-01-03 00:00:00'), (null, timestamp '2025-01-03 00:00:00'))"
        " as t(a, b)",
        {},
    ),
    "half a second": (
        "select epoch(a), cast(epoch(a) as bigint), epoch(a) - epoch(cast(cast(a as date) as timestamp)), epoch(cast(a as date))"
        " from (values (timestamp '2024-12-31 00:00:00.5'), (timestamp '2024-12-31 23:59:58.7'), (null)) as t(a)",
        {},
    ),
    "the greatest has no value": (
        "select k, arg_max(v, n), arg_min(v, (n, k)), arg_max(v, n) filter (where n < 3) from"
        " (values (1, 'a', 1), (1, null, 2), (1, 'c', 0), (2, null, 5), (3, 'd', null)) as t(k, v, n) group by k",
        {},
    ),
    "the last digit of a median": (
        "select k, median(cast(x as double)), median(x / 3) filter (where x > 0) from"
        " (values (1, 12.50), (1, -0.05), (2, 0.1), (2, 0.7), (2, 0.2), (3, null), (4, 1234.56), (4, 78.91), (4, 0.01),"
        " (4, 4321.09)) as t(k, x) group by k",
        {},
    ),
    "the last digit of a median beside each row": (
        "select k, x, median(cast(x as double)) over (partition by k), median(cast(x as double)) filter (where x > 0) over w"
        " from (values (1, 12.50), (1, -0.05), (2, 0.1), (2, 0.7), (2, 0.2), (3, null)) as t(k, x) window w as (partition by k)",
        {},
    ),
    "powers of ten": (
        "select x, ceil(log10(x)), floor(log(x)) from (values (0.001), (1000), (1e-15), (0.02), (1)) as t(x)",
        {},
    ),
    "blanks of all widths": (
        "select trim(x), trim(x, '床'), ltrim(x), rtrim(x) from"
        " (values ('\u30001床 '), (' 2 床\u00a0\u2003'), ('\t3床\u200b'), (null)) as t(x)",
        {},
    ),
    "what is replaced once, and everywhere": (
        r"select regexp_replace(x, '床', ''), regexp_replace(x, '床', '', 'g'), regexp_replace(x, '(床|b)', '[\1$]'),"
        r" regexp_replace(x, '(床)', '<\1>', 'g'), regexp_replace(x, '(号)?床$', ''), regexp_replace(x, $pattern, '-'),"
        r" regexp_replace(x, '^0+', '') from (values ('a床 b号床'), ('0012床x'), ('00'), (''), (null)) as t(x)",
        {"pattern": "[0-9]"},
    ),
    "different texts in order, beside a number of others": (
        "select k, count(distinct n), string_agg(distinct x, '、' order by x), string_agg(distinct z, '|' order by z desc),"
        " string_agg(distinct x, ', ' order by x) filter (where n = 1) from"
        " (values (1, 'b', 1, 'p'), (1, 'a', 1, 'p'), (1, 'b', 2, 'q'), (1, 'B', 3, '床'), (1, null, 3, '乙'), (2, null, 1, null),"
        " (3, '', 1, 'x')) as t(k, x, n, z) group by k",
        {},
    ),
    "a walk by union ends in a circle": (
        "with recursive edge as (select * from (values (1, 2), (2, 3), (3, 1)) as t(a, b)), walk as ("
        " select a, b from edge union select walk.a, edge.b from walk inner join edge on walk.b = edge.a)"
        " select a, count(*) from walk group by a",
        {},
    ),
    "a part that is named often": (
        "with one as (select a.x from (values (1), (2)) as a(x), (values (1)) as b(y), (values (1)) as c(z),"
        " (values (1)) as d(w)), two as (select one.x from one inner join one as other on one.x = other.x)"
        " select one.x, two.x from one inner join two on one.x = two.x",
        {},
    ),
}


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    found = session(str(tmp_path_factory.mktemp("warehouse")))
    yield found
    found.stop()


@pytest.mark.parametrize("trap", sorted(TRAPS))
def test_both_give_the_same_rows(spark: Any, trap: str) -> None:
    asked, values = TRAPS[trap]
    named = {k: spark_value(v) for k, v in values.items()}
    there = query(spark, spark_query(asked), named).collect()
    here = duckdb.connect().execute(asked, values).fetchall()
    assert sorted(map(_plain, there), key=str) == sorted(map(_plain, here), key=str)
    assert here


def _plain(row: Any) -> list[Any]:
    """Decimals without the zeros behind their last digit: how many are shown is the engine's."""
    return [value.normalize() if isinstance(value, Decimal) else value for value in row]


def test_a_table_without_a_row_has_its_columns(spark: Any) -> None:
    columns = {"claim_id": "varchar", "amount": "decimal(18,2)", "codes": "varchar[]"}
    show_files(spark, {}, {"canonical.nothing": columns})
    asked = spark_query("select claim_id, amount from canonical.nothing where amount > 0")
    assert query(spark, asked, {}).collect() == []
