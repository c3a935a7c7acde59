"""reference list|show|check|diff|update|confirm."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from feijian.cli.options import HERE, JsonOption, LibraryOption, WorkspaceOption, library_folders
from feijian.cli.show import print_json, print_table

app = typer.Typer(no_args_is_help=True)
TableOption = Annotated[
    str | None, typer.Option("--table", help="The table; by the file's name where not given.")
]
ReplaceOption = Annotated[
    bool, typer.Option("--replace", help="The file's rows stand instead of all others.")
]
FileArgument = Annotated[Path, typer.Argument(help="CSV, workbook or Parquet.")]
SHOWN_ROWS = 20
"""Rows that are printed; all of them stand in --json."""


def _content(workspace: Path, library: list[Path]) -> Any:
    from feijian.contracts import read_content

    return read_content(library_folders(workspace, library))


def _settings(workspace: Path) -> Any:
    """The workspace's settings, or none where there is no workspace."""
    from feijian.workspace import Settings, Workspace

    if not (workspace / "feijian.toml").is_file():
        return Settings()
    return Workspace.open(workspace).settings()


def _claimed(workspace: Path) -> Any:
    from feijian.reference.claimed import claimed
    from feijian.workspace import Workspace

    return claimed(Workspace.open(workspace)) if (workspace / "feijian.toml").is_file() else None


@app.command("list")
def list_tables(
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006
    as_json: JsonOption = False,
) -> None:
    """All tables: rows, editions, confidence, and how many rows name something of the loaded claims."""
    from feijian.reference.listing import reference_rows, table_facts

    content = _content(workspace, library)
    with reference_rows(content, _settings(workspace)) as connection:
        facts = table_facts(connection, content, _claimed(workspace))
    if as_json:
        print_json([asdict(f) for f in facts])
        return
    print_table(
        ["table", "title", "rows", "sure", "ocr", "guess", "can fire", "editions"],
        [[f.table, f.title_zh, f.rows, f.sure, f.ocr, f.guess, "—" if f.fires is None else f.fires,
          ", ".join(f.editions)] for f in facts],
        right=[2, 3, 4, 5, 6],
    )  # fmt: skip
    print(f"{len(facts)} tables, {sum(f.rows for f in facts)} rows")


@app.command()
def show(
    table: Annotated[str, typer.Argument(help="A reference table.")],
    doubtful: Annotated[
        bool, typer.Option("--doubtful", help="Only rows that are not sure.")
    ] = False,
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006
    as_json: JsonOption = False,
) -> None:
    """One table's rows, each with the id that 'confirm' takes."""
    from feijian.reference.listing import reference_rows, reference_table, table_rows

    content = _content(workspace, library)
    found = reference_table(content, table)
    with reference_rows(content, _settings(workspace)) as connection:
        rows = table_rows(connection, found, doubtful=doubtful)
    if as_json:
        print_json(rows)
        return
    if not rows:
        print("no such rows" if doubtful else "no rows")
        return
    filled = [k for k in rows[0] if any(r[k] is not None for r in rows)]
    print_table(filled, [[r[k] for k in filled] for r in rows])
    print(
        f"{len(rows)} rows of {found.label_zh}; columns: {', '.join(c.name for c in found.columns)}"
    )


@app.command()
def check(
    file: FileArgument,
    table: TableOption = None,
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006
    as_json: JsonOption = False,
) -> None:
    """Whether a file's rows are in order; bad ones with line and reason. Loads nothing."""
    from feijian.reference.claimed import unheld
    from feijian.reference.editions import table_of_file
    from feijian.reference.listing import reference_rows, table_rows
    from feijian.workspace import Settings
    from feijian.workspace.settings import ReferenceFile

    content = _content(workspace, library)
    found = table_of_file(content, file, table)
    own = ReferenceFile(found.name, file, "replace")
    with reference_rows(content, Settings(), own) as connection:
        rows = table_rows(connection, found)
        strange = unheld(connection, found, _claimed(workspace))
    if as_json:
        print_json({"table": found.name, "rows": len(rows), "name_nothing_claimed": strange})
        return
    print(f"{len(rows)} rows of {found.name} are in order")
    if strange:
        print(
            f"{len(strange)} of them name nothing that the loaded claims hold; are their codes right?"
        )
        for key in strange[:SHOWN_ROWS]:
            print(f"  {key}")
        if len(strange) > SHOWN_ROWS:
            print(f"  … {len(strange) - SHOWN_ROWS} more")


@app.command()
def diff(
    file: FileArgument,
    table: TableOption = None,
    replace: ReplaceOption = False,
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006
    as_json: JsonOption = False,
) -> None:
    """What a file would change, which rules read it, and how many of its rows name something claimed."""
    from feijian.reference.editions import difference, table_of_file
    from feijian.rules.coverage import table_readers
    from feijian.rules.step import rules_of
    from feijian.workspace import Workspace

    content = _content(workspace, library)
    found = table_of_file(content, file, table)
    opened = Workspace.open(workspace)
    mode = "replace" if replace else "extend"
    changes = difference(opened, content, found, file, mode, _claimed(workspace))
    readers = sorted(table_readers(content, rules_of(content)).get(found.name, ()))
    if as_json:
        print_json({"table": found.name, **asdict(changes), "rules": readers})
        return
    for word, rows in (
        ("new", changes.added),
        ("changed", changes.changed),
        ("gone", changes.gone),
    ):
        for row in rows[:SHOWN_ROWS]:
            print(f"{word}  " + "  ".join(f"{k}={v}" for k, v in row.items() if v is not None))
        if len(rows) > SHOWN_ROWS:
            print(f"{word}  … {len(rows) - SHOWN_ROWS} more")
    print(
        f"{found.name}: {len(changes.added)} new, {len(changes.changed)} changed, {len(changes.gone)} gone,"
        f" {changes.unchanged} unchanged"
    )
    if changes.held is not None:
        print(f"{changes.held} of the new and changed rows name something of the loaded claims")
    print(f"read by: {', '.join(readers) or 'no rule'}")


@app.command()
def update(
    file: FileArgument,
    table: TableOption = None,
    replace: ReplaceOption = False,
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006
    as_json: JsonOption = False,
) -> None:
    """Take a file's rows into the workspace, all or none; the next run judges by them."""
    from feijian.reference.editions import table_of_file, take
    from feijian.workspace import Workspace

    content = _content(workspace, library)
    found = table_of_file(content, file, table)
    opened = Workspace.open(workspace)
    kept = take(opened, content, found, file, "replace" if replace else "extend")
    shown = kept.relative_to(opened.root).as_posix()
    print_json({"table": found.name, "file": shown}) if as_json else print(
        f"{found.name}: taken into {shown}; the next run judges by it"
    )


@app.command()
def confirm(
    table: Annotated[str, typer.Argument(help="A reference table.")],
    rows: Annotated[str, typer.Option("--rows", help="Ids of rows, with commas: see 'show'.")],
    drop: Annotated[
        bool, typer.Option("--drop", help="Set the rows aside instead of confirming them.")
    ] = False,
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006
) -> None:
    """Confirm doubtful rows that were checked, or set them aside; kept in the workspace's own file."""
    from feijian.reference.editions import confirm as settle
    from feijian.reference.listing import reference_table
    from feijian.workspace import Workspace

    content = _content(workspace, library)
    found = reference_table(content, table)
    ids = [i.strip() for i in rows.split(",") if i.strip()]
    count = settle(Workspace.open(workspace), content, found, ids, drop=drop)
    print(f"{count} rows {'set aside' if drop else 'confirmed'}")
