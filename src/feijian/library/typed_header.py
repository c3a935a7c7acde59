"""A header as a value with types: checked by pydantic against a plain record, all mistakes at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from feijian.errors import Problem
from feijian.messages import sentence

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from feijian.library.headed_sql import HeadedSql

Record = TypeVar("Record")


def typed_header(
    headed: HeadedSql, record: type[Record], keys: Mapping[str, str] | None = None
) -> tuple[Record | None, list[Problem]]:
    """The header as the record, or None and everything that is wrong with it, each with its line.

    record: a frozen dataclass whose `__pydantic_config__` says what else is asked of it.
    keys: key of the header → field, where the key is no name in Python.
    """
    from pydantic import ValidationError

    named = keys or {}
    # an empty value counts as missing, as in every content file
    given = {named.get(key, key): v for key, v in headed.header.items() if v not in (None, "")}
    try:
        kind: Any = record
        taken: Record = _adapter(kind).validate_python(given)
        return taken, []
    except ValidationError as error:
        back = {field: key for key, field in named.items()}
        return None, [_problem(headed, detail, back) for detail in error.errors()]


@cache
def _adapter(record: type[Any]) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(record)


def _problem(headed: HeadedSql, detail: Mapping[str, Any], back: Mapping[str, str]) -> Problem:
    """One mistake in words; the kinds that pydantic tells apart and people do not are one."""
    field, *below = [str(part) for part in detail["loc"]]
    key = back.get(field, field)
    at = headed.at(next((k for b in below if (k := f"{key}.{b}") in headed.lines), key))
    kind, value = detail["type"], _short(detail.get("input"))
    if kind in ("missing", "missing_argument"):
        return Problem(headed.at(), sentence("the header has no {key!r}", key=key))
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        return Problem(at, sentence("unknown key {key!r}", key=key))
    if kind == "literal_error":
        known = (
            str(detail.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
        )
        what = sentence("unknown {key} {value}", key=key, value=value)
        return Problem(at, what, sentence("One of: {known}.", known=known))
    return Problem(at, _mistaken(kind, key, value, detail["msg"]))


def _mistaken(kind: str, key: str, value: str, why: str) -> str:
    """What a value of another kind should have been."""
    if kind == "string_type":
        return sentence("{key!r} is not a text: {value}", key=key, value=value)
    if kind in ("bool_type", "bool_parsing"):
        return sentence("{key!r} is neither true nor false: {value}", key=key, value=value)
    if kind in ("tuple_type", "list_type"):
        return sentence("{key!r} is not a list: {value}", key=key, value=value)
    if kind in ("dict_type", "mapping_type"):
        return sentence("{key!r} is not a mapping of names: {value}", key=key, value=value)
    return sentence("{key!r} cannot be {value}: {why}", key=key, value=value, why=why)


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
