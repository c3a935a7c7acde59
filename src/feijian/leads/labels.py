"""Names that leads are told with, in both languages."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from feijian.library.words import Words as Words
from feijian.messages.labels import Labels

if TYPE_CHECKING:
    from feijian.leads.posterior import Chance

FAMILIES = Labels("family")

SUBJECTS = Labels("subject")

CERTAINTIES = Labels("certainty")

OUTCOMES = Labels("outcome")


def family(name: str) -> Words:
    """A family's label; a bureau's own family keeps its folder name."""
    return FAMILIES.get(name, Words(name, name))


def subject(kind: str) -> Words:
    return SUBJECTS.get(kind, Words(kind, kind))


def masked(person_id: str | None) -> str:
    """A person id with only its ends left: enough to tell two apart, not to name one."""
    text = person_id or ""
    if len(text) < 8:
        return "*" * max(len(text) - 2, 0) + text[-2:] if len(text) > 2 else "*" * len(text)
    return f"{text[:2]}{'*' * (len(text) - 6)}{text[-4:]}"


def masked_subject(kind: str, subject_id: str | None) -> str:
    """A subject's id as people see it: persons are masked, and so is what names a group.

    A group is called by what holds it together (`with:` a person, `locality:` a place).
    """
    text = subject_id or ""
    if kind == "person":
        return masked(text)
    if kind == "group":
        by, colon, name = text.rpartition(":")
        return f"{by}{colon}{masked(name)}"
    return text


def percent(share: float) -> str:
    """A share as whole percent, never rounded to a certainty: 0.997 is 99%, not 100%."""
    if 0 < share < 0.01:
        return "<1%"
    return f"{min(round(share * 100), 99) if share < 1 else 100}%"


PEERS = Labels("peers")
"""Among whom a model places a subject."""


def unusual(percentile: float, kind: str) -> Words:
    """A model's reading as an inspector says it: 异常程度高于约 97% 的同类机构."""
    peers = PEERS[kind] if kind in PEERS else PEERS["other"]
    above = percentile >= 50
    share = percentile if above else 100 - percentile
    side, near = "above" if above else "below", "_nearly_all" if share > 99 else ""
    return AMOUNTS[side + near].filled(share=f"{share:.0f}", peers=peers)


def unusual_over_all(percentile: float, kind: str) -> Words:
    """A lead's reading, which weighs all periods and models: another figure than that of one period."""
    return AMOUNTS["over_all"].filled(place=unusual(percentile, kind))


def unusual_in_period(percentile: float, kind: str) -> Words:
    """What one period says, as its drawing shows it."""
    return AMOUNTS["one_period"].filled(place=unusual(percentile, kind))


LOSS_MODELS = frozenset({"group_payment", "high_ratio", "low_ratio"})
"""Kinds of loss whose amount a model of payment makes; charged lines and claims are exact."""

AMOUNTS = Labels("amount")
"""Amounts and comparisons in words; every figure that a model of loss made is an estimate, a
finding's own lines stay exact to the cent."""


def estimated(amount: Decimal | None) -> Words:
    """An estimate to three figures: `约 20.9 万元`; nothing is known exactly that a model made."""
    if amount is None:
        return yuan(None)
    if amount == 0:
        return AMOUNTS["nothing"]
    rounded = three_figures(amount)
    size = abs(rounded)
    if size < 1:
        return AMOUNTS["under_one"]
    unit = 10**8 if size >= 10**8 else 10**4 if size >= 10**4 else 1
    # below 100 three figures hold parts of a yuan: 95.46 is 95, not the 95.5 that would become 96
    yuan_alone = amount if size < 100 else rounded
    whole = f"{yuan_alone.quantize(Decimal(1), ROUND_HALF_UP):,}"
    number = Words(whole if size >= 1000 and unit == 1 else _plain(rounded / unit), whole)
    return AMOUNTS[f"about_{unit}"].filled(number=number)


def three_figures(amount: Decimal) -> Decimal:
    """Rounded to the three figures that an estimate is told in."""
    if amount == 0:
        return Decimal(0)
    figures = Decimal(1).scaleb(abs(amount).adjusted() - 2)
    return (amount / figures).to_integral_value(ROUND_HALF_UP) * figures


def _plain(number: Decimal) -> str:
    """Without trailing zeros and without an exponent."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_ONE_DAY = re.compile(
    r"(?:(?P<word>from|between) )?(?P<day>\d{4}-\d\d-\d\d)\s*(?:至|到|–|—|~|to|and|\.\.)\s*(?P=day)(?!\d)"
)

_FEW_DAYS = (
    (re.compile(r"(?<![\d.,])0 ?天后"), "当日"),
    (re.compile(r"(?<![\d.,])0 days (?:later|after)\b"), "the same day"),
    (
        re.compile(
            r"(?<![\d.,])1 (day|person|stay|visit|line|code|drug|test|time|region|unit|card|provider)s\b"
        ),
        r"1 \1",
    ),
)


def one_day(text: str) -> str:
    """A message whose range is a single day says it once: `from 2026-03-01 to 2026-03-01` is `on 2026-03-01`.

    Days are counted as people count them: nobody says `0 days later` or `1 days`, nor `1 persons`.
    """
    told = _ONE_DAY.sub(lambda m: ("on " if m["word"] else "") + m["day"], text)
    for pattern, said in _FEW_DAYS:
        told = pattern.sub(said, told)
    return told.rstrip("— ") or told  # a remark that there is none of


def yuan(amount: object) -> Words:
    """An amount for a sentence; None is said to be unknown."""
    return AMOUNTS["unknown"] if amount is None else AMOUNTS["yuan"].filled(amount=f"{amount:,.2f}")


FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Full-width signs too: a Chinese spreadsheet takes them for the others."""
PASSED_OVER = " \u00a0\u3000\u200b\ufeff"
"""What a spreadsheet passes over before a sign."""


def inert(text: str) -> str:
    """A cell that a spreadsheet cannot take for a formula: an apostrophe before `= + - @`, tab, return."""
    return f"'{text}" if _may_be_formula(text) else text


def _may_be_formula(text: str) -> bool:
    return text.lstrip(PASSED_OVER).startswith(FORMULA_STARTS)


def restored(text: str) -> str:
    """A cell as it was before `inert`."""
    return text[1:] if text.startswith("'") and _may_be_formula(text[1:]) else text


def precision_text(told: Chance | None) -> str:
    """`67% (30%–90%, n=3)`: the share upheld, its interval, the verdicts; empty where there are none."""
    if told is None:
        return ""
    return f"{percent(told.mean)} ({percent(told.low)}–{percent(told.high)}, n={told.checked})"
