"""Settled cases: findings or lines recovered or self-corrected before this run."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from feijian.errors import ImportRefused, Problem
from feijian.messages import sentence
from feijian.rules.findings import Finding

COLUMNS = {"finding_id", "claim_line_id"}
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


def _rows(file: Path) -> Iterable[tuple[str, str, str]]:
    import polars as pl

    try:
        if file.suffix.lower() in (".xlsx", ".xls"):
            frame = pl.read_excel(file, infer_schema_length=0)
        else:
            frame = pl.read_csv(file, infer_schema_length=0, encoding="utf8-lossy")
    except (OSError, pl.exceptions.PolarsError) as error:
        raise ImportRefused(
            Problem(file.name, sentence("cannot be read: {kind}", kind=type(error).__name__))
        ) from None
    named = [c for c in frame.columns if c in COLUMNS]
    if not named:
        raise ImportRefused(
            Problem(
                file.name,
                "has neither column finding_id nor claim_line_id",
                "Name one of them in the first row.",
            )
        )
    how = pl.col("how") if "how" in frame.columns else pl.lit(None).alias("how")
    return [
        (column, str(value).strip(), str(note or ""))
        for column in named
        for value, note in frame.select(column, how).iter_rows()
        if value is not None and str(value).strip()
    ]
