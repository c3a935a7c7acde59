"""Small worlds of leads worked out by hand: what is counted, where, and who has which seat."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from feijian.leads.amounts import Room, Rooms, Stake, counted_once
from feijian.leads.inputs import RankingInputs
from feijian.leads.placement import DRAWN, LeadStanding, seated
from feijian.leads.ranking import rank_leads
from feijian.leads.tables import MONEY
from feijian.rules.events import event_ids
from feijian.workspace.settings import LeadSettings
from tests.unit.leads.frames import finding, findings, known, lines


def stake(finding_id: str, rule: str, amount: str, fund: str | None, *units: str) -> Stake:
    part = None if fund is None else Decimal(fund)
    return Stake(
        finding_id, "L", "f", Decimal(amount), part, (0.3, 0.1, 0.5), units, rule, finding_id
    )


def paid(**stays: str) -> Rooms:
    room = Room(stays={stay: Decimal(yuan) for stay, yuan in stays.items()})
    return Rooms(room, room)


def test_a_line_of_a_stay_paid_by_group_costs_the_fund_what_the_whole_claim_costs_it() -> None:
    """Rule A: 100 of the line, nothing of it the fund's. Rule B, of the whole claim: 50, 35 the fund's."""
    room = Room({"line:L1": Decimal(200)})
    its = [stake("A", "a", "100", "0", "line:L1"), stake("B", "b", "50", "35", "line:L1")]
    total = counted_once(its, Rooms(room, room)).leads["L"]
    assert (total.amount, total.fund) == (Decimal("100.00"), Decimal("35.00"))


@pytest.mark.parametrize("ids", ["ABCD", "BADC", "DCBA", "CDAB"])
def test_two_findings_of_each_of_two_rules_on_one_stay(ids: str) -> None:
    """1,000 and 100 of either rule are 1,100 together, whatever their ids are."""
    a, b, c, d = ids
    its = [
        stake(a, "one", "1000", None, "stay:E1"),
        stake(b, "one", "100", None, "stay:E1"),
        stake(c, "other", "1000", None, "stay:E1"),
        stake(d, "other", "100", None, "stay:E1"),
    ]
    assert counted_once(its, Rooms()).leads["L"].amount == Decimal("1100.00")


def test_every_lead_drawn_by_lot_has_its_seat_and_the_chance_told_is_that_of_being_seated() -> None:
    standings = [
        LeadStanding(f"k{n:02d}", Decimal(1000 - n), Decimal(2000), 1, 1.0) for n in range(44)
    ]
    seats = seated(standings, [], 20, date(2026, 7, 1))
    lots = [s for s in seats if s.why == DRAWN]
    assert [s.place for s in lots] == [20, 40]
    assert {s.chance for s in lots} == {2 / 24}


def test_one_stay_judged_from_three_sides_bears_what_the_fund_paid_for_it() -> None:
    """Split off (3,500), too often (three stays, 10,500) and a dearer group (2,000): 3,500 a stay."""
    its = [
        stake("A", "split", "5000", "3500", "stay:E2"),
        stake("B", "often", "15000", "10500", "stay:E1,E2,E3"),
        stake("C", "group", "2000", "2000", "stay:E2"),
    ]
    total = counted_once(its, paid(E1="3500", E2="3500", E3="3500")).leads["L"]
    assert total.fund == Decimal("10500.00")


def test_a_line_and_its_whole_stay_are_two_amounts_up_to_what_was_paid() -> None:
    room = Room({"line:L1": Decimal(500)}, {"line:L1": "E1"}, {"E1": Decimal(1000)})
    its = [stake("A", "a", "400", "400", "line:L1"), stake("B", "b", "900", "900", "stay:E1")]
    total = counted_once(its, Rooms(room, room)).leads["L"]
    assert (total.amount, total.elsewhere) == (Decimal("1000.00"), Decimal("300.00"))


@pytest.mark.parametrize("where", ["line", "stay"])
def test_six_shares_of_what_the_fund_paid_are_no_more_than_it_paid(where: str) -> None:
    """Six events of 300 on one stay of which 1,000 were paid: 166.66 or 166.67 each."""
    lines_of = {f"line:L{n}": Decimal(300) for n in range(6)}
    room = Room(lines_of, dict.fromkeys(lines_of, "E1"), {"E1": Decimal(1000)})
    units = list(lines_of) if where == "line" else ["stay:E1"] * 6
    its = [stake(f"F{n}", f"rule {n}", "300", None, unit) for n, unit in enumerate(units)]
    if where == "stay":
        its = [stake(f"F{n}", "one rule", "300", None, "stay:E1") for n in range(6)]
    counted = counted_once(its, Rooms(room, room))
    assert counted.leads["L"].amount == Decimal("1000.00")
    assert {t.amount for t in counted.events.values()} == {Decimal("166.66"), Decimal("166.67")}


def test_nothing_the_fund_paid_ranks_behind_little_that_it_paid() -> None:
    """A doubled line of 3,000 in a stay paid by group stands behind one of 1,000 paid by item."""
    rows = findings(
        finding(
            "F1",
            provider_id="H1",
            subject_id="E1",
            claim_line_ids=["L1"],
            amount_at_risk="3000",
            fund_at_risk="0",
            person_at_risk=Decimal("900.00"),
        ),
        finding(
            "F2",
            provider_id="H2",
            subject_id="E2",
            claim_line_ids=["L2"],
            amount_at_risk="1000",
            fund_at_risk="700",
        ),
    )
    evidence = lines(("L1", "E1", "3000"), ("L2", "E2", "1000"))
    by_fund = rank_leads(known(rows, lines=evidence)).leads
    assert by_fund["provider_id"].to_list() == ["H2", "H1"]
    assert by_fund["place_by_amount"].to_list() == [2, 1]
    assert by_fund["person_at_risk"].to_list() == [None, Decimal("900.00")]
    settings = LeadSettings(every=0, rank_by="amount")
    by_amount = rank_leads(known(rows, lines=evidence, settings=settings)).leads
    assert by_amount["provider_id"].to_list() == ["H1", "H2"]
    assert by_amount["place_by_fund"].to_list() == [2, 1]
    assert by_amount["expected_recovery"].to_list() == [Decimal("2400.00"), Decimal("800.00")]


def grouped(*rows: dict[str, object]) -> RankingInputs:
    """With events, as judging publishes them."""
    ids = event_ids(rows)
    return known(findings(*({**r, "event_id": ids[str(r["finding_id"])]} for r in rows)))


def test_two_families_on_one_line_are_one_event_in_one_lead() -> None:
    rows = [
        finding("F1", encounter_ids=["E1"], claim_line_ids=["L1"], amount_at_risk="20"),
        finding(
            "F2",
            "overcharging.above_cap",
            encounter_ids=["E1"],
            claim_line_ids=["L1"],
            amount_at_risk="10",
        ),
        finding("F3", encounter_ids=["E1"], claim_line_ids=["L2", "L3"], amount_at_risk="5"),
        finding("F4", encounter_ids=["E1"], claim_line_ids=["L3"], amount_at_risk="5"),
    ]
    ranking = rank_leads(grouped(*rows))
    lead = ranking.leads.row(0, named=True)
    assert (ranking.leads.height, lead["findings"], lead["events"]) == (1, 4, 2)
    events = ranking.events.sort("amount_at_risk", descending=True)
    assert events["finding_ids"].to_list() == [["F1", "F2"], ["F3", "F4"]]
    assert events["rule_ids"].to_list()[0] == ["overcharging.above_cap", "unbundling.item_pair"]
    assert events["amount_at_risk"].sum() == lead["amount_at_risk"]


def test_a_box_that_passes_through_two_shops_is_one_event_in_one_lead_with_its_route() -> None:
    box = {"subject_kind": "trace_code", "subject_id": "8100", "trace_codes": ["8100"]}
    rows = [
        finding("F1", provider_id="H1", claim_line_ids=["L1"], amount_at_risk="30", **box),
        finding(
            "F2",
            "identity.two_places",
            provider_id="H2",
            claim_line_ids=["L2"],
            amount_at_risk="20",
            **box,
        ),
    ]
    its = grouped(*rows)
    steps = [("8100", "H2", "bought"), ("8100", "H1", "settled"), ("8100", "H2", "settled")]
    routes = pl.DataFrame(
        [(code, date(2026, 3, n), who, what) for n, (code, who, what) in enumerate(steps, start=1)],
        schema=["trace_code", "happened_at", "provider_id", "what"],
        orient="row",
    )
    ranking = rank_leads(RankingInputs(**{**vars(its), "routes": routes}))
    assert ranking.leads["provider_id"].to_list() == ["H1"]
    (event,) = ranking.events.to_dicts()
    told = [(s["provider_id"], s["what"]) for s in json.loads(event["route"])]
    assert told == [("H2", "bought"), ("H1", "settled"), ("H2", "settled")]


def test_an_event_keeps_its_name_when_another_rule_sees_it_and_when_rows_change_places() -> None:
    one = finding("F1", encounter_ids=["E1"], claim_line_ids=["L1", "L2"])
    other = finding("A0", "overcharging.above_cap", encounter_ids=["E1"], claim_line_ids=["L2"])
    alone = event_ids([one])["F1"]
    assert event_ids([one, other]) == event_ids([other, one]) == {"F1": alone, "A0": alone}


def test_the_providers_charges_and_what_the_fund_paid_stand_beside_the_lead() -> None:
    providers = pl.DataFrame(
        [("H1", "第一医院", Decimal("5000.00"), Decimal("3000.00"))],
        schema={"provider_id": pl.String, "name": pl.String, "charged": MONEY, "fund_paid": MONEY},
        orient="row",
    )
    lead = rank_leads(known(findings(finding("F1")), providers=providers)).leads.row(0, named=True)
    assert (lead["provider_charged"], lead["provider_fund_paid"]) == (5000, 3000)
