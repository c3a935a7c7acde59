"""whatif: other settings of several rules, and the leads that they would make."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from feijian.cli.options import (
    HERE,
    JsonOption,
    Lang,
    LangOption,
    LibraryOption,
    RunOption,
    WorkspaceOption,
    library_folders,
    parse_settings,
)
from feijian.cli.show import about, print_json, print_table, yuan
from feijian.cli.words import heads, said
from feijian.messages import sentence


def whatif(
    change: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="RULE.NAME=VALUE", help="A parameter of a rule; may be repeated."
        ),
    ] = None,
    sets: Annotated[
        Path | None,
        typer.Option("--sets", help="A JSON file of named sets: name → rule → parameter → value."),
    ] = None,
    workspace: WorkspaceOption = HERE,
    run_id: RunOption = None,
    library: LibraryOption = [],  # noqa: B006
    limit: Annotated[int, typer.Option(help="How many leads to print; 0 for all.")] = 20,
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
) -> None:
    """What other settings would change: findings, amounts, leads and their places. Publishes nothing."""
    from feijian.contracts import read_content
    from feijian.leads.whatif import what_if
    from feijian.rules.step import rules_of
    from feijian.workspace import Workspace, chosen_run

    opened = Workspace.open(workspace)
    run = chosen_run(opened, run_id)
    asked = _asked(change or [], sets)
    named = sorted({rule for one in asked.values() for rule in one})
    content = read_content(library_folders(workspace, library))
    book = rules_of(content, named)
    if len(book.rules) < len(named):
        book = rules_of(content)  # to say which ids are near
    found = what_if(opened, content, book, run, asked)
    if as_json:
        print_json([one.json() for one in found])
        return
    for one in found:
        _print(one, limit, lang.value)
    print(said("whatif_scores", lang.value, run_id=run.run_id))


def _asked(change: list[str], file: Path | None) -> dict[str, dict[str, Mapping[str, object]]]:
    """The sets of the file, or the one that --set options make. Raises UsageError."""
    from feijian.errors import Problem, UsageError
    from feijian.leads.whatif import read_sets

    if bool(change) == (file is not None):
        raise UsageError("nothing to try", "Give --set RULE.NAME=VALUE, or a file with --sets.")
    if file is not None:
        try:
            return read_sets(file.read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise UsageError(
                Problem(file.name, sentence("cannot be read: {strerror}", strerror=error.strerror))
            ) from None
        except ValueError as error:
            todo = 'Write {"tighter": {"readmission.split_admission": {"gap_days": 7}}}.'
            raise UsageError(Problem(file.name, str(error), todo)) from None
    made: dict[str, dict[str, object]] = {}
    for name, value in parse_settings(change).items():
        rule, _, parameter = name.rpartition(".")
        if rule.count(".") != 1:
            todo = "Write family.slug.parameter=value."
            raise UsageError(Problem(f"--set {name}", "does not name a rule's parameter", todo))
        made.setdefault(rule, {})[parameter] = value
    return {"--set": dict(made)}


def _print(one: Any, limit: int, lang: str) -> None:
    values = "; ".join(f"{r}.{n}={v}" for r, c in one.change.items() for n, v in c.items())
    print(said("whatif_set", lang, name=one.name, values=values))
    print_table(
        heads(["rule", "findings_before", "findings_after", "amount_now", "amount_then"], lang),
        [
            [r.rule_id, r.before, r.after, yuan(r.amount_before), yuan(r.amount_after)]
            for r in one.rules
        ],
        right=[1, 2, 3, 4],
    )
    before, after = (
        {
            "leads": one.leads[n],
            "amount": yuan(one.amount[n]),
            "expected": about(one.expected[n], lang),
        }
        for n in (0, 1)
    )
    print(
        said(
            "whatif_leads",
            lang,
            **{f"{k}_before": v for k, v in before.items()},
            **{f"{k}_after": v for k, v in after.items()},
        )
    )
    shown = one.changes[:limit] if limit else one.changes
    if shown:
        print_changes(shown, lang)
    counts = {k: one.difference.count(k) for k in ("new", "gone", "moved")}
    print(said("diff", lang, **counts, same=one.difference.same))


def print_changes(changes: Any, lang: str) -> None:
    """Leads that are new, gone or moved, and why."""
    print_table(
        heads(["change", "lead_id", "title", "before", "after", "why"], lang),
        [
            [said(c.change, lang), c.lead_id, c.title.to(lang), c.before, c.after, c.why.to(lang)]
            for c in changes
        ],
        right=[3, 4],
        optional=[1],
    )


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(whatif)
