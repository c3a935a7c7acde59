"""What rules say of a raw county: findings as findings.parquet has them, and which a visit upholds.

Twelve rules. Each finds something everywhere, in proportion to business: mistakes and innocent
cases, of which a visit upholds a share that is the rule's own. Some honest hospitals have a habit
that a suspect rule takes for more, and bring it a heap of findings. Three rules also find most of
the schemes of `schemes.KNOWN`. Nothing finds a scheme of `schemes.UNKNOWN`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import polars as pl

from benchmarks.county import FIRST_DAY, County
from feijian.leads import tables
from feijian.leads.inputs import RankingInputs
from feijian.leads.posterior import PRIORS
from feijian.verdicts.store import COLUMNS
from feijian.workspace.settings import LeadSettings

HABITS, HEAP = 0.06, (5.0, 40.0)
"""Share of hospitals with a habit, and how many times more it makes its rule find there."""
SEEN = 0.8
"""Share of a known scheme's encounters that its rule finds."""
TRUE_OF_SCHEME = 0.95
AS_OF = date(2026, 12, 31)


@dataclass(frozen=True)
class Rule:
    """The part of a rule's header that leads read. rate: findings per thousand encounters."""

    id: str
    certainty: str
    rate: float
    lines: int
    status: str = "stable"
    loss: str = "lines"
    basis: tuple[str, ...] = ()
    innocent_when: tuple[str, ...] = ()
    innocent_when_zh: tuple[str, ...] = ()
    verify_by: tuple[str, ...] = ()
    verify_by_zh: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        return self.id.split(".")[0]

    @property
    def title(self) -> str:
        return self.id

    title_zh = title


RULES = {
    rule.id: rule
    for rule in (
        Rule("unbundling.repeated_line", "definite", 0.8, 1),
        Rule("overcharging.above_cap", "definite", 0.8, 1),
        Rule("restricted_use.sex", "definite", 0.3, 1),
        Rule("restricted_use.age", "definite", 0.4, 1),
        Rule("traceability.repeated_code", "definite", 0.4, 1),
        Rule("bed_padding.absent", "suspect", 0.6, 2),
        Rule("upcoding.dearer", "suspect", 0.6, 4),
        Rule("readmission.early", "suspect", 0.8, 4),
        Rule("overtreatment.needless", "suspect", 1.0, 3),
        Rule("prescribing.overlong", "suspect", 0.8, 2),
        Rule("identity.two_places", "suspect", 0.3, 3),
        Rule("practitioner.overload", "suspect", 0.4, 3),
    )
}
OF_SCHEME = {
    "repeated_lines": "unbundling.repeated_line",
    "treatments_over_the_cap": "overcharging.above_cap",
    "beds_of_the_absent": "bed_padding.absent",
}


def right_priors() -> dict[str, float]:
    """Each rule upheld as often as its certainty says."""
    means = {name: alpha / (alpha + beta) for name, (alpha, beta) in PRIORS.items()}
    return {r.id: means[r.certainty] for r in RULES.values()}


def wrong_priors() -> dict[str, float]:
    """Each off by a factor of two: halved, or doubled where that is still a share."""
    found = {}
    for place, (rule_id, share) in enumerate(right_priors().items()):
        found[rule_id] = share / 2 if share > 0.5 or place % 2 else share * 2
    return found


@dataclass(frozen=True)
class Judged:
    """Findings and, by finding, what a visit would uphold in yuan (0 where rejected)."""

    findings: pl.DataFrame
    upheld: dict[str, Decimal] = field(default_factory=dict)


def judged(
    seed: int,
    county: County,
    names: dict[int, str],
    wrong: dict[int, pl.DataFrame],
    shares: dict[str, float],
    times: float = 1.0,
    heaps_are_whole: bool = False,
) -> Judged:
    """All findings of a county.

    shares: of each rule's ordinary findings, those upheld. times: as many ordinary findings.
    heaps_are_whole: every rule has heaps, and a heap is upheld as a whole or not at all (a scheme
    or a habit), its rule's share being the chance of it; else finding by finding.
    """
    rng = np.random.default_rng([seed, 3])
    rows: list[tuple[object, ...]] = []
    upheld: dict[str, Decimal] = {}
    day = dict(county.encounters.select("encounter", "day").iter_rows())
    for rule in RULES.values():
        rate = np.full(county.providers.height, times * rule.rate / 1000)
        heaped = rng.random(rate.size) < HABITS
        heaped &= heaps_are_whole or rule.certainty == "suspect"
        rate *= np.where(heaped, rng.uniform(*HEAP, rate.size), 1.0)
        whole = rng.random(rate.size) < shares[rule.id]
        provider = county.encounters["provider"].to_numpy()
        its = county.encounters.filter(pl.Series(rng.random(provider.size) < rate[provider]))
        lines = _lines_of(rng, county, its, rule.lines)
        for hospital, encounter, cents in lines:
            units = [f"{rule.family}-{encounter}"]
            _add(
                rows,
                upheld,
                rule,
                hospital,
                encounter,
                cents,
                units,
                day[encounter],
                bool(
                    whole[hospital]
                    if heaped[hospital] and heaps_are_whole
                    else rng.random() < shares[rule.id]
                ),
            )
    for hospital, name in sorted(names.items()):
        if name not in OF_SCHEME:
            continue
        rule = RULES[OF_SCHEME[name]]
        cases = wrong[hospital].group_by("encounter").agg(pl.col("cents").sum()).sort("encounter")
        for encounter, cents in cases.iter_rows():
            if rng.random() < SEEN:
                _add(
                    rows,
                    upheld,
                    rule,
                    hospital,
                    encounter,
                    cents,
                    [f"w-{encounter}"],
                    day[encounter],
                    bool(rng.random() < TRUE_OF_SCHEME),
                )
    frame = pl.DataFrame(rows, schema=tables.FINDINGS, orient="row").unique(
        "finding_id", keep="first"
    )
    return Judged(frame.sort("finding_id"), upheld)


def _lines_of(
    rng: np.random.Generator, county: County, its: pl.DataFrame, most: int
) -> list[tuple[int, int, int]]:
    lines = county.lines.join(its.select("encounter", "provider"), on="encounter")
    lines = lines.with_columns(pl.Series("lot", rng.random(lines.height)))
    kept = lines.filter(pl.col("lot").rank("ordinal").over("encounter") <= most)
    sums = kept.group_by("provider", "encounter").agg(pl.col("cents").sum()).sort("encounter")
    return list(sums.iter_rows())


def _add(
    rows: list[tuple[object, ...]],
    upheld: dict[str, Decimal],
    rule: Rule,
    provider: int,
    encounter: int,
    cents: int,
    units: list[str],
    day: int,
    right: bool,
) -> None:
    finding_id = f"F-{rule.id}-{encounter}-{units[0][0]}"
    when = FIRST_DAY + timedelta(days=day)
    amount = Decimal(cents) / 100
    upheld[finding_id] = amount if right else Decimal(0)
    rows.append(
        (
            finding_id,
            rule.id,
            1,
            rule.family,
            rule.certainty,
            "encounter",
            f"E{encounter}",
            f"H{provider:04d}",
            None,
            None,
            [f"E{encounter}"],
            units,
            [],
            when,
            when,
            amount,
            amount * Decimal("0.7"),
            "x",
            "x",
            finding_id,
            "r",
            amount * Decimal("0.3"),
            finding_id,
        )
    )


NO_VERDICTS = pl.DataFrame(
    schema={
        "verdict_id": pl.Int64,
        **dict.fromkeys(COLUMNS, pl.String),
        "amount_upheld": tables.MONEY,
        "drawn_at_random": pl.Boolean,
        "draw_probability": pl.Float64,
        "amount_at_risk": tables.MONEY,
    }
)


def known(
    findings: pl.DataFrame, scores: pl.DataFrame, verdicts: pl.DataFrame, every: int
) -> RankingInputs:
    """What ranking is given: no warehouse behind it, every finding on lines of its own."""
    return RankingInputs(
        findings=findings,
        rules=RULES,
        as_of=AS_OF,
        run_id="r",
        scores=scores,
        verdicts=verdicts,
        settings=LeadSettings(every=every),
    )
