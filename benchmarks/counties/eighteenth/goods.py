"""What is charged in the county: the list of the sixteenth, and what a lake county has beside it (`goods.txt`)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.counties.fifteenth.goods import FORMS
from benchmarks.counties.grammar.world import Item
from benchmarks.counties.sixteenth.goods import ITEMS as CITY
from benchmarks.counties.sixteenth.goods import PANELS as CITY_PANELS

PANELS = {
    **CITY_PANELS,
    "chem": "liver kidney glu",
    "intake": "cbc urine chem ecg",
    "fluid": "drip@0- set@0- saline@0- saline5@0- drip_more@0-",
    "backs": "needle_e@0- tui_back@0- hot@0-",
    "stroke_train": "hemi@1- ot@1- joint@1- lowfreq@1-",
}
"""What is ticked with one stroke."""


def _items() -> dict[str, Item]:
    out, own = dict(CITY), Counter(i.code[:11] for i in CITY.values())
    rows = (Path(__file__).parent / "goods.txt").read_text("utf-8").splitlines()
    for n, row in enumerate(rows, 830):
        if row.startswith("#"):
            continue
        kind, key, *cells = row.split()
        assert key not in out, key
        if kind == "service":
            code, name, price, charge, *extra = cells
            k, own["00" + code] = own["00" + code], own["00" + code] + 1
            out[key] = Item(f"00{code}{k:02d}00", name, float(price), charge, "201", 0, not extra)
        elif kind == "drug":
            atc, form, name, price, days = cells
            traditional = atc.startswith("Z")
            middle = f"ZA{atc[1:]}{n:04d}" if traditional else f"X{atc}A{n:03d}{FORMS[form]}"
            charge = "11" if traditional else "09"
            out[key] = Item(
                f"{middle}0101{n * 23 % 99989:05d}", name, float(price), charge, "101", int(days)
            )
        elif kind == "herb":
            out[key] = Item(cells[0], cells[1], float(cells[2]), "10", "102")
        else:
            out[key] = Item(f"{cells[0]}{n:06d}", cells[1], float(cells[2]), "08", "301")
    return out


ITEMS = _items()
