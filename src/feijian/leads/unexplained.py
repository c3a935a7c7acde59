"""Leads for subjects that stand out although no rule explains them."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

import polars as pl

from feijian.leads.amounts import Total
from feijian.leads.bundles import lead_id
from feijian.leads.inputs import RankingInputs
from feijian.leads.lead import Sketch, Support
from feijian.leads.placement import SEATS_TO
from feijian.leads.stakes import Supports

OUTLIER_FROM = 95.0
"""An outlier without a rule needs at least this percentile for a seat."""

SOON = 2
"""Leads within so many times `every` places are visited soon."""

BY_CHANCE = 0.5
"""A seat is not given to whom the model itself takes for chance more likely than not."""

OUTLIER_KINDS = ("provider", "practitioner", "group", "person")


def outliers_of(
    known: RankingInputs,
    supports: Supports,
    sketches: Mapping[str, Sketch],
    order: list[str],
) -> dict[str, Sketch]:
    """Leads for high outliers that no rule explains: those that can be visited, the strongest first.

    A subject is explained when a lead about it stands among those that will be visited soon: the
    first half of the list, at most twice `every` places.
    """
    if not known.settings.every:
        return {}
    soon = set(order[: min((len(order) + 1) // 2, SOON * known.settings.every)])
    explained = {(s.kind, s.subject) for s in sketches.values() if s.lead_id in soon}
    explained |= {("provider", s.provider_id or "") for s in sketches.values() if s.lead_id in soon}
    found = [
        (support, subject, provider_id)
        for (kind, subject), (support, provider_id) in supports.items()
        if kind in OUTLIER_KINDS
        and support.percentile >= OUTLIER_FROM
        and (kind, subject) not in explained
    ]
    names = dict(known.providers.select("provider_id", "name").iter_rows())
    # the period its reasons speak of: that of the strongest row, not all the months there are
    named = sorted({subject for _, subject, _ in found})
    strongest = known.scores.filter(pl.col("subject_id").is_in(named)).sort(
        pl.col("percentile").fill_nan(None), "period_from", descending=True, nulls_last=True
    )
    rows = {
        (row["model_id"], row["subject_kind"], row["subject_id"]): row
        for row in strongest.unique(
            ["model_id", "subject_kind", "subject_id"], keep="first", maintain_order=True
        ).iter_rows(named=True)
    }
    found = [f for f in found if not _by_chance(rows.get(_key(f[0], f[1])))]
    found.sort(key=lambda f: _before(f[0], f[1], f[2], rows.get(_key(f[0], f[1]), {})))
    seats = max(3, min(len(order), SEATS_TO * known.settings.every) // known.settings.every)
    made = (_outlier(*f, names, rows.get(_key(f[0], f[1]), {}), known) for f in found[:seats])
    return {s.lead_id: s for s in made}


Before = tuple[int, float, str, str, float, str, str]


def _before(
    support: Support, subject: str, provider_id: str | None, row: Mapping[str, Any]
) -> Before:
    """Sorts the stronger first; equals by what is known of them, as ids may be a workspace's own.

    A visit goes to a provider: persons come after, however many of them stand out.
    """
    kind, score = support.subject_kind, row.get("score")
    return (
        OUTLIER_KINDS.index(kind),
        -support.percentile,
        subject if kind == "provider" else "",
        provider_id or "",
        -round(score, 9) if score is not None and isfinite(score) else 0.0,
        row.get("reasons") or "",
        subject,
    )


def _key(support: Support, subject: str) -> tuple[str, str, str]:
    return (support.model_id, support.subject_kind, subject)


def _by_chance(row: Mapping[str, Any] | None) -> bool:
    """Whether the model expects more of its list down to here to be chance than not."""
    q_value = row.get("q_value") if row else None
    return q_value is not None and not q_value < BY_CHANCE


def _outlier(
    support: Support,
    subject: str,
    provider_id: str | None,
    names: Mapping[str, str | None],
    row: Mapping[str, Any],
    known: RankingInputs,
) -> Sketch:
    kind = support.subject_kind
    provider = subject if kind == "provider" else provider_id
    steps_zh, steps_en = known.model_steps.get(support.model_id, ((), ()))
    return Sketch(
        lead_id=lead_id(kind, subject, "outlier", "all", known.seal),
        kind=kind,
        subject=subject,
        family="outlier",
        provider_id=provider,
        provider_name=names.get(provider or "") or "",
        providers=1 if provider else 0,
        period_from=row.get("period_from"),
        period_to=row.get("period_to"),
        finding_ids=[],
        parts=[],
        total=Total(),
        chance=(0.0, 0.0, 0.0),
        likely=0.0,
        support=support,
        persons=1 if kind == "person" else 0,
        steps_zh=steps_zh,
        steps_en=steps_en,
        by_chance=row.get("q_value"),
        agreement=row.get("agreement"),
    )
