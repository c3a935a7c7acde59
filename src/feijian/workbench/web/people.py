"""Signing in and out, accounts, and the log that the auditor reads."""

from __future__ import annotations

from starlette.responses import Response

from feijian.errors import UsageError
from feijian.messages import in_words
from feijian.workbench import accounts, passwords, roles, tokens
from feijian.workbench.cases import ACTS
from feijian.workbench.store import Act
from feijian.workbench.visits import ACTS as VISIT_ACTS
from feijian.workbench.web.context import Asked
from feijian.workbench.web.protect import (
    BEFORE,
    LANG,
    SESSION,
    Refused,
    form_token,
    fresh,
    set_cookie,
)
from feijian.workspace import audit

HIDDEN = frozenset({"secret", "key"})
LOG_PAGE, MOST_TOLD = 200, 300


def home(asked: Asked) -> Response:
    """Where a role begins its day."""
    account = asked.who
    if account.may(roles.AUDIT):
        return asked.go("/audit")
    return asked.go("/accounts" if account.may(roles.ACCOUNTS) else "/queue")


def keys(asked: Asked) -> Response:
    return asked.page("keys.html.j2", {})


def login_page(asked: Asked, wrong: str = "", status: int = 200) -> Response:
    if asked.proxied:
        return _let_in(asked)
    # what the form carries before anybody is signed in: a value of this browser alone
    before = asked.request.cookies.get(BEFORE) or fresh()
    page = asked.page(
        "login.html.j2", {"wrong": wrong, "token": form_token(before), "me": None}, status
    )
    set_cookie(page, BEFORE, before, secure=asked.secure, seconds=3600)
    return page


def login(asked: Asked) -> Response:
    """A new session, with a token of its own; or the page again, and one more failure."""
    desk, login_name = asked.desk, asked.form["login"].lower()
    until = desk.directory.locked_until(login_name, accounts.now())
    if until is not None:
        local = until.astimezone().strftime("%H:%M")
        return login_page(asked, asked.say("locked", until=local), 429)
    if not accounts.right_password(desk.directory, login_name, asked.form["password"]):
        # somebody may have typed a password here: a name that is no account's is not kept
        if login_name in desk.directory.accounts:
            desk.act(login_name, lambda: [Act("login.failed", login_name, {})])
        return login_page(asked, asked.say("wrong_login"), 403)
    _kept_newly(asked, login_name)
    return _opened(asked, login_name, {})


def _kept_newly(asked: Asked, login_name: str) -> None:
    """Keep the password, which is at hand now, under the hash of today where its own is older."""
    directory = asked.desk.directory
    secret = directory.accounts[login_name].secret
    if passwords.is_outdated(secret):
        fresh_hash = passwords.hashed(asked.form["password"])
        asked.desk.act(
            login_name, lambda: accounts.rehash_acts(directory, login_name, secret, fresh_hash)
        )


def _let_in(asked: Asked) -> Response:
    """Who a trusted proxy names, where the account is there and open; no password is asked for."""
    account = asked.desk.directory.accounts.get(asked.proxied)
    if account is None or not account.active:
        raise Refused(403, "no_account")
    return _opened(asked, account.login, {"by": "proxy"})


def _opened(asked: Asked, login_name: str, more: dict[str, str]) -> Response:
    """A session of its own for this browser."""
    token = accounts.new_token()
    body = {"key": accounts.key_of(token), **more}
    asked.desk.act(login_name, lambda: [Act("session.opened", login_name, body)])
    answer = asked.go("/")
    set_cookie(answer, SESSION, token, secure=asked.secure, seconds=accounts.SESSION_HOURS * 3600)
    answer.delete_cookie(BEFORE, path="/")
    return answer


def logout(asked: Asked) -> Response:
    key = accounts.key_of(asked.request.cookies.get(SESSION, ""))
    login_name = asked.who.login
    asked.desk.act(login_name, lambda: [Act("session.closed", login_name, {"key": key})])
    answer = asked.go("/login")
    answer.delete_cookie(SESSION, path="/")
    return answer


def language(asked: Asked) -> Response:
    wanted = asked.form["lang"]
    if wanted not in ("zh", "en"):
        raise Refused(400, "no_such_choice")
    answer = asked.go("/")
    set_cookie(answer, LANG, wanted, secure=asked.secure, seconds=365 * 86400)
    return answer


def account_page(asked: Asked, told: str = "", wrong: str = "", status: int = 200) -> Response:
    """One's own account: what it may, where it is signed in, and another password for it."""
    now, who = accounts.now(), asked.who
    key = accounts.key_of(asked.request.cookies.get(SESSION, ""))
    its = [
        {"until": s.until.astimezone(), "here": s.key == key}
        for s in asked.desk.directory.sessions.values()
        if s.login == who.login and s.until > now
    ]
    values = {"sessions": its, "told": told, "wrong": wrong, "shortest": passwords.SHORTEST}
    return asked.page("account.html.j2", values, status)


def change_password(asked: Asked) -> Response:
    """Another password for oneself; a wrong old one counts as a failed sign-in does."""
    form, desk, login_name = asked.form, asked.desk, asked.who.login
    if desk.directory.locked_until(login_name, accounts.now()) is not None:
        raise Refused(429, "too_many")
    try:
        act = accounts.own_password_act(
            asked.who,
            form["old"],
            form["new"],
            form["again"],
            asked.request.cookies.get(SESSION, ""),
        )
    except accounts.WrongPassword as error:
        desk.act(login_name, lambda: [Act("login.failed", login_name, {})])
        return account_page(asked, wrong=_in_words(asked, error), status=403)
    except UsageError as error:
        return account_page(asked, wrong=_in_words(asked, error), status=400)
    desk.act(login_name, lambda: [act])
    return account_page(asked, told=asked.say("password_changed"))


def end_others(asked: Asked) -> Response:
    """Sign out everywhere but here."""
    key = accounts.key_of(asked.request.cookies.get(SESSION, ""))
    login_name, now = asked.who.login, accounts.now()

    def acts() -> list[Act]:
        its = asked.desk.directory.sessions.values()
        return [
            Act("session.closed", login_name, {"key": s.key})
            for s in its
            if s.login == login_name and s.key != key and s.until > now
        ]

    asked.desk.act(login_name, acts)
    return asked.go("/account")


def _in_words(asked: Asked, error: UsageError) -> str:
    return "\n".join(in_words(str(p), asked.say.lang) for p in error.problems)


def tokens_page(asked: Asked, made: str = "") -> Response:
    """One's own tokens; a new one is shown this once."""
    live = asked.desk.tokens.of(asked.who.login, accounts.now())
    return asked.page("tokens.html.j2", {"rows": live, "made": made, "most": tokens.MOST_DAYS})


def change_token(asked: Asked) -> Response:
    form, login_name, desk = asked.form, asked.who.login, asked.desk
    if form["revoke"]:
        desk.act(login_name, lambda: [tokens.revoke(desk.tokens, login_name, form["revoke"])])
        return asked.go("/tokens")
    text, now = tokens.fresh(), accounts.now()
    desk.act(
        login_name,
        lambda: [tokens.make(desk.tokens, login_name, form["name"], form["days"], text, now)],
    )
    return tokens_page(asked, text)


def accounts_page(asked: Asked) -> Response:
    directory = asked.desk.directory
    now = accounts.now()
    live = [s.login for s in directory.sessions.values() if s.until > now]
    rows = [
        {
            "account": a,
            "sessions": live.count(a.login),
            "locked": directory.locked_until(a.login, now),
        }
        for a in sorted(directory.accounts.values(), key=lambda a: a.login)
    ]
    return asked.page("accounts.html.j2", {"rows": rows})


def set_account(asked: Asked) -> Response:
    form, who = asked.form, asked.who
    login_name = form["login"].lower()
    active = form["active"] == "yes"
    if login_name == who.login and (not active or form["role"] != who.role):
        raise Refused(400, "forbidden")  # nobody locks themselves out
    act = accounts.account_act(
        asked.desk.directory,
        login_name,
        form["role"],
        form["password"] or None,
        tuple(form["counties"].replace("，", ",").replace(",", " ").split()),
        reveal=form["reveal"] == "yes",
        active=active,
        name=form["name"].strip() or None,
    )
    asked.desk.act(who.login, lambda: [act])
    audit.record(
        asked.desk.workspace.root,
        "workbench account",
        {"login": login_name, "role": form["role"], "active": active},
        who.login,
    )
    return asked.go("/accounts")


def revoke(asked: Asked) -> Response:
    login_name = asked.path("login")
    if login_name not in asked.desk.directory.accounts:
        raise Refused(404, "not_found")
    asked.desk.act(asked.who.login, lambda: [Act("session.revoked", login_name, {})])
    return asked.go("/accounts")


def _short(value: object) -> str:
    """A part of a row for reading; the whole stands in the store, by its number."""
    if isinstance(value, list | dict):
        parts = value if isinstance(value, list) else value.values()
        plain = not any(isinstance(p, list | dict) for p in parts)
        text = ", ".join(map(str, value)) if plain else ""
        return text if text and len(text) <= MOST_TOLD else f"[{len(value)}]" if value else ""
    text = "" if value in (None, False) else str(value)
    return text if len(text) <= MOST_TOLD else text[:MOST_TOLD] + "…"


def audit_page(asked: Asked) -> Response:
    """The store's rows, the newest first, and whether its chain and the log's hold."""
    store = asked.desk.store
    text = asked.request.query_params.get("before", "")
    before = int(text) if text.isdecimal() and len(text) < 15 else asked.desk.seq + 1
    start = max(before - 1 - LOG_PAGE, 0)
    rows = [
        {
            "event": e,
            "words": {**ACTS, **VISIT_ACTS}.get(e.kind),
            "told": {k: _short(v) for k, v in e.body.items() if k not in HIDDEN},
        }
        for e in reversed(store.since(start, before - 1))
    ]
    values = {
        "rows": rows,
        "broken": store.verify(),
        "total": asked.desk.seq,
        "start": start,
        "log": list(reversed(audit.entries(asked.desk.workspace.root)))[:LOG_PAGE],
        "log_broken": audit.verify(asked.desk.workspace.root),
    }
    return asked.page("audit.html.j2", values)
