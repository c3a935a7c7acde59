"""Great Expectations over the warehouse: the one module that imports it.

It reaches DuckDB only through a SQLAlchemy dialect, and only with autocommit and no rollback when
a connection is returned: otherwise DuckDB's result is gone before it is read.
"""

from __future__ import annotations

import json
import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from feijian.contracts.checks import row_checks
from feijian.contracts.model import Table
from feijian.contracts.sql_errors import without_values


@dataclass(frozen=True)
class Expected:
    """One expectation's result.

    kind: Great Expectations' own name of it. unexpected: rows that break it, where it counts rows.
    error: what went wrong when the expectation itself could not be judged; empty otherwise.
    """

    id: str
    kind: str
    column: str
    success: bool
    unexpected: int | None
    observed: str
    error: str


@dataclass(frozen=True)
class SuiteResult:
    """One contract's suite, with its expectations in the contract's order."""

    contract: str
    rows: int
    success: bool
    expectations: tuple[Expected, ...]


class RecordLate(Exception):  # noqa: N818 - internal; the step tells it and the run goes on
    """The expectations were not judged in their time; done: the suites that were."""

    def __init__(self, done: Sequence[SuiteResult] = ()) -> None:
        super().__init__()
        self.done = list(done)


MARK = "suite "
"""Before a suite's line on standard output: a library may write there too."""


def assess_apart(
    warehouse: Path, tables: Sequence[Table], threads: int, seconds: float
) -> list[SuiteResult]:
    """Run the suites of some contracts' tables in a process of their own.

    The engine that Great Expectations holds would otherwise keep the warehouse open in this
    process and complain on its standard error when it ends. The contracts are handed over as they
    were read here: what is recorded is what this run judged by. They are judged in the order given. Raises
    RecordLate with those that were done, and the process ended, where it takes longer than `seconds`.
    """
    command = [
        sys.executable,
        "-m",
        "feijian.contracts.expectations",
        str(warehouse),
        str(threads),
    ]
    try:
        done = subprocess.run(
            command,
            input=pickle.dumps(tuple(tables)),
            capture_output=True,
            check=False,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired as late:
        raise RecordLate(_suites_in(late.stdout or b"")) from None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace")
        raise RuntimeError(f"Great Expectations ended with {done.returncode}: {said[-2000:]}")
    return _suites_in(done.stdout)


def _suites_in(output: bytes) -> list[SuiteResult]:
    """The suites that the process told, each on a line of its own; a line that was cut off is none."""
    whole = output[: output.rfind(b"\n") + 1].decode("utf-8")
    lines = (line for line in whole.splitlines() if line.startswith(MARK))
    return [suite_of(json.loads(line.removeprefix(MARK))) for line in lines]


def suite_of(told: Mapping[str, Any]) -> SuiteResult:
    """A suite's result from its JSON."""
    return SuiteResult(
        **{**told, "expectations": tuple(Expected(**e) for e in told["expectations"])}
    )


def run_suites(
    warehouse: Path,
    tables: Sequence[Table],
    progress: Callable[[str, float], None],
    threads: int = 2,
) -> Iterator[SuiteResult]:
    """Run one suite per contract table, full volume, read-only; each as it is done.

    warehouse: a DuckDB file that this process does not have open for writing.
    An expectation that errors is not a failed one: its `error` says so.
    """
    os.environ["GX_ANALYTICS_ENABLED"] = "False"
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    source = context.data_sources.add_or_update_sql(
        "warehouse",
        connection_string=f"duckdb:///{warehouse}",
        kwargs={
            "connect_args": {"read_only": True, "config": {"threads": threads}},
            "isolation_level": "AUTOCOMMIT",
            "skip_autocommit_rollback": True,
            "pool_reset_on_return": None,
        },
    )
    try:
        for number, table in enumerate(tables):
            progress(table.full_name, number / len(tables))
            asset = source.add_table_asset(
                table.full_name, table_name=table.name, schema_name=table.schema
            )
            batch = asset.add_batch_definition_whole_table("all").get_batch()
            yield _run_suite(gx, batch, table)
    finally:
        engine = source.get_execution_engine()
        engine.close()


def _run_suite(gx: Any, batch: Any, table: Table) -> SuiteResult:
    suite = gx.ExpectationSuite(name=table.full_name, expectations=_suite(gx.expectations, table))
    outcome = batch.validate(suite, result_format="BASIC")
    by_id = {r.expectation_config.meta["id"]: r for r in outcome.results}
    found = [_result(e.meta["id"], by_id[e.meta["id"]]) for e in suite.expectations]
    found.sort(key=lambda e: e.id)
    rows = next(
        (int(e.observed) for e in found if e.kind == "expect_table_row_count_to_be_between"), 0
    )
    return SuiteResult(table.full_name, rows, all(e.success for e in found), tuple(found))


def _suite(expectations: Any, table: Table) -> list[Any]:
    """A contract as expectations: table gates, column gates, and each row check as a query."""
    keyed = list(table.key)
    made: list[Any] = []

    def add(kind: Any, identity: str, **settings: Any) -> None:
        made.append(kind(meta={"id": f"{len(made):03d} {identity}"}, **settings))

    add(expectations.ExpectTableRowCountToBeBetween, "rows", min_value=0)
    add(
        expectations.ExpectTableColumnsToMatchSet,
        "columns",
        column_set=[c.name for c in table.columns],
        exact_match=True,
    )
    for column in table.columns:
        if column.required:
            add(
                expectations.ExpectColumnValuesToNotBeNull,
                f"required:{column.name}",
                column=column.name,
            )
    if len(keyed) == 1:
        add(expectations.ExpectColumnValuesToBeUnique, f"key:{keyed[0]}", column=keyed[0])
    elif keyed:
        add(
            expectations.ExpectCompoundColumnsToBeUnique,
            f"key:{','.join(keyed)}",
            column_list=keyed,
        )
    for name, predicate in row_checks(table):
        if name.startswith("required:"):
            continue  # a column gate above already counts them
        # checks name the row's table, which the batch's own alias would hide
        query = (
            f"select 1 from {table.full_name} as {table.name}"
            f" where not coalesce(({_escaped(predicate)}), true)"
        )
        add(expectations.UnexpectedRowsExpectation, f"row:{name}", unexpected_rows_query=query)
    return made


def _escaped(sql: str) -> str:
    # the query goes through str.format, so braces of a regular expression are doubled
    return sql.replace("{", "{{").replace("}", "}}")


def _result(identity: str, result: Any) -> Expected:
    config = result.expectation_config
    errors = result.exception_info or {}
    raised = [
        str(e.get("exception_message"))
        for e in ([errors] if "raised_exception" in errors else errors.values())
        if isinstance(e, dict) and e.get("raised_exception")
    ]
    body = result.result or {}
    unexpected = body.get("unexpected_count")
    observed = body.get("observed_value")
    if unexpected is None and config.type == "unexpected_rows_expectation" and observed is not None:
        unexpected = int(observed)
    return Expected(
        id=identity,
        kind=str(config.type),
        column=str(
            config.kwargs.get("column") or ", ".join(config.kwargs.get("column_list") or [])
        ),
        success=bool(result.success),
        unexpected=None if unexpected is None else int(unexpected),
        observed="" if observed is None or isinstance(observed, list) else str(observed),
        error=without_values(raised[0].splitlines()[0]) if raised else "",
    )


def _main(warehouse: str, threads: str) -> None:
    """Judge the tables that stand on standard input: only the process that started this one writes there."""
    tables: tuple[Table, ...] = pickle.load(sys.stdin.buffer)
    for suite in run_suites(Path(warehouse), tables, lambda *_: None, int(threads)):
        print(MARK + json.dumps(asdict(suite)), flush=True)


if __name__ == "__main__":
    _main(*sys.argv[1:])
