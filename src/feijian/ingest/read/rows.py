"""A file's rows, as text, in a temporary table: nothing judged yet, nothing that names a person."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from feijian.errors import Problem
from feijian.ingest.macros import literal
from feijian.ingest.read.coded_persons import withhold_coded, withhold_signed
from feijian.ingest.read.codes import coded_columns
from feijian.ingest.read.csv_fallback import CarefulRows, careful_rows
from feijian.ingest.read.excel import excel_rows
from feijian.ingest.read.found import FoundFile
from feijian.ingest.read.header import (
    Header,
    HeaderLine,
    find_header,
    first_lines,
    read_header,
    unit_above,
    unit_named,
)
from feijian.ingest.read.known import known_columns
from feijian.ingest.read.lost_digits import lost_digits
from feijian.ingest.read.open_end import last_field
from feijian.ingest.read.parquet import parquet_cells, parquet_problems
from feijian.ingest.read.peculiar import broken_words, several_columns
from feijian.ingest.read.personal import withhold
from feijian.ingest.read.personal_forms import is_personal
from feijian.ingest.read.pieces import in_pieces
from feijian.ingest.read.raw import create_raw, csv_source, differing, hashes
from feijian.ingest.read.raw_table import RaggedRow, RawTable
from feijian.ingest.read.sheets import HEADER_WITHIN
from feijian.ingest.read.shifted_days import shifted_days
from feijian.ingest.read.text import (
    QUOTED,
    BrokenText,
    SoundText,
    delimiters_in,
    sound_text,
)
from feijian.ingest.read.unread_marks import unread_marks
from feijian.ingest.read.words import few_words
from feijian.ingest.sources.source import SourceTable
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb


def read_file(
    connection: duckdb.DuckDBPyConnection,
    found: FoundFile,
    number: int,
    temporary: Path,
    text_of: Callable[[int], SoundText] | None = None,
    used: Collection[str] = (),
) -> RawTable:
    """Read one file into the temporary table `raw_<number>`.

    text_of: the sound text of a file by its number; made here where it is not given. used: columns that mappings read. What is wrong with the file as a whole comes back as `problems`; the table is then not there.
    """
    # as it is printed 万元 is left out of a name: a person may be called so
    unit = unit_named(found.path.name, found.shown, found.table)
    if unit:
        return _broken(found, number, [unit])
    try:
        if found.kind == "excel":
            raw = _from_excel(connection, found, number)
        elif found.kind == "parquet":
            raw = _from_parquet(connection, found, number, temporary)
        else:
            text = (
                text_of(number)
                if text_of
                else sound_text(found.path, found.shown, temporary / f"text_{number}.csv")
            )
            raw = _from_text(connection, found, number, temporary, text)
    except BrokenText as error:
        return _broken(found, number, [error.problem])
    if raw.problems:
        return raw
    raw = replace(raw, known=known_columns(connection, raw.name, raw.columns))
    raw = replace(raw, words=few_words(connection, raw.name, raw.rows, _texts(raw), raw.known))
    raw = replace(raw, withheld=withhold(connection, raw))
    if raw.withheld:
        raw = replace(raw, words={})
    raw = replace(raw, withheld=_summed(raw.withheld, withhold_signed(connection, raw)))
    if raw.withheld:
        raw = replace(raw, words={}, known=known_columns(connection, raw.name, raw.columns))
    return looked_through(connection, raw, used)


def _texts(raw: RawTable) -> list[str]:
    """Columns of texts and codes, but for those whose cells are hashed as they are read."""
    return [
        c.name
        for c in raw.table.contract.columns
        if c.name in raw.columns and c.physical_type == "varchar" and not c.custom.get("privacy")
    ]


def looked_through(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, used: Collection[str]
) -> RawTable:
    """The same rows, with what their values want before they can be read."""
    words = [c for c in raw.columns if c in used]
    codes, hidden = withhold_coded(
        connection,
        raw.name,
        coded_columns(connection, raw.name, raw.table, raw.columns, raw.words),
    )
    return replace(
        raw,
        codes=codes,
        withheld=_summed(raw.withheld, hidden),
        several=several_columns(connection, raw.name, raw.table, raw.columns, raw.known),
        broken=broken_words(connection, raw.name, raw.table, words, raw.words),
        lost_digits=tuple(lost_digits(connection, raw, used)),
        shifted_days=tuple(shifted_days(connection, raw, used)),
        words={c: told for c, told in raw.words.items() if c not in hidden},
    )


def _summed(some: dict[str, int], more: dict[str, int]) -> dict[str, int]:
    return {
        c: some.get(c, 0) + more.get(c, 0) for c in (*some, *(c for c in more if c not in some))
    }


def _broken(found: FoundFile, number: int, problems: Iterable[Problem]) -> RawTable:
    return RawTable(f"raw_{number}", "0", (), found.table, found.shown, 0, problems=tuple(problems))


def _from_text(
    connection: duckdb.DuckDBPyConnection,
    found: FoundFile,
    number: int,
    temporary: Path,
    text: SoundText,
) -> RawTable:
    copies = [text.path] if text.temporary else []
    if not text.temporary:
        # a name is no pattern: brackets and stars of a file's name never reach the engine
        text = replace(text, path=plainly_named(text.path, temporary, f"named_{number}.csv"))
        copies.append(text.path)
    try:
        with text.path.open(encoding="utf-8-sig", newline=None) as lines:
            top = first_lines(lines, HEADER_WITHIN)
        at = find_header(top, found.table, found.shown)
        if isinstance(at, Problem):
            return _broken(found, number, [at])
        header, problems = read_header(at.cells, found.table, found.shown)
        titles = [cell for above, line in top if above < at.above for cell in line.split(",")]
        problems += [p for p in [unit_above(titles, found.shown)] if p]
        if problems:
            return _broken(found, number, problems)
        expected = text.breaks - at.above - (0 if text.ends_open else 1)
        # line ends that were counted may all stand in quotes, where rows end with a carriage return
        if expected >= 1 and not text.damaged:
            raw = _by_engine(connection, found, number, text, header, at)
            # rows and fields are counted apart from the engine: both have to agree
            if raw is not None and raw.rows == expected and _fields_agree(text, at, header, raw):
                return _ended(connection, raw, header) if text.ends_open else raw
        # blank lines, line ends inside quotes, or something wrong: read it line by line
        careful = careful_rows(text.path, at, header.width, found.shown)
        if careful.problems:
            return _broken(found, number, careful.problems)
        if not careful.rows:
            return _without_rows(connection, found, number, header, text.encoding, text.digest)
        copy = temporary / f"careful_{number}.csv"
        copies.append(copy)
        raw = _by_lines(connection, found, number, text, header, careful, copy)
        return _ended(connection, raw, header) if text.ends_open and not raw.problems else raw
    finally:
        for copy in copies:
            copy.unlink(missing_ok=True)


def _ended(connection: duckdb.DuckDBPyConnection, raw: RawTable, header: Header) -> RawTable:
    """A raw table of a text whose last line has no end, with what that may mean for its last field."""
    told = last_field(connection, raw, header)
    if not told.is_cut:
        return replace(raw, open_number=told.may_be_cut)
    problem = Problem(
        raw.shown,
        "half a file: the last line has no end, and its last field is shorter than in every other row",
        "Ask the sender for the whole file again; one that is whole needs an end to its last line.",
    )
    return replace(raw, problems=(problem,))


def plainly_named(path: Path, temporary: Path, name: str) -> Path:
    """A link to a file under a name that an engine cannot take for a pattern."""
    link = temporary / name
    link.unlink(missing_ok=True)
    link.symlink_to(path.resolve())
    return link


def _fields_agree(text: SoundText, at: HeaderLine, header: Header, raw: RawTable) -> bool:
    """Whether every row has as many delimiters as the header has."""
    with text.path.open(encoding="utf-8-sig", newline=None) as lines:
        above = "".join(islice(lines, at.above))
    told = QUOTED.sub(b"", above.encode()).count(at.delimiter.encode())
    due = (header.width - 1) * (raw.rows + 1)
    return delimiters_in(text, at.delimiter) - told == due


def _without_rows(
    connection: duckdb.DuckDBPyConnection,
    found: FoundFile,
    number: int,
    header: Header,
    encoding: str,
    digest: str,
) -> RawTable:
    """A file of nothing but a header: the sender had nothing of this table to tell."""
    cells = {column: f"c{position}" for column, position in header.positions.items()}
    nothing = ", ".join(f"cast(null as varchar) as {cell}" for cell in cells.values())
    create_raw(
        connection,
        found.table,
        f"raw_{number}",
        f"(select {nothing or 'null'} where false)",
        cells,
        ("cast(0 as bigint)",),
    )
    return _raw(found, number, '"line"', 0, header, encoding, digest)


def _by_engine(
    connection: duckdb.DuckDBPyConnection,
    found: FoundFile,
    number: int,
    text: SoundText,
    header: Header,
    at: HeaderLine,
) -> RawTable | None:
    """Read with DuckDB's own parser; None where it finds the file not quite regular."""
    import duckdb

    cells = {column: f"c{position}" for column, position in header.positions.items()}
    try:
        with in_pieces(connection, text.breaks, hashed=hashes(found.table, cells)) as buffer:
            source = csv_source(
                text.path, header.width, at.delimiter, header=True, skip=at.above, buffer=buffer
            )
            differ = differing(connection, source, header, found.shown)
            if differ:
                return _broken(found, number, differ)
            rows = create_raw(connection, found.table, f"raw_{number}", source, cells, ())
    except (duckdb.InvalidInputException, duckdb.NotImplementedException):
        return None  # its message quotes the line, which may name a person
    line = f"rowid + {at.above + 2}"
    raw = _raw(found, number, line, rows, header, text.encoding, text.digest)
    return replace(raw, marks=unread_marks(connection, source, header))


def _by_lines(
    connection: duckdb.DuckDBPyConnection,
    found: FoundFile,
    number: int,
    text: SoundText,
    header: Header,
    careful: CarefulRows,
    copy: Path,
) -> RawTable:
    careful.write(copy)
    cells = {column: f"c{position + 1}" for column, position in header.positions.items()}
    with in_pieces(connection, careful.rows, hashed=hashes(found.table, cells)) as buffer:
        source = csv_source(copy, header.width + 1, ",", header=False, ends="\\n", buffer=buffer)
        differ = differing(connection, source, header, found.shown, first=1)
        if differ:
            return _broken(found, number, differ)
        rows = create_raw(
            connection, found.table, f"raw_{number}", source, cells, ("cast(c0 as bigint)",)
        )
    raw = _raw(found, number, '"line"', rows, header, text.encoding, text.digest)
    marks = unread_marks(connection, source, header, first=1)
    ragged = tuple(_ragged(connection, found.table, header, careful))
    return replace(raw, ragged=ragged, marks=marks)


def _ragged(
    connection: duckdb.DuckDBPyConnection,
    table: SourceTable,
    header: Header,
    careful: CarefulRows,
) -> Iterator[RaggedRow]:
    private = any(
        c.custom.get("privacy") for c in table.contract.columns if c.name in header.positions
    )
    columns = {} if private else {c: p for c, p in header.positions.items() if c in table.kept}
    for line, row, reason in careful.skipped:
        kept = {} if any(is_personal(cell or "") for cell in row) else columns
        cells = {c: row[p] if p < len(row) else None for c, p in kept.items()}
        hashed = first_row(connection, "select keyed($1)", ["\x1f".join(row)])
        yield RaggedRow(line, cells, str(hashed[0]) if hashed else "", reason)


def _raw(
    found: FoundFile, number: int, line: str, rows: int, header: Header, encoding: str, digest: str
) -> RawTable:
    delivered = {c.name for c in found.table.delivered}
    return RawTable(
        name=f"raw_{number}",
        line=line,
        columns=(
            *(c for c in found.table.kept if c in header.positions and c in delivered),
            *(c.name for c in found.table.computed),
        ),
        table=found.table,
        shown=found.shown,
        rows=rows,
        from_excel=found.kind == "excel",
        encoding=encoding,
        digest=digest,
        unknown=header.unknown,
        missing=tuple(sorted(delivered - header.positions.keys())),
    )


def _from_excel(connection: duckdb.DuckDBPyConnection, found: FoundFile, number: int) -> RawTable:
    sheet = excel_rows(found)
    header, problems = read_header(sheet.header, found.table, found.shown)
    units = [
        unit_above(sheet.titles, found.shown),
        unit_named(sheet.name, found.shown, found.table),
    ]
    problems += [p for p in units if p]
    if problems:
        return _broken(found, number, problems)
    if sheet.rows.num_rows == 0:
        return _without_rows(connection, found, number, header, "", sheet.digest)
    cells = {column: f"c{position}" for column, position in header.positions.items()}
    connection.register("excel_sheet", sheet.rows)
    try:
        differ = differing(connection, "excel_sheet", header, found.shown)
        if differ:
            return _broken(found, number, differ)
        rows = create_raw(
            connection, found.table, f"raw_{number}", "excel_sheet", cells, ("sheet_row",)
        )
        marks = unread_marks(connection, "excel_sheet", header)
    finally:
        connection.unregister("excel_sheet")
    raw = _raw(found, number, '"line"', rows, header, "", sheet.digest)
    return replace(raw, hidden=sheet.hidden, struck=sheet.struck, marks=marks)


def _from_parquet(
    connection: duckdb.DuckDBPyConnection, found: FoundFile, number: int, temporary: Path
) -> RawTable:
    import hashlib

    import duckdb

    link = plainly_named(found.path, temporary, f"named_{number}.parquet")
    source = f"read_parquet({literal(str(link))})"
    try:
        described = connection.execute(f"describe select * from {source}").fetchall()
        header, problems = read_header([row[0] for row in described], found.table, found.shown)
        problems.extend(parquet_problems(connection, str(link), found, header))
        if problems:
            return _broken(found, number, problems)
        texts = parquet_cells(connection, str(link), found.table, described)
        differ = differing(connection, f"(select {texts} from {source})", header, found.shown)
        if differ:
            return _broken(found, number, differ)
        cells = {column: f"c{position}" for column, position in header.positions.items()}
        rows = create_raw(
            connection, found.table, f"raw_{number}", f"(select {texts} from {source})", cells, ()
        )
        marks = unread_marks(connection, f"(select {texts} from {source})", header)
    except duckdb.Error as error:
        # what is wrong in a page or a footer is an error of no kind in particular
        kinds = (
            duckdb.Error,
            duckdb.IOException,
            duckdb.InvalidInputException,
            duckdb.ConversionException,
        )
        if type(error) not in kinds or "space left" in str(error):
            raise
        problem = Problem(found.shown, "a damaged Parquet file", "Ask the sender for it again.")
        return _broken(found, number, [problem])
    finally:
        link.unlink(missing_ok=True)
    with found.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return replace(_raw(found, number, "rowid + 1", rows, header, "", digest), marks=marks)
