"""Crude schemes in the lines of a bill."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.grammar.world import Visit, rate

from .cases import scheme
from .houses import County

CKD = [("N18.500", "慢性肾脏病5期")]


def _ward(c: County, house: str, nights: int, dx: tuple[str, str], sex: str = "") -> Visit:
    v = c.stay(
        house,
        c.person(sex, 48, 82),
        c.day(date(2025, 2, 1), date(2026, 5, 1)),
        nights,
        "全科",
        [dx],
    )
    c.care(v)
    for key in ("cbc", "lfi", "kidney", "ecg"):
        c.add(v, key, at=c.on(v, 0))
    for key in ("drip", "saline_s", "cefuroxime"):
        c.daily(v, key)
    return v


@scheme(8, "重复收费: the picture, the ultrasound and the liver tests twice in the same minute.")
def charged_twice(c: County) -> None:
    v = _ward(c, "xz1", 7, ("J18.900", "肺炎"))
    twice = []
    for key in ("ct_chest", "us_abd", "lipid"):
        at = c.on(v, 1, 9)
        c.add(v, key, at=at)
        twice.append(c.add(v, key, at=at))
    c.plant([v], twice)


@scheme(8, "分解收费: the blood count and, beside it, its white cells, haemoglobin and platelets.")
def panel_in_pieces(c: County) -> None:
    v = _ward(c, "xz1", 8, ("J20.900", "急性支气管炎"))
    parts = []
    for k in (1, 3, 5):
        at = c.on(v, k, 7)
        c.add(v, "cbc", at=at)
        parts += [c.add(v, key, at=at) for key in ("wbc", "hb", "platelets")]
    c.plant([v], parts)


@scheme(7, "超频次: glycated haemoglobin every week of a stay.")
def hba1c_every_week(c: County) -> None:
    v = _ward(c, "xz1", 22, ("E11.900", "2型糖尿病"))
    x = [c.add(v, "hba1c", at=c.on(v, k)) for k in (1, 8, 15, 20)]
    c.plant([v], x[1:])


@scheme(8, "超标准: forty hours of oxygen and thirty-six of monitoring on every day.")
def hours_over_the_day(c: County) -> None:
    v = _ward(c, "xz5", 8, ("J44.100", "慢性阻塞性肺疾病伴急性加重"))
    x = []
    for k in range(8):
        at = c.on(v, k, 12)
        x += [c.add(v, "oxygen", 40, at, exact=True), c.add(v, "monitor", 36, at, exact=True)]
    over = {"oxygen": 16 / 40, "monitor": 12 / 36}
    loss = sum(y.covered * rate(v) * over["oxygen" if y.count == 40 else "monitor"] for y in x)
    c.plant([v], x, loss=loss)


@scheme(7, "男性妇科: men billed for gynaecological ultrasound.")
def men_with_wombs(c: County) -> None:
    v = _ward(c, "xz5", 5, ("K29.100", "急性胃炎"), "1")
    c.plant([v], [c.add(v, "us_gyn", at=c.on(v, 1))])


@scheme(8, "血透按小时收费: one session of four hours is billed as four.")
def dialysis_by_the_hour(c: County, n: int) -> None:
    p, x = c.person("", 40, 74), []
    for k in (0, 2, 4, 7, 9, 11):
        start = c.at(date(2025, 3, 3) + timedelta(days=28 * n + k), 7.6, 8.0)
        v = c.visit("xt", p, "14", start, start + timedelta(hours=4), "血透室", CKD)
        x.append(c.add(v, "dialysis", 4))
        for key in ("dialyser", "heparin"):
            c.add(v, key)
    c.plant([y.visit for y in x], x, loss=0.75 * sum(y.covered * rate(y.visit) for y in x))


@scheme(7, "重复收费: perfusion and dialysis of the same hours, each billed.")
def perfusion_and_dialysis(c: County, n: int) -> None:
    p, x = c.person("", 40, 74), []
    for k in (0, 7, 14, 21):
        start = c.at(date(2025, 4, 2) + timedelta(days=28 * n + k), 12.4, 12.8)
        v = c.visit("xt", p, "14", start, start + timedelta(hours=4), "血透室", CKD)
        x += [c.add(v, "dialysis"), c.add(v, "perfusion")]
        c.add(v, "dialyser")
        c.add(v, "heparin")
    c.plant([y.visit for y in x[::2]], x, loss=sum(y.covered * rate(y.visit) for y in x[::2]))


@scheme(7, "虚计耗材: two lenses for one eye.")
def two_lenses(c: County) -> None:
    v = c.stay("yk", c.person("", 62, 86), c.workday(), 1, "眼科", [("H25.900", "老年性白内障")])
    c.care(v, "bed_two", "nurse3")
    for key in ("cbc", "sugar", "ecg", "biometry", "slit"):
        c.add(v, key, at=c.on(v, 0))
    at = c.operate(v, 0, "13.4100x001", "白内障超声乳化抽吸术", "cataract", "local", 13)
    x = c.add(v, "lens", 2, at)
    c.plant([v], [x], loss=x.covered * rate(v) / 2)


@scheme(
    8,
    "康复签到: five trainings every day, Sundays too, for gastritis without any loss of function.",
)
def rehabilitation_on_paper(c: County) -> None:
    v = c.stay(
        "kf",
        c.person("", 46, 70),
        c.day(date(2025, 2, 1), date(2026, 4, 1)),
        24,
        "康复医学科",
        [("K29.500", "慢性胃炎")],
    )
    c.care(v)
    c.add(v, "cbc", at=c.on(v, 0))
    x = []
    for k in range(24):
        x += [
            c.add(v, key, at=c.on(v, k, 9))
            for key in ("exercise", "hemi", "work", "speech", "swallow")
        ]
    c.plant([v], x)


@scheme(6, "不可能的工作量: one therapist signs eighty half-hour trainings of one day.")
def therapist_of_eighty(c: County, n: int) -> None:
    d, x = date(2025, 4, 7) + timedelta(days=21 * n), []
    who = c.houses["kf"].therapists[n % 2]
    for _ in range(27):
        v = c.stay(
            "kf",
            c.person("", 52, 80),
            d,
            1,
            "康复医学科",
            [("I69.300", "脑梗死后遗症"), ("G81.900", "偏瘫")],
        )
        c.care(v)
        for h, key in ((10, "exercise"), (13, "hemi"), (15, "work")):
            x.append(c.add(v, key, at=c.on(v, 0, h), by=who, exact=True))
    c.plant([y.visit for y in x[::3]], x, loss=0.7 * sum(y.covered * rate(y.visit) for y in x))
