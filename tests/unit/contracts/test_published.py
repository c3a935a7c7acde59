"""Contracts of what is no Parquet file: the store of verdicts and the manifest are made of them."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from feijian.contracts.published import published
from feijian.library.roots import builtin_root
from feijian.pipeline import STEPS
from feijian.verdicts.store import (
    COLUMNS,
    OUTCOMES,
    TABLE,
    Verdict,
    all_verdicts,
    append_verdicts,
)
from feijian.workspace import RunRequest, Workspace, begin_run, publish_run

BEFORE = """
create table verdict (
    verdict_id integer primary key autoincrement,
    at text not null,
    who text not null,
    finding_id text not null,
    outcome text not null check (outcome in ('upheld', 'partly', 'rejected', 'unclear')),
    amount_upheld text,
    note text not null,
    evidence_hash text,
    rule_id text not null,
    drawn_at_random integer not null check (drawn_at_random in (0, 1)),
    draw_probability text,
    amount_at_risk text
)
"""
"""The table as stores of earlier versions have it."""


def described(*statements: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in statements:
            connection.executescript(statement)
        return connection.execute("select * from pragma_table_info('verdict')").fetchall()


def test_a_new_store_has_the_table_of_the_earlier_ones() -> None:
    assert described(TABLE) == described(BEFORE)
    assert tuple(f.name for f in dataclasses.fields(Verdict)) == COLUMNS


@pytest.mark.parametrize(("column", "value"), [("outcome", "maybe"), ("drawn_at_random", 2)])
def test_the_store_refuses_what_the_contract_does_not_know(column: str, value: object) -> None:
    row: dict[str, object] = dict.fromkeys(COLUMNS, "x")
    row |= {"outcome": OUTCOMES[0], "drawn_at_random": 0} | {column: value}
    marks = ", ".join("?" for _ in row)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(TABLE)
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(
                f"insert into verdict ({', '.join(row)}) values ({marks})", list(row.values())
            )


def test_verdicts_are_read_with_the_types_of_the_contract(tmp_path: Path) -> None:
    given = Verdict(
        datetime.fromisoformat("2026-03-01T08:00:00+00:00"),
        "李某", "f1", "partly", Decimal("0.10"), "", None, "upcoding.x", True, 0.25, None,
    )  # fmt: skip
    append_verdicts(tmp_path / "verdicts.sqlite", [given])
    for frame in (
        all_verdicts(tmp_path / "none.sqlite"),
        all_verdicts(tmp_path / "verdicts.sqlite"),
    ):
        assert frame.schema == {
            "verdict_id": pl.Int64, "at": pl.String, "who": pl.String, "finding_id": pl.String,
            "outcome": pl.String, "amount_upheld": pl.Decimal(18, 2), "note": pl.String,
            "evidence_hash": pl.String, "rule_id": pl.String, "drawn_at_random": pl.Boolean,
            "draw_probability": pl.Float64, "amount_at_risk": pl.Decimal(18, 2),
        }  # fmt: skip
    assert frame.rows() == [
        (1, "2026-03-01T08:00:00+00:00", "李某", "f1", "partly", Decimal("0.10"), "", None,
         "upcoding.x", True, 0.25, None)
    ]  # fmt: skip


def parts_of(column: str) -> list[str]:
    """Names of what a column of the manifest holds."""
    path = builtin_root() / "data_contracts" / "published" / "run.odcs.yaml"
    properties = yaml.safe_load(path.read_text(encoding="utf-8"))["schema"][0]["properties"]
    return next(
        [p["name"] for p in entry["properties"]] for entry in properties if entry["name"] == column
    )


def test_a_manifest_has_what_its_contract_says(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    conf = (("spark.hadoop.fs.s3a.secret.key", "s3cr3t"), ("spark.executor.memory", "8g"))
    run = begin_run(workspace, RunRequest(date(2026, 1, 15), spark=conf))
    publish_run(workspace, run, {"steps": {}})
    written = run.file("manifest.json").read_text(encoding="utf-8")
    assert "s3cr3t" not in written + run.file("request.json").read_text(encoding="utf-8")
    assert "8g" in written
    manifest = json.loads(written)
    assert sorted(manifest) == sorted(c.name for c in published("run").columns)
    assert sorted(manifest["request"]) == sorted(parts_of("request"))
    assert [step.name for step in STEPS] == parts_of("steps")
