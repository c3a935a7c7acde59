"""An export's tables as Delta tables: the same rows, at every version, over the same files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from deltalake import DeltaTable

from feijian.contracts import Content, Table, empty_world
from feijian.engines import delta
from feijian.engines.delta import follow, has_logs, require_deltalake
from feijian.engines.lake import COMMIT, Exported, clear, committed, export
from feijian.errors import UsageError
from tests.shared import builtin_content

CONTENT: Content = builtin_content()
Columns = Callable[[duckdb.DuckDBPyConnection, Table, Sequence[str]], pa.Schema]


@pytest.fixture
def world() -> duckdb.DuckDBPyConnection:
    connection = empty_world(CONTENT.catalogue)
    for number, day in enumerate(("2025-01-31", "2025-02-01", "2025-02-28"), start=1):
        connection.execute(
            "insert into canonical.claim_line (claim_line_id, encounter_id, charged_at, amount)"
            f" values ('L{number}', 'E{number}', timestamp '{day} 08:00:00', 1.25)"
        )
    connection.execute("insert into canonical.claim_line (claim_line_id) values ('L0')")
    connection.execute("insert into canonical.person (person_id) values ('P1')")
    return connection


def written(world: duckdb.DuckDBPyConnection, folder: Path) -> Exported:
    return export(
        world, CONTENT.catalogue, folder, 1, partial(follow, world, CONTENT.catalogue, folder)
    )


def differing(world: duckdb.DuckDBPyConnection, folder: Path) -> list[str]:
    """Tables whose rows as Delta are not the warehouse's, both ways."""
    found = []
    for table in CONTENT.catalogue:
        if table.schema not in ("canonical", "reference"):
            continue
        rows = DeltaTable(folder / table.schema / table.name).to_pyarrow_table()
        columns = ", ".join(f'"{c.name}"' for c in table.columns)
        world.register("as_delta", rows)
        (own, other) = (f"select {columns} from {t}" for t in (table.full_name, "as_delta"))
        found += [
            table.full_name
            for left, right in ((own, other), (other, own))
            if world.execute(f"({left}) except all ({right})").fetchall()
        ]
        world.unregister("as_delta")
    return found


def version(folder: Path, table: str) -> int:
    return DeltaTable(folder / "canonical" / table).version()


def test_every_table_is_there_those_without_a_row_too(
    world: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    folder = tmp_path / "lake"
    written(world, folder)
    assert differing(world, folder) == []
    lines = DeltaTable(folder / "canonical" / "claim_line")
    assert lines.metadata().partition_columns == ["month"]
    months = lines.to_pyarrow_table(columns=["month"]).column("month").to_pylist()
    assert sorted(months) == ["2025-01", "2025-02", "2025-02", "none"]
    claims = DeltaTable(folder / "canonical" / "claim")
    assert claims.file_uris() == []
    assert "settled_at" in {f.name for f in claims.schema().fields}
    # not a byte of rows is there twice
    assert len(list(folder.rglob("*.parquet"))) == len(committed(folder))


def test_a_corrected_month_is_the_next_version_and_what_did_not_change_has_none(
    world: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    folder = tmp_path / "lake"
    written(world, folder)
    world.execute("update canonical.claim_line set amount = 2 where claim_line_id = 'L2'")
    world.execute("delete from canonical.claim_line where claim_line_id = 'L1'")
    assert written(world, folder).removed == 2
    assert differing(world, folder) == []
    assert (version(folder, "claim_line"), version(folder, "person")) == (1, 0)
    written(world, folder)
    assert version(folder, "claim_line") == 1
    world.execute("delete from canonical.claim_line")
    written(world, folder)
    assert differing(world, folder) == []


def test_who_reads_between_two_steps_sees_a_state_whose_files_are_there(
    world: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    folder = tmp_path / "lake"
    written(world, folder)
    world.execute("update canonical.claim_line set amount = 2")

    def killed(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(world, CONTENT.catalogue, folder, 2, killed)
    before = DeltaTable(folder / "canonical" / "claim_line").to_pyarrow_table()
    assert str(before.column("amount").to_pylist()[0]) != "2.00"
    assert before.num_rows == 4
    # the next export catches up, though no month has to be written
    assert written(world, folder).written == 0
    assert differing(world, folder) == []


def test_other_columns_than_before_make_the_table_anew(
    world: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "lake"
    with monkeypatch.context() as patched:
        patched.setattr(delta, "_columns", fewer(delta._columns))
        written(world, folder)
    assert "amount" not in {
        f.name for f in DeltaTable(folder / "canonical/claim_line").schema().fields
    }
    written(world, folder)
    assert differing(world, folder) == []


def fewer(columns: Columns) -> Columns:
    """Columns of a table as contracts without `amount` would have them."""

    def told(connection: duckdb.DuckDBPyConnection, table: Table, cut: Sequence[str]) -> pa.Schema:
        schema = columns(connection, table, cut)
        at = schema.get_field_index("amount")
        return schema.remove(at) if at >= 0 else schema

    return told


def test_logs_are_known_again_and_are_not_cleared(
    world: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    folder = tmp_path / "lake"
    assert not has_logs(folder)
    export(world, CONTENT.catalogue, folder, 1)
    assert not has_logs(folder)
    written(world, folder)
    assert has_logs(folder)
    assert clear(folder, {p.file for p in committed(folder)}) == 0
    assert has_logs(folder)
    assert (folder / COMMIT).is_file()


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    require_deltalake("--delta")
    monkeypatch.setattr(delta, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r"feijian\[delta\]"):
        require_deltalake("--delta")
