"""Changes that people make by mistake and cosmic-ray does not: in SQL texts, ends, and conditions.

Each is a kind and the whole changed text of a module. Texts are changed where they read like SQL;
a change that makes them no SQL is noticed by the first test that runs them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

SQL = re.compile(
    r"\b(select|from|where|insert into|delete from|update|case when|exists|coalesce|order by|partition by|is null|is not null|union all|join)\b"
)
SWAPS = (
    (r"\bis not null\b", "is null"),
    (r"\bis null\b", "is not null"),
    (r"(?<!if )\bnot exists\b", "exists"),
    (r"(?<!if )(?<!not )\bexists\b", "not exists"),
    (r"\bmin\(", "max("),
    (r"\bmax\(", "min("),
    (r"\bleast\(", "greatest("),
    (r"\bgreatest\(", "least("),
    (r"\bbool_or\(", "bool_and("),
    (r"\bbool_and\(", "bool_or("),
    (r" < ", " <= "),
    (r" <= ", " < "),
    (r" > ", " >= "),
    (r" >= ", " > "),
    (r" <> ", " = "),
    (r" = (?=')", " <> "),
    (r"\bnot in\b", "in"),
    (r"(?<!not )\bin \(", "not in ("),
    (r"\bunion all\b", "union"),
    (r"\bleft join\b", "join"),
    (r"\bsemi join\b", "anti join"),
    (r"\banti join\b", "semi join"),
    (r"\band\b", "or"),
    (r"\bor\b", "and"),
    (r"(?<!select )(?<!is )\bdistinct ", ""),
    (r"(?<=select )distinct ", ""),
    (r" desc\b", ""),
    (r" \+ 1\b", ""),
    (r" - 1\b", ""),
    (r"\btrue\b", "false"),
    (r"\bfalse\b", "true"),
)
"""What stands in a query, and what is read in its place."""

ENDS = {
    "min": "max",
    "max": "min",
    "first": "last",
    "last": "first",
    "floor": "ceil",
    "ceil": "floor",
}
"""Functions and methods that take the one end, and those that take the other."""


def planted(code: str) -> Iterator[tuple[str, str]]:
    """Kind and text of every such change of a module; some may not parse, or change nothing."""
    starts = [0]
    for line in code.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    tree = ast.parse(code)
    whole = code.encode()

    def span(node: ast.expr) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return (
            starts[node.lineno - 1] + node.col_offset,
            starts[node.end_lineno - 1] + node.end_col_offset,
        )

    def put(low: int, high: int, text: str) -> str:
        return (whole[:low] + text.encode() + whole[high:]).decode()

    for low, high in _texts(tree, span):
        text = whole[low:high].decode()
        if SQL.search(text):
            for pattern, other in SWAPS:
                for found in re.finditer(pattern, text):
                    if "between" not in text[max(0, found.start() - 60) : found.start()]:
                        changed = text[: found.start()] + other + text[found.end() :]
                        yield f"sql {pattern} {found.start()}", put(low, high, changed)
    for node in ast.walk(tree):
        if isinstance(node, ast.BoolOp):
            word = " and " if isinstance(node.op, ast.And) else " or "
            parts = [whole[slice(*span(v))].decode() for v in node.values]
            for number in range(len(parts)):
                rest = [f"({p})" for n, p in enumerate(parts) if n != number]
                yield f"dropped {number}", put(*span(node), f"({word.join(rest)})")
        elif isinstance(node, ast.If | ast.IfExp):
            for truth in ("True", "False"):
                yield f"if {truth}", put(*span(node.test), truth)
        elif isinstance(node, ast.comprehension):
            for condition in node.ifs:
                yield "filter", put(*span(condition), "True")
        elif isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in ENDS:
                yield "end", put(*span(called), ENDS[called.id])
            elif isinstance(called, ast.Attribute) and called.attr in ENDS:
                high = span(called)[1]
                yield "end", put(high - len(called.attr), high, ENDS[called.attr])


def _texts(
    tree: ast.Module, span: Callable[[ast.expr], tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Where texts stand that are no docstrings, each once with all it is put together of."""
    inner: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inner.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            inner.update(id(n) for n in ast.walk(node) if n is not node)
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.JoinedStr) or (
            isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
        if is_text and id(node) not in inner:
            yield span(node)
