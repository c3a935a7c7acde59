"""An exported warehouse is read whole and under today's contracts, or refused with what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from feijian.contracts import empty_world
from feijian.engines.exported import read_exported
from feijian.engines.lake import COMMIT, SCHEMA, export
from feijian.engines.spark_engine import scratch_of
from feijian.errors import UsageError
from tests.shared import builtin_content

CONTENT = builtin_content()


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """Two lines, and a ledger that says what was delivered."""
    world = empty_world(CONTENT.catalogue)
    world.execute("create schema ledger")
    world.execute("create table ledger.delivery as select 1 as delivery_seq, 'D' as delivery_id")
    world.execute(
        "create table ledger.delivered_column as"
        " select 'claim_line' as table_name, 'days_supplied' as column_name, false as delivered"
    )
    world.execute(
        "insert into canonical.claim_line (claim_line_id, charged_at)"
        " values ('L1', timestamp '2025-01-31'), ('L2', timestamp '2025-02-01')"
    )
    export(world, CONTENT.catalogue, tmp_path / "lake", 7)
    return tmp_path / "lake"


def test_rows_files_and_ledger_are_told(lake: Path) -> None:
    found = read_exported(str(lake), CONTENT.catalogue)
    assert found.rows()["canonical.claim_line"] == 2
    assert found.rows()["canonical.claim"] == 0
    assert found.files("canonical.claim") == []
    assert all(Path(f).is_file() for f in found.files("canonical.claim_line"))
    assert found.ledger() == ["ledger.delivered_column", "ledger.delivery"]
    assert (found.delivery_seq, found.name) == (7, "lake")


def test_one_without_a_commit_is_refused(lake: Path) -> None:
    (lake / COMMIT).unlink()
    with pytest.raises(UsageError, match=f"lake: has no {COMMIT} that can be read"):
        read_exported(str(lake), CONTENT.catalogue)


def test_one_of_other_columns_is_refused_with_the_table(lake: Path) -> None:
    told = json.loads((lake / SCHEMA).read_text())
    told["canonical.claim"].pop("fund_amount")
    (lake / SCHEMA).write_text(json.dumps(told))
    with pytest.raises(
        UsageError, match=r"other columns than today's contracts: canonical\.claim"
    ) as e:
        read_exported(str(lake), CONTENT.catalogue)
    assert "export --to" in e.value.problems[0].todo


def test_one_that_does_not_say_what_was_delivered_is_refused(lake: Path) -> None:
    told = json.loads((lake / COMMIT).read_text())
    told["parts"] = [p for p in told["parts"] if not p["table"].startswith("ledger.")]
    (lake / COMMIT).write_text(json.dumps(told))
    with pytest.raises(UsageError, match="does not say which columns were delivered"):
        read_exported(str(lake), CONTENT.catalogue)


def test_a_file_of_the_cluster_is_read_by_the_cluster(lake: Path) -> None:
    asked = []

    def text_of(file: str) -> str:
        asked.append(file)
        return (lake / file.rpartition("/")[2]).read_text(encoding="utf-8")

    found = read_exported("hdfs://name/lake/", CONTENT.catalogue, text_of)
    assert asked == ["hdfs://name/lake/_COMMIT", "hdfs://name/lake/_schema.json"]
    assert found.files("canonical.claim_line")[0].startswith("hdfs://name/lake/canonical/")


@pytest.mark.parametrize(
    ("place", "master", "scratch"),
    [
        ("/lake", "local[2]", "/w/.tmp/spark-R"),
        ("/mnt/lake/", "yarn", "/mnt/lake.scratch/R"),
        ("s3a://bucket/lake", "local[2]", "s3a://bucket/lake.scratch/R"),
    ],
)
def test_derived_tables_lie_where_all_of_the_cluster_reaches_them(
    place: str, master: str, scratch: str
) -> None:
    assert scratch_of(place, master, Path("/w/.tmp"), "R") == scratch
