"""What `leads|findings|events list` share: how a list is narrowed, and how it is printed or written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from feijian.cli.options import (
    HERE,
    JsonOption,
    Lang,
    LangOption,
    RunOption,
    WorkspaceOption,
    period,
)
from feijian.cli.show import print_json, print_table, screen_width
from feijian.cli.words import heads, said
from feijian.plain import Row

if TYPE_CHECKING:
    import polars as pl

    from feijian.leads.lists import Narrowing
    from feijian.workspace import Run, Workspace

ProviderOption = Annotated[
    list[str], typer.Option("--provider", help="A provider's id or name; may be repeated.")
]
FamilyOption = Annotated[
    list[str], typer.Option("--family", help="Only a family of rules; may be repeated.")
]
RuleOption = Annotated[list[str], typer.Option("--rule", help="Only a rule; may be repeated.")]
CertaintyOption = Annotated[str, typer.Option("--certainty", help="definite or suspect.")]
CountyOption = Annotated[
    str, typer.Option("--county", help="How the provider's region code begins.")
]
LevelOption = Annotated[
    list[int], typer.Option("--level", min=0, max=3, help="A hospital's level; may be repeated.")
]
KindOption = Annotated[
    list[str], typer.Option("--kind", help="provider, person, practitioner, group …")
]
FromOption = Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day.")]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day.")]
StatusOption = Annotated[str, typer.Option("--status", help="open, partly, settled or changed.")]
NewOption = Annotated[
    bool, typer.Option("--new", help="Only what the batch run before did not have.")
]
LimitOption = Annotated[
    int | None,
    typer.Option(help="How many rows; 0 for all. A screen shows 20, a file has all."),
]
SHOWN = 20
ColumnsOption = Annotated[str, typer.Option("--columns", help="Columns, with commas between.")]
SortOption = Annotated[str, typer.Option("--sort", help="A column, or -column from the top.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV instead of a table.")]
XlsxOption = Annotated[
    Path | None, typer.Option("--xlsx", metavar="FILE", help="Write an Excel file.")
]
RevealOption = Annotated[bool, typer.Option("--reveal", help="Show person ids unmasked; logged.")]


@dataclass(frozen=True)
class Output:
    """How a list leaves: which columns, in which order, as what.

    wide, narrow: the columns where none are asked for, and on a screen below 100 columns.
    """

    wide: tuple[str, ...]
    narrow: tuple[str, ...]
    columns: str
    sort: str
    limit: int
    as_json: bool
    as_csv: bool
    xlsx: Path | None
    reveal: bool


Listed = Callable[["Workspace", "Run", "Narrowing"], "pl.DataFrame"]


def list_command(
    rows_of: Callable[[], Listed],
    wide: tuple[str, ...],
    narrow: tuple[str, ...],
    text: str,
    told: Callable[[Row], Row] = dict,
) -> Callable[..., None]:
    """The command `list` of one kind of rows; all kinds are narrowed, ordered and printed alike.

    rows_of: the function that lists them, imported when the command runs. text: its help.
    """

    def command(
        workspace: WorkspaceOption = HERE,
        provider: ProviderOption = [],  # noqa: B006 - typer reads it, nobody changes it
        family: FamilyOption = [],  # noqa: B006
        rule: RuleOption = [],  # noqa: B006
        certainty: CertaintyOption = "",
        county: CountyOption = "",
        level: LevelOption = [],  # noqa: B006
        kind: KindOption = [],  # noqa: B006
        period_from: FromOption = None,
        period_to: ToOption = None,
        status: StatusOption = "",
        new: NewOption = False,
        limit: LimitOption = None,
        run_id: RunOption = None,
        columns: ColumnsOption = "",
        sort: SortOption = "",
        lang: LangOption = Lang.zh,
        as_json: JsonOption = False,
        as_csv: CsvOption = False,
        xlsx: XlsxOption = None,
        reveal: RevealOption = False,
    ) -> None:
        from feijian.workspace import Workspace, chosen_run

        opened = Workspace.open(workspace)
        run = chosen_run(opened, run_id)
        wanted = narrowing(
            opened,
            provider=provider,
            family=family,
            rule=rule,
            certainty=certainty,
            county=county,
            level=level,
            kind=kind,
            period_from=period_from,
            period_to=period_to,
            status=status,
            new=new,
        )
        # a screen shows the first; a file that left rows out unasked would be taken for all there are
        most = limit if limit is not None else 0 if as_csv or as_json or xlsx else SHOWN
        output = Output(wide, narrow, columns, sort, most, as_json, as_csv, xlsx, reveal)
        put_out(opened, run, rows_of()(opened, run, wanted), lang.value, output, told)

    command.__doc__ = text
    return command


def narrowing(workspace: Workspace, **given: Any) -> Narrowing:
    """The options of a list command as what it is narrowed to. Raises UsageError."""
    from feijian.leads.lists import Narrowing
    from feijian.leads.providers import chosen_providers

    first, last = period(given["period_from"], given["period_to"])
    return Narrowing(
        chosen_providers(workspace, given["provider"]),
        tuple(given["family"]),
        tuple(given["rule"]),
        given["certainty"],
        given["county"],
        tuple(given["level"]),
        tuple(given["kind"]),
        first,
        last,
        given["status"],
        given["new"],
    )


def put_out(
    workspace: Workspace,
    run: Run,
    rows: pl.DataFrame,
    lang: str,
    output: Output,
    told: Callable[[Row], Row] = dict,
) -> None:
    """Print or write a list. Person ids are masked unless shown on purpose, which is logged.

    told: a row as JSON gives it, before columns are chosen.
    """
    from feijian.leads.lists import checked_columns, masked_rows, ordered_by
    from feijian.leads.naming import names_for
    from feijian.workspace import audit

    if output.reveal:
        audit.record(workspace.root, "reveal", {"run_id": run.run_id, "by": "list"})
    rows = ordered_by(rows, output.sort)
    asked = [c.strip() for c in output.columns.split(",") if c.strip()]
    own = {"title": f"title_{lang}", "message": f"message_{lang}"}
    checked_columns(rows, [own.get(c, c) for c in asked], "--columns")
    total = rows.height
    limited = rows.head(output.limit) if output.limit else rows
    values = [told(row) for row in masked_rows(limited, output.reveal)]
    if output.as_json:
        print_json([{c: row[own.get(c, c)] for c in asked} if asked else row for row in values])
        return
    message = own["message"]
    if message in rows.columns:
        with workspace.reading() as connection:
            called = names_for(connection, [row[message] for row in values])
        values = [{**row, message: called.in_words(row[message] or "")} for row in values]
    narrow = screen_width() < 100 and not (output.as_csv or output.xlsx)
    names = asked or list(output.narrow if narrow else output.wide)
    cells = [[_cell(row, own.get(c, c), lang) for c in names] for row in values]
    if output.as_csv or output.xlsx:
        _write(heads(names, lang), names, values, own, output)
        if output.xlsx:
            audit.record(
                workspace.root, "export list", {"run_id": run.run_id, "file": output.xlsx.name}
            )
            print(said("rows_written", lang, file=output.xlsx, n=len(values)))
        return
    if not cells:
        print(said("none", lang))
        return
    right = [n for n, c in enumerate(names) if c in NUMBERS]
    # on a narrow screen what is least asked for gives way first
    optional = [names.index(c) for c in GIVES_WAY if c in names] if not asked else []
    print_table(heads(names, lang), cells, right=right, optional=optional)
    if total > len(values):
        print(said("shown", lang, n=total, shown=len(values)))


GIVES_WAY = ("county", "occurred_to", "findings", "period_to", "certainty", "status")
"""Columns that a narrow screen leaves out first, where nobody asked for them by name."""

NUMBERS = {
    "rank",
    "findings",
    "events",
    "persons",
    "encounters",
    "amount_at_risk",
    "fund_at_risk",
    "person_at_risk",
    "expected_recovery",
    "probability",
    "level",
}


def _cell(row: Row, name: str, lang: str) -> str:  # noqa: PLR0911
    """A value as a screen shows it, with the labels of the report."""
    from decimal import Decimal

    from feijian.leads import labels
    from feijian.leads.acts import STATES
    from feijian.leads.lists import STATUSES

    value = row.get(name)
    if name.startswith("message_") and value:
        return labels.one_day(str(value))
    if value is None:
        return "—"
    if name in ("fund_at_risk", "expected_recovery", "person_at_risk"):
        return labels.estimated(value).to(lang)
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    if name == "probability":
        return labels.percent(value)
    tables = {
        "family": labels.FAMILIES,
        "certainty": labels.CERTAINTIES,
        "status": STATUSES,
        "subject_kind": labels.SUBJECTS,
        "outcome": labels.OUTCOMES,
        "state": STATES,
    }
    if name in tables and value in tables[name]:
        return tables[name][value].to(lang)
    if name == "is_new":
        return "✓" if value else ""
    if isinstance(value, list):
        return ", ".join(str(v) for v in value)
    return str(value)


def _write(
    labels_of: list[str],
    names: list[str],
    values: list[Row],
    own: dict[str, str],
    output: Output,
) -> None:
    """CSV on stdout, or an Excel file; texts that look like formulas stay texts."""
    import csv
    import sys

    from feijian.leads.labels import inert

    rows = [[_plain(row.get(own.get(c, c))) for c in names] for row in values]
    if output.as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([inert(c) if isinstance(c, str) else c for c in row] for row in rows)
    if output.xlsx:
        from feijian.cli.files import write_sheet

        write_sheet(output.xlsx, labels_of, rows)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return ", ".join(str(v) for v in value)
    return "" if value is None else value
