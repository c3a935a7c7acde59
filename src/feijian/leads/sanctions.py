"""Past sanctions, an optional table of a bureau's own: whom they were against, and since when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from feijian.errors import ImportRefused, Problem
from feijian.ingest.read.handed_in import HandedIn, handed_in
from feijian.ingest.read.text import BrokenText
from feijian.messages import sentence

COLUMNS = ("instrument", "date", "provider_id", "practitioner_id")
MOST_TOLD = 20


@dataclass(frozen=True)
class Sanction:
    """One decision. instrument: its number; exactly one of provider and practitioner is named."""

    instrument: str
    on: date
    provider_id: str
    practitioner_id: str


def read_sanctions(file: Path | None) -> list[Sanction]:
    """The table of [sanctions] in feijian.toml; nothing where none is named.

    Raises ImportRefused with every row that cannot be read.
    """
    if file is None:
        return []
    try:
        if file.suffix.lower() in (".xlsx", ".xls"):
            frame = pl.read_excel(file, infer_schema_length=0)
            table = HandedIn(tuple(frame.columns), tuple(frame.iter_rows(named=True)))
        else:
            table = handed_in(file)
    except BrokenText as error:
        raise ImportRefused(error.problem) from None
    except (OSError, pl.exceptions.PolarsError) as error:
        todo = "Check 'file' under [sanctions] in feijian.toml."
        what = sentence("cannot be read: {kind}", kind=type(error).__name__)
        raise ImportRefused(Problem(file.name, what, todo)) from None
    lacking = [c for c in ("instrument", "date") if c not in table.columns]
    if not {"provider_id", "practitioner_id"} & set(table.columns):
        lacking.append("provider_id or practitioner_id")
    if lacking:
        todo = sentence("The columns are: {columns}.", columns=", ".join(COLUMNS))
        raise ImportRefused(
            Problem(file.name, sentence("lacks {lacking}", lacking=", ".join(lacking)), todo)
        )
    found, problems = [], []
    for line, row in enumerate(table.records, start=2):
        told = {name: str(row.get(name) or "").strip() for name in COLUMNS}
        where = f"{file.name}:{line}"
        try:
            # a spreadsheet writes 2025/3/1
            on = date(*map(int, re.split("[-/.]", re.split("[ T]", told["date"])[0])))
        except (TypeError, ValueError):
            problems.append(
                Problem(
                    where,
                    sentence("date is {told!r}", told=told["date"]),
                    "Write it as 2025-03-31.",
                )
            )
            continue
        if bool(told["provider_id"]) == bool(told["practitioner_id"]):
            what = "names neither or both of provider and practitioner"
            problems.append(Problem(where, what, "Give one row to each."))
            continue
        found.append(Sanction(told["instrument"], on, told["provider_id"], told["practitioner_id"]))
    if problems:
        raise ImportRefused(problems[:MOST_TOLD])
    return found
