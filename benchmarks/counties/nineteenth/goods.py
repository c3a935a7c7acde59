"""What is charged in the county: the list of the eighteenth, and what a river county with a large hospital has beside it (`goods.txt`)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.counties.eighteenth.goods import ITEMS as LAKE
from benchmarks.counties.eighteenth.goods import PANELS as LAKE_PANELS
from benchmarks.counties.fifteenth.goods import FORMS
from benchmarks.counties.grammar.world import Item

PANELS = {
    **LAKE_PANELS,
    "cared": "bed@0- n2@0- round@0-",
    "lightly": "bed@0- n3@0- round@0-",
    "minded": "bed@0- n_mind@0- round@0-",
    "intensive": "bed_icu@0- icu*24@0- round@0-",
    "hormones": "tsh ft3 ft4 testo fsh_t lh prl cort tgab tpo",
    "tumours": "cea afp ca125 ca199",
    "dialysed": "hd_full dialyser blood_line heparin",
    "knee_m5": "knee_m cement*2",
}
"""What is ticked with one stroke."""


def _items() -> dict[str, Item]:
    out, own = dict(LAKE), Counter(i.code[:11] for i in LAKE.values())
    rows = (Path(__file__).parent / "goods.txt").read_text("utf-8").splitlines()
    for n, row in enumerate(rows, 1130):
        if row.startswith("#"):
            continue
        kind, key, *cells = row.split()
        assert key not in out, key
        if kind == "service":
            code, name, price, charge, *extra = cells
            if len(code) == 9:
                k, own["00" + code] = own["00" + code], own["00" + code] + 1
                code = f"00{code}{k:02d}00"
            out[key] = Item(code, name, float(price), charge, "201", 0, not extra)
        elif kind == "drug":
            atc, form, name, price, days = cells
            traditional = atc.startswith("Z")
            code = atc
            if len(atc) < 9:
                middle = (
                    f"ZA{atc[1:]}{n:04d}" if traditional else f"X{atc}A{n % 1000:03d}{FORMS[form]}"
                )
                code = f"{middle}0101{n * 29 % 99989:05d}"
            charge = "11" if traditional else "09"
            out[key] = Item(code, name, float(price), charge, "101", int(days))
        elif kind == "herb":
            out[key] = Item(cells[0], cells[1], float(cells[2]), "10", "102")
        else:
            out[key] = Item(f"{cells[0]}{n:06d}", cells[1], float(cells[2]), "08", "301")
    return out


ITEMS = _items()
