"""The ledger's own statements, each on a handful of rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from feijian.contracts.model import Catalogue, Column, Table
from feijian.ingest.load.accounts import fates_of
from feijian.ingest.load.dedupe import count
from feijian.ingest.load.known_files import known_files, withdrawn_since
from feijian.ingest.load.ledger import (
    TABLES,
    enter_delivery,
    next_number,
    prepare_canonical,
    touch,
    touch_everything,
)
from feijian.ingest.load.places import FIRST_PLACE, line_of
from feijian.ingest.load.sharing import foreign_rows

ARRIVED = datetime(2026, 1, 1)


@pytest.fixture
def ledger() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("create schema ledger; create schema canonical")
        connection.execute(TABLES)
        yield connection


def table(*columns: Column) -> Table:
    return Table("bed", "canonical", columns, "", "", (), {}, None)  # type: ignore[arg-type]


def file(connection: duckdb.DuckDBPyConnection, number: int, delivery: int, digest: str) -> None:
    connection.execute(
        "insert into ledger.file values ($1, $2, 'f.csv', 't', $3, 'c1', 'utf-8', 1, 1, 0, 0, 0)",
        [number, delivery, digest],
    )


def enter(connection: duckdb.DuckDBPyConnection, number: int, source: str = "s") -> str:
    named: Any = SimpleNamespace(name=source)
    return enter_delivery(connection, named, number, ("load", "folder"), "all of it", ARRIVED)


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql).fetchall()


def test_numbers_run_on_from_the_largest(ledger: duckdb.DuckDBPyConnection) -> None:
    assert next_number(ledger, "ledger.delivery", "delivery_seq") == 1
    enter(ledger, 7)
    enter(ledger, 3)
    assert next_number(ledger, "ledger.delivery", "delivery_seq") == 8


def test_a_delivery_is_called_by_its_number_and_by_what_it_holds(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    """The first eight figures of SHA-256 of the content."""
    assert enter(ledger, 12) == "d00012-07630777"
    assert rows(ledger, "select * from ledger.delivery") == [
        (12, "d00012-07630777", "s", "load", "folder", ARRIVED)
    ]


def test_what_changed_is_touched_once_by_every_key_it_has(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    ledger.execute(
        "create table changed as select * from (values ('P1', 'E1', 5), ('P1', 'E2', 6), (null, 'E2', 7))"
        " as t(person_id, encounter_id, amount)"
    )
    columns = ("person_id", "encounter_id", "amount")
    for delivery in (4, 4, 5):
        touch(ledger, delivery, columns, "changed")
    ledger.execute("insert into changed values ('P2', 'E1', 8)")
    touch(ledger, 5, columns, "(select * from changed)")
    of_both = [("encounter", "E1"), ("encounter", "E2"), ("person", "P1")]
    assert rows(ledger, "select delivery_seq, scope, key from ledger.touched order by all") == [
        *((4, *key) for key in of_both),
        *((5, *key) for key in of_both),
        (5, "person", "P2"),
    ]
    touch_everything(ledger, 6)
    assert rows(ledger, "select scope, key from ledger.touched where delivery_seq = 6") == [
        ("all", "")
    ]


def test_a_row_that_names_a_settlement_or_a_line_touches_their_visit(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    ledger.execute(
        "create table canonical.claim as select 'S1' as claim_id, 'E1' as encounter_id;"
        "create table canonical.claim_line as select 'F2' as claim_line_id, 'E2' as encounter_id;"
        "create table sold as select * from (values ('P1', 'S1', null), ('P2', null, 'F2'), ('P3', null, null))"
        " as t(person_id, claim_id, claim_line_id)"
    )
    touch(ledger, 4, ("person_id", "claim_id", "claim_line_id"), "sold")
    assert rows(ledger, "select scope, key, told from ledger.touched order by all") == [
        ("encounter", "E1", None),
        ("encounter", "E2", None),
        ("person", "P1", []),
        ("person", "P2", []),
        ("person", "P3", None),
    ]


def test_a_ledger_of_an_earlier_version_gains_what_it_did_not_note(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    ledger.execute("alter table ledger.touched drop column told")
    prepare_canonical(ledger, Catalogue(()))
    assert [name for name, *_ in rows(ledger, "describe ledger.touched")][-1] == "told"


def test_a_table_of_an_earlier_contract_gains_columns_and_decimals(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    ledger.execute(
        "create table canonical.bed (bed_id varchar, beds integer, price decimal(9, 2), note varchar)"
    )
    ledger.execute("insert into canonical.bed values ('B1', 3, 1.25, 'x')")
    wanted = table(
        Column("bed_id", "varchar", required=True, key_position=1),
        Column("beds", "decimal(12,1)"),
        Column("price", "decimal(18,4)"),
        Column("note", "integer"),
        Column("ward", "varchar"),
    )
    for _ in range(2):
        prepare_canonical(ledger, Catalogue((wanted,)))
    assert rows(
        ledger, "select *, typeof(beds), typeof(price), typeof(note) from canonical.bed"
    ) == [("B1", 3, pytest.approx(1.25), "x", None, "DECIMAL(12,1)", "DECIMAL(18,4)", "VARCHAR")]


def test_a_number_that_becomes_a_column_is_what_stood_behind_its_provider(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    ledger.execute("create table canonical.bed (provider_id varchar, bed_id varchar)")
    ledger.execute("insert into canonical.bed values ('H1', 'H1:7'), ('H1', '8'), ('H1', 'H12:9')")
    numbered = {"numbered": {"number": "bed_no", "by": ["provider_id"]}}
    wanted = table(
        Column("provider_id", "varchar"),
        Column("bed_id", "varchar", custom=numbered),
        Column("bed_no", "varchar"),
    )
    prepare_canonical(ledger, Catalogue((wanted,)))
    assert rows(ledger, "select bed_no from canonical.bed") == [("7",), ("8",), ("H12:9",)]


def plain(source_table: str = "t", drops: bool = False) -> Any:
    return SimpleNamespace(source_table=source_table, is_wide=False, drops=drops)


def stream(name: str, *mappings: Any, decides: bool = True) -> Any:
    return SimpleNamespace(
        origin=f"origin_{name}", void=f"void_{name}", decides=decides, mappings=mappings
    )


def test_a_line_counts_once_by_the_first_that_any_of_its_rows_says(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    """Line 1 is accepted once and repeated once, line 2 quarantined and accepted, line 3 void and repeated."""
    ledger.execute("create table fate (_file integer, _line bigint, fate varchar)")
    ledger.execute("create table origin_a (_file integer, _line bigint)")
    ledger.execute("create table origin_b (_file integer, _line bigint)")
    second = FIRST_PLACE
    ledger.execute(f"insert into origin_a values (1, 1), (1, {second + 2}), (2, 9)")
    ledger.execute(
        f"insert into fate values (1, {second + 1}, 'repeated'), (1, 2, 'quarantined'),"
        f" (1, 3, 'void'), (1, {second + 3}, 'repeated'), (1, 4, 'repeated'), (2, 8, 'void')"
    )
    raw: Any = SimpleNamespace(file="1", several=False, table=SimpleNamespace(name="t"))
    whole = {"accepted": 1, "quarantined": 1, "void": 1, "repeated": 1}
    by_rows = {"accepted": 2, "quarantined": 1, "void": 1, "repeated": 3}
    other = stream("b", plain("other"))
    assert fates_of(ledger, [stream("a", plain()), other], raw) == by_rows
    for several in (
        [stream("a", plain()), stream("b", plain())],
        [stream("a", plain(drops=True))],
        [stream("a", plain(), SimpleNamespace(source_table="t", is_wide=True, drops=False))],
    ):
        assert fates_of(ledger, several, raw) == whole
    told_of_several: Any = SimpleNamespace(file="1", several=True, table=raw.table)
    assert fates_of(ledger, [stream("a", plain())], told_of_several) == whole
    assert rows(ledger, f"select {line_of(str(3 * second + 5))}") == [(5,)]


def test_a_file_is_known_under_the_contracts_it_was_read_with(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    first, _ = enter(ledger, 1), enter(ledger, 2)
    file(ledger, 1, 1, "same")
    file(ledger, 2, 2, "same")
    file(ledger, 3, 2, "another")
    raws: Any = [SimpleNamespace(digest="same"), SimpleNamespace(digest="new")]
    known: Any = SimpleNamespace(digest="c1")
    changed: Any = SimpleNamespace(digest="c2")
    assert known_files(ledger, known, raws) == {"same": first}
    assert known_files(ledger, changed, raws) == {}


def test_a_file_of_before_whose_rows_a_later_one_withdrew_is_told(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    for delivery in (1, 2, 3):
        enter(ledger, delivery)
        file(ledger, delivery, delivery, f"d{delivery}")
    ledger.execute("create table void_a (_file integer, _line bigint)")
    ledger.execute("insert into void_a values (1, 1), (2, 1), (3, 1), (3, 2)")
    streams = {"a": (stream("a", plain()),), "b": (stream("none", plain("other")),)}

    def told(*digests: str, known: tuple[str, ...] = ("d1", "d2", "d3")) -> list[str]:
        raws: Any = [
            SimpleNamespace(digest=d, shown=d, table=SimpleNamespace(name="t")) for d in digests
        ]
        found = withdrawn_since(ledger, streams, raws, known)
        return [f"{p.where}: {p.what.split('; ')[1].split(' ')[0]}" for p in found]

    assert told("d1") == ["d1: 3"]
    assert told("d2") == ["d2: 2"]
    assert told("d3") == []
    # a withdrawal that is sent along is nothing to tell
    assert told("d1", "d3") == ["d1: 1"]
    assert told("d1", known=()) == []
    # a file that is new says nothing, and those behind it are looked at
    assert told("new", "d2", known=("d2",)) == ["d2: 2"]


def test_rows_are_another_sources_by_their_file_or_by_the_parts_they_are_made_of(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    wanted = table(Column("bed_id", "varchar", key_position=1), Column("ward", "varchar"))
    ledger.execute("create table canonical.bed (bed_id varchar, ward varchar)")
    ledger.execute("insert into canonical.bed values ('B1', 'W1'), ('B2', 'W2'), ('B3', 'W1')")
    enter(ledger, 1, "mine")
    file(ledger, 1, 1, "a")
    assert foreign_rows(ledger, wanted, "mine") == ""
    enter(ledger, 2, "theirs")
    file(ledger, 2, 2, "b")
    assert foreign_rows(ledger, wanted, "mine") == ""
    ledger.execute("create table ledger.origin_bed (bed_id varchar, _file integer)")
    ledger.execute("insert into ledger.origin_bed values ('B1', 1), ('B2', 2)")
    seen = f"select bed_id from ({foreign_rows(ledger, wanted, 'mine')}) order by 1"
    assert rows(ledger, seen) == [("B2",)]
    ledger.execute("create table ledger.part_ward (ward varchar, _file integer)")
    ledger.execute("insert into ledger.part_ward values ('W1', 2)")
    ledger.execute("insert into ledger.part values ('theirs', 'bed', 'ledger.part_ward', 'ward')")
    seen = f"select bed_id from ({foreign_rows(ledger, wanted, 'mine')}) order by 1"
    # B1 came with a file of mine, whatever is known of its ward
    assert rows(ledger, seen) == [("B2",), ("B3",)]
    seen = f"select bed_id from ({foreign_rows(ledger, wanted, 'theirs')}) order by 1"
    assert rows(ledger, seen) == [("B1",)]


def test_a_count_of_nothing_is_nothing(ledger: duckdb.DuckDBPyConnection) -> None:
    assert count(ledger, "select count(*) from ledger.file") == 0
    assert count(ledger, "select 7 where false") == 0


def test_what_changed_of_a_persons_own_row_is_noted_with_the_person_alone(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    ledger.execute(
        "create table changed as select 'P1' as person_id, 'E1' as encounter_id, 'H1' as provider_id"
    )
    touch(ledger, 4, ("person_id", "encounter_id", "provider_id"), "changed", "['sex']")
    assert rows(ledger, "select scope, key, told from ledger.touched order by all") == [
        ("encounter", "E1", None),
        ("person", "P1", ["sex"]),
        ("provider", "H1", None),
    ]
