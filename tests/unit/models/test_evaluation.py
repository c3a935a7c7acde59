from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from feijian.errors import ImportRefused
from feijian.leads.posterior import PRIORS
from feijian.models.evaluation import PRIOR, declared, evaluate_table, fused
from feijian.models.labelled import labelled_table

NAMED = {"label": "found", "identity": "id", "amount": "paid"}


def frame(size: int = 120, **columns: Any) -> pl.DataFrame:
    """Every tenth is found and has three times the share of the others; amounts tell nothing."""
    rng = np.random.default_rng(31)
    found = np.arange(size) % 10 == 3
    return pl.DataFrame(
        {
            "id": [f"P{n:03d}" for n in range(size)],
            "found": found.astype(int),
            "paid": rng.lognormal(9, 1, size).round(2),
            "share": np.where(found, 0.9, 0.3) + rng.uniform(0, 0.05, size),
            "visits": rng.poisson(40, size),
            **columns,
        }
    )


def written(folder: Path, table: pl.DataFrame, name: str = "t.csv") -> Path:
    file = folder / name
    {"csv": table.write_csv, "parquet": table.write_parquet, "xlsx": table.write_excel}[
        name.split(".")[1]
    ](file)
    return file


def test_detectors_that_see_the_difference_are_ahead_of_the_amount(tmp_path: Path) -> None:
    result = evaluate_table(written(tmp_path, frame()), **NAMED)
    assert set(result.orders) == {
        "random",
        "amount",
        "robust_z",
        "iforest",
        "ecod",
        "copod",
        "knn",
        "hbos",
        "lof",
        "pca",
        "ranking",
    }
    assert result.orders["robust_z"].figures["average_precision"].value > 0.95
    assert result.orders["robust_z"].ahead["average_precision"].low > 0
    assert result.orders["ranking"].ahead["average_precision"].value > 0
    assert any(n.startswith("sorting by amount loses to") and "robust_z" in n for n in result.notes)


def test_where_amount_wins_it_is_said(tmp_path: Path) -> None:
    rng = np.random.default_rng(32)
    table = frame(share=rng.uniform(0.2, 0.4, 120))
    table = table.with_columns(paid=pl.col("found") * 1e6 + pl.col("paid"))
    result = evaluate_table(written(tmp_path, table), **NAMED)
    said = next(n for n in result.notes if n.startswith("sorting by amount wins against"))
    assert "random" in said
    assert "robust_z" in said


def test_the_same_table_in_three_formats_gives_the_same_figures(tmp_path: Path) -> None:
    results = [
        evaluate_table(written(tmp_path, frame(), f"t.{kind}"), **NAMED).json()
        for kind in ("csv", "parquet", "xlsx")
    ]
    assert results[0] == results[1] == results[2]
    json.dumps(results[0], allow_nan=False)


def test_the_order_of_rows_decides_nothing(tmp_path: Path) -> None:
    table = frame()
    one = evaluate_table(written(tmp_path, table), **NAMED).json()
    two = evaluate_table(written(tmp_path, table.reverse(), "back.csv"), **NAMED).json()
    assert one == two


def test_the_table_for_the_terminal_has_a_cell_for_every_header(tmp_path: Path) -> None:
    headers, rows, right = evaluate_table(written(tmp_path, frame()), **NAMED).table()
    assert {len(r) for r in rows} == {len(headers)}
    assert right == list(range(1, len(headers)))


@pytest.mark.parametrize(
    "pair", [("Y", "N"), ("yes", "no"), ("TRUE", "False"), ("1.0", "0"), ("是", "否")]
)
def test_labels_come_in_many_words(tmp_path: Path, pair: tuple[str, str]) -> None:
    table = frame().with_columns(
        pl.when(pl.col("found") == 1)
        .then(pl.lit(pair[0]))
        .otherwise(pl.lit(pair[1]))
        .alias("found")
    )
    assert labelled_table(written(tmp_path, table), **NAMED).label.sum() == 12


def test_numbers_written_by_people_are_read(tmp_path: Path) -> None:
    file = tmp_path / "gbk.csv"
    rows = [f'P{n},{int(n == 5)},"{n},000.50",１２{n % 10},甲' for n in range(30)]
    file.write_bytes("\n".join(["编号,found,paid,次数,名称", *rows]).encode("gb18030"))
    given = labelled_table(file, label="found", identity="编号", amount="paid")
    assert given.features["次数"].to_list()[0] == 120.0
    assert given.ids[5] == "P13"
    assert given.amount[5] == 13000.5
    assert given.notes == ("not numbers, left out: 名称",)


def test_what_cannot_be_used_is_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    nothing = [None] * 120
    table = frame(
        same=[7.0] * 120,
        none=nothing,
        town=["x"] * 120,
        gaps=[None if n % 4 else float(n) for n in range(120)],
        far=[float("inf") if n == 2 else float(n % 9) for n in range(120)],
    ).with_columns(
        twice=pl.col("share") * 2,
        found=pl.when(pl.col("id") == "P001").then(None).otherwise("found"),
        paid=pl.when(pl.col("id") == "P004").then(float("inf")).otherwise("paid"),
    )
    result = evaluate_table(written(tmp_path, table, "t.parquet"), **NAMED)
    said = "\n".join(result.notes)
    assert result.subjects == 118
    for part in (
        "1 rows without a label left out",
        "1 rows with an infinite amount left out",
        "not numbers, left out: none, town",
        "same dropped: the same for all subjects",
        "twice dropped: says the same as share",
        "far: 1 infinite values counted as missing",
        "gaps 89",
    ):
        assert part in said
    assert all(np.isfinite(m.figures["average_precision"].value) for m in result.orders.values())


def test_everything_wrong_is_named_at_once(tmp_path: Path) -> None:
    table = frame().with_columns(
        id=pl.lit("P1"),
        found=pl.lit("perhaps"),
        paid=pl.lit("much"),
        share=pl.lit("a"),
        visits=pl.lit("b"),
    )
    with pytest.raises(ImportRefused) as refused:
        evaluate_table(written(tmp_path, table), **NAMED)
    said = str(refused.value)
    assert "t.csv, column found: rows 2, 3, 4 and 117 more: neither 1 nor 0" in said
    assert "an id that stands more than once" in said
    assert "t.csv, column paid: is not a column of numbers" in said
    assert "no column of numbers beside label, id and amount" in said


def test_a_missing_column_is_answered_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="Did you mean paid"):
        evaluate_table(written(tmp_path, frame()), label="found", identity="id", amount="payd")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (pl.col("found") * 0, "every label is 0"),
        (pl.col("found") * 0 + 1, "every label is 1"),
    ],
)
def test_labels_of_one_kind_are_refused(tmp_path: Path, change: pl.Expr, said: str) -> None:
    with pytest.raises(ImportRefused, match=said):
        evaluate_table(written(tmp_path, frame().with_columns(found=change)), **NAMED)


def test_too_few_rows_a_broken_file_and_an_unknown_kind_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="20 labelled rows"):
        evaluate_table(written(tmp_path, frame(20)), **NAMED)
    for name in ("t.parquet", "t.xlsx", "t.doc", "gone.csv"):
        if name != "gone.csv":
            (tmp_path / name).write_bytes(b"\x00\x01 not a table")
        with pytest.raises(ImportRefused, match=name):
            evaluate_table(tmp_path / name, **NAMED)


def test_a_workbook_with_a_cell_at_the_end_of_the_world_is_told(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["编号", "found", "paid"])  # type: ignore[union-attr]
    book.active["XFD1048576"] = "x"  # type: ignore[index]
    book.save(tmp_path / "labels.xlsx")
    with pytest.raises(ImportRefused, match="a cell far from the table"):
        labelled_table(tmp_path / "labels.xlsx", label="found", identity="编号", amount="paid")


def test_constant_features_alone_are_refused(tmp_path: Path) -> None:
    table = frame(share=[1.0] * 120, visits=[3] * 120)
    with pytest.raises(ImportRefused, match="no feature can be compared"):
        evaluate_table(written(tmp_path, table), **NAMED)


def test_a_small_table_goes_without_neighbours(tmp_path: Path) -> None:
    result = evaluate_table(written(tmp_path, frame(21)), **NAMED)
    assert "knn" not in result.orders
    assert any(r.startswith("lof left out") for r in result.refused)


def test_a_feature_is_declared_by_its_values_alone() -> None:
    count = declared("n", np.array([0.0, 1.0, 2.0, 500.0]))
    share = declared("s", np.array([0.0, 0.0, 0.0, 0.2, 0.9]))
    age = declared("a", np.array([60.0, 65.0, 70.0, 75.0, 80.0]))
    change = declared("c", np.array([-0.5, 0.1, np.nan]))
    assert (count.direction, count.scale) == ("high", "log")
    assert (share.direction, share.scale) == ("high", "linear")
    assert (age.direction, age.scale) == ("both", "linear")
    assert (change.direction, change.scale) == ("both", "linear")


def test_the_ranking_is_the_leads_way_of_weighing() -> None:
    alpha, beta = PRIORS["suspect"]
    assert pytest.approx(alpha / (alpha + beta)) == PRIOR
    # odds 3/7, doubled: 6/13; standing low among peers lowers nothing
    expected = fused(np.array([100.0, 100.0, 100.0]), np.array([100.0, 50.0, 0.0]))
    assert expected.tolist() == pytest.approx([100 * 6 / 13, 30.0, 30.0])


@pytest.mark.parametrize(
    ("values", "direction", "scale"),
    [
        # the largest beyond ten medians of what is above nothing
        ([1.0, 1.0, 1.0, 10.0], "high", "linear"),
        ([1.0, 1.0, 1.0, 10.1], "high", "log"),
        ([0.0, 0.0, 2.0, 2.0, 2.0, 20.0], "high", "linear"),
        ([0.0, 0.0, 2.0, 2.0, 2.0, 20.5], "high", "log"),
        # up to the 90th percentile more than twice as far as down to the tenth
        ([0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 7.0, 9.0, 11.0, 12.0, 13.0], "both", "linear"),
        ([0.0, 4.0, 4.2, 4.4, 4.6, 5.0, 6.0, 6.2, 6.6, 7.0, 7.2], "both", "linear"),
        ([0.0, 4.0, 4.2, 4.4, 4.6, 5.0, 6.0, 6.2, 6.6, 7.1, 7.2], "high", "linear"),
        ([-0.1, 1.0, 1.0, 1.0, 500.0], "both", "linear"),
    ],
)
def test_a_column_that_reaches_up_is_remarkable_where_it_is_high(
    values: list[float], direction: str, scale: str
) -> None:
    its = declared("n", np.array(values))
    assert (its.direction, its.scale) == (direction, scale)
