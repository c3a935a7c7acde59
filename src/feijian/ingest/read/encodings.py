"""Doubts about an encoding: bytes that decode and still are not what was written.

Nearly any bytes decode as GB18030, so a file that is partly UTF-8, or Big5, reads as rare
characters; and text that was converted twice is sound UTF-8 that nobody can read.
"""

from __future__ import annotations

import re
from collections import Counter

# words that medical tables are full of, in simplified and in traditional writing
SIMPLIFIED = frozenset(
    "的一人医院费药疗检查床护理诊术科室中心卫生社区县市民费用手门住综合内外治料材注射液片胶囊颗粒"
)
TRADITIONAL = frozenset(
    "的一人醫院費藥療檢查床護理診術科室中心衛生社區縣市民費用手門住綜合內外治料材注射液片膠囊顆粒"
)
LOST = ("\ufffd", "锟斤拷", "烫烫烫", "屯屯屯")
"""What is left where characters were lost in a conversion."""
ENOUGH = 4
"""So many lines or words tell; fewer may be chance."""
SAMPLE, CHUNKS = 100_000, 5
"""Characters looked at in each of the first pieces of a file; the rest is like them."""
BYTE_KINDS = bytes(
    ord("L") if 0xE4 <= byte <= 0xE9 else ord("c") if 0x80 <= byte <= 0xBF else ord(" ")
    for byte in range(256)
)
"""What a byte is in Chinese written as UTF-8: L leads a character, c continues it."""
UTF8_WORD = b"LccLccLcc"


class Doubts:
    """What a first reading of a text file makes suspicious."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        self.worded = self.other = self.twice = self.looked = 0
        self.simplified = self.traditional = 0

    def look_at(self, chunk: bytes, text: str) -> None:
        """Look at a piece of the file and what it was decoded to."""
        if chunk.isascii():
            return
        if self.encoding == "gb18030":
            # Chinese in UTF-8, which bytes of GBK hardly ever make by chance
            self.other += UTF8_WORD in chunk.translate(BYTE_KINDS)
            if self.looked < CHUNKS:
                self._compare(chunk, text)
        elif self.encoding == "utf-8" and self.looked < CHUNKS:
            words = Counter(text[:SAMPLE].replace("\n", ",").split(","))
            told = {w: times for w, times in words.items() if not w.isascii()}
            self.worded += sum(told.values())
            self.twice += sum(times for w, times in told.items() if _is_converted_twice(w))
        self.looked += 1

    def _compare(self, chunk: bytes, text: str) -> None:
        sample = text[:SAMPLE]
        big5 = chunk[: 2 * SAMPLE].decode("big5", errors="ignore")
        self.simplified += sum(map(sample.count, SIMPLIFIED))
        self.traditional += sum(map(big5.count, TRADITIONAL))

    def told(self) -> str | None:
        """What is wrong, in words; None where nothing is."""
        if self.other >= 1:
            return "not wholly one encoding: some lines are UTF-8, others GB18030"
        if self.traditional >= ENOUGH and self.traditional > 2 * self.simplified:
            return "the text is Big5 (traditional Chinese), which is not read"
        if self.twice >= min(ENOUGH, max(1, self.worded)) and 2 * self.twice > self.worded:
            return (
                "the text was converted twice and cannot be read (UTF-8 taken for another encoding)"
            )
        return None


ESCAPED = re.compile(
    r"&#(?:[0-9]{3,6}|[xX][0-9A-Fa-f]{3,5});|\\u[0-9a-fA-F]{4}|(?:%[0-9A-F]{2}){3}|~\{(?:[!-w][!-~])+~\}"
)
"""Characters that a web page, a program or an address has written by their numbers, or HZ by its letters."""
UTF7 = re.compile(r"\+([A-Za-z0-9+/]{6,})(?:-|$)")


def is_broken(word: str) -> bool:
    """A word whose characters were lost or converted wrongly: 锟斤拷, ???, 搴婁綅璐?, åºŠä½è´¹."""
    if any(mark in word for mark in LOST) or (len(word) > 1 and not word.strip("?？")):
        return True
    if ESCAPED.search(word) or _is_utf7(word):
        return True
    return not word.isascii() and (
        _is_converted_twice(word) or _is_cut_conversion(word) or _is_latin_of_gbk(word)
    )


LATIN_OF_GBK = re.compile("[\u00b0-\u00d7][\u00a1-\u00fe]")


def _is_latin_of_gbk(word: str) -> bool:
    """Chinese in GBK that was once read as Latin-1: Õï²é·Ñ was 诊查费.

    Only the usual characters, whose first byte is a sign or a capital with an accent, and no other
    character beyond ASCII: words of Europe have small letters with accents, and not side by side.
    """
    rest, pairs = LATIN_OF_GBK.subn("", word)
    return pairs >= 2 and rest.isascii()


def _is_cut_conversion(word: str) -> bool:
    """The same where bytes without a partner became question marks."""
    marks = word.count("?")
    if not marks:
        return False
    try:
        data = word.replace("?", "").encode("gb18030")
    except UnicodeEncodeError:
        return False
    back = data.decode("utf-8", "replace")
    chinese = sum(1 for c in back if "\u4e00" <= c <= "\u9fff")
    return chinese >= 2 and back.count("\ufffd") <= marks and 3 * chinese >= len(data) - 4 * marks


def _is_utf7(word: str) -> bool:
    """Chinese written in letters, as mail did: +i8pn5Y05 is 诊查费."""
    if not word.isascii():
        return False
    for run in UTF7.findall(word):
        try:
            text = f"+{run}-".encode().decode("utf-7")
            text.encode("gb2312")
        except UnicodeError:
            continue
        if all("\u4e00" <= c <= "\u9fff" for c in text):
            return True
    return False


def _is_converted_twice(word: str) -> bool:
    """Chinese in UTF-8 that was once read as GBK or Latin-1: the way back gives Chinese again."""
    for encoding in ("gb18030", "cp1252", "latin-1"):
        try:
            back = word.encode(encoding).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        if back != word and any("\u4e00" <= c <= "\u9fff" for c in back):
            return True
    return False
