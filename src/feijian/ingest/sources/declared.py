"""What a source's contracts declare: words that are read, names that exist, nothing meant twice."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from functools import cache

from feijian.contracts.model import Column, Table
from feijian.errors import Problem
from feijian.ingest.sources.source import SourceTable
from feijian.ingest.values import ZULU
from feijian.messages import sentence

CHOICES: dict[str, tuple[str, ...]] = {
    "reads": ("identifier", "label", "medical_code", "trace_code", "code", "text"),
    "privacy": ("keyed", "drop"),
    "unknown": ("quarantine",),
    "unreadable": ("absent",),
    "several": ("split",),
}
"""Properties of a column that have a word of a list."""
PATTERNS = ("damaged", "rounded", "shape")
"""Properties of a column that are regular expressions."""
OF_A_COLUMN = (*CHOICES, *PATTERNS, "alsoNamed", "dictionary", "partOf")
OF_A_TABLE = ("files", "void", "version", "delimiter", "int96Zone", "zulu")


def declared_faults(tables: Iterable[SourceTable]) -> Iterator[Problem]:
    """Everything that contracts of one source say and nobody could follow, with file and line."""
    claimed: dict[str, str] = {}
    for table in tables:
        yield from _of_table(table.contract)
        for file in table.files:
            other = claimed.setdefault(file, table.name)
            if other != table.name:
                yield Problem(
                    place(table.contract, "property: files"),
                    sentence("the file name {file!r} means {other} too", file=file, other=other),
                    "Let each name stand in one contract.",
                )


def place(contract: Table, word: str, after: str = "") -> str:
    """`file:line` of the first line that has a word, below the line that names a column."""
    begun = not after
    for number, line in enumerate(
        contract.file.path.read_text(encoding="utf-8").splitlines(), start=1
    ):
        if not begun and re.search(rf"\bname: *['\"]?{re.escape(after)}\b", line):
            begun = True
        if begun and word in line:
            return f"{contract.file.shown}:{number}"
    return f"{contract.file.shown}:1"


def _of_table(contract: Table) -> Iterator[Problem]:
    custom = contract.custom
    files = custom.get("files")
    if files is not None and not (_is_texts(files) and files and all(str(f) for f in files)):
        yield Problem(
            place(contract, "property: files"), "'files' is not a list of texts", "Write ['a']."
        )
    yield from _mistyped(contract, custom, OF_A_TABLE, "")
    zulu = custom.get("zulu")
    if zulu is not None and zulu not in ZULU:
        at = place(contract, "property: zulu")
        yield Problem(
            at,
            sentence("'zulu' is {zulu!r}", zulu=zulu),
            sentence("One of: {zulu}.", zulu=", ".join(ZULU)),
        )
    version = custom.get("version")
    if version and contract.column(str(version)) is None:
        what = sentence(
            "'version' names {version}, which is no column of {name}",
            version=version,
            name=contract.name,
        )
        yield Problem(place(contract, "property: version"), what)
    split = [c.name for c in contract.columns if c.custom.get("several")]
    if len(split) > 1:
        at = place(contract, "property: several", split[1])
        yield Problem(
            at,
            sentence(
                "cells of {split} and of {split2} are to be split: one column can be",
                split=split[0],
                split2=split[1],
            ),
        )
    seen: set[str] = set()
    for column in contract.columns:
        if column.name.lower() in seen:
            what = sentence("the column {name} stands twice", name=column.name)
            yield Problem(place(contract, column.name), what)
        seen.add(column.name.lower())
        yield from _of_column(contract, column)


@cache
def _no_pattern(pattern: str) -> str:
    """What is wrong with a regular expression; empty where both Python and the engine can follow it.

    The engine reads fewer than Python: it looks neither ahead nor behind and refers to no group.
    """
    import duckdb

    try:
        re.compile(pattern)
    except re.error as error:
        return str(error)
    if not pattern:
        return ""
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        try:
            connection.execute("select regexp_full_match('', $1)", [pattern])
        except duckdb.Error as error:
            return str(error).partition(": ")[2].splitlines()[0]
    return ""


def _of_column(contract: Table, column: Column) -> Iterator[Problem]:
    for name, words in CHOICES.items():
        value = column.custom.get(name)
        if value is not None and value not in words:
            at = place(contract, str(value), column.name)
            what = sentence(
                "{name}: {name2!r} is {value!r}", name=column.name, name2=name, value=value
            )
            yield Problem(at, what, sentence("One of: {words}.", words=", ".join(words)))
    for name in PATTERNS:
        wrong = _no_pattern(str(column.custom.get(name) or ""))
        if wrong:
            what = sentence(
                "{name}: {name2!r} is no regular expression: {error}",
                name=column.name,
                name2=name,
                error=wrong,
            )
            yield Problem(place(contract, name, column.name), what)
    also = column.custom.get("alsoNamed")
    if also is not None and not _is_texts(also):
        at = place(contract, "alsoNamed", column.name)
        yield Problem(
            at,
            sentence("{name}: 'alsoNamed' is not a list of texts", name=column.name),
            "Write [a, b].",
        )
    yield from _no_whole(contract, column)
    yield from _mistyped(contract, column.custom, OF_A_COLUMN, column.name)


def _no_whole(contract: Table, column: Column) -> Iterator[Problem]:
    """What a column is said to be part of, and the house by which both are compared, have to be there."""
    told = column.custom.get("partOf")
    if told is None:
        return
    names = {c.name for c in contract.columns}
    if not isinstance(told, dict) or not {told.get("sum"), told.get("house")} <= names:
        yield Problem(
            place(contract, "partOf", column.name),
            sentence("{name}: 'partOf' names no column of this contract", name=column.name),
            "Write {sum: column, house: column}.",
        )


def _mistyped(
    contract: Table, custom: Iterable[str], known: tuple[str, ...], column: str
) -> Iterator[Problem]:
    """Properties that are nearly one that is read: others may be somebody else's."""
    for name in custom:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.8)
        if name not in known and near and name != "transform":
            what = sentence(
                "{part}the property {name!r} is read by nobody",
                part=(column + ": " if column else ""),
                name=name,
            )
            yield Problem(
                place(contract, name, column), what, sentence("Did you mean {near}?", near=near[0])
            )


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(v, str | int | float) for v in value)
