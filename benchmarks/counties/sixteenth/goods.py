"""What is charged in the district: the list of the fifteenth county, and what a city has beside it (`goods.txt`)."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.fifteenth.goods import FORMS
from benchmarks.counties.fifteenth.goods import ITEMS as COUNTRY
from benchmarks.counties.fifteenth.goods import PANELS as COUNTRY_PANELS
from benchmarks.counties.grammar.world import Item

PANELS = {
    **COUNTRY_PANELS,
    "minded": "bed@0- mind_care@0- round@0-",
    "watched": "bed@0- n1@0- round@0-",
    "markers": "cea afp psa",
    "drop": "drip@0- set@0- saline@0-",
}
"""What is ticked with one stroke; `minded`, `watched` and `cared` are what a night brings."""


def _items() -> dict[str, Item]:
    out = dict(COUNTRY)
    for n, row in enumerate(
        (Path(__file__).parent / "goods.txt").read_text("utf-8").splitlines(), 500
    ):
        if row.startswith("#"):
            continue
        kind, key, *cells = row.split()
        if kind == "service":
            code, name, price, charge, *own = cells
            out[key] = Item(f"00{code}{n % 10}000", name, float(price), charge, "201", 0, not own)
        elif kind == "drug":
            atc, form, name, price, days = cells
            traditional = atc.startswith("Z")
            code = (
                f"ZA{atc[1:]}{n:04d}0101{n * 19 % 99989:05d}"
                if traditional
                else f"X{atc}A{n:03d}{FORMS[form]}0101{n * 19 % 99989:05d}"
            )
            if len(atc) > 9:
                code = atc
            out[key] = Item(
                code, name, float(price), "11" if traditional else "09", "101", int(days)
            )
        elif kind == "herb":
            out[key] = Item(cells[0], cells[1], float(cells[2]), "10", "102")
        else:
            out[key] = Item(f"{cells[0]}{n:06d}", cells[1], float(cells[2]), "08", "301")
    return out


ITEMS = _items()
