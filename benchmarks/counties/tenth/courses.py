"""Ordinary courses: dialysis, pregnancy, chemotherapy, the chronically mad, root canals, wounds, grafts of care."""

from __future__ import annotations

from datetime import datetime, timedelta

from . import illnesses
from .clinic import Trouble, come
from .goods import diagnosis
from .town import Town
from .ward import lie
from .world import FIRST, LAST, County, Visit

ESRD = ("N18.500慢性肾脏病5期", "I12.900高血压性肾脏病")


def session(w: County, house: str, p, at: datetime, n: int) -> Visit:  # type: ignore[no-untyped-def]
    """One dialysis of four hours, with its filter, lines and heparin; once a month a haemodiafiltration."""
    v = w.visit(
        house,
        p,
        "14",
        at,
        at + timedelta(hours=4, minutes=15),
        "血透室",
        [diagnosis(x) for x in ESRD],
        w.doctor_of(house, "血透室"),
    )
    for k in ("hdf" if n % 12 == 11 else "hd", "heparin", "dialyser", "pump_set"):
        w.add(v, k, 1, at + timedelta(minutes=10))
    if n % 3 == 0:
        w.add(v, "epo", 3, at + timedelta(hours=3, minutes=50), days=9)
    if n % 13 == 1:
        for k in ("cbc", "k", "crea", "urea", "alb_t"):
            w.add(v, k, 1, at + timedelta(minutes=5))
    return v


def live(w: County, town: Town, scale: float) -> None:
    """Every course that nobody planted."""
    r = w.rng
    for i in range(round(34 * scale)):
        house = ("xrm", "tx")[i % 2]
        p = w.person(lo=34, hi=80)
        week, shift = w.workday(FIRST, FIRST + timedelta(days=380)), r.choice((7.1, 11.8))
        week -= timedelta(days=week.weekday())
        for n in range(r.randrange(24, 60)):
            day = week + timedelta(days=n // 3 * 7 + (0, 2, 4)[n % 3])
            if FIRST <= day < LAST:
                session(w, house, p, w.at(day, shift, shift + 0.5), n)
    for _ in range(round(70 * scale)):
        mother = w.person("2", lo=22, hi=37)
        day = w.workday(FIRST, LAST - timedelta(days=230))
        house = r.choice(("fy", "fy", "xrm"))
        for n, tests in enumerate(
            (
                "us_ob cbc urine hbsag hiv tp_ab alt crea glu tsh blood_type",
                "cbc urine",
                "us_ob urine",
                "glu_tol urine cbc",
                "cbc urine",
                "us_ob urine",
                "urine",
            )
        ):
            t = Trouble(
                "产科",
                ("Z34.900正常妊娠监督",),
                tests=tests,
                done="prenatal" + (" ctg" if n > 5 else ""),
                drugs="folic" if n < 2 else "ferr" if n in (3, 4) else "",
            )
            come(w, house, mother, t, w.at(day, 8.2, 11), "51")
            day += timedelta(days=28 + r.randrange(4))
            day += timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))
        birth = illnesses.WOMEN[r.choice((3, 3, 4))]
        lie(w, house, mother, birth, w.at(day + timedelta(days=r.randrange(8)), 2, 20))
    for _ in range(round(26 * scale)):
        p = w.person(lo=42, hi=74)
        day = w.workday(FIRST, LAST - timedelta(days=150))
        for n in range(r.randrange(3, 7)):
            v = lie(w, "xrm", p, illnesses.MEDICAL[14], w.at(day, 8.5, 10))
            v.diagnoses = [
                diagnosis("Z51.103恶性肿瘤维持性化学治疗"),
                diagnosis("C18.900结肠恶性肿瘤"),
            ]
            if n % 2:
                w.add(v, "ct", 1, v.start + timedelta(hours=5))
            day += timedelta(days=21 + r.randrange(3))
            day += timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))
    for _ in range(round(40 * scale)):
        p = town.somebody((16, 66), "", FIRST + timedelta(days=100), 30)
        day = w.workday(FIRST, LAST - timedelta(days=40))
        for n, done in enumerate(("open_pulp local_a", "canal_prep", "canal_fill", "fill")):
            t = Trouble(
                "口腔科", ("K04.000牙髓炎",), tests="tooth_film" if n in (0, 2) else "", done=done
            )
            if p.free(day, day):
                come(w, "kq", p, t, w.at(day, 9, 16))
            day += timedelta(days=7)
    for _ in range(round(30 * scale)):
        p = town.somebody((20, 80), "", FIRST + timedelta(days=100), 30)
        day = w.workday(FIRST, LAST - timedelta(days=30))
        if not p.free(day, day + timedelta(days=14)):
            continue
        come(
            w,
            "xrm",
            p,
            Trouble(
                "普外科", ("L02.400四肢脓肿",), tests="cbc glu", done="dress_m", drugs="cefdin"
            ),
            w.at(day, 9, 11),
        )
        for n in range(1, r.randrange(4, 8)):
            come(
                w,
                "xrm",
                p,
                Trouble("普外科", ("L02.400四肢脓肿",), done="dress_s"),
                w.at(day + timedelta(days=2 * n), 9, 11),
            )
    for _ in range(round(36 * scale)):
        p = town.somebody((46, 76), "", FIRST + timedelta(days=60), 20)
        day = w.workday(FIRST, LAST - timedelta(days=60))
        if not p.free(day, day + timedelta(days=30)):
            continue
        for n in range(3):
            come(
                w,
                "zy",
                p,
                Trouble("中医内科", ("G47.000失眠",), drugs="HERBS", done="tcm_see"),
                w.at(day + timedelta(days=14 * n), 8.5, 11),
            )
