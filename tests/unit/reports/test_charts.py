"""Charts are small, deterministic, and their words are the reader's."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from feijian.reports.charts import Spread, feature_path, feature_strips, month_bars, peer_strips

MONTHS = [date(2026, m, 1) for m in range(1, 13)]
VALUES = [float(m) for m in range(12)]


def test_a_chart_is_well_formed_and_named_for_those_who_cannot_see_it() -> None:
    svg = month_bars(MONTHS, VALUES, VALUES).in_words(["疑点<金额>", "收费"], "按月")
    root = ElementTree.fromstring(svg)
    assert (root.get("role"), root.get("aria-label")) == ("img", "按月")
    texts = [t.text for t in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"疑点<金额>", "收费"} <= set(texts)


def test_the_same_data_give_the_same_bytes() -> None:
    assert month_bars(MONTHS, VALUES, VALUES) == month_bars(MONTHS, VALUES, VALUES)


def test_five_hundred_peers_do_not_make_the_page_heavy() -> None:
    drawn = peer_strips([(3.0, [float(n) for n in range(500)])] * 7)
    assert len(drawn.svg) < 20_000


def test_peers_that_are_all_alike_can_be_drawn() -> None:
    assert "<svg" in peer_strips([(5.0, [5.0] * 6)]).svg


def test_one_month_without_any_charge_can_be_drawn() -> None:
    assert "<svg" in month_bars(MONTHS[:1], [0.0], [0.0]).svg


def test_ten_rows_have_twenty_words_each_in_its_place() -> None:
    """`@1@` is not the beginning of `@10@`."""
    words = [f"w{n}w" for n in range(20)]
    svg = peer_strips([(1.0, [0.0, 1.0, 2.0])] * 10).in_words(words, "x")
    assert all(svg.count(w) == 1 for w in words)


def test_every_kind_of_chart_is_whole_by_itself() -> None:
    """Nothing is drawn by reference: a page holds many charts, and ids would meet."""
    spread = Spread(0.71, 0.2, 0.3, 0.38, 0.45, 0.6)
    for drawn in (
        month_bars(MONTHS, VALUES, VALUES),
        peer_strips([(1.0, [0.0, 1.0])]),
        feature_strips([spread]),
        feature_path(MONTHS, VALUES, VALUES[::-1]),
    ):
        root = ElementTree.fromstring(drawn.svg)
        assert not [e for e in root.iter() if e.tag.endswith("use") or e.get("id")]


def test_a_bar_is_as_high_as_its_value_over_round_figures() -> None:
    svg = month_bars(MONTHS[:2], [2500.0, 0.0], [1.0, 2.0]).svg
    # 2,500 of an axis that ends at 2,625: from 72 up to 72 - 52.2 / 1.05
    assert "90.1 72\nL 191.8 72\nL 191.8 22.3\nL 90.1 22.3" in svg.replace("M ", "")
    assert [t for t in ("1,000", "2,000", "3,000") if f">{t}<" in svg] == ["1,000", "2,000"]


def test_a_feature_stands_where_its_value_lies_between_its_peers() -> None:
    svg = feature_strips([Spread(own=30, p05=10, p25=15, median=20, p75=25, p95=30)]).svg
    # the span is 46 hundredths of 460.8, from 6 on; the strip lies 26 under the top of its row
    assert '<ellipse cx="218" cy="26" rx="4.4" ry="4.4"' in svg
    assert "M 6 26\nL 218 26" in svg  # nine in ten
    assert "M 59 26\nL 165 26" in svg  # the middle half
    assert "M 112 18\nL 112 34" in svg  # the median


def test_the_words_of_a_strip_have_room() -> None:
    """A Chinese letter is as wide as it is high, a Latin one half of it; the drawing is 460.8 wide."""
    svg = feature_strips([Spread(own=30, p05=10, p25=15, median=20, p75=25, p95=30)]).svg
    starts = [float(x) for x in re.findall(r'text-anchor: start[^>]* x="([\d.]+)"', svg)]
    name, numbers = (
        "门诊（不含急诊）22 时至次日 6 时开始的就诊占比",
        "+20 个百分点 · 同类中位数 +1.5 个百分点",
    )
    for x, words in zip(starts, (name, numbers), strict=True):
        assert x + sum(9.5 if ord(c) > 0x2E00 else 5.2 for c in words) < 460.8


def test_a_path_runs_over_round_figures() -> None:
    svg = feature_path(MONTHS[:3], [0.0, 11.0, 5.5], [0.0, 0.0, 0.0]).svg
    # from -0.55 to 11.55 over 62.64 points that end at 85.608: 0 lies 2.8 above, 11 at 25.8
    assert "M 114.4 82.8\nL 211.5 25.8\nL 308.6 54.3" in svg
    assert 'M 114.4 82.8\nL 211.5 82.8\nL 308.6 82.8\n" style="fill: none; stroke: #5b6673' in svg
    assert re.findall(r">([^<@]+)</text>", svg)[3:] == ["0", "5", "10"]
    months = re.findall(r">(\d{4}-\d\d)<", svg)
    assert months == ["2026-01", "2026-02", "2026-03"]
    many = feature_path(MONTHS, VALUES, VALUES).svg
    assert re.findall(r">(\d{4}-\d\d)<", many) == [f"2026-{m:02}" for m in range(1, 12, 2)]


@pytest.mark.parametrize(
    ("values", "share", "figures"),
    [
        ([0.1, 0.25, 0.2], True, ["12%", "18%", "24%"]),
        ([0.001, 0.004, 0.002], True, ["0.15%", "0.30%"]),
        ([1000.0, 4000.0, 2000.0], False, ["1,500", "3,000"]),
        ([0.001, 0.004, 0.002], False, ["0.0015", "0.0030"]),
        ([-3.0, 3.0, 0.0], False, ["−2.5", "0.0", "2.5"]),
        ([5.0, 5.0, 5.0], False, ["4.8", "5.0", "5.2"]),
        ([0.0, 0.0, 0.0], False, ["−0.04", "0.00", "0.04"]),
    ],
)
def test_the_figures_of_a_path_are_told_with_the_decimals_they_need(
    values: list[float], share: bool, figures: list[str]
) -> None:
    svg = feature_path(MONTHS[:3], values, values, share=share).svg
    assert re.findall(r">([^<@]+)</text>", svg)[3:] == figures


def test_a_value_that_is_no_number_is_left_out_of_its_line() -> None:
    svg = feature_path(MONTHS[:3], [1.0, float("nan"), 2.0], [float("inf")] * 3).svg
    assert "nan" not in svg
    assert "inf" not in svg
    assert (
        len(re.findall(r"M [\d. ]+\nL [\d. ]+\n\" style=\"fill: none; stroke: #b3400e", svg)) == 1
    )
    nothing = feature_path(MONTHS[:3], [float("nan")] * 3, [float("nan")] * 3).svg
    assert "nan" not in nothing
    assert "#b3400e" not in nothing
