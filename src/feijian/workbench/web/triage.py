"""Acts on the queue: the same for many cases at once, and views of one's own."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.responses import Response

from feijian.workbench import amounts, roles, views
from feijian.workbench import queue as queues
from feijian.workbench.cases import PERSONAL, STATUSES
from feijian.workbench.clues import day_of
from feijian.workbench.store import Act, Event
from feijian.workbench.web.cases import event_of
from feijian.workbench.web.context import Asked
from feijian.workbench.web.protect import Refused


def save_view(asked: Asked) -> Response:
    """The filters of the queue under a name, for oneself; or one of them removed."""
    form, login, desk = asked.form, asked.who.login, asked.desk
    if form["remove"]:
        desk.act(login, lambda: [views.remove(desk.views, login, form["remove"])])
        return asked.go("/queue")
    filters = {f: form[f] for f in views.FIELDS}
    if filters["tab"] not in queues.TABS or PERSONAL.search(filters["text"]):
        raise Refused(400, "no_such_choice")
    amounts.amount_of(filters["least"], asked.say("least"))
    desk.act(login, lambda: [views.save(desk.views, login, form["name"], filters)])
    return asked.go("/queue?" + dict(desk.views.of(login))[form["name"]])


def bulk(asked: Asked) -> Response:
    """Assign, release, mark, close or date the cases that were selected."""
    form = asked.form
    bulk_act(asked, form.all("id"), form["what"], form["to"], form["due"])
    return asked.go(_back(form["back"]))


def bulk_act(asked: Asked, selected: Sequence[str], what: str, to: str, due: str) -> list[Event]:
    """The same act on many cases, all or none. what: as the page's buttons and the interface name it."""
    who = asked.who
    ids = list(dict.fromkeys(selected))
    if len(ids) > queues.CHUNK:
        raise Refused(400, "too_many_cases")
    for event_id in ids:
        event_of(asked, event_id)
    if what == "assign_me":
        acts = [Act("case.assigned", i, {"to": who.login}) for i in ids]
    elif what in ("assign_to", "release"):
        acts = _given(asked, ids, to if what == "assign_to" else "")
    elif what in STATUSES:
        if what == "closed" and not who.may(roles.JUDGE):
            raise Refused(403, "forbidden")
        acts = [Act("case.status", i, {"status": what}) for i in ids]
    elif what == "due":
        day = day_of(due, asked.say("due"))
        acts = [Act("case.due", i, {"due": str(day)}) for i in ids]
    else:
        raise Refused(400, "no_such_choice")

    def check() -> None:
        # nobody takes what somebody else has meanwhile taken, unless a leader gives it
        if what in ("assign_me", "release") and not who.may(roles.DISPATCH):
            taken = [i for i in ids if asked.desk.cases.of(i).assignee not in ("", who.login)]
            if taken:
                other = asked.desk.cases.of(taken[0]).assignee
                raise Refused(409, "taken_by", asked.say("taken_by", who=other))

    return asked.desk.act(who.login, lambda: acts, check)


def _given(asked: Asked, ids: list[str], to: str) -> list[Act]:
    if to and not asked.who.may(roles.DISPATCH):
        raise Refused(403, "not_yours")
    account = asked.desk.directory.accounts.get(to)
    if to and (account is None or not account.may(roles.TRIAGE)):
        raise Refused(400, "nobody_such")
    return [Act("case.assigned", i, {"to": to}) for i in ids]


def _back(place: str) -> str:
    """A place of the queue to return to; never another site."""
    return (
        place
        if place.startswith("/queue") and "\\" not in place and "\n" not in place
        else "/queue"
    )
