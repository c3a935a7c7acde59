"""report.html: the page put together and rendered, for a whole run or one provider's pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from feijian.reports import sections
from feijian.reports.evidence import evidence_rows
from feijian.reports.material import Material
from feijian.reports.profile import charged_by_month
from feijian.reports.quality import quality_facts
from feijian.reports.readings import Reading, Subject, readings_of
from feijian.reports.rendering import render_page
from feijian.reports.texts import Speech
from feijian.reports.views import Limits, Row, Viewer

if TYPE_CHECKING:
    import duckdb

TOP = 10


@dataclass(frozen=True)
class Prepared:
    """What a page needs beyond the material, the same in both languages.

    providers: in the order of their sections. evidence: shown rows by finding id.
    """

    material: Material
    limits: Limits
    providers: list[str]
    charts: Mapping[str, sections.Charts]
    evidence: Mapping[str, list[Row]]
    readings: Mapping[Subject, Reading]
    pack: str = ""


def prepared(
    connection: duckdb.DuckDBPyConnection, material: Material, limits: Limits, pack: str = ""
) -> Prepared:
    """Read the evidence that is shown and draw the charts. pack: the provider's name, if it is one."""
    providers = sections.leading_providers(material.leads, limits.providers)
    request = material.run.request
    named = [p for p in providers if p != sections.OTHER]
    charged = charged_by_month(connection, named, request.period_from, request.period_to)
    charts = {p: sections.charts_of(material, p, charged) for p in named}
    shown = _shown_findings(material, providers, limits)
    rows: dict[str, list[Row]] = {}
    for row in evidence_rows(connection, shown, limits.rows_per_finding).iter_rows(named=True):
        rows.setdefault(row["finding_id"], []).append(row)
    readings = readings_of(
        material.scores, material.peers, _shown_subjects(material, named, limits)
    )
    return Prepared(material, limits, providers, charts, rows, readings, pack)


def _shown_subjects(material: Material, providers: list[str], limits: Limits) -> list[Subject]:
    """Providers with a section, and everybody else a shown lead is about."""
    leads = material.leads.filter(pl.col("subject_kind") != "provider")
    others = leads.group_by(
        pl.col("provider_id").fill_null(sections.OTHER), maintain_order=True
    ).head(limits.leads_per_provider)
    return [("provider", p) for p in providers] + list(
        others.select("subject_kind", "subject_id").iter_rows()
    )


def _shown_findings(material: Material, providers: list[str], limits: Limits) -> pl.DataFrame:
    ids: list[str] = []
    for provider_id in providers:
        leads = material.leads.filter(
            pl.col("provider_id").fill_null(sections.OTHER) == provider_id
        )
        for lead in leads.head(limits.leads_per_provider).iter_rows(named=True):
            found = sections.findings_of(material.findings, lead)
            ids += found["finding_id"].head(limits.findings_per_lead).to_list()
    return material.findings.filter(pl.col("finding_id").is_in(ids))


def report_page(ready: Prepared, lang: str, reveal: bool) -> str:
    """The whole page in one language."""
    say = Speech(lang)
    viewer = Viewer(ready.material, say, reveal, ready.limits)
    providers = [
        {
            **sections.provider(viewer, p, ready.charts.get(p), ready.evidence, ready.readings),
            "anchor": f"p{n}",
        }
        for n, p in enumerate(ready.providers)
    ]
    shown = {lead["lead_id"] for p in providers for lead in p["leads"]}
    anchors = {p: f"p{n}" for n, p in enumerate(ready.providers)}
    leads = ready.material.leads
    index = [viewer.index_row(r) for r in leads.head(ready.limits.index).iter_rows(named=True)]
    for row in index:
        row["anchor"] = (
            row["lead_id"] if row["lead_id"] in shown else anchors.get(row["provider_id"] or "", "")
        )
    rules = sections.rules(viewer)
    quality = ready.material.quality
    values: dict[str, Any] = {
        "pack": ready.pack,
        "head": sections.head(viewer),
        "top": index if ready.pack else index[:TOP],
        "providers": providers,
        "index": index,
        "index_more": max(leads.height - len(index), 0),
        "lifts": _lifts(ready.material, say),
        "ran": [r for r in rules if r["outcome_key"] == "ran" and r["status"] != "draft"],
        "not_run": sorted(
            (r for r in rules if r["outcome_key"] != "ran"),
            key=lambda r: (r["outcome_key"] != "failed", r["outcome_key"], r["rule_id"]),
        ),
        "drafts": sections.drafts(viewer),
        "models": sections.models(viewer),
        "quality": quality_facts(quality) if quality else None,
        "revealed": reveal,
    }
    return render_page("report.html.j2", say, values)


def _lifts(material: Material, say: Speech) -> list[tuple[str, list[Row]]]:
    """The comparison with the amount-sorted list: expected, and upheld where there are verdicts."""
    found = [(say("lift_expected"), material.lift)]
    if material.realised:
        caption = say("lift_realised", n=material.realised["findings"])
        found.append((caption, material.realised["ranking_lift"]))
    return [
        (
            caption,
            [
                {
                    "first": r["first"],
                    "by_rank": f"{Decimal(r['by_rank']):,.2f}",
                    "by_amount": f"{Decimal(r['by_amount']):,.2f}",
                    "lift": "" if r["lift"] is None else f"{r['lift']:.2f}",
                    "unseated": "" if r["lift"] is None else f"{r['lift_without_seats']:.2f}",
                }
                for r in rows
            ],
        )
        for caption, rows in found
    ]
