"""What senders write for nothing, and signs that nobody sees: blanks, words, first and last days of calendars."""

from __future__ import annotations

import unicodedata

# Full-width digits, letters and signs as typed in a Chinese input method, and their plain form.
WIDE = "".join(chr(code) for code in range(0xFF01, 0xFF5F))
NARROW = "".join(chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F))
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u3164\ufe0e\ufe0f\ufeff\uffa0\x1c\x1d\x1e\x1f\x7f"
)
"""Characters without a width: soft hyphens, joiners, marks of direction and of variants, empty syllables."""
ODD_BLANKS = (
    "\u3000\u00a0\u0085\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u2800\x0b\x0c"
)
TRIMMED = " \t\r\n"
BLANKS = TRIMMED + ODD_BLANKS + INVISIBLE
NULL_WORDS = ("NULL", "null", "Null", "\\N", "(null)", "(NULL)", "<NULL>", "[NULL]")
"""Texts that mean "no value" in any column."""
MACHINE_WORDS = (
    "nan",
    "none",
    "null",
    "nat",
    "<na>",
    "#n/a",
    "n/a",
    "(null)",
    "<null>",
    "[null]",
    "\\n",
)
"""What programs write for an empty cell, lower case: no value in any column."""
LONG_WORDS = tuple(
    spelt
    for word in ("undefined", "unknown", "blank")
    for spelt in (word, word.upper(), word.capitalize())
)
"""Words for nothing that look like codes."""
ABSENT_WORDS = (
    "",
    "na",
    "-",
    "--",
    "---",
    "—",
    "——",
    "/",
    "\\",
    "无",
    "空",
    "暂无",
    "不详",
    "未知",
    "未填",
    "未填写",
    "空值",
    "空白",
    "没有",
    "未录入",
    "未登记",
    "未指定",
    "未提供",
    "待定",
    "待补",
    "暂缺",
    "缺失",
    "空白",
    "无此项",
    "不明",
    "未找到",
    "不适用",
    "无数据",
    "暂无数据",
    "无编码",
    "无代码",
    "无编号",
    "无医生",
    "n.a",
    ".",
    "...",
    "……",
    "*",
    "**",
    "***",
    "****",
    "?",
    "??",
    "???",
    "nil",
    *(w for w in LONG_WORDS if w.islower()),
    "无码",
    "无追溯码",
    "无需追溯",
    "无需扫码",
    "未扫码",
    "未采集",
    "不祥",
    "－",
    *MACHINE_WORDS,
)
"""Texts that mean "no value" where a code, a number or a date is due, lower case."""
FIRST_OPEN = "timestamp '2099-12-31 00:00:00'"
OPEN_END = (
    "(m >= timestamp '9999-01-01 00:00:00' or"
    " (m >= timestamp '2099-12-31 00:00:00' and month(m) = 12 and day(m) = 31))"
)
"""The platform writes 9999-12-31 for an end that is open, others 2099-12-31, 2999-12-31 or 4712-12-31."""
BEFORE_DATES = "timestamp '1900-01-02 00:00:00'"
NO_DATE = (
    "(m in (timestamp '1900-01-01 00:00:00', timestamp '1899-12-30 00:00:00', timestamp '1899-12-31 00:00:00',"
    " timestamp '1753-01-01 00:00:00', timestamp '0001-01-01 00:00:00'))"
)
"""First days of the calendars of databases and workbooks, which they write where no date was entered."""
EPOCH = "(timestamp '1970-01-01 00:00:00', timestamp '1970-01-01 08:00:00')"
"""What programs write for a time of nothing: the first second they count, there and here."""
NOTHING = "[0 /:.T-]*|1900[-/]0?1[-/]00?( 0?0:00(:00)?)?"
"""Forms of a date with nothing in them: 0000-00-00, 00000000, - -, and the day 0 of a workbook."""
OPEN_WORDS = (
    "在院",
    "未出院",
    "尚未出院",
    "还未出院",
    "未办理出院",
    "未离院",
    "住院中",
    "在院中",
    "仍在院",
    "目前在院",
    "治疗中",
    "未结束",
    "进行中",
    "至今",
    "长期",
    "长期有效",
    "永久",
    "永久有效",
    "无限期",
    "无固定期限",
    "未死亡",
    "健在",
)
"""Words for an end that is open."""


def visible(text: str) -> str:
    """A sender's text as it may be told: signs that steer a screen or turn a line are written by their numbers."""
    if text.isprintable():
        return text
    return "".join(
        c.encode("unicode_escape").decode()
        if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs")
        else c
        for c in text
    )


def any_of(signs: str) -> str:
    """A pattern of one of these signs, by their numbers; signs that follow one another as a range."""
    codes = sorted(map(ord, signs))
    firsts = [c for c in codes if c - 1 not in codes]
    lasts = [c for c in codes if c + 1 not in codes]
    return (
        "["
        + "".join(f"\\x{{{a:x}}}-\\x{{{b:x}}}" for a, b in zip(firsts, lasts, strict=True))
        + "]"
    )
