"""Findings are kept together; what cannot be read of one rule is that rule's failure alone."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from feijian.rules import step
from feijian.rules.store import Fresh, JudgedScope, keep, open_store

BEFORE, NOW = JudgedScope("text", 1), JudgedScope("text", 2)


@pytest.fixture
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute("create schema finding")
        open_store(connection)
        yield connection


def finding(rule_id: str, number: int, *keys: str) -> Any:
    return {"rule_id": rule_id, "finding_id": f"{rule_id}{number}", "scope_keys": list(keys)}


def kept(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute("select finding_id from finding.finding order by 1").fetchall()
    return [i for (i,) in rows]


def judged(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    rows = connection.execute("select rule_id, delivery_seq from finding.judged").fetchall()
    return dict(rows)


def test_findings_of_the_keys_judged_are_replaced_and_the_others_stay(warehouse) -> None:
    first = [finding("a", 1, "P1"), finding("a", 2, "P2")]
    keep(warehouse, [Fresh("a", BEFORE, first), Fresh("b", BEFORE, [finding("b", 1, "E1")])])
    persons = ["P2", "P3"]
    keep(
        warehouse,
        [
            Fresh("a", NOW, [finding("a", 3, "P3")], persons),
            Fresh("b", NOW, [], ["E9"]),
            Fresh("c", NOW, [finding("c", 1, "P2")], persons),
        ],
    )
    assert kept(warehouse) == ["a1", "a3", "b1", "c1"]
    assert judged(warehouse) == {"a": 2, "b": 2, "c": 2}
    keep(warehouse, [Fresh("a", NOW, [])])
    assert kept(warehouse) == ["b1", "c1"]


def test_a_rule_whose_losses_cannot_be_read_fails_alone(
    warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(warehouse, [Fresh("a", BEFORE, [finding("a", 1)]), Fresh("b", BEFORE, [finding("b", 1)])])

    def read(_: object, found: list[tuple[Any, Any]], __: object) -> None:
        if any(rule.id == "b" for rule, _ in found):
            raise duckdb.InvalidInputException("no such thing")

    monkeypatch.setattr(step, "add_funds_at_risk", read)
    fresh = [(SimpleNamespace(id=i), Fresh(i, NOW, [finding(i, 2)])) for i in ("a", "b")]
    bench: Any = SimpleNamespace(
        connection=warehouse,
        fresh=fresh,
        settings=SimpleNamespace(payment=()),
        setting=SimpleNamespace(regions={}),
    )
    failed = step._keep_fresh(bench)
    assert list(failed) == ["b"]
    assert "no such thing" in failed["b"]
    assert bench.fresh == []
    assert kept(warehouse) == ["a2"]
    assert judged(warehouse) == {"a": 2}
