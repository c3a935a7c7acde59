"""What prefectures have in common and must agree on: reference tables, and what was delivered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from feijian.contracts import Catalogue
from feijian.engines.lake import Part
from feijian.errors import Problem, UsageError
from feijian.messages import sentence
from feijian.province.prefectures import Prefecture

if TYPE_CHECKING:
    import duckdb

DELIVERED = """
select table_name, column_name, bool_or(delivered) as delivered, not bool_and(delivered) as is_partly
from everywhere_column group by table_name, column_name
"""


def reference_of(
    prefectures: Sequence[Prefecture],
    catalogue: Catalogue,
    chosen: str,
) -> Mapping[str, tuple[Prefecture, list[Part]]]:
    """Who gives each reference table, and its files.

    chosen: the prefecture whose tables count; where it is empty all have to be the same. A prefecture's
    own prices would judge the others' houses otherwise.
    Raises UsageError naming the tables that differ, or for a prefecture that is none of these.
    """
    names = [t.full_name for t in catalogue if t.schema == "reference"]
    if chosen:
        giver = next((p for p in prefectures if p.name == chosen), None)
        if giver is None:
            what = sentence(
                "is none of the exports: {known}", known=", ".join(p.name for p in prefectures)
            )
            raise UsageError(
                Problem(f"--reference {chosen}", what, "Name the folder of one of them.")
            )
        return {name: (giver, _parts(giver, name)) for name in names}
    first = prefectures[0]
    differing = [
        name
        for name in names
        if len({tuple(p.digest for p in _parts(one, name)) for one in prefectures}) > 1
    ]
    if differing:
        what = sentence(
            "reference tables differ between prefectures: {tables}",
            tables=", ".join(n.partition(".")[2] for n in differing),
        )
        todo = "Give all workspaces the same files and export again, or name whose count: --reference NAME."
        raise UsageError(Problem("EXPORT", what, todo))
    return {name: (first, _parts(first, name)) for name in names}


def _parts(one: Prefecture, table: str) -> list[Part]:
    return [p for p in one.exported.parts if p.table == table]


def ledger_rows(
    connection: duckdb.DuckDBPyConnection, prefectures: Sequence[Prefecture]
) -> tuple[tuple[str, ...], dict[str, str]]:
    """Columns that only some prefectures deliver, and a query of each ledger table of the province.

    Deliveries and files are numbered through, and named with their prefecture.
    """
    deliveries, files, columns = [], [], []
    offset, file_offset = 0, 0
    for one in prefectures:
        name = one.name.replace("'", "''")
        there = {t: _read(one, f"ledger.{t}") for t in ("delivery", "file", "delivered_column")}
        deliveries.append(
            f"select * replace (delivery_seq + {offset} as delivery_seq, '{name}: ' || name as name)"
            f" from {there['delivery']}"
        )
        if one.files("ledger.file"):
            files.append(
                f"select * replace (file_seq + {file_offset} as file_seq,"
                f" delivery_seq + {offset} as delivery_seq, '{name}/' || name as name) from {there['file']}"
            )
            file_offset += _most(connection, there["file"], "file_seq")
        columns.append(f"from {there['delivered_column']}")
        offset += _most(connection, there["delivery"], "delivery_seq")
    connection.execute(
        "create temp view everywhere_column as " + " union all by name ".join(columns)
    )
    partly = connection.execute(
        f"select table_name || '.' || column_name from ({DELIVERED}) where delivered and is_partly order by 1"
    ).fetchall()
    rows = {
        "delivery": " union all by name ".join(deliveries),
        "delivered_column": f"select table_name, column_name, delivered from ({DELIVERED})",
    }
    if files:
        rows["file"] = " union all by name ".join(files)
    return tuple(name for (name,) in partly), rows


def _read(one: Prefecture, table: str) -> str:
    paths = ", ".join("'" + str(one.folder / f).replace("'", "''") + "'" for f in one.files(table))
    return f"read_parquet([{paths}])"


def _most(connection: duckdb.DuckDBPyConnection, rows: str, column: str) -> int:
    return int(
        connection.execute(f"select coalesce(max({column}), 0) from {rows}").fetchall()[0][0]
    )
