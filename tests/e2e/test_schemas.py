"""The published files have the columns of the design, to the letter and in its order."""

from __future__ import annotations

import json

import polars as pl

from feijian.workspace import Run

COLUMNS = {
    "findings": "finding_id, rule_id, rule_version, family, certainty, subject_kind, subject_id, provider_id,"
    " person_id, practitioner_id, encounter_ids, claim_line_ids, trace_codes, occurred_from, occurred_to,"
    " amount_at_risk, fund_at_risk, message_zh, message_en, evidence_hash, run_id",
    "scores": "model_id, subject_kind, subject_id, provider_id, period_from, period_to, peer_group, peers,"
    " score, rank, percentile, reasons, run_id",
    "leads": "lead_id, rank, subject_kind, subject_id, provider_id, family, title_zh, title_en, period_from,"
    " period_to, findings, persons, encounters, amount_at_risk, fund_at_risk, expected_recovery, probability,"
    " probability_low, probability_high, outlier_percentile, reasons, basis, next_steps, finding_ids, run_id",
    "rules": "rule_id, outcome, judged, found, seconds, detail",
}


def test_the_columns_of_each_file_are_those_of_the_design(county_run: Run) -> None:
    for name, text in COLUMNS.items():
        expected = [c.strip() for c in text.split(",")]
        assert (
            pl.read_parquet(county_run.file(f"{name}.parquet")).columns[: len(expected)] == expected
        ), name


def test_money_is_decimal_and_lists_are_lists(county_run: Run) -> None:
    findings = pl.read_parquet(county_run.file("findings.parquet"))
    money = pl.Decimal(18, 2)
    assert (findings.schema["amount_at_risk"], findings.schema["fund_at_risk"]) == (money, money)
    for column in ("encounter_ids", "claim_line_ids", "trace_codes"):
        assert findings.schema[column] == pl.List(pl.String)
    leads = pl.read_parquet(county_run.file("leads.parquet"))
    assert leads.schema["finding_ids"] == pl.List(pl.String)
    assert leads.schema["expected_recovery"] == money


def test_every_rule_has_one_outcome_and_every_id_is_one_finding(county_run: Run) -> None:
    rules = pl.read_parquet(county_run.file("rules.parquet"))
    assert rules["rule_id"].n_unique() == rules.height
    assert set(rules["outcome"]) <= {"ran", "not applicable", "off"}, rules.filter(
        pl.col("outcome") == "failed"
    )
    findings = pl.read_parquet(county_run.file("findings.parquet"))
    assert findings["finding_id"].n_unique() == findings.height
    assert set(findings["run_id"]) == {county_run.run_id}


def test_a_lead_names_findings_of_its_run_and_ranks_are_one_to_n(county_run: Run) -> None:
    leads = pl.read_parquet(county_run.file("leads.parquet"))
    known = set(pl.read_parquet(county_run.file("findings.parquet"))["finding_id"])
    assert set(leads["finding_ids"].explode().drop_nulls()) <= known
    assert sorted(leads["rank"]) == list(range(1, leads.height + 1))
    for text in leads["reasons"]:
        assert json.loads(text)


def test_every_piece_of_evidence_is_in_the_warehouse(county, county_run: Run) -> None:
    findings = pl.read_parquet(county_run.file("findings.parquet"))
    with county.workspace.reading() as connection:
        for column, query in (
            ("claim_line_ids", "select claim_line_id from canonical.claim_line"),
            ("encounter_ids", "select encounter_id from canonical.encounter"),
            ("trace_codes", "select distinct trace_code from canonical.dispense"),
        ):
            known = {r[0] for r in connection.execute(query).fetchall()}
            assert set(findings[column].explode().drop_nulls()) <= known, column
