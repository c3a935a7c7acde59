"""Titles and reasons of leads, as sentences in both languages.

A reason is {"kind", "zh", "en"} and, where a number is needed again, "value". The first one of
a lead says in one sentence why it stands where it stands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from feijian.leads import labels
from feijian.leads.labels import estimated, percent, unusual_over_all, yuan
from feijian.leads.lead import RulePart, Sketch
from feijian.leads.placement import DRAWN, LAST, OUTLIER, UNKNOWN, Seat
from feijian.messages.labels import Labels
from feijian.plain import Json

MORE_VERDICTS = 5
"""What would move a lead is told for this many further verdicts."""

PLAIN = 90.0
"""Outlier percentiles below this are not told: who stands there does not stand out."""

Reason = Json

SAY, NOUNS = Labels("reason"), Labels("noun")
NOTHING = labels.Words("", "")


def _reason(kind: str, words: labels.Words, value: Any = None) -> Reason:
    reason: Reason = {"kind": kind, "zh": words.zh, "en": words.en}
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
        return SAY["of"].filled(who=who, what=family)
    first, others = sketch.parts[0], len(sketch.parts) - 1
    called = labels.Words(first.title_zh, first.title_en)
    if others:
        form = SAY["and_one_rule" if others == 1 else "and_rules"]
        called = form.filled(first=called, all=others + 1, more=others)
    # a rule that is called after its family need not be introduced by it
    zh = called.zh if _names(first.title_zh, family.zh) else f"{family.zh} · {called.zh}"
    en = called.en if _names(first.title_en, family.en) else f"{family.en} · {called.en}"
    return SAY["of"].filled(who=who, what=labels.Words(zh, en))


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
    told = labels.Words("；".join(steps["zh"]), "; ".join(steps["en"]))
    return _reason("next_steps", SAY["next_steps"].filled(steps=told), steps)


def _place(sketch: Sketch, seat: Seat) -> Reason:
    findings = _many(len(sketch.finding_ids), "finding")
    if seat.why == OUTLIER:
        reading = sketch.support.percentile if sketch.support else 0.0
        told = sketch.support.told[:1] if sketch.support else ()
        first = SAY["sentence"].filled(what=told[0]) if told else NOTHING
        place = unusual_over_all(
            reading, sketch.support.subject_kind if sketch.support else sketch.kind
        )
        return _reason("seat_outlier", SAY["seat_outlier"].filled(place=place, first=first))
    if seat.why == LAST:
        return _reason("indicator", SAY["indicator"].filled(findings=findings))
    if seat.why == UNKNOWN:
        likely = _many(max(round(sketch.likely), 1), "finding")
        return _reason("seat_unknown", SAY["seat_unknown"].filled(likely=likely))
    if sketch.total.elsewhere and not sketch.total.amount:
        return _reason("counted_elsewhere", SAY["counted_elsewhere"])
    told_rank = SAY["rank"].filled(
        expected=estimated(sketch.expected[0]),
        what=_what_ranks(sketch),
        worth=_apart(_worth(sketch)),
        share=percent(sketch.chance[0]),
        made_of=_made_of(sketch),
    )
    if seat.why == DRAWN:
        drawn = SAY["seat_random"].filled(chance=percent(seat.chance or 0.0), rank=told_rank)
        return _reason("seat_random", drawn, seat.chance)
    return _reason("rank", SAY["ended"].filled(what=told_rank))


def _worth(sketch: Sketch) -> labels.Words:
    """The money that ranks: charged lines to the cent, what a model of loss made as an estimate."""
    exact = sketch.rank_by == "amount" or not sketch.total.fund_known
    if exact and not any(p.loss in labels.LOSS_MODELS for p in sketch.parts):
        return yuan(sketch.worth)
    return estimated(sketch.worth)


def _apart(amount: labels.Words) -> labels.Words:
    """An amount behind Chinese words: a figure stands apart from them, 约 does not."""
    return labels.Words(f" {amount.zh}" if amount.zh[:1].isdigit() else amount.zh, amount.en)


def _what_ranks(sketch: Sketch) -> labels.Words:
    """What the list is ordered by, for this lead."""
    if sketch.rank_by == "amount" or not sketch.total.fund_known:
        return SAY["by_amount"]
    if sketch.total.worth > sketch.total.fund:
        return SAY["by_fund_and_amount"]
    return SAY["by_fund"]


def _made_of(sketch: Sketch) -> labels.Words:
    """Findings by certainty and, where there is something to say, verdicts, outlier reading, fund."""
    by = {c: sum(p.findings for p in sketch.parts if p.certainty == c) for c in labels.CERTAINTIES}
    told = _by_certainty({c: n for c, n in by.items() if n})
    checked = sum(p.chance.checked for p in sketch.parts)
    if checked:
        told.append(SAY["checked"].filled(verdicts=_many(checked, "verdict")))
    if sketch.support and sketch.support.percentile >= PLAIN:
        place = unusual_over_all(sketch.support.percentile, sketch.support.subject_kind)
        told.append(SAY["by_models"].filled(place=place))
    if sketch.total.fund_known and sketch.total.amount and not sketch.total.fund:
        told.append(SAY["fund_unhurt"])
    return _joined(told, "，", ", ")


def _by_certainty(by: Mapping[str, int]) -> list[labels.Words]:
    """How many findings of which certainty."""
    parts = []
    for certainty, number in by.items():
        form = "one_of_certainty" if number == 1 else "of_certainty"
        parts.append(SAY[form].filled(number=number, certainty=labels.CERTAINTIES[certainty]))
    if not parts:
        return []
    total = sum(by.values())
    if len(parts) > 1:
        return [SAY["of_both"].filled(total=total, listed=_joined(parts, "、", ", "))]
    only = labels.Words(labels.CERTAINTIES[next(iter(by))].zh, parts[0].en)
    return [SAY["all_of_one" if total > 1 else "of_one"].filled(total=total, listed=only)]


def _joined(parts: Sequence[labels.Words], zh: str, en: str) -> labels.Words:
    return labels.Words(zh.join(p.zh for p in parts), en.join(p.en for p in parts))


def _amount(sketch: Sketch) -> Reason:
    total = sketch.total
    told = _many(len(sketch.finding_ids), "finding")
    told = SAY["findings"].filled(findings=told)
    if sketch.events and sketch.events != len(sketch.finding_ids):
        told = SAY["events"].filled(events=_many(sketch.events, "event"), findings=told)
    if sketch.encounters and sketch.persons:
        told = SAY["of_visits_and_persons"].filled(
            what=told,
            visits=_many(sketch.encounters, "encounter"),
            persons=_many(sketch.persons, "person"),
        )
    elif sketch.encounters:
        visits = _many(sketch.encounters, "encounter")
        told = SAY["of_visits"].filled(what=told, visits=visits)
    elif sketch.persons:
        told = SAY["of_persons"].filled(what=told, persons=_many(sketch.persons, "person"))
    parts = [told]
    if total.known:
        fund = estimated(total.fund) if total.fund_known else SAY["unknown"]
        modelled = any(p.loss in labels.LOSS_MODELS for p in sketch.parts)
        amount = estimated(total.amount) if modelled else yuan(total.amount)
        parts.append(SAY["amount"].filled(amount=_apart(amount), fund=fund))
    if total.person_known and total.person:
        parts.append(SAY["overpaid"].filled(amount=estimated(total.person)))
    if total.unknown:
        further = _many(total.unknown, "further finding")
        parts.append(SAY["amount_unknown"].filled(findings=further))
    if total.elsewhere:
        parts.append(SAY["elsewhere"].filled(amount=yuan(total.elsewhere)))
    if sketch.providers > 1:
        parts.append(SAY["providers"].filled(number=sketch.providers))
    return _reason("amount", SAY["ended"].filled(what=_joined(parts, "；", "; ")))


def _many(number: int, noun: str) -> labels.Words:
    """A number for a sentence: in Chinese its measure word stands there, in English the noun goes along."""
    return labels.Words(f"{number}", f"{number} {NOUNS[noun].en}{'' if number == 1 else 's'}")


def _chance(sketch: Sketch) -> Reason:
    mean, low, high = (percent(c) for c in sketch.chance)
    parts = []
    for part in sketch.parts[:3]:
        form = SAY["rule_judged" if part.chance.checked else "rule_not_judged"]
        parts.append(
            form.filled(
                title=labels.Words(part.title_zh, part.title_en),
                mean=percent(part.chance.mean),
                verdicts=_many(part.chance.checked, "verdict"),
                here=_here(part),
            )
        )
    rules = _joined(parts, "；", "; ")
    return _reason(
        "probability", SAY["probability"].filled(mean=mean, low=low, high=high, rules=rules)
    )


def _here(part: RulePart) -> labels.Words:
    """How many of a rule's verdicts come from the lead's own provider, which weigh most."""
    return SAY["judged_here"].filled(number=part.chance.here) if part.chance.here else NOTHING


def _support(sketch: Sketch) -> list[Reason]:
    """What the strongest model says, where that moves the lead enough to be worth a word."""
    support = sketch.support
    if support is None or support.percentile < PLAIN:
        return _no_outlier(sketch)
    carried = _joined(support.told, "；", "; ")
    told = SAY["model_says"].filled(
        model=support.title,
        place=unusual_over_all(support.percentile, support.subject_kind),
        so=SAY["supports" if sketch.parts else "stands_alone"],
        carried=SAY["aside"].filled(what=carried) if support.told else NOTHING,
    )
    return [_reason("outlier", told)]


def _no_outlier(sketch: Sketch) -> list[Reason]:
    """Of a subject that does not stand out, whether its models raised a chance all the same, and
    whether there were any: a share above those of its rules is not left without its cause.
    """
    if sketch.lifted:
        told = SAY["lifted"].filled(findings=_many(sketch.lifted, "finding"))
        return [_reason("outlier", told)]
    if sketch.support is not None:
        return []
    # where everybody does the same nobody stands out: that says nothing against a finding
    return [_reason("outlier", SAY["ordinary" if sketch.scored else "no_model"])]


def _sureness(sketch: Sketch) -> list[Reason]:
    """How far the model itself trusts an outlier, and what the other detectors say of it."""
    if sketch.parts or sketch.by_chance is None:
        return []
    told = SAY["by_chance"].filled(share=percent(sketch.by_chance))
    if sketch.agreement is not None:
        told = SAY["agreed"].filled(what=told, share=percent(sketch.agreement))
    return [_reason("sureness", SAY["ended"].filled(what=told))]


def _cautions(sketch: Sketch) -> list[Reason]:
    told = []
    if any(p.loss == "group_payment" and p.amount > 0 for p in sketch.parts):
        told.append(_reason("payment_standards", SAY["payment_standards"]))
    for kind, number, noun in (
        ("data_quality", sketch.doubtful, "finding"),
        ("evidence_changed", sketch.changed, "finding"),
        ("settled", sketch.settled, "further finding"),
    ):
        if number:
            told.append(_reason(kind, SAY[kind].filled(findings=_many(number, noun))))
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
    told = SAY["moves"].filled(
        title=labels.Words(part.title_zh, part.title_en),
        where=SAY["here"] if sketch.provider_id else NOTHING,
        number=MORE_VERDICTS,
        up=_apart(up),
        up_place=up_place,
        down=_apart(down),
        down_place=down_place,
    )
    return [_reason("moves", told)]
