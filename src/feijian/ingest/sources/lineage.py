"""Which source columns each canonical column is made from, read off the mappings."""

from __future__ import annotations

from sqlglot import exp

from feijian.contracts.model import Catalogue
from feijian.contracts.sql_reading import columns_within, parsed
from feijian.ingest.sources.reading import Same
from feijian.ingest.sources.source import Mapping, Source
from feijian.library.remembered import remembered

Origin = tuple[str, str]
"""(source table, column); an empty column means the row itself: a constant of the mapping."""

Lineage = dict[tuple[str, str], frozenset[Origin]]
"""(canonical table, column) → the source columns its value can come from."""


def kept_lineage(source: Source, catalogue: Catalogue) -> Lineage:
    """As `lineage_of`; of the same source and catalogue it is read off once in a process."""
    asked = ("lineage", source.name, source.digest, Same(catalogue))
    return remembered(asked, (), lambda: lineage_of(source, catalogue))


def lineage_of(source: Source, catalogue: Catalogue) -> Lineage:
    """(canonical table, column) → the source columns its value can come from."""
    found: dict[tuple[str, str], set[Origin]] = {}
    for table in catalogue.of_schema("canonical"):
        parts = {m.source_table: _of_mapping(m, source) for m in source.of_table(table.name)}
        assembly = source.assemblies.get(table.name)
        if assembly is None:
            for columns in parts.values():
                for column, origins in columns.items():
                    if column:
                        found.setdefault((table.name, column), set()).update(origins)
        else:
            for column, origins in _of_query(parsed(assembly.sql), parts).items():
                if column:
                    found.setdefault((table.name, column), set()).update(origins)
        for own in table.columns:
            if own.else_from and (table.name, own.else_from) in found:
                other = found[table.name, own.else_from]
                found.setdefault((table.name, own.name), set()).update(other)
    return {key: frozenset(origins) for key, origins in found.items()}


def _of_mapping(mapping: Mapping, source: Source) -> dict[str, set[Origin]]:
    table = source.tables[mapping.source_table]
    relation = {c.name: {(table.name, c.name)} for c in table.contract.columns}
    for column in table.computed:
        # a computed column is delivered when any column of its expression is
        named = columns_within(str(column.custom["transform"]))
        relation[column.name] = {(table.name, name) for name in named}
    columns = _of_query(mapping.tree, {table.name: relation})
    columns[""] = {(table.name, "")}
    for origins in columns.values():
        if not origins:
            origins.add((table.name, ""))
    if mapping.inherits:
        for name in mapping.inherits.columns:
            columns.setdefault(name, set()).add((table.name, ""))
    return columns


def _of_query(
    tree: exp.Expr, relations: dict[str, dict[str, set[Origin]]]
) -> dict[str, set[Origin]]:
    """Output column → origins, for a query over known relations; CTEs and subqueries are followed.

    The column without a name stands for the row: a constant that says something comes from there.
    """
    if isinstance(tree, exp.Subquery):
        return _of_query(tree.this, relations)
    known = dict(relations)
    with_ = tree.args.get("with_") or tree.args.get("with")
    for cte in with_.expressions if with_ else ():
        known[cte.alias_or_name] = _of_query(cte.this, known)
    if isinstance(tree, exp.SetOperation):
        left, right = _of_query(tree.left, known), _of_query(tree.right, known)
        return {
            name: origins | other
            for (name, origins), other in zip(left.items(), right.values(), strict=False)
        }
    reachable: dict[str, dict[str, set[Origin]]] = {}
    from_ = tree.args.get("from_") or tree.args.get("from")
    sources = [from_.this] if from_ else []
    sources += [join.this for join in tree.args.get("joins") or ()]
    for item in sources:
        if isinstance(item, exp.Table):
            reachable[item.alias_or_name] = known.get(item.name, {})
        elif isinstance(item, exp.Subquery):
            reachable[item.alias_or_name] = _of_query(item.this, known)
    row: set[Origin] = set().union(*(r.get("", set()) for r in reachable.values()))
    found: dict[str, set[Origin]] = {}
    for projection in tree.selects if isinstance(tree, exp.Query) else ():
        origins: set[Origin] = set()
        for column in projection.find_all(exp.Column):
            wanted = [column.table] if column.table else list(reachable)
            for name in wanted:
                origins |= reachable.get(name, {}).get(column.name, set())
        if (
            not origins
            and projection.find(exp.Literal, exp.Boolean)
            and not projection.find(exp.Column)
        ):
            origins |= row
        found[projection.alias_or_name] = origins
    found[""] = row
    return found
