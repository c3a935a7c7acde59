"""What changed between two runs: leads that are new, gone or moved, and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from feijian.leads.difference import (
    GONE,
    MOVED,
    NEW,
    Difference,
    ListedLead,
    Snapshot,
    compared,
    difference_of,
)
from feijian.leads.ranking import rank_leads
from feijian.workspace import Run, RunRequest
from tests.unit.leads.frames import finding, findings, known


def run_of(folder: Path, *rows: dict[str, Any]) -> Run:
    folder.mkdir()
    table = findings(*rows)
    table.write_parquet(folder / "findings.parquet")
    rank_leads(known(table)).leads.write_parquet(folder / "leads.parquet")
    return Run(folder.name, folder, RunRequest(as_of=date(2026, 7, 1)))


def changed(
    tmp_path: Path, before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> Difference:
    return difference_of(run_of(tmp_path / "r1", *before), run_of(tmp_path / "r2", *after))


def test_a_lead_that_was_not_there_is_new_and_one_that_is_no_more_is_gone(tmp_path: Path) -> None:
    old = finding("F1", subject_id="E1", provider_id="H1")
    new = finding("F2", subject_id="E2", provider_id="H2")
    told = changed(tmp_path, [old], [new])
    assert [(c.change, c.before, c.after) for c in told.changes] == [
        (NEW, None, 1),
        (GONE, 1, None),
    ]
    assert told.changes[1].why.zh == "疑点已不再出现"


def test_a_lead_with_more_findings_says_so(tmp_path: Path) -> None:
    first = finding("F1", claim_line_ids=["L1"])
    second = finding("F2", claim_line_ids=["L2"], amount_at_risk="50.00")
    told = changed(tmp_path, [first], [first, second])
    [change] = told.changes
    assert change.change == MOVED
    assert "新增疑点 1 个" in change.why.zh
    assert "100.00 元 → 150.00 元" in change.why.zh


def test_a_rule_that_was_changed_is_named(tmp_path: Path) -> None:
    told = changed(
        tmp_path, [finding("F1")], [finding("F1", rule_version=2, evidence_hash="other")]
    )
    [change] = told.changes
    assert "规则有更新：unbundling.item_pair" in change.why.zh
    assert "evidence of 1 findings changed" in change.why.en


def test_the_same_leads_are_the_same(tmp_path: Path) -> None:
    told = changed(tmp_path, [finding("F1")], [finding("F1")])
    assert (told.changes, told.same) == ((), 1)


def test_changes_are_counted_by_their_kind(tmp_path: Path) -> None:
    gone = [finding(f"F{n}", subject_id=f"E{n}", provider_id=f"H{n}") for n in range(2)]
    new = finding("F9", subject_id="E9", provider_id="H9")
    told = changed(tmp_path, gone, [new])
    assert [told.count(kind) for kind in (NEW, GONE, MOVED)] == [1, 2, 0]


def test_a_lead_with_fewer_findings_says_how_many_in_both_languages(tmp_path: Path) -> None:
    rows = [finding(f"F{n}", claim_line_ids=[f"L{n}"]) for n in range(4)]
    [change] = changed(tmp_path, rows, rows[:1]).changes
    assert "3 findings fewer" in change.why.en
    assert "¥400.00 → ¥100.00" in change.why.en


def test_another_chance_is_told_and_not_the_sum_that_follows_from_it() -> None:
    def side(name: str, **given: Any) -> Snapshot:
        lead = {
            "lead_id": "A",
            "rank": 1,
            "title_zh": "甲",
            "title_en": "A",
            "finding_ids": ["F1"],
            "findings": 1,
            "amount_at_risk": Decimal("100.00"),
            "probability": 0.5,
            "expected_recovery": Decimal("50.00"),
            **given,
        }
        return Snapshot(name, ListedLead.all_of(pl.DataFrame([lead])), {"F1": ("r", 1, "h")})

    before = side("r1")
    [by_chance] = compared(
        before, side("r2", probability=0.7, expected_recovery=Decimal("70.00"))
    ).changes
    assert by_chance.why.en.endswith("50% → 70%")
    [by_sum] = compared(before, side("r2", expected_recovery=Decimal("40.00"))).changes
    assert "50" in by_sum.why.en.partition("→")[0]
    assert "40" in by_sum.why.en.partition("→")[2]
    assert "50" in by_sum.why.zh.partition("→")[0]
    [by_amount] = compared(
        before, side("r2", amount_at_risk=Decimal("200.00"), expected_recovery=Decimal("60.00"))
    ).changes
    assert "60" not in by_amount.why.en


def listed(lead_id: str, rank: int, **given: Any) -> dict[str, Any]:
    return {
        "lead_id": lead_id,
        "rank": rank,
        "title_zh": lead_id,
        "title_en": lead_id,
        "finding_ids": [f"F{lead_id}"],
        "findings": 1,
        "amount_at_risk": Decimal("100.00"),
        "probability": 0.5,
        "expected_recovery": Decimal("50.00"),
        **given,
    }


def snapshot(*leads: dict[str, Any]) -> Snapshot:
    seen = {i: ("r", 1, "h") for lead in leads for i in lead["finding_ids"]}
    return Snapshot("r", ListedLead.all_of(pl.DataFrame(list(leads))), seen)


def test_a_lead_that_others_push_down_or_let_up_has_moved_because_of_them() -> None:
    """Nothing about A and B changed: who looks for them where they stood must be told."""
    one = snapshot(listed("A", 1), listed("B", 2), listed("C", 3))
    other = snapshot(listed("C", 1), listed("A", 2), listed("B", 3))
    for before, after in ((one, other), (other, one)):
        told = compared(before, after)
        assert {c.lead_id: (c.change, c.before, c.after) for c in told.changes} == {
            i: (MOVED, before.leads[i].rank, after.leads[i].rank) for i in "ABC"
        }
        assert len({c.why.zh for c in told.changes}) == 1
        assert told.same == 0
    assert compared(one, one) == Difference((), 3)


def test_a_sum_that_rose_is_told_like_one_that_fell() -> None:
    less = snapshot(listed("A", 1, expected_recovery=Decimal("40.00")))
    more = snapshot(listed("A", 1, expected_recovery=Decimal("60.00")))
    [rose], [fell] = compared(less, more).changes, compared(more, less).changes
    for said, first, then in ((rose, "40", "60"), (fell, "60", "40")):
        for text in (said.why.zh, said.why.en):
            was, _, now = text.partition("→")
            assert (first in was, then in now) == (True, True)


def test_what_is_new_comes_first_then_what_is_gone_then_what_moved() -> None:
    before = snapshot(listed("gone", 1), listed("kept", 2), listed("gone2", 3))
    after = snapshot(listed("kept", 1), listed("new", 2), listed("new2", 3))
    told = [(c.change, c.lead_id) for c in compared(before, after).changes]
    assert told == [(NEW, "new"), (NEW, "new2"), (GONE, "gone"), (GONE, "gone2"), (MOVED, "kept")]
