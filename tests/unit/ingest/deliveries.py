"""Small deliveries written as pipe tables: one hospital, one person, one visit, two charges."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from typing import Any

from feijian.ingest.load.delivery import LoadReport, load
from feijian.library import Library, parse_pipe_table
from feijian.workspace import Workspace

TABLES = {
    "fixmedins_b": """
        fixmedins_code | fixmedins_name | fixmedins_type | hosp_lv | vali_flag
        H1             | 县人民医院      | 1              | 2       | 1
        """,
    "psn_info_b": """
        psn_no | psn_name | gend | brdy       | certno             | tel         | live_addr      | vali_flag
        A      | 张三丰   | 1    | 1960-05-01 | 370101196005010011 | 13912345678 | 某县某镇李家村5号 | 1
        """,
    "mdtrt_d": """
        mdtrt_id | psn_no | gend | brdy       | fixmedins_code | begntime            | endtime             | med_type | vali_flag
        M1       | A      | 1    | 1960-05-01 | H1             | 2025-07-01 08:00:00 | 2025-07-05 10:00:00 | 21       | 1
        """,
    "setl_d": """
        setl_id | mdtrt_id | psn_no | fixmedins_code | setl_time           | medfee_sumamt | fund_pay_sumamt | refd_setl_flag | vali_flag
        S1      | M1       | A      | H1             | 2025-07-05 11:00:00 | 120.00        | 80.00           | 0              | 1
        """,
    "fee_list_d": """
        bkkp_sn | setl_id | mdtrt_id | psn_no | fixmedins_code | fee_ocur_time       | med_list_codg   | med_chrgitm_type | cnt | det_item_fee_sumamt | vali_flag
        F1      | S1      | M1       | A      | H1             | 2025-07-01 09:00:00 | 001102000050000 | 02               | 1   | 20.00               | 1
        F2      | S1      | M1       | A      | H1             | 2025-07-02 09:00:00 | 001109000010000 | 01               | 2   | 100.00              | 1
        """,
}
"""A delivery in which nothing is wrong."""


def rows_of(text: str) -> list[dict[str, str]]:
    """A pipe table as dictionaries of text; empty cells are empty text."""
    table = parse_pipe_table(text)
    return [{c: v or "" for c, v in zip(table.columns, row, strict=True)} for row in table.rows]


def csv_text(text: str) -> str:
    """A pipe table as CSV."""
    rows = rows_of(text)
    lines = [",".join(rows[0])] if rows else [",".join(parse_pipe_table(text).columns)]
    return "\n".join([*lines, *(",".join(r.values()) for r in rows)]) + "\n"


def write(folder: Path, **tables: str) -> Path:
    """Write pipe tables as CSV files named after their tables."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(csv_text(text), encoding="utf-8")
    return folder


def write_sound(folder: Path, **instead: str) -> Path:
    """The sound delivery, with some tables in other words."""
    return write(folder, **{**TABLES, **instead})


def take_in(workspace: Workspace, path: Path, **options: Any) -> LoadReport:
    """Load with the built-in library at a fixed time of arrival."""
    return load(workspace, path, library=Library.of(), received_at=datetime(2026, 1, 1), **options)


def fates(report: LoadReport) -> dict[str, tuple[int, int, int, int, int]]:
    """(read, accepted, void, repeated, quarantined) by source table."""
    found: dict[str, tuple[int, int, int, int, int]] = {}
    for f in report.files:
        now = (f.read, f.accepted, f.void, f.repeated, f.quarantined)
        before = found.get(f.table, (0, 0, 0, 0, 0))
        found[f.table] = tuple(a + b for a, b in zip(before, now, strict=True))  # type: ignore[assignment]
    return found


def query(workspace: Workspace, sql: str) -> list[tuple[Any, ...]]:
    """Rows of a query on the warehouse."""
    with workspace.reading() as connection:
        return connection.execute(sql).fetchall()


def canonical(workspace: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    """Every canonical table, its rows sorted."""
    with workspace.reading() as connection:
        names = [
            r[0]
            for r in connection.execute(
                "select table_name from information_schema.tables where table_schema = 'canonical' order by 1"
            ).fetchall()
        ]
        return {
            n: sorted(connection.execute(f"select * from canonical.{n}").fetchall(), key=repr)
            for n in names
        }


def held(workspace: Workspace) -> dict[str, list[tuple[int, list[str]]]]:
    """(line, reasons) of rows in quarantine, by source table."""
    found: dict[str, list[tuple[int, list[str]]]] = {}
    for table, line, reasons in query(
        workspace,
        "select source_table, line, reasons from ledger.quarantine where state = 'held' order by 1, 2",
    ):
        found.setdefault(table, []).append((line, reasons))
    return found


def write_rows(path: Path, rows: list[dict[str, str]]) -> Path:
    """Write dictionaries as a CSV file with quoting."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path
