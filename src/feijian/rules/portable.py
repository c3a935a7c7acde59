"""The SQL subset that rules stay inside, so that sqlglot can carry them to Spark unchanged in meaning.

What lies outside was tried on both engines and differs or fails; see docs/portable-sql.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from feijian.errors import Problem
from feijian.rules.header import Rule

if TYPE_CHECKING:
    from sqlglot import exp

BANNED_FUNCTIONS = {
    "quantile_cont": "is not in Spark; count with rank() or use percent_rank()",
    "regexp_full_match": "is not in Spark; anchor regexp_matches(x, '^…$')",
    "date_sub": "counts boundaries otherwise; use date_diff('day', a, b)",
    "len": "of a list fails in Spark; count before you list",
    "generate_series": "has another type in Spark; use derived.stay_day",
}


def portable_problems(rule: Rule) -> list[Problem]:
    """What a rule's query uses that does not carry over, with the line where it is to be found."""
    from sqlglot import exp

    from feijian.contracts.sql_reading import parsed

    tree = parsed(rule.sql)
    problems: list[Problem] = []

    def complain(node: exp.Expr, what: str) -> None:
        word = node.sql("duckdb").split("(")[0].lower()
        line = next(
            (n for n, text in enumerate(rule.sql.splitlines(), 1) if word in text.lower()), 1
        )
        problems.append(Problem(rule.headed.at(sql_line=line), what, "See docs/portable-sql.md."))

    for node in tree.walk():
        if (
            isinstance(node, exp.DateDiff)
            and str(node.args.get("unit") or "day").strip("'").lower() != "day"
        ):
            complain(node, "date_diff with another unit than 'day' differs between engines")
        elif isinstance(node, exp.ArrayAgg) and isinstance(node.this, exp.Order):
            complain(node, "an ordered list loses its order in Spark")
        elif isinstance(node, (exp.PercentileCont, exp.Quantile)):
            complain(node, "quantiles differ between engines")
        elif isinstance(node, exp.Join) and str(node.args.get("kind", "")).upper() == "ASOF":
            complain(node, "asof join is not in Spark")
        elif isinstance(node, (exp.Func, exp.Anonymous)):
            name = (node.name if isinstance(node, exp.Anonymous) else node.sql_name()).lower()
            if name in BANNED_FUNCTIONS:
                complain(node, f"{name} {BANNED_FUNCTIONS[name]}")
            elif isinstance(node, exp.Extract) and node.name.lower() in ("dow", "isodow"):
                complain(node, "the day of the week is numbered otherwise in Spark")
    return problems
