"""A rule as people read it: in the terminal, in the catalogue, in a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from feijian.messages.labels import Labels
from feijian.rules.book import RuleBook
from feijian.rules.header import Rule
from feijian.rules.legal_basis import citation

SAY = Labels("rule_page")


def rule_facts(book: RuleBook, rule: Rule) -> dict[str, Any]:
    """Everything a header says, as plain values, with the names of the cases."""
    return {
        "rule_id": rule.id,
        "family": rule.family,
        "title": rule.title,
        "title_zh": rule.title_zh,
        "official": list(rule.official),
        "version": rule.version,
        "status": rule.status,
        "certainty": rule.certainty,
        "subject": rule.subject,
        "scope": rule.scope,
        "identity": list(rule.identity),
        "basis": list(rule.basis),
        "loss": rule.loss,
        "parameters": [
            {
                "name": p.name,
                "type": p.type,
                "default": p.default,
                "min": p.low,
                "max": p.high,
                "step": p.step,
                "unit": p.unit,
                "note": p.note,
            }
            for p in rule.parameters
        ],
        "message": rule.message,
        "message_zh": rule.message_zh,
        "innocent_when": list(rule.innocent_when),
        "innocent_when_zh": list(rule.innocent_when_zh),
        "verify_by": list(rule.verify_by),
        "verify_by_zh": list(rule.verify_by_zh),
        "tolerates": list(rule.tolerates),
        "source": list(rule.source),
        "unmoved_by": dict(rule.unmoved_by),
        "cases": [
            {"name": c.name, "finds": len(c.finds.rows) if c.finds else 0}
            for c in book.cases[rule.id]
        ],
        "file": rule.headed.file.shown,
        "sql": rule.sql,
    }


def rule_page(
    book: RuleBook, rule: Rule, lang: str, legal: Mapping[str, Mapping[str, str]] | None = None
) -> str:
    """A rule in plain Markdown, in one language.

    legal: rows of legal_basis by id; with them the bases are written out, and those whose
           article nobody checked say so. Without them the page names the ids.
    """
    zh = lang == "zh"

    def say(key: str) -> str:
        return SAY[key].to(lang)

    lines = [
        f"## {rule.title_zh if zh else rule.title}",
        "",
        f"`{rule.id}` · {say('version')} {rule.version} · {rule.status} · {say(rule.certainty)}",
        "",
        f"- {say('official')}: {', '.join(rule.official) or say('none')}",
        f"- {say('basis')}: {', '.join(_bases(rule, lang, legal or {}))}",
        f"- {say('subject')}: {rule.subject}; {say('scope')}: {rule.scope}",
        f"- {say('message')}: {rule.message_zh if zh else rule.message}",
    ]
    if rule.source:
        lines.append(f"- {say('source')}: {'; '.join(rule.source)}")
    if rule.parameters:
        lines += ["", f"**{say('parameters')}**", ""]
        for p in rule.parameters:
            bounds = "" if p.low is None else f" [{p.low} … {'' if p.high is None else p.high}]"
            note = f" — {p.note}" if p.note else ""
            lines.append(f"- `{p.name}` = {p.default} {p.unit}{bounds}{note}")
    for key, texts in (
        ("innocent", rule.innocent_when_zh if zh else rule.innocent_when),
        ("verify", rule.verify_by_zh if zh else rule.verify_by),
    ):
        lines += ["", f"**{say(key)}**", "", *(f"- {t}" for t in texts)]
    if rule.unmoved_by:
        lines += ["", f"**{say('unmoved')}**", ""]
        lines += [f"- `{change}`: {reason}" for change, reason in rule.unmoved_by]
    lines += ["", f"**{say('cases')}**", ""]
    lines += [
        f"- {say('finds') if c.finds else say('nothing')}: {c.name}" for c in book.cases[rule.id]
    ]
    return "\n".join(lines) + "\n"


def _bases(rule: Rule, lang: str, legal: Mapping[str, Mapping[str, str]]) -> list[str]:
    return [
        citation({**legal[b], "verified": legal[b]["verified"] == "true"}, lang, remark=True)
        if b in legal
        else b
        for b in rule.basis
    ]
