"""Look-alikes of clerks and machines: units, names, numbers, corrections, prices."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from .care import seen, treat
from .cases import innocent
from .county_world import World
from .goods import ITEMS
from .innocent_counter import come
from .innocent_ward import WARD


@innocent("The nurse keyed the scan twice and took one back next day.")
def scan_taken_back(w: World, n: int) -> None:
    v = treat(w, WARD["pneumonia"], ("h2b", "t1", "h2a", "pg")[n % 4])
    at = v.start + timedelta(hours=6)
    a = w.add(v, "ct_chest", 1, at, exact=True)
    w.add(v, "ct_chest", 1, at, exact=True)
    w.add(v, "ct_chest", -1, min(v.end, at + timedelta(days=1)), exact=True, of=a.sn)
    w.plant([v])


@innocent("Thirty vials keyed for three; corrected before the bill was closed.")
def thirty_for_three(w: World, n: int) -> None:
    v = treat(w, WARD["child pneumonia"], ("h2b", "mh", "h3b")[n % 3])
    a = w.add(v, "cefu", 30, v.start + timedelta(hours=5))
    w.add(v, "cefu", -30, v.start + timedelta(hours=7), exact=True, of=a.sn)
    w.plant([v])


@innocent("The whole bill was taken back and paid again next month with one item less.", 6)
def corrected_next_month(w: World, n: int) -> None:
    v = treat(w, WARD["back pain"], ("zyy", "t6")[n % 2])
    v.refund = v.settled + timedelta(days=30)
    v.again = v.refund + timedelta(minutes=11)
    w.plant([v])


@innocent("One name of the house's own list for everything the ward uses: 治疗费.")
def one_name_for_all(w: World, n: int) -> None:
    v = treat(w, WARD["rehabilitation"], ("kf", "h2a")[n % 2])
    for x in v.lines:
        if x.item.kind == "05":
            x.more["local"], x.more["local_name"] = "ZL001", "治疗费"
    w.plant([v])


@innocent(
    "The new system starts its numbers anew: the patient's hospital number belonged to another last year."
)
def number_used_again(w: World, n: int) -> None:
    a = treat(w, WARD["hypertension"], ("t1", "t4", "pg")[n % 3])
    b = treat(w, WARD["pneumonia"], a.house.key)
    a.more["hospital_no"] = b.more["hospital_no"] = f"2025{n:04d}"
    w.plant([a, b])


@innocent(
    "The price fell on the first of the month with the tender: before and after on one stay.", 6
)
def price_fell_mid_stay(w: World, n: int) -> None:
    start = datetime(2025, 4 + n, 27, 9, 40)
    v = treat(w, WARD["pneumonia"], ("h2b", "h3a", "zyy")[n % 3], start=start, days=9)
    for x in v.lines:
        if x.item is ITEMS["cef3"] and x.at.day < 20:
            x.price = 5.9
    w.plant([v])


@innocent("The bed was moved twice: three beds of one ward, one at a time.")
def moved_between_beds(w: World, n: int) -> None:
    v = treat(w, WARD["stroke"], ("h3a", "h2a")[n % 2])
    for i, x in enumerate(x for x in v.lines if x.item.kind == "01"):
        x.price = round(x.price + (10 if i % 3 else 0), 2)
    w.plant([v])


@innocent("The system was down on the third day: what was done then was posted on the fifth.")
def posted_after_the_fault(w: World, n: int) -> None:
    v = treat(w, WARD["heart failure"], ("h3a", "pg", "h3b")[n % 3], days=9)
    third, fifth = v.start.date() + timedelta(days=2), v.start + timedelta(days=4, hours=1)
    for x in v.lines:
        if x.at.date() == third:
            x.at = fifth
    w.plant([v])


@innocent("All the month's dialysis of one patient in one visit, one line of thirteen.", 6)
def month_of_dialysis_in_one_line(w: World, n: int) -> None:
    house = ("h2a", "dc")[n % 2]
    p, at = come(w, house, 45, 74)
    v = seen(
        w,
        house,
        at,
        p,
        "血液净化科",
        [("N18.500", "慢性肾脏病5期"), ("Z49.100", "体外透析")],
        "",
        (),
        "14",
    )
    v.end = v.start + timedelta(days=29)
    for key, count in (("hd", 13), ("m_filter", 13), ("heparin", 13), ("epo", 24)):
        w.add(v, key, count, v.end - timedelta(hours=2), exact=True)
    w.plant([v])


@innocent(
    "Bed and nursing of the whole stay were booked at the desk on the day of leaving: quantity eight."
)
def booked_at_the_desk(w: World, n: int) -> None:
    house = ("h2b", "t3", "kf")[n % 3]
    h = w.houses[house]
    usual, h.sums = h.sums, "stay"
    v = treat(w, WARD["urinary infection"] if house != "kf" else WARD["rehabilitation"], house)
    h.sums = usual
    for x in v.lines:
        if x.item.kind in ("01", "02", "07"):
            x.at = v.end
    w.plant([v])


@innocent(
    "Admitted at a quarter to midnight: the bed of that calendar day is counted, the day of leaving is not."
)
def admitted_before_midnight(w: World, n: int) -> None:
    p, at = come(w, "h2b", 50, 80, "", 23.6, 23.9)
    w.plant([treat(w, WARD["pneumonia"], ("h2b", "h3a", "h2a")[n % 3], start=at, person=p)])


@innocent("Tablets from the ward's stock were charged one by one, three times a day.")
def tablets_one_by_one(w: World, n: int) -> None:
    v = treat(w, replace(WARD["hypertension"], oral=()), ("h2b", "t3", "pg")[n % 3])
    price = round(ITEMS["amlo"].price / 28, 4)
    for d in range((v.end.date() - v.start.date()).days):
        w.add(
            v,
            "amlo",
            1,
            v.start + timedelta(days=d, hours=1),
            price=price,
            unscanned=True,
            local_name="苯磺酸氨氯地平片(片)",
        )
    w.plant([v])


@innocent(
    "The examination was made in the neighbour's machine and charged by the house that sent the patient."
)
def scanned_at_the_neighbours(w: World, _: int) -> None:
    v = treat(w, WARD["back pain"], "t6")
    w.add(v, "mr_lumbar", 1, v.start + timedelta(days=1), elsewhere=w.houses["h2a"].code)
    w.plant([v])


@innocent(
    "The department changed its name on the first of the year: the ward in the middle of a stay too.",
    6,
)
def ward_renamed(w: World, n: int) -> None:
    start = datetime(2025, 12, 27, 9 + n)
    v = treat(w, WARD["stroke"], ("h3a", "h2a")[n % 2], start=start, days=10)
    for x in v.lines:
        if x.at.year == 2026:
            x.more["dept"] = "卒中中心"
    w.plant([v])


@innocent(
    "A screening panel is repeated because the first blood had clotted; the second charged, the first not taken back but free."
)
def blood_had_clotted(w: World, n: int) -> None:
    v = treat(w, WARD["appendix"], ("h3a", "h2b", "pg")[n % 3])
    w.add(v, "clot", 1, v.start + timedelta(hours=3), price=0.0)
    w.plant([v])
