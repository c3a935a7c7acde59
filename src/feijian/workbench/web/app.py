"""The application: every route with the right it needs, and what stands before each of them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit, urlunsplit

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
from feijian.plain import Row
from feijian.workbench import accounts, roles
from feijian.workbench.desk import Desk
from feijian.workbench.judging import OutOfDate
from feijian.workbench.web import (
    api,
    api_described,
    cases,
    clues,
    learning,
    people,
    planning,
    providers,
    records,
    sampling,
    triage,
    visits,
)
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
    json_of,
)
from feijian.workbench.web.proxied import Proxy

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
    Page("POST", "/bulk", roles.TRIAGE, triage.bulk),
    Page("GET", "/event/{event_id}", roles.SEE, cases.event),
    Page("GET", "/event/{event_id}/evidence", roles.SEE, cases.evidence),
    Page("POST", "/event/{event_id}/note", roles.TRIAGE, cases.note),
    Page("POST", "/event/{event_id}/judge", roles.JUDGE, cases.judge, upload=True),
    Page("GET", "/event/{event_id}/file/{hash}", roles.SEE, cases.attached),
    Page("POST", "/event/{event_id}/decide", roles.APPROVE, cases.decide),
    Page("POST", "/event/{event_id}/reveal", roles.SEE, cases.reveal),
    Page("GET", "/provider/{provider_id}", roles.SEE, providers.provider),
    Page("GET", "/clues", roles.SEE, clues.register),
    Page("POST", "/clues", roles.REGISTER, clues.enter),
    Page("GET", "/clues/{clue_id}", roles.SEE, clues.clue),
    Page("POST", "/clues/{clue_id}/move", roles.REGISTER, clues.move),
    Page("POST", "/clues/{clue_id}/extend", roles.DISPATCH, clues.extend),
    Page("GET", "/visits", roles.SEE, visits.visit_list),
    Page("POST", "/visits", roles.DISPATCH, visits.plan),
    Page("GET", "/visits/{visit_id}", roles.SEE, visits.visit),
    Page("GET", "/visits/{visit_id}/paper/{form}", roles.SEE, visits.paper),
    Page("GET", "/visits/{visit_id}/charts", roles.DISPATCH, visits.charts),
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
    Page("GET", "/account", SIGNED_IN, people.account_page),
    Page("POST", "/account/password", SIGNED_IN, people.change_password),
    Page("POST", "/account/elsewhere", SIGNED_IN, people.end_others),
    Page("GET", "/accounts", roles.ACCOUNTS, people.accounts_page),
    Page("POST", "/accounts", roles.ACCOUNTS, people.set_account),
    Page("POST", "/accounts/{login}/revoke", roles.ACCOUNTS, people.revoke),
    Page("GET", "/audit", roles.AUDIT, people.audit_page),
    Page("POST", "/views", roles.SEE, triage.save_view),
    Page("GET", "/plans", roles.DISPATCH, planning.plan_list),
    Page("POST", "/plans", roles.DISPATCH, planning.make),
    Page("GET", "/plans/{plan_id}", roles.DISPATCH, planning.plan),
    Page("POST", "/plans/{plan_id}/visits", roles.DISPATCH, planning.send),
    Page("GET", "/samples", roles.SEE, sampling.sample_list),
    Page("POST", "/samples", roles.JUDGE, sampling.draw),
    Page("GET", "/samples/{sample_id}", roles.SEE, sampling.sample),
    Page("GET", "/selfchecks", roles.SEE, sampling.check_list),
    Page("POST", "/selfchecks", roles.JUDGE, sampling.send_check),
    Page("GET", "/selfchecks/{check_id}", roles.SEE, sampling.check),
    Page("GET", "/selfchecks/{check_id}/form", roles.JUDGE, sampling.check_form),
    Page("POST", "/selfchecks/{check_id}/form", roles.JUDGE, sampling.check_back, upload=True),
    Page("GET", "/selfchecks/{check_id}/result", roles.SEE, sampling.check_result),
    Page("GET", "/learning", roles.SEE, learning.learning),
    Page("GET", "/learning/export/{name}", roles.SEE, learning.export),
    Page("POST", "/learning/charts", roles.JUDGE, learning.take_charts, upload=True),
    Page("GET", "/tokens", SIGNED_IN, people.tokens_page),
    Page("POST", "/tokens", SIGNED_IN, people.change_token),
    Page("GET", "/api", SIGNED_IN, api_described.page),
    Page("GET", "/api/openapi.json", SIGNED_IN, api_described.description),
)
CALLS: tuple[Page, ...] = tuple(Page(m, p, r, h) for m, p, r, h, _, _ in api.PATHS)
"""What programs call, with a token instead of a session."""


def build(
    desk: Desk, hosts: Sequence[str], *, secure: bool = False, proxy: Proxy | None = None
) -> Starlette:
    """The application over a desk.

    hosts: names by which it may be called. secure: cookies only over TLS (behind a proxy).
    proxy: one that signs people in.
    """
    throttle = Throttle(most=30, seconds=300)
    routes: list[BaseRoute] = [
        Route(p.path, _endpoint(p, desk, throttle, secure, proxy), methods=[p.method])
        for p in PAGES
    ]
    wrong_tokens = Throttle(most=30, seconds=300)
    routes += [
        Route(p.path, _call(p, desk, wrong_tokens, secure), methods=[p.method]) for p in CALLS
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


def _endpoint(
    page: Page, desk: Desk, throttle: Throttle, secure: bool, proxy: Proxy | None
) -> Callable[..., object]:
    async def answer(request: Request) -> Response:
        user = proxy.user_of(request) if proxy else ""
        say = Speech(_lang(request))
        asked = Asked(request, desk, None, Form([]), say, secure, proxied=user)
        try:
            if page.path == "/login" and page.method == "POST":
                throttle.check(request.client.host if request.client else "")
            form = Form([])
            if page.method == "POST":
                check_origin(request.headers, str(request.base_url))
                form = await body_of(request, upload=page.upload)
            asked = replace(asked, form=form)
            return await run_in_threadpool(_answered, page, asked)
        except Refused as refused:
            return await run_in_threadpool(_refusal, asked, refused)

    return answer


def _answered(page: Page, asked: Asked) -> Response:
    desk, cookies = asked.desk, asked.request.cookies
    try:
        desk.catch_up()
        account = desk.directory.signed_in(cookies.get(SESSION, ""), accounts.now())
        if account and asked.proxied not in ("", account.login):
            account = None  # the proxy has somebody else there now
        asked = replace(asked, account=account)
        if page.right != OPEN and account is None:
            if asked.by_script:  # the whole page goes to sign in, not the part that was asked for
                return Response(headers={"HX-Redirect": "/login"})
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
    """All problems of an error in the reader's language; what the page itself is about is not named again."""
    here = asked.request.path_params.values()
    told = (replace(p, where="") if p.where in here else p for p in error.problems)
    return "\n".join(in_words(str(p), asked.say.lang) for p in told)


def _call(page: Page, desk: Desk, throttle: Throttle, secure: bool) -> Callable[..., object]:
    """What answers a program: by token, with JSON, whatever is refused."""

    async def answer(request: Request) -> Response:
        asked = Asked(request, desk, None, Form([]), Speech("en"), secure)
        try:
            told = await json_of(request) if page.method == "POST" else None
            return await run_in_threadpool(_called, page, replace(asked, json=told), throttle)
        except Refused as refused:
            return _told(asked, refused)

    return answer


def _called(page: Page, asked: Asked, throttle: Throttle) -> Response:
    desk, request = asked.desk, asked.request
    try:
        desk.catch_up()
        scheme, _, text = request.headers.get("authorization", "").partition(" ")
        login = desk.tokens.login_of(text.strip(), accounts.now())
        account = desk.directory.accounts.get(login or "")
        if scheme.lower() != "bearer" or account is None or not account.active:
            throttle.check(request.client.host if request.client else "")
            raise Refused(401, "no_live_token")
        if not account.may(page.right):
            raise Refused(403, "forbidden")
        return page.handler(replace(asked, account=account))
    except Refused as refused:
        return _told(asked, refused)
    except OutOfDate as stale:
        more = {"changes": stale.changes, "acts": [e.told() for e in stale.acts]}
        return _told(asked, Refused(409, "stale_title", str(stale)), more)
    except (StorageError, WorkspaceBusy) as error:
        LOG.error("%s", error)  # noqa: TRY400 - one that the bureau mends: no traceback
        return _told(asked, Refused(503, "failed", str(error)))
    except FeijianError as error:
        return _told(asked, Refused(400, "not_json", str(error)))


def _told(asked: Asked, refused: Refused, more: Row | None = None) -> Response:
    said = {"error": refused.detail or asked.say(refused.key), **(more or {})}
    made = api.as_json(said, refused.status)
    if refused.status == 401:
        made.headers["WWW-Authenticate"] = "Bearer"
    return made


def _refusal(asked: Asked, refused: Refused) -> Response:
    detail = refused.detail or asked.say(refused.key)
    values = {
        "title": asked.say(f"refused_{refused.status}"),
        "detail": detail,
        "filled_in": _form_page(asked.request),
    }
    return asked.page("refused.html.j2", {**values, "status": refused.status}, refused.status)


def _form_page(request: Request) -> str:
    """Where a refused form was filled in, a page of this workbench; else empty."""
    came = urlsplit(request.headers.get("referer", ""))
    if request.method != "POST" or came.netloc != request.url.netloc or came.path == "/login":
        return ""
    return urlunsplit(("", "", came.path, came.query, ""))


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
