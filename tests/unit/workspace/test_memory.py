"""What the engine keeps of its memory between queries stays within the limit of the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from feijian.workspace import Workspace

KEPT = "select parse_formatted_bytes(current_setting('block_allocator_memory'))"


@pytest.mark.parametrize(("limit", "kept"), [("64MB", 32_000_000), ("2GB", 1_000_000_000)])
def test_half_of_the_limit_is_kept(tmp_path: Path, limit: str, kept: int) -> None:
    workspace = Workspace.create(tmp_path / "own")
    settings = workspace.root / "feijian.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace("[workspace]", f'[workspace]\nmemory_limit = "{limit}"'), encoding="utf-8"
    )
    with workspace.writing() as connection:
        told = connection.execute(KEPT).fetchall()[0][0]
        assert abs(told - kept) < 0.05 * kept  # the engine tells its limit with one decimal
        assert connection.execute("select sum(i) from range(1000000) as t(i)").fetchall() == [
            (499999500000,)
        ]


def test_a_warehouse_that_is_only_read_keeps_nothing(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "own")
    with workspace.writing() as connection:
        connection.execute("create table canonical.claim (claim_id varchar)")
    with workspace.reading() as connection:
        assert connection.execute(KEPT).fetchall() == [(0,)]
