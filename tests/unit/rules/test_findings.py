"""Findings keep their ids over reruns, tell when their evidence changed, and never double."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from feijian.contracts import read_content
from feijian.rules import read_rules
from feijian.rules.findings import finding_rows
from feijian.rules.header import EvidenceColumn


@pytest.fixture
def rule(library):
    content = read_content([library()])
    return read_rules(
        content.library, content.catalogue, content.derived, only={"overcharging.dear"}
    ).rules[0]


def row(**changes):
    return {
        "subject_id": "E1",
        "provider_id": "H1",
        "claim_line_id": "L1",
        "amount": Decimal("10.50"),
        "amount_at_risk": Decimal("10.50"),
        "claim_line_ids": ["L1"],
        "encounter_ids": ["E1"],
        "occurred_from": datetime(2025, 7, 1, 9, 30),
        "occurred_to": datetime(2025, 7, 1, 9, 30),
        **changes,
    }


def test_a_row_becomes_a_finding_in_both_languages(rule) -> None:
    (finding,) = finding_rows(rule, [row()], {"floor": 10})
    assert finding["message_zh"] == "10.50 元，超过 10"
    assert finding["message_en"] == "10.50 yuan, more than 10"
    assert finding["occurred_from"] == date(2025, 7, 1)
    assert finding["scope_keys"] == ["E1"]
    assert (finding["family"], finding["subject_kind"], finding["trace_codes"]) == (
        "overcharging",
        "encounter",
        [],
    )


def test_the_id_follows_subject_and_identity_and_the_hash_the_evidence(rule) -> None:
    (one,) = finding_rows(rule, [row()], {"floor": 10})
    (dearer,) = finding_rows(rule, [row(amount_at_risk=Decimal("11.00"))], {"floor": 10})
    (other,) = finding_rows(rule, [row(claim_line_id="L2")], {"floor": 10})
    assert one["finding_id"] == dearer["finding_id"] != other["finding_id"]
    assert one["evidence_hash"] != dearer["evidence_hash"]


def test_evidence_is_sorted_and_without_repeats(rule) -> None:
    (finding,) = finding_rows(rule, [row(claim_line_ids=["L3", "L1", "L3", None])], {"floor": 10})
    assert finding["claim_line_ids"] == ["L1", "L3"]


def test_two_rows_of_one_identity_are_an_error_of_the_rule(rule) -> None:
    with pytest.raises(ValueError, match="two rows are one finding"):
        finding_rows(rule, [row(), row(amount=Decimal("20"))], {"floor": 10})


def test_an_unknown_amount_stays_unknown(rule) -> None:
    (finding,) = finding_rows(rule, [row(amount_at_risk=None, amount=None)], {"floor": 10})
    assert finding["amount_at_risk"] is None
    assert finding["message_zh"] == "— 元，超过 10"


def test_a_row_may_lower_the_certainty_and_never_raise_it(rule) -> None:
    definite = replace(rule, certainty="definite")
    (lowered,) = finding_rows(definite, [row(certainty="suspect")], {"floor": 10})
    (kept,) = finding_rows(definite, [row(certainty=None)], {"floor": 10})
    assert (lowered["certainty"], kept["certainty"]) == ("suspect", "definite")
    with pytest.raises(ValueError, match="may only lower it"):
        finding_rows(rule, [row(certainty="definite")], {"floor": 10})


def test_the_other_side_is_kept_with_role_table_and_key(rule) -> None:
    told = replace(
        rule,
        evidence=(
            EvidenceColumn("kept", "claim_line", "kept_line_ids"),
            EvidenceColumn("context", "encounter", "other_stay"),
            EvidenceColumn("excuse", "claim", "refund"),
        ),
    )
    given = row(kept_line_ids=["L9", None, "L8", "L9"], other_stay="E9", refund=None)
    (finding,) = finding_rows(told, [given], {"floor": 10})
    assert finding["evidence"] == [
        "kept\tclaim_line\tL8",
        "kept\tclaim_line\tL9",
        "context\tencounter\tE9",
    ]


@pytest.mark.parametrize(
    ("scope", "keys"),
    [
        ("encounter", ["E1"]),
        ("provider", ["H1"]),
        ("person", []),
        ("trace_code", ["T1", "T2"]),
        ("all", []),
    ],
)
def test_the_keys_that_decide_a_finding_are_those_of_its_scope(rule, scope, keys) -> None:
    given = row(trace_codes=["T2", "T1"], person_id=None)
    (finding,) = finding_rows(replace(rule, scope=scope), [given], {"floor": 10})
    assert finding["scope_keys"] == keys


def test_ids_and_hashes_have_thirty_two_digits(rule) -> None:
    (finding,) = finding_rows(rule, [row()], {"floor": 10})
    assert [len(finding[k]) for k in ("finding_id", "evidence_hash")] == [32, 32]
