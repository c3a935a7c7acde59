"""Doubts about an encoding: bytes that decode and still are not what was written.

Nearly any bytes decode as GB18030, so a file that is partly UTF-8, or Big5, reads as rare
characters; and text that was converted twice is sound UTF-8 that nobody can read.
"""

from __future__ import annotations

# words that medical tables are full of, in simplified and in traditional writing
SIMPLIFIED = frozenset(
    "的一人医院费药疗检查床护理诊术科室中心卫生社区县市民费用手门住综合内外治料材注射液片胶囊颗粒"
)
TRADITIONAL = frozenset(
    "的一人醫院費藥療檢查床護理診術科室中心衛生社區縣市民費用手門住綜合內外治料材注射液片膠囊顆粒"
)
ENOUGH = 4
"""So many lines or words tell; fewer may be chance."""
LOOKED_AT = 20_000
"""Lines with words that are looked at in one chunk; the rest of it is like them."""


class Doubts:
    """What a first reading of a text file makes suspicious."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        self.worded = self.other = self.twice = 0
        self.simplified = self.traditional = 0

    def look_at(self, chunk: bytes, text: str) -> None:
        """Look at a piece of the file and what it was decoded to."""
        if chunk.isascii():
            return
        if self.encoding == "gb18030":
            lines = [line for line in chunk.split(b"\n")[1:-1] if not line.isascii()][:LOOKED_AT]
            self.worded += len(lines)
            self.other += sum(1 for line in lines if _is_utf8(line))
            self._compare(chunk, text)
        elif self.encoding == "utf-8":
            words = [w for w in text.replace("\n", ",").split(",") if not w.isascii()][:LOOKED_AT]
            self.worded += len(words)
            self.twice += sum(1 for w in words if _is_converted_twice(w))

    def _compare(self, chunk: bytes, text: str) -> None:
        sample = text[:200_000]
        try:
            big5 = chunk[:400_000].decode("big5", errors="ignore")
        except UnicodeDecodeError:
            return
        self.simplified += sum(1 for c in sample if c in SIMPLIFIED)
        self.traditional += sum(1 for c in big5 if c in TRADITIONAL)

    def told(self) -> str | None:
        """What is wrong, in words; None where nothing is."""
        if self.other >= min(ENOUGH, max(1, self.worded)):
            return "not wholly one encoding: some lines are UTF-8, others GB18030"
        if self.traditional >= ENOUGH and self.traditional > 2 * self.simplified:
            return "the text is Big5 (traditional Chinese), which is not read"
        if self.twice >= min(ENOUGH, max(1, self.worded)) and 2 * self.twice > self.worded:
            return (
                "the text was converted twice and cannot be read (UTF-8 taken for another encoding)"
            )
        return None


def _is_utf8(line: bytes) -> bool:
    """Several Chinese characters in UTF-8: two may be chance, as in the well-known case of 联通."""
    try:
        read = line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return sum(1 for c in read if "\u4e00" <= c <= "\u9fff") >= 3


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
