"""Kinds of values that headers of content files are made of, for records that pydantic checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, GetPydanticSchema, ValidationInfo

from feijian.errors import Problem
from feijian.messages import sentence

Value = TypeVar("Value")

NAME = "(name)"
"""The key under which an entry of a mapping is told its own name: none that people would write."""


class Mistaken(ValueError):  # noqa: N818 - read as a sentence
    """Everything wrong with one value; the `where` of each is a key below it, or empty."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


def checked(faults: Callable[[Value], list[Problem]]) -> AfterValidator:
    """A validator of what has its type: every fault that the function finds is told."""

    def check(value: Value) -> Value:
        found = faults(value)
        if found:
            raise Mistaken(*found)
        return value

    return AfterValidator(check)


def shown(value: object) -> str:
    """A value as messages show it: one line, not too long."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def whole(least: int) -> BeforeValidator:
    """A validator of whole numbers from `least`; true and false are none."""

    def check(value: object, info: ValidationInfo) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            what = sentence(
                "'{key}' is a whole number from {least}, not {value}",
                key=info.field_name,
                least=least,
                value=shown(value),
            )
            raise ValueError(what)
        return value

    return BeforeValidator(check)


def _texts(value: object, info: ValidationInfo) -> tuple[str, ...]:
    """One text or a list of them."""
    if isinstance(value, str | tuple):
        return (value,) if isinstance(value, str) else value
    if not isinstance(value, list):
        key = info.field_name
        what = sentence("'{key}' is a list of texts, not {value}", key=key, value=shown(value))
        raise Mistaken(Problem("", what, sentence("{key}: [one, two]", key=key)))
    faults, found = [], []
    for number, member in enumerate(value):
        text = _as_it_looks(member)
        if isinstance(text, str):
            found.append(text)
            continue
        what = sentence(
            "'{key}' holds {member}, which is no text", key=info.field_name, member=shown(member)
        )
        todo = "Put it in quotes: a text that holds a colon or is a number needs them."
        faults.append(Problem(str(number), what, todo))
    if faults:
        raise Mistaken(*faults)
    return tuple(found)


def _as_it_looks(member: object) -> object:
    """A member of a list; `- rosters of the day: beds` without quotes is the text it looks like."""
    if isinstance(member, dict) and len(member) == 1:
        ((name, rest),) = member.items()
        if isinstance(name, str) and isinstance(rest, str):
            return f"{name}: {rest}"
    return member


Texts = Annotated[tuple[str, ...], BeforeValidator(_texts)]
"""One text, or a list of texts."""


def _as_many(value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    key = str(info.field_name).removesuffix("_zh")
    if len(info.data.get(key, value)) != len(value):
        raise ValueError(sentence("'{key}' and '{key}_zh' differ in length", key=key))
    return value


TextsZh = Annotated[Texts, AfterValidator(_as_many)]
"""The Chinese of a list that stands above it in the record, one for one."""


def named(entry: Any) -> GetPydanticSchema:
    """A mapping of name to entry, read as a tuple of entries that know their names (under NAME).

    Mistakes keep the name in their place, so that each is told with the line of its own entry.
    """

    def tell(value: object) -> object:
        if not isinstance(value, Mapping):
            return value
        return {
            str(name): {**its, NAME: str(name)} if isinstance(its, Mapping) else its
            for name, its in value.items()
        }

    def values(entries: Mapping[str, object]) -> tuple[object, ...]:
        return tuple(entries.values())

    read = Annotated[dict[str, entry], BeforeValidator(tell), AfterValidator(values)]
    return GetPydanticSchema(lambda _, handler: handler(read))
