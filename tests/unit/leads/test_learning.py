from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl
import pytest

from feijian.errors import ImportRefused
from feijian.leads.learning import (
    Doubles,
    Known,
    Learning,
    average_precision,
    comparisons_of,
    known_providers,
    learned,
)
from feijian.leads.sanctions import Sanction, read_sanctions
from tests.unit.leads.frames import finding, findings, verdict, verdicts

PROVIDERS = [f"H{n:03d}" for n in range(160)]
GUILTY = set(PROVIDERS[::4])


def peers(*, telling: bool) -> pl.DataFrame:
    """Two features; the second is high at the guilty where it tells anything."""
    rng = np.random.default_rng(3)
    rows = []
    for provider in PROVIDERS:
        shown = 3.0 if telling and provider in GUILTY else 0.0
        rows.append(("m", "noise", provider, float(rng.normal())))
        rows.append(("m", "sign", provider, shown + float(rng.normal())))
    return pl.DataFrame(rows, schema=["model_id", "feature", "subject_id", "z"], orient="row")


def chance_order() -> dict[str, float]:
    drawn = np.random.default_rng(5).permutation(len(PROVIDERS))
    return {p: 100 * float(d) / len(PROVIDERS) for p, d in zip(PROVIDERS, drawn, strict=True)}


def judged() -> list[Known]:
    first = date(2025, 1, 1)
    return [
        Known(p, first + timedelta(days=n), p in GUILTY, 1.0) for n, p in enumerate(PROVIDERS[:100])
    ]


def test_what_orders_later_verdicts_better_is_adopted_and_says_why() -> None:
    found = learned(peers(telling=True), chance_order(), judged(), asked=["H120"])
    assert found.is_adopted
    assert found.low is not None
    assert found.gain is not None
    assert found.high is not None
    assert 0 < found.low < found.gain < found.high < 1
    assert (found.known, found.judged) == (13, 50)
    assert found.plain() == {
        "is_adopted": True,
        "reason": "later verdicts show a gain",
        "known": 13,
        "judged": 50,
        "gain": found.gain,
        "low": found.low,
        "high": found.high,
    }
    assert found.because["H120"][0][:2] == ("m", "sign")
    innocent = [found.percentiles[p] for p in PROVIDERS[100:] if p not in GUILTY]
    guilty = [found.percentiles[p] for p in PROVIDERS[100:] if p in GUILTY]
    assert np.mean(guilty) > np.mean(innocent) + 30


def test_what_shows_no_gain_is_not_adopted_and_the_models_order_stands() -> None:
    found = learned(peers(telling=False), chance_order(), judged())
    assert not found.is_adopted
    assert found.percentiles == {}
    # an order that is right already cannot be bettered
    right = {p: 90.0 if p in GUILTY else 10.0 for p in PROVIDERS}
    assert not learned(peers(telling=True), right, judged()).is_adopted


def test_average_precision_is_weighted_and_takes_equal_scores_together() -> None:
    label, ones = np.array([True, False, True, False]), np.ones(4)
    assert average_precision(np.array([4.0, 3, 2, 1]), label, ones) == pytest.approx(
        (1 + 2 / 3) / 2
    )
    assert average_precision(np.zeros(4), label, ones) == pytest.approx(0.5)
    heavy = np.array([1.0, 1.0, 9.0, 1.0])
    assert average_precision(np.array([4.0, 3, 2, 1]), label, heavy) == pytest.approx(
        0.1 * 1 + 0.9 * 10 / 11
    )


def test_a_handful_of_verdicts_teaches_nothing() -> None:
    found = learned(peers(telling=True), chance_order(), judged()[:12])
    assert (found.is_adopted, found.reason) == (False, "too few providers judged")


def test_sanctions_are_learned_from_and_verdicts_are_measured_by() -> None:
    made = findings(finding("F1", provider_id="H1"), finding("F2", provider_id="H2"))
    told = verdicts(verdict("F1", "rejected"), verdict("F2", "upheld"))
    past = [
        Sanction("2024-7", date(2024, 3, 1), "H1", ""),
        Sanction("2024-8", date(2024, 4, 1), "H3", ""),
        Sanction("2024-9", date(2024, 4, 2), "", "D1"),
    ]
    found = {k.provider_id: k for k in known_providers(told, made, past)}
    assert sorted(found) == ["H1", "H2", "H3"]
    assert (found["H1"].is_positive, found["H1"].is_sanction) == (False, False)
    assert (found["H3"].is_positive, found["H3"].is_sanction) == (True, True)


def test_a_table_of_sanctions_names_every_row_that_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "sanctions.csv"
    file.write_text(
        "instrument,date,provider_id,practitioner_id\n"
        "a,2024-03-01,H1,\nb,1 March,H2,\nc,2024-03-02,H3,D1\n",
        encoding="utf-8",
    )
    with pytest.raises(ImportRefused) as refused:
        read_sanctions(file)
    assert [p.where for p in refused.value.problems] == ["sanctions.csv:3", "sanctions.csv:4"]
    assert read_sanctions(None) == []
    file.write_text("instrument,date,provider_id\na,2024/03/01,H1\n", encoding="utf-8")
    assert read_sanctions(file) == [Sanction("a", date(2024, 3, 1), "H1", "")]
    with pytest.raises(ImportRefused, match="cannot be read"):
        read_sanctions(tmp_path / "none.csv")


def test_comparisons_without_a_z_give_nothing_to_learn_from() -> None:
    table = pl.DataFrame({"model_id": ["m"], "feature": ["f"], "subject_id": ["H1"]})
    matrix, names = comparisons_of(table, ["H1", "H2"])
    assert (matrix.shape, names) == ((2, 0), [])


def test_of_a_feature_counts_its_largest_finite_z_within_ten() -> None:
    rows = [
        ("m", "a", "H1", 1.0),
        ("m", "a", "H1", 3.0),
        ("m", "a", "H2", 99.0),
        ("m", "b", "H2", -99.0),
        ("m", "b", "H1", float("inf")),
        ("k", "a", "H1", float("nan")),
        ("k", "z", "H9", 5.0),
    ]
    table = pl.DataFrame(rows, schema=["model_id", "feature", "subject_id", "z"], orient="row")
    matrix, names = comparisons_of(table, ["H1", "H2"])
    assert names == [("m", "a"), ("m", "b")]
    assert matrix.tolist() == [[3.0, 0.0], [10.0, -10.0]]


def test_half_upheld_is_upheld_and_the_first_day_counts() -> None:
    made = findings(
        finding("F1", provider_id="H1"),
        finding("F2", provider_id="H1", subject_id="E2"),
        finding("F3", provider_id="H2"),
    )
    told = verdicts(
        verdict("F1", "upheld", at="2026-06-09T09:00:00"),
        verdict(
            "F2",
            "rejected",
            at="2026-06-01T09:00:00",
            drawn_at_random=True,
            draw_probability=0.25,
        ),
        verdict("F3", "rejected", at="2026-05-01T09:00:00"),
        verdict("F9", "upheld"),
    )
    assert known_providers(told, made, []) == [
        Known("H2", date(2026, 5, 1), False, 1.0),
        Known("H1", date(2026, 6, 1), True, 4.0),
    ]


def test_of_two_sanctions_the_first_day_is_known() -> None:
    past = [Sanction("b", date(2024, 4, 1), "H1", ""), Sanction("a", date(2024, 3, 1), "H1", "")]
    (found,) = known_providers(verdicts(), findings(), past)
    assert (found.on, found.weight, found.is_sanction) == (date(2024, 3, 1), 1.0, True)


@pytest.mark.parametrize(
    ("judged_there", "reason"),
    [
        (19, "too few providers judged"),
        (20, "too few known before or judged after the day"),
    ],
)
def test_twenty_judged_are_asked_and_nineteen_are_not(judged_there: int, reason: str) -> None:
    found = learned(peers(telling=True), chance_order(), judged()[:judged_there])
    assert (found.is_adopted, found.reason) == (False, reason)


HOUSES = [f"H{n:02d}" for n in range(30)]


@pytest.fixture
def added_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scores that can be worked out by hand: a row's is the sum of its comparisons."""

    def scores(
        matrix: Doubles, known: npt.NDArray[np.bool_], _: int, *, drawn_from: int | None = None
    ) -> Doubles:
        # rows that are only scored are never known, and nothing is drawn from them
        assert known.shape == (matrix.shape[0],)
        assert drawn_from in (None, len(HOUSES))
        assert not known[len(HOUSES) :].any()
        assert known.any()
        total: Doubles = matrix.sum(axis=1)
        return total

    monkeypatch.setattr("feijian.models.detectors.learned_from_positives", scores)


def signs(**high: tuple[float, ...]) -> pl.DataFrame:
    """Four features a house; a hundredth of its number where nothing else is said."""
    rows = [
        ("m", name, house, z)
        for n, house in enumerate(HOUSES)
        for name, z in zip("abcd", high.get(house, (n / 100, 0.0, 0.0, 0.0)), strict=True)
    ]
    return pl.DataFrame(rows, schema=["model_id", "feature", "subject_id", "z"], orient="row")


def asked_of(
    before: int, upheld: int, rejected: int, *, asked: tuple[str, ...] = ()
) -> tuple[Learning, list[str]]:
    """Houses sanctioned before, 20 and more judged: those upheld stand last in the order of models, and first by
    their comparisons. Also the houses that were upheld.
    """
    first = date(2026, 1, 1)
    past = [
        Known(h, first - timedelta(days=1), True, 1.0, is_sanction=True) for h in HOUSES[:before]
    ]
    early = [Known(h, first, False, 1.0) for h in HOUSES[10:20]]
    late = HOUSES[20:30]
    its = [
        Known(h, first + timedelta(days=1 + n), n < upheld, 1.0)
        for n, h in enumerate(late[: upheld + rejected])
    ]
    guilty = late[:upheld]
    table = signs(**dict.fromkeys(guilty, (2.0, 3.0, 1.0, 4.0)))
    order = {h: 1.0 if h in guilty else 50.0 + n for n, h in enumerate(HOUSES)}
    known = sorted([*past, *early, *its], key=lambda k: k.on)
    return learned(table, order, known, asked), guilty


@pytest.mark.usefixtures("added_up")
def test_ten_known_before_and_five_of_each_after_the_day_are_enough() -> None:
    found, _ = asked_of(10, 5, 5)
    assert (found.is_adopted, found.known, found.judged) == (True, 10, 10)
    for few in ((9, 5, 5), (10, 4, 6), (10, 6, 4)):
        found, _ = asked_of(*few)
        assert found.reason == "too few known before or judged after the day"
        assert (found.known, found.judged) == (few[0], 10)


@pytest.mark.usefixtures("added_up")
def test_the_learned_order_places_everybody_by_the_middle_of_his_share() -> None:
    """Of thirty the last is at half a thirtieth, 1.7, and the first at 98.3."""
    found, guilty = asked_of(10, 5, 5)
    places = [round((n + 0.5) * 100 / 30, 1) for n in range(30)]
    order = [h for h in HOUSES if h not in guilty] + guilty
    assert dict(zip(order, places, strict=True)) == found.percentiles
    assert (found.percentiles["H00"], found.percentiles[guilty[-1]]) == (1.7, 98.3)


@pytest.mark.usefixtures("added_up")
def test_three_comparisons_say_why_the_strongest_first_and_only_what_carries() -> None:
    """Without d the sum of H20 falls by 4, without b by 3, without a by 2; H07 has a alone."""
    found, _ = asked_of(10, 5, 5, asked=("H20", "H99", "H07", "H00"))
    assert {h: [(f, round(z, 9)) for _, f, z in said] for h, said in found.because.items()} == {
        "H20": [("d", 4.0), ("b", 3.0), ("a", 2.0)],
        "H07": [("a", 0.07)],
        "H00": [],
    }


def test_without_comparisons_nobody_is_asked() -> None:
    found = learned(pl.DataFrame(), chance_order(), judged())
    assert (found.is_adopted, found.reason) == (False, "too few providers judged")
    assert (found.known, found.judged, found.gain) == (100, 100, None)


def test_who_is_ordered_by_no_model_is_not_asked_about() -> None:
    """Of 20 judged one has no percentile: nineteen are too few."""
    order = dict.fromkeys(PROVIDERS[1:], 50.0)
    found = learned(peers(telling=True), order, judged()[:20])
    assert (found.reason, found.known, found.judged) == ("too few providers judged", 19, 19)
