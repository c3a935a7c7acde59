"""The county's price list: services, drugs and consumables with national codes."""

from __future__ import annotations

from dataclasses import dataclass

from .prices import CONSUMABLES, DRUGS, HERBS, SERVICES


@dataclass(frozen=True)
class Item:
    """One thing that can be charged: `pack_days` is how long one box of a drug lasts."""

    key: str
    code: str
    name: str
    category: str
    list_type: str
    price: float
    pack_days: int = 0
    pack_units: int = 1
    selfpay: float = 0.0


def _build() -> dict[str, Item]:
    items: dict[str, Item] = {}
    for row in SERVICES.strip().splitlines():
        key, code, name, category, price = row.split("|")
        base, _, ext = code.partition(" ")
        items[key] = Item(key, f"00{base}{ext or '0000'}", name, category, "201", float(price))
    for row in DRUGS.strip().splitlines():
        key, code, name, price, days, units, selfpay = row.split("|")
        category = "11" if code.startswith("Z") else "09"
        items[key] = Item(
            key, code, name, category, "101", float(price), int(days), int(units), float(selfpay)
        )
    for row in HERBS.strip().splitlines():
        key, code, name, price = row.split("|")
        items[key] = Item(key, code, name, "10", "102", float(price))
    for row in CONSUMABLES.strip().splitlines():
        key, code, name, price = row.split("|")
        items[key] = Item(key, code, name, "08", "301", float(price), selfpay=0.1)
    codes = [i.code for i in items.values()]
    if len(codes) != len(set(codes)):
        raise ValueError("two items of the price list share a code")
    return items


ITEMS = _build()
