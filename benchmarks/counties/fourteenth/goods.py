"""What is charged in the prefecture: services of the price list, drugs, herbs and materials, each by a short word.

`goods.tsv`, one row each: service, word, code, name, yuan, kind of charge, `own` where nothing is insured; drug, word,
ATC or whole code, form, name, yuan a box, days in a box; herb and material: word, code, name, yuan.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.grammar.world import Item

FORMS = {"A": "A001", "B": "B001", "D": "D001", "E": "E001", "G": "G001", "R": "L001"}

PANELS = {
    "liver": "alt ast bilirubin albumin",
    "kidney": "urea creatinine uric",
    "ions": "potassium sodium chlorine calcium",
    "clot": "pt aptt tt fib",
    "lipids": "chol trig ldl",
    "infect": "hbsag hcv hiv syphilis",
    "group_blood": "abo rh",
    "admission": "cbc urine stool liver kidney ions glucose ecg",
    "before_knife": "clot infect group_blood",
}
"""What a doctor ticks with one stroke and the laboratory charges item by item."""


def _items() -> dict[str, Item]:
    out: dict[str, Item] = {}
    seen: dict[str, int] = {}
    rows = (Path(__file__).parent / "goods.tsv").read_text("utf-8").splitlines()
    for n, (kind, key, *cells) in enumerate(row.split("\t") for row in rows):
        if kind == "service":
            code, name, price, charge, *own = cells
            k = seen[code] = seen.get(code, -1) + 1
            out[key] = Item(f"00{code}{k:02d}00", name, float(price), charge, "201", 0, not own)
        elif kind == "drug":
            atc, form, name, price, days = cells
            if len(atc) > 9:
                code, charge = atc, "09"
            elif atc.startswith("Z"):
                code, charge = f"ZA{atc[1:]}{n:04d}0101{n * 17 % 99989:05d}", "11"
            else:
                code, charge = f"X{atc}A{n:03d}{FORMS[form]}0101{n * 17 % 99989:05d}", "09"
            out[key] = Item(code, name, float(price), charge, "101", int(days))
        elif kind == "herb":
            code, name, price = cells
            out[key] = Item(code, name, float(price), "10", "102")
        else:
            code, name, price = cells
            out[key] = Item(f"{code}{n:06d}", name, float(price), "08", "301")
    return out


ITEMS = _items()
