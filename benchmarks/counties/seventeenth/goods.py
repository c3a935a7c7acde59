"""What is charged in the town: the list of the sixteenth county, and what a mill town has beside it (`goods.txt`), mostly under local codes."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.fifteenth.goods import FORMS
from benchmarks.counties.grammar.world import Item
from benchmarks.counties.sixteenth.goods import ITEMS as CITY
from benchmarks.counties.sixteenth.goods import PANELS as CITY_PANELS

PANELS = {
    **CITY_PANELS,
    "day_ward": "day_bed n2 round",
    "eased": "bed@0- ease_care@0- round@0-",
    "rehab": "exercise@1- ot@1- lowfreq@1- needle_e@1-",
}
"""What is ticked with one stroke."""


def _items() -> dict[str, Item]:
    out = dict(CITY)
    rows = (Path(__file__).parent / "goods.txt").read_text("utf-8").splitlines()
    for n, row in enumerate(rows, 700):
        if row.startswith("#"):
            continue
        kind, key, *cells = row.split()
        assert key not in out, key
        if kind in ("service", "local"):
            code, name, price, charge, *own = cells if kind == "service" else ("", *cells)
            national = f"00{code}0000" if code else f"GCYY{n:05d}"
            out[key] = Item(national, name, float(price), charge, "201", 0, not own)
        elif kind == "drug":
            atc, form, name, price, days = cells
            chinese = atc.startswith("Z")
            code = (
                f"ZA{atc[1:]}{n:04d}0101{n * 19 % 99989:05d}"
                if chinese
                else f"X{atc}Z{n:03d}{FORMS[form]}0101{n * 19 % 99989:05d}"
            )
            if len(atc) > 9:
                code = atc
            out[key] = Item(code, name, float(price), "11" if chinese else "09", "101", int(days))
        else:
            out[key] = Item(f"GCHC{n:05d}", cells[0], float(cells[1]), "08", "301")
    return out


ITEMS = _items()
