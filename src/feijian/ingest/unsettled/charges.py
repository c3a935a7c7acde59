"""Charges that are not settled yet, by encounter, as canonical rows.

Read by the source's own mapping, into the canonical tables of a world in memory; nothing is stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from feijian.contracts.charges import Diagnosis, Unsettled, UnsettledCharge, Visit
from feijian.contracts.model import Catalogue, quoted
from feijian.errors import Problem, UsageError
from feijian.ingest.macros import define_macros
from feijian.ingest.sources.reading import read_source
from feijian.ingest.unsettled.cells import Form, FormColumn, ReadRow, form_column, read_rows
from feijian.ingest.unsettled.sound import each_once, problems_of
from feijian.ingest.unsettled.upload import DIAGNOSES, LINES, VISIT, Question, Upload

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
class Forms:
    """The forms by platform table."""

    tables: Mapping[str, Form]


@dataclass(frozen=True)
class Staged:
    """One encounter of a question: its rows, or what keeps it from being read.

    unknown: by column, how many of its values are codes or words that no dictionary has.
    """

    encounter_id: str | None
    rows: Unsettled | None
    problems: tuple[Problem, ...] = ()
    unknown: Mapping[str, int] = field(default_factory=dict)


def forms_of(library: Library, catalogue: Catalogue, source: str = "nhsa_platform") -> Forms:
    """How the source reads charges, visits and diagnoses."""
    contract = read_source(library, source, catalogue)
    found = {}
    for name, table in CANONICAL.items():
        mapping = next(m for m in contract.of_table(table) if m.source_table == name)
        its = contract.tables[name]
        found[name] = Form(
            tuple(form_column(its, c) for c in its.contract.columns if c.name in its.kept),
            {**UPLOADED, **its.names},
            mapping.sql,
            its.void,
        )
    return Forms(found)


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
) -> list[list[ReadRow]]:
    """The canonical rows of one platform table, by upload."""
    contract = catalogue.find(CANONICAL[name], "canonical")
    found: list[list[ReadRow]] = [[] for _ in uploads]
    for is_canonical in (False, True):
        chosen = [
            n for n, u in enumerate(uploads) if u.is_canonical == is_canonical and u.rows[name]
        ]
        if not chosen or contract is None:
            continue
        form = forms.tables[name]
        if is_canonical:
            columns = tuple(FormColumn(c.name, c.physical_type) for c in contract.columns)
            names = ", ".join(quoted(c.name) for c in contract.columns)
            form = Form(columns, {}, f"select staged_row, {names} from {name}")
        owners = [n for n in chosen for _ in uploads[n].rows[name]]
        cells = [{**uploads[n].shared, **row} for n in chosen for row in uploads[n].rows[name]]
        for number, row in read_rows(world, name, form, cells):
            found[owners[number]].append(row)
    return found


def _encounters(
    lines: list[ReadRow], visits: list[ReadRow], diagnoses: list[ReadRow], shown: str
) -> list[Staged]:
    """The encounters of one upload. Where it holds one, all its visits and diagnoses are of it."""
    ids = list(dict.fromkeys(line.cells.get("encounter_id") for line in lines))
    named = [one for one in ids if one is not None]
    if len(named) <= 1:
        return [_encounter(named[0] if named else None, lines, visits, diagnoses, shown)]
    of, at, told = (_by_encounter(rows) for rows in (lines, visits, diagnoses))
    return [_encounter(i, of.get(i, []), at.get(i, []), told.get(i, []), shown) for i in ids]


def _by_encounter(rows: Sequence[ReadRow]) -> dict[str | None, list[ReadRow]]:
    found: dict[str | None, list[ReadRow]] = {}
    for row in rows:
        found.setdefault(row.cells.get("encounter_id"), []).append(row)
    return found


def _encounter(
    encounter_id: str | None,
    lines: list[ReadRow],
    visits: list[ReadRow],
    diagnoses: list[ReadRow],
    shown: str,
) -> Staged:
    problems = tuple(problems_of(lines, visits, diagnoses, shown))
    if problems:
        return Staged(encounter_id, None, problems)
    rows = Unsettled(
        cast("list[UnsettledCharge]", [row.cells for row in each_once(lines)]),
        cast("list[Visit]", [row.cells for row in visits]),
        cast("list[Diagnosis]", [row.cells for row in diagnoses]),
    )
    unknown = Counter(c for row in (*lines, *visits, *diagnoses) for c in row.unknown)
    return Staged(encounter_id, rows, unknown=dict(unknown))


def reading_world(catalogue: Catalogue) -> duckdb.DuckDBPyConnection:
    """A world to read uploads in, again and again."""
    from feijian.contracts import empty_world

    world = empty_world(catalogue, ())
    define_macros(world)
    return world
