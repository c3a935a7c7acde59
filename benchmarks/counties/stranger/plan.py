"""What is charged, written as a line of text: `hd@0T8 !ecg_mon*48/24@*T9 cbc@-1T7^own`.

`key*count@days T hour`. Days: a number from admission (`0`), from the end (`-1`), `e` the day of
discharge, `*` every bed day, `*3` every third, `w` every bed day but Sundays, `1-4`, `1,3`.
`!` marks a false charge; `/n` says how much of the count is true, `~key` what was really done.
Marks after `^`: `own` (the patient pays), `keep` (the clerk may not merge it), `ex` or `ex:CODE`
(who carried it out), `dr:CODE`, `loc:NAME` (the house's own name), `take` (discharge drug),
`p:PRICE`, `d:DAYS`, `rx`, `free` (may lie outside the stay).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from benchmarks.counties.outside.people import at
from benchmarks.counties.outside.records import Line, Visit
from benchmarks.counties.outside.world import World

_TOKEN = re.compile(
    r"(?P<false>!)?(?P<key>\w+)(?:\*(?P<cnt>-?[\d.]+))?(?:/(?P<true>[\d.]+))?(?:~(?P<cheap>\w+))?"
    r"(?:@(?P<spec>[^\^]+))?(?P<mods>(?:\^[^\^]+)*)"
)

MACROS = {
    "$ward": "bed@*T9 visit_in@*T9 nurse2@*T9",
    "$ward1": "bed@*T9 visit_in@*T9 nurse1@*T9",
    "$psy": "bed@*T9 visit_in@*T9 nurse_psy@*T9",
    "$icu": "bed_icu@*T9 visit_in@*T9 icu_care*24@*T9",
    "$nb": "bed_nb@*T9 visit_in@*T9 nurse_nb@*T9",
    "$care": "bed@*T9 visit_in@*T9 nurse3@*T9",
    "$in": "cbc@0 urine@0 alt@0 ast@0 crea@0 urea@0 glucose@0 k@0 na@0 ecg@0",
    "$in1": "cbc@0 urine@0 alt@0 crea@0 glucose@0 ecg@0",
    "$pre": "pt@0 aptt@0 hbsag@0 hcv@0 hiv@0 tp@0 blood_type@0",
    "$gen": "an_gen@1T9 an_mon*2@1T9 propofol*2@1T9 sufenta@1T9",
    "$spi": "an_spinal@1T9 an_mon*2@1T9 ropiv*2@1T9",
}


BY_HOUR = {
    "ecg_mon",
    "spo2",
    "vent",
    "vent_ni",
    "oxygen",
    "hosp_oxy_hf",
    "icu_care",
    "nb_box",
    "nb_mon",
    "nb_light",
    "crrt",
    "abp_mon",
}


@dataclass
class Mark:
    """A false charge and the share of it that is false."""

    visit: Visit
    line: Line
    share: float


def expand(plan: str) -> str:
    """A plan with its macros written out."""
    for macro, text in MACROS.items():
        plan = re.sub(re.escape(macro) + r"(?!\w)", text, plan)
    return plan


def key(token: str) -> str:
    """The item of a charge."""
    return re.split(r"[*/~@^]", token.lstrip("!"), maxsplit=1)[0]


def put(w: World, v: Visit, plan: str) -> list[Mark]:
    """Charge what the plan says; returns the false charges."""
    marks: list[Mark] = []
    for n, token in enumerate(expand(plan).split()):
        m = _TOKEN.fullmatch(token)
        if not m:
            raise ValueError(f"not a charge: {token!r}")
        cnt = float(m["cnt"] or 1)
        mods = dict(([*x.split(":", 1), ""])[:2] for x in (m["mods"] or "").split("^") if x)
        item = w.items[m["key"]]
        share = 1.0
        if m["true"]:
            share = (cnt - float(m["true"])) / cnt
        elif m["cheap"]:
            share = 1 - w.items[m["cheap"]].price / item.price
        for when in moments(w, v, m["spec"] or "", n, free="free" in mods):
            line = w.charge(
                v,
                m["key"],
                when,
                _hours(v, m["key"], when, cnt),
                own="own" in mods,
                keep="keep" in mods,
                exec_dr=_who(w, v, mods),
                dr=mods.get("dr", ""),
                local=mods.get("loc", ""),
                take_home="take" in mods,
                price=float(mods["p"]) if "p" in mods else None,
                days=int(mods["d"]) if "d" in mods else _days(w, v, m["key"], cnt),
                rx=w.number("R") if item.list_type == "101" and not v.inpatient else "",
                herb_use="1" if item.category == "10" else "",
            )
            if m["false"]:
                marks.append(Mark(v, line, share))
    return marks


def _hours(v: Visit, key: str, when: datetime, cnt: float) -> float:
    """Of what is charged by the hour, the first day holds no more than is left of it."""
    if key not in BY_HOUR or not v.inpatient or when.date() != v.start.date():
        return cnt
    return max(1.0, min(cnt, 23.0 - v.start.hour))


def _days(w: World, v: Visit, key: str, cnt: float) -> int:
    return 0 if v.inpatient else int(w.items[key].pack_days * max(cnt, 0))


def _who(w: World, v: Visit, mods: dict[str, str]) -> str:
    if mods.get("ex"):
        return mods["ex"]
    if "ex" in mods:
        pool = v.provider.therapists or v.provider.doctors
        return w.rng.choice(pool).code
    return ""


def moments(w: World, v: Visit, spec: str, n: int, *, free: bool = False) -> list[datetime]:
    """The times at which a charge falls."""
    if not spec:
        return [min(v.start + timedelta(minutes=4 + 2 * n), v.end)]
    days, _, clock = spec.partition("T")
    hour, _, minute = clock.partition(":")
    out = []
    for offset in _offsets(v, days):
        day = v.start.date() + timedelta(days=offset)
        if not clock:
            when = v.start + timedelta(days=offset, minutes=25 + n % 30)
        else:
            when = at(day, int(hour), int(minute) if minute else w.rng.randint(0, 19))
        if not free:
            when = min(max(when, v.start + timedelta(minutes=5)), v.end)
        out.append(when)
    return out


def _offsets(v: Visit, text: str) -> list[int]:
    nights = v.nights if v.inpatient else 0
    every = range(nights) if nights else range(1)
    if text == "e":
        return [(v.end.date() - v.start.date()).days]
    if text == "w":
        first = v.start.date()
        return [d for d in every if (first + timedelta(days=d)).weekday() != 6]
    if text.startswith("*"):
        return list(every)[:: int(text[1:] or 1)]
    if text.startswith("-"):
        return [max(0, nights + int(text))]
    if "-" in text:
        a, b = text.split("-")
        return [d for d in range(int(a), int(b) + 1) if d < max(1, nights)]
    return [int(x) for x in text.split(",") if int(x) <= max(1, nights)]


def loss(w: World, marks: list[Mark]) -> float:
    """Yuan that the fund would have saved; nothing where the group or the day is paid."""
    total = 0.0
    for v in {m.visit.id: m.visit for m in marks}.values():
        if v.pay in ("drg", "dip", "per_diem") and v.std:
            continue
        lines = v.raw or v.lines
        inscp = sum(ln.inscp for ln in lines)
        false = sum(round(m.line.inscp * m.share) for m in marks if m.visit is v)
        now = sum(int(str(s["fund"])) for s in v.setls)
        total += max(0, now - max(0, w.fund(v, inscp - false))) / 100
    return round(total, 2)


def operations(v: Visit, text: str) -> None:
    """Rows of the operation list: `51.2300 胆囊切除术@1T9+70:gen; …`."""
    stamp = "%Y-%m-%d %H:%M:%S"
    for part in filter(None, (x.strip() for x in text.split(";"))):
        name, _, spec = part.partition("@")
        code, _, title = name.partition(" ")
        spec, _, way = spec.partition(":")
        day, _, rest = spec.partition("T")
        hour, _, minutes = rest.partition("+")
        begin = at(_day(v, int(day)), int(hour))
        begin = min(max(begin, v.start + timedelta(minutes=30)), v.end - timedelta(minutes=40))
        end = min(begin + timedelta(minutes=int(minutes or 60)), v.end)
        row = {
            "main_oprn_flag": "0" if v.ops else "1",
            "oprn_oprt_code": code,
            "oprn_oprt_name": title,
            "oprn_oprt_date": begin.strftime(stamp),
            "oprn_oprt_begntime": begin.strftime(stamp),
            "oprn_oprt_endtime": end.strftime(stamp),
            "anst_way": {"gen": "1", "spi": "2", "loc": "3"}.get(way, ""),
            "anst_begntime": "",
            "anst_endtime": "",
        }
        if way in ("gen", "spi"):
            row["anst_begntime"] = (begin - timedelta(minutes=20)).strftime(stamp)
            row["anst_endtime"] = (end + timedelta(minutes=10)).strftime(stamp)
        v.ops.append(row)


def _day(v: Visit, offset: int) -> date:
    return v.start.date() + timedelta(days=min(offset, v.nights))
