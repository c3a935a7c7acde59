"""What a reader of a load should know and nobody need mend at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from feijian.errors import Problem
from feijian.ingest.load.stage import columns_used, small_providers, unread_values
from feijian.ingest.nothing import visible
from feijian.ingest.read.files import ENDINGS
from feijian.ingest.read.header import LONGEST
from feijian.ingest.read.personal_forms import TAKEN_OUT, is_personal
from feijian.ingest.read.raw_table import RawTable
from feijian.ingest.read.sheets import GOES_ON
from feijian.ingest.read.unfolding import FAILED
from feijian.ingest.sources.source import Source
from feijian.messages import sentence

if TYPE_CHECKING:
    import duckdb

KINDS_READ = (
    "Read are CSV and text, also with .gz, Excel, Parquet, .zip and .tar; unpack anything else."
)
ASK_WHETHER = (
    "Ask the sender whether the export broke off: a rule reads nothing as nothing charged."
)
SHOWN_VALUES = 5
TOLD_COLUMNS = 40
"""Unknown columns that are told by name; wide tables of a house have hundreds."""
CORE = frozenset({"encounter", "claim", "claim_line"})
"""Canonical tables without which a delivery says nothing of anybody's charges."""


def notes_on(
    connection: duckdb.DuckDBPyConnection,
    unrecognised: Sequence[str],
    raws: Sequence[RawTable],
    source: Source,
) -> Iterator[Problem]:
    """Files and columns that are not known, and those that are and were not sent: one line each."""
    yield from _files_left_out(unrecognised)
    lacking: dict[str, tuple[str, ...]] = {}
    for raw in raws:
        used = columns_used(raw.table, source.of_source(raw.table.name))
        if not raw.read:
            yield Problem(
                raw.shown,
                "only a header, no rows",
                "Right where there was nothing to tell; else ask the sender for the rows.",
            )
            continue
        if raw.unknown:
            yield Problem(raw.shown, _unknown_columns(raw.unknown))
        for column, values in raw.withheld.items():
            yield Problem(
                raw.shown,
                sentence(
                    "{values} values of {column} named a person and were hashed",
                    values=values,
                    column=column,
                ),
                "Ask the sender why: rows shifted by a field, or a name where a code is due.",
            )
        if raw.hidden:
            yield Problem(
                raw.shown,
                sentence("rows hidden in the workbook, read like the others: {n}", n=raw.hidden),
                "A filter may have been left on; rows that were withdrawn are to be deleted, not hidden.",
            )
        if raw.open_number:
            yield Problem(
                raw.shown,
                "the last line has no end: its last number may have been cut",
                "Compare the last row with the sender's, or ask for an end to the last line.",
            )
        if raw.ragged:
            yield Problem(
                raw.shown, sentence("{n} rows with a wrong number of fields", n=len(raw.ragged))
            )
        yield from _values_read(connection, raw, used)
        missed = tuple(name for name in raw.missing if name in used)
        lacking[raw.table.name] = tuple(
            n for n in lacking.get(raw.table.name, missed) if n in missed
        )
    yield from unlike_parts(raws, source)
    yield from unknown_codes(raws)
    short = {table: names for table, names in lacking.items() if names}
    for table, names in short.items():
        yield Problem(table, sentence("without the columns {names}", names=", ".join(names)))
    absent = sorted(source.tables.keys() - {raw.table.name for raw in raws})
    if absent:
        yield Problem(
            "", sentence("tables not in this delivery: {absent}", absent=", ".join(absent))
        )
    if absent or short or not all(raw.read for raw in raws):
        yield Problem("", "a rule that needs what is missing is 'not applicable' and names it")


def _unknown_columns(names: Sequence[str]) -> str:
    """Columns that were kept out, by name: no more than can be read, and none that names a person."""
    told = ", ".join(
        TAKEN_OUT if is_personal(name) else name[:LONGEST] for name in names[:TOLD_COLUMNS]
    )
    if len(names) <= TOLD_COLUMNS:
        return sentence("unknown columns, kept out: {unknown}", unknown=told)
    return sentence(
        "unknown columns, kept out: {unknown} and {n} more",
        unknown=told,
        n=len(names) - TOLD_COLUMNS,
    )


def _files_left_out(unrecognised: Sequence[str]) -> Iterator[Problem]:
    """Files and sheets that belong to no table, each with why."""
    for name in unrecognised:
        if name.endswith(f" {GOES_ON}"):
            continue  # a doubt: see `sheets_going_on`
        if "#" in name and name.endswith(" (hidden)"):
            yield Problem(
                name, "a hidden sheet was left out", "Name it after a table to have it read."
            )
        elif name.endswith(f" {FAILED}"):
            file, _, number = name.removesuffix(f" {FAILED}").rpartition("#")
            yield Problem(
                file,
                sentence("messages that failed were left out: {n}", n=int(number)),
                "What they asked for did not happen; messages sent again stand for themselves.",
            )
        elif name.endswith(" (put away)"):
            yield Problem(
                name.removesuffix(" (put away)"),
                "was left out: its name says that it was withdrawn, or is a template",
                "If it is data, call it otherwise and load it too.",
            )
        elif "#" not in name and not name.lower().endswith(ENDINGS):
            yield Problem(name, "is of a kind that is not read and was left out", KINDS_READ)
        else:
            yield Problem(name, "belongs to no table of this source and was left out")


def unlike_parts(raws: Sequence[RawTable], source: Source) -> Iterator[Problem]:
    """Files that lack columns which other files of their table have: their rows have nothing there."""
    sent: dict[str, set[str]] = {}
    for raw in raws:
        if raw.read:
            sent.setdefault(raw.table.name, set()).update(raw.columns)
    for raw in raws:
        used = columns_used(raw.table, source.of_source(raw.table.name))
        lacks = [c for c in raw.missing if c in used and c in sent.get(raw.table.name, ())]
        if raw.read and lacks:
            yield Problem(
                raw.shown,
                sentence(
                    "without columns that other files of {table} have: {names}",
                    table=raw.table.name,
                    names=", ".join(lacks),
                ),
                "Its rows count as empty there: ask the sender whether it was exported otherwise.",
            )


def _values_read(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, used: Sequence[str]
) -> Iterator[Problem]:
    """Values of a file that were read otherwise than they stand there, by column."""
    for column, values in unread_values(connection, raw, used).items():
        yield Problem(
            raw.shown,
            sentence(
                "{values} values of {column} cannot be read: taken as absent",
                values=values,
                column=column,
            ),
        )
    for column, values in small_providers(connection, raw, used).items():
        yield Problem(
            raw.shown,
            sentence(
                "{values} values of {column} are in lower case: read in capitals",
                values=values,
                column=column,
            ),
        )


def empty_tables(raws: Sequence[RawTable], source: Source) -> Iterator[Problem]:
    """Core tables of which only headers came, while others of the delivery have rows; or all of them."""
    filled = {raw.table.name for raw in raws if raw.read}
    if not filled:
        yield Problem("", "no file of the delivery has a row", ASK_WHETHER)
        return
    for name in sorted({raw.table.name for raw in raws if raw.table.name not in filled}):
        if any(m.decides and m.table in CORE for m in source.of_source(name)):
            yield Problem(
                name,
                "only headers were sent, while other tables of the delivery have rows",
                ASK_WHETHER,
            )


def _first_of(names: Sequence[str]) -> str:
    """The first names of a list, and how many more there are."""
    first, more = ", ".join(names[:SHOWN_VALUES]), len(names) - SHOWN_VALUES
    return sentence("{first} and {n} more", first=first, n=more) if more > 0 else first


def left_out_tables(
    unrecognised: Sequence[str], raws: Sequence[RawTable], source: Source
) -> Iterator[Problem]:
    """Sheets that go on, and files of no table where the delivery lacks visits, settlements or charges."""
    yield from sheets_going_on(unrecognised)
    came = {m.table for raw in raws for m in source.of_source(raw.table.name) if m.decides} & CORE
    left = [n for n in unrecognised if n.lower().endswith(ENDINGS)]
    lacking = sorted(
        {m.source_table for table in CORE - came for m in source.of_table(table) if m.decides}
    )
    if came and lacking and left:
        yield Problem(
            _first_of(left),
            sentence(
                "belong to no table of this source, and no file of {tables} came",
                tables=", ".join(lacking),
            ),
            "If they are of that table, name them after it and load them too.",
        )


def unread_tables(names: Sequence[str]) -> Iterator[Problem]:
    """Files that are named after tables and of a kind nobody reads: their rows are not here."""
    if names:
        yield Problem(
            _first_of(names),
            "named after tables and of kinds that are not read: their rows are not in this delivery",
            KINDS_READ,
        )


def sheets_going_on(unrecognised: Sequence[str]) -> Iterator[Problem]:
    """Sheets without a header whose rows look like those of the table beside them."""
    names = [n.removesuffix(f" {GOES_ON}") for n in unrecognised if n.endswith(f" {GOES_ON}")]
    if names:
        yield Problem(
            _first_of(names),
            "without a header, and its rows look like those of the sheet before: they were left out",
            "If the table goes on there, put the header above the rows and load it too.",
        )


def columns_in_doubt(raws: Sequence[RawTable]) -> Iterator[Problem]:
    """Columns whose long numbers lost their digits, days that are a day early, and what seems to say which rows were withdrawn."""
    for raw in raws:
        if raw.struck:
            yield Problem(
                raw.shown,
                sentence(
                    "rows struck through in the workbook, read like the others: {n}", n=raw.struck
                ),
                "If somebody took them out by hand, delete them and load the file again.",
            )
        for column in raw.shifted_days:
            yield Problem(
                raw.shown,
                sentence(
                    "all times of {column} are midnight in China as UTC has it", column=column
                ),
                "Each day may be one too early: ask the sender for days, or for times in China.",
            )
        for column in raw.lost_digits:
            yield Problem(
                raw.shown,
                sentence(
                    "all long numbers of {column} end in zeros beyond the fifteenth digit",
                    column=column,
                ),
                "A spreadsheet may have saved them: ask the sender for an export in which they are text.",
            )
        for name, words in raw.marks.items():
            told = ", ".join(f"{visible(word) or '-'} ({n:,})" for word, n in words.items())
            yield Problem(
                raw.shown,
                sentence(
                    "the column '{name}' may mark withdrawn rows and is not read: {told}",
                    name=visible(name),
                    told=told,
                ),
                "Ask the sender what its words mean; withdrawn rows are to be sent with vali_flag 0, or not at all.",
            )


def of_another_table(raws: Sequence[RawTable], source: Source) -> Iterator[Problem]:
    """Files that have a column of another table beside all that they share with it: sales and returns, for one."""
    for raw in raws:
        gives = {m.table for m in source.of_source(raw.table.name)}
        for other in source.tables.values():
            if other.name == raw.table.name or not raw.read:
                continue
            its = {m.table for m in source.of_source(other.name)}
            known = {*other.names.values()}
            own = [u for u in raw.unknown if u in other.names]
            whole = known.issuperset(raw.columns) and {*other.required} <= {*raw.columns, *own}
            if gives & its and own and whole:
                yield Problem(
                    raw.shown,
                    sentence(
                        "named after {table}, with columns of {other}: {names}",
                        table=raw.table.name,
                        other=other.name,
                        names=", ".join(own[:SHOWN_VALUES]),
                    ),
                    "If it is the other table, name it so: what one sold the other took back.",
                )


def sealed_files(names: Sequence[str]) -> Iterator[Problem]:
    """Archives, volumes and dumps that nobody opened: any rows may be in them."""
    if names:
        yield Problem(
            _first_of(names),
            "archives or dumps that are not read: what is in them is not in this delivery",
            KINDS_READ,
        )


def unknown_codes(raws: Sequence[RawTable]) -> Iterator[Problem]:
    """Values of coded columns that are in no dictionary, by column, with how often they stand there."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    aside: set[tuple[str, str]] = set()
    for raw in raws:
        for column, coded in raw.codes.items():
            counted = found.setdefault((raw.table.name, column), {})
            for value, rows in coded.unknown.items():
                counted[value] = counted.get(value, 0) + rows
            if coded.sets_aside:
                aside.add((raw.table.name, column))
    for (table, column), counted in sorted(found.items()):
        if not counted:
            continue
        most = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
        told = ", ".join(f"{visible(value[:20])} ({rows})" for value, rows in most[:SHOWN_VALUES])
        more = (
            sentence(" and {n} more", n=len(most) - SHOWN_VALUES)
            if len(most) > SHOWN_VALUES
            else ""
        )
        plural = "value is" if len(most) == 1 else "values are"
        fate = "; their rows are set aside" if (table, column) in aside else ""
        yield Problem(
            table,
            sentence(
                "{n} {plural} not in the dictionary of {column}: {told}{part}{fate}",
                n=len(most),
                plural=plural,
                column=column,
                told=told,
                part=more,
                fate=fate,
            ),
            "Add the words to the source's dictionaries.yaml, or ask the sender what they mean.",
        )
