"""Every example of feijian.toml that a user may copy holds against the library as it is shipped."""

import re
from pathlib import Path

import pytest
from tests.shared import builtin_book, builtin_content

from feijian.contracts import Content
from feijian.errors import SettingsError
from feijian.rules import RuleBook
from feijian.rules.overrides import check_settings
from feijian.workspace.settings import Settings
from feijian.workspace.settings_file import read_settings
from feijian.workspace.settings_text import DEFAULT_TOML

DOCS = Path(__file__).parents[3] / "docs"
PAGES = ("settings.md", "reference-tables.md", "reports.md")


@pytest.fixture(scope="module")
def content() -> Content:
    return builtin_content()


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return builtin_book()


def followed(text: str, folder: Path, content: Content, book: RuleBook) -> Settings:
    """The settings, after every check that a run makes of them."""
    file = folder / "feijian.toml"
    file.write_text(text, encoding="utf-8")
    settings = read_settings(file)
    check_settings(settings, book)
    for own in settings.reference:
        assert content.catalogue.find(own.table, "reference"), own.table
    return settings


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_of_the_documentation_can_be_followed(
    page: str, tmp_path: Path, content: Content, book: RuleBook
) -> None:
    blocks = re.findall(r"^```toml\n(.*?)^```", (DOCS / page).read_text("utf-8"), re.M | re.S)
    assert blocks
    for block in blocks:
        assert followed(block, tmp_path, content, book) != Settings()


def test_the_examples_of_a_new_workspace_can_be_followed(
    tmp_path: Path, content: Content, book: RuleBook
) -> None:
    text = re.sub(r"^# (?=\[|\w+ = )", "", DEFAULT_TOML, flags=re.M)
    settings = followed(text, tmp_path, content, book)
    assert re.findall(r"^#.*", text, re.M) == [
        "# Settings of this workspace. Everything is optional; see docs/settings.md."
    ]
    assert (settings.region, settings.threads, settings.memory_limit) == ("370100", 2, "3.3GB")
    assert [e.rule for e in settings.parameters] == ["bed_padding.bed_padding_idle"]
    assert [e.rule for e in settings.off] == ["pharmacy.pharm_night"]
    assert [e.rule for e in settings.exemptions] == ["bed_padding.*"]
    assert [e.table for e in settings.reference] == ["price_ceiling"]


def test_every_wrong_value_of_one_entry_is_told(
    tmp_path: Path, content: Content, book: RuleBook
) -> None:
    text = (
        "[[parameters]]\nrule = 'bed_padding.bed_padding_idle'\nreason = 'r'\n"
        "set = { min_idle_days = 4, least_run = 99, least_share = 'half', quiet_wards = 1 }\n"
    )
    with pytest.raises(SettingsError) as raised:
        followed(text, tmp_path, content, book)
    assert [p.what for p in raised.value.problems] == [
        "bed_padding.bed_padding_idle has no parameter 'min_idle_days'",
        "least_run is at most 30, not 99",
        "least_share is a number, not 'half'",
        "quiet_wards is a text, not 1",
    ]
