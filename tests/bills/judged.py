"""What every rule says of the bills: one world with the shipped lists, each rule asked once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from feijian.contracts.world import Worlds, shipped_rows
from feijian.rules.query_check import parameter_values
from tests.bills.habits import together
from tests.bills.written import tables
from tests.shared import builtin_book

if TYPE_CHECKING:
    import duckdb

AS_OF = date(2026, 12, 31)


class Said(NamedTuple):
    """One finding: the bill by its number, the rule, and what is at risk."""

    bill: str
    rule: str
    certainty: str
    subject: str
    amount: Decimal | None
    row: dict[str, object]


@cache
def world(*variants: str) -> duckdb.DuckDBPyConnection:
    """The bills with every reference list as shipped and everything derived."""
    book = builtin_book()
    given = together(tables(), list(variants)).piped()
    for table in book.catalogue:
        if table.schema == "reference":
            given[table.name] = shipped_rows(table)
    reads = [(t.schema, t.name) for t in book.catalogue if t.schema in ("canonical", "reference")]
    return Worlds(book.catalogue).world(book.derived, given, reads)


def findings(*variants: str) -> list[Said]:
    """Every finding of every rule that is judged."""
    book, said = builtin_book(), []
    for rule in book.rules:
        if rule.status == "retired":
            continue
        cursor = world(*variants).execute(
            rule.sql, parameter_values(rule, rule.values(), AS_OF, "370100")
        )
        names = [d[0] for d in cursor.description or []]
        for values in cursor.fetchall():
            row = dict(zip(names, values, strict=True))
            certainty = str(row.get("certainty") or rule.certainty)
            subject = str(row["subject_id"])
            said.append(
                Said(
                    subject.split("-v")[0], rule.id, certainty, subject, row["amount_at_risk"], row
                )
            )
    return said
