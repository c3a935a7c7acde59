"""init, load, doctor: a workspace, what goes into it, and whether it is sound."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from feijian.cli.options import HERE, JsonOption, LibraryOption, WorkspaceOption
from feijian.cli.show import print_json, print_table, progress_bar


def init(
    directory: Annotated[
        Path | None, typer.Argument(help="The folder to make; the --workspace where not given.")
    ] = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Make a workspace: settings, privacy key, empty folders."""
    from feijian.workspace import Workspace

    directory = directory or workspace
    Workspace.create(directory)
    print(f"workspace {directory} is ready; next: feijian load PATH --workspace {directory}")


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
    as_json: JsonOption = False,
) -> None:
    """Load a delivery: all of it or nothing, every row accounted for."""
    from feijian.errors import DeliveryDoubtful
    from feijian.ingest.load.delivery import load as load_delivery
    from feijian.library import Library
    from feijian.workspace import Workspace

    opened = Workspace.open(workspace)
    content = Library.of([*opened.settings().library, *library])
    with progress_bar("loading") as progress:
        report = load_delivery(
            opened, path, source=source, library=content, progress=progress, most_held=most_held
        )
    if as_json:
        print_json(report.json())
        if strict and report.doubts:
            raise DeliveryDoubtful(report.doubts)
        return
    counts = ("read", "accepted", "void", "repeated", "quarantined")
    rows = [[f.file, f.table, *(getattr(f, c) for c in counts)] for f in report.files]
    rows.append(["", "total", *(sum(getattr(f, c) for f in report.files) for c in counts)])
    print_table(["file", "table", *counts], rows, right=range(2, 7))
    for note in report.notes:
        print(note)
    # what matters most comes last, where a reader of a terminal looks
    if report.doubts and not strict:
        print("\nDOUBTFUL: look at this before judging")
        for doubt in report.doubts:
            print(doubt)
    if strict and report.doubts:
        raise DeliveryDoubtful(report.doubts)


def doctor(workspace: WorkspaceOption = HERE, as_json: JsonOption = False) -> None:
    """Look over installation and workspace, and say what to mend."""
    from feijian.cli.diagnosis import diagnose

    findings = diagnose(workspace)
    if as_json:
        print_json([{"check": c, "ok": ok, "detail": d} for c, ok, d in findings])
    else:
        print_table(
            ["check", "", "detail"], [[c, "ok" if ok else "MEND", d] for c, ok, d in findings]
        )
    if not all(ok for _, ok, _ in findings):
        raise typer.Exit(3)


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for command in (init, load, doctor):
        app.command()(command)
