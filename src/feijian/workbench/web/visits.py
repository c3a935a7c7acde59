"""Pages of visits: the plan, one visit by station, the hospital's answer, recovery, hand-over, papers."""

from __future__ import annotations

import io
from collections.abc import Callable

import polars as pl
from starlette.responses import Response

from feijian.errors import Problem, ServiceError, UsageError
from feijian.leads.charts import write_rows
from feijian.messages import in_words
from feijian.plain import Row
from feijian.reports.stations import STATIONS, station_of
from feijian.workbench import amounts, forms, forms_printed, handover, offline, roles, visits
from feijian.workbench.clues import day_of
from feijian.workbench.counts import count_of
from feijian.workbench.handover import OFFICES
from feijian.workbench.judging import OutOfDate
from feijian.workbench.store import Act
from feijian.workbench.visits import ACTS, ANSWERS, NEXT, STATES, Visit
from feijian.workbench.web.context import Asked, segment, title_of
from feijian.workbench.web.protect import Refused
from feijian.workspace import audit

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _sees(asked: Asked, visit: Visit) -> bool:
    provider = asked.desk.shelf.providers.get(visit.provider_id)
    plans = asked.who.may(roles.DISPATCH)
    theirs = asked.who.sees(provider["region_code"] if provider else None)
    return theirs and visit.is_open_to(asked.who.login, asked.today, plans=plans)


def _visit(asked: Asked) -> Visit:
    found = asked.desk.visits.by_id.get(asked.path("visit_id"))
    if found is None or not _sees(asked, found):
        raise Refused(404, "not_found")
    return found


def visit_list(asked: Asked) -> Response:
    desk = asked.desk
    its = [v for v in desk.visits.by_id.values() if _sees(asked, v)]
    its.sort(key=lambda v: (v.state == "locked", v.first, v.visit_id))
    values = {
        "rows": [
            {
                "visit": v,
                "name": _name(asked, v.provider_id),
                "upheld": visits.upheld(v, desk.cases),
                "recovered": sum(a for _, a, _ in v.recovered),
            }
            for v in its
        ],
        "handovers": [
            {"its": h, "overdue": h.overdue(asked.today), "name": _name(asked, h.provider_id)}
            for h in desk.handovers.sorted_for(asked.today)
            if _may_know(asked, h.provider_id)
        ],
        "providers": sorted(
            (p["provider_id"], p["name"] or p["provider_id"])
            for p in desk.shelf.providers.values()
            if asked.who.sees(p["region_code"])
        ),
        "people": [a.login for a in desk.directory.accounts.values() if a.may(roles.JUDGE)],
        "VISIT_STATES": STATES,
        "OFFICES": OFFICES,
    }
    return asked.page("visits.html.j2", values)


def _may_know(asked: Asked, provider_id: str) -> bool:
    provider = asked.desk.shelf.providers.get(provider_id)
    return asked.who.sees(provider["region_code"] if provider else None)


def _name(asked: Asked, provider_id: str) -> str:
    provider = asked.desk.shelf.providers.get(provider_id)
    return str((provider or {}).get("name") or provider_id)


def plan(asked: Asked) -> Response:
    form, desk = asked.form, asked.desk
    provider = desk.shelf.providers.get(form["provider_id"])
    if provider is None or not asked.who.sees(provider["region_code"]):
        raise Refused(404, "not_found")
    team = [t for t in form.all("team") if t]
    for login in team:
        account = desk.directory.accounts.get(login)
        if account is None or not account.may(roles.JUDGE):
            raise Refused(400, "nobody_such")
    its = desk.shelf.events.filter(pl.col("provider_id") == provider["provider_id"])
    given = {
        "provider_id": provider["provider_id"],
        "first": day_of(form["first"], "first day"),
        "last": day_of(form["last"], "last day"),
        "team": team,
        "purpose": form["purpose"],
        "events": its["event_id"].to_list(),
    }
    made = desk.act(asked.who.login, lambda: [visits.plan(desk.visits, given, asked.today)])
    return asked.go(f"/visits/{segment(made[0].subject)}")


def visit(asked: Asked) -> Response:
    its, desk = _visit(asked), asked.desk
    shown = [e for e in (desk.shelf.event(i) for i in its.events) if e is not None]
    gone = [i for i in its.events if desk.shelf.event(i) is None]
    due = visits.upheld(its, desk.cases)
    back = sum(a for _, a, _ in its.recovered)
    values = {
        "visit": its,
        "name": _name(asked, its.provider_id),
        "steps": NEXT[its.state],
        "rows": [
            {
                **e,
                "case": desk.cases.of(e["event_id"]),
                "objection": its.objections.get(e["event_id"]),
            }
            for e in shown
        ],
        "gone": gone,
        "stations": _stations(asked, its, shown),
        "upheld": due,
        "recovered": back,
        "due": due - back,
        "handovers": desk.handovers.of(its.visit_id),
        "acts": its.state in ("started", "left") and asked.who.may(roles.JUDGE),
        "VISIT_STATES": STATES,
        "VISIT_ACTS": ACTS,
        "STATIONS": STATIONS,
        "OFFICES": OFFICES,
        "ANSWERS": ANSWERS,
        "FORMS": forms.FORMS,
        "HANDED": forms.HANDED,
        "titles": title_of(asked),
        "charts": len(desk.shelf.background.charts.get(its.provider_id, ([], 0))[0]),
        "sealed": its.state == "planned" and asked.today < its.first,
    }
    return asked.page("visit.html.j2", values)


def charts(asked: Asked) -> Response:
    """The charts drawn by lot at the visit's provider, as a list for who plans: not for the team on the spot.

    Filled in, it comes back on the page of results.
    """
    its, shelf = _visit(asked), asked.desk.shelf
    lot, population = shelf.background.charts.get(its.provider_id, ([], 0))
    if not lot:
        raise Refused(404, "not_found")
    out = io.StringIO(newline="")
    write_rows(out, its.provider_id, lot, population)
    audit.record(
        asked.desk.workspace.root,
        "sample charts",
        {"run_id": shelf.run_id, "provider": its.provider_id, "visit": its.visit_id},
        asked.who.login,
    )
    headers = {"Content-Disposition": f'attachment; filename="{its.visit_id}.csv"'}
    return Response(out.getvalue().encode("utf-8-sig"), media_type="text/csv", headers=headers)


def _stations(asked: Asked, its: Visit, events: list[Row]) -> list[Row]:
    """The points of the visit's rules by station, each once, with what was seen."""
    shelf, lang = asked.desk.shelf, asked.say.lang
    found: dict[str, dict[str, str]] = {}
    for rule_id in sorted({r for e in events for r in e["rule_ids"]}):
        rule = shelf.rules.get(rule_id)
        if rule is not None:
            for zh, en in zip(rule.verify_by_zh, rule.verify_by, strict=False):
                found.setdefault(station_of(zh), {}).setdefault(zh, zh if lang == "zh" else en)
    return [
        {
            "station": s,
            "points": [(key, text, its.tasks.get((s, key), "")) for key, text in found[s].items()],
        }
        for s in STATIONS
        if s in found
    ]


def move(asked: Asked) -> Response:
    its = _visit(asked)
    return _act(asked, its, lambda: visits.move(its, asked.form["to"], asked.today))


def see(asked: Asked) -> Response:
    its, form = _visit(asked), asked.form
    return _act(
        asked,
        its,
        lambda: visits.see(its, form["station"], form["point"], form["seen"]),
        fresh=False,
    )


def object_to(asked: Asked) -> Response:
    its, form = _visit(asked), asked.form
    return _act(asked, its, lambda: visits.object_to(its, form["event_id"], form["text"]))


def answer(asked: Asked) -> Response:
    its, form = _visit(asked), asked.form
    return _act(
        asked, its, lambda: visits.answer(its, form["event_id"], form["answer"], form["reason"])
    )


def recovered(asked: Asked) -> Response:
    its, form = _visit(asked), asked.form
    amount = amounts.amount_of(form["amount"], asked.say("recovered_money"))
    day = day_of(form["day"], "day")
    if amount is None:
        raise UsageError(Problem("amount", "is empty", "Write what was received."))
    cases = asked.desk.cases
    return _act(
        asked, its, lambda: visits.recover(its, cases, day, amount, form["note"], asked.today)
    )


def lock(asked: Asked) -> Response:
    its = _visit(asked)
    return _act(asked, its, lambda: visits.lock(its, asked.desk.cases, asked.desk.shelf.amounts))


def hand_over(asked: Asked) -> Response:
    its, form, desk = _visit(asked), asked.form, asked.desk
    chosen = [e for e in form.all("event") if e in its.events]
    given = {
        "subject": its.visit_id,
        "provider_id": its.provider_id,
        "to": form["to"],
        "reason": form["reason"],
        "events": chosen,
    }
    days = desk.shelf.days
    desk.act(
        asked.who.login, lambda: [handover.hand_over(desk.handovers, given, asked.today, days)]
    )
    return asked.go(f"/visits/{segment(its.visit_id)}")


def receipt(asked: Asked) -> Response:
    desk, form = asked.desk, asked.form
    its = desk.handovers.by_id.get(asked.path("handover_id"))
    if its is None or not _may_know(asked, its.provider_id):
        raise Refused(404, "not_found")
    day = day_of(form["day"], "day")
    desk.act(asked.who.login, lambda: [handover.receive(its, form["receipt"], day, asked.today)])
    return asked.go(f"/visits/{segment(its.subject)}")


def paper(asked: Asked) -> Response:
    """One of the visit's forms as a Word document, or as PDF where the name ends so."""
    its = _visit(asked)
    name, _, kind = asked.path("form").partition(".")
    if name not in forms.FORMS or kind not in ("", "pdf"):
        raise Refused(404, "not_found")
    text = forms.filled(asked.desk, its, name, asked.say.lang, asked.today)
    if kind == "pdf":
        try:
            made = forms_printed.printed(asked.desk.workspace, text)
        except ServiceError as error:
            raise Refused(503, "failed", str(error)) from None
    else:
        made = forms.document(text)
    place = f'attachment; filename="{its.visit_id}-{name}.{kind or "docx"}"'
    media = "application/pdf" if kind else WORD
    return Response(made, media_type=media, headers={"Content-Disposition": place})


def sheet(asked: Asked) -> Response:
    """The visit's verdict sheet, to be filled in without a network."""
    its = _visit(asked)
    headers = {"Content-Disposition": f'attachment; filename="{its.visit_id}.xlsx"'}
    return Response(
        offline.sheet_of(asked.desk, its, asked.say.lang), media_type=EXCEL, headers=headers
    )


def take_sheet(asked: Asked) -> Response:
    """What came back, judged row by row; the page says what became of it."""
    its = _visit(asked)
    taken = offline.take_sheet(asked.desk, asked.who.login, its, asked.form.file)
    untaken = [in_words(p.in_one_line(), asked.say.lang) for p in taken.problems]
    values = {"visit": its, "taken": taken, "untaken": untaken}
    return asked.page("sheet_taken.html.j2", values, 400 if taken.problems else 200)


def _act(asked: Asked, its: Visit, made: Callable[[], Act], *, fresh: bool = True) -> Response:
    """Append it; with `fresh`, only where nobody acted on the visit since the page was made."""
    seen = asked.form["seq"]

    def check() -> None:
        if fresh and str(its.seq) != seen:
            since = count_of(seen, 0) or 0
            what = "somebody acted on this visit since you opened it"
            done = [e for e in its.history if e.seq > since]
            raise OutOfDate(Problem(its.visit_id, what, "Look at it again."), [], done)

    asked.desk.act(asked.who.login, lambda: [made()], check)
    return asked.go(f"/visits/{segment(its.visit_id)}")
