"""report.html: the page put together and rendered, for a whole run or one provider's pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
from markupsafe import Markup

from feijian.leads.similar import JudgedCase
from feijian.plain import Row
from feijian.reports import sections
from feijian.reports.behind import Behind, behind_of
from feijian.reports.event_views import lead_view
from feijian.reports.finds import Find, finds_of, packed_finds
from feijian.reports.gist import gists
from feijian.reports.index import COLUMNS, index_rows, script_text
from feijian.reports.indicators import Quarterly, indicators_of
from feijian.reports.material import Material
from feijian.reports.network import Shared, network, shared_visits
from feijian.reports.overview import overview
from feijian.reports.packed import Packed
from feijian.reports.papers import papers_of
from feijian.reports.quality import quality_facts
from feijian.reports.readings import Reading, Subject, readings_of
from feijian.reports.rendering import pieces, render_page
from feijian.reports.texts import Speech
from feijian.reports.verdict_sections import SAY, similar_of, similar_rows, verdict_sections
from feijian.reports.views import Limits, Viewer
from feijian.reports.widespread import widespread

if TYPE_CHECKING:
    import duckdb

TOP = 10


DRAWN = 300
"""Readings are drawn for the subjects of this many leads from the top."""


@dataclass(frozen=True)
class Prepared:
    """What a page needs beyond the material, the same in both languages.

    providers: in the order of their sections. evidence: shown rows by finding id. records: the
    charts behind findings and `items` what was charged or scanned there, for a pack. similar: judged
    events by event. shared: the visits behind leads about groups, by lead. indicators: by provider.
    """

    material: Material
    limits: Limits
    providers: list[str]
    charts: Mapping[str, sections.Charts]
    evidence: Mapping[str, list[Row]]
    readings: Mapping[Subject, Reading]
    pack: str = ""
    records: pl.DataFrame | None = None
    items: pl.DataFrame | None = None
    similar: Mapping[str, list[JudgedCase]] = field(default_factory=dict)
    shared: Mapping[str, list[Shared]] = field(default_factory=dict)
    indicators: Mapping[str, Quarterly | None] = field(default_factory=dict)


def prepared(
    connection: duckdb.DuckDBPyConnection,
    material: Material,
    limits: Limits,
    pack: str = "",
    behind: Behind | None = None,
) -> Prepared:
    """Read the evidence and draw the charts. pack: the provider's name, if it is one.

    behind: what was taken out of the warehouse for page, workbook and packs; asked for here where it was not.
    """
    behind = behind or behind_of(connection, connection, material, limits.providers)
    providers = sections.leading_providers(material.leads, limits.providers)
    named = [p for p in providers if p != sections.OTHER]
    charged = behind.charged
    charts = {p: sections.charts_of(material, p, charged) for p in named}
    told = material.leads.select(pl.col("finding_ids").explode())["finding_ids"].drop_nulls()
    shown = material.findings.filter(pl.col("finding_id").is_in(told.implode()))
    rows: dict[str, list[Row]] = {}
    for part, evidence in behind.evidence.in_batches(shown, limits.rows_per_finding):
        del part
        for row in evidence.iter_rows(named=True):
            rows.setdefault(row["finding_id"], []).append(row)
    readings = readings_of(material.scores, material.peers, _drawn_subjects(material, named))
    return Prepared(
        material,
        limits,
        providers,
        charts,
        rows,
        readings,
        pack,
        records=behind.records_of(shown) if pack else None,
        items=behind.items_of(shown) if pack else None,
        similar=similar_of(behind.named, material),
        shared=shared_visits(behind.named, material.leads.head(DRAWN), shown),
        indicators=indicators_of(material.quarters, named),
    )


def _drawn_subjects(material: Material, providers: list[str]) -> list[Subject]:
    """Providers with a section, and everybody else that one of the first leads is about."""
    others = material.leads.filter(pl.col("subject_kind") != "provider").head(DRAWN)
    return [("provider", p) for p in providers] + list(
        others.select("subject_kind", "subject_id").iter_rows()
    )


def report_page(ready: Prepared, lang: str, reveal: bool) -> str:
    """The whole page in one language: what matters most stands open, all else lies packed in it."""
    say = Speech(lang)
    viewer = Viewer(ready.material, say, reveal, ready.limits)
    piece = pieces(say)
    packed = Packed()
    providers, open_leads = [], set()
    finds: dict[str, list[Find]] = {}
    for number, provider_id in enumerate(ready.providers):
        its = sections.provider(
            viewer, provider_id, ready.charts.get(provider_id), ready.evidence, ready.readings
        )
        for lead in its["leads"]:
            open_leads.add(lead["lead_id"])
            lead |= _from_others(viewer, ready, lead["lead_id"])
            finds[lead["lead_id"]] = finds_of(lead["pages"])
            if len(lead["pages"]) > 1:
                lead["chunk"] = packed.add(_further_pages(piece, lead, say))
        habits = ready.indicators.get(provider_id)
        told_habits = habits.page(lang) if habits else None
        providers.append({**its, "indicators": told_habits, "anchor": f"p{number}"})
    places = _pack_leads(viewer, ready, piece, packed, open_leads, finds)
    leads = ready.material.leads
    index = [viewer.index_row(r) for r in leads.head(ready.limits.index).iter_rows(named=True)]
    top = index if not ready.pack else [viewer.index_row(r) for r in leads.iter_rows(named=True)]
    top = top if ready.pack else index[:TOP]
    told = gists(viewer, leads.filter(pl.col("lead_id").is_in([row["lead_id"] for row in top])))
    top = [{**row, "gist": told.get(row["lead_id"], "")} for row in top]
    rules, models = sections.rules(viewer), sections.models(viewer)
    quality = ready.material.quality
    rows = [] if ready.pack else index_rows(viewer, places)
    values: Row = {
        "pack": ready.pack,
        "head": sections.head(viewer, rules, models),
        "top": top,
        "overview": None if ready.pack else overview(viewer),
        "providers": providers,
        "index": [] if ready.pack else index,
        "index_total": leads.height,
        "index_data": script_text({"columns": COLUMNS, "rows": rows}),
        "chunks": packed.chunks(),
        "finds": "" if ready.pack else packed_finds(finds),
        "papers": papers_of(viewer, ready.records, ready.items)
        if ready.records is not None and not leads.is_empty()
        else None,
        "lifts": _lifts(ready.material, say),
        "ran": [r for r in rules if r["outcome_key"] == "ran" and r["status"] != "draft"],
        "not_run": sorted(
            (r for r in rules if r["outcome_key"] != "ran"),
            key=lambda r: (r["outcome_key"] != "failed", r["outcome_key"], r["rule_id"]),
        ),
        "drafts": sections.drafts(viewer),
        "widespread": [] if ready.pack else widespread(viewer),
        "models": models,
        "wordings": viewer.wordings(),
        "verdict_pages": {} if ready.pack else verdict_sections(ready.material, lang),
        "quality": quality_facts(quality) if quality else None,
        "revealed": reveal,
    }
    return render_page("report.html.j2", say, values)


def _from_others(viewer: Viewer, ready: Prepared, lead_id: str) -> Row:
    """What stands beside a lead: the visits its group shares, and like events judged before."""
    found: Row = {"network": "", "similar": []}
    if lead_id in ready.shared:
        found["network"] = network(ready.shared[lead_id], viewer.lang, viewer.names, viewer.reveal)
    if ready.similar:
        row = ready.material.leads.row(by_predicate=pl.col("lead_id") == lead_id, named=True)
        found["similar"] = similar_rows(ready.material, row, ready.similar, viewer.lang)
        found["similar_title"] = SAY["similar"].to(viewer.lang)
    return found


def _further_pages(piece: Any, lead: Row, say: Speech) -> dict[str, str]:
    """The second and later pages of a lead's events, by `lead/page`."""
    return {
        f"{lead['lead_id']}/{number}": str(piece.events_page(page, say))
        for number, page in enumerate(lead["pages"], start=1)
    }


def _pack_leads(
    viewer: Viewer,
    ready: Prepared,
    piece: Any,
    packed: Packed,
    open_leads: set[str],
    finds: dict[str, list[Find]],
) -> dict[str, int]:
    """Every lead that does not stand open, packed; the number of its chunk by id. finds: grows."""
    places = {}
    by_finding = {
        i: place for place, i in enumerate(ready.material.findings["finding_id"].to_list())
    }
    for row in ready.material.leads.iter_rows(named=True):
        if row["lead_id"] in open_leads:
            continue
        own = [by_finding[i] for i in row["finding_ids"] or () if i in by_finding]
        findings = sections.ordered(ready.material.findings[own])
        lead = {
            **lead_view(viewer, row, findings, ready.evidence),
            "reading": sections.reading_of(
                viewer, ready.readings.get((row["subject_kind"], row["subject_id"]))
            ),
            "chunk": packed.number,
            **_from_others(viewer, ready, row["lead_id"]),
        }
        finds[row["lead_id"]] = finds_of(lead["pages"])
        parts = {row["lead_id"]: str(piece.lead_article(lead, viewer.say, Markup))}
        if len(lead["pages"]) > 1:
            parts.update(_further_pages(piece, lead, viewer.say))
        places[row["lead_id"]] = packed.add(parts)
    return places


def _lifts(material: Material, say: Speech) -> list[tuple[str, list[Row]]]:
    """The comparison with the amount-sorted list: expected, and upheld where there are verdicts."""
    if material.leads.is_empty():  # two empty lists are in no order
        return []
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
