"""Contracts as values: what an Open Data Contract Standard file says about a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from feijian.errors import LibraryError, Problem
from feijian.library import ContentFile, Library

# the safe loader written in C, ten times as fast, where PyYAML was built with it
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Check:
    """A row-level check.

    name:      the reason a row that breaks it is quarantined with.
    predicate: SQL that holds for every sound row; NULL counts as sound (absence is `required`'s).
    when:      SQL that picks the rows to look at, for a check that reads other rows too; such a
               predicate names canonical tables in full and this table's row by the table's name.
    """

    name: str
    predicate: str
    when: str | None = None


@dataclass(frozen=True)
class Parent:
    """The row another table must hold for this one to make sense.

    where_present: True when the column may name a row that has not arrived (then only a
    parent that is void or quarantined counts against the child).
    where_known: True when a parent can only be missing once its table was delivered at all.
    """

    table: str
    column: str
    where_present: bool
    where_known: bool = False


@dataclass(frozen=True)
class Column:
    """One column: `physical_type` is DuckDB's, `label_zh` what an analyst calls it."""

    name: str
    physical_type: str
    required: bool = False
    key_position: int | None = None
    label_zh: str = ""
    description: str = ""
    checks: tuple[Check, ...] = ()
    parent: Parent | None = None
    custom: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """One table of a contract.

    schema: canonical, reference, derived or source.
    key:    names of the key columns in order; may be empty.
    """

    name: str
    schema: str
    columns: tuple[Column, ...]
    label_zh: str
    purpose: str
    checks: tuple[Check, ...]
    custom: dict[str, Any]
    file: ContentFile

    @property
    def key(self) -> tuple[str, ...]:
        keyed = [c for c in self.columns if c.key_position is not None]
        return tuple(c.name for c in sorted(keyed, key=lambda c: c.key_position or 0))

    @property
    def full_name(self) -> str:
        return f"{self.schema}.{self.name}"

    def column(self, name: str) -> Column | None:
        return next((c for c in self.columns if c.name == name), None)

    def ddl(self, *, strict: bool = True, schema: str | None = None) -> str:
        """`create table` for this contract; not strict leaves the not-null constraints out."""
        lines = [
            f"  {quoted(c.name)} {c.physical_type}{' not null' if strict and c.required else ''}"
            for c in self.columns
        ]
        return (
            f"create table {schema or self.schema}.{quoted(self.name)} (\n"
            + ",\n".join(lines)
            + "\n)"
        )


def quoted(name: str) -> str:
    """An SQL identifier in double quotes."""
    return '"' + name.replace('"', '""') + '"'


@dataclass(frozen=True)
class Catalogue:
    """All tables that queries may read, by schema and name."""

    tables: tuple[Table, ...]

    def __iter__(self) -> Iterator[Table]:
        return iter(self.tables)

    def of_schema(self, schema: str) -> tuple[Table, ...]:
        return tuple(t for t in self.tables if t.schema == schema)

    def find(self, name: str, schema: str | None = None) -> Table | None:
        """A table by name, as SQL would resolve it: canonical before reference."""
        for wanted in (schema,) if schema else ("canonical", "reference"):
            for table in self.tables:
                if table.name == name and table.schema == wanted:
                    return table
        return None

    def with_tables(self, tables: Iterable[Table]) -> Catalogue:
        return Catalogue((*self.tables, *tables))


def read_contract(file: ContentFile, schema: str) -> Table:
    """One contract file as a Table. Raises LibraryError with the file's name when it is unsound."""
    try:
        text = yaml.load(file.path.read_text(encoding="utf-8"), Loader=LOADER)
    except yaml.YAMLError as error:
        raise LibraryError(Problem(file.shown, f"not YAML: {error}")) from None
    problems: list[Problem] = []
    if not isinstance(text, dict) or text.get("kind") != "DataContract":
        raise LibraryError(
            Problem(file.shown, "not a contract", "Begin with 'kind: DataContract'.")
        )
    objects = text.get("schema") or []
    if len(objects) != 1 or not isinstance(objects[0], dict):
        raise LibraryError(
            Problem(file.shown, "a contract describes one table", "Give one 'schema' entry.")
        )
    body = objects[0]
    columns = []
    for entry in body.get("properties") or []:
        if not entry.get("name") or not entry.get("physicalType"):
            problems.append(
                Problem(file.shown, f"a property without name or physicalType: {entry}")
            )
            continue
        columns.append(_column(entry))
    if not columns:
        problems.append(Problem(file.shown, "no properties"))
    if problems:
        raise LibraryError(problems)
    return Table(
        name=str(body["name"]),
        schema=schema,
        columns=tuple(columns),
        label_zh=str(body.get("businessName", "")),
        purpose=str((text.get("description") or {}).get("purpose", "")),
        checks=tuple(_checks(body.get("quality") or [], None)),
        custom=_custom({**text, **body}),
        file=file,
    )


def _custom(entry: dict[str, Any]) -> dict[str, Any]:
    return {str(p["property"]): p.get("value") for p in entry.get("customProperties") or []}


def _column(entry: dict[str, Any]) -> Column:
    name = str(entry["name"])
    parent = None
    for relation in entry.get("relationships") or []:
        table, column = str(relation["to"]).rsplit(".", 1)
        mode = _custom(relation).get("parent")
        parent = Parent(table, column, mode == "where_present", mode == "where_known")
    custom = _custom(entry)
    if entry.get("transformLogic"):
        custom["transform"] = str(entry["transformLogic"])
    return Column(
        name=name,
        physical_type=str(entry["physicalType"]),
        required=bool(entry.get("required", False)),
        key_position=entry.get("primaryKeyPosition") if entry.get("primaryKey") else None,
        label_zh=str(entry.get("businessName", "")),
        description=str(entry.get("description", "")),
        checks=tuple(_checks(entry.get("quality") or [], name)),
        parent=parent,
        custom=custom,
    )


def _checks(entries: list[dict[str, Any]], column: str | None) -> Iterator[Check]:
    for entry in entries:
        if entry.get("type") == "custom":
            when = _custom(entry).get("when")
            yield Check(
                str(entry["name"]), str(entry["implementation"]), str(when) if when else None
            )
        elif entry.get("metric") == "invalidValues" and column:
            values = ", ".join(
                "'" + str(v).replace("'", "''") + "'" for v in entry["arguments"]["validValues"]
            )
            name = str(entry.get("name") or f"known_{column}")
            yield Check(name, f"cast({quoted(column)} as varchar) in ({values})")


def read_catalogue(
    library: Library, schemas: Iterable[str] = ("canonical", "reference")
) -> Catalogue:
    """Canonical and reference tables of every root; a later root's table replaces an earlier one.

    Raises LibraryError with the problems of all contract files.
    """
    found: dict[tuple[str, str], Table] = {}
    problems: list[Problem] = []
    for schema in schemas:
        for file in library.files("data_contracts", f"{schema}/*.odcs.yaml"):
            try:
                table = read_contract(file, schema)
            except LibraryError as error:
                problems.extend(error.problems)
                continue
            found[(schema, table.name)] = table
    if problems:
        raise LibraryError(problems)
    return Catalogue(tuple(found.values()))
