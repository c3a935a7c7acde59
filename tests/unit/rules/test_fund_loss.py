"""What the fund would get back and the patient overpaid, to the cent, by payment and kind of loss."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from feijian.rules.fund_loss import add_fund_at_risk, add_funds_at_risk, low_ratio_of, stays_of
from feijian.workspace.settings import Payment

TABLES = """
create schema canonical;
create schema derived;
create table canonical.claim (
    claim_id varchar, encounter_id varchar, total_amount decimal(18,2), fund_amount decimal(18,2),
    self_pay_amount decimal(18,2), is_refund boolean, payment_method varchar,
    group_paid_amount decimal(18,2), covered_amount decimal(18,2)
);
create table derived.claim_change (claim_id varchar, encounter_id varchar, is_void boolean);
create table canonical.claim_line (
    claim_line_id varchar, claim_id varchar, encounter_id varchar,
    amount decimal(18,2), covered_amount decimal(18,2)
);
create table derived.grouped_stay (
    encounter_id varchar, method varchar, total_amount decimal(18,2), standard_amount decimal(18,2)
);
create table derived.stay (
    encounter_id varchar, total_amount decimal(18,2), fund_amount decimal(18,2),
    received_amount decimal(18,2)
);
-- by service: 70 % paid by the fund, 20 % by the patient
insert into canonical.claim values
    ('C1', 'E1', 1000, 700, 200, false, 'fee_for_service', null, null),
    ('C2', 'E2', 1000, 600, null, false, null, null, null),
    ('C3', 'E3', 1000, 600, 300, false, 'drg', null, null),
    ('C4', 'E4', 50, 40, 10, false, 'fee_for_service', null, null),
    ('C4R', 'E4', -50, -35, -15, true, 'fee_for_service', null, null),
    ('C5', 'E5', 100, 80, 20, false, 'fee_for_service', null, null),
    ('C6', 'E6', 0, 0, 0, false, 'fee_for_service', null, null);
insert into derived.claim_change values ('C5', null, true);
insert into canonical.claim_line values
    ('L1', 'C1', 'E1', 100, 80), ('L2', 'C2', 'E2', 300, null), ('L3', 'C3', 'E3', 100, 100),
    ('L4', 'C4', 'E4', 50, 50), ('L5', 'C5', 'E5', 100, 100), ('L1R', 'C1', 'E1', -10, -10),
    ('L6', 'C6', 'E6', 1, 1);
"""


@pytest.fixture
def world() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(TABLES)
        yield connection


def losses(
    world: duckdb.DuckDBPyConnection,
    loss: str,
    amount: str | None,
    lines: tuple[str, ...] = (),
    stays: tuple[str, ...] = (),
    paid_by: str | None = None,
) -> tuple[str | None, str | None, str | None]:
    """Amount, the fund's part and the person's of one finding, as text."""
    finding: dict[str, Any] = {
        "finding_id": "f",
        "provider_id": "H1",
        "subject_kind": "person",
        "subject_id": "P1",
        "claim_line_ids": list(lines),
        "encounter_ids": list(stays),
        "amount_at_risk": None if amount is None else Decimal(amount),
    }
    rule: Any = SimpleNamespace(loss=loss)
    add_fund_at_risk(world, rule, [finding], lambda provider: paid_by if provider == "H1" else None)
    told = (finding[f"{kind}_at_risk"] for kind in ("amount", "fund", "person"))
    amount_told, fund, person = (None if v is None else str(v) for v in told)
    return amount_told, fund, person


@pytest.mark.parametrize(
    ("lines", "fund", "person"),
    [
        (("L1",), "70.00", "20.00"),
        # what the patient paid is not sent: what the fund did not pay
        (("L2",), "60.00", "40.00"),
        # a line more costs a group's payment nothing, and the patient a share
        (("L3",), "0.00", "30.00"),
        # shares weighed by what was covered, 80 and 300, not by what was charged
        (("L1", "L2"), "62.11", "35.79"),
        # a line that takes back weighs nothing
        (("L1", "L1R"), "70.00", "20.00"),
        # never more than was paid for the stay, refund taken off
        (("L4",), "5.00", "20.00"),
        # settlements taken back, and those of nothing, tell no share
        (("L5",), None, None),
        (("L6",), None, None),
        (("unknown",), None, None),
    ],
)
def test_lines_cost_the_fund_its_share_of_them(world, lines, fund, person) -> None:
    assert losses(world, "lines", "100.00", lines) == ("100.00", fund, person)


def test_a_settlement_that_names_no_method_is_paid_by_the_group_of_its_stay(world) -> None:
    world.execute(
        "insert into derived.grouped_stay values ('E2', 'drg', 1000, 900), ('E1', 'drg', 1000, 900)"
    )
    assert losses(world, "lines", "100.00", ("L2",)) == ("100.00", "0.00", "40.00")
    # what the settlement says of itself stands
    assert losses(world, "lines", "100.00", ("L1",)) == ("100.00", "70.00", "20.00")


def test_an_unknown_amount_costs_an_unknown_sum(world) -> None:
    assert losses(world, "lines", None, ("L1",)) == (None, None, None)


def test_a_stay_stands_for_its_lines_where_none_is_named(world) -> None:
    assert losses(world, "lines", "100.00", (), ("E1",)) == ("100.00", "70.00", "20.00")
    # its settlement of 50 and not the one that takes it back, bounded by the 5 that are left
    assert losses(world, "lines", "10.00", (), ("E4",)) == ("10.00", "5.00", "2.00")
    assert losses(world, "lines", "100.00", ("L2",), ("E1",)) == ("100.00", "60.00", "40.00")


def test_a_claim_costs_its_share_whatever_the_payment(world) -> None:
    assert losses(world, "claim", "100.00", ("L3",)) == ("100.00", "60.00", None)


def test_a_claim_that_belongs_to_another_visit_counts_there(world) -> None:
    world.execute("insert into derived.claim_change values ('C1', 'E9', false)")
    assert losses(world, "lines", "100.00", (), ("E9",)) == ("100.00", "70.00", "20.00")
    assert losses(world, "lines", "100.00", (), ("E1",)) == ("100.00", None, None)


def grouped(
    world: duckdb.DuckDBPyConnection,
    stay: str,
    standard: int,
    cost: int,
    fund: int,
    received: int | None = None,
) -> None:
    world.execute(
        "insert into derived.grouped_stay values (?, 'drg', ?, ?)", [stay, cost, standard]
    )
    received = cost if received is None else received
    world.execute("insert into derived.stay values (?, ?, ?, ?)", [stay, cost, fund, received])


@pytest.mark.parametrize(
    ("amount", "fund"),
    [
        # standard 1200, true one 1000 (200 less), settled at 1000: nothing was paid above it
        ("200.00", "0.00"),
        # true one 900: 100 of the 300 were paid
        ("300.00", "100.00"),
        # true one 200, 800 paid above it, of which the fund paid 600
        ("1000.00", "600.00"),
    ],
)
def test_a_raised_group_costs_what_was_paid_above_the_true_one(world, amount, fund) -> None:
    grouped(world, "E3", standard=1200, cost=1000, fund=600)
    assert losses(world, "group_payment", amount, ("L3",), ("E3",)) == (amount, fund, None)


def test_a_cheap_stay_in_a_raised_group_costs_what_the_month_paid_above_the_true_one(world) -> None:
    """Charged 1000, of which the patient paid 300; the month paid 3700 of a standard of 4000."""
    world.execute("update canonical.claim set group_paid_amount = 3700 where claim_id = 'C3'")
    grouped(world, "E3", standard=4000, cost=1000, fund=3700, received=4000)
    # the true standard is 1500: all of the difference was paid
    assert losses(world, "group_payment", "2500.00", ("L3",), ("E3",))[1] == "2500.00"
    # never more than the month paid
    assert losses(world, "group_payment", "3900.00", ("L3",), ("E3",))[1] == "3700.00"


def test_a_whole_false_stay_costs_all_that_the_month_paid_for_it(world) -> None:
    world.execute("update canonical.claim set group_paid_amount = 3700 where claim_id = 'C3'")
    # the amount is what the house received for it: 3700 from the fund and the 400 of 1000 that it does not bear
    assert losses(world, "claim", "1000.00", (), ("E3",)) == ("4100.00", "3700.00", None)
    # of a part of what was charged no more than that part
    assert losses(world, "claim", "400.00", (), ("E3",)) == ("400.00", "400.00", None)
    # a line more still costs a group's payment nothing, and the patient his share of it
    assert losses(world, "lines", "100.00", ("L3",)) == ("100.00", "0.00", "30.00")


def test_a_dear_false_stay_in_a_cheap_group_is_worth_what_was_charged(world) -> None:
    world.execute("update canonical.claim set group_paid_amount = 500 where claim_id = 'C3'")
    assert losses(world, "claim", "1000.00", (), ("E3",)) == ("1000.00", "500.00", None)


@pytest.mark.parametrize("loss", ["lines", "claim", "group_payment"])
@pytest.mark.parametrize("amount", ["1.00", "80.00", "999.99", "1000.00", "1100.00"])
@pytest.mark.parametrize("paid", [None, 0, 500, 3700])
def test_the_fund_never_gets_back_more_than_is_at_risk(world, loss, amount, paid) -> None:
    # settled at more than the whole: what a correction sent without its first settlement leaves
    world.execute("update canonical.claim set fund_amount = 1300, group_paid_amount = ?", [paid])
    for lines, stays in [(("L1",), ("E1",)), (("L3",), ("E3",)), ((), ("E3",)), ((), ("E1", "E3"))]:
        told, fund, _ = losses(world, loss, amount, lines, stays)
        assert told is not None
        assert fund is not None
        assert Decimal(amount) <= Decimal(told)
        assert 0 <= Decimal(fund) <= Decimal(told)


def test_a_raised_group_without_a_standard_costs_its_amount(world) -> None:
    assert losses(world, "group_payment", "100.00", (), ("E3",)) == ("100.00", "100.00", None)
    assert losses(world, "group_payment", "100.00", (), ("E99",)) == ("100.00", None, None)


def test_a_stay_far_above_its_standard_costs_the_supplement(world) -> None:
    grouped(world, "U1", standard=1000, cost=1000, fund=600)  # the usual share: 60 %
    grouped(world, "E1", standard=500, cost=1000, fund=700)
    # its own share is higher: 700 less 70 % of 500
    assert losses(world, "high_ratio", "1.00", (), ("E1",)) == ("350.00", "350.00", None)


def test_a_supplement_of_a_hundredth_of_the_standard_is_rounding(world) -> None:
    grouped(world, "U1", standard=1000, cost=1000, fund=600)
    grouped(world, "E3", standard=1000, cost=2000, fund=610)
    assert losses(world, "high_ratio", "1.00", (), ("E3",)) == (None, None, None)
    world.execute("update derived.stay set fund_amount = 611 where encounter_id = 'E3'")
    # 611 less 60 % of 1000 is 11, above the trace of 10; what was settled was 600
    assert losses(world, "high_ratio", "1.00", (), ("E3",)) == ("11.00", "11.00", None)
    assert losses(world, "high_ratio", "1.00", (), ("E1",)) == (None, None, None)


@pytest.mark.parametrize(
    ("paid_by", "told"),
    [
        ("cost", ("0.00", "0.00", None)),
        ("standard", ("100.00", "100.00", None)),
        (None, (None, None, None)),
    ],
)
def test_a_stay_far_below_its_standard_costs_what_the_region_says(world, paid_by, told) -> None:
    assert losses(world, "low_ratio", "100.00", (), ("E1",), paid_by) == told


def test_a_low_stay_of_unknown_amount_stays_unknown(world) -> None:
    assert losses(world, "low_ratio", None, (), ("E1",), "cost") == (None, None, None)


def test_the_longest_region_says_how_low_stays_are_paid() -> None:
    payments = [Payment("", "cost"), Payment("37", "standard"), Payment("3701", "cost")]
    regions = {"H1": "370102", "H2": "370202", "H3": "440100", "H4": None}
    told = {h: low_ratio_of(payments, regions, h) for h in (*regions, "H5", None)}
    assert told == {
        "H1": "cost", "H2": "standard", "H3": "cost", "H4": "cost", "H5": "cost", None: "cost",
    }  # fmt: skip
    assert low_ratio_of(payments[1:], regions, "H3") is None


def test_an_amount_stands_on_the_stay_it_is_about_else_on_those_named() -> None:
    assert stays_of("encounter", "E1", None) == ["E1"]
    assert stays_of("encounter", "E1", ["E1", "E2"]) == ["E1"]
    assert stays_of("encounter", "E1", ["E2", "E3"]) == ["E2", "E3"]
    assert stays_of("person", "E1", ["E1", "E2"]) == ["E1", "E2"]
    assert stays_of("person", "E1", None) == []


def test_many_rules_are_told_what_each_would_be_told_alone(world) -> None:
    def finding(number: int, line: str) -> dict[str, Any]:
        return {
            "finding_id": f"f{number}",
            "provider_id": "H1",
            "subject_kind": "person",
            "subject_id": "P1",
            "claim_line_ids": [line],
            "encounter_ids": [],
            "amount_at_risk": Decimal(100),
        }

    found: list[tuple[Any, list[Any]]] = [
        (SimpleNamespace(loss="lines"), [finding(1, "L1"), finding(2, "L3")]),
        (SimpleNamespace(loss="claim"), [finding(3, "L3")]),
        (SimpleNamespace(loss="lines"), []),
    ]
    add_funds_at_risk(world, found)
    told = {f["finding_id"]: str(f["fund_at_risk"]) for _, its in found for f in its}
    assert told == {"f1": "70.00", "f2": "0.00", "f3": "60.00"}


@pytest.mark.parametrize(
    ("covered", "fund", "person"),
    [
        # 700 of the 875 that are covered; of these the patient paid 75, 125 were his own goods
        ("875", "80.00", "8.57"),
        ("1000", "70.00", "20.00"),
        # less than the fund paid, or more than was charged, is no such sum
        ("699", "70.00", "20.00"),
        ("1001", "70.00", "20.00"),
    ],
)
def test_of_a_settlement_with_goods_that_nobody_covers_the_fund_paid_its_part_of_the_rest(
    world, covered, fund, person
) -> None:
    world.execute("update canonical.claim set covered_amount = ? where claim_id = 'C1'", [covered])
    assert losses(world, "lines", "100.00", ("L1",)) == ("100.00", fund, person)


def test_a_stay_named_without_lines_costs_the_fund_its_part_of_what_is_covered(world) -> None:
    world.execute("update canonical.claim set covered_amount = 875 where claim_id = 'C1'")
    assert losses(world, "lines", "100.00", (), ("E1",)) == ("100.00", "80.00", "8.57")


def test_a_line_that_does_not_say_what_is_covered_has_the_share_of_all_that_was_charged(
    world,
) -> None:
    world.execute("update canonical.claim set covered_amount = 800 where claim_id = 'C2'")
    assert losses(world, "lines", "100.00", ("L2",)) == ("100.00", "60.00", "40.00")


def test_a_whole_claim_costs_its_share_of_all_that_was_charged(world) -> None:
    world.execute("update canonical.claim set covered_amount = 875 where claim_id = 'C1'")
    assert losses(world, "claim", "100.00", (), ("E1",)) == ("100.00", "70.00", None)
