"""Two gates that make a hundred rules trustworthy: every threshold and every condition matters.

Threshold: moving a parameter must change the outcome of some case.
Condition: dropping any conjunct must fail some case, unless it carries
`-- gate: equivalent, <reason>`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from feijian.contracts.world import plan_as_ever, plan_lightly, read_once
from feijian.messages import sentence
from feijian.rules.book import RuleBook
from feijian.rules.cases import PreparedCase, prepare_all
from feijian.rules.conditions import condition_mutants
from feijian.rules.header import Rule
from feijian.rules.likely import LikelyFirst
from feijian.rules.parameter import Parameter, ParameterValue

if TYPE_CHECKING:
    import duckdb

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class GateReport:
    """What the gates say of a rule.

    survivors:  changes to the rule that no case noticed, in words; empty when the gates hold.
    equivalent: conjuncts marked as such, with the reason given.
    mutants:    how many changes were tried.
    """

    rule_id: str
    survivors: tuple[str, ...]
    equivalent: tuple[str, ...]
    mutants: int


def run_gates(book: RuleBook, rule: Rule, prepared: list[PreparedCase] | None = None) -> GateReport:
    """Try every change of a rule against all its cases.

    prepared: the cases' worlds, where they are built already; they are closed at the end.
    """
    from feijian.contracts.sql_reading import parsed

    if prepared is None:
        prepared = prepare_all(book, rule)
    tree = parsed(rule.sql)
    survivors: list[str] = []
    tried = 0
    rewritten = read_once(tree.sql("duckdb"))
    own = read_once(rule.sql)
    worlds = [case.world for case in prepared]
    plan_lightly(worlds)
    differences = [case.difference(rule, rewritten) for case in prepared]
    if any(differences):  # of the query, or of planning it lightly
        plan_as_ever(worlds)
        differences = [case.difference(rule, rewritten) for case in prepared]
    for case, difference in zip(prepared, differences, strict=True):
        if difference:
            survivors.append(
                sentence(
                    "the query as parsed and written again fails '{case}': {difference}",
                    case=case.case.name,
                    difference=difference,
                )
            )
    cases = LikelyFirst(prepared)
    for name, value in parameter_moves(rule):
        tried += 1
        where = " ".join(line for line in rule.sql.splitlines() if f"${name}" in line)
        if not _noticed(rule, cases, where, own, {name: value}):
            survivors.append(sentence("${name} = {value} changes no case", name=name, value=value))
    equivalent = []
    for label, reason, sql in condition_mutants(tree):
        if reason is not None:
            equivalent.append(f"{label}: {reason}")
            continue
        tried += 1
        if not _noticed(rule, cases, label, read_once(sql)):
            survivors.append(sentence("without '{label}' no case fails", label=label))
    for case in prepared:
        case.world.close()
    return GateReport(rule.id, tuple(survivors), tuple(equivalent), tried)


def _noticed(
    rule: Rule,
    cases: LikelyFirst,
    changed: str,
    statement: str | duckdb.Statement,
    moved: Mapping[str, ParameterValue] | None = None,
) -> bool:
    """Whether any case fails, of those that do not set what is moved themselves.

    changed: the text that is changed, by which those are asked first that are likely to notice.
    """
    for case in cases.order(changed):
        if moved and not moved.keys().isdisjoint(case.case.parameters):
            continue
        if case.difference(rule, statement, moved):
            cases.noticed(case)
            return True
    return False


def parameter_moves(rule: Rule) -> Iterator[tuple[str, ParameterValue]]:
    """(parameter, other value): a step up and down within bounds, a list without each member.

    A string that is a day moves by a year; a pattern is held by the cases of its words alone.
    """
    for parameter in rule.parameters:
        default = parameter.default
        if isinstance(default, list):
            for member in default:
                yield parameter.name, [m for m in default if m != member]
        elif parameter.type in ("integer", "decimal"):
            yield from ((parameter.name, value) for value in _steps(parameter))
        elif (day := _day(str(default))) is not None:
            yield from ((parameter.name, (day + move).isoformat()) for move in (-YEAR, YEAR))


def _day(text: str) -> date | None:
    """A string that is a day, as the first day of an edition; None for a pattern or a name."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _steps(parameter: Parameter) -> Iterator[int | Decimal]:
    default, step = Decimal(str(parameter.default)), Decimal(str(parameter.step))
    for moved in (default - step, default + step):
        low_enough = parameter.high is None or moved <= Decimal(str(parameter.high))
        if low_enough and (parameter.low is None or moved >= Decimal(str(parameter.low))):
            yield int(moved) if parameter.type == "integer" else moved
