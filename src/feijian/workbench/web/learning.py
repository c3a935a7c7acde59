"""Pages of learning and account, their export, and the return of random charts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import Response

from feijian.leads.labels import OUTCOMES, family
from feijian.plain import Row
from feijian.workbench import exports, random_charts
from feijian.workbench.clues import SOURCES, STATES
from feijian.workbench.learning import ADVICE, FEWEST, RETIRE, TIGHTEN, TREND, learned
from feijian.workbench.web.context import STATUS_WORDS, Asked, title_of
from feijian.workbench.web.protect import Refused
from feijian.workbench.web.visits import EXCEL

Rows = Sequence[Mapping[str, Any]]
COLUMNS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "rules": (
        ("rule_id", "rule", "text"),
        ("title", "matter", "text"),
        ("judged", "judged_events", "whole"),
        ("held", "held_events", "whole"),
        ("precision", "precision", "share"),
        ("low", "interval_low", "share"),
        ("high", "interval_high", "share"),
        ("trend_word", "trend", "text"),
        ("by_lot", "by_lot", "whole"),
        ("rejected", "rejected_events", "whole"),
        ("accused", "accused", "money"),
        ("upheld", "upheld_money", "money"),
        ("advice_word", "advice", "text"),
    ),
    "quarters": (
        ("quarter", "quarter", "text"),
        ("judged", "judged_events", "whole"),
        ("precision", "precision", "share"),
        ("team_days", "team_days", "whole"),
        ("upheld", "upheld_money", "money"),
        ("recovered", "recovered", "money"),
        ("recovered_per_day", "recovered_per_day", "money"),
        ("planned_per_day", "planned_per_day", "money"),
    ),
    "missed": (
        ("provider_id", "provider", "text"),
        ("family_word", "family", "text"),
        ("charts", "charts_drawn", "whole"),
        ("missed", "charts_missed", "whole"),
        ("rate", "missed_rate", "share"),
        ("low", "interval_low", "share"),
        ("high", "interval_high", "share"),
        ("yuan", "amount", "money"),
        ("at", "at", "text"),
    ),
    "visits": (
        ("visit_id", "visit", "text"),
        ("name", "provider", "text"),
        ("last", "last_day", "text"),
        ("team_days", "team_days", "whole"),
        ("planned", "planned_money", "money"),
        ("upheld", "to_recover", "money"),
        ("recovered", "recovered", "money"),
        ("judged", "judged_events", "whole"),
        ("rejected", "rejected_events", "whole"),
        ("days_for_nothing", "days_for_nothing", "ratio"),
        ("objections_accepted", "objections_taken", "whole"),
    ),
    "changes": (
        ("name", "provider", "text"),
        ("visited_on", "visited_on", "text"),
        ("before", "events_before", "whole"),
        ("after", "events_after", "whole"),
        ("ratio", "change_ratio", "ratio"),
        ("low", "interval_low", "ratio"),
        ("high", "interval_high", "ratio"),
        ("word_word", "change_word", "text"),
    ),
    "cases": (
        ("event_id", "event", "text"),
        ("provider_id", "provider", "text"),
        ("rules", "rule", "text"),
        ("state", "state", "text"),
        ("assignee", "assignee", "text"),
        ("due", "due", "text"),
        ("outcome", "outcome", "text"),
        ("amount_at_risk", "amount", "money"),
        ("amount", "amount_upheld", "money"),
        ("who", "who", "text"),
        ("at", "at", "text"),
        ("reason", "reason", "text"),
    ),
    "clues": (
        ("clue_id", "clue", "text"),
        ("source", "source", "text"),
        ("title", "clue_title", "text"),
        ("provider_id", "provider", "text"),
        ("state", "state", "text"),
        ("accepted", "accepted_on", "text"),
        ("due", "statutory", "text"),
        ("result", "result", "text"),
    ),
}


def learning(asked: Asked) -> Response:
    found = learned(asked.desk, asked.who)
    rows = _tables(asked, found)
    chart = {
        "labels": [q["quarter"] for q in found.quarters],
        "series": [
            {
                "name": asked.say(key),
                "values": [
                    None if q[key] is None else round(float(q[key]), 2) for q in found.quarters
                ],
            }
            for key in ("recovered_per_day", "planned_per_day")
        ],
    }
    precision = {
        "labels": [q["quarter"] for q in found.quarters],
        "percent": True,
        "series": [
            {
                "name": asked.say("precision"),
                "values": [
                    None if q["precision"] is None else round(100 * q["precision"], 1)
                    for q in found.quarters
                ],
            }
        ],
    }
    values = {
        "found": found,
        "rules": rows["rules"],
        "missed": rows["missed"],
        "changes": rows["changes"],
        "money_chart": json.dumps(chart, ensure_ascii=False),
        "precision_chart": json.dumps(precision, ensure_ascii=False),
        "limits": {"n": FEWEST, "retire": f"{RETIRE:.0%}", "tighten": f"{TIGHTEN:.0%}"},
        "tables": list(COLUMNS),
    }
    return asked.page("learning.html.j2", values)


def _tables(asked: Asked, found: Any) -> dict[str, list[Row]]:
    """Rows of every table with the words that a reader sees."""
    say, title = asked.say, title_of(asked)
    return {
        "rules": [
            {
                **r,
                "title": title(r["rule_id"]),
                "trend_word": say.of(TREND[r["trend"] or "unclear"]),
                "advice_word": say.of(ADVICE[r["advice"]]) if r["advice"] else "",
            }
            for r in found.rules
        ],
        "quarters": found.quarters,
        "missed": [
            {**r, "family_word": say.of(family(r["family"])) if r["family"] else say("any_family")}
            for r in found.missed
        ],
        "visits": found.visits,
        "changes": [{**r, "word_word": _change_told(asked, r)} for r in found.changes],
        "cases": _cases(asked),
        "clues": _clues(asked),
    }


def _change_told(asked: Asked, row: Row) -> str:
    """Whether it fell; without like providers, that it is its own past it is measured by."""
    word = asked.say(f"change_{row['word']}")
    if row["beside_peers"]:
        return word
    return asked.say("change_alone", word=word)


def _cases(asked: Asked) -> list[Row]:
    found = []
    for event_id, case in asked.desk.cases.by_event.items():
        event = asked.desk.shelf.event(event_id)
        if event is None or not asked.who.sees(event["region_code"]):
            continue
        said = case.verdict or {}
        found.append(
            {
                **event,
                "rules": "; ".join(event["rule_ids"]),
                "state": asked.say(STATUS_WORDS[case.state]),
                "assignee": case.assignee,
                "due": case.due,
                "outcome": asked.say.of(OUTCOMES[said["outcome"]]) if said else "",
                "amount": float(said["amount"]) if said.get("amount") else None,
                "who": said.get("who", ""),
                "at": said.get("at", ""),
                "reason": said.get("reason", ""),
            }
        )
    return found


def _clues(asked: Asked) -> list[Row]:
    shelf = asked.desk.shelf
    return [
        {
            **vars(c),
            "source": asked.say.of(SOURCES[c.source]),
            "state": asked.say.of(STATES[c.state]),
        }
        for c in asked.desk.register.sorted_for(asked.today)
        if asked.who.sees((shelf.providers.get(c.provider_id) or {}).get("region_code"))
    ]


def export(asked: Asked) -> Response:
    """`all.xlsx`, or one table as `rules.csv`."""
    name, _, kind = asked.path("name").rpartition(".")
    if (kind, name) != ("xlsx", "all") and not (kind == "csv" and name in COLUMNS):
        raise Refused(404, "not_found")
    rows = _tables(asked, learned(asked.desk, asked.who))
    heads = {t: [(k, asked.say(w), f) for k, w, f in c] for t, c in COLUMNS.items()}
    headers = {"Content-Disposition": f'attachment; filename="feijian-{name}.{kind}"'}
    if kind == "csv":
        data = exports.csv_of(heads[name], rows[name])
        return Response(data, media_type="text/csv; charset=utf-8", headers=headers)
    book = exports.workbook((asked.say(f"t_{t}"), heads[t], rows[t]) for t in COLUMNS)
    return Response(book, media_type=EXCEL, headers=headers)


def take_charts(asked: Asked) -> Response:
    """A list of random charts that came back; its rates are kept, its chart numbers are not."""
    desk = asked.desk
    act, providers = random_charts.back(desk.charts, desk.workspace, asked.form.file)
    for provider_id in providers:
        provider = desk.shelf.providers.get(provider_id)
        if provider is None or not asked.who.sees(provider["region_code"]):
            raise Refused(404, "not_found")
    desk.act(asked.who.login, lambda: [act])
    return asked.go("/learning")
