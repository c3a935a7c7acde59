"""Settled cases: findings or lines recovered or self-corrected before this run."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from feijian.errors import ImportRefused, Problem
from feijian.ingest.read.header import plain_name
from feijian.leads.labels import restored
from feijian.messages import sentence
from feijian.rules.findings import Finding
from feijian.verdicts import form
from feijian.workspace import Workspace
from feijian.workspace.single import first_row

COLUMNS = {"finding_id", "claim_line_id"}
DESTROYED = re.compile("[0-9]([.][0-9]*)?[eE][+][0-9]+|[0-9][.][0-9]*[eE][0-9]{2}|[0-9]{12,}[.]0*")
"""Digits that went through a floating-point number."""
DDL = """
create table if not exists dealt_with (
    kind text not null, id text not null, how text, source text, imported_at text not null,
    primary key (kind, id)
)
"""


@dataclass(frozen=True)
class Settled:
    """Ids of findings and of claim lines that were settled earlier."""

    findings: frozenset[str] = frozenset()
    lines: frozenset[str] = frozenset()

    def covers(self, finding: Finding) -> bool:
        """True for a finding named itself, or whose lines were all settled."""
        if finding["finding_id"] in self.findings:
            return True
        lines = finding["claim_line_ids"]
        return bool(lines) and self.lines.issuperset(lines)


def read_settled(verdicts: Path) -> Settled:
    """What was imported into this workspace; nothing where nothing was."""
    if not verdicts.is_file():
        return Settled()
    with closing(sqlite3.connect(verdicts)) as database:
        database.execute(DDL)
        asked = "select id from dealt_with where kind = ?"
        findings, lines = (
            frozenset(i for (i,) in database.execute(asked, [kind]))
            for kind in ("finding_id", "claim_line_id")
        )
    return Settled(findings, lines)


def import_settled(verdicts: Path, file: Path) -> int:
    """Add a CSV or Excel list with a column finding_id or claim_line_id (and `how`, optional).

    Returns how many ids are new. Raises ImportRefused when the file cannot be read or has
    neither column.
    """
    rows = _rows(file)
    stamp = datetime.now(UTC).isoformat(timespec="seconds")
    with closing(sqlite3.connect(verdicts)) as database:
        database.execute(DDL)
        database.executemany(
            "insert or ignore into dealt_with values (?, ?, ?, ?, ?)",
            [(kind, identity, how, file.name, stamp) for kind, identity, how in rows],
        )
        database.commit()
        return database.total_changes


def settle_findings(verdicts: Path, findings: Iterable[str], how: str, source: str) -> int:
    """Mark findings as dealt with; how many are new. source: what they were settled by."""
    stamp = datetime.now(UTC).isoformat(timespec="seconds")
    with closing(sqlite3.connect(verdicts)) as database:
        database.execute(DDL)
        database.executemany(
            "insert or ignore into dealt_with values ('finding_id', ?, ?, ?, ?)",
            [(finding, how, source, stamp) for finding in findings],
        )
        database.commit()
        return database.total_changes


def unsettle_findings(verdicts: Path, source: str) -> int:
    """Take back what was settled by a source; how many findings."""
    with closing(sqlite3.connect(verdicts)) as database:
        database.execute(DDL)
        database.execute("delete from dealt_with where source = ?", [source])
        database.commit()
        return database.total_changes


def _rows(file: Path) -> list[tuple[str, str, str]]:
    """(column, id, how) of every row. Raises ImportRefused where an id has lost its digits."""
    found: list[tuple[str, str, str]] = []
    problems: list[Problem] = []
    recognised = False
    for name, rows in form.sheets_of(file):
        header = next((h for h in enumerate(rows[: form.HEADER_WITHIN]) if _places(h[1])), None)
        if header is None:
            continue
        recognised = True
        at, places = header[0], _places(header[1])
        how = next((i for i, cell in enumerate(header[1]) if plain_name(cell) == "how"), None)
        for number, row in enumerate(rows[at + 1 :], start=at + 2):
            note = row[how].strip() if how is not None and how < len(row) else ""
            for column, place in places.items():
                value = restored(row[place].strip()) if place < len(row) else ""
                if DESTROYED.fullmatch(value):
                    problems.append(
                        Problem(
                            sentence("{place}, row {number}", place=name, number=number),
                            "a spreadsheet took the id for a number: its digits are gone",
                            "Export the list again with the column as text.",
                        )
                    )
                elif value:
                    found.append((column, value, note))
    if not recognised:
        raise ImportRefused(
            Problem(
                file.name,
                "has neither column finding_id nor claim_line_id",
                "Name one of them in the first row.",
            )
        )
    if problems:
        raise ImportRefused(problems)
    return found


def _places(row: Sequence[str]) -> dict[str, int]:
    """Where the columns of ids stand, where a row names any."""
    return {name: i for i, cell in enumerate(row) if (name := plain_name(cell)) in COLUMNS}


def unknown_lines(workspace: Workspace, file: Path) -> tuple[int, int]:
    """How many charges a list names that no delivery brought, and how many it names."""
    wanted = sorted({value for column, value, _ in _rows(file) if column == "claim_line_id"})
    if not wanted or not workspace.warehouse.is_file():
        return 0, len(wanted)
    with workspace.reading() as connection:
        row = first_row(
            connection,
            "select count(*) from (select unnest($1::varchar[]) as id) as w"
            " anti join canonical.claim_line as l on l.claim_line_id = w.id",
            [wanted],
        )
    return int(row[0]) if row else 0, len(wanted)
