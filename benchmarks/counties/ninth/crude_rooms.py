"""Schemes in consulting rooms."""

from __future__ import annotations

from datetime import timedelta

from .cases import scheme
from .life import FIRST, LAST, County
from .ordinary_stays import ILLS, stay

HT, COLD, DISC = (
    ("I10.x00", "原发性高血压"),
    ("J06.900", "急性上呼吸道感染"),
    ("M51.200", "腰椎间盘突出"),
)


@scheme("无资质: a doctor who stands in no register signs for weeks.", 6)
def doctor_of_no_register(w: County, i: int) -> None:
    made, d = [], w.day(hi=LAST - timedelta(days=30))
    for n in range(6):
        v = w.seen(
            "qk1",
            w.person("", 25, 75),
            w.at(d + timedelta(days=4 * n)),
            ["celec", "mecob", "us_abd"],
            ("M54.500", "腰痛"),
        )
        v.doctor = f"D3399{i:07d}"
        for x in v.lines:
            x.doctor = v.doctor
        made.append(v)
    w.plant(made, whole=True)


@scheme(
    "串换项目: foot baths and spa massage of the house's list, acupuncture and tuina in the insurance's.",
    7,
)
def foot_bath_as_tuina(w: County, _: int) -> None:
    p, made = w.person("", 30, 60, "310"), []
    at = w.at(w.day(hi=LAST - timedelta(days=30)))
    for n in range(6):
        v = w.come(
            "zy2", p, at + timedelta(days=3 * n), "11", "推拿科", [("M47.800", "颈椎病")], 60
        )
        w.add(
            v,
            "tuina",
            1,
            local_name="足浴养生60分钟",
            local="YS01",
            by=w.houses["zy2"].therapists[0],
        )
        w.add(v, "moxa", 2, local_name="肩颈SPA", local="YS02", by=w.houses["zy2"].therapists[0])
        made.append(v)
    w.plant(made, [x for v in made for x in v.lines])


@scheme("单味: half a kilo of wolfberry or astragalus alone, in grams, for the soup.", 8)
def one_root_alone(w: County, i: int) -> None:
    v = w.come("zy2", w.person("", 40, 75), w.at(w.day()), "11", "中医科", [("R53.x00", "乏力")], 8)
    w.add(v, ("gouqi", "huangqi", "danggui", "fuling_h")[i % 4], 1500, rx=w.rx(), used="2", days=30)
    w.plant([v], v.lines)


@scheme("分解就诊: the cap is by visit, so one patient comes five times in a morning.", 8)
def five_times_a_morning(w: County, i: int) -> None:
    p, at = w.person("", 50, 80, "390"), w.at(w.day(), 8, 8.5)
    made = [
        w.seen(("cw4", "cw6")[i % 2], p, at + timedelta(minutes=22 * n), [k], HT, minutes=5)
        for n, k in enumerate(("amlo", "atorva", "danshen", "liuwei", "mecob"))
    ]
    w.plant(made, [v.lines[0] for v in made[1:]], whole=True)


@scheme(
    "A clinic that closes at six bills visits from two to four in the night, one every four minutes.",
    5,
)
def visits_at_dead_hours(w: County, _: int) -> None:
    at = w.at(w.day(), 2, 2.1)
    made = [
        w.seen(
            "qk1",
            w.person("", 30, 80),
            at + timedelta(minutes=4 * n),
            [("jinshui", 3), ("danshen", 4)],
            ("I25.100", "冠状动脉粥样硬化性心脏病"),
            minutes=3,
        )
        for n in range(14)
    ]
    w.plant(made, whole=True)


@scheme("超标准: root canals by the dozen on one day and in one mouth.", 7)
def twenty_four_canals(w: County, _: int) -> None:
    v = w.come(
        "ya2", w.person("", 30, 65), w.at(w.day()), "11", "口腔科", [("K04.000", "牙髓炎")], 40
    )
    for key in ("root_prep", "root_fill"):
        w.add(v, key, 24)
    w.plant([v], v.lines, loss=sum(x.covered for x in v.lines) * 20 / 24 * 0.7)


@scheme("血透按小时收费: each session of four hours is billed as four.", 8)
def dialysis_by_the_hour(w: County, _: int) -> None:
    p, at, lines, made = (
        w.person("", 45, 75),
        w.at(w.day(hi=LAST - timedelta(days=30)), 7, 7.5),
        [],
        [],
    )
    p.busy.append((FIRST, LAST))
    for n in range(8):
        v = w.come(
            "xt1",
            p,
            at + timedelta(days=n * 7 // 3),
            "14",
            "肾内科",
            [("N18.500", "慢性肾脏病5期")],
            245,
        )
        lines.append(w.add(v, "dialysis", 4))
        w.add(v, "dialyser")
        w.add(v, "heparin")
        made.append(v)
    w.plant(made, lines, loss=sum(x.covered for x in lines) * 0.75 * 0.8)


@scheme(
    "Card lent: while the owner lies in the city hospital, the centre bills injections and tablets on his card.",
    8,
)
def centre_while_in_hospital(w: County, _: int) -> None:
    before = w.rng.choice(("yy1", "yy3"))
    v = stay(w, before, ILLS[4])
    made = [
        w.seen(
            "sq5",
            v.person,
            v.start + timedelta(days=2 + n, hours=1),
            ["danshen", "shot"],
            ("I25.100", "冠状动脉粥样硬化性心脏病"),
        )
        for n in range(4)
    ]
    w.plant(made)


@scheme("超频次: HbA1c every ten days for a diabetic who never needed it.", 8)
def sugar_every_ten_days(w: County, _: int) -> None:
    p, at, made = w.person("", 45, 80), w.at(w.workday(hi=LAST - timedelta(days=70))), []
    for n in range(6):
        w.sugar.pop(p.id, None)
        made.append(
            w.seen(
                "sq5", p, at + timedelta(days=10 * n), ["hba1c", "lipids"], ("E11.900", "2型糖尿病")
            )
        )
    w.plant(made, [next(x for x in v.lines if w.key(x) == "hba1c") for v in made[1:]])


@scheme("不可能的工作量: one masseur gives fifty-five massages of twenty minutes on a day.", 4)
def masseur_of_fifty_five(w: County, _: int) -> None:
    at, lines, made = w.at(w.workday(), 8, 8.1), [], []
    for n in range(55):
        v = w.come(
            "zy2", w.person("", 30, 80), at + timedelta(minutes=9 * n), "11", "推拿科", [DISC], 9
        )
        lines.append(
            w.add(
                v, "tuina_back", by=w.houses["zy2"].therapists[2], doctor=w.houses["zy2"].doctors[0]
            )
        )
        made.append(v)
    w.plant(made, lines, loss=sum(x.covered for x in lines) * 0.6 * 0.6, whole=True)


@scheme("男性妇科: gynaecological ultrasound and womens' capsules in the bills of men.", 8)
def men_at_the_gynaecologist(w: County, _: int) -> None:
    v = w.seen(
        "yy7", w.person("1", 30, 75), w.at(w.workday()), [], ("N76.000", "急性阴道炎"), "妇科"
    )
    lines = [w.add(v, "us_gyn"), w.add(v, "qianjin", 3)]
    w.plant([v], lines)
