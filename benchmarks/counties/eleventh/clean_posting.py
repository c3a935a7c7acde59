"""What a ward honestly does that looks bad: what is done and when it is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from . import illnesses as ill
from .cases import clean
from .ways import body, charge, op, stay
from .world import FIRST, LAST, County


@clean("Half a year after the stroke a second course, as the doctor planned when he left.")
def second_course(w: County, _: int) -> None:
    p, d = w.person("", 50, 78), w.when("kf", FIRST, LAST - timedelta(days=190))
    w.plant(
        [
            stay(w, "kf", p, d, 24, ill.REHAB),
            stay(w, "kf", p, d + timedelta(days=150), 24, ill.REHAB),
        ]
    )


@clean("Nobody at home can lift her: a broken hip without operation lies eighty days.")
def hip_without_operation(w: County, _: int) -> None:
    p, d = w.person("2", 84, 93), w.when("ba", FIRST, LAST - timedelta(days=90))
    w.plant(
        [
            stay(
                w,
                "ba",
                p,
                d,
                80,
                replace(ill.PERTHES, daily=(("mouth2", 1), ("heparin", 1))),
                dx=[("S72.000", "股骨颈骨折"), ("F03.x00", "痴呆")],
            )
        ]
    )


@clean(
    "Out to sign a contract: from the rehabilitation for an afternoon to the dentist, half an hour by bus."
)
def dentist_from_bed(w: County, _: int) -> None:
    p, d = w.person("", 50, 75), w.when("kf", FIRST, LAST - timedelta(days=30))
    a = stay(w, "kf", p, d, 22, ill.REHAB)
    w.plant(
        [
            a,
            op(
                w,
                "kq1",
                p,
                d + timedelta(days=9),
                [("K04.000", "牙髓炎")],
                ["tooth_film", "lido", "open_pulp"],
                dept="口腔科",
                at=15.5,
            ),
        ]
    )


@clean(
    "The house has no magnet: sent for two hours from bed to the people's hospital, which bills the picture itself."
)
def magnet_elsewhere(w: County, _: int) -> None:
    p, d = w.person("", 45, 78), w.when("zyy", FIRST, LAST - timedelta(days=16))
    a = stay(w, "zyy", p, d, 11, replace(ill.DISC, door=ill.DOOR))
    x = w.add(a, "mri", 1, body(w, d + timedelta(days=2), 10), elsewhere=w.houses["rm"].code)
    assert x.more["elsewhere"]
    w.plant([a])


@clean("The laboratory answers on the morning after he left; the culture is charged then.")
def late_culture(w: County, _: int) -> None:
    p, d = w.person("", 50, 82), w.when("rm", FIRST, LAST - timedelta(days=14))
    v = stay(w, "rm", p, d, 8, ill.PNEUMONIA)
    v.settled = v.end + timedelta(days=2)
    w.add(v, "sputum", 1, v.end + timedelta(hours=20), exact=True)
    w.plant([v])


@clean("The weekend is written on Monday: three beds, three rounds, three nursings on one day.")
def weekend_on_monday(w: County, _: int) -> None:
    p, d = w.person("", 45, 80), w.when("rh", FIRST, LAST - timedelta(days=16))
    v = stay(w, "rh", p, d, 11, ill.PNEUMONIA, style="minute")
    for x in v.lines:
        if x.at.weekday() > 4 and x.at + timedelta(days=7 - x.at.weekday()) < v.end:
            x.at = x.at + timedelta(days=7 - x.at.weekday())
    w.plant([v])


@clean("Thirty days of tablets to take home, because the village has no chemist.")
def month_to_take_home(w: County, _: int) -> None:
    p, d = w.person("", 50, 80), w.when("rm", FIRST, LAST - timedelta(days=14))
    v = stay(w, "rm", p, d, 9, ill.STROKE)
    for key in ("valsa", "metf"):
        w.add(v, key, 1, v.end - timedelta(minutes=40), take=True, rx=f"RX{v.id[1:]}T")
    w.plant([v])


@clean("A whole family with one virus in three beds of one room, at the same hour in and out.")
def family_in_one_room(w: County, _: int) -> None:
    d = w.when("hz", FIRST, LAST - timedelta(days=9))
    a = w.person("1", 38, 45)
    vs = []
    for k in range(3):
        p = (a, w.person("2", 36, 44), w.person("2", 62, 70))[k]
        p.address = a.address
        vs.append(stay(w, "hz", p, d, 5, ill.GUT))
    w.plant(vs)


@clean(
    "The bookkeeper of the nursing house writes the month's care on its last day: thirty beds in one line."
)
def month_in_one_line(w: County, i: int) -> None:
    p, d = w.person("", 76, 92), date(2025, 3 + i, 1)
    start = body(w, d, 9)
    v = w.visit(
        "ss",
        p,
        "2105",
        start,
        start + timedelta(days=60, hours=3),
        "老年科",
        [("I69.300", "脑梗死后遗症"), ("F03.x00", "痴呆")],
        bed=f"长护{i + 1:02d}",
    )
    turn = (d.replace(day=28) + timedelta(days=4)).replace(day=1)
    for at, n in (
        (body(w, turn - timedelta(days=1), 17), (turn - d).days),
        (v.end - timedelta(hours=1), (v.end.date() - turn).days),
    ):
        for key in ("bed", "round", "n2", "mouth2"):
            w.add(v, key, n, at, exact=True)
        w.add(v, "amlod", n, at, price=0.5, exact=True)
        charge(w, v, ("cbc", "k", "alt", "crea", "glu", "urine", "ecg"), at)
    w.plant([v])


@clean(
    "A doctor of the people's hospital operates on Saturdays in the private house, as both have registered."
)
def doctor_on_saturdays(w: County, i: int) -> None:
    guest = w.houses["rm"].doctors[i % 4]
    if (guest, "ba") not in w.extra_doctors:
        w.extra_doctors.append((guest, "ba"))
    p, d = w.person("", 30, 65), w.when("ba", FIRST, LAST - timedelta(days=14))
    d += timedelta(days=(5 - d.weekday()) % 7 - 1)
    v = stay(
        w,
        "ba",
        p,
        d,
        7,
        replace(ill.BLEED, door=(*ill.DOOR, "us"), dept="普外科"),
        dx=[("K80.100", "胆囊结石伴慢性胆囊炎")],
        doctor=guest,
    )
    at = body(w, d + timedelta(days=1), 10)
    charge(w, v, ("gall", "ga", "op_watch", "patho"), at)
    v.operations.append({"code": "51.2300", "name": "腹腔镜下胆囊切除术", "at": at, "anst": "1"})
    w.grouped(v, "HC21", "胆囊切除", 1.2)
    w.plant([v])


@clean(
    "Three bottles at once and a new bottle every four hours: many lines of one drip on one day."
)
def many_bottles(w: County, _: int) -> None:
    p, d = w.person("", 30, 60), w.when("rm", FIRST, LAST - timedelta(days=10))
    v = stay(
        w,
        "rm",
        p,
        d,
        7,
        replace(ill.GUT, door=(*ill.DOOR, "amyl", "ct"), some=("amyl", "cbc")),
        dx=[("K85.900", "急性胰腺炎")],
    )
    for k in range(3):
        for h in (10, 14, 18, 22):
            charge(w, v, ("glucose", "saline", "kcl"), body(w, d + timedelta(days=k + 1), h))
    w.plant([v])


@clean("The poor man pays nothing himself: medical assistance bears his share of a long stay.")
def nothing_of_his_own(w: County, _: int) -> None:
    p, d = w.person("", 60, 80, "390"), w.when("hz", FIRST, LAST - timedelta(days=20))
    w.aided.add(p.id)
    w.plant([stay(w, "hz", p, d, 14, ill.OLD_ILL)])


@clean("Over New Year in bed: one settlement of the old year, one of the new.")
def over_new_year(w: County, i: int) -> None:
    p = w.person("", 66, 85)
    v = stay(
        w, "yl", p, date(2025, 12, 20) + timedelta(days=i % 6), 20, ill.OLD_ILL, style="minute"
    )
    turn = body(w, date(2025, 12, 31), 23.5)
    for x in v.lines:
        x.claim = 0 if x.at <= turn else 1
    v.more["parts"] = {0: turn, 1: v.end + timedelta(minutes=20)}
    w.plant([v])


@clean("Admitted to the house that closes, carried over on its last day to the next one.")
def house_closes(w: County, i: int) -> None:
    p, d = w.person("", 50, 82), date(2025, 8, 25) + timedelta(days=i % 3)
    days = (date(2025, 8, 31) - d).days
    a = stay(w, "bq1", p, d, days, ill.PNEUMONIA, leaving="2")
    w.plant([a, stay(w, "ka", p, date(2025, 8, 31), 6, ill.PNEUMONIA)])
