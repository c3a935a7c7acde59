"""Row-level checks of a contract as SQL: what the loader quarantines by and what is counted later."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from feijian.contracts.model import Table, quoted
from feijian.contracts.sql_guard import SqlGuard
from feijian.contracts.sql_reading import columns_within
from feijian.errors import Problem
from feijian.messages import sentence


def row_checks(table: Table) -> list[tuple[str, str]]:
    """(reason, predicate) of every row-level check of a canonical table.

    A sound row makes the predicate true or null. A predicate names the row's columns bare, and
    other rows by `canonical.<table>`; it runs as `select … from canonical.<name> as <name>`.
    In this order: required columns, values and ranges, rows that belong together, parents.
    """
    checks = [
        (f"required:{c.name}", f"{quoted(c.name)} is not null") for c in table.columns if c.required
    ]
    checks += value_checks(table)
    checks += [
        (check.name, f"not ({check.when}) or ({check.predicate})")
        for check in table.checks
        if check.when
    ]
    for column in table.columns:
        parent = column.parent
        if parent is None or parent.where_present:
            continue
        present = (
            f"exists (select 1 from canonical.{quoted(parent.table)} as parent"
            f" where parent.{quoted(parent.column)} = {quoted(table.name)}.{quoted(column.name)})"
        )
        if parent.where_known:
            present += f" or not exists (select 1 from canonical.{quoted(parent.table)})"
        checks.append(("parent_missing", f"{quoted(column.name)} is null or {present}"))
    return checks


def value_checks(table: Table, given: Container[str] | None = None) -> list[tuple[str, str]]:
    """Checks that need nothing but the row: values, ranges, columns against each other.

    given: columns the row has; a check that reads another one is left out.
    """
    checks = [c for column in table.columns for c in column.checks]
    checks += [c for c in table.checks if not c.when]
    return [
        (c.name, c.predicate)
        for c in checks
        if given is None or all(name in given for name in columns_within(c.predicate))
    ]


def related_checks(table: Table) -> list[tuple[str, str, str]]:
    """(reason, rows to look at, predicate) of checks that read other rows too."""
    return [(c.name, c.when, c.predicate) for c in table.checks if c.when]


def forbidden_checks(table: Table, guard: SqlGuard) -> Iterator[Problem]:
    """What a contract brings into SQL and may not, each with the contract's file.

    Its checks and conditions are expressions; names and types stand in statements as they are.
    """
    yield from _unplain(table)
    for name, text in _conditions(table):
        for what in guard.expression(text):
            yield Problem(table.file.shown, sentence("{name} {what}", name=name, what=what))
    for check in (*(c for column in table.columns for c in column.checks), *table.checks):
        for text in filter(None, (check.predicate, check.when)):
            for what in guard.expression(text):
                yield Problem(
                    table.file.shown,
                    sentence("the check {name} {what}", name=check.name, what=what),
                )


TYPE = re.compile(
    r"[a-z]+(\([0-9]{1,3}(, *[0-9]{1,3})?\))?|timestamp with time zone|[a-z]+\[\]", re.IGNORECASE
)


def _unplain(table: Table) -> Iterator[Problem]:
    """Names and types that are more than a name or a type."""
    if not table.name.isidentifier():
        yield Problem(table.file.shown, sentence("{name!r} is no name of a table", name=table.name))
    for column in table.columns:
        if not TYPE.fullmatch(column.physical_type.strip()):
            what = sentence(
                "{name}: there is no type {physical_type!r}",
                name=column.name,
                physical_type=column.physical_type,
            )
            todo = "One of: varchar, integer, bigint, decimal(18,2), double, date, timestamp."
            yield Problem(table.file.shown, what, todo)
        if set(column.name) & {'"', "'", "\n"}:
            yield Problem(
                table.file.shown,
                sentence("the column {name!r} has a quote in its name", name=column.name),
            )
        parent = column.parent
        if parent is not None and not (
            parent.table.isidentifier() and parent.column.isidentifier()
        ):
            yield Problem(
                table.file.shown, sentence("{name}: 'to' names no column", name=column.name)
            )
    for check in (*(c for column in table.columns for c in column.checks), *table.checks):
        if "'" in check.name or "\n" in check.name:
            yield Problem(
                table.file.shown,
                sentence("the name of the check {name!r} has a quote in it", name=check.name),
            )


def _conditions(table: Table) -> Iterator[tuple[str, str]]:
    """(what it is, expression) of the conditions that a contract's own properties carry."""
    for column in table.columns:
        refers = column.custom.get("refers")
        if isinstance(refers, dict):
            yield f"'refers' of {column.name}", str(refers.get("among", "true"))
    for measure in table.custom.get("plausible") or ():
        if isinstance(measure, dict):
            for key in ("among", "fits"):
                yield f"'plausible' {measure.get('name', '')}: {key}", str(measure.get(key, "true"))
