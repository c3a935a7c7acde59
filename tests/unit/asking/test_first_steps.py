"""The steps that a query cannot do without, and what is learnt of them; plans that are kept."""

from __future__ import annotations

import duckdb
import pytest

from feijian.asking.first_steps import TRIED, Steps, first_steps
from feijian.asking.kept_plans import KeptPlans

TWO = "with a as (select 1 as x from t), b as (select x from a where x > (1))"


def asked(sql: str) -> list[str]:
    """Which steps are asked, by what they select from."""
    return [one.rpartition("\n")[2] for one in first_steps(sql)]


@pytest.mark.parametrize(
    ("query", "steps"),
    [
        pytest.param(f"{TWO} select x from b", ["a", "b"], id="what a step needs is needed"),
        pytest.param(f"{TWO} select b.x from t inner join b on true", ["a", "b"], id="joined"),
        pytest.param(f"{TWO} select t.x from t left join b on true", [], id="a left join"),
        pytest.param(f"{TWO} select t.x from t anti join b on true", [], id="an anti join"),
        pytest.param(f"{TWO} select t.x from t full join b on true", [], id="a full join"),
        pytest.param(f"{TWO} select t.x from b right join t on true", [], id="a right join"),
        pytest.param(f"{TWO} select count(*) as n from b", [], id="a row over nothing"),
        pytest.param(f"{TWO} select x from t where x in (select x from b)", ["a", "b"], id="in"),
        pytest.param(f"{TWO} select x from t where x not in (select x from b)", [], id="not in"),
        pytest.param(f"{TWO} select x from t where not exists (select 1 from b)", [], id="no row"),
        pytest.param(f"{TWO} select x from t where x = 1 or exists (from b)", [], id="or a row"),
        pytest.param(f"{TWO} select x from s.b", [], id="a table of the same name"),
        pytest.param(
            f"{TWO} select x from a union all select x from t", [], id="one side needs none"
        ),
        pytest.param(f"{TWO} select x from t except select x from b", [], id="what is taken away"),
    ],
)
def test_steps_that_must_have_a_row(query: str, steps: list[str]) -> None:
    assert asked(query) == [f"select 1 from {name} limit 1" for name in steps]


def test_of_a_union_one_side_is_enough() -> None:
    query = (
        "with a as (select 1 as x), b as (select 2 as x) select x from a union all select x from b"
    )
    assert asked(query) == ["select 1 from a union all select 1 from b limit 1"]


def test_the_text_of_a_step_is_that_of_the_query() -> None:
    """Brackets in texts and remarks open nothing."""
    query = "with\n-- (\na as materialized (select ')' as x) select x from a"
    assert first_steps(query) == [
        "with\n-- (\na as materialized (select ')' as x)\nselect 1 from a limit 1"
    ]


@pytest.mark.parametrize(
    ("empty", "seconds", "is_kept"),
    [(TRIED, 0.1, True), (TRIED // 2, 0.1, True), (TRIED // 2, 0.6, False), (0, 0.0, False)],
)
def test_a_step_that_spares_less_than_it_costs_is_asked_no_more(
    empty: int, seconds: float, *, is_kept: bool
) -> None:
    """The query takes a second wherever it is asked."""
    steps = Steps("with a as (select 1 as x) select x from a")
    for number in range(TRIED):
        (step,) = steps.to_ask
        step.asked += 1
        step.seconds += seconds
        step.empty += number < empty
        steps.told(None if number < empty else 1.0)
    assert bool(steps.to_ask) == is_kept


@pytest.fixture
def world() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect(":memory:")
    made.execute("create table t (x integer, word varchar)")
    return made


def test_a_plan_that_is_kept_sees_the_rows_of_the_moment(world: duckdb.DuckDBPyConnection) -> None:
    plans = KeptPlans(world)
    query = "select x from t where x >= $least and word <> '$least' -- $other\norder by x"
    for row in (1, 2, 3):
        world.execute("insert into t values ($1, 'a')", [row])
        found = plans.run(query, {"least": 2}).fetchall()
        assert found == [(n,) for n in (2, 3) if n <= row]
    world.execute("truncate t")
    assert plans.run(query, {"least": 2}).fetchall() == []
    assert plans.is_empty(query, {"least": 2})


def test_values_of_one_query_are_told_apart(world: duckdb.DuckDBPyConnection) -> None:
    world.execute("insert into t values (1, 'it''s'), (2, 'b')")
    plans, query = KeptPlans(world), "select x from t where list_contains($words, word)"
    assert plans.run(query, {"words": ["it's"]}).fetchall() == [(1,)]
    assert plans.run(query, {"words": ["b", "c"]}).fetchall() == [(2,)]
    assert plans.run(query, {"words": []}).fetchall() == []


def test_what_cannot_be_planned_says_why_when_it_is_asked(world: duckdb.DuckDBPyConnection) -> None:
    plans = KeptPlans(world)
    for _ in range(2):
        with pytest.raises(duckdb.CatalogException, match="nowhere"):
            plans.run("select 1 from nowhere")
    assert not plans.is_empty("select 1 from nowhere")


def test_a_table_made_anew_is_planned_anew(world: duckdb.DuckDBPyConnection) -> None:
    plans = KeptPlans(world)
    assert plans.is_empty("select x from t")
    world.execute("drop table t")
    world.execute("create table t as select 7 as x")
    assert plans.run("select x from t").fetchall() == [(7,)]
