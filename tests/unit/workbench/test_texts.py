"""Texts of the pages: every one asked for is there, and none is left over."""

from __future__ import annotations

import re
from pathlib import Path

import feijian.workbench.web as web
from feijian.workbench.web import texts

FOLDER = Path(web.__file__).parent


def test_every_text_that_a_page_asks_for_is_there() -> None:
    asked = set()
    for file in [*FOLDER.glob("*.py"), *FOLDER.glob("templates/*.j2")]:
        asked.update(re.findall(r"""say\(["'](\w+)["'][,)]""", file.read_text(encoding="utf-8")))
    assert sorted(k for k in asked if k not in texts.TEXTS) == []
    assert len(asked) > 150
