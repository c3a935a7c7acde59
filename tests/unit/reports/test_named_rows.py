"""A report of the rows that findings name is the report of the whole warehouse."""

from __future__ import annotations

import zipfile
from pathlib import Path

import duckdb
import polars as pl
import pytest

from feijian.reports import evidence
from feijian.reports.behind import behind_of
from feijian.reports.evidence import EVERY, Evidence, evidence_rows
from feijian.reports.material import EVIDENCE, Material
from feijian.reports.named_rows import COLUMNS, named_rows
from feijian.reports.page import prepared, report_page
from feijian.reports.views import PACK, Limits
from feijian.reports.workbook import write_workbooks
from tests.unit.leads.frames import finding, findings


def sheets(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as parts:
        return {n: parts.read(n) for n in parts.namelist() if "docProps" not in n}


def test_page_pack_and_workbook_are_the_same(
    connection: duckdb.DuckDBPyConnection, material: Material, tmp_path: Path
) -> None:
    books = [(tmp_path / f"{name}.xlsx", "zh") for name in ("whole", "named")]
    write_workbooks(connection, material, books[:1], False)
    with named_rows(connection, material.findings, material.evidence) as named:
        write_workbooks(named, material, books[1:], False)
        for limits, pack in ((Limits(), ""), (PACK, "第一医院")):
            whole = report_page(prepared(connection, material, limits, pack), "zh", False)
            assert whole == report_page(
                prepared(
                    connection, material, limits, pack, behind_of(connection, named, material, 50)
                ),
                "zh",
                False,
            )
    assert sheets(books[0][0]) == sheets(books[1][0])


def test_nothing_else_is_taken_out(connection: duckdb.DuckDBPyConnection) -> None:
    named_by = findings(finding("F1", claim_line_ids=["L1"], encounter_ids=["E2"]))
    with named_rows(connection, named_by, pl.DataFrame(schema=EVIDENCE)) as named:
        found = {
            table: [k for (k,) in named.execute(f"select {columns[0]} from canonical.{table}").fetchall()]
            for table, columns in COLUMNS.items()
        }  # fmt: skip
    assert found["claim_line"] == ["L1"]
    assert sorted(found["encounter"]) == ["E1", "E2"]  # the line's visit is told with it
    assert sorted(found["claim"]) == ["C1", "C2"]  # what the stays cost
    assert not found["dispense"]


def test_both_sides_and_every_sale_of_a_box_come_along(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    connection.execute(
        "insert into canonical.dispense (dispense_id, trace_code, claim_line_id, provider_id, dispensed_at, kind)"
        " values ('D1', 'T1', 'L2', 'H1', '2026-03-01', 'sale'), ('D2', 'T1', null, 'H2', '2026-03-02', 'sale'),"
        " ('D3', 'T2', null, 'H2', '2026-03-02', 'sale'), ('D4', 'T3', null, 'H2', '2026-03-02', 'sale')"
    )
    connection.execute(
        "insert into canonical.purchase (purchase_id, provider_id, stocked_at, kind)"
        " values ('B1', 'H1', '2026-03-01', 'purchase'), ('B2', 'H1', '2026-03-01', 'purchase')"
    )
    named_by = findings(finding("F1", claim_line_ids=["L1"], trace_codes=["T1"]))
    other = [("F1", "kept", "claim_line", "L3"), ("F1", "context", "purchase", "B1"),
             ("F1", "context", "dispense", "D3"), ("F1", "excuse", "claim", "C1"),
             ("F1", "context", "encounter", "E3"), ("F1", "context", "provider", "H6")]  # fmt: skip
    names = ("finding_id", "role", "table", "key")
    both_sides = pl.DataFrame(other, schema=dict.fromkeys(names, pl.String), orient="row")
    with named_rows(connection, named_by, both_sides) as named:
        told = evidence_rows(named, named_by, both_sides=both_sides)
    assert told.equals(evidence_rows(connection, named_by, both_sides=both_sides))
    assert told.filter(pl.col("kind") == "code").height == 2
    assert set(told["role"]) == {"at_risk", "kept", "context", "excuse"}


def test_evidence_that_is_held_is_what_would_be_asked_for(
    connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "BATCH", 2)
    lines = ["L1", "L2", "L3"]
    named = [finding(i, claim_line_ids=lines[n:]) for n, i in enumerate(("F3", "F1", "F2"))]
    its = findings(*named, finding("F4", trace_codes=["81000000000000000001"]))
    names = ("finding_id", "role", "table", "key")
    other = [(i, "kept", "claim_line", key) for i in ("F1", "F3") for key in ("L4", "L5")]
    sides = pl.DataFrame(other, schema=dict.fromkeys(names, pl.String), orient="row")
    held, asked = (Evidence(connection, its, sides, n) for n in (4, 3))
    for some in (its, its.filter(pl.col("finding_id") != "F1"), its.clear()):
        for most in (1, 2, EVERY):
            parts = [list(told.in_batches(some, most)) for told in (held, asked)]
            assert [
                [p.equals(q) for p, q in zip(*both, strict=True)]
                for both in zip(*parts, strict=True)
            ] == [[True, True]] * ((some.height + 1) // 2)
    ((_, told), _) = held.in_batches(its, 1)
    # of each role the first in time, and how many there are in all
    assert told.select("finding_id", "role", "evidence_id", "of_rows").rows() == [
        ("F1", "at_risk", "L2", 4),
        ("F1", "kept", "L4", 4),
        ("F3", "at_risk", "L1", 5),
        ("F3", "kept", "L4", 5),
    ]
    monkeypatch.setattr(evidence, "evidence_rows", None)  # what is held is not asked for again
    assert len(list(held.in_batches(its))) == 2
