"""One text for people, in Chinese and in English."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """One text for people, in Chinese and in English."""

    zh: str
    en: str

    def to(self, lang: str) -> str:
        return self.en if lang == "en" else self.zh
