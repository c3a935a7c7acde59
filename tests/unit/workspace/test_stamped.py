"""A published table keeps its rows and takes another run's id without being read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from feijian.workspace import Run, RunRequest
from feijian.workspace.carrying import carry, digest_of
from feijian.workspace.stamped import restamped, write_stamped

WAS, NOW = "20260630T010203Z-aaaaaa", "20260701T010203Z-bbbbbb"


def table(run_id: str, rows: int = 300_000) -> pa.Table:
    return pa.table(
        {
            "finding_id": [f"f{n}" for n in range(rows)],
            "line_ids": pa.array([["a", "b"], None] * (rows // 2), pa.list_(pa.string())),
            "amount": pa.array([1] * rows, pa.int64()).cast(pa.decimal128(20, 0)),
            "run_id": [run_id] * rows,
        }
    )


def test_a_table_of_several_groups_takes_another_id_and_nothing_else(tmp_path: Path) -> None:
    write_stamped(table(WAS), tmp_path / "was.parquet")
    body = restamped((tmp_path / "was.parquet").read_bytes(), WAS, NOW)
    assert body is not None
    (tmp_path / "now.parquet").write_bytes(body)
    assert pq.read_metadata(tmp_path / "now.parquet").num_row_groups == 2
    assert pq.read_table(tmp_path / "now.parquet").equals(table(NOW))
    # what a later run would have written itself
    write_stamped(table(NOW), tmp_path / "own.parquet")
    assert body == (tmp_path / "own.parquet").read_bytes()
    # and the statistics are the new id's: a reader that asks for it finds its rows
    named = pl.scan_parquet(tmp_path / "now.parquet").filter(pl.col("run_id") == NOW)
    assert named.select(pl.len()).collect().item() == 300_000


def test_every_column_but_the_id_is_compressed(tmp_path: Path) -> None:
    write_stamped(table(WAS, 10), tmp_path / "t.parquet")
    group = pq.read_metadata(tmp_path / "t.parquet").row_group(0)
    found = {group.column(n).path_in_schema: group.column(n).compression for n in range(4)}
    assert found.pop("run_id") == "UNCOMPRESSED"
    assert set(found.values()) == {"ZSTD"}


def test_a_table_written_otherwise_or_an_id_of_another_length_is_not_exchanged(
    tmp_path: Path,
) -> None:
    pq.write_table(table(WAS, 10), tmp_path / "zstd.parquet", compression="zstd")
    assert restamped((tmp_path / "zstd.parquet").read_bytes(), WAS, NOW) is None
    write_stamped(table(WAS, 10), tmp_path / "own.parquet")
    assert restamped((tmp_path / "own.parquet").read_bytes(), WAS, "short") is None


def test_a_run_of_an_earlier_edition_is_carried_all_the_same(tmp_path: Path) -> None:
    earlier, now = (Run(i, tmp_path / i, RunRequest(date(2026, 7, 1))) for i in (WAS, NOW))
    earlier.directory.mkdir()
    now.directory.mkdir()
    pq.write_table(table(WAS, 10), earlier.file("leads.parquet"), compression="zstd")
    pq.write_table(pa.table({"a": [1]}), earlier.file("peers.parquet"))
    asked = {n: digest_of(earlier.file(n)) for n in ("leads.parquet", "peers.parquet")}
    told = carry(earlier, now, asked)
    assert pq.read_table(now.file("leads.parquet")).equals(table(NOW, 10))
    # from now on it lies as the program writes it
    assert restamped(now.file("leads.parquet").read_bytes(), NOW, WAS) is not None
    assert told is not None
    assert told["peers.parquet"] == asked["peers.parquet"]
