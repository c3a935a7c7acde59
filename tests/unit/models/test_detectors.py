from __future__ import annotations

import numpy as np
import pytest

from feijian.models import detectors
from feijian.models.detectors import DetectorRefused, detector_scores, sampled
from feijian.models.header import BASELINE, DETECTORS

IDS = [f"S{n}" for n in range(60)]


def cloud(features: int = 4) -> np.ndarray:
    points = np.random.default_rng(5).normal(size=(60, features))
    points[17] = 6.0
    return points


@pytest.mark.parametrize("name", [d for d in DETECTORS if d != BASELINE])
def test_every_detector_ranks_a_far_point_first(name: str) -> None:
    found = detector_scores(name, cloud(), IDS, seed=1)
    assert int(np.argmax(found.scores)) == 17
    assert found.note == ""


@pytest.mark.parametrize("name", [d for d in DETECTORS if d != BASELINE])
def test_the_same_seed_gives_the_same_scores(name: str) -> None:
    one, two = (detector_scores(name, cloud(), IDS, seed=1).scores for _ in range(2))
    assert one.tobytes() == two.tobytes()


def test_scores_that_are_not_finite_are_refused() -> None:
    constant = np.column_stack([cloud(), np.zeros(60)])
    with pytest.raises(DetectorRefused, match="pca refused: 60 of 60 scores are not finite"):
        detector_scores("pca", constant, IDS, seed=1)


def test_scores_divided_by_nearly_nothing_are_refused() -> None:
    points = cloud()
    collinear = np.column_stack([points, points[:, 0]])
    with pytest.raises(DetectorRefused, match="pca refused"):
        detector_scores("pca", collinear, IDS, seed=1)


def test_equal_scores_are_refused() -> None:
    with pytest.raises(
        DetectorRefused, match="hbos refused: it gives every subject the same score"
    ):
        detector_scores("hbos", np.zeros((60, 2)), IDS, seed=1)


def test_a_matrix_without_columns_is_refused() -> None:
    with pytest.raises(DetectorRefused, match="iforest refused"):
        detector_scores("iforest", np.zeros((60, 0)), IDS, seed=1)


def test_a_detector_that_does_not_scale_is_fitted_on_a_declared_sample(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(detectors.SAMPLE, "knn", 40)
    found = detector_scores("knn", cloud(), IDS, seed=1)
    assert found.scores.size == 60
    assert found.note == "knn fitted on 40 of 60 subjects, scored all"
    assert int(np.argmax(found.scores)) == 17


def test_a_sample_depends_on_the_ids_alone() -> None:
    chosen = {IDS[i] for i in sampled(IDS, 20)}
    turned = IDS[::-1]
    assert {turned[i] for i in sampled(turned, 20)} == chosen


@pytest.mark.parametrize("name", ["ecod", "copod"])
def test_scores_by_blocks_of_columns_are_those_of_all_columns(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = cloud(11)
    blocks = detector_scores(name, points, IDS, seed=1).scores
    monkeypatch.setattr(detectors, "BLOCK", 11)
    assert detector_scores(name, points, IDS, seed=1).scores == pytest.approx(blocks)
