"""sources list|show|new|check: senders' tables and how they become canonical rows."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feijian.cli.options import (
    HERE,
    JsonOption,
    LibraryOption,
    WorkspaceOption,
    library_folders,
    new_content_place,
)
from feijian.cli.show import print_json, print_table, tell
from feijian.cli.words import heads, spoken
from feijian.messages import sentence
from feijian.plain import Json

if TYPE_CHECKING:
    from feijian.contracts.model import Catalogue
    from feijian.ingest.sources.source import Source
    from feijian.library import Library

app = typer.Typer(no_args_is_help=True)


def _opened(workspace: Path, library: list[Path]) -> tuple[Library, Catalogue]:
    from feijian.contracts.catalogue import read_catalogue
    from feijian.library import Library

    content = Library.of(library_folders(workspace, library))
    return content, read_catalogue(content, ("canonical",))


@app.command("list")
def list_sources(
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006 - typer reads it, nobody changes it
    as_json: JsonOption = False,
) -> None:
    """All sources, with their tables and what they feed."""
    from feijian.ingest.sources.reading import read_source, source_names

    content, catalogue = _opened(workspace, library)
    rows: list[Json] = []
    for name in source_names(content):
        source = read_source(content, name, catalogue)
        fed = sorted({m.table for m in source.mappings})
        rows.append({"source": name, "tables": sorted(source.tables), "feeds": fed})
    if as_json:
        print_json(rows)
        return
    print_table(
        heads(["source", "tables", "feeds"], spoken()),
        [[r["source"], str(len(r["tables"])), ", ".join(r["feeds"])] for r in rows],
    )


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="The name of a source's folder.")],
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006 - typer reads it, nobody changes it
    as_json: JsonOption = False,
) -> None:
    """One source: its tables and files, and which column each canonical one is made from."""
    from feijian.ingest.sources.reading import read_source

    content, catalogue = _opened(workspace, library)
    source = read_source(content, name, catalogue)
    tables = [
        {
            "table": t.name,
            "files": list(t.files),
            "columns": len(t.contract.columns),
            "feeds": sorted(m.table for m in source.of_source(t.name)),
        }
        for t in source.tables.values()
    ]
    columns = _origins(source, catalogue)
    if as_json:
        print_json({"source": name, "tables": tables, "columns": columns})
        return
    print_table(
        heads(["table", "files", "columns", "feeds"], spoken()),
        [
            [
                str(t["table"]),
                ", ".join(source.tables[str(t["table"])].files),
                str(t["columns"]),
                ", ".join(m.table for m in source.of_source(str(t["table"]))),
            ]
            for t in tables
        ],
    )
    print_table(
        heads(["column", "made_from"], spoken()),
        [[c["column"], ", ".join(c["from"])] for c in columns],
    )


def _origins(source: Source, catalogue: Catalogue) -> list[Json]:
    from feijian.ingest.sources.lineage import lineage_of

    return [
        {"column": f"{table}.{column}", "from": sorted(f"{t}.{c}" if c else t for t, c in origins)}
        for (table, column), origins in sorted(lineage_of(source, catalogue).items())
        if origins
    ]


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="The new source's name, lower case.")],
    sample: Annotated[Path, typer.Option("--from", help="A folder with a sample of the files.")],
    into: Annotated[Path | None, typer.Option(help="The library folder to write it to.")] = None,
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006 - typer reads it, nobody changes it
) -> None:
    """Draft contracts and mappings from a sample; what a person must decide is marked DECIDE."""
    from feijian.errors import DeliveryNotFound, Problem
    from feijian.ingest.drafts.drafting import words_of, write_drafts
    from feijian.ingest.drafts.samples import samples_of

    if not sample.exists():
        raise DeliveryNotFound(Problem(str(sample), "there is no such folder", "Check --from."))
    content, catalogue = _opened(workspace, library)
    with tempfile.TemporaryDirectory() as scratch:
        tables = samples_of(sample, Path(scratch))
    place = new_content_place(workspace, into)
    for path, told in write_drafts(name, tables, place, catalogue, words_of(content, catalogue)):
        tell(sentence("{path}: {told}", path=path, told=told))
    tell(
        sentence(
            "next: look at the lines marked DECIDE, then feijian sources check {name} --library "
            "{place}",
            name=name,
            place=place,
        )
    )


@app.command()
def check(
    name: Annotated[str, typer.Argument(help="The name of a source's folder.")],
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006 - typer reads it, nobody changes it
) -> None:
    """Check one source over empty tables, and list what is still to be decided in it."""
    from feijian.errors import LibraryError, Problem
    from feijian.ingest.drafts.drafting import DECIDE
    from feijian.ingest.sources.reading import read_source

    content, catalogue = _opened(workspace, library)
    problems: list[Problem] = []
    for file in content.files("data_contracts", f"sources/{name}/*"):
        for number, line in enumerate(file.path.read_bytes().splitlines(), start=1):
            if DECIDE.encode() + b":" in line:
                said = line.decode("utf-8", "replace").partition(f"{DECIDE}:")[2].strip(" '")
                todo = "Decide, and take the mark away."
                problems.append(
                    Problem(
                        f"{file.shown}:{number}", sentence("to decide: {said}", said=said), todo
                    )
                )
    try:
        source = read_source(content, name, catalogue)
    except LibraryError as error:
        raise LibraryError([*error.problems, *problems]) from None
    if problems:
        raise LibraryError(problems)
    tell(
        sentence(
            "{n} tables, {n2} mappings: all in order", n=len(source.tables), n2=len(source.mappings)
        )
    )
