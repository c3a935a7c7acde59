"""A rule's cases as its page shows them, in the language of the page.

A case is called by an English sentence, which is its id where a test fails. In Chinese it is shown by
its Chinese name (`name_zh`). One that finds also says what the rule says of it, in the rule's own
message; one without a Chinese name says which rows it was given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feijian.contracts.world import Worlds
from feijian.library import Case
from feijian.messages.labels import Labels
from feijian.rules.book import RuleBook
from feijian.rules.cases import prepare
from feijian.rules.findings import Finding
from feijian.rules.header import Rule

SAY = Labels("rule_page")
MOST = 3
"""Findings of one case that are told."""

Told = Mapping[str, Sequence[Finding]]
"""Findings by the name of the case that makes them."""


def findings_by_case(book: RuleBook, rule: Rule) -> dict[str, list[Finding]]:
    """What the rule says of each of its cases: its findings, the query run over the case's rows."""
    worlds = Worlds(book.catalogue)
    cases = (c for c in book.cases[rule.id] if c.finds)
    return {c.name: prepare(book, rule, c, worlds).findings(rule) for c in cases}


def example_lines(book: RuleBook, rule: Rule, lang: str, told: Told | None = None) -> list[str]:
    """One line a case, and below it in Chinese the messages of its findings. told: see above."""
    lines = []
    for number, case in enumerate(book.cases[rule.id], start=1):
        kind = SAY["finds" if case.finds else "nothing"].to(lang)
        if lang == "en":
            lines.append(f"- {kind}: {case.name}")
            continue
        name = case.name_zh or SAY["unnamed"].to(lang).format(n=number, given=_given(book, case))
        lines.append(SAY["example"].to(lang).format(kind=kind, name=name))
        found = (told or {}).get(case.name, ())
        lines += [f"  - {_finding(f, lang)}" for f in found[:MOST]]
        if len(found) > MOST:
            lines.append("  - " + SAY["more_findings"].to(lang).format(n=len(found) - MOST))
    return lines


def _given(book: RuleBook, case: Case) -> str:
    """The rows a case was given: tables by their Chinese names, and how many."""
    parts = []
    for name, rows in case.given.items():
        table = book.catalogue.find(name)
        label = table.label_zh if table is not None and table.label_zh else name
        parts.append(SAY["given_rows"].zh.format(table=label, n=len(rows.rows)))
    return "、".join(parts)


def _finding(finding: Finding, lang: str) -> str:
    amount = finding["amount_at_risk"]
    key = "finding_unknown" if amount is None else "finding"
    return (
        SAY[key]
        .to(lang)
        .format(
            amount="" if amount is None else f"{amount:,.2f}",
            certainty=SAY[finding["certainty"]].to(lang),
            message=finding["message_en"] if lang == "en" else finding["message_zh"],
        )
    )
