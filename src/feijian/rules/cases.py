"""Running a rule's cases: given rows in, the findings written out beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from feijian.contracts import case_world, closure
from feijian.contracts.sql_limits import CASE_SECONDS, QueryTooLong, within
from feijian.library import Case
from feijian.library.comparison import compare
from feijian.rules.book import RuleBook
from feijian.rules.header import Rule
from feijian.rules.parameter import Given
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

    def difference(self, rule: Rule, sql: str | None = None, values: Given | None = None) -> str:
        """What differs between the findings and those written, for a query and its parameters."""
        import duckdb

        as_of = date.fromisoformat(self.case.as_of) if self.case.as_of else DEFAULT_AS_OF
        given = rule.values({**self.case.parameters, **(values or {})})
        try:
            with within(self.world, CASE_SECONDS):
                cursor = self.world.execute(sql or rule.sql, parameter_values(rule, given, as_of))
                names = [d[0] for d in cursor.description or []]
                rows = cursor.fetchall()
            if "certainty" not in names:  # a case may ask for what the header says of every row
                names, rows = [*names, "certainty"], [(*row, rule.certainty) for row in rows]
        except (duckdb.Error, QueryTooLong) as error:
            return f"the query failed: {str(error).splitlines()[0]}"
        return compare(self.case.finds, names, rows)


def prepare(book: RuleBook, rule: Rule, case: Case) -> PreparedCase:
    """Build a case's world. Raises ValueError when its rows do not fit the contracts."""
    reads = book.reads[rule.id]
    needed = closure(book.derived, {name for schema, name in reads if schema == "derived"})
    return PreparedCase(case, case_world(book.catalogue, needed, case.given, reads))


def prepare_all(book: RuleBook, rule: Rule) -> list[PreparedCase]:
    return [prepare(book, rule, case) for case in book.cases[rule.id]]


def run_cases(
    book: RuleBook, rule: Rule, on_result: Callable[[CaseResult], None] | None = None
) -> list[CaseResult]:
    """Run all cases of a rule."""
    results = []
    for case in book.cases[rule.id]:
        try:
            difference = prepare(book, rule, case).difference(rule)
        except ValueError as error:
            difference = str(error)
        results.append(CaseResult(rule.id, case.name, difference))
        if on_result:
            on_result(results[-1])
    return results
