"""What the library finds of its own demo counties on seeds nobody looked at: `python -m benchmarks.demo_recall`.

Prints recall of claimed schemes and precision over all seeds together, every missed case with the
rules meant for it and the findings near it, and every wrong finding. The exit code says whether
the aims hold, so that the command can stand in a script.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import polars as pl

from benchmarks.judged import World, world
from benchmarks.second_author_eval import print_missed
from feijian.demo.scoring import scored, wrong_findings

SEEDS = (901, 902, 903, 904, 905)
LINES = 30_000
RECALL, PRECISION = 0.98, 1.0


def totals(county: World) -> tuple[int, int, int, int]:
    """planted and found cases of claimed schemes; findings and right findings."""
    score = scored(county.findings, county.truth)
    claimed = score.recall.filter("covered")
    return (
        int(claimed["planted"].sum()),
        int(claimed["found"].sum()),
        int(score.precision["findings"].sum()),
        int(score.precision["right"].sum()),
    )


def _print_wrong(county: World) -> None:
    wrong = wrong_findings(county.findings, county.truth)
    innocent = county.truth.look_alikes.explode("units")
    names = dict(innocent.select("units", "name").drop_nulls().iter_rows())
    for row in wrong.iter_rows(named=True):
        touched = {row["subject_id"], *row["claim_line_ids"], *row["encounter_ids"]}
        like = sorted({names[unit] for unit in touched if unit in names})
        print(
            f"  wrong: {row['rule_id']} ({row['certainty']}) {', '.join(like)}: {row['message_zh']}"
        )


def main() -> None:
    """Make, load, judge and compare one county a seed; exit code 1 where an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=list(SEEDS))
    parser.add_argument("--lines", type=int, default=LINES)
    parser.add_argument(
        "--folder", type=Path, help="where to make the counties; a temporary folder where not given"
    )
    given = parser.parse_args()
    counts = []
    with tempfile.TemporaryDirectory() as temporary:
        for seed in given.seeds:
            county = world(given.folder or Path(temporary), seed, given.lines, planted=True)
            own = totals(county)
            counts.append(own)
            print(
                f"seed {seed}: {own[1]} of {own[0]} claimed cases, {own[3]} of {own[2]} findings right"
            )
            only = county.truth.planted.filter("covered")
            print_missed(seed, _with_planted(county, only))
            _print_wrong(county)
            sys.stdout.flush()
    planted, found, findings, right = (sum(column) for column in zip(*counts, strict=True))
    recall, precision = found / planted, right / findings
    print(
        f"recall {found} of {planted} = {recall:.3f} (aim {RECALL}); "
        f"precision {right} of {findings} = {precision:.3f} (aim {PRECISION})"
    )
    sys.exit(recall < RECALL or precision < PRECISION)


def _with_planted(county: World, planted: pl.DataFrame) -> World:
    from dataclasses import replace

    return replace(county, truth=replace(county.truth, planted=planted))


if __name__ == "__main__":
    main()
