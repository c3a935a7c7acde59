"""Contracts as values: what an Open Data Contract Standard file says about a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import yaml

from feijian.contracts.shape import CHECKS, COUNTED, SHAPE, misshapen
from feijian.errors import LibraryError, Problem
from feijian.library import ContentFile
from feijian.library.headed_sql import utf8_text, yaml_value
from feijian.plain import Json


def counted(query: str, when: str | None) -> str:
    """What holds for a sound row, off the query that counts the others."""
    match = COUNTED.match(query.strip())
    found = match[1] if match else ""
    if when:
        found = found.removeprefix(f"({when}) and ")
    return found.removeprefix("not (").removesuffix(")")


ASKED = ("canonical", "reference")
"""Schemas in which SQL looks for a table that it names without one, in this order."""


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
    custom: Json = field(default_factory=dict)

    @property
    def else_from(self) -> str | None:
        """The column of the same row that stands for this one where nothing was sent."""
        other = self.custom.get("elseFrom")
        return str(other) if other else None


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
    custom: Json
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
        for wanted in (schema,) if schema else ASKED:
            for table in self.tables:
                if table.name == name and table.schema == wanted:
                    return table
        return None

    def with_tables(self, tables: Iterable[Table]) -> Catalogue:
        return Catalogue((*self.tables, *tables))


def read_contract(file: ContentFile, schema: str) -> Table:
    """One contract file as a Table.

    Raises LibraryError with every value that has not the shape it must have, each with its line.
    """
    text, node = yaml_value(utf8_text(file.path, file.shown), file.shown)
    if not isinstance(text, dict) or text.get("kind") != "DataContract":
        raise LibraryError(
            Problem(f"{file.shown}:1", "not a contract", "Begin with 'kind: DataContract'.")
        )
    problems = list(misshapen(node, SHAPE, "the contract", file.shown))
    if problems:
        raise LibraryError(problems)
    if len(text["schema"]) != 1:
        raise LibraryError(
            Problem(
                f"{file.shown}:{_line(node, 'schema')}",
                "a contract describes one table",
                "Give one 'schema' entry.",
            )
        )
    body = text["schema"][0]
    columns = [_column(entry) for entry in body["properties"]]
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


def _line(node: yaml.Node | None, key: str) -> int:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((1 + k.start_mark.line for k, _ in pairs if k.value == key), 1)


def _custom(entry: Json) -> Json:
    return {str(p["property"]): p.get("value") for p in entry.get("customProperties") or []}


def _column(entry: Json) -> Column:
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


def _checks(entries: list[Json], column: str | None) -> Iterator[Check]:
    for entry in entries:
        if entry.get("type") in CHECKS:
            when = _custom(entry).get("when")
            predicate = str(entry[CHECKS[str(entry["type"])]])
            if entry["type"] == "sql":
                predicate = counted(predicate, str(when) if when else None)
            yield Check(str(entry["name"]), predicate, str(when) if when else None)
        elif entry.get("metric") == "invalidValues" and column:
            known = (str(v).replace("'", "''") for v in entry["arguments"]["validValues"])
            values = ", ".join(f"'{v}'" for v in known)
            name = str(entry.get("name") or f"known_{column}")
            yield Check(name, f"cast({quoted(column)} as varchar) in ({values})")
