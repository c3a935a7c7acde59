"""Boxes and their trace codes: bought, sold, returned, counted."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from .catalogue import ITEMS, Item

if TYPE_CHECKING:
    from .people import Provider
    from .records import Line, Visit

Row = dict[str, object]


class Stock:
    """Purchase, sale, return, transfer and stock-take rows of all houses."""

    def __init__(self, rng: random.Random, items: Mapping[str, Item] = ITEMS) -> None:
        self.rng = rng
        self.items = items
        self.sold: list[Row] = []
        self.returned: list[Row] = []
        self.bought: list[Row] = []
        self.counted: list[Row] = []
        self.moved: list[Row] = []
        self._prefix = {k: f"8{100000 + n}" for n, k in enumerate(sorted(items))}
        self._receipt = 0
        self.skip: set[int] = set()  # lines that nobody ever bought goods for

    def code(self, item: Item) -> str:
        """A new 20-digit trace code: the drug's seven digits and a serial."""
        return f"{self._prefix[item.key]}{self.rng.randrange(10**13):013d}"

    def buy(
        self,
        p: Provider,
        item: Item,
        code: str,
        before: datetime,
        *,
        cnt: float = 1,
        days: tuple[int, int] = (4, 60),
        late: bool = False,
    ) -> None:
        """Take a box into stock some days before a sale, or count it at the start of the year."""
        when = before - timedelta(days=self.rng.randint(*days))
        if late:
            when = before + timedelta(days=self.rng.randint(1, 6))
        row: Row = {
            "fixmedins_code": p.code,
            "med_list_codg": item.code,
            "fixmedins_hilist_name": item.name,
            "spler_name": f"医药公司{self.rng.randint(1, 6)}",
            "purc_invo_no": f"FP{self.rng.randrange(10**8):08d}",
            "finl_trns_pric": round(item.price * (0.85 if p.private else 1.0), 2),
            "purc_retn_cnt": cnt,
            "purc_retn_stoin_time": when.strftime("%Y-%m-%d 09:00:00"),
            "manu_lotnum": f"L{self.rng.randint(2401, 2512)}",
            "expy_end": "2027-12-31",
            "drug_trac_codg": code,
        }
        if when.year < 2025 and not late:
            self.counted.append(
                {
                    "fixmedins_code": p.code,
                    "med_list_codg": item.code,
                    "fixmedins_hilist_name": item.name,
                    "invdate": "2025-01-01 00:00:00",
                    "inv_cnt": cnt,
                    "manu_lotnum": row["manu_lotnum"],
                    "expy_end": "2027-12-31",
                    "drug_trac_codg": code,
                }
            )
        else:
            self.bought.append(row)

    def sell(
        self,
        p: Provider,
        item: Item,
        code: str,
        when: datetime,
        *,
        line: Line | None = None,
        visit: Visit | None = None,
        split: bool = False,
        cnt: float = 1,
    ) -> Row:
        """Scan a box at the counter; without a visit it is a cash sale."""
        self._receipt += 1
        row: Row = {
            "fixmedins_code": p.code,
            "med_list_codg": item.code,
            "fixmedins_hilist_name": item.name,
            "setl_id": line.setl if line else "",
            "mdtrt_sn": visit.id if visit else f"X{self._receipt:010d}",
            "psn_no": visit.person.no if visit else "",
            "manu_lotnum": f"L{self.rng.randint(2401, 2512)}",
            "expy_end": "2027-12-31",
            "rx_flag": "1",
            "trdn_flag": "1" if split else "0",
            "finl_trns_pric": line.price if line else item.price,
            "rtal_docno": f"R{self._receipt:010d}",
            "sel_retn_cnt": cnt,
            "sel_retn_time": when.strftime("%Y-%m-%d %H:%M:%S"),
            "mdtrt_setl_type": "1" if visit else "2",
            "drug_trac_codg": code,
            "bkkp_sn": line.sn if line else "",
        }
        self.sold.append(row)
        return row

    def take_back(
        self, p: Provider, item: Item, code: str, when: datetime, setl: str = "", person: str = ""
    ) -> None:
        """A customer brings an unopened box back."""
        self.returned.append(
            {
                "fixmedins_code": p.code,
                "med_list_codg": item.code,
                "setl_id": setl,
                "psn_no": person,
                "trdn_flag": "0",
                "sel_retn_cnt": 1,
                "sel_retn_time": when.strftime("%Y-%m-%d %H:%M:%S"),
                "drug_trac_codg": code,
            }
        )

    def move(self, a: Provider, b: Provider, item: Item, code: str, when: datetime) -> None:
        """A transfer between shops of one chain: out of one, into the other."""
        for p, kind in ((a, "102"), (b, "101")):
            self.moved.append(
                {
                    "fixmedins_code": p.code,
                    "med_list_codg": item.code,
                    "inv_chg_type": kind,
                    "fixmedins_hilist_name": item.name,
                    "pric": item.price,
                    "cnt": 1,
                    "rx_flag": "1",
                    "inv_chg_time": when.strftime("%Y-%m-%d %H:%M:%S"),
                    "trdn_flag": "0",
                    "drug_trac_codg": code,
                }
            )

    def scan(self, v: Visit, lines: list[Line] | None = None, *, late: bool = False) -> None:
        """Ordinary counter: every box of every drug line gets its own code, bought before."""
        final = v.setls[-1]["setl_id"]
        for line in lines if lines is not None else [ln for ln in v.lines if ln.setl == final]:
            if line.item.list_type != "101" or line.codes or line.cnt <= 0:
                continue
            for _ in range(int(line.cnt)):
                code = self.code(line.item)
                line.codes.append(code)
                self.buy(v.provider, line.item, code, line.when, late=late)
                self.sell(v.provider, line.item, code, line.when, line=line, visit=v, cnt=line.cnt)

    def ward_purchases(self, visits: list[Visit]) -> None:
        """Bulk purchases by quarter for what was used without single codes."""
        used: dict[tuple[str, str, int], float] = defaultdict(float)
        houses: dict[str, Provider] = {}
        for v in visits:
            for line in v.lines:
                if line.item.list_type not in ("101", "301") or line.codes:
                    continue
                if id(line) in self.skip or line.cnt <= 0:
                    continue
                houses[v.provider.code] = v.provider
                quarter = (line.when.month - 1) // 3 if line.when.year == 2025 else 3
                used[v.provider.code, line.item.key, quarter] += line.cnt
        for (code, key, quarter), cnt in sorted(used.items()):
            start = datetime(2025, 3 * quarter + 1, 1)
            self.buy(
                houses[code], self.items[key], "", start, cnt=round(cnt * 1.15 + 2), days=(1, 4)
            )
