"""Values of a TOML file as pydantic takes them: each of its kind, each mistake in words at its line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from functools import cache
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import BeforeValidator, TypeAdapter, ValidationError, ValidationInfo

from feijian.errors import Problem
from feijian.library.header_kinds import Mistaken
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


def wrong(what: str, todo: str) -> Mistaken:
    """A value's one mistake."""
    return Mistaken(Problem("", what, todo))


def _require(value: object, wanted: str, name: str | None) -> None:
    if kind_of(value) != wanted:
        what = sentence(
            "'{name}' is {kind_of}, not {wanted}", name=name, kind_of=kind_of(value), wanted=wanted
        )
        raise wrong(what, SUGGESTED[wanted])


def _text(value: object, info: ValidationInfo) -> object:
    _require(value, "text", info.field_name)
    if not str(value).strip():
        what = sentence("'{name}' is empty", name=info.field_name)
        raise wrong(what, "Give it a value, or leave the line out.")
    return value


def _texts(value: object, info: ValidationInfo) -> tuple[str, ...]:
    _require(value, "a list", info.field_name)
    members = list(value) if isinstance(value, list) else []
    if not all(isinstance(v, str) and v.strip() for v in members):
        what = sentence("'{name}' holds something other than text", name=info.field_name)
        raise wrong(what, SUGGESTED["a list"])
    return tuple(members)


def of_kind(wanted: str) -> BeforeValidator:
    """A validator of values of one kind."""

    def check(value: object, info: ValidationInfo) -> object:
        _require(value, wanted, info.field_name)
        return value

    return BeforeValidator(check)


def whole(least: int, most: int) -> BeforeValidator:
    """A validator of whole numbers within bounds; true and false are none."""

    def check(value: object, info: ValidationInfo) -> object:
        if kind_of(value) != "a number" or value not in range(least, most + 1):
            todo = sentence(
                "Give a whole number from {least} to {most}, without quotes.",
                least=least,
                most=most,
            )
            raise wrong(sentence("'{name}' is {value!r}", name=info.field_name, value=value), todo)
        return value

    return BeforeValidator(check)


def choice(*words: str) -> BeforeValidator:
    """A validator of one of some words."""

    def check(value: object, info: ValidationInfo) -> object:
        text = _text(value, info)
        if text not in words:
            what = sentence("unknown {name} {found!r}", name=info.field_name, found=text)
            raise wrong(what, sentence("One of: {words}.", words=", ".join(words)))
        return text

    return BeforeValidator(check)


Text = Annotated[str, BeforeValidator(_text)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_texts)]
Truth = Annotated[bool, of_kind("true or false")]
Day = Annotated[date, of_kind("a date")]

HEAD = re.compile(r"\s*(\[\[?)\s*([^\]=]+?)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
NAME = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
Path = tuple[str | int, ...]


def lines_of(text: str) -> dict[Path, int]:
    """The line of every section, entry (numbered from 1) and key that has one of its own."""
    found: dict[Path, int] = {}
    entries: Counter[Path] = Counter()
    at: Path = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if head := HEAD.match(line):
            at = tuple(name.strip("\"'") for name in NAME.findall(head[2]))
            if head[1] == "[[":
                entries[at] += 1
                at = (*at, entries[at])
            found.setdefault(at, number)
        elif key := KEY.match(line):
            names = (name.strip("\"'") for name in NAME.findall(key[1]))
            found.setdefault((*at, *names), number)
    return found


@dataclass(frozen=True)
class TomlTable:
    """A table of the file.

    file, lines: where its keys stand. path: its own place. label: how messages call it.
    problems: the report it adds to.
    """

    file: str
    lines: Mapping[Path, int]
    values: Json
    problems: list[Problem]
    path: Path = ()
    label: str = ""

    def where(self, *below: str) -> str:
        """The place to name in a problem: the line of a key, or of the table where it has none."""
        path = (*self.path, *below)
        line = next(
            (self.lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self.lines), 0
        )
        at = f"{self.file}:{line}" if line else self.file
        return f"{at} {self.label}" if self.label else at

    def complain(self, what: str, todo: str = "", key: str | None = None) -> None:
        self.problems.append(Problem(self.where(*([key] if key else ())), what, todo))

    def within(self, values: Json, label: str, *path: str | int) -> TomlTable:
        """A table that stands in this one."""
        return TomlTable(self.file, self.lines, values, self.problems, (*self.path, *path), label)

    def section(self, name: str) -> TomlTable:
        """The section `[name]`; empty where it is not there."""
        value = self.values.get(name, {})
        if not isinstance(value, dict):
            what = sentence(
                "'{name}' is {kind_of}, not a section", name=name, kind_of=kind_of(value)
            )
            todo = sentence("Write it once, as [{name}] with its keys below.", name=name)
            self.complain(what, todo, name)
            value = {}
        return self.within(value, f"[{name}]", name)

    def entries(self, name: str) -> list[TomlTable]:
        """The entries `[[name]]`, numbered from 1."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            what = sentence(
                "'{name}' is {kind_of}, not a list of entries", name=name, kind_of=kind_of(value)
            )
            if isinstance(value, list):
                what = sentence("'{name}' holds something other than entries", name=name)
            todo = sentence("Write [[{name}]], with two brackets, above each entry.", name=name)
            self.complain(what, todo, name)
            return []
        return [
            self.within(entry, f"[[{name}]] {number}", name, number)
            for number, entry in enumerate(value, start=1)
        ]


@dataclass(frozen=True)
class Section:
    """A table of the file: a key that it does not name is a mistake."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}


Record = TypeVar("Record", bound=Section)


def taken(table: TomlTable, record: type[Record]) -> Record | None:
    """A table as a record, or None with everything that is wrong noted, each at its line.

    What is missing comes first, then what nobody reads, then values in the record's order.
    """
    kind: Any = record
    try:
        found: Record = _adapter(kind).validate_python(table.values)
        return found
    except ValidationError as error:
        details = error.errors()
    known = sorted(f.name for f in fields(record))
    missing = sorted(_key(d["loc"]) for d in details if d["type"] in MISSING)
    unknown = sorted(_key(d["loc"]) for d in details if d["type"] in UNKNOWN)
    for name in missing:
        what = sentence("has no '{name}'", name=name)
        table.complain(what, "It cannot be left out here: add it.")
    for name in unknown:
        todo = sentence("Known: {known}.", known=", ".join(known))
        table.complain(sentence("unknown key '{name}'", name=name), todo, name)
    for detail in details:
        match detail.get("ctx"):
            case {"error": Mistaken() as mistaken}:
                for p in mistaken.problems:
                    table.complain(p.what, p.todo, _key(detail["loc"]))
            case _ if detail["type"] not in (*MISSING, *UNKNOWN):
                raise TypeError(
                    f"{record.__name__}: {detail['type']}"
                )  # a kind of ours without words
    return None


MISSING: Sequence[str] = ("missing", "missing_argument")
UNKNOWN: Sequence[str] = ("unexpected_keyword_argument", "extra_forbidden")


def _key(place: tuple[int | str, ...]) -> str:
    """The table's key that is wrong; where within its value comes after it and is not told."""
    key, *_ = place
    return str(key)


@cache
def _adapter(record: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(record)
