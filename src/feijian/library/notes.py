"""What a rule, a model or the quarantine says of itself: one table of codes, in both languages.

Published details are the English text; whoever writes one takes it from here (`told`), and whoever
prints one finds its code and values again by the same template (`in_words`), so that a text and
its translation cannot drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from feijian.library.words import Words

NOTES: Mapping[str, Words] = {
    "lacks": Words("缺少：{what}", "lacks {what}"),
    "unseen": Words("未交换、未能排除：{what}", "could not see {what}"),
    "draft": Words("试运行：只计数，不进线索", "draft: in shadow, in no lead"),
    "retired": Words("已停用", "retired"),
    "exempted": Words("豁免 {n} 个", "{n} exempted"),
    "settled": Words("此前已处理 {n} 个", "{n} settled earlier"),
    "no_rows": Words("没有数据：{what}", "no rows in {what}"),
    "few_subjects": Words(
        "对象 {n} 个，少于所需的 {needed} 个", "{n} subjects, fewer than the {needed} needed"
    ),
    "no_peers": Words(
        "按各种分组，没有对象有 {n} 个同类",
        "no subject has {n} peers in any declared group",
    ),
    "few_peers": Words("{n} 行同类不足，未评分", "{n} rows without enough peers not scored"),
    "same_for_all": Words(
        "{feature} 未用：各对象相同", "{feature} dropped: the same for all subjects"
    ),
    "like_peers": Words(
        "{feature} 未用：与同类无差别", "{feature} dropped: nobody differs from its peers"
    ),
    "twin": Words("{feature} 未用：与 {other} 重复", "{feature} dropped: says the same as {other}"),
    "order_alike": Words(
        "{feature} 与 {other} 排序一致：只计更突出的一项",
        "{feature} and {other} order alike: the louder one counts",
    ),
    "set_aside": Words("{n} 行不参与比较：{why}", "{n} rows set aside: {why}"),
    "fitted_on": Words(
        "{feature} 以 {n} 个对象（共 {needed} 个）拟合，全部评分",
        "{feature} fitted on {n} of {needed} subjects, scored all",
    ),
    "refused": Words("{feature} 未采用：{why}", "{feature} refused: {why}"),
    "no_value": Words("{feature} 未用：没有取值", "{feature} dropped: no subject has a value"),
    "infinite": Words(
        "{feature} 有 {n} 个无穷大，按缺失处理", "{feature}: {n} infinite values counted as missing"
    ),
    "nothing_compared": Words("没有可比较的指标：{what}", "no feature can be compared: {what}"),
}
"""Notes on a rule's or a model's outcome, by code."""

PARTS: Mapping[str, Words] = {
    # with the table's Chinese name, which stands first in Chinese
    "reference_named": Words("参考表“{label}”（{name}）", "reference table {name} ({label})"),
    "table_named": Words("表“{label}”（{name}）", "table {name} ({label})"),
    "reference": Words("参考表 {name}", "reference table {name}"),
    "column": Words("列 {name}", "column {name}"),
    "table": Words("表 {name}", "table {name}"),
}
"""What a rule lacks, one by one."""

OUTCOMES: Mapping[str, Words] = {
    "ran": Words("已运行", "ran"),
    "not applicable": Words("不适用", "not applicable"),
    "failed": Words("失败", "failed"),
    "off": Words("已关闭", "off"),
}
"""How the judging of a rule or the scoring of a model ended."""

ASIDE: Mapping[str, str] = {
    "a class of encounters is lacking": "缺少某一类就诊",
    "encounters without fee lines": "有就诊而无费用明细",
    "the delivery begins within the month": "数据自月中开始",
    "the delivery ends within the month": "数据至月中为止",
    "charges begin within the month": "费用自月中开始",
    "charges end within the month": "费用至月中为止",
    "admitted before the charges begin": "入院早于费用起始日",
    "discharged after the charges end": "出院晚于费用截止日",
    "charge lines not wholly delivered": "费用明细不全",
    "course of treatment": "疗程性住院",
    "special case paid by agreement": "特例单议病例",
    "stays not yet grouped": "住院尚未分组",
    "opened within half a year": "开业不足半年",
    "reopened within half a year": "复业不足半年",
}
"""Why a row is not compared with its peers, as the models' queries say it."""

QUARANTINE: Mapping[str, Words] = {
    "parent_missing": Words("上级记录缺失", "its parent row is missing"),
    "parent_void": Words("上级记录已作废", "its parent row is void"),
    "parent_quarantined": Words("上级记录被隔离", "its parent row is quarantined"),
    "required": Words("缺少必填值", "a required value is missing"),
    "destroyed_code": Words("编码被表格软件写坏", "a code destroyed by a spreadsheet"),
    "not_a_date": Words("不是日期", "not a date"),
    "not_an_integer": Words("不是整数", "not a whole number"),
    "not_a_number": Words("不是数字", "not a number"),
    "total_row": Words("合计行，不是明细", "a line of totals"),
    "header_row": Words("表头再次出现", "the header again"),
    "unknown_code": Words("字典中没有的取值", "a value that no dictionary has"),
    "several_codes": Words("一格中有多个编码", "several codes in one cell"),
    "lost_zeros": Words("编码前面的零丢失", "a code without the zeros before it"),
    "date_like_code": Words("编码被改成日期", "a code that was made a date"),
    "malformed_code": Words("编码形式不对", "a code that cannot be one"),
    "broken_characters": Words("乱码", "characters lost in a conversion"),
    "thousands_or_decimals": Words(
        "千位分隔还是小数点，无法判断", "thousands or decimals: it cannot be told"
    ),
    "too_many_decimals": Words("小数位过多", "more decimals than the column has"),
    "zone_not_told": Words("时区不明", "a time whose zone nobody told"),
    "stray_quote": Words("引号不成对", "a quote without its partner"),
    "parent_ambiguous": Words("所指记录不止一条", "it names more than one row"),
    "key_of_another_source": Words("另一来源已有此编号", "another source has the number"),
    "not_mapped": Words("映射未取用此行", "no mapping makes anything of the row"),
    "wrong_field_count": Words(
        "该行列数与表头不符", "the row has more or fewer fields than its header"
    ),
    "ended_before_started": Words("结束早于开始", "ends before it begins"),
    "negative_without_refund": Words("负数而非退费", "negative without being a refund"),
    "key_of_another_provider": Words(
        "该编号已属于另一机构", "the number is another provider's already"
    ),
    "parent_of_another_provider": Words(
        "所指结算属于另一机构", "it names the settlement of another provider"
    ),
    "key_conflict": Words("同键内容不一", "the same key with different content"),
}
"""Causes of quarantine, by what stands before the colon of a reason."""

SEPARATOR = {"zh": "；", "en": "; "}


def told(code: str, **values: object) -> str:
    """The published text of a note."""
    return NOTES[code].en.format(**values)


def in_words(text: str, lang: str) -> str:
    """Published notes in the wanted language; what is no note of ours (an engine's error) as it is."""
    if lang == "en" or not text:
        return text
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
            if "why" in values:
                values["why"] = ASIDE.get(values["why"], values["why"])
            return words.zh.format(**values)
    return ""


def _part(text: str) -> str:
    for words in PARTS.values():
        found = _pattern(words.en).fullmatch(text)
        if found:
            return words.zh.format(**found.groupdict())
    return text
