"""Which bed each patient lay in: one patient at a time, the lowest free bed first."""

from __future__ import annotations

import heapq
from math import ceil

import polars as pl

from feijian.demo.county import County


def with_beds(county: County, plan: pl.DataFrame) -> pl.DataFrame:
    """The plan with `bed` (-1 for visits); approved beds raised where the county needs more."""
    stays = plan.filter(pl.col("days") > 0).sort("provider", "start", "number")
    beds: list[int] = []
    free: list[int] = []
    taken: list[tuple[int, int]] = []
    here, highest = -1, 0
    peak: dict[int, int] = {}
    for provider, start, finish in zip(
        *(stays[c].to_list() for c in ("provider", "start", "finish")), strict=True
    ):
        if provider != here:
            here, highest, free, taken = provider, 0, [], []
        while taken and taken[0][0] < start:
            heapq.heappush(free, heapq.heappop(taken)[1])
        if free:
            bed = heapq.heappop(free)
        else:
            bed, highest = highest, highest + 1
            peak[provider] = highest
        heapq.heappush(taken, (finish, bed))
        beds.append(bed)
    for provider, most in peak.items():
        place = county.providers[provider]
        if provider not in county.fixed_beds and place.beds < ceil(most * 1.4):
            county.replace_provider(place, beds=ceil(most * 1.4))
    chosen = dict(zip(stays["number"].to_list(), beds, strict=True)) | county.book.beds
    given = pl.DataFrame(
        {"number": list(chosen), "bed": list(chosen.values())},
        schema={"number": pl.Int64, "bed": pl.Int64},
    )
    return plan.join(given, on="number", how="left", maintain_order="left").with_columns(
        pl.col("bed").fill_null(-1)
    )
