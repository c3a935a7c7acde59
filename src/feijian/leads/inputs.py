"""What ranking is given: findings, scores, verdicts, and what the warehouse knows about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import polars as pl

from feijian.errors import Problem, SettingsError
from feijian.leads import tables
from feijian.leads.labels import Words
from feijian.leads.learning import NOTHING_LEARNED, Learning
from feijian.messages import sentence
from feijian.plain import Json
from feijian.workspace.sealing import UNSEALED, Seal


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


PERIODS = ("all", "year", "quarter", "month")
RANK_BY = ("fund", "amount")


@dataclass(frozen=True)
class LeadSettings:
    """[leads] of feijian.toml.

    period: findings of how long become one lead; 'all' is the run's whole period.
    every:  of how many places one each is a seat for a lead of unknown amount, an outlier and
            the random draw; 0 gives no seats.
    rank_by: what orders the list: what the fund would get back where it is known ('fund'), or the
            amount charged in question ('amount').
    """

    period: str = "all"
    every: int = 20
    rank_by: str = "fund"

    @classmethod
    def read(cls, section: Json) -> LeadSettings:
        """Raises SettingsError with everything wrong in the section."""
        where = "feijian.toml [leads]"
        problems = [
            Problem(
                where, sentence("unknown key {name!r}", name=name), "Known: period, every, rank_by."
            )
            for name in sorted(section.keys() - {"period", "every", "rank_by"})
        ]
        period, every = section.get("period", cls.period), section.get("every", cls.every)
        if period not in PERIODS:
            problems.append(
                Problem(
                    where,
                    sentence("unknown period {period!r}", period=period),
                    sentence("One of: {periods}.", periods=", ".join(PERIODS)),
                )
            )
        if isinstance(every, bool) or not isinstance(every, int) or (every != 0 and every < 10):
            problems.append(
                Problem(
                    where,
                    sentence("'every' is {every!r}", every=every),
                    "Give 0 or a whole number from 10.",
                )
            )
        rank_by = section.get("rank_by", cls.rank_by)
        if rank_by not in RANK_BY:
            problems.append(
                Problem(
                    where,
                    sentence("unknown rank_by {rank_by!r}", rank_by=rank_by),
                    sentence("One of: {rank_by}.", rank_by=", ".join(RANK_BY)),
                )
            )
        if problems:
            raise SettingsError(problems)
        return cls(str(period), int(every), str(rank_by))


@dataclass(frozen=True)
class RankingInputs:
    """Everything ranking reads, as values.

    findings, scores: the run's published tables. verdicts: the standing ones.
    providers:  provider_id, name; charged and fund_paid in the period, refunds taken off.
    lines:      claim_line_id, encounter_id, amount (covered, refunds taken off) of the evidence lines.
    encounters: encounter_id, person_id of the evidence; charged and fund_paid, refunds taken off.
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
