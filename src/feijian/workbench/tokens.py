"""Tokens by which a program speaks for somebody: shown once, kept as a hash, ended by time or by hand."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from feijian.errors import Problem, UsageError
from feijian.messages import sentence
from feijian.workbench.cases import free_text
from feijian.workbench.counts import count_of
from feijian.workbench.store import Act, Event

PREFIX = "fjt_"
MOST_DAYS, MOST = 366, 10


@dataclass(frozen=True)
class Token:
    """One token. key: the hash of what the program holds; number: by which it is ended."""

    number: str
    login: str
    name: str
    key: str
    until: datetime


@dataclass
class Tokens:
    """Live tokens by key. A token ends when its owner's account is set anew or is shut."""

    by_key: dict[str, Token] = field(default_factory=dict)
    made: int = 0

    def take(self, event: Event) -> None:
        login, body = event.subject, event.body
        if event.kind == "token.made":
            self.made += 1
            until = datetime.fromisoformat(event.at) + timedelta(days=body["days"])
            token = Token(body["number"], login, body["name"], body["key"], until)
            self.by_key[token.key] = token
        elif event.kind == "token.revoked":
            self._end(lambda t: t.number == body["number"] and t.login == login)
        elif event.kind in ("account.set", "password.changed", "session.revoked"):
            # other rights, another password, or signed out by the administrator: programs too
            self._end(lambda t: t.login == login)

    def _end(self, which: Callable[[Token], bool]) -> None:
        self.by_key = {k: t for k, t in self.by_key.items() if not which(t)}

    def of(self, login: str, now: datetime) -> list[Token]:
        return [t for t in self.by_key.values() if t.login == login and t.until > now]

    def login_of(self, text: str, now: datetime) -> str | None:
        """Whom a token speaks for; None for one that is unknown, over or revoked."""
        found = self.by_key.get(key_of(text)) if text.startswith(PREFIX) else None
        return found.login if found is not None and found.until > now else None


def key_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def fresh() -> str:
    return PREFIX + secrets.token_urlsafe(32)


def make(tokens: Tokens, login: str, name: str, days: str, text: str, now: datetime) -> Act:
    """The event that makes one; the text itself is shown once and is nowhere in it."""
    name = free_text(name, "name")
    problems = []
    if not 1 <= len(name) <= 40:
        problems.append(Problem("name", "is empty or longer than 40 characters", "Give another."))
    lasts = count_of(days, 1, MOST_DAYS)
    if lasts is None:
        todo = sentence("Give 1 to {most}.", most=MOST_DAYS)
        problems.append(Problem("days", "is not a number of days", todo))
    if len(tokens.of(login, now)) >= MOST:
        problems.append(
            Problem("token", sentence("there are {n} already", n=MOST), "End one first.")
        )
    if problems:
        raise UsageError(problems)
    number = f"T{tokens.made + 1:04}"
    body = {"number": number, "name": name, "key": key_of(text), "days": lasts}
    return Act("token.made", login, body)


def revoke(tokens: Tokens, login: str, number: str) -> Act:
    if not any(t.number == number and t.login == login for t in tokens.by_key.values()):
        raise UsageError(Problem("token", "is not there", "Load the page again."))
    return Act("token.revoked", login, {"number": number})
