"""The application: every route with the right it needs, and what stands before each of them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from feijian.errors import FeijianError, StorageError, WorkspaceBusy
from feijian.messages import in_words
from feijian.workbench import accounts, roles
from feijian.workbench.desk import Desk
from feijian.workbench.judging import OutOfDate
from feijian.workbench.web import cases, clues, people, records, visits
from feijian.workbench.web.context import Asked, Speech
from feijian.workbench.web.protect import (
    BEFORE,
    HEADERS,
    LANG,
    SESSION,
    Form,
    Refused,
    SafeHeaders,
    Throttle,
    body_of,
    check_origin,
    check_token,
)

LOG = logging.getLogger("feijian.workbench")
Handler = Callable[[Asked], Response]
OPEN, SIGNED_IN = "", "signed in"
"""Rights of the pages before signing in, and of those that everybody signed in may see."""


@dataclass(frozen=True)
class Page:
    """One route: how it is asked, the right it needs, and what answers it."""

    method: str
    path: str
    right: str
    handler: Handler
    upload: bool = False


PAGES: tuple[Page, ...] = (
    Page("GET", "/login", OPEN, people.login_page),
    Page("POST", "/login", OPEN, people.login),
    Page("POST", "/lang", OPEN, people.language),
    Page("POST", "/logout", SIGNED_IN, people.logout),
    Page("GET", "/", SIGNED_IN, people.home),
    Page("GET", "/keys", SIGNED_IN, people.keys),
    Page("GET", "/queue", roles.SEE, cases.queue),
    Page("POST", "/bulk", roles.TRIAGE, cases.bulk),
    Page("GET", "/event/{event_id}", roles.SEE, cases.event),
    Page("POST", "/event/{event_id}/note", roles.TRIAGE, cases.note),
    Page("POST", "/event/{event_id}/judge", roles.JUDGE, cases.judge),
    Page("POST", "/event/{event_id}/decide", roles.APPROVE, cases.decide),
    Page("POST", "/event/{event_id}/reveal", roles.SEE, cases.reveal),
    Page("GET", "/provider/{provider_id}", roles.SEE, cases.provider),
    Page("GET", "/clues", roles.SEE, clues.register),
    Page("POST", "/clues", roles.REGISTER, clues.enter),
    Page("GET", "/clues/{clue_id}", roles.SEE, clues.clue),
    Page("POST", "/clues/{clue_id}/move", roles.REGISTER, clues.move),
    Page("POST", "/clues/{clue_id}/extend", roles.DISPATCH, clues.extend),
    Page("GET", "/visits", roles.SEE, visits.visit_list),
    Page("POST", "/visits", roles.DISPATCH, visits.plan),
    Page("GET", "/visits/{visit_id}", roles.SEE, visits.visit),
    Page("GET", "/visits/{visit_id}/paper/{form}", roles.SEE, visits.paper),
    Page("GET", "/visits/{visit_id}/sheet", roles.JUDGE, visits.sheet),
    Page("POST", "/visits/{visit_id}/sheet", roles.JUDGE, visits.take_sheet, upload=True),
    Page("POST", "/visits/{visit_id}/move", roles.JUDGE, visits.move),
    Page("POST", "/visits/{visit_id}/see", roles.JUDGE, visits.see),
    Page("POST", "/visits/{visit_id}/object", roles.JUDGE, visits.object_to),
    Page("POST", "/visits/{visit_id}/answer", roles.JUDGE, visits.answer),
    Page("POST", "/visits/{visit_id}/recovered", roles.DISPATCH, visits.recovered),
    Page("POST", "/visits/{visit_id}/lock", roles.APPROVE, visits.lock),
    Page("POST", "/visits/{visit_id}/hand-over", roles.DISPATCH, visits.hand_over),
    Page("POST", "/handovers/{handover_id}/receipt", roles.DISPATCH, visits.receipt),
    Page("GET", "/record", roles.SEE, records.record),
    Page("POST", "/points", roles.DISPATCH, records.give),
    Page("POST", "/points/{entry_id}/appeal", roles.DISPATCH, records.appeal),
    Page("POST", "/points/{entry_id}/answer", roles.APPROVE, records.answer),
    Page("GET", "/accounts", roles.ACCOUNTS, people.accounts_page),
    Page("POST", "/accounts", roles.ACCOUNTS, people.set_account),
    Page("POST", "/accounts/{login}/revoke", roles.ACCOUNTS, people.revoke),
    Page("GET", "/audit", roles.AUDIT, people.audit_page),
)


def build(desk: Desk, hosts: Sequence[str], *, secure: bool = False) -> Starlette:
    """The application over a desk.

    hosts: names by which it may be called. secure: cookies only over TLS (behind a proxy).
    """
    throttle = Throttle(most=30, seconds=300)
    routes: list[BaseRoute] = [
        Route(p.path, _endpoint(p, desk, throttle, secure), methods=[p.method]) for p in PAGES
    ]
    routes.append(Route("/health", lambda _: PlainTextResponse("ok"), methods=["GET"]))
    static = StaticFiles(packages=[("feijian.workbench.web", "static")])
    routes.append(Mount("/static", static))
    handlers: dict[Any, Any] = {
        HTTPException: _no_route(desk, secure),
        Exception: _failed(desk, secure),
    }
    middleware = [
        Middleware(SafeHeaders),
        Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
    ]
    return Starlette(routes=routes, middleware=middleware, exception_handlers=handlers)


def _endpoint(page: Page, desk: Desk, throttle: Throttle, secure: bool) -> Callable[..., object]:
    async def answer(request: Request) -> Response:
        asked = Asked(request, desk, None, Form([]), Speech(_lang(request)), secure)
        try:
            if page.path == "/login" and page.method == "POST":
                throttle.check(request.client.host if request.client else "")
            form = Form([])
            if page.method == "POST":
                check_origin(request.headers, str(request.base_url))
                form = await body_of(request, upload=page.upload)
            asked = Asked(request, desk, None, form, asked.say, secure)
            return await run_in_threadpool(_answered, page, asked)
        except Refused as refused:
            return await run_in_threadpool(_refusal, asked, refused)

    return answer


def _answered(page: Page, asked: Asked) -> Response:
    desk, cookies = asked.desk, asked.request.cookies
    try:
        desk.catch_up()
        account = desk.directory.signed_in(cookies.get(SESSION, ""), accounts.now())
        asked = Asked(asked.request, desk, account, asked.form, asked.say, asked.secure)
        if page.right != OPEN and account is None:
            if page.method == "GET":
                return RedirectResponse("/login", 303)
            raise Refused(403, "forbidden")
        if page.method == "POST":
            check_token(cookies.get(SESSION if account else BEFORE, ""), asked.form["token"])
        if account and page.right not in (OPEN, SIGNED_IN) and not account.may(page.right):
            raise Refused(403, "forbidden")
        return page.handler(asked)
    except Refused as refused:
        return _refusal(asked, refused)
    except OutOfDate as stale:
        return cases.out_of_date(asked, stale)
    except (StorageError, WorkspaceBusy) as error:
        LOG.error("%s", error)  # noqa: TRY400 - one that the bureau mends: no traceback
        return _refusal(asked, Refused(503, "failed", _in_words(asked, error)))
    except FeijianError as error:
        return _refusal(asked, Refused(400, "not_a_form", _in_words(asked, error)))


def _in_words(asked: Asked, error: FeijianError) -> str:
    """All problems of an error in the reader's language."""
    return "\n".join(in_words(str(p), asked.say.lang) for p in error.problems)


def _refusal(asked: Asked, refused: Refused) -> Response:
    detail = refused.detail or asked.say(refused.key)
    values = {"title": asked.say(f"refused_{refused.status}"), "detail": detail}
    return asked.page("refused.html.j2", {**values, "status": refused.status}, refused.status)


def _lang(request: Request) -> str:
    return "en" if request.cookies.get(LANG) == "en" else "zh"


def _no_route(desk: Desk, secure: bool) -> Callable[..., object]:
    async def answer(request: Request, error: HTTPException) -> Response:
        asked = Asked(request, desk, None, Form([]), Speech(_lang(request)), secure)
        status = error.status_code if error.status_code in (404, 405) else 400
        key = "not_found" if status == 404 else "not_a_form"
        return _refusal(asked, Refused(status, key))

    return answer


def _failed(desk: Desk, secure: bool) -> Callable[..., object]:
    async def answer(request: Request, error: Exception) -> Response:
        # the kind and the place alone: a message may quote what was sent
        LOG.error("a page failed: %s at %s", type(error).__name__, _place(error))
        asked = Asked(request, desk, None, Form([]), Speech(_lang(request)), secure)
        page = _refusal(asked, Refused(500, "failed"))
        # made outside of what puts headers on every other answer
        page.headers.update(HEADERS)
        return page

    return answer


def _place(error: Exception) -> str:
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    return f"{step.tb_frame.f_code.co_name}:{step.tb_lineno}" if step else "?"
