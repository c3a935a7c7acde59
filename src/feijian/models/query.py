"""The rows of a model: its query run on a connection, as a table of doubles in a fixed order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from feijian.contracts import SEARCH_PATH, quoted
from feijian.contracts.sql_limits import DEFAULT_SECONDS, QueryTooLong, within
from feijian.messages import sentence
from feijian.models.model import Model
from feijian.rules.parameter import Bindings, Given

if TYPE_CHECKING:
    import duckdb
    import polars as pl
    import pyarrow as pa


ROWS_BYTES = 3 * 2**30
"""What the rows of a model may take beside the engine, which has half of its memory for that: a million
subjects with forty features, and the engine's own copy of them."""


class ModelRefused(ValueError):  # noqa: N818 - an outcome of one model, not an error of a user
    """The rows of a model cannot be compared; the text says why."""


class NotApplicable(Exception):  # noqa: N818 - an outcome; the text names what was missing
    """The model has nothing to compare here; subjects: rows its query returned."""

    def __init__(self, reason: str, subjects: int = 0) -> None:
        super().__init__(reason)
        self.subjects = subjects


def bound_values(model: Model, changed: Given, as_of: date) -> Bindings:
    """The value of each `$name` of the query: the defaults, the changed ones in their place.

    Raises ValueError when a changed value does not fit its parameter.
    """
    values: Bindings = {p.name: p.bound(changed.get(p.name, p.default)) for p in model.parameters}
    if "as_of" in model.binds:
        values["as_of"] = as_of
    return values


def lacking(model: Model, connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Names of needed tables that are not there or hold no row."""
    missing = []
    for schema, name in sorted(model.reads, key=lambda r: (r[0] or "", r[1])):
        shown = f"{schema}.{name}" if schema else name
        if shown in model.optional:
            continue
        places = [schema] if schema else SEARCH_PATH.split(",")
        found = connection.execute(
            "select table_schema from information_schema.tables "
            "where table_name = ? and list_contains(?, table_schema)",
            [name, places],
        ).fetchall()
        if not found or not _holds_rows(connection, str(found[0][0]), name):
            missing.append(shown)
    return missing


def _holds_rows(connection: duckdb.DuckDBPyConnection, schema: str, name: str) -> bool:
    return bool(connection.execute(f"select 1 from {schema}.{quoted(name)} limit 1").fetchall())


def subject_rows(
    model: Model,
    connection: duckdb.DuckDBPyConnection,
    values: Mapping[str, Any],
    seconds: float = DEFAULT_SECONDS,
) -> pl.DataFrame:
    """One row per subject and period of a DuckDB's; see `subjects`. Raises ModelRefused as that does."""
    try:
        with within(connection, seconds, ROWS_BYTES):
            table = connection.sql(asked_of(model), params=dict(values)).to_arrow_table()
    except QueryTooLong as error:
        raise ModelRefused(str(error)) from None
    return subjects(table)


def asked_of(model: Model) -> str:
    """The model's query with features and counts as doubles, for whatever engine holds the rows."""
    doubles = {f.name for f in model.features} | set(model.count_columns)
    columns = ",\n  ".join(
        f"cast({quoted(c)} as double) as {quoted(c)}" if c in doubles else quoted(c)
        for c in model.outputs()
    )
    return f"select {columns}\nfrom (\n{model.sql.rstrip().rstrip(';')}\n) as subject_row"


def subjects(table: pa.Table) -> pl.DataFrame:
    """The rows of a model's query, one per subject and period, sorted.

    Raises ModelRefused when a subject stands twice in a period or has no id.
    """
    import polars as pl

    rows = pl.from_arrow(table)
    assert isinstance(rows, pl.DataFrame)
    if rows["subject_id"].null_count() or rows["period_from"].null_count():
        raise ModelRefused("the query returns rows without subject_id or period_from")
    twice = rows.height - rows.select(pl.struct("subject_id", "period_from").n_unique()).item()
    if twice:
        raise ModelRefused(
            sentence(
                "the query returns {twice} rows too many: a subject twice in a period", twice=twice
            )
        )
    return rows.sort("subject_id", "period_from")
