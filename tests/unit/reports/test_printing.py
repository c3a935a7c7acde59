"""PDF where there is a browser, a clear word where there is none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from feijian.errors import ServiceError
from feijian.reports import printing
from feijian.reports.rendering import css_text


def test_without_a_browser_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ServiceError, match="no Chromium on this machine"):
        printing.browser()


def test_a_browser_that_fails_leaves_no_file(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text("<p>x</p>", encoding="utf-8")
    program = shutil.which("false")
    assert program is not None
    with pytest.raises(ServiceError, match="could not be printed"):
        printing.print_page(program, page, tmp_path / "report.pdf")
    assert not (tmp_path / "report.pdf").exists()


def test_a_name_cannot_leave_its_quotes_in_the_style() -> None:
    text = str(css_text('a"; } </style><script>'))
    assert '"' not in text
    assert "<" not in text
