"""What a finding of totals stands on: numerator, denominator, peers and their median, as its message tells.

A statistic has no lines of its own. Its figures stand in the message, whose template the rule's
header has; read back by that template they are shown as a table.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from feijian.messages.labels import Labels

FIGURES = Labels("figure")
"""What the fields of messages are called; the others stay in the sentence."""


def figures_of(rule: Any, message: str, lang: str) -> list[tuple[str, str]]:
    """(label, value) of a message's figures in their order; empty where its template is not known.

    rule: its header, where there is one (an older library's rule may have another message).
    """
    template = getattr(rule, "message" if lang == "en" else "message_zh", "")
    if not template:
        return []
    found = _pattern(template).fullmatch(message)
    if not found:
        return []
    return [
        (FIGURES[name].to(lang), value)
        for name, value in found.groupdict().items()
        if name in FIGURES and value
    ]


@cache
def _pattern(template: str) -> re.Pattern[str]:
    seen: set[str] = set()
    shape = []
    for place, part in enumerate(re.split(r"\{(\w+)\}", template)):
        if place % 2 == 0:
            shape.append(re.escape(part))
        elif part in seen:
            shape.append(rf"(?P={part})")
        else:
            seen.add(part)
            shape.append(rf"(?P<{part}>.*?)")
    return re.compile("".join(shape), re.DOTALL)
