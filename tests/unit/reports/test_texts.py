"""Texts exist in both languages, and none is left over."""

from __future__ import annotations

import re
from pathlib import Path

import feijian.reports
from feijian.reports.texts import TEXTS

FOLDER = Path(feijian.reports.__file__).parent
SOURCES = "".join(
    p.read_text(encoding="utf-8")
    for p in FOLDER.rglob("*")
    if p.suffix in (".py", ".j2") and p.name != "texts.py"
)


def test_every_text_is_used_and_every_used_text_is_there() -> None:
    named = set(re.findall(r"""say\(["']([\w ]+)["']""", SOURCES))
    assert named <= TEXTS.keys()
    quoted = set(re.findall(r"""["']([\w ]+)["']""", SOURCES))
    by_value = {
        "seat_outlier",
        "seat_random",
        "seat_amount_unknown",
    }
    assert TEXTS.keys() - quoted - by_value == set()


def test_both_languages_take_the_same_values() -> None:
    for key, words in TEXTS.items():
        assert set(re.findall(r"{\w+}", words.zh)) == set(re.findall(r"{\w+}", words.en)), key


def test_no_text_speaks_of_fraud() -> None:
    everything = " ".join(w.zh + w.en.lower() for w in TEXTS.values())
    assert not re.search("欺诈|骗|fraud", everything)
