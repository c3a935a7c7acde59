"""Titles and reasons of leads, as sentences in both languages.

A reason is {"kind", "zh", "en"} and, where a number is needed again, "value". The first one of
a lead says in one sentence why it stands where it stands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from feijian.leads import labels
from feijian.leads.labels import percent, yuan
from feijian.leads.lead import RulePart, Sketch
from feijian.leads.placement import DRAWN, LAST, OUTLIER, UNKNOWN, Seat

MORE_VERDICTS = 5
"""What would move a lead is told for this many further verdicts."""

PLAIN = (10.0, 90.0)
"""Outlier percentiles between these are not worth a word in the first sentence."""

Reason = dict[str, Any]


def _reason(kind: str, zh: str, en: str, value: Any = None) -> Reason:
    reason: Reason = {"kind": kind, "zh": zh, "en": en}
    if value is not None:
        reason["value"] = value
    return reason


def subject_name(sketch: Sketch) -> labels.Words:
    """Who or what the lead is about; persons and what names a group are masked.

    A provider's staff and groups are named with the provider: that is where a visit goes.
    """
    provider = sketch.provider_name or sketch.provider_id or ""
    if sketch.kind == "provider":
        return labels.Words(provider or sketch.subject, provider or sketch.subject)
    label = labels.subject(sketch.kind)
    if sketch.kind == "group" and provider:
        return labels.Words(f"{provider} {label.zh}", f"{provider} {label.en.lower()}")
    shown = labels.masked_subject(sketch.kind, sketch.subject)
    if sketch.kind == "person" or not provider:
        return labels.Words(f"{label.zh} {shown}", f"{label.en} {shown}")
    return labels.Words(f"{provider} {label.zh} {shown}", f"{provider} {label.en.lower()} {shown}")


def title(sketch: Sketch) -> labels.Words:
    """Who, which family, which rule above all."""
    who, family = subject_name(sketch), labels.family(sketch.family)
    if not sketch.parts:
        return labels.Words(f"{who.zh}：{family.zh}", f"{who.en}: {family.en}")
    first, others = sketch.parts[0], len(sketch.parts) - 1
    zh = first.title_zh + (f"等 {others + 1} 条规则" if others else "")
    en = first.title_en + (f" and {others} more" if others else "")
    return labels.Words(f"{who.zh}：{family.zh} · {zh}", f"{who.en}: {family.en} · {en}")


def reasons(sketch: Sketch, seat: Seat, ladder: Sequence[Decimal]) -> list[Reason]:
    """Everything that decides a lead's place.

    ladder: expected recoveries of all leads of known amount, ascending (negated, best first).
    """
    told = [_place(sketch, seat)]
    if sketch.parts:
        told.append(_amount(sketch))
        told.append(_chance(sketch))
    told.append(_support(sketch))
    told.extend(_cautions(sketch))
    if sketch.parts and sketch.total.known:
        told.append(_moves(sketch, ladder))
    if sketch.steps_zh or sketch.steps_en:
        told.append(_steps(sketch))
    return told


def _steps(sketch: Sketch) -> Reason:
    """What to check on site; `value` has the steps one by one in both languages."""
    steps = {"zh": list(sketch.steps_zh), "en": list(sketch.steps_en)}
    return _reason(
        "next_steps",
        f"现场核查：{'；'.join(steps['zh'])}。",
        f"To check on site: {'; '.join(steps['en'])}.",
        steps,
    )


def _place(sketch: Sketch, seat: Seat) -> Reason:
    if seat.why == OUTLIER:
        reading = sketch.support.percentile if sketch.support else 0.0
        told = sketch.support.told[:1] if sketch.support else ()
        first = told[0] if told else labels.Words("", "")
        return _reason(
            "seat_outlier",
            f"规则未解释的离群对象（居同类第 {reading:g} 百分位），占一个为此保留的名额：{first.zh}。金额未知。",
            f"An outlier that no rule explains (percentile {reading:g} among peers), on a seat kept for such: {first.en}. The amount is unknown.",
        )
    if seat.why == LAST:
        return _reason(
            "indicator",
            f"提示性线索，没有可追回的金额，排在最后：{len(sketch.finding_ids)} 个疑点。",
            f"An indication without an amount to recover, so it stands last: {_many(len(sketch.finding_ids), 'finding')}.",
        )
    if seat.why == UNKNOWN:
        return _reason(
            "seat_unknown",
            f"疑点金额未知（规则无法算出，例如缺少支付标准），按预计属实的疑点数 {sketch.likely:.1f} 个排入为此保留的名额。",
            f"Its amount is unknown (the rule could not work it out, for instance without payment standards); it has one of the seats kept for such leads, by {sketch.likely:.1f} findings expected to be upheld.",
        )
    if sketch.total.elsewhere and not sketch.total.amount:
        return _reason(
            "counted_elsewhere",
            "其明细的金额已全部计入排在前面的线索，此处不重复计算。",
            "The amounts of its lines are all counted in leads above; they are not counted again.",
        )
    expected, worth = yuan(sketch.expected[0]), yuan(sketch.worth)
    what = _what_ranks(sketch)
    zh = f"预计可追回 {expected.zh} = {what.zh} {worth.zh} × {labels.MONEY_SHARE.zh} {percent(sketch.chance[0])}；{_made_of(sketch).zh}"
    en = f"Expected recovery {expected.en} = {what.en} {worth.en} × {percent(sketch.chance[0])} of the money likely to be upheld; {_made_of(sketch).en}"
    if seat.why == DRAWN:
        chance = percent(seat.chance or 0.0)
        return _reason(
            "seat_random",
            f"随机抽取（中签概率 {chance}），用来检验排在后面的线索究竟如何。{zh}。",
            f"Drawn by lot (chance {chance}), to learn how good the leads further down are. {en}.",
            seat.chance,
        )
    return _reason("rank", f"{zh}。", f"{en}.")


def _what_ranks(sketch: Sketch) -> labels.Words:
    """What the list is ordered by, for this lead."""
    if sketch.rank_by == "amount" or not sketch.total.fund_known:
        return labels.Words("疑点金额", "amount at risk")
    if sketch.total.worth > sketch.total.fund:
        return labels.Words(
            "基金风险金额（基金损失未知的按疑点金额）",
            "fund at risk (amounts where the fund's part is unknown)",
        )
    return labels.Words("基金风险金额", "fund at risk")


def _made_of(sketch: Sketch) -> labels.Words:
    """Findings by certainty and, where there is something to say, verdicts, outlier reading, fund."""
    zh, en = [], []
    for certainty, label in labels.CERTAINTIES.items():
        number = sum(p.findings for p in sketch.parts if p.certainty == certainty)
        if number:
            zh.append(f"{label.zh}疑点 {number} 个")
            en.append(_many(number, f"{label.en} finding"))
    checked = sum(p.chance.checked for p in sketch.parts)
    if checked:
        zh.append(f"所涉规则已有 {checked} 个核查结论")
        en.append(f"{_many(checked, 'verdict')} on these rules so far")
    if sketch.support and not PLAIN[0] < sketch.support.percentile < PLAIN[1]:
        zh.append(f"离群读数居同类第 {sketch.support.percentile:g} 百分位")
        en.append(f"outlier percentile {sketch.support.percentile:g}")
    if sketch.total.fund_known and sketch.total.amount and not sketch.total.fund:
        zh.append("按病种付费，基金可能没有损失")
        en.append("under a group payment the fund may have lost nothing")
    return labels.Words("，".join(zh), ", ".join(en))


def _amount(sketch: Sketch) -> Reason:
    total = sketch.total
    events = f"{sketch.events} 个事项" if sketch.events != len(sketch.finding_ids) else ""
    zh = f"{events}{'（' if events else ''}{len(sketch.finding_ids)} 个疑点{'）' if events else ''}，涉及 {sketch.encounters} 次就诊、{sketch.persons} 人"
    en = (
        f"{_many(len(sketch.finding_ids), 'finding')}, {_many(sketch.encounters, 'encounter')}, "
        f"{_many(sketch.persons, 'person')}"
    )
    if total.known:
        fund = yuan(total.fund) if total.fund_known else labels.Words("未知", "unknown")
        zh += f"；疑点金额 {yuan(total.amount).zh}（同一明细只计一次），其中基金风险金额 {fund.zh}"
        en += f"; {yuan(total.amount).en} at risk (each line counted once), of it the fund would get back: {fund.en}"
    if total.person_known and total.person:
        zh += f"；患者多付 {yuan(total.person).zh}（不参与排序）"
        en += f"; patients overpaid {yuan(total.person).en} (not ranked)"
    if total.unknown:
        zh += f"；另有 {total.unknown} 个疑点金额未知，未计入"
        en += f"; {_many(total.unknown, 'further finding')} of unknown amount not counted"
    if total.elsewhere:
        zh += f"；另有 {yuan(total.elsewhere).zh} 的明细已计入其他线索"
        en += f"; {yuan(total.elsewhere).en} on lines that another lead counts"
    if sketch.providers > 1:
        zh += f"；涉及 {sketch.providers} 家机构，此处列金额最大的一家"
        en += f"; {sketch.providers} providers, the one with the most is named"
    return _reason("amount", zh + "。", en + ".")


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _chance(sketch: Sketch) -> Reason:
    mean, low, high = (percent(c) for c in sketch.chance)
    zh_parts, en_parts = [], []
    for part in sketch.parts[:3]:
        if part.chance.checked:
            zh_parts.append(
                f"“{part.title_zh}”{percent(part.chance.mean)}（{part.chance.checked} 个核查结论{_here(part).zh}）"
            )
            en_parts.append(
                f"“{part.title_en}” {percent(part.chance.mean)} ({_many(part.chance.checked, 'verdict')}{_here(part).en})"
            )
        else:
            zh_parts.append(
                f"“{part.title_zh}”{percent(part.chance.mean)}（尚无核查结论，按规则性质估计）"
            )
            en_parts.append(
                f"“{part.title_en}” {percent(part.chance.mean)} (no verdict yet, by the rule's certainty)"
            )
    return _reason(
        "probability",
        f"{labels.MONEY_SHARE.zh} {mean}（十有八九在 {low} 至 {high} 之间）；规则的核实概率（按疑点数）：{'；'.join(zh_parts)}。",
        f"{mean} of the money likely to be upheld (nine times in ten between {low} and {high}); of findings, by rule: {'; '.join(en_parts)}.",
    )


def _here(part: RulePart) -> labels.Words:
    """How many of a rule's verdicts come from the lead's own provider, which weigh most."""
    if not part.chance.here:
        return labels.Words("", "")
    return labels.Words(f"，其中本机构 {part.chance.here} 个", f", {part.chance.here} of them here")


def _support(sketch: Sketch) -> Reason:
    if sketch.support is None:
        return _reason(
            "outlier",
            "没有离群模型的读数，概率未作调整。",
            "No outlier reading; the probability is not moved.",
        )
    reading = sketch.support.percentile
    if reading >= 90:
        zh, en = "支持该线索，概率上调", "which supports the lead and raises the probability"
    elif reading >= 50:
        zh, en = "概率略上调", "which raises the probability a little"
    else:
        zh, en = (
            "不支持该线索，概率下调",
            "which does not support the lead and lowers the probability",
        )
    told = sketch.support.told if reading >= 50 else ()
    carried = labels.Words("", "")
    if told:
        carried = labels.Words(
            f"（{'；'.join(t.zh for t in told)}）", f" ({'; '.join(t.en for t in told)})"
        )
    return _reason(
        "outlier",
        f"离群模型 {sketch.support.model_id}：居同类第 {reading:g} 百分位（已按多次比较折算），{zh}；金额不受影响{carried.zh}。",
        f"Outlier model {sketch.support.model_id}: percentile {reading:g} among peers (allowing for repeated looks), {en}; the amount is not touched{carried.en}.",
    )


def _cautions(sketch: Sketch) -> list[Reason]:
    told = []
    if any(p.loss == "group_payment" and p.amount > 0 for p in sketch.parts):
        told.append(
            _reason(
                "payment_standards",
                "按病组付费的疑点金额是两个病组支付标准之差，可能高于医院实际收费。",
                "The amount of a raised group is the difference of two payment standards; it may exceed what the hospital charged.",
            )
        )
    if sketch.doubtful:
        told.append(
            _reason(
                "data_quality",
                f"{sketch.doubtful} 个疑点所依据的明细同时有数据质量疑点，其概率已减半（按胜率）。",
                f"{_many(sketch.doubtful, 'finding')} on lines whose data are in question; the odds are halved.",
            )
        )
    if sketch.changed:
        told.append(
            _reason(
                "evidence_changed",
                f"{sketch.changed} 个疑点已有核查结论，但此后证据有变化，重新列入。",
                f"{_many(sketch.changed, 'finding')} had a verdict, but the evidence changed since.",
            )
        )
    if sketch.settled:
        told.append(
            _reason(
                "settled",
                f"另有 {sketch.settled} 个疑点已有核查结论，不再计入。",
                f"{_many(sketch.settled, 'further finding')} with a verdict, no longer counted.",
            )
        )
    return told


def _moves(sketch: Sketch, ladder: Sequence[Decimal]) -> Reason:
    """Where the lead would stand after five further verdicts on its main rule there, either way."""
    part = sketch.parts[0]
    named = sum((p.amount for p in sketch.parts), Decimal(0))
    weight = float(part.amount / named) if named else 1.0
    own = sketch.expected[0]
    texts = []
    for upheld in (MORE_VERDICTS, 0):
        moved = part.chance.after(upheld, MORE_VERDICTS - upheld)
        ratio = 1 - weight + weight * moved / part.chance.mean if part.chance.mean else 1.0
        expected = min(own * Decimal(repr(round(ratio, 6))), sketch.worth)
        expected = expected.quantize(Decimal("0.01"))
        passed_itself = 1 if expected < own else 0
        texts.append((yuan(expected), bisect_left(ladder, -expected) + 1 - passed_itself))
    (up, up_place), (down, down_place) = texts
    where = labels.Words("在本机构", " here") if sketch.provider_id else labels.Words("", "")
    return _reason(
        "moves",
        f"什么会改变它的位置：“{part.title_zh}”{where.zh}再有 {MORE_VERDICTS} 个结论均属实，预计可追回升至 {up.zh}（按金额约第 {up_place} 位）；均不属实则降至 {down.zh}（约第 {down_place} 位）。",
        f"What would move it: {MORE_VERDICTS} further verdicts on “{part.title_en}”{where.en}, all upheld: expected recovery {up.en} (about place {up_place}); none upheld: {down.en} (about place {down_place}).",
    )
