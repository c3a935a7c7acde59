"""Making a county: plan, cases, files, truth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from feijian.demo.beds import with_beds
from feijian.demo.county import County
from feijian.demo.delivery import Delivery
from feijian.demo.dirt import Dirt
from feijian.demo.identifiers import identifier
from feijian.demo.look_alikes import LATER_LOOK_ALIKES, LOOK_ALIKES
from feijian.demo.lookups import lookups
from feijian.demo.request import DAY, CountyRequest
from feijian.demo.schemes import SCHEMES
from feijian.demo.schemes.making import Plant
from feijian.demo.tables import Making, write_chunks, write_registers
from feijian.demo.truth import LookAlike, Planted, Truth, look_alike_frame, planted_frame

Progress = Callable[[str, float], None]


def generate_county(
    directory: Path,
    request: CountyRequest,
    progress: Progress | None = None,
    schemes: Sequence[Plant] = SCHEMES,
) -> Truth:
    """Write a delivery into `directory`; beside it truth.parquet, look_alikes.parquet, truth.json.

    The same request gives the same bytes. progress: called with a stage and the part done, 0 to 1.
    schemes: what is planted, if the request says so; by default the demo's own.
    """
    tell = progress or (lambda _stage, _part: None)
    tell("plan", 0.0)
    county = County(request)
    planted, innocent = _cases(county, request, schemes)
    plan = _whole_plan(county)
    cases = {identifier("M", number) for number in range(county.plan.height, plan.height)}
    dirt = Dirt(request.seed, cases) if request.dirt else None
    directory.mkdir(parents=True, exist_ok=True)
    with Delivery(directory, dirt) as delivery:
        making = Making(county, lookups(county), delivery, _refunds(county, plan))
        for stage, part in write_chunks(making, plan):
            tell(stage, part)
        write_registers(making, plan)
    tell("truth", 1.0)
    truth = Truth(directory, planted_frame(planted), look_alike_frame(innocent),
                  delivery.rows["fee_list_d"], tuple(sorted(delivery.rows)))  # fmt: skip
    truth.save()
    return truth


def _cases(
    county: County, request: CountyRequest, schemes: Sequence[Plant]
) -> tuple[list[Planted], list[LookAlike]]:
    innocent: list[LookAlike] = []
    planted: list[Planted] = []
    if request.look_alikes:
        for place, make in enumerate(LOOK_ALIKES):
            innocent += make(county, np.random.default_rng([request.seed, 3, place]))
    if request.planted:
        for place, plant in enumerate(schemes):
            planted += plant(county, np.random.default_rng([request.seed, 4, place]))
    if request.look_alikes:
        for place, make in enumerate(LATER_LOOK_ALIKES):
            innocent += make(county, np.random.default_rng([request.seed, 5, place]))
    return planted, innocent


def _whole_plan(county: County) -> pl.DataFrame:
    """Ordinary encounters and cases by time, with bed, kind of visit and main diagnosis."""
    plan = county.plan.with_columns(pl.col("number").cast(pl.Int64))
    if county.book.plan:
        plan = pl.concat(
            [
                plan,
                pl.DataFrame(county.book.plan).select(
                    pl.col(c).cast(pl.Int64) for c in plan.columns
                ),
            ]
        )
    plan = with_beds(county, plan.sort("start", "number"))
    usual = pl.DataFrame(
        [(i, w.med_type, *w.diagnoses[0]) for i, w in enumerate(county.ways)],
        schema={"pathway": pl.Int64, "med_type": pl.String, "main_code": pl.String, "main_name": pl.String},
        orient="row",
    )  # fmt: skip
    plan = plan.join(usual, on="pathway", how="left", maintain_order="left")
    kinds = {number: fields.get("med_type") for number, fields in county.book.fields.items()}
    mains = {number: codes[0] for number, codes in county.book.diagnoses.items()}
    own = pl.DataFrame(
        [(n, kinds.get(n), *mains.get(n, (None, None))) for n in sorted(kinds.keys() | mains.keys())],
        schema={"number": pl.Int64, "med_type": pl.String, "main_code": pl.String, "main_name": pl.String},
        orient="row",
    )  # fmt: skip
    joined = plan.join(own, on="number", how="left", suffix="_own", maintain_order="left")
    names = ("med_type", "main_code", "main_name")
    return joined.with_columns(pl.coalesce(f"{n}_own", n).alias(n) for n in names).select(
        plan.columns
    )


def _refunds(county: County, plan: pl.DataFrame) -> pl.DataFrame:
    """Claims taken back: those of the cases and, with dirt, eight in a thousand pharmacy sales."""
    schema = {"number": pl.Int64, "at": pl.Int64, "with_lines": pl.Boolean}
    rows = pl.DataFrame(county.book.refunds, schema=schema)
    if county.request.dirt:
        shops = [p.number for p in county.providers if p.kind == "pharmacy"]
        sold = plan.filter(
            (pl.col("number") < county.plan.height)
            & pl.col("provider").is_in(shops)
            & (pl.col("number") % 125 == 7)
        )
        rows = pl.concat(
            [
                rows,
                sold.select(
                    "number",
                    at=pl.col("finish") + 1800 + pl.col("number") % 7 * DAY // 3,
                    with_lines=pl.lit(False),
                ),
            ]
        )
    return rows
