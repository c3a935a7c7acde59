"""The reference tables as a test sees them: contracts read as YAML, rows loaded by their types."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import yaml

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "data_contracts" / "reference"
TABLES = sorted(path.name.removesuffix(".odcs.yaml") for path in FOLDER.glob("*.odcs.yaml"))


@cache
def contract(table: str) -> dict[str, Any]:
    text = (FOLDER / f"{table}.odcs.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def properties(table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = contract(table)["schema"][0]["properties"]
    return found


def key_columns(table: str) -> list[str]:
    keyed = [p for p in properties(table) if p.get("primaryKey")]
    return [p["name"] for p in sorted(keyed, key=lambda p: p["primaryKeyPosition"])]


@cache
def loaded() -> duckdb.DuckDBPyConnection:
    """Every table loaded with the types of its contract."""
    connection = duckdb.connect(":memory:", config={"threads": 1})
    for table in TABLES:
        types = ", ".join(f"'{p['name']}': '{p['physicalType']}'" for p in properties(table))
        connection.execute(
            f"create table \"{table}\" as select * from read_csv(?, header = true, delim = ',',"
            f" quote = '\"', escape = '\"', auto_detect = false, nullstr = '', columns = {{{types}}})",
            [str(FOLDER / f"{table}.csv")],
        )
    return connection


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql).fetchall()
