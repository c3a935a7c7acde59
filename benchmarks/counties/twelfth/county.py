"""A county like the ones inspections write about: crude schemes, innocents, houses that post as they please.

`python -m benchmarks.counties.twelfth.county --seed 1 --out DIR [--scale S]`
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.grammar.command import command, counts
from benchmarks.counties.grammar.delivery import written

from . import clean_care, clean_path, clean_people, clean_posting, crude_beds, crude_doors
from .cases import CLEAN, CRUDE
from .later_beds import more_stays
from .later_doors import more_doors
from .life import World
from .ordinary_beds import stays
from .ordinary_doors import doors

PLANTED = (crude_beds, crude_doors, clean_posting, clean_path, clean_care, clean_people)
"""Modules that register what is planted."""


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Build one county; counts."""
    w = World(seed)
    for kind, cases in (("scheme", CRUDE), ("lookalike", CLEAN)):
        for case in cases:
            for n in range(max(1, round(case.many * scale))):
                w.now = (kind, case.name, case.note)
                case.play(w, n)
    planted = len(w.visits)
    pool = [
        w.person(lo=lo, hi=hi)
        for lo, hi, n in ((0, 14, 900), (14, 45, 2200), (45, 66, 3200), (66, 88, 3000))
        for _ in range(round(n * scale) or 5)
    ]
    for p in pool:
        if (p.born.year) >= 2008:
            p.insurance = "390"
    stays(w, pool, scale)
    doors(w, pool, scale)
    more_stays(w, pool, scale)
    more_doors(w, pool, scale)
    rows = written(w, out)
    return counts(w, planted, rows)


if __name__ == "__main__":
    command(build, __doc__)
