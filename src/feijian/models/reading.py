"""Reading the models of a library: everything is checked, every problem is named at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from feijian.contracts import Catalogue, Derived, empty_world
from feijian.contracts.sql_errors import said_of
from feijian.contracts.sql_guard import SqlGuard, shut
from feijian.contracts.sql_limits import QueryTooLong, described
from feijian.contracts.sql_reading import parsed, tables_read
from feijian.errors import LibraryError, Problem
from feijian.library import Case, ContentFile, HeadedSql, Library, read_cases, read_headed_sql
from feijian.messages import sentence
from feijian.models.header import read_header
from feijian.models.model import Model, ModelBook

if TYPE_CHECKING:
    import duckdb

CASE_KEYS = frozenset({"given_sql", "first", "ordinary", "carried_by", "outcome", "because"})
NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "DOUBLE", "FLOAT", "DECIMAL")
FIXED_TYPES = {
    "subject_id": ("VARCHAR",),
    "provider_id": ("VARCHAR",),
    "period_from": ("DATE",),
    "period_to": ("DATE",),
}


def read_models(library: Library, catalogue: Catalogue, derived: Iterable[Derived]) -> ModelBook:
    """All models of every root; a later root's model replaces an earlier one of the same id.

    catalogue: canonical and reference tables; derived tables are described over nothing here.
    Raises LibraryError with every problem of every file, each with its line.
    """
    from feijian.contracts.deriving import declare_derived

    found: dict[str, Model] = {}
    problems: list[Problem] = []
    connection = empty_world(catalogue)
    items = tuple(derived)
    try:
        shut(connection)
        for item in items:
            declare_derived(connection, item)
        for file in library.files("models", "*/*.sql"):
            try:
                model = read_model(file, connection)
            except LibraryError as error:
                problems.extend(error.problems)
                continue
            found[model.id] = model
    finally:
        connection.close()
    if problems:
        raise LibraryError(problems)
    return ModelBook(tuple(found[name] for name in sorted(found)), catalogue, items)


def read_model(file: ContentFile, connection: duckdb.DuckDBPyConnection) -> Model:
    """One model. connection: an empty world with the derived tables, to try the query in.

    Raises LibraryError with every problem of the file.
    """
    headed = read_headed_sql(file)
    problems: list[Problem] = []
    reads, binds = _query_facts(headed, problems)
    header = read_header(headed, problems)
    cases = _cases(headed, problems)
    if header is None or problems:
        raise LibraryError(problems)
    path = PurePosixPath(file.relative)
    model = Model(
        **vars(header),
        id=f"{path.parent}.{path.stem}",
        reads=reads,
        binds=binds,
        headed=headed,
        cases=cases,
    )
    _check_parameters(model, problems)
    if not problems:
        _check_outputs(model, connection, problems)
    if problems:
        raise LibraryError(problems)
    return model


def _cases(headed: HeadedSql, problems: list[Problem]) -> tuple[Case, ...]:
    path = headed.file.path.with_name(f"{headed.file.path.stem}.cases.yaml")
    shown = ContentFile(headed.file.root, path, "").shown
    if not path.is_file():
        todo = sentence("Write {name} with a planted outlier that must come first.", name=path.name)
        problems.append(Problem(headed.at(), "has no cases file", todo))
        return ()
    try:
        cases = tuple(read_cases(path, shown, CASE_KEYS))
    except LibraryError as error:
        problems.extend(error.problems)
        return ()
    for key, what in (
        ("first", "an outlier that must come first"),
        ("ordinary", "an innocent look-alike"),
    ):
        if not any(key in case.extra for case in cases):
            problems.append(
                Problem(
                    f"{shown}:1",
                    sentence("no case has {what}", what=what),
                    sentence("Name it under '{key}'.", key=key),
                )
            )
    return cases


def _query_facts(
    headed: HeadedSql, problems: list[Problem]
) -> tuple[frozenset[tuple[str | None, str]], frozenset[str]]:
    import sqlglot.errors
    from sqlglot import exp

    try:
        tree = parsed(headed.sql)
    except sqlglot.errors.ParseError as error:
        line = error.errors[0].get("line") if error.errors else None
        what = str(error.errors[0].get("description")) if error.errors else "unknown reason"
        at = headed.at(sql_line=int(line or 1))
        problems.append(Problem(at, sentence("the query cannot be parsed: {what}", what=what)))
        return frozenset(), frozenset()
    if not isinstance(tree, exp.Select):
        problems.append(Problem(headed.at(sql_line=1), "a model is one SELECT"))
    with SqlGuard() as guard:
        problems += [Problem(headed.at(sql_line=1), what) for what in guard.query(headed.sql)]
    binds = frozenset(str(p.this) for p in tree.find_all(exp.Placeholder) if p.this)
    return frozenset(tables_read(tree)), binds


def _check_parameters(model: Model, problems: list[Problem]) -> None:
    declared = {p.name for p in model.parameters}
    headed = model.headed
    for name in sorted(model.binds - declared - {"as_of"}):
        line = _line_of(headed.sql, f"${name}")
        problems.append(
            Problem(
                headed.at(sql_line=line),
                sentence("${name} is not declared", name=name),
                "Add it under 'parameters'.",
            )
        )
    for name in sorted(declared - model.binds):
        at = headed.at(f"parameters.{name}")
        problems.append(
            Problem(
                at, sentence("the query does not use ${name}", name=name), "Remove the parameter."
            )
        )


def _check_outputs(
    model: Model, connection: duckdb.DuckDBPyConnection, problems: list[Problem]
) -> None:
    import duckdb

    from feijian.models.query import bound_values

    headed = model.headed
    try:
        values = bound_values(model, {}, date(2025, 1, 1))
        types = dict(described(connection, model.sql, values))
    except (duckdb.Error, QueryTooLong) as error:
        text = str(error)
        line = re.search(r"LINE (\d+):", text)
        at = headed.at(sql_line=int(line.group(1)) if line else 1)
        problems.append(
            Problem(at, sentence("the query does not run: {text}", text=said_of(error)))
        )
        return
    numeric = {f.name for f in model.features} | set(model.count_columns)
    for name in model.outputs():
        if name not in types:
            what = sentence("the query does not return {name!r}", name=name)
            problems.append(Problem(headed.at(_key_of(model, name)), what))
        elif name in FIXED_TYPES and types[name] not in FIXED_TYPES[name]:
            what = sentence(
                "{name!r} is {types}, not {fixed_types}",
                name=name,
                types=types[name].lower(),
                fixed_types=FIXED_TYPES[name][0].lower(),
            )
            problems.append(Problem(headed.at(sql_line=1), what, "Cast it in the last select."))
        elif name in numeric and not types[name].startswith(NUMBERS):
            what = sentence(
                "{name!r} is {types}, not a number", name=name, types=types[name].lower()
            )
            problems.append(Problem(headed.at(_key_of(model, name)), what, "Cast it."))


def _key_of(model: Model, name: str) -> str:
    return f"features.{name}" if any(f.name == name for f in model.features) else "peers"


def _line_of(text: str, part: str) -> int:
    at = text.find(part)
    return 1 + text[:at].count("\n") if at >= 0 else 1
