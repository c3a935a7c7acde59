"""What the outlier models read of a subject, drawn: its strongest features, and their path over time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict

import polars as pl

from feijian.leads.labels import unusual, unusual_in_period
from feijian.models.wording import SIGNED, shown_share
from feijian.reports.charts import Drawing, Spread, feature_path, feature_strips
from feijian.reports.texts import Speech

FROM = 90.0
"""Readings below this percentile are not drawn."""
STRONGEST = 3
QUANTILES = ("p05", "p25", "median", "p75", "p95")

Subject = tuple[str, str]
"""Kind and id."""


class ReadingPage(TypedDict):
    """A reading as the template prints it, in one language."""

    title: str
    period: str
    percentile: str
    unusual: str
    reasons: list[str]
    strips: str
    path: str


@dataclass(frozen=True)
class Reading:
    """A subject's strongest score: which model, when, and the features that carried it.

    carried: the model's reasons, the strongest first (see docs/models.md).
    """

    model_id: str
    period_from: date | None
    percentile: float
    carried: tuple[Mapping[str, Any], ...]
    strips: Drawing | None
    path: Drawing | None
    kind: str = "provider"

    def page(self, say: Speech, title: str, period: str) -> ReadingPage:
        """What the template prints, in one language."""
        place = unusual if self.period_from is None else unusual_in_period
        words, named = [], [r for r in self.carried if _drawable(r)][:STRONGEST]
        for reason in named:
            words += [
                _with_unit(reason, say.lang),
                f"{_short(reason['value'], reason, say.lang)} · {say('peer_median')} {_short(reason['median'], reason, say.lang)}",
            ]
        strongest = _with_unit(self.carried[0], say.lang) if self.carried else ""
        return {
            "title": title,
            "period": period,
            "percentile": f"{self.percentile:.1f}",
            "unusual": place(self.percentile, self.kind).to(say.lang),
            "reasons": [r[say.lang] for r in self.carried],
            "strips": self.strips.in_words(words, say("chart_features")) if self.strips else "",
            "path": self.path.in_words(
                [
                    f"{strongest}（{say('chart_path')}）"
                    if say.lang == "zh"
                    else f"{strongest} ({say('chart_path')})"
                ],
                strongest,
            )
            if self.path
            else "",
        }


def _with_unit(reason: Mapping[str, Any], lang: str) -> str:
    """A feature's label with its unit; a share's values have their sign themselves."""
    label, unit = (
        str(reason[f"label_{lang}"]),
        # a run of before 0.3 has the English unit alone, which a Chinese label does not take
        str(reason.get("unit_zh" if lang == "zh" else "unit") or ""),
    )
    if not unit or unit == "%" or unit in label:
        return label
    return f"{label}（{unit}）" if lang == "zh" else f"{label} ({unit})"


def _short(value: float, reason: Mapping[str, Any], lang: str) -> str:
    # a share that rose from 12 % to 32 % rose by 20 points, as the sentence beside the drawing says
    if reason.get("format") in SIGNED:
        return shown_share(reason["format"], value, lang)
    if reason.get("unit") == "%":
        return f"{100 * value:,.0f}%"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _drawable(reason: Mapping[str, Any]) -> bool:
    return all(reason.get(name) is not None for name in ("value", *QUANTILES))


def readings_of(
    scores: pl.DataFrame,
    peers: pl.DataFrame,
    subjects: Iterable[Subject],
) -> dict[Subject, Reading]:
    """The strongest reading of each subject that has one from the 90th percentile on.

    peers: model_id, subject_id, period_from, feature, value, peer_median; may be empty.
    """
    wanted = pl.DataFrame(
        sorted(set(subjects)),
        schema={"subject_kind": pl.String, "subject_id": pl.String},
        orient="row",
    )
    best = (
        scores.filter(pl.col("percentile") >= FROM)
        .join(wanted, on=["subject_kind", "subject_id"], how="semi")
        .sort("percentile", "model_id", "period_from", descending=[True, False, True])
        .unique(["subject_kind", "subject_id"], keep="first", maintain_order=True)
    )
    found = {}
    if not peers.is_empty():  # once for all subjects: a county's peers are many
        peers = peers.filter(pl.col("subject_id").is_in(best["subject_id"].unique().implode()))
    for row in best.iter_rows(named=True):
        reasons = json.loads(row["reasons"] or "[]")
        carried = tuple(r for r in reasons if r.get("kind", "carried") == "carried")
        found[(row["subject_kind"], row["subject_id"])] = Reading(
            row["model_id"],
            row["period_from"],
            row["percentile"],
            carried,
            _strips(carried),
            _path(row, carried, peers),
            row["subject_kind"],
        )
    return found


def _strips(carried: tuple[Mapping[str, Any], ...]) -> Drawing | None:
    rows = [Spread(r["value"], *(r[q] for q in QUANTILES)) for r in carried if _drawable(r)][
        :STRONGEST
    ]
    return feature_strips(rows) if rows else None


def _path(
    row: Mapping[str, Any], carried: tuple[Mapping[str, Any], ...], peers: pl.DataFrame
) -> Drawing | None:
    """The strongest feature over the model's periods; None with fewer than three of them."""
    if not carried or peers.is_empty():
        return None
    its = (
        peers.filter(
            (pl.col("model_id") == row["model_id"])
            & (pl.col("subject_id") == row["subject_id"])
            & (pl.col("feature") == carried[0].get("feature", ""))
        )
        .drop_nulls(["period_from", "value", "peer_median"])
        .sort("period_from")
    )
    if its.height < 3:
        return None
    return feature_path(
        its["period_from"].to_list(),
        its["value"].to_list(),
        its["peer_median"].to_list(),
        share=carried[0].get("unit") == "%",
    )
