"""A source: the folder that says how one sender's files become canonical rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from feijian.contracts.model import Column, Table
from feijian.contracts.sql_reading import tree_of
from feijian.ingest.sources.dictionaries import Dictionary
from feijian.library import HeadedSql

if TYPE_CHECKING:
    from sqlglot import exp


@dataclass(frozen=True)
class SourceTable:
    """One table of a sender.

    files:     beginnings of file names that carry it, lower case.
    void:      SQL over its read columns that holds for a row the sender withdrew, or None.
    version:   the column that tells which of two rows is newer, or None.
    delimiter: what separates fields in its text files.
    dictionaries: coded column → its codes and the words for them.
    """

    contract: Table
    files: tuple[str, ...]
    void: str | None
    version: str | None
    delimiter: str
    dictionaries: dict[str, Dictionary] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        return self.contract.name

    @cached_property
    def delivered(self) -> tuple[Column, ...]:
        """Columns that a file may carry and that are kept."""
        return tuple(
            c
            for c in self.contract.columns
            if "transform" not in c.custom and c.custom.get("privacy") != "drop"
        )

    @cached_property
    def computed(self) -> tuple[Column, ...]:
        """Columns made while reading, from values that are not kept."""
        return tuple(c for c in self.contract.columns if "transform" in c.custom)

    @cached_property
    def kept(self) -> tuple[str, ...]:
        """Names of the columns of a staged row, in order."""
        return tuple(c.name for c in (*self.delivered, *self.computed))

    @cached_property
    def names(self) -> dict[str, str]:
        """Column names as files may write them, lower case, to the contract's own name."""
        found = {
            c.name.lower(): c.name for c in self.contract.columns if "transform" not in c.custom
        }
        for column in self.contract.columns:
            for other in column.custom.get("alsoNamed") or ():
                found.setdefault(str(other).lower(), column.name)
        # Chinese labels name columns too, where only one column has the label
        labels = [c.label_zh.lower() for c in self.contract.columns if "transform" not in c.custom]
        for column in self.contract.columns:
            label = column.label_zh.lower()
            if label and "transform" not in column.custom and labels.count(label) == 1:
                found.setdefault(label, column.name)
        return found

    @cached_property
    def joined(self) -> dict[str, str]:
        """Names in letters and digits alone, as programs join words, to the names; none that two have."""
        found: dict[str, str] = {}
        for name, column in self.names.items():
            plain = "".join(c for c in name if c.isascii() and c.isalnum())
            if name.isascii():
                found[plain] = name if self.names.get(found.get(plain, name)) == column else ""
        return found

    @cached_property
    def required(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.contract.columns if c.required)


@dataclass(frozen=True)
class Inherits:
    """Values that a row takes from another canonical row: column here → column there."""

    table: str
    through: str
    columns: dict[str, str]


@dataclass(frozen=True)
class Mapping:
    """`<table>.<source table>.sql`: one canonical row, or part of one, for each staged row.

    key:      columns that tell one row of it from another; the canonical key unless it is a part.
    decides:  whether the fate of the staged row is counted here (a table can feed several).
    part:     True where `<table>.sql` assembles the canonical rows from several mappings.
    meets:    columns that must agree for a row of another source with the same key to be the same.
    columns:  names the query gives, in order, without staged_row.
    reads:    names of the columns that the query mentions, lower case.
    is_wide:  whether one row of the source may give several. drops: whether it may give none.
    """

    table: str
    source_table: str
    headed: HeadedSql
    key: tuple[str, ...]
    decides: bool
    part: bool
    inherits: Inherits | None
    columns: tuple[str, ...]
    reads: frozenset[str]
    is_wide: bool
    drops: bool
    meets: tuple[str, ...] = ()

    @property
    def sql(self) -> str:
        return self.headed.sql

    @property
    def name(self) -> str:
        return f"{self.table}.{self.source_table}"

    @property
    def tree(self) -> exp.Expr:
        """The query, parsed."""
        return tree_of(self.sql)


@dataclass(frozen=True)
class Assembly:
    """`<table>.sql`: canonical rows from parts; rows that share `by` are made anew together.

    columns: names the query gives; columns of the table that it leaves out are empty.
    """

    table: str
    by: str
    headed: HeadedSql
    columns: tuple[str, ...] = ()

    @property
    def sql(self) -> str:
        return self.headed.sql


@dataclass(frozen=True)
class Source:
    """A whole source: its tables, its mappings and how parts come together.

    digest: tells one state of the content from another. types: what each mapping's columns are to
    the engine, by its name.
    """

    name: str
    tables: dict[str, SourceTable]
    mappings: tuple[Mapping, ...]
    assemblies: dict[str, Assembly]
    digest: str = field(repr=False, default="")
    types: dict[str, dict[str, str]] = field(default_factory=dict, repr=False, compare=False)

    def of_table(self, table: str) -> tuple[Mapping, ...]:
        """Mappings that feed a canonical table."""
        return tuple(m for m in self.mappings if m.table == table)

    def of_source(self, source_table: str) -> tuple[Mapping, ...]:
        """Mappings that read a source table."""
        return tuple(m for m in self.mappings if m.source_table == source_table)
