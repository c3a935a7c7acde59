"""Pages of the clue register: the list with its clocks, one clue, its next step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from starlette.responses import Response

from feijian.errors import Problem, UsageError
from feijian.workbench import clues, roles
from feijian.workbench.clues import Clue
from feijian.workbench.counts import count_of
from feijian.workbench.deadlines import STATUTORY_DAYS
from feijian.workbench.judging import OutOfDate
from feijian.workbench.store import Act
from feijian.workbench.web.context import Asked, segment
from feijian.workbench.web.protect import Refused


def register(asked: Asked) -> Response:
    desk, today = asked.desk, asked.today
    days = desk.shelf.days
    rows = [
        {
            "clue": c,
            "left": days.left(today, min(c.due, c.own_due or c.due)),
            "overdue": c.overdue(today),
        }
        for c in desk.register.sorted_for(today)
        if _is_theirs(asked, c)
    ]
    unknown = "" if days.knows(days.after(today, STATUTORY_DAYS)) else _year(asked)
    values = {"rows": rows, "unknown": unknown, "providers": _providers(asked)}
    return asked.page("clues.html.j2", values)


def _year(asked: Asked) -> str:
    return str(asked.desk.shelf.days.after(asked.today, STATUTORY_DAYS).year)


def _providers(asked: Asked) -> list[tuple[str, str]]:
    its = asked.desk.shelf.providers.values()
    return [
        (p["provider_id"], p["name"] or p["provider_id"])
        for p in its
        if asked.who.sees(p["region_code"])
    ]


def _is_theirs(asked: Asked, clue: Clue) -> bool:
    provider = asked.desk.shelf.providers.get(clue.provider_id)
    return asked.who.sees(provider["region_code"] if provider else None)


def _clue(asked: Asked) -> Clue:
    found = asked.desk.register.by_id.get(asked.path("clue_id"))
    if found is None or not _is_theirs(asked, found):
        raise Refused(404, "not_found")
    return found


def enter(asked: Asked) -> Response:
    form = asked.form
    given = {k: form[k] for k in ("source", "title", "provider_id", "own_due")}
    return asked.go(f"/clues/{segment(entered(asked, given, form.all('event')))}")


def entered(asked: Asked, said: Mapping[str, str], events: Sequence[str] = ()) -> str:
    """The clue's id. Refuses a provider or events that are not theirs to name."""
    desk, provider = asked.desk, said.get("provider_id", "")
    known = desk.shelf.providers.get(provider)
    if provider and (known is None or not asked.who.sees(known["region_code"])):
        raise Refused(404, "not_found")
    if not provider and asked.who.counties:
        raise UsageError(Problem("provider", "is missing", "Name one of your counties."))
    if any(desk.shelf.event(e) is None for e in events):
        raise Refused(404, "not_found")
    given = {
        "source": said["source"],
        "title": said["title"],
        "provider_id": provider,
        "own_due": said.get("own_due", ""),
        "events": list(events),
    }
    made = desk.act(
        asked.who.login, lambda: [clues.accept(desk.register, given, asked.today, desk.shelf.days)]
    )
    return made[0].subject


def clue(asked: Asked) -> Response:
    its = _clue(asked)
    steps = [s for s in clues.NEXT[its.state] if _may(asked, s)]
    people = [a.login for a in asked.desk.directory.accounts.values() if a.may(roles.JUDGE)]
    values = {"clue": its, "steps": steps, "people": people, "overdue": its.overdue(asked.today)}
    return asked.page("clue.html.j2", values)


def _may(asked: Asked, step: str) -> bool:
    return step not in clues.LEADERS_ALONE or asked.who.may(roles.DISPATCH)


def move(asked: Asked) -> Response:
    form, desk = asked.form, asked.desk
    its, to = _clue(asked), form["to"]
    if to in clues.STATES and not _may(asked, to):
        raise Refused(403, "forbidden")
    assignee = form["assignee"]
    if assignee:
        account = desk.directory.accounts.get(assignee)
        if account is None or not account.may(roles.JUDGE):
            raise Refused(400, "nobody_such")
    _append(asked, its, lambda: [clues.move(its, to, assignee, form["note"])])
    return asked.go(f"/clues/{segment(its.clue_id)}")


def extend(asked: Asked) -> Response:
    its = _clue(asked)
    _append(asked, its, lambda: [clues.extend(its, asked.form["reason"])])
    return asked.go(f"/clues/{segment(its.clue_id)}")


def _append(asked: Asked, its: Clue, acts: Callable[[], list[Act]]) -> None:
    seen = asked.form["seq"]

    def check() -> None:
        if str(its.seq) != seen:
            since = count_of(seen, 0) or 0
            what = "somebody moved this clue since you opened it"
            done = [e for e in its.history if e.seq > since]
            raise OutOfDate(Problem(its.clue_id, what, "Look at it again."), [], done)

    asked.desk.act(asked.who.login, acts, check)
