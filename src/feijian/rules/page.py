"""A rule as people read it: in the terminal, in the catalogue, in a report."""

from __future__ import annotations

from collections.abc import Mapping

from feijian.messages.headers import in_language
from feijian.messages.labels import Labels
from feijian.plain import Json
from feijian.rules.book import RuleBook
from feijian.rules.examples import Told, example_lines
from feijian.rules.header import Rule
from feijian.rules.legal_basis import Clause, citation
from feijian.rules.parameter import Parameter
from feijian.rules.stated import stated

SAY = Labels("rule_page")
HEADER_WORDS = {
    "subject": Labels("subject"),
    "scope": Labels("scope"),
    "status": Labels("rule_status"),
    "period": Labels("span"),
    "change": Labels("row_change"),
}
"""What words of a header are called in Chinese; in English they stand as they are written there."""


def rule_facts(book: RuleBook, rule: Rule) -> Json:
    """Everything a header says, as plain values, with the names of the cases."""
    rule = stated(rule)
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
                "unit_zh": in_language("unit", p.unit, "zh"),
                "note": p.note,
                "note_zh": in_language("note", p.note, "zh"),
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
        "note": rule.note,
        "note_zh": rule.note_zh,
        "source": list(rule.source),
        "source_zh": [in_language("source", s, "zh") for s in rule.source],
        "unmoved_by": dict(rule.unmoved_by),
        "unmoved_by_zh": {c: in_language("unmoved", r, "zh") for c, r in rule.unmoved_by},
        "cases": [
            {"name": c.name, "name_zh": c.name_zh, "finds": len(c.finds.rows) if c.finds else 0}
            for c in book.cases[rule.id]
        ],
        "file": rule.headed.file.shown,
        "sql": rule.sql,
    }


def rule_page(
    book: RuleBook,
    rule: Rule,
    lang: str,
    legal: Mapping[str, Mapping[str, str]] | None = None,
    told: Told | None = None,
) -> str:
    """A rule in plain Markdown, in one language.

    legal: rows of legal_basis by id; with them the bases are written out, and those whose
           article nobody checked say so. Without them the page names the ids.
    told:  what the rule says of its cases, for the Chinese page.
    """
    zh, rule = lang == "zh", stated(rule)

    def say(key: str) -> str:
        return SAY[key].to(lang)

    def line(key: str, text: str) -> str:
        return SAY["line"].to(lang).format(head=say(key), text=text)

    lines = [
        f"## {rule.title_zh if zh else rule.title}",
        "",
        f"`{rule.id}` · {say('version')} {rule.version} · {called('status', rule.status, lang)} · {say(rule.certainty)}",
        "",
        line("official", ", ".join(rule.official) or say("none")),
        line("basis", ("；" if zh else "; ").join(_bases(rule, lang, legal or {}))),
        line("subject", called("subject", rule.subject, lang)),
        line("scope", called("scope", rule.scope, lang)),
        line("message", rule.message_zh if zh else rule.message),
    ]
    if rule.source:
        sources = [in_language("source", s, lang) for s in rule.source]
        lines.append(line("source", ("；" if zh else "; ").join(sources)))
    note = rule.note_zh if zh else rule.note
    if note:
        lines += ["", f"**{say('note')}**", "", note]
    if rule.parameters:
        lines += ["", f"**{say('parameters')}**", ""]
        lines += [parameter_line(p, lang) for p in rule.parameters]
    for key, texts in (
        ("innocent", rule.innocent_when_zh if zh else rule.innocent_when),
        ("verify", rule.verify_by_zh if zh else rule.verify_by),
    ):
        lines += ["", f"**{say(key)}**", "", *(f"- {t}" for t in texts)]
    if rule.unmoved_by:
        lines += ["", f"**{say('unmoved')}**", ""]
        lines += [_unmoved(change, reason, lang) for change, reason in rule.unmoved_by]
    lines += ["", f"**{say('cases')}**", ""]
    lines += example_lines(book, rule, lang, told)
    return "\n".join(lines) + "\n"


def called(place: str, name: str, lang: str) -> str:
    """What a word of a header is called: in English as it is written there."""
    words = HEADER_WORDS[place]
    return words[name].zh if lang == "zh" and name in words else name


def parameter_line(parameter: Parameter, lang: str) -> str:
    """A parameter with its value, what it is counted in, how far it may be moved, and its note."""
    value = parameter.default
    values = value if isinstance(value, list) else [value]
    # texts are codes and patterns, shown as they are typed
    shown = ("、" if lang == "zh" else ", ").join(
        f"`{v}`" if isinstance(v, str) else str(v) for v in values
    )
    if parameter.low is None:
        bounds = ""
    else:
        key = "from" if parameter.high is None else "from_to"
        bounds = SAY[key].to(lang).format(low=parameter.low, high=parameter.high)
    unit = in_language("unit", parameter.unit, lang)
    note = in_language("note", parameter.note, lang)
    told = SAY["parameter"].to(lang).format(name=parameter.name, value=shown)
    for key, text in (("in_unit", unit), ("moved", bounds), ("noted", note)):
        told += SAY[key].to(lang).format(text=text) if text else ""
    return told


def _unmoved(change: str, reason: str, lang: str) -> str:
    """A change of the rows that leaves a finding, and why it does."""
    changes = HEADER_WORDS["change"]
    return (
        SAY["unmoved_line"]
        .to(lang)
        .format(
            change=changes[change].to(lang) if change in changes else change,
            reason=in_language("unmoved", reason, lang),
        )
    )


def _bases(rule: Rule, lang: str, legal: Mapping[str, Mapping[str, str]]) -> list[str]:
    told = []
    for basis in rule.basis:
        if basis not in legal:
            told.append(basis)
            continue
        row = legal[basis]
        clause = Clause(
            basis_id=basis,
            instrument_zh=row["instrument_zh"],
            instrument_en=row["instrument_en"],
            article=row["article"],
            clause=row["clause"],
            short_title_zh=row["short_title_zh"],
            short_title_en=row["short_title_en"],
            verified=row["verified"] == "true",
        )
        told.append(citation(clause, lang, remark=True))
    return told
