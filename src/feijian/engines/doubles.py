"""Which expressions of a query are doubles, read from the query alone.

DuckDB and Spark turn a double into a decimal or a whole number by other steps, so the carrier has to know
where that happens. A quotient is a double, a mean, a logarithm, a cast; a sum, a choice or a column of
an earlier part is one where what it takes is. Of tables a handful of columns are (`DOUBLES`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from sqlglot import exp

DOUBLES = {
    ("provider", "longitude"),
    ("provider", "latitude"),
    ("sale_upload", "line_unit_price"),
    ("told_sale", "unit_price"),
    ("trace_sale", "unit_price"),
}
"""Columns that contracts call double, by table; a test compares them with the contracts."""
MADE = (
    exp.Div, exp.Avg, exp.Ln, exp.Log, exp.Sqrt, exp.Pow, exp.Exp, exp.Sin, exp.Cos, exp.Asin, exp.Acos,
    exp.Atan, exp.Atan2, exp.Radians, exp.PercentRank, exp.CumeDist, exp.Stddev, exp.StddevSamp,
    exp.StddevPop, exp.Variance, exp.VariancePop, exp.Corr, exp.TimeToUnix,
)  # fmt: skip
"""What is a double whatever it is made of."""
KEPT = (
    exp.Paren, exp.Neg, exp.Abs, exp.Round, exp.Floor, exp.Ceil, exp.Sum, exp.Max, exp.Min, exp.Median,
    exp.AnyValue, exp.IgnoreNulls, exp.First, exp.FirstValue, exp.LastValue, exp.Lag, exp.Lead, exp.ArgMax,
    exp.ArgMin, exp.Filter, exp.Window, exp.Distinct, exp.Nullif, exp.Alias,
)  # fmt: skip
"""What is a double where the first thing it takes is one."""
MIXED = (exp.Add, exp.Sub, exp.Mul, exp.Mod, exp.IntDiv, exp.Coalesce, exp.Greatest, exp.Least)
"""What is a double where any of what it takes is one."""


class _Parts:
    """The earlier parts of the query that an expression stands in, by name; looked up once, and only if asked."""

    def __init__(self, node: exp.Expr) -> None:
        self._node = node

    @cached_property
    def _made(self) -> dict[str, exp.Expr]:
        found: dict[str, exp.Expr] = {}
        for part in self._node.root().find_all(exp.CTE):
            found.setdefault(part.alias, part.this)
        return found

    def query_of(self, source: exp.Expr) -> exp.Expr | None:
        """The query that a source of rows is: an inner one, or an earlier part by its name."""
        if isinstance(source, exp.Subquery):
            inner: exp.Expr = source.this
            return inner
        if not isinstance(source, exp.Table) or source.db:
            return None
        return self._made.get(source.name)


def is_double(node: exp.Expr) -> bool:
    """Whether an expression, in its place in a query, is a double."""
    return _is_double(node, frozenset(), _Parts(node))


def _is_double(node: exp.Expr, seen: frozenset[int], parts: _Parts) -> bool:
    if id(node) in seen:  # a recursion reads itself
        return False
    seen = seen | {id(node)}
    if isinstance(node, MADE):
        return True
    if isinstance(node, exp.Cast):
        return bool(node.to.this == exp.DataType.Type.DOUBLE)
    if isinstance(node, exp.Column):
        return any(_is_double(e, seen, parts) for e in _behind(node, parts)) or _is_told(
            node, parts
        )
    return any(_is_double(part, seen, parts) for part in _parts(node))


def _parts(node: exp.Expr) -> Iterator[exp.Expr]:
    """What an expression has its kind from."""
    if isinstance(node, KEPT):
        first = node.this
        yield first.expressions[0] if isinstance(first, exp.Distinct) else first
    elif isinstance(node, MIXED):
        yield from (n for n in (node.this, node.args.get("expression"), *node.expressions) if n)
    elif isinstance(node, exp.Case):
        yield from (branch.args["true"] for branch in node.args["ifs"])
        if node.args.get("default"):
            yield node.args["default"]
    elif isinstance(node, exp.If):
        yield from (node.args[k] for k in ("true", "false") if node.args.get(k))
    elif isinstance(node, exp.Subquery) and isinstance(node.this, exp.Query):
        yield from node.this.selects[:1]


def _behind(column: exp.Column, parts: _Parts) -> Iterator[exp.Expr]:
    """What earlier parts and inner queries of the same query give to a column."""
    select = column.find_ancestor(exp.Select)
    while select is not None:
        found = False
        for source in _sources(select):
            if column.table and source.alias_or_name != column.table:
                continue
            for given in _given(parts.query_of(source), column.name, parts):
                found = True
                yield given
        if found:
            return
        if not column.table:  # a name that the list itself gives
            own = [s for s in select.selects if isinstance(s, exp.Alias) and s.alias == column.name]
            if own:
                yield own[0].this
                return
        select = select.find_ancestor(exp.Select)


def _sources(select: exp.Select) -> Iterator[exp.Expr]:
    joined = [j.this for j in select.args.get("joins") or []]
    first = select.args.get("from_") or select.args.get("from")
    for source in [*([first.this] if first else []), *joined]:
        if isinstance(source, (exp.Table, exp.Subquery)):
            yield source
            yield from (
                j.this
                for j in source.args.get("joins") or []
                if isinstance(j.this, (exp.Table, exp.Subquery))
            )


def _given(made: exp.Expr | None, name: str, parts: _Parts) -> Iterator[exp.Expr]:
    """What a query gives under a name: of a union each side's."""
    if isinstance(made, exp.SetOperation):
        yield from _given(made.left, name, parts)
        if isinstance(made.left, exp.Select) and isinstance(made.right, exp.Select):
            names = [s.alias_or_name for s in made.left.selects]
            if name in names and names.index(name) < len(made.right.selects):
                yield made.right.selects[names.index(name)]
        else:
            yield from _given(made.right, name, parts)
    elif isinstance(made, exp.Subquery):
        yield from _given(made.this, name, parts)
    elif isinstance(made, exp.Select):
        for given in made.selects:
            if given.alias_or_name == name:
                yield given
            elif given.is_star:
                for source in _sources(made):
                    yield from _given(parts.query_of(source), name, parts)


def _is_told(column: exp.Column, parts: _Parts) -> bool:
    """Whether a table of contracts has such a column, and calls it double."""
    select = column.find_ancestor(exp.Select)
    while select is not None:
        for source in _sources(select):
            if column.table and source.alias_or_name != column.table:
                continue
            table = source.name.rpartition("__")[2] if isinstance(source, exp.Table) else ""
            if (table, column.name) in DOUBLES and parts.query_of(source) is None:
                return True
        select = select.find_ancestor(exp.Select) if column.table else None
    return False
