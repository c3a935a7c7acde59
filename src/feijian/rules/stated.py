"""What a rule says of when it is innocent, with the values of the parameters it names."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from feijian.library.comparison import cell_text
from feijian.rules.header import Rule
from feijian.rules.parameter import Parameter, ParameterValue, Values

NAMED = re.compile(r"\{(\w+)\}")
"""A parameter as `innocent_when` names it; any other brace stands for itself."""


def stated(rule: Rule, values: Values | None = None) -> Rule:
    """The rule with parameters in its innocent explanations as their values; by default the defaults."""
    texts = (*rule.innocent_when, *rule.innocent_when_zh)
    if not any("{" in text for text in texts):
        return rule
    of = {p.name: p for p in rule.parameters}
    known = rule.values() if values is None else values

    def filled(text: str) -> str:
        return NAMED.sub(lambda m: _shown(of[m[1]], known[m[1]]) if m[1] in of else m[0], text)

    return replace(
        rule,
        innocent_when=tuple(filled(t) for t in rule.innocent_when),
        innocent_when_zh=tuple(filled(t) for t in rule.innocent_when_zh),
    )


def unnamed(rule: Rule) -> list[tuple[str, str]]:
    """What innocent explanations name and the rule does not have: header key and name."""
    known = {p.name for p in rule.parameters}
    return [
        (key, name)
        for key in ("innocent_when", "innocent_when_zh")
        for text in getattr(rule, key)
        for name in NAMED.findall(text)
        if name not in known
    ]


def _shown(parameter: Parameter, value: ParameterValue) -> str:
    """A value as people say it: a share in hundredths."""
    if parameter.type == "decimal" and (parameter.unit or "").startswith("of "):
        return f"{cell_text(100 * Decimal(str(value)))}%"
    return cell_text(value)
