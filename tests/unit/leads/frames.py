"""Small findings, scores and verdicts for the tests of leads and reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import polars as pl

from feijian.leads import tables
from feijian.leads.inputs import RankingInputs
from feijian.workspace.settings import LeadSettings

AS_OF = date(2026, 7, 1)


@dataclass(frozen=True)
class RuleFact:
    """The part of a rule's header that leads and reports read."""

    id: str
    certainty: str = "definite"
    status: str = "stable"
    loss: str = "lines"
    version: int = 1
    basis: tuple[str, ...] = ("条例38(三)",)
    title: str = ""
    title_zh: str = ""
    innocent_when: tuple[str, ...] = ("late bookkeeping",)
    innocent_when_zh: tuple[str, ...] = ("补记账",)
    verify_by: tuple[str, ...] = ("execution record of the day",)
    verify_by_zh: tuple[str, ...] = ("当日执行记录",)
    source: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        return self.id.split(".")[0]


RULES = {
    rule.id: rule
    for rule in (
        RuleFact("unbundling.item_pair", title="Items charged together", title_zh="互斥项目同收"),
        RuleFact("unbundling.repeated_line", title="Repeated lines", title_zh="重复明细"),
        RuleFact(
            "overcharging.above_cap",
            title="Charged above the cap",
            title_zh="超频次收费",
            verify_by=("price list",),
            verify_by_zh=("价目表",),
        ),
        RuleFact(
            "upcoding.dearer_diagnosis",
            certainty="suspect",
            loss="group_payment",
            title="Dearer main diagnosis",
            title_zh="主诊断高套",
        ),
        RuleFact(
            "identity.two_places", certainty="suspect", title="Two places", title_zh="两地就诊"
        ),
        RuleFact("data_quality.mapping", certainty="suspect", title="Mapping", title_zh="目录对照"),
        RuleFact(
            "pharmacy.night_burst",
            certainty="suspect",
            status="draft",
            title="Night",
            title_zh="夜间",
        ),
    )
}


def finding(finding_id: str, rule_id: str = "unbundling.item_pair", **given: Any) -> dict[str, Any]:
    """One row of findings.parquet; amounts may be given as text."""
    rule = RULES[rule_id]
    row: dict[str, Any] = {
        "finding_id": finding_id,
        "rule_id": rule_id,
        "rule_version": 1,
        "family": rule.family,
        "certainty": rule.certainty,
        "subject_kind": "encounter",
        "subject_id": "E1",
        "provider_id": "H1",
        "person_id": None,
        "practitioner_id": None,
        "encounter_ids": [],
        "claim_line_ids": [],
        "trace_codes": [],
        "occurred_from": date(2026, 3, 1),
        "occurred_to": date(2026, 3, 1),
        "amount_at_risk": "100.00",
        "fund_at_risk": given.get("amount_at_risk", "100.00"),
        "person_at_risk": None,
        "event_id": None,
        "message_zh": "说明",
        "message_en": "message",
        "evidence_hash": f"hash-{finding_id}",
        "run_id": "r1",
        **given,
    }
    for name in ("amount_at_risk", "fund_at_risk"):
        row[name] = None if row[name] is None else Decimal(row[name])
    return row


def findings(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=tables.FINDINGS)


def score(subject_id: str, percentile: float, **given: Any) -> dict[str, Any]:
    """One row of scores.parquet."""
    return {
        "model_id": "provider.charge_structure",
        "subject_kind": "provider",
        "subject_id": subject_id,
        "provider_id": subject_id,
        "period_from": date(2026, 3, 1),
        "period_to": date(2026, 3, 31),
        "peer_group": "hospital, level 2",
        "peers": 40,
        "score": percentile / 10,
        "rank": 1,
        "percentile": percentile,
        "reasons": "[]",
        "run_id": "r1",
        **given,
    }


def scores(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=tables.SCORES)


def verdict(
    finding_id: str, outcome: str, rule_id: str = "unbundling.item_pair", **given: Any
) -> dict[str, Any]:
    """One standing verdict."""
    return {
        "verdict_id": 1,
        "at": "2026-06-01T09:00:00",
        "who": "inspector",
        "finding_id": finding_id,
        "outcome": outcome,
        "amount_upheld": None,
        "note": "",
        "evidence_hash": f"hash-{finding_id}",
        "rule_id": rule_id,
        "drawn_at_random": False,
        "draw_probability": None,
        "amount_at_risk": None,
        **given,
    }


def verdicts(*rows: dict[str, Any]) -> pl.DataFrame:
    kinds = {
        "verdict_id": pl.Int64,
        "at": pl.String,
        "who": pl.String,
        "finding_id": pl.String,
        "outcome": pl.String,
        "amount_upheld": tables.MONEY,
        "note": pl.String,
        "evidence_hash": pl.String,
        "rule_id": pl.String,
        "drawn_at_random": pl.Boolean,
        "draw_probability": pl.Float64,
        "amount_at_risk": tables.MONEY,
    }
    return pl.DataFrame(list(rows), schema=kinds)


def lines(*rows: tuple[str, str, str]) -> pl.DataFrame:
    """claim_line_id, encounter_id, amount."""
    return pl.DataFrame(
        [(line, encounter, Decimal(amount)) for line, encounter, amount in rows],
        schema={"claim_line_id": pl.String, "encounter_id": pl.String, "amount": tables.MONEY},
        orient="row",
    )


def encounters(*rows: tuple[str, str]) -> pl.DataFrame:
    """encounter_id, person_id."""
    return pl.DataFrame(
        list(rows), schema={"encounter_id": pl.String, "person_id": pl.String}, orient="row"
    )


LEGAL = pl.DataFrame(
    [
        ("条例38(三)", date(2021, 5, 1), None),
        ("实施细则(追溯码)", date(2026, 4, 1), None),
        ("旧办法", date(2000, 1, 1), date(2026, 1, 1)),
    ],
    schema={"basis_id": pl.String, "valid_from": pl.Date, "valid_to": pl.Date},
    orient="row",
)

PROVIDERS = pl.DataFrame(
    [("H1", "第一医院"), ("H2", "第二医院"), ("H3", "第三医院")],
    schema={"provider_id": pl.String, "name": pl.String},
    orient="row",
)


def known(found: pl.DataFrame, **given: Any) -> RankingInputs:
    """What ranking is given, with no seats unless asked for."""
    fixed: dict[str, Any] = {
        "findings": found,
        "rules": RULES,
        "as_of": AS_OF,
        "run_id": "r1",
        "verdicts": verdicts(),
        "providers": PROVIDERS,
        "legal": LEGAL,
        "settings": LeadSettings(every=0),
    }
    return RankingInputs(**{**fixed, **given})


NOON = datetime(2026, 6, 1, 12, 0, 0)
