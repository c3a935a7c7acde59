"""Pages of cases: the queue, an event to be judged, its evidence alone, and what is refused as out of date."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import polars as pl
from starlette.responses import Response

from feijian.leads import labels
from feijian.leads.assemble import next_steps
from feijian.messages import in_words
from feijian.plain import Row
from feijian.reports.texts import CLASSES
from feijian.workbench import amounts, attachments, judging, roles
from feijian.workbench import lines as charged_lines
from feijian.workbench import queue as queues
from feijian.workbench.alike import alike
from feijian.workbench.cases import PERSONAL, free_text
from feijian.workbench.counts import count_of
from feijian.workbench.judging import Judgement, OutOfDate
from feijian.workbench.shelf import Shelf
from feijian.workbench.store import Act
from feijian.workbench.web.context import Asked, segment, title_of
from feijian.workbench.web.protect import Refused
from feijian.workbench.web.timeline import timeline
from feijian.workspace import audit

LOOKING_SECONDS = 600
_looking: dict[str, tuple[str, float]] = {}
"""Who opened a case last, and when: told to the next who opens it. The guard does not rest on it."""


def queue(asked: Asked) -> Response:
    wanted = wanted_of(asked)
    found = queues.listed(asked.desk, asked.who, wanted)
    values = {
        "wanted": wanted,
        "found": found,
        "run": asked.desk.shelf.run_id,
        "size": queues.A_PAGE,
        "overdue": queues.is_overdue,
        "rule_title": title_of(asked),
        "people": _people(asked),
        "may_triage": asked.who.may(roles.TRIAGE),
        "may_dispatch": asked.who.may(roles.DISPATCH),
        "views": asked.desk.views.of(asked.who.login),
    }
    return asked.page("queue.html.j2", values)


def wanted_of(asked: Asked) -> queues.Wanted:
    query = asked.request.query_params
    tab, page, text = query.get("tab", "all"), query.get("page", "1"), query.get("text", "").strip()
    number = count_of(page, 1, 100_000)
    if tab not in queues.TABS or number is None:
        raise Refused(400, "no_such_choice")
    if PERSONAL.search(text):
        raise Refused(400, "text_personal")
    least = amounts.amount_of(query.get("least", ""), asked.say("least"))
    return queues.Wanted(tab, query.get("family", ""), text[:100], least, number)


def _people(asked: Asked) -> list[str]:
    return sorted(a.login for a in asked.desk.directory.accounts.values() if a.may(roles.TRIAGE))


def event_of(asked: Asked, event_id: str) -> Row:
    found = asked.desk.shelf.event(event_id)
    if found is None or not asked.who.sees(found["region_code"]):
        raise Refused(404, "not_found")
    return found


def event(asked: Asked, *, reveal: bool = False) -> Response:
    event_id = asked.path("event_id")
    its, shelf, who = event_of(asked, event_id), asked.desk.shelf, asked.who
    findings = shelf.findings_of(event_id)
    evidence, counts = shelf.evidence_of([f["finding_id"] for f in findings])
    lines = shelf.lines_of(its)
    rules = list(its["rule_ids"])
    case = asked.desk.cases.of(event_id)
    filled = amounts.prefilled(its, lines) if len(lines) <= 200 else {}
    person = _person(reveal)
    values = {
        "event": its,
        "case": case,
        "person": person,
        "reveal": reveal,
        "subject": _about(asked, its, reveal),
        "findings": [{**f, "message": _message(f, asked, reveal)} for f in findings],
        "elsewhere": its["amount_at_risk"] is not None
        and any((f["amount_at_risk"] or 0) > its["amount_at_risk"] for f in findings),
        "evidence": evidence,
        "counts": counts,
        "rule_title": title_of(asked),
        "lines": lines[:200],
        "filled": filled,
        "approved": {
            r["key"]: charged_lines.prefilled(r, filled.get(r["key"])) for r in lines[:200]
        },
        "file_kinds": ",".join(f".{k}" for k in attachments.KINDS),
        "steps": next_steps(rules, shelf.rules, asked.say.lang),
        "objections": objections_of(shelf, rules, asked.say.lang),
        "law": shelf.law(rules, its["occurred_to"] or its["occurred_from"], asked.say.lang),
        "reasons": reasons_of(shelf, its["lead_id"], asked.say.lang),
        "lead_acts": _lead_acts(asked, its["lead_id"]),
        "limit": f"{asked.desk.approve_above:,.0f}",
        "run": shelf.run_id,
        "may_judge": who.may(roles.JUDGE),
        "may_triage": who.may(roles.TRIAGE),
        "may_approve": who.may(roles.APPROVE)
        and case.proposed is not None
        and case.proposed["who"] != who.login,
        "similar": alike(asked.desk, who, [event_id]),
        **_along_time(asked, evidence, person),
        "looking": _other_looking(event_id, who.login),
        "back": "/queue",
    }
    return asked.page("event.html.j2", values)


def evidence(asked: Asked) -> Response:
    """Both sides of an event's evidence as a part of another page, for looking without leaving it."""
    event_id = asked.path("event_id")
    its, shelf, person = event_of(asked, event_id), asked.desk.shelf, _person(reveal=False)
    findings = shelf.findings_of(event_id)
    rows, counts = shelf.evidence_of([f["finding_id"] for f in findings])
    values = {
        "event": its,
        "findings": [{**f, "message": _message(f, asked, reveal=False)} for f in findings],
        "evidence": rows,
        "counts": counts,
        "person": person,
        "rule_title": title_of(asked),
        **_along_time(asked, rows, person),
    }
    return asked.page("evidence.html.j2", values)


def _along_time(
    asked: Asked, evidence: dict[str, list[Row]], person: Callable[[str | None], str]
) -> Row:
    """The drawing along time, a lane each provider and person, and the names of the providers."""
    providers = asked.desk.shelf.providers
    ids = dict.fromkeys(r["provider_id"] for rows in evidence.values() for r in rows)
    places = {p: str((providers.get(p) or {}).get("name") or p or "—") for p in ids}

    def mark(row: Row) -> str:
        item = row["item"] or row["code"] or row["key"]
        when = f"{row['started_at']:%Y-%m-%d %H:%M}"
        if row["ended_at"]:
            when += f" – {row['ended_at']:%Y-%m-%d %H:%M}"
        return f"{asked.say.of(CLASSES[item]) if item in CLASSES else item} {when}"

    def lane(row: Row) -> tuple[str, str]:
        return places[row["provider_id"]], person(row["person_id"])

    return {"timeline": timeline(evidence, lane, mark), "places": places}


def _lead_acts(asked: Asked, lead_id: str | None) -> str:
    """What was done about the whole lead that the event is of; empty where nothing was."""
    state = asked.desk.leads.by_lead.get(lead_id or "")
    return state.told(asked.say.lang) if state else ""


def _person(reveal: bool) -> Any:
    return (lambda v: v or "") if reveal else labels.masked


def _about(asked: Asked, event: Row, reveal: bool) -> str:
    """Whom an event is about; what names a group is a key of ours and says nothing to people."""
    kind, subject = event["subject_kind"], event["subject_id"]
    if kind == "group":
        return labels.subject(kind).to(asked.say.lang)
    return str(subject) if reveal else labels.masked_subject(kind, subject)


def _message(finding: Row, asked: Asked, reveal: bool) -> str:
    return asked.desk.shelf.says(finding, asked.say.lang, reveal=reveal)


def objections_of(shelf: Shelf, rule_ids: list[str], lang: str) -> list[str]:
    """What the rules say themselves of when it is innocent, each once."""
    found: dict[str, None] = {}
    for rule_id in rule_ids:
        rule = shelf.rules.get(rule_id)
        for text in (rule.innocent_when if lang == "en" else rule.innocent_when_zh) if rule else ():
            found.setdefault(text)
    return list(found)


def reasons_of(shelf: Shelf, lead_id: str | None, lang: str) -> list[str]:
    """Why a lead has its place, in the page's language."""
    its = shelf.leads.filter(pl.col("lead_id") == lead_id)["reasons"].to_list()
    return [r[lang] for r in json.loads(its[0]) if r["kind"] != "next_steps"] if its else []


def _other_looking(event_id: str, login: str) -> str:
    who, at = _looking.get(event_id, ("", 0.0))
    if len(_looking) > 5_000:
        _looking.clear()
    _looking[event_id] = (login, time.monotonic())
    return who if who not in ("", login) and time.monotonic() - at < LOOKING_SECONDS else ""


def judge(asked: Asked) -> Response:
    form, event_id = asked.form, asked.path("event_id")
    # one that has left the list is told by the guard, with what became of it
    if asked.desk.shelf.event(event_id) is not None:
        event_of(asked, event_id)
    outcome = form["outcome"]
    lines, approved = _lines(asked, event_id) if outcome == "partly" else ({}, {})
    seq = count_of(form["seq"], 0)
    if seq is None:
        raise Refused(400, "not_a_form")
    given = Judgement(
        event_id,
        outcome,
        form["reason"],
        form["digest"],
        seq,
        form["run"],
        amounts.amount_of(form["amount"], asked.say("amount_upheld"))
        if outcome != "rejected"
        else None,
        lines,
        approved,
        tuple(attachments.checked(form.files("file"))),
    )
    judging.judge(asked.desk, asked.who.login, given)
    following = queues.next_after(asked.desk, asked.who, event_id)
    return asked.go(f"/event/{segment(following)}" if following else "/queue")


def _lines(
    asked: Asked, event_id: str
) -> tuple[dict[str, Decimal], dict[str, charged_lines.Approved]]:
    """Amount upheld by line as the form has it, by quantity and price where those were changed."""
    form, shelf, its = asked.form, asked.desk.shelf, asked.desk.shelf.event(event_id)
    said = {
        field: {
            k: amounts.amount_of(v, asked.say(word))
            if field == "line."
            else charged_lines.number_of(v, asked.say(word))
            for k, v in form.beginning(field).items()
        }
        for field, word in (
            ("line.", "upheld_line"),
            ("quantity.", "quantity"),
            ("price.", "price"),
        )
    }
    upheld = {k: v or Decimal(0) for k, v in said["line."].items()}
    if its is None or not upheld:
        return upheld, {}
    lines = shelf.lines_of(its)
    filled = amounts.prefilled(its, lines)
    return charged_lines.taken(
        {r["key"]: r for r in lines}, filled, upheld, said["quantity."], said["price."]
    )


def attached(asked: Asked) -> Response:
    """A file of one of the event's verdicts, to be saved: never shown in the browser."""
    event_id, wanted = asked.path("event_id"), asked.path("hash")
    event_of(asked, event_id)
    names = {
        f["hash"]: f["name"]
        for act in asked.desk.cases.of(event_id).history
        for f in act.body.get("files", ())
    }
    data = attachments.read(asked.desk.workspace, wanted) if wanted in names else None
    if data is None:
        raise Refused(404, "not_found")
    disposition = f"attachment; filename*=UTF-8''{quote(names[wanted], safe='')}"
    headers = {"Content-Disposition": disposition, "Content-Security-Policy": "sandbox"}
    return Response(data, media_type="application/octet-stream", headers=headers)


def decide(asked: Asked) -> Response:
    form, event_id = asked.form, asked.path("event_id")
    event_of(asked, event_id)
    seq = count_of(form["seq"], 0)
    if form["decision"] not in ("approve", "return") or seq is None:
        raise Refused(400, "no_such_choice")
    approve = form["decision"] == "approve"
    judging.decide(
        asked.desk,
        asked.who.login,
        event_id,
        seq,
        approve=approve,
        reason=form["reason"],
    )
    return asked.go("/queue?tab=approve")


def note(asked: Asked) -> Response:
    event_id = asked.path("event_id")
    event_of(asked, event_id)
    text = free_text(asked.form["note"], asked.say("note"))
    if text:
        asked.desk.act(asked.who.login, lambda: [Act("case.noted", event_id, {"text": text})])
    return asked.go(f"/event/{segment(event_id)}")


def reveal(asked: Asked) -> Response:
    """The page with person ids in clear, for who may and says why; stored and logged first."""
    event_id, who = asked.path("event_id"), asked.who
    event_of(asked, event_id)
    if not who.reveal:
        raise Refused(403, "forbidden")
    why = free_text(asked.form["why"], asked.say("reveal_why"))
    if len(why) < 4:
        raise Refused(400, "not_a_form", asked.say("reveal_why"))
    asked.desk.act(who.login, lambda: [Act("reveal", event_id, {"why": why})])
    audit.record(asked.desk.workspace.root, "reveal", {"event_id": event_id, "why": why}, who.login)
    return event(asked, reveal=True)


def out_of_date(asked: Asked, stale: OutOfDate) -> Response:
    """409, with what changed; nothing was saved."""
    place = asked.request.url.path.rsplit("/", 1)[0]
    values = {
        "stale": stale,
        "problem": in_words(str(stale.problems[0]), asked.say.lang),
        "place": place,
        "rule_title": title_of(asked),
        "typed": asked.form["reason"],
    }
    return asked.page("stale.html.j2", values, 409)
