"""More ordinary life written after the first mending: wards with many hands, two clinics a day, records kept open for days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from .houses import CENTRES, GENERAL, TOWNS, VILLAGE
from .life import LAST, County, per_day
from .ordinary_stays import drips, ward_day

HT, DM = ("I10.x00", "原发性高血压"), ("E11.900", "2型糖尿病")


def herbal_ward(w: County) -> None:
    """Ten days in the herbal ward: needles, moxa, hands on the back and a decoction every day but Sunday."""
    r = w.rng
    house = r.choice(("yy2", "yy2", "yy7"))
    first = w.at(w.workday(hi=LAST - timedelta(days=20)), 8.5, 15)
    last = w.at(first.date() + timedelta(days=r.randrange(8, 13)), 9, 11)
    p = w.somebody(first.date(), last.date(), 42, 80)
    why = r.choice(
        [
            ("M51.200", "腰椎间盘突出"),
            ("M17.900", "膝关节骨关节病"),
            ("G51.000", "特发性面神经麻痹"),
        ]
    )
    v = w.lie(house, p, first, last, "21", "针灸科", [why])
    ward_day(w, v, "care2")
    for key in ("cbc", "urine", "liver", "kidney", "ecg"):
        w.add(v, key, at=first + timedelta(minutes=40))
    by, number = r.choice(w.houses[house].therapists), w.rx()
    days = per_day(first, last)
    for d in days:
        at = max(d, first + timedelta(hours=1))
        if d.weekday() == 6:
            continue
        for key in (
            "electro",
            "moxa",
            "tuina_back" if why[0][:3] == "M51" else "infra",
            "mid_wave",
        ):
            w.add(v, key, at=at, by=by)
    for key, g in (
        ("huangqi", 30),
        ("danggui", 12),
        ("chuanxiong", 9),
        ("niuxi", 12),
        ("gancao", 6),
        ("duzhong", 12),
        ("baishao", 12),
    ):
        w.add(v, key, g * len(days), first + timedelta(hours=2), rx=number, days=len(days))
    w.grouped(v, "IU25", "骨骼、肌肉、结缔组织疾病，不伴并发症或合并症", 0.6)


def two_clinics_a_day(w: County) -> None:
    """Heart and sugar on one morning: two registrations, two doctors, two fees."""
    r = w.rng
    house, at = r.choice(("yy1", "yy1", "yy3", "yy4")), w.at(w.workday(), 8, 9.5)
    p = w.somebody(at.date(), at.date(), 55, 86)
    w.seen(house, p, at, ["ecg", "lipids", "amlo"], HT, "心内科")
    w.seen(
        house,
        p,
        at + timedelta(minutes=r.randrange(50, 150)),
        ["glucose", "kidney", "metf"],
        DM,
        "内分泌科",
    )


def three_days_in_one_record(w: County) -> None:
    """The village doctor opens one record and hangs drips on three days in it."""
    r = w.rng
    house, at = r.choice(VILLAGE + TOWNS[:2]), w.at(w.day(hi=LAST - timedelta(days=4)), 8, 10)
    p = w.somebody(at.date(), at.date() + timedelta(days=3), 20, 80)
    v = w.come(
        house,
        p,
        at,
        "11",
        "全科",
        [r.choice([("J03.900", "急性扁桃体炎"), ("J20.900", "急性支气管炎")])],
    )
    v.end = at + timedelta(days=2, minutes=60)
    w.add(v, "see_base", at=at)
    for n in range(3):
        t = at + timedelta(days=n, minutes=5)
        drips(w, v, t, 2)
        w.add(v, "cefuri", 2, t)
        w.add(v, "saline", 2, t)


def second_picture(w: County) -> None:
    """The shadow in the lung is looked at again after three weeks."""
    r = w.rng
    house, at = r.choice(GENERAL), w.at(w.workday(hi=LAST - timedelta(days=30)), 8, 16)
    p = w.somebody(at.date(), at.date() + timedelta(days=25), 35, 82)
    w.seen(house, p, at, ["chest_ct", "cbc", "crp", "levo"], ("J18.900", "肺炎"), "呼吸内科")
    w.seen(
        house,
        p,
        w.at(at.date() + timedelta(days=21)),
        ["chest_ct"],
        ("J18.900", "肺炎"),
        "呼吸内科",
    )


def two_parts(w: County) -> None:
    """Liver and kidneys are two parts of the body: ultrasound by quantity two; both knees, too."""
    r = w.rng
    house, at = r.choice(GENERAL), w.at(w.workday(), 8, 16)
    p = w.somebody(at.date(), at.date(), 30, 82)
    if r.random() < 0.5:
        w.seen(house, p, at, [("us_abd", 2), "urine"], ("N20.000", "肾结石"), "泌尿外科")
    else:
        w.seen(house, p, at, [("knee_dr", 2), "celec"], ("M17.000", "双膝关节骨关节病"), "骨科")


def done_next_day(w: County) -> None:
    """Ordered and paid today, the machine is free tomorrow: the charges of one visit lie on two days."""
    r = w.rng
    house, at = r.choice(("yy1", "yy3")), w.at(w.workday(hi=LAST - timedelta(days=3)), 14, 16.5)
    p = w.somebody(at.date(), at.date() + timedelta(days=1), 30, 80)
    v = w.seen(house, p, at, ["cbc"], ("R51.x00", "头痛"), "神经内科")
    v.end = at + timedelta(hours=20)
    for key in ("head_mr", "us_carotid"):
        w.add(v, key, at=at + timedelta(hours=18))


def cut_for_the_child(w: County) -> None:
    """A caesarean: spinal anaesthesia, five nights, a nurse for mother and child."""
    at = w.at(w.day(hi=LAST - timedelta(days=8)), 8, 12)
    p = w.person("2", 23, 40)
    last = w.at(at.date() + timedelta(days=5), 9, 11)
    v = w.lie(
        "yy5",
        p,
        at,
        last,
        "52",
        "产科",
        [("O82.900", "单胎剖宫产"), ("Z37.000", "单一活产"), ("O34.200", "子宫瘢痕妊娠")],
    )
    v.more["maternity"] = "1"
    ward_day(w, v, "care2")
    for key in ("cbc", "urine", "clot", "liver", "kidney", "nst", "us_preg", "ecg"):
        w.add(v, key, at=at + timedelta(minutes=40))
    cut = at + timedelta(hours=4)
    v.operations.append({"code": "74.1x00", "name": "子宫下段剖宫产术", "at": cut, "anst": "2"})
    for key in ("caesar", "spinal"):
        w.add(v, key, at=cut)
    w.add(v, "monitor", 12, cut + timedelta(hours=1))
    for n in range(2):
        t = cut + timedelta(days=n, hours=1)
        drips(w, v, t, 2)
        w.add(v, "cefuri", 2, t)
        w.add(v, "saline", 2, t)
    w.add(v, "cbc", at=cut + timedelta(days=1))
    w.add(v, "dress_m", at=cut + timedelta(days=3))
    w.grouped(v, "OB15", "剖宫产术，不伴并发症或合并症", 1.1)


def yellow_child(w: County) -> None:
    """A child of five days turns yellow: light for two days, bilirubin morning and evening."""
    born = w.day(hi=LAST - timedelta(days=15))
    first = w.at(born + timedelta(days=5), 9, 15)
    last = w.at(first.date() + timedelta(days=3), 9, 11)
    p = w.person("", insurance="390", born=born)
    v = w.lie("yy5", p, first, last, "21", "新生儿科", [("P59.900", "新生儿黄疸")])
    v.more["newborn"] = "1"
    for d in per_day(first, last):
        at = max(d, first)
        for key, n in (("bed_baby", 1), ("care_baby", 1), ("see_ward", 1), ("bili", 2)):
            w.add(v, key, n, at)
        w.add(v, "light", 12 if d.date() == first.date() else 20, at)
    for key in ("cbc", "crp", "liver"):
        w.add(v, key, at=first + timedelta(minutes=30))
    w.grouped(v, "PU15", "新生儿黄疸", 0.45)


def visited_at_home(w: County) -> None:
    """The nurse of the centre at an old woman's bed, twice a week for two months: dressing or catheter."""
    r = w.rng
    house, day = r.choice(CENTRES), w.workday(hi=LAST - timedelta(days=65))
    p = w.somebody(day, day + timedelta(days=60), 76, 93)
    for n in range(16):
        at = w.at(day + timedelta(days=(n // 2) * 7 + (n % 2) * 3), 9, 16)
        v = w.come(
            house, p, at, "11", "全科", [("L89.900", "压疮"), ("I69.300", "脑梗死后遗症")], 40
        )
        w.add(v, "care_home")
        w.add(v, "dress_m")
        if n % 8 == 0:
            w.add(v, "see_home")


WARDS: tuple[tuple[Callable[[County], None], int], ...] = (
    (visited_at_home, 10),
    (herbal_ward, 90),
    (cut_for_the_child, 50),
    (yellow_child, 40),
    (three_days_in_one_record, 90),
    (two_clinics_a_day, 120),
    (second_picture, 60),
    (two_parts, 120),
    (done_next_day, 60),
)
