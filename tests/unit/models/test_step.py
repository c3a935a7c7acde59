from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from feijian.contracts import Catalogue, empty_world, read_catalogue
from feijian.contracts.published import polars_schema
from feijian.errors import SettingsError
from feijian.library import Library
from feijian.models import ModelBook, read_models
from feijian.models.step import ModelOutcome, run_models, write
from feijian.workspace import Exemption, ParameterOverride, Run, RunRequest, Settings, SwitchedOff
from tests.unit.models.small import SQL, write_model

AS_OF = date(2025, 8, 1)
DESIGN = (
    "model_id",
    "subject_kind",
    "subject_id",
    "provider_id",
    "period_from",
    "period_to",
    "peer_group",
    "peers",
    "score",
    "rank",
    "percentile",
    "reasons",
    "run_id",
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(Library.of())


@pytest.fixture
def world(catalogue: Catalogue) -> Iterator[duckdb.DuckDBPyConnection]:
    """Thirty hospitals; H29 has a share of 0.9 where the others have 0.30 to 0.58."""
    connection = empty_world(catalogue)
    connection.execute(
        "insert into provider (provider_id, name, kind, level, longitude, latitude, approved_beds)"
        " select printf('H%02d', h), 'x', 'hospital', 2,"
        " case when h = 29 then 0.9 else 0.30 + 0.01 * h end, 5 + h % 4, 100 + h from range(30) as t(h)"
    )
    yield connection
    connection.close()


def book(root: Path, catalogue: Catalogue) -> ModelBook:
    return read_models(Library((root,)), catalogue, ())


def run_all(
    found: ModelBook, world: duckdb.DuckDBPyConnection, settings: Settings | None = None
) -> list[ModelOutcome]:
    return run_models(found, world, settings or Settings(), AS_OF, lambda _label, _done: None)


def published(
    tmp_path: Path,
    found: ModelBook,
    outcomes: list[ModelOutcome],
    settings: Settings | None = None,
    request: RunRequest | None = None,
) -> pl.DataFrame:
    run = Run("R1", tmp_path, request or RunRequest(AS_OF))
    write(run, settings or Settings(), found, outcomes)
    return pl.read_parquet(tmp_path / "scores.parquet")


def test_the_files_have_the_columns_of_the_design(
    tmp_path: Path, catalogue: Catalogue, world: duckdb.DuckDBPyConnection
) -> None:
    write_model(tmp_path)
    found = book(tmp_path, catalogue)
    scores = published(tmp_path, found, run_all(found, world))
    assert tuple(scores.columns[: len(DESIGN)]) == DESIGN
    assert tuple(scores.columns) == tuple(polars_schema("score"))
    top = scores.row(0, named=True)
    assert (top["model_id"], top["subject_kind"], top["subject_id"]) == (
        "provider.three",
        "provider",
        "H29",
    )
    assert (top["rank"], top["peers"], top["run_id"]) == (1, 29, "R1")
    assert json.loads(top["reasons"])[0]["feature"] == "share"
    models = pl.read_parquet(tmp_path / "models.parquet")
    assert models.columns == list(polars_schema("model"))
    assert models.row(0)[:4] == ("provider.three", "ran", 30, 30)
    peers = pl.read_parquet(tmp_path / "peers.parquet")
    assert peers.columns == list(polars_schema("peer"))
    assert peers.height == 30 * 3


def test_without_any_model_that_ran_the_files_are_there_and_empty(
    tmp_path: Path, catalogue: Catalogue, world: duckdb.DuckDBPyConnection
) -> None:
    write_model(tmp_path)
    world.execute("delete from provider")
    found = book(tmp_path, catalogue)
    outcomes = run_all(found, world)
    assert [(o.outcome, o.detail) for o in outcomes] == [("not applicable", "no rows in provider")]
    assert published(tmp_path, found, outcomes).columns == list(polars_schema("score"))
    assert pl.read_parquet(tmp_path / "peers.parquet").height == 0


def test_an_optional_table_may_be_empty(
    tmp_path: Path, catalogue: Catalogue, world: duckdb.DuckDBPyConnection
) -> None:
    sql = SQL + "where provider_id not in (select grouping.encounter_id from grouping)\n"
    write_model(tmp_path, "provider/needs", sql=sql)
    write_model(tmp_path, "provider/tolerates", sql=sql, optional="[grouping]")
    outcomes = run_all(book(tmp_path, catalogue), world)
    assert [(o.outcome, o.detail) for o in outcomes] == [
        ("not applicable", "no rows in grouping"),
        ("ran", ""),
    ]


def test_a_failing_model_does_not_stop_the_others(
    tmp_path: Path, catalogue: Catalogue, world: duckdb.DuckDBPyConnection
) -> None:
    broken = SQL.replace("latitude as days", "cast(kind as integer) as days")
    write_model(tmp_path, "provider/broken", sql=broken)
    twice = SQL + "union all\n" + SQL
    write_model(tmp_path, "provider/twice", sql=f"select * from (\n{twice}) as t\n")
    write_model(tmp_path, "provider/whole")
    outcomes = {o.model_id: o for o in run_all(book(tmp_path, catalogue), world)}
    assert outcomes["provider.broken"].outcome == "failed"
    assert outcomes["provider.broken"].detail.startswith("Conversion Error")
    assert outcomes["provider.twice"].outcome == "failed"
    assert outcomes["provider.twice"].detail == (
        "the query returns 30 rows too many: a subject twice in a period"
    )
    assert outcomes["provider.whole"].outcome == "ran"


def test_a_model_switched_off_says_by_whom_and_why(
    tmp_path: Path, catalogue: Catalogue, world: duckdb.DuckDBPyConnection
) -> None:
    write_model(tmp_path)
    settings = Settings(off=(SwitchedOff("provider.*", "Li", "new weights in August"),))
    outcomes = run_all(book(tmp_path, catalogue), world, settings)
    assert [(o.outcome, o.detail) for o in outcomes] == [
        ("off", "switched off by Li: new weights in August")
    ]


def test_a_changed_parameter_narrows_the_subjects(
    tmp_path: Path, catalogue: Catalogue, world: duckdb.DuckDBPyConnection
) -> None:
    write_model(
        tmp_path,
        sql=SQL + "where approved_beds >= $beds\n",
        parameters="{beds: {type: integer, default: 0, min: 0}}",
    )
    change = ParameterOverride(
        "provider.three", {"beds": 105}, None, None, "small ones apart", None
    )
    found = book(tmp_path, catalogue)
    outcomes = run_all(found, world, Settings(parameters=(change,)))
    assert outcomes[0].subjects == 25
    expired = replace(change, expires=date(2025, 7, 31))
    assert run_all(found, world, Settings(parameters=(expired,)))[0].subjects == 30


def test_parameters_that_do_not_fit_are_refused_together(
    tmp_path: Path, catalogue: Catalogue, world: duckdb.DuckDBPyConnection
) -> None:
    write_model(
        tmp_path,
        sql=SQL + "where approved_beds >= $beds\n",
        parameters="{beds: {type: integer, default: 0, min: 0}}",
    )
    changes = tuple(
        ParameterOverride("provider.three", values, provider, None, "why", None)
        for values, provider in (({"beds": -1}, None), ({"bets": 1}, None), ({"beds": 1}, "H01"))
    )
    with pytest.raises(SettingsError) as caught:
        run_all(book(tmp_path, catalogue), world, Settings(parameters=changes))
    assert [p.what for p in caught.value.problems] == [
        "beds is at least 0, not -1",
        "the model has no parameter 'bets'",
        "a model's parameters cannot differ by provider or region",
    ]


def test_an_exempted_subject_stays_a_peer_and_is_not_published(
    tmp_path: Path, catalogue: Catalogue, world: duckdb.DuckDBPyConnection
) -> None:
    write_model(tmp_path)
    found = book(tmp_path, catalogue)
    outcomes = run_all(found, world)
    exempt = Settings(
        exemptions=(Exemption("provider.*", "H29", None, None, None, "checked in May", None),)
    )
    scores = published(tmp_path, found, outcomes, exempt)
    assert scores.height == 29
    assert set(scores["peers"]) == {29}
    assert scores["rank"].min() == 2
    assert "H29" not in set(pl.read_parquet(tmp_path / "peers.parquet")["subject_id"])


def test_a_sweep_publishes_the_providers_and_months_asked_for(
    tmp_path: Path, catalogue: Catalogue, world: duckdb.DuckDBPyConnection
) -> None:
    write_model(tmp_path)
    found = book(tmp_path, catalogue)
    outcomes = run_all(found, world)
    asked = RunRequest(AS_OF, providers=("H03", "H29"))
    assert published(tmp_path, found, outcomes, request=asked)["subject_id"].to_list() == [
        "H29",
        "H03",
    ]
    later = RunRequest(AS_OF, period_from=date(2025, 8, 1))
    assert published(tmp_path, found, outcomes, request=later).height == 0


def test_a_retired_model_is_left_out(
    tmp_path: Path, catalogue: Catalogue, world: duckdb.DuckDBPyConnection
) -> None:
    write_model(tmp_path, status="retired")
    assert run_all(book(tmp_path, catalogue), world) == []
