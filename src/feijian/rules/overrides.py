"""A bureau's settings applied to rules: parameter sets, switches, exemptions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from feijian.errors import Problem, SettingsError
from feijian.messages import sentence
from feijian.plain import region_prefix
from feijian.rules.book import RuleBook
from feijian.rules.findings import Finding
from feijian.rules.header import Rule
from feijian.rules.parameter import Values
from feijian.rules.stated import stated
from feijian.workspace import Exemption, ParameterOverride, Settings, SwitchedOff


@dataclass(frozen=True)
class ParameterSet:
    """One way to run a rule.

    provider, region: whom the values are for; both None is everybody else.
    """

    values: Values
    provider: str | None = None
    region: str | None = None

    def covers(self, provider: str | None, region: str | None) -> bool:
        if self.provider is not None:
            return provider == self.provider
        return self.region is None or (region or "").startswith(region_prefix(self.region))


NAMES = "`feijian rules list` names the rules, `feijian models list` the models."


def check_settings(settings: Settings, book: RuleBook, detectors: Iterable[str] = ()) -> None:
    """Raise SettingsError for names of rules and parameters that do not exist, and bad values.

    detectors: ids of models; their parameters are checked where models are read.
    """
    problems = []
    known, models = {r.id: r for r in book.rules}, set(detectors)
    names = [*known, *models]
    for number, override in enumerate(settings.parameters, start=1):
        where = f"feijian.toml [[parameters]] {number}"
        rule = known.get(override.rule)
        if override.rule in models:
            continue
        if rule is None:
            problems.append(Problem(where, sentence("no rule {rule!r}", rule=override.rule), NAMES))
            continue
        parameters = {p.name: p for p in rule.parameters}
        for name, value in override.values.items():
            if name not in parameters:
                todo = (
                    sentence("Known: {parameters}.", parameters=", ".join(sorted(parameters)))
                    if parameters
                    else "It has none."
                )
                problems.append(
                    Problem(
                        where,
                        sentence("{id} has no parameter {name!r}", id=rule.id, name=name),
                        todo,
                    )
                )
                continue
            try:
                parameters[name].bound(value)
            except ValueError as error:
                problems.append(Problem(where, str(error)))
    patterns = [("off", n, o.rule) for n, o in enumerate(settings.off, start=1)]
    patterns += [("exemptions", n, e.rule) for n, e in enumerate(settings.exemptions, start=1)]
    for section, number, pattern in patterns:
        if not any(fnmatchcase(name, pattern) for name in names):
            where = f"feijian.toml [[{section}]] {number}"
            problems.append(Problem(where, sentence("no rule {pattern!r}", pattern=pattern), NAMES))
    if problems:
        raise SettingsError(problems)


def parameter_sets(
    rule: Rule, overrides: Iterable[ParameterOverride], as_of: date
) -> list[ParameterSet]:
    """The ways to run a rule on a day: special ones first, the general one last.

    A provider's values go before a region's, a longer region before a shorter.
    """
    general: dict[str, object] = {}
    special: dict[tuple[str | None, str | None], dict[str, object]] = {}
    for override in overrides:
        if override.rule != rule.id or (override.expires and override.expires < as_of):
            continue
        if override.provider is None and override.region is None:
            general |= override.values
        else:
            special.setdefault((override.provider, override.region), {}).update(override.values)
    ordered = sorted(
        special.items(),
        key=lambda s: (s[0][0] is None, -len(region_prefix(s[0][1] or "")), str(s[0])),
    )
    sets = [ParameterSet(rule.values({**general, **v}), p, r) for (p, r), v in ordered]
    return [*sets, ParameterSet(rule.values(general))]


def stated_as_set(rule: Rule, overrides: Iterable[ParameterOverride], as_of: date) -> Rule:
    """The rule with its innocent explanations as set for everybody on a day; see `stated`."""
    return stated(rule, parameter_sets(rule, overrides, as_of)[-1].values)


def switched_off(rule_id: str, settings: Settings) -> SwitchedOff | None:
    return next((o for o in settings.off if fnmatchcase(rule_id, o.rule)), None)


def exempting(finding: Finding, exemptions: Iterable[Exemption], as_of: date) -> Exemption | None:
    """The exemption in force that covers a finding, if any."""
    for exemption in exemptions:
        if exemption.expires and exemption.expires < as_of:
            continue
        if not fnmatchcase(finding["rule_id"], exemption.rule):
            continue
        wanted = (
            ("provider_id", exemption.provider),
            ("person_id", exemption.person),
            ("practitioner_id", exemption.practitioner),
            ("item_code", exemption.item),
        )
        if all(value is None or finding.get(column) == value for column, value in wanted):
            return exemption
    return None
