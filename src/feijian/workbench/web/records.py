"""Pages of the record: credit of providers, points of practitioners; both of decided visits alone."""

from __future__ import annotations

from starlette.responses import Response

from feijian.workbench import points
from feijian.workbench.clues import day_of
from feijian.workbench.credit import LEVELS, YEARS, record_of
from feijian.workbench.points import EFFECTS, Entry, effect
from feijian.workbench.web.context import Asked
from feijian.workbench.web.protect import Refused


def record(asked: Asked) -> Response:
    desk, year = asked.desk, asked.today.year
    providers = [p for p in desk.shelf.providers.values() if asked.who.sees(p["region_code"])]
    found = [
        {"name": p["name"] or p["provider_id"], "its": its}
        for p in providers
        if (its := record_of(p["provider_id"], desk.visits, asked.today)).score is not None
    ]
    found.sort(key=lambda r: (r["its"].score, r["its"].provider_id))
    theirs = {p["provider_id"] for p in providers}
    entries = [e for e in desk.points.by_id.values() if e.provider_id in theirs]
    counted = desk.points.of_year(year)
    values = {
        "rows": found,
        "unseen": len(providers) - len(found),
        "years": YEARS,
        "levels": LEVELS,
        "entries": sorted(entries, key=lambda e: e.entry_id, reverse=True),
        "year": year,
        "people": [
            (who, n, EFFECTS[effect(n)])
            for who, n in counted.items()
            if any(e.practitioner_id == who for e in entries)
        ],
        "visits": [
            v.visit_id
            for v in desk.visits.by_id.values()
            if v.state == "locked" and v.provider_id in theirs
        ],
    }
    return asked.page("record.html.j2", values)


def _entry(asked: Asked) -> Entry:
    found = asked.desk.points.by_id.get(asked.path("entry_id"))
    provider = asked.desk.shelf.providers.get(found.provider_id) if found else None
    if found is None or not asked.who.sees(provider["region_code"] if provider else None):
        raise Refused(404, "not_found")
    return found


def give(asked: Asked) -> Response:
    form, desk = asked.form, asked.desk
    given = {
        "visit_id": form["visit_id"],
        "practitioner_id": form["practitioner_id"],
        "points": form["points"],
        "instrument": form["instrument"],
        "decided": day_of(form["decided"], "day"),
    }
    desk.act(asked.who.login, lambda: [points.give(desk.points, desk.visits, given, asked.today)])
    return asked.go("/record")


def appeal(asked: Asked) -> Response:
    its = _entry(asked)
    asked.desk.act(asked.who.login, lambda: [points.appeal(its)])
    return asked.go("/record")


def answer(asked: Asked) -> Response:
    its, form = _entry(asked), asked.form
    if form["result"] not in ("lift", "stand"):
        raise Refused(400, "no_such_choice")
    lift = form["result"] == "lift"
    asked.desk.act(asked.who.login, lambda: [points.answer_appeal(its, form["reason"], lift=lift)])
    return asked.go("/record")
