"""How likely a rule's findings are to be upheld: a prior, moved by verdicts.

Each rule carries a beta distribution. Its prior comes from the rule's certainty and weighs as
much as five verdicts. Verdicts of leads that were chosen because they looked bad count one each;
verdicts of leads drawn by lot count 1 / (probability of being drawn), because they speak for all
that were not visited (inverse-probability weights). Uneven weights carry less information than
their sum, so they enter with Kish's effective number (sum of weights squared / sum of squares);
verdicts of one provider on one rule repeat each other and count less than as many of different ones.
Where plain and weighted verdicts say the same, their weights are no matter, and each counts in full.

For the same reason they say more of that provider than of others: what is left of a rule's findings
where a visit has been is as likely as the rule's chance, moved by what that visit found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from feijian.models.odds import shifted as shifted

PRIORS: dict[str, tuple[float, float]] = {"definite": (4.0, 1.0), "suspect": (1.5, 3.5)}
"""Beta parameters by certainty: means 0.80 and 0.30, each worth five verdicts."""

INTERVAL = 0.90
ALIKE = 0.3
"""How much verdicts of one rule at one provider repeat each other (intraclass correlation): a
hundred findings of one scheme are upheld together and must not pass for a hundred trials."""

AT_PROVIDER = 1 / ALIKE - 1
"""Verdicts that a rule's chance weighs against those of one provider: with shares that are spread
over providers by a beta distribution of this strength, two findings of one provider correlate by ALIKE."""

HEAVIEST = 50.0
"""No single verdict drawn by lot stands for more than this many others."""


@dataclass(frozen=True)
class Chance:
    """A probability of being upheld, with the interval it lies in nine times out of ten.

    strength: how many verdicts the distribution is worth, prior included; at one provider, of
              that provider. here: verdicts at that provider, among those checked.
    """

    mean: float
    low: float
    high: float
    checked: int = 0
    drawn: int = 0
    strength: float = 0.0
    here: int = 0

    def after(self, upheld: int, rejected: int) -> float:
        """The mean after further verdicts."""
        return (self.mean * self.strength + upheld) / (self.strength + upheld + rejected)


def of_beta(alpha: float, beta: float, checked: int = 0, drawn: int = 0) -> Chance:
    from scipy.special import betaincinv

    tail = (1 - INTERVAL) / 2
    return Chance(
        mean=alpha / (alpha + beta),
        low=float(betaincinv(alpha, beta, tail)),
        high=float(betaincinv(alpha, beta, 1 - tail)),
        checked=checked,
        drawn=drawn,
        strength=alpha + beta,
    )


def upheld_shares(verdicts: pl.DataFrame) -> pl.DataFrame:
    """Verdicts that decide something, with the share upheld (0..1) and the weight of each.

    verdicts: the standing ones (`store.standing_verdicts`). 'unclear' decides nothing and is
    left out. A partly upheld finding counts with its share of the amount, or half where the
    amounts are not known.
    """
    share = (
        (pl.col("amount_upheld").cast(pl.Float64) / pl.col("amount_at_risk").cast(pl.Float64))
        .clip(0, 1)
        .fill_nan(None)
    )
    return (
        verdicts.filter(pl.col("outcome") != "unclear")
        .with_columns(
            pl.when(pl.col("outcome") == "rejected")
            .then(0.0)
            .when(pl.col("outcome") == "upheld")
            .then(share.fill_null(1.0))
            .otherwise(share.fill_null(0.5))
            .alias("share"),
            pl.when(pl.col("drawn_at_random") & (pl.col("draw_probability") > 0))
            .then((1 / pl.col("draw_probability")).clip(1, HEAVIEST))
            .otherwise(1.0)
            .alias("weight"),
        )
        .sort("rule_id", "verdict_id")
    )


def clustered(verdicts: pl.DataFrame, findings: pl.DataFrame) -> pl.DataFrame:
    """The verdicts with `cluster`: the provider of the finding, or the import where it is gone; and
    with `event`: what was judged once, however many findings it has.

    findings: finding_id and provider_id of whatever the run has, settled ones too.
    """
    if verdicts.is_empty():
        return verdicts
    of_provider = findings.select(
        "finding_id",
        pl.col("provider_id").alias("cluster"),
        (pl.col("event_id") if "event_id" in findings.columns else pl.lit(None, pl.String)).alias(
            "event"
        ),
    )
    found = verdicts.drop("cluster", "event", strict=False).join(
        of_provider, on="finding_id", how="left"
    )
    return found.with_columns(pl.coalesce("cluster", "at"), pl.coalesce("event", "finding_id"))


def _once(told: pl.DataFrame) -> pl.DataFrame:
    """With `once`: a rule's findings of one event share one verdict's weight."""
    if "event" not in told.columns:
        told = told.with_columns(pl.col("finding_id").alias("event"))
    return told.with_columns((1 / pl.len().over("rule_id", "event")).alias("once"))


def _weighed(verdicts: pl.DataFrame) -> pl.DataFrame:
    """Per rule: share upheld, effective number of verdicts, plain numbers.

    Verdicts of one rule at one provider tell much the same: n of them count as
    n / (1 + (n - 1) x ALIKE), as in any sample drawn by clusters. Without a column `cluster`
    each stands for itself.
    """
    told = upheld_shares(verdicts)
    if "cluster" not in told.columns:
        told = told.with_columns(pl.col("finding_id").alias("cluster"))
    told = _once(told)
    alike = 1 + (pl.col("once").sum().over("rule_id", "cluster") - 1) * ALIKE
    told = told.with_columns((pl.col("once") / alike).alias("plain"))
    weight, plain, share = pl.col("weight"), pl.col("plain"), pl.col("share")
    counts = weight * plain
    upheld, plainly = (counts * share).sum() / counts.sum(), (plain * share).sum() / plain.sum()
    # Kish: uneven weights first, then what the clusters leave of it
    effective = counts.sum() ** 2 / (counts * weight).sum()
    # how far both ways of counting point the same way: one where all verdicts do, so that an upheld
    # visit, however heavy, never makes a rule less likely that was upheld before
    agreement = ((2 * upheld - 1) * (2 * plainly - 1)).clip(lower_bound=0)
    return told.group_by("rule_id", maintain_order=True).agg(
        upheld.alias("upheld"),
        (effective + (plain.sum() - effective) * agreement).alias("effective"),
        pl.col("event").n_unique().alias("checked"),
        pl.col("event").filter(pl.col("drawn_at_random")).n_unique().alias("drawn"),
    )


def chances(certainties: Mapping[str, str], verdicts: pl.DataFrame) -> dict[str, Chance]:
    """The chance of each rule in `certainties` (rule id → definite or suspect)."""
    weighed = {row["rule_id"]: row for row in _weighed(verdicts).iter_rows(named=True)}
    found: dict[str, Chance] = {}
    for rule_id, certainty in sorted(certainties.items()):
        alpha, beta = PRIORS.get(certainty, PRIORS["suspect"])
        row = weighed.get(rule_id)
        if row is not None:
            alpha += row["effective"] * row["upheld"]
            beta += row["effective"] * (1 - row["upheld"])
            found[rule_id] = of_beta(alpha, beta, row["checked"], row["drawn"])
        else:
            found[rule_id] = of_beta(alpha, beta)
    return found


@dataclass(frozen=True)
class Chances:
    """The chance of each rule, and that of its findings at a provider where some were checked."""

    by_rule: Mapping[str, Chance]
    at_provider: Mapping[tuple[str, str], Chance]

    def of(self, rule_id: str, provider_id: str | None) -> Chance:
        """Of a rule's findings at a provider; of the rule where there is no provider."""
        rule = self.by_rule[rule_id]
        if provider_id is None:
            return rule
        return self.at_provider.get((rule_id, provider_id), replace(rule, strength=AT_PROVIDER))


def chances_everywhere(certainties: Mapping[str, str], verdicts: pl.DataFrame) -> Chances:
    """As `chances`, and for each rule and provider with verdicts (`clustered`) their own."""
    by_rule = chances(certainties, verdicts)
    told = upheld_shares(verdicts)
    if "cluster" not in told.columns:
        return Chances(by_rule, {})
    found = {}
    its = (
        _once(told)
        .group_by("rule_id", "cluster", maintain_order=True)
        .agg(
            (pl.col("share") * pl.col("once")).sum().alias("upheld"),
            pl.col("event").n_unique().alias("number"),
        )
    )
    for row in its.filter(pl.col("rule_id").is_in(list(by_rule))).iter_rows(named=True):
        rule, upheld, number = by_rule[row["rule_id"]], row["upheld"], row["number"]
        at_provider = of_beta(
            rule.mean * AT_PROVIDER + upheld,
            (1 - rule.mean) * AT_PROVIDER + number - upheld,
            rule.checked,
            rule.drawn,
        )
        found[row["rule_id"], row["cluster"]] = replace(at_provider, here=number)
    return Chances(by_rule, found)


def precisions(verdicts: pl.DataFrame) -> dict[str, Chance]:
    """What verdicts alone say of each rule that has any, for `feijian rules list`.

    The interval is Jeffreys' (a prior of half a verdict either way), without the rule's
    certainty; a rule without a verdict that decides is absent.
    """
    found = {}
    for row in _weighed(verdicts).iter_rows(named=True):
        upheld, effective = row["upheld"], row["effective"]
        spread = of_beta(0.5 + effective * upheld, 0.5 + effective * (1 - upheld))
        found[row["rule_id"]] = Chance(
            upheld, spread.low, spread.high, row["checked"], row["drawn"], effective
        )
    return found
