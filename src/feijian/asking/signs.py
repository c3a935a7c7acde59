"""What a charged item, a visit or a person must be like before a rule could find something.

Read from the query itself, as `silence` reads which tables need a row: a condition that a table's own
columns decide, alone or beside a reference table, holds for some row of it wherever the query returns
one. What is not certainly needed, and what cannot be followed, is left out: a rule is asked once too
often, never once too little.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from sqlglot import exp

from feijian.asking.clauses import Clause, Sign, least
from feijian.asking.tests_of_rows import either, literal, text_of
from feijian.contracts import Catalogue, Derived
from feijian.contracts.sql_reading import parsed
from feijian.rules.conditions import bare_conjuncts

FEW = 200
"""Clauses of a union that are kept: of more none is, for each is one of two."""
FOLLOWED = (
    exp.And, exp.Or, exp.Not, exp.Paren, exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.In,
    exp.Is, exp.Null, exp.Boolean, exp.Literal, exp.Neg, exp.Column, exp.Identifier, exp.Coalesce,
    exp.RegexpLike, exp.StartsWith, exp.Like, exp.Case, exp.If, exp.Substring, exp.Array, exp.Between,
)  # fmt: skip
"""Parts of a condition that mean the same read, written and read again."""


Column = tuple[int, exp.Expr]
"""Which row a column is of, and how it follows from that row."""


@dataclass(frozen=True)
class _Row:
    """tests: of the columns that may be asked about once for all. others: of its other columns."""

    table: str
    tests: tuple[exp.Expr, ...] = ()
    others: tuple[exp.Expr, ...] = ()


@dataclass(frozen=True)
class _Relation:
    """rows: by number, canonical rows that a row of it is made of; must: those there always are.

    text: the relation itself, where nothing but reference tables decide it.
    """

    rows: Mapping[int, _Row] = field(default_factory=dict)
    must: frozenset[int] = frozenset()
    clauses: frozenset[Clause] = frozenset()
    names: tuple[str, ...] = ()
    columns: Mapping[str, Column] = field(default_factory=dict)
    text: str = ""

    def signs(self) -> frozenset[Clause]:
        """All that is needed, the rows that must be there with their tests."""
        own = {frozenset((sign,)) for n in self.must for sign in _signs(self.rows[n])}
        return self.clauses | own


def _signs(row: _Row) -> list[Sign]:
    found = [_sign(row.table, row.tests)]
    return [*found, _sign(row.table, row.others)] if row.others else found


def _sign(table: str, tests: Sequence[exp.Expr]) -> Sign:
    test = " and ".join(sorted({f"({text_of(one)})" for one in tests})) or "true"
    return Sign(
        table,
        test,
        frozenset(c.name for one in tests for c in one.find_all(exp.Column) if c.table == "t"),
    )


UNKNOWN = _Relation()


class SignReader:
    """Reads the signs of queries; those of a derived table are read once.

    only: by table, columns that are asked about once for all, in signs of their own; a test of others beside a
    reference table is left out. Of tables that are not named every column is.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        derived: Iterable[Derived],
        only: Mapping[str, frozenset[str]],
    ) -> None:
        self._catalogue, self._only = catalogue, only
        self._derived = {d.name: d for d in derived}
        self._known: dict[str, _Relation] = {}
        self._numbers = count()

    def of_query(self, sql: str, values: Mapping[str, object]) -> frozenset[Clause]:
        """What has to be there before the query could return a row."""
        tree = parsed(sql)
        for node in list(tree.find_all(exp.Parameter, exp.Placeholder)):
            told = literal(values.get(node.name))
            if told is not None:
                node.replace(told)
        return self._query(tree, {}).signs()

    def _table(self, table: exp.Table, known: Mapping[str, _Relation]) -> _Relation:
        schema, name = table.db.lower(), table.name.lower()
        if not schema and name in known:
            return self._fresh(known[name])
        found = self._catalogue.find(name, schema or None)
        if found is None:
            return UNKNOWN
        if found.schema == "reference":
            return _Relation(text=found.full_name)
        if found.schema == "canonical":
            number = next(self._numbers)
            columns = {c.name: (number, exp.column(c.name, "t")) for c in found.columns}
            names = tuple(columns)
            rows = {number: _Row(found.full_name)}
            return _Relation(rows, frozenset((number,)), names=names, columns=columns)
        if name not in self._known and name in self._derived:
            self._known[name] = UNKNOWN
            self._known[name] = self._query(parsed(self._derived[name].sql), {})
        relation = self._fresh(self._known.get(name, UNKNOWN))
        own = frozenset((Sign(found.full_name, "true", frozenset()),))
        return replace(relation, clauses=relation.clauses | {own})

    def _fresh(self, relation: _Relation) -> _Relation:
        """The relation read once more: its rows are others."""
        new = {n: next(self._numbers) for n in relation.rows}
        return replace(
            relation,
            rows={new[n]: row for n, row in relation.rows.items()},
            must=frozenset(new[n] for n in relation.must),
            columns={name: (new[n], e) for name, (n, e) in relation.columns.items()},
        )

    def _source(self, source: exp.Expr | None, known: Mapping[str, _Relation]) -> _Relation:
        if isinstance(source, exp.Table):
            return self._table(source, known)
        return self._query(source, known)

    def _query(self, query: exp.Expr | None, known: Mapping[str, _Relation]) -> _Relation:
        if isinstance(query, exp.Subquery):
            return self._query(query.this, known)
        if not isinstance(query, exp.Query):
            return UNKNOWN
        inner = dict(known)
        for cte in query.ctes:
            inner[cte.alias.lower()] = self._query(cte.this, inner)
        made = UNKNOWN
        if isinstance(query, exp.Union):
            made = self._union(self._query(query.left, inner), self._query(query.right, inner))
        elif isinstance(query, exp.Select):
            made = self._select(query, inner)
        text = "" if query.ctes else _text(query, self._catalogue, inner)
        return replace(made, text=text)

    def _union(self, left: _Relation, right: _Relation) -> _Relation:
        rows: dict[int, _Row] = {}
        pairs: dict[tuple[int, int], int] = {}
        columns: dict[str, Column] = {}
        for name, other in zip(left.names, right.names, strict=False):
            if name not in left.columns or other not in right.columns:
                continue
            (one, as_one), (two, as_two) = left.columns[name], right.columns[other]
            if left.rows[one].table != right.rows[two].table or as_one != as_two:
                continue
            if (one, two) not in pairs:
                number = pairs[one, two] = next(self._numbers)
                ours, theirs = left.rows[one], right.rows[two]
                rows[number] = _Row(
                    ours.table,
                    either(ours.tests, theirs.tests),
                    either(ours.others, theirs.others),
                )
            columns[name] = (pairs[one, two], as_one)
        must = frozenset(n for (a, b), n in pairs.items() if a in left.must and b in right.must)
        of_left, of_right = least(left.signs()), least(right.signs())
        few = len(of_left) * len(of_right) <= FEW
        clauses = frozenset(least(a | b for a in of_left for b in of_right) if few else ())
        return _Relation(rows, must, clauses, left.names, columns)

    def _select(self, query: exp.Select, known: Mapping[str, _Relation]) -> _Relation:
        first = query.args.get("from_") or query.args.get("from")
        if first is None or is_always_a_row(query):
            return UNKNOWN
        sources = {first.this.alias_or_name.lower(): self._source(first.this, known)}
        shown = dict(sources)
        must, joined = set(next(iter(sources.values())).must), list[exp.Expr]()
        clauses = set(next(iter(sources.values())).clauses)
        for join in query.args.get("joins") or ():
            side, kind = (join.side or "").lower(), (join.kind or "").lower()
            if side in ("right", "full"):
                return UNKNOWN
            name, added = join.this.alias_or_name.lower(), self._source(join.this, known)
            if side == "" and kind in ("", "inner", "cross", "semi"):
                sources[name] = added
                must |= added.must
                clauses |= added.clauses
                joined += bare_conjuncts(join.args.get("on"))
            elif kind != "anti":
                sources[name] = UNKNOWN  # what is not there is null, and a test may ask for that
            if kind not in ("semi", "anti"):
                shown[name] = sources[name]
        where = query.args.get("where")
        asked = bare_conjuncts(where.this if where is not None else None) + _of_groups(query)
        for condition in (*joined, *asked):
            clauses |= self._within(condition, known)
        rows = {n: row for source in sources.values() for n, row in source.rows.items()}
        asked = [*joined, *(_owned(one, shown) for one in asked)]
        for number, test in self._tests(asked, sources, rows):
            row = rows[number]
            if self._is_known(row.table, test):
                rows[number] = replace(row, tests=(*row.tests, test))
            else:
                rows[number] = replace(row, others=(*row.others, test))
        names, columns = _outputs(query, shown)
        return _Relation(rows, frozenset(must), frozenset(clauses), names, columns)

    def _within(self, condition: exp.Expr, known: Mapping[str, _Relation]) -> frozenset[Clause]:
        """What a condition needs that asks whether something is among the rows of a query."""
        if isinstance(condition, exp.In) and isinstance(condition.args.get("query"), exp.Expr):
            return self._query(condition.args["query"], known).signs()
        if isinstance(condition, exp.Exists):
            return self._query(condition.this, known).signs()
        return frozenset()

    def _is_known(self, table: str, test: exp.Expr) -> bool:
        only = self._only.get(table)
        return only is None or only.issuperset(
            c.name for c in test.find_all(exp.Column) if c.table == "t"
        )

    def _tests(
        self,
        asked: Sequence[exp.Expr],
        sources: Mapping[str, _Relation],
        rows: Mapping[int, _Row],
    ) -> list[tuple[int, exp.Expr]]:
        """Tests of single rows: by their own columns, or by those and reference tables."""
        found: list[tuple[int, exp.Expr]] = []
        beside: dict[int, list[tuple[frozenset[str], exp.Expr]]] = {}
        listed: list[tuple[frozenset[str], exp.Expr]] = []
        for condition in asked:
            followed = _followed(condition, sources)
            if followed is None:
                continue
            test, numbers, lists = followed
            if len(numbers) > 1:
                continue
            if not numbers:
                listed.append((lists, test))
                continue
            number = next(iter(numbers))
            if lists:
                if self._is_known(rows[number].table, test):
                    beside.setdefault(number, []).append((lists, test))
            else:
                found.append((number, test))
        for number, conditions in beside.items():
            names = frozenset[str]().union(*(lists for lists, _ in conditions))
            tests = [t for _, t in conditions] + [t for lists, t in listed if lists <= names]
            tables = ", ".join(f"{sources[n].text} as {n}" for n in sorted(names))
            holds = " and ".join(f"({t.sql('duckdb')})" for t in tests)
            found.append(
                (
                    number,
                    parsed(f"select exists (select 1 from {tables} where {holds})").expressions[0],
                )
            )
        return found


def _followed(
    condition: exp.Expr, sources: Mapping[str, _Relation]
) -> tuple[exp.Expr, set[int], frozenset[str]] | None:
    """A condition by the rows its columns are of; None where something of it cannot be followed.

    Also the numbers of those rows, and the reference tables it asks.
    """
    if not all(isinstance(node, FOLLOWED) for node in condition.walk()):
        return None
    numbers, lists = set[int](), set[str]()

    def instead(node: exp.Expr) -> exp.Expr:
        if not isinstance(node, exp.Column):
            return node
        column = _column(node, sources)
        if column is None:
            lists.add(node.table.lower())
            return exp.column(node.name, node.table.lower())
        numbers.add(column[0])
        # what is said of a column is said of all that it stands for
        return column[1].copy() if isinstance(column[1], exp.Column) else exp.paren(column[1])

    for node in condition.find_all(exp.Column):
        source = sources.get(node.table.lower()) if node.table else None
        if _column(node, sources) is None and not (source and source.text):
            return None
    made = condition.copy().transform(instead)
    return made, numbers, frozenset(lists)


def _owned(condition: exp.Expr, shown: Mapping[str, _Relation]) -> exp.Expr:
    """A condition whose plain columns name their table, where one alone can be meant.

    shown: the tables that a query's conditions and columns see: what it semi joins is not among them.
    """
    if len(shown) != 1:
        return condition
    only = next(iter(shown))

    def named(node: exp.Expr) -> exp.Expr:
        return (
            exp.column(node.name, only) if isinstance(node, exp.Column) and not node.table else node
        )

    return condition.copy().transform(named)


def _column(node: exp.Column, sources: Mapping[str, _Relation]) -> Column | None:
    name = node.table.lower() if node.table else next(iter(sources)) if len(sources) == 1 else ""
    source = sources.get(name)
    return source.columns.get(node.name.lower()) if source is not None else None


def _outputs(
    query: exp.Select, sources: Mapping[str, _Relation]
) -> tuple[tuple[str, ...], dict[str, Column]]:
    names, columns = [], dict[str, Column]()
    for item in query.expressions:
        names.append(item.alias_or_name.lower())
        made = item.this if isinstance(item, exp.Alias) else item
        followed = _followed(made, sources)
        if followed is not None and len(followed[1]) == 1 and not followed[2]:
            columns[names[-1]] = (next(iter(followed[1])), followed[0])
    return tuple(names), columns


def _text(query: exp.Query, catalogue: Catalogue, known: Mapping[str, _Relation]) -> str:
    """A query as a relation, where it reads reference tables alone; empty otherwise."""
    made = query.copy()
    for node in list(made.find_all(exp.Table)):
        name = node.name.lower()
        inner = known.get(name) if not node.db else None
        if inner is not None:
            if not inner.text:
                return ""
            source = parsed(f"select 1 from {inner.text} as {node.alias_or_name}")
            node.replace((source.args.get("from_") or source.args["from"]).this)
            continue
        table = catalogue.find(name, node.db.lower() or None)
        if table is None or table.schema != "reference":
            return ""
        node.set("db", exp.to_identifier("reference"))
    if made.find(exp.Parameter, exp.Placeholder) or not made.find(exp.Table):
        return ""
    return f"({made.sql('duckdb')})"


def _of_groups(query: exp.Select) -> list[exp.Expr]:
    """What HAVING asks of what it groups by; the least and the greatest of that are the thing itself."""
    group, having = query.args.get("group"), query.args.get("having")
    if group is None or having is None:
        return []
    keys = list(group.expressions)

    def itself(node: exp.Expr) -> exp.Expr:
        return node.this if isinstance(node, exp.Min | exp.Max) and node.this in keys else node

    return bare_conjuncts(having.this.copy().transform(itself))


def is_always_a_row(query: exp.Select) -> bool:
    """Whether a query over nothing returns a row all the same: an aggregate without groups."""
    group = query.args.get("group")
    if group is not None:
        return any(group.args.get(k) for k in ("grouping_sets", "cube", "rollup"))
    return any(
        isinstance(node, exp.AggFunc | exp.Anonymous)
        and node.find_ancestor(exp.Window) is None
        and node.parent_select is query
        for node in query.find_all(exp.AggFunc, exp.Anonymous)
    )
