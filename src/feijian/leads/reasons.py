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
from feijian.leads.labels import estimated, percent, unusual, yuan
from feijian.leads.lead import RulePart, Sketch
from feijian.leads.placement import DRAWN, LAST, OUTLIER, UNKNOWN, Seat

MORE_VERDICTS = 5
"""What would move a lead is told for this many further verdicts."""

PLAIN = 90.0
"""Outlier percentiles below this are not worth a word: they support nothing."""

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
    rules = "one more rule" if others == 1 else f"{others} more rules"
    en = first.title_en + (f" and {rules}" if others else "")
    # a rule that is called after its family need not be introduced by it
    zh = zh if _names(first.title_zh, family.zh) else f"{family.zh} · {zh}"
    en = en if _names(first.title_en, family.en) else f"{family.en} · {en}"
    return labels.Words(f"{who.zh}：{zh}", f"{who.en}: {en}")


def _names(title: str, family: str) -> bool:
    """Whether a rule's title says its family's name itself."""
    return family.casefold() in title.casefold()


def reasons(sketch: Sketch, seat: Seat, ladder: Sequence[Decimal]) -> list[Reason]:
    """Everything that decides a lead's place.

    ladder: expected recoveries of all leads of known amount, ascending (negated, best first).
    """
    told = [_place(sketch, seat)]
    if sketch.parts:
        told.append(_amount(sketch))
        told.append(_chance(sketch))
    told.extend(_support(sketch))
    told.extend(_sureness(sketch))
    told.extend(_cautions(sketch))
    if sketch.parts and sketch.total.known:
        told.extend(_moves(sketch, ladder))
    if sketch.steps_zh or sketch.steps_en:
        told.append(_steps(sketch))
    return told


def _steps(sketch: Sketch) -> Reason:
    """What to check on site; `value` has the steps one by one in both languages."""
    steps = {"zh": list(sketch.steps_zh), "en": list(sketch.steps_en)}
    return _reason(
        "next_steps",
        f"现场核查要点：{'；'.join(steps['zh'])}。",
        f"To check on site: {'; '.join(steps['en'])}.",
        steps,
    )


def _place(sketch: Sketch, seat: Seat) -> Reason:
    if seat.why == OUTLIER:
        reading = sketch.support.percentile if sketch.support else 0.0
        told = sketch.support.told[:1] if sketch.support else ()
        first = told[0] if told else labels.Words("", "")
        place = unusual(reading, sketch.support.subject_kind if sketch.support else sketch.kind)
        return _reason(
            "seat_outlier",
            f"模型推荐（规则外）：现有规则未涉及，{place.zh}。{_said(first.zh, '{}。')}金额未知。",
            f"Put forward by a model, seen by no rule: {place.en}. {_said(first.en, '{}. ')}The amount is unknown.",
        )
    if seat.why == LAST:
        return _reason(
            "indicator",
            f"提示性线索，不涉及可追回金额，列在最后：疑点 {len(sketch.finding_ids)} 个。",
            f"An indication without an amount to recover, so it stands last: {_many(len(sketch.finding_ids), 'finding')}.",
        )
    if seat.why == UNKNOWN:
        return _reason(
            "seat_unknown",
            f"疑点金额未知（无法测算，例如缺少支付标准），按预计属实疑点约 {max(round(sketch.likely), 1)} 个单列一席。",
            f"Its amount cannot be worked out (for instance without payment standards); it has one of the seats kept for such leads, with about {_many(max(round(sketch.likely), 1), 'finding')} likely to be upheld.",
        )
    if sketch.total.elsewhere and not sketch.total.amount:
        return _reason(
            "counted_elsewhere",
            "涉及明细的金额已全部计入前面的线索，此处不重复计算。",
            "The amounts of its lines are all counted in leads above; they are not counted again.",
        )
    expected, worth = estimated(sketch.expected[0]), _worth(sketch)
    what = _what_ranks(sketch)
    zh = f"预计可追回（估算）{expected.zh} = {what.zh}{worth.zh} × {labels.MONEY_SHARE.zh} {percent(sketch.chance[0])}；{_made_of(sketch).zh}"
    en = f"Expected recovery (estimate) {expected.en} = {what.en} {worth.en} × {percent(sketch.chance[0])} of the money likely to be upheld; {_made_of(sketch).en}"
    if seat.why == DRAWN:
        chance = percent(seat.chance or 0.0)
        return _reason(
            "seat_random",
            f"随机抽查（抽中概率 {chance}），用于检验靠后线索的质量。{zh}。",
            f"Drawn by lot (chance {chance}), to learn how good the leads further down are. {en}.",
            seat.chance,
        )
    return _reason("rank", f"{zh}。", f"{en}.")


def _said(text: str, form: str) -> str:
    """A sentence's part where there is something to say."""
    return form.format(text) if text else ""


def _worth(sketch: Sketch) -> labels.Words:
    """The money that ranks: charged lines to the cent, what a model of loss made as an estimate."""
    exact = sketch.rank_by == "amount" or not sketch.total.fund_known
    if exact and not any(p.loss in labels.LOSS_MODELS for p in sketch.parts):
        return yuan(sketch.worth)
    return estimated(sketch.worth)


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
    by = {c: sum(p.findings for p in sketch.parts if p.certainty == c) for c in labels.CERTAINTIES}
    by = {c: n for c, n in by.items() if n}
    total = sum(by.values())
    if len(by) == 1:
        label = labels.CERTAINTIES[next(iter(by))]
        zh.append(f"疑点 {total} 个（{'均为' if total > 1 else ''}{label.zh}）")
    elif by:
        parts = "、".join(f"{labels.CERTAINTIES[c].zh} {n} 个" for c, n in by.items())
        zh.append(f"疑点 {total} 个（{parts}）")
    en += [_many(n, f"{labels.CERTAINTIES[c].en} finding") for c, n in by.items()]
    checked = sum(p.chance.checked for p in sketch.parts)
    if checked:
        zh.append(f"所涉规则已有 {checked} 个核查结论")
        en.append(f"{_many(checked, 'verdict')} on these rules so far")
    if sketch.support and sketch.support.percentile >= PLAIN:
        place = unusual(sketch.support.percentile, sketch.support.subject_kind)
        zh.append(f"模型提示{place.zh}")
        en.append(f"by the models {place.en}")
    if sketch.total.fund_known and sketch.total.amount and not sketch.total.fund:
        zh.append("按病种付费，基金可能未受损失")
        en.append("under a group payment the fund may have lost nothing")
    return labels.Words("，".join(zh), ", ".join(en))


def _amount(sketch: Sketch) -> Reason:
    total = sketch.total
    number = len(sketch.finding_ids)
    zh, en = f"疑点 {number} 个", _many(number, "finding")
    if sketch.events and sketch.events != number:
        zh = f"事项 {sketch.events} 起（{zh}）"
        en = f"{_many(sketch.events, 'event')} ({en})"
    if sketch.encounters:
        zh += f"，涉及就诊 {sketch.encounters} 人次"
        en += f", {_many(sketch.encounters, 'encounter')}"
    if sketch.persons:
        zh += f"{'、' if sketch.encounters else '，涉及'}参保人 {sketch.persons} 人"
        en += f", {_many(sketch.persons, 'person')}"
    if total.known:
        fund = estimated(total.fund) if total.fund_known else labels.Words("未知", "unknown")
        modelled = any(p.loss in labels.LOSS_MODELS for p in sketch.parts)
        amount = estimated(total.amount) if modelled else yuan(total.amount)
        zh += f"；疑点金额 {amount.zh}（同一明细只计一次），基金风险金额（估算）{fund.zh}"
        en += f"; {amount.en} at risk (each line counted once), of it the fund would get back (estimate): {fund.en}"
    if total.person_known and total.person:
        zh += f"；患者多付（估算）{estimated(total.person).zh}，不参与排序"
        en += f"; patients overpaid (estimate) {estimated(total.person).en}, not ranked"
    if total.unknown:
        zh += f"；另有 {total.unknown} 个疑点金额未知，未计入"
        en += f"; {_many(total.unknown, 'further finding')} of unknown amount not counted"
    if total.elsewhere:
        zh += f"；另有 {yuan(total.elsewhere).zh}的明细已计入其他线索"
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
                f"“{part.title_zh}” {percent(part.chance.mean)}（{part.chance.checked} 个核查结论{_here(part).zh}）"
            )
            en_parts.append(
                f"“{part.title_en}” {percent(part.chance.mean)} ({_many(part.chance.checked, 'verdict')}{_here(part).en})"
            )
        else:
            zh_parts.append(
                f"“{part.title_zh}” {percent(part.chance.mean)}（尚无核查结论，按规则性质估计）"
            )
            en_parts.append(
                f"“{part.title_en}” {percent(part.chance.mean)} (no verdict yet, by the rule's certainty)"
            )
    return _reason(
        "probability",
        f"{labels.MONEY_SHARE.zh} {mean}（90% 可信区间 {low}–{high}）；各规则疑点属实率：{'；'.join(zh_parts)}。",
        f"{mean} of the money likely to be upheld (90% credible interval {low}–{high}); findings upheld, by rule: {'; '.join(en_parts)}.",
    )


def _here(part: RulePart) -> labels.Words:
    """How many of a rule's verdicts come from the lead's own provider, which weigh most."""
    if not part.chance.here:
        return labels.Words("", "")
    return labels.Words(f"，其中本机构 {part.chance.here} 个", f", {part.chance.here} of them here")


def _support(sketch: Sketch) -> list[Reason]:
    """What the strongest model says, where that moves the lead enough to be worth a word."""
    support = sketch.support
    if support is None:
        return [
            _reason(
                "outlier",
                "模型未对该对象评分，属实率未作调整。",
                "No model scored the subject; the chance is not moved.",
            )
        ]
    reading = support.percentile
    # where everybody does the same nobody stands out: that says nothing against a finding
    if reading < PLAIN:
        return []
    if sketch.parts:
        zh, en = "支持该线索，属实率相应上调", "which supports the lead and raises its chance"
    else:
        zh, en = "属模型推荐，尚无规则印证", "which is all that speaks for the lead"
    told = support.told
    carried = labels.Words("；".join(t.zh for t in told), "; ".join(t.en for t in told))
    place, model = unusual(reading, support.subject_kind), support.title
    return [
        _reason(
            "outlier",
            f"模型提示（{model.zh}）：{place.zh}，{zh}，金额不变{_said(carried.zh, '（{}）')}。",
            f"Model “{model.en}”: {place.en}, {en}; the amount is not touched{_said(carried.en, ' ({})')}.",
        )
    ]


def _sureness(sketch: Sketch) -> list[Reason]:
    """How far the model itself trusts an outlier, and what the other detectors say of it."""
    if sketch.parts or sketch.by_chance is None:
        return []
    by_chance = percent(sketch.by_chance)
    zh = f"按该模型估计，名单列至此处约 {by_chance} 可能属偶然"
    en = f"by the model's own estimate about {by_chance} of its list down to here is chance"
    if sketch.agreement is not None:
        zh += f"；其他检测算法中 {percent(sketch.agreement)} 同样判为异常"
        en += f"; {percent(sketch.agreement)} of the other detectors find it remarkable too"
    return [_reason("sureness", f"{zh}。", f"{en[0].upper()}{en[1:]}.")]


def _cautions(sketch: Sketch) -> list[Reason]:
    told = []
    if any(p.loss == "group_payment" and p.amount > 0 for p in sketch.parts):
        told.append(
            _reason(
                "payment_standards",
                "按病组付费的疑点金额为两个病组支付标准之差（估算），不等于医院收费。",
                "The amount of a raised group is the difference of two payment standards (an estimate), not what the hospital charged.",
            )
        )
    if sketch.doubtful:
        told.append(
            _reason(
                "data_quality",
                f"{sketch.doubtful} 个疑点所依据的明细同时存在数据质量问题，属实率已相应下调。",
                f"{_many(sketch.doubtful, 'finding')} on lines whose data are in question; their odds are halved.",
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


def _moves(sketch: Sketch, ladder: Sequence[Decimal]) -> list[Reason]:
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
        texts.append((estimated(expected), bisect_left(ladder, -expected) + 1 - passed_itself))
    (up, up_place), (down, down_place) = texts
    if up == down and up_place == down_place:
        return []  # nothing the fund could get back: no verdict moves the lead
    where = labels.Words("在本机构", " here") if sketch.provider_id else labels.Words("", "")
    told = _reason(
        "moves",
        f"排序敏感性：“{part.title_zh}”{where.zh}再核查 {MORE_VERDICTS} 个，若均属实，预计可追回升至{up.zh}（约第 {up_place} 位）；若均不属实，降至{down.zh}（约第 {down_place} 位）。",
        f"Sensitivity: {MORE_VERDICTS} further verdicts on “{part.title_en}”{where.en}, all upheld: expected recovery {up.en} (about place {up_place}); none upheld: {down.en} (about place {down_place}).",
    )
    return [told]
