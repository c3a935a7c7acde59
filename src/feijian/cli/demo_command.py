"""demo: a synthetic county from nothing to a report."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from feijian.cli.options import JsonOption, Lang, LangOption
from feijian.cli.show import print_json, print_table, progress_bar, tell
from feijian.cli.words import heads, said
from feijian.messages import sentence

AS_OF = date(2026, 12, 31)


def demo(
    directory: Annotated[
        Path, typer.Argument(help="The folder to make, for the delivery and a workspace beside it.")
    ] = Path("demo"),
    workspace: Annotated[
        Path | None,
        typer.Option(
            "--workspace", "-w", help="A workspace to make elsewhere than in that folder."
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Another seed, another county.")] = 1,
    lines: Annotated[
        int, typer.Option(min=30_000, help="How many charged lines, up to millions.")
    ] = 60_000,
    planted: Annotated[
        bool,
        typer.Option(
            "--planted/--benign", help="Plant schemes, or only their innocent look-alikes."
        ),
    ] = True,
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
) -> None:
    """Make a synthetic county, load it, run, and compare what was planted with what was found."""
    import shutil

    from feijian.cli.run_commands import execute
    from feijian.demo import CountyRequest, generate_county
    from feijian.demo.scoring import score_run
    from feijian.errors import WorkspaceError
    from feijian.ingest.load.delivery import load
    from feijian.library import Library
    from feijian.pipeline import run_steps
    from feijian.workspace import RunRequest, Workspace

    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        if not (directory / "delivery").is_dir() or not (directory / "truth.parquet").is_file():
            raise WorkspaceError(
                sentence("{directory} exists and is not an earlier demo", directory=directory),
                "Name a new folder.",
            )
        shutil.rmtree(directory)
    delivery, folder = directory / "delivery", workspace or directory / "workspace"
    with progress_bar("county") as progress:
        truth = generate_county(
            delivery, CountyRequest(seed=seed, lines=lines, planted=planted), progress
        )
    made = Workspace.create(folder)
    with progress_bar("loading") as progress:
        loaded = load(made, delivery, library=Library.of(), progress=progress)
    if not as_json:
        total = {
            c: sum(getattr(f, c) for f in loaded.files)
            for c in ("read", "accepted", "void", "repeated", "quarantined")
        }
        told = {c: f"{n:,}" for c, n in total.items()}
        print(said("demo_loaded", lang.value, **told))
    request = RunRequest(AS_OF, "run", True, lang=lang.value)
    run = (
        run_steps(made, request, lambda *_: None)[0]
        if as_json
        else execute(folder, request, lang.value, False)
    )
    from feijian.leads.labels import FAMILIES

    recall, precision, notes = score_run(run.directory, truth, lang.value)
    if as_json:
        print_json({"run_id": run.run_id, "schemes": recall, "families": precision})
        return
    print_table(
        heads(["scheme", "family", "covered", "planted", "found"], lang.value),
        [
            [
                r["title"],
                FAMILIES[r["family"]].to(lang.value),
                said("yes" if r["covered"] else "no", lang.value),
                r["planted"],
                r["found"],
            ]
            for r in recall
        ],
        right=[3, 4],
    )
    print_table(
        heads(["family", "findings", "planted", "precision"], lang.value),
        [
            [FAMILIES[p["family"]].to(lang.value), p["findings"], p["true"], p["precision"]]
            for p in precision
        ],
        right=[1, 2, 3],
    )
    for note in notes:
        tell(str(note))
    page = run.file("report.html" if lang is Lang.zh else "report.en.html")
    print(said("report", lang.value, file=page))


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(demo)
