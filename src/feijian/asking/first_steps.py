"""What a query needs of its own first steps: where one of them has no row, the query has none either.

Most questions find nothing, and most queries can tell so by their first common table expressions, which
cost a part of the whole. Which step is asked first is learnt from what each took and how often it was empty;
what is answered does not depend on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feijian.asking.signs import is_always_a_row
from feijian.contracts.sql_reading import parsed
from feijian.plain import Row
from feijian.rules.conditions import bare_conjuncts

if TYPE_CHECKING:
    from sqlglot import exp

TRIED = 10
"""Questions after which the steps of a query that spare less than they cost are asked no more."""
MOST = 8
"""Steps that are tried at most, from the first on."""


SIDES = 3
"""Steps of one side of a union that are looked at."""
Alternatives = frozenset[str]
"""Common table expressions of which one at least must have a row."""


def first_steps(sql: str) -> list[str]:
    """Queries that must have a row before the query has one, each of one step or of several sides of a union.

    In the order in which the steps stand. None where the query cannot be followed.
    """
    from sqlglot import exp

    tree, ends = parsed(sql), _ends(sql)
    if not isinstance(tree, exp.Query):
        return []
    known: dict[str, frozenset[Alternatives]] = {}
    for cte in tree.ctes:
        name = cte.alias.lower()
        known[name] = _needed(cte.this, known) | {frozenset((name,))}
    main = tree.copy()
    main.set("with_", None)
    main.set("with", None)
    told = [one for one in _needed(main, known) if one <= ends.keys()]
    found = []
    for one in sorted(told, key=lambda names: (max(ends[n] for n in names), sorted(names))):
        asked = " union all ".join(f"select 1 from {name}" for name in sorted(one))
        found.append(f"{sql[: max(ends[n] for n in one)]}\n{asked} limit 1")
    return found


def _needed(
    query: exp.Expr | None, known: Mapping[str, frozenset[Alternatives]]
) -> frozenset[Alternatives]:
    """The steps that a query cannot do without."""
    from sqlglot import exp

    if isinstance(query, exp.Subquery):
        return _needed(query.this, known)
    if not isinstance(query, exp.Query) or query.ctes:
        return frozenset()  # names of its own may hide others
    if isinstance(query, exp.Union):
        left, right = (_few(_needed(side, known), known) for side in (query.left, query.right))
        return frozenset(a | b for a in left for b in right)
    if not isinstance(query, exp.Select):
        return frozenset()
    first = query.args.get("from_") or query.args.get("from")
    if first is None or is_always_a_row(query):
        return frozenset()
    found = _source(first.this, known)
    for join in query.args.get("joins") or ():
        side, kind = (join.side or "").lower(), (join.kind or "").lower()
        if side in ("right", "full") or join.method:
            return frozenset()
        if side == "" and kind in ("", "inner", "cross", "semi"):
            found |= _source(join.this, known)
    where = query.args.get("where")
    for condition in bare_conjuncts(where.this if where is not None else None):
        if isinstance(condition, exp.In) and isinstance(condition.args.get("query"), exp.Expr):
            found |= _needed(condition.args["query"], known)
        elif isinstance(condition, exp.Exists):
            found |= _needed(condition.this, known)
    return found


def _few(clauses: frozenset[Alternatives], known: Mapping[str, object]) -> list[Alternatives]:
    """Some of the steps that one side of a union needs: all combinations would be too many."""
    place = {name: number for number, name in enumerate(known)}
    return sorted(clauses, key=lambda one: sorted(place.get(n, -1) for n in one))[:SIDES]


def _source(
    source: exp.Expr | None, known: Mapping[str, frozenset[Alternatives]]
) -> frozenset[Alternatives]:
    from sqlglot import exp

    if isinstance(source, exp.Table):
        return frozenset() if source.db else known.get(source.name.lower(), frozenset())
    return _needed(source, known)


def _ends(sql: str) -> dict[str, int]:
    """By common table expression of a query, where its text ends."""
    from sqlglot import TokenType, tokenize

    tokens = tokenize(sql, read="duckdb")
    found: dict[str, int] = {}
    if not tokens or tokens[0].token_type != TokenType.WITH:
        return found
    depth, name, is_body = 0, "", False
    for number, token in enumerate(tokens[1:], start=1):
        if token.token_type == TokenType.L_PAREN:
            if depth == 0:
                before = tokens[number - 1].text.lower()
                is_body = before in ("as", "materialized")
            depth += 1
        elif token.token_type == TokenType.R_PAREN:
            depth -= 1
            if depth == 0 and is_body:
                found[name] = token.end + 1
                after = tokens[number + 1] if number + 1 < len(tokens) else None
                if after is None or after.token_type != TokenType.COMMA:
                    return found
        elif depth == 0 and token.token_type == TokenType.COMMA:
            name = ""
        elif depth == 0 and not name and token.text.lower() != "recursive":
            name = token.text.lower()
    return found


@dataclass
class Step:
    """One step and what was learnt of it: how often it was asked and was empty, how long that took in all."""

    sql: str
    asked: int = 0
    empty: int = 0
    seconds: float = 0.0


class Steps:
    """The steps of one query that are asked before it; the first that is empty answers it."""

    def __init__(self, sql: str) -> None:
        self.to_ask = [Step(text) for text in first_steps(sql)[:MOST]]
        self._seen, self._asked, self._seconds = 0, 0, 0.0

    def told(self, seconds: float | None) -> None:
        """Learn from one question; seconds: how long the query itself took, None where a step answered."""
        self._seen += 1
        if seconds is not None:
            self._asked += 1
            self._seconds += seconds
        if self._seen == TRIED:
            whole = self._seconds / self._asked if self._asked else float("inf")
            # what it spared, and what it cost
            self.to_ask = [s for s in self.to_ask if s.empty and s.empty * whole > s.seconds]


class Learnt:
    """What all worlds of a service know: the steps of queries, and by name of an item what the lists say of it."""

    def __init__(self) -> None:
        self.names: dict[str, list[Row]] = {}
        self._of: dict[str, Steps] = {}

    def steps(self, sql: str) -> Steps:
        """Those of a query."""
        if sql not in self._of:
            self._of[sql] = Steps(sql)
        return self._of[sql]
