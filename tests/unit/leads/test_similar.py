from __future__ import annotations

import duckdb
import pytest

from feijian.leads.similar import cases_of, event_words, nearest, similar_events, words_of
from tests.unit.leads.frames import finding, findings, verdict, verdicts


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


def test_what_has_a_family_in_common_and_nothing_else_is_not_told() -> None:
    judged = {f"J{n}": f"f_a r_{n} i_{n} d_{n} x_{n} y_{n}" for n in range(6)}
    near = {"K": "f_b r_9 i_9 d_9 x_9 y_9"}
    found = nearest({"N": "f_a r_9 i_9 d_9 x_9 y_9"}, {**judged, **near}, 9)
    assert [name for name, _ in found["N"]] == ["K"]


def test_an_amount_of_nothing_has_no_size() -> None:
    made = findings(
        finding("F1", event_id="E1", amount_at_risk="0"),
        finding("F2", event_id="E2", amount_at_risk=None),
        finding("F3", event_id="E3", amount_at_risk="1.00"),
    )
    sizes = {
        e: [w for w in its.split() if w[:2] == "a_"] for e, its in event_words(made, {}).items()
    }
    assert sizes == {"E1": [], "E2": [], "E3": ["a_3", "a_4"]}


def test_an_open_event_is_told_the_judged_ones_with_its_item_and_its_own_verdict_is_none() -> None:
    """Four judged events of one rule; the item and the diagnosis tell which of them is nearest."""
    made = findings(
        finding("F1", event_id="E1", claim_line_ids=["L1"], encounter_ids=["S1"]),
        finding("F2", event_id="E2", claim_line_ids=["L2"], encounter_ids=["S2"]),
        finding("F3", event_id="E3", claim_line_ids=["L3"], encounter_ids=["S3"]),
        finding("F4", event_id="E4", claim_line_ids=["L4"], encounter_ids=["S4"]),
        finding("F5", event_id="E5", claim_line_ids=["L5"], encounter_ids=["S5"]),
    )
    told = verdicts(
        verdict("F1", "upheld", verdict_id=1, note="card 370101199001010011 checked"),
        verdict("F2", "rejected", verdict_id=2, at="2026-06-30T23:59:59"),
        verdict("F3", "unclear", verdict_id=3),
    )
    with duckdb.connect() as connection:
        connection.execute("create schema canonical")
        connection.execute(
            "create table canonical.claim_line as select * from (values"
            " ('L1', 'S1', 'X1'), ('L2', 'S2', 'Z9'), ('L3', 'S3', 'X1'),"
            " ('L4', 'S4', 'X1'), ('L5', 'S5', null)) as t(claim_line_id, encounter_id, item_code)"
        )
        connection.execute(
            "create table canonical.encounter as select * from (values"
            " ('S1', 'J18.9'), ('S2', 'I10'), ('S3', 'J18.0'), ('S4', 'J18.1'), ('S5', 'I10 x'))"
            " as t(encounter_id, main_diagnosis)"
        )
        found = similar_events(connection, made, told, ["E1", "E3", "E4", "E5"])
        words = words_of(connection, made)
    assert [case.event_id for case in found["E4"]] == ["E1", "E2"]
    assert [case.event_id for case in found["E5"]] == ["E2", "E1"]
    assert found["E4"][0].alike > 0.9 > found["E4"][1].alike
    # its own judgement makes E1 no open event; what was left unclear stays one and judges nobody
    assert sorted(found) == ["E3", "E4", "E5"]
    nearest_to = found["E4"][0]
    assert (nearest_to.outcome, nearest_to.at, nearest_to.note) == (
        "upheld",
        "2026-06-01",
        "card … checked",
    )
    assert {"i_X1", "d_J18"} <= set(words["E4"].split())
    assert "d_I10" in words["E5"].split()


def test_the_words_of_an_event_are_those_of_all_its_findings() -> None:
    """Family and rule count twice; 100 yuan are between 64 and 128, the seventh doubling."""
    made = findings(
        finding("F2", "unbundling.repeated_line", event_id="E1", amount_at_risk="3"),
        finding("F1", event_id="E1", amount_at_risk="100"),
    )
    assert event_words(made, {"F1": ["i_X1", "i_X1"], "F2": ["d_J18"]}) == {
        "E1": "f_unbundling f_unbundling r_unbundling.item_pair r_unbundling.item_pair a_9 a_10 i_X1"
        " r_unbundling.repeated_line r_unbundling.repeated_line a_4 a_5 d_J18"
    }


def test_of_several_verdicts_on_one_event_the_newest_is_told() -> None:
    made = findings(finding("F1", event_id="E1"), finding("F2", event_id="E1"))
    told = verdicts(
        verdict("F2", "rejected", verdict_id=9, note=None, amount_upheld=0),
        verdict("F1", "upheld", verdict_id=8, note="12345678"),
    )
    (case,) = cases_of(made.join(told, on="finding_id", suffix="_judged")).values()
    assert case.plain() == {
        "event_id": "E1",
        "rule_id": "unbundling.item_pair",
        "outcome": "rejected",
        "amount": 100,
        "upheld": 0,
        "note": "",
        "at": "2026-06-01",
        "alike": 0.0,
    }
    assert case.at_distance(0.12345).plain()["alike"] == 0.123


def test_what_is_said_twice_counts_for_less_than_twice() -> None:
    """Words of one event weigh 1, and 1 + ln 2 where they stand twice: 1.6931 of the root of 1.6931² + 1."""
    found = nearest({"N": "x"}, {"A": "x x y"}, 1)
    assert found == {"N": [("A", pytest.approx(0.8610, abs=1e-4))]}


def test_more_events_than_are_asked_at_once_are_all_answered() -> None:
    wanted = {f"N{n}": "x y" for n in range(1002)}
    found = nearest(wanted, {"A": "x y"}, 1)
    assert list(found) == list(wanted)
