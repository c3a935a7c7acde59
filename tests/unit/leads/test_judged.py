"""What a verdict on a part says of the rest: yuan upheld once, and a line found in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from feijian.leads.amounts import Room, Rooms, Stake, counted_once
from feijian.leads.judged import JudgedBefore, what_is_left
from feijian.leads.ranking import rank_leads
from feijian.leads.tables import MONEY
from tests.unit.leads.frames import finding, findings, known, lines, verdict, verdicts

PAIR, CAP = "unbundling.item_pair", "overcharging.above_cap"
TWO_LINES = lines(("L1", "E1", "100"), ("L2", "E1", "100"))


def after(told: Mapping[str, Any], **given: Any) -> dict[str, Any]:
    """The lead of an open finding of 200 on L1 and L2, after a verdict on one of 100 on L1."""
    rows = findings(
        finding("F1", PAIR, claim_line_ids=["L1", "L2"], amount_at_risk="200", **given),
        finding("F2", CAP, claim_line_ids=["L1"], amount_at_risk="100", **given),
    )
    said = verdicts(verdict("F2", rule_id=CAP, **{"amount_at_risk": Decimal(100), **told}))
    (lead,) = rank_leads(known(rows, verdicts=said, lines=TWO_LINES)).leads.to_dicts()
    return lead


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ({"outcome": "upheld"}, "100"),
        ({"outcome": "upheld", "amount_upheld": Decimal(100)}, "100"),
        # of L1 seventy are still open
        ({"outcome": "partly", "amount_upheld": Decimal(30)}, "170"),
        ({"outcome": "rejected"}, "200"),
    ],
)
def test_what_was_upheld_of_a_line_is_not_claimed_again(told: dict[str, Any], left: str) -> None:
    lead = after(told)
    assert lead["finding_ids"] == ["F1"]
    assert lead["amount_at_risk"] == lead["fund_at_risk"] == Decimal(left)


def test_a_line_found_in_order_makes_what_else_names_it_less_likely() -> None:
    """Half of F1's lines: its odds of 4 times the root of a half; excepted, they stay as they are."""
    lead = after({"outcome": "rejected"})
    odds = 4 * 0.5**0.5
    assert lead["probability"] == pytest.approx(odds / (1 + odds), abs=1e-4)
    excepted = after({"outcome": "rejected", "note": f"除外：{PAIR}"})
    assert excepted["probability"] == pytest.approx(0.8, abs=1e-4)
    assert after({"outcome": "upheld"})["probability"] == pytest.approx(0.8, abs=1e-4)


def test_a_verdict_on_evidence_that_changed_takes_nothing_away() -> None:
    rows = findings(
        finding("F1", PAIR, claim_line_ids=["L1", "L2"], amount_at_risk="200"),
        finding("F2", CAP, claim_line_ids=["L1"], amount_at_risk="100"),
    )
    said = verdicts(verdict("F2", "upheld", CAP, evidence_hash="older"))
    leads = rank_leads(known(rows, verdicts=said, lines=TWO_LINES)).leads
    assert sorted(leads["finding_ids"].to_list()) == [["F1"], ["F2"]]
    assert leads["amount_at_risk"].sum() == 200


MAPPING = "data_quality.mapping"


def doubted(*outcomes: str) -> float:
    """The chance of a finding on L1 beside one of data quality on it, with verdicts on the latter."""
    rows = findings(
        finding("F1", PAIR, claim_line_ids=["L1"], amount_at_risk="100"),
        finding("D1", MAPPING, claim_line_ids=["L1"], amount_at_risk=None, fund_at_risk=None),
    )
    said = verdicts(*(verdict("D1", o, MAPPING) for o in outcomes))
    leads = rank_leads(known(rows, verdicts=said, lines=TWO_LINES)).leads
    (lead,) = [r for r in leads.to_dicts() if "F1" in r["finding_ids"]]
    chance: float = lead["probability"]
    return chance


def test_a_record_that_a_visit_found_wrong_is_as_doubtful_as_before() -> None:
    assert doubted() == pytest.approx(2 / 3, abs=1e-4)
    assert doubted("upheld") == pytest.approx(2 / 3, abs=1e-4)


def test_a_record_that_a_visit_found_right_is_doubted_no_more() -> None:
    """Nothing was said of what was charged: the other finding has its rule's chance."""
    assert doubted("rejected") == pytest.approx(0.8, abs=1e-4)


def test_an_undecided_visit_leaves_the_doubt() -> None:
    assert doubted("unclear") == pytest.approx(2 / 3, abs=1e-4)


@pytest.mark.parametrize("names", ["AB", "BA"])
def test_which_of_two_upheld_findings_a_stay_owes_does_not_hang_on_their_ids(names: str) -> None:
    """Two findings of 300 and of 200 on one stay of 400, upheld: nothing is left, whatever they are called."""
    rows = findings(
        finding(names[0], PAIR, encounter_ids=["E1"], amount_at_risk="300"),
        finding(names[1], CAP, encounter_ids=["E1"], amount_at_risk="200"),
        finding("C", "unbundling.repeated_line", encounter_ids=["E1"], amount_at_risk="400"),
    )
    said = verdicts(verdict(names[0], "upheld", PAIR), verdict(names[1], "upheld", CAP))
    (lead,) = rank_leads(
        known(rows, verdicts=said, encounters=settled_stays(("E1", "400", "400")))
    ).leads.to_dicts()
    assert lead["amount_at_risk"] == 100


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ({"outcome": "upheld"}, "0"),
        ({"outcome": "partly", "amount_upheld": Decimal(12)}, "18"),
        ({"outcome": "rejected"}, "30"),
    ],
)
@pytest.mark.parametrize(
    "evidence", [{"trace_codes": ["8100"]}, {"encounter_ids": ["E7"]}, {"claim_line_ids": ["L7"]}]
)
def test_a_box_a_stay_and_a_line_of_unknown_worth_are_paid_back_once(
    evidence: dict[str, list[str]], told: dict[str, Any], left: str
) -> None:
    """Sold twice and never bought: 30 yuan, whichever rule says so first."""
    box = {"subject_kind": "trace_code", "subject_id": "8100", "amount_at_risk": "30", **evidence}
    rows = findings(finding("F1", PAIR, **box), finding("F2", CAP, **box))
    said = verdicts(verdict("F2", rule_id=CAP, **{"amount_at_risk": Decimal(30), **told}))
    (lead,) = rank_leads(known(rows, verdicts=said)).leads.to_dicts()
    assert (lead["amount_at_risk"], lead["fund_at_risk"]) == (Decimal(left), Decimal(left))


def test_of_a_box_upheld_at_less_than_another_rule_asks_the_rest_is_open() -> None:
    box = {"subject_kind": "trace_code", "subject_id": "8100", "trace_codes": ["8100"]}
    rows = findings(
        finding("F1", PAIR, amount_at_risk="50", **box),
        finding("F2", CAP, amount_at_risk="30", **box),
    )
    (lead,) = rank_leads(
        known(rows, verdicts=verdicts(verdict("F2", "upheld", CAP)))
    ).leads.to_dicts()
    assert lead["amount_at_risk"] == 20


def settled_stays(*rows: tuple[str, str, str]) -> pl.DataFrame:
    """encounter_id, charged, fund_paid."""
    return pl.DataFrame(
        [(e, "P1", Decimal(charged), Decimal(paid)) for e, charged, paid in rows],
        schema={
            "encounter_id": pl.String,
            "person_id": pl.String,
            "charged": MONEY,
            "fund_paid": MONEY,
        },
        orient="row",
    )


def stake(name: str, amount: str, fund: str | None, *units: str) -> Stake:
    part = None if fund is None else Decimal(fund)
    return Stake(
        name, "L", "f", Decimal(amount), part, (0.3, 0.1, 0.5), units, name, provider_id="H1"
    )


def left_for(upheld: Stake, claim: Stake, rooms: Rooms) -> tuple[Decimal, Decimal]:
    total = counted_once([claim], what_is_left(rooms, [upheld])).leads["L"]
    return total.amount, total.fund


def test_a_stay_bears_what_is_left_of_it() -> None:
    """1,000 charged and 700 paid; 400 and of them 300 upheld."""
    rooms = Rooms(Room(stays={"E1": Decimal(1000)}), Room(stays={"E1": Decimal(700)}))
    upheld, claim = stake("a", "400", "300", "stay:E1"), stake("b", "1000", "700", "stay:E1")
    assert left_for(upheld, claim, rooms) == (Decimal(600), Decimal(400))


def test_of_a_line_upheld_its_stay_has_less_too() -> None:
    room = Room({"line:L1": Decimal(400)}, {"line:L1": "E1"}, {"E1": Decimal(1000)})
    upheld, claim = stake("a", "400", "400", "line:L1"), stake("b", "1000", "1000", "stay:E1")
    assert left_for(upheld, claim, Rooms(room, room)) == (Decimal(600), Decimal(600))


def test_what_was_upheld_of_several_stays_is_gone_from_each_by_its_size() -> None:
    room = Room(stays={"E1": Decimal(300), "E2": Decimal(100)})
    upheld, claim = stake("a", "200", "200", "stay:E1,E2"), stake("b", "300", "300", "stay:E1")
    assert left_for(upheld, claim, Rooms(room, room)) == (Decimal(150), Decimal(150))


def test_of_stays_named_together_it_is_gone_where_something_is_left() -> None:
    """All of E1 is upheld by its line; 50 more of both together can only be E2's."""
    room = Room(
        {"line:L1": Decimal(100)}, {"line:L1": "E1"}, {"E1": Decimal(100), "E2": Decimal(100)}
    )
    first, both = stake("a", "100", "100", "line:L1"), stake("b", "150", "150", "stay:E1,E2")
    left = what_is_left(Rooms(room, room), [first, both]).charged
    assert left.stays == {"E1": Decimal(0), "E2": Decimal(25)}


def test_no_more_of_the_fund_is_left_than_of_the_charge() -> None:
    """All that was charged is upheld, of the fund's part less: nothing is left of either."""
    rooms = Rooms(Room(stays={"E1": Decimal(500)}), Room(stays={"E1": Decimal(300)}))
    upheld, claim = stake("a", "500", "100", "stay:E1"), stake("b", "500", "300", "stay:E1")
    assert left_for(upheld, claim, rooms) == (Decimal(0), Decimal(0))


def test_what_stands_on_nothing_has_what_its_provider_has_left() -> None:
    room = Room(providers={"H1": Decimal(1000)})
    upheld, claim = stake("a", "800", "800"), stake("b", "500", "500")
    assert left_for(upheld, claim, Rooms(room, room)) == (Decimal(200), Decimal(200))


def test_what_patients_overpaid_and_get_back_is_not_told_again() -> None:
    rows = findings(
        finding(
            "F1",
            PAIR,
            claim_line_ids=["L1", "L2"],
            amount_at_risk="200",
            person_at_risk=Decimal(60),
        ),
        finding("F2", CAP, claim_line_ids=["L1"], amount_at_risk="100", person_at_risk=Decimal(30)),
    )
    stays = pl.DataFrame(
        [("E1", Decimal(200), Decimal(140), Decimal(60))],
        schema={
            "encounter_id": pl.String,
            **dict.fromkeys(("charged", "fund_paid", "own_paid"), MONEY),
        },
        orient="row",
    ).with_columns(pl.lit("P1").alias("person_id"))
    said = verdicts(verdict("F2", "upheld", CAP))
    its = known(rows, verdicts=said, lines=TWO_LINES, encounters=stays)
    (lead,) = rank_leads(its).leads.to_dicts()
    assert lead["person_at_risk"] == 30
    (before,) = rank_leads(
        replace(its, findings=rows.head(1), verdicts=verdicts())
    ).leads.to_dicts()
    assert before["person_at_risk"] == 60


def test_nobody_judged_leaves_everything() -> None:
    rooms = Rooms(Room({"line:L1": Decimal(9)}))
    assert what_is_left(rooms, []) is rooms
    assert JudgedBefore().share_in_order(PAIR, ["line:L1"]) == 0.0
    assert JudgedBefore().share_in_order(PAIR, []) == 0.0
