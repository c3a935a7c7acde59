"""What ranking is given: findings, scores, verdicts, and what the warehouse knows about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import polars as pl

from feijian.leads import tables
from feijian.leads.labels import Words
from feijian.leads.learning import NOTHING_LEARNED, Learning
from feijian.workspace.sealing import UNSEALED, Seal
from feijian.workspace.settings import LeadSettings


class RuleFacts(Protocol):
    """The part of a rule's header that leads and reports tell."""

    @property
    def id(self) -> str: ...
    @property
    def family(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def certainty(self) -> str: ...
    @property
    def loss(self) -> str: ...
    @property
    def basis(self) -> tuple[str, ...]: ...
    @property
    def title(self) -> str: ...
    @property
    def title_zh(self) -> str: ...
    @property
    def innocent_when(self) -> tuple[str, ...]: ...
    @property
    def innocent_when_zh(self) -> tuple[str, ...]: ...
    @property
    def verify_by(self) -> tuple[str, ...]: ...
    @property
    def verify_by_zh(self) -> tuple[str, ...]: ...
    @property
    def source(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class RankingInputs:
    """Everything ranking reads, as values.

    findings, scores: the run's published tables. verdicts: the standing ones.
    providers:  provider_id, name; charged and fund_paid in the period, refunds taken off; billed: charged,
                or received where a group's payment was more.
    lines:      claim_line_id, encounter_id, amount (covered, refunds taken off) of the evidence lines.
    encounters: encounter_id, person_id of the evidence; charged, fund_paid (by the group where the
                monthly settlement says so), refunds taken off; where a group may be paid more than
                its items cost also own_paid (not reimbursed) and received (by the provider, of both).
    routes:     trace_code, happened_at, provider_id, what (bought, sold, settled, returned) of the evidence.
    legal:      basis_id, valid_from, valid_to (exclusive) of reference.legal_basis.
    as_of:      the day the run judges on; seeds the random draw.
    models:     the titles of the models by id.
    model_steps: what to check on site of each model by id, Chinese and English.
    learned:    what past sanctions and verdicts teach of providers, where adopted.
    """

    findings: pl.DataFrame
    rules: Mapping[str, RuleFacts]
    as_of: date
    run_id: str
    scores: pl.DataFrame = field(default_factory=lambda: tables.nothing(tables.SCORES))
    verdicts: pl.DataFrame = field(default_factory=pl.DataFrame)
    providers: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(
            schema={
                "provider_id": pl.String,
                "name": pl.String,
                "charged": tables.MONEY,
                "fund_paid": tables.MONEY,
            }
        )
    )
    lines: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(
            schema={"claim_line_id": pl.String, "encounter_id": pl.String, "amount": tables.MONEY}
        )
    )
    encounters: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(
            schema={
                "encounter_id": pl.String,
                "person_id": pl.String,
                "charged": tables.MONEY,
                "fund_paid": tables.MONEY,
            }
        )
    )
    routes: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(
            schema={
                "trace_code": pl.String,
                "happened_at": pl.Datetime,
                "provider_id": pl.String,
                "what": pl.String,
            }
        )
    )
    legal: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(
            schema={"basis_id": pl.String, "valid_from": pl.Date, "valid_to": pl.Date}
        )
    )
    settings: LeadSettings = field(default_factory=LeadSettings)
    models: Mapping[str, Words] = field(default_factory=dict)
    model_steps: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    learned: Learning = NOTHING_LEARNED
    seal: Seal = UNSEALED
