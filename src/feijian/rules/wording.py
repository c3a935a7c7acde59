"""What a rule's message says of a row: its template filled in, with counts and days as people write them.

`{lines} lines` loses its plural where the count is one. What stands further from the count agrees by
a choice: `{stock} [stock:was|were] in stock` says the first where `stock` is one, else the second.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from functools import cache

from feijian.library.comparison import cell_text

# what English messages count: one of them loses its plural
COUNTED = re.compile(
    r"\{(?P<field>\w+)\} (?P<noun>admissions|bags|boxes|buyers|cards|charges|codes|days|diagnoses|drugs|examinations"
    r"|films|herbs|hospitals|hours|inpatients|items|kinds|levels|lines|machines|minutes|months|nights|operations"
    r"|others|outpatients|packs|parts|patients|peers|persons|pharmacies|providers|purchases|regions|seconds|sessions"
    r"|settlements|sites|stays|tests|times|units|visits|years)\b"
)
CHOICE = re.compile(r"\[(?P<field>\w+):(?P<one>[^|\[\]]*)\|(?P<other>[^|\[\]]*)\]")
ONE_DAY = re.compile(
    r"(?P<opens>\b(?:from|between) )?(?P<day>\d{4}-\d\d-\d\d)"
    r" (?:至|to|and) (?P=day)(?! \d\d:|[-\d])(?: 间)?"
)
"""A range that begins and ends on one day, in either language."""
MONEY = re.compile(r"\{(?P<field>\w+)\}(?= (?:(?:/|of) \{\w+\} )?(?:元|yuan\b))")
"""What a template says of an amount in yuan, or of a part of one."""
IRREGULAR = {"boxes": "box", "diagnoses": "diagnosis", "pharmacies": "pharmacy"}


def message(template: str, row: Mapping[str, object], *, money: Collection[str] = ()) -> str:
    """A message with its fields filled in; a missing value shows as `—`, a range of one day as a day.

    money: fields in yuan beside those that the template says are; their decimals show the cents.
    """
    yuan = {*money, *money_fields(template)}
    texts = {name: _said(value, is_yuan=name in yuan) for name, value in row.items()}
    counted = COUNTED.sub(
        lambda found: _one_of(found) if texts.get(found["field"]) == "1" else found[0], template
    )
    agreed = CHOICE.sub(
        lambda found: found["one"] if texts.get(found["field"]) == "1" else found["other"], counted
    )
    return ONE_DAY.sub(_one_day, agreed.format_map(texts))


@cache
def money_fields(*templates: str) -> frozenset[str]:
    """The fields that one of the templates says are yuan; that of the other language may leave it out."""
    return frozenset(found["field"] for text in templates for found in MONEY.finditer(text))


def choice_fields(template: str) -> tuple[str, ...]:
    """The counts that a message's choices agree with, in order."""
    return tuple(found["field"] for found in CHOICE.finditer(template))


@cache
def wordings(template: str) -> re.Pattern[str]:
    """What the messages of a template look like, each field a group of its name."""
    seen: set[str] = set()
    shape = []
    for part in re.split(rf"(\{{\w+\}}|{_unnamed(CHOICE)})", COUNTED.sub(_either, template)):
        if choice := CHOICE.fullmatch(part):
            shape.append(f"(?:{re.escape(choice['one'])}|{re.escape(choice['other'])})")
        elif not re.fullmatch(r"\{\w+\}", part):
            shape.append(re.escape(part))
        elif part in seen:
            shape.append(f"(?P={part[1:-1]})")
        else:
            seen.add(part)
            shape.append(f"(?P<{part[1:-1]}>.*?)")
    return re.compile("".join(shape), re.DOTALL)


def _unnamed(pattern: re.Pattern[str]) -> str:
    return re.sub(r"\?P<\w+>", "?:", pattern.pattern)


def _either(found: re.Match[str]) -> str:
    return f"{{{found['field']}}} [{found['field']}:{_singular(found['noun'])}|{found['noun']}]"


def _said(value: object, *, is_yuan: bool = False) -> str:
    """A value as a sentence has it; thousands are grouped, as they are in every table beside it."""
    if isinstance(value, (list, tuple)):
        value = "、".join(sorted(str(v) for v in value)[:5]) or None
    if isinstance(value, str) and not value:
        return ""  # a text that is empty on purpose, such as no excuse, leaves no mark
    text = cell_text(value) or "—"
    # a whole number below ten thousand may be a year
    is_grouped = isinstance(value, (Decimal, float)) or (
        isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10_000
    )
    if not is_grouped or not re.fullmatch(r"-?\d+(\.\d+)?", text):
        return text
    whole, dot, part = text.partition(".")
    if is_yuan and isinstance(value, Decimal):
        dot, part = ".", part.ljust(2, "0")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.removeprefix('-')):,}{dot}{part}"


def _one_of(found: re.Match[str]) -> str:
    return f"{{{found['field']}}} {_singular(found['noun'])}"


def _singular(noun: str) -> str:
    return IRREGULAR.get(noun, noun[:-1])


def _one_day(found: re.Match[str]) -> str:
    return f"on {found['day']}" if found["opens"] else found["day"]
