"""export, combine: the warehouse as Parquet files that a cluster reads, and those of prefectures as one."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feijian.cli.options import HERE, JsonOption, Lang, LangOption, WorkspaceOption
from feijian.cli.show import print_json, print_table
from feijian.cli.words import REGISTERS, heads, said

if TYPE_CHECKING:
    from feijian.engines.lake import Exported
    from feijian.province.combine import Combined


def export(
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder of the files.")],
    delta: Annotated[
        bool, typer.Option("--delta", help="Keep each table as a Delta table too.")
    ] = False,
    workspace: WorkspaceOption = HERE,
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
) -> None:
    """Write canonical and reference tables as Parquet by month; only months that changed are written."""
    from feijian.engines.delta import follow, has_logs, require_deltalake
    from feijian.engines.lake import export as write
    from feijian.rules.checked import content_of
    from feijian.workspace import Workspace, audit
    from feijian.workspace.single import first_row

    opened = Workspace.open(workspace)
    content = content_of(opened)
    logs = delta or has_logs(to)
    if logs:
        require_deltalake("--delta" if delta else to.name)
    with opened.locked("export"), opened.reading(prepared=True, whole=True) as connection:
        newest = first_row(connection, "select coalesce(max(delivery_seq), 0) from ledger.delivery")
        tables = partial(follow, connection, content.catalogue, to) if logs else None
        done = write(connection, content.catalogue, to, int(newest[0]) if newest else 0, tables)
    audit.record(opened.root, "export warehouse", {"folder": to.name, "rows": done.rows})
    if as_json:
        print_json(asdict(done))
        return
    _say_written(to, done, lang.value)


def combine(
    exports: Annotated[
        list[Path], typer.Argument(metavar="EXPORT…", help="The export of each prefecture.")
    ],
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder of the province.")],
    reference: Annotated[
        str,
        typer.Option(
            "--reference", metavar="NAME", help="Whose reference tables count where they differ."
        ),
    ] = "",
    workspace: WorkspaceOption = HERE,
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
) -> None:
    """Make one warehouse of the exports of several prefectures, and say which numbers they share."""
    import duckdb

    from feijian.cluster.opening import engine_config
    from feijian.province.combine import combine as write
    from feijian.rules.checked import content_of
    from feijian.workspace import Workspace, audit

    opened = Workspace.open(workspace)
    content = content_of(opened)
    config = engine_config(opened, opened.settings())
    with opened.locked("combine"), duckdb.connect(":memory:", config=dict(config)) as connection:
        done = write(connection, content.catalogue, exports, to, reference)
    audit.record(opened.root, "combine exports", {"folder": to.name, "rows": done.rows})
    if as_json:
        print_json(asdict(done))
        return
    _say_written(to, done, lang.value)
    names = ("left_encounter", "apart_person", "apart_encounter", "apart_claim", "apart_claim_line")
    print_table(
        heads(["prefecture", *names], lang.value),
        [
            [
                one.name,
                one.left_out.get("encounter", 0),
                *(one.renamed.get(n.removeprefix("apart_"), 0) for n in names[1:]),
            ]
            for one in done.shared
        ],
        right=[1, 2, 3, 4, 5],
    )
    for kept in done.registers:
        name = REGISTERS[kept.name].to(lang.value)
        counts = {"rows": kept.rows, "shared": kept.shared, "otherwise": kept.otherwise}
        print(said("register", lang.value, name=name, **counts))
    if done.partly:
        print(said("partly", lang.value, columns=", ".join(done.partly)))


def _say_written(to: Path, done: Exported | Combined, lang: str) -> None:
    numbers = {"written": done.written, "kept": done.kept, "removed": done.removed}
    print(said("exported", lang, name=to.name, rows=done.rows, **numbers))


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(export)
    app.command()(combine)
