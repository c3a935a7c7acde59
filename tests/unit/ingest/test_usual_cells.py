"""Cells that are read as they stand: what is usual of each type, and the first thing that is not."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from feijian.contracts.model import Column
from feijian.ingest.load.plain_cells import usual_cell
from feijian.ingest.load.usual import USUAL_CODES
from feijian.ingest.read.coded_persons import may_name_a_person, withhold_signed
from feijian.ingest.read.known import KnownColumn
from feijian.ingest.values import Manner


@pytest.mark.parametrize(
    ("kind", "reads", "usual", "other"),
    [
        (
            "timestamp",
            "text",
            ["2026-03-01 08:00:00", "2026-12-31"],
            ["2026-3-1", "1999-03-01", ""],
        ),
        ("date", "text", ["2026-03-01"], ["2026-02-30x", "20260301", "1970-01-01"]),
        ("integer", "text", ["7", "-7", "+7", "7."], ["7.5", "", "1,000", "x"]),
        ("bigint", "text", ["12345678901"], ["1e3"]),
        ("decimal(18, 2)", "text", ["1.25", ".5", "3", "1.2500"], ["1.255", "1,00"]),
        (
            "varchar",
            "text",
            ["床位费", "a"],
            ["", "a b", "=1", "'x", "null", "NaN", "Unknown", "\u3000x"],
        ),
        ("varchar", "identifier", ["12345", "A_123"], ["1234", "A-123", "BLANK"]),
        ("varchar", "label", ["abcde"], ["abcd", "undefined"]),
        ("varchar", "medical_code", ["J18900", "00110"], ["J18.9", "j1890", "J189"]),
    ],
)
def test_a_column_is_read_as_it_stands_where_all_its_cells_are_usual(
    kind: str, reads: str, usual: list[str], other: list[str]
) -> None:
    assert usual_cell("c", kind, Manner(reads), usual) is not None
    for cell in other:
        assert usual_cell("c", kind, Manner(reads), [*usual, cell]) is None, cell


def test_how_a_usual_cell_is_read() -> None:
    assert usual_cell("c", "date", Manner(), []) == 'cast(cast("c" as timestamp) as date)'
    assert usual_cell("c", "integer", Manner(), ["1"]) == 'try_cast("c" as integer)'
    assert usual_cell("c", "varchar", Manner(), ["x"]) == '"c"'
    # what may have lost zeros is looked at, and so is what is read in another way
    assert usual_cell("c", "varchar", Manner("identifier", "[0-9]{4}"), ["1234"]) is None
    assert usual_cell("c", "varchar", Manner("trace_code"), ["12345"]) is None
    # what has lost nothing and is long enough to have its shape stands as it is
    shaped = Manner("identifier", "[1-9][0-9]{12}", shape="[0-9A-Z]{5,}")
    long, short, small = "001109000010000", "1109000010000", "xn23aat023a001010200023"
    assert usual_cell("c", "varchar", shaped, [long]) == '"c"'
    for cell in (short, small, f" {long}", f"{long}-370100"):
        assert usual_cell("c", "varchar", shaped, [long, cell]) is None, cell
    assert usual_cell("c", "varchar", Manner("medical_code", shape="[A-Z].*"), ["J18900"]) is None
    house = Manner("identifier", provider=True)
    assert usual_cell("c", "varchar", house, ["H37010100001"]) == '"c"'
    assert usual_cell("c", "varchar", house, ["H37010100001", "h37010100001"]) is None
    for kind in ("boolean", "varchar[]"):
        assert usual_cell("c", kind, Manner(), ["true"]) is None


def test_a_trace_code_that_may_hold_a_lot_and_a_serial_number_is_looked_at() -> None:
    assert re.fullmatch(USUAL_CODES["trace_code"], "01" + "0" * 36)
    assert not re.fullmatch(USUAL_CODES["trace_code"], "01" + "0" * 37)


@pytest.mark.parametrize(
    ("value", "rows", "names"),
    [
        ("张三", 2, True),
        ("张三", 3, False),
        ("张三丰甲", 1, False),
        ("欧阳锋", 1, True),
        ("欧阳锋一二", 1, False),
        ("张", 1, False),
        (" 王五 ", 1, True),
        ("张氏病", 1, False),
        ("12345678901", 99, True),
        ("1234567890", 99, False),
        ("1234 5678-90X", 99, True),
        ("12345678901a", 99, False),
        ("制表：张三", 99, True),
        ("某市某街道", 99, True),
        ("三组", 99, True),
        ("某街道", 99, False),
    ],
)
def test_a_value_of_a_coded_column_names_a_person_by_number_address_or_name(
    value: str, rows: int, names: bool
) -> None:
    assert may_name_a_person(value, rows) is names


def test_who_signed_a_list_is_taken_out_of_columns_of_codes_that_may_have_words() -> None:
    columns = (
        Column("code", "varchar", custom={"reads": "identifier"}),
        Column("plain", "varchar"),
        Column("narrow", "varchar", custom={"reads": "code"}),
        Column("absent", "varchar", custom={"reads": "code"}),
    )
    raw: Any = SimpleNamespace(
        name="raw_t",
        columns=("code", "plain", "narrow"),
        known={"narrow": KnownColumn(wide=False)},
        words={},
        table=SimpleNamespace(contract=SimpleNamespace(columns=columns)),
    )
    with duckdb.connect() as connection:
        connection.execute(
            "create temp table raw_t as select v as code, v as plain, v as narrow from"
            " (values ('审核：张三'), ('制表人：李四'), ('123'), (null)) as t(v)"
        )
        assert withhold_signed(connection, raw) == {"code": 2}
        cells = connection.execute("select code, plain = narrow from raw_t").fetchall()
    assert cells == [
        ("审核：〔已隐去〕", True),
        ("制表人：〔已隐去〕", True),
        ("123", True),
        (None, None),
    ]
