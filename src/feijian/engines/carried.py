"""What DuckDB means by a word that Spark understands otherwise, said in Spark's words.

sqlglot carries the syntax over; here stands what it leaves as it is and what would be another number:

a / b:              DuckDB divides as doubles, whatever the operands; Spark divides decimals as decimals.
avg(x):             DuckDB sums exactly and divides as doubles; Spark rounds the mean of decimals.
generate_series:    empty where it would run backwards; Spark counts down then.
regexp_matches(…) = …: an operator on Spark, which needs brackets beside another one.
"""

from __future__ import annotations

from sqlglot import exp

DOUBLE = "double"
TESTS = (exp.RegexpLike, exp.Like, exp.ILike, exp.In, exp.Between, exp.Is)
"""What is an operator on Spark, though a function or bracketed on DuckDB."""


def meant(tree: exp.Expr) -> exp.Expr:
    """The query with these words replaced; the tree is changed."""
    for mean in list(tree.find_all(exp.Avg)):
        _mean(mean)
    for division in list(tree.find_all(exp.Div)):
        for side in ("this", "expression"):
            division.set(side, _as_double(division.args[side]))
    for test in list(tree.find_all(*TESTS)):
        if isinstance(test.parent, exp.Binary) and not isinstance(test.parent, exp.Connector):
            slot = exp.Paren()
            test.replace(slot)
            slot.set("this", test)
    for series in list(tree.find_all(exp.GenerateSeries)):
        _series(series)
    return tree


def _as_double(node: exp.Expr) -> exp.Expr:
    if isinstance(node, exp.Cast) and node.to.this == exp.DataType.Type.DOUBLE:
        return node
    return exp.cast(node, DOUBLE, copy=False)


def _mean(mean: exp.Avg) -> None:
    """`avg(x) filter (…) over (…)` as the quotient of two aggregates with the same filter and window."""
    outer: exp.Expr = mean
    while isinstance(outer.parent, (exp.Filter, exp.Window)) and outer.arg_key == "this":
        outer = outer.parent
    total = _in_place_of(outer, mean, exp.Sum(this=mean.this.copy()))
    number = _in_place_of(outer, mean, exp.Count(this=mean.this.copy()))
    quotient = exp.Div(
        this=total, expression=exp.Nullif(this=number, expression=exp.Literal.number(0))
    )
    outer.replace(exp.paren(quotient, copy=False))


def _in_place_of(outer: exp.Expr, mean: exp.Avg, other: exp.Expr) -> exp.Expr:
    """A copy of what stands around a mean, with another aggregate in its place."""
    if outer is mean:
        return other
    held = outer.copy()
    within = held
    while not isinstance(within, exp.Avg):
        within = within.this
    within.replace(other)
    return held


def _series(series: exp.GenerateSeries) -> None:
    first, last = series.args["start"], series.args["end"]
    ahead = exp.LTE(this=first.copy(), expression=last.copy())
    nothing = exp.Array(expressions=[])
    series.replace(exp.case().when(ahead, series.copy()).else_(nothing))
