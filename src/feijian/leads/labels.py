"""Names that leads are told with, in both languages."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from feijian.library.words import Words as Words

if TYPE_CHECKING:
    from feijian.leads.posterior import Chance

FAMILIES: dict[str, Words] = {
    "bed_padding": Words("挂床住院", "Bed padding"),
    "unbundling": Words("分解与重复收费", "Unbundling and repeated charges"),
    "upcoding": Words("高套编码", "Upcoding"),
    "readmission": Words("分解住院", "Split stays and readmission"),
    "traceability": Words("药品追溯码", "Drug trace codes"),
    "restricted_use": Words("限定支付", "Restricted use"),
    "overcharging": Words("超标准收费", "Overcharging"),
    "overtreatment": Words("过度诊疗", "Overtreatment"),
    "prescribing": Words("处方", "Prescribing"),
    "stock": Words("进销存", "Stock"),
    "pharmacy": Words("药店购药", "Pharmacy purchases"),
    "identity": Words("身份核验", "Identity"),
    "practitioner": Words("医护人员资格与行为", "Practitioners"),
    "collusion": Words("群组聚集", "Clustered behaviour"),
    "statistics": Words("统计指标", "Statistics"),
    "data_quality": Words("数据质量", "Data quality"),
    "outlier": Words("异常就医行为（待核实）", "Unusual pattern (to be checked)"),
}

SUBJECTS: dict[str, Words] = {
    "provider": Words("机构", "Provider"),
    "person": Words("参保人", "Insured person"),
    "practitioner": Words("医护人员", "Practitioner"),
    "group": Words("群组", "Group"),
    "encounter": Words("就诊", "Encounter"),
    "claim": Words("结算", "Claim"),
    "claim_line": Words("费用明细", "Claim line"),
    "trace_code": Words("追溯码", "Trace code"),
    "provider_item": Words("机构项目", "Item at a provider"),
}

CERTAINTIES: dict[str, Words] = {
    "definite": Words("明确违规类", "definite"),
    "suspect": Words("可疑类", "suspect"),
}

OUTCOMES: dict[str, Words] = {
    "upheld": Words("属实", "Upheld"),
    "partly": Words("部分属实", "Partly upheld"),
    "rejected": Words("不属实", "Not upheld"),
    "unclear": Words("待核实", "Unclear"),
}


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


MONEY_SHARE = Words("预计核实金额占比", "share of the money likely to be upheld")
"""What a lead's `probability` is: a share of money, not of cases."""

PEERS: dict[str, Words] = {
    "provider": Words("同类机构", "similar providers"),
    "practitioner": Words("同类医师", "similar practitioners"),
    "person": Words("同类参保人", "similar persons"),
    "group": Words("同类群组", "similar groups"),
}
"""Among whom a model places a subject."""


def unusual(percentile: float, kind: str) -> Words:
    """A model's reading as an inspector says it: 异常程度高于约 97% 的同类机构."""
    peers = PEERS.get(kind, Words("同类对象", "similar subjects"))
    above = percentile >= 50
    share = percentile if above else 100 - percentile
    zh, en = ("高于", "more unusual than") if above else ("低于", "less unusual than")
    if share > 99:
        return Words(f"异常程度{zh} 99% 以上的{peers.zh}", f"{en} over 99% of {peers.en}")
    return Words(
        f"异常程度{zh}约 {share:.0f}% 的{peers.zh}", f"{en} about {share:.0f}% of {peers.en}"
    )


LOSS_MODELS = frozenset({"group_payment", "high_ratio", "low_ratio"})
"""Kinds of loss whose amount a model of payment makes; charged lines and claims are exact."""

ESTIMATE = Words("估算", "estimate")
"""Said of every figure that a model of loss made; a finding's own lines stay exact to the cent."""


def estimated(amount: Decimal | None) -> Words:
    """An estimate to three figures: `约 20.9 万元`; nothing is known exactly that a model made."""
    if amount is None:
        return yuan(None)
    if amount == 0:
        return Words("0 元", "¥0")
    rounded = three_figures(amount)
    if abs(rounded) >= 10**8:
        zh = f"{_plain(rounded / 10**8)} 亿元"
    elif abs(rounded) >= 10**4:
        zh = f"{_plain(rounded / 10**4)} 万元"
    else:
        zh = f"{_plain(rounded)} 元"
    return Words(f"约 {zh}", f"about ¥{rounded.quantize(Decimal(1), ROUND_HALF_UP):,}")


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
    (re.compile(r"(?<![\d.,])1 days\b"), "1 day"),
)


def one_day(text: str) -> str:
    """A message whose range is a single day says it once: `from 2026-03-01 to 2026-03-01` is `on 2026-03-01`.

    Days are counted as people count them: nobody says `0 days later` or `1 days`.
    """
    told = _ONE_DAY.sub(lambda m: ("on " if m["word"] else "") + m["day"], text)
    for pattern, said in _FEW_DAYS:
        told = pattern.sub(said, told)
    return told.rstrip("— ") or told  # a remark that there is none of


def yuan(amount: object) -> Words:
    """An amount for a sentence; None is said to be unknown."""
    if amount is None:
        return Words("金额未知", "amount unknown")
    return Words(f"{amount:,.2f} 元", f"¥{amount:,.2f}")


FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def inert(text: str) -> str:
    """A cell that a spreadsheet cannot take for a formula: an apostrophe before `= + - @`, tab, return."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def restored(text: str) -> str:
    """A cell as it was before `inert`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


def precision_text(told: Chance | None) -> str:
    """`67% (30%–90%, n=3)`: the share upheld, its interval, the verdicts; empty where there are none."""
    if told is None:
        return ""
    return f"{percent(told.mean)} ({percent(told.low)}–{percent(told.high)}, n={told.checked})"
