"""A header as a value with types: checked by pydantic against a plain record, all mistakes at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from feijian.errors import Problem
from feijian.library.header_kinds import Mistaken, shown
from feijian.messages import sentence

if TYPE_CHECKING:
    from feijian.library.headed_sql import HeadedSql

Record = TypeVar("Record")

ENTRIES: Mapping[str, str] = {
    "parameters": "parameter",
    "features": "feature",
    "peer_titles": "peer column",
    "count_titles": "count column",
}
"""What an entry of a mapping in a header is called."""


def typed_header(
    headed: HeadedSql, record: type[Record], keys: Mapping[str, str] | None = None
) -> tuple[Record | None, list[Problem]]:
    """The header as the record, or None and everything that is wrong with it, each with its line.

    record: a frozen dataclass whose `__pydantic_config__` says what else is asked of it.
    keys: key of the header → field, where the key is no name in Python.
    """
    named = keys or {}
    # an empty value counts as missing, as in every content file
    given = {
        named.get(str(key), str(key)): v
        for key, v in headed.header.items()
        if v is not None and v not in ("", [])
    }
    try:
        kind: Any = record
        taken: Record = _adapter(kind).validate_python(given)
        return taken, []
    except ValidationError as error:
        back = {field: key for key, field in named.items()}
        known = sorted(back.get(f, f) for f in record.__dataclass_fields__)  # type: ignore[attr-defined]
        found = [p for detail in error.errors() for p in _problems(headed, detail, back, known)]
        return None, found


@cache
def _adapter(record: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(record)


def _problems(
    headed: HeadedSql, detail: Mapping[str, Any], back: Mapping[str, str], known: list[str]
) -> list[Problem]:
    """One mistake in words; the kinds that pydantic tells apart and people do not are one."""
    first, *below = [str(part) for part in detail["loc"]]
    key, *below = place = [back.get(first, first), *below]
    at, kind = headed.nearest(place), detail["type"]
    if kind in ("missing", "missing_argument", "string_too_short"):
        if not below:
            return [Problem(headed.at(), sentence("the header has no '{key}'", key=key))]
        what = sentence("{entry} has no '{key}'", entry=_subject(place[:-1]), key=below[-1])
        return [Problem(headed.nearest(place[:-1]), what)]
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        what = sentence("unknown key {subject}", subject=_subject(place))
        # of an entry's keys its own kind is not at hand here; those of a header are
        todo = sentence("Known: {known}.", known=", ".join(known)) if not below else ""
        return [Problem(at, what, todo)]
    match detail.get("ctx"):
        case {"error": Mistaken() as error}:
            return [
                Problem(headed.nearest([*place, p.where] if p.where else place), p.what, p.todo)
                for p in error.problems
            ]
        case {"error": ValueError() as error}:
            return [Problem(at, str(error))]
    return [_of_another_kind(at, detail, place)]


def _of_another_kind(at: str, detail: Mapping[str, Any], place: list[str]) -> Problem:
    """What a value of another kind should have been."""
    kind, subject, value = detail["type"], _subject(place), shown(detail["input"])
    is_choice = kind == "literal_error"
    if is_choice and (isinstance(detail["input"], str) or len(place) > 1):
        choices = str(detail.get("ctx", {}).get("expected", "")).replace("'", "")
        todo = sentence("One of: {allowed}.", allowed=choices.replace(" or ", ", "))
        if len(place) == 1:
            return Problem(at, sentence("unknown {key} {value}", key=place[0], value=value), todo)
        return Problem(
            at, sentence("unknown {subject}: {value}", subject=subject, value=value), todo
        )
    if is_choice or kind == "string_type":
        what = sentence("{subject} is a text, not {value}", subject=subject, value=value)
        return Problem(at, what, "Put it in quotes.")
    if kind in ("bool_type", "bool_parsing"):
        return Problem(
            at, sentence("{subject} is true or false, not {value}", subject=subject, value=value)
        )
    if kind in ("tuple_type", "list_type"):
        return Problem(
            at, sentence("{subject} is a list, not {value}", subject=subject, value=value)
        )
    if kind in ("dict_type", "mapping_type", "dataclass_type"):
        what = sentence(
            "{subject} is a mapping of names, not {value}", subject=subject, value=value
        )
        return Problem(at, what)
    what = sentence(
        "{subject} cannot be {value}: {why}", subject=subject, value=value, why=detail["msg"]
    )
    return Problem(at, what)


def _subject(place: list[str]) -> str:
    """What a place of a header is called: a key, an entry, or a key of an entry."""
    key, *below = place
    if not below:
        return sentence("'{key}'", key=key)
    entry = (
        sentence("{kind} '{name}'", kind=ENTRIES[key], name=below[0])
        if key in ENTRIES
        else sentence("'{key}' of '{whole}'", key=below[0], whole=key)
    )
    if len(below) == 1:
        return entry
    return sentence("'{key}' of {entry}", key=below[-1], entry=entry)
