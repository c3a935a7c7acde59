"""Dictionaries of a source: the codes of its coded columns and the words people write for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from feijian.errors import LibraryError, Problem
from feijian.library import ContentFile
from feijian.library.headed_sql import utf8_text, yaml_value
from feijian.messages import sentence

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_CODE_AND_WORD = re.compile(
    r"([0-9]+)([\s_|:.、/-]*)([^0-9\s_|:.、/-].*)|(.*[^0-9\s])\s*[(\[]([0-9]+)[)\]]"
)
_UNKNOWN_WORD = re.compile(r"[\u3400-\u9fff（）()]{2,}")
"""A word nobody knows, beside a code and apart from it, is a comment; 3级 and 3A are words."""


@dataclass(frozen=True)
class Dictionary:
    """Codes of one kind.

    words:   code → words that mean it. pattern: further codes that are known, as a regular expression.
    """

    name: str
    words: dict[str, tuple[str, ...]] = field(repr=False)
    pattern: str | None = None

    @cached_property
    def _meanings(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for code, words in self.words.items():
            for word in (code, *words):
                found.setdefault(plain_word(word), code)
        return found

    def code_of(self, text: str) -> str | None:
        """The code a text means: itself, with or without leading zeros, or a word for it.

        `21-普通住院` and `普通住院(21)` mean 21, unless code and word contradict each other; where
        nothing stands between a digit and a word, the word has to be known: 3级 is not code 3.
        """
        plain = plain_word(text)
        code = self._meanings.get(plain) or self._unpadded(plain)
        if code is not None:
            return code
        both = _CODE_AND_WORD.fullmatch(plain)
        if both:
            word = both[3] or both[4]
            told = self._unpadded(both[1] or both[5])
            worded = self._meanings.get(word)
            apart = bool(both[2]) or both[1] is None
            comment = worded is None and apart and _UNKNOWN_WORD.fullmatch(word) is not None
            if told is not None and (worded == told or comment):
                return told
        return None

    def _unpadded(self, text: str) -> str | None:
        if not text.isdigit() or not text.isascii():
            return None
        bare = text.lstrip("0") or "0"
        for code in self.words:
            if code.isdigit() and (code.lstrip("0") or "0") == bare and len(text) <= 3:
                return code
        return text if self.pattern and re.fullmatch(self.pattern, text) else None


def plain_word(text: str) -> str:
    """A word without blanks and marks, half-width, lower case; 21.0 is 21."""
    narrow = re.sub(r"[\s\u200b\ufeff\u3000\"']", "", str(text).translate(_WIDE)).lower()
    return re.sub(r"^([0-9]+)\.0+$", r"\1", narrow)


def read_dictionaries(file: ContentFile) -> dict[str, Dictionary]:
    """The dictionaries of a file. Raises LibraryError with what is not of the right shape."""
    text = utf8_text(file.path, file.shown)
    content, _ = yaml_value(text, file.shown)

    def at(name: object, word: object = "") -> str:
        return f"{file.shown}:{_line_of(text, str(name), str(word))}"

    problems: list[Problem] = []
    found: dict[str, Dictionary] = {}
    for name, entries in (content if isinstance(content, dict) else {}).items():
        if not isinstance(entries, dict):
            what = sentence("{name} is not a mapping of codes to words", name=name)
            problems.append(Problem(at(name), what))
            continue
        words: dict[str, tuple[str, ...]] = {}
        pattern = None
        for code, given in entries.items():
            if code == "pattern":
                pattern = str(given)
                continue
            if not isinstance(code, str) or not isinstance(given, list):
                what = sentence(
                    "{name}: {code!r} is not a code in quotes with a list of words",
                    name=name,
                    code=code,
                )
                problems.append(Problem(at(name, code), what, "Write '01': [word, word]."))
                continue
            words[code] = tuple(str(w) for w in given)
        try:
            re.compile(pattern or "")
        except re.error as error:
            what = sentence("{name}: pattern: {error}", name=name, error=error)
            problems.append(Problem(at(name, "pattern"), what))
        for word, codes in _ambiguous(words):
            what = sentence(
                "{name}: {word!r} means {codes}", name=name, word=word, codes=", ".join(codes)
            )
            problems.append(Problem(at(name, word), what, "Let a word mean one code."))
        found[str(name)] = Dictionary(str(name), words, pattern)
    if problems:
        raise LibraryError(problems)
    return found


def _ambiguous(words: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, list[str]]]:
    """Words that mean several codes, as they are read."""
    codes: dict[str, list[str]] = {}
    for code, given in words.items():
        for word in dict.fromkeys(plain_word(w) for w in given):
            codes.setdefault(word, []).append(code)
    yield from ((word, found) for word, found in codes.items() if len(found) > 1)


def _line_of(text: str, name: str, word: str) -> int:
    """The line below a dictionary's name that has a word last; that of the name without one."""
    begun = found = 0
    for number, line in enumerate(text.splitlines(), start=1):
        if re.match(rf"['\"]?{re.escape(name)}['\"]?\s*:", line):
            begun = found = number
        elif begun and line[:1].strip() and not line.startswith("#"):
            break
        if begun and word and word in line:
            found = number
    return found or 1
