"""Events: what happened once, however many rules see it.

Findings of one subject on the same evidence, or on evidence that another's holds, are one event.
Evidence is what a finding stands on: its claim lines, else its codes, else its stays. A visit, its
settlements and its lines are one subject, and so is a box, whoever bought, sold and settled it.

An event is called after the largest evidence in it, so that neither another rule nor another run
renames it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from feijian.rules.findings import Finding
from feijian.workspace.sealing import UNSEALED, Seal

OF_VISIT = ("encounter", "claim", "claim_line", "trace_code")
"""Subjects that are one with the visit, or the box, that they belong to."""

Subject = tuple[str, ...]
Evidence = frozenset[str]


def event_ids(findings: Iterable[Finding], seal: Seal = UNSEALED) -> dict[str, str]:
    """finding_id → event_id."""
    found: dict[str, str] = {}
    by_subject: dict[Subject, dict[Evidence, list[str]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        evidence = evidence_of(finding)
        if evidence:
            by_subject[subject_of(finding)][evidence].append(finding["finding_id"])
        else:
            found[finding["finding_id"]] = _id(
                ("finding", finding["finding_id"]), frozenset(), seal
            )
    for subject, sets in by_subject.items():
        for evidence, holder in _holders(sets).items():
            event_id = _id(subject, holder, seal)
            found.update(dict.fromkeys(sets[evidence], event_id))
    return found


def evidence_of(finding: Finding) -> Evidence:
    """What a finding stands on, of one kind: a box before its line, lines before codes and stays."""
    kinds = {
        "line": finding["claim_line_ids"] or [],
        "code": finding["trace_codes"] or [],
        "stay": finding["encounter_ids"]
        or ([finding["subject_id"]] if finding["subject_kind"] == "encounter" else []),
    }
    order = ("code", "line", "stay") if _is_box(finding) else ("line", "code", "stay")
    for kind in order:
        if kinds[kind]:
            return frozenset(f"{kind}:{key}" for key in kinds[kind])
    return frozenset()


def subject_of(finding: Finding) -> Subject:
    """Whom or what the event is about."""
    if _is_box(finding):
        return ("box",)
    if finding["subject_kind"] in OF_VISIT:
        stays = finding["encounter_ids"] or []
        if len(stays) == 1:
            return ("encounter", stays[0])
    return (finding["subject_kind"], finding["subject_id"])


def _is_box(finding: Finding) -> bool:
    return finding["subject_kind"] in OF_VISIT and bool(finding["trace_codes"])


def _holders(sets: Iterable[Evidence]) -> dict[Evidence, Evidence]:
    """Each evidence with the one that it belongs to: the largest that holds it, itself where none does."""
    by_key: dict[str, list[Evidence]] = defaultdict(list)
    ordered = sorted(sets, key=lambda e: (-len(e), sorted(e)))
    found: dict[Evidence, Evidence] = {}
    for evidence in ordered:
        # all that hold it hold its rarest key; larger ones have been seen
        rarest = min(sorted(evidence), key=lambda k: len(by_key[k]))
        holder = next((h for h in by_key[rarest] if evidence.issubset(h)), None)
        if holder is None:
            for key in evidence:
                by_key[key].append(evidence)
        found[evidence] = holder or evidence
    return found


def _id(subject: Subject, evidence: Evidence, seal: Seal) -> str:
    return "V" + seal.id(*subject, *sorted(evidence), length=15)
