"""Labels: what reports, workbook, command line and workbench call a thing, in one table of both languages.

`labels.tsv` has one row a label: where it is said, its name, its Chinese and its English. What is
called the same wherever a reader looks stands there once, under `any`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

ANYWHERE = "any"
"""Labels that every place finds where it has none of its own by that name."""


class Words(NamedTuple):
    """One text for people, in Chinese and in English."""

    zh: str
    en: str

    def to(self, lang: str) -> str:
        return self.en if lang == "en" else self.zh

    def filled(self, **values: object) -> Words:
        """With values in their places; a value that is itself Words goes in by its language."""
        zh = {k: v.zh if isinstance(v, Words) else v for k, v in values.items()}
        en = {k: v.en if isinstance(v, Words) else v for k, v in values.items()}
        return Words(self.zh.format(**zh), self.en.format(**en))


class Labels(Mapping[str, Words]):
    """The labels of one place, in the table's order; the table is read when one is first asked for.

    A name that the place does not have is looked for among those of `any`; going through the
    labels gives the place's own.
    """

    def __init__(self, where: str) -> None:
        self._where = where

    def __getitem__(self, name: str) -> Words:
        own = table()[self._where]
        return own[name] if name in own else table()[ANYWHERE][name]

    def __iter__(self) -> Iterator[str]:
        return iter(table()[self._where])

    def __len__(self) -> int:
        return len(table()[self._where])


@cache
def table() -> Mapping[str, Mapping[str, Words]]:
    """All labels by where they are said and by name."""
    lines = files("feijian.messages").joinpath("labels.tsv").read_text(encoding="utf-8")
    found: dict[str, dict[str, Words]] = {}
    for line in lines.splitlines()[1:]:
        where, name, zh, en = line.split("\t")
        found.setdefault(where, {})[name] = Words(zh, en)
    return found
