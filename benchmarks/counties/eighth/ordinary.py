"""Ordinary life: so many stays, visits and courses, each with its reasons."""

from __future__ import annotations

from datetime import timedelta

from .care import treat
from .county_world import FIRST, LAST, World
from .rooms import COURSES, ROOMS, course, dialysis, one_visit, therapy
from .wards import STAYS

STAYS_AT_ONE, VISITS_AT_ONE = 6000, 12000
WEIGHT = {"h3a": 4, "h3b": 4, "h2a": 3, "h2b": 3, "pg": 2, "zyy": 3, "mh": 2, "kf": 2}


def play(w: World, scale: float) -> None:
    """Everything ordinary."""
    r = w.rng
    for _ in range(round(STAYS_AT_ONE * scale)):
        p = r.choices(STAYS, [s.share for s in STAYS])[0]
        keys = p.houses.split()
        house = r.choices(keys, [WEIGHT.get(k, 1) for k in keys])[0]
        v = treat(w, p, house)
        if p.name in ("day surgery", "cataract") and r.random() < 0.7:
            _tests_before(w, v)
        if r.random() < 0.012:
            w.undo(v, r.choice([x for x in v.lines if x.item.kind in ("03", "04", "09")] or [None]))
    known, w.known = w.known, 0.0
    for _ in range(max(1, round(30 * scale))):
        chemotherapy(w)
    count = 0
    wanted = round(VISITS_AT_ONE * scale)
    for n in range(max(2, round(12 * scale))):
        count += dialysis(w, ("dc", "dc", "h2a", "h3a")[n % 4], r.choice((3, 5, 8)) if n else 12)
    w.known = known
    while count < wanted * 0.52:
        count += (
            course(w, r.choices(COURSES, [c[4] for c in COURSES])[0], r.randint(3, 14))
            if r.random() < 0.8
            else therapy(w)
        )
    while count < wanted:
        room = r.choices(ROOMS, [x.share for x in ROOMS])[0]
        v = one_visit(w, room)
        count += 1
        if r.random() < 0.012 and v.house.refunds != "line":  # type: ignore[attr-defined]
            w.undo(v)
    w.group_standards()


def _tests_before(w: World, v) -> None:  # type: ignore[no-untyped-def]
    """What the operation needs was done three days before, as an outpatient."""
    from .care import seen

    d = v.start.date() - timedelta(days=w.rng.randint(2, 5))
    if d > FIRST and v.person.free(d, d):
        seen(
            w,
            v.house.key,
            w.at(d),
            v.person,
            v.dept,
            v.diagnoses[:1],
            "us_leg" if v.dept == "日间病房" else "fundus",
        )


def chemotherapy(w: World) -> None:
    """Four to six courses at twenty-one days."""
    from .care import Pathway

    r = w.rng
    house = r.choice(("h3a", "h3b"))
    second, drugs = r.choice(
        (
            (("C18.900", "结肠恶性肿瘤"), (("oxali", 3, 1, 2),)),
            (("C34.900", "支气管肺恶性肿瘤"), (("pemet", 4, 1, 2), ("carbop", 5, 1, 2))),
            (("C50.900", "乳腺恶性肿瘤"), (("docet", 6, 1, 2),)),
        )
    )
    p = Pathway(
        "chemotherapy",
        house,
        "肿瘤科",
        (("Z51.100", "恶性肿瘤化学治疗"),),
        (42, 72),
        (3, 4),
        sex="2" if second[0].startswith("C50") else "",
        tests="cbc liver renal lytes ecg",
        again="",
        daily=(*drugs, ("ond", 2, 0, -1), ("dexa", 2, 0, 2), ("ns", 3, 0, -1), ("chemo", 1, 1, 2)),
        take=("cape",) if second[0] == "C18.900" else (),
        group=("RE15", "恶性增生性疾患的化学治疗"),
    )
    d, person = w.day(FIRST, LAST - timedelta(days=130)), None
    for _ in range(r.randint(4, 6)):
        if d > LAST - timedelta(days=8):
            break
        v = treat(w, p, house, start=w.at(d, 8.5, 11), days=3, person=person)
        v.diagnoses[1:] = [second]
        person = v.person
        d += timedelta(days=21 + r.randint(0, 2))
