"""Counties by other hands, judged as `feijian run` judges them: the third part of `make eval`.

`python -m benchmarks.outside_eval --county stranger --seeds 4` prints the same section for other seeds.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import benchmarks.counties.eighteenth.county
import benchmarks.counties.eighth.county
import benchmarks.counties.eleventh.county
import benchmarks.counties.fifteenth.county
import benchmarks.counties.fifth.county
import benchmarks.counties.fourteenth.county
import benchmarks.counties.fourth.county
import benchmarks.counties.nineteenth.county
import benchmarks.counties.ninth.county
import benchmarks.counties.outside.county
import benchmarks.counties.seventeenth.county
import benchmarks.counties.seventh.county
import benchmarks.counties.sixteenth.county
import benchmarks.counties.sixth.county
import benchmarks.counties.stranger.county
import benchmarks.counties.tenth.county
import benchmarks.counties.third.county
import benchmarks.counties.thirteenth.county
import benchmarks.counties.twelfth.county
import benchmarks.counties.twentieth.county
from benchmarks.counties.outside.matching import read_truth
from benchmarks.counties.outside.score import DEFINITE, Score, markdown, score

AS_OF = date(2026, 1, 31)
START, END = "<!-- outside: begin -->", "<!-- outside: end -->"
NAMED, REACHED, DEFINITE_LIKE, SUSPECT_ORDINARY = 0.80, 0.60, 5.0, 30.0
"""What is aimed at: cases named, loss reached, per 1,000 look-alikes, per 10,000 ordinary visits."""


@dataclass(frozen=True)
class County:
    """A county whose author had read no rule: how it is built, the seed of `make eval`, what has been seen of it, its last day."""

    build: Callable[[int, Path, float], dict[str, int]]
    seed: int
    seen: str
    as_of: date = AS_OF


COUNTIES = {
    "outside": County(
        benchmarks.counties.outside.county.build,
        7,
        "General wards, clinics and pharmacies. Rules have since been mended on seeds 1 and 2, so that kinds, "
        "though not instances, have been seen; the seed here is another.",
    ),
    "stranger": County(
        benchmarks.counties.stranger.county.build,
        4,
        "The specialities that the first leaves out. Its README has the blind figures; rules have since been mended "
        "on seed 1; the seed here is another.",
    ),
    "third": County(
        benchmarks.counties.third.county.build,
        5,
        "General acute care of a whole county. Its README has the blind figures; rules have since been mended "
        "on seed 1; the seed here is another.",
    ),
    "fourth": County(
        benchmarks.counties.fourth.county.build,
        6,
        "Chronic and primary care, care houses, shops and the ways of payment. Its README has the blind figures; "
        "rules have since been mended on seed 1; the seed here is another.",
    ),
    "fifth": County(
        benchmarks.counties.fifth.county.build,
        7,
        "The published cases themselves, in forty houses of which half do nothing wrong. Its README has the blind "
        "figures; rules have since been mended on seed 1; the seed here is another.",
    ),
    "sixth": County(
        benchmarks.counties.sixth.county.build,
        8,
        "What houses' machines do to honest and dishonest rows, in forty houses. Its README has the blind figures; "
        "rules have since been mended on seed 1; the seed here is another.",
    ),
    "seventh": County(
        benchmarks.counties.seventh.county.build,
        9,
        "The houses and the care that synthetic counties forget, over eighteen months. Its README has the blind "
        "figures; rules have since been mended on seed 1; the seed here is another.",
        as_of=date(2026, 6, 30),
    ),
    "eighth": County(
        benchmarks.counties.eighth.county.build,
        10,
        "Wards and consulting rooms: ordinary care in volume, each house with habits of its own, over eighteen months. "
        "Its README has the blind figures; rules have since been mended on seed 1; the seed here is another.",
        as_of=date(2026, 6, 30),
    ),
    "ninth": County(
        benchmarks.counties.ninth.county.build,
        12,
        "Ordinary care in volume, at counters and in consulting rooms, over eighteen months. Its README has the blind "
        "figures; rules have since been mended on seed 1; the seed here is another.",
        as_of=date(2026, 6, 30),
    ),
    "eleventh": County(
        benchmarks.counties.eleventh.county.build,
        11,
        "The long and the small: lasting illnesses and small houses, each with habits of its own, over eighteen "
        "months. Its README has the blind figures; rules have since been mended on seed 1; the seed here is another.",
        as_of=date(2026, 7, 31),
    ),
    "tenth": County(
        benchmarks.counties.tenth.county.build,
        11,
        "A whole ordinary county, each house with habits of its own, over eighteen months. Its README has the blind "
        "figures; rules have since been mended on seed 1; the seed here is another.",
        as_of=date(2026, 6, 30),
    ),
    "twelfth": County(
        benchmarks.counties.twelfth.county.build,
        11,
        "Crude schemes as inspections publish them, beside ordinary care of forty houses that post as they please, over "
        "eighteen months. Its README has the blind figures; rules have since been mended on seed 1; the seed here is another.",
        as_of=date(2026, 6, 30),
    ),
    "thirteenth": County(
        benchmarks.counties.thirteenth.county.build,
        12,
        "One county medical group and its neighbours over eighteen months: ordinary care, each house with habits of its "
        "own. Its README has the blind figures; rules have since been mended on seed 1; the seed here is another.",
        as_of=date(2026, 6, 30),
    ),
    "fourteenth": County(
        benchmarks.counties.fourteenth.county.build,
        15,
        "A prefecture written from clinical pathways, billing practice and inspection reports, over eighteen months. Its "
        "README has the blind figures; rules have since been mended on seeds 1 and 14; the seed here is another.",
        as_of=date(2026, 6, 30),
    ),
    "fifteenth": County(
        benchmarks.counties.fifteenth.county.build,
        16,
        "A poor mountain county, from township and village rooms to a nursing house and chains of eyes and shops, over "
        "eighteen months. Its README has the blind figures; rules have since been mended on seed 1; the seed here is another.",
        as_of=date(2026, 6, 30),
    ),
    "sixteenth": County(
        benchmarks.counties.sixteenth.county.build,
        17,
        "A district of a large city, from a hospital of the third grade to private special houses, an internet hospital, care at "
        "home and chains of shops, over eighteen months. Its README has the blind figures; rules have since been mended on seed "
        "1; the seed here is another.",
        as_of=date(2026, 6, 30),
    ),
    "seventeenth": County(
        benchmarks.counties.seventeenth.county.build,
        18,
        "An industrial town and its rural edge, from a works hospital, tumours, infections and a chain of rehabilitation to a "
        "hospice, village rooms and special shops, over eighteen months. Its README has the blind figures; rules have since been "
        "mended on seed 1; the seed here is another.",
        as_of=date(2026, 6, 30),
    ),
    "eighteenth": County(
        benchmarks.counties.eighteenth.county.build,
        18,
        "A lake county in thirty houses, written from penalty notices, exposure columns and ward practice, over eighteen months. "
        "Its README has the blind figures; rules have since been mended on seed 1; the seed here is another.",
        as_of=date(2026, 6, 30),
    ),
    "nineteenth": County(
        benchmarks.counties.nineteenth.county.build,
        20,
        "A river county in twenty-one houses over twelve months, written from the self-check lists of 2025 and 2026 and bulletins of "
        "cases. Its README has the blind figures; rules have since been mended on seed 1; the seed here is another.",
        as_of=date(2026, 6, 30),
    ),
    "twentieth": County(
        benchmarks.counties.twentieth.county.build,
        21,
        "A southern county of one medical group, paid by points and by the day, that charges by the items of the price guidelines "
        "of 2025, over eleven months. Its README has the blind figures; rules have since been mended on seed 1; the seed here is another.",
        as_of=date(2026, 6, 30),
    ),
}


@dataclass(frozen=True)
class Judged:
    """One county judged: its name, seed and score, and how many kinds of look-alike it has."""

    county: str
    seed: int
    result: Score
    kinds: int


def judged(folder: Path, county: str, seed: int | None = None, scale: float = 1.0) -> Judged:
    """Build, load and run one county, by its own seed where none is given."""
    from feijian.ingest.load.delivery import load
    from feijian.library import Library
    from feijian.pipeline import run_steps
    from feijian.workspace import RunRequest, Workspace

    seed = COUNTIES[county].seed if seed is None else seed
    base = folder / f"{county}-{seed}"
    COUNTIES[county].build(seed, base, scale)
    workspace = Workspace.create(base / "workspace")
    load(workspace, base / "delivery", library=Library.of(), progress=lambda *_: None)
    run_steps(workspace, RunRequest(COUNTIES[county].as_of, full=True), lambda *_: None)
    truth = base / "truth.jsonl"
    kinds = {p.name for p in read_truth(truth) if p.kind == "lookalike"}
    return Judged(county, seed, score(base / "workspace", truth), len(kinds))


def aims(result: Score) -> list[tuple[str, str, str, bool]]:
    """what, measured, aim, holds: the four figures that have an aim, and the ranking."""
    order = result.ranking["leads: expected recovery"]
    lists = [result.ranking["amount at risk"], result.ranking["fund paid"]]
    definite = result.rate(DEFINITE, "lookalike")
    ordinary = result.rate("suspect", "ordinary")
    return [
        (
            "planted cases named by a rule that is right more often than not",
            f"{result.named_cleanly:.1%}",
            f"≥ {NAMED:.0%}",
            result.named_cleanly >= NAMED,
        ),
        (
            "planted fund loss reached by such rules",
            f"{result.loss_cleanly:.1%}",
            f"≥ {REACHED:.0%}",
            result.loss_cleanly >= REACHED,
        ),
        (
            "definite findings per 1,000 look-alikes",
            f"{definite:.1f}",
            f"≤ {DEFINITE_LIKE:.0f}",
            definite <= DEFINITE_LIKE,
        ),
        (
            "suspect findings per 10,000 ordinary visits",
            f"{ordinary:.1f}",
            f"≤ {SUSPECT_ORDINARY:.0f}",
            ordinary <= SUSPECT_ORDINARY,
        ),
        (
            "average precision of providers by expected recovery",
            f"{order:.4f}",
            f"> {lists[0]:.4f} by amount, {lists[1]:.4f} by fund paid",
            order > max(lists),
        ),
    ]


def outside_section(counties: Sequence[Judged]) -> str:
    """Markdown between its marks: each county with its aims, schemes and false accusations by kind."""
    lines = [
        START,
        "## Counties by other hands",
        "",
        f"Command: `make eval` (or `python -m benchmarks.outside_eval`). Day: {date.today().isoformat()}. "
        "Schemes, look-alikes and ordinary life of these counties were written by somebody who had read no rule; "
        "the README of each folder says what each kind is.",
        "",
    ]
    for one in counties:
        result = one.result
        accused = len(
            {name for name, _ in result.false_like[DEFINITE] + result.false_like["suspect"]}
        )
        lines += [
            f"### benchmarks/counties/{one.county}, seed {one.seed}",
            "",
            f"{COUNTIES[one.county].seen} "
            f"{sum(len(v) for v in result.schemes.values())} planted cases of {len(result.schemes)} schemes, "
            f"{result.lookalikes} look-alikes of {one.kinds} kinds, {result.ordinary:,} ordinary visits. "
            f"Of the kinds of look-alikes {one.kinds - accused} are named by no rule at all.",
            "",
            "| what | measured | aim | |",
            "|---|---:|---:|---|",
            *(
                f"| {what} | {found} | {aim} | {'holds' if holds else '**missed**'} |"
                for what, found, aim, holds in aims(result)
            ),
            "",
            re.sub(r"^## ", "#### ", markdown(result), flags=re.MULTILINE).rstrip("\n"),
            "",
        ]
    return "\n".join([*lines, END])


def main() -> None:
    """Print the section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--county", choices=sorted(COUNTIES), nargs="+", default=list(COUNTIES))
    parser.add_argument("--seeds", type=int, nargs="+", help="in place of the county's own")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument(
        "--folder", type=Path, help="where to make the county; a temporary folder where not given"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        print(
            outside_section(
                [
                    judged(folder, county, seed, given.scale)
                    for county in given.county
                    for seed in given.seeds or [None]
                ]
            )
        )


if __name__ == "__main__":
    main()
