"""Settlements that came with the lines of others and have none: a part of the lines was left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from feijian.contracts.model import Catalogue
from feijian.errors import Problem
from feijian.ingest.doubts.plausibility import brought, with_origin
from feijian.messages import sentence
from feijian.workspace.lookups import with_nobody
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

FEWEST_CLAIMS, MOST_BARE = 20, 0.2
"""Settlements of a delivery, and the share of them that may have no line."""


def settlements_without_lines(
    connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, delivery_seq: int
) -> Iterator[Problem]:
    """Settlements that came with lines of others and have none."""
    table = next((t for t in catalogue.of_schema("canonical") if t.name == "claim"), None)
    if table is None:
        return
    own = with_origin(connection)
    if "claim_line" not in own:
        return
    settled = brought(connection, table, delivery_seq, table.name in own)
    row = first_row(
        connection,
        f"""
        with line as (
          select o.claim_line_id from ledger.origin_claim_line as o
          inner join ledger.file as f on o._file = f.file_seq
          where f.delivery_seq = $1
          limit 1
        ),
        settled as (
          select c.claim_id from {settled} as c
          where c.total_amount > 0 and not c.is_refund and exists (select 1 from line)
        )
        select
          (select count(*) from settled),
          (select count(distinct claim_id) from canonical.claim_line
            where claim_id in ({with_nobody("select claim_id from settled")}))
        """,
        [delivery_seq],
    )
    claims, lined = row or (0, 0)
    if claims >= FEWEST_CLAIMS and claims - lined > MOST_BARE * claims:
        yield Problem(
            table.name,
            sentence(
                "{n:,} of {claims:,} settlements have no line, though lines came with them",
                n=claims - lined,
                claims=claims,
            ),
            "Lines are missing: ask the sender for all of them before judging.",
        )
