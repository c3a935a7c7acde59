"""A lead while it is being made: the numbers of which titles and reasons are told."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from feijian.leads.amounts import Total
from feijian.leads.labels import Words
from feijian.leads.placement import INDICATORS, LeadStanding
from feijian.leads.posterior import Chance


@dataclass(frozen=True)
class RulePart:
    """One rule's share of a lead: findings, yuan as the rule itself counts them, and its chance.

    loss: what the amount is, as in the rule's header: charged lines, a claim, a group's payment.
    """

    rule_id: str
    title_zh: str
    title_en: str
    certainty: str
    findings: int
    amount: Decimal
    loss: str
    chance: Chance


NO_TITLE = Words("", "")
MOST_TOLD = 3
"""So many of a reading's reasons are told."""


@dataclass(frozen=True)
class Support:
    """The strongest outlier reading of a lead's subject; percentile 0..100.

    reasons: the score's own (json), read where they are told; said: sentences in their place. title: the model's.
    """

    percentile: float
    model_id: str
    subject_kind: str
    reasons: str | None = None
    said: tuple[Words, ...] = ()
    title: Words = NO_TITLE

    @property
    def told(self) -> tuple[Words, ...]:
        """What carried it, in the model's own sentences, the strongest first."""
        carried = [
            r for r in json.loads(self.reasons or "[]") if r.get("kind", "carried") == "carried"
        ]
        return self.said or tuple(Words(r["zh"], r["en"]) for r in carried[:MOST_TOLD])


@dataclass
class Sketch:
    """One lead.

    chance: share of the money that ranks which is expected to be upheld (of the findings, where no
            amount is known) with its interval. likely: number of findings expected to be upheld.
    settled: findings left out because they have a verdict; changed: with a verdict, but other
            evidence since; doubtful: resting on lines whose data are in question.
    scored: whether a model scored its subject or provider, wherever that stands; lifted: findings whose
            chance outlier readings raised.
    by_chance, agreement: of an outlier, the share of the model's list down to it that is expected to be
            there by chance, and the share of the other detectors that find it remarkable too.
    order:  the place by content of its first finding, which decides between equals.
    """

    lead_id: str
    kind: str
    subject: str
    family: str
    provider_id: str | None
    provider_name: str
    providers: int
    period_from: date | None
    period_to: date | None
    finding_ids: list[str]
    parts: list[RulePart]
    total: Total
    chance: tuple[float, float, float]
    likely: float
    events: int = 0
    encounters: int = 0
    persons: int = 0
    support: Support | None = None
    settled: int = 0
    changed: int = 0
    doubtful: int = 0
    scored: bool = False
    lifted: int = 0
    basis: tuple[str, ...] = ()
    steps_zh: tuple[str, ...] = ()
    steps_en: tuple[str, ...] = ()
    by_chance: float | None = None
    agreement: float | None = None
    rank_by: str = "fund"
    order: int = 0

    @property
    def amount(self) -> Decimal | None:
        return self.total.amount if self.total.known else None

    @property
    def expected(self) -> list[Decimal]:
        """Expected recovery with its interval, of the money that ranks."""
        return self.total.expected_amount if self.rank_by == "amount" else self.total.expected

    @property
    def worth(self) -> Decimal:
        """The money that ranks: what the fund would get back, or the amount at risk."""
        return self.total.amount if self.rank_by == "amount" else self.total.worth

    @property
    def standing(self) -> LeadStanding:
        return LeadStanding(
            self.lead_id,
            self.expected[0],
            self.worth if self.total.known else None,
            len(self.finding_ids),
            self.likely,
            self.family in INDICATORS,
            self.order,
        )
