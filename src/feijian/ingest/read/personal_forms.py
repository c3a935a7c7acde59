"""What numbers and signatures of persons look like, and texts without them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feijian.ingest.macros import literal
from feijian.ingest.read.surnames import SURNAMES

_CERTIFICATE = (
    "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|7[12]|8[1-3])[0-9]{4}[ -]?"
    "(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[ -]?[0-9]{3}[0-9Xx]"
)
_PHONE = "1[3-9][0-9](?:[ -]?[0-9]{4}){2}"
_ABROAD = "(?:[+]?(?:00)?86[ -]?)?"
CERTIFICATE = f"(?:^|[^0-9])({_CERTIFICATE})(?:$|[^0-9A-Za-z])"
"""A resident's certificate number: region, day of birth, sequence, check digit (GB 11643)."""
PHONE = f"(?:^|[^0-9A-Za-z]){_ABROAD}({_PHONE})(?:$|[^0-9A-Za-z])"
"""A mobile number, with or without the country's code."""
IN_TEXT = (
    f"(^|[^0-9]){_CERTIFICATE}($|[^0-9A-Za-z])",
    f"(^|[^0-9A-Za-z]){_ABROAD}{_PHONE}($|[^0-9A-Za-z])",
)
NAME = "[\u4e00-\u9fff]{2,4}"
WEIGHTS, CHECKS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"
TAKEN_OUT = "\u3014\u5df2\u9690\u53bb\u3015"
"""Stands in free text where a number was: 〔已隐去〕."""

SIGNED = (
    "((?:制表|制单|填表|填报|经办|审核|复核|复审|核对|录入|操作|打印|联系|负责)[人员者]{0,2} *[:：] *)"
    "[\u4e00-\u9fff·]{2,5}"
)
"""Who made a list and who looked it over, as it stands below a printed one: 制表人：张三."""


def unsigned(cell: str) -> str:
    """SQL of a text without the names of those who signed a list."""
    taken = f"regexp_replace({cell}, {literal(SIGNED)}, {literal(chr(92) + '1' + TAKEN_OUT)}, 'g')"
    return f"case when strlen({cell}) <> length({cell}) then {taken} else {cell} end"


def is_personal(cell: str) -> bool:
    """Whether a cell holds the number of a certificate, a mobile number or a signature."""
    if re.search(SIGNED, cell):
        return True
    plain = cell.translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})
    certificates = (re.sub("[ -]", "", n) for n in _numbers(CERTIFICATE, plain))
    return any(map(is_certificate, certificates)) or next(_numbers(PHONE, plain), "") != ""


def is_certificate(number: str) -> bool:
    """Whether eighteen characters end with the check digit of the seventeen before it."""
    if not re.fullmatch("[0-9]{17}[0-9Xx]", number):
        return False
    total = sum(w * int(d) for w, d in zip(WEIGHTS, number, strict=False))
    return CHECKS[total % 11] == number[17].upper()


def without_persons(text: str) -> str:
    """A name of a file or a message without numbers of persons; with one, short names go as well."""
    plain = text.translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})
    for pattern in (CERTIFICATE, PHONE):
        for number in list(_numbers(pattern, plain)):
            plain = plain.replace(number, TAKEN_OUT)
    pieces = re.split("([^\u4e00-\u9fff]+)", plain)
    return "".join(TAKEN_OUT if _is_surnamed(p) else p for p in pieces) if plain else text


def _numbers(pattern: str, text: str) -> Iterator[str]:
    at = 0
    # two numbers may share the sign between them
    while found := re.compile(pattern).search(text, at):
        yield found[1]
        at = found.end(1)


def _is_surnamed(piece: str) -> bool:
    return bool(re.fullmatch("[\u4e00-\u9fff]{2,3}", piece)) and piece.startswith(SURNAMES)
