"""The Chinese of what headers of rules and models say in English: units, notes, sources, reasons.

A header states them once, in English, and is locked by its digest; `headers.tsv` holds the Chinese
beside it, by kind and English text. A text that the table does not have is shown as it was written,
so that a bureau's own library may be written in Chinese alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

Kind = Literal["unit", "note", "unmoved", "source"]
"""Unit and note of a parameter; why a change of the rows leaves a finding; where a rule comes from."""

KINDS: tuple[Kind, ...] = get_args(Kind)
NUMBERS = "{no}"
"""Where a source names items of a list: the numbers stand in both languages alike."""

JOINED = (("-", " 至 "), (" to ", " 至 "), (" and ", "、"), (", ", "、"))
"""How English and Chinese join numbers."""


def in_language(kind: Kind, text: str, lang: str) -> str:
    """A text of a header in the wanted language; as it was written where no Chinese is known."""
    return text if lang == "en" else (chinese_of(kind, text) or text)


def chinese_of(kind: Kind, text: str) -> str | None:
    """The Chinese of a header's text, or None where the table has none."""
    whole = table()[kind].get(text)
    if whole is not None or kind != "source":
        return whole
    for pattern, zh in _numbered():
        if found := pattern.fullmatch(text):
            numbers = found["no"]
            for en, joined in JOINED:
                numbers = numbers.replace(en, joined)
            return zh.replace(NUMBERS, numbers)
    return None


@cache
def table() -> Mapping[str, Mapping[str, str]]:
    """The table: kind → English → Chinese."""
    lines = files(__package__).joinpath("headers.tsv").read_text(encoding="utf-8").splitlines()
    made: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for kind, en, zh in (line.split("\t") for line in lines[1:] if line):
        made[kind][en] = zh
    return made


@cache
def _numbered() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Sources that name items of a list, as patterns, each with its Chinese."""
    return tuple(
        (
            re.compile(
                re.escape(en).replace(re.escape(NUMBERS), r"(?P<no>\d[\d, \-]*(?:(?:to|and) \d+)?)")
            ),
            zh,
        )
        for en, zh in table()["source"].items()
        if NUMBERS in en
    )
