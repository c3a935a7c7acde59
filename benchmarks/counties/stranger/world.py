"""The stranger's county at work: posting habits, visits from illness texts, babies, split bills."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from benchmarks.counties.outside.people import Person, Provider, at
from benchmarks.counties.outside.records import Line, Visit
from benchmarks.counties.outside.world import World

from .goods import ITEMS
from .houses import INDEX, houses
from .illnesses import ILLNESSES, Illness, diagnoses
from .plan import Mark, expand, key, operations, put

FIRST_DAY = date(2025, 1, 1)
LAST_DAY = date(2025, 12, 31)


class Strange(World):
    """The county: its own houses, prices and habits on the first county's books."""

    def __init__(self, seed: int, scale: float) -> None:
        super().__init__(seed, scale, items=ITEMS, houses=houses(), people=17000)

    def house(self, key: str) -> Provider:
        """A house by its key; of several (`a,b`) any."""
        return self.providers[INDEX[self.rng.choice(key.split(","))]]

    def settle(
        self, v: Visit, when: datetime | None = None, *, refund_first: bool = False
    ) -> Visit:
        """Close a visit; a stay over New Year's Eve is settled in two parts where the house says so."""
        cut = datetime(2025, 12, 31, 20)
        if v.inpatient and v.start < cut < v.end and v.posting not in ("settlement", "discharge"):
            return self.settle_at(v, cut)
        return super().settle(v, when, refund_first=refund_first)

    def settle_at(self, v: Visit, cut: datetime) -> Visit:
        """Settle what lies before a moment and what lies after it separately, under one number."""
        v.setl_time = self._settle_time(v)
        self._post(v)
        v.lines.sort(key=lambda ln: ln.when)
        first, second = self.number("S"), self.number("S")
        for line in v.lines:
            line.sn = self._line_number(v)
            line.setl = first if line.when <= cut else second
        self._write_claim(v, first, [ln for ln in v.lines if ln.setl == first], cut)
        self._write_claim(v, second, [ln for ln in v.lines if ln.setl == second], v.setl_time)
        self._standard(v)
        self.visits.append(v)
        return v

    def _standard(self, v: Visit) -> None:
        from benchmarks.counties.outside.records import DRG_RATE, PER_DIEM

        if v.group and v.pay in ("drg", "dip"):
            v.std = round(v.group[2] * DRG_RATE[v.provider.level], 2)
        elif v.pay == "per_diem":
            v.std = PER_DIEM[0] * min(v.nights, 60) + PER_DIEM[1] * max(0, v.nights - 60)

    def _post(self, v: Visit) -> None:
        """The charges of a day are written next morning, those of the last day at once."""
        if v.posting != "next_morning" or not v.inpatient:
            super()._post(v)
            return
        for line in v.lines:
            if not line.keep:
                line.when = min(at(line.when.date() + timedelta(days=1), 7, 30), v.end)

    # --- visits from the illness texts ---------------------------------------
    def stay(
        self,
        p: Person,
        h: Provider,
        ill: str | Illness,
        start: date,
        nights: int = 0,
        *,
        plus: str = "",
        drop: str = "",
        bare: bool = False,
        diags: str = "",
        ops: str | None = None,
        med_type: str = "",
        dept: str = "",
        hour: int = 0,
        end_hour: int = 10,
        way: str = "",
        newborn: bool = False,
        doctor: str = "",
        weight: float = 0.0,
    ) -> tuple[Visit, list[Mark]]:
        """Open a stay and charge what its illness needs; the caller settles it."""
        d = ILLNESSES[ill] if isinstance(ill, str) else ill
        nights = nights or self.rng.randint(*d.nights)
        begin = at(start, hour or self.rng.randint(8, 15), self.rng.randint(0, 59))
        end = at(start + timedelta(days=nights), end_hour, self.rng.randint(0, 59))
        end = max(end, begin + timedelta(hours=1))
        kind = med_type or ("2105" if h.pay == "per_diem" else "52" if d.dept == "产科" else "21")
        v = self.open(
            p,
            h,
            kind,
            begin,
            end,
            dept=dept or d.dept,
            diags=list(diagnoses(diags) if diags else d.diags),
            way=way,
            newborn=newborn,
            doctor=doctor,
        )
        if d.group:
            v.group = (d.group, f"{d.group}5", round((weight or d.weight), 4))
        plan = "" if bare else without(d.plan, drop)
        marks = put(self, v, f"{plan} {plus}")
        operations(v, d.ops if ops is None else ops)
        return v, marks

    def seen(
        self,
        p: Person,
        h: Provider,
        ill: str | Illness,
        when: datetime,
        *,
        plus: str = "",
        drop: str = "",
        bare: bool = False,
        diags: str = "",
        med_type: str = "11",
        dept: str = "",
        doctor: str = "",
        settle: bool = True,
        scan: bool = True,
        hours: float = 0.0,
    ) -> tuple[Visit, list[Mark]]:
        """An outpatient visit or a sale over the counter, settled and scanned."""
        d = ILLNESSES[ill] if isinstance(ill, str) else ill
        end = when + timedelta(minutes=75) if not hours else when + timedelta(hours=hours)
        v = self.open(
            p,
            h,
            med_type,
            when,
            end,
            dept=dept or d.dept,
            diags=list(diagnoses(diags) if diags else d.diags),
            doctor=doctor,
        )
        plan = "" if bare else without(d.plan, drop)
        if h.level <= 1 and h.kind != "pharmacy":
            plan = plan.replace("visit_er ", "general_fee ").replace("visit ", "general_fee ")
        marks = put(self, v, f"{plan} {plus}")
        if v.lines:
            v.end = max(line.when for line in v.lines) + timedelta(minutes=3 + 240 * bool(hours))
        if settle:
            self.settle(v)
            if scan:
                self.stock.scan(v)
        return v, marks

    def sale(
        self, p: Person, shop: Provider, when: datetime, plan: str, diag: str = "I10.x00 高血压",
        *, med_type: str = "41", scan: bool = True,
    ) -> tuple[Visit, list[Mark]]:  # fmt: skip
        """An insured sale over a pharmacy's counter, all of it in one moment."""
        v = self.open(p, shop, med_type, when, diags=list(diagnoses(diag)))
        marks = put(self, v, plan)
        for line in v.lines:
            line.when = when
        self.settle(v)
        if scan:
            self.stock.scan(v)
        return v, marks

    def baby(self, mother: Person, born: date, no: str = "") -> Person:
        """A newborn with a number of its own, at its mother's address."""
        n = len(self.persons)
        child = Person(
            no or f"3707869{n:08d}", f"{mother.name}之子", self.rng.choice("12"), born, "390",
            mother.village, mother.tel, "", used=True,
        )  # fmt: skip
        self.persons.append(child)
        return child

    def fees(self, v: Visit, key: str) -> list[Line]:
        """The lines of an item."""
        return [ln for ln in v.lines if ln.item.key == key]


def without(plan: str, drop: str) -> str:
    """A plan less the charges that do not happen."""
    gone = {key(t) for t in expand(drop).split()}
    return " ".join(t for t in expand(plan).split() if key(t) not in gone)


def crowd(w: Strange, n: int, sex: str, ages: tuple[int, int]) -> Sequence[Person]:
    """Several people of a story."""
    return [w.pick(sex, ages) for _ in range(n)]
