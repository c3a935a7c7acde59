"""From plan to files, a slice of encounters at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl

from feijian.demo import records, registers, settle, trade
from feijian.demo.county import County
from feijian.demo.delivery import Delivery
from feijian.demo.expand import expanded
from feijian.demo.identifiers import identifier, identifiers
from feijian.demo.lookups import Lookups
from feijian.plain import Row

_CHUNK = 40_000
_FIRST_NEGATIVE_LINE = 80_000_000
_CASE_LINE = {
    "number": pl.Int64, "item": pl.Int64, "quantity": pl.Int64, "at": pl.Int64, "line": pl.Int64, "slot": pl.Int64,
    "scanned": pl.Boolean, "supplied": pl.Int64, "price": pl.Int64, "own_doctor": pl.Int64, "doctor_text": pl.String,
    "local_code": pl.String, "local_name": pl.String, "herb_use": pl.String, "prescription": pl.String, "original": pl.String,
}  # fmt: skip


@dataclass
class Making:
    """What passes from chunk to chunk."""

    county: County
    look: Lookups
    delivery: Delivery
    refunds: pl.DataFrame
    lines: int = 0
    negatives: int = 0
    boxes: int = 1
    use: list[pl.DataFrame] = field(default_factory=list)


def write_chunks(making: Making, plan: pl.DataFrame) -> Iterator[tuple[str, float]]:
    county = making.county
    extra = pl.DataFrame(
        [_case_line(row) for row in county.book.lines], schema=_CASE_LINE, orient="row"
    )
    for place, begin in enumerate(range(0, plan.height, _CHUNK)):
        part = plan.slice(begin, _CHUNK)
        rng = np.random.default_rng([county.request.seed, 5, place])
        _write_chunk(making, part, _chunk_lines(making, part, extra, rng))
        yield "tables", min(1.0, (begin + part.height) / plan.height)


def _case_line(row: Row) -> tuple[Any, ...]:
    renamed = {"own_doctor" if key == "doctor" else key: value for key, value in row.items()}
    return tuple(renamed.get(name) for name in _CASE_LINE)


def _chunk_lines(
    making: Making, part: pl.DataFrame, extra: pl.DataFrame, rng: np.random.Generator
) -> pl.DataFrame:
    """Priced lines of a chunk: by pathway, less what cases drop, and the cases' own."""
    county, look = making.county, making.look
    categories = look.items["category"].to_numpy()
    raw = expanded(part, county.ways, county.item_numbers, categories, rng)
    raw = raw.with_columns(number=part["number"].gather(raw["row"])).sort("row", "at", "item")
    raw = _dropped(raw, county, categories)
    first = making.lines
    making.lines += raw.height
    blank = {
        name: kind
        for name, kind in _CASE_LINE.items()
        if name not in {"number", "item", "quantity", "at", "supplied"}
    }
    raw = raw.with_columns(*(pl.lit(None, dtype=kind).alias(name) for name, kind in blank.items())).with_columns(
        line=pl.int_range(first, first + raw.height, dtype=pl.Int64), slot=pl.lit(0, dtype=pl.Int64), scanned=pl.lit(True)
    )  # fmt: skip
    mine = extra.join(part.select("number"), on="number")
    lines = pl.concat([raw.select(list(_CASE_LINE)), mine.select(list(_CASE_LINE))])
    priced = settle.priced(county, lines, part, look)
    priced = priced.with_columns(doctor=pl.coalesce("own_doctor", "doctor"))
    return _with_negatives(making, priced)


def _dropped(lines: pl.DataFrame, county: County, categories: np.ndarray) -> pl.DataFrame:
    """Lines without those that cases took away."""
    if not county.book.drops:
        return lines
    rules = pl.DataFrame(county.book.drops).filter(
        pl.col("number").is_in(lines["number"].unique().implode())
    )
    if not rules.height:
        return lines
    kinds = pl.DataFrame(
        {"item": range(len(categories)), "category": categories},
        schema={"item": pl.Int64, "category": pl.String},
    )
    indexed = lines.with_row_index("place")
    hit = indexed.join(rules, on="number").join(kinds, on="item").filter(
        pl.col("day").is_between(pl.col("first"), pl.col("last"))
        & pl.when(pl.col("what") == "care").then(~pl.col("category").is_in(["01", "02", "07"]))
        .otherwise(pl.col("category") == pl.col("what"))
    )  # fmt: skip
    return indexed.join(
        hit.select("place").unique(), on="place", how="anti", maintain_order="left"
    ).drop("place")


def _with_negatives(making: Making, lines: pl.DataFrame) -> pl.DataFrame:
    """Lines and, for refunds that come with them, their negative copies."""
    back = making.refunds.filter(pl.col("with_lines")).select("number", back_at="at")
    copies = lines.filter(pl.col("slot") == 0).join(back, on="number", maintain_order="left")
    if not copies.height:
        return lines
    first = _FIRST_NEGATIVE_LINE + making.negatives
    making.negatives += copies.height
    negative = copies.with_columns(
        original=identifiers("F", pl.col("line")), line=pl.int_range(first, first + copies.height, dtype=pl.Int64),
        slot=pl.lit(1, dtype=pl.Int64), at=pl.col("back_at"), quantity=-pl.col("quantity"), amount=-pl.col("amount"),
        covered=-pl.col("covered"), scanned=pl.lit(False),
    )  # fmt: skip
    return pl.concat([lines, negative.select(lines.columns)])


def _write_chunk(making: Making, part: pl.DataFrame, lines: pl.DataFrame) -> None:
    county, look, write = making.county, making.look, making.delivery.write
    write("fee_list_d", settle.fee_list(lines, look))
    write("setl_d", settle.claims(lines, part, look, making.refunds))
    write("mdtrt_d", _overridden(records.encounters(part, look), county.book.fields))
    write("setl_diag_list_d", records.diagnoses(county, part, look))
    write("setl_list_oprn_d", records.operations(county, part, look))
    groups = records.grouped(county, part)
    totals = lines.filter(pl.col("slot") == 0).group_by("number").agg(pl.col("amount").sum())
    write("drg_group_result", records.group_results(groups, part, totals, look))
    lists = records.settlement_lists(part, lines, groups, look)
    write("setlinfo_4101", _overridden(lists, county.book.list_fields))
    boxes = trade.with_buyers(county, trade.scanned_boxes(county, lines, making.boxes))
    making.boxes += boxes.height
    sales = trade.sales(boxes, look)
    own = registers.case_sales(county, look, set(part["number"].to_list()))
    write("selinfo_3505", pl.concat([sales, own.select(sales.columns)]) if own.height else sales)
    write(
        "drug_trac_info_2207",
        registers.with_second_channel(county, look, trade.second_channel(boxes), part),
    )
    write(
        "selinfo_3506",
        trade.returns(county, boxes, making.refunds.filter(~pl.col("with_lines")), look),
    )
    write("purcinfo_3503", trade.purchases(boxes))
    write("invinfo_3502", trade.transfers(boxes))
    write("invinfo_3501", trade.opening(county, boxes))
    making.use.append(trade.ward_use(lines, county))


def _overridden(frame: pl.DataFrame, fields: dict[int, dict[str, str]]) -> pl.DataFrame:
    """The frame with the columns that cases set on their own encounters."""
    rows = [{"mdtrt_id": identifier("M", number), **values} for number, values in fields.items()]
    if not rows:
        return frame
    names = sorted(
        {name for row in rows for name in row} - {"mdtrt_id"} & set(frame.columns) | {"mdtrt_id"}
    )
    small = pl.DataFrame(
        [{n: r.get(n) for n in names} for r in rows], schema=dict.fromkeys(names, pl.String)
    )
    joined = frame.join(small, on="mdtrt_id", how="left", suffix="_own", maintain_order="left")
    own = [
        pl.coalesce(f"{n}_own", pl.col(n).cast(pl.String)).alias(n)
        for n in names
        if n != "mdtrt_id"
    ]
    return joined.with_columns(own).select(frame.columns)


def write_registers(making: Making, plan: pl.DataFrame) -> None:
    """Tables that are known only at the end: registers of nouns, purchases in bulk, cases' stock."""
    county, look, write = making.county, making.look, making.delivery.write
    write(
        "purcinfo_3503",
        pl.concat(
            [
                trade.bulk_purchases(county, pl.concat(making.use)),
                registers.case_purchases(county, look),
            ]
        ),
    )
    moved = registers.case_transfers(county, look)
    if moved.height:
        write("invinfo_3502", trade.transfer_rows(moved))
    write("purcinfo_3504", registers.supplier_returns(county, look))
    write("fixmedins_b", registers.institutions(county))
    write("fixmedins_ext", registers.institutions_extended(county))
    write("dr_info_b", registers.practitioners(county))
    write("psn_info_b", registers.insured(county, look, plan))
