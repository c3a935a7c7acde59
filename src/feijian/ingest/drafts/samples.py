"""A folder of somebody's files, looked at: tables, columns, kinds of values; nothing is kept."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from feijian.errors import DeliveryNotFound, DeliveryRefused, Problem
from feijian.ingest.read.books import open_book
from feijian.ingest.read.files import ENDINGS, kind_of
from feijian.ingest.read.header import SEPARATORS, cells_of, plain_name
from feijian.ingest.read.text import BrokenText, sound_text

LOOKED_AT = 2000
"""Rows of each file that are looked at."""
FEW = 20
"""Values of a column that looks coded."""
_DAY = re.compile(r"(19|20)\d\d[-/.年]?\d{1,2}[-/.月]?\d{1,2}日?")
_TIME = re.compile(_DAY.pattern + r"[ T]?\d{1,2}:?\d\d(:?\d\d)?(\.\d+)?")
_NUMBER = re.compile(r"[+-]?(\d{1,12}|\d{1,3}(,\d{3})+)(\.\d+)?")
_MONEY = re.compile(r"[+-]?(?:[¥￥]|RMB|CNY|人民币)? *([+-]?[\d,]+(?:\.\d+)?) *元?")
"""A number with the mark of yuan, as loading reads it; a column of them holds amounts."""
COUNTS = re.compile(r"数|量|天$|cnt|count|quantity|units|qty|days|(^|_)num(_|$)")
AMOUNTS = re.compile(r"金额|费$|总额|单价|价格|支付|amt|amount|price|prc|cost|(^|_)fee$|pay$")


@dataclass(frozen=True)
class SampleColumn:
    """A column as a file shows it.

    reads: what kind of text it is; empty for other types. filled: share of rows that have a value.
    seen: its values, where they are few.
    """

    name: str
    label: str
    physical_type: str
    reads: str
    filled: float
    seen: tuple[str, ...] = ()


@dataclass(frozen=True)
class SampleTable:
    """One file, or sheet: what a contract can be drafted from."""

    name: str
    file: str
    columns: tuple[SampleColumn, ...]


def samples_of(folder: Path, scratch: Path) -> list[SampleTable]:
    """The tables of a folder.

    Raises DeliveryNotFound where none is there to be read, DeliveryRefused for a broken file.
    """
    found: dict[str, SampleTable] = {}
    paths = [folder] if folder.is_file() else sorted(p for p in folder.rglob("*") if p.is_file())
    for path in paths:
        if path.name.startswith((".", "~$")) or not path.name.lower().endswith(ENDINGS):
            continue
        try:
            tables = list(_rows_of(path, scratch))
        except BrokenText as error:
            raise DeliveryRefused(error.problem) from None
        for stem, rows in tables:
            at = _header_at(rows)
            if at is None:
                continue
            name = _slug(stem, len(found))
            if name not in found:
                columns = tuple(_columns(rows[at], rows[at + 1 :]))
                file = re.sub(r"[_-]?(19|20)[0-9]{2,6}$", "", stem.lower())
                found[name] = SampleTable(name, file or stem, columns)
    if not found:
        raise DeliveryNotFound(
            Problem(
                folder.name, "holds no file with a header and rows", "Give a folder of samples."
            )
        )
    return list(found.values())


def _rows_of(path: Path, scratch: Path) -> Iterator[tuple[str, list[list[str]]]]:
    kind = kind_of(path)
    stem = path.name.split(".")[0]
    if kind == "excel":
        book = open_book(path, path.name)
        for sheet in book.names:
            columns = book.grid(sheet, LOOKED_AT)
            rows = [[_text(c) for c in row] for row in zip(*columns, strict=True)]
            yield (stem if len(book.names) == 1 else sheet), rows
    elif kind == "parquet":
        import duckdb

        with duckdb.connect(":memory:") as connection:
            read = connection.execute(
                "select * from read_parquet($1) limit $2", [str(path), LOOKED_AT]
            )
            names = [d[0] for d in read.description or ()]
            yield stem, [names, *([_text(c) for c in row] for row in read.fetchall())]
    else:
        text = sound_text(path, path.name, scratch / "sample.csv")
        with text.path.open(encoding="utf-8-sig", newline="") as lines:
            top = list(islice(lines, LOOKED_AT))
        delimiter = max(SEPARATORS, key=lambda d: sum(line.count(d) > 0 for line in top[:20]))
        yield stem, list(csv.reader(top, delimiter=delimiter)) if top else [cells_of("", ",")]


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _header_at(rows: Sequence[Sequence[str]]) -> int | None:
    """The first line whose cells are mostly filled and all different, with a row below it."""
    width = max((len(r) for r in rows), default=0)
    for at, row in enumerate(rows[:10]):
        names = [plain_name(c) for c in row if plain_name(c)]
        if (
            len(names) >= max(2, width * 0.6)
            and len(set(names)) == len(names)
            and at + 1 < len(rows)
        ):
            return at
    return None


def _slug(text: str, number: int) -> str:
    """A name that SQL takes bare; Chinese names stay as they are."""
    plain = re.sub(r"\W+", "_", text.lower()).strip("_")
    plain = re.sub(r"_?(19|20)\d{2,6}$", "", plain)
    return plain if plain and not plain[0].isdigit() else f"table_{number + 1}"


def _columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[SampleColumn]:
    names: set[str] = set()
    for place, cell in enumerate(header):
        label = plain_name(cell)
        if not label:
            continue
        name = re.sub(r"\W+", "_", label).strip("_") or f"c{place + 1}"
        name = name if not name[0].isdigit() else f"c_{name}"
        while name in names:
            name += "_"
        names.add(name)
        values = [r[place].strip() for r in rows if place < len(r) and r[place].strip()]
        kind, reads = _kind(label, values)
        yield SampleColumn(
            name, label, kind, reads, len(values) / len(rows) if rows else 0.0, _few(values)
        )


def _kind(label: str, values: Sequence[str]) -> tuple[str, str]:
    """(type, kind of text) that all values fit."""
    named = re.search(r"(id|code|codg|_no|_sn|npi|编码|编号|代码|流水号|号)$", label)
    if values and all(_DAY.fullmatch(v) for v in values) and not named:
        return "date", ""
    if values and all(_DAY.fullmatch(v) or _TIME.fullmatch(v) for v in values) and not named:
        return "timestamp", ""
    marked = [m[1] for v in values if (m := _MONEY.fullmatch(v))]
    is_money = len(marked) == len(values) > 0 and not named
    if is_money and (marked != list(values) or AMOUNTS.search(label)):
        scale = max(len(v.partition(".")[2]) for v in marked)
        return f"decimal(18,{6 if scale > 2 else 2})", ""
    if values and not named and all(_NUMBER.fullmatch(v) for v in values):
        if any(len(v) > 1 and v[0] == "0" and v[1] != "." for v in values):
            return "varchar", "identifier"
        scale = max(len(v.partition(".")[2]) for v in values)
        if scale == 0 and len(set(values)) <= 20 and max(len(v) for v in values) <= 4:
            return (
                ("decimal(18,4)", "")
                if re.search(r"量|quantity|qty", label)
                else ("integer", "")
                if COUNTS.search(label)
                else ("varchar", "code")
            )
        return f"decimal(18,{4 if scale > 2 or scale == 0 else 2})", ""
    if named or (values and all(re.fullmatch(r"[0-9A-Z]{8,}", v) for v in values)):
        icd = re.search(r"诊断|疾病|icd|diag", label) is not None
        return "varchar", "medical_code" if icd else "identifier"
    return "varchar", ""


def _few(values: Sequence[str]) -> tuple[str, ...]:
    found = sorted(set(values))
    return tuple(found) if len(found) <= FEW and len(values) > len(found) else ()
