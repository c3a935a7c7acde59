"""The steps of a load as they were taken: each statement with what it reads and writes, rows, seconds.

A load ties its modules together by relations: what one step writes another reads. `Recording` stands
before the connection and writes down every statement that passes, so that `feijian load --explain`
can show the whole chain of one delivery in its order. Without it nothing is parsed or kept.
"""

from __future__ import annotations

import re
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

WRITTEN = re.compile(
    r"^\s*(?:create(?: or replace)?(?: temp)? table(?: if not exists)?|insert into|delete from|update"
    r"|drop table(?: if exists)?)\s+([\w.]+)",
    re.IGNORECASE,
)
READ = re.compile(r"\b(?:from|join)\s+([a-z_][\w.]*)", re.IGNORECASE)
OWN = "feijian.ingest."
"""Steps are named by the module of ingest that asks for them."""


@dataclass(frozen=True)
class LoadStep:
    """One statement of a load.

    name: module and function that asked for it. rows: written; None where it writes none.
    """

    name: str
    sql: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    rows: int | None
    seconds: float

    def text(self) -> str:
        """As `--explain` prints it."""
        rows = "" if self.rows is None else f"  {self.rows:,} rows"
        body = "\n".join(f"    {line.rstrip()}" for line in self.sql.strip().splitlines() if line)
        return (
            f"{self.name}  {self.seconds:.3f} s{rows}\n"
            f"  reads: {', '.join(self.reads) or '-'}\n"
            f"  writes: {', '.join(self.writes) or '-'}\n{body}"
        )


@dataclass(eq=False)
class Recording:
    """A connection that writes down what passes; everything else it leaves to the connection."""

    connection: duckdb.DuckDBPyConnection
    steps: list[LoadStep] = field(default_factory=list)

    def execute(self, query: Any, parameters: Any = None) -> Any:
        """As the connection's own; the count of rows written is read here and handed on."""
        sql = query if isinstance(query, str) else query.query  # a statement the engine has read
        reads, writes, counts = relations(sql)
        given = () if parameters is None else (parameters,)
        begun = time.monotonic()
        result: Any = self.connection.execute(query, *given)
        rows = None
        if counts:
            told = result.fetchall()
            rows = int(told[0][0]) if told else None
            result = _Fetched(told)
        seconds = time.monotonic() - begun
        self.steps.append(LoadStep(_asked_by(), sql, reads, writes, rows, seconds))
        return result

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)


@dataclass
class _Fetched:
    """The count that a statement gave, for a caller that asks for it too."""

    rows: list[tuple[Any, ...]]

    def fetchall(self) -> list[tuple[Any, ...]]:
        rows, self.rows = self.rows, []
        return rows

    def fetchone(self) -> tuple[Any, ...] | None:
        return self.rows.pop(0) if self.rows else None


def relations(sql: str) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Relations read and written by a statement, and whether it tells how many rows it wrote."""
    import sqlglot
    from sqlglot import exp
    from sqlglot.errors import SqlglotError

    try:
        tree = sqlglot.parse_one(sql, dialect="duckdb")
    except SqlglotError:  # a text of the engine's own that the parser lacks: by its words, then
        return _by_words(sql)
    written: list[exp.Table] = []
    if isinstance(tree, exp.Drop):
        written = list(tree.find_all(exp.Table))
    elif isinstance(tree, exp.Create | exp.Insert | exp.Delete | exp.Update):
        target = tree.this.this if isinstance(tree.this, exp.Schema) else tree.this
        written = [target] if isinstance(target, exp.Table) else []
    own = {cte.alias_or_name for cte in tree.find_all(exp.CTE)}
    names = {
        _named(table)
        for table in tree.find_all(exp.Table)
        if not any(table is t for t in written) and (table.db or table.name not in own)
    }
    counts = isinstance(tree, exp.Insert | exp.Delete | exp.Update) or (
        isinstance(tree, exp.Create) and tree.kind == "TABLE" and tree.expression is not None
    )
    return tuple(sorted(names - {""})), tuple(_named(t) for t in written), counts


def _by_words(sql: str) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    written = tuple(WRITTEN.findall(sql)[:1])
    return tuple(sorted(set(READ.findall(sql)) - set(written))), written, False


def _named(table: Any) -> str:
    return ".".join(part.name for part in table.parts if part.name)


def _asked_by() -> str:
    """Module and function of the nearest caller within ingest, besides this one."""
    frame = sys._getframe(1)
    while frame.f_back is not None:
        frame = frame.f_back
        module = str(frame.f_globals.get("__name__", ""))
        if module.startswith(OWN) and module != __name__:
            return f"{module.removeprefix(OWN)}.{frame.f_code.co_name}"
    return "load"
