"""How much of its memory the engine keeps between queries.

Each query asks for hundreds of megabytes and gives them back, and the system hands them out to the next
anew, page by page. What is kept is faulted in once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

KEPT = 0.5
"""Share of the memory limit that is kept until the connection closes; it counts within the limit."""


def keep_memory(connection: duckdb.DuckDBPyConnection) -> None:
    """Let the engine keep what it has once used, up to a share of its memory limit.

    Nothing is taken before it is needed. To be said once for an open database: what is kept is never reduced.
    """
    limit = connection.execute(
        "select parse_formatted_bytes(current_setting('memory_limit'))"
    ).fetchall()
    connection.execute(f"set block_allocator_memory = '{int(limit[0][0] * KEPT)}B'")
