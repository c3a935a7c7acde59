"""What Spark reads otherwise, or not at all, is refused before a rule runs anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from feijian.library import ContentFile, read_headed_sql
from feijian.rules.header import Rule, parse_rule
from feijian.rules.portable import portable_problems
from tests.unit.rules.conftest import SQL

HEADER = SQL.partition("--- */")[0] + "--- */\n"


def rule(folder: Path, sql: str) -> Rule:
    path = folder / "rules" / "overcharging" / "dear.sql"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + sql, encoding="utf-8")
    found, problems = parse_rule(
        read_headed_sql(ContentFile(folder, path, "overcharging/dear.sql"))
    )
    assert found is not None, problems
    return found


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("select date_diff('month', a, b) from t", "another unit"),
        ("select list(a order by b) from t", "ordered list"),
        (
            "select string_agg(a, ',' order by b), count(distinct c), count(distinct d) from t",
            "ordered string_agg",
        ),
        (
            "select string_agg(a, ',' order by a), count(distinct c) filter (where d > 1) from t",
            "ordered string_agg",
        ),
        ("select quantile_cont(a, 0.9) from t", "quantile"),
        ("select t.a from t asof join u on t.a >= u.a", "asof join"),
        ("select a + to_hours(3) from t", "to_hours has no counterpart"),
        ("select cast(a - to_days(3) as date) from t", "to_days is no span"),
        ("select regexp_full_match(a, 'x') from t", "regexp_full_match"),
        ("select median(a) from t", "median of decimals"),
        ("with u as (select sum(a) as b from t) select median(b) from u", "median of decimals"),
        (
            "select sum(a) over (partition by b) as a from t"
            " qualify row_number() over (partition by b order by a, c) = 1",
            "also given by the list",
        ),
        ("select epoch(a - b) / 60 from t", "epoch of a difference"),
        ("select epoch((a - cast(b as timestamp))) from t", "epoch of a difference"),
        ("select count(distinct a) over (partition by b) from t", "count(distinct"),
        ("select count(distinct a) filter (where b > 1) over () from t", "count(distinct"),
        (
            "select sum(a) over (order by b, c rows between cast(round($n) as integer) preceding"
            " and current row) from t",
            "how far a frame reaches",
        ),
        ("select quantile_disc(a, 0.9) from t", "quantile"),
        ("select week(a) from t", "use weekofyear"),
        ("select date_add(a, interval 1 day) from t", "whole days alone"),
        ("select list_has_any(a, b) from t", "list_has_any is not in Spark under"),
        ("select monthname(a) from t", "is another there"),
        ("select mode(a) from t", "mode takes another"),
        ("select a || ' of ' || cast(b / c as varchar) from t", "double as text"),
        (
            "with u as (select a / b as c from t) select concat(d, round(c, 2)) from u",
            "double as text",
        ),
        ("select len(a) from t", "len"),
        ("select extract(dow from a) from t", "day of the week"),
        ("select dayofweek(a) from t", "day of the week"),
        ("select sum(a) over w - b from t window w as (partition by c)", "named window"),
        ("select 1 + sum(a) over w - b from t window w as (partition by c)", "named window"),
        ("select t.a from t qualify count(*) over (partition by t.b) > t.c", "outer query"),
        ("select sum(a) / sum(b) from t group by c having sum(b) > 0", "divides before"),
        ("select a / (b) from t qualify count(*) over (partition by c) > 1", "divides before"),
        ("select a % b from t qualify count(*) over (partition by c) > 1", "divides before"),
    ],
)
def test_it_is_refused(sql: str, said: str, tmp_path: Path) -> None:
    problems = portable_problems(rule(tmp_path, sql).headed)
    assert len(problems) == 1
    assert said in problems[0].what


@pytest.mark.parametrize(
    "sql",
    [
        "select date_diff('day', a, b) from t",
        "select median(cast(a as double)), median(a / b) from t",
        "with u as (select sum(a) / count(b) as c from t) select median(c) from u",
        "select a, b as d from t qualify row_number() over (partition by b order by a) = 1",
        "select count(distinct a), count(a) over (partition by b) from t group by a, b",
        "select sum(a) over (order by b, c rows between cast($n - 1 as integer) preceding and 1 preceding),"
        " min(a) over (order by b, c range between interval 6 month preceding and current row) from t",
        "select concat(a, cast(cast(b / c as decimal(9, 1)) as varchar)), cast(a as varchar) || d from t",
        "select list(a) from t",
        "select string_agg(a, ',' order by b), count(distinct c), sum(d) filter (where d > 1) from t",
        "select string_agg(distinct a, ',' order by a), count(distinct c), list(distinct d) from t",
        "select length(a), array_length(a) from t",
        "select (sum(a) over w) - b, b - sum(a) over w from t window w as (partition by c)",
        "select sum(a) over (partition by c) - b from t",
        "select t.a from t qualify count(*) over (partition by t.b) > c",
        "select sum(a) / nullif(sum(b), 0) from t group by c having sum(b) > 0",
        "select a / cast(nullif(b, 0) as double) from t qualify count(*) over (order by c) > 1",
        "select a / 7, a / $floor from t qualify count(*) over (partition by c) > 1",
        "select a // ($floor * 60) from t group by 1 having count(*) > 1",
        "select c from t group by c having count(*) > bit_count(bit_or(cast(1 as bigint) << d))",
        "select count(*) from t group by c having sum(b) > 0 and sum(a) / sum(b) > 2",
        "select a / b from t where b > 0",
    ],
)
def test_it_is_allowed(sql: str, tmp_path: Path) -> None:
    assert portable_problems(rule(tmp_path, sql).headed) == []


def test_the_problem_names_the_line_it_stands_in(tmp_path: Path) -> None:
    sql = "select\n    a,\n    sum(a) over w - b as c\nfrom t\nwindow w as (partition by d)\n"
    (problem,) = portable_problems(rule(tmp_path, sql).headed)
    written = (HEADER + sql).splitlines()
    assert written[int(problem.where.rpartition(":")[2]) - 1] == "    sum(a) over w - b as c"
