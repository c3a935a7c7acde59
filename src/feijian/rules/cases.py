"""Running a rule's cases: given rows in, the findings written out beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from feijian.contracts import case_world, closure
from feijian.library import Case, PipeTable
from feijian.rules.book import RuleBook
from feijian.rules.header import Rule
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
        self, rule: Rule, sql: str | None = None, values: dict[str, Any] | None = None
    ) -> str:
        """What differs between the findings and those written, for a query and its parameters."""
        import duckdb

        as_of = date.fromisoformat(self.case.as_of) if self.case.as_of else DEFAULT_AS_OF
        given = rule.values({**self.case.parameters, **(values or {})})
        try:
            cursor = self.world.execute(sql or rule.sql, parameter_values(rule, given, as_of))
            names = [d[0] for d in cursor.description or []]
            rows = cursor.fetchall()
            if "certainty" not in names:  # a case may ask for what the header says of every row
                names, rows = [*names, "certainty"], [(*row, rule.certainty) for row in rows]
        except duckdb.Error as error:
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


def compare(expected: PipeTable | None, names: list[str], rows: list[tuple[Any, ...]]) -> str:
    """Differences between expected rows (only the columns they write) and rows returned.

    Order does not matter; lists are written `a, b` and compared as sets.
    """
    if expected is None:
        return "" if not rows else f"found {len(rows)}, expected nothing: {_shown(names, rows[0])}"
    missing = [c for c in expected.columns if c not in names]
    if missing:
        return f"the query does not return {', '.join(missing)}"
    positions = [names.index(c) for c in expected.columns]
    actual = sorted(tuple(cell_text(row[p]) for p in positions) for row in rows)
    wanted = sorted(
        tuple(_normal(cell, [row[p] for row in rows]) for cell, p in zip(r, positions, strict=True))
        for r in expected.rows
    )
    if actual == wanted:
        return ""
    extra = [a for a in actual if a not in wanted]
    lost = [w for w in wanted if w not in actual]
    parts = []
    if lost:
        parts.append("not found: " + "; ".join(" | ".join(x) for x in lost))
    if extra:
        parts.append("found besides: " + "; ".join(" | ".join(x) for x in extra))
    return ", ".join(parts) or f"found {len(actual)} rows where {len(wanted)} are written"


def cell_text(value: Any) -> str:
    """A value as cases write it: dates ISO, numbers without trailing zeros, lists sorted."""
    from datetime import datetime
    from decimal import Decimal

    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ", ".join(sorted(str(v) for v in value))
    if isinstance(value, (Decimal, float)):
        text = f"{value:f}"
        return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return str(value)


def _normal(cell: str | None, values: list[Any]) -> str:
    """A written cell in the form `cell_text` gives the values of its column."""
    from datetime import date as day
    from datetime import datetime
    from decimal import Decimal, InvalidOperation

    if cell is None:
        return ""
    kinds = {type(v) for v in values if v is not None}
    if kinds & {list, tuple}:
        return ", ".join(sorted(c.strip() for c in cell.split(",") if c.strip()))
    if kinds & {Decimal, float, int} and bool not in kinds:
        try:
            return cell_text(Decimal(cell))
        except InvalidOperation:
            return cell
    if datetime in kinds and len(cell) == 10:
        return cell_text(datetime.combine(day.fromisoformat(cell), datetime.min.time()))
    return cell


def _shown(names: list[str], row: tuple[Any, ...]) -> str:
    return ", ".join(
        f"{n}={cell_text(v)}" for n, v in zip(names, row, strict=True) if v is not None
    )
