"""Evaluations with peers, counts, directions, lists, panels and known positives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from feijian.errors import ImportRefused
from feijian.models.evaluation import declared, evaluate_table
from feijian.models.evaluation_page import page
from feijian.models.measures import by_size, found_curve
from feijian.models.wanted import (
    Wanted,
    comparing,
    parsed_columns,
    parsed_directions,
    parsed_lengths,
)

NAMED = {"label": "found", "identity": "id", "amount": "paid"}


def physicians(size: int = 600, seed: int = 5) -> pl.DataFrame:
    """Ratios that differ by specialty; the found ones are three times their specialty's."""
    rng = np.random.default_rng(seed)
    usual = {"card": 6.0, "derm": 1.0, "gp": 0.5}
    specialty = rng.choice(list(usual), size)
    found = rng.random(size) < 0.08
    ratio = np.array([usual[s] for s in specialty]) * np.exp(rng.normal(0, 0.2, size))
    return pl.DataFrame(
        {
            "id": [f"D{n:04d}" for n in range(size)],
            "specialty": specialty,
            "ratio": np.where(found, 3 * ratio, ratio),
            "seen": rng.integers(20, 400, size),
            "paid": np.exp(rng.normal(9, 1, size)).round(2),
            "found": found.astype(int),
            "past": (found & (rng.random(size) < 0.5)).astype(int),
        }
    )


def evaluated(folder: Path, table: pl.DataFrame, **options: object):
    file = folder / "t.csv"
    table.write_csv(file)
    return evaluate_table(file, **NAMED, wanted=Wanted("found", "id", "paid", **options))


def precision(result, order: str = "robust_z") -> float:
    return result.orders[order].figures["average_precision"].value


def test_peers_of_the_same_specialty_find_what_everyone_as_peers_hides(tmp_path: Path) -> None:
    table = physicians().drop("past")
    alone = precision(evaluated(tmp_path, table))
    among = precision(evaluated(tmp_path, table, within=("specialty",)))
    assert among > 0.9
    assert alone < 0.6


def test_an_average_of_few_is_guessed_one_sided_and_a_measurement_both() -> None:
    rng = np.random.default_rng(5)
    worth = np.exp(rng.normal(8, 1.2, 400))
    of_few = 70 + rng.normal(0, 1, 400) * 40 / np.sqrt(worth / worth.min())
    assert declared("age", rng.normal(70, 5, 400), worth).direction == "both"
    assert declared("age", of_few, worth).direction == "high"
    assert declared("cost", np.exp(rng.normal(5, 1, 400)), worth).direction == "high"


def test_yes_and_no_is_a_feature(tmp_path: Path) -> None:
    table = physicians().drop("past")
    flagged = table.with_columns(flag=pl.col("found").cast(bool), name=pl.col("id"))
    result = evaluated(tmp_path, flagged)
    assert any(n.startswith("features:") and "flag" in n for n in result.notes)
    assert any("left out: specialty, name" in n for n in result.notes)


def test_a_direction_that_is_said_is_not_guessed(tmp_path: Path) -> None:
    table = physicians().drop("past")
    high = evaluated(tmp_path, table, within=("specialty",), directions={"ratio": "high"})
    low = evaluated(tmp_path, table, within=("specialty",), directions={"ratio": "low"})
    assert precision(high) > precision(low) + 0.5
    assert any("directions guessed" in n and "seen=both" in n for n in high.notes)
    assert not any("ratio=" in n for n in high.notes)


def test_few_observations_are_believed_less(tmp_path: Path) -> None:
    table = (
        physicians()
        .drop("past")
        .with_columns(
            # half of the honest stand out as far as the found ones, on three observations
            pl.when((pl.col("found") == 0) & (pl.int_range(pl.len()) % 6 == 0))
            .then(3 * pl.col("ratio"))
            .otherwise("ratio")
            .alias("ratio"),
            pl.when((pl.col("found") == 0) & (pl.int_range(pl.len()) % 6 == 0))
            .then(1)
            .otherwise("seen")
            .alias("seen"),
        )
    )
    plain = precision(evaluated(tmp_path, table.drop("seen"), within=("specialty",)))
    counted = precision(evaluated(tmp_path, table, within=("specialty",), counts="seen"))
    assert counted > plain + 0.2


def test_several_rows_a_subject_need_a_panel_and_stand_once(tmp_path: Path) -> None:
    table = physicians().drop("past")
    twice = pl.concat([table, table.with_columns(pl.col("ratio") * 1.02)])
    with pytest.raises(ImportRefused, match="say --panel"):
        evaluated(tmp_path, twice)
    result = evaluated(tmp_path, twice, within=("specialty",), is_panel=True)
    assert result.subjects == table.height
    assert result.found == int(table["found"].sum())
    assert precision(result) > 0.9


def test_known_positives_are_learned_from_and_not_measured(tmp_path: Path) -> None:
    table = physicians(1500)
    result = evaluated(tmp_path, table, within=("specialty",), positives="past")
    known = int(table["past"].sum())
    assert result.subjects == table.height - known
    assert result.found == int(table["found"].sum()) - known
    assert precision(result, "learned from positives") > 0.8
    with pytest.raises(ImportRefused, match="known positives"):
        evaluated(tmp_path, table.with_columns(past=0), positives="past")


def test_lists_of_other_lengths_and_tenths_of_the_amount(tmp_path: Path) -> None:
    result = evaluated(
        tmp_path, physicians().drop("past"), within=("specialty",), first=(5, 25), strata=True
    )
    assert result.table()[0] == [
        "order",
        "average precision",
        "ROC AUC",
        "precision at 5",
        "precision at 25",
        "amount in first 5",
        "amount in first 25",
        "ahead of amount",
    ]
    assert result.strata["robust_z"]["roc_auc"] > 0.95
    # among subjects of one size their size says next to nothing
    assert result.strata["amount"]["roc_auc"] == pytest.approx(0.5, abs=0.15)
    shown = page(result, "t<b>.csv", "en")
    assert "Evaluation of t&lt;b&gt;.csv" in shown
    assert "评估：t&lt;b&gt;.csv" in page(result, "t<b>.csv", "zh")
    assert shown.count("<polyline") == len(result.orders)
    assert "<script" not in shown


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"within": ("id",)}, "peers of one"),
        ({"within": ("nobody",)}, "no column 'nobody'"),
        ({"counts": "specialty"}, "not a column of numbers"),
        ({"directions": {"specialty": "high"}}, "no column of numbers: specialty"),
        ({"logs": ("nothing",)}, "no column 'nothing'"),
        ({"positives": "specialty"}, "neither 1 nor 0"),
    ],
)
def test_options_that_do_not_fit_the_table_are_said(
    tmp_path: Path, options: dict[str, object], message: str
) -> None:
    with pytest.raises(ImportRefused, match=message):
        evaluated(tmp_path, physicians(), **options)


def test_peers_that_nobody_has_enough_of_are_said(tmp_path: Path) -> None:
    table = physicians(60).with_columns(room=pl.int_range(60) // 2)
    with pytest.raises(ImportRefused, match="no row has 20 peers of 5 others"):
        evaluated(tmp_path, table, within=("room",))


def test_peers_are_widened_by_their_last_column_never_to_everyone() -> None:
    steps = comparing(Wanted("l", "i", "a", within=("kind", "region")), "i").peers
    assert steps == (("kind", "region"), ("kind",))
    assert comparing(Wanted("l", "i", "a"), "i").peers == ((),)


def test_options_are_read_or_refused() -> None:
    assert parsed_columns("a, b,,a") == ("a", "b")
    assert parsed_directions(["x=high", "a=b=low"]) == {"x": "high", "a=b": "low"}
    assert parsed_lengths("50,10,10") == (10, 50)
    for wrong in ("x", "x=up", "=high"):
        with pytest.raises(ImportRefused, match="no direction"):
            parsed_directions([wrong])
    for wrong in ("", "0", "ten", "-1", "1.5", "1000000"):
        with pytest.raises(ImportRefused, match="no list of lengths"):
            parsed_lengths(wrong)


def test_within_tenths_an_order_by_size_alone_is_no_better_than_a_draw() -> None:
    rng = np.random.default_rng(1)
    amount = np.arange(1000.0)
    label = rng.random(1000) < np.linspace(0.0, 0.4, 1000)
    within = by_size(label, amount, amount)
    assert within["roc_auc"] == pytest.approx(0.5, abs=0.1)
    assert by_size(np.zeros(30, dtype=bool), np.arange(30.0), np.arange(30.0)) == {"tenths": 0.0}


def test_a_curve_shares_ties_out() -> None:
    label = np.array([True, False, False, True])
    tied = found_curve(label, np.zeros(4))
    assert tied.tolist() == [[0, 0], [0.25, 0.25], [0.5, 0.5], [0.75, 0.75], [1, 1]]
    best = found_curve(label, np.array([2.0, 0.0, 0.0, 1.0]))
    assert best[2].tolist() == [0.5, 1.0]
