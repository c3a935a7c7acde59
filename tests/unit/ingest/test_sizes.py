"""A house's lines against its settlements, by a handful of each, and what is dated after it arrived."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import duckdb
import pytest

from feijian.contracts.model import Catalogue, Column, Table
from feijian.ingest.doubts.ahead import later_than_arrival
from feijian.ingest.doubts.sizes import House, _houses, _of_other_kinds, _told, houses_out_of_size


def house(name: str = "H1", **given: int) -> House:
    fixed = {"settlements": 10, "hundredfold": 0, "doubled": 0, "drugs": 0, "fractions": 0}
    return House(name, **{**fixed, **given})


@pytest.mark.parametrize(
    ("its", "told"),
    [
        (house(), None),
        (house(settlements=1, hundredfold=1), None),
        (house(settlements=2, hundredfold=2), "100 or 10,000"),
        (house(settlements=2, hundredfold=1), None),
        (house(hundredfold=8), "100 or 10,000"),
        (house(hundredfold=7), None),
        (house(drugs=100), "fraction of a yuan"),
        (house(drugs=99), None),
        (house(drugs=100, fractions=1), None),
        (house(doubled=3), "just twice"),
        (house(doubled=2), None),
        (house(settlements=15, doubled=3), "just twice"),
        (house(settlements=16, doubled=3), None),
        (house(manifold=3), "three or more times"),
        (house(manifold=2), None),
        (house(settlements=16, manifold=3), None),
    ],
)
def test_a_house_is_doubtful_from_so_many_settlements_on(its: House, told: str | None) -> None:
    said = [str(p.what) for p in _told([house("H0"), its])]
    assert [told in s and s.endswith(")") for s in said if told] == ([True] if told else [])
    assert len(said) == (told is not None)


def test_five_houses_are_named_each_with_its_own_numbers_and_the_others_counted() -> None:
    many = [house(f"H{n}", settlements=1000 + n, hundredfold=1000) for n in range(7)]
    (told,) = _told(many)
    assert str(told.what).endswith(
        ": H0 (1,000 / 1,000), H1 (1,000 / 1,001), H2 (1,000 / 1,002), H3 (1,000 / 1,003),"
        " H4 (1,000 / 1,004) and 2 more"
    )
    (five,) = _told(many[:5])
    assert str(five.what).endswith("H4 (1,000 / 1,004)")
    (drugs,) = _told([house("H9", drugs=1234)])
    assert str(drugs.what).endswith(": H9 (1,234 / 1,234)")
    (twice,) = _told([house("H9", doubled=4)])
    assert str(twice.what).endswith(": H9 (4 / 10)")


OF_LINES = "claim_id, provider_id, category, amount, is_sent"
SENT = "(select * from canonical.claim_line where is_sent) as sent"


@pytest.fixture
def asked() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(
            "create schema canonical; create schema ledger;"
            "create table canonical.claim (claim_id varchar, provider_id varchar, total_amount decimal(18, 2),"
            " settled_at timestamp default '2025-07-01', encounter_id varchar);"
            "create table canonical.encounter (encounter_id varchar, started_at timestamp, class varchar);"
            "create table canonical.claim_line (claim_id varchar, provider_id varchar, category varchar,"
            " amount decimal(18, 2), is_sent boolean, charged_at timestamp default '2025-07-01', item_code varchar default '1');"
        )
        yield connection


def settle(
    connection: duckdb.DuckDBPyConnection,
    claim: str,
    total: str,
    *lines: str,
    provider: str = "H1",
    category: str = "bed",
    sent: bool = True,
) -> None:
    connection.execute(
        "insert into canonical.claim (claim_id, provider_id, total_amount) values ($1, $2, $3)",
        [claim, provider, total],
    )
    for amount in lines:
        connection.execute(
            f"insert into canonical.claim_line ({OF_LINES}) values ($1, $2, $3, $4, $5)",
            [claim, provider, category, amount, sent],
        )


@pytest.mark.parametrize(
    ("lines", "hundredfold", "doubled"),
    [
        (("100",), 0, 0),
        (("100", "100"), 0, 1),
        (("200.01",), 0, 0),
        (("9500",), 1, 0),
        (("9499.99",), 0, 0),
        (("10500",), 1, 0),
        (("10500.01",), 0, 0),
        (("950000",), 1, 0),
        (("1050000.01",), 0, 0),
        (("1",), 1, 0),
        (("0.96",), 1, 0),
        (("0.95",), 0, 0),
        (("1.05",), 1, 0),
        (("1.06",), 0, 0),
        (("0.01",), 1, 0),
    ],
)
def test_a_settlement_of_a_hundred_yuan_is_in_another_unit_by_a_hundred_or_ten_thousand(
    asked: duckdb.DuckDBPyConnection, lines: tuple[str, ...], hundredfold: int, doubled: int
) -> None:
    settle(asked, "C1", "100", *lines)
    (h,) = _houses(asked, SENT)
    assert (h.settlements, h.hundredfold, h.doubled, h.drugs) == (1, hundredfold, doubled, 0)


@pytest.mark.parametrize(
    ("lines", "manifold"),
    [("300", 1), ("900", 1), ("1000", 0), ("200", 0), ("300.01", 0), ("250", 0)],
)
def test_lines_are_multiplied_where_they_come_to_three_to_nine_times_to_the_fen(
    asked: duckdb.DuckDBPyConnection, lines: str, manifold: int
) -> None:
    settle(asked, "C1", "100", lines)
    (h,) = _houses(asked, SENT)
    assert (h.manifold, h.more) == (manifold, int(lines in ("1000", "300.01", "250")))


def test_each_house_is_looked_at_by_what_was_sent_of_it_and_by_all_its_lines(
    asked: duckdb.DuckDBPyConnection,
) -> None:
    settle(asked, "C1", "100", "100")
    # of a settlement of which a line was sent all lines count
    settle(asked, "C1b", "100", "100", sent=False)
    asked.execute(
        f"insert into canonical.claim_line ({OF_LINES}) values ('C1', 'H1', 'bed', 100, false)"
    )
    settle(asked, "C2", "0", "5")
    settle(asked, "C3", "-5", "-5")
    drug = {"provider": "H2", "category": "western_drug"}
    settle(asked, "C4", "7", "3", "4", **drug)  # type: ignore[arg-type]
    settle(asked, "C5", "7", "7.00", "0.50", provider="H2", category="patent_tcm")
    settle(asked, "C6", "7", "0.5", provider="H2", category="herb")
    settle(asked, "C7", "7", "7", provider="H3", sent=False)
    assert _houses(asked, SENT) == [
        House("H1", 1, 0, 1, 0, 0),
        House("H2", 3, 0, 0, 4, 1, short=1, more=1),
    ]


def test_of_a_house_two_hundred_settlements_are_looked_at(asked: duckdb.DuckDBPyConnection) -> None:
    asked.execute(
        "insert into canonical.claim (claim_id, provider_id, total_amount) select 'C' || n, 'H1', 1 from range(203) as t(n);"
        f"insert into canonical.claim_line ({OF_LINES}) select 'C' || n, 'H1', 'bed', 2, true from range(203) as t(n);"
    )
    assert _houses(asked, SENT) == [House("H1", 200, 0, 200, 0, 0)]


@pytest.mark.parametrize("doubled", ["1", "2"])
def test_lines_are_found_among_all_tables_and_only_where_it_is_known_who_brought_them(
    asked: duckdb.DuckDBPyConnection, doubled: str
) -> None:
    """H1 was brought by delivery 1, H2 by delivery 2; each is asked about its own."""
    for house, delivery in (("H1", "1"), ("H2", "2")):
        for n in range(3):
            twice = ("50", "50") if delivery == doubled else ("50",)
            settle(asked, f"{house}C{n}", "50", *twice, provider=house)
    asked.execute(
        "create table ledger.file as select n as file_seq, n as delivery_seq from range(1, 3) as t(n)"
    )
    key = Column("claim_id", "varchar", key_position=1)
    names = ("claim", "claim_line", "person")
    catalogue = Catalogue(
        tuple(Table(n, "canonical", (key,), "", "", (), {}, None) for n in names)  # type: ignore[arg-type]
    )
    assert houses_out_of_size(asked, Catalogue(catalogue.tables[::2]), 1) == ()
    assert houses_out_of_size(asked, catalogue, 1) == ()
    asked.execute(
        "create table ledger.origin_claim_line as"
        " select claim_id, if(provider_id = 'H1', 1, 2) as _file from canonical.claim_line"
    )
    told = {n: [str(p.what) for p in houses_out_of_size(asked, catalogue, n)] for n in (1, 2)}
    its = {"1": "H1", "2": "H2"}[doubled]
    assert told[int(doubled)] == [f"lines come to just twice their settlements: {its} (3 / 3)"]
    assert told[3 - int(doubled)] == []


def test_a_day_after_arrival_is_allowed_and_a_moment_more_is_told(
    asked: duckdb.DuckDBPyConnection,
) -> None:
    """Lines of two deliveries: of the second, which arrived on 1 March at noon, one is of the 2nd, two are later."""
    asked.execute(
        "drop table canonical.claim_line;"
        "create table canonical.claim_line as select * from (values"
        " ('L1', timestamp '2026-03-02 12:00:00'), ('L2', timestamp '2026-03-02 12:00:01'),"
        " ('L3', timestamp '2027-01-05 00:00:00'), ('L4', timestamp '2028-01-01'))"
        " as t(claim_line_id, charged_at);"
        "create table ledger.origin_claim_line as select * from (values ('L1', 2), ('L2', 2), ('L3', 2), ('L4', 1))"
        " as t(claim_line_id, _file);"
        "create table ledger.file as select n as file_seq, n as delivery_seq from range(1, 4) as t(n);"
    )
    columns = (
        Column("claim_line_id", "varchar", key_position=1),
        Column("charged_at", "timestamp"),
    )
    contract = Table("claim_line", "canonical", columns, "", "", (), {}, None)  # type: ignore[arg-type]
    other = Table("person", "canonical", columns, "", "", (), {}, None)  # type: ignore[arg-type]
    catalogue = Catalogue((contract, other))

    def told(delivery: int, arrived: datetime) -> list[str]:
        return [str(p.what) for p in later_than_arrival(asked, catalogue, delivery, arrived)]

    noon = datetime(2026, 3, 1, 12)
    assert told(2, noon) == [
        "2 rows have a charged_at after the delivery arrived, the latest 2027-01-05"
    ]
    assert told(1, noon) == [
        "1 rows have a charged_at after the delivery arrived, the latest 2028-01-01"
    ]
    # of a delivery without such rows, and where there is none at all
    assert told(3, noon) == []
    assert told(2, datetime(2030, 1, 1)) == []


def test_a_stay_that_began_in_time_may_end_too_late(asked: duckdb.DuckDBPyConnection) -> None:
    asked.execute(
        "create or replace table canonical.encounter as select 'E1' as encounter_id,"
        " timestamp '2026-02-01' as started_at, timestamp '2099-01-01' as ended_at;"
        "create table ledger.origin_encounter as select 'E1' as encounter_id, 1 as _file;"
        "create table ledger.file as select 1 as file_seq, 1 as delivery_seq;"
    )
    columns = (
        Column("encounter_id", "varchar", key_position=1),
        Column("started_at", "timestamp"),
        Column("ended_at", "timestamp"),
    )
    contract = Table("encounter", "canonical", columns, "", "", (), {}, None)  # type: ignore[arg-type]
    found = later_than_arrival(asked, Catalogue((contract,)), 1, datetime(2026, 3, 1))
    assert [(p.where, str(p.what).partition(" after")[0]) for p in found] == [
        ("encounter", "1 rows have a ended_at")
    ]


@pytest.mark.parametrize(
    ("its", "told"),
    [
        (house(), None),
        (house(settlements=5, short=3), "come to less"),
        (house(settlements=4, short=4), None),
        (house(settlements=6, short=3), None),
        (house(short=6, hundredfold=5), None),
        (house(short=6, hundredfold=4), "come to less"),
        (house(settlements=2, apart=2), "more than a year"),
        (house(settlements=1, apart=1), None),
        (house(apart=8), "more than a year"),
        (house(apart=7), None),
        (house(settlements=50, stays=6, outside=4, outside_stays=4), "days before their visits"),
        (house(settlements=50, stays=6, outside=3, outside_stays=3), None),
        (house(settlements=50, stays=4, outside=4, outside_stays=4), None),
        (house(settlements=50, stays=6, early=4, early_stays=4), "hours before their visits"),
        (house(settlements=50, stays=6, early=3, early_stays=3), None),
        (house(coded=20, astray=17), "categories of services"),
        (house(coded=20, astray=16), None),
        (house(coded=19, astray=19), None),
    ],
)
def test_a_house_whose_lines_are_of_another_kind_is_doubtful(its: House, told: str | None) -> None:
    said = [str(p.what) for p in _of_other_kinds([house("H0"), its])]
    assert [told in s and s.endswith(")") for s in said if told] == ([True] if told else [])
    assert len(said) == (told is not None)


def test_all_houses_together_tell_what_one_is_too_small_to_tell() -> None:
    (told,) = _told([house("H1", drugs=60), house("H2", drugs=40)])
    assert (
        told.what == "no charge for a drug has a fraction of a yuan, at any provider (100 charges)"
    )
    assert not list(_told([house("H1", drugs=60), house("H2", drugs=39)]))
    assert not list(_told([house("H1", drugs=60), house("H2", drugs=40, fractions=1)]))


def test_what_lines_say_of_a_house_beside_their_sum(asked: duckdb.DuckDBPyConnection) -> None:
    settle(asked, "C1", "100", "94.99")
    settle(asked, "C2", "100", "95")
    asked.execute(
        "update canonical.claim_line set charged_at = '2024-05-27', item_code = 'XN23AAT023A001010200023' where claim_id = 'C1';"
        "update canonical.claim_line set charged_at = '2024-05-28', item_code = '001102000050000' where claim_id = 'C2'"
    )
    (h,) = _houses(asked, SENT)
    assert (h.short, h.apart, h.coded, h.astray) == (1, 0, 1, 1)
    asked.execute("update canonical.claim_line set charged_at = '2024-05-25' where claim_id = 'C1'")
    (h,) = _houses(asked, SENT)
    assert h.apart == 1
