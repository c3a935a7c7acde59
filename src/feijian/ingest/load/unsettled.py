"""Charges that are not settled yet, by encounter, as canonical rows.

Read by the source's own mapping, into the canonical tables of a world in memory; nothing is stored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from feijian.contracts.charges import Diagnosis, Unsettled, UnsettledCharge, Visit
from feijian.contracts.model import Catalogue, Column, quoted
from feijian.errors import Problem, UsageError
from feijian.ingest.load.plain_cells import usual_cell
from feijian.ingest.load.upload import DIAGNOSES, LINES, VISIT, Cells, Question, Upload
from feijian.ingest.macros import define_macros
from feijian.ingest.sources.reading import read_source
from feijian.ingest.sources.source import SourceTable
from feijian.ingest.values import reading
from feijian.messages import sentence
from feijian.plain import Row

if TYPE_CHECKING:
    import duckdb

    from feijian.library import Library

CANONICAL = {LINES: "claim_line", VISIT: "encounter", DIAGNOSES: "diagnosis"}
UPLOADED = {
    "feedetl_sn": "bkkp_sn",
    "bilg_dr_codg": "bilg_dr_code",
    "acord_dr_codg": "acord_dr_code",
    "rxno": "rx_drord_no",
    "diag_srt_no": "diag_srt_no",
    "ipt_otp_no": "ipt_otp_no",
}
"""Names of an upload that the platform stores under other ones."""


@dataclass(frozen=True)
class Form:
    """How one platform table is read: its columns, other names of them, and the mapping's text."""

    columns: tuple[tuple[str, str, str, str | None], ...]
    names: Mapping[str, str]
    sql: str


@dataclass(frozen=True)
class Forms:
    """The forms by platform table."""

    tables: Mapping[str, Form]


@dataclass(frozen=True)
class Staged:
    """One encounter of a question: its rows, or what keeps it from being read."""

    encounter_id: str | None
    rows: Unsettled | None
    problems: tuple[Problem, ...] = ()


def forms_of(library: Library, catalogue: Catalogue, source: str = "nhsa_platform") -> Forms:
    """How the source reads charges, visits and diagnoses."""
    contract = read_source(library, source, catalogue)
    found = {}
    for name, table in CANONICAL.items():
        mapping = next(m for m in contract.of_table(table) if m.source_table == name)
        found[name] = Form(
            tuple(_column(c) for c in _columns(contract.tables[name])),
            {**UPLOADED, **contract.tables[name].names},
            mapping.sql,
        )
    return Forms(found)


def _columns(table: SourceTable) -> Sequence[Column]:
    return [c for c in table.contract.columns if c.name in table.kept]


def _column(column: Column) -> tuple[str, str, str, str | None]:
    told = column.custom
    return (column.name, column.physical_type, str(told.get("reads", "text")), told.get("damaged"))


def stage(
    world: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    forms: Forms,
    questions: Sequence[Question],
) -> list[list[Staged]]:
    """The encounters of each question as canonical rows, in their order: read, not yet put anywhere.

    All are read at once: to read one takes as long as to read a thousand. A charge without what it
    cannot do without is named, and its encounter has no rows.
    """
    uploads = [p for q in questions for p in q.parts if isinstance(p, Upload)]
    tables = {name: _tables(world, catalogue, forms, uploads, name) for name in CANONICAL}
    number, found = 0, []
    for question in questions:
        its: list[Staged] = []
        for part in question.parts:
            if isinstance(part, UsageError):
                its.append(Staged(None, None, part.problems))
                continue
            lines, visits, told = (tables[n][number] for n in (LINES, VISIT, DIAGNOSES))
            its += _encounters(lines, visits, told, part.shown)
            number += 1
        found.append(its)
    return found


def _tables(
    world: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    forms: Forms,
    uploads: Sequence[Upload],
    name: str,
) -> list[list[Row]]:
    """The canonical rows of one platform table, by upload."""
    contract = catalogue.find(CANONICAL[name], "canonical")
    found: list[list[Row]] = [[] for _ in uploads]
    for is_canonical in (False, True):
        chosen = [
            n for n, u in enumerate(uploads) if u.is_canonical == is_canonical and u.rows[name]
        ]
        if not chosen or contract is None:
            continue
        form = forms.tables[name]
        if is_canonical:
            columns = [(c.name, c.physical_type, "text", None) for c in contract.columns]
            form = Form(tuple(columns), {}, f"select * from {name}")
        owners = [n for n in chosen for _ in uploads[n].rows[name]]
        cells = [{**uploads[n].shared, **row} for n in chosen for row in uploads[n].rows[name]]
        for row in _read(world, name, form, cells):
            found[owners[row.pop("staged_row")]].append(row)
    return found


def _read(
    world: duckdb.DuckDBPyConnection, name: str, form: Form, rows: Sequence[Cells]
) -> list[Row]:
    """The rows as the form reads them, each with its number as `staged_row`."""
    import pyarrow as pa

    known = frozenset(c[0] for c in form.columns)
    plain, told = [], dict[str, set[str]]()
    for number, row in enumerate(rows):
        named = {form.names.get(k, k): v for k, v in row.items()}
        kept = {k: v for k, v in named.items() if k in known and v is not None}
        for column, cell in kept.items():
            told.setdefault(column, set()).add(cell)
        plain.append({**kept, "staged_row": number})
    schema = pa.schema([("staged_row", pa.int64()), *((c, pa.string()) for c in sorted(told))])
    world.register("uploaded", pa.Table.from_pylist(plain, schema))
    cells = ", ".join(f"{_cell(told, column)} as {quoted(column[0])}" for column in form.columns)
    world.execute(
        f"create or replace temp table {quoted(name)} as select staged_row, {cells} from uploaded"
    )
    cursor = world.execute(form.sql)
    heads = [d[0] for d in cursor.description or []]
    made = [dict(zip(heads, row, strict=True)) for row in cursor.fetchall()]
    world.unregister("uploaded")
    world.execute(f"drop table temp.{quoted(name)}")
    return sorted(made, key=lambda row: int(row["staged_row"]))


def _cell(told: Mapping[str, set[str]], column: tuple[str, str, str, str | None]) -> str:
    """How a column's text is read; what nobody sent need not be looked at."""
    name, kind, reads, damaged = column
    if name not in told:
        return f"cast(null as {kind})"
    if kind == "boolean":
        return f"try_cast({quoted(name)} as boolean)"
    usual = usual_cell(name, kind, reads, damaged, told[name])
    return usual or reading(name, kind, reads, from_excel=False, damaged=damaged)


NEEDED = ("encounter_id", "person_id", "charged_at", "item_code", "quantity", "amount")


def _encounters(
    lines: list[Row], visits: list[Row], diagnoses: list[Row], shown: str
) -> list[Staged]:
    """The encounters of one upload. Where it holds one, all its visits and diagnoses are of it."""
    ids = list(dict.fromkeys(line.get("encounter_id") for line in lines))
    named = [one for one in ids if one is not None]
    if len(named) <= 1:
        return [_encounter(named[0] if named else None, lines, visits, diagnoses, shown)]
    of, at, told = (_by_encounter(rows) for rows in (lines, visits, diagnoses))
    return [_encounter(i, of.get(i, []), at.get(i, []), told.get(i, []), shown) for i in ids]


def _by_encounter(rows: Sequence[Row]) -> dict[str | None, list[Row]]:
    found: dict[str | None, list[Row]] = {}
    for row in rows:
        found.setdefault(row.get("encounter_id"), []).append(row)
    return found


def _encounter(
    encounter_id: str | None,
    lines: list[Row],
    visits: list[Row],
    diagnoses: list[Row],
    shown: str,
) -> Staged:
    problems = tuple(_unread(lines, shown))
    if problems:
        return Staged(encounter_id, None, problems)
    rows = Unsettled(
        cast("list[UnsettledCharge]", lines),
        cast("list[Visit]", visits),
        cast("list[Diagnosis]", diagnoses),
    )
    return Staged(encounter_id, rows)


def _unread(lines: Sequence[Mapping[str, Any]], shown: str) -> list[Problem]:
    problems = []
    for number, line in enumerate(lines, start=1):
        missing = [c for c in NEEDED if line.get(c) is None]
        if missing:
            what = sentence(
                "charge {number} has no readable {missing}",
                number=number,
                missing=", ".join(missing),
            )
            problems.append(Problem(shown, what, "Send it as the interface says."))
    return problems


def reading_world(catalogue: Catalogue) -> duckdb.DuckDBPyConnection:
    """A world to read uploads in, again and again."""
    from feijian.contracts import empty_world

    world = empty_world(catalogue, ())
    define_macros(world)
    return world
