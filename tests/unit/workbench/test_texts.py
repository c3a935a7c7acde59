"""Texts of the pages: none defined twice, every one in both languages, every one asked for is there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import feijian.workbench.web as web
from feijian.workbench.web import more_texts, texts

FOLDER = Path(web.__file__).parent


def test_no_text_is_defined_twice_and_each_has_both_languages() -> None:
    rows = [r.split("|") for r in (texts._ROWS + more_texts.ROWS).strip().splitlines() if r]
    assert [k for k, n in Counter(r[0] for r in rows).items() if n > 1] == []
    assert [r for r in rows if len(r) != 3 or not r[1].strip() or not r[2].strip()] == []


def test_every_text_that_a_page_asks_for_is_there() -> None:
    asked = set()
    for file in [*FOLDER.glob("*.py"), *FOLDER.glob("templates/*.j2")]:
        asked.update(re.findall(r"""say\(["'](\w+)["'][,)]""", file.read_text(encoding="utf-8")))
    assert asked - set(texts.TEXTS) == set()
    assert len(asked) > 150
