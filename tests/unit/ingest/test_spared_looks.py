"""Looks that are spared change nothing: bounds that the engine keeps, reasons whose gate never held."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from feijian.contracts.model import Column
from feijian.ingest import values
from feijian.ingest.load import incoming, stage
from feijian.ingest.load import taking as taking_module
from feijian.ingest.load.delivery import load
from feijian.ingest.load.session import session
from feijian.ingest.load.steps import LoadStep
from feijian.ingest.load.usual import FEW_ROWS, usual_columns, usual_form
from feijian.ingest.macros import define_macros
from feijian.ingest.nothing import ABSENT_WORDS
from feijian.ingest.read import rows as reading
from feijian.ingest.read.known import ANYTHING, KnownColumn, known_columns
from feijian.ingest.read.pieces import SMALL_BUFFER, in_pieces
from feijian.ingest.read.raw import csv_source
from feijian.ingest.values import Manner, Trouble, left_by, usual_reading
from feijian.library import Library
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import (
    TABLES,
    canonical,
    held,
    query,
    take_in,
    write,
    write_sound,
)

CELLS = (
    *(
        "F1",
        "z",
        "0",
        "-3",
        "'1",
        "",
        " ",
        "~",
        "Ａ１",
        "合计",
        "张三",
        "13912345678",
        "\u212a",
        "\x01",
    ),
    *("2025-07-01 09:00:00", "37010119600501001X", "1" * 40, "中" * 30),
)
WAYS = ("csv", "parquet", "arrow", "updated")


@pytest.mark.parametrize("way", WAYS)
def test_bounds_are_never_too_narrow(way: str, tmp_path: Path) -> None:
    draw = random.Random(WAYS.index(way))
    connection = duckdb.connect()
    for number in range(12):
        among = draw.sample(CELLS, draw.choice((1, 2, 5)))
        # more rows than a vector has, and a column of one value as well
        cells = [draw.choice([*among, None]) for _ in range(draw.choice((1, 3, 2_500)))]
        connection.register("given", pa.table({"c": pa.array(cells, pa.string())}))
        source = "given"
        if way == "csv":
            source = f"read_csv('{tmp_path}/{number}.csv', all_varchar = true, header = true)"
            connection.execute(f"copy given to '{tmp_path}/{number}.csv' (force_quote (c))")
        elif way == "parquet":
            source = f"read_parquet('{tmp_path}/{number}.parquet')"
            connection.execute(f"copy given to '{tmp_path}/{number}.parquet'")
        connection.execute(f"create or replace temp table raw as select c from {source}")
        if way == "updated":
            longer = draw.choice(CELLS) + "长"
            connection.execute("update raw set c = $1 where rowid % 2 = 0", [longer])
        known = known_columns(connection, "raw", ["c"]).get("c", ANYTHING)
        for (cell,) in connection.execute("select c from raw where c is not null").fetchall():
            assert known.may_have(len(cell.encode())), (cell, known)
            assert known.wide or cell.isascii(), (cell, known)
            assert known.may_be(cell), (cell, known)
            assert known.may_be(cell.upper() if known.wide else cell.swapcase()), (cell, known)
            assert not known.lettered or "A" <= cell[0] <= "Z", (cell, known)
        connection.unregister("given")


def test_nothing_is_known_where_the_engine_says_nothing() -> None:
    connection = duckdb.connect()
    connection.execute("create temp table raw (c varchar)")
    assert known_columns(connection, "raw", ["c"]) == {}
    assert known_columns(connection, "raw", []) == {}
    connection.execute("insert into raw values ('x')")
    connection.execute("alter table raw add column n integer")
    connection.execute("update raw set n = 1")
    assert known_columns(connection, "raw", ["n"]) == {"n": ANYTHING}
    assert ANYTHING.may_have(10_000)
    assert ANYTHING.may_be("结算ID")
    assert not ANYTHING.lettered


def test_bounds_are_told_in_a_load_too_which_leaves_the_pass_out(workspace: Workspace) -> None:
    asked = "select list_sort(string_split(current_setting('disabled_optimizers'), ','))"
    with session(workspace) as connection:
        before = connection.execute(asked).fetchall()
        assert "statistics_propagation" in before[0][0]
        connection.execute("create temp table raw as select unnest(['H1', 'P234']) as c")
        assert known_columns(connection, "raw", ["c"]) == {
            "c": KnownColumn(4, wide=False, begins=(ord("H"), ord("P")))
        }
        assert connection.execute(asked).fetchall() == before


@pytest.mark.parametrize(
    ("threads", "rows", "hashed", "reading", "buffer"),
    [
        (1, 100_000, True, 1, 0),
        (2, 100_000, False, 1, 0),
        (2, 100_000, True, 2, SMALL_BUFFER),
        (2, 1_000_000, True, 1, 0),
        (4, 100_000, False, 4, 0),
    ],
)
def test_two_threads_share_a_text_where_its_cells_are_hashed(
    threads: int, rows: int, hashed: bool, reading: int, buffer: int
) -> None:
    connection = duckdb.connect(config={"threads": threads})
    asked = "select current_setting('threads')"
    with in_pieces(connection, rows, hashed=hashed) as told:
        assert connection.execute(asked).fetchall() == [(reading,)]
        assert told == buffer
    assert connection.execute(asked).fetchall() == [(threads,)]


def test_rows_that_two_threads_read_stand_in_their_order(tmp_path: Path) -> None:
    text, rows = tmp_path / "long.csv", 100_000
    with text.open("w", encoding="utf-8") as out:
        out.write("n,name\n")
        out.writelines(f"{n},{'阿莫西林胶囊' * 10}\n" for n in range(rows))
    connection = duckdb.connect(config={"threads": 2})
    with in_pieces(connection, rows, hashed=True) as buffer:
        source = csv_source(text, 2, ",", header=True, buffer=buffer)
        connection.execute(f"create temp table raw as select * from {source}")
    in_order = "select count(*) from raw where cast(c0 as bigint) = rowid"
    assert connection.execute(in_order).fetchall() == [(rows,)]


def test_the_threads_are_given_back_after_a_row_that_is_not_regular() -> None:
    connection = duckdb.connect(config={"threads": 2})
    with suppress(duckdb.Error), in_pieces(connection, 10, hashed=False):
        connection.execute("select error('a row that is not regular')")
    assert connection.execute("select current_setting('threads')").fetchall() == [(2,)]


def test_a_load_asks_only_columns_that_have_room(workspace: Workspace, tmp_path: Path) -> None:
    steps: list[LoadStep] = []
    take_in(workspace, write_sound(tmp_path / "d"), steps=steps)
    looked = [s.sql for s in steps if s.name == "load.second_header._other_order"]
    # numbers and days of this delivery begin with digits: no word of a header can be there
    assert looked == []
    rows = [s.sql for s in steps if s.name == "read.personal._any_number" and "raw_1 " in s.sql]
    assert rows
    assert not any('"cnt"' in sql for sql in rows)


def test_bounds_leave_room_or_not() -> None:
    codes = KnownColumn(12, wide=False, begins=(ord("H"), ord("P")))
    assert codes.lettered
    assert codes.may_be("Name")
    assert codes.may_be("info")
    assert not codes.may_be("bkkp_sn")  # before H, and after P in small letters
    assert not codes.may_be("p" * 13)  # longer than any cell
    assert not codes.may_be("结算ID")
    assert not KnownColumn(5, wide=False, begins=(ord("0"), ord("Z"))).lettered


SHIFTED = """
    bkkp_sn | setl_id | mdtrt_id | psn_no | fixmedins_code | fee_ocur_time       | med_list_codg   | hilist_name | bilg_dr_code | med_chrgitm_type | cnt | det_item_fee_sumamt | memo | vali_flag
    F1      | S1      | M1       | A      | H1             | 2025-07-01 09:00:00 | 001102000050000 | 诊查费      | D1           | 02               | 1   | 20.00 |                          | 1
    F2      | S1      | M1       | A      | H1             | 2025-07-02 09:00:00 | 001109000010000 | 床位费      | 王小明       | 01               | 2   | 1e5   | 电话13912345678          | 1
    F3      | S1      | M1       | A      | H1             | 2025-13-02 09:00:00 | 0011090000100   | 370101196005010011 | D139 | 01               | 1,5 | 张三丰 | x                       | 1
    F4      | S1      | M1       | A      | H1             | 13912345678         | 8.1E19          | 床位费      | D1/13912345678 | 99             |     | 0.123456 | H 13912345678         | 1
    bkkp_sn | setl_id | mdtrt_id | psn_no | fixmedins_code | fee_ocur_time       | med_list_codg   | hilist_name | bilg_dr_code | med_chrgitm_type | cnt | det_item_fee_sumamt | memo | vali_flag
    合计    |         |          |        |                |                     |                 |             |              |                  | 4   | 140.00 |                         | 1
    F5      | S9      | M1       | A      | H1             | 2025-07-02 09:00:00 | 001109000010000 | 床位费      | D1           | 01               | 2   | 9.00  | 9                        | 0
"""


def test_a_load_without_bounds_and_marks_is_the_same(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same delivery with every look taken and every reason asked."""
    delivery = write_sound(tmp_path / "d", fee_list_d=SHIFTED)
    spared = take_in(workspace, delivery)
    thorough = Workspace.create(tmp_path / "thorough")
    (thorough.root / ".feijian-key").write_bytes((workspace.root / ".feijian-key").read_bytes())
    monkeypatch.setattr(reading, "known_columns", lambda *_: {})
    monkeypatch.setattr(taking_module, "usual_columns", lambda *_: frozenset())
    for module in (incoming, stage):
        monkeypatch.setattr(module, "left_by", lambda troubles, *_: list(troubles))
    looked = take_in(thorough, delivery)
    assert looked == spared
    assert held(thorough) == held(workspace)
    assert canonical(thorough) == canonical(workspace)
    reasons = {r for rows in held(workspace).values() for _, told in rows for r in told}
    assert {"header_row", "total_row", "not_a_date:fee_ocur_time"} <= reasons


MANNERS = (
    *(
        Manner(reads)
        for reads in ("identifier", "label", "medical_code", "trace_code", "code", "text")
    ),
    *(Manner(reads, strict=True) for reads in ("identifier", "medical_code", "trace_code")),
    Manner("identifier", damaged="[1-9][0-9]{12}", shape="[0-9A-Z][0-9A-Z._-]*", strict=True),
    Manner("identifier", strict=True, provider=True),
    Manner("code", provider=True),
)
TYPES = ("timestamp", "date", "integer", "decimal(18,2)", "decimal(18,4)", "double")


def cells() -> list[str]:
    """What stands in files, and pieces of it side by side."""
    draw = random.Random(16)
    pieces = (
        *CELLS, *ABSENT_WORDS, "H37010000001", "h37010000001", "001102000050000", "8.1E19", "1,234.50",
        "2025-07-01", "2025/7/1", "1970-01-01", "1900-01-01", "9999-12-31", "2025-13-01", "08:00:00", "21.0",
        "¥", "元", "A18.0", "M49.0*", "UNKNOWN", "Unknown", "=", "'", "\t", "\n", "\u3000", "\u200b", "_", "e5",
        "20.00", "+7", "-", ".", " ", "12345678901234567890",
    )  # fmt: skip
    drawn = ("".join(draw.choices(pieces, k=draw.choice((2, 2, 3)))) for _ in range(4_000))
    return [*pieces, *drawn]


def test_what_is_read_as_usual_is_read_as_ever() -> None:
    """Whatever the usual form lets pass reads the same without the closer look; and nothing is passed that fails."""
    connection = duckdb.connect(config={"threads": 1})
    define_macros(connection)
    connection.execute("create table raw as select unnest($1::varchar[]) as c", [cells()])
    asked = [("varchar", manner) for manner in MANNERS]
    asked += [(kind, Manner(epoch=epoch)) for kind in TYPES for epoch in (True, False)]
    for kind, manner in asked:
        form = usual_form(Column("c", kind), manner)
        assert form, manner
        for from_excel in (False, True):
            ever = values.reading("c", kind, "", from_excel=from_excel, manner=manner)
            told = connection.execute(
                f"select count(*), count(distinct c), list(c) filter ({usual_reading('c', kind)} is distinct from {ever})"
                f" from raw where {form}"
            ).fetchone()
            assert told is not None
            assert told[0] >= 2, (kind, manner)
            assert told[2] is None, (kind, manner, told[2])


def test_codes_that_may_have_lost_digits_are_looked_at() -> None:
    for manner in (Manner("trace_code", rounded="[0-9]{15}00000"), Manner("text", provider=True)):
        assert usual_form(Column("c", "varchar"), manner) is None
    rounded = Manner("identifier", damaged="[1-9][0-9]{12}", rounded="[0-9]{15}00000")
    assert usual_form(Column("c", "varchar"), rounded) is None


def test_a_column_is_usual_where_every_cell_is(workspace: Workspace, tmp_path: Path) -> None:
    seen: dict[str, frozenset[str]] = {}

    def noted(connection, raw, used):
        seen[raw.shown] = usual_columns(connection, raw, used)
        return seen[raw.shown]

    lines = """
        bkkp_sn | setl_id | mdtrt_id | psn_no | fixmedins_code | fee_ocur_time       | med_list_codg   | med_chrgitm_type | cnt | det_item_fee_sumamt | vali_flag
        F1      | S1      | M1       | A      | H1             | 2025-07-01 09:00:00 | 001102000050000 | 02               | 1   | 20.00               | 1
        F2      | S1      | M1       | A      | H1             | 2025/7/2 9:00       | 001109000010000 | 01               | 2   | 100元               |
        """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(taking_module, "usual_columns", noted)
        take_in(workspace, write_sound(tmp_path / "d", fee_list_d=lines))
    assert seen["fee_list_d.csv"] == {
        "bkkp_sn", "setl_id", "mdtrt_id", "fixmedins_code", "med_list_codg", "med_chrgitm_type", "cnt", "vali_flag",
    }  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("feijian.ingest.load.usual.FEW_ROWS", 1)
        patch.setattr(taking_module, "usual_columns", noted)
        take_in(workspace, write(tmp_path / "e", fee_list_d=lines.replace("F1 ", "F3 ")))
    assert seen["fee_list_d.csv"] == frozenset()
    assert FEW_ROWS > 1
    charges = "select line_no, charged_at, amount from canonical.claim_line order by 1"
    assert [(n, str(at), str(a)) for n, at, a in query(workspace, charges)] == [
        ("F1", "2025-07-01 09:00:00", "20.00"),
        ("F2", "2025-07-02 09:00:00", "100.00"),
        ("F3", "2025-07-01 09:00:00", "20.00"),
    ]


def test_only_reasons_whose_gate_held_are_worked_out(workspace: Workspace, tmp_path: Path) -> None:
    lines = """
        bkkp_sn | setl_id | mdtrt_id | psn_no | fixmedins_code | fee_ocur_time       | med_list_codg   | med_chrgitm_type | cnt | det_item_fee_sumamt | vali_flag
        F1      | S1      | M1       | A      | H1             | 2025-07-01 09:00:00 | 001102000050000 | 02               | 1   | 20.00               | 1
        F2      | S1      | M1       | A      | H1             | 2025-07-02 09:00:00 | 001109000010000 | 01               | x   | 100.00              | 1
        """
    steps: list[LoadStep] = []
    load(
        workspace, write_sound(tmp_path / "d", fee_list_d=lines), library=Library.of(), steps=steps
    )
    judged = [s.sql for s in steps if s.writes == ("judged",)]
    assert any("not_a_number:cnt" in sql for sql in judged)
    assert not any("not_a_date:fee_ocur_time" in sql for sql in judged)
    assert [r for _, told in held(workspace)["fee_list_d"] for r in told] == ["not_a_number:cnt"]


def test_troubles_that_share_a_gate_stay_together() -> None:
    troubles = [Trouble("a", "x", "x and 1"), Trouble("b", "y", "y"), Trouble("c", "x", "x and 2")]
    assert left_by(troubles, "k", {"k0"}) == [troubles[0], troubles[2]]
    assert left_by(troubles, "k", {"k1", "other0"}) == [troubles[1]]
    assert left_by(troubles, "k", ()) == []


def test_a_second_delivery_still_finds_what_its_rows_name(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Rows that came with a load are not asked again; those that stood before are."""
    sold = """
        drug_trac_codg       | fixmedins_code | setl_id | mdtrt_id | bkkp_sn | psn_no | med_list_codg   | sel_retn_time       | sel_retn_cnt | vali_flag
        81002599832258542937 | H1             |         |          | F2      | A      | 001109000010000 | 2025-07-02 09:00:00 | 1            | 1
        """
    first = write_sound(tmp_path / "first")
    take_in(workspace, first)
    take_in(workspace, write(tmp_path / "sold", selinfo_3505=sold))
    before = canonical(workspace)["dispense"]
    # the number stands a second time, in another visit: the row that stood looks again
    other = """
        bkkp_sn | setl_id | mdtrt_id | psn_no | fixmedins_code | fee_ocur_time       | med_list_codg   | med_chrgitm_type | cnt | det_item_fee_sumamt | vali_flag
        F2      | S2      | M2       | A      | H1             | 2025-08-02 09:00:00 | 001109000010000 | 01               | 1   | 50.00               | 1
        """
    take_in(
        workspace,
        write(
            tmp_path / "second",
            fee_list_d=other,
            mdtrt_d="""
        mdtrt_id | psn_no | gend | brdy       | fixmedins_code | begntime            | endtime             | med_type | vali_flag
        M2       | A      | 1    | 1960-05-01 | H1             | 2025-08-01 08:00:00 | 2025-08-05 10:00:00 | 21       | 1
        """,
            setl_d="""
        setl_id | mdtrt_id | psn_no | fixmedins_code | setl_time           | medfee_sumamt | fund_pay_sumamt | refd_setl_flag | vali_flag
        S2      | M2       | A      | H1             | 2025-08-05 11:00:00 | 50.00         | 40.00           | 0              | 1
        """,
        ),
    )
    assert len(before) == len(canonical(workspace)["dispense"]) == 1
    assert before != canonical(workspace)["dispense"]


def test_a_stream_without_rows_is_looked_at_once_and_moves_all_the_same_when_its_parent_goes(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Of tables that bring nothing and hold nothing a load asks once; those that hold rows are asked."""
    take_in(workspace, write_sound(tmp_path / "1"))
    visit = TABLES["mdtrt_d"]
    parts = query(workspace, "select * from ledger.part order by all")
    steps: list[LoadStep] = []
    load(
        workspace,
        write(tmp_path / "2", mdtrt_d=visit.replace("10:00:00", "12:00:00")),
        library=Library.of(),
        steps=steps,
    )
    after = next(n for n, s in enumerate(steps) if s.name == "load.accept.idle_streams")
    asked = {relation for s in steps[after + 1 :] for relation in (*s.reads, *s.writes)}
    assert {"ledger.waiting_encounter__mdtrt_d", "ledger.waiting_claim_line"} <= asked
    assert not {"ledger.waiting_purchase", "ledger.waiting_dispense", "canonical.grouping"} & asked
    # nothing of these tables comes with the withdrawal of their visit, and its return
    charges = "select count(*) from canonical.claim_line"
    assert query(workspace, charges) == [(2,)]
    take_in(
        workspace, write(tmp_path / "3", mdtrt_d=visit.replace("| 21       | 1", "| 21       | 0"))
    )
    assert query(workspace, charges) == [(0,)]
    take_in(workspace, write(tmp_path / "4", mdtrt_d=visit.replace("10:00:00", "13:00:00")))
    assert query(workspace, charges) == [(2,)]
    assert held(workspace) == {}
    # what is there once is not entered again by each load
    assert query(workspace, "select * from ledger.part order by all") == parts
