"""Recall on schemes of a second author: `python -m benchmarks.second_author_eval`.

The demo's own schemes and the rules have one author, so recall on them is no estimate. The schemes
of `benchmarks/second_author` were written from the published lists alone. For each seed one county
holds only these and the look-alikes; printed are recall by scheme and, for each missed case, the
rules meant for it, what became of them, and which findings touched its units.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import polars as pl

from benchmarks.judged import World, world
from benchmarks.second_author import SCHEMES
from feijian.demo.scoring import scored

SEEDS = (501, 502)
_COLUMNS = {
    "claim_line": "claim_line_ids",
    "encounter": "encounter_ids",
    "trace_code": "trace_codes",
}


def second_world(folder: Path, seed: int, lines: int) -> World:
    """Make, load and judge one county with the second author's schemes."""
    return world(folder / "second", seed, lines, planted=True, schemes=SCHEMES)


def touched(findings: pl.DataFrame) -> pl.DataFrame:
    """rule_id, finding, unit: everything that each finding names."""
    numbered = findings.with_row_index("finding")
    parts = [
        numbered.select("rule_id", "finding", unit=pl.col(column).cast(pl.List(pl.String)))
        .explode("unit")
        .drop_nulls("unit")
        for column in _COLUMNS.values()
    ]
    parts.append(numbered.select("rule_id", "finding", unit="subject_id"))
    return pl.concat(parts).unique()


def missed(world: World) -> pl.DataFrame:
    """The planted cases that `scored` does not count as found, each alone."""
    from dataclasses import replace

    planted = world.truth.planted
    alone = [
        scored(world.findings, replace(world.truth, planted=planted[place])).recall["found"][0]
        for place in range(planted.height)
    ]
    return planted.filter(~pl.Series(alone).cast(pl.Boolean))


def half_found(world: World) -> pl.DataFrame:
    """The missed cases of which a finding of their own rules names a unit or a related thing."""
    near, lost = touched(world.findings), missed(world)
    hits = [
        near.filter(
            pl.col("unit").is_in({*case["units"], *case["related"]})
            & pl.col("rule_id").is_in(case["rules"])
        ).height
        > 0
        for case in lost.iter_rows(named=True)
    ]
    return lost.filter(pl.Series(hits, dtype=pl.Boolean))


def recall_table(worlds: list[World]) -> pl.DataFrame:
    """family, scheme, covered, planted, found, half over all counties."""
    half = pl.concat([half_found(world) for world in worlds]).group_by("scheme").agg(half=pl.len())
    return (
        pl.concat([scored(world.findings, world.truth).recall for world in worlds])
        .group_by("family", "scheme", "covered")
        .agg(pl.col("planted").sum(), pl.col("found").sum())
        .join(half, on="scheme", how="left")
        .with_columns(pl.col("half").fill_null(0))
        .sort("family", "scheme")
    )


def print_missed(seed: int, world: World) -> None:
    """Every missed case with the outcome of its rules and the findings near it."""
    near = touched(world.findings)
    outcomes = dict(world.rules.select("rule_id", "outcome").iter_rows())
    for case in missed(world).iter_rows(named=True):
        meant = ", ".join(
            f"{rule} ({outcomes.get(rule, 'no such rule')})" for rule in case["rules"]
        )
        print(
            f"\n{case['scheme']}, seed {seed}, {case['occurred_from']}, meant for: {meant or '-'}"
        )
        for what in ("units", "related"):
            named = set(case[what])
            hits = (
                near.filter(pl.col("unit").is_in(named))
                .group_by("rule_id", "finding")
                .agg(held=pl.len())
                .group_by("rule_id")
                .agg(pl.len().alias("findings"), pl.col("held").max())
                .sort("rule_id")
            )
            for hit in hits.iter_rows(named=True):
                print(
                    f"  {what}: {hit['rule_id']}, {hit['findings']} findings, "
                    f"at most {hit['held']} of {len(named)}"
                )
            if not hits.height and named:
                print(f"  {what}: no finding")


def recall_lines(worlds: list[World]) -> list[str]:
    """The recall of every scheme as Markdown, and the sum of those that are claimed.

    Half found is a missed case of which a finding of its own rules names a part.
    """
    table = recall_table(worlds)
    lines = [
        "| family | scheme | claimed | planted | found | half found | recall |",
        "|---|---|---|---:|---:|---:|---:|",
    ]
    for row in table.iter_rows(named=True):
        claimed, share = "yes" if row["covered"] else "no", row["found"] / row["planted"]
        lines.append(
            f"| {row['family']} | {row['scheme']} | {claimed} | {row['planted']} "
            f"| {row['found']} | {row['half']} | {share:.2f} |"
        )
    own = table.filter("covered")
    planted, found = own["planted"], own["found"]
    return [
        *lines,
        "",
        f"{found.sum()} of {planted.sum()} claimed cases of {own.height} schemes found "
        f"({found.sum() / planted.sum():.0%}), {(found == planted).sum()} schemes wholly, "
        f"{(found == 0).sum()} not at all.",
    ]


def main() -> None:
    """Print recall by scheme and the missed cases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=list(SEEDS))
    parser.add_argument("--lines", type=int, default=60_000)
    parser.add_argument(
        "--folder", type=Path, help="where to make the counties; a temporary folder where not given"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        worlds = {seed: second_world(folder, seed, given.lines) for seed in given.seeds}
        print("\n".join(recall_lines(list(worlds.values()))))
        for seed, world in worlds.items():
            print_missed(seed, world)


if __name__ == "__main__":
    main()
