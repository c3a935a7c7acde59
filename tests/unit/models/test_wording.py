from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from feijian.models import Feature
from feijian.models.wording import Group, group_text, peers_words, shown_value
from tests.unit.models.small import small_model


def feature(fmt: str, unit: str = "", unit_zh: str = "") -> Feature:
    return Feature(
        name="f",
        title="f",
        title_zh="特征",
        unit=unit,
        unit_zh=unit_zh,
        direction="high",
        format=fmt,
    )


@pytest.mark.parametrize(
    ("fmt", "value", "zh", "en"),
    [
        ("percent", 0.714, "71%", "71 %"),
        ("percent", 0.0312, "3.1%", "3.1 %"),
        ("percent", 0.0, "0%", "0 %"),
        ("change", 1.852, "+185%", "+185 %"),
        ("change", -0.2, "-20%", "-20 %"),
        ("points", 0.125, "+12 个百分点", "+12 points"),
        ("money", 12345.6, "12,346 元", "12,346 yuan"),
        ("money", 63.0, "63 元", "63 yuan"),
        ("integer", 7.0, "7", "7"),
        ("number", 8.25, "8.25", "8.25"),
    ],
)
def test_a_value_is_shown_as_its_format_says(fmt: str, value: float, zh: str, en: str) -> None:
    assert shown_value(feature(fmt), value, "zh") == zh
    assert shown_value(feature(fmt), value, "en") == en


def test_a_unit_follows_the_number() -> None:
    assert shown_value(feature("integer", "days", "天"), 16.0, "zh") == "16 天"
    assert shown_value(feature("integer", "days", "天"), 16.0, "en") == "16 days"


def test_peers_of_several_periods_are_counted_twice(tmp_path: Path) -> None:
    model = small_model(tmp_path, peers="[[period_from, level], [level], []]")
    pooled = Group(("level",), (2,), 1, 42, 7)
    assert peers_words(model, pooled, "zh") == "同等级的 7 家机构（42 个期次）"
    assert peers_words(model, pooled, "en") == "7 providers (42 periods) of the same level"
    assert group_text(model, pooled) == (
        "level=2; 7 others over several periods; widened 1 of 2: narrower groups too small"
    )


def test_the_narrowest_group_names_its_values(tmp_path: Path) -> None:
    model = small_model(tmp_path, peers="[[period_from, level], []]")
    narrow = Group(("period_from", "level"), (date(2025, 7, 1), 2), 0, 30, 30)
    assert group_text(model, narrow) == "period_from=2025-07-01, level=2"
    assert peers_words(model, narrow, "en") == "30 providers of the same period and level"
    assert peers_words(model, narrow, "zh") == "同期、同等级的 30 家机构"
