"""Findings become leads: whose lead a finding belongs to, and what a lead is made of.

Every event, and with it each of its findings, belongs to exactly one lead, that of its leading
finding: definite before suspect, more money before less. A finding about a person, a practitioner
or a group belongs to that subject's lead; every other to its provider's lead (to its own subject's
where it names no provider). One lead holds the events of one family within one period.
"""

from __future__ import annotations

import polars as pl

from feijian.leads.content_order import in_content_order
from feijian.workspace.sealing import UNSEALED, Seal

OWN_LEAD = ("person", "practitioner", "group")
KEY = ["lead_kind", "lead_subject", "lead_family", "lead_period"]
HINTS = ("data_quality", "statistics")
"""Families that lead an event only where no other sees it."""


def assigned(findings: pl.DataFrame, period: str, seal: Seal = UNSEALED) -> pl.DataFrame:
    """The findings in the order of their content, with lead_kind, lead_subject, lead_family,
    lead_period, lead_id and order.

    period: all, year, quarter or month of `occurred_from`. A finding of no event is one itself.
    """
    findings = in_content_order(
        findings.with_columns(pl.coalesce("event_id", "finding_id").alias("event_id"))
    )
    leading = (
        findings.sort(
            "event_id",
            pl.col("family").is_in(HINTS),
            pl.col("certainty") != "definite",
            -pl.coalesce("fund_at_risk", "amount_at_risk").fill_null(-1),
            "order",
        )
        .group_by("event_id", maintain_order=True)
        .first()
    )
    own = pl.col("subject_kind").is_in(OWN_LEAD)
    at_provider = ~own & pl.col("provider_id").is_not_null()
    month = pl.col("occurred_from").dt.strftime("%Y-%m")
    quarter = pl.format(
        "{}Q{}", pl.col("occurred_from").dt.year(), pl.col("occurred_from").dt.quarter()
    )
    within = {
        "all": pl.lit("all"),
        "year": pl.col("occurred_from").dt.year().cast(pl.String),
        "quarter": quarter,
        "month": month,
    }[period]
    keyed = leading.select(
        "event_id",
        pl.when(at_provider).then(pl.lit("provider")).otherwise("subject_kind").alias("lead_kind"),
        pl.when(at_provider).then("provider_id").otherwise("subject_id").alias("lead_subject"),
        pl.col("family").alias("lead_family"),
        within.fill_null("undated").alias("lead_period"),
    )
    ids = keyed.select(KEY).unique().sort(KEY)
    ids = ids.with_columns(
        pl.Series(
            "lead_id",
            [lead_id(k, s, f, p, seal) for k, s, f, p in ids.iter_rows()],
            dtype=pl.String,
        )
    )
    events = keyed.join(ids, on=KEY, how="left", nulls_equal=True)
    return findings.join(events, on="event_id", how="left").sort("order")


def lead_id(kind: str, subject: str | None, family: str, period: str, seal: Seal) -> str:
    """The same subject, family and period keep their id from run to run."""
    return "L" + seal.id(kind, subject, family, period, length=12)


def bundled(findings: pl.DataFrame) -> pl.DataFrame:
    """One row per lead of `assigned` findings, without amounts and evidence counts.

    provider_id is the provider with the most amount at risk in it (then most findings, then id).
    """
    of_provider = (
        findings.filter(pl.col("provider_id").is_not_null())
        .group_by("lead_id", "provider_id")
        .agg(pl.col("amount_at_risk").sum().alias("amount"), pl.len().alias("findings"))
        .sort("lead_id", -pl.col("amount"), -pl.col("findings").cast(pl.Int64), "provider_id")
        .group_by("lead_id", maintain_order=True)
        .agg(pl.col("provider_id").first(), pl.len().alias("providers"))
    )
    leads = findings.group_by("lead_id", *KEY).agg(
        pl.col("occurred_from").min().alias("period_from"),
        pl.max_horizontal("occurred_from", "occurred_to").max().alias("period_to"),
        pl.len().cast(pl.Int64).alias("findings"),
        pl.col("event_id").n_unique().cast(pl.Int64).alias("events"),
        pl.col("finding_id").sort().alias("finding_ids"),
        pl.col("order").min(),
    )
    return leads.join(of_provider, on="lead_id", how="left").sort("lead_id")


def evidence_counts(
    findings: pl.DataFrame, lines: pl.DataFrame, encounters: pl.DataFrame
) -> pl.DataFrame:
    """Distinct encounters and persons behind each lead: lead_id, encounters, persons.

    Named by a finding, or behind a claim line it names.
    """
    stays = (
        findings.select("lead_id", pl.col("encounter_ids").alias("encounter_id"))
        .explode("encounter_id")
        .drop_nulls()
    )
    about = findings.filter(pl.col("subject_kind") == "encounter").select(
        "lead_id", pl.col("subject_id").alias("encounter_id")
    )
    charged = (
        findings.select("lead_id", pl.col("claim_line_ids").alias("claim_line_id"))
        .explode("claim_line_id")
        .drop_nulls()
        .join(lines, on="claim_line_id")
        .select("lead_id", "encounter_id")
    )
    seen = pl.concat([stays, about, charged]).drop_nulls().unique()
    persons = pl.concat(
        [
            findings.select("lead_id", "person_id"),
            findings.filter(pl.col("lead_kind") == "person").select(
                "lead_id", pl.col("lead_subject").alias("person_id")
            ),
            seen.join(encounters, on="encounter_id").select("lead_id", "person_id"),
        ]
    ).drop_nulls()
    return (
        findings.select("lead_id")
        .unique()
        .join(seen.group_by("lead_id").agg(pl.len().alias("encounters")), on="lead_id", how="left")
        .join(
            persons.unique().group_by("lead_id").agg(pl.len().alias("persons")),
            on="lead_id",
            how="left",
        )
        .with_columns(pl.col("encounters", "persons").fill_null(0).cast(pl.Int64))
        .sort("lead_id")
    )
