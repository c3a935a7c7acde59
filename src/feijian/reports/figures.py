"""What a finding of totals stands on: numerator, denominator, peers and their median, as its message tells.

A statistic has no lines of its own. Its figures stand in the message, whose template the rule's
header has; read back by that template they are shown as a table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from feijian.library.words import Words

FIGURES: Mapping[str, Words] = {
    "measure_text": Words("指标", "Measure"),
    "measure_zh": Words("指标", "Measure"),
    "item_name": Words("项目", "Item"),
    "numerator": Words("分子", "Numerator"),
    "infected": Words("分子：院内感染例数", "Numerator: infections"),
    "readmitted": Words("分子：再入院例数", "Numerator: readmissions"),
    "denominator": Words("分母", "Denominator"),
    "stays": Words("出院人次", "Stays"),
    "persons": Words("人数", "Persons"),
    "visits": Words("就诊人次", "Visits"),
    "share_percent": Words("占比（%）", "Share (%)"),
    "own_percent": Words("占比（%）", "Share (%)"),
    "rate_percent": Words("发生率（%）", "Rate (%)"),
    "ratio": Words("倍数", "Times"),
    "peers": Words("同类机构数", "Peers"),
    "median_percent": Words("同类中位数（%）", "Peers' median (%)"),
    "peers_percent": Words("同类占比（%）", "Peers' share (%)"),
    "percent": Words("占比（%）", "Share (%)"),
    "likeness_percent": Words("相似度（%）", "Likeness (%)"),
    "severe": Words("分子：伴合并症例数", "Numerator: cases with complications"),
    "defective": Words("分子：问题记录数", "Numerator: defective records"),
    "lines": Words("明细条数", "Lines"),
    "claims": Words("结算笔数", "Claims"),
    "admissions": Words("入院人次", "Admissions"),
    "patients": Words("在院人数", "Patients"),
    "approved_beds": Words("批准床位", "Approved beds"),
    "usual": Words("同类通常值", "Usual among peers"),
    "coded": Words("结算药品种数", "Drugs settled"),
    "others": Words("其他机构数", "Other providers"),
    "reporting_others": Words("其中有记录的机构数", "Of them with records"),
    "cmi": Words("病例组合指数", "Case-mix index"),
    "cmi_before": Words("此前病例组合指数", "Case-mix index before"),
    "rise_percent": Words("上升（%）", "Rise (%)"),
    "peer_percent": Words("同类中位数（%）", "Peers' median (%)"),
    "peer_median": Words("同类中位数", "Peers' median"),
    "median": Words("同类中位数", "Peers' median"),
    "peer_ratio": Words("同类中位倍数", "Peers' median times"),
    "quantity": Words("数量", "Quantity"),
    "amount": Words("金额（元）", "Amount (yuan)"),
    "bought": Words("购入数量", "Bought"),
    "sold": Words("销售数量", "Sold"),
    "settled": Words("结算数量", "Settled"),
    "stock": Words("库存数量", "In stock"),
}
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
