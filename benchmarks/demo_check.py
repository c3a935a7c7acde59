"""The whole way once more on demo counties: what the first leads hold of what was planted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import polars as pl

from benchmarks.judged import World
from feijian.demo.truth import Truth
from feijian.leads.step import rank
from feijian.leads.support import subject_percentiles
from feijian.models.step import score

FIRST = (10, 20, 50)


def demo_section(worlds: Sequence[World]) -> list[str]:
    """Markdown lines: planted cases and their money in the first leads, by rank and by amount.

    worlds: judged counties; models and ranking are run here as `feijian run` runs them.
    """
    totals: dict[tuple[str, int], list[Decimal]] = {}
    planted, money, unknown = 0, Decimal(0), []
    for world in worlds:
        score(world.workspace, world.run, lambda *_: None)
        rank(world.workspace, world.run, lambda *_: None)
        leads = pl.read_parquet(world.run.file("leads.parquet")).sort("rank")
        by_amount = leads.sort(-pl.col("amount_at_risk").fill_null(-1), "lead_id")
        amounts = [a or Decimal(0) for a in world.truth.planted["amount"].to_list()]
        planted, money = planted + len(amounts), money + sum(amounts, Decimal(0))
        named = _named(world.findings, world.truth)
        for label, order in (("ranking", leads), ("same leads by amount at risk", by_amount)):
            for first in FIRST:
                cases: set[int] = set()
                for finding_ids in order.head(first)["finding_ids"].to_list():
                    cases = cases.union(*(named.get(f, set()) for f in finding_ids))
                told = totals.setdefault((label, first), [Decimal(0), Decimal(0)])
                told[0] += len(cases)
                told[1] += sum((amounts[c] for c in cases), Decimal(0))
        unknown += _unknown(world, leads)
    lines = [
        "### The whole way on demo counties",
        "",
        f"The {len(worlds)} planted counties of the rules' part, loaded, judged, scored and ranked as `feijian run` does: "
        f"{planted} planted cases, {money:,.0f} yuan where an amount has a meaning. A lead holds a case when one of its findings names a unit of it.",
        "",
        f"| order | {' | '.join(f'cases in first {n}' for n in FIRST)} | {' | '.join(f'yuan in first {n}' for n in FIRST)} |",
        "|---|" + "---:|" * (2 * len(FIRST)),
    ]
    for label in ("ranking", "same leads by amount at risk"):
        cells = [f"{totals[label, n][0]}" for n in FIRST] + [
            f"{totals[label, n][1]:,.0f}" for n in FIRST
        ]
        lines.append(f"| {label} | {' | '.join(cells)} |")
    lines += [
        "",
        "Schemes that no rule claims, county by county: where their provider stands on the models-only list, and on the list of leads.",
        "",
        "| scheme | place among providers, models only | first lead about the provider |",
        "|---|---:|---:|",
    ]
    lines += [f"| {s.replace('_', ' ')} | {place} | {lead} |" for s, place, lead in unknown]
    return [*lines, ""]


def _named(findings: pl.DataFrame, truth: Truth) -> dict[str, set[int]]:
    """Planted cases (row numbers) whose units each finding names."""
    owner: dict[str, set[int]] = {}
    for case, units in enumerate(truth.planted["units"].to_list()):
        for unit in units:
            owner.setdefault(unit, set()).add(case)
    found = {}
    columns = ("claim_line_ids", "encounter_ids", "trace_codes")
    for row in findings.select("finding_id", "subject_id", *columns).iter_rows(named=True):
        units = {row["subject_id"], *(u for c in columns for u in row[c] or ())}
        found[row["finding_id"]] = set().union(*(owner.get(u, set()) for u in units))
    return found


def _unknown(world: World, leads: pl.DataFrame) -> list[tuple[str, str, str]]:
    scores = pl.read_parquet(world.run.file("scores.parquet"))
    readings = subject_percentiles(scores).filter(pl.col("subject_kind") == "provider")
    order = readings.sort(-pl.col("percentile"), "subject_id")["subject_id"].to_list()
    found = []
    for scheme, provider in (
        world.truth.planted.filter(~pl.col("covered"))
        .select("scheme", "provider_id")
        .unique()
        .sort("scheme", "provider_id")
        .iter_rows()
    ):
        place = (
            f"{order.index(provider) + 1} of {len(order)}"
            if provider in order
            else f"none of {len(order)}"
        )
        first = leads.filter(pl.col("provider_id") == provider)["rank"].min()
        found.append((scheme, place, f"{first} of {leads.height}" if first else "none"))
    return found
