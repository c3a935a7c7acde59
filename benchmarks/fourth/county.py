"""Build the fourth county: `python -m benchmarks.fourth.county --seed N --out DIR [--scale S]`."""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path

from benchmarks.outside.delivery import GB, deliver, truth

from . import (  # noqa: F401  (entering the kinds is what the import is for)
    clean_people,
    clean_rows,
    clean_shops,
    crude_people,
    crude_rows,
    crude_shops,
)
from .cases import plant_all
from .houses import INDEX, NEVER_SENT, UNSIGNED
from .life import live
from .world import Fourth


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Plant, live, deliver, and leave out what some houses never send."""
    w = Fourth(seed, scale)
    plant_all(w)
    planted = len(w.visits)
    live(w)
    rows = deliver(w, out / "delivery")
    _leave_out(w, out / "delivery")
    truth(w, out / "truth.jsonl")
    kinds = Counter(str(t["kind"]) for t in w.truth)
    names = {k: {t["name"] for t in w.truth if t["kind"] == k} for k in kinds}
    return {
        "visits": len(w.visits),
        "ordinary visits": len(w.visits) - planted,
        "schemes": kinds["scheme"],
        "kinds of schemes": len(names["scheme"]),
        "look-alikes": kinds["lookalike"],
        "kinds of look-alikes": len(names["lookalike"]),
        **rows,
    }


def _leave_out(w: Fourth, folder: Path) -> None:
    """Blank the columns and drop the rows that a house does not send."""
    code = {w.providers[n].code: key for key, n in INDEX.items()}
    house_of = {v.id: code[v.provider.code] for v in w.visits}
    for table in sorted({t for gone in NEVER_SENT.values() for t in gone} | {"fee_list_d"}):
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
            row.update(dict.fromkeys(gone or (), ""))
            if (
                table == "fee_list_d"
                and house in UNSIGNED
                and row["med_chrgitm_type"] in ("01", "07", "12")
            ):
                row["bilg_dr_code"] = ""
            kept.append(row)
        with path.open("w", newline="", encoding=encoding) as f:
            out = csv.DictWriter(f, columns, restval="")
            out.writeheader()
            out.writerows(kept)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scale", type=float, default=1.0)
    args = parser.parse_args()
    for name, n in build(args.seed, args.out, args.scale).items():
        print(f"{name:22} {n:8}")


if __name__ == "__main__":
    main()
