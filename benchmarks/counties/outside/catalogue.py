"""The county's price list: services, drugs and consumables with national codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

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


def price_list(
    known: Mapping[str, Item],
    *,
    services: str = "",
    drugs: str = "",
    herbs: str = "",
    consumables: str = "",
    recoded: str = "",
) -> dict[str, Item]:
    """A price list from what is known and rows of more.

    services:    key|9-digit national price code (a blank, then the extension)|name|category|price.
    drugs:       key|code|name|price|days of a box|units of a box|own share.
    herbs, consumables: key|code|name|price.
    recoded:     key|code: what is known under another code.
    Raises ValueError where two items share a code.
    """
    items = dict(known)
    for key, code, name, category, price in _cells(services):
        base, _, ext = code.partition(" ")
        items[key] = Item(key, f"00{base}{ext or '0000'}", name, category, "201", float(price))
    for key, code, name, price, days, units, own in _cells(drugs):
        kind = "11" if code.startswith("Z") else "09"
        items[key] = Item(
            key, code, name, kind, "101", float(price), int(days), int(units), float(own)
        )
    for key, code, name, price in _cells(herbs):
        items[key] = Item(key, code, name, "10", "102", float(price))
    for key, code, name, price in _cells(consumables):
        items[key] = Item(key, code, name, "08", "301", float(price), selfpay=0.1)
    for key, code in _cells(recoded):
        items[key] = replace(items[key], code=code)
    codes = Counter(i.code for i in items.values())
    if twice := sorted(code for code, n in codes.items() if n > 1):
        raise ValueError(f"items of the price list share a code: {twice}")
    return items


def _cells(rows: str) -> Iterator[list[str]]:
    return (row.split("|") for row in rows.strip().splitlines())


ITEMS = price_list({}, services=SERVICES, drugs=DRUGS, herbs=HERBS, consumables=CONSUMABLES)
