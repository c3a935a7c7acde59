"""What is charged in the county: the list of the nineteenth, what is new here, and what the price guidelines of 2025 call it (`guide.txt`)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from benchmarks.counties.fifteenth.goods import FORMS
from benchmarks.counties.grammar.world import Item
from benchmarks.counties.nineteenth.goods import ITEMS as RIVER
from benchmarks.counties.nineteenth.goods import PANELS as RIVER_PANELS

PANELS = {
    **RIVER_PANELS,
    "first_care": "bed@0- n1@0- round@0-",
    "plain_care": "bed@0- n3@0- round@0-",
    "washed": "hd_full heparin",
    "filtered": "hdf heparin",
    "soft": "see gp",
    "anaemia": "cbc kidney ions p",
}
"""What is ticked with one stroke."""


def _rows(name: str) -> list[list[str]]:
    text = (Path(__file__).parent / name).read_text("utf-8")
    return [row.split() for row in text.splitlines() if row and not row.startswith("#")]


def _items() -> dict[str, Item]:
    out = dict(RIVER)
    for n, (kind, key, *cells) in enumerate(_rows("goods.txt"), 1330):
        assert key not in out, key
        if kind == "service":
            out[key] = Item(cells[0], cells[1], float(cells[2]), cells[3], "201")
        elif kind == "drug":
            atc, form, name, price, days = cells
            code = f"X{atc}A{n % 1000:03d}{FORMS[form]}0101{n * 29 % 99989:05d}"
            if len(atc) > 9:
                code = atc
            out[key] = Item(code, name, float(price), "09", "101", int(days))
        elif kind == "herb":
            out[key] = Item(cells[0], cells[1], float(cells[2]), "10", "102")
        else:
            out[key] = Item(f"{cells[0]}{n:06d}", cells[1], float(cells[2]), "08", "301")
    return out


ITEMS = _items()
GUIDE = {
    key: replace(ITEMS[key], code=code, name=name, price=round(ITEMS[key].price * 1.1, 1))
    for key, code, name in _rows("guide.txt")
}
"""What a house that took over the guidelines of 2025 charges in its place."""
