"""The SQL subset that rules stay inside, so that sqlglot can carry them to Spark unchanged in meaning.

What lies outside was tried on both engines and differs or fails; see docs/portable-sql.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from feijian.errors import Problem
from feijian.library import HeadedSql
from feijian.messages import sentence

if TYPE_CHECKING:
    from sqlglot import exp

HINT = "See docs/portable-sql.md."
SAME_IN_SPARK = {"bit_count"}
"""What sqlglot does not know and Spark has under the same name, with the same meaning (tried)."""
ANOTHER = "is not in Spark under any name that sqlglot knows, or is another there"
BANNED_FUNCTIONS = {
    **dict.fromkeys(("dayname", "monthname", "kurtosis", "skewness"), ANOTHER),
    **dict.fromkeys(("list_has_any", "make_time", "time_bucket"), ANOTHER),
    "date_add": "takes whole days alone in Spark; write d + interval 1 day",
    "week": "is not in Spark; use weekofyear",
    "quantile_cont": "is not in Spark; count with rank() or use percent_rank()",
    "regexp_full_match": "is not in Spark; anchor regexp_matches(x, '^…$')",
    "date_sub": "counts boundaries otherwise; use date_diff('day', a, b)",
    "generate_series": "has another type in Spark; use derived.stay_day",
    "mode": "takes another of values that are as frequent in Spark; use arg_max with an order that decides",
    "to_days": "is no span of time in Spark; take whole numbers from a date: cast(d - n as date)",
}
CALLED = {
    "array_overlaps": "list_has_any",
    "time_from_parts": "make_time",
    "date_bin": "time_bucket",
}
"""What sqlglot calls otherwise than who writes a query."""


def portable_problems(headed: HeadedSql) -> list[Problem]:  # noqa: C901, PLR0912
    """What a query uses that does not carry over, with the line where it is to be found."""
    from sqlglot import exp

    from feijian.contracts.sql_reading import parsed
    from feijian.engines.doubles import is_double

    tree = parsed(headed.sql)
    problems: list[Problem] = []

    def complain(node: exp.Expr, what: str) -> None:
        # the parser counts the lines of some comments twice; where a name begins it knows
        begins = [n.meta["start"] for n in node.find_all(exp.Identifier) if "start" in n.meta]
        line = headed.sql.count("\n", 0, min(begins, default=0)) + 1
        problems.append(Problem(headed.at(sql_line=line), what, HINT))

    for node in tree.walk():
        if (
            isinstance(node, exp.DateDiff)
            and str(node.args.get("unit") or "day").strip("'").lower() != "day"
        ):
            complain(node, "date_diff with another unit than 'day' differs between engines")
        elif isinstance(node, exp.ArrayAgg) and isinstance(node.this, exp.Order):
            complain(node, "an ordered list loses its order in Spark")
        elif isinstance(node, exp.GroupConcat) and _joined_beside_sets(node):
            complain(
                node,
                "an ordered string_agg beside counts of distinct values fails in Spark;"
                " join the texts in a part of its own, or string_agg(distinct x, … order by x)",
            )
        elif isinstance(node, (exp.PercentileCont, exp.PercentileDisc, exp.Quantile)):
            complain(node, "quantiles differ between engines")
        elif isinstance(node, exp.Join) and node.method == "ASOF":
            complain(node, "asof join is not in Spark")
        elif isinstance(node, (exp.DayOfWeek, exp.DayOfWeekIso)):
            complain(node, "the day of the week is numbered otherwise in Spark")
        elif isinstance(node, exp.Sub) and _ends_in_a_named_window(node.this):
            complain(node, "a minus after a named window is read as part of its name in Spark")
        elif isinstance(node, exp.Qualify) and _columns_outside_windows(node):
            complain(node, "qualify becomes an outer query, where a column has no table before it")
        elif isinstance(node, exp.Qualify) and _names_given_twice(node):
            complain(
                node, "a name in a window of qualify is also given by the list: another on Spark"
            )
        elif isinstance(node, exp.Median) and not is_double(node.this):
            complain(
                node, "a median of decimals is cut to their digits; cast to double what it takes"
            )
        elif isinstance(node, exp.Window) and _counts_distinct(node):
            complain(node, "count(distinct …) over a window is not in Spark")
        elif isinstance(node, exp.WindowSpec) and _is_worked_out(node):
            complain(node, "how far a frame reaches may only be numbers and parameters in Spark")
        elif any(is_double(part) for part in _told(node)):
            complain(node, "a double as text reads otherwise in Spark; cast it to a decimal before")
        elif isinstance(node, exp.TimeToUnix) and isinstance(node.this.unnest(), exp.Sub):
            complain(node, "epoch of a difference fails in Spark; subtract epoch(b) from epoch(a)")
        elif isinstance(node, (exp.Div, exp.IntDiv, exp.Mod)) and _divides_too_early(node):
            complain(node, "divides before having or qualify in Spark, which fails on a zero")
        elif isinstance(node, (exp.Func, exp.Anonymous)):
            name = (node.name if isinstance(node, exp.Anonymous) else node.sql_name()).lower()
            name = CALLED.get(name, name)
            if name in BANNED_FUNCTIONS:
                complain(node, sentence("{name} {why}", name=name, why=BANNED_FUNCTIONS[name]))
            elif isinstance(node, exp.Anonymous) and name not in SAME_IN_SPARK:
                complain(
                    node,
                    sentence(
                        "{name} has no counterpart that sqlglot knows:"
                        " Spark would be asked for it by this name",
                        name=name,
                    ),
                )
            elif isinstance(node, exp.Extract) and node.name.lower() in ("dow", "isodow"):
                complain(node, "the day of the week is numbered otherwise in Spark")
    # the parser reads len as length, which is a text's and carries over
    for number, line in enumerate(headed.sql.splitlines(), 1):
        if re.search(r"\blen\s*\(", line, re.IGNORECASE):
            what = "len of a list fails in Spark; count before you list"
            problems.append(Problem(headed.at(sql_line=number), what, HINT))
    return problems


def _told(node: exp.Expr) -> list[exp.Expr]:
    """What becomes text in an expression: the parts of a joined one, the value of a cast to text."""
    from sqlglot import exp

    if isinstance(node, exp.Cast):
        return [node.this] if node.to.this in exp.DataType.TEXT_TYPES else []
    if isinstance(node, exp.DPipe):
        return [node.this, node.expression]
    return node.expressions if isinstance(node, (exp.Concat, exp.ConcatWs)) else []


def _joined_beside_sets(text: exp.GroupConcat) -> bool:
    """Whether an ordered text stands beside aggregates of distinct values, as Spark's optimizer fails on.

    One such aggregate without a filter does no harm; distinct texts in their own order are carried over (same_name.py).
    """
    from sqlglot import exp

    told, select = text.this, text.find_ancestor(exp.Select)
    if not isinstance(told, exp.Order) or select is None:
        return False
    own = isinstance(told.this, exp.Distinct)
    if own and [o.this for o in told.expressions] == told.this.expressions:
        return False
    sets = [
        d.parent
        for d in select.find_all(exp.Distinct)
        if isinstance(d.parent, exp.AggFunc) and d.find_ancestor(exp.Select) is select
    ]
    return len({s.this for s in sets}) + own > 1 or any(
        isinstance(s.parent, exp.Filter) for s in sets
    )


def _counts_distinct(window: exp.Window) -> bool:
    """Whether a window counts, or adds up, values that differ: `count(distinct x) over (…)`."""
    from sqlglot import exp

    held = window.this.this if isinstance(window.this, exp.Filter) else window.this
    return isinstance(held, exp.AggFunc) and isinstance(held.this, exp.Distinct)


def _is_worked_out(frame: exp.WindowSpec) -> bool:
    """Whether a function says how far a frame reaches: Spark reads the bound before it knows functions."""
    from sqlglot import exp

    bounds = (frame.args.get(side) for side in ("start", "end"))
    return any(
        isinstance(node, (exp.Func, exp.Anonymous))
        and not isinstance(node, (exp.Cast, exp.Interval))
        for bound in bounds
        if isinstance(bound, exp.Expr)
        for node in bound.walk()
    )


def _ends_in_a_named_window(node: exp.Expr) -> bool:
    """Whether an expression's last word is the name of a window: `sum(x) over peers`."""
    from sqlglot import exp

    while isinstance(node, exp.Binary):
        node = node.expression
    return isinstance(node, exp.Window) and bool(node.args.get("alias"))


def _columns_outside_windows(qualify: exp.Qualify) -> bool:
    """Whether a qualify compares `table.column` itself, not only within a window."""
    from sqlglot import exp

    return any(
        column.table and not column.find_ancestor(exp.Window)
        for column in qualify.find_all(exp.Column)
    )


def _names_given_twice(qualify: exp.Qualify) -> bool:
    """Whether a window of a qualify reads a column by a name that the list gives to something else.

    DuckDB takes the column, and sqlglot puts what the list gives in its place.
    """
    from sqlglot import exp

    select = qualify.parent
    listed = select.selects if isinstance(select, exp.Select) else []
    given = {s.alias: s.this for s in listed if isinstance(s, exp.Alias)}
    return any(
        column.name in given
        and not (
            isinstance(given[column.name], exp.Column) and given[column.name].name == column.name
        )
        for window in qualify.find_all(exp.Window)
        for column in window.find_all(exp.Column)
    )


def _divides_too_early(division: exp.Binary) -> bool:
    """Whether a returned quotient may meet a zero that having or qualify would have taken out."""
    from sqlglot import exp

    divisor = division.expression
    while isinstance(divisor, (exp.Paren, exp.Cast)):
        divisor = divisor.this
    # a zero comes from a row
    if isinstance(divisor, exp.Nullif) or not divisor.find(exp.Column, exp.Func):
        return False
    if division.find_ancestor(exp.Having, exp.Qualify, exp.Where):
        return False
    select = division.find_ancestor(exp.Select)
    return bool(select and (select.args.get("having") or select.args.get("qualify")))
