"""The contracts' part of a library, read once per command: tables, derived tables, codes cited."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from feijian.contracts.catalogue import contract_files, read_catalogue
from feijian.contracts.derived import Derived, derived_files, read_derived
from feijian.contracts.deriving import with_derived
from feijian.contracts.model import Catalogue
from feijian.library import Library
from feijian.library.remembered import remembered


@dataclass(frozen=True)
class Content:
    """Where content lies and which tables it describes (derived ones included)."""

    library: Library
    catalogue: Catalogue
    derived: tuple[Derived, ...]

    def codes(self, table: str, column: str) -> frozenset[str]:
        """The values of a shipped reference table's column, from its CSV files of every root."""
        return frozenset(row[column] for row in self.shipped(table) if row.get(column))

    def shipped(self, table: str) -> list[dict[str, str]]:
        """A shipped reference table's rows as its CSV files hold them, those of every root."""
        found: list[dict[str, str]] = []
        for file in self.library.files("data_contracts", f"reference/{table}.csv"):
            with file.path.open(encoding="utf-8-sig", newline="") as lines:
                found += csv.DictReader(lines)
        return found


def read_content(extra: Sequence[Path] = ()) -> Content:
    """Read the built-in library and the given folders. Raises LibraryError with every problem."""
    library = Library.of(extra)
    derived = read_derived(library)
    # described once for the same files: it takes as long as to read them
    files = (*(f for _, f in contract_files(library)), *derived_files(library))
    catalogue = remembered(
        ("catalogue with derived",), files, lambda: with_derived(read_catalogue(library), derived)
    )
    return Content(library, catalogue, derived)
