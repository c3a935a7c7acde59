"""Reads the folder of a source: its contracts, dictionaries, mappings and assemblies, and every mistake in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from feijian.contracts.model import Catalogue, Table, read_contract
from feijian.contracts.sql_guard import SqlGuard
from feijian.errors import LibraryError, Problem, UsageError
from feijian.ingest.sources.declared import declared_faults, place
from feijian.ingest.sources.describing import described
from feijian.ingest.sources.dictionaries import Dictionary, read_dictionaries
from feijian.ingest.sources.guarding import forbidden
from feijian.ingest.sources.mappings import assemblies_of, mappings_of
from feijian.ingest.sources.source import Assembly, Mapping, Source, SourceTable
from feijian.library import ContentFile, HeadedSql, Library, read_headed_sql
from feijian.library.remembered import remembered
from feijian.messages import sentence

DICTIONARIES = "dictionaries.yaml"
"""The file of a source that says what its codes mean."""


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


def _read_source(name: str, catalogue: Catalogue, files: dict[str, ContentFile]) -> Source:
    problems: list[Problem] = []
    tables, broken = _tables_of(files, problems)
    headed = dict(_queries_of(files, broken, problems))
    assemblies = dict(assemblies_of(headed, catalogue, problems))
    mappings = tuple(mappings_of(headed, tables, catalogue, assemblies, problems))
    problems.extend(declared_faults(tables.values()))
    if not problems:
        problems.extend(_unfed(assemblies.values(), mappings))
        problems.extend(_uncounted(tables, mappings))
    if problems:
        raise LibraryError(problems)
    digest = hashlib.sha256()
    for rest, file in sorted(files.items()):
        digest.update(rest.encode() + b"\0" + file.path.read_bytes() + b"\0")
    found = Source(name, tables, mappings, assemblies, digest.hexdigest())
    with SqlGuard() as guard:
        problems.extend(forbidden(found, guard))
    types: dict[str, dict[str, str]] = {}
    if not problems:
        types, problems = described(found, catalogue)
    if problems:
        raise LibraryError(problems)
    return replace(found, types=types)


def _tables_of(
    files: dict[str, ContentFile], problems: list[Problem]
) -> tuple[dict[str, SourceTable], set[str]]:
    """(the sender's tables by name, names of contracts that could not be read)."""
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
    return tables, broken


def _queries_of(
    files: dict[str, ContentFile], broken: set[str], problems: list[Problem]
) -> Iterator[tuple[str, HeadedSql]]:
    """Every query by the name of its file, without the ending.

    What reads a broken contract is not at fault and is left out: one mistake, one message.
    """
    for rest, file in sorted(files.items()):
        stem = rest.removesuffix(".sql")
        if stem != rest and stem.partition(".")[2] not in broken:
            try:
                yield stem, read_headed_sql(file)
            except LibraryError as error:
                problems.extend(error.problems)


def _unfed(assemblies: Iterable[Assembly], mappings: tuple[Mapping, ...]) -> Iterator[Problem]:
    """Assemblies of tables to which nothing is mapped."""
    for assembly in assemblies:
        if not any(m.table == assembly.table for m in mappings):
            what = sentence("nothing is mapped to {target}", target=assembly.table)
            yield Problem(assembly.headed.at(), what)


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
