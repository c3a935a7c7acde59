"""Ordinary visits to village clinics, community centres and private consulting rooms."""

from __future__ import annotations

from datetime import timedelta

from .houses import CENTRES, TOWNS, VILLAGE
from .life import LAST, County

ACUTE: list[tuple[tuple[str, str], tuple[str, ...]]] = [
    (("J06.900", "急性上呼吸道感染"), ("lianhua", "apap")),
    (("J06.900", "急性上呼吸道感染"), ("qingkai", "ambrox")),
    (("J02.900", "急性咽炎"), ("pudi", "amox")),
    (("J20.900", "急性支气管炎"), ("ambrox", "cefur")),
    (("J03.900", "急性扁桃体炎"), ("amox", "ibu")),
    (("K29.700", "胃炎"), ("omep", "mebev")),
    (("K52.900", "胃肠炎"), ("smecta", "bifid")),
    (("M54.500", "腰痛"), ("celec", "mecob")),
    (("M25.500", "关节痛"), ("diclo",)),
    (("L50.900", "荨麻疹"), ("cetir",)),
    (("N39.000", "泌尿道感染"), ("levo",)),
    (("R42.x00", "头晕"), ("yinxing",)),
    (("J30.400", "变应性鼻炎"), ("lorat", "monte")),
    (("K05.300", "慢性牙周炎"), ("metro", "amox")),
]


def small(w: County) -> None:
    """Somebody with a small illness in the village or the community."""
    r = w.rng
    house = r.choice(VILLAGE * 2 + CENTRES * 3 + TOWNS + ["qk1"] * 4)
    day = w.day() if house in (*VILLAGE, "qk1") else w.workday()
    why, keys = r.choice(ACUTE)
    if why[0] == "N39.000" and r.random() < 0.8:
        p = w.somebody(day, day, 20, 80, "2")
    else:
        p = w.somebody(day, day + timedelta(days=3), 19 + w.habit(house).older, 90)
    at = w.at(day, 7.6, 17.4)
    v = w.come(house, p, at, why=[why])
    w.add(v, "see_base" if house != "qk1" else "see", at=at)
    habit = w.habit(house)
    for key in (*habit.panel, *(habit.extra if r.random() < habit.share else ())):
        w.add(v, key, at=at)
    for key in keys:
        w.add(v, key, at=at, rx="")
    if (
        house in ("cw1", "cw3", "cw6", "sq3", "qk1")
        and why[0][:3] in ("J02", "J03", "J20")
        and r.random() < 0.45
    ):
        for n in range(r.choice((1, 2, 3))):
            then = at + timedelta(days=n)
            if then.date() > LAST:
                break
            u = v if n == 0 else w.come(house, p, then, why=[why])
            w.add(u, "drip", at=then)
            w.add(u, "drip_more", at=then)
            w.add(u, "cefuri", 2, then)
            w.add(u, "saline", 2, then)
    if r.random() < 0.012:
        w.give_back(v)


def shot(w: County) -> None:
    """An injection, a dressing, a foreign body: the treatment room of a centre."""
    r = w.rng
    house, day = r.choice(CENTRES + TOWNS), w.day()
    p, at = w.somebody(day, day + timedelta(days=7), 6, 85), w.at(day)
    why, key = r.choice(
        [
            (("L02.900", "皮肤脓肿"), "dress_m"),
            (("T14.100", "开放性伤口"), "dress_s"),
            (("H61.200", "耵聍栓塞"), "wash_ear"),
            (("S61.000", "手指开放性伤口"), "suture"),
        ]
    )
    v = w.come(house, p, at, dept="外科", why=[why])
    w.add(v, "see_base", at=at)
    if key == "suture":
        w.add(v, "local", at=at)
        w.add(v, "lidoc", at=at)
    w.add(v, key, at=at)
    if key.startswith("dress"):
        for n in (2, 4, 6)[: r.randrange(1, 4)]:
            later = at + timedelta(days=n)
            if later.date() <= LAST:
                u = w.come(house, p, later, dept="外科", why=[why])
                w.add(u, key, at=later)


def home_visit(w: County) -> None:
    """The family doctor at the bed of somebody who cannot come."""
    r = w.rng
    house, day = r.choice(CENTRES), w.workday()
    p, at = w.somebody(day, day, 72, 95), w.at(day, 9, 16)
    v = w.come(
        house, p, at, why=[("I69.300", "脑梗死后遗症"), ("I10.x00", "原发性高血压")], minutes=40
    )
    w.add(v, "see_home", at=at)
    w.add(v, r.choice(("glucose", "finger", "dress_s")), at=at)
    if r.random() < 0.5:
        w.add(v, "amlo", at=at)


def tooth(w: County) -> None:
    """A tooth filled, pulled, or its root treated over three visits."""
    r = w.rng
    house, day = r.choice(["ya1", "ya1", "ya2", "yy1", "yy3"]), w.day()
    p, at = w.somebody(day, day + timedelta(days=15), 7, 80), w.at(day, 9, 17)
    what = r.choice(("fill", "pull", "root", "scale"))
    why = {
        "fill": ("K02.100", "牙本质龋"),
        "pull": ("K05.300", "慢性牙周炎"),
        "root": ("K04.000", "牙髓炎"),
        "scale": ("K05.100", "慢性龈炎"),
    }[what]
    v = w.come(house, p, at, dept="口腔科", why=[why], minutes=50)
    w.add(v, "see", at=at)
    if what == "fill":
        w.add(v, "tooth_dr", at=at)
        w.add(v, "pit_m", r.choice((1, 1, 2)), at)
    elif what == "pull":
        w.add(v, "tooth_dr", at=at)
        w.add(v, "artic", at=at)
        w.add(v, r.choice(("extract_f", "extract_m", "extract_i")), at=at)
        w.add(v, "metro", at=at)
    elif what == "scale":
        w.add(v, "scale", r.choice((24, 28, 28)), at)
    else:
        w.add(v, "tooth_dr", at=at)
        w.add(v, "artic", at=at)
        w.add(v, "pulp", at=at)
        roots = r.choice((1, 2, 3))
        for n, key in ((7, "root_prep"), (14, "root_fill")):
            later = at + timedelta(days=n)
            if later.date() <= LAST:
                u = w.come(house, p, later, dept="口腔科", why=[why], minutes=50)
                w.add(u, key, roots, later)
                if key == "root_fill":
                    w.add(u, "tooth_dr", at=later)
                    w.add(u, "pit_m", at=later)


def eye(w: County) -> None:
    """A red, dry, old or pressured eye."""
    r = w.rng
    house, day = r.choice(["yk1", "yk1", "yy6", "yy6", "yy1"]), w.day()
    why, keys = r.choice(
        [
            (("H04.100", "干眼症"), ("hyal",)),
            (("H10.900", "结膜炎"), ("tobra",)),
            (("H40.100", "原发性开角型青光眼"), ("timol",)),
            (("H35.300", "黄斑变性"), ()),
            (("H52.400", "老视"), ()),
            (("T15.000", "角膜异物"), ("tobra",)),
        ]
    )
    p, at = (
        w.somebody(day, day, 45 if why[0] in ("H35.300", "H52.400", "H40.100") else 12, 88),
        w.at(day),
    )
    v = w.come(house, p, at, dept="眼科", why=[why])
    w.add(v, "see", at=at)
    done = {
        "H40.100": ("iop", "fundus", "slit"),
        "H35.300": ("oct", "fundus"),
        "H52.400": ("refract",),
        "T15.000": ("foreign",),
    }
    for key in dict.fromkeys((*w.habit(house).panel, *done.get(why[0], ("slit",)))):
        w.add(v, key, at=at)
    for key in keys:
        w.add(v, key, at=at)


def herbs(w: County) -> None:
    """A decoction for a week or two, and the tongue is looked at."""
    r = w.rng
    house, day = r.choice(["zy1", "zy2", "zy2", "yy2", "sq4", "sq1"]), w.day()
    p, at = w.somebody(day, day, 25 + w.habit(house).older, 88), w.at(day, 8, 17)
    why = r.choice(
        [
            ("N95.100", "绝经期综合征"),
            ("K29.500", "慢性胃炎"),
            ("M54.500", "腰痛"),
            ("G47.000", "失眠"),
            ("R53.x00", "乏力"),
        ]
    )
    if why[0] == "N95.100":
        p = w.somebody(day, day, 46, 56, "2")
    v = w.come(house, p, at, dept="中医科", why=[why])
    w.add(v, "see_tcm", at=at)
    doses, number = r.choice((7, 7, 7, 14)), w.rx()
    pool = [
        "danggui",
        "baizhu",
        "chuanxiong",
        "fuling_h",
        "baishao",
        "dihuang",
        "danpi",
        "chenpi",
        "duzhong",
        "gouqi",
        "jixueteng",
        "niuxi",
    ]
    grams = {"chuanxiong": (6, 9), "chenpi": (6, 9), "danggui": (9, 12), "baizhu": (9, 12)}
    for key in ["huangqi", "gancao", *r.sample(pool, r.randrange(7, 11))]:
        lo, hi = {"huangqi": (15, 30), "gancao": (3, 6)}.get(key, grams.get(key, (9, 15)))
        w.add(v, key, doses * r.randrange(lo, hi + 1, 3), at, rx=number, days=doses)


def needles(w: County) -> None:
    """A course of needles for neck or back: six to ten sittings, every other day."""
    r = w.rng
    house, day = r.choice(["zy1", "zy1", "yy2", "zy2", "sq1", "sq4"]), w.workday()
    p = w.somebody(day, min(LAST, day + timedelta(days=24)), 30 + w.habit(house).older // 2, 82)
    why, rub = r.choice(
        [
            (("M47.800", "颈椎病"), "tuina"),
            (("M51.200", "腰椎间盘突出"), "tuina_back"),
            (("M75.000", "肩周炎"), ""),
        ]
    )
    at = w.at(day, 8.2, 11)
    for n in range(r.randrange(6, 11)):
        then = at + timedelta(
            days=2 * n + (1 if (at + timedelta(days=2 * n)).weekday() == 6 else 0),
            minutes=r.randrange(50),
        )
        if then.date() > LAST:
            break
        v = w.come(house, p, then, dept="针灸科", why=[why], minutes=55)
        if n == 0:
            w.add(v, "see_tcm", at=then)
        by = w.houses[house].therapists[n % 6]
        w.add(v, "electro" if rub == "tuina_back" else "needle", at=then, by=by)
        w.add(v, r.choice(("moxa", "cup")), at=then, by=by)
        if rub and r.random() < 0.6:
            w.add(v, rub, at=then, by=by)
        habit = w.habit(house)
        if r.random() < habit.share:
            for key in habit.extra:
                if key not in {w.key(x) for x in v.lines}:
                    w.add(v, key, at=then, by=by)
