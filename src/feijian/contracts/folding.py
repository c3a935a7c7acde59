"""A delivery's part of the quality record: what it changed is checked, the counts before it are kept.

Great Expectations makes the formal record over all rows, weekly and on a full run. In between only
rows that deliveries brought or could have touched are looked at, by the same checks as SQL. A table
where anything was broken before is counted whole, so that what was mended or withdrawn is taken off;
where nothing was broken, what was not touched still is not. A table that nobody delivers stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from feijian.contracts.checks import row_checks
from feijian.contracts.expectations import Expected, SuiteResult
from feijian.contracts.model import Table, quoted
from feijian.workspace.lookups import of_the_few, with_nobody
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

COLUMNS = {"encounter_id": "encounter", "person_id": "person", "trace_code": "trace_code"}
"""Columns by which a row may be reached by what a delivery touched, and the scope they mean."""


def folded(
    connection: duckdb.DuckDBPyConnection,
    tables: Sequence[Table],
    before: Sequence[SuiteResult],
    since: int,
) -> dict[str, SuiteResult]:
    """By contract the record as of now, from the one as of delivery `since`, of every table of which it can be told.

    The others have to be judged formally: those that were not judged before or of which a check erred,
    and all of them where a delivery touched everything.
    """
    known = {s.contract: s for s in before}
    everything = first_row(
        connection,
        "select count(*) from ledger.touched where scope = 'all' and delivery_seq > ?",
        [since],
    )
    if not everything or everything[0]:
        return {}
    found = {}
    for table in tables:
        before_it = known.get(table.full_name)
        suite = _suite(connection, table, before_it, since) if before_it else None
        if suite is not None:
            found[table.full_name] = suite
    return found


def _suite(
    connection: duckdb.DuckDBPyConnection, table: Table, before: SuiteResult, since: int
) -> SuiteResult | None:
    checks = _checks(table)
    if [c[0] for c in checks] != [e.id for e in before.expectations]:
        return None  # another contract than the one that was judged
    counted = first_row(connection, f"select count(*) from {table.full_name}")
    rows = int(counted[0]) if counted else 0
    if any(e.error for e in before.expectations) or (before.rows and not rows):
        return None
    if not all(e.success for e in before.expectations if e.id.endswith((" rows", " columns"))):
        return None
    if not rows:
        return before
    _candidates(connection, table, since)
    given = []
    for (_, broken), was in zip(checks, before.expectations, strict=True):
        if not broken:
            # how many there are; which columns there are the contract says, and it is the same one
            given.append(replace(was, observed=str(rows)) if was.id.endswith(" rows") else was)
            continue
        look_at = table.full_name if was.unexpected else "temp.candidate"
        asked = broken.format(rows=look_at)
        if not was.unexpected:
            asked = of_the_few(asked, table.name, look_at)
        found = first_row(connection, asked)
        given.append(_now(was, int(found[0]) if found else 0))
    return SuiteResult(before.contract, rows, all(e.success for e in given), tuple(given))


def _now(was: Expected, unexpected: int) -> Expected:
    observed = str(unexpected) if was.observed else was.observed
    return replace(was, success=unexpected == 0, unexpected=unexpected, observed=observed)


def _candidates(connection: duckdb.DuckDBPyConnection, table: Table, since: int) -> None:
    """`temp.candidate`: rows whose checks may say something else since a delivery.

    Rows of touched encounters, persons and codes: what is new or replaced names them, and so did
    what left, whose children are looked at with it; rows of institutions whose own row left. Where a
    row names its encounter, that tells of it, and of persons count only those whose own row left. A table
    without such a column is looked at whole. They are few, and copied once for all checks.
    """
    touched = "select key from ledger.touched where scope = '{scope}' and delivery_seq > {since}"
    named = [c for c in table.columns if c.name in COLUMNS]
    left = {
        name: f" and key not in (select {name} from canonical.{scope})"
        for name, scope in (("provider_id", "provider"), ("person_id", "person"))
    }
    asks_persons = any("canonical.person" in predicate for _, predicate in row_checks(table))
    if table.column("encounter_id") is None or asks_persons:
        del left["person_id"]
    reached = [
        f"t.{quoted(c.name)} in ("
        + with_nobody(touched.format(scope=COLUMNS[c.name], since=since) + left.get(c.name, ""))
        + ")"
        for c in named
    ]
    if named and table.column("provider_id") is not None:
        of_provider = touched.format(scope="provider", since=since) + left["provider_id"]
        reached.append(f"t.provider_id in ({with_nobody(of_provider)})")
    # one look for each column: two conditions in one cost much more where rows are many
    places = " union ".join(
        f"select t.rowid as place from {table.full_name} as t where {condition}"
        for condition in reached or ["true"]
    )
    connection.execute(
        f"create or replace temp table candidate as select t.* from {table.full_name} as t"
        f" where t.rowid in (select place from ({places}))"
    )


def _checks(table: Table) -> list[tuple[str, str]]:
    """(id, query that counts the rows which break it) in the order of the suite; none for the row count.

    The query has a place `{rows}` for the table of the rows to look at.
    """
    made: list[tuple[str, str]] = []

    def add(identity: str, query: str) -> None:
        made.append((f"{len(made):03d} {identity}", query))

    add("rows", "")
    add("columns", "")
    for column in table.columns:
        if column.required:
            add(
                f"required:{column.name}",
                f"select count(*) from {{rows}} as t where t.{quoted(column.name)} is null",
            )
    if table.key:
        keys = ", ".join(f"t.{quoted(k)}" for k in table.key)
        no_null = " and ".join(f"t.{quoted(k)} is not null" for k in table.key)
        plain = ", ".join(quoted(k) for k in table.key)
        among = f"({keys}) in (select ({keys}) from {{rows}} as t)"
        if [c.physical_type for c in table.columns if c.name in table.key] == ["varchar"]:
            among = f"{keys} in ({with_nobody(f'select {keys} from {{rows}} as t')})"
        add(
            f"key:{','.join(table.key)}",
            f"select coalesce(sum(n), 0) from (select count(*) as n from {table.full_name} as t where {no_null}"
            f" and {among} group by {plain} having count(*) > 1)",
        )
    for name, predicate in row_checks(table):
        if not name.startswith("required:"):
            told = predicate.replace("{", "{{").replace("}", "}}")
            add(
                f"row:{name}",
                f"select count(*) from {{rows}} as {table.name} where not coalesce(({told}), true)",
            )
    return made
