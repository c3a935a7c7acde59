"""Charges that are not settled yet: one encounter's lines, as an upload or a table says them.

Read by the source's own mapping, into the canonical tables of a world in memory; nothing is stored.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from feijian.contracts.charges import Diagnosis, Unsettled, UnsettledCharge, Visit
from feijian.contracts.model import Catalogue, Column, quoted
from feijian.errors import Problem, UsageError
from feijian.ingest.macros import define_macros
from feijian.ingest.sources.source import SourceTable, read_source
from feijian.ingest.values import reading
from feijian.messages import sentence
from feijian.plain import Row

if TYPE_CHECKING:
    import duckdb

    from feijian.library import Library

Cells = dict[str, str | None]
LINES, VISIT, DIAGNOSES = "fee_list_d", "mdtrt_d", "setl_diag_list_d"
CANONICAL = {LINES: "claim_line", VISIT: "encounter", DIAGNOSES: "diagnosis"}
NODES = {
    LINES: ("feedetail", "feedetl", "fee_list_d", "lines"),
    VISIT: ("mdtrtinfo", "mdtrt_d", "visit", "encounter"),
    DIAGNOSES: ("diseinfo", "setl_diag_list_d", "diagnoses"),
}
"""What the national interface (2203, 2204) and people call the parts of an upload."""
UPLOADED = {
    "feedetl_sn": "bkkp_sn",
    "bilg_dr_codg": "bilg_dr_code",
    "acord_dr_codg": "acord_dr_code",
    "rxno": "rx_drord_no",
    "diag_srt_no": "diag_srt_no",
    "ipt_otp_no": "ipt_otp_no",
}
"""Names of an upload that the platform stores under other ones."""
MOST_BYTES, MOST_LINES = 8_000_000, 20_000


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
class Upload:
    """An upload as text, by platform table, and whether its names are the canonical ones."""

    rows: Mapping[str, Sequence[Cells]]
    is_canonical: bool
    shared: Cells = field(default_factory=dict)


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


def read_upload(path: Path) -> Upload:
    """An upload from a file: JSON of the interface's shape, CSV or Parquet with one row a charge.

    Raises UsageError where it is none, is too large or holds no charge.
    """
    if not path.is_file():
        raise UsageError(Problem(path.name, "there is no such file", "Check --lines."))
    if path.stat().st_size > MOST_BYTES:
        raise UsageError(
            Problem(
                path.name,
                sentence("is larger than {most_bytes:,} bytes", most_bytes=MOST_BYTES),
                "Send one encounter.",
            )
        )
    if path.suffix.lower() == ".parquet":
        return upload_of_rows(_parquet(path), path.name)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(Problem(path.name, "is not UTF-8", "Save it as UTF-8.")) from None
    if path.suffix.lower() == ".csv":
        return upload_of_rows(list(csv.DictReader(io.StringIO(text))), path.name)
    try:
        return upload_of(json.loads(text), path.name)
    except ValueError as error:
        what = sentence("is neither JSON nor CSV: {error}", error=error)
        raise UsageError(Problem(path.name, what, "Name it .json, .csv or .parquet.")) from None


def _parquet(path: Path) -> list[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return list(pq.read_table(path).to_pylist())
    except (pa.ArrowInvalid, OSError):
        raise UsageError(Problem(path.name, "is not a Parquet file", "Export it again.")) from None


def upload_of_rows(rows: Sequence[Mapping[str, object]], shown: str) -> Upload:
    """An upload that is a plain list of charges."""
    return upload_of({"feedetail": list(rows)}, shown)


def upload_of(told: Any, shown: str) -> Upload:
    """An upload from its JSON: a list of charges, or an object with them and perhaps the visit.

    What stands beside the nodes (`fixmedins_code` in the head of a message) holds for every row.
    """
    if isinstance(told, list):
        told = {"feedetail": told}
    if not isinstance(told, dict):
        raise UsageError(Problem(shown, "is no list and no object", "Send a list of charges."))
    shared = {k: _text(v) for k, v in told.items() if not isinstance(v, dict | list)}
    inner = told.get("input") or told.get("data")
    if isinstance(inner, dict):
        told = inner
        shared |= {k: _text(v) for k, v in told.items() if not isinstance(v, dict | list)}
    rows = {name: _rows(told, nodes, shown) for name, nodes in NODES.items()}
    if not rows[LINES]:
        what = "holds no charge"
        raise UsageError(
            Problem(
                shown,
                what,
                sentence("Put them under one of: {nodes}.", nodes=", ".join(NODES[LINES])),
            )
        )
    if len(rows[LINES]) > MOST_LINES:
        raise UsageError(
            Problem(
                shown,
                sentence("holds more than {most_lines:,} charges", most_lines=MOST_LINES),
                "Send one encounter.",
            )
        )
    return Upload(rows, any("encounter_id" in row for row in rows[LINES]), shared)


def _rows(told: Mapping[str, Any], nodes: Sequence[str], shown: str) -> list[Cells]:
    found: Any = next((told[n] for n in nodes if n in told), [])
    rows = [found] if isinstance(found, dict) else found
    if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
        raise UsageError(
            Problem(
                shown,
                sentence("{nodes} is no list of objects", nodes=nodes[0]),
                "Write one object a row.",
            )
        )
    return [{str(k).strip().lower(): _text(v) for k, v in row.items()} for row in rows]


def _text(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value)


def stage(
    world: duckdb.DuckDBPyConnection, catalogue: Catalogue, forms: Forms, upload: Upload, shown: str
) -> Unsettled:
    """The upload as canonical rows: read, not yet put anywhere.

    Raises UsageError naming every charge without what a line cannot do without.
    """
    define_macros(world)
    found: dict[str, list[Row]] = {}
    for name, table in CANONICAL.items():
        rows = upload.rows[name]
        contract = catalogue.find(table, "canonical")
        if not rows or contract is None:
            found[table] = []
            continue
        if upload.is_canonical:
            columns = [(c.name, c.physical_type, "text", None) for c in contract.columns]
            form = Form(tuple(columns), {}, f"select * exclude (staged_row) from {name}")
        else:
            form = forms.tables[name]
        found[table] = _read(world, name, form, rows, upload.shared)
    _refuse_unread(found["claim_line"], shown)
    return Unsettled(
        cast("list[UnsettledCharge]", found["claim_line"]),
        cast("list[Visit]", found["encounter"]),
        cast("list[Diagnosis]", found["diagnosis"]),
    )


def _read(
    world: duckdb.DuckDBPyConnection, name: str, form: Form, rows: Sequence[Cells], shared: Cells
) -> list[Row]:
    import pyarrow as pa

    known = [c[0] for c in form.columns]
    plain = []
    for row in rows:
        named = {form.names.get(k, k): v for k, v in {**shared, **row}.items()}
        plain.append({c: named.get(c) for c in known})
    schema = pa.schema([(c, pa.string()) for c in known])
    world.register("uploaded", pa.Table.from_pylist(plain, schema))
    cells = ", ".join(
        f"{reading(c, kind, reads, from_excel=False, damaged=damaged)} as {quoted(c)}"
        if kind != "boolean"
        else f"try_cast({quoted(c)} as boolean) as {quoted(c)}"
        for c, kind, reads, damaged in form.columns
    )
    world.execute(
        f"create or replace temp table {quoted(name)} as select null as staged_row, {cells} from uploaded"
    )
    cursor = world.execute(form.sql)
    heads = [d[0] for d in cursor.description or []]
    made = [dict(zip(heads, row, strict=True)) for row in cursor.fetchall()]
    world.unregister("uploaded")
    world.execute(f"drop table temp.{quoted(name)}")
    return [{k: v for k, v in row.items() if k != "staged_row"} for row in made]


NEEDED = ("encounter_id", "person_id", "charged_at", "item_code", "quantity", "amount")


def _refuse_unread(lines: Sequence[Mapping[str, Any]], shown: str) -> None:
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
    if len({line.get("encounter_id") for line in lines}) > 1:
        problems.append(
            Problem(shown, "holds charges of several encounters", "Send one encounter.")
        )
    if problems:
        raise UsageError(problems)
