"""Saved views: a name for filters of the queue that somebody uses again; everybody has their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from feijian.errors import Problem, UsageError
from feijian.messages import sentence
from feijian.workbench.cases import free_text
from feijian.workbench.store import Act, Event

MOST = 20
FIELDS = ("tab", "family", "text", "least")


@dataclass
class Views:
    """By login, the views by name in the order they were saved."""

    by_login: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        if event.kind == "view.saved":
            its = self.by_login.setdefault(event.subject, {})
            its[event.body["name"]] = dict(event.body["filters"])
        elif event.kind == "view.removed":
            self.by_login.get(event.subject, {}).pop(event.body["name"], None)

    def of(self, login: str) -> list[tuple[str, str]]:
        """(name, query of the address) of somebody's views."""
        return [(n, urlencode(f)) for n, f in self.by_login.get(login, {}).items()]


def save(views: Views, login: str, name: str, filters: Mapping[str, str]) -> Act:
    """The event that saves one, or saves it anew under its name."""
    name = free_text(name, "name")
    problems = []
    if not 1 <= len(name) <= 40:
        problems.append(Problem("name", "is empty or longer than 40 characters", "Give another."))
    known = views.by_login.get(login, {})
    if name not in known and len(known) >= MOST:
        problems.append(
            Problem("view", sentence("there are {n} already", n=MOST), "Remove one first.")
        )
    if problems:
        raise UsageError(problems)
    kept = {f: filters.get(f, "") for f in FIELDS if filters.get(f)}
    return Act("view.saved", login, {"name": name, "filters": kept})


def remove(views: Views, login: str, name: str) -> Act:
    if name not in views.by_login.get(login, {}):
        raise UsageError(Problem("view", "is not there", "Load the page again."))
    return Act("view.removed", login, {"name": name})
