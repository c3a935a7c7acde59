"""Ordinary stays: each house with its own mix, length and customs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from . import illnesses as ill
from .ways import Course, charge, op, stay
from .world import FIRST, LAST, County, Visit

MIX: dict[str, tuple[int, tuple[Course, ...]]] = {
    "rm": (
        230,
        (
            ill.PNEUMONIA,
            ill.COPD,
            ill.HEART,
            ill.DIABETES,
            ill.STROKE,
            ill.GUT,
            ill.BLEED,
            ill.PERTHES,
        ),
    ),
    "ba": (120, (ill.PNEUMONIA, ill.DIABETES, ill.STROKE, ill.GUT, ill.PERTHES)),
    "ka": (100, (ill.PNEUMONIA, ill.GUT, ill.DIABETES, ill.COPD)),
    "rh": (90, (ill.OLD_ILL, ill.COPD, ill.PNEUMONIA, ill.HEART)),
    "ss": (100, (ill.OLD, ill.OLD, ill.OLD_ILL)),
    "yl": (140, (ill.OLD_ILL, ill.HEART, ill.COPD, ill.REHAB)),
    "kf": (110, (ill.REHAB, ill.REHAB, ill.BONE)),
    "js": (90, (ill.MIND,)),
    "xn": (70, (ill.LOW, ill.MIND)),
    "sn": (70, (ill.LAST_DAYS,)),
    "zyy": (150, (ill.DIZZY, ill.DIZZY, ill.DISC, ill.STROKE, ill.PERTHES)),
    "zl": (60, (ill.CHEMO,)),
    "hz": (80, (ill.PNEUMONIA, ill.GUT, ill.OLD_ILL)),
    "bq1": (35, (ill.PNEUMONIA, ill.GUT)),
    "bq2": (35, (ill.PNEUMONIA, ill.DIABETES)),
}
PANEL = ("cbc", "urine", "crp", "alt", "ast", "crea", "glu", "lipid", "ecg", "dr")


def live(w: County, scale: float) -> None:
    """Every house fills its beds."""
    for house, (n, courses) in MIX.items():
        for _ in range(round(n * scale)):
            c = w.rng.choice(courses)
            days = w.rng.randint(*c.days) + (2 if house == "ba" else 0)
            if house == "yl" and c is not ill.REHAB:
                days += 1
            p = w.pick(max(c.ages[0], 66 if house == "yl" else 0), c.ages[1], c.sex)
            d = w.free_days(house, p, days)
            if d is None:
                continue
            style = (
                {"康复医学科": "minute", "针灸推拿科": "morning"}.get(c.dept, "")
                if house in ("kf", "zyy")
                else ""
            )
            c = replace(c, door=tuple(dict.fromkeys((*c.door, *PANEL)))) if house == "ka" else c
            v = stay(w, house, p, d, days, c, style=style, leaving=_way(w, c))
            _died(w, v)
    _births(w, scale)
    _eyes(w, scale)
    _knives(w, scale)
    _chemo(w, scale)


def _way(w: County, c: Course) -> str:
    if c is ill.LAST_DAYS:
        return "5" if w.rng.random() < 0.7 else "1"
    return w.rng.choices("1234", (90, 3, 2, 5))[0]


def _died(w: County, v: Visit) -> None:
    if v.leaving == "5":
        later = [x for x, _ in v.person.busy if x > v.end.date()]
        if later or (
            v.person in w.pool
            and any(x >= v.end.date() for x, _ in v.person.busy if x != v.start.date())
        ):
            v.leaving = "4"
            return
        v.person.died = v.end
        if v.person in w.pool:
            w.pool.remove(v.person)


def _births(w: County, scale: float) -> None:
    """Antenatal visits, a birth, a visit after six weeks."""
    for _ in range(round(70 * scale)):
        p = w.person("2", 21, 39)
        due = w.when("fc")
        house = "fc" if w.rng.random() < 0.75 else "rm"
        for week in (12, 16, 20, 24, 28, 32, 35, 37, 38, 39):
            d = due - timedelta(days=(40 - week) * 7)
            if d < FIRST or not p.free(d, d) or w.rng.random() < 0.15:
                continue
            keys: list[str] = ["prenatal", "urine"]
            keys += {
                12: ["cbc", "hbsag", "tsh", "us"],
                16: ["down"],
                24: ["nt", "ogtt"],
                28: ["cbc"],
                32: ["us", "cbc"],
            }.get(week, [])
            keys += ["ctg"] if week >= 35 else []
            op(w, house, p, d, [("Z34.900", "正常妊娠监督")], keys, "51", "产科")
        section = w.rng.random() < 0.38
        c = Course(
            ((("O82.000", "经选择性剖宫产的分娩"), ("O34.201", "既往剖宫产瘢痕子宫")),) if section else ((("O80.000", "头位顺产"),),),
            (5, 6) if section else (3, 4), ("cbc", "urine", "blood_type", "pt", "ctg", "us"),
            (("drip", 1), ("saline", 2), ("cefur", 2)) if section else (), ("cbc",), (), ("n2", 1), "产科", (21, 40), "2",
            ("OB11", "剖宫产", 1.0) if section else ("OR11", "阴道分娩", 0.6), "52", rest=0.6,
        )  # fmt: skip
        days = w.rng.randint(*c.days)
        if due + timedelta(days=days + 45) > LAST or not p.free(due, due + timedelta(days=days)):
            continue
        v = stay(w, house, p, due, days, c)
        v.more["maternity"] = "1"
        at = v.start + timedelta(hours=5)
        charge(
            w, v, ("section", "spinal", "op_watch", "oxyto") if section else ("born", "oxyto"), at
        )
        v.operations.append(
            {
                "code": "74.1x01" if section else "73.5900x001",
                "name": "子宫下段横切口剖宫产术" if section else "手法助产",
                "at": at,
                "anst": "2" if section else "",
            }
        )
        op(
            w,
            house,
            p,
            v.end.date() + timedelta(days=42),
            [("Z39.200", "常规产后随访")],
            ["us", "urine"],
            "51",
            "产科",
        )


def _eyes(w: County, scale: float) -> None:
    """Cataracts as day surgery, one eye, the other some weeks later; visits after."""
    for _ in range(round(85 * scale)):
        p = w.pick(58, 88, once="lens")
        d = w.free_days("yk", p, 30)
        if d is None or d + timedelta(days=30) > LAST:
            continue
        for n, side in enumerate("左右"[: w.rng.choice((1, 1, 2))]):
            first = d + timedelta(days=14 * n)
            op(
                w,
                "yk",
                p,
                first - timedelta(days=1),
                [("H25.900", "老年性白内障")],
                ["slit", "iop", "biom", "fundus_dil"],
                "11",
                "眼科",
            )
            start = w.at(first, 8, 9)
            v = w.visit(
                "yk",
                p,
                "28",
                start,
                start + timedelta(hours=7),
                "眼科",
                [("H25.900", "老年性白内障")],
            )
            for k in ("bed", "round", "n2", "cbc", "glu", "ecg"):
                w.add(v, k, 1)
            at = start + timedelta(hours=3)
            charge(w, v, ("cataract", "lens", "visco", "lido"), at)
            w.add(v, "levof_eye", 1, v.end, take=True)
            w.add(v, "tobra", 1, v.end, take=True)
            v.operations.append(
                {
                    "code": "13.4100x001",
                    "name": f"白内障超声乳化抽吸术({side}眼)",
                    "at": at,
                    "anst": "3",
                }
            )
            w.grouped(v, "CB39", "晶体手术", 0.55)
            op(
                w,
                "yk",
                p,
                first + timedelta(days=5),
                [("Z96.100", "人工晶状体植入状态")],
                ["iop", "slit"],
                "11",
                "眼科",
            )


def _knives(w: County, scale: float) -> None:
    """Gall bladders, appendices, hernias, piles at the people's hospital and two private ones."""
    what = {
        "gall": (
            ("K80.100", "胆囊结石伴慢性胆囊炎"),
            "51.2300",
            "腹腔镜下胆囊切除术",
            "ga",
            ("HC21", "胆囊切除", 1.2),
            (5, 8),
        ),
        "appendix": (
            ("K35.800", "急性阑尾炎"),
            "47.0100",
            "腹腔镜下阑尾切除术",
            "ga",
            ("GD21", "阑尾切除", 0.95),
            (4, 7),
        ),
        "hernia": (
            ("K40.900", "单侧腹股沟疝"),
            "53.0400",
            "腹股沟疝补片修补术",
            "spinal",
            ("GE11", "疝手术", 0.9),
            (4, 6),
        ),
        "piles": (
            ("K64.900", "痔"),
            "49.4600",
            "痔切除术",
            "spinal",
            ("GF11", "肛门手术", 0.6),
            (4, 7),
        ),
    }
    for _ in range(round(120 * scale)):
        key = w.rng.choice(list(what))
        dx, code, name, anst, group, span = what[key]
        house = w.rng.choice(("rm", "rm", "ba", "zyy") if key == "piles" else ("rm", "rm", "ba"))
        days = w.rng.randint(*span) + (2 if house == "ba" else 0)
        p = w.pick(22, 74, once=key)
        d = w.free_days(house, p, days)
        if d is None:
            continue
        c = Course(
            ((dx,),),
            span,
            (*ill.DOOR, "pt", "dr", "us"),
            (*ill.NURSE, ("cefur", 2)),
            ("dress_s", "cbc"),
            (),
            ("n2", 2),
            "普外科",
            (22, 74),
            "",
            group,
            rest=0.5,
        )
        v = stay(w, house, p, d, days, c)
        at = v.start + timedelta(hours=20 if days > 4 else 4)
        charge(w, v, (key, anst, "op_watch", *(("patho",) if key != "hernia" else ("mesh",))), at)
        v.operations.append(
            {"code": code, "name": name, "at": at, "anst": "1" if anst == "ga" else "2"}
        )


def _chemo(w: County, scale: float) -> None:
    """Six rounds every three weeks, a blood count a week after each at the day ward."""
    for _ in range(round(26 * scale)):
        breast = w.rng.random() < 0.5
        p = w.person("2" if breast else "", 42, 72)
        dx = (
            ("Z51.102", "恶性肿瘤化学治疗"),
            ("C50.900", "乳房恶性肿瘤") if breast else ("C34.900", "肺恶性肿瘤"),
        )
        first = w.day(FIRST, LAST - timedelta(days=130))
        for n in range(w.rng.randint(4, 6)):
            d = first + timedelta(days=21 * n + w.rng.randrange(3))
            v = stay(w, "zl", p, d, w.rng.randint(2, 4), ill.CHEMO, dx=dx)
            for k in ("paclit", "carbo") if breast or n % 2 else ("pemet", "carbo"):
                w.add(
                    v,
                    k,
                    2 if k != "carbo" else 3,
                    v.start + timedelta(days=1, hours=2),
                    rx=f"RX{v.id[1:]}C",
                )
            op(
                w,
                "zl",
                p,
                d + timedelta(days=10),
                [dx[1]],
                ["cbc", *(["gcsf"] if w.rng.random() < 0.3 else [])],
                "14",
                "日间病房",
            )
