"""Every text of the reports that is not data, in Chinese and in English."""

from __future__ import annotations

from feijian.leads.labels import Words
from feijian.messages.labels import Labels

TEXTS = Labels("report")

CLASSES = Labels("class")

ROLES = Labels("role")
"""What an evidence row is to its finding."""

STEPS = Labels("step")
"""What happened to a box of drugs."""

KINDS = Labels("evidence")

PAYMENTS = Labels("payment")
"""How a settlement was paid."""

LEVELS = Labels("level")


class Speech:
    """The texts in one language: `say("top")`, `say("index_more", n=3)`."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, key: str, **values: object) -> str:
        text = TEXTS[key].to(self.lang)
        return text.format(**values) if values else text

    def of(self, words: Words | None) -> str:
        return words.to(self.lang) if words else ""
