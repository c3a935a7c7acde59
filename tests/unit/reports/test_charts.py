"""Charts are small, deterministic, and their words are the reader's."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

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
