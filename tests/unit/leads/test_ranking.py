"""From findings to leads: whose lead, how much, how likely, in which order, and why."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from feijian.leads import tables
from feijian.leads.ranking import rank_leads
from feijian.workspace.settings import LeadSettings
from tests.unit.leads.frames import (
    encounters,
    finding,
    findings,
    known,
    lines,
    score,
    scores,
    verdict,
    verdicts,
)


def ranked(*rows: dict[str, object], **given: object) -> pl.DataFrame:
    return rank_leads(known(findings(*rows), **given)).leads  # type: ignore[arg-type]


def only(leads: pl.DataFrame) -> dict[str, object]:
    assert leads.height == 1
    return leads.row(0, named=True)


def told(lead: dict[str, object]) -> dict[str, dict[str, object]]:
    """Reasons by kind."""
    return {r["kind"]: r for r in json.loads(str(lead["reasons"]))}


def test_the_published_columns_are_those_of_the_design() -> None:
    assert ranked(finding("F1")).schema == pl.Schema(tables.LEADS)


def test_no_findings_give_an_empty_list_of_the_same_shape() -> None:
    assert ranked().schema == pl.Schema(tables.LEADS)


def test_findings_of_one_provider_and_family_are_one_lead() -> None:
    leads = ranked(
        finding("F1"),
        finding("F2", "unbundling.repeated_line", subject_id="E2", amount_at_risk="50"),
        finding("F3", "overcharging.above_cap", subject_id="E3", amount_at_risk="10"),
        finding("F4", provider_id="H2", amount_at_risk="30"),
    )
    assert leads.select("provider_id", "family", "findings", "amount_at_risk").rows() == [
        ("H1", "unbundling", 2, Decimal("150.00")),
        ("H2", "unbundling", 1, Decimal("30.00")),
        ("H1", "overcharging", 1, Decimal("10.00")),
    ]


@pytest.mark.parametrize("kind", ["person", "practitioner", "group"])
def test_a_finding_about_somebody_is_in_his_lead_and_in_no_other(kind: str) -> None:
    leads = ranked(finding("F1", "identity.two_places", subject_kind=kind, subject_id="S1"))
    assert leads.select("subject_kind", "subject_id", "provider_id", "findings").rows() == [
        (kind, "S1", "H1", 1)
    ]


def test_a_persons_lead_names_the_provider_with_the_most_at_risk() -> None:
    rule = {"rule_id": "identity.two_places", "subject_kind": "person", "subject_id": "P1"}
    lead = only(
        ranked(
            finding("F1", provider_id="H1", amount_at_risk="10", **rule),
            finding("F2", provider_id="H2", amount_at_risk="90", **rule),
        )
    )
    assert lead["provider_id"] == "H2"
    assert "2 家机构" in str(told(lead)["amount"]["zh"])


def test_a_code_without_a_provider_has_its_own_lead() -> None:
    lead = only(
        ranked(finding("F1", provider_id=None, subject_kind="trace_code", subject_id="8100"))
    )
    assert (lead["subject_kind"], lead["subject_id"], lead["provider_id"]) == (
        "trace_code",
        "8100",
        None,
    )


def test_draft_rules_are_in_no_lead_and_are_counted() -> None:
    ranking = rank_leads(known(findings(finding("F1", "pharmacy.night_burst"))))
    assert (ranking.leads.height, ranking.summary["in_shadow"]) == (0, 1)


def test_expected_recovery_is_amount_times_probability() -> None:
    """A definite rule without verdicts: 0.8."""
    lead = only(ranked(finding("F1", amount_at_risk="1000")))
    assert (lead["expected_recovery"], lead["probability"]) == (
        Decimal("800.00"),
        pytest.approx(0.8),
    )


def test_a_likely_small_amount_can_stand_before_a_doubtful_larger_one() -> None:
    leads = ranked(
        finding("F1", "identity.two_places", amount_at_risk="200"),
        finding("F2", "unbundling.item_pair", amount_at_risk="100"),
    )
    assert leads["family"].to_list() == ["unbundling", "identity"]


def test_outlier_support_moves_the_probability_and_never_the_amount() -> None:
    rows = [finding("F1", amount_at_risk="1000")]
    crowd = [score(f"C{n}", 50.0) for n in range(200)]
    plain = only(ranked(*rows))
    outlier = only(
        ranked(*rows, scores=scores(*crowd, score("H1", 99.0)), settings=LeadSettings(every=0))
    )
    assert outlier["amount_at_risk"] == plain["amount_at_risk"]
    assert float(outlier["probability"]) > float(plain["probability"])  # type: ignore[arg-type]
    assert outlier["outlier_percentile"] == 99.8  # the first of 201


def test_a_stay_that_stands_out_makes_its_own_finding_likelier() -> None:
    """Within one lead; the provider itself has no reading. The first of 201 stands at 99.8: odds times 2 ** 0.996."""
    crowd = [
        score(f"E{n + 100}", 50.0, subject_kind="encounter", provider_id="H1") for n in range(200)
    ]
    stay = score("E1", 99.0, subject_kind="encounter", provider_id="H1")
    lead = only(ranked(finding("F1", amount_at_risk="1000"), scores=scores(*crowd, stay)))
    assert lead["probability"] == pytest.approx(0.8886, abs=5e-4)


def test_a_finding_on_lines_whose_data_are_in_question_is_less_likely() -> None:
    """Odds 4 to 1 become 2 to 1: two thirds."""
    leads = ranked(
        finding("F1", claim_line_ids=["L1"]),
        finding(
            "Q1",
            "data_quality.mapping",
            claim_line_ids=["L1"],
            amount_at_risk=None,
            fund_at_risk=None,
        ),
        lines=lines(("L1", "E1", "100")),
    )
    lead = leads.filter(pl.col("family") == "unbundling").row(0, named=True)
    assert lead["probability"] == pytest.approx(2 / 3, abs=1e-4)
    assert "data_quality" in told(lead)


def test_an_unknown_amount_is_said_and_not_taken_for_nothing() -> None:
    lead = only(
        ranked(finding("F1", "upcoding.dearer_diagnosis", amount_at_risk=None, fund_at_risk=None))
    )
    assert (lead["amount_at_risk"], lead["expected_recovery"]) == (None, None)
    assert "金额未知" in str(told(lead)["seat_unknown"]["zh"])


def test_a_difference_of_group_payments_stands_on_the_stay_not_on_its_lines() -> None:
    """The stay's payment difference and a doubled line of it are two amounts."""
    leads = ranked(
        finding(
            "F1",
            "upcoding.dearer_diagnosis",
            claim_line_ids=["L1"],
            encounter_ids=["E1"],
            amount_at_risk="900",
        ),
        finding("F2", claim_line_ids=["L1"], amount_at_risk="20"),
        lines=lines(("L1", "E1", "20")),
    )
    assert sum(leads["amount_at_risk"]) == Decimal("920.00")


def test_two_rules_on_one_stay_without_lines_are_the_same_yuan() -> None:
    rows = [
        finding("F1", encounter_ids=["E1"]),
        finding("F2", "unbundling.repeated_line", encounter_ids=["E1"]),
    ]
    assert only(ranked(*rows))["amount_at_risk"] == Decimal("100.00")


def test_two_findings_of_one_rule_on_one_stay_are_two_amounts() -> None:
    rows = [
        finding("F1", encounter_ids=["E1"]),
        finding("F2", encounter_ids=["E1"], amount_at_risk="40"),
    ]
    assert only(ranked(*rows))["amount_at_risk"] == Decimal("140.00")


def test_stays_that_only_overlap_are_different_amounts() -> None:
    rows = [
        finding("F1", encounter_ids=["E1", "E2"]),
        finding("F2", "unbundling.repeated_line", encounter_ids=["E2", "E3"]),
    ]
    assert only(ranked(*rows))["amount_at_risk"] == Decimal("200.00")


def test_persons_and_encounters_behind_lines_are_counted_once() -> None:
    lead = only(
        ranked(
            finding("F1", subject_id="E1", claim_line_ids=["L1"]),
            finding("F2", subject_id="E1", encounter_ids=["E1", "E2"]),
            lines=lines(("L1", "E1", "100")),
            encounters=encounters(("E1", "P1"), ("E2", "P1")),
        )
    )
    assert (lead["persons"], lead["encounters"]) == (1, 2)


def test_a_finding_with_a_verdict_is_left_out_and_said() -> None:
    lead = only(ranked(finding("F1"), finding("F2"), verdicts=verdicts(verdict("F2", "rejected"))))
    assert lead["finding_ids"] == ["F1"]
    assert "settled" in told(lead)


def test_a_finding_whose_evidence_changed_since_its_verdict_comes_back_marked() -> None:
    old = verdict("F1", "rejected", evidence_hash="another")
    lead = only(ranked(finding("F1"), verdicts=verdicts(old)))
    assert "evidence_changed" in told(lead)


def test_an_unclear_verdict_leaves_the_finding_in_its_lead() -> None:
    assert only(ranked(finding("F1"), verdicts=verdicts(verdict("F1", "unclear"))))["findings"] == 1


def test_the_basis_in_force_and_each_step_once() -> None:
    lead = only(ranked(finding("F1"), finding("F2", "unbundling.repeated_line")))
    assert (lead["basis"], lead["next_steps"]) == (["条例38(三)"], ["当日执行记录"])
    assert told(lead)["next_steps"]["value"] == {
        "zh": ["当日执行记录"],
        "en": ["execution record of the day"],
    }


def test_an_outlier_no_rule_explains_gets_a_seat_and_says_what_carried_it() -> None:
    reason = json.dumps([{"kind": "carried", "zh": "药占比 71%", "en": "drug share 71 %"}])
    table = scores(*(score(f"C{n}", 50.0) for n in range(200)), score("H9", 99.0, reasons=reason))
    leads = ranked(finding("F1"), scores=table, settings=LeadSettings(every=20))
    lead = leads.filter(pl.col("family") == "outlier").row(0, named=True)
    assert (lead["subject_id"], lead["findings"], lead["amount_at_risk"]) == ("H9", 0, None)
    assert "药占比 71%" in str(told(lead)["seat_outlier"]["zh"])


def test_an_outlier_that_a_leading_lead_explains_gets_no_second_seat() -> None:
    table = scores(*(score(f"C{n}", 50.0) for n in range(200)), score("H1", 99.0))
    leads = ranked(finding("F1"), scores=table, settings=LeadSettings(every=20))
    assert leads["family"].to_list() == ["unbundling"]


def test_a_lead_that_nobody_will_visit_soon_explains_nothing() -> None:
    """With seats for ten, the first twenty leads are visited soon: H05 is in them, H25 is not."""
    rows = [
        finding(
            f"F{n:02d}",
            provider_id=f"H{n:02d}",
            amount_at_risk=str(60000 - 1000 * n),
            claim_line_ids=[f"L{n}"],
        )
        for n in range(60)
    ]
    crowd = [score(f"C{n}", 50.0) for n in range(200)]
    table = scores(*crowd, score("H05", 99.0), score("H25", 98.0))
    leads = ranked(*rows, scores=table, settings=LeadSettings(every=10))
    assert leads.filter(pl.col("family") == "outlier")["subject_id"].to_list() == ["H25"]


def test_periods_split_leads_where_asked_for() -> None:
    rows = [
        finding("F1", occurred_from=date(2025, 12, 31)),
        finding("F2", occurred_from=date(2026, 1, 1)),
    ]
    assert ranked(*rows).height == 1
    assert ranked(*rows, settings=LeadSettings(period="year", every=0)).height == 2


def test_persons_are_masked_in_titles() -> None:
    lead = only(
        ranked(
            finding(
                "F1", "identity.two_places", subject_kind="person", subject_id="370101199001011234"
            )
        )
    )
    assert "370101199001011234" not in str(lead["title_zh"]) + str(lead["title_en"]) + str(
        lead["reasons"]
    )
    assert "1234" in str(lead["title_zh"])


def test_what_names_a_group_is_masked_and_its_provider_is_named() -> None:
    group = finding(
        "F1", "identity.two_places", subject_kind="group", subject_id="with:990123009886075576"
    )
    title = str(only(ranked(group))["title_zh"])
    assert title == "第一医院 群组：身份核验 · 两地就诊"


def test_equal_input_gives_equal_bytes_in_any_order() -> None:
    rows = [
        finding(
            f"F{n}",
            provider_id=f"H{n % 7}",
            amount_at_risk=str(n * 3 % 11),
            claim_line_ids=[f"L{n % 5}"],
        )
        for n in range(60)
    ]
    table = lines(*((f"L{n}", "E1", "9.99") for n in range(5)))
    one = ranked(*rows, lines=table, settings=LeadSettings(every=20))
    other = ranked(*rows[::-1], lines=table, settings=LeadSettings(every=20))
    assert one.equals(other)


def test_the_total_over_the_list_counts_a_line_of_two_leads_once() -> None:
    leads = ranked(
        finding("F1", claim_line_ids=["L1"], amount_at_risk="100"),
        finding("F2", "overcharging.above_cap", claim_line_ids=["L1"], amount_at_risk="60"),
        lines=lines(("L1", "E1", "100")),
    )
    assert sum(leads["amount_at_risk"]) == Decimal("100.00")


def test_what_would_move_a_lead_names_both_directions() -> None:
    """Suspect, 0.3, worth 7/3 verdicts at one provider: five upheld give 5.7/7.33, none 0.7/7.33."""
    moves = told(only(ranked(finding("F1", "identity.two_places", amount_at_risk="1000"))))["moves"]
    assert "约 777 元" in str(moves["zh"])
    assert "约 95.5 元" in str(moves["zh"])


def test_no_text_for_people_says_fraud() -> None:
    texts = ranked(
        finding("F1"), finding("F2", "identity.two_places", subject_kind="person", subject_id="P1")
    )
    everything = "".join(str(v) for row in texts.iter_rows() for v in row).lower()
    assert "fraud" not in everything
    assert "欺诈" not in everything
    assert "骗" not in everything


def test_a_raised_group_says_that_its_amount_is_no_charge() -> None:
    raised = only(ranked(finding("F1", "upcoding.dearer_diagnosis")))
    unknown = only(ranked(finding("F1", "upcoding.dearer_diagnosis", amount_at_risk=None)))
    charged = only(ranked(finding("F1")))
    assert "payment standards" in str(told(raised)["payment_standards"]["en"])
    assert "payment_standards" not in told(unknown)
    assert "payment_standards" not in told(charged)


def test_the_summary_adds_up_what_the_list_says() -> None:
    """600 yuan of the fund and 200 of unknown parts at 0.3; a third finding has no amount.

    One of five and one verdicts was against the rule of the first: 2/3 of 7/3 and none of one, 0.4667.
    """
    summary = rank_leads(
        known(
            findings(
                finding("F1", amount_at_risk="1000", fund_at_risk="600"),
                finding(
                    "F2",
                    "identity.two_places",
                    amount_at_risk="200",
                    fund_at_risk=None,
                    subject_id="E2",
                ),
                finding("F3", "overcharging.above_cap", amount_at_risk=None, subject_id="E3"),
                finding("F4", "pharmacy.night_burst", subject_id="E4"),
                finding("F5", subject_id="E5", amount_at_risk="70"),
            ),
            verdicts=verdicts(verdict("F5", "rejected"), verdict("F1", "unclear")),
        )
    ).summary
    assert {k: v for k, v in summary.items() if k not in ("ranking_lift", "seats")} == {
        "leads": 3,
        "findings": 3,
        "events": 3,
        "amount_at_risk": "1200.00",
        "fund_at_risk": "600.00",
        "expected_recovery": "340.00",
        "amount_unknown": 1,
        "in_shadow": 1,
        "settled": 1,
        "outliers": 0,
    }


def test_what_a_patient_overpaid_and_what_a_provider_charged_stand_beside_the_lead() -> None:
    """A house in H1 charged 5,000; by the fund the second lead comes first, by the amount the first."""
    houses = pl.DataFrame(
        {
            "provider_id": ["H1"],
            "name": ["一院"],
            "charged": [Decimal(5000)],
            "fund_paid": [Decimal(9)],
        }
    )
    leads = ranked(
        finding("F1", amount_at_risk="1000", fund_at_risk="10", person_at_risk=Decimal(12)),
        finding("F2", provider_id="H2", amount_at_risk="500", subject_id="E2"),
        providers=houses,
    ).select(
        "provider_id",
        "person_at_risk",
        "provider_charged",
        "provider_fund_paid",
        "place_by_fund",
        "place_by_amount",
        "expected_recovery",
        "expected_by_amount",
    )
    assert leads.rows() == [
        ("H2", None, None, None, 1, 2, Decimal("400.00"), Decimal("400.00")),
        # of ten the fund paid it nine
        ("H1", Decimal(12), Decimal(5000), Decimal(9), 2, 1, Decimal("7.20"), Decimal("800.00")),
    ]


def test_without_verdicts_no_evidence_has_changed() -> None:
    assert "evidence_changed" not in told(only(ranked(finding("F1"))))


def test_a_lead_says_whether_models_raised_its_chance_scored_it_or_knew_nothing_of_it() -> None:
    def of_models(*more: dict[str, object]) -> object:
        crowd = [score(f"C{n}", 50.0 + n / 10) for n in range(200)]
        table = scores(*crowd, *more)
        lead = only(
            ranked(finding("F1", amount_at_risk="1"), scores=table, settings=LeadSettings(every=0))
        )
        return told(lead).get("outlier", {}).get("en")

    # above the middle and far from standing out: the rule's 80 % become 84, and the lead says why
    raised = str(of_models(score("H1", 66.05)))
    assert raised.startswith("By the models the providers, persons or stays concerned are more")
    assert "which raises the chance of 1 finding; the amount" in raised
    # a hair above the middle moves nothing that whole percent would show
    assert of_models(score("H1", 60.05)) is None
    assert str(of_models(score("H1", 20.0))).startswith("The models scored the subject and find")
    assert str(of_models()).startswith("No model scored the subject;")
