"""Look-alikes of minds, limbs, kidneys, tumours, needles and old age."""

from __future__ import annotations

from datetime import timedelta

from .cases import clean
from .life import (
    BEDRID,
    DEM,
    DEPR,
    ESRD,
    HEMI,
    RENAL_HTN,
    SCHIZ,
    buy,
    later,
    stay,
)
from .world import FIRST, LAST, Visit, World


def _session(
    w: World, p: object, at: object, keys: tuple[str, ...] = ("hd", "dialyser", "heparin")
) -> Visit:
    v = w.visit("tx", p, "14", at, at + timedelta(hours=4), "血透室", (ESRD, RENAL_HTN))  # type: ignore[arg-type, operator]
    for k in keys:
        w.add(v, k, 1, at)  # type: ignore[arg-type]
    return v


@clean(
    "Nine months in the psychiatric house, settled every quarter: one visit, three settlements, no discharge between."
)
def psychiatric_quarters(w: World, _: int) -> None:
    p, at = w.person(lo=40, hi=68), w.at(w.workday(FIRST, FIRST + timedelta(days=200)))
    v = stay(
        w,
        "jw",
        p,
        at,
        270,
        (SCHIZ,),
        dept="精神科",
        bed="男二12",
        drips=(),
        daily=(("mind_watch", 1), ("olanz", 0.0357)),
        workdays=(("work_rec", 1),),
        tests=("cbc", "alt"),
        leave_at=9,
        nurse="n_mind",
    )
    for x in v.lines:
        x.claim = min(2, (x.at - v.start).days // 91)
    v.more["parts"] = {0: later(at, 91), 1: later(at, 182), 2: later(v.end, 0.1)}
    w.plant([v])


@clean(
    "Weekend leave of a psychiatric inpatient before his discharge: leave stands in the bill beside the bed, and he comes back on Sunday evening."
)
def weekend_leave(w: World, _: int) -> None:
    p, at = w.person(lo=25, hi=55), w.at(w.workday(hi=LAST - timedelta(days=50)))
    v = stay(
        w,
        "jw",
        p,
        at,
        35,
        (DEPR,),
        dept="精神科",
        drips=(),
        daily=(("mind_watch", 1), ("escit", 0.0357)),
        workdays=(("work_rec", 1), ("psycho", 0.4)),
        tests=("cbc", "alt", "ecg"),
        nurse="n_mind",
    )
    saturday = at.date() + timedelta(days=(5 - at.weekday()) % 7 + 14)
    for d in (0, 1):
        w.add(v, "leave", 1, w.at(saturday + timedelta(days=d), 8, 9))
    w.plant([v])


@clean("A course of MECT: three a week, anaesthetist's drugs beside it but no fee of anaesthesia.")
def course_of_mect(w: World, _: int) -> None:
    v = stay(
        w,
        "jw",
        w.person(lo=20, hi=55),
        w.at(w.workday(hi=LAST - timedelta(days=40))),
        28,
        (DEPR,),
        dept="精神科",
        drips=(),
        daily=(("mind_watch", 1), ("escit", 0.0357)),
        tests=("cbc", "ecg", "alt"),
        nurse="n_mind",
    )
    for m in range(9):
        d = 2 + (m // 3) * 7 + (0, 2, 4)[m % 3]
        w.add(v, "mect", 1, later(v.start, d))
        w.add(v, "propo", 1, later(v.start, d))
    w.plant([v])


@clean(
    "Rating scales on admission, every fortnight and before discharge: the same A-class scale four times, two instruments a time."
)
def scales_fortnightly(w: World, _: int) -> None:
    v = stay(
        w,
        "jw",
        w.person(lo=20, hi=55),
        w.at(w.workday(hi=LAST - timedelta(days=50))),
        42,
        (SCHIZ,),
        dept="精神科",
        drips=(),
        daily=(("mind_watch", 1), ("rispe", 0.0333)),
        workdays=(("work_rec", 1),),
        tests=("cbc", "ecg"),
        nurse="n_mind",
    )
    for d in (1, 14, 28, 41):
        w.add(v, "scale", 2, later(v.start, d))
    w.plant([v])


@clean(
    "Early rehabilitation in the acute ward while the infusion still runs: stroke on day three, trainings at the bedside."
)
def early_rehabilitation(w: World, i: int) -> None:
    v = stay(
        w,
        ("sdy", "qrm")[i % 2],
        w.person(lo=55, hi=80),
        w.at(w.workday(hi=LAST - timedelta(days=20))),
        14,
        (("I63.900", "脑梗死"), ("G81.900", "偏瘫")),
        ("BR25", "脑缺血性疾患", 1.05),
        dept="神经内科",
        tests=("cbc", "pt", "ct", "mri", "ecg", "glu"),
        drips=("saline",),
    )
    for d in range(3, 13):
        for k in ("hemi", "swallow", "lowfreq"):
            w.add(v, k, 1, later(v.start, d), by=w.houses["sdy"].therapists[0])
    w.plant([v])


@clean(
    "Two weeks of rehabilitation with six different trainings every working day, each once, for a fresh hemiplegia."
)
def six_trainings(w: World, _: int) -> None:
    v = stay(
        w,
        "kf",
        w.person(lo=50, hi=75),
        w.at(w.workday(hi=LAST - timedelta(days=30))),
        21,
        (("G81.900", "偏瘫"), HEMI),
        dept="康复科",
        drips=(),
        tests=("cbc", "ecg", "rehab_eval"),
        workdays=(
            ("hemi", 1),
            ("ot", 1),
            ("balance", 1),
            ("swallow", 1),
            ("lowfreq", 1),
            ("needle", 1),
        ),
    )
    w.add(v, "rehab_eval", 1, later(v.start, 15))
    w.plant([v])


@clean(
    "From the stroke unit to rehabilitation to the nursing house: three stays without a day between, one illness, three kinds of house."
)
def three_steps_down(w: World, _: int) -> None:
    p, at = w.person(lo=66, hi=84), w.at(w.workday(hi=LAST - timedelta(days=95)))
    a = stay(
        w,
        "sdy",
        p,
        at,
        12,
        (("I63.900", "脑梗死"),),
        ("BR25", "脑缺血性疾患", 1.05),
        dept="神经内科",
        tests=("cbc", "ct", "mri"),
    )
    b = stay(
        w,
        "kf",
        p,
        a.end + timedelta(hours=2),
        24,
        (HEMI,),
        dept="康复科",
        drips=(),
        workdays=(("hemi", 1), ("ot", 1)),
        tests=("cbc", "ecg"),
    )
    c = stay(
        w,
        "hly",
        p,
        b.end + timedelta(hours=3),
        40,
        (HEMI, BEDRID),
        dept="护理病区",
        drips=(),
        nurse="n1",
        workdays=(("midfreq", 1),),
        daily=(("n_mouth", 1), ("n_suction", 2), ("clopi", 0.0357)),
        tests=("cbc", "crea"),
    )
    w.plant([a, b, c])


@clean(
    "Her own chronic drugs: the daughter fetches two months of them the day before her mother goes into the nursing house, and again the day after she left it."
)
def daughter_fetches_drugs(w: World, _: int) -> None:
    p, at = w.person("2", lo=78, hi=92), w.at(w.workday(hi=LAST - timedelta(days=75)))
    v = stay(
        w,
        "hly",
        p,
        at,
        60,
        (DEM, BEDRID),
        dept="护理病区",
        drips=(),
        nurse="n1",
        daily=(("n_mouth", 1), ("n_suction", 2)),
        tests=("cbc", "alt", "crea"),
    )
    w.plant(
        [
            v,
            *(
                buy(w, "mt2", p, later(at, d), ("donep", "amlod"), 2, kind="9929", diag=DEM)
                for d in (-1, 61)
            ),
        ]
    )


@clean(
    "A bedridden patient is turned, suctioned and fed by tube: special care items many a day, ninety days on, no test after the first week."
)
def care_without_tests(w: World, _: int) -> None:
    v = stay(
        w,
        "hly",
        w.person(lo=75, hi=92),
        w.at(w.workday(hi=LAST - timedelta(days=85))),
        75,
        (BEDRID, ("I69.300", "脑梗死后遗症")),
        dept="护理病区",
        drips=(),
        nurse="n1",
        daily=(("n_mouth", 2), ("n_suction", 8), ("oxygen", 6)),
        tests=("cbc", "crea", "alt"),
    )
    w.plant([v])
