"""A bureau's own rows: what a file would change, taking it in, confirming and setting aside."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feijian.contracts.content import Content
from feijian.contracts.model import Table
from feijian.errors import LibraryError, Problem, UsageError
from feijian.messages import sentence
from feijian.plain import Cells
from feijian.reference.claimed import Claimed, names_held, put
from feijian.reference.listing import reference_rows, reference_table, row_id, table_rows
from feijian.reference.overlaps import overlaps
from feijian.workspace.settings import ReferenceFile

if TYPE_CHECKING:
    import duckdb

    from feijian.workspace import Settings, Workspace

NEVER = date(1900, 1, 2)
"""The end of validity of a row that was set aside: before any claim."""


@dataclass(frozen=True)
class Difference:
    """What a file would change in a table. held: of added and changed rows, those that name
    something of the loaded claims; None without claims or for tables that name nothing of them.
    """

    added: tuple[Cells, ...]
    changed: tuple[Cells, ...]
    gone: tuple[Cells, ...]
    unchanged: int
    held: int | None


def table_of_file(content: Content, file: Path, table: str | None) -> Table:
    """The table that is named, or whose name the file bears."""
    if not file.is_file():
        raise UsageError(Problem(file.name, "no such file", "Check the path."))
    if table is not None:
        return reference_table(content, table)
    names = [t.name for t in content.catalogue.of_schema("reference")]
    fitting = [n for n in names if file.stem == n or file.stem.startswith(f"{n}_")]
    if not fitting:
        raise UsageError(
            Problem(file.name, "does not bear the name of a reference table", "Give --table.")
        )
    return reference_table(content, max(fitting, key=len))


def difference(
    workspace: Workspace,
    content: Content,
    table: Table,
    file: Path,
    mode: str,
    held: Claimed | None,
) -> Difference:
    """Compare the rows in force with those after the file. Raises LibraryError with its bad rows."""
    settings = workspace.settings()
    with reference_rows(content, settings, only=table) as now:
        before = {r["row"]: r for r in table_rows(now, table)}
    with reference_rows(content, settings, candidate(table, file, mode), only=table) as then:
        after = {r["row"]: r for r in table_rows(then, table)}
        added = [r for i, r in after.items() if i not in before]
        changed = [r for i, r in after.items() if i in before and r != before[i]]
        condition = names_held(table)
        count = None
        if held is not None and condition is not None:
            put(then, held)
            touched = {r["row"] for r in (*added, *changed)}
            count = sum(1 for r in _held_rows(then, table, condition) if r in touched)
    gone = [r for i, r in before.items() if i not in after]
    return Difference(
        tuple(added), tuple(changed), tuple(gone), len(after) - len(added) - len(changed), count
    )


def _held_rows(
    connection: duckdb.DuckDBPyConnection, table: Table, condition: str
) -> Iterable[str]:
    columns = [c.name for c in table.columns]
    for row in connection.execute(
        f"select t.* from {table.full_name} as t where {condition}"
    ).fetchall():
        yield row_id(table, dict(zip(columns, row, strict=True)))


def candidate(table: Table, file: Path, mode: str) -> ReferenceFile:
    """A file as settings would name it. Raises UsageError where there is none."""
    if not file.is_file():
        raise UsageError(Problem(str(file.name), "there is no such file"))
    return ReferenceFile(table.name, file, mode)


def take(workspace: Workspace, content: Content, table: Table, file: Path, mode: str) -> Path:
    """Take a file's rows into the workspace's own file of the table, all or none; that file."""
    kept = _own_file(workspace, table)
    settings = workspace.settings()
    with reference_rows(content, settings, candidate(table, file, mode), only=table):
        pass  # every row of it is in order, beside those that are in force
    with reference_rows(
        content, _bare(workspace, table), candidate(table, file, "replace"), only=table
    ) as alone:
        rows = table_rows(alone, table)
    if mode == "extend":
        earlier = _taken_before(workspace, content, table, kept)
        problems = list(overlaps(table, file.name, earlier, rows))
        if problems:
            raise LibraryError(problems)
        rows = _merged(earlier, rows, table)
    return _keep(workspace, table, rows, mode)


def confirm(
    workspace: Workspace, content: Content, table: Table, ids: Sequence[str], *, drop: bool
) -> int:
    """Mark rows as checked, or set them aside, in the workspace's own file; how many."""
    if table.column("confidence") is None:
        what = "its rows have no confidence that could be confirmed"
        raise UsageError(
            Problem(table.name, what, "Give rows of your own with 'reference update'.")
        )
    with reference_rows(content, workspace.settings(), only=table) as connection:
        rows = {r["row"]: r for r in table_rows(connection, table)}
    unknown = [i for i in ids if i not in rows]
    if unknown:
        raise UsageError(
            Problem(
                table.name,
                sentence("no row {unknown}", unknown=", ".join(unknown)),
                sentence("See 'feijian reference show {name} --doubtful'.", name=table.name),
            )
        )
    dated = [i for i in ids if drop and rows[i]["valid_from"] is not None]
    if dated:
        raise UsageError(
            Problem(
                table.name,
                sentence("the rows {dated} have a first day", dated=", ".join(dated)),
                "Give them a last day in a file of your own.",
            )
        )
    settled = [
        {**rows[i], "valid_to": NEVER} if drop else {**rows[i], "confidence": "sure"} for i in ids
    ]
    kept = _own_file(workspace, table)
    _keep(workspace, table, _merged(_own_rows(kept), settled, table), _own_mode(workspace, table))
    return len(settled)


def _own_file(workspace: Workspace, table: Table) -> Path:
    """Where the workspace keeps rows of a table. Raises UsageError where its settings name another file."""
    kept = workspace.root / "reference" / f"{table.name}.csv"
    for own in workspace.settings().reference:
        if own.table == table.name and own.file.resolve() != kept.resolve():
            what = sentence("feijian.toml names {name} for it already", name=own.file.name)
            raise UsageError(Problem(table.name, what, "Change that file, or take the entry out."))
    return kept


def _own_mode(workspace: Workspace, table: Table) -> str:
    return next((o.mode for o in workspace.settings().reference if o.table == table.name), "extend")


def _bare(workspace: Workspace, table: Table) -> Settings:
    from dataclasses import replace

    settings = workspace.settings()
    return replace(
        settings, reference=tuple(o for o in settings.reference if o.table != table.name)
    )


def _taken_before(workspace: Workspace, content: Content, table: Table, kept: Path) -> list[Cells]:
    """The rows of the workspace's own file, read as the contract's types."""
    if not kept.is_file():
        return []
    own = candidate(table, kept, "replace")
    with reference_rows(content, _bare(workspace, table), own, only=table) as alone:
        return table_rows(alone, table)


def _own_rows(kept: Path) -> list[Cells]:
    if not kept.is_file():
        return []
    with kept.open(encoding="utf-8", newline="") as lines:
        return [dict(row) for row in csv.DictReader(lines)]


def _merged(old: list[Cells], new: list[Cells], table: Table) -> list[Cells]:
    """Rows by key and first day, the later one standing."""
    named = {row_id(table, {k: v or None for k, v in r.items()}): r for r in old}
    named.update({row_id(table, r): r for r in new})
    return list(named.values())


def _keep(workspace: Workspace, table: Table, rows: list[Cells], mode: str) -> Path:
    """Write the own file at once, and name it in the settings where they do not yet."""
    kept = workspace.root / "reference" / f"{table.name}.csv"
    kept.parent.mkdir(exist_ok=True)
    text = io.StringIO()
    names = [c.name for c in table.columns]
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(row.get(n)) for n in names] for row in rows)
    fresh = kept.with_suffix(".new")
    fresh.write_text(text.getvalue(), encoding="utf-8")
    fresh.replace(kept)
    _name_in_settings(workspace, table.name, mode)
    return kept


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _name_in_settings(workspace: Workspace, table: str, mode: str) -> None:
    path = workspace.settings_file
    text = path.read_text(encoding="utf-8")
    section = tomllib.loads(text).get("reference", {}).get(table)
    if section is None:
        added = f'\n[reference.{table}]\nfile = "reference/{table}.csv"\nmode = "{mode}"\n'
        path.write_text(text.rstrip("\n") + "\n" + added, encoding="utf-8")
    elif section.get("mode", "extend") != mode:
        what = sentence(
            "feijian.toml says mode {value!r} for it", value=section.get("mode", "extend")
        )
        raise UsageError(
            Problem(
                table,
                what,
                sentence("Write mode = {mode!r} there and take the file again.", mode=mode),
            )
        )
