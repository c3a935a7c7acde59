"""What a load asks of the engine about rows, each statement on a handful of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from feijian.contracts.model import Catalogue, Column, Parent, Table
from feijian.contracts.sql_reading import parsed
from feijian.ingest.load.accounts import deciding, gives_one_row, hold_unmapped
from feijian.ingest.load.dedupe import _owner_column
from feijian.ingest.load.ledger import TABLES, note_delivered_columns, prepare_ledger
from feijian.ingest.load.parents import (
    Bond,
    bonds_of,
    files_of,
    make_blocked,
    make_orphaned,
    make_status,
    parents_of,
)
from feijian.ingest.load.places import FIRST_PLACE
from feijian.ingest.load.sharing import settle_foreign
from feijian.ingest.load.stream import Stream
from feijian.ingest.sources.mappings import drops

WARD = Parent("ward", "ward_id", where_present=False)
HELD = (
    "insert into ledger.quarantine values"
    " ('q', 1, 1, 't', $1, 's', 'source', 1, ['r'], $2, 'h', '{}', $3, null)"
)


@pytest.fixture
def asked() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("create schema ledger; create schema canonical")
        connection.execute(TABLES)
        connection.execute("create temp table unsound (canonical_table varchar, key varchar)")
        yield connection


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql).fetchall()


def table(name: str, *columns: Column) -> Table:
    return Table(name, "canonical", columns, "", "", (), {}, None)  # type: ignore[arg-type]


def mapping(source_table: str = "t", **given: Any) -> Any:
    fixed: dict[str, Any] = {
        "source_table": source_table,
        "is_wide": False,
        "drops": False,
        "inherits": None,
        "meets": (),
    }
    return SimpleNamespace(**{**fixed, **given})


def wide(source_table: str = "t") -> Any:
    return mapping(source_table, is_wide=True)


def beds(*mappings: Any, parent: Parent | None = WARD, **given: Any) -> Stream:
    contract = table(
        "bed",
        Column("bed_id", "varchar", required=True, key_position=1),
        Column("ward_id", "varchar", parent=parent),
        Column("note", "varchar"),
    )
    columns = tuple((c.name, c.physical_type) for c in contract.columns)
    made = Stream(
        "bed", contract, "canonical.bed", columns, ("bed_id",), True, mappings or (mapping(),)
    )
    return replace(made, **given)


def stores(connection: duckdb.DuckDBPyConnection, stream: Stream) -> None:
    """The stream's own tables, empty."""
    kinds = ", ".join(f"{name} {kind}" for name, kind in stream.columns)
    for place in {stream.store, stream.waiting, stream.void}:
        connection.execute(f"create table {place} ({kinds})")
    connection.execute(f"create table {stream.origin} (bed_id varchar, _file integer)")


# columns that were delivered


def noted(
    connection: duckdb.DuckDBPyConnection,
    monkeypatch: pytest.MonkeyPatch,
    present: dict[str, set[str]],
) -> dict[str, bool]:
    """Of four columns: from one of t, from one of t or u, from a file of t at all, and from nothing."""
    lineage = {
        ("bed", "bed_id"): frozenset({("t", "a")}),
        ("bed", "ward_id"): frozenset({("t", "b"), ("u", "b")}),
        ("bed", "note"): frozenset({("t", "")}),
    }
    monkeypatch.setattr("feijian.ingest.sources.lineage.kept_lineage", lambda *_: lineage)
    contract = table("bed", *(Column(n, "varchar") for n in ("bed_id", "ward_id", "note", "size")))
    source: Any = None
    note_delivered_columns(connection, Catalogue((contract,)), source, present)
    asked_of = "select table_name, column_name, delivered from ledger.delivered_column"
    found = rows(connection, asked_of)
    assert {name for name, *_ in found} == {"bed"}
    assert len(found) == 4
    return {column: delivered for _, column, delivered in found}


def test_a_column_is_delivered_by_any_file_that_has_what_it_is_made_from(
    asked: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    none = dict.fromkeys(("bed_id", "ward_id", "note", "size"), False)
    assert noted(asked, monkeypatch, {}) == none
    assert noted(asked, monkeypatch, {"u": {"a", ""}}) == none
    assert noted(asked, monkeypatch, {"t": {"c"}}) == {**none, "note": True}
    # what was delivered once stays so
    assert noted(asked, monkeypatch, {"u": {"b"}}) == {**none, "note": True, "ward_id": True}
    whole = {**none, "note": True, "ward_id": True, "bed_id": True}
    assert noted(asked, monkeypatch, {"t": {"a"}}) == whole
    assert noted(asked, monkeypatch, {}) == whole


# lines of which no mapping made a row


def raw(file: str = "7", line: str = "n") -> Any:
    named = SimpleNamespace(name="t")
    return SimpleNamespace(table=named, file=file, line=line, name="raw_t")


def unmapped(
    connection: duckdb.DuckDBPyConnection, *streams: Stream, file: str = "7"
) -> list[tuple[Any, ...]]:
    """What is held of lines 1 to 4 of file 7: line 1 was stored, line 2 settled; line 3 of another file was too."""
    second = 2 * FIRST_PLACE
    connection.execute(
        "create or replace temp table raw_t as select n, 7 as f from range(1, 5) as t(n);"
        "create or replace temp table fate (_file integer, _line bigint, fate varchar, stream varchar);"
        "create or replace temp table held (_file integer, _line bigint, stream varchar, canonical varchar,"
        " reasons varchar[], key varchar);"
    )
    connection.execute(
        f"insert into fate values (7, {second + 2}, 'void', 'x'), (8, 3, 'void', 'x')"
    )
    for place in {s.origin for s in streams}:
        connection.execute(f"create or replace table {place} (_file integer, _line bigint)")
    connection.execute(f"insert into {streams[-1].origin} values (7, {second + 1})")
    hold_unmapped(connection, streams, [raw(file)])
    told = rows(connection, "select * from held order by all")
    settled = rows(connection, "select * from fate where stream <> 'x' order by all")
    assert settled == [(f, n, "quarantined", s) for f, n, s, *_ in told]
    return told


def test_a_line_of_which_nothing_was_made_is_held_under_the_first_that_decides(
    asked: duckdb.DuckDBPyConnection,
) -> None:
    first, other = (replace(beds(wide()), name=name) for name in ("bed.x", "bed.y"))
    lost = [(7, n, "bed.x", "bed", ["not_mapped"], None) for n in (3, 4)]
    assert unmapped(asked, first) == lost
    assert unmapped(asked, first, other) == lost
    # the file of a line may stand in a column of its own
    assert unmapped(asked, first, file='"f"') == lost


def test_who_makes_a_row_of_every_line_loses_none(asked: duckdb.DuckDBPyConnection) -> None:
    assert unmapped(asked, beds()) == []
    assert unmapped(asked, replace(beds(wide()), name="bed.x"), beds()) == []
    # whose mapping is plain for another table says nothing of this one's lines
    assert len(unmapped(asked, beds(mapping("a"), wide(), mapping("z")))) == 2
    assert unmapped(asked, beds(wide("a"), mapping(), wide("z"))) == []


def test_who_decides_about_a_table_reads_it_and_is_counted() -> None:
    own, not_counted = beds(mapping("a"), mapping()), beds(decides=False)
    elsewhere = beds(mapping("a"), mapping("z"))
    assert deciding([not_counted, elsewhere, own], "t") == [own]
    for clause in (
        "where a > 1",
        "limit 3",
        "group by a having count(*) > 1",
        "qualify row_number() over (order by a) = 1",
    ):
        assert not gives_one_row(mapping(drops=drops(parsed(f"select a from t {clause}"))))
    assert gives_one_row(mapping(drops=drops(parsed("select a from t order by a"))))
    assert not gives_one_row(wide())


# keys that two sources have


def shared(
    connection: duckdb.DuckDBPyConnection, stream: Stream, source: str = "mine"
) -> list[tuple[Any, ...]]:
    """What becomes of B1 (as another source has it), B2 (noted otherwise), B3 (unknown there) and B4 (unsound)."""
    connection.execute(
        "create or replace temp table settled (_file integer, _line bigint, fate varchar,"
        " reasons varchar[], key varchar);"
        "create or replace temp table incoming as select 9 as _file, * from (values"
        " (1, 'B1', 'W1', 'x', null), (2, 'B2', 'W1', 'x', null), (3, 'B3', 'W1', 'x', null),"
        " (4, 'B1', 'W1', 'x', ['bad']), (5, 'B5', null, null, null))"
        " as t(_line, bed_id, ward_id, note, _reasons)"
    )
    settle_foreign(connection, stream, source)
    competing = rows(connection, "select _line from incoming where _reasons is null order by 1")
    settled = rows(connection, "select _line, fate, reasons, key from settled order by 1")
    assert {line for (line,) in competing}.isdisjoint(line for line, *_ in settled)
    return settled


@pytest.fixture
def theirs(asked: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    asked.execute(
        "insert into ledger.delivery values (1, 'd1', 'theirs', 'load', 'f', timestamp '2026-01-01');"
        "insert into ledger.file values (1, 1, 'f.csv', 't', 'd', 'c', 'utf-8', 1, 1, 0, 0, 0);"
    )
    stream = beds()
    stores(asked, stream)
    asked.execute("insert into canonical.bed values ('B1', 'W1', 'x'), ('B2', 'W1', 'y')")
    asked.execute("insert into canonical.bed values ('B5', null, null)")
    asked.execute("insert into ledger.origin_bed values ('B1', 1), ('B2', 1), ('B5', 1)")
    return asked


OTHERS = ["key_of_another_source"]


def test_a_key_of_another_source_is_set_aside_where_nothing_says_that_both_mean_the_same(
    theirs: duckdb.DuckDBPyConnection,
) -> None:
    assert shared(theirs, beds()) == [
        (1, "quarantined", OTHERS, "B1"),
        (2, "quarantined", OTHERS, "B2"),
        (5, "quarantined", OTHERS, "B5"),
    ]
    assert shared(theirs, beds(), "theirs") == []
    assert shared(theirs, beds(decides=False)) == []


def test_what_agrees_in_the_columns_that_must_is_a_repeat_and_empty_agrees_with_empty(
    theirs: duckdb.DuckDBPyConnection,
) -> None:
    both = beds(mapping(meets=("ward_id",)), mapping("u", meets=("note",)))
    assert shared(theirs, both) == [
        (1, "repeated", None, "B1"),
        (2, "quarantined", OTHERS, "B2"),
        (5, "repeated", None, "B5"),
    ]
    ward = beds(mapping(meets=("ward_id",)))
    assert [fate for _, fate, *_ in shared(theirs, ward)] == ["repeated"] * 3


def test_a_stream_that_does_not_carry_the_whole_key_meets_nobody(
    theirs: duckdb.DuckDBPyConnection,
) -> None:
    assert shared(theirs, beds(key=("ward_id",))) == []
    # more than the key is enough
    assert len(shared(theirs, beds(key=("bed_id", "ward_id")))) == 3


# rows and the rows they belong to


def test_a_row_is_bound_by_the_columns_it_has_and_by_what_it_inherits_from() -> None:
    inherits = SimpleNamespace(table="room", through="room_id")
    stream = beds(mapping(), mapping("u", inherits=inherits))
    room = Bond("room_id", Parent("room", "room_id", False), files_of("u"))
    assert bonds_of(stream) == (Bond("ward_id", WARD), room)
    assert parents_of([stream, beds(parent=None)]) == {"ward", "room"}
    assert bonds_of(replace(stream, columns=(("bed_id", "varchar"),))) == (room,)
    assert bonds_of(beds(decides=False)) == ()


def world(connection: duckdb.DuckDBPyConnection) -> None:
    """Wards: W1 is there, W2 void, W3 set aside; of W4 nothing is known."""
    connection.execute("create table canonical.ward (ward_id varchar)")
    connection.execute("insert into canonical.ward values ('W1')")
    connection.execute("create temp table status_ward (key varchar, status varchar)")
    connection.execute("insert into status_ward values ('W2', 'void'), ('W3', 'quarantined')")


def blocked(connection: duckdb.DuckDBPyConnection, stream: Stream) -> list[tuple[int, str]]:
    """Beds in each of the wards, in none, and in one that several numbers mean; by line."""
    connection.execute(
        "create or replace temp table candidate as select 1 as _file, n as _line, 'B' as bed_id, w as ward_id"
        " from (values (1, 'W1'), (2, 'W2'), (3, 'W3'), (4, 'W4'), (5, null), (6, '?:7')) as t(n, w)"
    )
    number = make_blocked(connection, stream)
    found = rows(connection, "select _line, reason from blocked order by 1")
    assert number == len(found)
    return [(line, reason) for line, reason in found]


def test_a_row_without_its_parent_waits_and_says_what_became_of_the_parent(
    asked: duckdb.DuckDBPyConnection,
) -> None:
    world(asked)
    told = [(2, "parent_void"), (3, "parent_quarantined")]
    unknown = [(4, "parent_missing"), (6, "parent_ambiguous")]
    assert blocked(asked, beds()) == told + unknown
    # a parent that may come later counts only where it came and was not taken in
    assert blocked(asked, beds(parent=replace(WARD, where_present=True))) == told
    known = beds(parent=replace(WARD, where_known=True))
    assert blocked(asked, known) == told + unknown
    asked.execute("delete from canonical.ward")
    assert len(blocked(asked, known)) == 5
    # of a table that nobody ever sent nobody can say that a row is missing
    asked.execute("delete from status_ward")
    assert blocked(asked, known) == []


def test_a_line_on_another_houses_settlement_is_blocked(asked: duckdb.DuckDBPyConnection) -> None:
    of_claim = Parent("claim", "claim_id", False)
    contract = table(
        "claim_line",
        Column("claim_id", "varchar", parent=of_claim),
        Column("provider_id", "varchar"),
    )
    columns = (("claim_id", "varchar"), ("provider_id", "varchar"))
    stream = Stream("l", contract, "canonical.l", columns, ("claim_id",), True, (mapping(),))
    asked.execute(
        "create table canonical.claim as select 'C1' as claim_id, 'H1' as provider_id;"
        "create temp table status_claim (key varchar, status varchar);"
        "create temp table candidate as select 1 as _file, * from"
        " (values (1, 'C1', 'H1'), (2, 'C1', 'H2'), (3, null, 'H2'), (4, 'C1', null), (5, 'C1', 'H0'))"
        " as t(_line, claim_id, provider_id)"
    )
    assert make_blocked(asked, stream) == 2
    told = rows(asked, "select * from blocked order by _line")
    assert told == [(1, n, "parent_of_another_provider") for n in (2, 5)]
    assert make_blocked(asked, replace(stream, columns=columns[:1])) == 0


def orphaned(connection: duckdb.DuckDBPyConnection, stream: Stream, *newly: str) -> list[str]:
    number = make_orphaned(connection, stream, set(newly))
    found = [key for (key,) in rows(connection, "select bed_id from orphaned order by 1")]
    assert number == len(found)
    return found


def test_a_stored_row_is_orphaned_by_a_parent_that_was_lost(
    asked: duckdb.DuckDBPyConnection,
) -> None:
    world(asked)
    stream = beds()
    stores(asked, stream)
    asked.execute("create temp table lost_ward as select 'W1' as key")
    assert orphaned(asked, stream) == []
    asked.execute(
        "insert into canonical.bed select b, w, null from"
        " (values ('B1', 'W1'), ('B2', 'W2'), ('B4', 'W4'), ('B5', null)) as t(b, w);"
        "insert into ledger.origin_bed select bed_id, 1 from canonical.bed"
    )
    assert orphaned(asked, stream) == ["B1"]
    assert orphaned(asked, stream, "ward") == ["B1"]
    # a table that is known from now on: who named a row it has not, names none
    known = beds(parent=replace(WARD, where_known=True))
    assert orphaned(asked, known) == ["B1"]
    assert orphaned(asked, known, "ward") == ["B1", "B2", "B4"]
    present = beds(parent=replace(WARD, where_present=True))
    assert orphaned(asked, present) == ["B1", "B2"]
    # a row may lose two parents at once, and is one
    inherits = SimpleNamespace(table="ward", through="ward_id")
    asked.execute("insert into ledger.file values (1, 1, 'f', 't', 'd', 'c', 'u', 1, 1, 0, 0, 0)")
    assert orphaned(asked, beds(mapping(inherits=inherits))) == ["B1"]
    asked.execute("delete from lost_ward")
    assert orphaned(asked, stream) == []


def status(connection: duckdb.DuckDBPyConnection, *streams: Stream) -> dict[str, str]:
    make_status(connection, streams[0].contract, streams)
    found = rows(connection, "select key, status from status_bed")
    assert len(dict(found)) == len(found)
    return dict(found)


def test_a_key_that_was_sent_and_is_not_accepted_is_void_or_waits(
    asked: duckdb.DuckDBPyConnection,
) -> None:
    stream = beds()
    stores(asked, stream)
    assert status(asked, stream) == {}
    asked.execute(
        "insert into canonical.bed values ('B1', 'W', null);"
        f"insert into {stream.void} values ('B1', 'W', null), ('B2', 'W', null), ('B3', 'W', null);"
        f"insert into {stream.waiting} values ('B4', 'W', null);"
        "insert into unsound values ('bed', 'B5'), ('bed', null), ('room', 'R1');"
    )
    for name, key, state in (
        ("bed", "B3", "held"),
        ("bed", "B6", "held"),
        ("bed", "B7", "released"),
        ("bed", None, "held"),
        ("room", "R2", "held"),
    ):
        asked.execute(HELD, [name, key, state])
    assert status(asked, stream) == {
        "B2": "void",
        "B3": "void",
        "B4": "quarantined",
        "B5": "quarantined",
        "B6": "quarantined",
    }
    # rows of a stream of another key say nothing of this one's
    assert status(asked, replace(stream, key=("ward_id",))) == {
        **dict.fromkeys(("B3", "B5", "B6"), "quarantined")
    }


@pytest.mark.parametrize(
    "sent",
    [
        HELD.replace("$1", "'bed'").replace("$2", "'B1'").replace("$3", "'held'"),
        "insert into unsound values ('bed', 'B1')",
        "insert into ledger.void_bed values ('B1', 'W', null)",
        "insert into ledger.waiting_bed values ('B1', 'W', null)",
    ],
)
def test_any_one_row_that_was_not_accepted_is_looked_up(
    asked: duckdb.DuckDBPyConnection, sent: str
) -> None:
    stores(asked, beds())
    asked.execute(sent)
    assert list(status(asked, beds())) == ["B1"]


# whose rows they are


def owner(stream: Stream) -> str | None:
    return _owner_column(stream)


def test_a_row_is_of_the_provider_that_it_names_beside_its_key() -> None:
    of_house = Parent("provider", "house", where_present=False)
    contract = table(
        "bed",
        Column("bed_id", "varchar", key_position=1),
        Column("ward_id", "varchar", parent=WARD),
        Column("house", "varchar", parent=of_house),
    )
    columns = (("bed_id", "varchar"), ("ward_id", "varchar"), ("house", "varchar"))
    stream = beds(contract=contract, columns=columns)
    assert owner(stream) == "house"
    # a part of the key tells nothing apart, nor does a column that the rows have not
    assert owner(replace(stream, key=("bed_id", "house"))) is None
    assert owner(replace(stream, columns=columns[:2])) is None
    later = replace(of_house, where_present=True)
    loose = table("bed", contract.columns[0], Column("house", "varchar", parent=later))
    assert owner(replace(stream, contract=loose)) is None


def test_a_part_goes_with_the_provider_that_brought_it_though_its_table_has_none() -> None:
    columns = (("bed_id", "varchar"), ("provider_id", "varchar"))
    part = beds(columns=columns, store="ledger.part_bed")
    assert owner(part) == "provider_id"
    assert owner(replace(part, store="canonical.bed")) is None
    assert owner(replace(part, columns=columns[:1])) is None
    assert owner(replace(part, key=("bed_id", "provider_id"))) is None
    assert owner(replace(part, contract=table("provider", *part.contract.columns))) is None


# a stream's own tables


def described(connection: duckdb.DuckDBPyConnection, place: str) -> dict[str, str]:
    return {name: kind for name, kind, *_ in rows(connection, f"describe {place}")}


def test_a_streams_tables_keep_what_is_needed_of_a_row_and_gain_what_came_later(
    asked: duckdb.DuckDBPyConnection,
) -> None:
    meta = {"_file": "INTEGER", "_line": "BIGINT", "_version": "TIMESTAMP"}
    own = {"bed_id": "VARCHAR", "ward_id": "VARCHAR", "note": "VARCHAR"}
    stream = beds()
    prepare_ledger(asked, Catalogue((stream.contract,)), [stream])
    assert described(asked, stream.waiting) == {**own, **meta}
    # of withdrawn rows the key alone is known, of stored ones the canonical table has the rest
    assert (
        described(asked, stream.void)
        == described(asked, stream.origin)
        == {"bed_id": "VARCHAR", **meta}
    )
    larger = replace(
        stream,
        columns=(*stream.columns, ("size", "decimal(12,2)"), ("room", "varchar")),
        key=("bed_id", "room"),
    )
    for _ in range(2):
        prepare_ledger(asked, Catalogue((stream.contract,)), [larger])
    more = {"size": "DECIMAL(12,2)", "room": "VARCHAR"}
    assert described(asked, stream.waiting) == {**own, **meta, **more}
    assert described(asked, stream.void) == {"bed_id": "VARCHAR", **meta, "room": "VARCHAR"}
    exact = replace(
        larger, columns=(*stream.columns, ("size", "decimal(18,4)"), ("room", "varchar"))
    )
    prepare_ledger(asked, Catalogue((stream.contract,)), [exact])
    assert described(asked, stream.waiting)["size"] == "DECIMAL(18,4)"


def test_where_a_table_is_put_together_is_noted_once(asked: duckdb.DuckDBPyConnection) -> None:
    part = beds(name="bed.t", store="ledger.part_bed")
    source: Any = SimpleNamespace(name="mine", assemblies={"bed": SimpleNamespace(by="ward_id")})
    for _ in range(2):
        prepare_ledger(asked, Catalogue(()), [part, beds()], source)
    assert rows(asked, "select * from ledger.part") == [
        ("mine", "bed", "ledger.part_bed", "ward_id")
    ]
    whole = described(asked, "ledger.part_bed")
    assert list(whole) == ["bed_id", "ward_id", "note", "_file", "_line", "_version"]
