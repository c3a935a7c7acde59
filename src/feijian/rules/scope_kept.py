"""Whether a query keeps the promise of its scope, as far as its text tells.

A night judges only the rows of the keys that a delivery reached, and an unsettled encounter is judged over
one person's. What counts over others than its key would find something else there than in a full run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from feijian.contracts import Catalogue, Derived, closure
from feijian.contracts.sql_reading import parsed
from feijian.errors import Problem
from feijian.library import HeadedSql
from feijian.messages import sentence
from feijian.rules.coded_world import read_beside_codes, told_by_code
from feijian.rules.parts import part_query, reads_of

if TYPE_CHECKING:
    from sqlglot import exp

OF_VISIT = ("encounter_id", "claim_id", "claim_line_id")
OF_KEY = {
    "encounter": OF_VISIT,
    "person": (*OF_VISIT, "person_id"),
    "practitioner": (*OF_VISIT, "practitioner_id"),
    "provider": (*OF_VISIT, "provider_id"),
    "trace_code": (*OF_VISIT, "trace_code"),
    "code alone": ("trace_code",),
}
"""By scope, columns that name its key or what belongs to one key alone. Of a code alone no visit is there."""
WITHIN = {
    "encounter": ("encounter",),
    "person": ("encounter", "person"),
    "practitioner": ("encounter", "practitioner"),
    # of a code a provider's rules read the provider's own sales, which its own returns take back
    "provider": ("encounter", "provider", "trace_code"),
    "trace_code": ("encounter", "trace_code"),
}
"""By scope, scopes of derived tables whose rows its world has whole."""
REGISTERS = ("provider", "practitioner")
"""Canonical tables that every world has whole."""
WIDER = "Widen 'scope', or mark what only bounds work with '-- gate: equivalent, <reason>'."


def wide_counts(tree: exp.Expr, scope: str, catalogue: Catalogue) -> list[str]:
    """The parts of a query that count, add up or average over rows of several keys.

    A part is named by its common table expression. One whose conditions on the groups are all marked
    as bounding work, and that gives no figure, is none of them.
    """
    from sqlglot import exp

    of_key = OF_KEY.get(scope)
    if of_key is None:
        return []
    whole = _whole(tree, catalogue)
    made_of = _made_of(tree)
    found = []
    for query in tree.find_all(exp.Select):
        if _reads_whole(query, catalogue, whole) or _bounds_work(query):
            continue
        for keys in _counted_by(query):
            if not any(_names(column, of_key) for column in _columns(keys, made_of)):
                within = query.find_ancestor(exp.CTE)
                found.append(within.alias.lower() if within is not None else "the last select")
    return list(dict.fromkeys(found))


def wide_tables(
    scope: str, reads: Iterable[tuple[str | None, str]], derived: Sequence[Derived]
) -> list[str]:
    """Derived tables that are read, directly or through others, and that others than the key decide."""
    within = WITHIN.get(scope)
    if within is None:
        return []
    needed = closure(derived, {name for schema, name in reads if schema == "derived"})
    return [d.name for d in needed if d.scope not in within and not d.header.bounds]


def broken_promises(
    headed: HeadedSql,
    tree: exp.Expr,
    scope: str,
    reads: Iterable[tuple[str | None, str]],
    catalogue: Catalogue,
    derived: Sequence[Derived],
) -> list[Problem]:
    """What of a rule or a derived table does not keep its scope. tree: of its query."""
    at = headed.at("scope")
    problems = [
        Problem(
            at, sentence("{part} counts over more than one {scope}", part=p, scope=scope), WIDER
        )
        for p in wide_counts(tree, scope, catalogue)
    ]
    problems += [
        Problem(
            at, sentence("derived.{name} is not decided by one {scope}", name=n, scope=scope), WIDER
        )
        for n in wide_tables(scope, reads, derived)
    ]
    return problems


def wide_parts(headed: HeadedSql, parts: Iterable[str], catalogue: Catalogue) -> list[Problem]:
    """What of the parts that a night keeps is not decided by one person."""
    return [
        Problem(
            headed.at("parts"),
            sentence("{part} counts over more than one {scope}", part=name, scope="person"),
            "A part is rows that their visit or person decides.",
        )
        for part in parts
        for name in wide_counts(parsed(part_query(headed.sql, part)), "person", catalogue)
    ]


def wide_coded_parts(
    headed: HeadedSql,
    parts: Iterable[str],
    reads: Iterable[tuple[str | None, str]],
    catalogue: Catalogue,
    derived: Sequence[Derived],
) -> list[Problem]:
    """What of the parts that a night keeps by trace code is not decided by one. reads: of the whole query."""
    at, todo = headed.at("coded_parts"), "A coded part is rows that their trace code decides."
    told, read = told_by_code(catalogue, derived), tuple(reads)
    problems = []
    for name in parts:
        query = part_query(headed.sql, name)
        problems += [
            Problem(
                at,
                sentence("{part} counts over more than one {scope}", part=wide, scope="trace_code"),
                todo,
            )
            for wide in wide_counts(parsed(query), "code alone", catalogue)
        ]
        problems += [
            Problem(
                at,
                sentence("{part} reads {table}, which no code decides", part=name, table=table),
                todo,
            )
            for table in read_beside_codes(catalogue, told, reads_of(headed.sql, name, read))
        ]
    return problems


def wide_derived(catalogue: Catalogue, derived: Sequence[Derived]) -> list[Problem]:
    """What of the derived tables is not decided by the key of their scope."""
    return [
        problem
        for table in derived
        if not table.header.bounds
        for problem in broken_promises(
            table.headed, parsed(table.sql), table.scope, table.reads, catalogue, derived
        )
    ]


def _whole(tree: exp.Expr, catalogue: Catalogue) -> set[str]:
    """Common table expressions over nothing but what every world has whole."""
    from sqlglot import exp

    found: set[str] = set()
    for cte in tree.find_all(exp.CTE):
        if _reads_whole(cte.this, catalogue, found):
            found.add(cte.alias.lower())
    return found


def _reads_whole(query: exp.Expr, catalogue: Catalogue, whole: set[str]) -> bool:
    from sqlglot import exp

    for table in query.find_all(exp.Table):
        name = table.name.lower()
        if not table.db and name in whole:
            continue
        found = catalogue.find(name, table.db.lower() or None)
        if found is None or (found.schema != "reference" and name not in REGISTERS):
            return False
    return True


def _made_of(tree: exp.Expr) -> dict[str, set[str]]:
    """By name of an output, the columns that it is made of anywhere in the query."""
    from sqlglot import exp

    found: dict[str, set[str]] = {}
    for alias in tree.find_all(exp.Alias):
        names = {column.name.lower() for column in alias.this.find_all(exp.Column)}
        found.setdefault(alias.alias.lower(), set()).update(names)
    return found


def _columns(keys: Sequence[exp.Expr], made_of: Mapping[str, set[str]]) -> set[str]:
    from sqlglot import exp

    queue = {column.name.lower() for key in keys for column in key.find_all(exp.Column)}
    found: set[str] = set()
    while queue:
        name = queue.pop()
        found.add(name)
        queue |= made_of.get(name, set()) - found
    return found


def _names(column: str, of_key: Sequence[str]) -> bool:
    """Whether a column holds a key, under its own name or as `original_claim_id`, `main_encounter_id`."""
    return any(column == key or column.endswith(f"_{key}") for key in of_key)


def _counted_by(query: exp.Select) -> Iterator[Sequence[exp.Expr]]:
    """What each count, sum or average of a query is grouped or partitioned by."""
    from sqlglot import exp

    counts = (exp.Count, exp.Sum, exp.Avg, exp.Median, exp.Quantile, exp.PercentileCont)
    named = {w.this.name.lower(): w for w in query.args.get("windows") or ()}
    for node in query.find_all(*counts):
        if node.parent_select is not query:
            continue
        window = node.find_ancestor(exp.Window)
        if window is None:
            group = query.args.get("group")
            yield group.expressions if group is not None else ()
            continue
        by = window.args.get("partition_by")
        other = window.args.get("alias")
        if not by and other is not None and other.name.lower() in named:
            by = named[other.name.lower()].args.get("partition_by")
        yield by or ()


def _bounds_work(query: exp.Select) -> bool:
    """Whether a query gives groups alone, kept by conditions that are all marked as bounding work."""
    from sqlglot import exp

    from feijian.rules.conditions import conjuncts, marked

    having = query.args.get("having")
    if having is None or not all(marked(one) for one in conjuncts(having.this)):
        return False
    return not any(one.find(exp.AggFunc) for one in query.expressions)
