"""An upload of charges that are not settled yet, as text: one encounter's, or many at once.

JSON of the interface's shape, JSON lines, CSV or Parquet; what it means is read later (`unsettled`).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from feijian.errors import Problem, UsageError
from feijian.ingest.read.header import plain_name
from feijian.messages import sentence
from feijian.plain import Row

Cells = dict[str, str | None]
LINES, VISIT, DIAGNOSES = "fee_list_d", "mdtrt_d", "setl_diag_list_d"
NODES = {
    LINES: ("feedetail", "feedetl", "fee_list_d", "lines"),
    VISIT: ("mdtrtinfo", "mdtrt_d", "visit", "encounter"),
    DIAGNOSES: ("diseinfo", "setl_diag_list_d", "diagnoses"),
}
"""What the national interface (2203, 2204) and people call the parts of an upload."""
DELIMITERS = ",;\t|"
FEWER = "Send fewer encounters at once, or raise it under [limits] of feijian.toml."


@dataclass(frozen=True)
class Most:
    """How large a question may be: bytes, and charges of all its encounters."""

    bytes: int = 8_000_000
    lines: int = 20_000


@dataclass(frozen=True)
class Upload:
    """An upload as text, by platform table, and whether its names are the canonical ones.

    shown: how messages call it. shared: what holds for every row.
    """

    rows: Mapping[str, Sequence[Cells]]
    is_canonical: bool
    shown: str
    shared: Cells = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """What is asked at once: uploads, or why one of a list is none.

    is_list: a list of uploads was sent, so that a list is answered even where it has one.
    """

    parts: Sequence[Upload | UsageError]
    is_list: bool = False


@dataclass(frozen=True)
class NoJson:
    """A line of JSON lines that is no JSON, by its number in the file."""

    number: int


def read_question(path: Path, most: Most) -> Question:
    """A question from a file: JSON of the interface's shape, JSON lines, CSV or Parquet with one row a charge.

    Raises UsageError where it is none, is too large or holds no charge.
    """
    if not path.is_file():
        raise UsageError(Problem(path.name, "there is no such file", "Check --lines."))
    if path.stat().st_size > most.bytes:
        what = sentence("is larger than {most_bytes:,} bytes", most_bytes=most.bytes)
        raise UsageError(Problem(path.name, what, FEWER))
    if path.suffix.lower() == ".parquet":
        return question_of(_parquet(path), path.name, most)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(Problem(path.name, "is not UTF-8", "Save it as UTF-8.")) from None
    if path.suffix.lower() == ".csv":
        return question_of(_csv_rows(text, path.name), path.name, most)
    if path.suffix.lower() == ".jsonl":
        return question_of(lines_of(text), path.name, most)
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        what = sentence("is neither JSON nor CSV: {error}", error=error)
        raise UsageError(
            Problem(path.name, what, "Name it .json, .jsonl, .csv or .parquet.")
        ) from None
    return question_of(told, path.name, most)


def _csv_rows(text: str, shown: str) -> list[Row]:
    """Rows of a CSV by its header. A field too many or too few would shift what stands behind it."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text), delimiter=max(DELIMITERS, key=head.count), strict=True)
    rows: list[Row] = []
    names: list[str] | None = None
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if names is None:
                names = [plain_name(cell) for cell in cells]
            elif len(cells) != len(names):
                what = sentence(
                    "{fields} fields where the header has {n}{part}",
                    fields=len(cells),
                    n=len(names),
                    part="",
                )
                todo = (
                    "Give every row as many fields as the header; quote fields that hold a comma."
                )
                raise UsageError(Problem(f"{shown}:{reader.line_num}", what, todo))
            else:
                rows.append(dict(zip(names, cells, strict=True)))
    except csv.Error:
        where = f"{shown}:{reader.line_num}"
        what = "quotes that cannot be understood"
        todo = "Double a quote inside a quoted field, and close every quote."
        raise UsageError(Problem(where, what, todo)) from None
    return rows


def lines_of(text: str) -> list[Any]:
    """The values of JSON lines, one a line; `NoJson` in the place of a line that is none."""
    found: list[Any] = []
    # by line feeds alone: a text within a value may hold what else ends a line
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            found.append(json.loads(line))
        except (ValueError, RecursionError):
            found.append(NoJson(number))
    return found


def _parquet(path: Path) -> list[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return list(pq.read_table(path).to_pylist())
    except (pa.ArrowInvalid, OSError):
        raise UsageError(Problem(path.name, "is not a Parquet file", "Export it again.")) from None


def question_of(told: Any, shown: str, most: Most) -> Question:
    """A question from its JSON: one upload, a list of uploads, or a list of charges.

    Raises UsageError where it is none of them or holds too many charges. Of a list of charges none may
    be missing: nobody would be told what was left out.
    """
    unread = [one for one in told if isinstance(one, NoJson)] if isinstance(told, list) else []
    if isinstance(told, list) and any(_is_upload(one) for one in told):
        parts = [
            UsageError(_no_json(one, shown))
            if isinstance(one, NoJson)
            else _part(one, f"{shown} [{n}]")
            for n, one in enumerate(told, start=1)
        ]
        question = Question(parts, is_list=True)
    elif unread:
        raise UsageError([_no_json(one, shown) for one in unread])
    else:
        question = Question([upload_of(told, shown)])
    lines = sum(len(p.rows[LINES]) for p in question.parts if isinstance(p, Upload))
    if lines > most.lines:
        what = sentence("holds more than {most_lines:,} charges", most_lines=most.lines)
        raise UsageError(Problem(shown, what, FEWER))
    return question


def _no_json(line: NoJson, shown: str) -> Problem:
    what = sentence("line {number} is not JSON", number=line.number)
    return Problem(shown, what, "Write one JSON value a line.")


def _is_upload(told: Any) -> bool:
    """Whether an object of a list holds charges itself, and is not one."""
    if not isinstance(told, dict):
        return False
    return any(isinstance(told.get(n), dict | list) for n in (*NODES[LINES], "input", "data"))


def _part(told: Any, shown: str) -> Upload | UsageError:
    try:
        return upload_of(told, shown)
    except UsageError as error:
        return error


def upload_of(told: Any, shown: str) -> Upload:
    """An upload from its JSON: a list of charges, or an object with them and perhaps the visit.

    What stands beside the nodes (`fixmedins_code` in the head of a message) holds for every row.
    """
    if isinstance(told, list):
        told = {"feedetail": told}
    if not isinstance(told, dict):
        raise UsageError(Problem(shown, "is no list and no object", "Send a list of charges."))
    shared = {k: _text(v) for k, v in told.items() if not isinstance(v, dict | list)}
    inner = told.get("input") or told.get("data")
    if isinstance(inner, dict):
        told = inner
        shared |= {k: _text(v) for k, v in told.items() if not isinstance(v, dict | list)}
    rows = {name: _rows(told, nodes, shown) for name, nodes in NODES.items()}
    if not rows[LINES]:
        what = "holds no charge"
        raise UsageError(
            Problem(
                shown,
                what,
                sentence("Put them under one of: {nodes}.", nodes=", ".join(NODES[LINES])),
            )
        )
    return Upload(rows, any("encounter_id" in row for row in rows[LINES]), shown, shared)


def _rows(told: Mapping[str, Any], nodes: Sequence[str], shown: str) -> list[Cells]:
    found: Any = next((told[n] for n in nodes if n in told), [])
    rows = [found] if isinstance(found, dict) else found
    if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
        raise UsageError(
            Problem(
                shown,
                sentence("{nodes} is no list of objects", nodes=nodes[0]),
                "Write one object a row.",
            )
        )
    return [{str(k).strip().lower(): _text(v) for k, v in row.items()} for row in rows]


def _text(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value)
