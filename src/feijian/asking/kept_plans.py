"""Plans that one database keeps: over a few rows, to plan a query costs more than to answer it.

The engine plans a prepared statement anew each time where its optimizer had a hand in it, since that may
rest on the rows of the moment; a plan that is made without the optimizer is kept. So are these: joined and
tested as the query is written, which over many rows can take far longer (see `FEW_ROWS` of `unsettled_world`).
Plans last as long as the tables they read: a database whose tables are dropped or made anew plans them anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from feijian.contracts.world import kept_statement

if TYPE_CHECKING:
    import duckdb

SETTING = "enable_optimizer"
"""What a connection that is shut has to leave open (`sql_limits.shut`) for plans to be kept."""

PIECE = re.compile(
    r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\$(?P<name>[a-z_][a-z_0-9]*)",
    re.DOTALL | re.IGNORECASE,
)
"""What a parameter's sign may stand in without being one, and a parameter."""


class KeptPlans:
    """The plans of one connection, made when they are first asked for."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._named: dict[tuple[str, str], str | duckdb.Statement | None] = {}

    def run(
        self, sql: str, values: Mapping[str, object] | None = None
    ) -> duckdb.DuckDBPyConnection:
        """Ask a statement. Raises what it raises when it is asked as it stands."""
        key = (sql, repr(values) if values else "")
        if key not in self._named:
            self._named[key] = self._kept(sql, values or {})
        kept = self._named[key]
        if kept is None:
            return self._connection.execute(kept_statement(sql), values or {})
        return self._connection.execute(kept)

    def is_empty(self, sql: str, values: Mapping[str, object] | None = None) -> bool:
        """Whether a query has no row. False where its plan cannot be kept, or it fails."""
        import duckdb

        key = (sql, repr(values) if values else "")
        if key not in self._named:
            self._named[key] = self._kept(sql, values or {})
        kept = self._named[key]
        try:
            return kept is not None and not self._connection.execute(kept).fetchall()
        except duckdb.InterruptException:
            raise
        except duckdb.Error:
            return False

    def _kept(self, sql: str, values: Mapping[str, object]) -> str | duckdb.Statement | None:
        """The statement that runs the plan; None where there is none to keep."""
        import duckdb

        name = f"kept_{len(self._named)}"
        try:
            written = self._with_values(sql, values)
            self._connection.execute(f"set {SETTING} = false")
            try:
                self._connection.execute(f"prepare {name} as {written}")
            finally:
                self._connection.execute(f"set {SETTING} = true")
        except (duckdb.Error, KeyError):
            return None  # asked as it stands it says what is wrong
        return kept_statement(f"execute {name}")

    def _with_values(self, sql: str, values: Mapping[str, object]) -> str:
        """A query with its values in the place of its parameters, of the types they have as such."""
        written = {name.lower(): self._written(value) for name, value in values.items()}

        def piece(found: re.Match[str]) -> str:
            name = found["name"]
            return found[0] if name is None else written[name.lower()]

        return PIECE.sub(piece, sql)

    def _written(self, value: object) -> str:
        if isinstance(value, str):
            return _quoted(value)
        if isinstance(value, list):
            return f"cast([{', '.join(self._written(one) for one in value)}] as varchar[])"
        kind, text = self._connection.execute(
            "select typeof($1), cast($1 as varchar)", [value]
        ).fetchall()[0]
        return "null" if text is None else f"cast({_quoted(text)} as {kind})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
