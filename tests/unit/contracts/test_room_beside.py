"""What a query may take beyond the engine's own limit is what its caller says."""

from __future__ import annotations

import sys

import duckdb
import pytest

from feijian.contracts.sql_limits import BESIDES_BYTES, within

resource = pytest.importorskip("resource", reason="the limit is Linux's")


def allowed(beside: int | None) -> int:
    connection = duckdb.connect(config={"memory_limit": "1GB"})
    given = {} if beside is None else {"beside": beside}
    with within(connection, 60, **given):
        return int(resource.getrlimit(resource.RLIMIT_DATA)[0])


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is Linux's")
def test_a_query_with_many_rows_may_take_more_beside_the_engine() -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    usual, more = allowed(None), allowed(3 * BESIDES_BYTES)
    # what the process holds moves a little between the two
    assert more - usual == pytest.approx(2 * BESIDES_BYTES, rel=0.1)
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
