"""Priors by certainty, moved by verdicts; visits drawn by lot weigh more."""

from __future__ import annotations

from decimal import Decimal

import pytest

from feijian.leads.posterior import (
    Chance,
    chances,
    chances_everywhere,
    clustered,
    precisions,
    shifted,
    upheld_shares,
)
from tests.unit.leads.frames import finding, findings, verdict, verdicts

RULE = "unbundling.item_pair"


def test_without_verdicts_the_chance_is_that_of_the_rules_certainty() -> None:
    found = chances({"a": "definite", "b": "suspect"}, verdicts())
    assert (found["a"].mean, found["b"].mean) == pytest.approx((0.8, 0.3))
    assert found["a"].low < 0.8 < found["a"].high


def test_five_upheld_verdicts_weigh_as_much_as_the_prior() -> None:
    """A suspect rule: 0.3 from a prior worth 5, 1.0 from 5 verdicts."""
    told = verdicts(*(verdict(f"F{n}", "upheld") for n in range(5)))
    found = chances({RULE: "suspect"}, told)[RULE]
    assert (found.mean, found.checked) == (pytest.approx(0.65), 5)


def test_more_verdicts_narrow_the_interval() -> None:
    few = chances({RULE: "suspect"}, verdicts(*(verdict(f"F{n}", "upheld") for n in range(3))))[
        RULE
    ]
    many = chances({RULE: "suspect"}, verdicts(*(verdict(f"F{n}", "upheld") for n in range(30))))[
        RULE
    ]
    assert many.high - many.low < few.high - few.low


def test_an_unclear_verdict_decides_nothing() -> None:
    told = verdicts(verdict("F1", "unclear"))
    assert chances({RULE: "suspect"}, told)[RULE].mean == pytest.approx(0.3)
    assert precisions(told) == {}


def test_a_partly_upheld_finding_counts_with_its_share_of_the_amount() -> None:
    told = verdicts(
        verdict("F1", "partly", amount_upheld=Decimal("25.00"), amount_at_risk=Decimal("100.00")),
        verdict("F2", "partly"),
    )
    assert upheld_shares(told)["share"].to_list() == [0.25, 0.5]


def test_a_visit_drawn_by_lot_speaks_for_those_not_drawn() -> None:
    """One flagged finding upheld, one drawn with chance 1/4 rejected: 1 of 1 + 4 upheld."""
    told = verdicts(
        verdict("F1", "upheld"),
        verdict("F2", "rejected", drawn_at_random=True, draw_probability=0.25),
    )
    assert precisions(told)[RULE].mean == pytest.approx(0.2)


def test_uneven_weights_carry_less_information_than_their_sum() -> None:
    """Weights 1 and 4: Kish's effective number is 25 / 17, not 5."""
    told = verdicts(
        verdict("F1", "upheld"),
        verdict("F2", "rejected", drawn_at_random=True, draw_probability=0.25),
    )
    assert precisions(told)[RULE].strength == pytest.approx(25 / 17)


def test_odds_move_a_chance_but_never_a_certainty() -> None:
    assert shifted(0.5, 2.0) == pytest.approx(2 / 3)
    assert (shifted(0.0, 2.0), shifted(1.0, 2.0)) == (0.0, 1.0)


def test_a_scheme_of_one_provider_is_not_as_many_trials_as_it_has_findings() -> None:
    """Ten verdicts of one provider count as 10 / (1 + 9 x 0.3) = 2.70; of ten providers as 10."""
    told = verdicts(*(verdict(f"F{n}", "upheld") for n in range(10)))
    one = findings(*(finding(f"F{n}", provider_id="H1") for n in range(10)))
    ten = findings(*(finding(f"F{n}", provider_id=f"H{n}") for n in range(10)))
    of_one, of_ten = (chances({RULE: "suspect"}, clustered(told, f))[RULE] for f in (one, ten))
    assert of_one.mean == pytest.approx((1.5 + 2.7027) / (5 + 2.7027), abs=1e-4)
    assert of_ten.mean == pytest.approx(11.5 / 15)
    assert (of_one.checked, of_ten.checked) == (10, 10)


def test_what_a_visit_found_says_most_of_the_provider_it_visited() -> None:
    """Ten upheld at H1 make 2.70 of a rule's 7.70 verdicts: 0.5455; at H1 itself 10 stand against 7/3."""
    told = verdicts(*(verdict(f"F{n}", "upheld") for n in range(10)))
    its = findings(*(finding(f"F{n}", provider_id="H1") for n in range(10)))
    found = chances_everywhere({RULE: "suspect"}, clustered(told, its))
    rule = (1.5 + 2.7027) / 7.7027
    assert found.of(RULE, "H2").mean == pytest.approx(rule, abs=1e-4)
    assert found.of(RULE, None).mean == pytest.approx(rule, abs=1e-4)
    assert found.of(RULE, "H1").mean == pytest.approx((rule * 7 / 3 + 10) / (7 / 3 + 10), abs=1e-4)
    assert (found.of(RULE, "H1").here, found.of(RULE, "H2").here) == (10, 0)


def test_a_provider_where_nothing_was_upheld_is_unlikely_to_have_more() -> None:
    told = verdicts(*(verdict(f"F{n}", "rejected") for n in range(5)))
    its = findings(*(finding(f"F{n}", provider_id="H1") for n in range(5)))
    found = chances_everywhere({RULE: "definite"}, clustered(told, its))
    assert found.of(RULE, "H1").mean < 0.25 < found.of(RULE, "H2").mean


def test_verdicts_of_findings_that_are_gone_go_together_by_import() -> None:
    told = verdicts(verdict("F1", "upheld"), verdict("F2", "upheld", at="2026-06-02T09:00:00"))
    assert clustered(told, findings())["cluster"].to_list() == [
        "2026-06-01T09:00:00",
        "2026-06-02T09:00:00",
    ]


def test_many_findings_of_one_provider_do_not_outvote_a_few_of_others() -> None:
    """Upheld ten times at one provider (2.70), rejected once at each of four others: 2.70 of 6.70."""
    told = verdicts(
        *(verdict(f"F{n}", "upheld") for n in range(10)),
        *(verdict(f"G{n}", "rejected") for n in range(4)),
    )
    its = findings(
        *(finding(f"F{n}", provider_id="H1") for n in range(10)),
        *(finding(f"G{n}", provider_id=f"K{n}") for n in range(4)),
    )
    found = precisions(clustered(told, its))[RULE]
    assert found.mean == pytest.approx(2.7027 / 6.7027, abs=1e-4)


def test_the_weight_of_a_draw_is_not_rounded() -> None:
    """A chance of 0.4 stands for two and a half findings."""
    told = verdicts(verdict("F1", "upheld", drawn_at_random=True, draw_probability=0.4))
    assert upheld_shares(told)["weight"].to_list() == [2.5]


@pytest.mark.parametrize("upheld", range(13))
def test_what_verdicts_say_for_a_rule_they_would_say_against_it_had_they_gone_the_other_way(
    upheld: int,
) -> None:
    """A rule upheld k times of 12 and one rejected k times of 12 mirror each other."""

    def said(times: int) -> Chance:
        outcomes = ["upheld"] * times + ["rejected"] * (12 - times)
        return precisions(verdicts(*(verdict(f"F{n}", o) for n, o in enumerate(outcomes))))[RULE]

    one, other = said(upheld), said(12 - upheld)
    assert one.mean == pytest.approx(upheld / 12)
    assert (one.mean, one.low, one.high) == pytest.approx(
        (1 - other.mean, 1 - other.high, 1 - other.low)
    )
    assert 0 <= one.low < one.high <= 1
    if upheld < 12:
        more = said(upheld + 1)
        assert (one.low < more.low, one.high < more.high) == (True, True)


def test_a_visit_drawn_with_hardly_a_chance_speaks_for_fifty_and_no_more() -> None:
    told = verdicts(
        verdict("F1", "upheld"),
        verdict("F2", "rejected", drawn_at_random=True, draw_probability=0.001),
    )
    assert precisions(told)[RULE].mean == pytest.approx(1 / 51)


def test_no_more_than_all_was_upheld_and_no_less_than_nothing() -> None:
    told = verdicts(
        *(
            verdict(f"F{n}", "partly", amount_upheld=Decimal(upheld), amount_at_risk=Decimal(risk))
            for n, (upheld, risk) in enumerate([(150, 100), (-50, 100), (0, 0), (0, 100)])
        )
    )
    assert upheld_shares(told)["share"].to_list() == [1.0, 0.0, 0.5, 0.0]


def test_a_draw_that_was_certain_or_without_a_chance_weighs_one() -> None:
    told = verdicts(
        verdict("F1", "upheld", drawn_at_random=True, draw_probability=1.0),
        verdict("F2", "upheld", drawn_at_random=True, draw_probability=0.0),
        verdict("F3", "upheld", drawn_at_random=True, draw_probability=0.02),
        verdict("F4", "upheld", drawn_at_random=False, draw_probability=0.5),
    )
    assert upheld_shares(told)["weight"].to_list() == [1.0, 1.0, 50.0, 1.0]
    assert precisions(told)[RULE].drawn == 3


def test_a_rule_nobody_classed_is_a_suspicion() -> None:
    assert chances({"a": "unheard of"}, verdicts())["a"].mean == pytest.approx(0.3)


def test_where_no_provider_is_known_a_rule_has_one_chance() -> None:
    told = verdicts(verdict("F1", "upheld"))
    found = chances_everywhere({RULE: "suspect"}, told)
    assert (dict(found.at_provider), found.of(RULE, "H1").mean) == ({}, found.of(RULE, None).mean)


def test_a_chance_lies_in_its_interval_nine_times_out_of_ten_and_moves_with_verdicts() -> None:
    """Beta(4, 1): the fourth power of an end is the share that lies below it."""
    found = chances({"a": "definite"}, verdicts())["a"]
    assert (found.low**4, found.high**4) == pytest.approx((0.05, 0.95))
    assert (found.strength, found.checked, found.drawn, found.here) == (5.0, 0, 0, 0)
    assert found.after(3, 2) == pytest.approx((4 + 3) / 10)
    assert Chance(0.5, 0.1, 0.9) == Chance(0.5, 0.1, 0.9, 0, 0, 0.0, 0)


@pytest.mark.parametrize("findings_of_it", [1, 2, 3])
def test_an_event_judged_once_counts_once_however_many_findings_it_has(findings_of_it: int) -> None:
    """A suspect rule, one event upheld: 2.5 of 6; at its provider one verdict."""
    told = verdicts(*(verdict(f"F{n}", "upheld") for n in range(findings_of_it)))
    its = findings(*(finding(f"F{n}", event_id="V1") for n in range(findings_of_it)))
    found = chances_everywhere({RULE: "suspect"}, clustered(told, its))
    assert found.by_rule[RULE].mean == pytest.approx(2.5 / 6)
    assert found.of(RULE, "H1").here == 1
    assert found.of(RULE, "H1").mean == pytest.approx((2.5 / 6 * 7 / 3 + 1) / (7 / 3 + 1))


def plainly(outcome: str, number: int) -> list[dict[str, object]]:
    return [verdict(f"{outcome}{n}", outcome) for n in range(number)]


def by_lot(outcome: str, chance: float, name: str = "N") -> dict[str, object]:
    return verdict(name, outcome, drawn_at_random=True, draw_probability=chance)


@pytest.mark.parametrize("chance", [0.5, 0.25, 0.1, 0.05, 0.02])
@pytest.mark.parametrize("certainty", ["definite", "suspect"])
def test_a_visit_drawn_by_lot_that_confirms_what_visits_say_does_not_move_a_rule_the_other_way(
    certainty: str, chance: float
) -> None:
    """Ten upheld and an eleventh drawn by lot: more likely, not less. The same for ten rejected."""

    def mean(*rows: dict[str, object]) -> float:
        return chances({RULE: certainty}, verdicts(*rows))[RULE].mean

    upheld, rejected = plainly("upheld", 10), plainly("rejected", 10)
    assert mean(*upheld, by_lot("upheld", chance)) > mean(*upheld)
    assert mean(*rejected, by_lot("rejected", chance)) < mean(*rejected)


def test_visits_that_all_say_the_same_weigh_what_they_are_however_they_were_chosen() -> None:
    """Ten and one drawn with a chance of 1/20: eleven verdicts upheld on a suspicion's five."""
    told = verdicts(*plainly("upheld", 10), by_lot("upheld", 0.05))
    found = chances({RULE: "suspect"}, told)[RULE]
    assert found.mean == pytest.approx(12.5 / 16)
    assert precisions(told)[RULE].strength == pytest.approx(11)


def test_where_the_drawn_visit_gainsays_the_chosen_ones_their_number_counts_less() -> None:
    """Ten upheld because they looked bad, and the one of fifty rejected: ten of sixty, worth 60² / 2510."""
    found = precisions(verdicts(*plainly("upheld", 10), by_lot("rejected", 0.02)))[RULE]
    assert found.mean == pytest.approx(10 / 60)
    assert found.strength == pytest.approx(60**2 / 2510)


@pytest.mark.parametrize(
    "before",
    [
        [],
        plainly("upheld", 3),
        plainly("rejected", 3),
        [*plainly("upheld", 2), *plainly("rejected", 2)],
        [*plainly("upheld", 6), by_lot("rejected", 0.05, "R")],
        [*plainly("rejected", 6), by_lot("upheld", 0.05, "R")],
    ],
)
@pytest.mark.parametrize("chance", [None, 0.5, 0.05])
def test_one_more_upheld_raises_and_one_more_rejected_lowers(
    before: list[dict[str, object]], chance: float | None
) -> None:
    def mean(*more: dict[str, object]) -> float:
        return chances({RULE: "suspect"}, verdicts(*before, *more))[RULE].mean

    def one(outcome: str) -> dict[str, object]:
        return by_lot(outcome, chance) if chance else verdict("N", outcome)

    assert mean(one("rejected")) < mean() < mean(one("upheld"))
