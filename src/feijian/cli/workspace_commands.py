"""init, load, doctor: a workspace, what goes into it, and whether it is sound."""

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
)
from feijian.cli.show import print_json, print_table, progress_bar, tell
from feijian.cli.words import heads, spoken
from feijian.messages import in_words, sentence

if TYPE_CHECKING:
    from feijian.ingest.load.steps import LoadStep


def init(
    directory: Annotated[
        Path | None, typer.Argument(help="The folder to make; the --workspace where not given.")
    ] = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Make a workspace: settings, privacy key, empty folders."""
    from feijian.workspace import Workspace

    directory = directory or workspace
    before = (directory / "feijian.toml").is_file()
    Workspace.create(directory)
    if before:
        tell(
            sentence(
                "workspace {directory} is there already and stays as it is: see feijian doctor --workspace {directory}",
                directory=directory,
            )
        )
        return
    tell(
        sentence(
            "workspace {directory} is ready; next: feijian load PATH --workspace {directory}",
            directory=directory,
        )
    )


def load(
    path: Annotated[Path, typer.Argument(help="A folder with a delivery's files, or one file.")],
    workspace: WorkspaceOption = HERE,
    source: Annotated[
        str, typer.Option(help="Which source mapping to read it by.")
    ] = "nhsa_platform",
    library: LibraryOption = [],  # noqa: B006 - typer reads it, nobody changes it
    strict: Annotated[
        bool, typer.Option("--strict", help="End with exit code 13 where the delivery is doubtful.")
    ] = False,
    most_held: Annotated[
        float,
        typer.Option(
            "--most-held", help="Share of a table's rows that may be set aside unremarked."
        ),
    ] = 0.05,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Print every step: its SQL, what it reads and writes, rows and seconds.",
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Load a delivery: all of it or nothing, every row accounted for."""
    from feijian.errors import DeliveryDoubtful, Problem, UsageError
    from feijian.ingest.load.delivery import load as load_delivery
    from feijian.library import Library
    from feijian.workspace import Workspace

    if not 0 <= most_held <= 1:
        todo = "Write 0.05 for five in a hundred."
        raise UsageError(Problem(f"--most-held {most_held}", "is no share from 0 to 1", todo))
    opened = Workspace.open(workspace)
    content = Library.of([*opened.settings().library, *library])
    steps: list[LoadStep] | None = [] if explain else None
    with progress_bar("loading") as progress:
        report = load_delivery(
            opened,
            path,
            source=source,
            library=content,
            progress=progress,
            most_held=most_held,
            steps=steps,
        )
    if as_json:
        told = report.json()
        print_json(told if steps is None else {**told, "steps": [asdict(s) for s in steps]})
        if strict and report.doubts:
            raise DeliveryDoubtful(report.doubts)
        return
    for step in steps or ():
        print(step.text() + "\n")
    counts = ("read", "accepted", "void", "repeated", "quarantined")
    rows = [[f.file, f.table, *(getattr(f, c) for c in counts)] for f in report.files]
    rows.append(
        [
            "",
            heads(["total"], spoken())[0],
            *(sum(getattr(f, c) for f in report.files) for c in counts),
        ]
    )
    print_table(heads(["file", "table", *counts], spoken()), rows, right=range(2, 7))
    for note in report.notes:
        tell(str(note))
    # what matters most comes last, where a reader of a terminal looks
    if report.doubts and not strict:
        tell("\nDOUBTFUL: look at this before judging")
        for doubt in report.doubts:
            tell(str(doubt))
    if strict and report.doubts:
        raise DeliveryDoubtful(report.doubts)


def check(
    workspace: WorkspaceOption = HERE,
    lines: Annotated[
        Path | None,
        typer.Option(
            "--lines",
            metavar="FILE",
            help="Judge unsettled encounters instead: charges as JSON (2204), JSON lines, CSV or Parquet.",
        ),
    ] = None,
    as_of: AsOfOption = None,
    library: LibraryOption = [],  # noqa: B006 - typer reads it, nobody changes it
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
) -> None:
    """Check all content without running it; with --lines, encounters before they are settled."""
    if lines is not None:
        from feijian.cli.check_lines import check_lines

        check_lines(workspace, lines, library, as_of, lang.value, as_json)
        return
    from feijian.checking import check_content
    from feijian.cli.options import library_folders
    from feijian.errors import LibraryError

    report = check_content(library_folders(workspace, library))
    if as_json:
        told = [{"where": p.where, "what": p.what, "todo": p.todo} for p in report.problems]
        print_json({**report.counts(), "problems": told})
    if report.problems:
        raise LibraryError(report.problems)
    if not as_json:
        tell(
            sentence(
                "{tables} tables, {sources} sources, {derived} derived, {rules} rules, {models} models: all in order",
                **report.counts(),
            )
        )


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write, as feijian-2026-11.tar.gz.")],
    workspace: WorkspaceOption = HERE,
    everything: Annotated[
        bool,
        typer.Option("--everything", help="Warehouse and quarantine too: nothing to load again."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Save what cannot be made again: key, verdicts, settings, audit log, ledger."""
    from feijian.workspace import Workspace, audit
    from feijian.workspace.backup import back_up

    opened = Workspace.open(workspace)
    names = back_up(opened, file, everything=everything)
    audit.record(opened.root, "backup", {"file": file.name, "everything": everything})
    print_json({"file": str(file), "files": names}) if as_json else tell(
        sentence("{file}: {n} files", file=file, n=len(names))
    )


def restore(
    file: Annotated[Path, typer.Argument(help="A backup that 'feijian backup' wrote.")],
    directory: Annotated[Path, typer.Argument(help="A new or empty folder.")],
    as_json: JsonOption = False,
) -> None:
    """Make a workspace from its backup."""
    from feijian.workspace import audit
    from feijian.workspace.backup import restore as bring_back

    done = bring_back(file, directory)
    audit.record(directory, "restore", {"file": file.name, "made_at": done.made_at})
    if as_json:
        print_json(
            {"files": done.files, "made_at": done.made_at, "deliveries_to_load": done.deliveries}
        )
        return
    tell(
        sentence(
            "workspace {directory} as of {made_at}: {n} files",
            directory=directory,
            made_at=done.made_at,
            n=len(done.files),
        )
    )
    for delivery in done.deliveries:
        tell(sentence("load again: {delivery}", delivery=delivery))


def upgrade(workspace: WorkspaceOption = HERE, as_json: JsonOption = False) -> None:
    """Bring a workspace of an older version to this one; a copy of it is kept aside."""
    from feijian.workspace import Workspace
    from feijian.workspace.upgrade import upgrade as bring_up

    done = bring_up(Workspace.open(workspace))
    if as_json:
        kept = str(done.kept) if done.kept else None
        print_json({"before": done.before, "verdicts": done.verdicts, "kept": kept})
    elif done.kept is None:
        tell("the workspace is of this version already")
    else:
        tell(
            sentence(
                "upgraded from edition {before}; {verdicts} verdicts carried over",
                before=done.before,
                verdicts=done.verdicts,
            )
        )
        tell(sentence("the workspace as it was: {kept}; next: feijian run --full", kept=done.kept))


def doctor(workspace: WorkspaceOption = HERE, as_json: JsonOption = False) -> None:
    """Look over installation and workspace, and say what to mend."""
    from feijian.cli.diagnosis import diagnose

    findings = diagnose(workspace)
    if as_json:
        print_json([{"check": f.name, "ok": f.holds, "detail": f.detail} for f in findings])
    else:
        lang = spoken()
        print_table(
            heads(["check", "", "detail"], lang),
            [
                [in_words(part, lang) for part in (f.name, "ok" if f.holds else "MEND", f.detail)]
                for f in findings
            ],
        )
    if not all(f.holds for f in findings):
        raise typer.Exit(3)


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for command in (init, load, check, backup, restore, upgrade, doctor):
        app.command()(command)
