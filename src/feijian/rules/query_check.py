"""What a rule's query must be: one SELECT, known tables and columns, declared parameters."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from feijian.contracts import Catalogue
from feijian.contracts.sql_errors import said_of
from feijian.contracts.sql_guard import SqlGuard
from feijian.contracts.sql_limits import QueryTooLong, described
from feijian.errors import Problem
from feijian.messages import sentence
from feijian.rules.header import Rule, message_fields
from feijian.rules.parameter import Bindings, Values
from feijian.rules.parts import wrong_parts
from feijian.rules.stated import unnamed
from feijian.rules.wording import choice_fields

if TYPE_CHECKING:
    import duckdb
    from sqlglot import exp

REQUIRED_OUTPUTS: dict[str, tuple[str, ...]] = {
    "subject_id": ("varchar",),
    "provider_id": ("varchar",),
    "amount_at_risk": ("decimal",),
    "claim_line_ids": ("varchar[]",),
}
OPTIONAL_OUTPUTS: dict[str, tuple[str, ...]] = {
    "person_id": ("varchar",),
    "practitioner_id": ("varchar",),
    "encounter_ids": ("varchar[]",),
    "trace_codes": ("varchar[]",),
    "occurred_from": ("date", "timestamp"),
    "occurred_to": ("date", "timestamp"),
    "certainty": ("varchar",),
}
SCOPE_OUTPUT = {
    "encounter": ("encounter_ids",),
    "person": ("person_id",),
    "practitioner": ("practitioner_id",),
    "provider": ("provider_id",),
    "trace_code": ("trace_codes",),
    "all": (),
}
BUILT_IN = {"as_of": "date", "region": "varchar"}


@dataclass(frozen=True)
class Checker:
    """What rules are checked with: the door for SQL, and every table, empty.

    world: described over, never run on; see `described_world`.
    """

    guard: SqlGuard
    catalogue: Catalogue
    world: duckdb.DuckDBPyConnection

    def is_table(self, schema: str | None, name: str) -> bool:
        if schema is None:
            return self.catalogue.find(name) is not None
        return self.catalogue.find(name, schema) is not None


def check_query(
    rule: Rule, tree: exp.Expr, reads: Iterable[tuple[str | None, str]], checker: Checker
) -> list[Problem]:
    """Every problem of the query; empty when it may run.

    reads: the tables that it names (see `tables_read`).
    The columns it returns are described by the engine that will run it, over empty tables; a
    misspelt table or column is found there, and nothing runs.
    """
    catalogue = checker.catalogue
    from sqlglot import exp

    problems = []
    at = rule.headed.at(sql_line=1)
    if not isinstance(tree, (exp.Select, exp.SetOperation)):
        return [Problem(at, "is not one SELECT", "Write one SELECT; CTEs before it are welcome.")]
    used: set[str] = set()
    for node in tree.find_all(exp.Star, exp.Parameter, exp.Placeholder):
        if isinstance(node, exp.Star):
            if not isinstance(node.parent, exp.Count):
                problems.append(Problem(at, "selects *", "List the columns."))
        elif isinstance(node, exp.Parameter):
            used.add(node.name.lower())
        elif node.this:
            used.add(str(node.this).lower())
    problems += _parameters(rule, used)
    names = {(t.schema, t.name) for t in catalogue}
    for schema, name in sorted(reads, key=str):
        known = (schema, name) in names if schema else catalogue.find(name) is not None
        if not known:
            near = difflib.get_close_matches(name, [n for _, n in names], n=1)
            hint = (
                sentence("Did you mean {near}?", near=near[0])
                if near
                else "Rules read canonical, derived and reference tables."
            )
            line = _line_of(rule.sql, name)
            problems.append(
                Problem(
                    rule.headed.at(sql_line=line),
                    sentence(
                        "unknown table {part}{name}",
                        part=(schema + "." if schema else ""),
                        name=name,
                    ),
                    hint,
                )
            )
    if problems:
        return problems
    problems = [Problem(at, what) for what in checker.guard.query(rule.sql, checker.is_table)]
    if rule.judged:
        told = checker.guard.query(rule.judged, checker.is_table)
        problems += [
            Problem(rule.headed.at("judged"), sentence("'judged' {what}", what=what))
            for what in told
        ]
    return problems or _outputs(rule, checker)


def _line_of(sql: str, word: str) -> int:
    for number, line in enumerate(sql.splitlines(), start=1):
        if word in line:
            return number
    return 1


def _parameters(rule: Rule, used: set[str]) -> list[Problem]:
    """What is used and not declared, or the other way round."""
    declared = {p.name for p in rule.parameters}
    problems = []
    for name in sorted(used - declared - BUILT_IN.keys()):
        near = difflib.get_close_matches(name, sorted(declared), n=1)
        hint = sentence(" (did you mean ${near}?)", near=near[0]) if near else ""
        line = _line_of(rule.sql, f"${name}")
        problems.append(
            Problem(
                rule.headed.at(sql_line=line),
                sentence("${name} is not declared", name=name),
                sentence("Add it under 'parameters'{hint}.", hint=hint),
            )
        )
    for name in sorted(declared - used):
        problems.append(
            Problem(
                rule.headed.at(f"parameters.{name}"),
                sentence("parameter '{name}' is not used", name=name),
            )
        )
    return problems


def parameter_values(
    rule: Rule, values: Values, as_of: date, region: str | None = None
) -> Bindings:
    """Values to bind: the rule's own and those built-in ones (`$as_of`, `$region`) that it uses."""
    bound: Bindings = dict(values)
    if "$as_of" in rule.sql:
        bound["as_of"] = as_of
    if "$region" in rule.sql:
        bound["region"] = region or ""
    return bound


def _outputs(rule: Rule, checker: Checker) -> list[Problem]:  # noqa: C901, PLR0912
    import duckdb

    try:
        values = parameter_values(rule, rule.values(), date(2025, 1, 1))
        types = {n: t.lower() for n, t in described(checker.world, f"\n{rule.sql}", values)}
        if rule.judged:
            described(checker.world, rule.judged)
    except (duckdb.Error, QueryTooLong) as error:
        first, line = said_of(error), 2
        for text in str(error).splitlines():
            if text.startswith("LINE ") and text[5:].split(":")[0].isdigit():
                line = int(text[5:].split(":")[0])
        return [Problem(rule.headed.at(sql_line=max(line - 1, 1)), first)]
    at, problems = rule.headed.at(sql_line=1), []
    for key, parts in (("parts", rule.parts), ("coded_parts", rule.coded_parts)):
        problems += [
            Problem(rule.headed.at(key), what) for what in wrong_parts(rule.sql, parts, key)
        ]
    for name, allowed in REQUIRED_OUTPUTS.items():
        if name not in types:
            problems.append(
                Problem(
                    at,
                    sentence("does not return {name} ({allowed})", name=name, allowed=allowed[0]),
                )
            )
    for name, allowed in {**REQUIRED_OUTPUTS, **OPTIONAL_OUTPUTS}.items():
        if name in types and not any(types[name].startswith(a) for a in allowed):
            problems.append(
                Problem(
                    at,
                    sentence("returns {name} as {types}", name=name, types=types[name]),
                    sentence("Cast it to {allowed}.", allowed=allowed[0]),
                )
            )
    for name in SCOPE_OUTPUT[rule.scope]:
        if name not in types:
            problems.append(
                Problem(
                    rule.headed.at("scope"),
                    sentence(
                        "scope {scope} needs {name} among the results", scope=rule.scope, name=name
                    ),
                )
            )
    for name in rule.identity:
        if name not in types:
            problems.append(
                Problem(
                    rule.headed.at("identity"),
                    sentence("'identity' names {name}, which the query does not return", name=name),
                )
            )
    for column in rule.evidence:
        if not types.get(column.column, "").startswith("varchar"):
            what = sentence(
                "'evidence' names {column}, which the query does not return as ids",
                column=column.column,
            )
            problems.append(Problem(rule.headed.at("evidence"), what, "varchar or varchar[]."))
    for key in ("message", "message_zh"):
        template = getattr(rule, key)
        for field in (*message_fields(template), *choice_fields(template)):
            if field not in types and field not in {p.name for p in rule.parameters}:
                problems.append(
                    Problem(
                        rule.headed.at(key),
                        sentence(
                            "'{key}' names {{{field}}}, which the query does not return",
                            key=key,
                            field=field,
                        ),
                    )
                )
    for key, name in unnamed(rule):
        problems.append(
            Problem(
                rule.headed.at(key),
                sentence("'{key}' names {{{name}}}, which is no parameter", key=key, name=name),
                "A value is named as {parameter}.",
            )
        )
    if rule.subject == "person" and "person_id" not in types:
        problems.append(Problem(at, "a finding about a person returns person_id"))
    if rule.subject == "practitioner" and "practitioner_id" not in types:
        problems.append(Problem(at, "a finding about a practitioner returns practitioner_id"))
    if not {"occurred_from", "occurred_to"} <= types.keys():
        problems.append(
            Problem(
                at,
                "does not return occurred_from and occurred_to",
                "The basis in force is found by occurred_from.",
            )
        )
    return problems
