"""models list|show."""

from __future__ import annotations

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
)
from feijian.cli.show import print_json, print_table

app = typer.Typer(no_args_is_help=True)


@app.command("list")
def list_models(
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
) -> None:
    """All models; with a workspace, the outcome of each in the newest run."""
    from feijian.models.listing import model_list

    rows = model_list(library, workspace)
    if as_json:
        print_json(rows)
        return
    print_table(
        ["model", "title", "subject", "period", "detectors", "outcome", "subjects"],
        [[r["model_id"], r["title_zh" if lang is Lang.zh else "title"], r["subject"], r["period"],
          ", ".join(r["detectors"]), r["outcome"], r["subjects"]] for r in rows],
        right=[6],
    )  # fmt: skip


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
