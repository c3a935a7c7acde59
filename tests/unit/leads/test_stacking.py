"""Stacks worked out by hand: what is added where findings overlap, and whose lead holds it."""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from feijian.leads.content_order import in_content_order
from feijian.leads.stacking import Layer, Room, Stake, layers
from tests.unit.leads.frames import finding, findings

UNSURE, SURE = (0.3, 0.1, 0.5), (0.9, 0.6, 0.95)


def stake(name: str, amount: int, chance: tuple[float, float, float], *units: str) -> Stake:
    return Stake(name, name, "f", Decimal(amount), None, chance, units, name, name, "H1")


def yuan_of(found: list[Layer]) -> dict[str, Decimal]:
    """What is counted by unit, to the cent."""
    sums: dict[str, Decimal] = {}
    for layer in found:
        sums[layer.unit] = sums.get(layer.unit, Decimal(0)) + layer.yuan
    return {unit: yuan.quantize(Decimal("0.01")) for unit, yuan in sums.items()}


def test_a_line_is_counted_in_one_lead_however_high_others_reach() -> None:
    """A expects 30 of its 100, B 54 of its 60: all 100 stand in B's lead."""
    its = [stake("A", 100, UNSURE, "line:L1"), stake("B", 60, SURE, "line:L1")]
    found = layers(its, lambda s: s.amount, Room({"line:L1": Decimal(100)}))
    assert [(layer.yuan, layer.home.lead_id) for layer in found] == [(60, "B"), (40, "B")]


def test_of_equally_full_units_the_likelier_finding_is_laid_first() -> None:
    """B's 50 are half on y and half on z; of A's 50 half stand there already, the rest goes by what is free."""
    room = Room({f"line:{n}": Decimal(50) for n in "xyz"})
    its = [
        stake("A", 50, (0.3, 0.29, 0.4), "line:x", "line:y"),
        stake("B", 50, (0.5, 0.1, 0.9), "line:y", "line:z"),
    ]
    assert yuan_of(layers(its, lambda s: s.amount, room)) == {
        "line:x": Decimal("16.67"),
        "line:y": Decimal("33.33"),
        "line:z": Decimal("25.00"),
    }


def test_stays_bear_a_joint_finding_by_their_size_and_by_what_is_left_of_them() -> None:
    """Of 90 on stays of 100 and 200, 30 fall on the first, where A left 5."""
    room = Room(stays={"E1": Decimal(100), "E2": Decimal(200)})
    its = [stake("A", 95, SURE, "stay:E1"), stake("B", 90, UNSURE, "stay:E1,E2")]
    assert yuan_of(layers(its, lambda s: s.amount, room)) == {
        "stay:E1": Decimal("95.00"),
        "stay:E1,E2": Decimal("65.00"),
    }


def test_what_stands_on_nothing_shrinks_to_what_the_provider_has_left() -> None:
    """150 of lines; 100 and 50 on nothing share the 30 that are left of 180."""
    room = Room({"line:L1": Decimal(150)}, providers={"H1": Decimal(180)})
    its = [stake("A", 150, SURE, "line:L1"), stake("B", 100, SURE), stake("C", 50, SURE)]
    assert yuan_of(layers(its, lambda s: s.amount, room)) == {
        "line:L1": Decimal("150.00"),
        "finding:B": Decimal("20.00"),
        "finding:C": Decimal("10.00"),
    }


def test_of_equals_the_first_by_content_holds_the_yuan_whatever_the_ids() -> None:
    for first, second in (("A", "B"), ("B", "A")):
        its = [
            Stake(first, "one", "f", Decimal(9), None, SURE, ("line:L1",), "r1", order=0),
            Stake(second, "two", "f", Decimal(9), None, SURE, ("line:L1",), "r2", order=1),
        ]
        (layer,) = layers(its, lambda s: s.amount, Room({"line:L1": Decimal(9)}))
        assert layer.home.lead_id == "one"


def test_findings_stand_in_the_order_of_what_they_say() -> None:
    """Rule, days, provider, subject, evidence, amount; a person's id says nothing."""
    rows = [
        finding("F9", subject_id="E1", claim_line_ids=["L1"]),
        finding("F8", subject_id="E1", claim_line_ids=["L2", "L3"]),
        finding("F7", subject_id="E2"),
        finding("F6", subject_kind="person", subject_id="P9", claim_line_ids=["L4"]),
        finding("F5", subject_kind="person", subject_id="P1", claim_line_ids=["L5"]),
        finding("F4", "unbundling.repeated_line"),
    ]
    found = in_content_order(findings(*reversed(rows)))
    assert found["finding_id"].to_list() == ["F6", "F5", "F9", "F8", "F7", "F4"]
    assert found["order"].to_list() == [0, 1, 2, 3, 4, 5]
    assert in_content_order(found.drop("order").sort("finding_id")).equals(found)
    assert found.columns == [*pl.DataFrame(findings()).columns, "order"]


def of_a_stay(most: int) -> list[Layer]:
    """Two lines of 30 and 20, and 80 on the stay itself, of which at most so much can be."""
    room = Room(
        {"line:L1": Decimal(30), "line:L2": Decimal(20)},
        {"line:L1": "E1", "line:L2": "E1"},
        {"E1": Decimal(most)},
    )
    its = [
        stake("A", 30, SURE, "line:L1"),
        stake("B", 20, SURE, "line:L2"),
        stake("C", 80, UNSURE, "stay:E1"),
    ]
    return layers(its, lambda s: s.amount, room)


def test_lines_stand_as_they_are_where_their_stay_has_room_and_the_stay_bears_the_rest() -> None:
    whole = {"line:L1": Decimal("30.00"), "line:L2": Decimal("20.00")}
    assert yuan_of(of_a_stay(200)) == {**whole, "stay:E1": Decimal("80.00")}
    assert yuan_of(of_a_stay(100)) == {**whole, "stay:E1": Decimal("50.00")}
    assert yuan_of(of_a_stay(50)) == {**whole, "stay:E1": Decimal("0.00")}


def test_lines_share_a_stay_that_is_too_small_for_them_to_the_cent() -> None:
    """25 of 50: half of each; the other half is said to be counted elsewhere."""
    found = of_a_stay(25)
    assert yuan_of(found) == {
        "line:L1": Decimal("15.00"),
        "line:L2": Decimal("10.00"),
        "stay:E1": Decimal("0.00"),
    }
    assert [layer.displaced for layer in found if layer.unit == "line:L1"] == [15]
    thirds = Room(
        {f"line:{n}": Decimal(10) for n in "abc"},
        {f"line:{n}": "E1" for n in "abc"},
        {"E1": Decimal(20)},
    )
    its = [stake(n, 10, SURE, f"line:{n}") for n in "abc"]
    yuan = [layer.yuan for layer in layers(its, lambda s: s.amount, thirds)]
    assert yuan == [Decimal("6.66"), Decimal("6.67"), Decimal("6.67")]


def test_a_finding_of_several_lines_fills_what_is_free_and_then_what_has_no_bound() -> None:
    """90 on lines of 10 and 30 and on two that nobody bounds: 10, 30, and 25 on either of these."""
    room = Room({"line:a": Decimal(10), "line:b": Decimal(30)})
    its = [stake("A", 90, SURE, "line:a", "line:b", "line:c", "line:d")]
    assert yuan_of(layers(its, lambda s: s.amount, room)) == {
        "line:a": Decimal("10.00"),
        "line:b": Decimal("30.00"),
        "line:c": Decimal("25.00"),
        "line:d": Decimal("25.00"),
    }


def test_what_is_worth_nothing_makes_no_layer() -> None:
    nothing = Stake("A", "A", "f", None, None, SURE, ("line:L1",), "r")
    assert layers([nothing, stake("B", 0, SURE, "line:L1")], lambda s: s.amount, Room()) == []
