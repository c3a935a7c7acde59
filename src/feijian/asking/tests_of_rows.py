"""Tests of single rows as they are put together and written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlglot import exp


def text_of(test: exp.Expr) -> str:
    return test.sql("duckdb", comments=False)


def either(ours: Sequence[exp.Expr], theirs: Sequence[exp.Expr]) -> tuple[exp.Expr, ...]:
    """What holds of a row that is of one side of a union or of the other."""
    if {text_of(t) for t in ours} == {text_of(t) for t in theirs}:
        return tuple(ours)
    sides = [all_of(ours), all_of(theirs)]
    return (exp.paren(exp.or_(*sides)),) if all(sides) else ()


def all_of(tests: Sequence[exp.Expr]) -> exp.Expr | None:
    return exp.paren(exp.and_(*(t.copy() for t in tests))) if tests else None


def literal(value: object) -> exp.Expr | None:
    """A value as it is written in a query; None for what is not followed."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float | Decimal):
        return exp.Literal.number(str(value))
    if isinstance(value, date):
        return exp.cast(exp.Literal.string(value.isoformat()), "date")
    if isinstance(value, str):
        return exp.Literal.string(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return exp.Array(expressions=[exp.Literal.string(one) for one in value])
    return None
