"""The quarantine's statements, each on a handful of rows: what is listed, chosen, mended and closed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from feijian.errors import ImportRefused, UsageError
from feijian.ingest.load import quarantine
from feijian.ingest.load.ledger import TABLES
from feijian.ingest.load.quarantine import list_quarantined
from feijian.ingest.load.quarantine_store import hold, start_held


@pytest.fixture
def ledger() -> Iterator[duckdb.DuckDBPyConnection]:
    """Two deliveries: `fee` and `visit` rows, of files 1 and 2."""
    with duckdb.connect() as connection:
        connection.execute("create schema ledger")
        connection.execute(TABLES)
        for number in (1, 2):
            connection.execute(
                "insert into ledger.delivery values ($1, $2, 's', 'load', 'd', $3)",
                [number, f"d{number}", datetime(2026, 1, number)],
            )
            connection.execute(
                "insert into ledger.file values ($1, $1, $2, 't', 'x', 'c', 'utf-8', 1, 1, 0, 0, 0)",
                [number, f"f{number}.csv"],
            )
        yield connection


def entry(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    line: int,
    *reasons: str,
    table: str = "fee",
    delivery: int = 1,
    key: str | None = None,
    stream: str = "claim_line",
    state: str = "held",
) -> None:
    connection.execute(
        "insert into ledger.quarantine values"
        " ($1, $2, $2, $3, 'claim_line', $4, 'source', $5, $6, $7, $1, '{}', $8, null)",
        [name, delivery, table, stream, line, list(reasons) or ["x"], key, state],
    )


def of(connection: duckdb.DuckDBPyConnection) -> Any:
    @contextmanager
    def reading() -> Iterator[duckdb.DuckDBPyConnection]:
        yield connection

    return SimpleNamespace(reading=reading)


def test_rows_are_counted_under_each_of_their_reasons_and_listed_oldest_first(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    entry(ledger, "q1", 7, "b", "a", delivery=2)
    entry(ledger, "q2", 9, "a")
    entry(ledger, "q3", 3, "a", table="visit")
    # one line held by two streams is one row
    entry(ledger, "q4", 9, "a", stream="claim")
    entry(ledger, "q5", 8, "a", state="released")
    assert [tuple(r.values()) for r in list_quarantined(of(ledger))] == [
        ("fee", "a", 2),
        ("fee", "b", 1),
        ("visit", "a", 1),
    ]
    assert [r["quarantine_id"] for r in list_quarantined(of(ledger), rows=True)] == [
        "q2",
        "q4",
        "q3",
        "q1",
    ]
    [only] = list_quarantined(of(ledger), table="visit", rows=True)
    assert (only["delivery_id"], only["file"], only["line"]) == ("d1", "f1.csv", 3)
    with duckdb.connect() as empty:
        assert list_quarantined(of(empty)) == []


def test_what_is_tried_again_is_all_or_a_table_or_those_named_and_of_that_table(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    entry(ledger, "q1", 2)
    entry(ledger, "q2", 1, table="visit")
    entry(ledger, "q3", 1)
    entry(ledger, "q4", 4, state="superseded")

    def chosen(table: str | None, *ids: str, everything: bool = False) -> list[str]:
        found = quarantine._chosen(ledger, table, ids, everything=everything)
        return [e["quarantine_id"] for e in found]

    assert chosen(None, everything=True) == ["q3", "q1", "q2"]
    assert chosen("fee") == ["q3", "q1"]
    assert chosen(None, "q2", "q1") == ["q1", "q2"]
    assert chosen("fee", "q2", "q1") == ["q1"]
    # a mended file without rows of a table tries nothing else
    assert chosen(None) == []
    with pytest.raises(UsageError) as refused:
        chosen(None, "q9", "q1", "q4")
    assert [p.where for p in refused.value.problems] == ["q4", "q9"]


@pytest.mark.parametrize(
    ("reasons", "waits"),
    [
        (["parent_missing"], True),
        (["parent_missing", "parent_void"], True),
        (["parent_missing", "x"], False),
        (["x", "parent_missing"], False),
        (["wrong_field_count"], True),
        (["x", "stray_quote"], False),
    ],
)
def test_a_row_that_waits_or_cannot_be_placed_is_not_tried(reasons: list[str], waits: bool) -> None:
    assert quarantine._needs_no_try(reasons) is waits


def mended(folder: Path, text: str) -> dict[str, dict[str, str]]:
    file = folder / "mended.csv"
    file.write_text(text, encoding="utf-8")
    return quarantine._mended_cells(file, SimpleNamespace(temporary=folder))  # type: ignore[arg-type]


def test_a_mended_file_gives_its_own_columns_alone(tmp_path: Path) -> None:
    head = "quarantine_id,delivery_id,file,line,reasons,canonical_table,cnt"
    assert mended(tmp_path, f"{head}\n q1 ,d1,f.csv,3,x,claim_line,2\nq2,d1,f.csv,4,x,c,\n") == {
        "q1": {"cnt": "2"},
        "q2": {"cnt": ""},
    }


def test_everything_wrong_with_a_mended_file_is_told_by_its_line(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused) as refused:
        mended(tmp_path, "quarantine_id,cnt\nq1,1\nq2,1,2\nq3\nq1,2\n")
    assert [(p.where, p.what) for p in refused.value.problems] == [
        ("mended.csv:3", "another number of fields than the header"),
        ("mended.csv:4", "another number of fields than the header"),
        ("mended.csv:5", "q1 stands twice"),
    ]


def test_entries_close_when_their_row_or_another_of_its_key_is_stored(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    """Delivery 2 stored line 2 of file 1 and a row of the key K; only line 6 still waits."""
    ledger.execute(
        "create table ledger.origin_claim_line as select 1 as _file, unnest([2, 3]) as _line;"
        "create table ledger.waiting as select 1 as _file, unnest([3, 6]) as _line, 'L' as id"
    )
    start_held(ledger)
    ledger.execute("insert into stored_now values ('claim_line', 'K'), ('claim', 'C')")
    entry(ledger, "stored", 2)
    entry(ledger, "half stored", 3)
    entry(ledger, "of the key", 4, key="K")
    entry(ledger, "of the key too", 4, key="K", delivery=2)
    entry(ledger, "of another stream's key", 5, key="C")
    entry(ledger, "waits", 6, "parent_missing")
    entry(ledger, "waits no more", 7, "parent_missing")
    entry(ledger, "new", 7, "parent_missing", delivery=2)
    entry(ledger, "of another stream", 2, stream="claim")
    entry(ledger, "closed", 2, state="superseded")
    stream: Any = SimpleNamespace(
        name="claim_line",
        origin="ledger.origin_claim_line",
        waiting="ledger.waiting",
        columns=(("id", "varchar"),),
        contract=SimpleNamespace(name="claim_line"),
    )
    hold(ledger, (), [stream], 2)
    found = ledger.execute(
        "select quarantine_id, state from ledger.quarantine where closed_by = 2 order by 1"
    ).fetchall()
    assert found == [
        ("of the key", "superseded"),
        ("stored", "released"),
        ("waits no more", "superseded"),
    ]
    # what a row waits for may change while it waits
    ledger.execute(
        "insert into held values (1, 6, 'claim_line', 'claim_line', ['parent_void'], null),"
        " (1, 6, 'claim_line', 'claim_line', ['parent_missing'], null)"
    )
    hold(ledger, (), [stream], 3)
    assert ledger.execute(
        "select reasons, state from ledger.quarantine where quarantine_id = 'waits'"
    ).fetchall() == [(["parent_missing", "parent_void"], "held")]
