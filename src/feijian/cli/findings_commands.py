"""findings list|export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feijian.cli import listing
from feijian.cli.options import HERE, Lang, LangOption, RunOption, WorkspaceOption

if TYPE_CHECKING:
    from feijian.cli.listing import Listed

app = typer.Typer(no_args_is_help=True)

WIDE = (
    "rank",
    "finding_id",
    "provider_name",
    "occurred_from",
    "rule_id",
    "message",
    "amount_at_risk",
    "certainty",
    "status",
)
NARROW = ("rank", "provider_name", "occurred_from", "message", "amount_at_risk")


def _rows() -> Listed:
    from feijian.leads.lists import findings_list

    return findings_list


app.command("list")(
    listing.list_command(_rows, WIDE, NARROW, "The findings of a run, in the order of their leads.")
)


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="Where to write: .xlsx, .csv or .parquet.")],
    workspace: WorkspaceOption = HERE,
    run_id: RunOption = None,
    lang: LangOption = Lang.zh,
    reveal: listing.RevealOption = False,
) -> None:
    """All findings of a run as a file, with their leads and verdicts; persons masked."""
    import polars as pl

    from feijian.cli.files import checked_place, write_sheet
    from feijian.cli.words import heads, said
    from feijian.leads.labels import inert
    from feijian.leads.lists import Narrowing, findings_list, masked_rows
    from feijian.workspace import Workspace, audit, chosen_run

    opened = Workspace.open(workspace)
    run = chosen_run(opened, run_id)
    checked_place(file, (".xlsx", ".csv", ".parquet"))
    found = findings_list(opened, run, Narrowing())
    rows = masked_rows(found, reveal)
    acts = {"run_id": run.run_id, "file": file.name, "reveal": reveal}
    audit.record(opened.root, "export findings", acts)
    if file.suffix == ".parquet":
        pl.DataFrame(rows, schema=found.schema).write_parquet(file)
    else:
        names = found.columns
        values = [
            [", ".join(v) if isinstance(v := row[n], list) else v for n in names] for row in rows
        ]
        if file.suffix == ".xlsx":
            write_sheet(file, heads(names, lang.value), values)
        else:
            safe = [
                ["" if v is None else inert(v) if isinstance(v, str) else str(v) for v in row]
                for row in values
            ]
            table = pl.DataFrame(safe, schema=dict.fromkeys(names, pl.String), orient="row")
            file.write_bytes(b"\xef\xbb\xbf" + table.write_csv().encode())
    print(said("rows_written", lang.value, file=file, n=len(rows)))
