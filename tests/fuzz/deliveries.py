"""Mutated deliveries against the truth they were made from: nothing lost, nothing read wrongly.

`python -m tests.fuzz.deliveries --seed 1 --n 2000` writes so many files of charged items, each in
another shape and with other mishaps, and reads them as a load does. What was written is known, so
the reader is checked against that and not against itself: every row is there, and a row that
nothing was found wrong with has exactly the number, the code, the time and the money it had.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from feijian.contracts.catalogue import read_catalogue
from feijian.errors import FeijianError
from feijian.ingest.load.privacy import define_keyed
from feijian.ingest.load.stage import columns_used, staged_sql
from feijian.ingest.macros import define_macros
from feijian.ingest.read.files import discover
from feijian.ingest.read.rows import read_file
from feijian.ingest.sources.reading import read_source
from feijian.ingest.sources.source import Source
from feijian.library import Library
from tests.unit.ingest.xlsb import write_xlsb

if TYPE_CHECKING:
    import duckdb

COLUMNS = (
    "bkkp_sn",
    "setl_id",
    "mdtrt_id",
    "psn_no",
    "fixmedins_code",
    "fee_ocur_time",
    "med_list_codg",
    "hilist_name",
    "med_chrgitm_type",
    "cnt",
    "det_item_fee_sumamt",
    "vali_flag",
    "memo",
)
LABELS = {
    "bkkp_sn": "记账流水号",
    "setl_id": "结算ID",
    "mdtrt_id": "就诊ID",
    "psn_no": "人员编号",
    "fee_ocur_time": "费用发生时间",
    "med_list_codg": "医疗目录编码",
    "cnt": "数量",
    "det_item_fee_sumamt": "明细项目费用总额",
    "vali_flag": "有效标志",
}
NAMES = ("诊查费", "双人间床位费", "Ⅱ级护理", "血常规（五分类）", "CT平扫", "阿莫西林胶囊")
WORDS = {"01": "床位费", "02": "诊察费", "05": "治疗费", "09": "西药费"}


@dataclass
class Row:
    """One true row and the cells that stand for it in a file; worsened: a mishap befell it."""

    number: str
    charged_at: datetime
    code: str
    kind: str
    amount: Decimal
    cells: dict[str, str]
    worsened: bool = False


@dataclass
class Shape:
    """How a file is written; `extra` counts rows that were put in and mean nothing.

    careless: cells that would have to be quoted are not.
    """

    delimiter: str = ","
    encoding: str = "utf-8"
    line_end: str = "\n"
    above: list[str] = field(default_factory=list)
    quote_all: bool = False
    trailing: bool = False
    labels: bool = False
    packing: str = "plain"
    extra: int = 0
    careless: bool = False
    header_again: bool = False
    lines: list[Callable[[list[str]], list[str]]] = field(default_factory=list)


def true_rows(draw: random.Random) -> list[Row]:
    """Rows in which nothing is wrong yet."""
    rows = []
    for n in range(draw.randrange(1, 12)):
        at = datetime(2025, 7, 1) + timedelta(seconds=draw.randrange(86_400 * 60))
        kind = draw.choice(list(WORDS))
        amount = Decimal(draw.randrange(1, 9_999_999)) / 100
        code = f"00110{draw.randrange(10**9):09}0"
        cells = {
            "bkkp_sn": f"F{n:05}",
            "setl_id": "S0001",
            "mdtrt_id": "M0001",
            "psn_no": "A0001",
            "fixmedins_code": "H0001",
            "fee_ocur_time": f"{at:%Y-%m-%d %H:%M:%S}",
            "med_list_codg": code,
            "hilist_name": draw.choice(NAMES),
            "med_chrgitm_type": kind,
            "cnt": "1",
            "det_item_fee_sumamt": f"{amount:.2f}",
            "vali_flag": "1",
            "memo": "",
        }
        rows.append(Row(cells["bkkp_sn"], at, code, kind, amount, cells))
    return rows


def worsen_cell(draw: random.Random, row: Row) -> None:
    """One mishap of a value."""
    cells, at = row.cells, row.charged_at
    row.worsened = True
    utc = at - timedelta(hours=8)
    mishaps: list[Callable[[], None]] = [
        lambda: cells.update(
            fee_ocur_time=f"{at:%Y/%m/%d %I:%M:%S} {'PM' if at.hour > 11 else 'AM'}"
        ),
        lambda: cells.update(
            fee_ocur_time=f"{at:%Y年%m月%d日} {'下午' if at.hour > 11 else '上午'}{at:%I:%M:%S}"
        ),
        lambda: cells.update(fee_ocur_time=f"{at:%Y%m%d%H%M%S}"),
        lambda: cells.update(fee_ocur_time=f"{at:%Y-%m-%d %H:%M} xx"),
        lambda: cells.update(fee_ocur_time=f"{at:%d-%b-%y}"),
        lambda: cells.update(fee_ocur_time=f"{at:%Y年%m月%d日 %H时%M分%S秒}"),
        lambda: cells.update(fee_ocur_time=f"{utc:%Y-%m-%dT%H:%M:%S}+00:00"),
        lambda: cells.update(fee_ocur_time=f"{utc:%Y-%m-%dT%H:%M:%S}Z"),
        lambda: cells.update(fee_ocur_time=f"{at:%Y-%m-%d %H:%M:%S.123} +0800"),
        lambda: cells.update(fee_ocur_time=draw.choice(["nan", "NaT", "无", "9999-12-31"])),
        lambda: cells.update(med_list_codg=f'="{row.code}"'),
        lambda: cells.update(med_list_codg=f"'{row.code}"),
        lambda: cells.update(med_list_codg=f"\u200b{row.code}\u3000"),
        lambda: cells.update(med_list_codg=row.code.lstrip("0")),
        lambda: cells.update(med_list_codg=f"{float(row.code):.5E}"),
        lambda: cells.update(med_list_codg=f"{row.code};{row.code}"),
        lambda: cells.update(
            med_list_codg=draw.choice(
                ["{0}/{0}", "{0} {0}", "{0};", "[{0}]", "{0}*2", '"{0}"']
            ).format(row.code)
        ),
        lambda: cells.update(med_list_codg=f"{row.code[:4]} {row.code[4:]}"),
        lambda: cells.update(med_list_codg=draw.choice(["#REF!", "诊查费", "2025-07-01", "不详"])),
        lambda: cells.update(
            hilist_name="床位费".encode().decode(draw.choice(["latin-1", "gb18030"]), "replace")
        ),
        lambda: cells.update(hilist_name="???"),
        lambda: cells.update(med_list_codg=draw.choice(["nan", "None", "-", "合计"])),
        lambda: cells.update(det_item_fee_sumamt=f"{row.amount:,.2f}"),
        lambda: cells.update(det_item_fee_sumamt=f" {row.amount:.2f}0 "),
        lambda: cells.update(det_item_fee_sumamt=f"{1000 + int(row.amount) % 9000:,}"),
        lambda: cells.update(det_item_fee_sumamt=f"{row.amount:.2f}5"),
        lambda: cells.update(det_item_fee_sumamt=f"{float(row.amount):e}"),
        lambda: cells.update(det_item_fee_sumamt=f"{row.amount:.2f}".replace(".", "_")),
        lambda: cells.update(det_item_fee_sumamt=f"{row.amount:.2f}元"),
        lambda: cells.update(
            det_item_fee_sumamt=f"{row.amount:.2f}".translate(
                {48 + d: 0xFF10 + d for d in range(10)}
            )
        ),
        lambda: cells.update(med_chrgitm_type=WORDS[row.kind]),
        lambda: cells.update(med_chrgitm_type=str(int(row.kind))),
        lambda: cells.update(
            med_chrgitm_type=draw.choice(["99", "陪护", "01 西药费", "01级", "床位费(09)"])
        ),
        lambda: cells.update(vali_flag=draw.choice(["有效", "true", "是", "1.0"])),
        lambda: cells.update(vali_flag=draw.choice(["2", "?", "未知"])),
        lambda: cells.update(
            hilist_name=draw.choice(["床位,双人间", '5" 敷料', '"半个引号', "两\n行", "a;b|c\td"])
        ),
    ]
    draw.choice(mishaps)()


def shape_of(draw: random.Random) -> Shape:
    """How the file is written, and what happens to its lines afterwards."""
    shape = Shape(
        delimiter=draw.choice([",", ",", ",", ";", "\t", "|", "~", "^"]),
        encoding=draw.choice(["utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16"]),
        line_end=draw.choice(["\n", "\n", "\r\n"]),
        quote_all=draw.random() < 0.2,
        trailing=draw.random() < 0.1,
        labels=draw.random() < 0.15,
        packing=draw.choice(
            ["plain", "plain", "plain", "plain", "gzip", "zip", "zip in zip", "excel", "binary"]
        ),
    )
    if draw.random() < 0.2:
        shape.above = draw.choice([["费用明细"], ["费用明细", "", "导出时间 2025-08-01"]])
    if draw.random() < 0.1:
        shape.above = [f"sep={shape.delimiter}"]
    if draw.random() < 0.2:
        shape.lines.append(lambda lines: spread(draw, lines, ""))
    if draw.random() < 0.1:
        shape.extra += 1
        shape.lines.append(
            lambda lines: spread(draw, lines, shape.delimiter * (len(COLUMNS) - 1 + shape.trailing))
        )
    if draw.random() < 0.1:
        shape.extra += 1
        shape.lines.append(
            lambda lines: [
                *lines,
                shape.delimiter.join(["合计", *[""] * (len(COLUMNS) - 1 + shape.trailing)]),
            ]
        )
    if draw.random() < 0.1:
        shape.lines.append(lambda lines: spread(draw, lines, "\n" * draw.randrange(2, 40)))
    if draw.random() < 0.1:
        shape.header_again = True
        shape.extra += 1
    return shape


def spread(draw: random.Random, lines: list[str], line: str) -> list[str]:
    """A line somewhere among the rows."""
    place = draw.randrange(len(lines) + 1)
    return [*lines[:place], line, *lines[place:]]


def written(draw: random.Random, rows: list[Row], shape: Shape, folder: Path) -> Path:
    """Write the file; quotes are set as most writers do, and left out as the careless do."""
    columns = draw.sample(COLUMNS, len(COLUMNS))
    careless = shape.careless = draw.random() < 0.15

    def cell(text: str) -> str:
        risky = any(sign in text for sign in (shape.delimiter, '"', "\n"))
        if careless and "\n" not in text and not shape.quote_all:
            return text
        return '"' + text.replace('"', '""') + '"' if risky or shape.quote_all else text

    tail = [""] if shape.trailing else []
    header = [LABELS.get(c, c) if shape.labels else c for c in columns]
    if shape.packing == "binary":
        shape.extra, shape.careless = 0, False
        lines_of = [[*header], *([r.cells[c] for c in columns] for r in rows)]
        write_xlsb(folder / "fee_list_d.xlsb", {"Sheet1": [list(line) for line in lines_of]})
        return folder
    if shape.packing == "excel":
        shape.extra, shape.careless = 0, False
        book = openpyxl.Workbook()
        page = book.active
        assert page is not None
        page.append(header)
        for row in rows:
            page.append([row.cells[c] for c in columns])
            for place, name in enumerate(columns, 1):
                page.cell(page.max_row, place).data_type = "s"
                if name in ("det_item_fee_sumamt", "cnt") and draw.random() < 0.5:
                    page.cell(page.max_row, place).value = float(row.amount) if name != "cnt" else 1
        book.save(folder / "fee_list_d.xlsx")
        return folder
    lines = [shape.delimiter.join([*map(cell, (r.cells[c] for c in columns)), *tail]) for r in rows]
    if shape.header_again:
        lines = spread(draw, lines, shape.delimiter.join([*map(cell, header), *tail]))
    for change in shape.lines:
        lines = change(lines)
    first = shape.delimiter.join([*map(cell, header), *(tail if draw.random() < 0.5 else [])])
    text = shape.line_end.join([*shape.above, first, *lines, ""])
    data = text.encode(shape.encoding)
    if shape.packing == "gzip":
        (folder / "fee_list_d.csv.gz").write_bytes(gzip.compress(data))
    elif shape.packing == "zip in zip":
        inner = folder.parent / "inner.zip"
        with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("fee_list_d.csv", data)
        with zipfile.ZipFile(folder / "七月.zip", "w") as archive:
            archive.write(inner, "内.zip")
    elif shape.packing == "zip":
        with zipfile.ZipFile(folder / "七月.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("明细/fee_list_d.csv", data)
    else:
        (folder / draw.choice(["fee_list_d.csv", "fee_list_d[1].csv", "费用明细.txt"])).write_bytes(
            data
        )
    return folder


def wrongs(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    folder: Path,
    rows: list[Row],
    shape: Shape,
) -> list[str] | None:
    """What was read wrongly or lost; None where the file was refused with its reason."""
    extra = shape.extra
    scratch = folder.parent / "scratch"
    scratch.mkdir(exist_ok=True)
    try:
        found = discover(folder, source, scratch).found
    except FeijianError:
        return None
    columns = columns_used(found[0].table, source.of_source(found[0].table.name))
    raw = read_file(connection, found[0], 0, scratch, used=columns)
    if raw.problems:
        return (
            None if all(p.where and p.todo for p in raw.problems) else ["refused without a reason"]
        )
    used = columns_used(raw.table, source.of_source(raw.table.name))
    connection.execute("create or replace temp table suspect (_file integer, _line bigint)")
    staged = connection.execute(
        "select bkkp_sn, fee_ocur_time, med_list_codg, med_chrgitm_type, det_item_fee_sumamt, staged_row.void,"
        f" coalesce(staged_row.suspect, false) from ({staged_sql(raw.table, [raw], used, judged=False)})"
    ).fetchall()
    told = []
    # a stray quote may break one row into its lines, each set aside: more is seen, nothing lost
    stray = any(r.reason == "stray_quote" for r in raw.ragged)
    if raw.read < len(rows) + extra or (raw.read > len(rows) + extra and not stray):
        told.append(f"{len(rows)} rows and {extra} others written, {raw.read} read")
    truth = {r.number: r for r in rows}
    money = Decimal(0)
    taken: set[str] = set()
    for number, at, code, kind, amount, void, suspect in staged:
        if suspect or number is None:
            continue
        row = truth.get(number)
        if row is None:
            told.append(f"a row {number!r} that was never written")
            continue
        if void:
            told.append(f"{number} read as withdrawn")
        for name, was, read in (
            ("time", row.charged_at, at),
            ("code", row.code, code),
            ("kind", row.kind, kind),
            ("amount", row.amount, amount),
        ):
            if read is not None and read != was:
                told.append(f"{number}: {name} {was} read as {read}")
        money += amount or 0
        taken.add(number)
    # the money of the rows taken is theirs to the cent, and no row that is sound is set aside
    due = sum((r.amount for r in rows if r.number in taken), Decimal(0))
    if money != due and all(amount is not None for *_, amount, _, suspect in staged if not suspect):
        told.append(f"{money} read of {due} written")
    if not shape.careless and not stray:
        aside = [r.number for r in rows if not r.worsened and r.number not in taken]
        told += [f"sound rows set aside: {', '.join(aside)}"] if aside else []
    return told


def fuzz(seed: int, n: int, say: Callable[[str], None] = print) -> tuple[int, int]:
    """Try `n` files; (files with something wrong, files refused)."""
    import duckdb

    library = Library.of()
    source = read_source(library, "nhsa_platform", read_catalogue(library, ("canonical",)))
    connection = duckdb.connect(config={"threads": 1})
    connection.execute("set preserve_insertion_order = true")
    define_macros(connection)
    define_keyed(connection, b"fuzz")
    bad = refused = 0
    for number in range(n):
        draw = random.Random(seed * 1_000_003 + number)
        rows = true_rows(draw)
        for row in rows:
            if draw.random() < 0.25:
                worsen_cell(draw, row)
        shape = shape_of(draw)
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "d").mkdir()
            path = written(draw, rows, shape, Path(folder) / "d")
            told = wrongs(connection, source, path, rows, shape)
        if told is None:
            refused += 1
        elif told:
            bad += 1
            say(f"seed {seed}, number {number}: {'; '.join(told[:3])}")
    return bad, refused


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--n", type=int, default=2000)
    options = parser.parse_args()
    bad, refused = fuzz(options.seed, options.n)
    print(f"{options.n} deliveries: {bad} read wrongly, {refused} refused with a reason")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
