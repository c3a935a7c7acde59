"""Charts drawn by lot for one visit of a run, and what came back held against the run's findings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from feijian.errors import Problem, UsageError
from feijian.leads import tables
from feijian.leads.charts import (
    DEFAULT_SIZE,
    Chart,
    Missed,
    Seen,
    drawn,
    seen_by_rules,
    unflagged_of,
    write_charts,
)
from feijian.leads.step import read_table
from feijian.verdicts.store import standing_verdicts
from feijian.workspace import Run, Workspace
from feijian.workspace.extracted import is_extract, require_whole

if TYPE_CHECKING:
    import duckdb

OF_LINES = """
select distinct line.encounter_id
from canonical.claim_line as line
where line.claim_line_id in (select claim_line_id from flagged_line union all select '\x01')
"""


@dataclass(frozen=True)
class Lot:
    """Charts drawn by lot at one provider, out of so many that no finding names."""

    provider_id: str
    charts: Sequence[Chart]
    population: int


def charts_of_visit(
    connection: duckdb.DuckDBPyConnection,
    run: Run,
    provider_id: str,
    file: Path,
    size: int = DEFAULT_SIZE,
    seed: str = "",
) -> tuple[int, int]:
    """Write the analyst's list for one provider; (drawn, charts that no finding names).

    Raises UsageError where the provider has no such chart.
    """
    for lot in lots_at(connection, run, [provider_id], size, seed):
        write_charts(file, provider_id, lot.charts, lot.population)
        return len(lot.charts), lot.population
    todo = "Check the provider's id and the run's period."
    raise UsageError(Problem(provider_id, "has no chart that the findings do not name", todo))


def lots_at(
    connection: duckdb.DuckDBPyConnection,
    run: Run,
    provider_ids: Sequence[str],
    size: int = DEFAULT_SIZE,
    seed: str = "",
    flagged: Collection[str] | None = None,
) -> Iterator[Lot]:
    """What is drawn at each of some providers, by their ids; none where the findings name every chart.

    seed: the run's id where not given. flagged: the encounters that findings name, if known. The charges are
    read once for all providers.
    """
    require_whole(connection, run.directory.parent.parent.name)
    if flagged is None:
        # of any provider's findings: a group's may name a chart of another house
        flagged = encounters_of(connection, read_table(run, "findings.parquet", tables.FINDINGS))
    period = run.request.period_from, run.request.period_to
    for provider_id, charts in unflagged_of(connection, provider_ids, flagged, *period):
        yield Lot(provider_id, drawn(charts, size, seed or run.run_id), len(charts))


LOTS = {
    "provider_id": pl.String,
    "encounter_id": pl.String,
    "record_no": pl.String,
    "kind": pl.String,
    "started_on": pl.String,
    "amount": pl.Float64,
    "population": pl.Int64,
}


def lots_of_run(
    connection: duckdb.DuckDBPyConnection, run: Run, size: int = DEFAULT_SIZE
) -> pl.DataFrame:
    """What `charts_of_visit` draws by the run's own seed, for every provider with a lead: shape LOTS."""
    if is_extract(
        connection
    ):  # charts that no finding names are not in it: there is nothing to draw
        return pl.DataFrame([], schema=LOTS, orient="row")
    leads = read_table(run, "leads.parquet", tables.LEADS)
    providers = leads["provider_id"].drop_nulls().unique().sort().to_list()
    rows = [
        (lot.provider_id, *vars(chart).values(), lot.population)
        for lot in lots_at(connection, run, providers, size)
        for chart in lot.charts
    ]
    return pl.DataFrame(rows, schema=LOTS, orient="row")


def encounters_of(connection: duckdb.DuckDBPyConnection, findings: pl.DataFrame) -> set[str]:
    """Encounters that findings name, themselves or by their lines."""
    named = set(findings["encounter_ids"].explode().drop_nulls().to_list())
    lines = findings.select(pl.col("claim_line_ids").explode().alias("claim_line_id")).drop_nulls()
    if lines.height:
        connection.register("flagged_line", lines.to_arrow())
        try:
            named.update(i for (i,) in connection.execute(OF_LINES).fetchall())
        finally:
            connection.unregister("flagged_line")
    return named


def seen_at(
    workspace: Workspace, run: Run, rows: Sequence[Mapping[str, str]], rates: Sequence[Missed]
) -> list[Seen]:
    """Precision and recall of the rules at each provider whose drawn charts came back."""
    findings = read_table(run, "findings.parquet", tables.FINDINGS)
    verdicts = standing_verdicts(workspace.verdicts).filter(pl.col("outcome") != "unclear")
    judged = findings.join(verdicts.select("finding_id", "outcome"), on="finding_id")
    found = []
    with workspace.reading(prepared=True) as connection:
        for missed in (r for r in rates if not r.family):
            its = judged.filter(pl.col("provider_id") == missed.provider_id)
            checked = encounters_of(connection, its)
            upheld = encounters_of(connection, its.filter(pl.col("outcome") != "rejected"))
            population = next(
                int(r["unflagged"]) for r in rows if r["provider_id"] == missed.provider_id
            )
            found.append(seen_by_rules(missed, population, len(upheld), len(checked)))
    return found
