"""The SQL files of a source as mappings and assemblies, and what their authors may have mistaken."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from sqlglot import exp

from feijian.contracts.model import Catalogue, Table
from feijian.contracts.sql_reading import columns_named, parsed, tables_read
from feijian.errors import Problem
from feijian.ingest.sources.headers import AssemblyHeader, MappingHeader, header_of
from feijian.ingest.sources.source import Assembly, SourceTable
from feijian.ingest.sources.source import Mapping as SourceMapping
from feijian.library import HeadedSql
from feijian.messages import sentence


def assemblies_of(
    headed: Mapping[str, HeadedSql], catalogue: Catalogue, problems: list[Problem]
) -> Iterator[tuple[str, Assembly]]:
    """Every `<table>.sql`, by its canonical table."""
    for name, file in headed.items():
        if "." in name:
            continue
        header = header_of(file, AssemblyHeader, problems)
        if header is None:
            continue
        if not header.by:
            problems.append(
                Problem(file.at(), "the header has no 'by'", "Name the column that rows share.")
            )
            continue
        by = header.by
        contract = catalogue.find(name, "canonical")
        if contract is None:
            problems.append(_no_table(file, name, catalogue))
            continue
        tree = _tree(file, problems)
        if tree is None:
            continue
        columns = tuple(_names_given(tree))
        problems += _assembly_faults(file, contract, by, columns)
        yield name, Assembly(name, by, file, columns)


def _assembly_faults(
    file: HeadedSql, contract: Table, by: str, columns: tuple[str, ...]
) -> Iterator[Problem]:
    at = file.at(sql_line=1)
    if "*" in columns:
        yield Problem(at, "gives '*'", "Name the columns one by one.")
        return
    yield from _unknown_columns(at, contract, columns)
    if contract.column(by) is None:
        yield Problem(
            file.at("by"),
            sentence("canonical.{name} has no column {by!r}", name=contract.name, by=by),
        )
    for needed in dict.fromkeys([*contract.key, by, *_required(contract)]):
        if needed not in columns:
            why = "is its key" if needed in contract.key else "it requires"
            why = "rows are grouped by" if needed == by and needed not in contract.key else why
            yield Problem(
                at,
                sentence(
                    "does not give {needed}, which canonical.{name} {why}",
                    needed=needed,
                    name=contract.name,
                    why=why,
                ),
            )


def _required(contract: Table) -> list[str]:
    return [c.name for c in contract.columns if c.required]


def _unknown_columns(at: str, contract: Table, columns: tuple[str, ...]) -> Iterator[Problem]:
    known = [c.name for c in contract.columns]
    for name in columns:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=2)
            todo = sentence("Did you mean {near}?", near=" or ".join(near)) if near else ""
            yield Problem(
                at,
                sentence(
                    "canonical.{name} has no column {name2!r}", name=contract.name, name2=name
                ),
                todo,
            )


def mappings_of(
    headed: Mapping[str, HeadedSql],
    tables: Mapping[str, SourceTable],
    catalogue: Catalogue,
    assemblies: Mapping[str, Assembly],
    problems: list[Problem],
) -> Iterator[SourceMapping]:
    """Every `<table>.<source table>.sql`."""
    for name, file in headed.items():
        target, _, source_table = name.partition(".")
        if not source_table:
            continue
        contract = catalogue.find(target, "canonical")
        if contract is None:
            problems.append(_no_table(file, target, catalogue))
            continue
        if source_table not in tables:
            known = ", ".join(sorted(tables)) or "none"
            problems.append(
                Problem(
                    file.at(),
                    sentence("no source table {source_table!r}", source_table=source_table),
                    sentence(
                        "Name the file <canonical table>.<source table>.sql; source tables: {known}.",
                        known=known,
                    ),
                )
            )
            continue
        header = header_of(file, MappingHeader, problems)
        tree = _tree(file, problems)
        if tree is None or header is None:
            continue
        names = _names_given(tree)
        reads = {n for schema, n in tables_read(tree) if schema is None}
        if names[:1] != ["staged_row"]:
            problems.append(
                Problem(
                    file.at(sql_line=1),
                    "the first column is not staged_row",
                    "Begin with 'select staged_row': it says which row of which file this is.",
                )
            )
        if reads != {source_table.lower()}:
            problems.append(
                Problem(
                    file.at(sql_line=1),
                    sentence(
                        "reads {reads}, not {source_table} alone",
                        reads=", ".join(sorted(reads)) or "nothing",
                        source_table=source_table,
                    ),
                )
            )
        mapping = _mapping(target, source_table, file, header, contract, tree, assemblies)
        problems.extend(_unsound(mapping, contract, assemblies.get(target)))
        yield mapping


def _no_table(file: HeadedSql, name: str, catalogue: Catalogue) -> Problem:
    known = sorted(t.name for t in catalogue.of_schema("canonical"))
    near = difflib.get_close_matches(name, known, n=2)
    hint = sentence("Did you mean {near}? ", near=" or ".join(near)) if near else ""
    return Problem(
        file.at(),
        sentence("no canonical table {name!r}", name=name),
        sentence("{hint}Name the file <canonical table>.<source table>.sql.", hint=hint),
    )


def _tree(file: HeadedSql, problems: list[Problem]) -> exp.Expr | None:
    import sqlglot.errors

    try:
        return parsed(file.sql)
    except sqlglot.errors.ParseError as error:
        told = error.errors[0] if error.errors else {}
        line = int(told.get("line") or 1)
        said = str(told.get("description") or str(error).splitlines()[0])
    except sqlglot.errors.SqlglotError as error:
        line, said = 1, str(error).splitlines()[0]
    problems.append(
        Problem(file.at(sql_line=line), sentence("cannot be parsed: {said}", said=said))
    )
    return None


def _names_given(tree: exp.Expr) -> list[str]:
    return [e.alias_or_name for e in tree.selects] if isinstance(tree, exp.Query) else []


def is_wide(tree: exp.Expr) -> bool:
    """Whether one row of the source may give several."""
    several = (exp.Unnest, exp.Explode, exp.SetOperation, exp.Join, exp.Lateral)
    return (
        not isinstance(tree, exp.Select)
        or bool(tree.args.get("joins"))
        or bool(tree.args.get("laterals"))
        or tree.find(*several) is not None
    )


def drops(tree: exp.Expr) -> bool:
    """Whether a row of the source may give none."""
    return any(tree.args.get(clause) for clause in ("where", "qualify", "limit", "having"))


def _mapping(
    target: str,
    source_table: str,
    file: HeadedSql,
    header: MappingHeader,
    contract: Table,
    tree: exp.Expr,
    assemblies: Mapping[str, Assembly],
) -> SourceMapping:
    return SourceMapping(
        table=target,
        source_table=source_table,
        headed=file,
        key=header.key or tuple(contract.key),
        decides=header.decides,
        part=target in assemblies,
        inherits=header.inherits,
        columns=tuple(_names_given(tree)[1:]),
        reads=frozenset(columns_named(tree)),
        is_wide=is_wide(tree),
        drops=drops(tree),
        meets=header.meets,
    )


def _unsound(
    mapping: SourceMapping, contract: Table, assembly: Assembly | None
) -> Iterator[Problem]:
    at = mapping.headed.at(sql_line=1)
    if "*" in mapping.columns:
        yield Problem(at, "gives '*'", "Name the columns one by one.")
        return
    twice = sorted({n for n in mapping.columns if mapping.columns.count(n) > 1})
    for name in twice:
        yield Problem(at, sentence("gives {name} twice", name=name))
    for key in mapping.key:
        if key not in mapping.columns:
            yield Problem(at, sentence("does not give the key column {key}", key=key))
    for name in mapping.meets:
        if contract.column(name) is None:
            what = sentence(
                "'meets' names {name}, which canonical.{table} has not",
                name=name,
                table=mapping.table,
            )
            yield Problem(mapping.headed.at("meets"), what)
    if assembly is not None:
        if assembly.by not in mapping.columns:
            yield Problem(
                at,
                sentence(
                    "does not give {by}, which {table}.sql groups by",
                    by=assembly.by,
                    table=mapping.table,
                ),
            )
        return
    if not mapping.decides:
        what = "'decides: false' in a mapping that writes canonical rows by itself"
        todo = sentence(
            "Take it out, or write {table}.sql, which makes rows from parts.", table=mapping.table
        )
        yield Problem(mapping.headed.at("decides"), what, todo)
    yield from _unknown_columns(at, contract, mapping.columns)
    inherited = mapping.inherits.columns if mapping.inherits else {}
    for column in contract.columns:
        if column.required and column.name not in mapping.columns and column.name not in inherited:
            yield Problem(
                at,
                sentence(
                    "does not give {name}, which {table} requires",
                    name=column.name,
                    table=mapping.table,
                ),
            )
