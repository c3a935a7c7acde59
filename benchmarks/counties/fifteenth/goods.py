"""What is charged in the county: services of the price list, drugs, herbs and materials, each by a short word (`goods.txt`)."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.grammar.world import Item

FORMS = {"A": "A001", "B": "B001", "D": "D001", "E": "E001", "L": "L001", "R": "L001"}

PANELS = {
    "liver": "alt ast tbil albumin",
    "kidney": "urea crea uric",
    "ions": "k na cl ca",
    "clot": "pt aptt tt fib",
    "lipids": "chol trig ldl",
    "infect": "hbsag hcv hiv tp",
    "type": "abo rh",
    "adm": "cbc urine stool liver kidney ions glu ecg",
    "pre": "clot infect type",
    "cared": "bed@0- n2@0- round@0-",
}
"""What is ticked with one stroke and charged item by item; `cared` is what every night of a ward brings."""


def _items() -> dict[str, Item]:
    out: dict[str, Item] = {}
    seen: dict[str, int] = {}
    rows = (Path(__file__).parent / "goods.txt").read_text("utf-8").splitlines()
    for n, row in enumerate(rows):
        if row.startswith("#"):
            continue
        kind, key, *cells = row.split()
        if kind == "service":
            code, name, price, charge, *own = cells
            k = seen[code] = seen.get(code, -1) + 1
            out[key] = Item(f"00{code}{k:02d}00", name, float(price), charge, "201", 0, not own)
        elif kind == "drug":
            atc, form, name, price, days = cells
            if len(atc) > 9:
                code, charge = atc, "09"
            elif atc.startswith("Z"):
                code, charge = f"ZA{atc[1:]}{n:04d}0101{n * 19 % 99989:05d}", "11"
            else:
                code, charge = f"X{atc}A{n:03d}{FORMS[form]}0101{n * 19 % 99989:05d}", "09"
            out[key] = Item(code, name, float(price), charge, "101", int(days))
        elif kind == "herb":
            code, name, price = cells
            out[key] = Item(code, name, float(price), "10", "102")
        else:
            code, name, price = cells
            out[key] = Item(f"{code}{n:06d}", name, float(price), "08", "301")
    return out


ITEMS = _items()
