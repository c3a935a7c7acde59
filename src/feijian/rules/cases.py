"""Running a rule's cases: given rows in, the findings written out beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from feijian.contracts import closure
from feijian.contracts.sql_limits import CASE_SECONDS, QueryTooLong, within
from feijian.contracts.world import Worlds
from feijian.library import Case
from feijian.library.comparison import compare
from feijian.rules.book import RuleBook
from feijian.rules.findings import Finding, finding_rows
from feijian.rules.header import Rule
from feijian.rules.parameter import Given, Values
from feijian.rules.query_check import parameter_values

if TYPE_CHECKING:
    import duckdb

DEFAULT_AS_OF = date(2026, 12, 31)


@dataclass(frozen=True)
class CaseResult:
    """One case's outcome: `difference` is empty when it holds, else what differed, in words."""

    rule_id: str
    case: str
    difference: str


@dataclass(frozen=True)
class PreparedCase:
    """A case with its world built once, so that many variants of the query can run over it."""

    case: Case
    world: duckdb.DuckDBPyConnection

    def difference(
        self, rule: Rule, sql: str | duckdb.Statement | None = None, values: Given | None = None
    ) -> str:
        """What differs between the findings and those written, for a query and its parameters.

        sql: the rule's own where not given; read already, it is not read again for every case.
        """
        import duckdb

        given = rule.values({**self.case.parameters, **(values or {})})
        try:
            names, rows = self._asked(rule, sql or rule.sql, given)
            if "certainty" not in names:  # a case may ask for what the header says of every row
                names, rows = [*names, "certainty"], [(*row, rule.certainty) for row in rows]
        except (duckdb.Error, QueryTooLong) as error:
            return f"the query failed: {str(error).splitlines()[0]}"
        return compare(self.case.finds, names, rows)

    def findings(self, rule: Rule) -> list[Finding]:
        """What the rule finds in the case's rows, as findings with their messages."""
        given = rule.values(self.case.parameters)
        names, rows = self._asked(rule, rule.sql, given)
        named = ({"provider_id": None, **dict(zip(names, r, strict=True))} for r in rows)
        return finding_rows(rule, named, given)

    def _asked(
        self, rule: Rule, sql: str | duckdb.Statement, given: Values
    ) -> tuple[list[str], list[tuple[object, ...]]]:
        as_of = date.fromisoformat(self.case.as_of) if self.case.as_of else DEFAULT_AS_OF
        with within(self.world, CASE_SECONDS):
            cursor = self.world.execute(sql, parameter_values(rule, given, as_of))
            return [d[0] for d in cursor.description or []], cursor.fetchall()


def prepare(book: RuleBook, rule: Rule, case: Case, worlds: Worlds | None = None) -> PreparedCase:
    """Build a case's world. Raises ValueError when its rows do not fit the contracts.

    worlds: where it is built beside others; in an engine of its own where not given.
    """
    reads = book.reads[rule.id]
    needed = closure(book.derived, {name for schema, name in reads if schema == "derived"})
    worlds = worlds or Worlds(book.catalogue)
    return PreparedCase(case, worlds.world(needed, case.given, reads))


def prepare_all(book: RuleBook, rule: Rule) -> list[PreparedCase]:
    """The worlds of all cases of a rule, side by side."""
    worlds = Worlds(book.catalogue)
    return [prepare(book, rule, case, worlds) for case in book.cases[rule.id]]


def run_cases(
    book: RuleBook,
    rule: Rule,
    on_result: Callable[[CaseResult], None] | None = None,
    prepared: list[PreparedCase] | None = None,
) -> list[CaseResult]:
    """Run all cases of a rule. prepared: where the worlds that could be built are put, for the gates."""
    results = []
    worlds = Worlds(book.catalogue)
    for case in book.cases[rule.id]:
        try:
            built = prepare(book, rule, case, worlds)
            difference = built.difference(rule)
            if prepared is not None:
                prepared.append(built)
        except ValueError as error:
            difference = str(error)
        results.append(CaseResult(rule.id, case.name, difference))
        if on_result:
            on_result(results[-1])
    return results
