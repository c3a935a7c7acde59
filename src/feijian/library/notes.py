"""What a rule, a model or the quarantine says of itself: one table of codes, in both languages.

Published details are the English text; whoever writes one takes it from here (`told`), and whoever
prints one finds its code and values again by the same template (`in_words`), so that a text and
its translation cannot drift apart.
"""

from __future__ import annotations

import re
from functools import cache

from feijian.messages.labels import Labels

NOTES = Labels("note")
"""Notes on a rule's or a model's outcome, by code."""

PARTS = Labels("lacking")
"""What a rule lacks, one by one."""

OUTCOMES = Labels("ran")
"""How the judging of a rule or the scoring of a model ended."""

LABELLED = re.compile(r"\b((?:reference )?table \w+|column \w+\.\w+) \([^()]*\)")
FEATURED = re.compile(
    r"\b(\w+) \([^()]*[\u4e00-\u9fff][^()]*\)(?= dropped: | and \w| order alike| has |; |$)"
)
"""A feature by its name and, behind it, what it is called."""
TITLED = re.compile(r"\w+ \((?P<title>[^()]*[\u4e00-\u9fff][^()]*)\)")
ASIDE = Labels("aside")
"""Why a row is not compared with its peers, as the models' queries say it."""

QUARANTINE = Labels("quarantine")
"""Causes of quarantine, by what stands before the colon of a reason."""

SEPARATOR = {"zh": "；", "en": "; "}


def told(code: str, **values: object) -> str:
    """The published text of a note."""
    return NOTES[code].en.format(**values)


def in_words(text: str, lang: str) -> str:
    """Published notes in the wanted language; what is no note of ours (an engine's error) as it is.

    In English a table, column or feature is called by its name alone: its label is Chinese.
    """
    if lang == "en":
        return FEATURED.sub(r"\1", LABELLED.sub(r"\1", text))
    opening = NOTES["nothing_compared"].en.partition("{")[0]
    if text.startswith(opening):
        return NOTES["nothing_compared"].zh.format(what=in_words(text[len(opening) :], lang))
    return SEPARATOR[lang].join(_matched(part) or part for part in text.split(SEPARATOR["en"]))


def outcome(name: str, lang: str) -> str:
    """How a rule or model ended, in words."""
    return OUTCOMES[name].to(lang) if name in OUTCOMES else name


def quarantine_cause(reason: str, lang: str) -> str:
    """What a reason of the quarantine means; empty for a check that only its contract explains."""
    words = QUARANTINE.get(reason.partition(":")[0])
    return words.to(lang) if words else ""


@cache
def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template)
    shape = "".join(
        re.escape(part)
        if place % 2 == 0
        else rf"(?P<{part}>{'[0-9,]+' if part in ('n', 'needed') else '.+'})"
        for place, part in enumerate(parts)
    )
    return re.compile(shape)


def _matched(text: str) -> str:
    """One note in Chinese; empty where it is none of the table."""
    for words in NOTES.values():
        found = _pattern(words.en).fullmatch(text)
        if found:
            values = found.groupdict()
            if "what" in values:
                values["what"] = "、".join(_part(p) for p in values["what"].split(", "))
            for name in ("feature", "other"):
                titled = TITLED.fullmatch(values.get(name, ""))
                if titled:
                    values[name] = f"“{titled['title']}”"
            if "why" in values:
                why = values["why"]
                values["why"] = ASIDE[why].zh if why in ASIDE else why
            return words.zh.format(**values)
    return ""


def _part(text: str) -> str:
    for words in PARTS.values():
        found = _pattern(words.en).fullmatch(text)
        if found:
            return words.zh.format(**found.groupdict())
    return text
