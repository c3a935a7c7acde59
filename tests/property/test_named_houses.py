"""Whom a finding names answers for what it claims: the lines are those of the named house, wherever people went."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import duckdb
import polars as pl
import pytest
from tests.conftest import County
from tests.shared import builtin_book

from feijian.library import Case, PipeTable
from feijian.rules import Rule
from feijian.rules.cases import DEFAULT_AS_OF, prepare
from feijian.rules.query_check import parameter_values
from feijian.workspace import Run

BOOK = builtin_book()
OF_SEVERAL = {
    "bed_padding.otp_during_stay": "the stay is in doubt because of what was charged elsewhere on its days",
    "collusion.card_aggregation": "a group of persons is named; its visits at all houses are one piece of evidence",
    "collusion.co_visit_group": "a group of persons is named; its visits at all houses are one piece of evidence",
    "collusion.resale_ring": "a pair of shops is named, and the one that sold more of it",
}
"""Rules whose finding claims lines of other houses than the named one, with the reason."""

SPREAD = [
    r.id
    for r in BOOK.rules
    if r.subject in ("person", "practitioner", "group") and r.id not in OF_SEVERAL
]
CASES = 4
HOUSES = (("zz-", "0-"), ("", "0-", "zz-"))


def spread(case: Case, marks: tuple[str, ...]) -> Case:
    """The case with its visits, in turn, at houses of lower and higher numbers that are otherwise the same."""
    moved: dict[str, str] = {}
    given: dict[str, PipeTable] = {}
    houses: dict[str, set[str]] = {}
    for name, rows in case.given.items():
        columns = rows.columns
        if name == "purchase" or not {"encounter_id", "provider_id"} <= set(columns):
            continue
        visit, house = columns.index("encounter_id"), columns.index("provider_id")
        cells: list[tuple[str | None, ...]] = []
        for row in rows.rows:
            mark = moved.setdefault(str(row[visit]), marks[len(moved) % len(marks)])
            here = str(row[house])
            houses.setdefault(here, set()).add(mark + here)
            cells.append(tuple(mark + here if i == house else v for i, v in enumerate(row)))
        given[name] = replace(rows, rows=tuple(cells))
    known = case.given.get("provider")
    if known is not None:
        at = known.columns.index("provider_id")
        more = [
            tuple(new if i == at else v for i, v in enumerate(row))
            for row in known.rows
            for new in sorted(houses.get(str(row[at]), set()) - {str(row[at])})
        ]
        given["provider"] = replace(known, rows=(*known.rows, *more))
    return replace(case, given={**case.given, **given})


def foreign_lines(rule: Rule, case: Case) -> list[tuple[str, str]]:
    """Named house and line of each line that a finding of the case claims from another house."""
    world = prepare(BOOK, rule, case).world
    as_of = date.fromisoformat(case.as_of) if case.as_of else DEFAULT_AS_OF
    cursor = world.execute(rule.sql, parameter_values(rule, rule.values(case.parameters), as_of))
    names = [d[0] for d in cursor.description or []]
    found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    try:
        house_of = dict(
            world.execute("select claim_line_id, provider_id from claim_line").fetchall()
        )
    except duckdb.CatalogException:
        return []
    finally:
        world.close()
    return [
        (row["provider_id"], line)
        for row in found
        if row["provider_id"] is not None
        for line in row["claim_line_ids"]
        if house_of.get(line, row["provider_id"]) not in (None, row["provider_id"])
    ]


@pytest.mark.parametrize("rule_id", SPREAD)
def test_lines_are_of_the_named_house_wherever_the_visits_were(rule_id: str) -> None:
    rule = BOOK.get(rule_id)
    finding = [c for c in BOOK.cases[rule_id] if c.finds is not None and "claim_line" in c.given]
    wrong = {
        (case.name, marks): foreign
        for case in finding[:CASES]
        for marks in HOUSES
        if (foreign := foreign_lines(rule, spread(case, marks)))
    }
    assert wrong == {}


def test_lines_of_a_county_s_findings_are_of_the_named_house(
    county: County, county_run: Run
) -> None:
    with county.workspace.reading() as warehouse:
        rows = warehouse.execute("select claim_line_id, provider_id from canonical.claim_line")
        house_of = pl.DataFrame(
            rows.fetchall(), schema={"claim_line_id": pl.String, "house": pl.String}, orient="row"
        )
    findings = pl.read_parquet(county_run.file("findings.parquet"))
    claimed = (
        findings.filter(pl.col("provider_id").is_not_null())
        .select("rule_id", "provider_id", pl.col("claim_line_ids").alias("claim_line_id"))
        .explode("claim_line_id")
        .drop_nulls()
        .join(house_of, on="claim_line_id")
    )
    assert claimed.height > 0
    foreign = claimed.filter(pl.col("provider_id") != pl.col("house"))
    assert set(foreign["rule_id"]) <= set(OF_SEVERAL)
