"""No list claims more than there was, and equal things stand in one order: what an inspector would object to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import Any

import polars as pl
import pytest

from feijian.leads.amounts import Room, Rooms, Stake, counted_once
from feijian.leads.ranking import rank_leads
from feijian.leads.tables import MONEY
from tests.unit.leads.frames import finding, findings, known, lines, verdict, verdicts

PAIR, REPEATED, CAP = "unbundling.item_pair", "unbundling.repeated_line", "overcharging.above_cap"
DEARER, PLACES = "upcoding.dearer_diagnosis", "identity.two_places"


def yuan(**rooms: str) -> Mapping[str, Decimal]:
    return {name: Decimal(amount) for name, amount in rooms.items()}


def loose(name: str, amount: str, lead: str = "L", provider: str = "H1") -> Stake:
    """A claim that stands on no line and no stay."""
    own = Decimal(amount)
    chance = (0.3, 0.1, 0.5)
    return Stake(name, lead, "f", own, own, chance, (), name, name, provider, own)


def money(rows: Mapping[str, tuple[str, str]], key: str = "provider_id") -> pl.DataFrame:
    """Charged and paid by the fund, of providers or stays."""
    extra = {"name": "n"} if key == "provider_id" else {"person_id": "P1"}
    return pl.DataFrame(
        [
            {key: k, **extra, "charged": Decimal(charged), "fund_paid": Decimal(paid)}
            for k, (charged, paid) in rows.items()
        ],
        schema={
            key: pl.String,
            **dict.fromkeys(extra, pl.String),
            "charged": MONEY,
            "fund_paid": MONEY,
        },
    )


def stays(**rows: tuple[str, str]) -> pl.DataFrame:
    return money(rows, "encounter_id")


def listed(*rows: dict[str, Any], **given: Any) -> list[dict[str, Any]]:
    return rank_leads(known(findings(*rows), **given)).leads.to_dicts()


@pytest.mark.parametrize("number", [3, 6, 7, 11])
def test_shares_of_what_a_provider_was_paid_are_no_more_than_it_was_paid(number: int) -> None:
    """So many events of 300 at a shop that was paid 500.01: to the cent, and no cent more."""
    its = [loose(f"F{n:02d}", "300") for n in range(number)]
    room = Room(providers=yuan(H1="500.01"))
    counted = counted_once(its, Rooms(room, room, room))
    lead = counted.leads["L"]
    assert lead.amount == lead.fund == lead.person == Decimal("500.01")
    assert sum(t.amount for t in counted.events.values()) == Decimal("500.01")


def test_several_leads_of_a_provider_share_its_bound() -> None:
    its = [loose(f"F{n}", "300", f"L{n}") for n in range(3)]
    room = Room(providers=yuan(H1="100"))
    leads = counted_once(its, Rooms(room, room)).leads
    assert sum(t.amount for t in leads.values()) == Decimal("100.00")


def test_another_provider_s_bound_is_its_own() -> None:
    its = [loose("F1", "300", "A"), loose("F2", "300", "B", "H2"), loose("F3", "300", "C", "H3")]
    room = Room(providers=yuan(H1="100", H2="900"))
    leads = counted_once(its, Rooms(room, room)).leads
    assert [leads[name].amount for name in "ABC"] == [100, 300, 300]


def test_a_shop_s_month_beside_its_lines_is_what_the_lines_leave() -> None:
    its = [
        loose("F1", "300"),
        replace(loose("F2", "80"), units=("line:L1",)),
        replace(loose("F3", "50"), units=("stay:E1",)),
    ]
    room = Room(yuan(**{"line:L1": "80"}), providers=yuan(H1="200"))
    assert counted_once(its, Rooms(room, room)).leads["L"].amount == Decimal("200.00")


def test_lines_and_stays_too_are_no_more_than_the_provider_was_paid() -> None:
    """A period in which 1,000 were settled, and a stay of 3,000 of which the rest is settled later."""
    rows = [
        finding("F1", claim_line_ids=["L1"], amount_at_risk="2000"),
        finding("F2", CAP, subject_id="E2", encounter_ids=["E2"], amount_at_risk="1000"),
    ]
    its = listed(
        *rows,
        lines=lines(("L1", "E1", "2000")),
        encounters=stays(E1=("2000", "1400"), E2=("1000", "700")),
        providers=money({"H1": ("1500", "1000")}),
    )
    assert sum(r["fund_at_risk"] for r in its) == 1000
    assert sum(r["amount_at_risk"] for r in its) == 1500


def test_a_provider_of_whom_nothing_is_known_is_bounded_by_nothing() -> None:
    (lead,) = listed(finding("F1", encounter_ids=["E1"], amount_at_risk="2000"))
    assert lead["amount_at_risk"] == 2000


@pytest.mark.parametrize("fund", [None, "900"])
def test_a_stay_of_which_the_fund_paid_nothing_gives_it_nothing_back(fund: str | None) -> None:
    """0.00 is known: paid by the patient, or by accident insurance. The amount is told, and ranks nothing."""
    (lead,) = listed(
        finding("F1", encounter_ids=["E1"], amount_at_risk="900", fund_at_risk=fund),
        encounters=stays(E1=("900", "0")),
    )
    assert (lead["amount_at_risk"], lead["expected_recovery"]) == (900, 0)


def test_a_line_covered_by_nothing_is_nothing_of_the_fund() -> None:
    (lead,) = listed(
        finding("F1", claim_line_ids=["L1"], amount_at_risk="60"), lines=lines(("L1", "E1", "0"))
    )
    assert (lead["amount_at_risk"], lead["fund_at_risk"], lead["expected_recovery"]) == (0, 0, 0)


def test_a_stay_refunded_whole_recovers_nothing_from_any_side() -> None:
    its = listed(
        finding("F1", DEARER, encounter_ids=["E1"], amount_at_risk="4000"),
        finding("F2", PAIR, claim_line_ids=["L1"], amount_at_risk="70"),
        finding("F3", PLACES, encounter_ids=["E1"], amount_at_risk="900"),
        lines=lines(("L1", "E1", "0")),
        encounters=stays(E1=("0", "0")),
    )
    assert {r["expected_recovery"] for r in its} == {Decimal(0)}


def test_a_line_named_twice_by_one_finding_is_one_line() -> None:
    (lead,) = listed(
        finding("F1", claim_line_ids=["L1", "L1"], amount_at_risk="200"),
        lines=lines(("L1", "E1", "100")),
    )
    assert lead["amount_at_risk"] == 100


def test_two_rules_of_one_family_on_one_line_are_one_amount_and_one_chance() -> None:
    (lead,) = listed(
        finding("F1", PAIR, claim_line_ids=["L1"], amount_at_risk="100"),
        finding("F2", REPEATED, claim_line_ids=["L1"], amount_at_risk="100"),
        lines=lines(("L1", "E1", "100")),
    )
    assert (lead["amount_at_risk"], lead["findings"]) == (100, 2)
    assert lead["probability"] == pytest.approx(0.8)


def test_a_stay_split_doubled_and_coded_dearer_gives_back_what_was_paid_for_it() -> None:
    its = listed(
        finding("F1", DEARER, encounter_ids=["E1"], amount_at_risk="2500"),
        finding("F2", PLACES, encounter_ids=["E1"], amount_at_risk="3000"),
        finding("F3", PAIR, claim_line_ids=["L1", "L2"], amount_at_risk="800"),
        lines=lines(("L1", "E1", "500"), ("L2", "E1", "300")),
        encounters=stays(E1=("5000", "3000")),
    )
    assert sum(r["fund_at_risk"] for r in its) == 3000


def test_what_patients_overpaid_of_a_line_stands_in_the_lead_that_counts_the_line() -> None:
    """Of L1 100 are counted at the hospital; the person's lead names it too, with the larger own part."""
    line = {"claim_line_ids": ["L1"], "person_id": "P1"}
    rows = [
        finding("F1", PAIR, amount_at_risk="100", person_at_risk=Decimal(20), **line),
        finding(
            "F2",
            PLACES,
            subject_kind="person",
            subject_id="P1",
            amount_at_risk="60",
            person_at_risk=Decimal(30),
            certainty="suspect",
            **line,
        ),
    ]
    at = {r["subject_kind"]: r for r in listed(*rows, lines=lines(("L1", "E1", "100")))}
    assert (at["provider"]["amount_at_risk"], at["provider"]["person_at_risk"]) == (100, 30)
    assert (at["person"]["amount_at_risk"], at["person"]["person_at_risk"]) == (0, 0)


def test_what_only_patients_overpaid_is_told_and_ranks_behind_a_yuan_of_the_fund() -> None:
    its = listed(
        finding(
            "F1",
            claim_line_ids=["L1"],
            amount_at_risk="9000",
            fund_at_risk="0",
            person_at_risk=Decimal(9000),
        ),
        finding("F2", provider_id="H2", subject_id="E2", amount_at_risk="1", fund_at_risk="1"),
    )
    assert [r["provider_id"] for r in its] == ["H2", "H1"]
    assert its[1]["person_at_risk"] == 9000


def test_certain_stands_before_suspected_of_the_same_amount() -> None:
    its = listed(
        finding("F1", PLACES, provider_id="H1", subject_id="E1", amount_at_risk="500"),
        finding("F2", PAIR, provider_id="H2", subject_id="E2", amount_at_risk="500"),
    )
    assert [r["provider_id"] for r in its] == ["H2", "H1"]


def test_a_finding_that_could_not_see_everything_is_a_suspicion_of_its_rule() -> None:
    (lead,) = listed(finding("F1", PAIR, certainty="suspect", amount_at_risk="500"))
    assert lead["probability"] == pytest.approx(0.3)


@pytest.mark.parametrize("ids", list(permutations("ABC")))
def test_equal_leads_stand_in_the_order_of_their_content(ids: tuple[str, ...]) -> None:
    houses = dict(zip(ids, ("H1", "H2", "H3"), strict=True))
    rows = [
        finding(i, provider_id=h, subject_id=f"E{h}", amount_at_risk="500")
        for i, h in sorted(houses.items())
    ]
    assert [r["provider_id"] for r in listed(*rows)] == ["H1", "H2", "H3"]


@pytest.mark.parametrize(
    ("outcome", "moves"), [("upheld", 1), ("rejected", -1), ("unclear", 0), ("partly", 0)]
)
def test_what_a_visit_found_moves_what_is_left_there_its_way(outcome: str, moves: int) -> None:
    """Two findings of a suspect rule on two stays; the verdict is on one. Partly: three tenths, as was thought."""
    rows = [
        finding("F1", PLACES, subject_id="E1", encounter_ids=["E1"], amount_at_risk="500"),
        finding("F2", PLACES, subject_id="E2", encounter_ids=["E2"], amount_at_risk="500"),
    ]
    said = verdict("F1", outcome, PLACES, amount_upheld=Decimal(150), amount_at_risk=Decimal(500))
    if outcome != "partly":
        said["amount_upheld"] = None
    before = listed(rows[1])[0]["expected_recovery"]
    (lead,) = listed(*rows, verdicts=verdicts(said))
    open_yuan = 2 if outcome == "unclear" else 1
    after = lead["expected_recovery"] / open_yuan
    assert (after > before) - (after < before) == moves


def test_a_lead_without_dates_stands_behind_nobody_for_it() -> None:
    its = listed(
        finding("F1", occurred_from=None, occurred_to=None, amount_at_risk="600"),
        finding("F2", provider_id="H2", subject_id="E2", amount_at_risk="500"),
    )
    assert [r["provider_id"] for r in its] == ["H1", "H2"]
    assert its[1]["period_from"] == date(2026, 3, 1)
