"""The warehouse as files: all of it, by month, whole at every moment, and only what changed is written."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from feijian.contracts import Content, empty_world
from feijian.engines import lake
from feijian.engines.lake import COMMIT, committed, export, schema_of
from feijian.errors import UsageError
from tests.shared import builtin_content

CONTENT: Content = builtin_content()


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


def read(folder: Path, table: str) -> list[tuple[object, ...]]:
    files = [str(folder / p.file) for p in committed(folder) if p.table == table]
    rows = duckdb.sql(f"select claim_line_id, charged_at, amount from read_parquet({files!r})")
    return rows.order("claim_line_id").fetchall()


def test_every_row_is_there_in_the_file_of_its_month(
    world: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    done = export(world, CONTENT.catalogue, tmp_path / "lake", 7)
    parts = [p for p in committed(tmp_path / "lake") if p.table == "canonical.claim_line"]
    assert [(p.month, p.rows) for p in parts] == [("2025-01", 1), ("2025-02", 2), ("none", 1)]
    expected = world.execute(
        "select claim_line_id, charged_at, amount from canonical.claim_line order by 1"
    ).fetchall()
    assert read(tmp_path / "lake", "canonical.claim_line") == expected
    assert done.rows == 5
    assert done.removed == 0
    told = schema_of(tmp_path / "lake")
    # tables without a row have no file, and their columns all the same
    assert told["canonical.claim"]["settled_at"] == "timestamp"
    assert json.loads((tmp_path / "lake" / COMMIT).read_text())["delivery_seq"] == 7
    assert (tmp_path / "lake" / parts[0].file).stat().st_mode & 0o077 == 0


def test_only_a_month_that_was_corrected_is_written_again(
    world: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    folder = tmp_path / "lake"
    export(world, CONTENT.catalogue, folder, 1)
    before = {p.month: p.file for p in committed(folder) if p.table == "canonical.claim_line"}
    world.execute("update canonical.claim_line set amount = 2 where claim_line_id = 'L2'")
    again = export(world, CONTENT.catalogue, folder, 2)
    after = {p.month: p.file for p in committed(folder) if p.table == "canonical.claim_line"}
    assert (again.written, again.removed) == (1, 1)
    assert {m for m in after if after[m] != before[m]} == {"2025-02"}
    assert not (folder / before["2025-02"]).exists()
    # a line moved to another month leaves the one it was in
    world.execute(
        "update canonical.claim_line set charged_at = timestamp '2025-02-02' where claim_line_id = 'L1'"
    )
    export(world, CONTENT.catalogue, folder, 3)
    assert [p.month for p in committed(folder) if p.table == "canonical.claim_line"] == [
        "2025-02",
        "none",
    ]
    assert len(read(folder, "canonical.claim_line")) == 4
    assert export(world, CONTENT.catalogue, folder, 3).written == 0


def test_who_reads_sees_the_state_before_or_after_an_export_that_was_killed(
    world: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "lake"
    export(world, CONTENT.catalogue, folder, 1)
    before = read(folder, "canonical.claim_line")
    world.execute("update canonical.claim_line set amount = 9")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(lake, "put", killed)
        with pytest.raises(KeyboardInterrupt):
            export(world, CONTENT.catalogue, folder, 2)
    assert read(folder, "canonical.claim_line") == before
    export(world, CONTENT.catalogue, folder, 2)
    assert {row[2] for row in read(folder, "canonical.claim_line")} == {9}
    files = {p.relative_to(folder).as_posix() for p in folder.rglob("*.parquet")}
    assert files == {p.file for p in committed(folder)}


def test_a_folder_of_something_else_is_left_alone(
    world: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    (tmp_path / "letters.txt").write_text("x")
    with pytest.raises(UsageError, match="holds other files"):
        export(world, CONTENT.catalogue, tmp_path, 1)
    assert [p.name for p in tmp_path.iterdir()] == ["letters.txt"]
