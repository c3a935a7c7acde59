"""The list is compared with the plainest one: the same leads sorted by amount."""

from __future__ import annotations

from decimal import Decimal

from feijian.leads.lift import Worth, lift_lines, ranking_lift, realised_lift
from tests.unit.leads.frames import RULES, finding, findings, verdict, verdicts


def worth(place: int, amount: int, its: int) -> Worth:
    return Worth(f"L{place:02d}", place, Decimal(amount), Decimal(its), Decimal(its))


def test_the_first_ten_by_rank_against_the_first_ten_by_amount() -> None:
    """Ten sure leads of 80 each stand first; one of 1000 at risk is worth only 10."""
    leads = [worth(p, 100, 80) for p in range(1, 11)] + [worth(11, 1000, 10)]
    assert ranking_lift(leads)[0] == {
        "first": 10,
        "by_rank": "800.00",
        "without_seats": "800.00",
        "by_amount": "730.00",
        "lift": 1.0959,
        "lift_without_seats": 1.0959,
    }


def test_what_the_seats_cost_can_be_seen() -> None:
    """A seat in the first ten is worth nothing and pushes a lead of 80 to the eleventh place."""
    leads = [worth(p, 100, 80) for p in (1, 2, 3, 4, 5, 6, 7, 9, 10, 11)] + [worth(8, 0, 0)]
    row = ranking_lift(leads)[0]
    assert (row["by_rank"], row["without_seats"], row["lift"], row["lift_without_seats"]) == (
        "720.00",
        "800.00",
        0.9,
        1.0,
    )


def test_rows_stop_where_both_orders_hold_everything() -> None:
    assert [r["first"] for r in ranking_lift([worth(1, 1, 1)])] == [10]
    assert [r["first"] for r in ranking_lift([worth(p, 1, 1) for p in range(1, 61)])] == [
        10,
        20,
        50,
    ]


def test_nothing_to_capture_has_no_ratio() -> None:
    assert ranking_lift([])[0]["lift"] is None


def test_what_was_upheld_is_compared_in_the_order_before_any_verdict() -> None:
    """Eleven visited leads: ten small definite ones upheld whole, one large suspect one rejected."""
    small = [finding(f"F{n:02d}", provider_id=f"H{n:02d}", amount_at_risk="100") for n in range(10)]
    large = finding("X", "identity.two_places", provider_id="H99", amount_at_risk="200")
    told = verdicts(*(verdict(f["finding_id"], "upheld") for f in small), verdict("X", "rejected"))
    found = realised_lift(told, findings(*small, large), RULES)
    assert found is not None
    assert (found["findings"], found["leads"]) == (11, 11)
    assert found["ranking_lift"][0]["by_rank"] == "1000.00"
    assert found["ranking_lift"][0]["by_amount"] == "900.00"


def test_without_verdicts_nothing_is_claimed_to_be_realised() -> None:
    assert realised_lift(verdicts(), findings(finding("F1")), RULES) is None


def test_the_printed_lines_say_what_they_do_not_show() -> None:
    summary = {"ranking_lift": ranking_lift([worth(1, 2, 1)]), "realised": None}
    assert "only visits can show" in lift_lines(summary)[-1]


def test_visited_leads_stand_by_what_was_expected_then_by_their_amount() -> None:
    """Eleven leads at one chance: the dearest ten are captured, of which the cheapest is left out."""
    made = [
        finding(f"F{n:02d}", provider_id=f"H{n:02d}", amount_at_risk=str(100 + n))
        for n in range(11)
    ]
    told = verdicts(
        *(verdict(f["finding_id"], "upheld", amount_upheld=Decimal(1)) for f in made[1:])
    )
    found = realised_lift(told, findings(*made), RULES)
    assert found is not None
    assert (found["findings"], found["leads"]) == (10, 10)
    assert found["ranking_lift"][0]["by_rank"] == "10.00"


def test_two_findings_of_one_lead_are_one_lead_with_both_amounts() -> None:
    both = [
        finding("F1", provider_id="H1", amount_at_risk="60"),
        finding("F2", provider_id="H1", amount_at_risk="60"),
    ]
    one = finding("F3", provider_id="H2", amount_at_risk="119")
    rest = [finding(f"R{n}", provider_id=f"R{n}", amount_at_risk=str(200 + n)) for n in range(9)]
    made = [*both, one, *rest]
    told = verdicts(
        *(verdict(f["finding_id"], "rejected" if f in rest else "upheld") for f in made)
    )
    found = realised_lift(told, findings(*made), RULES)
    assert found is not None
    assert found["leads"] == 11
    # 120 stand before 119 in both orders, whatever was upheld: the eleventh place is that of 119
    row = found["ranking_lift"][0]
    assert (row["by_rank"], row["without_seats"], row["by_amount"]) == ("120.00",) * 3


def test_of_equal_expectations_the_larger_amount_stood_first() -> None:
    """300 at 0.8 and 800 at 0.3 are 240 either way: the one of 300 is the eleventh."""
    large = [
        finding(f"X{n}", "identity.two_places", provider_id=f"H{n}", amount_at_risk="800")
        for n in range(10)
    ]
    small = finding("F", provider_id="H99", amount_at_risk="300")
    told = verdicts(*(verdict(f["finding_id"], "rejected") for f in large), verdict("F", "upheld"))
    found = realised_lift(told, findings(*large, small), RULES)
    assert found is not None
    assert found["ranking_lift"][0]["by_rank"] == "0.00"


def test_a_lead_of_several_findings_is_worth_what_was_upheld_of_each() -> None:
    """60 and 70 at risk, of which 20 and 5 were upheld, and 30 that were upheld in half: 25 and 15 yuan."""
    made = [
        finding("F1", provider_id="H1", amount_at_risk="60"),
        finding("F2", provider_id="H1", amount_at_risk="70"),
        finding("F3", provider_id="H2", amount_at_risk="30"),
    ]
    told = verdicts(
        verdict("F1", "partly", amount_upheld=Decimal(20)),
        verdict("F2", "partly", amount_upheld=Decimal(5)),
        verdict("F3", "partly", amount_at_risk=Decimal(30)),
    )
    found = realised_lift(told, findings(*made), RULES)
    assert found == {
        "findings": 3,
        "leads": 2,
        "ranking_lift": [
            {
                "first": 10,
                "by_rank": "40.00",
                "without_seats": "40.00",
                "by_amount": "40.00",
                "lift": 1.0,
                "lift_without_seats": 1.0,
            }
        ],
    }


def test_what_is_expected_of_a_lead_is_the_sum_of_its_findings() -> None:
    """Twice 60 at 0.8 are 96 expected: more than ten leads of 95 and less than ten of 97, each of them at 1,000
    yuan or more at risk where they are only suspected.
    """

    def by_rank(others: str) -> str:
        both = [finding(f"F{n}", provider_id="H99", amount_at_risk="60") for n in range(2)]
        rest = [
            finding(f"R{n}", "identity.two_places", provider_id=f"R{n}", amount_at_risk=others)
            for n in range(10)
        ]
        told = verdicts(
            *(verdict(f["finding_id"], "upheld", amount_upheld=Decimal(7)) for f in both),
            *(verdict(f["finding_id"], "upheld", amount_upheld=Decimal(1)) for f in rest),
        )
        found = realised_lift(told, findings(*both, *rest), RULES)
        assert found is not None
        return found["ranking_lift"][0]["by_rank"]

    # 316 at 0.3 are 94.80, 324 are 97.20
    assert by_rank("316") == "23.00"
    assert by_rank("324") == "10.00"


def test_the_printed_lines_are_those_with_a_ratio_and_the_note_stands_between() -> None:
    row = ranking_lift([worth(1, 2000, 1000)])[0]
    without = {**row, "lift": None}
    summary = {
        "ranking_lift": [row, without],
        "realised": {"findings": 3, "leads": 1, "ranking_lift": [row, without]},
    }
    lines = lift_lines(summary)
    assert len(lines) == 3
    assert "only visits can show" in lines[1]
    assert "1,000.00" in lines[2]
    assert lift_lines({"ranking_lift": [without], "realised": None}) == []
