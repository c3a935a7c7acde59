"""Ordinary courses: dialysis three times a week, births, the nursing home, tuberculosis, grafts, dear drugs."""

from __future__ import annotations

from datetime import timedelta

from .life import (
    BEDRID,
    DEM,
    ESRD,
    KIDNEY_TX,
    LUNG,
    RENAL_HTN,
    TB,
    buy,
    clinic,
    later,
    stay,
)
from .world import FIRST, LAST, World


def courses(w: World, dialysis: int, births: int, nursing: int) -> None:
    """Dialysis three times a week, births, the nursing home, TB, a new kidney."""
    r = w.rng
    for _ in range(dialysis):
        p = w.person(lo=35, hi=78)
        at = w.at(w.workday(FIRST, FIRST + timedelta(days=400)), 7.2, 8)
        for m in range(r.randrange(12, 40)):
            start = at + timedelta(days=(m // 3) * 7 + (0, 2, 4)[m % 3])
            v = w.visit(
                "tx",
                p,
                "14",
                start,
                start + timedelta(hours=4, minutes=10),
                "血透室",
                (ESRD, RENAL_HTN),
            )
            for k in ("hdf" if m % 12 == 11 else "hd", "heparin", "dialyser"):
                w.add(v, k, 1, start + timedelta(minutes=6))
            if m % 3 == 0:
                w.add(v, "epo", 3, start + timedelta(hours=3, minutes=50), days=7)
    for _ in range(births):
        mother = w.person("2", lo=22, hi=39)
        at = w.at(w.day(hi=LAST - timedelta(days=10)), 1, 20)
        v = stay(
            w,
            "fy",
            mother,
            at,
            3,
            (("O80.000", "头位顺产"), ("Z37.000", "单胎活产")),
            ("OR15", "阴道分娩", 0.55),
            dept="产科",
            tests=("cbc", "pt", "blood_type", "hbsag", "urine"),
            drips=(),
            kind="52",
        )
        w.add(v, "ctg", 2, at + timedelta(hours=1))
        w.add(v, "born", 1, at + timedelta(hours=5))
        w.add(v, "oxyto", 2, at + timedelta(hours=5))
        v.operations.append(
            {"code": "73.5900", "name": "手法助产", "at": at + timedelta(hours=5), "anst": ""}
        )
    for _ in range(nursing):
        p = w.person(lo=75, hi=94)
        at = w.at(w.workday(FIRST, LAST - timedelta(days=95)), 9, 11)
        stay(
            w,
            "hly",
            p,
            at,
            r.randrange(40, 85),
            (DEM, BEDRID),
            dept="护理病区",
            tests=("cbc", "alt", "crea", "k", "ecg", "urine"),
            drips=(),
            nurse="n1",
            daily=(("n_mouth", 1), ("n_suction", 1), ("donep", 0.0357), ("aspirin", 0.0333)),
            workdays=(("midfreq", 1),),
        )
    for diag, house, drugs, tests, gap in (
        (TB, "crb", ("rifam", "inh", "pza", "emb"), ("alt", "crea", "tb_smear"), 30),
        (KIDNEY_TX, "sdy", ("tacro", "myco"), ("drug_level", "crea", "cbc"), 28),
        (LUNG, "sp1", ("osim",), (), 30),
        (("C61.x00", "前列腺恶性肿瘤"), "sp2", ("abira",), (), 30),
    ):
        for _ in range(14):
            p = w.person("1" if diag[0].startswith("C61") else "", lo=28, hi=76)
            at = w.at(w.workday(FIRST, FIRST + timedelta(days=330)))
            for _ in range(6):
                if house.startswith("sp"):
                    buy(w, house, p, at, drugs, kind="9929", diag=diag)
                else:
                    clinic(w, house, p, at, (diag,), drugs, tests, kind="14", dept="专科门诊")
                at = w.at(later(at, gap + r.randrange(0, 4)).date())
                at = later(at, {5: 2, 6: 1}.get(at.weekday(), 0))
