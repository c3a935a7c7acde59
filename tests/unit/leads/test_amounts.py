"""Each yuan is counted once, and in one lead."""

from __future__ import annotations

from decimal import Decimal

import pytest

from feijian.leads.amounts import Room, Rooms, Stake, Total, combined, counted_once

SURE = (0.8, 0.6, 0.9)


def claim(finding_id: str, amount: str | None, *units: str, **given: object) -> Stake:
    fixed: dict[str, object] = {
        "finding_id": finding_id,
        "lead_id": "L",
        "family": "unbundling",
        "amount": None if amount is None else Decimal(amount),
        "fund": None,
        "chance": SURE,
        "units": units,
    }
    return Stake(**{**fixed, **given})  # type: ignore[arg-type]


def room(**units: str) -> Rooms:
    """As much of each line, of the fund's money too."""
    lines = Room({unit: Decimal(amount) for unit, amount in units.items()})
    return Rooms(lines, lines)


def totals_of(claims: list[Stake], rooms: Rooms | None = None) -> dict[str, Total]:
    return counted_once(claims, rooms or Rooms()).leads


def test_a_line_that_three_rules_name_is_counted_once() -> None:
    claims = [claim("A", "20", "x"), claim("B", "20", "x"), claim("C", "20", "x")]
    total = totals_of(claims, room(x="20"))["L"]
    assert (total.amount, total.expected[0]) == (Decimal("20.00"), Decimal("16.00"))


def test_findings_on_different_lines_add_up() -> None:
    total = totals_of([claim("A", "20", "x"), claim("B", "5.50", "y")])["L"]
    assert total.amount == Decimal("25.50")


def test_an_excess_within_a_line_refused_whole_adds_nothing() -> None:
    """18 of a line of 36 are above the cap; another rule refuses all 36."""
    total = totals_of([claim("A", "18", "x"), claim("B", "36", "x")], room(x="36"))["L"]
    assert total.amount == Decimal("36.00")


def test_a_pair_counts_the_line_that_another_rule_refuses_whole_first() -> None:
    """A repeat names both lines but only 20 are at risk: the 20 that the other rule refuses."""
    claims = [claim("A", "20", "x", "y"), claim("B", "20", "y")]
    assert totals_of(claims, room(x="20", y="20"))["L"].amount == Decimal("20.00")


def test_layers_of_a_line_carry_the_chance_of_the_findings_that_reach_them() -> None:
    """10 of 30 yuan are named by both (the better chance counts), the other 20 by one alone."""
    claims = [
        claim("A", "10", "x", chance=(0.9, 0.9, 0.9)),
        claim("B", "30", "x", chance=(0.3, 0.3, 0.3)),
    ]
    total = totals_of(claims, room(x="30"))["L"]
    assert (total.amount, total.expected[0]) == (Decimal("30.00"), Decimal("15.00"))


def test_a_line_shared_by_two_leads_is_counted_in_one_and_said_in_the_other() -> None:
    claims = [
        claim("A", "20", "x", lead_id="likely", family="overcharging", chance=(0.9, 0.8, 1.0)),
        claim("B", "20", "x", lead_id="other", family="overcharging", chance=(0.3, 0.1, 0.5)),
    ]
    totals = totals_of(claims, room(x="20"))
    assert (totals["likely"].amount, totals["likely"].elsewhere) == (
        Decimal("20.00"),
        Decimal("0.00"),
    )
    assert (totals["other"].amount, totals["other"].elsewhere) == (
        Decimal("0.00"),
        Decimal("20.00"),
    )


def test_an_unknown_amount_stays_unknown() -> None:
    total = totals_of([claim("A", None, "x"), claim("B", "7", "y")])["L"]
    assert (total.known, total.unknown, total.amount) == (1, 1, Decimal("7.00"))


def test_the_fund_loses_in_proportion_to_what_is_counted() -> None:
    """Both findings name the same 100 yuan, of which the fund paid 70."""
    claims = [
        claim("A", "100", "x", fund=Decimal("70")),
        claim("B", "50", "x", fund=Decimal("35")),
    ]
    total = totals_of(claims, room(x="100"))["L"]
    assert (total.amount, total.fund) == (Decimal("100.00"), Decimal("70.00"))


def test_an_amount_without_a_known_share_of_the_fund_leaves_it_unknown() -> None:
    assert not totals_of([claim("A", "100", "x")])["L"].fund_known


def test_findings_of_two_families_make_the_same_yuan_more_likely() -> None:
    one = claim("A", "1", "x", chance=(0.5, 0.2, 0.8))
    other = claim("B", "1", "x", family="overcharging", chance=(0.4, 0.1, 0.7))
    assert combined([one, other]) == pytest.approx((0.7, 0.28, 0.94))


def test_findings_of_one_family_do_not_support_each_other() -> None:
    assert combined([claim("A", "1", "x"), claim("B", "1", "x", chance=(0.5, 0.2, 0.7))]) == SURE


def test_a_data_quality_finding_does_not_support_another() -> None:
    doubt = claim("Q", "1", "x", family="data_quality", chance=(0.9, 0.9, 0.9))
    assert combined([claim("A", "1", "x"), doubt]) == SURE


def test_the_order_of_findings_changes_nothing() -> None:
    claims = [
        claim("A", "20", "x", "y"),
        claim("B", "15", "y", "z", family="overcharging", lead_id="M"),
        claim("C", "9", "z", chance=(0.2, 0.1, 0.4)),
    ]
    lines = room(x="20", y="20", z="10")
    assert counted_once(claims, lines) == counted_once(claims[::-1], lines)


def test_agreement_of_families_makes_no_suspicion_certain() -> None:
    """0.9 and 0.95 would be 0.995; a rule that is surer than 0.98 by itself stays so."""
    pair = [
        claim("A", "1", chance=(0.9, 0.9, 0.9)),
        claim("B", "1", family="x", chance=(0.95,) * 3),
    ]
    assert combined(pair) == (0.98, 0.98, 0.98)
    surer = [pair[0], claim("B", "1", family="x", chance=(0.99,) * 3)]
    assert combined(surer) == (0.99, 0.99, 0.99)


def test_a_chance_counts_to_six_places() -> None:
    total = totals_of([claim("A", "1000000", "x", chance=(0.12345678, 0.1234564, 0.2))])["L"]
    assert total.expected[:2] == [Decimal("123457.00"), Decimal("123456.00")]
