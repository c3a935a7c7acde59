from __future__ import annotations

import dataclasses
import json
import math
import random
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feijian.models import Model, detectors
from feijian.models.query import NotApplicable
from feijian.models.running import score_rows
from tests.unit.models.small import SQL, rows, small_model

ODD = (0.71, 9.0, 310.0)


def ordinary(count: int, seed: int = 3) -> list[tuple[Any, ...]]:
    draw = random.Random(seed)
    return [
        (
            round(draw.gauss(0.38, 0.03), 3),
            round(draw.gauss(8, 1), 2),
            round(draw.gauss(300, 30), 1),
        )
        for _ in range(count)
    ]


def first(scores: pl.DataFrame) -> dict[str, Any]:
    return scores.row(0, named=True)


def test_the_odd_one_comes_first_and_says_why(tmp_path: Path) -> None:
    values = [(0.36 + 0.002 * n, 8.0 + n % 3, 300.0 + n) for n in range(21)]
    scored = score_rows(small_model(tmp_path), rows([*values, ODD]), seed=1)
    top = first(scored.scores)
    reason = json.loads(top["reasons"])[0]
    assert (top["subject_id"], top["rank"], top["peers"]) == ("S21", 1, 21)
    assert top["peer_group"] == "level=2"
    assert reason["zh"] == "2025年7月占比 71%，同等级的 21 家机构中位数 38%"
    assert reason["en"] == (
        "share 71 % in July 2025 where 21 providers of the same level have a median of 38 %"
    )
    assert (reason["feature"], reason["value"], reason["median"]) == ("share", 0.71, 0.38)
    assert (reason["peers"], reason["direction"], reason["contribution"]) == (21, "high", 1.0)


def test_a_side_nobody_asks_about_is_no_reason(tmp_path: Path) -> None:
    # a low share and a high cost, where high shares and low costs are asked about
    scored = score_rows(small_model(tmp_path), rows([*ordinary(25), (0.05, 8.0, 900.0)]), seed=1)
    scores = dict(zip(scored.scores["subject_id"], scored.scores["score"], strict=True))
    assert scores["S25"] == 0.0


def test_a_widened_group_says_so(tmp_path: Path) -> None:
    few = rows([ODD, *ordinary(3)], level=3).with_columns(subject_id="T" + pl.col("subject_id"))
    table = pl.concat([few, rows(ordinary(22))]).sort("subject_id")
    top = first(score_rows(small_model(tmp_path), table, seed=1).scores)
    assert top["subject_id"] == "TS00"
    assert top["peer_group"] == "all; widened 1 of 1: narrower groups too small"
    assert json.loads(top["reasons"])[0]["zh"].endswith("全部 25 家机构中位数 38%")


def without(model: Model, name: str) -> Model:
    return dataclasses.replace(model, features=tuple(f for f in model.features if f.name != name))


MODEL: list[Model] = []


@given(st.integers(0, 10_000))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_removing_the_feature_named_first_lowers_the_score(tmp_path: Path, seed: int) -> None:
    model = MODEL[0] if MODEL else small_model(tmp_path)
    MODEL.append(model)
    draw = random.Random(seed)
    table = rows([tuple(draw.lognormvariate(0, 1) for _ in range(3)) for _ in range(25)])
    for row in score_rows(model, table, seed=1).scores.iter_rows(named=True):
        named = [r["feature"] for r in json.loads(row["reasons"]) if r["kind"] == "carried"]
        assert bool(named) == (row["score"] > 0)
        if named:
            again = score_rows(without(model, named[0]), table, seed=1).scores
            score = again.filter(pl.col("subject_id") == row["subject_id"])["score"][0]
            assert score < row["score"]
            break
    else:
        pytest.fail("nobody stands out")


def test_contributions_add_up_to_the_score(tmp_path: Path) -> None:
    scored = score_rows(small_model(tmp_path), rows([*ordinary(25), (0.9, 30.0, 10.0)]), seed=1)
    top = scored.peers.filter(pl.col("subject_id") == "S25")
    assert top["contribution"].sum() == pytest.approx(1.0)
    # too few rows for a forest: the norm of what lies beyond one spread stands bare
    beyond = [max(abs(z) - 1, 0) ** 1.25 for z in top["z"]]
    assert first(scored.scores)["score"] == pytest.approx(sum(beyond) ** (1 / 1.25))
    assert sorted(top["contribution"]) == pytest.approx(sorted(b / sum(beyond) for b in beyond))


def test_a_missing_value_is_named_and_adds_nothing(tmp_path: Path) -> None:
    scored = score_rows(small_model(tmp_path), rows([*ordinary(25), (0.38, None, 300.0)]), seed=1)
    row = scored.scores.filter(pl.col("subject_id") == "S25").row(0, named=True)
    reasons = json.loads(row["reasons"])
    assert row["score"] == 0.0
    assert [(r["feature"], r["kind"], r["contribution"]) for r in reasons] == [
        ("days", "missing", 0.0)
    ]
    assert reasons[0]["zh"] == "天数 无数据，按同组中位数计，不计分"


def test_an_infinite_value_counts_as_missing_and_is_said(tmp_path: Path) -> None:
    scored = score_rows(
        small_model(tmp_path), rows([*ordinary(25), (math.inf, 8.0, 300.0)]), seed=1
    )
    assert "share: 1 infinite values counted as missing" in scored.notes
    row = scored.scores.filter(pl.col("subject_id") == "S25").row(0, named=True)
    assert row["score"] == 0.0


def test_a_column_of_nulls_is_dropped_and_said(tmp_path: Path) -> None:
    table = rows([(s, None, c) for s, _, c in ordinary(25)])
    scored = score_rows(small_model(tmp_path), table, seed=1)
    assert scored.notes == ("days (天数) dropped: no subject has a value",)
    assert set(scored.peers["feature"]) == {"share", "cost"}


def test_a_constant_feature_is_dropped_and_said(tmp_path: Path) -> None:
    table = rows([(s, 8.0, c) for s, _, c in ordinary(25)])
    scored = score_rows(small_model(tmp_path), table, seed=1)
    assert scored.notes == ("days (天数) dropped: the same for all subjects",)


def test_a_feature_that_says_the_same_as_another_counts_once(tmp_path: Path) -> None:
    features = (
        "{share: {title: s, title_zh: 占, format: percent, direction: high},"
        " days: {title: d, title_zh: 天, format: number, direction: high}}"
    )
    table = rows([(s, 100 * s, c) for s, _, c in ordinary(25)])
    scored = score_rows(small_model(tmp_path, features=features), table, seed=1)
    assert scored.notes == ("days (天) dropped: says the same as share (占)",)


def test_all_constant_features_are_not_applicable(tmp_path: Path) -> None:
    with pytest.raises(NotApplicable, match=r"no feature can be compared: share .* dropped"):
        score_rows(small_model(tmp_path), rows([ODD] * 25), seed=1)


def test_fewer_subjects_than_the_minimum_are_not_applicable(tmp_path: Path) -> None:
    with pytest.raises(NotApplicable, match="20 subjects, fewer than the 21 needed") as caught:
        score_rows(small_model(tmp_path), rows(ordinary(20)), seed=1)
    assert caught.value.subjects == 20


def test_nobody_with_enough_peers_is_not_applicable(tmp_path: Path) -> None:
    table = pl.concat(
        [
            rows(ordinary(15)),
            rows(ordinary(15), level=3).with_columns(subject_id="T" + pl.col("subject_id")),
        ]
    )
    with pytest.raises(NotApplicable, match="no subject has 20 peers"):
        score_rows(small_model(tmp_path, peers="[[level]]"), table.sort("subject_id"), seed=1)


def test_subjects_without_peers_are_left_out_and_counted(tmp_path: Path) -> None:
    alone = rows([ODD], level=3).with_columns(pl.lit("T00").alias("subject_id"))
    table = pl.concat([rows(ordinary(25)), alone])
    scored = score_rows(small_model(tmp_path, peers="[[level]]"), table, seed=1)
    assert scored.notes == ("1 rows without enough peers not scored",)
    assert "T00" not in set(scored.scores["subject_id"])


def test_few_observations_pull_a_value_towards_its_peers(tmp_path: Path) -> None:
    features = "{share: {title: s, title_zh: 占, format: percent, direction: high, counts: cost, half_at: 10}}"
    many, few = (0.71, 8.0, 1000.0), (0.71, 8.0, 10.0)
    table = rows([*((s, d, 1000.0) for s, d, _ in ordinary(25)), many, few])
    scored = score_rows(small_model(tmp_path, features=features), table, seed=1)
    z = dict(zip(scored.peers["subject_id"], scored.peers["z"], strict=True))
    # ten observations are believed by half, a thousand by 1000 / 1010
    assert z["S26"] == pytest.approx(5.0)
    assert z["S25"] == pytest.approx(10 * 1000 / 1010)


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    model = small_model(tmp_path, detectors="[robust_z, iforest, ecod, copod, knn, hbos, lof]")
    table = rows([*ordinary(40), ODD])
    for name in ("one", "two"):
        scored = score_rows(model, table, seed=7)
        scored.scores.write_parquet(tmp_path / f"{name}.scores")
        scored.peers.write_parquet(tmp_path / f"{name}.peers")
    assert (tmp_path / "one.scores").read_bytes() == (tmp_path / "two.scores").read_bytes()
    assert (tmp_path / "one.peers").read_bytes() == (tmp_path / "two.peers").read_bytes()


def test_detectors_stand_beside_the_score_and_do_not_move_it(tmp_path: Path) -> None:
    table = rows([*ordinary(40), ODD])
    alone = score_rows(small_model(tmp_path), table, seed=7).scores
    beside = score_rows(
        small_model(tmp_path, detectors="[robust_z, iforest, knn]"), table, seed=7
    ).scores
    assert beside["score"].to_list() == alone["score"].to_list()
    assert alone["agreement"].null_count() == alone.height
    assert first(beside)["agreement"] == 1.0
    assert set(json.loads(first(beside)["detectors"])) == {"robust_z", "iforest", "knn"}


def test_a_refused_detector_leaves_the_baseline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(detectors, "MEANINGLESS", 0.0)  # every score counts as not finite
    model = small_model(tmp_path, detectors="[robust_z, ecod, iforest]")
    scored = score_rows(model, rows([*ordinary(25), ODD]), seed=1)
    assert first(scored.scores)["subject_id"] == "S25"
    assert set(scored.by_detector) == {"robust_z"}
    assert scored.notes == (
        "ecod refused: 26 of 26 scores are not finite",
        "iforest refused: 26 of 26 scores are not finite",
    )


def test_rows_with_a_reason_are_set_aside_and_counted(tmp_path: Path) -> None:
    sql = SQL.replace("select\n", "select\n    name as aside,\n")
    model = small_model(tmp_path, sql=sql, set_aside="aside")
    aside = rows([ODD], level=2).with_columns(
        pl.lit("T00").alias("subject_id"), pl.lit("part of the month").alias("aside")
    )
    kept = rows(ordinary(25)).with_columns(pl.lit(None, pl.String).alias("aside"))
    scored = score_rows(model, pl.concat([kept, aside.select(kept.columns)]), seed=1)
    assert "T00" not in scored.scores["subject_id"].to_list()
    assert "1 rows set aside: part of the month" in scored.notes
    assert scored.scores["peers"].unique().to_list() == [24]


def test_rows_that_are_peers_only_are_measured_by_and_not_published(tmp_path: Path) -> None:
    sql = SQL.replace("select\n", "select\n    level = 9 as silent,\n")
    model = small_model(tmp_path, sql=sql, peers_only="silent")
    table = pl.concat(
        [rows(ordinary(25)), rows([ODD]).with_columns(pl.lit("T00").alias("subject_id"))]
    )
    silent = table.with_columns(pl.col("subject_id").ne("T00").alias("silent"))
    scored = score_rows(model, silent, seed=1)
    assert scored.scores["subject_id"].to_list() == ["T00"]
    assert scored.scores["peers"].to_list() == [25]
    assert scored.scores["percentile"].to_list() == [pytest.approx(100 * 25.5 / 26)]


def test_a_norm_holds_where_the_peers_share_the_habit(tmp_path: Path) -> None:
    features = (
        "{share: {title: s, title_zh: 占, format: percent, direction: high, norm: 0.3},"
        " days: {title: d, title_zh: 天, format: number, direction: both}}"
    )
    # the median is 0.38, and beyond the norm: everybody is counted from it
    scored = score_rows(small_model(tmp_path, features=features), rows(ordinary(25)), seed=1)
    top = scored.peers.filter(pl.col("feature") == "share")
    assert top["z"].min() > 0
    reasons = json.loads(first(scored.scores)["reasons"])
    assert "按参照值 30% 计" in reasons[0]["zh"]
    assert "counted from 30 %" in reasons[0]["en"]


def test_what_is_due_is_never_dear(tmp_path: Path) -> None:
    features = (
        "{share: {title: s, title_zh: 占, format: percent, direction: high, due: is_due},"
        " days: {title: d, title_zh: 天, format: number, direction: both}}"
    )
    sql = SQL.replace("select\n", "select\n    level = 9 as is_due,\n")
    table = rows([*ordinary(25), (0.9, 8.0, 300.0)])
    for due, scores in ((True, 0.0), (False, 5.0)):
        model = small_model(tmp_path / str(due), sql=sql, features=features)
        scored = score_rows(model, table.with_columns(pl.lit(due).alias("is_due")), seed=1)
        odd = scored.scores.filter(pl.col("subject_id") == "S25")["score"].item()
        assert (odd == 0.0) if scores == 0.0 else (odd > scores)


def test_a_theme_speaks_once_by_its_loudest_feature(tmp_path: Path) -> None:
    features = (
        "{share: {title: s, title_zh: 占, format: percent, direction: high, theme: one},"
        " days: {title: d, title_zh: 天, format: number, direction: high, theme: one}}"
    )
    table = rows([*ordinary(25), (0.9, 30.0, 300.0)])
    scored = score_rows(small_model(tmp_path, features=features), table, seed=1)
    top = scored.peers.filter(pl.col("subject_id") == "S25")
    assert sorted(top["contribution"].to_list()) == [0.0, 1.0]
    loudest = max(max(z - 1, 0) for z in top["z"])
    assert first(scored.scores)["score"] == pytest.approx(loudest)


def test_a_reason_names_its_period_and_what_it_rests_on(tmp_path: Path) -> None:
    features = (
        "{share: {title: share, title_zh: 占比, format: percent, direction: high,"
        " counts: visits, half_at: 1}}"
    )
    sql = SQL.replace("select\n", "select\n    1.0 as visits,\n")
    table = rows([*ordinary(25), (0.71, 8.0, 300.0)]).with_columns(pl.lit(40.0).alias("visits"))
    scored = score_rows(small_model(tmp_path, sql=sql, features=features), table, seed=1)
    reason = json.loads(first(scored.scores)["reasons"])[0]
    assert reason["zh"].startswith("2025年7月占比 71%，据 40 人次计算，")
    assert "share 71 % in July 2025, from 40 visits, where" in reason["en"]
