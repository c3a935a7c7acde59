"""What a query reads: tables it names, found by parsing, never by searching text.

The parser is loaded by the first query that is read: a night over a library that is kept reads none.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlglot import exp


def parsed(sql: str) -> exp.Expr:
    """One DuckDB statement as a tree. Raises sqlglot.errors.ParseError."""
    import sqlglot
    import sqlglot.errors

    try:
        return sqlglot.parse_one(sql, read="duckdb")
    except RecursionError:
        raise sqlglot.errors.ParseError("is nested too deep to be read") from None


@lru_cache(maxsize=8)
def tree_of(sql: str) -> exp.Expr:
    """As `parsed`, for those who only look at the tree: what asks of one query in turn reads it once."""
    return parsed(sql)


@lru_cache(maxsize=1024)
def tables_named(sql: str) -> frozenset[tuple[str | None, str]]:
    """As `tables_read`, of a query's text; the same text is read once in a process."""
    return frozenset(tables_read(parsed(sql)))


def tables_read(tree: exp.Expr) -> set[tuple[str | None, str]]:
    """(schema or None, name) of each table the query reads; its own CTEs are left out."""
    from sqlglot import exp

    ctes: set[str] = set()
    tables: list[exp.Table] = []
    for node in tree.find_all(exp.CTE, exp.Table):
        if isinstance(node, exp.CTE):
            ctes.add(node.alias_or_name.lower())
        elif isinstance(node, exp.Table):
            tables.append(node)
    found = set()
    for table in tables:
        schema = table.db.lower() or None
        name = table.name.lower()
        if name and not (schema is None and name in ctes):
            found.add((schema, name))
    return found


@lru_cache(maxsize=4096)
def columns_within(expression: str) -> frozenset[str]:
    """As `columns_named`, of the text of an expression; the same text is read once in a process."""
    return frozenset(columns_named(parsed(f"select {expression}")))


def columns_named(tree: exp.Expr) -> set[str]:
    """Names of all columns a statement mentions, lower case."""
    from sqlglot import exp

    return {column.name.lower() for column in tree.find_all(exp.Column)}
