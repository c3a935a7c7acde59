"""Readings of providers where a learned order was adopted: it takes the place of their own, and of nobody else's."""

from __future__ import annotations

import json

from feijian.leads.labels import Words
from feijian.leads.lead import Support
from feijian.leads.learning import Learning
from feijian.leads.stakes import Supports, supports_of, with_learned
from tests.unit.leads.frames import findings, known, score, scores

REASONS = json.dumps(
    [
        {"kind": "carried", "zh": "药占比 71%", "en": "drug share", "feature": "drug_share"},
        {"kind": "x", "feature": "drug_share", "label_zh": "药占比", "label_en": "drug share"},
        {"kind": "x", "feature": "drug_share", "label_zh": "另称", "label_en": "another name"},
    ]
)
TABLE = scores(score("H1", 60.0, reasons=REASONS), score("H2", 90.0, reasons=None))


def own(kind: str, subject: str) -> Supports:
    support = Support(80.0, "m", kind, "[]", title=Words("m", "m"))
    return {(kind, subject): (support, "H1")}


OTHERS: Supports = {
    **own("person", "P1"),
    **own("encounter", "E1"),
    **own("trace_code", "8"),
    **own("group", "G1"),
}


def test_the_learned_order_stands_for_providers_alone_and_only_above_the_middle() -> None:
    learned = Learning(
        True,
        "later verdicts show a gain",
        percentiles={"H1": 50.1, "H2": 50.0, "H3": 99.0},
        because={
            "H1": (
                ("provider.charge_structure", "drug_share", 2.0),
                ("provider.charge_structure", "unnamed", 1.0),
            )
        },
    )
    found = with_learned(
        {**OTHERS, **own("provider", "H1"), **own("provider", "H2")},
        known(findings(), scores=TABLE, learned=learned),
    )
    assert {k: v for k, v in found.items() if k[0] != "provider"} == OTHERS
    told = {k[1]: (s.percentile, p) for k, (s, p) in found.items() if k[0] == "provider"}
    assert told == {"H1": (50.1, "H1"), "H3": (99.0, "H3")}
    support, _ = found["provider", "H1"]
    assert (support.model_id, support.subject_kind) == ("learned", "provider")
    assert support.title.en == "Learned from past sanctions and verdicts"
    assert [w.en for w in support.told] == [
        "drug share (as at providers found at fault before)",
        "unnamed (as at providers found at fault before)",
    ]
    assert found["provider", "H3"][0].told == ()


def test_where_nothing_was_adopted_everybody_keeps_their_own() -> None:
    its = {**OTHERS, **own("provider", "H1")}
    not_adopted = Learning(False, "no gain", percentiles={"H1": 99.0})
    assert with_learned(its, known(findings(), learned=not_adopted)) == its


def test_a_reading_of_a_model_without_a_title_is_called_by_its_id() -> None:
    found = supports_of(TABLE)
    assert found["provider", "H1"][0].title == Words(
        "provider.charge_structure", "provider.charge_structure"
    )
    assert found["provider", "H1"][0].told == (Words("药占比 71%", "drug share"),)
