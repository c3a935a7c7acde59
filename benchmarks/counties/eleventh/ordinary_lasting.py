"""What lasts: chronic registers, twelve-week prescriptions, dialysis, home beds, needles, minds, transplanted."""

from __future__ import annotations

from datetime import date, timedelta

from .ways import body, charge, months, op, sale
from .world import FIRST, LAST, County

REGISTERED = (
    ((("I10.x00", "特发性(原发性)高血压"),), ((("amlod", 3), ("valsa", 3)), (("irbe", 3), ("indap", 3)), (("nifed", 3), ("meto", 3)), (("amlod", 3),))),
    ((("E11.900", "2型糖尿病"),), ((("metf", 3), ("acarb", 3)), (("metf", 3), ("dapa", 3)), (("glime", 3), ("metf", 3)), (("sita", 3),))),
    ((("I10.x00", "特发性(原发性)高血压"), ("E11.900", "2型糖尿病")), ((("amlod", 3), ("metf", 3)), (("valsa", 3), ("dapa", 3), ("metf", 3)))),
    ((("I25.103", "冠状动脉粥样硬化性心脏病"), ("I10.x00", "特发性(原发性)高血压")), ((("aspirin", 3), ("atorva", 3), ("meto", 3)), (("clopi", 3), ("rosu", 3), ("isosor", 3)))),
    ((("I69.300", "脑梗死后遗症"),), ((("aspirin", 3), ("atorva", 3), ("naoxin", 3)), (("clopi", 3), ("rosu", 3)))),
    ((("G20.x00", "帕金森病"),), ((("levod", 4), ("prami", 3)), (("levod", 4),))),
    ((("J44.900", "慢性阻塞性肺疾病"),), ((("tiotr", 3),), (("sympl", 2), ("doxof", 0)))),
    ((("B18.100", "慢性乙型病毒性肝炎"),), ((("entec", 3),), (("tenof", 3),))),
    ((("M81.900", "骨质疏松"),), ((("alend", 3), ("cabc", 3)),)),
)  # fmt: skip


def live(w: County, scale: float) -> None:
    """Those who come again and again."""
    _registers(w, scale)
    _two_ills(w, scale)
    _dialysis(w, scale)
    _home(w, scale)
    _needles(w, scale)
    _minds(w, scale)
    _boxes(w, scale)


def _registers(w: County, scale: float) -> None:
    for n in range(round(210 * scale)):
        dx, ways = REGISTERED[n % len(REGISTERED)] if n % 3 else REGISTERED[n % 5]
        lo = 60 if dx[0][0][:3] in ("G20", "J44", "I69", "M81") else 42
        p = w.pick(lo, 88, once="register")
        house = w.rng.choice(("sq1", "sq1", "sq2", "sq3", "hz", "rm", "rh"))
        keys = [k for k in w.rng.choice(ways) if k[1]]
        d = FIRST + timedelta(days=w.rng.randrange(84))
        turn = 0
        while d <= LAST - timedelta(days=2):
            if p.free(d, d):
                tests: list[str] = []
                if turn % 2 == 0:
                    tests = {
                        "I10": ["crea", "k"],
                        "E11": ["hba1c", "microalb"],
                        "I25": ["ecg", "lipid"],
                        "I69": ["lipid"],
                        "B18": ["alt", "afp"],
                    }.get(dx[0][0][:3], [])
                op(
                    w,
                    house,
                    p,
                    d,
                    dx,
                    [*tests, *keys],
                    "14",
                    "全科" if house != "rm" else "慢病门诊",
                )
            turn += 1
            d += timedelta(days=w.rng.randint(80, 90))


def _two_ills(w: County, scale: float) -> None:
    """两病: mild pressure or sugar, four weeks at a time, at the small houses."""
    for n in range(round(110 * scale)):
        p = w.pick(40, 84, once="register")
        house = w.rng.choice(("sq1", "sq2", "sq3", "hz", "gc", "ls1"))
        sugar = n % 3 == 0
        dx = [("E11.900", "2型糖尿病")] if sugar else [("I10.x00", "特发性(原发性)高血压")]
        key = w.rng.choice(
            ("metf", "acarb", "glime") if sugar else ("amlod", "irbe", "valsa", "indap")
        )
        last = min(LAST, FIRST + timedelta(days=w.rng.randint(200, 540)))
        d = FIRST + timedelta(days=w.rng.randrange(60))
        while d < last:
            if p.free(d, d):
                op(
                    w,
                    house,
                    p,
                    d,
                    dx,
                    [key, *(["glu"] if sugar and w.rng.random() < 0.4 else [])],
                    see="gp",
                )
            d += timedelta(days=w.rng.randint(27, 33))


def _dialysis(w: County, scale: float) -> None:
    """Three times a week on one's chair; once a month blood."""
    for n in range(max(1, round(15 * scale))):
        house = "tx1" if n % 2 else "tx2"
        p = w.person(lo=38, hi=78)
        dx = [("N18.000", "慢性肾脏病5期"), ("Z99.200", "依赖肾透析")]
        shift = w.rng.choice((7.2, 12.4))
        start = FIRST + timedelta(
            days=(0, 1)[n % 4 < 2] + (w.rng.randrange(280) if n % 5 == 0 else 0)
        )
        for k, d in enumerate(months(start, 1)):
            if (
                d.weekday() not in ((0, 2, 4) if n % 2 else (1, 3, 5))
                or not p.free(d, d)
                or w.rng.random() < 0.02
            ):
                continue
            at = body(w, d, shift, w.rng.randrange(20))
            v = w.visit(house, p, "14", at, at + timedelta(hours=4, minutes=20), "血透室", dx)
            charge(
                w,
                v,
                ("hdf" if k % 14 < 2 else "hd", "dialyser", "dial_line", "heparin", "wash_set"),
            )
            if d.weekday() < 2:
                w.add(v, "epo", 3)
            if d.day <= 7 and d.weekday() in (2, 3):
                charge(w, v, ("cbc", "k", "ca", "phos", "crea", "urea"))
                if d.month % 3 == 0:
                    charge(w, v, ("pth", "ferritin"))
            if d.day <= 7 and d.weekday() in (4, 5):
                charge(w, v, (("calcit", 3), ("lanth", 1)))


def _home(w: County, scale: float) -> None:
    """Home beds: set up, then a doctor once a week and a nurse for tubes and sores."""
    for _ in range(round(26 * scale)):
        p = w.pick(70, 93)
        house = w.rng.choice(("sq1", "sq3", "hz"))
        first = w.when(house, FIRST, LAST - timedelta(days=90))
        dx = w.rng.choice(
            (
                [("I69.300", "脑梗死后遗症"), ("L89.100", "压疮")],
                [("I69.300", "脑梗死后遗症"), ("Z93.000", "留置导尿状态")],
                [("G20.x00", "帕金森病")],
            )
        )
        for n in range(w.rng.randint(8, 12)):
            d = first + timedelta(days=7 * n)
            if not p.free(d, d):
                continue
            keys: list[str | tuple[str, float]] = ["home_bed"] if n == 0 else []
            keys += ["home_visit"]
            if len(dx) > 1:
                keys += (
                    ["dress_m", "dressing"]
                    if dx[1][0] == "L89.100"
                    else ["catheter", "catheter_c"]
                    if n % 3 == 0
                    else []
                )
            op(w, house, p, d, dx, keys, "11", "家庭病床", see="")


def _needles(w: County, scale: float) -> None:
    """Courses of ten at the needle clinic and at the TCM hospital; massage for some."""
    for _ in range(round(125 * scale)):
        house = w.rng.choice(("zj2", "zj2", "zj2", "zyy"))
        p = w.pick(26, 78)
        d = w.free_days(house, p, 22)
        if d is None or d + timedelta(days=22) > LAST:
            continue
        dx, keys = w.rng.choice((
            ([("M47.802", "颈椎病")], ("e_needle", "tuina_neck")), ([("M51.202", "腰椎间盘突出")], ("e_needle", "moxa", "tuina_waist")),
            ([("G51.000", "面神经麻痹")], ("e_needle", "moxa")), ([("M75.000", "肩周炎")], ("needle", "cup", "ultra")),
            ([("M17.900", "膝关节病")], ("needle", "moxa", "magnet")), ([("G47.000", "失眠")], ("needle", "ear_seed")),
        ))  # fmt: skip
        doctor = w.rng.choice(w.houses[house].doctors)
        hour = w.rng.uniform(8.2, 16)
        for n in range(w.rng.randint(6, 10)):
            day = d + timedelta(days=2 * n if n < 10 else 20)
            v = op(
                w,
                house,
                p,
                day,
                dx,
                (),
                dept="针灸科",
                at=hour,
                doctor=doctor,
                see="see" if n % 5 == 0 else "",
            )
            for k in keys:
                w.add(v, k, 1, by=w.rng.choice(w.houses[house].therapists))


def _minds(w: County, scale: float) -> None:
    """Four weeks of tablets, talk every second time."""
    for n in range(round(60 * scale)):
        house = "js" if n % 2 else "xn"
        p = w.pick(20, 66, once="register")
        dx, keys = w.rng.choice((
            ([("F20.900", "精神分裂症")], (("rispe", 1),)), ([("F20.900", "精神分裂症")], (("olanz", 1), ("loraz", 1))),
            ([("F31.900", "双相情感障碍")], (("lithi", 1), ("quet", 1))), ([("F32.900", "抑郁发作")], (("escit", 1),)),
            ([("F41.100", "广泛性焦虑障碍")], (("sertra", 1), ("zopic", 1))), ([("F03.x00", "痴呆")], (("donep", 1), ("memant", 1))),
        ))  # fmt: skip
        if dx[0][0] == "F03.x00":
            p = w.pick(66, 88, once="register")
        d = FIRST + timedelta(days=w.rng.randrange(150))
        for k in range(w.rng.randint(5, 13)):
            if d > LAST - timedelta(days=2):
                break
            if p.free(d, d):
                extra = (["psycho"] if k % 2 == 0 and dx[0][0][:3] in ("F32", "F41") else []) + (
                    ["cbc", "alt"] if k % 4 == 0 else []
                )
                op(w, house, p, d, dx, [*extra, *keys], "14", "精神科门诊")
            d += timedelta(days=w.rng.randint(26, 31))


def _boxes(w: County, scale: float) -> None:
    """Double channel: one box of a dear drug every month on the hospital's prescription."""
    for n in range(round(46 * scale)):
        shop = "dt1" if n % 2 else "dt2"
        dx, key, step, sex, lo = w.rng.choice((
            (("C34.900", "肺恶性肿瘤"), "osim", 30, "", 45), (("C34.900", "肺恶性肿瘤"), "gefit", 10, "", 45),
            (("C61.x00", "前列腺恶性肿瘤"), "bical", 28, "1", 62), (("C50.900", "乳房恶性肿瘤"), "letro", 30, "2", 48),
            (("Z94.000", "肾移植状态"), "tacro", 25, "", 30), (("N18.000", "慢性肾脏病5期"), "seve", 10, "", 40),
        ))  # fmt: skip
        p = w.person(sex, lo, 80)
        house = "zl" if dx[0][0] == "C" else "rm"
        op(
            w,
            house,
            p,
            date(2025, 1, 2) + timedelta(days=n % 25),
            [dx],
            ["cbc", "crea"],
            "14",
            "专科门诊",
        )
        d = date(2025, 2, 1) + timedelta(days=w.rng.randrange(180))
        for _ in range(w.rng.randint(5, 14)):
            if d > LAST:
                break
            sale(w, shop, p, d, [dx], [key], "9929")
            d += timedelta(days=step + w.rng.randrange(-1, 3) if step > 15 else step)
