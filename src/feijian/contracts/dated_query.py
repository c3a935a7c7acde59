"""Whether a query is decided by the charges of an institution on a day or in a month, read from its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from feijian.contracts.sql_reading import parsed, tree_of

Unit = Literal["day", "month"]

LINES = re.compile(
    r'\bfrom\s+(?:(derived)\."?(net_line_scan|net_claim_line)"?|(?:canonical\.)?"?(claim_line)"?)(?![\w."])',
    re.IGNORECASE,
)
"""Where a query reads lines."""


def is_wrongly_dated(sql: str, column: str, unit: Unit) -> bool:
    """Whether a query does more than group lines by provider and by the day or month of the charge.

    One selection from lines alone, grouped by `provider_id` and by the column; sums, counts and ends within a group.
    """
    from sqlglot import exp

    tree = tree_of(sql)
    grouped = tree.args.get("group")
    if not isinstance(tree, exp.Select) or grouped is None:
        return True
    ways = {key for key, value in grouped.args.items() if value}
    beside = ("joins", "laterals", "distinct", "qualify", "windows", "limit", "offset", "order")
    more = (
        exp.With,
        exp.CTE,
        exp.Subquery,
        exp.Window,
        exp.SetOperation,
        exp.Star,
        exp.Placeholder,
    )
    if ways != {"expressions"} or any(tree.args.get(name) for name in beside):
        return True
    if len(list(tree.find_all(exp.Select))) > 1 or len(list(tree.find_all(exp.Table))) > 1:
        return True
    if len(LINES.findall(sql)) != 1 or any(
        not isinstance(node.parent, exp.Count) for node in tree.find_all(*more)
    ):
        return True
    if any(
        not isinstance(node, exp.Sum | exp.Count | exp.Min | exp.Max)
        for node in tree.find_all(exp.AggFunc)
    ):
        return True
    groups = {_bare(one) for one in grouped.expressions}
    named = {one.alias_or_name: _bare(one.unalias()) for one in tree.selects}
    days = _days(unit)
    return not (
        named.get("provider_id") == "provider_id"
        and "provider_id" in groups
        and named.get(column) in days & groups
    )


def _days(unit: Unit) -> frozenset[str]:
    """How a query may say the day or the month of a charge."""
    moments = ("charged_at", "charged_on")
    ways: Sequence[str] = ("charged_on", *(f"cast({m} as date)" for m in moments))
    if unit == "month":
        ways = [f"cast(date_trunc('month', {m}) as date)" for m in moments]
    return frozenset(_bare(parsed(f"select {way}").args["expressions"][0]) for way in ways)


def _bare(expression: object) -> str:
    """An expression's text without the names of tables."""
    from sqlglot import exp

    assert isinstance(expression, exp.Expression)
    copy = expression.copy()
    for column in copy.find_all(exp.Column):
        column.set("table", None)
    return copy.sql(dialect="duckdb").lower()
