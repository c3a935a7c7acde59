"""What a lead is about in one line."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from feijian.reports.gist import gists
from feijian.reports.material import Material
from feijian.reports.texts import Speech
from feijian.reports.views import Limits, Viewer


def told(material: Material, lang: str, finding_id: str) -> str:
    """The line of the lead that holds a finding."""
    viewer = Viewer(material, Speech(lang), False, Limits())
    by_lead = gists(viewer, material.leads)
    [lead] = material.leads.filter(pl.col("finding_ids").list.contains(finding_id))["lead_id"]
    return by_lead[lead]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "可疑类 1 个：2026-03-02，37************5678 两地就诊"),
        ("en", "1 suspect: 2026-03-02, two places"),
    ],
)
def test_one_finding_is_told_with_its_day_and_without_the_person(
    material: Material, lang: str, text: str
) -> None:
    findings = material.findings.with_columns(
        pl.lit("suspect").alias("certainty"),
        pl.lit("two places").alias("message_en"),
        pl.date(2026, 3, 2).alias("occurred_from"),
        pl.date(2026, 3, 2).alias("occurred_to"),
    )
    assert told(replace(material, findings=findings), lang, "F3") == text


def test_of_several_the_surer_are_counted_first_and_the_largest_is_told(material: Material) -> None:
    by = {"F1": ("definite", "同日并收"), "F2": ("suspect", "重复")}
    findings = material.findings.filter(pl.col("finding_id").is_in(list(by))).with_columns(
        pl.col("finding_id").replace_strict({k: v[0] for k, v in by.items()}).alias("certainty"),
        pl.col("finding_id").replace_strict({k: v[1] for k, v in by.items()}).alias("message_zh"),
        pl.lit(None, pl.Date).alias("occurred_from"),
        pl.lit(None, pl.Date).alias("occurred_to"),
    )
    lead = material.leads.head(1).with_columns(pl.Series("finding_ids", [["F1", "F2"]]))
    text = told(replace(material, findings=findings, leads=lead), "zh", "F1")
    assert text == "明确违规类 1 个、可疑类 1 个；金额最大的一个：同日并收"


def test_a_day_that_the_message_says_is_not_said_before_it(material: Material) -> None:
    findings = material.findings.with_columns(
        pl.lit("suspect").alias("certainty"),
        pl.lit("2026-03-02 至 2026-03-05 收治 11 人").alias("message_zh"),
        pl.date(2026, 3, 2).alias("occurred_from"),
        pl.date(2026, 3, 5).alias("occurred_to"),
    )
    text = told(replace(material, findings=findings), "zh", "F1")
    assert text.endswith("：2026-03-02 至 2026-03-05 收治 11 人")
