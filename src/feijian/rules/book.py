"""The rule library as loaded: every rule that stands, or every problem there is."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from feijian.contracts import Catalogue, Derived, described_world
from feijian.contracts.sql_guard import SqlGuard
from feijian.errors import LibraryError, Problem, UsageError
from feijian.library import Case, ContentFile, Library, read_cases, read_headed_sql
from feijian.messages import sentence
from feijian.rules.header import Rule, parse_rule
from feijian.rules.query_check import Checker, check_query
from feijian.rules.scope_kept import broken_promises, wide_coded_parts, wide_derived, wide_parts


@dataclass(frozen=True)
class RuleBook:
    """All rules, sorted by id, with their cases, and the tables each reads.

    reads: rule id → (schema or None, table) names of its query.
    widened: what counts over others than the key of its rule's scope; such a rule is judged as scope all.
    """

    rules: tuple[Rule, ...]
    cases: dict[str, tuple[Case, ...]]
    reads: dict[str, frozenset[tuple[str | None, str]]]
    catalogue: Catalogue
    derived: tuple[Derived, ...]
    widened: tuple[Problem, ...] = ()

    def get(self, rule_id: str) -> Rule:
        """One rule. Raises UsageError with the nearest names when there is none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        near = difflib.get_close_matches(rule_id, [r.id for r in self.rules], n=3)
        raise UsageError(
            Problem(
                rule_id,
                "no such rule",
                sentence("Did you mean {near}?", near=", ".join(near))
                if near
                else "See 'feijian rules list'.",
            )
        )


def cases_file(file: ContentFile) -> ContentFile:
    """Where the cases of a query lie: beside it."""
    return ContentFile(
        file.root,
        file.path.with_name(f"{file.path.stem}.cases.yaml"),
        f"{file.relative.removesuffix('.sql')}.cases.yaml",
    )


def read_rules(
    library: Library,
    catalogue: Catalogue,
    derived: tuple[Derived, ...],
    *,
    only: Iterable[str] | None = None,
    basis_ids: frozenset[str] | None = None,
    class_codes: frozenset[str] | None = None,
) -> RuleBook:
    """Read and check every rule.

    catalogue: with the derived tables (see `with_derived`).
    only: ids to read; all where not given. basis_ids, class_codes: the known ones, to check against.
    Raises LibraryError with the problems of all rules, each with file and line.
    """
    import sqlglot.errors

    from feijian.contracts.sql_reading import tables_read, tree_of

    wanted = None if only is None else set(only)
    rules: dict[str, Rule] = {}
    cases: dict[str, tuple[Case, ...]] = {}
    reads: dict[str, frozenset[tuple[str | None, str]]] = {}
    problems: list[Problem] = []
    widened: list[Problem] = []
    checker = Checker(SqlGuard(), catalogue, described_world(catalogue))
    for file in library.files("rules", "*/*.sql"):
        identity = file.relative.removesuffix(".sql").replace("/", ".")
        if wanted is not None and identity not in wanted:
            continue
        try:
            headed = read_headed_sql(file)
        except LibraryError as error:
            problems += error.problems
            continue
        rule, wrong = parse_rule(headed)
        problems += wrong
        if rule is None:
            continue
        if rule.id in rules:
            problems.append(
                Problem(
                    headed.at(),
                    sentence("the rule {id} stands twice", id=rule.id),
                    "Give yours another name.",
                )
            )
        problems += _unknown_codes(rule, basis_ids, class_codes)
        try:
            tree = tree_of(rule.sql)
            reads[rule.id] = frozenset(tables_read(tree))
            wrong = check_query(rule, tree, reads[rule.id], checker)
            if not wrong:
                wrong = wide_parts(headed, rule.parts, catalogue)
                wrong += wide_coded_parts(
                    headed, rule.coded_parts, reads[rule.id], catalogue, derived
                )
                wide = broken_promises(headed, tree, rule.scope, reads[rule.id], catalogue, derived)
                if wide:
                    widened += wide
                    rule = replace(rule, scope="all")
        except sqlglot.errors.ParseError as error:
            first = error.errors[0] if error.errors else {}
            line = int(first.get("line") or 1)
            wrong = [
                Problem(
                    headed.at(sql_line=line),
                    sentence("cannot be parsed: {value}", value=first.get("description", error)),
                )
            ]
        problems += wrong
        cases[rule.id] = tuple(_cases(rule, catalogue, problems))
        if wanted is None:
            problems += one_sided(rule, cases[rule.id])
        rules[rule.id] = rule
    if wanted is None:
        problems += wide_derived(catalogue, derived)
    if problems:
        raise LibraryError(sorted(set(problems)))
    ordered = tuple(rules[k] for k in sorted(rules))
    return RuleBook(ordered, cases, reads, catalogue, derived, tuple(sorted(set(widened))))


def _unknown_codes(
    rule: Rule, basis_ids: frozenset[str] | None, class_codes: frozenset[str] | None
) -> list[Problem]:
    """Legal bases and official classes that a rule names and nobody knows."""
    found = []
    for basis in rule.basis:
        if basis_ids is not None and basis not in basis_ids:
            near = difflib.get_close_matches(basis, sorted(basis_ids), n=1)
            found.append(
                Problem(
                    rule.headed.at("basis"),
                    sentence("unknown legal basis '{basis}'", basis=basis),
                    sentence("Did you mean {near}?", near=near[0])
                    if near
                    else "Add it to reference/legal_basis.",
                )
            )
    for code in rule.official:
        if class_codes is not None and code not in class_codes:
            found.append(
                Problem(
                    rule.headed.at("official"),
                    sentence("unknown official class '{code}'", code=code),
                )
            )
    return found


def one_sided(rule: Rule, cases: Iterable[Case]) -> list[Problem]:
    """What is missing where a rule's cases show one side alone: the offence, or honest work.

    A library is not read with such a rule; who tries a single rule first sees how its cases come out.
    """
    shown = cases_file(rule.headed.file).shown
    cases = tuple(cases)
    if not cases:
        return []
    found = []
    if not any(c.finds for c in cases):
        found.append(Problem(shown, "no case finds anything"))
    if not any(c.finds is None for c in cases):
        found.append(Problem(shown, "no case finds nothing"))
    return found


def _cases(rule: Rule, catalogue: Catalogue, problems: list[Problem]) -> list[Case]:
    file = cases_file(rule.headed.file)
    if not file.path.is_file():
        problems.append(
            Problem(
                file.shown, "no cases", "Write at least one case that finds and one that does not."
            )
        )
        return []
    try:
        cases = read_cases(file.path, file.shown)
    except LibraryError as error:
        problems += error.problems
        return []
    for case in cases:
        for name, rows in case.given.items():
            table = catalogue.find(name)
            where = f"{file.shown}:{case.line}"
            if table is None or table.schema == "derived":
                problems.append(
                    Problem(
                        where,
                        sentence(
                            "the case {name!r} gives the unknown table {name2!r}",
                            name=case.name,
                            name2=name,
                        ),
                    )
                )
                continue
            for column in rows.columns:
                if table.column(column) is None:
                    problems.append(
                        Problem(
                            where,
                            sentence(
                                "the case {name!r}: {name2} has no column {column!r}",
                                name=case.name,
                                name2=name,
                                column=column,
                            ),
                        )
                    )
    return cases
