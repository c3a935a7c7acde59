"""How much may stand on a stay that is paid by group: what its provider received, and what the fund paid of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import polars as pl

from feijian.leads.inputs import RankingInputs
from feijian.leads.stakes import rooms_of
from feijian.leads.tables import FINDINGS, nothing


def stays(*rows: tuple[str, int, int | None, int, int]) -> RankingInputs:
    frame = pl.DataFrame(
        [(s, *(None if v is None else Decimal(v) for v in its)) for s, *its in rows],
        schema={
            "encounter_id": pl.String,
            **dict.fromkeys(("charged", "fund_paid", "own_paid", "received"), pl.Decimal(18, 2)),
        },
        orient="row",
    )
    return RankingInputs(nothing(FINDINGS), {}, date(2026, 1, 1), "R", encounters=frame)


def test_a_group_may_be_paid_more_than_its_items_cost() -> None:
    """Charged 1,000 of which 300 were the patient's; the month paid 3,700 of a standard of 4,000."""
    rooms = rooms_of(stays(("E1", 1000, 3700, 300, 4000)))
    assert (rooms.charged.stays, rooms.fund.stays, rooms.person.stays) == (
        {"E1": 4000}, {"E1": 3700}, {"E1": 300},
    )  # fmt: skip


def test_and_less_and_then_all_that_was_charged_is_still_in_question() -> None:
    rooms = rooms_of(stays(("E1", 9000, 3700, 300, 4000)))
    assert rooms.charged.stays == {"E1": 9000}
    assert rooms.fund.stays == {"E1": 3700}


def test_paid_by_item_the_fund_and_the_patient_share_what_was_charged() -> None:
    rooms = rooms_of(stays(("E1", 1000, 700, 300, 1000), ("E2", 500, None, -3, 500)))
    assert rooms.charged.stays == {"E1": 1000, "E2": 500}
    # what the fund paid is not known: at most everything; nobody's own part is less than nothing
    assert rooms.fund.stays == {"E1": 700, "E2": 500}
    assert rooms.person.stays == {"E1": 300, "E2": 0}


def test_what_stands_on_no_stay_is_bounded_by_what_its_provider_billed() -> None:
    its = {"charged": 1000, "fund_paid": 3700, "billed": 4000}
    money = [pl.Series(name, [Decimal(yuan)]) for name, yuan in its.items()]
    providers = pl.DataFrame([pl.Series("provider_id", ["H1"]), *money])
    rooms = rooms_of(replace(stays(("E1", 1000, 3700, 300, 4000)), providers=providers))
    assert rooms.charged.providers == {"H1": 4000}
    assert rooms.fund.providers == {"H1": 3700}
    assert rooms.person.providers == {"H1": 1000}


def test_a_line_bears_what_it_cost_and_says_which_stay_it_is_of() -> None:
    """L2 was taken back beyond what it cost; of L3 nothing is known, and L4 is of no stay."""
    lines = pl.DataFrame(
        [
            ("L1", "E1", Decimal(30)),
            ("L2", "E1", Decimal(-5)),
            ("L3", "E1", None),
            ("L4", None, Decimal(7)),
        ],
        schema={
            "claim_line_id": pl.String,
            "encounter_id": pl.String,
            "amount": pl.Decimal(18, 2),
        },
        orient="row",
    )
    rooms = rooms_of(replace(stays(), lines=lines))
    for room in (rooms.charged, rooms.fund, rooms.person):
        assert room.lines == {"line:L1": 30, "line:L2": 0, "line:L4": 7}
        assert room.stay_of == {"line:L1": "E1", "line:L2": "E1", "line:L3": "E1"}


def test_where_nobody_says_what_patients_paid_it_is_what_the_fund_did_not() -> None:
    """Of 1,000 the fund paid 700; of 500 more than all; of the third nothing is known."""
    known = stays(("E1", 1000, 700, 0, 0), ("E2", 500, 600, 0, 0), ("E3", 80, None, 0, 0))
    told = known.encounters.drop("own_paid", "received")
    assert rooms_of(replace(known, encounters=told)).person.stays == {"E1": 300, "E2": 0, "E3": 80}


def test_what_a_provider_billed_stands_only_where_it_is_known() -> None:
    providers = pl.DataFrame(
        {
            "provider_id": ["H1", "H2"],
            "charged": [Decimal(10), Decimal(20)],
            "billed": [Decimal(40), None],
        },
        schema_overrides={"charged": pl.Decimal(18, 2), "billed": pl.Decimal(18, 2)},
    )
    rooms = rooms_of(replace(stays(), providers=providers))
    assert rooms.charged.providers == {"H1": 40, "H2": 20}
    assert (rooms.fund.providers, rooms.person.providers) == ({}, {"H1": 10, "H2": 20})
