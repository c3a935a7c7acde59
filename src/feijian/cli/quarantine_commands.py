"""quarantine list|release."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from feijian.cli.options import (
    HERE,
    NOTHING_DONE,
    JsonOption,
    LibraryOption,
    WorkspaceOption,
)
from feijian.cli.show import print_json, print_table, progress_bar
from feijian.cli.words import heads, said, spoken

app = typer.Typer(no_args_is_help=True)


@app.command("list")
def list_rows(
    workspace: WorkspaceOption = HERE,
    table: Annotated[str | None, typer.Option(help="Only one source table.")] = None,
    rows: Annotated[
        bool, typer.Option("--rows", help="One line per row instead of counts.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Rows set aside, by table and reason."""
    from feijian.ingest.load.quarantine import list_quarantined
    from feijian.workspace import Workspace

    found = list_quarantined(Workspace.open(workspace), table=table, rows=rows)
    lang = spoken()
    if as_json:
        print_json(found)
    elif not found:
        print(said("quarantine_empty", lang))
    else:
        names = list(found[0])
        called = _tables_called(workspace, {str(r["table"]) for r in found}) if lang == "zh" else {}
        rows_told = [[_told(n, r[n], lang, called) for n in names] for r in found]
        print_table(heads(names, lang), rows_told)


@app.command()
def release(
    workspace: WorkspaceOption = HERE,
    table: Annotated[str | None, typer.Option(help="Try all rows of one source table.")] = None,
    row: Annotated[
        list[str] | None, typer.Option("--row", help="A quarantine id; may be repeated.")
    ] = None,
    mended: Annotated[
        Path | None, typer.Option("--from", help="A CSV with quarantine_id and corrected columns.")
    ] = None,
    library: LibraryOption = [],  # noqa: B006
    as_json: JsonOption = False,
) -> None:
    """Check rows again, mended or not; those that hold go into the warehouse."""
    from feijian.ingest.load.quarantine import release as release_rows
    from feijian.library import Library
    from feijian.workspace import Workspace

    opened = Workspace.open(workspace)
    content = Library.of([*opened.settings().library, *library])
    with progress_bar("release") as progress:
        result = release_rows(
            opened, content, table=table, ids=row or [], mended=mended, progress=progress
        )
    lang = spoken()
    if as_json:
        print_json(result)
    else:
        print(said("released", lang, released=result["released"], kept=result["kept"]))
    if not result["released"]:
        raise typer.Exit(NOTHING_DONE)


def _tables_called(workspace: Path, tables: set[str]) -> dict[str, str]:
    from feijian.contracts.catalogue import source_labels
    from feijian.library import Library
    from feijian.workspace import Workspace

    own = Workspace.open(workspace).settings().library
    return source_labels(Library.of(own), tables)


def _told(name: str, value: object, lang: str, called: Mapping[str, str]) -> object:
    """A cause with what it means, a table with its name; lists in a row."""
    from feijian.library.notes import quarantine_cause

    if name == "table":
        return f"{called.get(str(value), '')} {value}".strip()
    if name in ("reason", "reasons"):
        causes = value if isinstance(value, list) else [value]
        return ", ".join(f"{quarantine_cause(str(c), lang)} {c}".strip() for c in causes)
    return ", ".join(str(v) for v in value) if isinstance(value, list) else value
