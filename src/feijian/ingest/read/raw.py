"""The engine's side of reading: a relation of text cells becomes a temporary table, columns of persons hashed."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path
from typing import TYPE_CHECKING

from feijian.contracts.model import quoted
from feijian.errors import Problem
from feijian.ingest.macros import literal
from feijian.ingest.nothing import NULL_WORDS
from feijian.ingest.read.header import Header
from feijian.ingest.read.text import LONGEST_LINE
from feijian.ingest.sources.source import SourceTable
from feijian.messages import sentence
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb


def csv_source(
    path: Path,
    width: int,
    delimiter: str,
    *,
    header: bool,
    skip: int = 0,
    ends: str = "",
    buffer: int = 0,
) -> str:
    r"""A `read_csv` call that takes every cell as text, names the columns c0… and is strict.

    ends: what ends a line, as the engine writes it, where that is known: it looks for \\r\\n inside quotes too.
    buffer: bytes read at a time, where they are not left to the engine.
    """
    columns = ", ".join(f"'c{i}': 'varchar'" for i in range(width))
    nulls = ", ".join(literal(word) for word in ("", *NULL_WORDS))
    line_ends = f" new_line = {literal(ends)}," if ends else ""
    return (
        f"read_csv({literal(str(path))}, auto_detect = false, header = {str(header).lower()}, skip = {skip},"
        f" delim = {literal(delimiter)}, quote = '\"', escape = '\"', columns = {{{columns}}},"
        f" nullstr = [{nulls}], strict_mode = true, null_padding = false,{line_ends}"
        f" max_line_size = {LONGEST_LINE + 1000}{f', buffer_size = {buffer}' if buffer else ''})"
    )


def hashes(table: SourceTable, columns: Container[str]) -> bool:
    """Whether any of these columns names a person, and is hashed on the way in."""
    return any(c.custom.get("privacy") and c.name in columns for c in table.delivered)


def create_raw(
    connection: duckdb.DuckDBPyConnection,
    table: SourceTable,
    name: str,
    source: str,
    cells: dict[str, str],
    line: tuple[str, ...],
) -> int:
    """Create a raw table from a relation of text cells; returns its number of rows.

    cells: contract column → column of `source`. line: SQL of the line where rows carry it.
    Columns that name a person are hashed here, on the way in.
    """
    named = []
    for column in table.contract.columns:
        if column.name in cells:
            named.append(f"{quoted(cells[column.name])} as {quoted(column.name)}")
        elif table.computed and "transform" not in column.custom:
            named.append(f"cast(null as varchar) as {quoted(column.name)}")
    kept = []
    for column in table.delivered:
        if column.name in cells:
            cell = quoted(column.name)
            hashed = f"keyed(read_text({cell})) as {cell}"
            kept.append(hashed if column.custom.get("privacy") else cell)
    kept.extend(f"{c.custom['transform']} as {quoted(c.name)}" for c in table.computed)
    lines = [f"{expression} as line" for expression in line]
    connection.execute(f"drop table if exists temp.{name}")
    result = first_row(
        connection,
        f"create temp table {name} as select {', '.join([*(['line'] if line else []), *kept])}"
        f" from (select {', '.join([*lines, *named])} from {source})",
    )
    return int(result[0]) if result else 0


def differing(
    connection: duckdb.DuckDBPyConnection,
    source: str,
    header: Header,
    shown: str,
    first: int = 0,
) -> list[Problem]:
    """Columns that stand twice and say two things. first: the place of the file's first cell in the source."""
    problems = []
    for column, one, other in header.twins:
        counted = first_row(
            connection,
            f"select count(*) from {source} where c{one + first} is distinct from c{other + first}",
        )
        if counted and counted[0]:
            what = sentence(
                "the column '{name}' stands twice, and differs in {n:,} rows",
                name=column,
                n=counted[0],
            )
            problems.append(Problem(shown, what, "Send each column once."))
    return problems
