"""A planted county judged by `feijian run --engine spark` gives what DuckDB gives: all that is published.

The county of the other tests (seed 11, 40,000 lines, at least 70 rules find something) is exported, its
derived tables are built and its rules judged on local[2], and findings, evidence, leads and scores are
compared with those of the run over the warehouse itself.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

pytest.importorskip(
    "pyspark", reason="PySpark is not installed here; `make test-spark` has its own"
)

from polars.testing import assert_frame_equal

from feijian.cluster import scoring
from feijian.cluster.steps import Elsewhere
from feijian.contracts import SEARCH_PATH, quoted
from feijian.engines.lake import export
from feijian.errors import UsageError
from feijian.models import read_models
from feijian.models.model import Model
from feijian.models.query import bound_values, subject_rows
from feijian.models.running import Scored, score_rows
from feijian.pipeline import STEPS, publish, run_steps
from feijian.workspace import Run, RunRequest, Workspace, begin_run, latest_run
from tests.conftest import AS_OF, County
from tests.shared import builtin_content
from tests.unit.cluster.parity import ORDER, assert_same, published

pytestmark = pytest.mark.spark
QUICK = (
    # a county is few rows: compiling a query costs more than it saves
    ("spark.sql.codegen.wholeStage", "false"),
    ("spark.sql.codegen.factoryMode", "NO_CODEGEN"),
    ("spark.sql.adaptive.enabled", "false"),
    ("spark.sql.shuffle.partitions", "2"),
)


@dataclass(frozen=True)
class OnSpark:
    """The county's run on Spark, and how its derived tables differ from DuckDB's: rows here, rows there.

    features: the rows of each model's query.
    """

    run: Run
    differing: dict[str, tuple[int, int]]
    built: int
    features: dict[str, pl.DataFrame]


@pytest.fixture(scope="module")
def county_run(county: County) -> Run:
    """The county's run over its own warehouse, but for the record of quality and the report.

    Great Expectations, which writes that record, does not go with PySpark into one environment.
    """
    asked = RunRequest(AS_OF, full=True)
    with county.workspace.locked(asked.kind):
        run = begin_run(county.workspace, asked)
        for step in STEPS:
            if step.name not in ("assess", "report"):
                step.walk(county.workspace, run, lambda *_: None)
        publish(county.workspace, run, {})
    return latest_run(county.workspace)


@pytest.fixture(scope="module")
def on_spark(county: County, county_run: Run, tmp_path_factory: pytest.TempPathFactory) -> OnSpark:
    folder = tmp_path_factory.mktemp("province")
    lake, own = folder / "lake", folder / "workspace"
    with county.workspace.reading(prepared=True) as connection:
        export(connection, builtin_content().catalogue, lake, 1)
    workspace = Workspace.create(own)
    shutil.copy(county.workspace.root / ".feijian-key", own / ".feijian-key")
    request = RunRequest(AS_OF, engine="spark", master="local[2]", warehouse=str(lake), spark=QUICK)
    compared: dict[str, tuple[int, int]] = {}
    prepare = Elsewhere.prepare

    def prepare_and_compare(self, workspace, run, progress):  # type: ignore[no-untyped-def]
        done = prepare(self, workspace, run, progress)
        compared.update(_difference(self, county, workspace, run))
        return done

    features: dict[str, pl.DataFrame] = {}

    def note_and_score(model: Model, rows: pl.DataFrame, seed: int) -> Scored:
        features[model.id] = rows
        return score_rows(model, rows, seed)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Elsewhere, "prepare", prepare_and_compare)
        patch.setattr(scoring, "score_rows", note_and_score)
        run_steps(workspace, request, lambda *_: None)
    assert county_run.file("findings.parquet").is_file()
    differing = {name: rows for name, rows in compared.items() if any(rows)}
    return OnSpark(latest_run(workspace), differing, len(compared), features)


def _difference(
    elsewhere: Elsewhere, county: County, workspace: Workspace, run: Run
) -> dict[str, tuple[int, int]]:
    """Rows of each derived table that only Spark has, and that only DuckDB has."""
    engine, _, content = elsewhere.at(workspace, run)
    found = {}
    with county.workspace.reading(prepared=True) as there:
        for item in content.derived:
            shape = content.catalogue.find(item.name, "derived")
            assert shape is not None
            there.register("on_spark", engine.table(f"select * from derived.{item.name}"))
            columns = ", ".join(
                f"cast({quoted(c.name)} as {c.physical_type}) as {quoted(c.name)}"
                for c in shape.columns
            )
            here, own = f"select {columns} from on_spark", f"select * from {shape.full_name}"
            counts = [
                int(there.execute(f"select count(*) from ({a} except all {b})").fetchall()[0][0])
                for a, b in ((here, own), (own, here))
            ]
            found[item.name] = (counts[0], counts[1])
            there.unregister("on_spark")
    return found


def test_every_derived_table_has_the_same_rows(on_spark: OnSpark) -> None:
    assert on_spark.differing == {}
    assert on_spark.built == len(builtin_content().derived)


def test_every_models_features_are_the_same_within_a_billionth(
    on_spark: OnSpark, county: County
) -> None:
    with county.workspace.reading(prepared=True) as connection:
        connection.execute(f"set search_path = '{SEARCH_PATH}'")
        content = builtin_content()
        for model in read_models(content.library, content.catalogue, content.derived).models:
            values = bound_values(model, {}, AS_OF)
            own = subject_rows(model, connection, values)
            there = on_spark.features[model.id]
            assert_frame_equal(there, own, check_exact=False, rel_tol=1e-9, abs_tol=1e-9)


@pytest.mark.parametrize("name", sorted(ORDER))
def test_what_is_published_is_the_same(on_spark: OnSpark, county_run: Run, name: str) -> None:
    assert_same(on_spark.run, county_run, name)


def test_at_least_seventy_rules_find_something(on_spark: OnSpark) -> None:
    assert published(on_spark.run, "findings")["rule_id"].n_unique() >= 70


def test_nothing_of_the_cluster_is_left_in_the_workspace(on_spark: OnSpark) -> None:
    temporary = Workspace.open(on_spark.run.directory.parent.parent).temporary
    assert [p.name for p in temporary.glob("spark-*")] == []


def test_a_master_that_is_none_is_told_without_a_traceback(tmp_path: Path) -> None:
    from feijian.engines.spark import open_session

    with pytest.raises(UsageError, match="no Spark session can be had of nowhere"):
        open_session("nowhere", {}, str(tmp_path))


def test_a_server_without_its_client_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from feijian.engines import spark

    monkeypatch.setattr(spark, "OF_CONNECT", ("a_package_nobody_has",))
    with pytest.raises(UsageError, match="packages that PySpark needs for Spark Connect"):
        spark.open_session("sc://localhost:15002", {}, str(tmp_path))
