"""The catalogue of a library: every contract file read, and what its checks may do looked at."""

from __future__ import annotations

from collections.abc import Iterable

from feijian.contracts.checks import forbidden_checks
from feijian.contracts.model import ASKED, Catalogue, Table, read_contract
from feijian.contracts.sql_guard import SqlGuard
from feijian.errors import LibraryError, Problem
from feijian.library import ContentFile, Library
from feijian.library.remembered import remembered


def contract_files(
    library: Library, schemas: Iterable[str] = ASKED
) -> tuple[tuple[str, ContentFile], ...]:
    """(schema, file) of every contract of these schemas, root by root."""
    return tuple(
        (s, f) for s in schemas for f in library.files("data_contracts", f"{s}/*.odcs.yaml")
    )


def read_catalogue(library: Library, schemas: Iterable[str] = ASKED) -> Catalogue:
    """Canonical and reference tables of every root; a later root's table replaces an earlier one.

    Raises LibraryError with the problems of all contract files.
    """
    files = contract_files(library, schemas)
    return remembered(("catalogue",), (f for _, f in files), lambda: _read_catalogue(files))


def _read_catalogue(files: Iterable[tuple[str, ContentFile]]) -> Catalogue:
    found: dict[tuple[str, str], Table] = {}
    problems: list[Problem] = []
    for schema, file in files:
        try:
            table = read_contract(file, schema)
            found[(schema, table.name)] = table
        except LibraryError as error:
            problems.extend(error.problems)
    with SqlGuard() as guard:
        for table in found.values():
            problems.extend(forbidden_checks(table, guard))
    if problems:
        raise LibraryError(problems)
    return Catalogue(tuple(found.values()))


def source_labels(library: Library, tables: Iterable[str]) -> dict[str, str]:
    """What these tables of the sources are called in Chinese, by name; of one in two sources the first's."""
    wanted = set(tables)
    found: dict[str, str] = {}
    files = library.files("data_contracts", "sources/*/*.odcs.yaml") if wanted else ()
    for file in files:
        name = file.path.name.removesuffix(".odcs.yaml")
        if name in wanted and name not in found:
            found[name] = read_contract(file, "source").label_zh
    return {name: label for name, label in found.items() if label}
