"""The papers of a visit: charts to pull, other papers to demand, a checklist by station, objections and answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict

import polars as pl

from feijian.leads import labels
from feijian.plain import Row
from feijian.reports.stations import ORDER, PAPERS, STATIONS, Paper, station_of
from feijian.reports.views import Viewer, span

MOST_ITEMS = 40
"""Items named beside one kind of paper; the rest is counted."""


class Ties(TypedDict):
    """How many events and which leads something is tied to."""

    events: int
    leads: str


ChartRow = TypedDict(
    "ChartRow",
    {
        "hospital_no": str,
        "record_no": str,
        "provider_id": str,
        "provider": str,
        "department": str,
        "dates": str,
        "started_at": datetime | None,
        "ended_at": datetime | None,
        "class": str,
        "diagnosis": str,
        "doctor": str,
        "person": str,
        "events": list[str],
        "number": int,
        "look_at": list[str],
        "leads": str,
        "encounter_id": str,
    },
)
"""A chart to pull, with what is to be looked at in it."""


class WantedPaper(Ties):
    """Papers to ask for at one station, and the drugs and items that they concern."""

    station: str
    paper: str
    items: list[str]
    dates: str


class PointRow(Ties):
    """A point of the checklist."""

    point: str


class ObjectionRow(Ties):
    """What a provider will say of a rule, and what answers it. first: the best place among its leads."""

    rule: str
    objections: list[str]
    answers: list[str]
    seen: str
    first: int


@dataclass(frozen=True)
class Papers:
    """All four lists, in words."""

    charts: list[ChartRow]
    papers: list[WantedPaper]
    checklist: list[tuple[str, list[PointRow]]]
    objections: list[ObjectionRow]


@dataclass
class Named:
    """Which events and leads something is tied to."""

    events: dict[str, None] = field(default_factory=dict)
    ranks: set[int] = field(default_factory=set)

    def add(self, event: str, rank: int | None) -> None:
        self.events.setdefault(event)
        if rank is not None:
            self.ranks.add(rank)

    def told(self) -> Ties:
        ranks = sorted(self.ranks)
        shown = ", ".join(f"#{r}" for r in ranks[:12]) + (" …" if len(ranks) > 12 else "")
        return {"events": len(self.events), "leads": shown}


def papers_of(viewer: Viewer, records: pl.DataFrame, items: pl.DataFrame | None = None) -> Papers:
    """The lists for the material's leads.

    records, items: see `leads.records`. Without items, papers are asked for by family alone.
    """
    lines: dict[str, list[Row]] = {}
    for row in items.iter_rows(named=True) if items is not None else ():
        lines.setdefault(row["finding_id"], []).append(row)
    ranks = _ranks(viewer)
    told = viewer.material.findings.iter_rows(named=True)
    findings = {f["finding_id"]: f for f in told if f["finding_id"] in ranks}
    return Papers(
        chart_rows(viewer, records, findings, ranks),
        paper_rows(viewer, findings, ranks, lines),
        checklist_rows(viewer, findings, ranks),
        objection_rows(viewer, findings, ranks),
    )


def _ranks(viewer: Viewer) -> dict[str, int]:
    """The rank of the lead of every finding that is in one."""
    leads = viewer.material.leads
    named = zip(leads["rank"].to_list(), leads["finding_ids"].to_list(), strict=True)
    return {i: rank for rank, ids in named for i in ids or () if i is not None}


def event_of(finding: Row) -> str:
    return str(finding["event_id"] or finding["finding_id"])


TOLD_IN_FULL = 3
"""Events of a chart whose messages are told too: with more the list is looked up in the pages before it."""


def chart_rows(
    viewer: Viewer,
    records: pl.DataFrame,
    findings: Mapping[str, Row],
    ranks: Mapping[str, int],
) -> list[ChartRow]:
    """One row a chart, as a records room works: by hospital, stays first, by number."""
    charts: dict[str, tuple[Row, list[tuple[Row, Decimal | None]]]] = {}
    spread: dict[str, set[str]] = {}
    for record in records.iter_rows(named=True):
        finding = findings.get(record["finding_id"])
        if finding is None:
            continue
        charts.setdefault(record["encounter_id"], (record, []))[1].append(
            (finding, record["line_amount"])
        )
        spread.setdefault(event_of(finding), set()).add(record["encounter_id"])
    told: dict[str, str] = {}
    return [_chart(viewer, record, its, ranks, spread, told) for record, its in charts.values()]


def _chart(
    viewer: Viewer,
    record: Row,
    its: list[tuple[Row, Decimal | None]],
    ranks: Mapping[str, int],
    spread: Mapping[str, set[str]],
    told: dict[str, str],
) -> ChartRow:
    """told: at which chart an event's message stands; grows. Fifty charts of one event say it once."""
    say = viewer.say
    chart = record["hospital_no"] or record["encounter_id"]
    by_event: dict[str, list[tuple[Row, Decimal | None]]] = {}
    for finding, amount in its:
        by_event.setdefault(event_of(finding), []).append((finding, amount))
    events = []
    for event, seen in by_event.items():
        titles = " / ".join(dict.fromkeys(viewer.rule_title(f["rule_id"]) for f, _ in seen))
        own = max((a for _, a in seen if a is not None), default=None)
        known = viewer.events.get(event)
        whole = known.amount_at_risk if known else seen[0][0]["amount_at_risk"]
        amount = own if own is not None and (whole is None or own <= whole) else whole
        in_several = len(spread[event]) > 1
        text = f"{titles} {labels.yuan(amount).to(viewer.lang)}"
        if in_several and amount == whole:
            text += say("over_charts", n=len(spread[event]))
        elif in_several and amount is not None:
            # of an event that is worth a part of its lines they add up to more than it
            text += say("lines_of_chart")
        if event in told:
            text = say("chart_event_again", what=text, chart=told[event])
        elif len(by_event) <= TOLD_IN_FULL:
            told[event] = chart
            text = say("chart_event", what=text, message=viewer.message(seen[0][0]))
        events.append(text)
    rules = list(dict.fromkeys(f["rule_id"] for f, _ in its))
    points = dict.fromkeys(
        zh_en for rule in rules for zh_en in points_of(viewer, rule) if zh_en[0] == "records"
    )
    return {
        "hospital_no": record["hospital_no"] or "",
        "record_no": record["record_no"] or "",
        "provider_id": record["provider_id"],
        "provider": viewer.provider(record["provider_id"]),
        "department": record["department"] or "",
        "dates": span(day_of(record["started_at"]), day_of(record["ended_at"])),
        "started_at": record["started_at"],
        "ended_at": record["ended_at"],
        "class": viewer.class_words(record["class"]),
        "diagnosis": viewer.diagnosis(record["main_diagnosis"]),
        "doctor": record["practitioner_id"] or "",
        "person": viewer.person(record["person_id"]),
        "events": events,
        "number": len(by_event),
        "look_at": [text for _, text in points] or [say("whole_chart")],
        "leads": ", ".join(f"#{r}" for r in sorted({ranks[f["finding_id"]] for f, _ in its})),
        "encounter_id": record["encounter_id"],
    }


def day_of(at: datetime | None) -> date | None:
    """The day of a moment."""
    return at.date() if at else None


def points_of(viewer: Viewer, rule_id: str) -> list[tuple[str, str]]:
    """(station, text) of what a rule wants checked."""
    rule = viewer.material.rules.get(rule_id)
    if rule is None:
        return []
    spoken = rule.verify_by if viewer.lang == "en" else rule.verify_by_zh
    chinese = list(rule.verify_by_zh) + [""] * len(spoken)
    return [(station_of(zh or text), text) for zh, text in zip(chinese, spoken, strict=False)]


def checklist_rows(
    viewer: Viewer, findings: Mapping[str, Row], ranks: Mapping[str, int]
) -> list[tuple[str, list[PointRow]]]:
    """Per station its points, each once, with the events that call for it; most called for first."""
    found: dict[str, dict[str, Named]] = {}
    for finding in findings.values():
        for station, text in points_of(viewer, finding["rule_id"]):
            named = found.setdefault(station, {}).setdefault(text, Named())
            named.add(event_of(finding), ranks[finding["finding_id"]])
    return [
        (
            STATIONS[station].to(viewer.lang),
            [
                {"point": text, **named.told()}
                for text, named in sorted(
                    found[station].items(), key=lambda i: (-len(i[1].events), i[0])
                )
            ],
        )
        for station in ORDER
        if station in found
    ]


def paper_rows(
    viewer: Viewer,
    findings: Mapping[str, Row],
    ranks: Mapping[str, int],
    lines: Mapping[str, list[Row]],
) -> list[WantedPaper]:
    """What to ask for on arrival, station by station, with the drugs and items it concerns."""
    rows: list[WantedPaper] = []
    for paper in sorted(PAPERS, key=lambda p: ORDER.index(p.station)):
        named = Named()
        items: dict[str, None] = {}
        for finding_id, finding in findings.items():
            its = lines.get(finding_id, [])
            if not _wanted(paper, finding, its):
                continue
            named.add(event_of(finding), ranks[finding_id])
            for line in its if paper.for_items else ():
                if not paper.categories or line["category"] in (*paper.categories, None):
                    name = " ".join(filter(None, (line["item"], line["code"])))
                    items.setdefault(name or line["code"])
        if not named.events:
            continue
        shown = list(items)[:MOST_ITEMS]
        more = len(items) - len(shown)
        rows.append(
            {
                "station": STATIONS[paper.station].to(viewer.lang),
                "paper": paper.words.to(viewer.lang),
                "items": shown + ([viewer.say("more_items", n=more)] if more else []),
                "dates": _dates(
                    findings[f] for f in findings if event_of(findings[f]) in named.events
                ),
                **named.told(),
            }
        )
    return rows


def _wanted(paper: Paper, finding: Row, its: Iterable[Row]) -> bool:
    if finding["family"] in paper.families:
        return True
    return any(line["category"] in paper.categories for line in its)


def _dates(findings: Iterable[Row]) -> str:
    its = list(findings)
    starts = [f["occurred_from"] for f in its if f["occurred_from"]]
    ends = [f["occurred_to"] or f["occurred_from"] for f in its if f["occurred_from"]]
    return span(min(starts, default=None), max(ends, default=None))


def objection_rows(
    viewer: Viewer, findings: Mapping[str, Row], ranks: Mapping[str, int]
) -> list[ObjectionRow]:
    """What the provider will say of each rule, what the data already show of it, and what answers it."""
    by_rule: dict[str, Named] = {}
    for finding in findings.values():
        by_rule.setdefault(finding["rule_id"], Named()).add(
            event_of(finding), ranks[finding["finding_id"]]
        )
    excused = viewer.excused
    rows: list[ObjectionRow] = []
    for rule_id, named in by_rule.items():
        number = len(
            {
                event_of(f)
                for f in findings.values()
                if f["rule_id"] == rule_id and f["finding_id"] in excused
            }
        )
        rule = viewer.material.rules.get(rule_id)
        says_so = any(
            getattr(e, "role", "") == "excuse" for e in getattr(rule, "evidence", ()) or ()
        )
        seen_text = (
            viewer.say("excuse_seen", n=number)
            if number
            else (viewer.say("excuse_none") if says_so else viewer.say("excuse_not_in_data"))
        )
        rows.append(
            {
                "rule": viewer.rule_title(rule_id),
                "objections": viewer.innocent([rule_id]),
                "answers": [text for _, text in points_of(viewer, rule_id)],
                "seen": seen_text,
                "first": min(named.ranks, default=0),
                **named.told(),
            }
        )
    return sorted(rows, key=lambda r: (-r["events"], r["first"], r["rule"]))
