"""What leaves the warehouse: asked for, not exempted, not settled; its event, and both sides of its evidence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow.parquet as pq
import pytest

from feijian.rules.events import event_ids, evidence_of, subject_of
from feijian.rules.evidence import evidence_rows
from feijian.rules.publish import Outcome, publish_outcomes, publishable
from feijian.workspace import Exemption, Settings
from feijian.workspace.runs import Run, RunRequest
from feijian.workspace.sealing import Seal

AS_OF = date(2026, 6, 30)
SEAL = Seal(b"a key")


def finding(finding_id: str, **given: Any) -> Any:
    return {
        "finding_id": finding_id,
        "evidence_hash": f"hash of {finding_id}",
        "rule_id": "a.b",
        "status": "stable",
        "subject_kind": "encounter",
        "subject_id": "E1",
        "provider_id": "H1",
        "encounter_ids": [],
        "claim_line_ids": [],
        "trace_codes": [],
        "occurred_from": date(2026, 3, 1),
        "occurred_to": date(2026, 3, 2),
        "amount_at_risk": Decimal("1.00"),
        "item_code": "001",
        **given,
    }


def run(folder: Path = Path(), **asked: Any) -> Run:
    return Run("R1", folder, RunRequest(AS_OF, **asked))


def published(findings: list[Any], settled: tuple[str, ...] = (), **asked: Any) -> Any:
    exempt = Exemption("a.*", "H1", None, None, "777", "agreed", AS_OF)
    sealed = {SEAL.id(i) for i in settled}
    settings = Settings(exemptions=(exempt,))
    return publishable(run(**asked), findings, settings, lambda f: f["finding_id"] in sealed, SEAL)


def test_each_finding_is_published_exempted_or_settled_and_counted_there_alone() -> None:
    ready = published(
        [
            finding("f1", subject_id="E9"),
            finding("f2", item_code="777"),
            finding("f3", item_code="777"),
            finding("f4"),
            finding("f5", status="draft", rule_id="a.c"),
            finding("f6", provider_id="H2", item_code="777"),
        ],
        settled=("f3", "f4"),
    )
    # what the bureau exempts is exempted though it was settled too
    counts = ready.counts
    assert (counts.exempted, counts.settled) == ({"a.b": 2}, {"a.b": 1})
    assert (counts.found, counts.findings) == ({"a.b": 2, "a.c": 1}, 2)
    assert [f["finding_id"] for f in ready.stable()] == [SEAL.id("f1"), SEAL.id("f6")]
    (draft,) = ready.drafts()
    assert (draft["finding_id"], draft["run_id"]) == (SEAL.id("f5"), "R1")
    assert draft["evidence_hash"] == SEAL.id("hash of f5")
    assert "item_code" not in draft
    assert (draft["event_id"][0], len(draft["event_id"])) == ("V", 16)


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({}, ["f1", "f2"]),
        ({"providers": ("H2", "H3")}, ["f2"]),
        ({"period_to": date(2026, 3, 1)}, ["f1"]),
        ({"period_from": date(2026, 3, 3)}, ["f2"]),
        ({"providers": ("H1",), "period_from": date(2026, 3, 3)}, []),
    ],
)
def test_a_sweep_publishes_and_counts_the_providers_and_days_it_was_asked_for(
    asked: dict[str, Any], kept: list[str]
) -> None:
    late = date(2026, 4, 1)
    rows = [
        finding("f1"),
        finding("f2", provider_id="H2", occurred_from=late, occurred_to=late),
    ]
    ready = published(rows, **asked)
    assert [f["finding_id"] for f in ready.stable()] == [SEAL.id(i) for i in kept]
    assert ready.counts.found.total() == ready.counts.findings == len(kept)


def test_every_rule_is_told_with_what_it_found_and_what_was_left_out(tmp_path: Path) -> None:
    counts = published(
        [
            *(finding(f"f{n}") for n in range(3)),
            *(finding(f"f{n}", item_code="777") for n in (6, 7)),
            finding("f8", rule_id="a.c", status="draft"),
        ],
        settled=("f0",),
    ).counts

    def ended(rule_id: str, outcome: str, **given: Any) -> Outcome:
        rule: Any = SimpleNamespace(
            id=rule_id, status="draft" if rule_id in ("a.c", "a.d") else "stable"
        )
        return Outcome(rule, outcome, **given)

    summary = publish_outcomes(
        run(tmp_path),
        [
            ended("a.b", "ran", judged=9, seconds=0.12345, detail="slow"),
            ended("a.c", "ran"),
            ended("a.d", "failed", detail="no such column"),
            ended("a.e", "off"),
        ],
        counts,
    )
    assert summary == {
        "rules": {"failed": 1, "off": 1, "ran": 2},
        "failed": ["a.d"],
        "findings": 2,
        "exempted": 2,
        "settled": 1,
    }
    rows = pq.read_table(tmp_path / "rules.parquet").to_pylist()
    told = [(r["rule_id"], r["outcome"], r["judged"], r["found"], r["seconds"]) for r in rows]
    assert told == [
        ("a.b", "ran", 9, 2, 0.123),
        ("a.c", "ran", 0, 1, 0.0),
        ("a.d", "failed", 0, 0, 0.0),
        ("a.e", "off", 0, 0, 0.0),
    ]
    assert [r["detail"] for r in rows] == [
        "slow; 2 exempted; 1 settled earlier",
        "draft: in shadow, in no lead",
        "no such column",  # of a draft that did not run there is no more to say
        "",
    ]


@pytest.mark.parametrize(
    ("kind", "lists", "stands_on", "about"),
    [
        ("encounter", (["E1"], ["L1"], []), {"line:L1"}, ("encounter", "E1")),
        ("encounter", ([], [], []), {"stay:S"}, ("encounter", "S")),
        ("claim", (["E7"], ["L1", "L2"], []), {"line:L1", "line:L2"}, ("encounter", "E7")),
        ("claim_line", (["E7", "E8"], [], []), {"stay:E7", "stay:E8"}, ("claim_line", "S")),
        ("encounter", (["E1"], ["L1"], ["T1"]), {"code:T1"}, ("box",)),
        ("trace_code", ([], ["L1"], ["T1"]), {"code:T1"}, ("box",)),
        ("person", (["E1"], ["L1"], ["T1"]), {"line:L1"}, ("person", "S")),
        ("provider", (["E1"], [], ["T1"]), {"code:T1"}, ("provider", "S")),
        ("practitioner", (["E1"], [], []), {"stay:E1"}, ("practitioner", "S")),
        ("person", ([], [], []), set(), ("person", "S")),
    ],
)
def test_an_event_stands_on_lines_then_codes_then_stays_and_a_box_on_its_code(
    kind: str,
    lists: tuple[list[str], list[str], list[str]],
    stands_on: set[str],
    about: tuple[str, ...],
) -> None:
    stays, lines, codes = lists
    its = finding(
        "f", subject_kind=kind, subject_id="S",
        encounter_ids=stays, claim_line_ids=lines, trace_codes=codes,
    )  # fmt: skip
    assert (evidence_of(its), subject_of(its)) == (stands_on, about)


def events(**lines: str) -> list[set[str]]:
    """Findings of one visit with the lines they name → those of each event together."""
    its = [
        finding(i, encounter_ids=["E1"], claim_line_ids=list(named)) for i, named in lines.items()
    ]
    found = event_ids(its, SEAL)
    return sorted(({i for i in found if found[i] == e} for e in set(found.values())), key=min)


def test_findings_on_what_anothers_evidence_holds_are_one_event_and_overlaps_are_two() -> None:
    assert events(a="x", b="xy", c="xyz", d="z") == [{"a", "b", "c", "d"}]
    assert events(a="xy", b="yz") == [{"a"}, {"b"}]
    # what two of one size hold goes to the first in the order of what they hold
    assert events(a="xz", b="wx", c="x") == [{"a"}, {"b", "c"}]
    assert events(a="xy", b="yx") == [{"a", "b"}]


def test_one_line_about_two_subjects_is_two_events_and_nothing_to_stand_on_is_one_of_its_own() -> (
    None
):
    lines = {"encounter_ids": ["E1"], "claim_line_ids": ["L1"]}
    found = event_ids(
        [
            finding("a", **lines),
            finding("b", **lines, subject_kind="person", subject_id="P1"),
            finding("c", subject_kind="person", subject_id="P1"),
            finding("d", subject_kind="person", subject_id="P1"),
        ],
        SEAL,
    )
    assert len(set(found.values())) == 4


def test_a_row_at_risk_is_told_first_and_once_whatever_other_part_it_has() -> None:
    its = finding(
        "f",
        encounter_ids=["E1"],
        claim_line_ids=["L2", "L1"],
        trace_codes=["T1"],
        evidence=[
            *("kept\tclaim_line\tL1", "kept\tclaim_line\tL9", "context\tclaim_line\tL9"),
            *("kept\tclaim_line\tL9", "excuse\tencounter\tL1"),
            "context\tclaim\tC\t1",
        ],
    )
    assert list(evidence_rows(its)) == [
        ("at_risk", "claim_line", "L2"),
        ("at_risk", "claim_line", "L1"),
        ("at_risk", "encounter", "E1"),
        ("at_risk", "trace_code", "T1"),
        ("kept", "claim_line", "L9"),
        ("context", "claim_line", "L9"),
        ("excuse", "encounter", "L1"),
        # a key may hold what the parts are told apart by
        ("context", "claim", "C\t1"),
    ]
