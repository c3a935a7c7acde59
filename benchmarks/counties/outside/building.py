"""Columns and rows that a house never sends."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .delivery import GB

DRUGS_AND_TESTS = ("01", "07", "12")
"""Kinds of charges that a house without signatures sends without the doctor who ordered them."""


def leave_out(
    w: Any,
    folder: Path,
    index: Mapping[str, int],
    never_sent: Mapping[str, Mapping[str, tuple[str, ...]]],
    unsigned: Collection[str],
    *,
    unsigned_kinds: Collection[str] = DRUGS_AND_TESTS,
    filled: Mapping[str, Mapping[str, Mapping[str, str]]] = MappingProxyType({}),
) -> None:
    """Blank the columns and drop the rows that a house does not send.

    index: place of each house among the county's providers. never_sent: by house and table the columns
    that stay empty; none named: no row at all. unsigned: houses that send no ordering doctor
    with charges of `unsigned_kinds`. filled: by table and house values that are sent beside.
    """
    code = {w.providers[n].code: key for key, n in index.items()}
    house_of = {v.id: code[v.provider.code] for v in w.visits}
    tables = {t for gone in never_sent.values() for t in gone} | {"fee_list_d", *filled}
    for table in sorted(tables):
        path = folder / f"{table}.csv"
        if not path.exists():
            continue
        encoding = "gb18030" if table in GB else "utf-8"
        with path.open(newline="", encoding=encoding) as f:
            reader = csv.DictReader(f)
            columns = list(reader.fieldnames or ())
            rows = list(map(dict, reader))
        kept = []
        for row in rows:
            house = code.get(row.get("fixmedins_code", "")) or house_of.get(
                row.get("mdtrt_id", ""), ""
            )
            gone = never_sent.get(house, {}).get(table)
            if gone == ():
                continue
            row.update(dict.fromkeys(gone or (), ""))
            if (
                table == "fee_list_d"
                and house in unsigned
                and row["med_chrgitm_type"] in unsigned_kinds
            ):
                row["bilg_dr_code"] = ""
            row.update(filled.get(table, {}).get(house, {}))
            kept.append(row)
        sent = (column for cells in filled.get(table, {}).values() for column in cells)
        columns = list(dict.fromkeys((*columns, *sent)))
        with path.open("w", newline="", encoding=encoding) as f:
            out = csv.DictWriter(f, columns, restval="")
            out.writeheader()
            out.writerows(kept)
