"""The rows that findings name, taken out of the warehouse once.

What a report tells of findings is asked several times: for the page, the workbook, the charts to pull, the
items behind them. Each time the warehouse would read every charge to find a few thousand of them; here they
are found once, and the same queries run over them in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import polars as pl

from feijian.workspace.lookups import with_nobody
from feijian.workspace.optimizer import LEFT_OUT

if TYPE_CHECKING:
    import duckdb

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "dispense": (
        "dispense_id", "trace_code", "claim_line_id", "provider_id", "person_id", "dispensed_at",
        "item_code", "kind", "quantity", "unit_price",
    ),
    "purchase": (
        "purchase_id", "trace_code", "provider_id", "stocked_at", "item_code", "supplier", "kind",
        "quantity", "unit_price",
    ),
    "claim": (
        "claim_id", "encounter_id", "provider_id", "person_id", "settled_at", "payment_method",
        "total_amount",
    ),
    "claim_line": (
        "claim_line_id", "encounter_id", "provider_id", "person_id", "practitioner_id", "charged_at",
        "item_code", "item_name", "local_item_name", "category", "department", "quantity",
        "unit_price", "amount", "covered_amount",
    ),
    "encounter": (
        "encounter_id", "provider_id", "person_id", "practitioner_id", "class", "department",
        "started_at", "ended_at", "main_diagnosis", "hospital_no", "record_no",
    ),
    "provider": ("provider_id", "name"),
}  # fmt: skip
"""What reports tell of rows, by canonical table, in the order in which they are found."""

CHOSEN: dict[str, dict[str, str]] = {
    "dispense": {"trace_code": "trace_code", "dispense_id": "dispense"},
    "purchase": {"purchase_id": "purchase"},
    # a stay is told with the sum of its settlements
    "claim": {"claim_id": "claim", "encounter_id": "encounter"},
    "claim_line": {"claim_line_id": "claim_line"},
    "encounter": {"encounter_id": "encounter"},
    "provider": {},
}
"""By which columns rows are chosen, and the kind of what is named there; all rows where by none."""

BRINGS = {"dispense": "claim_line_id", "claim": "encounter_id", "claim_line": "encounter_id"}
"""Of what is found, which other rows are told beside it."""


@contextmanager
def named_rows(
    connection: duckdb.DuckDBPyConnection, findings: pl.DataFrame, both_sides: pl.DataFrame
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory with the canonical rows that reports tell of findings, and no others.

    findings: subject_kind, subject_id and the three evidence lists. both_sides: the run's evidence.parquet.
    """
    import duckdb

    settings = ("threads", "memory_limit", "temp_directory")
    asked = ", ".join(f"cast(current_setting('{s}') as varchar)" for s in settings)
    values = connection.execute(f"select {asked}").fetchall()[0]
    told = dict(zip(settings, values, strict=True))
    # two engines put nothing aside under the same names
    told["temp_directory"] = f"{told['temp_directory']}/named" if told["temp_directory"] else ""
    named = _named(findings, both_sides)
    here = duckdb.connect(":memory:", config={**told, "disabled_optimizers": LEFT_OUT})
    try:
        here.execute("set enable_progress_bar = false")
        here.execute("create schema canonical")
        for table, columns in COLUMNS.items():
            connection.register("named", named.to_arrow())
            chosen = ", ".join(f"row.{c}" for c in columns)
            query = f"select {chosen} from canonical.{table} as row where {_chosen(table)}"
            rows = connection.sql(query).to_arrow_table()
            connection.unregister("named")
            here.register("incoming", rows)
            here.execute(f"create table canonical.{table} as from incoming")
            here.unregister("incoming")
            if table in BRINGS:
                keys = pl.Series(rows.column(BRINGS[table]).to_pylist(), dtype=pl.String)
                named = pl.concat([named, _keys(BRINGS[table].removesuffix("_id"), keys)]).unique()
        yield here
    finally:
        here.close()


def _chosen(table: str) -> str:
    """SQL that holds for rows of a canonical table that `named` names."""
    full, looks = f"canonical.{table}", []
    for column, kind in CHOSEN[table].items():
        keys = with_nobody(f"select key from named where kind = '{kind}'")
        looks.append(f"row.{column} in ({keys})")
    if len(looks) < 2:
        return " and ".join(looks) or "true"
    # one look for each column: two conditions in one cost much more where rows are many
    places = " union ".join(f"select row.rowid from {full} as row where {look}" for look in looks)
    return f"row.rowid in ({places})"


def _named(findings: pl.DataFrame, both_sides: pl.DataFrame) -> pl.DataFrame:
    """Kind and key of every row that findings and their evidence name."""
    visits = findings.filter(pl.col("subject_kind") == "encounter")["subject_id"]
    parts = [
        _keys("claim_line", findings["claim_line_ids"].explode()),
        _keys("encounter", findings["encounter_ids"].explode()),
        _keys("encounter", visits),
        _keys("trace_code", findings["trace_codes"].explode()),
        both_sides.select(kind="table", key="key").drop_nulls(),
    ]
    return pl.concat(parts).unique()


def _keys(kind: str, keys: pl.Series) -> pl.DataFrame:
    known = keys.cast(pl.String).drop_nulls().unique()
    return pl.DataFrame({"kind": pl.Series([kind] * known.len(), dtype=pl.String), "key": known})
