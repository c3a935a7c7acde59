"""Sums of the head, the county's page, charts and events, over rows made by hand."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import polars as pl

from feijian.leads import tables
from feijian.reports import sections
from feijian.reports.event_views import events_of_lead
from feijian.reports.finds import finds_of
from feijian.reports.overview import overview
from feijian.reports.papers import MOST_ITEMS, Named, chart_rows, objection_rows, paper_rows
from feijian.reports.texts import Speech
from feijian.reports.verdict_sections import verdict_sections
from feijian.reports.views import Limits, Viewer
from feijian.workspace import RunRequest
from tests.unit.leads.frames import RULES, finding, findings, verdict, verdicts

SAY = Speech("en")
MONEY = ("amount_at_risk", "fund_at_risk", "expected_recovery")
PROFILES = pl.DataFrame(
    [
        ("H1", "one", "hospital", 2),
        ("H2", "two", "hospital", 3),
        ("P1", "shop", "pharmacy", None),
    ],
    schema={"provider_id": pl.String, "name": pl.String, "kind": pl.String, "level": pl.Int32},
    orient="row",
)


def leads(*rows: tuple[Any, ...]) -> pl.DataFrame:
    """provider, family, number of findings; then amount, fund and expected, all alike."""
    frame = pl.DataFrame(
        [(p, f, n, *[None if a is None else Decimal(a)] * 3) for p, f, n, a in rows],
        schema={
            "provider_id": pl.String,
            "family": pl.String,
            "findings": pl.Int64,
            **dict.fromkeys(MONEY, pl.Decimal(18, 2)),
        },
        orient="row",
    )
    return frame.with_columns(
        period_from=pl.lit(date(2026, 1, 5)), period_to=pl.lit(date(2026, 3, 6))
    )


def events(*rows: tuple[str, date | None, date | None, str | None]) -> pl.DataFrame:
    made = [
        {
            **dict.fromkeys(tables.EVENTS),
            "event_id": event,
            "occurred_from": first,
            "occurred_to": last,
            "amount_at_risk": None if amount is None else Decimal(amount),
        }
        for event, first, last, amount in rows
    ]
    return pl.DataFrame(made, schema=tables.EVENTS)


def viewer(**given: Any) -> Viewer:
    """A viewer over what is given, in English."""
    material = {
        "leads": leads(),
        "findings": findings(),
        "events": events(),
        "evidence": pl.DataFrame(schema={"finding_id": pl.String, "role": pl.String}),
        "profiles": PROFILES,
        "rules": RULES,
        "outcomes": pl.DataFrame({"rule_id": [], "outcome": []}),
        "models": pl.DataFrame({"model_id": [], "outcome": []}),
        "items": {},
        "codes": {},
        "run": SimpleNamespace(run_id="r1", request=RunRequest(date(2026, 7, 1))),
        "region": "370100",
        "scored_on": None,
        **given,
    }
    return Viewer(cast("Any", SimpleNamespace(**material)), SAY, False, Limits())


def test_the_tiles_add_up_what_is_known_and_count_leads_events_and_findings() -> None:
    its = leads(
        ("H1", "stock", 2, "1200.50"), ("H2", "stock", 1, None), ("H2", "stock", 1, "99.50")
    )
    told = viewer(
        leads=its,
        events=events(("V1", None, None, None), ("V2", None, None, None)),
        findings=findings(finding("F1"), finding("F2"), finding("F3")),
    )
    head = sections.head(told, [], [])
    assert [(label, value) for label, value, _ in head["tiles"]] == [
        (SAY("leads"), "3"),
        (SAY("amount"), "¥1,300"),
        (SAY("fund"), told.yuan(Decimal(1300), exact=False)),
        (SAY("expected"), told.yuan(Decimal(1300), exact=False)),
    ]
    assert head["tiles"][0][2] == f"{SAY('events')} 2 · {SAY('findings')} 3"
    assert head["period"] == "2026-01-05 – 2026-03-06"
    unknown = viewer(leads=its.filter(pl.col("amount_at_risk").is_null()))
    without = sections.head(unknown, [], [])
    assert [value for _, value, _ in without["tiles"][1:]] == [SAY("unknown")] * 3
    assert without["tiles"][0][2] == f"{SAY('findings')} 0"


def test_each_measure_of_the_head_is_the_sum_of_its_own_column() -> None:
    its = leads(("H1", "stock", 1, "5000")).with_columns(
        fund_at_risk=pl.lit(Decimal(400)), expected_recovery=pl.lit(Decimal(30))
    )
    values = [value for _, value, _ in sections.head(viewer(leads=its), [], [])["tiles"][1:]]
    shown = viewer()
    assert values == [
        "¥5,000",
        shown.yuan(Decimal(400), exact=False),
        shown.yuan(Decimal(30), exact=False),
    ]


def test_the_county_s_page_tells_the_largest_first_and_what_nobody_knows_as_unknown() -> None:
    told = overview(
        viewer(
            leads=leads(
                ("H1", "unbundling", 1, "10"),
                ("H2", "stock", 1, "30"),
                ("P1", "stock", 1, "10"),
                ("H1", "pharmacy", 1, None),
                ("H1", "unbundling", 1, None),
                ("X9", "identity", 1, "0"),
                ("H2", "outlier", 1, None),
            )
        )
    )
    assert told is not None
    assert [(r["number"], r["amount"], r["width"]) for r in told["families"]] == [
        ("2", "40.00", 100.0),
        ("2", "10.00", 25.0),
        ("1", "0.00", 0.0),
        ("1", SAY("unknown"), 0.0),
    ]
    by_level = {r["label"]: (r["number"], r["amount"]) for r in told["levels"]}
    assert by_level == {
        "tertiary hospitals": ("1", "30.00"),
        "secondary hospitals": ("3", "10.00"),
        SAY("pharmacies"): ("1", "10.00"),
        SAY("other_subjects"): ("1", "0.00"),
    }
    assert overview(viewer(leads=leads(("H1", "outlier", 1, None)))) is None


def test_the_newest_24_months_are_shown_and_an_event_counts_where_it_began() -> None:
    days = [date(2024 + n // 12, n % 12 + 1, 15) for n in range(26)]
    its = events(
        *((f"V{n}", day, day, "1.00") for n, day in enumerate(days)),
        ("V90", date(2026, 1, 31), date(2026, 2, 1), "10.00"),
        ("V91", date(2026, 2, 3), None, None),
        ("V92", None, None, "99.00"),
    )
    told = overview(viewer(leads=leads(("H1", "stock", 1, "1")), events=its))
    assert told is not None
    assert len(told["months"]) == 24
    assert told["months"][0]["label"] == "2024-03"
    last = [(r["label"], r["number"], r["amount"], r["width"]) for r in told["months"][-2:]]
    assert last == [("2026-01", "2", "6.00", 100.0), ("2026-02", "2", "6.00", 100.0)]


def test_a_provider_s_families_stand_by_amount_with_their_findings() -> None:
    its = leads(
        ("H1", "stock", 2, "10"),
        ("H1", "unbundling", 3, "30"),
        ("H1", "unbundling", 1, "10"),
        ("H1", "pharmacy", 5, None),
        ("H1", "outlier", 9, None),
    )
    rows = sections._families(viewer(), its)
    assert [(r["findings"], r["amount"], r["width"]) for r in rows] == [
        ("4", "40.00", 100.0),
        ("2", "10.00", 25.0),
        ("5", SAY("unknown"), 0.0),
    ]


def test_leads_of_an_event_are_told_by_number_twelve_at_most() -> None:
    named = Named()
    for number in (3, 1, 3):
        named.add(f"V{number}", number)
    named.add("V9", None)
    assert named.told() == {"events": 3, "leads": "#1, #3"}
    for number in range(1, 13):
        named.add("V1", number)
    assert named.told()["leads"].endswith("#11, #12")
    named.add("V1", 13)
    assert named.told()["leads"].endswith("#12 …")


def record(encounter: str, finding_id: str, amount: str | None) -> dict[str, Any]:
    its = dict.fromkeys(
        ("hospital_no", "record_no", "department", "main_diagnosis", "practitioner_id")
    )
    return {
        **its,
        "encounter_id": encounter,
        "finding_id": finding_id,
        "line_amount": None if amount is None else Decimal(amount),
        "provider_id": "H1",
        "person_id": None,
        "class": "inpatient",
        "started_at": datetime(2026, 3, 1, 8),
        "ended_at": None,
    }


def charts(its: pl.DataFrame, *records: tuple[str, str, str | None], **given: Any) -> list[Any]:
    rows = pl.DataFrame(
        [record(*r) for r in records],
        schema_overrides={"line_amount": pl.Decimal(18, 2), "person_id": pl.String},
    )
    by_id = {f["finding_id"]: f for f in its.iter_rows(named=True)}
    ranks = {f: n for n, f in enumerate(by_id, start=1)}
    return chart_rows(viewer(findings=its, **given), rows, by_id, ranks)


def test_a_chart_names_what_its_own_lines_come_to_and_never_more_than_the_event() -> None:
    one = findings(finding("F1", event_id="V1", amount_at_risk="100"))
    whole = events(("V1", None, None, "80.00"))

    def told(*amounts: str | None) -> list[str]:
        rows = [(f"E{n}", "F1", a) for n, a in enumerate(amounts)]
        return [c["events"][0] for c in charts(one, *rows, events=whole)]

    assert "¥30.00: message" in told("30")[0]
    assert "¥80.00: message" in told("80")[0]
    assert "¥80.00: message" in told("80.01")[0]
    assert "¥80.00: message" in told(None)[0]
    over = SAY("over_charts", n=2)
    both = told("30", None)
    assert (over in both[0], over in both[1], "¥80.00" in both[1]) == (False, True, True)
    lines = SAY("lines_of_chart")
    assert (lines in both[0], lines in both[1], lines in told("30")[0]) == (True, False, False)


def test_two_findings_of_an_event_are_its_dearer_one_and_four_events_are_told_in_short() -> None:
    its = findings(
        finding("F1", event_id="V1", amount_at_risk="10"),
        finding("F2", "unbundling.repeated_line", event_id="V1", amount_at_risk="50"),
        *(finding(f"F{n}", event_id=f"V{n}", amount_at_risk="5") for n in (3, 4, 5)),
    )
    [chart] = charts(its, ("E1", "F1", "10"), ("E1", "F2", "40"), events=events())
    assert chart["number"] == 1
    assert chart["leads"] == "#1, #2"
    assert chart["events"][0].startswith("Items charged together / Repeated lines ")
    # no event is published: the first finding's own amount bounds it
    assert "¥10.00" in chart["events"][0]
    for few, told in ((3, True), (4, False)):
        rows = [("E1", f"F{n}", "5") for n in (1, 3, 4, 5)[:few]]
        [chart] = charts(its, *rows, events=events())
        assert (chart["number"], "message" in chart["events"][0]) == (few, told)


def test_forty_items_stand_beside_a_paper_and_the_others_are_counted() -> None:
    its = findings(finding("F1", occurred_to=date(2026, 3, 9)))
    by_id = {f["finding_id"]: f for f in its.iter_rows(named=True)}

    def items(number: int) -> list[str]:
        lines = [{"category": "drug", "item": f"item {n:02}", "code": "C"} for n in range(number)]
        rows = paper_rows(viewer(), by_id, {"F1": 4}, {"F1": cast("Any", lines)})
        [told] = {tuple(r["items"]) for r in rows if r["items"]}
        assert {(r["leads"], r["dates"]) for r in rows} == {("#4", "2026-03-01 – 2026-03-09")}
        return list(told)

    assert items(MOST_ITEMS)[-1] == "item 39 C"
    assert items(MOST_ITEMS + 2)[MOST_ITEMS:] == [SAY("more_items", n=2)]


def test_objections_stand_by_events_then_by_the_best_lead_with_what_the_data_excuse() -> None:
    its = findings(
        finding("F1", event_id="V1"),
        finding("F2", event_id="V1"),
        finding("F3", "unbundling.repeated_line", event_id="V3"),
        finding("F4", "unbundling.repeated_line", event_id="V4"),
        finding("F5", "overcharging.above_cap", event_id="V5"),
    )
    ranks = {"F1": 5, "F2": 4, "F3": 9, "F4": 8, "F5": 1}
    excuse = pl.DataFrame({"finding_id": ["F3", "F3", "F5"], "role": ["excuse", "excuse", "kept"]})
    by_id = {f["finding_id"]: f for f in its.iter_rows(named=True)}
    rows = objection_rows(viewer(findings=its, evidence=excuse), by_id, ranks)
    assert [(r["rule"], r["events"], r["first"]) for r in rows] == [
        ("Repeated lines", 2, 8),
        ("Charged above the cap", 1, 1),
        ("Items charged together", 1, 4),
    ]
    assert rows[0]["seen"] == SAY("excuse_seen", n=1)
    assert rows[1]["seen"] == SAY("excuse_not_in_data")


def shown(kind: str, key: str, role: str = "at_risk", **given: Any) -> dict[str, Any]:
    empty = ("ended_at", "hospital_no", "record_no", "person_id", "practitioner_id", "department")
    return {
        **dict.fromkeys((*empty, "code", "item", "quantity", "unit_price", "amount")),
        "kind": kind,
        "evidence_id": key,
        "provider_id": "H1",
        "encounter_id": "E1",
        "started_at": datetime(2026, 3, 1, 8),
        "role": role,
        "of_rows": 1,
        **given,
    }


def event_of(its: pl.DataFrame, evidence: dict[str, Any], **given: Any) -> dict[str, Any]:
    [told] = events_of_lead(viewer(findings=its, **given), its, evidence)
    return told


def test_an_event_is_worth_what_is_published_of_it_and_says_where_it_is_counted_elsewhere() -> None:
    its = findings(
        finding("F1", event_id="V1", amount_at_risk="40"),
        finding("F2", "unbundling.repeated_line", event_id="V1", amount_at_risk="70"),
    )
    assert event_of(its, {})["amount"] == "¥70.00"
    assert event_of(its, {}, events=events(("V1", None, None, "55.00")))["amount"] == "¥55.00"
    nothing = events(("V1", None, None, "0.00"))
    assert event_of(its, {}, events=nothing)["amount"] == SAY("elsewhere")
    free = its.with_columns(amount_at_risk=pl.lit(None, pl.Decimal(18, 2)))
    assert event_of(free, {}, events=nothing)["amount"] == "¥0.00"
    assert event_of(free, {})["amount"] == SAY("unknown")


def test_evidence_of_an_event_stands_once_what_is_at_risk_first() -> None:
    its = findings(
        finding("F1", event_id="V1", occurred_to=date(2026, 3, 4)),
        finding("F2", event_id="V1", occurred_from=date(2026, 2, 1), occurred_to=None),
    )
    rows = {
        "F1": [shown("line", "L2", "excuse", of_rows=9), shown("line", "L1", of_rows=9)],
        "F2": [
            shown("line", "L1"),
            # the scan of a charged line, and one of another visit
            shown("code", "X1"),
            shown("code", "X2", encounter_id="E2"),
            shown("dispense", "X2", "kept", encounter_id="E2", of_rows=4),
        ],
    }
    told = event_of(its, rows)
    assert [(r["id"], r["role"]) for r in told["rows"]] == [
        ("L1", "at_risk"),
        ("X2", "at_risk"),
        ("L2", "excuse"),
    ]
    assert (told["both_sides"], told["total"], told["more"]) == (True, 10, True)
    assert told["date"] == "2026-02-01 – 2026-03-04"
    whole = event_of(its.head(1), {"F1": [shown("line", "L1")]})
    assert (whole["both_sides"], whole["total"], whole["more"]) == (False, 1, False)
    assert [f[:3] for f in finds_of([[told], [whole, whole]])] == [
        [1, 0, "message"],
        [2, 0, "message"],
        [2, 1, "message"],
    ]


def test_before_and_after_a_visit_is_told_beside_those_nearest_in_size() -> None:
    """Ten like hospitals nobody visited: five of the same size with one event each before, five giants."""

    def at(number: int, provider: str, day: date) -> dict[str, Any]:
        return finding(f"F{number}", provider_id=provider, occurred_from=day, occurred_to=day)

    before, after = date(2025, 12, 1), date(2026, 6, 25)
    places = ["H0"] * 4 + [f"Z{n}" for n in range(5)] + [f"A{n}" for n in range(5)] * 3
    rows = [at(n, place, before) for n, place in enumerate(places)]
    rows += [at(90, "H0", date(2026, 4, 1)), at(91, "Z1", after)]
    # the data tell up to the day of the last event of anybody
    rows.append(at(92, "P1", date(2026, 6, 30)))
    houses = [(p, "hospital", 2, Decimal(1000)) for p in ("H0", *(f"Z{n}" for n in range(5)))]
    houses += [(f"A{n}", "hospital", 2, Decimal(9_000_000)) for n in range(5)]
    profiles = pl.DataFrame(houses, ["provider_id", "kind", "level", "charged"], orient="row")
    material: Any = SimpleNamespace(
        findings=findings(*rows),
        verdicts=verdicts(verdict("F0", "upheld", at="2026-03-01T09:00:00")),
        profiles=profiles.with_columns(name=pl.col("provider_id")),
        run=SimpleNamespace(request=RunRequest(date(2026, 7, 1))),
        rules={},
    )
    told = verdict_sections(material, "en")
    [row] = told["look_back"]["rows"]
    assert (row[0], row[1], row[3], row[4]) == ("H0", "2026-03-01", "4 → 1", "5 → 1")
    assert told["look_back"]["together"]
    assert told["calibration"] is None
