"""verdicts.sqlite: what inspections found, append-only; a correction is a new row."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from feijian.contracts.published import polars_schema, published, sqlite_ddl
from feijian.errors import ImportRefused, Problem, StorageError
from feijian.messages import sentence
from feijian.verdicts.chain import extend, prepare_chain

if TYPE_CHECKING:
    import polars as pl

OUTCOMES = ("upheld", "partly", "rejected", "unclear")

# Money and probabilities are kept as text: SQLite has no decimals, and rounding here would
# change what an inspector signed.
TABLE = (
    sqlite_ddl("verdict")
    + """\
create trigger if not exists verdict_is_never_changed before update on verdict
begin
    select raise(abort, 'a verdict is never changed; a correction is a new row');
end;
create trigger if not exists verdict_is_never_removed before delete on verdict
begin
    select raise(abort, 'a verdict is never removed; a correction is a new row');
end;
"""
)
COLUMNS = tuple(c.name for c in published("verdict").columns if not c.key_position)
"""What is written of a verdict, in the order of `Verdict`; the store numbers the rows itself."""


@dataclass(frozen=True)
class Verdict:
    """What an inspection found of one finding.

    at:     when it was taken in. amount_upheld: yuan, None where nobody wrote it.
    drawn_at_random, draw_probability: whether its lead was visited by lot, and how likely
            that was; such visits speak for all those not drawn.
    amount_at_risk: the finding's amount at that time.
    """

    at: datetime
    who: str
    finding_id: str
    outcome: str
    amount_upheld: Decimal | None
    note: str
    evidence_hash: str | None
    rule_id: str
    drawn_at_random: bool = False
    draw_probability: float | None = None
    amount_at_risk: Decimal | None = None


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(path, timeout=30)) as connection:
            yield connection
    except sqlite3.IntegrityError as error:
        raise ImportRefused(
            Problem(path.name, str(error), "Check the machine's clock, and the file's values.")
        ) from None
    except sqlite3.DatabaseError as error:
        raise StorageError(
            sentence("{name} cannot be read or written: {error}", name=path.name, error=error),
            "If the disk is full, free some space; if the file is damaged, restore its backup.",
        ) from None


def append_verdicts(path: Path, verdicts: Iterable[Verdict]) -> int:
    """Add rows in one transaction; returns how many."""
    rows = [_stored(v) for v in verdicts]
    names = ", ".join(COLUMNS)
    marks = ", ".join("?" for _ in COLUMNS)
    with _opened(path) as connection:
        connection.executescript(TABLE)
        prepare_chain(connection, COLUMNS)
        with connection:
            connection.execute("begin immediate")
            connection.executemany(f"insert into verdict ({names}) values ({marks})", rows)
            extend(connection, COLUMNS)
    return len(rows)


def _stored(verdict: Verdict) -> tuple[object, ...]:
    def plain(value: object) -> object:
        if isinstance(value, datetime):
            return value.isoformat(timespec="seconds")
        if isinstance(value, bool):
            return int(value)
        return str(value) if isinstance(value, Decimal | float) else value

    return tuple(plain(value) for value in astuple(verdict))


def rows_after(path: Path, number: int) -> list[tuple[int, str, str | None]]:
    """(verdict_id, finding_id, evidence_hash) of the rows after that number, in order."""
    if not path.is_file():
        return []
    with _opened(path) as connection:
        connection.executescript(TABLE)
        return connection.execute(
            "select verdict_id, finding_id, evidence_hash from verdict "
            "where verdict_id > ? order by verdict_id",
            [number],
        ).fetchall()


def all_verdicts(path: Path, finding_ids: Collection[str] | None = None) -> pl.DataFrame:
    """Every row ever taken in (of those findings alone), oldest first; empty where there is no file yet."""
    import polars as pl

    schema = polars_schema("verdict")
    rows: list[tuple[object, ...]] = []
    if path.is_file():
        with _opened(path) as connection:
            connection.executescript(TABLE)
            prepare_chain(connection, COLUMNS)
            which, values = "", []
            if finding_ids is not None:
                which = "where finding_id in (select value from json_each(?))"
                values = [json.dumps(sorted(finding_ids))]
            rows = connection.execute(
                f"select {', '.join(schema)} from verdict {which} order by verdict_id", values
            ).fetchall()
    whole = (pl.Int64(), pl.Boolean())
    stored = {n: pl.Int64() if kind in whole else pl.String() for n, kind in schema.items()}
    return pl.DataFrame(rows, schema=stored, orient="row").cast(pl.Schema(schema))


def standing_verdicts(path: Path, finding_ids: Collection[str] | None = None) -> pl.DataFrame:
    """The newest row of each finding (of those alone): what stands after corrections, by finding_id."""
    found = all_verdicts(path, finding_ids)
    return found.unique("finding_id", keep="last").sort("finding_id")
