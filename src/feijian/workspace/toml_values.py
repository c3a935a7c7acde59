"""Values of a TOML file, taken with their type; what is wrong is noted, so that all of it is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from feijian.errors import Problem
from feijian.messages import sentence
from feijian.plain import Json

# in this order: true is an int to Python, and a datetime is a date
KINDS: tuple[tuple[type, str], ...] = (
    (bool, "true or false"),
    (int, "a number"),
    (float, "a number"),
    (str, "text"),
    (datetime, "a date with a time"),
    (date, "a date"),
    (time, "a time"),
    (list, "a list"),
    (dict, "a table"),
)
SUGGESTED = {
    "text": "Write it in quotes.",
    "true or false": "Write true or false, without quotes.",
    "a date": "Write it as 2026-12-31, without quotes and without a time.",
    "a list": 'Write it as ["one", "two"].',
    "a table": "Write it as { name = value }.",
}


def kind_of(value: object) -> str:
    """What a value is, in words. The value itself is not told: it may name a person."""
    return next((name for kind, name in KINDS if isinstance(value, kind)), "something else")


@dataclass(frozen=True)
class TomlTable:
    """A table of the file. A value that is absent, or wrong and noted, is taken as None or empty.

    where: the place to name in a problem. problems: the report it adds to.
    """

    where: str
    values: Json
    problems: list[Problem]

    def complain(self, what: str, todo: str = "") -> None:
        self.problems.append(Problem(self.where, what, todo))

    def check_keys(self, known: Iterable[str], needed: Iterable[str] = ()) -> None:
        """Note the needed keys that are absent, and those that mean nothing here."""
        for name in sorted(set(needed) - self.values.keys()):
            self.complain(
                sentence("has no '{name}'", name=name), "It cannot be left out here: add it."
            )
        for name in sorted(self.values.keys() - set(known)):
            self.complain(
                sentence("unknown key '{name}'", name=name),
                sentence("Known: {known}.", known=", ".join(sorted(known))),
            )

    def text(self, name: str) -> str | None:
        value: str | None = self._of_kind(name, "text")
        if value is not None and not value.strip():
            self.complain(
                sentence("'{name}' is empty", name=name), "Give it a value, or leave the line out."
            )
            return None
        return value

    def choice(self, name: str, words: tuple[str, ...], default: str) -> str:
        """One of some words; the default where it is absent, or wrong and noted."""
        found = self.text(name) or default
        if found not in words:
            self.complain(
                sentence("unknown {name} {found!r}", name=name, found=found),
                sentence("One of: {words}.", words=", ".join(words)),
            )
        return found

    def texts(self, name: str) -> list[str]:
        value = self._of_kind(name, "a list") or []
        if not all(isinstance(v, str) and v.strip() for v in value):
            self.complain(
                sentence("'{name}' holds something other than text", name=name), SUGGESTED["a list"]
            )
            return []
        return list(value)

    def day(self, name: str) -> date | None:
        day: date | None = self._of_kind(name, "a date")
        return day

    def whole(self, name: str, least: int, most: int, default: int) -> int:
        """A whole number within bounds; the default where it is absent, or wrong and noted."""
        value = self.values.get(name, default)
        if kind_of(value) != "a number" or value not in range(least, most + 1):
            todo = sentence(
                "Give a whole number from {least} to {most}, without quotes.",
                least=least,
                most=most,
            )
            self.complain(sentence("'{name}' is {value!r}", name=name, value=value), todo)
            return default
        return int(value)

    def truth(self, name: str, default: bool) -> bool:
        value = self._of_kind(name, "true or false")
        return default if value is None else bool(value)

    def table(self, name: str) -> Json:
        return dict(self._of_kind(name, "a table") or {})

    def section(self, name: str) -> TomlTable:
        """The section `[name]`; empty where it is not there."""
        value = self.values.get(name, {})
        if not isinstance(value, dict):
            what = sentence(
                "'{name}' is {kind_of}, not a section", name=name, kind_of=kind_of(value)
            )
            self.complain(
                what, sentence("Write it once, as [{name}] with its keys below.", name=name)
            )
            value = {}
        return TomlTable(f"{self.where} [{name}]", value, self.problems)

    def entries(self, name: str) -> list[TomlTable]:
        """The entries `[[name]]`, numbered from 1."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            what = sentence(
                "'{name}' is {kind_of}, not a list of entries", name=name, kind_of=kind_of(value)
            )
            if isinstance(value, list):
                what = sentence("'{name}' holds something other than entries", name=name)
            self.complain(
                what, sentence("Write [[{name}]], with two brackets, above each entry.", name=name)
            )
            return []
        return [
            TomlTable(f"{self.where} [[{name}]] {number}", entry, self.problems)
            for number, entry in enumerate(value, start=1)
        ]

    def _of_kind(self, name: str, wanted: str) -> Any:
        value = self.values.get(name)
        if value is None or kind_of(value) == wanted:
            return value
        self.complain(
            sentence(
                "'{name}' is {kind_of}, not {wanted}",
                name=name,
                kind_of=kind_of(value),
                wanted=wanted,
            ),
            SUGGESTED.get(wanted, ""),
        )
        return None
