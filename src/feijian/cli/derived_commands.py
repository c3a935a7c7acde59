"""derived list|show|test|new: the tables that many rules share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from feijian.cli.words import heads
from feijian.messages import sentence
from feijian.plain import Json

if TYPE_CHECKING:
    from feijian.contracts import Derived

app = typer.Typer(no_args_is_help=True)


@app.command("list")
def list_derived(
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006 - typer reads it, nobody changes it
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
) -> None:
    """All derived tables, each after those it is built on."""
    from feijian.contracts import read_content
    from feijian.rules.page import called

    content = read_content(library_folders(workspace, library))
    rows: list[Json] = [
        {
            "name": d.name,
            "title": d.title,
            "title_zh": d.title_zh,
            "scope": d.scope,
            "stored": d.stored,
            "needs": sorted(d.needs),
        }
        for d in content.derived
    ]
    if as_json:
        print_json(rows)
        return
    title = "title_zh" if lang is Lang.zh else "title"
    print_table(
        heads(["derived", "title", "scope", "needs"], lang.value),
        [
            [r["name"], r[title], called("scope", r["scope"], lang.value), ", ".join(r["needs"])]
            for r in rows
        ],
    )


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="The name of a derived table.")],
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006 - typer reads it, nobody changes it
    lang: LangOption = Lang.zh,
) -> None:
    """One derived table: its columns, its cases and its query."""
    from feijian.contracts import read_content
    from feijian.rules.derived_page import derived_page

    content = read_content(library_folders(workspace, library))
    item = _named(content.derived, name)
    print(derived_page(content, item, lang.value))
    print(item.sql)


@app.command("test")
def run_tests(
    names: Annotated[
        list[str] | None, typer.Argument(help="Derived tables; all where none is given.")
    ] = None,
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006 - typer reads it, nobody changes it
    as_json: JsonOption = False,
) -> None:
    """Run the cases of derived tables."""
    from feijian.contracts import read_content
    from feijian.contracts.derived_cases import run_derived_cases
    from feijian.errors import CheckFailed, Problem

    content = read_content(library_folders(workspace, library))
    chosen = [_named(content.derived, n) for n in names] if names else list(content.derived)
    results = [r for item in chosen for r in run_derived_cases(content, item)]
    problems = [
        Problem(f"derived.{r.name}: {r.case}", r.difference) for r in results if r.difference
    ]
    if as_json:
        told = [{"where": p.where, "what": p.what} for p in problems]
        print_json({"derived": len(chosen), "cases": len(results), "problems": told})
    if problems:
        raise CheckFailed(problems)
    if not as_json:
        tell(sentence("all hold; derived tables: {n}, cases: {n2}", n=len(chosen), n2=len(results)))


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="The new table's name, lower case with underscores.")],
    into: Annotated[Path | None, typer.Option(help="The library folder to write it to.")] = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Start a derived table from the template, with a case."""
    from feijian.library.templates import write_template

    place = new_content_place(workspace, into)
    for path in write_template("derived", name, place):
        print(path)
    tell(sentence("next: feijian derived test {name} --library {place}", name=name, place=place))


def _named(derived: tuple[Derived, ...], name: str) -> Derived:
    import difflib

    from feijian.errors import Problem, UsageError

    found = [d for d in derived if d.name == name.removeprefix("derived.")]
    if not found:
        near = difflib.get_close_matches(name, [d.name for d in derived], n=3)
        advice = (
            sentence("Did you mean {near}?", near=", ".join(near))
            if near
            else "See 'feijian derived list'."
        )
        raise UsageError(Problem(name, "no such derived table", advice))
    return found[0]
