from __future__ import annotations

from feijian.leads.similar import event_words, nearest
from tests.unit.leads.frames import finding, findings


def test_the_same_rule_item_and_size_is_nearest_and_another_family_is_not_told() -> None:
    judged = {
        "A": "f_overcharging f_overcharging r_cap r_cap a_8 a_9 i_X1 d_J18",
        "B": "f_overcharging f_overcharging r_cap r_cap a_13 a_14 i_Z9 d_I10",
        "C": "f_identity f_identity r_death r_death a_5 a_6 i_K2 d_S72",
    }
    found = nearest(
        {"N": "f_overcharging f_overcharging r_cap r_cap a_8 a_9 i_X1 d_J18"}, judged, 5
    )
    assert [name for name, _ in found["N"]] == ["A", "B"]
    assert found["N"][0][1] > 0.99
    assert found["N"][1][1] < 0.9


def test_an_event_is_not_like_itself_and_no_more_than_asked_are_told() -> None:
    judged = {f"E{n}": "f_a r_b i_X1" for n in range(8)}
    found = nearest({"E3": "f_a r_b i_X1"}, judged, 5)
    assert [name for name, _ in found["E3"]] == ["E0", "E1", "E2", "E4", "E5"]


def test_amounts_that_are_near_share_a_word() -> None:
    made = findings(
        finding("F1", event_id="E1", amount_at_risk="100"),
        finding("F2", event_id="E2", amount_at_risk="150"),
        finding("F3", event_id="E3", amount_at_risk="9000"),
    )
    words = {e: set(w.split()) for e, w in event_words(made, {"F1": ["i_X1"]}).items()}
    assert "i_X1" in words["E1"]
    sizes = {e: {w for w in its if w.startswith("a_")} for e, its in words.items()}
    assert sizes["E1"] & sizes["E2"]
    assert not sizes["E1"] & sizes["E3"]
