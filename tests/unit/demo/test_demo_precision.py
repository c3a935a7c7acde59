"""What the library suspects in its own demo counties, and nobody planted: each such finding fails by name.

Recall of the demo is told by `python -m benchmarks.demo_recall`; a rule that begins to suspect ordinary stays
loses none of it, so it is asked for here, of counties small enough for every session.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from benchmarks.judged import world

from feijian.demo.scoring import wrong_findings
from feijian.demo.truth import Truth, load_truth
from feijian.workspace import Run
from tests.conftest import County

SEEDS = (902, 904)
LINES = 15_000


def suspected(findings: pl.DataFrame, truth: Truth) -> list[str]:
    """The findings that no planted case explains, with the look-alike they fell on."""
    likes = truth.look_alikes.explode("units").select("units", "name").drop_nulls()
    names = dict(likes.iter_rows())
    found = []
    for row in wrong_findings(findings, truth).iter_rows(named=True):
        units = {row["subject_id"], *row["claim_line_ids"], *row["encounter_ids"]}
        like = sorted({names[unit] for unit in units if unit in names})
        found.append(f"{row['rule_id']} {', '.join(like)}: {row['message_zh']}")
    return sorted(found)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_innocent_encounter_of_a_small_county_is_suspected(seed: int, tmp_path: Path) -> None:
    county = world(tmp_path, seed, LINES, planted=True)
    assert suspected(county.findings, county.truth) == []


def test_no_innocent_encounter_of_the_shared_county_is_suspected(
    county: County, county_run: Run
) -> None:
    found = pl.read_parquet(county_run.file("findings.parquet"))
    assert suspected(found, load_truth(county.folder / "delivery")) == []
