"""The published tables that leads read and write, column by column."""

from __future__ import annotations

import polars as pl

MONEY = pl.Decimal(18, 2)
TEXTS = pl.List(pl.String)

FINDINGS: dict[str, pl.DataType | type[pl.DataType]] = {
    "finding_id": pl.String,
    "rule_id": pl.String,
    "rule_version": pl.Int64,
    "family": pl.String,
    "certainty": pl.String,
    "subject_kind": pl.String,
    "subject_id": pl.String,
    "provider_id": pl.String,
    "person_id": pl.String,
    "practitioner_id": pl.String,
    "encounter_ids": TEXTS,
    "claim_line_ids": TEXTS,
    "trace_codes": TEXTS,
    "occurred_from": pl.Date,
    "occurred_to": pl.Date,
    "amount_at_risk": MONEY,
    "fund_at_risk": MONEY,
    "message_zh": pl.String,
    "message_en": pl.String,
    "evidence_hash": pl.String,
    "run_id": pl.String,
    "person_at_risk": MONEY,
    "event_id": pl.String,
}

SCORES: dict[str, pl.DataType | type[pl.DataType]] = {
    "model_id": pl.String,
    "subject_kind": pl.String,
    "subject_id": pl.String,
    "provider_id": pl.String,
    "period_from": pl.Date,
    "period_to": pl.Date,
    "peer_group": pl.String,
    "peers": pl.Int64,
    "score": pl.Float64,
    "rank": pl.Int64,
    "percentile": pl.Float64,
    "reasons": pl.String,
    "run_id": pl.String,
}

LEADS: dict[str, pl.DataType | type[pl.DataType]] = {
    "lead_id": pl.String,
    "rank": pl.Int64,
    "subject_kind": pl.String,
    "subject_id": pl.String,
    "provider_id": pl.String,
    "family": pl.String,
    "title_zh": pl.String,
    "title_en": pl.String,
    "period_from": pl.Date,
    "period_to": pl.Date,
    "findings": pl.Int64,
    "persons": pl.Int64,
    "encounters": pl.Int64,
    "amount_at_risk": MONEY,
    "fund_at_risk": MONEY,
    "expected_recovery": MONEY,
    "probability": pl.Float64,
    "probability_low": pl.Float64,
    "probability_high": pl.Float64,
    "outlier_percentile": pl.Float64,
    "reasons": pl.String,
    "basis": TEXTS,
    "next_steps": TEXTS,
    "finding_ids": TEXTS,
    "run_id": pl.String,
    "events": pl.Int64,
    "person_at_risk": MONEY,
    "expected_by_amount": MONEY,
    "place_by_fund": pl.Int64,
    "place_by_amount": pl.Int64,
    "provider_charged": MONEY,
    "provider_fund_paid": MONEY,
}


EVENTS: dict[str, pl.DataType | type[pl.DataType]] = {
    "event_id": pl.String,
    "lead_id": pl.String,
    "subject_kind": pl.String,
    "subject_id": pl.String,
    "provider_id": pl.String,
    "finding_ids": TEXTS,
    "encounter_ids": TEXTS,
    "claim_line_ids": TEXTS,
    "occurred_from": pl.Date,
    "occurred_to": pl.Date,
    "amount_at_risk": MONEY,
    "fund_at_risk": MONEY,
    "person_at_risk": MONEY,
    "probability": pl.Float64,
    "run_id": pl.String,
    "rule_ids": TEXTS,
    "trace_codes": TEXTS,
    "expected_recovery": MONEY,
    "route": pl.String,
}


def shaped(frame: pl.DataFrame, schema: dict[str, pl.DataType | type[pl.DataType]]) -> pl.DataFrame:
    """The columns of `schema`, in its order and types; a column the frame lacks is null."""
    present = set(frame.columns)
    return frame.select(
        (pl.col(name) if name in present else pl.lit(None)).cast(kind).alias(name)
        for name, kind in schema.items()
    )


def nothing(schema: dict[str, pl.DataType | type[pl.DataType]]) -> pl.DataFrame:
    """An empty table of the given shape."""
    return pl.DataFrame(schema=schema)
