"""Build the stranger's county: `python -m benchmarks.stranger.county --seed N --out DIR`."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from benchmarks.outside.building import command
from benchmarks.outside.delivery import GB, deliver, truth

from . import (  # noqa: F401  (entering the kinds is what the import is for)
    honest_path,
    honest_people,
    honest_posting,
    honest_ward,
    schemes_counter,
    schemes_people,
    schemes_ward,
)
from .cases import plant_all
from .houses import INDEX, NEVER_SENT
from .life import live
from .world import Strange

UNSIGNED = ("cty", "t5", "psy")  # nobody signs bed and nursing there
_PLACES = {"p4": (112.01, 35.01), "p5": (112.02, 35.01), "c6": (112.01, 35.02),
           "p12": (112.45, 35.20), "p13": (112.46, 35.21), "c5": (112.44, 35.22)}  # fmt: skip


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Plant, live, deliver, and leave out what some houses never send."""
    w = Strange(seed, scale)
    plant_all(w)
    planted = len(w.visits)
    live(w)
    rows = deliver(w, out / "delivery")
    _leave_out(w, out / "delivery")
    truth(w, out / "truth.jsonl")
    kinds = Counter(str(t["kind"]) for t in w.truth)
    return {
        "visits": len(w.visits),
        "ordinary visits": len(w.visits) - planted,
        "schemes": kinds["scheme"],
        "look-alikes": kinds["lookalike"],
        **rows,
    }


def _leave_out(w: Strange, folder: Path) -> None:
    """Blank the columns and drop the rows that a house does not send."""
    code = {w.providers[n].code: key for key, n in INDEX.items()}
    house_of = {v.id: code[v.provider.code] for v in w.visits}
    tables = {t for gone in NEVER_SENT.values() for t in gone} | {"fee_list_d", "fixmedins_ext"}
    for table in sorted(tables):
        path = folder / f"{table}.csv"
        if not path.exists():
            continue
        encoding = "gb18030" if table in GB else "utf-8"
        with path.open(newline="", encoding=encoding) as f:
            reader = csv.DictReader(f)
            columns = list(reader.fieldnames or ())
            rows = list(map(dict, reader))
        kept = []
        for row in rows:
            house = code.get(row.get("fixmedins_code", "")) or house_of.get(
                row.get("mdtrt_id", ""), ""
            )
            gone = NEVER_SENT.get(house, {}).get(table)
            if gone == ():
                continue
            for column in gone or ():
                row[column] = ""
            if (
                table == "fee_list_d"
                and house in UNSIGNED
                and row["med_chrgitm_type"] in ("01", "07", "14")
            ):
                row["bilg_dr_code"] = ""
            if table == "fixmedins_ext" and house in _PLACES:
                row["lnt"], row["lat"] = (str(x) for x in _PLACES[house])
            kept.append(row)
        if table == "fixmedins_ext":
            columns += ["lnt", "lat"]
        with path.open("w", newline="", encoding=encoding) as f:
            out = csv.DictWriter(f, columns, restval="")
            out.writeheader()
            out.writerows(kept)


if __name__ == "__main__":
    command(build, __doc__)
