"""The same night on top of histories of different length: what grows, and how fast.

`python -m benchmarks.growth_bench --folder DIR` takes the county of ten million lines that
`benchmarks.rules_bench` loads, and makes of its warehouse others: a third of its persons (3 million
lines), all of them, and as many persons again one and two years earlier (30 million). The newest visits
of persons that all of them know are taken out first and delivered afterwards, as files of the sender.
Each act runs in a process of its own: seconds of all processors by step, and the most memory held.
An exponent of 0 is a cost that history does not change, 1 one that grows as history does.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.night_bench import AS_OF, one

if TYPE_CHECKING:
    import duckdb

BASE = 10_000_000
THIRD = 3
"""Of ten parts of the county's persons: those of the smallest history, whom every history knows."""
YEAR = 364
"""Days that a copy lies earlier: whole weeks, so that weekends stay weekends."""
OWN = frozenset(
    [
        "person_id",
        "encounter_id",
        "claim_id",
        "claim_line_id",
        "original_line_id",
        "original_claim_id",
        "dispense_id",
        "purchase_id",
        "invoice_no",
        "hospital_no",
        "record_no",
        "sale_no",
        "visit_no",
        "line_no",
        "original_line_no",
        "prescription_no",
        "address_key",
        "phone_key",
        "trace_code",
    ]
)
"""Columns whose values are others in a copy."""
STANDING = frozenset(
    ["birth_date", "died_on", "designated_from", "designated_to", "contract_from", "contract_to"]
)
WHOLE = frozenset(("provider", "practitioner"))
LATER_STOCK = """case when t."kind" = 'opening' then 'transfer_in' else t."kind" end"""
"""Only the first stock-take of a house is its opening stock: a later copy's would count for nothing."""
NUMBER = re.compile(rb"\b[MS]\d{11}\b")
"""How the county writes the number of a visit or a settlement."""


def make(source: Path, delivery: Path, folder: Path, sizes: Sequence[int], lines: int) -> None:
    """The day's delivery and a workspace for each size (millions of lines), where they are missing."""
    import duckdb

    with duckdb.connect(":memory:") as connection:
        connection.execute(
            f"set temp_directory = '{folder}/.spill'; set preserve_insertion_order = true;"
            "set memory_limit = '6GB'; set threads = 2;"
            f"attach '{source}/warehouse.duckdb' as source (read_only)"
        )
        _choose_day(connection, lines)
        if not (folder / "day").is_dir():
            _write_day(connection, delivery, folder / "day")
        for millions in sizes:
            place = folder / f"{millions}m" / "workspace"
            if not (place / "made").exists():
                shutil.rmtree(place, ignore_errors=True)
                (place / "runs").mkdir(parents=True)
                (place / "quarantine").mkdir()
                for name in (".feijian-key", "feijian.toml"):
                    shutil.copy(source / name, place / name)
                _write_warehouse(connection, place / "warehouse.duckdb", millions)
                (place / "made").touch()


def _choose_day(connection: duckdb.DuckDBPyConnection, lines: int) -> None:
    """`day`: the newest visits of persons whom every history knows, with so many lines."""
    connection.execute(
        "create table day as with visit as ("
        " select visit.encounter_id, visit.started_at from source.canonical.encounter as visit"
        f" where hash(visit.person_id) % 10 < {THIRD} and visit.started_at < date '{AS_OF}' + interval 1 day"
        "), counted as ("
        " select line.encounter_id, count(*) as lines from source.canonical.claim_line as line"
        " semi join visit on line.encounter_id = visit.encounter_id group by all"
        "), running as ("
        " select visit.encounter_id, sum(counted.lines)"
        " over (order by visit.started_at desc, visit.encounter_id) - counted.lines as before"
        " from visit inner join counted on visit.encounter_id = counted.encounter_id)"
        f" select encounter_id from running where before < {lines}"
    )
    connection.execute(
        "create table day_claim as select claim_id from source.canonical.claim"
        " where encounter_id in (from day)"
    )


def _write_day(connection: duckdb.DuckDBPyConnection, delivery: Path, folder: Path) -> None:
    """The sender's rows that name one of these visits or settlements, to the byte."""
    rows = connection.execute("from day union all from day_claim").fetchall()
    numbers = {number.encode() for (number,) in rows}
    folder.mkdir()
    for path in sorted(delivery.glob("*.csv")):
        with path.open("rb") as text:
            header = next(text)
            kept = [row for row in text if not numbers.isdisjoint(NUMBER.findall(row))]
        if kept:
            (folder / path.name).write_bytes(b"".join([header, *kept]))


def _write_warehouse(connection: duckdb.DuckDBPyConnection, path: Path, millions: int) -> None:
    """Canonical tables and ledger of a history, oldest rows first."""
    connection.execute(f"attach '{path}' as made (storage_version 'v1.4.0')")
    tables = connection.execute(
        "select schema_name, table_name, sql, estimated_size from duckdb_tables()"
        " where database_name = 'source' and schema_name in ('canonical', 'ledger') order by 1, 2"
    ).fetchall()
    connection.execute("use made")
    for schema in ("canonical", "reference", "derived", "ledger", "finding"):
        connection.execute(f"create schema if not exists {schema}")
    for schema, name, ddl, _ in tables:
        if name not in ("reference_state", "derived_state", "prepared", "tied_visit", "tied_until"):
            connection.execute(ddl)
            for chosen, source in _copies(connection, schema, name, millions):
                connection.execute(f'insert into {schema}."{name}" select {chosen} from {source}')
    connection.execute("checkpoint made")
    connection.execute("use memory")
    connection.execute("detach made")


def _copies(
    connection: duckdb.DuckDBPyConnection, schema: str, name: str, millions: int
) -> Iterator[tuple[str, str]]:
    """What is selected of a table and from where, for each copy of the county."""
    columns = connection.execute(
        "select column_name, data_type from duckdb_columns() where database_name = 'source'"
        " and schema_name = ? and table_name = ? order by column_index",
        [schema, name],
    ).fetchall()
    kinds = dict(columns)
    source = f'source.{schema}."{name}" as t'
    aside = name in WHOLE or name.startswith(("void_", "waiting_"))
    belongs = not aside and kinds.keys() & {"person_id", "encounter_id", "claim_id", "trace_code"}
    keyed = {
        "origin_claim_line": "claim_line",
        "origin_dispense": "dispense",
        "origin_purchase": "purchase",
    }
    if name in keyed:
        own = f"{keyed[name]}_id"
        kept = f'select {own} from made.canonical."{keyed[name]}"'
        # rows of the ledger follow those of the table, which are written before it
        for back in range(_copies_of(millions) - 1, -1, -1):
            told = [_told(c, k, back) for c, k in columns]
            where = f" where {_told(own, 'VARCHAR', back)} in ({kept})" if back == 0 else ""
            yield ", ".join(told), source + where
        return
    if not belongs or name.startswith("origin_practitioner"):
        yield ", ".join(f't."{c}"' for c, _ in columns), source
        return
    first = _copies_of(millions) - 1
    for back in range(first, -1, -1):
        told = ", ".join(
            LATER_STOCK
            if name == "purchase" and c == "kind" and back < first
            else _told(c, k, back)
            for c, k in columns
        )
        yield told, source + (_kept(kinds.keys(), millions) if back == 0 else "")


def _copies_of(millions: int) -> int:
    return max(1, round(millions * 1_000_000 / BASE))


def _told(column: str, kind: str, back: int) -> str:
    """A column as it is told in a copy of so many years earlier."""
    at = f't."{column}"'
    if not back:
        return at
    if column == "trace_code":
        digit = f"chr(48 + (ascii(substr({at}, 9, 1)) - 48 + {back}) % 10)"
        other = f"substr({at}, 1, 8) || {digit} || substr({at}, 10)"
        return (
            f"case when regexp_full_match({at}, '\\d{{20}}') then {other} else {at} || '{back}' end"
        )
    if column in OWN:
        return f"{at} || '-{back}'"
    if kind in ("DATE", "TIMESTAMP") and column not in STANDING and not column.startswith("_"):
        return f"cast({at} - interval {back * YEAR} day as {kind})"
    return at


def _kept(columns: Any, millions: int) -> str:
    """Which rows stay of the newest copy: not the day's, and of the smallest history a third's."""
    third = millions * 1_000_000 < BASE / 2
    visits = "t.encounter_id not in (from memory.main.day)"
    claims = "coalesce(t.claim_id not in (from memory.main.day_claim), true)"
    some = f"coalesce(hash({{}}) % 10 < {THIRD}, true)"
    if "encounter_id" in columns:
        of_third = (
            " and t.encounter_id in (select e.encounter_id from source.canonical.encounter as e"
            f" where {some.format('e.person_id')})"
        )
        return f" where coalesce({visits}, true)" + (of_third if third else "")
    if "claim_id" in columns:
        return f" where {claims}" + (f" and {some.format('t.person_id')}" if third else "")
    if "trace_code" in columns:
        sold = "select d.trace_code from source.canonical.dispense as d where not {}"
        dropped = sold.format(some.format("d.person_id"))
        return f" where t.trace_code is null or t.trace_code not in ({dropped})" if third else ""
    return f" where {some.format('t.person_id')}" if third else ""


def measure(folder: Path, millions: int, acts: Sequence[str]) -> dict[str, Any]:
    """Acts over one history, in order; what was measured is kept beside it."""
    base = folder / f"{millions}m"
    if not (base / "day").exists():
        (base / "day").symlink_to(folder / "day")
    kept = base / "measured.json"
    found: dict[str, Any] = json.loads(kept.read_text()) if kept.is_file() else {}
    known = {"first": "full", "load": "day", "night": "run", "nothing": "run"}
    for act in acts:
        found[act] = one(known.get(act, act), base)
        print(millions, act, found[act], file=sys.stderr, flush=True)
        kept.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return found


def exponents(small: dict[str, float], large: dict[str, float], times: float) -> dict[str, float]:
    """By step, how its seconds grow with history."""
    return {
        step: round(math.log(large[step] / small[step]) / math.log(times), 2)
        for step in small
        if small[step] > 0.05 and large.get(step, 0) > 0.05
    }


def written(folder: Path, sizes: Sequence[int]) -> None:
    """All that was measured, as one table on standard output."""
    out = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
    measured = {m: json.loads((folder / f"{m}m" / "measured.json").read_text()) for m in sizes}
    for act in sorted({a for m in measured.values() for a in m}):
        steps = {
            m: {**t[act].get("steps", {}), "all": t[act]["cpu"]}
            for m, t in measured.items()
            if act in t
        }
        out.writerow([act, *(f"{m}m" for m in steps), "exponents"])
        rises = [
            exponents(steps[a], steps[b], b / a)
            for a, b in zip(steps, list(steps)[1:], strict=False)
        ]
        for step in next(iter(steps.values())):
            out.writerow(
                [f"  {step}", *(s.get(step) for s in steps.values()), *(r.get(step) for r in rises)]
            )
        for name, label in (("peak", "peak GB"), ("expected", "expected after a minute")):
            out.writerow([f"  {label}", *(t[act].get(name) for t in measured.values() if act in t)])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument(
        "--base", type=Path, help="A county of rules_bench; made in --folder if not given."
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[3, 10, 30], help="Millions of lines."
    )
    parser.add_argument("--day", type=int, default=30_000, help="Fee lines of the day's delivery.")
    parser.add_argument(
        "--acts", nargs="*", default=["first", "load", "night", "nothing", "full", "sweep"]
    )
    given = parser.parse_args()
    if given.base is None:
        from benchmarks.rules_bench import loaded

        given.base = loaded(given.folder, BASE, 3).root.parent
    make(given.base / "workspace", given.base / "delivery", given.folder, given.sizes, given.day)
    for size in given.sizes:
        if given.acts:
            measure(given.folder, size, given.acts)
    if all((given.folder / f"{s}m" / "measured.json").is_file() for s in given.sizes):
        written(given.folder, given.sizes)
