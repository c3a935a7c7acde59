"""When a rule cannot say anything: what has to be there before its query could return a row.

Read from the query itself. A table it starts from, or joins with a plain join, has to have a row; a list
that it joins by item has to name an item that was charged. What is not certainly needed is left out: a
rule is asked once too often, never once too little. Turned round, the lists tell which rules an item
can concern at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlglot import exp

from feijian.contracts import Catalogue, Derived, quoted
from feijian.contracts.sql_reading import parsed
from feijian.rules.conditions import bare_conjuncts
from feijian.rules.header import Rule

if TYPE_CHECKING:
    import duckdb

ITEM = "item_code"
LINES = frozenset(("claim_line", "net_claim_line", "net_line_scan"))


@dataclass(frozen=True)
class Needs:
    """tables: `schema.table` that need a row. lists: (reference table, column) that need to name an item charged."""

    tables: frozenset[str] = frozenset()
    lists: frozenset[tuple[str, str]] = frozenset()

    def __or__(self, other: Needs) -> Needs:
        return Needs(self.tables | other.tables, self.lists | other.lists)

    def __and__(self, other: Needs) -> Needs:
        return Needs(self.tables & other.tables, self.lists & other.lists)


NOTHING = Needs()


@dataclass(frozen=True)
class _Relation:
    """What a relation needs to have a row, and which of its columns are items of charged lines."""

    needs: Needs
    items: frozenset[str] = frozenset()
    listed: str = ""
    """The reference table it is, where it is one itself."""


class Reader:
    """Reads needs of queries; those of a derived table are read once."""

    def __init__(self, catalogue: Catalogue, derived: Iterable[Derived]) -> None:
        self.catalogue = catalogue
        self.derived = {d.name: d for d in derived}
        self._known: dict[str, Needs] = {}

    def of_rule(self, rule: Rule) -> Needs:
        """What has to be there before the rule could find something."""
        return self._of_sql(rule.sql)

    def _of_sql(self, sql: str) -> Needs:
        return self._query(parsed(sql), {}).needs

    def _table(self, schema: str, name: str) -> _Relation:
        table = self.catalogue.find(name, schema or None)
        if table is None:
            return _Relation(NOTHING)
        needs = Needs(frozenset((table.full_name,)))
        if table.schema == "derived" and name in self.derived:
            if name not in self._known:
                self._known[name] = NOTHING  # of a circle nothing is known; the check refuses one
                self._known[name] = self._of_sql(self.derived[name].sql)
            needs |= self._known[name]
        items = frozenset((ITEM,)) if name in LINES else frozenset[str]()
        return _Relation(needs, items, table.full_name if table.schema == "reference" else "")

    def _query(self, query: exp.Expr | None, known: Mapping[str, _Relation]) -> _Relation:
        if isinstance(query, exp.Subquery):
            return self._query(query.this, known)
        if not isinstance(query, exp.Query):
            return _Relation(NOTHING)
        inner = dict(known)
        for cte in query.ctes:
            inner[cte.alias.lower()] = self._query(cte.this, inner)
        if isinstance(query, exp.Union):
            left, right = self._query(query.left, inner), self._query(query.right, inner)
            return _Relation(left.needs & right.needs, left.items & right.items)
        if not isinstance(query, exp.Select):
            return _Relation(NOTHING)
        return self._select(query, inner)

    def _source(self, source: exp.Expr, known: Mapping[str, _Relation]) -> _Relation:
        if isinstance(source, exp.Table):
            if not source.db and source.name.lower() in known:
                return known[source.name.lower()]
            return self._table(source.db.lower(), source.name.lower())
        if isinstance(source, exp.Subquery):
            return self._query(source.this, known)
        return _Relation(NOTHING)

    def _select(self, query: exp.Select, known: Mapping[str, _Relation]) -> _Relation:
        first = query.args.get("from_") or query.args.get("from")
        if first is None:
            return _Relation(NOTHING)
        sources = {first.this.alias_or_name.lower(): self._source(first.this, known)}
        needs = next(iter(sources.values())).needs
        for join in query.args.get("joins") or ():
            side, kind = (join.side or "").lower(), (join.kind or "").lower()
            if side in ("right", "full"):
                return _Relation(NOTHING)
            name, added = join.this.alias_or_name.lower(), self._source(join.this, known)
            sources[name] = added
            if side == "" and kind in ("", "inner", "cross", "semi"):
                needs |= added.needs
                needs |= _matched(join.args.get("on"), sources)
        where = query.args.get("where")
        for condition in bare_conjuncts(where.this if where is not None else None):
            needs |= self._asked(condition, known)
        if _always_a_row(query):
            return _Relation(NOTHING)
        return _Relation(needs, _items(query, sources))

    def _asked(self, condition: exp.Expr, known: Mapping[str, _Relation]) -> Needs:
        """What a condition needs that asks whether something is among the rows of a query."""
        if isinstance(condition, exp.In) and isinstance(condition.args.get("query"), exp.Expr):
            return self._query(condition.args["query"], known).needs
        if isinstance(condition, exp.Exists):
            return self._query(condition.this, known).needs
        return NOTHING


def _matched(condition: exp.Expr | None, sources: Mapping[str, _Relation]) -> Needs:
    """Lists of which a plain join by item asks that they name an item charged."""
    lists = set()
    for part in bare_conjuncts(condition):
        if not isinstance(part, exp.EQ):
            continue
        ends = (part.left, part.right)
        for one, other in (ends, ends[::-1]):
            if not isinstance(one, exp.Column) or not isinstance(other, exp.Column):
                continue
            listed = sources.get(one.table.lower())
            charged = sources.get(other.table.lower())
            if listed and listed.listed and charged and other.name.lower() in charged.items:
                lists.add((listed.listed, one.name.lower()))
    return Needs(lists=frozenset(lists))


def _items(query: exp.Select, sources: Mapping[str, _Relation]) -> frozenset[str]:
    found = set()
    for item in query.expressions:
        column = item.this if isinstance(item, exp.Alias) else item
        if not isinstance(column, exp.Column):
            continue
        source = sources.get(column.table.lower())
        if source is None and not column.table and len(sources) == 1:
            source = next(iter(sources.values()))
        if source is not None and column.name.lower() in source.items:
            found.add(item.alias_or_name.lower())
    return frozenset(found)


def _always_a_row(query: exp.Select) -> bool:
    """Whether a query over nothing returns a row all the same: an aggregate without groups."""
    if query.args.get("group") is not None:
        # grouping sets hold the empty group, which is there without rows
        return any(query.args["group"].args.get(k) for k in ("grouping_sets", "cube", "rollup"))
    return any(
        isinstance(node, exp.AggFunc)
        and node.find_ancestor(exp.Window) is None
        and node.parent_select is query
        for node in query.find_all(exp.AggFunc)
    )


@dataclass(frozen=True)
class Index:
    """What each rule needs, and the items that each list names.

    codes: (reference table, column) → item codes.
    """

    needs: Mapping[str, Needs]
    codes: Mapping[tuple[str, str], frozenset[str]]
    _naming: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)

    def can_speak(self, rule_id: str, items: Collection[str], empty: Collection[str]) -> bool:
        """Whether a rule could find something. items: charged. empty: tables known to have no row."""
        needs = self.needs.get(rule_id, NOTHING)
        if not needs.tables.isdisjoint(empty):
            return False
        return all(
            not self.codes[one].isdisjoint(items) for one in needs.lists if one in self.codes
        )

    def naming(self, table: str) -> frozenset[str]:
        """Rules that cannot do without a row of a table."""
        if table not in self._naming:
            found = (r for r, needs in self.needs.items() if table in needs.tables)
            self._naming[table] = frozenset(found)
        return self._naming[table]

    def rules_by_item(self) -> dict[str, frozenset[str]]:
        """Item → rules that name it in a list they cannot do without."""
        found: dict[str, set[str]] = {}
        for rule_id, needs in self.needs.items():
            for one in needs.lists:
                for code in self.codes.get(one, ()):
                    found.setdefault(code, set()).add(rule_id)
        return {code: frozenset(rules) for code, rules in found.items()}


def index_of(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    derived: Iterable[Derived],
    rules: Iterable[Rule],
) -> Index:
    """The index of some rules over the reference tables of a database."""
    reader = Reader(catalogue, derived)
    needs = {rule.id: reader.of_rule(rule) for rule in rules}
    codes = {}
    for table, column in sorted({one for n in needs.values() for one in n.lists}):
        rows = connection.execute(
            f"select distinct {quoted(column)} from {table} where {quoted(column)} is not null"
        ).fetchall()
        codes[table, column] = frozenset(str(code) for (code,) in rows)
    return Index(needs, codes)
