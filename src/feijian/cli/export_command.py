"""export: the warehouse as Parquet files that a cluster reads."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from feijian.cli.options import HERE, JsonOption, Lang, LangOption, WorkspaceOption
from feijian.cli.show import print_json
from feijian.cli.words import said


def export(
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder of the files.")],
    workspace: WorkspaceOption = HERE,
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
) -> None:
    """Write canonical and reference tables as Parquet by month; only months that changed are written."""
    from dataclasses import asdict

    from feijian.engines.lake import export as write
    from feijian.rules.checked import content_of
    from feijian.workspace import Workspace, audit
    from feijian.workspace.single import first_row

    opened = Workspace.open(workspace)
    content = content_of(opened)
    with opened.locked("export"), opened.reading(prepared=True, whole=True) as connection:
        newest = first_row(connection, "select coalesce(max(delivery_seq), 0) from ledger.delivery")
        done = write(connection, content.catalogue, to, int(newest[0]) if newest else 0)
    audit.record(opened.root, "export warehouse", {"folder": to.name, "rows": done.rows})
    if as_json:
        print_json(asdict(done))
        return
    numbers = {"written": done.written, "kept": done.kept, "removed": done.removed}
    print(said("exported", lang.value, name=to.name, rows=done.rows, **numbers))


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(export)
