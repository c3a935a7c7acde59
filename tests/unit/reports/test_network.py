from __future__ import annotations

from feijian.reports.network import MOST, left_out, network


def test_a_group_is_drawn_with_its_shared_visits_and_masked_persons() -> None:
    visits = [
        ("370000111122223333", "D1", "H1"),
        ("370000111122223333", "D1", "H1"),
        ("370000111122224444", "D1", "H1"),
    ]
    drawn = network(visits, "zh", {"H1": "县医院<b>"}, reveal=False)
    assert "370000111122223333" not in drawn
    assert "37************3333" in drawn
    assert "县医院&lt;b&gt; · 3" in drawn
    assert drawn.count("<circle") == 4
    assert "2 名参保人，3 次就诊" in drawn
    assert "<script" not in drawn
    assert "370000111122223333" in network(visits, "en", {}, reveal=True)


def test_one_person_is_no_group_and_what_is_left_out_is_counted() -> None:
    assert network([("P1", "", "H1")] * 3, "zh", {}, reveal=False) == ""
    crowd = [(f"P{n:08d}", "", "H1") for n in range(MOST + 3)]
    assert left_out(crowd) == 3
    assert network(crowd, "en", {}, reveal=False).count("<circle") == MOST + 1
