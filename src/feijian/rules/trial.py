"""Rules tried with other parameters or other reference rows, over what the newest run prepared.

Nothing is published and the warehouse is only read: a trial is a database in memory whose tables
are views of the warehouse, but for the reference tables that are given and what is derived of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from feijian.contracts import Content, quoted
from feijian.contracts.deriving import build_derived
from feijian.errors import UsageError, WorkspaceError
from feijian.rules.applicability import Delivered, delivered, inputs_of
from feijian.rules.book import RuleBook
from feijian.rules.findings import Finding
from feijian.rules.fund_loss import add_fund_at_risk, low_ratio_of
from feijian.rules.header import Rule
from feijian.rules.judge import Setting, findings_of, guard
from feijian.rules.overrides import ParameterSet, parameter_sets, switched_off
from feijian.rules.parameter import Given
from feijian.workspace import Settings, Workspace

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

Change = Given
"""Parameter → value, for everybody and whoever has values of his own."""


@dataclass(frozen=True)
class Trial:
    """A world to judge rules on, and how they are set in the workspace."""

    connection: duckdb.DuckDBPyConnection
    content: Content
    book: RuleBook
    settings: Settings
    setting: Setting
    have: Delivered

    def findings(self, rule: Rule, change: Change | None = None) -> list[Finding]:
        """A rule's findings as a run would keep them; none where it is off or cannot be judged.

        Raises UsageError for a parameter that the rule does not have or a value out of bounds.
        """
        sets = changed_sets(rule, self.settings, self.setting.as_of, change or {})
        if rule.status == "retired" or switched_off(rule.id, self.settings) is not None:
            return []
        derived = {d.name: d for d in self.content.derived}
        inputs = inputs_of(
            rule, self.book.reads[rule.id], self.content.catalogue, derived, self.have
        )
        if inputs.missing:
            return []
        found = findings_of(self.connection, rule, sets, self.setting)
        if inputs.unseen:
            found = [{**f, "certainty": "suspect"} for f in found]
        paid_by = partial(low_ratio_of, self.settings.payment, self.setting.regions)
        add_fund_at_risk(self.connection, rule, found, paid_by)
        return found


def changed_sets(rule: Rule, settings: Settings, as_of: date, change: Change) -> list[ParameterSet]:
    """The ways to run a rule on a day with some values changed. Raises UsageError as `Trial.findings`."""
    sets = parameter_sets(rule, settings.parameters, as_of)
    if not change:
        return sets
    kinds = {p.name: p.type for p in rule.parameters}
    typed = {
        n: [str(v)] if kinds.get(n) == "list" and not isinstance(v, list) else v
        for n, v in change.items()
    }
    try:
        return [
            ParameterSet(rule.values({**s.values, **typed}), s.provider, s.region) for s in sets
        ]
    except ValueError as error:
        raise UsageError(str(error)) from None


@contextmanager
def trial(
    workspace: Workspace,
    content: Content,
    book: RuleBook,
    as_of: date,
    replaced: Mapping[str, pa.Table] | None = None,
) -> Iterator[Trial]:
    """The workspace's world with other rows of some reference tables.

    replaced: reference table → its rows. Raises WorkspaceError when nothing was ever loaded.
    """
    settings = workspace.settings()
    with workspace.beside() as connection:
        _views(connection, content, frozenset(replaced or ()))
        for name, rows in (replaced or {}).items():
            connection.register("given_rows", rows)
            connection.execute(f"create table reference.{quoted(name)} as select * from given_rows")
            connection.unregister("given_rows")
        regions = dict(
            connection.execute("select provider_id, region_code from canonical.provider").fetchall()
        )
        guard(connection)
        anew = _built_of(content, frozenset(replaced or ()))
        build_derived(connection, [d for d in content.derived if d.name in anew])
        yield Trial(
            connection,
            content,
            book,
            settings,
            Setting(as_of, settings.region, regions, settings.query_seconds),
            delivered(connection, content.catalogue),
        )


def _built_of(content: Content, replaced: frozenset[str]) -> frozenset[str]:
    """Derived tables that read a replaced table, themselves or through another derived one."""
    found: set[str] = set()
    for table in content.derived:  # each stands after those that it needs
        reads_it = any(name in replaced for schema, name in table.reads if schema != "derived")
        if reads_it or table.needs & found:
            found.add(table.name)
    return frozenset(found)


def _views(
    connection: duckdb.DuckDBPyConnection, content: Content, replaced: frozenset[str]
) -> None:
    """Views of all that the warehouse holds, but for the replaced tables and what is made of them."""
    left_out = {("reference", name) for name in replaced}
    left_out |= {("derived", name) for name in _built_of(content, replaced)}
    there = connection.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = 'warehouse'"
        " union all select schema_name, view_name from duckdb_views()"
        " where database_name = 'warehouse' and not internal order by all"
    ).fetchall()
    for schema in ("canonical", "reference", "derived", "ledger", "finding"):
        connection.execute(f"create schema if not exists {schema}")
    held = {name for schema, name in there if schema in ("canonical", "reference")}
    for table in content.catalogue:
        # a table that is newer than the run is empty until the next one
        if table.schema in ("canonical", "reference") and table.name not in held | replaced:
            connection.execute(table.ddl(strict=False))
    derived_views = {d.name for d in content.derived if not d.stored}
    for schema, name in there:
        if (schema, name) in left_out or (schema == "derived" and name in derived_views):
            continue
        connection.execute(
            f"create view {schema}.{quoted(name)} as select * from warehouse.{schema}.{quoted(name)}"
        )
    # a view's own text names schemas of the database that it is asked in: it is made here again
    again = [
        d
        for d in content.derived
        if d.name in derived_views and ("derived", d.name) not in left_out
    ]
    if build_derived(connection, again):
        # the warehouse is older than the views: the next run brings it up to them
        what = "no run has prepared this workspace for today's content"
        raise WorkspaceError(what, "Run 'feijian run' first.")
