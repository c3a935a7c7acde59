"""Texts exist in both languages, and none is left over."""

from __future__ import annotations

import re
from pathlib import Path

import feijian.reports
from feijian.messages.labels import table
from feijian.reports.texts import TEXTS

FOLDER = Path(feijian.reports.__file__).parent
SOURCES = "".join(
    p.read_text(encoding="utf-8")
    for p in FOLDER.rglob("*")
    if p.suffix in (".py", ".j2") and p.name != "texts.py"
)


def test_every_text_is_used_and_every_used_text_is_there() -> None:
    named = set(re.findall(r"""say\(["']([\w ]+)["']""", SOURCES))
    assert sorted(k for k in named if k not in TEXTS) == []
    quoted = set(re.findall(r"""["']([\w ]+)["']""", SOURCES))
    by_value = {
        "seat_outlier",
        "seat_random",
        "seat_amount_unknown",
    }
    assert TEXTS.keys() - quoted - by_value == set()


def test_no_text_speaks_of_fraud() -> None:
    """But for what the law itself says of intent."""
    everything = " ".join(
        w.zh + w.en.lower()
        for where, its in table().items()
        if where != "basis"
        for w in its.values()
    )
    assert not re.search("欺诈|骗|fraud", everything)
