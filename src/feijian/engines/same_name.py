r"""Functions that Spark has under the name that DuckDB has, and another meaning, said so that it is the same.

date_diff('day', …):   DuckDB counts midnights in between, Spark spans of 24 hours.
epoch(x):              Spark leaves out what is less than a second.
arg_max, arg_min:      DuckDB passes over rows whose value is null, Spark returns the null.
median(x):             both take the mean of the two in the middle; Spark's differs from it in the last digit.
log(x), log10(x):      DuckDB's log is of base 10, and exact at its powers; Spark divides natural ones.
trim(x):               DuckDB removes every blank, the wide one of Chinese texts too; Spark the narrow one alone.
regexp_replace(…):     DuckDB replaces the first place that fits (all with 'g'), Spark all; `\1` is `$1` there.
string_agg(distinct x, … order by x): Spark's listagg fails beside another aggregate of distinct values; the sorted
                       set is joined instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import sqlglot
from sqlglot import exp

BLANKS = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""What DuckDB's trim takes for a blank; a test asks it."""
MIDDLE = "(lower_middle + upper_middle) / 2.0d"
IN_ORDER = "percentile_disc(0.5) within group (order by x {order})"
DISC = exp.Anonymous(this="percentile_disc", expressions=[exp.Literal.number("0.5")])
"""By a name that sqlglot does not know: it would make the approximate one of it."""


def same_by_name(tree: exp.Expr) -> None:
    """Change a query so that these functions mean on Spark what they mean on DuckDB."""
    for kinds, change in CHANGES:
        for node in list(tree.find_all(*kinds)):
            change(node)


def _days(node: exp.Expr) -> None:
    if str(node.args.get("unit") or "day").strip("'").lower() != "day":
        return
    later, earlier = (_as_date(node.args[side]) for side in ("this", "expression"))
    node.replace(exp.DateDiff(this=later, expression=earlier))


def _as_date(node: exp.Expr) -> exp.Expr:
    if isinstance(node, exp.Cast) and node.to.this == exp.DataType.Type.DATE:
        return node
    return exp.cast(node, "date", copy=False)


def _seconds(node: exp.Expr) -> None:
    moment = exp.cast(node.this, exp.DataType.Type.TIMESTAMPLTZ, copy=False)
    micros = exp.Anonymous(this="unix_micros", expressions=[moment])
    millionth = exp.Div(this=micros, expression=exp.Literal.number("1e6"))
    node.replace(exp.paren(millionth, copy=False))


def _extreme(node: exp.Expr) -> None:
    """A row whose value is null has nothing to be the greatest by."""
    value, by = node.this, node.expression
    told = exp.Not(this=exp.Is(this=value.copy(), expression=exp.Null()))
    node.set("expression", exp.case().when(told, by.copy(), copy=False))


def _median(node: exp.Expr) -> None:
    outer: exp.Expr = node
    while isinstance(outer.parent, (exp.Filter, exp.Window)) and outer.arg_key == "this":
        outer = outer.parent
    middle = sqlglot.parse_one(MIDDLE, read="spark")
    for name, order in (("lower_middle", ""), ("upper_middle", "desc")):
        held = outer.copy()
        own = next(m for m in held.find_all(exp.Median) if m.this == node.this)
        one = sqlglot.parse_one(IN_ORDER.format(order=order), read="spark")
        one.this.replace(DISC.copy())
        slot = next(c for c in one.find_all(exp.Column) if c.name == "x")
        slot.replace(node.this.copy())
        if own is held:
            held = one
        else:
            own.replace(one)
        next(c for c in middle.find_all(exp.Column) if c.name == name).replace(held)
    outer.replace(exp.paren(middle, copy=False))


def _tens(node: exp.Expr) -> None:
    """To sqlglot log10(x) is log(10, x)."""
    base, number = (node.this, node.expression) if node.expression else (None, node.this)
    if base is None or (isinstance(base, exp.Literal) and base.name == "10"):
        node.replace(exp.Anonymous(this="log10", expressions=[number]))


def _trim(node: exp.Expr) -> None:
    if not node.expression:
        node.set("expression", exp.Literal.string(BLANKS))


def _replace(node: exp.Expr) -> None:
    modifiers = node.args.get("modifiers")
    flags = modifiers.name if isinstance(modifiers, exp.Literal) else ""
    shift = 0
    replacement = node.args.get("replacement") or exp.Literal.string("")
    if "g" not in flags:
        # what stands before the first place that fits is kept
        shift = 1
        node.set("expression", _joined(r"^([\s\S]*?)(?:", node.expression, ")"))
    if isinstance(replacement, exp.Literal):
        told = replacement.name.replace("$", r"\$")
        told = re.sub(r"\\(\d)", lambda m: f"${int(m[1]) + shift}", told)
        replacement = exp.Literal.string(told)
    if shift:
        replacement = _joined("$1", replacement, "")
    node.set("replacement", replacement)


def _joined_set(node: exp.Expr) -> None:
    """Null where there is no value, as of every aggregate."""
    told = node.this
    if not (isinstance(told, exp.Order) and isinstance(told.this, exp.Distinct)):
        return
    (value,), (order, *more) = told.this.expressions, told.expressions
    if more or order.this != value:
        return
    outer: exp.Expr = node
    while isinstance(outer.parent, (exp.Filter, exp.Window)) and outer.arg_key == "this":
        outer = outer.parent
    node.replace(exp.Anonymous(this="collect_set", expressions=[value]))
    values = outer if outer is not node else value.parent
    assert values is not None
    slot = exp.Case()
    values.replace(slot)
    upwards = exp.false() if order.args.get("desc") else exp.true()
    ordered = exp.Anonymous(this="sort_array", expressions=[values.copy(), upwards])
    separator = node.args.get("separator") or exp.Literal.string(",")
    joined = exp.Anonymous(this="array_join", expressions=[ordered, separator])
    size = exp.Anonymous(this="size", expressions=[values])
    some = exp.GT(this=size, expression=exp.Literal.number(0))
    slot.set("ifs", [exp.If(this=some, true=joined)])


def _joined(before: str, node: exp.Expr, after: str) -> exp.Expr:
    """A text between two others, as one where it is known."""
    if isinstance(node, exp.Literal):
        return exp.Literal.string(f"{before}{node.name}{after}")
    parts = [exp.Literal.string(t) for t in (before, after) if t]
    return exp.Anonymous(this="concat", expressions=[parts[0], node, *parts[1:]])


CHANGES: tuple[tuple[tuple[type[exp.Expr], ...], Callable[[exp.Expr], None]], ...] = (
    ((exp.DateDiff,), _days),
    ((exp.TimeToUnix,), _seconds),
    ((exp.ArgMax, exp.ArgMin), _extreme),
    ((exp.Median,), _median),
    ((exp.Log,), _tens),
    ((exp.Trim,), _trim),
    ((exp.RegexpReplace,), _replace),
    ((exp.GroupConcat,), _joined_set),
)
