"""Findings against a truth of a few lines, answers written out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from feijian.demo.scoring import scored, wrong_findings
from feijian.demo.truth import LOOK_ALIKE_SCHEMA, PLANTED_SCHEMA, Truth

FINDING = {
    "rule_id": pl.String,
    "family": pl.String,
    "subject_kind": pl.String,
    "subject_id": pl.String,
    "claim_line_ids": pl.List(pl.String),
    "encounter_ids": pl.List(pl.String),
    "trace_codes": pl.List(pl.String),
    "occurred_from": pl.Date,
    "occurred_to": pl.Date,
}
JULY = (date(2025, 7, 1), date(2025, 7, 31))


def findings(*rows: tuple[object, ...], when: tuple[date, date] = JULY) -> pl.DataFrame:
    return pl.DataFrame([(*row, *when) for row in rows], schema=FINDING, orient="row")


def occurrence(
    scheme: str,
    family: str,
    kind: str,
    units: list[str],
    related: list[str] | None = None,
    rules: list[str] | None = None,
) -> tuple[object, ...]:
    day = date(2025, 7, 1)
    return (
        scheme,
        family,
        rules or [],
        True,
        "encounter",
        "E1",
        "H1",
        kind,
        units,
        related or [],
        None,
        day,
        day,
    )


def truth(*planted: tuple[object, ...], innocent: tuple[str, list[str]] | None = None) -> Truth:
    alike = [("x", "", "", "H1", *innocent)] if innocent else []
    return Truth(
        Path("delivery"),
        pl.DataFrame(planted, schema=PLANTED_SCHEMA, orient="row"),
        pl.DataFrame(alike, schema=LOOK_ALIKE_SCHEMA, orient="row"),
    )


def test_an_occurrence_is_found_only_when_one_finding_holds_all_its_units() -> None:
    known = truth(occurrence("twice", "unbundling", "claim_line", ["L1", "L2"]))
    half = findings(
        ("unbundling.a", "unbundling", "encounter", "E1", ["L1"], [], []),
        ("unbundling.a", "unbundling", "encounter", "E1", ["L2"], [], []),
    )
    assert scored(half, known).recall["found"].to_list() == [0]
    whole = findings(("unbundling.a", "unbundling", "encounter", "E1", ["L1", "L2", "L3"], [], []))
    assert scored(whole, known).recall["recall"].to_list() == [1.0]


def test_another_family_finds_nothing_unless_its_rule_is_expected() -> None:
    other = findings(("overcharging.cap", "overcharging", "encounter", "E1", ["L1"], [], []))
    assert scored(other, truth(occurrence("a", "unbundling", "claim_line", ["L1"]))).recall[
        "found"
    ].to_list() == [0]
    expected = truth(
        occurrence("a", "unbundling", "claim_line", ["L1"], rules=["overcharging.cap"])
    )
    assert scored(other, expected).recall["found"].to_list() == [1]


def test_a_provider_is_found_by_a_finding_about_him_not_by_one_in_his_house() -> None:
    known = truth(occurrence("night", "pharmacy", "provider", ["P1"], related=["E9"]))
    inside = findings(("pharmacy.b", "pharmacy", "encounter", "E9", [], ["E9"], []))
    assert scored(inside, known).recall["found"].to_list() == [0]
    about = findings(("pharmacy.b", "pharmacy", "provider", "P1", [], [], []))
    assert scored(about, known).recall["found"].to_list() == [1]


def test_a_finding_is_right_when_it_touches_planted_or_related_units_and_wrong_on_a_look_alike() -> (
    None
):
    known = truth(
        occurrence("a", "unbundling", "claim_line", ["L1"], related=["L2"]),
        innocent=("encounter", ["E7"]),
    )
    many = findings(
        ("unbundling.a", "unbundling", "encounter", "E1", ["L1"], [], []),
        ("unbundling.a", "unbundling", "encounter", "E1", ["L2"], [], []),
        ("unbundling.a", "unbundling", "encounter", "E2", ["L5"], [], []),
        ("unbundling.a", "unbundling", "encounter", "E7", ["L1"], ["E7"], []),
    )
    row = scored(many, known).precision.row(0, named=True)
    assert row == {
        "family": "unbundling",
        "findings": 4,
        "right": 2,
        "on_look_alikes": 1,
        "precision": 0.5,
    }
    assert wrong_findings(many, known)["subject_id"].to_list() == ["E2", "E7"]


def test_no_findings_leave_no_family_and_no_recall() -> None:
    score = scored(findings(), truth(occurrence("a", "stock", "provider", ["P1"])))
    assert score.precision.height == 0
    assert score.recall["found"].to_list() == [0]


def test_a_month_that_planted_visits_made_jump_is_right_and_another_month_is_not() -> None:
    village = occurrence("village", "collusion", "encounter", [], [f"M{n}" for n in range(7)])
    factory = occurrence("factory", "collusion", "encounter", [], [f"M{n}" for n in range(10, 15)])
    jump = ("statistics.jump", "statistics", "provider", "H1", [], [], [])
    assert wrong_findings(findings(jump), truth(village, factory)).height == 0
    assert wrong_findings(findings(jump), truth(village)).height == 1
    august = (date(2025, 8, 1), date(2025, 8, 31))
    assert wrong_findings(findings(jump, when=august), truth(village, factory)).height == 1
