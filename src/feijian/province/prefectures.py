"""What each prefecture exported, as relations of one DuckDB connection.

of_1.claim_line         its columns by the contract, and `_file`, where each row lies
everywhere.claim_line   the same rows of all prefectures, and `source`, the prefecture's number
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from feijian.contracts import Catalogue, Table, quoted
from feijian.engines.exported import ExportedWarehouse, read_exported
from feijian.errors import Problem, UsageError
from feijian.messages import sentence

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Prefecture:
    """One export. number: its place in the order of the command, from one; name: of its folder."""

    number: int
    name: str
    folder: Path
    exported: ExportedWarehouse

    def files(self, table: str) -> list[str]:
        """Files of a table, from the folder of the export on."""
        return [p.file for p in self.exported.parts if p.table == table]


def read_prefectures(folders: Sequence[Path], catalogue: Catalogue) -> tuple[Prefecture, ...]:
    """What the folders hold. Raises UsageError listing all that is no whole export, or named twice."""
    problems: list[Problem] = []
    found: list[Prefecture] = []
    for number, folder in enumerate(folders, start=1):
        name = folder.resolve().name
        if name in {p.name for p in found}:
            what = "two exports have this name, and their files would have the same paths"
            problems.append(Problem(name, what, "Give each prefecture a folder of its own name."))
            continue
        try:
            found.append(Prefecture(number, name, folder, read_exported(str(folder), catalogue)))
        except UsageError as error:
            problems.extend(error.problems)
    if len(folders) < 2:
        what = sentence("{n} exports are named; a province has two or more", n=len(folders))
        problems.append(Problem("EXPORT", what, "Name the folder of each prefecture's export."))
    if problems:
        raise UsageError(problems)
    return tuple(found)


def show(
    connection: duckdb.DuckDBPyConnection, prefectures: Sequence[Prefecture], catalogue: Catalogue
) -> None:
    """Make the relations of the module's text, for canonical tables."""
    connection.execute("create schema everywhere")
    tables = catalogue.of_schema("canonical")
    for one in prefectures:
        connection.execute(f"create schema of_{one.number}")
        for table in tables:
            connection.execute(
                f"create view of_{one.number}.{quoted(table.name)} as {rows_of(one, table)}"
            )
    for table in tables:
        parts = (
            f"select {one.number} as source, * from of_{one.number}.{quoted(table.name)}"
            for one in prefectures
        )
        connection.execute(
            f"create view everywhere.{quoted(table.name)} as " + " union all by name ".join(parts)
        )


def rows_of(one: Prefecture, table: Table) -> str:
    """The query of a prefecture's rows of a table, with `_file` beside the contract's columns."""
    columns = ", ".join(f"t.{quoted(c.name)}" for c in table.columns)
    files = one.files(table.full_name)
    if files:
        # the longest shared beginning is the export's own folder
        start = len(f"{one.folder}/") + 1
        return f"select {columns}, substr(t.filename, {start}) as _file from {reading(one, files)} as t"
    typed = ", ".join(f"cast(null as {c.physical_type}) as {quoted(c.name)}" for c in table.columns)
    return f"select {typed}, cast(null as varchar) as _file where false"


def reading(one: Prefecture, files: Sequence[str]) -> str:
    """DuckDB's words for the rows of files of an export; the month in the path is no column."""
    paths = ", ".join("'" + str(one.folder / file).replace("'", "''") + "'" for file in files)
    return f"read_parquet([{paths}], filename = true, hive_partitioning = false)"
