"""What a finding of totals stands on: numerator, denominator, peers and their median, as its message tells.

A statistic has no lines of its own. Its figures stand in the message, whose template the rule's
header has; read back by that template they are shown as a table.
"""

from __future__ import annotations

from typing import Any

from feijian.messages.labels import Labels
from feijian.rules.wording import wordings

FIGURES = Labels("figure")
"""What the fields of messages are called; the others stay in the sentence."""


def figures_of(rule: Any, message: str, lang: str) -> list[tuple[str, str]]:
    """(label, value) of a message's figures in their order; empty where its template is not known.

    rule: its header, where there is one (an older library's rule may have another message).
    """
    template = getattr(rule, "message" if lang == "en" else "message_zh", "")
    if not template:
        return []
    found = wordings(template).fullmatch(message)
    if not found:
        return []
    return [
        (FIGURES[name].to(lang), value)
        for name, value in found.groupdict().items()
        if name in FIGURES and value
    ]
