"""What a lead is made of, before it is put into words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from feijian.leads.amounts import counted_once
from feijian.leads.assemble import next_steps, note_settled, sketches_of
from feijian.leads.bundles import assigned
from feijian.leads.inputs import RankingInputs
from feijian.leads.lead import Sketch
from feijian.leads.posterior import clustered
from feijian.leads.ranking import open_findings
from feijian.leads.stakes import claims_of, rooms_of
from feijian.workspace.settings import LeadSettings
from tests.unit.leads.frames import RULES, finding, findings, known, verdict, verdicts

CAP, PLACES = "overcharging.above_cap", "identity.two_places"


def sketches(facts: RankingInputs) -> dict[str, Sketch]:
    """By the lead's subject and family."""
    standing, left_out = open_findings(facts)
    its = assigned(standing, facts.settings.period)
    claims, doubtful = claims_of(its, facts, {})
    totals = counted_once(claims, rooms_of(facts)).leads
    made = sketches_of(its, facts, claims, totals, doubtful)
    note_settled(made, left_out["settled_findings"], facts)
    assert {s.lead_id for s in made.values()} == set(made)
    return {f"{s.subject} {s.family}": s for s in made.values()}


def only(*rows: dict[str, Any], **given: Any) -> Sketch:
    (made,) = sketches(known(findings(*rows), **given)).values()
    return made


def test_a_lead_of_a_house_has_its_name_and_one_of_a_box_has_no_house() -> None:
    made = only(finding("F1"))
    assert (made.provider_id, made.provider_name, made.providers) == ("H1", "第一医院", 1)
    assert only(finding("F1", provider_id="H9")).provider_name == ""
    box = only(finding("F1", provider_id=None, subject_kind="trace_code", subject_id="8100"))
    assert (box.provider_id, box.provider_name, box.providers) == (None, "", 0)
    assert (box.kind, box.subject) == ("trace_code", "8100")
    nobody = only(finding("F1", provider_id=None, subject_kind="region", subject_id=None))
    assert nobody.subject == ""


def test_the_share_is_that_of_the_funds_money_else_of_the_amount_else_of_the_findings() -> None:
    """At 0.8 and 0.3: 600 and 100 of the fund give 510 of 700, 100 and 400 yuan 200 of 500."""
    both = (
        finding("F1", amount_at_risk="100", fund_at_risk="600", event_id="V", claim_line_ids=["1"]),
        finding(
            "F2",
            PLACES,
            amount_at_risk="400",
            fund_at_risk="100",
            event_id="V",
            claim_line_ids=["2"],
        ),
    )
    assert only(*both).chance[0] == 0.728571
    by_amount = only(*both, settings=LeadSettings(every=0, rank_by="amount"))
    assert by_amount.chance[0] == 0.4
    free = [{**row, "fund_at_risk": Decimal(0)} for row in both]
    assert only(*free).chance[0] == 0.4
    nothing = [{**row, "fund_at_risk": None, "amount_at_risk": None} for row in both]
    assert only(*nothing).chance[0] == 0.55
    assert only(*both).likely == pytest.approx(1.1)


def test_the_interval_is_told_to_six_places() -> None:
    """Of a beta distribution with 4 and 1 these are the fourth roots of 0.05 and 0.95."""
    unknown = finding("F1", amount_at_risk=None, fund_at_risk=None)
    assert only(unknown).chance == (0.8, 0.472871, 0.987259)


def test_rules_stand_by_what_is_expected_of_them_then_by_findings_then_by_name() -> None:
    rows = [
        finding("F1", amount_at_risk="100", subject_id="E1"),
        finding("F2", "unbundling.repeated_line", amount_at_risk="60", subject_id="E2"),
        finding("F3", "unbundling.repeated_line", amount_at_risk="60", subject_id="E3"),
    ]
    made = only(*rows)
    assert [(p.rule_id, p.findings, p.amount) for p in made.parts] == [
        ("unbundling.repeated_line", 2, Decimal(120)),
        ("unbundling.item_pair", 1, Decimal(100)),
    ]
    # of as much the one with more findings, and of as many the first by name
    even = [{**rows[0], "amount_at_risk": Decimal(120)}, *rows[1:]]
    assert [p.findings for p in only(*even).parts] == [2, 1]
    unknown = [{**row, "amount_at_risk": None, "fund_at_risk": None} for row in rows[:2]]
    assert [p.rule_id for p in only(*unknown).parts] == [
        "unbundling.item_pair",
        "unbundling.repeated_line",
    ]
    # 100 at 0.8 are more than 200 at 0.3
    mixed = only(
        finding("F1", amount_at_risk="100", event_id="V"),
        finding("F2", PLACES, amount_at_risk="200", event_id="V"),
    )
    assert [p.certainty for p in mixed.parts] == ["definite", "suspect"]


def test_a_rule_that_is_known_no_more_is_called_by_its_id() -> None:
    rest = {k: v for k, v in RULES.items() if k != "unbundling.item_pair"}
    (part,) = only(finding("F1"), rules=rest).parts
    assert (part.title_zh, part.title_en, part.loss) == (
        ("unbundling.item_pair", "unbundling.item_pair", "lines")
    )
    made = only(finding("F1"), rules=rest)
    assert (made.basis, made.steps_en, made.steps_zh) == ((), (), ())
    (known_one,) = only(finding("F1", "upcoding.dearer_diagnosis")).parts
    assert (known_one.title_zh, known_one.loss) == ("主诊断高套", "group_payment")


def test_a_rule_is_as_certain_as_its_surest_finding_and_unsaid_is_suspect() -> None:
    rows = [finding("F1", certainty="suspect"), finding("F2", subject_id="E2")]
    (part,) = only(*rows).parts
    assert (part.certainty, part.findings) == ("definite", 2)
    (part,) = only(finding("F1", certainty=None)).parts
    assert part.certainty == "suspect"
    assert part.chance.mean == 0.3


def test_a_lead_of_one_house_has_that_houses_chance_and_of_several_the_rules() -> None:
    """One of one upheld at H1: the rule stands at 5 of 6, the house at (5/6 x 7/3 + 1) of 10/3."""
    told = verdicts(verdict("OLD", "upheld", PLACES, cluster="H1"))
    assert told.height == 1
    old = finding("OLD", PLACES, subject_kind="person", subject_id="P9")
    here = finding("F1", PLACES, subject_kind="person", subject_id="P1", evidence_hash="new")
    there = {**here, "finding_id": "F2", "provider_id": "H2"}

    def mean(*rows: dict[str, Any]) -> float:
        table = findings(old, *rows)
        facts = known(table, verdicts=clustered(told, table))
        (part,) = sketches(facts)["P1 identity"].parts
        return part.chance.mean

    rule = (1.5 + 1) / 6
    assert mean(here, there) == pytest.approx(rule)
    assert mean(here) == pytest.approx((rule * 7 / 3 + 1) / (10 / 3))


def test_what_was_settled_and_what_changed_is_counted_in_its_own_lead() -> None:
    rows = [
        finding("F1"),
        finding("F2", subject_id="E2"),
        finding("F3", subject_id="E3"),
        finding("F4", subject_id="E4", provider_id="H2"),
    ]
    told = verdicts(
        verdict("F2", "rejected"),
        verdict("F3", "rejected", evidence_hash="other"),
        verdict("F4", "upheld"),
    )
    made = sketches(known(findings(*rows), verdicts=told))
    assert {k: (s.settled, s.changed, len(s.finding_ids)) for k, s in made.items()} == {
        "H1 unbundling": (1, 1, 2)
    }


def test_steps_are_told_once_in_the_order_of_the_rules() -> None:
    rules = [CAP, "unbundling.item_pair", "unbundling.repeated_line", "unknown"]
    assert next_steps(rules, RULES, "en") == ("price list", "execution record of the day")
    assert next_steps(rules[1:], RULES, "zh") == ("当日执行记录",)
    assert next_steps([], RULES, "zh") == ()


def test_findings_that_changed_are_marked_and_those_of_drafts_and_settled_are_left_out() -> None:
    rows = findings(
        finding("F1"),
        finding("F2"),
        finding("F3", evidence_hash=None),
        finding("F4"),
        finding("F5", "pharmacy.night_burst"),
        finding("F6"),
    )
    told = verdicts(
        verdict("F2", "rejected", evidence_hash="other"),
        verdict("F3", "upheld"),
        verdict("F4", "upheld"),
        verdict("F6", "unclear", evidence_hash="other"),
    )
    standing, left_out = open_findings(known(rows, verdicts=told))
    assert standing.sort("finding_id").select("finding_id", "changed").rows() == [
        ("F1", False),
        ("F2", True),
        ("F3", True),
        ("F6", False),
    ]
    assert standing["changed"].dtype == pl.Boolean
    assert (left_out["drafts"], left_out["settled"]) == (1, 1)
    assert left_out["settled_findings"]["finding_id"].to_list() == ["F4"]
    none, left_out = open_findings(known(rows))
    assert none["changed"].to_list() == [False] * 5
    assert (left_out["settled"], left_out["settled_findings"].height) == (0, 0)
