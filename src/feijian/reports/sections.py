"""The report's sections as plain values: the head, each provider, the appendix."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from feijian.leads import labels
from feijian.library import notes
from feijian.plain import Row
from feijian.reports.charts import Drawing, month_bars, peer_strips
from feijian.reports.event_views import lead_view
from feijian.reports.material import Material
from feijian.reports.profile import ProviderComparison, comparisons
from feijian.reports.readings import Reading, ReadingPage, Subject
from feijian.reports.texts import LEVELS
from feijian.reports.views import Viewer, span

OTHER = ""
"""Stands for the leads that name no provider."""


@dataclass(frozen=True)
class Charts:
    """A provider's drawings, made once for both languages."""

    months: Drawing | None
    peers: Drawing | None
    compared: list[ProviderComparison]
    peer_words: labels.Words


def leading_providers(leads: pl.DataFrame, most: int) -> list[str]:
    """Providers by their best lead's rank; OTHER stands for leads without one."""
    named = leads.with_columns(pl.col("provider_id").fill_null(OTHER))
    best = named.group_by("provider_id").agg(pl.col("rank").min()).sort("rank")
    return best["provider_id"].head(most).to_list()


def charts_of(material: Material, provider_id: str, charged: pl.DataFrame) -> Charts:
    """Draw one provider. charged: its yuan by month (provider_id, month, amount)."""
    mine = charged.filter(pl.col("provider_id") == provider_id)
    risk: dict[date, float] = defaultdict(float)
    # events count each line once; findings are what a run without events has
    counted = material.findings if material.events.is_empty() else material.events
    own = counted.filter(pl.col("provider_id") == provider_id)
    dated = own.filter(
        pl.col("occurred_from").is_not_null() & pl.col("amount_at_risk").is_not_null()
    )
    for start, end, amount in dated.select(
        "occurred_from", "occurred_to", "amount_at_risk"
    ).iter_rows():
        months = months_between(start, max(end or start, start))
        for month in months:
            risk[month] += float(amount) / len(months)
    by_month = {m: float(a) for m, a in mine.select("month", "amount").iter_rows()}
    months = _every_month(by_month.keys() | risk.keys())
    bars = None
    if months:
        bars = month_bars(
            months,
            [risk.get(m, 0.0) for m in months],
            [by_month.get(m, 0.0) for m in months],
        )
    known = material.profiles["provider_id"].is_in([provider_id]).any()
    compared, peers = (
        comparisons(material.profiles, provider_id) if known else ([], labels.Words("", ""))
    )
    strips = peer_strips([(c.value, list(c.peers)) for c in compared]) if compared else None
    return Charts(bars, strips, compared, peers)


def _every_month(found: Iterable[date]) -> list[date]:
    """From the first to the last month, none left out; the newest 36 where there are more."""
    ordered = sorted(found)
    return months_between(ordered[0], ordered[-1])[-36:] if ordered else []


def months_between(start: date, end: date) -> list[date]:
    """The first days of the months from one day's to another's."""
    months, at = [], start.replace(day=1)
    while at <= end:
        months.append(at)
        at = date(at.year + at.month // 12, at.month % 12 + 1, 1)
    return months


def head(viewer: Viewer, told_rules: list[Row], told_models: list[Row]) -> Row:
    """Title facts and the four figures over the list. told_rules, told_models: as of `rules` and `models`."""
    material, say = viewer.material, viewer.say
    leads, request = material.leads, material.run.request
    names = ("amount_at_risk", "fund_at_risk", "expected_recovery")
    sums = {name: total(leads, name) for name in names}
    first = request.period_from or leads["period_from"].min()
    # where no lead says how far the charges go, all up to the day of the run was looked at
    last = request.period_to or leads["period_to"].max() or (first and request.as_of)
    return {
        "as_of": request.as_of,
        "scored_on": material.scored_on,
        "run_id": material.run.run_id,
        "region": material.region,
        "period": span(first, last),  # type: ignore[arg-type]
        "tiles": [
            (say("leads"), f"{leads.height:,}", _counted(viewer)),
            (say("amount"), rounded(sums["amount_at_risk"], viewer), say("counted_once")),
            (say("fund"), viewer.yuan(sums["fund_at_risk"], exact=False), ""),
            (say("expected"), viewer.yuan(sums["expected_recovery"], exact=False), ""),
        ],
        "failed": [r for r in told_rules if r["outcome_key"] == "failed"],
        "failed_models": [m for m in told_models if m["outcome_key"] == "failed"],
    }


def _counted(viewer: Viewer) -> str:
    """`事项 533 · 疑点 819`; events where the run has them."""
    events, findings = viewer.material.events.height, viewer.material.findings.height
    parts = [f"{viewer.say('events')} {events:,}"] if events else []
    return " · ".join([*parts, f"{viewer.say('findings')} {findings:,}"])


def total(leads: pl.DataFrame, name: str) -> Decimal | None:
    """The sum of a money column; None where there are leads and the amount of none is known."""
    known = leads[name].drop_nulls().to_list()
    return sum(known, Decimal(0)) if known or leads.is_empty() else None


def rounded(amount: Decimal | None, viewer: Viewer) -> str:
    """A sum to read at a glance: 123.4 万元, ¥1.23 million."""
    if amount is None:
        return viewer.say("unknown")
    size, lang = abs(amount), viewer.lang
    if lang == "zh" and size >= 10**4:
        unit = 10**8 if size >= 10**8 else 10**4
        return labels.AMOUNTS[f"sum_{unit}"].to(lang).format(number=f"{amount / unit:,.1f}")
    if lang == "en" and size >= 10**6:
        return labels.AMOUNTS["sum_millions"].to(lang).format(number=f"{amount / 10**6:,.2f}")
    return labels.AMOUNTS["sum_1"].to(lang).format(number=f"{amount:,.0f}")


def provider(
    viewer: Viewer,
    provider_id: str,
    charts: Charts | None,
    evidence: Mapping[str, list[Row]],
    readings: Mapping[Subject, Reading],
) -> Row:
    """One provider's section.

    evidence: rows by finding id, as far as they are shown. readings: by subject; the provider's
    own stands in its section, everybody else's in the lead about him.
    """
    material, say = viewer.material, viewer.say
    leads = material.leads.filter(pl.col("provider_id").fill_null(OTHER) == provider_id)
    shown = leads.head(viewer.limits.leads_per_provider)
    facts = material.profiles.filter(pl.col("provider_id") == provider_id).to_dicts()
    return {
        "provider_id": provider_id,
        "name": facts[0]["name"] if facts else (provider_id or say("other_subjects")),
        "facts": _facts(viewer, facts[0]) if facts else [],
        "amount": rounded(total(leads, "amount_at_risk"), viewer),
        "expected": viewer.yuan(total(leads, "expected_recovery"), exact=False),
        "leads": [
            {
                **lead_view(viewer, row, findings_of(material.findings, row), evidence),
                "reading": None
                if row["subject_kind"] == "provider"
                else reading_of(viewer, readings.get((row["subject_kind"], row["subject_id"]))),
            }
            for row in shown.iter_rows(named=True)
        ],
        "further": [
            {"rank": r["rank"], "lead_id": r["lead_id"], "title": r[f"title_{viewer.lang}"]}
            for r in leads.slice(shown.height).iter_rows(named=True)
        ],
        "families": _families(viewer, leads),
        "charts": _drawn(viewer, charts) if charts else None,
        "reading": reading_of(viewer, readings.get(("provider", provider_id))),
    }


def findings_of(findings: pl.DataFrame, lead: Mapping[str, Any]) -> pl.DataFrame:
    """A lead's findings, the largest amounts first."""
    return ordered(findings.filter(pl.col("finding_id").is_in(lead["finding_ids"])))


def ordered(findings: pl.DataFrame) -> pl.DataFrame:
    """Findings, the largest amounts first."""
    return findings.sort(
        "amount_at_risk",
        "occurred_from",
        "finding_id",
        descending=[True, False, False],
        nulls_last=True,
    )


def _facts(viewer: Viewer, row: Row) -> list[tuple[str, str]]:
    say = viewer.say
    found = [(say("e_provider"), row["provider_id"])]
    if row["kind"] == "hospital" and str(row["level"]) in LEVELS:
        found.append((say("level"), LEVELS[str(row["level"])].to(viewer.lang)))
    for key, label in (
        ("approved_beds", "beds"),
        ("encounters", "encounters"),
        ("persons", "persons"),
    ):
        if row[key]:
            found.append((say(label), f"{row[key]:,}"))
    if row["charged"]:
        found.append((say("charged"), rounded(row["charged"], viewer)))
    return found


def _families(viewer: Viewer, leads: pl.DataFrame) -> list[Row]:
    """Amount at risk by family, with the length of its bar in percent."""
    rows = (
        leads.filter(pl.col("family") != "outlier")
        .group_by("family")
        .agg(
            pl.col("amount_at_risk").sum().alias("amount"),
            pl.col("amount_at_risk").count().alias("known"),
            pl.col("findings").sum(),
        )
        .sort("amount", "family", descending=[True, False])
        .to_dicts()
    )
    top = max((float(r["amount"]) for r in rows), default=0.0) or 1.0
    return [
        {
            "family": labels.family(r["family"]).to(viewer.lang),
            "findings": f"{r['findings']:,}",
            "amount": viewer.in_column(r["amount"] if r["known"] else None),
            "width": round(100 * float(r["amount"]) / top, 1),
        }
        for r in rows
    ]


def _drawn(viewer: Viewer, charts: Charts) -> Row:
    say = viewer.say
    drawn: Row = {"months": "", "peers": "", "peers_note": "", "table": []}
    if charts.months:
        drawn["months"] = charts.months.in_words(
            [say("chart_risk"), say("chart_charged")], say("chart_months")
        )
    if charts.peers:
        texts = []
        for c in charts.compared:
            own, median = c.shown(c.value), c.shown(c.median)
            texts += [c.measure.words.to(viewer.lang), f"{own} · {say('peer_median')} {median}"]
            drawn["table"].append((c.measure.words.to(viewer.lang), own, median))
        drawn["peers"] = charts.peers.in_words(texts, say("chart_peers"))
        peers = max(len(c.peers) for c in charts.compared)
        drawn["peers_note"] = say(
            "chart_peers_note", peers=charts.peer_words.to(viewer.lang), n=peers
        )
    return drawn


def reading_of(viewer: Viewer, reading: Reading | None) -> ReadingPage | None:
    if reading is None:
        return None
    titles = {
        m["model_id"]: m["title_zh" if viewer.lang == "zh" else "title"]
        for m in viewer.material.models.iter_rows(named=True)
    }
    when = reading.period_from.strftime("%Y-%m") if reading.period_from else ""
    return reading.page(viewer.say, titles.get(reading.model_id) or reading.model_id, when)


def rules(viewer: Viewer) -> list[Row]:
    """Every rule of the run: outcome, figures, and how its findings fared so far."""
    found = []
    for row in viewer.material.outcomes.iter_rows(named=True):
        rule = viewer.material.rules.get(row["rule_id"])
        told = viewer.material.precision.get(row["rule_id"])
        certainty = labels.CERTAINTIES.get(rule.certainty) if rule else None
        found.append(
            {
                "rule_id": row["rule_id"],
                "title": viewer.rule_title(row["rule_id"]),
                "family": labels.family(row["rule_id"].split(".")[0]).to(viewer.lang),
                "status": rule.status if rule else "",
                "certainty": certainty.to(viewer.lang) if certainty else "",
                "outcome_key": row["outcome"],
                "outcome": notes.outcome(row["outcome"], viewer.lang),
                "judged": f"{row['judged'] or 0:,}",
                "found": f"{row['found'] or 0:,}",
                "detail": notes.in_words(row["detail"] or "", viewer.lang),
                "precision": labels.precision_text(told),
            }
        )
    return found


def models(viewer: Viewer) -> list[Row]:
    return [
        {
            "model_id": row["model_id"],
            "title": row["title_zh" if viewer.lang == "zh" else "title"] or row["model_id"],
            "outcome_key": row["outcome"],
            "outcome": notes.outcome(row["outcome"], viewer.lang),
            "subjects": f"{row['subjects'] or 0:,}",
            "detail": notes.in_words(row["detail"] or "", viewer.lang),
        }
        for row in viewer.material.models.iter_rows(named=True)
    ]


def drafts(viewer: Viewer) -> list[tuple[str, str, str]]:
    """Draft rules with the number of findings they have in shadow."""
    return [(r, viewer.rule_title(r), f"{n:,}") for r, n in viewer.material.shadow.items()]
