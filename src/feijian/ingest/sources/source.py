"""A source: the folder that says how one sender's files become canonical rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from sqlglot import exp

from feijian.contracts.model import Catalogue, Column, Table, read_contract
from feijian.contracts.sql_guard import SqlGuard
from feijian.contracts.sql_reading import columns_named
from feijian.errors import LibraryError, Problem, UsageError
from feijian.ingest.sources.dictionaries import Dictionary, read_dictionaries
from feijian.library import ContentFile, HeadedSql, Library, read_headed_sql
from feijian.library.remembered import remembered
from feijian.messages import sentence

DICTIONARIES = "dictionaries.yaml"
"""The file of a source that says what its codes mean."""


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
    columns:  names the query gives, in order, without staged_row; tree: the query, parsed.
    """

    table: str
    source_table: str
    headed: HeadedSql
    key: tuple[str, ...]
    decides: bool
    part: bool
    inherits: Inherits | None
    columns: tuple[str, ...]
    tree: exp.Expr = field(repr=False, compare=False)
    meets: tuple[str, ...] = ()

    @property
    def sql(self) -> str:
        return self.headed.sql

    @property
    def name(self) -> str:
        return f"{self.table}.{self.source_table}"

    @cached_property
    def reads(self) -> frozenset[str]:
        """Names of the columns that the query mentions, lower case."""
        return frozenset(columns_named(self.tree))

    @cached_property
    def is_wide(self) -> bool:
        """Whether one row of the source may give several."""
        tree = self.tree
        several = (exp.Unnest, exp.Explode, exp.SetOperation, exp.Join, exp.Lateral)
        return (
            not isinstance(tree, exp.Select)
            or bool(tree.args.get("joins"))
            or bool(tree.args.get("laterals"))
            or tree.find(*several) is not None
        )


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


@dataclass(frozen=True, eq=False)
class Same:
    """A catalogue as a part of a key: the same object, not one that is equal."""

    its: Catalogue

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.its is self.its

    def __hash__(self) -> int:
        return id(self.its)


def source_names(library: Library) -> list[str]:
    """Names of all sources of a library: the folders below `data_contracts/sources/`."""
    files = library.files("data_contracts", "sources/*/*")
    return sorted({f.relative.removeprefix("sources/").partition("/")[0] for f in files})


def read_source(library: Library, name: str, catalogue: Catalogue) -> Source:
    """A source by the name of its folder; a later root's file replaces an earlier one's.

    Raises UsageError when no root has the folder, LibraryError with every problem in it.
    """
    files: dict[str, ContentFile] = {}
    known: set[str] = set()
    for file in library.files("data_contracts", "sources/*/*"):
        folder, _, rest = file.relative.removeprefix("sources/").partition("/")
        known.add(folder)
        if folder == name:
            files[rest] = file
    if not files:
        raise UsageError(
            sentence("there is no source {name!r}", name=name),
            sentence("Sources: {known}. Check --source.", known=", ".join(sorted(known))),
        )
    # the catalogue is a part of what is asked, and is kept alive by it
    asked = ("source", name, Same(catalogue))
    return remembered(asked, files.values(), lambda: _read_source(name, catalogue, files))


def _read_source(  # noqa: C901
    name: str, catalogue: Catalogue, files: dict[str, ContentFile]
) -> Source:
    problems: list[Problem] = []
    dictionaries: dict[str, Dictionary] = {}
    if DICTIONARIES in files:
        try:
            dictionaries = read_dictionaries(files[DICTIONARIES])
        except LibraryError as error:
            problems.extend(error.problems)
    tables: dict[str, SourceTable] = {}
    broken: set[str] = set()
    for rest, file in sorted(files.items()):
        if rest.endswith(".odcs.yaml"):
            try:
                contract = read_contract(file, "source")
                table = _source_table(contract, dictionaries, problems)
                tables[table.name] = table
            except LibraryError as error:
                broken.add(rest.removesuffix(".odcs.yaml"))
                problems.extend(error.problems)
    headed: dict[str, HeadedSql] = {}
    for rest, file in sorted(files.items()):
        if rest.endswith(".sql"):
            try:
                stem = rest.removesuffix(".sql")
                # what reads a broken contract is not at fault: one mistake, one message
                if stem.partition(".")[2] not in broken:
                    headed[stem] = read_headed_sql(file)
            except LibraryError as error:
                problems.extend(error.problems)
    from feijian.ingest.sources.declared import declared_faults
    from feijian.ingest.sources.mappings import assemblies_of, mappings_of

    assemblies = dict(assemblies_of(headed, catalogue, problems))
    mappings = tuple(mappings_of(headed, tables, catalogue, assemblies, problems))
    problems.extend(declared_faults(tables.values()))
    for target in assemblies if not problems else ():
        if not any(m.table == target for m in mappings):
            problems.append(
                Problem(
                    assemblies[target].headed.at(),
                    sentence("nothing is mapped to {target}", target=target),
                )
            )
    problems.extend(_uncounted(tables, mappings) if not problems else ())
    if problems:
        raise LibraryError(problems)
    digest = hashlib.sha256()
    for rest, file in sorted(files.items()):
        digest.update(rest.encode() + b"\0" + file.path.read_bytes() + b"\0")
    found = Source(name, tables, mappings, assemblies, digest.hexdigest())
    from feijian.ingest.sources.describing import described
    from feijian.ingest.sources.guarding import forbidden

    with SqlGuard() as guard:
        problems.extend(forbidden(found, guard))
    types: dict[str, dict[str, str]] = {}
    if not problems:
        types, problems = described(found, catalogue)
    if problems:
        raise LibraryError(problems)
    return replace(found, types=types)


def _uncounted(tables: dict[str, SourceTable], mappings: tuple[Mapping, ...]) -> Iterator[Problem]:
    """Tables whose rows would be read and counted nowhere."""
    for table in tables.values():
        own = [m for m in mappings if m.source_table == table.name]
        if not any(m.decides for m in own):
            what = "no mapping reads this table" if not own else "no mapping decides its rows"
            todo = (
                sentence(
                    "Write <canonical table>.{name}.sql, or take the contract away.",
                    name=table.name,
                )
                if not own
                else sentence(
                    "Take 'decides: false' out of {name}.sql or another mapping of it.",
                    name=own[0].name,
                )
            )
            yield Problem(f"{table.contract.file.shown}:1", what, todo)


def _source_table(
    contract: Table, dictionaries: dict[str, Dictionary], problems: list[Problem]
) -> SourceTable:
    custom = contract.custom
    coded = {}
    for column in contract.columns:
        name = column.custom.get("dictionary")
        if name is None:
            continue
        if name in dictionaries:
            coded[column.name] = dictionaries[name]
        else:
            from feijian.ingest.sources.declared import place

            known = ", ".join(sorted(dictionaries)) or sentence(
                "none; make {dictionaries} beside it", dictionaries=DICTIONARIES
            )
            problems.append(
                Problem(
                    place(contract, str(name), column.name),
                    sentence(
                        "{name}: there is no dictionary {name2!r}", name=column.name, name2=name
                    ),
                    sentence("Dictionaries: {known}.", known=known),
                )
            )
    return SourceTable(
        contract=contract,
        files=tuple(
            dict.fromkeys(
                [
                    *(str(f).lower() for f in custom.get("files") or [contract.name]),
                    *([contract.label_zh.lower()] if len(contract.label_zh) > 3 else []),
                ]
            )
        ),
        void=str(custom["void"]) if custom.get("void") else None,
        version=str(custom["version"]) if custom.get("version") else None,
        delimiter=str(custom.get("delimiter", ",")),
        dictionaries=coded,
    )
