"""A workspace whose first load was stopped says that nothing is loaded, not that a table is missing."""

from pathlib import Path

import duckdb
import pytest

from feijian.errors import WorkspaceError
from feijian.workspace import Workspace


def test_a_warehouse_without_tables_is_told_as_nothing_loaded(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    duckdb.connect(str(workspace.warehouse)).close()
    with (
        pytest.raises(WorkspaceError, match="nothing has been loaded yet"),
        workspace.reading(),
    ):
        pass
