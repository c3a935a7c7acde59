"""rules list|show|check|test|new|backtest|coverage."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

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
    day,
    parse_settings,
)  # fmt: skip
from feijian.cli.show import print_json, print_table, progress_bar, yuan

app = typer.Typer(no_args_is_help=True)


def _content(library: list[Path]) -> Any:
    from feijian.contracts import read_content

    return read_content(library)


def _book(library: list[Path]) -> Any:
    from feijian.rules.step import rules_of

    return rules_of(_content(library))


@app.command("list")
def list_rules(
    workspace: WorkspaceOption = HERE,
    family: Annotated[str | None, typer.Option(help="Only one family.")] = None,
    library: LibraryOption = [],  # noqa: B006
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
) -> None:
    """All rules; with a workspace, what the newest run and its verdicts say of each."""
    from feijian.rules.listing import rule_list

    rows = rule_list(_book(library), workspace, family)
    if as_json:
        print_json(rows)
        return
    print_table(
        ["rule", "title", "certainty", "status", "scope", "outcome", "found", "upheld"],
        [[r["rule_id"], r["title_zh" if lang is Lang.zh else "title"], r["certainty"], r["status"], r["scope"],
          r["outcome"], r["found"], r["precision"]] for r in rows],
        right=[6],
    )  # fmt: skip
    print(f"{len(rows)} rules")


@app.command()
def show(
    rule: Annotated[str, typer.Argument(help="A rule's id: family.slug")],
    library: LibraryOption = [],  # noqa: B006
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
) -> None:
    """One rule in full: what it finds, its basis, its innocent explanations, its cases."""
    from feijian.rules.page import rule_facts, rule_page

    book = _book(library)
    if as_json:
        print_json(rule_facts(book, book.get(rule)))
    else:
        print(rule_page(book, book.get(rule), lang.value))


@app.command()
def check(
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

    book = _book(library)
    lock = (
        book.rules[0].headed.file.root / "rules" / "rules.lock"
        if book.rules
        else Path("rules.lock")
    )
    builtin = [r for r in book.rules if r.headed.file.root == lock.parent.parent]
    problems = [p for r in book.rules for p in portable_problems(r)]
    if write_lock and not problems:
        lock.write_text(lock_text(builtin), encoding="utf-8")
    problems += lock_problems(builtin, lock)
    if problems:
        raise LibraryError(problems)
    print_json({"rules": len(book.rules), "problems": []}) if as_json else print(
        f"{len(book.rules)} rules are in order"
    )


@app.command("test")
def run_tests(
    rules: Annotated[
        list[str] | None, typer.Argument(help="Rule ids; all where none is given.")
    ] = None,
    library: LibraryOption = [],  # noqa: B006
    gates: Annotated[
        bool, typer.Option("--gates/--no-gates", help="Also try every threshold and condition.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Run the rules' cases, and with --gates what happens when a threshold moves or a condition goes."""
    from feijian.errors import CheckFailed, Problem
    from feijian.rules.cases import run_cases
    from feijian.rules.gates import run_gates

    book = _book(library)
    chosen = [book.get(r) for r in rules] if rules else list(book.rules)
    problems, count, mutants = [], 0, 0
    with progress_bar("rules") as progress:
        for number, rule in enumerate(chosen):
            progress(rule.id, number / len(chosen))
            for result in run_cases(book, rule):
                count += 1
                if result.difference:
                    problems.append(Problem(f"{rule.id}: {result.case}", result.difference))
            if gates:
                report = run_gates(book, rule)
                mutants += report.mutants
                problems += [Problem(f"{rule.id}: gate", s) for s in report.survivors]
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
        print(
            f"{len(chosen)} rules, {count} cases"
            + (f", {mutants} changes noticed" if gates else "")
            + ": all hold"
        )


@app.command()
def new(
    rule: Annotated[str, typer.Argument(help="The new rule's id: family.slug")],
    into: Annotated[Path, typer.Option(help="The library folder to write it to.")] = HERE,
) -> None:
    """Start a rule from the template, with a case that finds and one that does not."""
    from feijian.rules.template import write_template

    for path in write_template(rule, into):
        print(path)


@app.command()
def coverage(library: LibraryOption = [], as_json: JsonOption = False) -> None:  # noqa: B006
    """All official classes, and what answers each."""
    from feijian.rules.coverage import class_coverage

    content = _content(library)
    rows = class_coverage(content, _book(library))
    if as_json:
        print_json({"classes": rows})
        return
    print_table(
        ["official", "name", "status", "rules", "detail"],
        [[r["official"], r["name"], r["status"], ", ".join(r["rules"]), r["detail"]] for r in rows],
    )
    answered = sum(1 for r in rows if r["status"] != "open")
    print(f"{answered} of {len(rows)} classes answered")


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

    result = compare(
        Workspace.open(workspace), _book(library), rule, parse_settings(change or []), as_of_or_today(as_of),
        (day(period_from) if period_from else None, day(period_to) if period_to else None),
    )  # fmt: skip
    if as_json:
        print_json(result.json())
        return
    print(f"{rule}: {result.added} added, {result.removed} removed, {result.unchanged} unchanged")
    print_table(
        ["provider", "added", "removed", "unchanged", "amount now", "amount then"],
        [[p.provider_id, p.added, p.removed, p.unchanged, yuan(p.amount_now), yuan(p.amount_then)] for p in result.providers],
        right=[1, 2, 3, 4, 5],
    )  # fmt: skip
    for example in result.examples:
        print(example)
