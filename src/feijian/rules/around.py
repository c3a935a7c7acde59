"""Whether a rule counts over everybody in the world it is asked in, so that persons see each other there."""

from __future__ import annotations

from sqlglot import exp

from feijian.contracts import Catalogue
from feijian.contracts.sql_reading import parsed

COUNTS = (exp.Count, exp.Sum, exp.Avg, exp.Median, exp.Quantile, exp.PercentileCont)
OF_HOUSES = ("provider", "practitioner", "region")
OF_PERSONS = ("person", "encounter", "claim", "line", "stay", "visit")


def looks_around(sql: str, catalogue: Catalogue) -> bool:
    """Whether a query counts or adds up by house, or over all there is, and not by person or visit."""
    tree, known = parsed(sql), set[str]()
    for cte in tree.find_all(exp.CTE):
        if _is_reference(cte.this, catalogue, known):
            known.add(cte.alias.lower())
    return any(
        _counts(query) and _is_wide(query) and not _is_reference(query, catalogue, known)
        for query in tree.find_all(exp.Select)
    )


def _is_reference(query: exp.Expr, catalogue: Catalogue, known: set[str]) -> bool:
    for table in query.find_all(exp.Table):
        found = catalogue.find(table.name.lower(), table.db.lower() or None)
        if not table.db and table.name.lower() in known:
            continue
        if found is None or found.schema != "reference":
            return False
    return True


def _counts(query: exp.Select) -> bool:
    return any(
        node.parent_select is query and node.find_ancestor(exp.Window) is None
        for node in query.find_all(*COUNTS)
    )


def _is_wide(query: exp.Select) -> bool:
    group = query.args.get("group")
    keys = {
        column.name.lower()
        for key in (group.expressions if group is not None else ())
        for column in key.find_all(exp.Column)
    }
    if any(part in key for key in keys for part in OF_PERSONS):
        return False
    return not keys or any(key.startswith(OF_HOUSES) for key in keys)
