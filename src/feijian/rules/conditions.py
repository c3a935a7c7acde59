"""A query without each of its conditions, one at a time.

The query is written once, in pieces: a piece for each condition, with marks where further ones stand
within it. A query without one of them is the pieces put together; to write the whole query anew for
each costs more than asking it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlglot import exp

MARK = "gate: equivalent"
PLACE = re.compile(r"condition_no_([0-9]+)_here")
LONGEST = 120
"""Characters of a condition that are told."""


def condition_mutants(tree: exp.Expr) -> Iterator[tuple[str, str | None, str]]:
    """(what is dropped, reason if marked equivalent, the query without it)."""
    pieces = _Pieces(tree)
    number = 0
    for kind, node in list(_sites(tree)):
        if kind == "join":
            assert node.parent is not None  # a join stands in its select
            joins = node.parent.args["joins"]
            place = next(i for i, join in enumerate(joins) if join is node)
            label = f"{node.args.get('kind', '').lower()} join {node.this.alias_or_name}"
            del joins[place]
            sql = tree.sql("duckdb", comments=False)
            joins.insert(place, node)
            yield label, _join_mark(node), sql
            continue
        yield _short(pieces.condition(number)), marked(node), pieces.query(without=number)
        number += 1


class _Pieces:
    """A query's text, and of each condition its own, with marks for the conditions within."""

    def __init__(self, tree: exp.Expr) -> None:
        from sqlglot import exp

        whole = tree.copy()
        conditions = [node for kind, node in _sites(whole) if kind == "conjunct"]
        self._texts = [""] * len(conditions)
        # who holds others stands before them: the innermost first
        for number in reversed(range(len(conditions))):
            self._texts[number] = conditions[number].sql("duckdb", comments=False)
            conditions[number].replace(exp.column(f"condition_no_{number}_here"))
        self._frame = whole.sql("duckdb", comments=False)

    def condition(self, number: int) -> str:
        return self._together(self._texts[number], None)

    def query(self, without: int | None = None) -> str:
        """The whole query; without: the condition that is true instead."""
        return self._together(self._frame, without)

    def _together(self, text: str, without: int | None) -> str:
        def piece(found: re.Match[str]) -> str:
            number = int(found[1])
            return "TRUE" if number == without else self._together(self._texts[number], without)

        return PLACE.sub(piece, text)


def _sites(tree: exp.Expr) -> Iterator[tuple[str, exp.Expr]]:
    """Each conjunct of where, having, qualify, filter and join conditions; each semi or anti join."""
    from sqlglot import exp

    for node in tree.walk(bfs=False):
        if isinstance(node, (exp.Where, exp.Having, exp.Qualify)):
            yield from (("conjunct", leaf) for leaf in conjuncts(node.this))
        elif isinstance(node, exp.Join):
            on = node.args.get("on")
            if on is not None:
                yield from (("conjunct", leaf) for leaf in conjuncts(on))
            if str(node.args.get("kind", "")).upper() in ("ANTI", "SEMI"):
                yield "join", node


def conjuncts(node: exp.Expr) -> Iterator[exp.Expr]:
    """What a condition joins by AND; parentheses around one of them stay, for remarks stand at them."""
    from sqlglot import exp

    inner = node.unnest() if isinstance(node, exp.Paren) else node
    if isinstance(inner, exp.And):
        yield from conjuncts(inner.left)
        yield from conjuncts(inner.right)
    else:
        yield node


def bare_conjuncts(node: exp.Expr | None) -> list[exp.Expr]:
    """The same without parentheses; none where there is no condition."""
    return [] if node is None else [one.unnest() for one in conjuncts(node)]


def marked(node: exp.Expr) -> str | None:
    """The reason after `gate: equivalent` in the comments of a conjunct, not of queries inside it."""
    from sqlglot import exp

    for part in node.walk(
        prune=lambda n: isinstance(n, (exp.Subquery, exp.Select)) and n is not node
    ):
        if isinstance(part, exp.Select) and part is not node:
            continue
        for comment in part.comments or []:
            if MARK in comment:
                return str(comment).split(MARK, 1)[1].strip(" ,:") or "no reason given"
    return None


def _join_mark(node: exp.Expr) -> str | None:
    # behind the name of a subquery the comment belongs to the name
    for part in (node, node.this, node.this.args.get("alias")):
        for comment in (part and part.comments) or []:
            if MARK in comment:
                return str(comment).split(MARK, 1)[1].strip(" ,:") or "no reason given"
    return None


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "…"
