"""What a handler is given: the request, who asks, the desk, and how an answer is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from feijian.leads import labels
from feijian.reports.texts import CLASSES
from feijian.reports.views import between, moment, number, price, span
from feijian.workbench.accounts import Account
from feijian.workbench.cases import ACTS
from feijian.workbench.clues import SOURCES, STATES
from feijian.workbench.desk import Desk
from feijian.workbench.queue import TABS
from feijian.workbench.roles import ROLES
from feijian.workbench.store import Event
from feijian.workbench.visits import ACTS as VISIT_ACTS
from feijian.workbench.web.protect import BEFORE, SESSION, Form, Refused, form_token
from feijian.workbench.web.texts import TEXTS

STATUS_WORDS = {
    "open": "st_open",
    "visit": "st_visit",
    "judged": "st_judged",
    "proposed": "st_proposed",
    "closed": "st_closed",
}


class Speech:
    """The pages' texts in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, key: str, **values: object) -> str:
        text = TEXTS[key].to(self.lang)
        return text.format(**values) if values else text

    def of(self, words: labels.Words) -> str:
        return words.to(self.lang)


@cache
def environment() -> Environment:
    """Templates that escape every value; nothing in them is marked as safe."""
    made = Environment(
        loader=PackageLoader("feijian.workbench.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        yuan=yuan,
        estimate=estimate,
        moment=moment,
        number=number,
        price=price,
        share=lambda v: "" if v is None else labels.percent(v),
        segment=segment,
        minute=lambda text: str(text)[:16].replace("T", " "),
    )
    made.globals.update(
        span=span,
        between=between,
        act_told=act_told,
        family=labels.family,
        in_yuan=labels.yuan,
        subject=labels.subject,
        masked_subject=labels.masked_subject,
        OUTCOMES=labels.OUTCOMES,
        FAMILIES=labels.FAMILIES,
        CERTAINTIES=labels.CERTAINTIES,
        ROLES=ROLES,
        TABS=TABS,
        STATES=STATES,
        SOURCES=SOURCES,
        STATUS_WORDS=STATUS_WORDS,
        CLASSES=CLASSES,
    )
    return made


def estimate(amount: Decimal | float | None) -> str:
    """What a model of loss made, to three figures as the report tells it; its column says 估算."""
    if amount is None:
        return "—"
    rounded = labels.three_figures(Decimal(str(amount)))
    return "<1" if 0 < rounded < 1 else f"{rounded:,f}"


def yuan(amount: Decimal | float | str | None) -> str:
    """An amount to the cent; one that is not known as a dash. An act has it as text."""
    return "—" if amount is None else f"{Decimal(amount):,.2f}"


def act_told(say: Speech, event: Event) -> str:
    """What was done, in the page's language: the act and what it set."""
    words = {**ACTS, **VISIT_ACTS}.get(event.kind)
    body = event.body
    if "outcome" in body:
        detail = say.of(labels.OUTCOMES[body["outcome"]])
        if body.get("amount"):
            detail += f" {say.of(labels.yuan(Decimal(body['amount'])))}"
    elif "status" in body:
        detail = say(STATUS_WORDS[body["status"]])
    else:
        detail = str(
            body.get("to") or body.get("text") or body.get("due") or body.get("reason") or ""
        )
    return f"{say.of(words) if words else event.kind} {detail}".strip()


def title_of(asked: Asked) -> Callable[[str], str]:
    """Titles of rules in the page's language; a rule that is gone is called by its id."""
    rules, lang = asked.desk.shelf.rules, asked.say.lang

    def title(rule_id: str) -> str:
        rule = rules.get(rule_id)
        return (rule.title if lang == "en" else rule.title_zh) or rule_id if rule else rule_id

    return title


def segment(text: str) -> str:
    """An id as one segment of an address."""
    return quote(text, safe="")


@dataclass(frozen=True)
class Asked:
    """One request. account: who is signed in, None on the pages before that.

    json: the body of a request to the interface. proxied: whom a trusted proxy names.
    """

    request: Request
    desk: Desk
    account: Account | None
    form: Form
    say: Speech
    secure: bool
    json: Any = None
    proxied: str = ""

    @property
    def who(self) -> Account:
        if self.account is None:
            raise Refused(403, "forbidden")
        return self.account

    @property
    def today(self) -> date:
        return self.desk.workspace.today()

    @property
    def by_script(self) -> bool:
        return "hx-request" in self.request.headers

    def path(self, name: str) -> str:
        return str(self.request.path_params[name])

    def page(self, template: str, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
        cookies = self.request.cookies
        fixed = {
            "say": self.say,
            "lang": self.say.lang,
            "me": self.account,
            "today": self.today,
            "token": form_token(cookies.get(SESSION if self.account else BEFORE, "")),
            "here": self.request.url.path,
            # htmx puts it into a page that is there: what stands around it is not sent again
            "part": self.by_script,
        }
        text = environment().get_template(template).render(**{**fixed, **values})
        return HTMLResponse(text, status)

    def go(self, place: str) -> Response:
        return RedirectResponse(place, 303)
