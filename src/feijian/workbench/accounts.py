"""Accounts and sessions, rebuilt from events: who may sign in, who is signed in, who is locked out."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from feijian.errors import Problem, UsageError
from feijian.messages import sentence
from feijian.plain import region_prefix
from feijian.workbench import passwords
from feijian.workbench.roles import RIGHTS, rights_of
from feijian.workbench.store import Act, Event

LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,31}")
NAME = re.compile(r"[^\W\d_][^\d\n\r|#>]{0,29}")
COUNTY = re.compile(r"[0-9]{2}|[0-9]{4}|[0-9]{6}")
SESSION_HOURS = 12
MOST_FAILURES = 5
LOCKED_MINUTES = 15


class WrongPassword(UsageError):  # noqa: N818 - read as a sentence
    """The password typed is not the account's."""


@dataclass(frozen=True)
class Account:
    """One person who may sign in.

    counties: division codes (2, 4 or 6 digits) whose providers they see; empty is all.
    reveal:   may have person ids shown in clear, with a reason.
    own:      whether they chose the password themselves; one that was set for them is known to another.
    name:     what papers call them; the login where none is given.
    """

    login: str
    role: str
    secret: str
    counties: tuple[str, ...] = ()
    reveal: bool = False
    active: bool = True
    own: bool = False
    name: str = ""

    def may(self, right: str) -> bool:
        return self.active and right in rights_of(self.role)

    def sees(self, region: str | None) -> bool:
        """Whether a provider of that division is theirs; one without a division only for all."""
        return not self.counties or (region or "").startswith(
            tuple(region_prefix(c) for c in self.counties)
        )


@dataclass(frozen=True)
class Session:
    """Somebody signed in. `key` is the hash of the token that only the browser has."""

    key: str
    login: str
    until: datetime


@dataclass
class Directory:
    """Accounts by login, live sessions by key, failures since the last success."""

    accounts: dict[str, Account] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    failures: dict[str, list[datetime]] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        """Move on by one event; those of other kinds change nothing here."""
        body, at = event.body, datetime.fromisoformat(event.at)
        login = event.subject
        if event.kind == "account.set":
            self.accounts[login] = Account(
                login,
                body["role"],
                body["secret"],
                tuple(body["counties"]),
                bool(body["reveal"]),
                bool(body["active"]),
                bool(body.get("own", False)),
                str(body.get("name", "")),
            )
            # other rights or another password: whoever is signed in signs in again
            self._end_all(login)
            self.failures.pop(login, None)
        elif event.kind in ("password.changed", "password.rehashed") and login in self.accounts:
            changed = event.kind == "password.changed"
            before = self.accounts[login]
            self.accounts[login] = replace(before, secret=body["secret"], own=changed or before.own)
            if changed:  # whoever is signed in elsewhere signs in again
                self._end_all(login, but=body["keep"])
        elif event.kind == "session.opened":
            until = at + timedelta(hours=SESSION_HOURS)
            self.sessions[body["key"]] = Session(body["key"], login, until)
            self.failures.pop(login, None)
        elif event.kind == "session.closed":
            self.sessions.pop(body["key"], None)
        elif event.kind == "session.revoked":
            self._end_all(login)
        elif event.kind == "login.failed":
            self.failures.setdefault(login, []).append(at)

    def _end_all(self, login: str, but: str = "") -> None:
        its = self.sessions.items()
        self.sessions = {k: s for k, s in its if s.login != login or k == but}

    def called(self, login: str) -> str:
        """What papers call somebody: the name of the account, or its login."""
        account = self.accounts.get(login)
        return account.name or login if account else login

    def locked_until(self, login: str, now: datetime) -> datetime | None:
        """Until when nobody may sign in under that name, after too many failures."""
        recent = self.failures.get(login, [])[-MOST_FAILURES:]
        if len(recent) < MOST_FAILURES:
            return None
        until = recent[-1] + timedelta(minutes=LOCKED_MINUTES)
        return until if until > now else None

    def signed_in(self, token: str, now: datetime) -> Account | None:
        """Whose session a token is; None for one that is unknown, over or revoked."""
        session = self.sessions.get(key_of(token))
        if session is None or session.until <= now:
            return None
        account = self.accounts.get(session.login)
        return account if account is not None and account.active else None


def key_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def new_token() -> str:
    """A fresh token at each sign-in: one that was set before is never taken over."""
    return secrets.token_urlsafe(32)


def right_password(directory: Directory, login: str, password: str) -> bool:
    account = directory.accounts.get(login)
    known = account is not None and account.active
    fits = passwords.matches(password, account.secret if account and known else passwords.nobody())
    return known and fits


def account_act(
    directory: Directory,
    login: str,
    role: str,
    password: str | None,
    counties: tuple[str, ...] = (),
    *,
    reveal: bool = False,
    active: bool = True,
    name: str | None = None,
) -> Act:
    """The event that makes an account or sets it anew; without a password or a name it keeps its own.

    Raises UsageError with everything wrong in it.
    """
    before = directory.accounts.get(login)
    problems = []
    if not LOGIN.fullmatch(login):
        todo = "2 to 32 of a-z, 0-9, . _ -, beginning with a letter; no person's number."
        problems.append(Problem("login", "is not a name for an account", todo))
    if role not in RIGHTS:
        problems.append(
            Problem("role", "is unknown", sentence("One of: {rights}.", rights=", ".join(RIGHTS)))
        )
    problems += [
        Problem("county", sentence("{c!r} is no division code", c=c), "Give 2, 4 or 6 digits.")
        for c in counties
        if not COUNTY.fullmatch(c)
    ]
    if name and not NAME.fullmatch(name):
        todo = "At most 30 letters on one line, without digits: it is printed on papers."
        problems.append(Problem("name", "is not a person's name", todo))
    if password is None and before is None:
        problems.append(Problem("password", "is missing", "A new account needs one."))
    if reveal and role in ("administrator", "auditor"):
        todo = "Grant it to who judges cases."
        problems.append(Problem("reveal", sentence("is not for the role {role}", role=role), todo))
    if problems:
        raise UsageError(problems)
    if password is not None:
        passwords.check_strength(password, login)
    secret = passwords.hashed(password) if password is not None else before.secret if before else ""
    made = replace(
        before or Account(login, role, secret),
        role=role,
        secret=secret,
        counties=counties,
        reveal=reveal,
        active=active,
        own=before is not None and before.own and password is None,
        name=(before.name if before else "") if name is None else name.strip(),
    )
    body = {k: v for k, v in vars(made).items() if k != "login"}
    return Act("account.set", login, {**body, "counties": list(counties)})


def own_password_act(account: Account, old: str, new: str, again: str, session: str) -> Act:
    """The event by which somebody gives themselves another password. session: the one that stays.

    Raises UsageError where the old one does not fit, or the new one will not do.
    """
    if not passwords.matches(old, account.secret):
        raise WrongPassword(
            Problem("password", "is not the present one", "Type the one you signed in with.")
        )
    if new != again:
        raise UsageError(Problem("password", "was typed in two ways", "Type the new one again."))
    if new == old:
        raise UsageError(Problem("password", "is the present one", "Choose another."))
    passwords.check_strength(new, account.login)
    body = {"secret": passwords.hashed(new), "keep": key_of(session)}
    return Act("password.changed", account.login, body)


def rehash_acts(directory: Directory, login: str, secret: str, fresh: str) -> list[Act]:
    """The event that keeps a password under a newer hash; none where it was changed meanwhile."""
    account = directory.accounts.get(login)
    if account is None or account.secret != secret:
        return []
    return [Act("password.rehashed", login, {"secret": fresh})]


def now() -> datetime:
    return datetime.now(UTC)
