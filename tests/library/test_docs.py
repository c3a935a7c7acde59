"""What the documents say can be typed, and what they link to is there."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from tests.golden.regenerate import ROOT, commands, commands_page

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^\s*```[^\n]*\n(.*?)^\s*```", re.M | re.S)
CODE = re.compile(r"`[^`\n]+`")
LINE = re.compile(r"(?:^|\s)(?:\.venv/bin/)?feijian ((?:[^\n\"#]|\"[^\"]*\")+)")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
KNOWN = dict(commands())


def typed(page: Path) -> list[str]:
    """Command lines in the code blocks of a page, without the program's name."""
    blocks = FENCE.findall(page.read_text(encoding="utf-8"))
    return [
        m.strip() for block in blocks for line in block.splitlines() for m in LINE.findall(line)
    ]


def command_of(words: list[str]) -> tuple[str, click.Command] | None:
    for length in (3, 2, 1):
        name = " ".join(words[:length])
        if name in KNOWN:
            return name, KNOWN[name]
    return None


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_command_in_a_page_exists_with_its_options(page: Path) -> None:
    wrong = []
    for line in typed(page):
        words = line.split("   ")[0].split()
        found = command_of(words)
        if found is None:
            wrong.append(line)
            continue
        known = {o for p in found[1].params for o in (*p.opts, *p.secondary_opts)} | {"--help"}
        wrong += [
            f"{line}: {w}"
            for w in words
            if re.match(r"--|-\w$", w) and w.split("=")[0] not in known
        ]
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_link_leads_somewhere(page: Path) -> None:
    # a pattern between backticks may look like a link
    text = CODE.sub("", FENCE.sub("", page.read_text(encoding="utf-8")))
    gone = [
        link
        for link in LINK.findall(text)
        if not link.startswith(("http", "mailto")) and not (page.parent / link).exists()
    ]
    assert gone == []


def test_the_page_of_commands_is_the_program_s() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert page == commands_page(), "run 'make golden' and look at the difference"


def test_the_pages_type_commands() -> None:
    assert sum(len(typed(page)) for page in PAGES) >= 40
