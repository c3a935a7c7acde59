"""The sheets that go along on a visit: verdicts by event, charts, papers, checklist, objections."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import polars as pl

from feijian.leads import labels
from feijian.plain import Row
from feijian.reports import columns
from feijian.reports.columns import Column
from feijian.reports.papers import day_of, event_of, papers_of
from feijian.reports.sheet import Place, TableSheet
from feijian.reports.views import Viewer, span
from feijian.verdicts import form

PAPER_SHEETS: tuple[tuple[str, tuple[Column, ...], int], ...] = (
    ("verdicts", columns.VERDICT_COLUMNS, columns.VERDICTS_PRINTED),
    ("charts", columns.CHART_COLUMNS, columns.CHARTS_PRINTED),
    ("papers", columns.PAPER_COLUMNS, len(columns.PAPER_COLUMNS)),
    ("checklist", columns.CHECKLIST_COLUMNS, len(columns.CHECKLIST_COLUMNS)),
    ("objections", columns.OBJECTION_COLUMNS, len(columns.OBJECTION_COLUMNS)),
)
"""Key, columns and how many of them go on paper, in the order of the sheets."""
MOST_STAYS = 12
"""Stays of an event that the form lists; a group's dozens would fill a page of it."""


def verdict_rows(
    viewer: Viewer,
    findings: pl.DataFrame,
    records: pl.DataFrame,
    places: Mapping[str, tuple[Place, int]],
) -> list[Row]:
    """The form: one row an event, the same stay's together; one a finding where they were judged apart.

    findings: with rank, verdict and state, in the order of leads. records: see `leads.records`.
    places: where a finding's evidence begins, and its rows.
    """
    by_finding: dict[str, list[Row]] = {}
    for record in records.iter_rows(named=True):
        by_finding.setdefault(record["finding_id"], []).append(record)
    events: dict[str, list[Row]] = {}
    for finding in findings.filter(pl.col("rank").is_not_null()).iter_rows(named=True):
        events.setdefault(event_of(finding), []).append(finding)
    best: dict[Any, int] = {}
    stays = {}
    for event, its in events.items():
        charts = [r for f in its for r in by_finding.get(f["finding_id"], ())]
        stay = min((str(r["encounter_id"]) for r in charts), default=event)
        stays[event] = stay
        best[stay] = min(best.get(stay, its[0]["rank"]), its[0]["rank"])
    order = sorted(events, key=lambda e: (best[stays[e]], stays[e], events[e][0]["rank"]))
    rows = []
    for event in order:
        its = events[event]
        alike = len({(f["outcome"], f["note"], f["state"]) for f in its}) == 1
        groups = [its] if alike else [[f] for f in its]
        for group in groups:
            rows.append(_verdict_row(viewer, event, group, by_finding, places))
    return rows


def _verdict_row(
    viewer: Viewer,
    event: str,
    its: list[Row],
    by_finding: Mapping[str, list[Row]],
    places: Mapping[str, tuple[Place, int]],
) -> Row:
    first, lang = its[0], viewer.lang
    charts = {r["encounter_id"]: r for f in its for r in by_finding.get(f["finding_id"], ())}
    known = viewer.events.get(event) if len(its) > 1 else None
    amount = known.amount_at_risk if known else first["amount_at_risk"]
    settled = first["state"] == "settled"
    there = next((places[f["finding_id"]] for f in its if f["finding_id"] in places), None)
    stays = _stays(viewer, list(charts.values()))
    return {
        "rank": first["rank"],
        "to_evidence": (there[0], f"{there[1]:,} ▸") if there else None,
        "provider_name": stays.providers or viewer.provider(first["provider_id"]),
        "hospital_no": stays.numbers,
        "department": "\n".join(
            dict.fromkeys(r["department"] for r in charts.values() if r["department"])
        ),
        "person": stays.persons or viewer.person(first["person_id"]),
        "dates": stays.dates or span(first["occurred_from"], first["occurred_to"]),
        "rules": "\n".join(
            dict.fromkeys(
                viewer.say(
                    "rule_and_certainty",
                    rule=viewer.rule_title(f["rule_id"]),
                    certainty=viewer.certainty(f),
                )
                for f in its
            )
        ),
        "message": "\n".join(dict.fromkeys(viewer.message(f) for f in its)),
        "amount_at_risk": amount,
        form.OUTCOME: labels.OUTCOMES[first["outcome"]].to(lang) if settled else None,
        form.AMOUNT: first["amount_upheld"] if settled and len(its) == 1 else None,
        form.NOTE: first["note"] if settled else None,
        form.WHO: first["who"] if settled else None,
        form.EVENT: event if len(its) > 1 else None,
        form.FINDING: first["finding_id"] if len(its) == 1 else None,
        form.RUN: viewer.material.run.run_id,
    }


OWNER = pl.col("provider_id").fill_null("").alias("owner")
"""Whose list a lead's papers stand in; empty where it is no provider's."""


class Stays(NamedTuple):
    """Cells that are read across: the same line of each is the same stay or visit."""

    numbers: str
    persons: str
    dates: str
    providers: str
    """Empty where all are at one provider."""


def _stays(viewer: Viewer, charts: list[Row]) -> Stays:
    """A line a chart, in their order; of many the first, and where the others are listed."""
    shown = charts[:MOST_STAYS]
    is_spread = len({r["provider_id"] for r in charts}) > 1
    numbers = [r["hospital_no"] or r["encounter_id"] for r in shown]
    if len(charts) > len(shown):
        sheet = columns.SHEETS["charts"].to(viewer.lang)
        numbers.append(viewer.say("more_charts", n=len(charts) - len(shown), sheet=sheet))
    return Stays(
        "\n".join(numbers),
        "\n".join(viewer.person(r["person_id"]) for r in shown),
        "\n".join(span(day_of(r["started_at"]), day_of(r["ended_at"])) for r in shown),
        "\n".join(viewer.provider(r["provider_id"]) for r in shown) if is_spread else "",
    )


def write_papers(
    tables: Mapping[str, TableSheet], viewer: Viewer, records: pl.DataFrame, items: pl.DataFrame
) -> None:
    """Charts, papers, checklist and objections of every provider, in the order of its best lead.

    A lead about a person or a group in several hospitals is no provider's: its charts say where each lies.
    """
    material = viewer.material
    owned = material.leads.with_columns(OWNER)
    best = owned.group_by("owner").agg(pl.col("rank").min()).sort("rank")
    findings, charts, lines = (
        _apart(material.leads, t) for t in (material.findings, records, items)
    )
    of_provider = owned.partition_by("owner", as_dict=True, include_key=False, maintain_order=True)
    for provider_id in best["owner"].to_list():
        leads = of_provider[(provider_id,)]
        its = replace(material, leads=leads, findings=findings(provider_id))
        own = viewer.over(its)
        name = {"provider": viewer.provider(provider_id) or viewer.say("several_providers")}
        told = papers_of(own, charts(provider_id), lines(provider_id))
        for chart in told.charts:
            tables["charts"].write(
                {
                    **chart,
                    "events_text": "\n".join(chart["events"]),
                    "look_at_text": "\n".join(f"□ {t}" for t in chart["look_at"]),
                }
            )
        for paper in told.papers:
            joined = ("；" if viewer.lang == "zh" else "; ").join(paper["items"])
            tables["papers"].write({**paper, **name, "items_text": joined})
        for station, points in told.checklist:
            for point in points:
                tables["checklist"].write({**point, **name, "station": station})
        for objection in told.objections:
            tables["objections"].write(
                {
                    **objection,
                    **name,
                    "objections_text": "\n".join(f"· {t}" for t in objection["objections"]),
                    "answers_text": "\n".join(f"· {t}" for t in objection["answers"]),
                }
            )


def _apart(leads: pl.DataFrame, rows: pl.DataFrame) -> Callable[[str], pl.DataFrame]:
    """Rows by the provider whose leads hold their findings, parted once for all providers."""
    owners = leads.select(OWNER, pl.col("finding_ids").alias("finding_id"))
    told = owners.explode("finding_id").drop_nulls().unique()
    joined = rows.join(told, on="finding_id", how="inner", maintain_order="left")
    parts = joined.partition_by("owner", as_dict=True, include_key=False, maintain_order=True)
    return lambda provider_id: parts.get((provider_id,), rows.clear())
