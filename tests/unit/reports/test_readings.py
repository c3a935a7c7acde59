"""What is drawn of a model's reading says the figures that its sentence says."""

from __future__ import annotations

from datetime import date

from feijian.reports.readings import Reading
from feijian.reports.texts import Speech


class Strips:
    """A drawing that keeps the words it is given."""

    def in_words(self, words: list[str], _label: str) -> str:
        return " | ".join(words)


def strips(lang: str, value: float, median: float, **given: object) -> str:
    reason = {
        "label_zh": "药占比较此前六个月变化",
        "label_en": "drug share above its own usual by",
        "unit": "%",
        "unit_zh": "%",
        "zh": "",
        "en": "",
        "value": value,
        "median": median,
        **dict.fromkeys(("p05", "p25", "p75", "p95"), 0.0),
        **given,
    }
    reading = Reading("m", date(2025, 10, 1), 96.0, (reason,), Strips(), None)  # type: ignore[arg-type]
    return reading.page(Speech(lang), "m", "2025-10")["strips"]


def test_a_rise_of_a_share_is_told_in_points_with_its_sign() -> None:
    assert strips("zh", 0.2, 0.015, format="points").endswith(
        "| +20 个百分点 · 同类中位数 +1.5 个百分点"
    )
    assert strips("en", -0.2, 0.0, format="points").endswith("| -20 points · median 0 points")
    assert strips("zh", 1.852, 0.1, format="change").endswith("| +185% · 同类中位数 +10%")


def test_a_share_is_told_in_percent_also_where_a_run_of_before_names_no_format() -> None:
    assert strips("zh", 0.48, 0.2, format="percent").endswith("| 48% · 同类中位数 20%")
    assert strips("zh", 0.48, 0.2).endswith("| 48% · 同类中位数 20%")
