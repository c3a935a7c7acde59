"""The interface for programs: what the pages do, as JSON, for who holds a token of a live account.

A token speaks for its owner with the owner's rights and divisions. Persons are masked as on the pages.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from starlette.responses import Response

from feijian.errors import Problem, UsageError
from feijian.leads import labels
from feijian.messages import sentence
from feijian.plain import Row
from feijian.workbench import amounts, judging, roles
from feijian.workbench import queue as queues
from feijian.workbench.cases import PERSONAL, STATUSES, Case
from feijian.workbench.clues import Clue
from feijian.workbench.credit import due_by_credit
from feijian.workbench.judging import Judgement
from feijian.workbench.plan import Demand, Team, make_plan
from feijian.workbench.plan_files import visits_of
from feijian.workbench.web.api_fields import ASSIGN, CLUE, JUDGE, PLAN, STATUS, TEAM, Field
from feijian.workbench.web.cases import wanted_of
from feijian.workbench.web.clues import entered
from feijian.workbench.web.context import Asked
from feijian.workbench.web.protect import Refused
from feijian.workbench.web.triage import bulk_act

EVENT_FIELDS = (
    "event_id", "lead_id", "rank", "rule_ids", "family", "provider_id", "provider_name",
    "region_code", "occurred_from", "occurred_to", "amount_at_risk", "fund_at_risk",
    "expected_recovery", "probability", "digest",
)  # fmt: skip


def as_json(told: Any, status: int = 200) -> Response:
    def plain(value: Any) -> Any:
        if isinstance(value, Decimal):
            return str(value)
        if isinstance(value, date | datetime):
            return value.isoformat()
        if isinstance(value, frozenset | set):
            return sorted(value)
        raise TypeError(type(value).__name__)

    text = json.dumps(told, ensure_ascii=False, default=plain)
    return Response(text, status, media_type="application/json; charset=utf-8")


def body(asked: Asked, fields: dict[str, Field], given: Any = None, where: str = "body") -> Row:
    """The body of a request, checked against its fields. Raises UsageError with everything wrong."""
    told = asked.json if given is None else given
    if not isinstance(told, dict):
        raise UsageError(Problem(where, "is not an object", "Send a JSON object."))
    problems = [
        Problem(
            f"{where}.{k}"[:60], "is unknown", sentence("Known: {known}.", known=", ".join(fields))
        )
        for k in told.keys() - fields.keys()
    ]
    for name, (kind, needed) in fields.items():
        if name not in told or told[name] is None:
            if needed:
                problems.append(Problem(f"{where}.{name}", "is missing", "Send it."))
        elif not isinstance(told[name], kind) or isinstance(told[name], bool):
            todo = "See /api/openapi.json."
            problems.append(
                Problem(f"{where}.{name}", sentence("is no {kind}", kind=kind.__name__), todo)
            )
    if problems:
        raise UsageError(problems)
    return {k: v for k, v in told.items() if v is not None}


def queue(asked: Asked) -> Response:
    found = queues.listed(asked.desk, asked.who, wanted_of(asked))
    rows = [_told(r, r["case"]) for r in found.rows]
    return as_json({"total": found.total, "counts": dict(found.counts), "events": rows})


def _told(event: Row, case: Case) -> Row:
    made = {k: event[k] for k in EVENT_FIELDS}
    made["subject"] = labels.masked_subject(event["subject_kind"], event["subject_id"])
    said = case.verdict
    return {
        **made,
        "state": case.state,
        "assignee": case.assignee,
        "due": case.due,
        "seq": case.seq,
        "verdict": {
            k: said.get(k)
            for k in ("outcome", "amount", "reason", "who", "at", "lines", "approved", "files")
        }
        if said
        else None,
    }


def _event(asked: Asked, event_id: str) -> Row:
    found = asked.desk.shelf.event(event_id)
    if found is None or not asked.who.sees(found["region_code"]):
        raise Refused(404, "not_found")
    return found


def event(asked: Asked) -> Response:
    its = _event(asked, asked.path("event_id"))
    desk = asked.desk
    lines = desk.shelf.lines_of(its)
    filled = amounts.prefilled(its, lines)
    findings = desk.shelf.findings_of(its["event_id"])
    told = _told(its, desk.cases.of(its["event_id"]))
    kept = (
        "key",
        "hospital_no",
        "record_no",
        "started_at",
        "code",
        "item",
        "department",
        "quantity",
        "unit_price",
        "amount",
    )
    told["lines"] = [
        {
            **{k: r[k] for k in kept},
            "person": labels.masked(r["person_id"] or ""),
            "at_risk": filled.get(r["key"]),
        }
        for r in lines
    ]
    told["findings"] = [
        {k: f[k] for k in ("finding_id", "rule_id", "certainty", "amount_at_risk")}
        for f in findings
    ]
    told["run_id"] = desk.shelf.run_id
    return as_json(told)


def judge(asked: Asked) -> Response:
    event_id = asked.path("event_id")
    if asked.desk.shelf.event(event_id) is not None:
        _event(asked, event_id)
    told = body(asked, JUDGE)
    lines = {
        str(k): amounts.amount_of(str(v), f"lines.{k}") or Decimal(0)
        for k, v in told.get("lines", {}).items()
    }
    given = Judgement(
        event_id,
        told["outcome"],
        told.get("reason", ""),
        told["digest"],
        told["seq"],
        told["run_id"],
        amounts.amount_of(told.get("amount", ""), "amount"),
        lines,
    )
    stored = judging.judge(asked.desk, asked.who.login, given)
    return as_json({"kind": stored.kind, "seq": stored.seq, "hash": stored.hash}, 201)


def assign(asked: Asked) -> Response:
    told = body(asked, ASSIGN)
    to = told.get("to", asked.who.login)
    return _bulk(
        asked, told["event_ids"], "assign_me" if to == asked.who.login else "assign_to", to
    )


def status(asked: Asked) -> Response:
    told = body(asked, STATUS)
    if told["status"] not in STATUSES:
        raise UsageError(
            Problem("status", "is unknown", sentence("One of: {known}.", known=", ".join(STATUSES)))
        )
    return _bulk(asked, told["event_ids"], told["status"], "")


def _bulk(asked: Asked, event_ids: list[Any], what: str, to: str) -> Response:
    stored = bulk_act(asked, [str(e) for e in event_ids], what, to, "")
    return as_json(
        {"changed": [e.subject for e in stored], "seq": stored[-1].seq if stored else None}, 201
    )


def _clue(its: Clue) -> Row:
    kept = (
        "clue_id",
        "source",
        "title",
        "provider_id",
        "state",
        "assignee",
        "accepted",
        "due",
        "own_due",
        "result",
        "seq",
    )
    return {k: getattr(its, k) for k in kept}


def register(asked: Asked) -> Response:
    desk = asked.desk
    its = [
        _clue(c)
        for c in desk.register.sorted_for(asked.today)
        if asked.who.sees((desk.shelf.providers.get(c.provider_id) or {}).get("region_code"))
    ]
    return as_json({"clues": its})


def enter(asked: Asked) -> Response:
    told = body(asked, CLUE)
    made = entered(asked, {k: str(v) for k, v in told.items()})
    asked.desk.catch_up()
    return as_json(_clue(asked.desk.register.by_id[made]), 201)


def plan(asked: Asked) -> Response:
    """A plan of what was sent; it is answered and not kept (the page keeps plans)."""
    told = body(asked, PLAN)
    teams = []
    for number, team in enumerate(told["teams"], start=1):
        one = body(asked, TEAM, team, f"teams.{number}")
        travel = one.get("travel", {})
        if not all(
            isinstance(d, int) and not isinstance(d, bool) and 0 <= d <= 30 for d in travel.values()
        ):
            raise UsageError(Problem(f"teams.{number}.travel", "has other than days", "0 to 30."))
        default = one.get("default_travel", 1)
        texts = [*map(str, one.get("skills", [])), *map(str, one.get("avoids", []))]
        if PERSONAL.search(" ".join(texts)) or not 0 <= default <= 30:
            raise UsageError(Problem(f"teams.{number}", "is not a team", "See /api/openapi.json."))
        teams.append(
            Team(
                one["name"],
                frozenset(map(str, one.get("skills", []))),
                one.get("home", ""),
                frozenset(map(str, one.get("avoids", []))),
                tuple(sorted(travel.items())),
                default,
            )
        )
    whole = {k: told.get(k, 0) for k in ("by_lot", "seed", "owner_cap", "due_by_credit")}
    if (
        not 1 <= told["days"] <= 60
        or len(teams) > 12
        or not all(0 <= v <= 10**9 for v in whole.values())
    ):
        raise UsageError(
            Problem("plan", "is too large or below nothing", "12 teams and 60 days at most.")
        )
    demand = Demand(
        told["days"],
        tuple(map(str, told.get("must", []))),
        whole["by_lot"],
        whole["seed"],
        frozenset(map(str, told.get("barred", []))),
        whole["owner_cap"],
        due_least=whole["due_by_credit"],
    )
    theirs = {p for p, r in asked.desk.shelf.providers.items() if asked.who.sees(r["region_code"])}
    run = asked.desk.shelf.run
    if demand.due_least:
        found_due = due_by_credit(theirs, asked.desk.visits, asked.today)
        demand = replace(demand, due=tuple(its.provider_id for its, _ in found_due))
    may_be = visits_of(asked.desk.workspace, run, {}, (*demand.must, *demand.due))
    open_ones = [v for v in may_be if v.provider_id in theirs]
    found = make_plan(open_ones, teams, demand)
    return as_json(
        {
            "run_id": run.run_id,
            "hash": found.hash,
            "seed": demand.seed,
            "lot": list(found.lot),
            "value": round(found.value, 2),
            "gap": found.gap,
            "others": found.others,
            "one_more_team": round(found.one_more_team, 2),
            "stops": [vars(s) for s in found.stops],
        }
    )


Handler = Callable[[Asked], Response]
PATHS: tuple[tuple[str, str, str, Handler, str, dict[str, Field]], ...] = (
    ("GET", "/api/queue", roles.SEE, queue, "Events of a tab (tab, family, text, least, page).", {}),
    ("GET", "/api/events/{event_id}", roles.SEE, event, "One event with its lines and state.", {}),
    ("POST", "/api/events/{event_id}/verdict", roles.JUDGE, judge, "Judge it; 409 where it moved on.", JUDGE),
    ("POST", "/api/assign", roles.TRIAGE, assign, "Assign events to oneself, or to somebody (a leader).", ASSIGN),
    ("POST", "/api/status", roles.TRIAGE, status, "Set the status of events: open, visit, closed.", STATUS),
    ("GET", "/api/clues", roles.SEE, register, "The clue register, overdue first.", {}),
    ("POST", "/api/clues", roles.REGISTER, enter, "Enter a clue.", CLUE),
    ("POST", "/api/plan", roles.DISPATCH, plan, "A plan of teams and days; answered, not kept.", PLAN),
)  # fmt: skip
