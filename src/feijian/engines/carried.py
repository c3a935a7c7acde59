"""What DuckDB means by a word that Spark understands otherwise, said in Spark's words.

sqlglot carries the syntax over; here stands what it leaves as it is and what would be another number (functions of
the same name: `same_name.py`):

a / b:              DuckDB divides as doubles, whatever the operands; Spark divides decimals as decimals.
avg(x):             DuckDB sums exactly and divides as doubles; Spark rounds the mean of decimals.
generate_series:    empty where it would run backwards; Spark counts down then.
regexp_matches(…) = …: an operator on Spark, which needs brackets beside another one.
round(double, n), cast(double as decimal): DuckDB rounds the product with 10^n, Spark the shortest decimal
                    text of the double: 39.105 is 39.10 here and 39.11 there. Spark is told to do as DuckDB does.
cast(… as integer): DuckDB rounds (a double to the even one of two as near), Spark cuts off.
median(x) over (… order by …): Spark knows none; the middle of the sorted list of the frame's values.
"""

from __future__ import annotations

from collections.abc import Callable

import sqlglot
from sqlglot import exp

from feijian.engines.doubles import is_double
from feijian.engines.same_name import same_by_name

DOUBLE = "double"
WHOLE = (
    exp.DataType.Type.TINYINT,
    exp.DataType.Type.SMALLINT,
    exp.DataType.Type.INT,
    exp.DataType.Type.BIGINT,
)
WHOLE_ALREADY = (
    exp.Literal, exp.Null, exp.Placeholder, exp.Parameter, exp.Round, exp.Floor, exp.Ceil, exp.Extract,
    exp.Count, exp.Year, exp.Month, exp.Day, exp.Predicate, exp.Connector, exp.Not,
    exp.Boolean, exp.Substring, exp.DateDiff,
)  # fmt: skip
"""What has nothing behind the point, or is no number: a cast of it to a whole number cuts nothing off."""
MIDDLE = (
    "element_at(transform(array(sort_array(frame_values)),"
    " s -> (get(s, (size(s) - 1) div 2) + get(s, size(s) div 2)) / 2.0d), 1)"
)
TESTS = (exp.RegexpLike, exp.Like, exp.ILike, exp.In, exp.Between, exp.Is)
"""What is an operator on Spark, though a function or bracketed on DuckDB."""


def meant(tree: exp.Expr) -> exp.Expr:
    """The query with these words replaced; the tree is changed."""
    # what is a double is read from the query as it was written
    rounded = [n for n in tree.find_all(exp.Round) if _digits(n) and is_double(n.this)]
    cut = [c for c in tree.find_all(exp.Cast) if type(c) is exp.Cast and _loses(c)]
    changes: list[Callable[[], None]] = [_as_duckdb_casts(c, is_double(c.this)) for c in cut]
    for median in [w for w in tree.find_all(exp.Window) if _is_moving_median(w)]:
        _middle(median)
    same_by_name(tree)
    for node in rounded:
        _round(node)
    for change in changes:
        change()
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


def _digits(node: exp.Round) -> int:
    """To how many digits behind the point a number is rounded; 0 where the query does not say."""
    digits = node.args.get("decimals")
    if isinstance(digits, exp.Literal) and digits.is_int:
        return int(digits.name)
    return 0


def _round(node: exp.Round) -> None:
    node.replace(_by_product(node.this, _digits(node)))


def _by_product(number: exp.Expr, digits: int) -> exp.Expr:
    """A double rounded as DuckDB does: the product with a power of ten, to the nearest, and back."""
    power = exp.Literal.number(f"1e{digits}")
    raised = exp.Mul(this=_as_double(number), expression=power)
    return exp.paren(exp.Div(this=exp.Round(this=raised), expression=power.copy()), copy=False)


def _loses(cast: exp.Cast) -> bool:
    """Whether a cast may have to round: a double to a decimal, anything with a point to a whole number."""
    if cast.to.this in WHOLE:
        if cast.find_ancestor(exp.WindowSpec):
            return False  # how far a frame reaches is a whole number, and Spark takes no function there
        held = cast.this
        while isinstance(held, (exp.Paren, exp.Sum, exp.Window, exp.Max, exp.Min)):
            held = held.this
        return not isinstance(held, WHOLE_ALREADY) and not (
            isinstance(held, exp.Cast) and held.to.this in (*WHOLE, *exp.DataType.TEXT_TYPES)
        )
    if cast.to.this != exp.DataType.Type.DECIMAL or not is_double(cast.this):
        return False
    number = cast.this.unnest()
    return not (isinstance(number, exp.Round) and 0 < _digits(number) <= _scale(cast))


def _scale(cast: exp.Cast) -> int:
    """How many digits behind the point a cast to a decimal leaves: three where it names none."""
    told = cast.to.expressions
    if len(told) > 1:
        return int(told[1].name)
    return 0 if told else 3


def _as_duckdb_casts(cast: exp.Cast, double: bool) -> Callable[[], None]:
    """What to do with a cast once everything within it is carried over."""

    def change() -> None:
        number = cast.this
        if cast.to.this in WHOLE:
            nearest = exp.Anonymous(this="bround", expressions=[number])
            cast.set("this", nearest if double else exp.Round(this=number))
            return
        cast.set("this", _by_product(number, _scale(cast)))

    return change


def _is_moving_median(window: exp.Window) -> bool:
    """Whether a median is asked of a frame that moves, which Spark refuses."""
    held = window.this.this if isinstance(window.this, exp.Filter) else window.this
    if not isinstance(held, exp.Median):
        return False
    if window.args.get("order"):
        return True
    named, select = window.args.get("alias"), window.find_ancestor(exp.Select)
    told = (select.args.get("windows") or []) if select else []
    return any(w.name == named.name and w.args.get("order") for w in told) if named else False


def _middle(window: exp.Window) -> None:
    held = window.copy()
    median = held.find(exp.Median)
    assert median is not None
    median.replace(exp.ArrayAgg(this=median.this))
    middle = sqlglot.parse_one(MIDDLE, read="spark")
    slot = next(c for c in middle.find_all(exp.Column) if c.name == "frame_values")
    slot.replace(held)
    window.replace(middle)
