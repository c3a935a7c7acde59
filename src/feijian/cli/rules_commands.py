"""rules list|show|check|test|new|backtest|coverage."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feijian.cli.options import (
    HERE,
    AsOfOption,
    JsonOption,
    Lang,
    LangOption,
    LibraryOption,
    WorkspaceOption,
    as_of_or_today,
    library_folders,
    new_content_place,
    parse_settings,
    period,
)
from feijian.cli.rules_coverage import coverage
from feijian.cli.show import print_json, print_table, progress_bar, tell, yuan
from feijian.cli.words import heads, said, spoken
from feijian.messages import sentence

if TYPE_CHECKING:
    from feijian.contracts import Content
    from feijian.rules import RuleBook

app = typer.Typer(no_args_is_help=True)


def _content(workspace: Path, library: list[Path]) -> Content:
    from feijian.contracts import read_content

    return read_content(library_folders(workspace, library))


def _book(workspace: Path, library: list[Path], only: list[str] | None = None) -> RuleBook:
    """The rules; where some are named, only those are read, unless one of them is not there."""
    from feijian.rules.step import rules_of

    content = _content(workspace, library)
    if only:
        book = rules_of(content, only)
        if len(book.rules) == len(set(only)):
            return book
    return rules_of(content)


@app.command("list")
def list_rules(
    workspace: WorkspaceOption = HERE,
    family: Annotated[str | None, typer.Option(help="Only one family.")] = None,
    library: LibraryOption = [],  # noqa: B006
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
) -> None:
    """All rules; with a workspace, what the newest run and its verdicts say of each."""
    from feijian.leads.labels import CERTAINTIES, precision_text
    from feijian.leads.posterior import precisions
    from feijian.library import notes
    from feijian.rules.listing import rule_list
    from feijian.rules.page import called
    from feijian.verdicts.store import standing_verdicts

    told = precisions(standing_verdicts(workspace / "verdicts.sqlite"))
    rows = rule_list(_book(workspace, library), workspace, told, family)
    if as_json:
        print_json([{**r, "precision": r["precision"] and asdict(r["precision"])} for r in rows])
        return
    print_table(
        heads(
            ["rule", "title", "certainty", "status", "scope", "outcome", "found", "upheld"],
            lang.value,
        ),
        [
            [
                r["rule_id"],
                r["title_zh" if lang is Lang.zh else "title"],
                CERTAINTIES[r["certainty"]].to(lang.value),
                called("status", r["status"], lang.value),
                called("scope", r["scope"], lang.value),
                notes.outcome(r["outcome"] or "", lang.value),
                r["found"],
                precision_text(r["precision"]),
            ]
            for r in rows
        ],
        right=[6],
        optional=[4, 3, 7, 5],
    )
    print(said("total_rules", lang.value, n=len(rows)))


@app.command()
def show(
    rule: Annotated[str, typer.Argument(help="A rule's id: family.slug")],
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
) -> None:
    """One rule in full: what it finds, its basis, its innocent explanations, its cases."""
    from feijian.rules.examples import findings_by_case
    from feijian.rules.page import rule_facts, rule_page
    from feijian.rules.step import rules_of

    content = _content(workspace, library)
    book = rules_of(content, [rule])
    if not book.rules:
        book = rules_of(content)  # to say which ids are near
    if as_json:
        print_json(rule_facts(book, book.get(rule)))
    else:
        legal = {row["basis_id"]: row for row in content.shipped("legal_basis")}
        wanted = book.get(rule)
        told = findings_by_case(book, wanted) if lang is Lang.zh else None
        print(rule_page(book, wanted, lang.value, legal, told))


@app.command()
def check(
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006
    write_lock: Annotated[
        bool,
        typer.Option(
            "--write-lock", help="Write rules.lock of the first --library, or the built-in one."
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Check headers, queries, parameters, bases and the lock of all rules."""
    from feijian.errors import LibraryError
    from feijian.rules.lock import lock_problems, lock_text
    from feijian.rules.portable import portable_problems

    book = _book(workspace, library)
    lock = (
        book.rules[0].headed.file.root / "rules" / "rules.lock"
        if book.rules
        else Path("rules.lock")
    )
    builtin = [r for r in book.rules if r.headed.file.root == lock.parent.parent]
    problems = [p for r in book.rules for p in portable_problems(r.headed)]
    if write_lock and not problems:
        lock.write_text(lock_text(builtin), encoding="utf-8")
    problems += lock_problems(builtin, lock)
    if problems:
        raise LibraryError(problems)
    print_json({"rules": len(book.rules), "problems": []}) if as_json else tell(
        sentence("{n} rules are in order", n=len(book.rules))
    )


@app.command("test")
def run_tests(
    rules: Annotated[
        list[str] | None, typer.Argument(help="Rule ids; all where none is given.")
    ] = None,
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006
    gates: Annotated[
        bool, typer.Option("--gates/--no-gates", help="Also try every threshold and condition.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Run the rules' cases, and with --gates what happens when a threshold moves or a condition goes."""
    from feijian.errors import CheckFailed, Problem
    from feijian.rules.book import one_sided
    from feijian.rules.cases import PreparedCase, run_cases
    from feijian.rules.gates import run_gates

    book = _book(workspace, library, rules)
    chosen = [book.get(r) for r in rules] if rules else list(book.rules)
    problems, count, mutants = [], 0, 0
    with progress_bar("rules") as progress:
        for number, rule in enumerate(chosen):
            progress(rule.id, number / len(chosen))
            prepared: list[PreparedCase] = []
            for result in run_cases(book, rule, prepared=prepared if gates else None):
                count += 1
                if result.difference:
                    problems.append(Problem(f"{rule.id}: {result.case}", result.difference))
            problems += one_sided(rule, book.cases[rule.id])
            if gates:
                report = run_gates(book, rule, prepared)
                mutants += report.mutants
                problems += [
                    Problem(sentence("{rule}: gate", rule=rule.id), s) for s in report.survivors
                ]
    if as_json:
        print_json(
            {
                "rules": len(chosen),
                "cases": count,
                "mutants": mutants,
                "problems": [{"where": p.where, "what": p.what} for p in problems],
            }
        )
    if problems:
        raise CheckFailed(problems)
    if not as_json:
        noticed = sentence(", changes noticed: {n:,}", n=mutants) if gates else ""
        tell(
            sentence(
                "all hold; rules: {n}, cases: {count}{noticed}",
                n=len(chosen),
                count=count,
                noticed=noticed,
            )
        )


@app.command()
def new(
    rule: Annotated[str, typer.Argument(help="The new rule's id: family.slug")],
    into: Annotated[
        Path | None,
        typer.Option(
            help="The library folder to write it to; the workspace's own where not given, or this folder."
        ),
    ] = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Start a rule from the template, with a case that finds and one that does not."""
    from feijian.library.templates import write_template

    place = new_content_place(workspace, into)
    for path in write_template("rules", rule, place):
        print(path)
    tell(
        sentence(
            "next: feijian rules test {rule} --gates --library {place}", rule=rule, place=place
        )
    )


app.command()(coverage)


@app.command()
def backtest(
    rule: Annotated[str, typer.Argument(help="The rule to try.")],
    change: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="A parameter to change.")
    ] = None,
    workspace: WorkspaceOption = HERE,
    period_from: Annotated[str | None, typer.Option("--from", metavar="DATE")] = None,
    period_to: Annotated[str | None, typer.Option("--to", metavar="DATE")] = None,
    as_of: AsOfOption = None,
    library: LibraryOption = [],  # noqa: B006
    as_json: JsonOption = False,
) -> None:
    """What another setting would change: findings added, removed and unchanged. Publishes nothing."""
    from feijian.rules.backtest import backtest as compare
    from feijian.workspace import Workspace

    days = period(period_from, period_to)
    result = compare(
        Workspace.open(workspace),
        _book(workspace, library, [rule]),
        rule,
        parse_settings(change or []),
        as_of_or_today(as_of, workspace),
        days,
    )
    if as_json:
        print_json(result.json())
        return
    tell(
        sentence(
            "{rule}: {added} added, {removed} removed, {unchanged} unchanged",
            rule=rule,
            added=result.added,
            removed=result.removed,
            unchanged=result.unchanged,
        )
    )
    if not result.providers:
        return  # the line above said it: a head over nothing says no more
    print_table(
        heads(["provider", "added", "removed", "unchanged", "amount_now", "amount_then"], spoken()),
        [
            [
                p.provider_id,
                p.added,
                p.removed,
                p.unchanged,
                yuan(p.amount_now),
                yuan(p.amount_then),
            ]
            for p in result.providers
        ],
        right=[1, 2, 3, 4, 5],
    )
    for example in result.examples:
        print(example)
