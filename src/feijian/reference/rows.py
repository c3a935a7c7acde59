"""The rows of a reference table as a file has them: CSV, a workbook or Parquet, every cell as text."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from feijian.contracts.model import Table, quoted
from feijian.errors import Problem
from feijian.ingest.macros import literal
from feijian.ingest.read.books import require_readable
from feijian.ingest.read.header import plain_name
from feijian.ingest.read.text import BrokenText, sound_text
from feijian.messages import sentence

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class ReferenceRows:
    """One file of rows of a reference table.

    shown: how messages call it. replaces: earlier rows of the table are put aside.
    plain: written to the letter of the contract, as library files are; a bureau's own file may
    come from Excel with dates and numbers as people write them.
    """

    table: Table
    path: Path
    shown: str
    replaces: bool
    plain: bool


def text_rows(
    connection: duckdb.DuckDBPyConnection, rows: ReferenceRows, scratch: Path
) -> tuple[list[str], int]:
    """Fill `temp.reference_text` (columns c0…) and give the header's names and the first row's line.

    0 for the line means that the rows carry theirs as `_line`.
    """
    import duckdb

    from feijian.ingest.read.files import kind_of

    kind = kind_of(rows.path)
    try:
        if kind == "parquet":
            source = f"read_parquet({literal(str(rows.path))})"
            names = [
                r[0] for r in connection.execute(f"describe select * from {source}").fetchall()
            ]
            cells = ", ".join(f"cast({quoted(n)} as varchar) as c{i}" for i, n in enumerate(names))
            connection.execute(
                f"create or replace temp table reference_text as select {cells} from {source}"
            )
            return [plain_name(n) for n in names], 1
        if kind == "excel":
            return _sheet_rows(connection, rows)
        text = sound_text(rows.path, rows.shown, scratch / "reference.csv")
        return _csv_rows(connection, rows, text.path)
    except duckdb.InvalidInputException:
        raise BrokenText(
            Problem(rows.shown, "a damaged file", "Save or export it again.")
        ) from None


def _csv_rows(
    connection: duckdb.DuckDBPyConnection, rows: ReferenceRows, path: Path
) -> tuple[list[str], int]:
    """Rows of a CSV file, read in Python: a failed read in the engine would hide its own message."""
    import pyarrow as pa

    found: list[tuple[int, list[str]]] = []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines, strict=True)
        try:
            header = next(reader, [])
            line = reader.line_num + 1
            for row in reader:
                if row:
                    found.append((line, row))
                line = reader.line_num + 1
        except csv.Error:
            raise BrokenText(
                Problem(
                    f"{rows.shown}:{reader.line_num}",
                    "quotes that cannot be understood",
                    "Double a quote inside a quoted field, and close every quote.",
                )
            ) from None
    wrong = [(n, len(row)) for n, row in found if len(row) != len(header)]
    if wrong:
        where, fields = wrong[0]
        more = sentence(" (and {n} more rows)", n=len(wrong) - 1) if len(wrong) > 1 else ""
        raise BrokenText(
            Problem(
                f"{rows.shown}:{where}",
                sentence(
                    "{fields} fields where the header has {n}{part}",
                    fields=fields,
                    n=len(header),
                    part=more,
                ),
                "Give every row as many fields as the header; quote fields that hold a comma.",
            )
        )
    arrays = {
        f"c{i}": pa.array([row[i] or None for _, row in found], pa.string())
        for i in range(len(header))
    }
    arrays["_line"] = pa.array([n for n, _ in found], pa.int64())
    connection.register("reference_csv", pa.table(arrays))
    try:
        connection.execute(
            "create or replace temp table reference_text as select * from reference_csv"
        )
    finally:
        connection.unregister("reference_csv")
    return [plain_name(n) for n in header], 0


def _sheet_rows(
    connection: duckdb.DuckDBPyConnection, rows: ReferenceRows
) -> tuple[list[str], int]:
    import fastexcel

    # opened first as deliveries are: a password or a cell at the end of the world is told
    require_readable(rows.path, rows.shown, sheets=1)
    try:
        sheet = fastexcel.read_excel(str(rows.path)).load_sheet(0, header_row=0, dtypes="string")
    except fastexcel.FastExcelError:
        raise BrokenText(Problem(rows.shown, "a workbook that cannot be opened")) from None
    table = sheet.to_arrow()
    names = [plain_name(n) for n in table.schema.names]
    connection.register(
        "reference_sheet", table.rename_columns([f"c{i}" for i in range(len(names))])
    )
    try:
        cells = ", ".join(f"cast(c{i} as varchar) as c{i}" for i in range(len(names)))
        connection.execute(
            f"create or replace temp table reference_text as select {cells} from reference_sheet"
        )
    finally:
        connection.unregister("reference_sheet")
    return names, 2
