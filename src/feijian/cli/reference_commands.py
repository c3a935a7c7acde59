"""reference list|show|check|diff|update|confirm."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from feijian.cli.options import (
    HERE,
    AsOfOption,
    JsonOption,
    Lang,
    LangOption,
    LibraryOption,
    WorkspaceOption,
    as_of_or_today,
    library_folders,
)
from feijian.cli.show import print_json, print_table, yuan
from feijian.cli.words import heads, said

if TYPE_CHECKING:
    from feijian.contracts import Content
    from feijian.workspace import Settings

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


def _content(workspace: Path, library: list[Path]) -> Content:
    from feijian.contracts import read_content

    return read_content(library_folders(workspace, library))


def _settings(workspace: Path) -> Settings:
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
    lang: LangOption = Lang.zh,
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
        heads(["table", "title", "rows", "sure", "ocr", "guess", "fires", "editions"], lang.value),
        [
            [
                f.table,
                f.title_zh,
                f.rows,
                f.sure,
                f.ocr,
                f.guess,
                "—" if f.fires is None else f.fires,
                ", ".join(f.editions),
            ]
            for f in facts
        ],
        right=[2, 3, 4, 5, 6],
        optional=[7, 1],
    )
    print(said("tables_rows", lang.value, n=len(facts), rows=sum(f.rows for f in facts)))


@app.command()
def show(
    table: Annotated[str, typer.Argument(help="A reference table.")],
    doubtful: Annotated[
        bool, typer.Option("--doubtful", help="Only rows that are not sure.")
    ] = False,
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006
    lang: LangOption = Lang.zh,
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
        print(said("none" if doubtful else "no_rows", lang.value))
        return
    filled = [k for k in rows[0] if any(r[k] is not None for r in rows)]
    print_table(filled, [[r[k] for k in filled] for r in rows])
    columns = ", ".join(c.name for c in found.columns)
    print(said("rows_of", lang.value, n=len(rows), table=found.label_zh, columns=columns))


@app.command()
def check(
    file: FileArgument,
    table: TableOption = None,
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006
    lang: LangOption = Lang.zh,
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
    with reference_rows(content, Settings(), own, only=found) as connection:
        rows = table_rows(connection, found)
        strange = unheld(connection, found, _claimed(workspace))
    if as_json:
        print_json({"table": found.name, "rows": len(rows), "name_nothing_claimed": strange})
        return
    print(said("rows_in_order", lang.value, n=len(rows), table=found.name))
    if strange:
        print(said("names_nothing", lang.value, n=len(strange)))
        for key in strange[:SHOWN_ROWS]:
            print(f"  {key}")
        if len(strange) > SHOWN_ROWS:
            print(f"  … {len(strange) - SHOWN_ROWS}")


@app.command()
def diff(
    file: FileArgument,
    table: TableOption = None,
    replace: ReplaceOption = False,
    findings: Annotated[
        bool,
        typer.Option(
            "--findings/--no-findings",
            help="Try the rules that read the table: which findings the file would change.",
        ),
    ] = True,
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006
    as_of: AsOfOption = None,
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
) -> None:
    """What a file would change: rows, the rules that read them, and the findings they would make."""
    from feijian.reference.editions import difference, table_of_file
    from feijian.rules.checked import checked_rules, content_with
    from feijian.rules.coverage import table_readers
    from feijian.rules.reference_effect import effects_of
    from feijian.workspace import Workspace

    opened = Workspace.open(workspace)
    content = content_with(opened, library)
    found = table_of_file(content, file, table)
    mode = "replace" if replace else "extend"
    changes = difference(opened, content, found, file, mode, _claimed(workspace))
    book = checked_rules(opened, content).book
    readers = sorted(table_readers(content, book).get(found.name, ()))
    effects = None
    if findings and opened.warehouse.is_file():
        day = as_of_or_today(as_of, workspace)
        effects = effects_of(opened, content, book, found, file, mode, readers, day)
    if as_json:
        told = None if effects is None else [e.json() for e in effects]
        print_json({"table": found.name, **asdict(changes), "rules": readers, "findings": told})
        return
    _print_rows(changes, lang.value)
    counts = {k: len(getattr(changes, k)) for k in ("added", "changed", "gone")}
    print(said("rows_change", lang.value, table=found.name, **counts, same=changes.unchanged))
    if changes.held is not None:
        print(said("rows_held", lang.value, n=changes.held))
    print(said("read_by", lang.value, rules=", ".join(readers) or "—"))
    if effects is None:
        print(said("findings_untried", lang.value))
    else:
        _print_effects(effects, lang.value)


def _print_rows(changes: Any, lang: str) -> None:
    for key, rows in (("new", changes.added), ("changed", changes.changed), ("gone", changes.gone)):
        word = said(key, lang)
        for row in rows[:SHOWN_ROWS]:
            print(f"{word}  " + "  ".join(f"{k}={v}" for k, v in row.items() if v is not None))
        if len(rows) > SHOWN_ROWS:
            print(f"{word}  … {len(rows) - SHOWN_ROWS}")


def _print_effects(effects: Any, lang: str) -> None:
    print_table(
        heads(
            ["rule", "added", "removed", "changed", "unchanged", "amount_now", "amount_then"], lang
        ),
        [
            [
                e.rule_id,
                e.added,
                e.removed,
                e.changed,
                e.unchanged,
                yuan(e.amount_now),
                yuan(e.amount_then),
            ]
            for e in effects
        ],
        right=[1, 2, 3, 4, 5, 6],
    )
    for effect in effects:
        for zh, en in effect.examples:
            print(zh if lang == "zh" else en)


@app.command()
def update(
    file: FileArgument,
    table: TableOption = None,
    replace: ReplaceOption = False,
    workspace: WorkspaceOption = HERE,
    library: LibraryOption = [],  # noqa: B006
    lang: LangOption = Lang.zh,
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
        said("rows_taken", lang.value, table=found.name, file=shown)
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
    lang: LangOption = Lang.zh,
) -> None:
    """Confirm doubtful rows that were checked, or set them aside; kept in the workspace's own file."""
    from feijian.reference.editions import confirm as settle
    from feijian.reference.listing import reference_table
    from feijian.workspace import Workspace

    content = _content(workspace, library)
    found = reference_table(content, table)
    ids = [i.strip() for i in rows.split(",") if i.strip()]
    count = settle(Workspace.open(workspace), content, found, ids, drop=drop)
    print(said("rows_dropped" if drop else "rows_confirmed", lang.value, n=count))
