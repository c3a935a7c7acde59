"""A small published run on a desk, and somebody of every role."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from argon2 import PasswordHasher

from feijian.leads import tables
from feijian.leads.drawn_charts import LOTS
from feijian.leads.headers import rule_headers
from feijian.leads.inputs import RankingInputs, RuleFacts
from feijian.leads.ranking import rank_leads
from feijian.leads.similar import event_words
from feijian.reports.profile import MEASURES
from feijian.verdicts.store import standing_verdicts
from feijian.workbench import background, prepare
from feijian.workbench.accounts import account_act
from feijian.workbench.desk import Desk, dsn_of
from feijian.workbench.roles import ROLES
from feijian.workbench.store import EventStore
from feijian.workspace import Run, RunRequest, Workspace, begin_run, publish_run
from tests.unit.leads.frames import finding, findings

PASSWORD = "three loud herons"
RULE, OTHER = "unbundling.item_pair", "overcharging.item_freq_cap"
PERSON = "370102199001011234"
QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
"""Hashes made cheap for tests, as only their speed differs."""
HEADERS: dict[str, RuleFacts] = {}


def headers(workspace: Workspace, run: Run) -> dict[str, RuleFacts]:
    """The library's headers, read once for all tests."""
    if not HEADERS:
        HEADERS.update(rule_headers(workspace, run))
    return HEADERS


def row(
    finding_id: str, provider: str, amount: str | None = "100.00", **given: object
) -> dict[str, object]:
    made = finding("F", amount_at_risk=amount, fund_at_risk=amount)
    rule = str(given.pop("rule_id", RULE))
    return {
        **made,
        "finding_id": finding_id,
        "event_id": f"V-{finding_id}",
        "rule_id": rule,
        "family": rule.split(".")[0],
        "provider_id": provider,
        "person_id": PERSON,
        "subject_id": f"E-{finding_id}",
        "claim_line_ids": [f"L-{finding_id}"],
        "evidence_hash": f"hash-{finding_id}",
        "message_zh": f"参保人 {PERSON} 同日两项",
        "message_en": f"person {PERSON}, two items",
        **given,
    }


def publish(workspace: Workspace, *rows: dict[str, object]) -> Run:
    """A run of these findings with what a prepared shelf holds, as the pipeline's steps would write it."""
    run = begin_run(workspace, RunRequest(as_of=date(2026, 7, 1)))
    table = findings(*rows)
    rules = headers(workspace, run)
    verdicts = standing_verdicts(workspace.verdicts)
    asked = RankingInputs(table, rules, date(2026, 7, 1), run.run_id, verdicts=verdicts)
    ranked = rank_leads(asked)
    ranked.leads.write_parquet(run.file("leads.parquet"))
    ranked.events.write_parquet(run.file("events.parquet"))
    table.write_parquet(run.file("findings.parquet"))
    named = [
        (r["finding_id"], "at_risk", "claim_line", k, run.run_id)
        for r in rows
        for k in r["claim_line_ids"]
    ]  # type: ignore[attr-defined]
    pl.DataFrame(named, schema=prepare.EVIDENCE, orient="row").write_parquet(
        run.file("evidence.parquet")
    )
    folder = prepare.folder_of(workspace, run.run_id)
    folder.mkdir(parents=True)
    pl.DataFrame(
        [
            {
                "kind": "claim_line",
                "key": key,
                "provider_id": r["provider_id"],
                "encounter_id": "E1",
                "hospital_no": "ZY1",
                "record_no": "B1",
                "person_id": PERSON,
                "practitioner_id": None,
                "started_at": datetime(2026, 3, 1, 9),
                "ended_at": None,
                "code": "C1",
                "item": "<b>item</b>",
                "department": "外科",
                "quantity": 1.0,
                "unit_price": 150.0,
                "amount": Decimal("150.00"),
            }
            for r in rows
            for key in r["claim_line_ids"]  # type: ignore[attr-defined]
        ],
        schema_overrides={"amount": tables.MONEY},
    ).write_parquet(folder / prepare.ROWS)
    pl.DataFrame(
        [
            {
                "provider_id": p,
                "name": f"医院 {p}",
                "kind": "hospital",
                "level": "3",
                "region_code": region,
                "charged": Decimal("900000.00"),
                "fund_paid": Decimal("600000.00"),
            }
            for p, region in (("H1", "370102"), ("H2", "370202"))
        ]
    ).write_parquet(folder / prepare.PROVIDERS)
    pl.DataFrame(
        [
            {
                "basis_id": "条例38(三)",
                "instrument_zh": "条例",
                "instrument_en": "Regulation",
                "short_title_zh": "重复收费",
                "short_title_en": "repeated charges",
                "article": "38",
                "clause": "三",
                "verified": True,
                "valid_from": date(2021, 5, 1),
                "valid_to": None,
                "if_intent": None,
            }
        ],
        schema_overrides={"valid_to": pl.Date},
    ).write_parquet(folder / prepare.LEGAL)
    pl.DataFrame(
        [(date(2026, 10, 1), "off")], schema={"day": pl.Date, "kind": pl.String}, orient="row"
    ).write_parquet(folder / prepare.DAYS)
    pl.DataFrame(
        [("item", "XA02", "奥美拉唑肠溶胶囊"), ("code", "J18.900", "肺炎")],
        schema=dict.fromkeys(("kind", "code", "name"), pl.String),
        orient="row",
    ).write_parquet(folder / prepare.NAMES)
    _background(folder, table, rows)
    publish_run(workspace, run, {})
    return run


def _background(folder: Path, table: pl.DataFrame, rows: tuple[dict[str, object], ...]) -> None:
    """Two months of stays, seven like providers, and the words of every event."""
    months = [
        {"provider_id": "H1", "month": date(2026, m, 1), "stays": 3, "visits": 40, "sales": 0}
        for m in (2, 3)
    ]
    pl.DataFrame(months).with_columns(
        pl.lit(Decimal("1000.00"), tables.MONEY).alias("charged")
    ).write_parquet(folder / background.MONTHS_FILE)
    pl.DataFrame(
        [
            {
                "provider_id": f"H{n}",
                "kind": "hospital",
                "level": 3,
                "encounters": 10,
                **dict.fromkeys((m.key for m in MEASURES["hospital"]), float(n)),
            }
            for n in range(1, 8)
        ],
        schema_overrides={"level": pl.Int32},
    ).write_parquet(folder / background.PROFILES)
    shared = {
        "lead_id": [],
        "person_id": [],
        "practitioner_id": [],
        "provider_id": [],
    }  # type: dict[str, list[str]]
    pl.DataFrame(shared, schema=dict.fromkeys(shared, pl.String)).write_parquet(
        folder / background.SHARED
    )
    lots = [
        ("H1", f"E{n}", f"病案{n:02}", "inpatient", "2026-03-01", 10.0 + n, 90) for n in range(30)
    ]
    pl.DataFrame(lots, schema=LOTS, orient="row").write_parquet(folder / background.CHARTS)
    words = event_words(table, {str(r["finding_id"]): ["i_C1"] for r in rows})
    pl.DataFrame({"event_id": list(words), "words": list(words.values())}).write_parquet(
        folder / background.WORDS
    )


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Workspace.create(tmp_path_factory.mktemp("bureau") / "ws")
    publish(
        made, row("F1", "H1"), row("F2", "H2", "50.00"), row("F3", "H1", "120.00", rule_id=OTHER)
    )
    return made.root


@pytest.fixture
def workspace(published: Path, tmp_path: Path) -> Workspace:
    shutil.copytree(published, tmp_path / "ws", symlinks=True)
    return Workspace.open(tmp_path / "ws")


@pytest.fixture
def desk(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Everybody's login is their role's name; hashing is made cheap, as only its speed differs."""
    monkeypatch.setattr("feijian.workbench.passwords.HASHER", QUICK)
    monkeypatch.setattr("feijian.workbench.shelf.rule_headers", headers)
    made = Desk(workspace, EventStore(dsn_of(workspace)))
    for role in ROLES:
        made.act("system", lambda role=role: [account_act(made.directory, role, role, PASSWORD)])  # type: ignore[misc]
    second = account_act(made.directory, "second", "leader", PASSWORD, ("3701",), reveal=True)
    made.act("system", lambda: [second])
    return made
