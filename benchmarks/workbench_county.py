"""A published run of any size for the workbench's measurements: findings, leads, a prepared shelf, people."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl

from feijian.leads import tables
from feijian.leads.drawn_charts import LOTS
from feijian.leads.headers import rule_headers
from feijian.leads.inputs import RankingInputs
from feijian.leads.ranking import rank_leads
from feijian.leads.similar import event_words
from feijian.reports.profile import MEASURES
from feijian.verdicts.store import standing_verdicts
from feijian.workbench import background, prepare, tokens
from feijian.workbench.accounts import account_act, now
from feijian.workbench.desk import Desk, dsn_of
from feijian.workbench.store import EventStore
from feijian.workspace import RunRequest, Workspace, begin_run, publish_run

PASSWORD = "three loud herons"
PROVIDERS, AN_EVENT = 500, 2
"""Findings of one event, so that 100,000 findings are 50,000 cases."""


def published(folder: Path, findings: int) -> Workspace:
    """A workspace with one run of so many findings at 500 providers, by the product's own ranking."""
    workspace = Workspace.create(folder)
    run = begin_run(workspace, RunRequest(as_of=date(2026, 7, 1)))
    rules = rule_headers(workspace, run)
    names = sorted(rules)[:40]
    place = pl.int_range(findings, eager=True)
    event = place // AN_EVENT
    first = date(2026, 1, 1)
    columns = {
        "finding_id": [f"F{n:07}" for n in place],
        "event_id": [f"V{n:07}" for n in event],
        "rule_id": [names[n % len(names)] for n in place],
        "family": [names[n % len(names)].split(".")[0] for n in place],
        "certainty": ["suspect"] * findings,
        "provider_id": [f"H{n % PROVIDERS:03}" for n in event],
        "person_id": [f"P{n % 20_000}" for n in event],
        "subject_kind": ["encounter"] * findings,
        "subject_id": [f"E{n}" for n in event],
        "occurred_from": [first + timedelta(days=n % 180) for n in event],
        "occurred_to": [first + timedelta(days=n % 180) for n in event],
        "amount_at_risk": [Decimal(50 + n * 37 % 4000) for n in place],
        "fund_at_risk": [Decimal(30 + n * 37 % 2400) for n in place],
        "claim_line_ids": [[f"L{n}"] for n in place],
        "evidence_hash": [f"h{n}" for n in place],
        "message_zh": ["同日两项"] * findings,
        "message_en": ["two items on a day"] * findings,
    }
    table = _whole(columns)
    verdicts = standing_verdicts(workspace.verdicts)
    ranked = rank_leads(
        RankingInputs(table, rules, date(2026, 7, 1), run.run_id, verdicts=verdicts)
    )
    ranked.leads.write_parquet(run.file("leads.parquet"))
    ranked.events.write_parquet(run.file("events.parquet"))
    table.write_parquet(run.file("findings.parquet"))
    _shelf(workspace, run.run_id, run.file("evidence.parquet"), table)
    publish_run(workspace, run, {})
    return workspace


def _whole(columns: dict[str, list[object]]) -> pl.DataFrame:
    """The columns given with every other one of the table empty, in its types."""
    size = len(columns["finding_id"])
    made = {
        name: pl.Series(name, columns.get(name, [None] * size), dtype=dtype, strict=False)
        for name, dtype in tables.FINDINGS.items()
    }
    empty_lists = [
        pl.col(n).fill_null([]) for n, d in tables.FINDINGS.items() if d == pl.List(pl.String)
    ]
    return pl.DataFrame(made).with_columns(empty_lists)


def _shelf(workspace: Workspace, run_id: str, evidence: Path, table: pl.DataFrame) -> None:
    lines = table.select(
        "finding_id", pl.col("claim_line_ids").explode().alias("key"), "provider_id", "person_id"
    )
    lines.select(
        "finding_id",
        pl.lit("at_risk").alias("role"),
        pl.lit("claim_line").alias("table"),
        "key",
        pl.lit(run_id).alias("run_id"),
    ).cast(prepare.EVIDENCE).write_parquet(evidence)
    folder = prepare.folder_of(workspace, run_id)
    folder.mkdir(parents=True)
    text, stamp = pl.lit(None, pl.String), pl.lit(datetime(2026, 3, 1, 9))
    lines.select(
        pl.lit("claim_line").alias("kind"),
        "key",
        "provider_id",
        pl.lit("E1").alias("encounter_id"),
        pl.lit("ZY1").alias("hospital_no"),
        pl.lit("B1").alias("record_no"),
        "person_id",
        text.alias("practitioner_id"),
        stamp.alias("started_at"),
        pl.lit(None, pl.Datetime("us")).alias("ended_at"),
        pl.lit("C1").alias("code"),
        pl.lit("项目").alias("item"),
        pl.lit("外科").alias("department"),
        pl.lit(1.0).alias("quantity"),
        pl.lit(5000.0).alias("unit_price"),
        pl.lit(Decimal("5000.00"), tables.MONEY).alias("amount"),
    ).write_parquet(folder / prepare.ROWS)
    money = pl.lit(Decimal("900000.00"), tables.MONEY)
    pl.DataFrame({"provider_id": [f"H{n:03}" for n in range(PROVIDERS)]}).select(
        "provider_id",
        ("医院 " + pl.col("provider_id")).alias("name"),
        pl.lit("hospital").alias("kind"),
        pl.lit("3").alias("level"),
        pl.lit("370102").alias("region_code"),
        money.alias("charged"),
        money.alias("fund_paid"),
    ).write_parquet(folder / prepare.PROVIDERS)
    legal = dict.fromkeys(
        (
            "basis_id",
            "instrument_zh",
            "instrument_en",
            "short_title_zh",
            "short_title_en",
            "article",
            "clause",
            "if_intent",
        ),
        pl.String,
    )
    pl.DataFrame(
        schema={**legal, "verified": pl.Boolean, "valid_from": pl.Date, "valid_to": pl.Date}
    ).write_parquet(folder / prepare.LEGAL)
    pl.DataFrame(
        [(date(2026, 10, 1), "off")], schema={"day": pl.Date, "kind": pl.String}, orient="row"
    ).write_parquet(folder / prepare.DAYS)
    called = dict.fromkeys(("kind", "code", "name"), pl.String)
    pl.DataFrame(schema=called).write_parquet(folder / prepare.NAMES)
    _background(folder, table)


def _background(folder: Path, table: pl.DataFrame) -> None:
    """A year of every provider, its measures beside the others', and the words of every event."""
    providers = pl.DataFrame({"provider_id": [f"H{n:03}" for n in range(PROVIDERS)]})
    months = pl.DataFrame({"month": [date(2026, m, 1) for m in range(1, 13)]})
    providers.join(months, how="cross").with_columns(
        *(pl.lit(n, pl.Int64).alias(k) for k, n in (("stays", 90), ("visits", 900), ("sales", 5))),
        pl.lit(Decimal("75000.00"), tables.MONEY).alias("charged"),
    ).write_parquet(folder / background.MONTHS_FILE)
    providers.with_row_index("n").select(
        "provider_id",
        pl.lit("hospital").alias("kind"),
        pl.lit(3, pl.Int32).alias("level"),
        pl.lit(900).alias("encounters"),
        *(pl.col("n").cast(pl.Float64).alias(m.key) for m in MEASURES["hospital"]),
    ).write_parquet(folder / background.PROFILES)
    names = ("lead_id", "person_id", "practitioner_id", "provider_id")
    pl.DataFrame(schema=dict.fromkeys(names, pl.String)).write_parquet(folder / background.SHARED)
    pl.DataFrame(schema=LOTS).write_parquet(folder / background.CHARTS)
    words = event_words(table, {})
    pl.DataFrame({"event_id": list(words), "words": list(words.values())}).write_parquet(
        folder / background.WORDS
    )


def staffed(workspace: Workspace, people: int) -> tuple[Desk, dict[str, str]]:
    """So many inspectors on a desk, each with a token: (desk, token by login)."""
    desk = Desk(workspace, EventStore(dsn_of(workspace)))
    held = {f"officer{n:02}": tokens.fresh() for n in range(people)}
    for login, text in held.items():
        account = [account_act(desk.directory, login, "inspector", PASSWORD)]
        desk.act("system", account.copy)
        made = [tokens.make(desk.tokens, login, "load", "1", text, now())]
        desk.act(login, made.copy)
    return desk, held
