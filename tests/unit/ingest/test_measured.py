"""Shares that a delivery is measured by, and what is told of one, at the edges of what is doubtful."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from feijian.ingest.doubts.plausibility import Measured, measured
from feijian.ingest.load.report import MOST_HELD, FileBalance, LoadReport, too_much_held


def share(rows: int, fitting: int, before: float | None = None, fewest: int = 20) -> Measured:
    return Measured("claim_line", "codes", rows, fitting, 0.8, before, fewest)


def fallen(rows: int, before: float) -> Measured:
    """All rows but a few, a bit more than half, where a tenth is due."""
    return Measured("claim_line", "codes", rows, rows // 2 + 1, 0.1, before, 1)


@pytest.mark.parametrize(
    ("its", "doubtful"),
    [
        (share(100, 80), False),
        (share(100, 79), True),
        (share(20, 15), True),
        (share(19, 15), False),
        # a single row that cannot be right
        (share(1, 0, fewest=1), True),
        (share(0, 0, fewest=0), False),
        # a fall of more than a fifth, whatever is due
        (share(1000, 820, before=0.99), False),
        (share(1000, 820, before=1.0), False),
        (fallen(20, 0.72), False),
        (fallen(20, 0.77), True),
        (fallen(19, 0.99), False),
    ],
)
def test_a_share_is_doubtful_below_what_is_due_or_far_below_what_it_was(
    its: Measured, doubtful: bool
) -> None:
    assert its.doubtful is doubtful


def test_a_share_is_told_with_what_it_was_before() -> None:
    assert share(1000, 790).problem().what == ("codes: 79.0% of 1,000 rows, expected at least 80%")
    assert share(1000, 790, before=0.995).problem().what.endswith("80%; earlier deliveries 99.5%")
    assert share(3, 1).plain()["share"] == 0.3333


def balance(table: str, read: int, quarantined: int) -> FileBalance:
    return FileBalance("f.csv", table, read, read - quarantined, 0, 0, quarantined)


def test_a_table_is_doubtful_of_which_more_than_the_share_is_held_over_all_its_files() -> None:
    both = [balance("fee", 50, 4), balance("fee", 50, 1), balance("visit", 10, 1)]
    thrice = [balance("fee", 10, 1)] * 3
    assert [p.what for p in too_much_held(thrice, 0.05)] == [
        "3 of 30 rows are in quarantine (10.0%, more than 5%)"
    ]
    assert [p.where for p in too_much_held(both, 0.05)] == ["visit"]
    assert [p.where for p in too_much_held(both, 0.049)] == ["fee", "visit"]
    # a line of totals is no row: 4 of 99 are held
    assert list(too_much_held(both[:2], 0.041, {"fee": 1})) == []
    [told] = too_much_held(both[:2], 0.04, {"fee": 1})
    assert told.what == "4 of 99 rows are in quarantine (4.0%, more than 4%)"
    assert list(too_much_held([balance("fee", 1, 1)], 0.05, {"fee": 1})) == []


def test_a_delivery_is_doubtful_of_which_more_than_one_row_in_twenty_is_held() -> None:
    assert list(too_much_held([balance("fee", 100, 5)], MOST_HELD)) == []
    assert [p.where for p in too_much_held([balance("fee", 100, 6)], MOST_HELD)] == ["fee"]


def test_a_report_tells_what_it_was_told_and_no_more() -> None:
    assert LoadReport("d1", (balance("fee", 3, 1),)).json() == {
        "files": [
            {
                **{"file": "f.csv", "table": "fee", "read": 3, "accepted": 2},
                **{"void": 0, "repeated": 0, "quarantined": 1},
            }
        ],
        "delivery_id": "d1",
        "released": 0,
        "already_loaded": False,
        "notes": [],
        "measures": [],
        "doubts": [],
    }


FIT = {"name": "priced", "among": "amount > 0", "fits": "amount < 100", "at_least": 0.5}


def world(*lines: tuple[str, str, int]) -> duckdb.DuckDBPyConnection:
    """Lines (claim, yuan, delivery) of claims that come to 100 each."""
    connection = duckdb.connect()
    connection.execute(
        "create schema canonical; create schema ledger;"
        " create table canonical.claim as select * from (values ('C1', 100), ('C2', 100), ('C3', 100), ('C4', 0))"
        " as t(claim_id, total_amount);"
        " create table canonical.claim_line (claim_line_id varchar, claim_id varchar, amount decimal(18, 2));"
        " create table ledger.origin_claim_line (claim_line_id varchar, _file integer);"
        " create table ledger.file as select n as file_seq, n as delivery_seq from range(1, 9) as t(n);"
        " create table ledger.part (table_name varchar, store varchar, by_column varchar);"
    )
    for number, (claim, yuan, delivery) in enumerate(lines):
        connection.execute(
            "insert into canonical.claim_line values ($1, $2, $3)", [f"L{number}", claim, yuan]
        )
        connection.execute(
            "insert into ledger.origin_claim_line values ($1, $2)", [f"L{number}", delivery]
        )
    return connection


@pytest.fixture
def lines() -> Iterator[Any]:
    opened: list[duckdb.DuckDBPyConnection] = []

    def measure(*rows: tuple[str, str, int], upto: int) -> list[list[tuple[Any, ...]]]:
        """By delivery: name, rows, those that fit, and the share before."""
        connection = world(*rows)
        opened.append(connection)
        table = SimpleNamespace(
            name="claim_line",
            full_name="canonical.claim_line",
            key=("claim_line_id",),
            custom={"plausible": [FIT]},
        )
        catalogue: Any = SimpleNamespace(of_schema=lambda _: [table])
        return [
            [(m.name, m.rows, m.fitting, m.before) for m in measured(connection, catalogue, seq)]
            for seq in range(1, upto + 1)
        ]

    yield measure
    for connection in opened:
        connection.close()


SIZES = "lines_are_of_the_size_of_their_settlement"


def test_a_delivery_is_measured_by_its_own_rows_against_those_before_it(lines: Any) -> None:
    rows = [("C1", "50", 1), ("C1", "150", 1), ("C2", "0", 1), ("C2", "10", 2), ("C3", "20", 2)]
    first, second = lines(*rows, upto=2)
    assert first[0] == ("priced", 2, 1, None)
    assert second[0] == ("priced", 2, 2, 0.5)


@pytest.mark.parametrize(
    ("yuan", "fitting"), [("5.00", 0), ("5.01", 1), ("1999.99", 1), ("2000.00", 0)]
)
def test_lines_that_come_to_twenty_times_their_settlement_count_in_another_unit(
    lines: Any, yuan: str, fitting: int
) -> None:
    [[_, sizes]] = lines(("C1", yuan, 1), upto=1)
    assert sizes == (SIZES, 1, fitting, None)


def test_settlements_are_compared_with_all_their_lines_where_both_come_to_something(
    lines: Any,
) -> None:
    rows = [("C1", "4", 1), ("C1", "96", 1), ("C2", "-5", 1), ("C4", "9", 1), ("C9", "9", 1)]
    [its] = lines(*rows, upto=1)
    assert its[-1] == (SIZES, 1, 1, None)


def test_each_measure_has_rows_of_its_own() -> None:
    """Of six lines four cost something, three of them less than a hundred; two take back, none of them less than 1."""
    amounts = ("5", "50", "60", "500", "-5", "-6")
    connection = world(*(("C1", yuan, 1) for yuan in amounts))
    back = {
        "name": "back",
        "among": "amount < 0",
        "fits": "amount > -1",
        "at_least": 0.9,
        "fewest": 1,
    }
    none = {"name": "none", "among": "amount = 7", "fits": "true", "at_least": 0.9}
    table = SimpleNamespace(
        name="claim_line",
        full_name="canonical.claim_line",
        key=("claim_line_id",),
        custom={"plausible": [FIT, none, back]},
    )
    catalogue: Any = SimpleNamespace(of_schema=lambda _: [table])
    priced, taken_back, *_ = measured(connection, catalogue, 1)
    connection.close()
    assert (priced.name, priced.rows, priced.fitting, priced.fewest) == ("priced", 4, 3, 20)
    assert (taken_back.name, taken_back.rows, taken_back.fitting) == ("back", 2, 0)
    assert (taken_back.at_least, taken_back.fewest, taken_back.doubtful) == (0.9, 1, True)
