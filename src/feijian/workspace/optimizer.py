"""What the engine's optimizer leaves out: on every connection, and where a query orders its joins itself.

A left join whose right side cannot match, as the statistics of its columns tell, is taken for a join
without rows; a sum over it is then bounded by nothing, and `where total > 0` returns no row at all (DuckDB
2.0.0 and 2.0.1; `tests/unit/workspace/test_optimizer.py` shows it). A rule would find nothing where nobody was
refunded, and nobody would know.

The engine guesses how many rows a condition leaves, and guesses low where a rule has many conditions: it
then keeps millions of lines in memory to look a few visits up in them. A query whose header says
`joins: written` is joined as it stands, the right side of each join kept in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

LEFT_OUT = "statistics_propagation"
"""Passes that are left out, as the engine's setting `disabled_optimizers` names them."""

CHOOSING = "join_order,build_side_probe_side"
"""The passes that choose the order of joins, and which side of each is kept in memory."""

Joins = Literal["chosen", "written"]
"""Who orders the joins of a query: the engine by its guesses, or the author."""


@contextmanager
def joined(connection: duckdb.DuckDBPyConnection, joins: Joins) -> Iterator[None]:
    """Have the queries of the block joined so. Results are the same; work and memory differ.

    The setting is one of the database: other connections to it choose again when the block ends.
    """
    if joins == "chosen":
        yield
        return
    connection.execute(f"set disabled_optimizers = '{LEFT_OUT},{CHOOSING}'")
    try:
        yield
    finally:
        connection.execute(f"set disabled_optimizers = '{LEFT_OUT}'")


@contextmanager
def telling_statistics(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Have `stats(column)` answer in the block: without the pass that is left out the engine says nothing.

    For queries of one table without a join only. The setting is one of the database.
    """
    row = first_row(connection, "select current_setting('disabled_optimizers')")
    before = str(row[0]) if row else LEFT_OUT
    others = ",".join(name for name in before.split(",") if name.strip() != LEFT_OUT)
    connection.execute(f"set disabled_optimizers = '{others}'")
    try:
        yield
    finally:
        connection.execute(f"set disabled_optimizers = '{before}'")
