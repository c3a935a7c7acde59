"""Whether a delivery is this bureau's: houses of other provinces are guests in it, and never most of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from feijian.contracts.model import Catalogue
from feijian.errors import Problem
from feijian.ingest.doubts.plausibility import brought, with_origin
from feijian.messages import sentence
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

FEWEST = 20
"""Fewer settlements may all be of patients who were treated elsewhere."""
MOST = 0.5
"""Share of settlements outside the province from which on the delivery is somebody else's."""


def of_another_province(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    delivery_seq: int,
    region: str | None,
) -> Iterator[Problem]:
    """A doubt where most settlements are of houses whose national code begins with another province.

    region: six digits, as the settings have it; where it is not set nobody knows whose delivery is due.
    """
    table = next((t for t in catalogue.of_schema("canonical") if t.name == "claim_line"), None)
    if not region or table is None or table.name not in with_origin(connection):
        return
    lines = brought(connection, table, delivery_seq, True)
    known, outside = first_row(
        connection,
        "select count(distinct claim_id), count(distinct claim_id) filter (where substr(provider_id, 2, 2) <> $1)"
        f" from {lines} where regexp_full_match(provider_id, '[HP][0-9]{{11}}')",
        [region[:2]],
    ) or (0, 0)
    if known >= FEWEST and outside > MOST * known:
        yield Problem(
            "claim_line",
            sentence(
                "{outside:,} of {known:,} settlements are of providers in other provinces than the workspace's region {region}",
                outside=outside,
                known=known,
                region=region,
            ),
            "Check whether this is another bureau's delivery, or mend 'region' in feijian.toml.",
        )
