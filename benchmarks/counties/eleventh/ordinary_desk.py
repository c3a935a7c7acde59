"""Ordinary visits at desks: colds and rashes, teeth and eyes, herbs, school and works, the internet."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.seventh.goods import HERB_KEYS

from .ways import Dx, charge, op
from .world import County, Person, Visit

Things = tuple[str | tuple[str, float], ...]
SMALL_ILLS: tuple[tuple[Dx, str, tuple[int, int], str, tuple[Things, ...]], ...] = (
    (
        ("J06.900", "急性上呼吸道感染"),
        "全科",
        (14, 85),
        "",
        (
            ("lianhua",),
            ("gandong", "parac"),
            ("cbc", "lianhua", "ibup"),
            ("cbc", "crp", "amox"),
            ("ban",),
        ),
    ),
    (
        ("J20.900", "急性支气管炎"),
        "全科",
        (14, 88),
        "",
        (("cbc", "cefix", "yinhuang"), ("dr", "cbc", "azith"), ("amox", "yinhuang")),
    ),
    (
        ("K29.500", "慢性胃炎"),
        "内科",
        (20, 80),
        "",
        (("omep", "mosap"), ("rabep",), ("jianwei", "mosap"), ("gastro", "rabep")),
    ),
    (
        ("A09.900", "胃肠炎"),
        "全科",
        (5, 80),
        "",
        (("smecta", "bifid"), ("stool", "cbc", "smecta"), ("bifid",)),
    ),
    (
        ("L30.900", "湿疹"),
        "皮肤科",
        (4, 85),
        "",
        (("doxo_eye", "lorat"), ("fusid",), ("doxo_eye",)),
    ),
    (("L50.900", "荨麻疹"), "皮肤科", (10, 75), "", (("lorat",), ("lorat", "cbc"))),
    (
        ("M17.900", "膝关节病"),
        "骨科",
        (48, 86),
        "",
        (("dr", "celec"), ("flupi",), ("diclo", "flupi"), ("celec",)),
    ),
    (
        ("M47.802", "颈椎病"),
        "骨科",
        (28, 75),
        "",
        (("jing_fu", "eperi"), ("dr", "mecob"), ("flupi",)),
    ),
    (
        ("M54.500", "腰痛"),
        "骨科",
        (25, 80),
        "",
        (("yao_tong",), ("celec", "eperi"), ("flupi", "dr")),
    ),
    (("N76.000", "急性阴道炎"), "妇科", (20, 55), "2", (("clotri",), ("clotri", "kangfu"))),
    (
        ("N39.000", "泌尿道感染"),
        "内科",
        (20, 80),
        "",
        (("urine", "cefix"), ("urine", "cbc", "cefix")),
    ),
    (
        ("J30.400", "变应性鼻炎"),
        "五官科",
        (8, 60),
        "",
        (("lorat", "biyan"), ("monte", "lorat"), ("biyan",)),
    ),
    (("G47.000", "失眠"), "内科", (25, 80), "", (("zopic",), ("anshen",), ("loraz",))),
    (
        ("R42.x00", "头晕"),
        "内科",
        (40, 85),
        "",
        (("betah", "ecg"), ("cbc", "glu", "betah"), ("ct", "betah")),
    ),
    (
        ("S61.901", "手部开放性损伤"),
        "外科",
        (10, 70),
        "",
        (("suture", "cefix"), ("dress_s",), ("dress_m",)),
    ),
    (("N40.x00", "前列腺增生"), "外科", (56, 88), "1", (("tamsu", "finas"), ("us", "tamsu"))),
    (("M10.900", "痛风"), "内科", (30, 75), "1", (("uric", "febux"), ("uric", "crea", "diclo"))),
)
DESKS = {"sq1": 330, "sq2": 260, "sq3": 230, "hz": 240, "ls1": 330, "ls2": 240, "ka": 190, "rh": 100, "ba": 200,
         "rm": 420, "xy": 260, "gc": 230, "bq1": 60, "bq2": 60}  # fmt: skip


def live(w: County, scale: float) -> None:
    """All desks."""
    for house, n in DESKS.items():
        for _ in range(round(n * scale)):
            d = w.when(house)
            if house in ("xy", "gc") and d.weekday() > 4:
                continue
            dx, dept, (lo, hi), sex, ways = w.rng.choice(SMALL_ILLS)
            if house == "xy":
                lo, hi, sex = 18, 24, ""
                if dx[0][:3] not in ("J06", "J20", "A09", "L30", "L50", "J30", "S61"):
                    continue
            if house == "gc":
                lo, hi = max(lo, 22), min(hi, 59)
            if lo >= hi:
                continue
            p = w.pick(lo, hi, sex, d)
            keys = list(w.rng.choice(ways))
            if house == "ka":
                keys += [k for k in ("cbc", "crp", "glu") if k not in keys]
            if house in ("ls1", "ls2", "xy", "gc", "sq2"):
                keys = [k for k in keys if k not in ("ct", "gastro", "dr", "us")]
            see = "gp" if house in ("sq1", "sq2", "sq3", "hz", "xy", "gc") else "see"
            op(w, house, p, d, [dx], keys, dept=dept, see=see)
    _teeth(w, scale)
    _eyes(w, scale)
    _herbs(w, scale)
    _internet(w, scale)
    _injections(w, scale)


def _teeth(w: County, scale: float) -> None:
    """Fillings, roots in three visits, gums, wisdom teeth."""
    for _ in range(round(300 * scale)):
        house, d = w.rng.choice(("kq1", "kq1", "kq2")), None
        p = w.pick(10, 75)
        d = w.free_days(house, p, 18)
        if d is None:
            continue
        kind = w.rng.choice(("fill", "fill", "root", "gum", "wisdom", "milk"))
        if kind == "fill":
            op(
                w,
                house,
                p,
                d,
                [("K02.900", "龋病")],
                ["tooth_film", ("fill", w.rng.choice((1, 1, 2)))],
                dept="口腔科",
            )
        elif kind == "root":
            for n, keys in enumerate(
                (("tooth_film", "lido", "open_pulp"), ("canal_prep",), ("canal_fill", "tooth_film"))
            ):
                op(
                    w,
                    house,
                    p,
                    d + timedelta(days=7 * n),
                    [("K04.000", "牙髓炎")],
                    keys,
                    dept="口腔科",
                )
        elif kind == "gum":
            op(
                w,
                house,
                p,
                d,
                [("K05.300", "慢性牙周炎")],
                [("perio", w.rng.randint(2, 6))],
                dept="口腔科",
            )
        elif kind == "wisdom":
            op(
                w,
                house,
                p,
                d,
                [("K01.100", "阻生牙")],
                ["tooth_film", "lido", "molar", "amox"],
                dept="口腔科",
            )
        else:
            op(
                w,
                house,
                p,
                d,
                [("K04.500", "慢性根尖周炎")],
                ["tooth_film", "lido", "pull"],
                dept="口腔科",
            )


def _eyes(w: County, scale: float) -> None:
    """Dry eyes, pressure, sugar in the eye."""
    for _ in range(round(330 * scale)):
        d = w.when("yk")
        what = w.rng.choice((
            (("H04.100", "干眼症"), (25, 80), ("slit", "tears")), (("H10.900", "结膜炎"), (5, 70), ("slit", "tobra")),
            (("H40.100", "原发性开角型青光眼"), (45, 85), ("iop", "oct_eye", "latan")),
            (("H36.000", "糖尿病视网膜病变"), (45, 80), ("fundus", "oct_eye", "iop")),
            (("H52.100", "近视"), (8, 30), ("refract", "slit")), (("H11.000", "翼状胬肉"), (40, 75), ("slit", "levof_eye")),
        ))  # fmt: skip
        op(w, "yk", w.pick(*what[1], "", d), d, [what[0]], what[2], dept="眼科")


RECIPES = (
    (("R53.x01", "气虚"), "气虚证"), (("K30.x00", "消化不良"), "脾胃虚弱"), (("N95.100", "围绝经期综合征"), "肾阴虚"),
    (("G47.000", "失眠"), "心脾两虚"), (("R05.x00", "咳嗽"), "痰湿蕴肺"), (("N94.600", "痛经"), "气滞血瘀"),
)  # fmt: skip


def decoction(
    w: County, house: str, p: Person, d: date, dx: Dx, bags: int, doctor: str = ""
) -> Visit:
    """A recipe of eight to twelve herbs in so many bags."""
    v = w.visit(house, p, "11", w.at(d), None, "中医科", [dx], doctor)
    v.end = v.start + timedelta(minutes=40)
    w.add(v, "see")
    for k in w.rng.sample(list(HERB_KEYS), w.rng.randint(7, min(10, len(HERB_KEYS)))):
        w.add(v, k, w.rng.choice((9, 10, 12, 15)) * bags, rx=f"RX{v.id[1:]}", days=bags)
    if w.rng.random() < 0.5:
        w.add(v, "decoct", bags)
    return v


def _herbs(w: County, scale: float) -> None:
    for _ in range(round(520 * scale)):
        house = w.rng.choice(("zj1", "zj1", "zj3", "zj3", "zyy"))
        p = w.pick(22, 80)
        d = w.free_days(house, p, 24)
        if d is None:
            continue
        dx, _ = w.rng.choice(RECIPES)
        if dx[0][:3] in ("N95", "N94") and p.sex != "2":
            continue
        if dx[0][:3] == "N95" and not 44 <= (d - p.born).days / 365.25 <= 58:
            continue
        if dx[0][:3] == "N94" and not 18 <= (d - p.born).days / 365.25 <= 44:
            continue
        doctor = ""
        for n in range(w.rng.randint(1, 3)):
            v = decoction(w, house, p, d + timedelta(days=8 * n), dx, 7, doctor)
            doctor = v.doctor


def _internet(w: County, scale: float) -> None:
    """Known illnesses, seen before elsewhere; the boxes come by courier."""
    for _ in range(round(330 * scale)):
        d = w.when("hlw")
        dx, lo, keys = w.rng.choice((
            (("I10.x00", "特发性(原发性)高血压"), 35, (("irbe", 2),)), (("I10.x00", "特发性(原发性)高血压"), 40, (("amlod", 2), ("atorva", 1))),
            (("E11.900", "2型糖尿病"), 38, (("metf", 2), ("dapa", 1))), (("E03.900", "甲状腺功能减退症"), 25, (("levo", 1),)),
            (("B18.100", "慢性乙型病毒性肝炎"), 28, (("entec", 1),)), (("L70.000", "痤疮"), 18, ("fusid",)),
        ))  # fmt: skip
        op(
            w,
            "hlw",
            w.pick(lo, 70, "", d, once="register"),
            d,
            [dx],
            keys,
            dept="互联网门诊",
            at=w.rng.uniform(7, 22.5),
            see="video",
        )


def _injections(w: County, scale: float) -> None:
    """Three to five days of drips at a clinic, each day a visit; injections."""
    for _ in range(round(130 * scale)):
        house = w.rng.choice(("ls1", "ls2", "hz", "sq1", "ka"))
        p = w.pick(16, 80)
        d = w.free_days(house, p, 6)
        if d is None:
            continue
        dx = w.rng.choice(
            (("J18.000", "支气管肺炎"), ("J03.900", "急性扁桃体炎"), ("L03.900", "蜂窝织炎"))
        )
        for n in range(w.rng.randint(3, 5)):
            v = op(
                w,
                house,
                p,
                d + timedelta(days=n),
                [dx],
                ("cbc", "crp") if n == 0 else (),
                dept="输液室",
                see="see" if n == 0 else "",
            )
            charge(w, v, ("drip", "saline", ("ceftri", 2), "set"))
