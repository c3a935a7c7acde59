"""models list|show."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from feijian.cli.options import (
    HERE,
    JsonOption,
    Lang,
    LangOption,
    LibraryOption,
    WorkspaceOption,
    library_folders,
    new_content_place,
)
from feijian.cli.show import print_json, print_table, tell
from feijian.cli.words import PERIODS, heads
from feijian.messages import sentence

app = typer.Typer(no_args_is_help=True)


@app.command("list")
def list_models(
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
) -> None:
    """All models; with a workspace, the outcome of each in the newest run."""
    from feijian.leads import labels
    from feijian.library import notes
    from feijian.models.listing import model_list

    rows = model_list(library, workspace)
    if as_json:
        print_json(rows)
        return
    print_table(
        heads(
            ["model", "title", "subject", "period", "detectors", "outcome", "subjects"], lang.value
        ),
        [
            [
                r["model_id"],
                r["title_zh" if lang is Lang.zh else "title"],
                labels.subject(r["subject"]).to(lang.value),
                PERIODS[r["period"]].to(lang.value),
                ", ".join(r["detectors"]),
                notes.outcome(r["outcome"] or "", lang.value),
                r["subjects"],
            ]
            for r in rows
        ],
        right=[6],
        optional=[4, 3],
    )


@app.command("test")
def run_tests(
    models: Annotated[
        list[str] | None, typer.Argument(help="Model ids; all where none is given.")
    ] = None,
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006
    as_json: JsonOption = False,
) -> None:
    """Run the cases of models: planted outliers come first, innocent look-alikes do not."""
    from feijian.contracts import read_content
    from feijian.errors import CheckFailed, Problem
    from feijian.models import read_models
    from feijian.models.cases import run_cases
    from feijian.models.listing import model_named

    content = read_content(library_folders(workspace, library))
    book = read_models(content.library, content.catalogue, content.derived)
    chosen = [model_named(book, m) for m in models] if models else list(book.models)
    results = [r for model in chosen for r in run_cases(book, model)]
    problems = [Problem(f"{r.model_id}: {r.case}", r.difference) for r in results if r.difference]
    if as_json:
        told = [{"where": p.where, "what": p.what} for p in problems]
        print_json({"models": len(chosen), "cases": len(results), "problems": told})
    if problems:
        raise CheckFailed(problems)
    if not as_json:
        tell(sentence("all hold; models: {n}, cases: {n2}", n=len(chosen), n2=len(results)))


@app.command()
def new(
    model: Annotated[str, typer.Argument(help="The new model's id: subject.slug")],
    into: Annotated[Path | None, typer.Option(help="The library folder to write it to.")] = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Start a model from the template, with a planted outlier and an innocent look-alike."""
    from feijian.library.templates import write_template

    place = new_content_place(workspace, into)
    for path in write_template("models", model, place):
        print(path)
    tell(sentence("next: feijian models test {model} --library {place}", model=model, place=place))


@app.command()
def show(
    model: Annotated[str, typer.Argument(help="A model's id: subject.slug")],
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
) -> None:
    """One model: its subjects, peers, features and detectors."""
    from feijian.models.listing import model_facts, model_page

    folders = library_folders(workspace, library)
    print_json(model_facts(folders, model)) if as_json else print(
        model_page(folders, model, lang.value)
    )
