"""What a lead says of itself, sentence by sentence: who reads it contests every word."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from feijian.leads.amounts import Total
from feijian.leads.labels import Words
from feijian.leads.lead import RulePart, Sketch, Support
from feijian.leads.placement import DRAWN, LAST, ORDINARY, OUTLIER, UNKNOWN, Seat
from feijian.leads.posterior import Chance
from feijian.leads.reasons import reasons, subject_name, title

HALF = Chance(0.5, 0.2, 0.8, strength=5.0)


def part(name: str = "重复收费", amount: int = 400, **given: Any) -> RulePart:
    fixed: dict[str, Any] = {
        "rule_id": "r",
        "title_zh": name,
        "title_en": "Repeated lines",
        "certainty": "definite",
        "findings": 1,
        "amount": Decimal(amount),
        "loss": "lines",
        "chance": HALF,
    }
    return RulePart(**{**fixed, **given})


def total(amount: int = 400, fund: int = 300, expected: int = 150, **given: Any) -> Total:
    fixed: dict[str, Any] = {
        "worth": Decimal(fund),
        "expected": [Decimal(expected)] * 3,
        "expected_amount": [Decimal(expected + 50)] * 3,
        "known": 1,
        "fund_known": True,
    }
    return Total(Decimal(amount), Decimal(fund), **{**fixed, **given})


def sketch(**given: Any) -> Sketch:
    fixed: dict[str, Any] = {
        "lead_id": "L1",
        "kind": "provider",
        "subject": "H1",
        "family": "unbundling",
        "provider_id": "H1",
        "provider_name": "第一医院",
        "providers": 1,
        "period_from": None,
        "period_to": None,
        "finding_ids": ["F1"],
        "parts": [part()],
        "total": total(),
        "chance": (0.5, 0.25, 0.75),
        "likely": 0.5,
        "events": 1,
    }
    return Sketch(**{**fixed, **given})


def told(
    its: Sketch, why: str = ORDINARY, *ladder: int, chance: float | None = None
) -> dict[str, str]:
    """The English sentences by kind."""
    ends = [Decimal(-expected) for expected in ladder]
    return {r["kind"]: r["en"] for r in reasons(its, Seat("L1", 1, why, chance), ends)}


def support(percentile: float, *said: str, kind: str = "provider") -> Support:
    reasons_ = json.dumps([{"kind": "carried", "zh": s, "en": s} for s in said])
    return Support(percentile, "m", kind, reasons_, title=Words("收费结构", "charge structure"))


def test_an_ordinary_lead_says_what_is_expected_of_what_and_what_it_is_made_of() -> None:
    assert told(sketch(), ORDINARY, 150) == {
        "rank": "Expected recovery (estimate) about ¥150 = fund at risk about ¥300 × 50% of the money"
        " likely to be upheld; 1 definite finding.",
        "amount": "1 finding; ¥400.00 at risk (each line counted once), of it the fund would get back"
        " (estimate): about ¥300.",
        "probability": "50% of the money likely to be upheld (90% credible interval 25%–75%); findings"
        " upheld, by rule: “Repeated lines” 50% (no verdict yet, by the rule's certainty).",
        "outlier": "No model scored the subject; the chance is not moved.",
        "moves": "Sensitivity: 5 further verdicts on “Repeated lines” here, all upheld: expected recovery"
        " about ¥225 (about place 1); none upheld: about ¥75 (about place 1).",
    }


def test_the_money_that_ranks_is_called_by_its_name_and_told_exactly_where_it_is_exact() -> None:
    def what(**given: Any) -> str:
        return told(sketch(**given))["rank"].partition(" = ")[2].partition(" ×")[0]

    assert what() == "fund at risk about ¥300"
    assert what(total=total(worth=Decimal(301))) == (
        "fund at risk (amounts where the fund's part is unknown) about ¥301"
    )
    unknown = total(fund_known=False, worth=Decimal("400.25"))
    assert what(total=unknown) == "amount at risk ¥400.25"
    assert what(rank_by="amount") == "amount at risk ¥400.00"
    # 150 of the fund are expected, and 200 of the amount
    assert "(estimate) about ¥150 = " in told(sketch())["rank"]
    assert "(estimate) about ¥200 = " in told(sketch(rank_by="amount"))["rank"]
    assert (sketch().standing.expected, sketch().standing.amount) == (150, 300)
    by_amount = sketch(rank_by="amount").standing
    assert (by_amount.expected, by_amount.amount, by_amount.findings) == (200, 400, 1)
    assert sketch(total=total(known=0)).standing.amount is None
    assert not by_amount.indicator
    assert sketch(family="statistics").standing.indicator
    # a model of loss made it: told to three figures
    of_group = [part(), part(loss="group_payment")]
    assert (
        what(rank_by="amount", parts=of_group, total=total(1234)) == "amount at risk about ¥1,230"
    )


@pytest.mark.parametrize(
    ("definite", "suspect", "zh", "en"),
    [
        (1, 0, "疑点 1 个（明确违规类）", "1 definite finding"),
        (3, 0, "疑点 3 个（均为明确违规类）", "3 definite findings"),
        (0, 2, "疑点 2 个（均为可疑类）", "2 suspect findings"),
        (
            2,
            1,
            "疑点 3 个（明确违规类 2 个、可疑类 1 个）",
            "2 definite findings, 1 suspect finding",
        ),
    ],
)
def test_findings_are_counted_by_their_certainty(
    definite: int, suspect: int, zh: str, en: str
) -> None:
    parts = [
        part(certainty=c, findings=n)
        for c, n in (("definite", definite), ("suspect", suspect))
        if n
    ]
    its = sketch(parts=parts, finding_ids=[str(n) for n in range(definite + suspect)])
    first = reasons(its, Seat("L1", 1, ORDINARY), [])[0]
    assert str(first["zh"]).endswith(f"；{zh}。")
    assert str(first["en"]).endswith(f"; {en}.")


def test_verdicts_models_and_a_fund_that_lost_nothing_are_said_behind_them() -> None:
    judged = [part(chance=replace(HALF, checked=2)), part(chance=replace(HALF, checked=1))]
    first = told(sketch(parts=judged, support=support(97.0)))["rank"]
    assert first.endswith(
        "; 2 definite findings, 3 verdicts on these rules so far,"
        " by the models over all periods more unusual than about 97% of similar providers."
    )
    unhurt = told(sketch(total=total(fund=0, expected=0)))["rank"]
    assert unhurt.endswith("under a group payment the fund may have lost nothing.")
    nothing = total(amount=0, fund=0, expected=0)
    assert "lost nothing" not in told(sketch(total=nothing))["rank"]


def test_what_models_say_is_told_from_the_ninetieth_percentile() -> None:
    said = told(sketch(support=support(90.0, "a", "b", "c", "d")))
    assert said["outlier"] == (
        "Model “charge structure”: over all periods more unusual than about 90% of similar providers, which supports the"
        " lead and raises its chance; the amount is not touched (a; b; c)."
    )
    assert "by the models" in said["rank"]
    below = told(sketch(support=support(89.9)))
    assert "outlier" not in below
    assert "by the models" not in below["rank"]
    assert told(sketch(support=support(95.0)))["outlier"].endswith("the amount is not touched.")


def test_an_outlier_says_how_far_its_model_trusts_it() -> None:
    its = sketch(
        parts=[],
        finding_ids=[],
        total=Total(),
        support=support(98.0, "药占比 71%", "住院日 20"),
        by_chance=0.02,
    )
    said = told(its, OUTLIER)
    assert said["seat_outlier"] == (
        "Put forward by a model, seen by no rule: over all periods more unusual than about 98% of similar providers."
        " 药占比 71%. The amount is unknown."
    )
    assert said["outlier"].startswith("Model “charge structure”: ")
    assert "which is all that speaks for the lead" in said["outlier"]
    assert said["sureness"] == (
        "By the model's own estimate about 2% of its list down to here is chance."
    )
    agreed = told(replace(its, agreement=0.5), OUTLIER)["sureness"]
    assert agreed.endswith("is chance; 50% of the other detectors find it remarkable too.")
    assert set(said) == {"seat_outlier", "outlier", "sureness"}
    assert "sureness" not in told(replace(its, by_chance=None), OUTLIER)
    # a lead of rules says nothing of a model's list
    assert "sureness" not in told(sketch(by_chance=0.02))


def test_each_seat_says_why_it_is_kept() -> None:
    three = sketch(finding_ids=["F1", "F2", "F3"], likely=2.4)
    assert "with about 2 findings likely to be upheld" in told(three, UNKNOWN)["seat_unknown"]
    assert "about 1 finding likely" in told(replace(three, likely=0.2), UNKNOWN)["seat_unknown"]
    assert told(three, LAST)["indicator"].endswith("so it stands last: 3 findings.")
    lot = reasons(three, Seat("L1", 9, DRAWN, 0.25), [])[0]
    assert (lot["kind"], lot["value"]) == ("seat_random", 0.25)
    assert str(lot["en"]).startswith("Drawn by lot (chance 25%), ")
    away = total(amount=0, fund=0, expected=0, elsewhere=Decimal(9))
    assert "counted_elsewhere" in told(sketch(total=away))
    some = told(sketch(total=total(elsewhere=Decimal(9))))
    assert "rank" in some
    assert "; ¥9.00 on lines that another lead counts." in some["amount"]


def test_what_a_lead_is_of_is_counted_in_events_visits_persons_and_houses() -> None:
    def first(**given: Any) -> str:
        its = sketch(finding_ids=["F1", "F2"], **given)
        return told(its)["amount"].partition(";")[0]

    assert first(events=2) == "2 findings"
    assert first(events=1) == "1 event (2 findings)"
    assert first(events=0) == "2 findings"
    assert first(encounters=2, persons=1) == "1 event (2 findings), 2 encounters, 1 person"
    assert first(encounters=1) == "1 event (2 findings), 1 encounter"
    assert first(persons=3) == "1 event (2 findings), 3 persons"
    assert told(sketch(providers=2))["amount"].endswith(
        "; 2 providers, the one with the most is named."
    )
    assert "providers" not in told(sketch(providers=1))["amount"]


def test_what_is_not_known_of_the_money_is_said() -> None:
    unknown = total(fund_known=False, unknown=1, person=Decimal(20), person_known=True)
    assert told(sketch(total=unknown))["amount"] == (
        "1 finding; ¥400.00 at risk (each line counted once), of it the fund would get back (estimate):"
        " unknown; patients overpaid (estimate) about ¥20, not ranked;"
        " 1 further finding of unknown amount not counted."
    )
    nothing = told(sketch(total=total(known=0, unknown=2)), UNKNOWN)
    assert nothing["amount"] == "1 finding; 2 further findings of unknown amount not counted."
    assert "moves" not in nothing
    of_none = total(person_known=True)
    assert "overpaid" not in told(sketch(total=of_none))["amount"]
    group = sketch(parts=[part(loss="high_ratio")], total=total(1234))
    assert "; about ¥1,230 at risk" in told(group)["amount"]


def test_three_rules_are_named_with_their_verdicts_and_those_of_the_house() -> None:
    parts = [
        part("甲", chance=replace(HALF, checked=3, here=1)),
        part("乙", chance=replace(HALF, checked=1)),
        part("丙"),
        part("丁"),
    ]
    (zh,) = [
        str(r["zh"]) for r in reasons(sketch(parts=parts), Seat("L1", 1, ORDINARY), [])
        if r["kind"] == "probability"
    ]  # fmt: skip
    assert zh.endswith(
        "：“甲” 50%（3 个核查结论，其中本机构 1 个）；“乙” 50%（1 个核查结论）；"
        "“丙” 50%（尚无核查结论，按规则性质估计）。"
    )


def test_cautions_are_those_that_there_is_reason_for() -> None:
    kinds = {"payment_standards", "data_quality", "evidence_changed", "settled"}
    assert kinds.isdisjoint(told(sketch()))
    its = told(
        sketch(
            parts=[part(), part(loss="group_payment", amount=1)], doubtful=1, changed=2, settled=1
        )
    )
    assert kinds <= set(its)
    assert its["data_quality"].startswith("1 finding on lines")
    assert its["evidence_changed"].startswith("2 findings had a verdict")
    assert its["settled"] == "1 further finding with a verdict, no longer counted."
    assert kinds.isdisjoint(told(sketch(parts=[part(loss="group_payment", amount=0)])))


def moved(its: Sketch, *ladder: int) -> list[tuple[str, str]]:
    """Amount and place with all of five verdicts upheld, and with none."""
    text = told(its, ORDINARY, *ladder)["moves"]
    return [
        (
            end.partition("about ¥")[2].partition(" ")[0],
            end.partition("place ")[2].partition(")")[0],
        )
        for end in text.split(";")
    ]


def test_five_verdicts_of_a_rule_worth_five_move_its_chance_by_half_and_the_lead_with_it() -> None:
    """0.5 becomes 7.5 of 10 or 2.5 of 10, and 200 expected become 300 or 100.

    The list expects 500, 250, 200 (the lead) and 150: with 300 it is the second, with 100 the last of four.
    """
    its = sketch(total=total(fund=400, expected=200))
    assert moved(its, 500, 250, 200, 150) == [("300", "2"), ("100", "4")]
    # who expects as much stands behind the lead
    assert moved(its, 300, 250, 200, 100) == [("300", "1"), ("100", "3")]


def test_no_more_is_expected_than_there_is_and_the_place_is_then_its_own() -> None:
    its = sketch(total=total(fund=200, expected=200))
    assert moved(its, 500, 200, 150) == [("200", "2"), ("100", "3")]


def test_a_rule_with_three_quarters_of_the_money_moves_three_quarters() -> None:
    """200 of which 150 are moved by half either way: 275 and 125."""
    its = sketch(parts=[part(amount=300), part(amount=100)], total=total(fund=400, expected=200))
    assert moved(its, 200) == [("275", "1"), ("125", "1")]
    # without an amount of any rule the first one is all
    its = sketch(parts=[part(amount=0), part(amount=0)], total=total(fund=400, expected=200))
    assert moved(its, 200) == [("300", "1"), ("100", "1")]


def test_what_no_verdict_moves_is_not_said_to_move() -> None:
    assert "moves" not in told(sketch(total=total(fund=0, expected=0)), ORDINARY, 0)
    never = part(chance=Chance(0.0, 0.0, 0.0, strength=5.0))
    assert "moves" not in told(sketch(parts=[never]), ORDINARY, 150)


def test_verdicts_are_here_where_there_is_a_house() -> None:
    assert "“Repeated lines” here, all" in told(sketch())["moves"]
    assert "“Repeated lines”, all" in told(sketch(provider_id=None))["moves"]


def test_what_to_check_is_told_in_either_language() -> None:
    (steps,) = [
        r
        for r in reasons(
            sketch(steps_zh=("甲", "乙"), steps_en=("a", "b")), Seat("L1", 1, ORDINARY), []
        )
        if r["kind"] == "next_steps"
    ]
    assert (steps["zh"], steps["en"]) == ("现场核查要点：甲；乙。", "To check on site: a; b.")
    assert steps["value"] == {"zh": ["甲", "乙"], "en": ["a", "b"]}
    assert "next_steps" in told(sketch(steps_en=("a",)))
    assert "next_steps" not in told(sketch())


@pytest.mark.parametrize(
    ("given", "zh", "en"),
    [
        ({}, "第一医院", "第一医院"),
        ({"provider_name": ""}, "H1", "H1"),
        ({"provider_name": "", "provider_id": None, "subject": "H7"}, "H7", "H7"),
        ({"kind": "practitioner", "subject": "D1"}, "第一医院 医护人员 D1", "第一医院 practitioner D1"),
        (
            {"kind": "practitioner", "subject": "D1", "provider_name": "", "provider_id": None},
            "医护人员 D1",
            "Practitioner D1",
        ),
        ({"kind": "group", "subject": "with:1"}, "第一医院 群组", "第一医院 group"),
        (
            {"kind": "group", "subject": "with:12", "provider_name": "", "provider_id": None},
            "群组 with:**",
            "Group with:**",
        ),
        ({"kind": "person", "subject": "37010119"}, "参保人 37**0119", "Insured person 37**0119"),
    ],
)  # fmt: skip
def test_a_lead_is_called_by_whom_it_is_about(given: dict[str, Any], zh: str, en: str) -> None:
    assert subject_name(sketch(**given)) == Words(zh, en)


def test_a_title_names_the_first_rule_and_how_many_others() -> None:
    assert title(sketch()).en.endswith(" · Repeated lines")
    assert title(sketch(parts=[part(), part()])).en.endswith("Repeated lines and one more rule")
    three = title(sketch(parts=[part(), part(), part()]))
    assert three.en.endswith("Repeated lines and 2 more rules")
    assert three.zh.endswith("重复收费等 3 条规则")
    assert title(sketch(parts=[])).en.startswith("第一医院: ")
    # a rule that is called after its family is not introduced by it, in whatever letters
    after = part(title_en="data QUALITY of lines")
    assert (
        title(sketch(family="data_quality", parts=[after])).en == "第一医院: data QUALITY of lines"
    )


def test_a_share_that_models_raised_says_so_though_nobody_stands_out() -> None:
    raised = told(sketch(support=support(70.0), lifted=3))["outlier"]
    assert raised == (
        "By the models the providers, persons or stays concerned are more unusual than the middle of their"
        " peers, which raises the chance of 3 findings; the amount is not touched."
    )
    # the readings may be those of another house or of a stay, and none of the lead's own subject
    assert told(sketch(lifted=1))["outlier"].endswith(
        "the chance of 1 finding; the amount is not touched."
    )
    # whoever stands out has the model's own sentence
    assert told(sketch(support=support(95.0), lifted=3))["outlier"].startswith(
        "Model “charge structure”"
    )


def test_who_was_scored_and_is_ordinary_is_not_told_to_be_unscored() -> None:
    assert told(sketch(scored=True))["outlier"] == (
        "The models scored the subject and find it no more unusual than half of its peers; the chance is not moved."
    )


def test_a_figure_stands_apart_from_the_chinese_words_before_it() -> None:
    def zh(**given: Any) -> str:
        kinds = {
            r["kind"]: str(r["zh"]) for r in reasons(sketch(**given), Seat("L1", 1, ORDINARY), [])
        }
        return kinds["rank"] + kinds["amount"]

    nothing = zh(total=total(fund=0, expected=0))
    assert "= 基金风险金额 0 元 ×" in nothing
    assert "疑点金额 400.00 元（同一明细只计一次）" in nothing
    assert "= 基金风险金额约 300 元 ×" in zh()
    of_group = zh(parts=[part(loss="group_payment")], total=total(1234))
    assert "疑点金额约 1,230 元（" in of_group
