"""Judging one rule on a database: the query, its parameter sets, the findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from feijian.contracts import SEARCH_PATH
from feijian.contracts.sql_guard import DEFAULT_SECONDS, shut, within
from feijian.messages import sentence
from feijian.plain import Fetched
from feijian.rules.findings import Finding, finding_rows
from feijian.rules.header import Rule
from feijian.rules.overrides import ParameterSet
from feijian.rules.parameter import Bindings
from feijian.rules.parts import bound_to, over_kept
from feijian.rules.query_check import parameter_values
from feijian.workspace.lookups import looked_up
from feijian.workspace.optimizer import joined
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

JUDGED = {
    "encounter": "select count(*) from canonical.encounter",
    "person": "select count(*) from canonical.person",
    "practitioner": "select count(*) from canonical.practitioner",
    "provider": "select count(*) from canonical.provider",
    "claim": "select count(*) from canonical.claim",
    "claim_line": "select count(*) from canonical.claim_line",
    "trace_code": "select count(distinct trace_code) from canonical.dispense",
    "group": "select count(*) from canonical.person",
}


MOST_FINDINGS = 2_000_000
"""More findings of one rule than any list can use; its query has lost a condition."""


RowsOf = Callable[[str, Bindings, int], Fetched]
"""A query and its values to its rows, at most so many of them."""


@dataclass(frozen=True)
class Setting:
    """On which day and for whom a rule is judged.

    regions: provider_id → region_code, to choose between parameter sets.
    seconds: after which one query is stopped.
    """

    as_of: date
    region: str | None
    regions: Mapping[str, str | None]
    seconds: float = DEFAULT_SECONDS


def guard(connection: duckdb.DuckDBPyConnection) -> None:
    """Shut the files and the settings off from the queries that follow on this connection."""
    connection.execute(f"set search_path = '{SEARCH_PATH}'")
    shut(connection)


def judged_by(connection: duckdb.DuckDBPyConnection, rule: Rule, setting: Setting) -> int:
    """How many subjects the rule looked at: its own `judged` query, or all of its kind."""
    with within(connection, setting.seconds):
        row = first_row(connection, rule.judged or JUDGED[rule.subject])
    return int(row[0]) if row else 0


def findings_of(
    connection: duckdb.DuckDBPyConnection,
    rule: Rule,
    sets: Sequence[ParameterSet],
    setting: Setting,
    kept: Mapping[str, str] | None = None,
) -> list[Finding]:
    """A rule's findings on a DuckDB; see `findings_from`. Raises duckdb.Error when the query fails.

    kept: tables that hold the rows of some of the rule's parts.
    """
    over = looked_up(over_kept(rule.sql, kept) if kept else rule.sql)

    def rows_of(_: str, values: Bindings, most: int) -> Fetched:
        with within(connection, setting.seconds), joined(connection, rule.joins):
            cursor = connection.execute(over, bound_to(over, values) if kept else values)
            names = [d[0] for d in cursor.description or []]
            return Fetched(names, cursor.fetchmany(most))

    return findings_from(rows_of, rule, sets, setting)


def findings_from(
    rows_of: RowsOf, rule: Rule, sets: Sequence[ParameterSet], setting: Setting
) -> list[Finding]:
    """A rule's findings; where providers or regions have parameters of their own, theirs count.

    rows_of: the rows of a query with its values, at most so many, from whatever engine holds them.
    Raises what that raises when the query fails, and ValueError when two rows are one finding.
    """
    found: list[Finding] = []
    for number, chosen in enumerate(sets):
        values = parameter_values(rule, chosen.values, setting.as_of, setting.region)
        fetched = rows_of(rule.sql, values, MOST_FINDINGS + 1)
        if len(fetched.rows) > MOST_FINDINGS:
            raise ValueError(
                sentence(
                    "finds more than {most_findings:,}: a rule that names everybody",
                    most_findings=MOST_FINDINGS,
                )
            )
        rows = [dict(zip(fetched.columns, row, strict=True)) for row in fetched.rows]
        if len(sets) > 1:
            rows = [r for r in rows if _set_for(sets, r["provider_id"], setting) == number]
        found += finding_rows(rule, rows, chosen.values)
    return sorted(found, key=lambda f: str(f["finding_id"]))


def _set_for(sets: Sequence[ParameterSet], provider: str | None, setting: Setting) -> int:
    region = setting.regions.get(provider or "")
    return next(n for n, s in enumerate(sets) if s.covers(provider, region))
