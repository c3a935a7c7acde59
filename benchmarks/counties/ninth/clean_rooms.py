"""Look-alikes in consulting rooms: teeth, eyes, needles, dialysis, day care, the centre's round."""

from __future__ import annotations

from datetime import timedelta

from .cases import clean
from .life import FIRST, LAST, County

HT, DM = ("I10.x00", "原发性高血压"), ("E11.900", "2型糖尿病")


@clean("A molar has four canals: four preparations and four fillings on one tooth, a week apart.")
def four_canals(w: County, i: int) -> None:
    p, at = w.person("", 28, 65), w.at(w.workday(hi=LAST - timedelta(days=20)))
    house, made = "ya1" if i % 2 else "ya2", []
    for n, keys in (
        (0, ("tooth_dr", "artic", "pulp")),
        (7, ("root_prep",)),
        (14, ("root_fill", "tooth_dr")),
    ):
        v = w.come(house, p, at + timedelta(days=n), "11", "口腔科", [("K04.000", "牙髓炎")], 60)
        for key in keys:
            w.add(v, key, 4 if key.startswith("root") else 1)
        made.append(v)
    w.plant(made)


@clean("Two neighbouring teeth filled in one sitting.")
def two_fillings(w: County, i: int) -> None:
    w.plant(
        [
            w.seen(
                "ya1" if i % 2 else "ya2",
                w.person("", 16, 60),
                w.at(w.day()),
                ["tooth_dr", ("pit_m", 2)],
                ("K02.100", "牙本质龋"),
                "口腔科",
            )
        ]
    )


@clean("Two wisdom teeth on one side, pulled in one sitting.")
def two_wisdom_teeth(w: County, i: int) -> None:
    w.plant(
        [
            w.seen(
                "ya1" if i % 2 else "yy3",
                w.person("", 20, 38),
                w.at(w.day()),
                ["tooth_dr", ("artic", 2), ("extract_i", 2), "metro"],
                ("K01.100", "阻生牙"),
                "口腔科",
            )
        ]
    )


@clean("Both eyes are looked at: two tomographies, two photographs.")
def both_eyes(w: County, i: int) -> None:
    w.plant(
        [
            w.seen(
                "yy6" if i % 2 else "yk1",
                w.person("", 58, 82),
                w.at(w.workday()),
                [("oct", 2), ("fundus", 2), "slit"],
                ("H35.300", "黄斑变性"),
                "眼科",
            )
        ]
    )


@clean("A day's curve of the pressure of the eye: measured at eight, eleven, two and five.")
def pressure_curve(w: County, i: int) -> None:
    at = w.at(w.workday(), 8, 8.2)
    v = w.come(
        "yy6" if i % 2 else "yk1",
        w.person("", 50, 75),
        at,
        "11",
        "眼科",
        [("H40.100", "原发性开角型青光眼")],
        560,
    )
    w.add(v, "see")
    for n in range(4):
        w.add(v, "iop", at=at + timedelta(hours=3 * n))
    w.plant([v])


@clean("Fourteen decoctions: 420 of a root are grams, thirty a day.")
def fourteen_decoctions(w: County, i: int) -> None:
    v = w.come(
        ("zy1", "zy2", "yy2", "sq1")[i % 4],
        w.person("", 45, 75),
        w.at(w.workday()),
        "11",
        "中医科",
        [("R53.x00", "乏力")],
        30,
    )
    w.add(v, "see_tcm")
    number = w.rx()
    for key, g in (
        ("huangqi", 30),
        ("danggui", 12),
        ("baizhu", 12),
        ("fuling_h", 15),
        ("chenpi", 9),
        ("gancao", 6),
        ("gouqi", 15),
        ("dihuang", 15),
    ):
        w.add(v, key, g * 14, rx=number, days=14)
    w.plant([v])


@clean("Angelica and astragalus in a formula of six: not payable alone, payable so.")
def tonic_in_a_formula(w: County, i: int) -> None:
    v = w.come(
        "zy2" if i % 2 else "zy1",
        w.person("2", 30, 60),
        w.at(w.day()),
        "11",
        "中医科",
        [("D64.900", "贫血")],
        20,
    )
    number = w.rx()
    for key, g in (
        ("huangqi", 30),
        ("danggui", 6),
        ("baishao", 12),
        ("dihuang", 12),
        ("chuanxiong", 6),
        ("gancao", 3),
    ):
        w.add(v, key, g * 7, rx=number, days=7)
    w.plant([v])


@clean("Neck and shoulder at once: needles for both, one round of tuina, moxa after.")
def neck_and_shoulder(w: County, i: int) -> None:
    key = ("zy1", "yy2", "sq1", "sq4")[i % 4]
    v = w.come(
        key,
        w.person("", 45, 70),
        w.at(w.workday()),
        "11",
        "针灸科",
        [("M47.800", "颈椎病"), ("M75.000", "肩周炎")],
        70,
    )
    for k, n in (("needle", 2), ("tuina", 1), ("moxa", 1), ("infra", 1)):
        w.add(v, k, n, by=w.houses[key].therapists[0])
    w.plant([v])


@clean("Four dialyses in a week because water stands in the lungs.")
def four_dialyses_a_week(w: County, i: int) -> None:
    p, at = w.person("", 50, 75), w.at(w.workday(hi=LAST - timedelta(days=10)), 7, 7.4)
    p.busy.append((FIRST, LAST))
    at -= timedelta(days=at.weekday())
    made = []
    for n in (0, 2, 3, 5):
        v = w.come(
            "xt1" if i % 2 else "yy1",
            p,
            at + timedelta(days=n),
            "14",
            "肾内科",
            [("N18.500", "慢性肾脏病5期"), ("I50.900", "心力衰竭")],
            245,
        )
        for key in ("dialysis", "dialyser", "heparin"):
            w.add(v, key)
        made.append(v)
    w.plant(made)


@clean(
    "White cells fall after the course: the counting twice a week and the growth factor three days running."
)
def white_cells(w: County, i: int) -> None:
    p, at = w.person("", 45, 70), w.at(w.workday(hi=LAST - timedelta(days=10)))
    made = []
    for n in range(3):
        v = w.come(
            "yy1" if i % 2 else "yy3",
            p,
            at + timedelta(days=n),
            "14",
            "肿瘤科",
            [("C18.900", "结肠恶性肿瘤"), ("D70.x00", "粒细胞缺乏")],
            30,
        )
        for key, c in (("gcsf", 2), ("shot_skin", 1), *((("cbc", 1),) if n != 1 else ())):
            w.add(v, key, c)
        made.append(v)
    w.plant(made)


@clean("Warfarin after a valve: prothrombin time every week until it stands.")
def weekly_prothrombin(w: County, i: int) -> None:
    p, at = w.person("", 45, 72), w.at(w.workday(hi=LAST - timedelta(days=40)))
    w.plant(
        [
            w.seen(
                ("yy1", "yy3")[i % 2],
                p,
                at + timedelta(days=7 * n),
                ["inr"] + (["warf"] if n == 0 else []),
                ("Z95.200", "人工心脏瓣膜"),
                "心内科",
                "14",
            )
            for n in range(5)
        ]
    )


@clean("Semaglutide for a diabetic whose metformin no longer suffices, by the endocrinologist.")
def after_metformin(w: County, i: int) -> None:
    p, at = w.person("", 40, 66), w.at(w.workday(hi=LAST - timedelta(days=200)))
    house = ("yy1", "yy3")[i % 2]
    made = [
        w.seen(house, p, at + timedelta(days=28 * n), [("metf", 1), "glime"], DM, "内分泌科", "14")
        for n in range(3)
    ]
    made += [
        w.seen(
            house, p, at + timedelta(days=84 + 28 * n), ["semag", ("metf", 1)], DM, "内分泌科", "14"
        )
        for n in range(2)
    ]
    w.plant(made)


@clean("签约: the family doctor's fee in March of one year and in March of the next.")
def signed_each_spring(w: County, i: int) -> None:
    p, made = w.person("", 60, 85), []
    for year in (2025, 2026):
        at = w.at(FIRST.replace(year=year, month=3, day=3 + i))
        v = w.come(f"sq{i % 5 + 1}", p, at, "11", "全科", [HT], 15)
        w.add(v, "family")
        made.append(v)
    w.plant(made)


@clean("A child's croup: five days of steam, morning and evening, as an outpatient.")
def steam_twice_a_day(w: County, i: int) -> None:
    p, at = w.person("", 2, 6, "390"), w.at(w.workday(hi=LAST - timedelta(days=8)), 8, 9)
    made = []
    for n in range(5):
        v = w.come(
            "yy5" if i % 2 else "yy3",
            p,
            at + timedelta(days=n),
            "11",
            "儿科",
            [("J20.900", "急性支气管炎")],
            540,
        )
        w.add(v, "neb", 2)
        if n == 0:
            for key in ("cbc", "crp", "bude"):
                w.add(v, key)
        made.append(v)
    w.plant(made)


@clean("家庭病床: nursing at home twice a week for a stroke patient, with never a drug.")
def bed_at_home(w: County, i: int) -> None:
    p, at, made = w.person("", 68, 88), w.at(w.workday(hi=LAST - timedelta(days=30)), 9, 11), []
    for n in (0, 3, 7, 10, 14, 17):
        v = w.come(
            f"sq{i % 5 + 1}",
            p,
            at + timedelta(days=n),
            "11",
            "全科",
            [("I69.300", "脑梗死后遗症")],
            40,
        )
        w.add(v, "care_home")
        if n % 7 == 0:
            w.add(v, "see_home")
        made.append(v)
    w.plant(made)


@clean("Finger sugar seven times a day in gestational diabetes, for two days of adjusting insulin.")
def seven_fingers(w: County, _: int) -> None:
    p = w.person("2", 26, 38)
    at = w.at(w.workday(hi=LAST - timedelta(days=6)), 8, 9)
    v = w.lie("yy5", p, at, at + timedelta(days=3), "21", "产科", [("O24.400", "妊娠期糖尿病")])
    for n in range(3):
        for key, c in (("bed", 1), ("care2", 1), ("see_ward", 1), ("finger", 7), ("nst", 1)):
            w.add(v, key, c, at + timedelta(days=n, minutes=20))
    for key in ("cbc", "urine", "liver", "us_preg", "aspart"):
        w.add(v, key, at=at + timedelta(minutes=40))
    w.plant([v])


@clean(
    "The first of two rabies visits is for the wound only: cleaned, dressed, sewn; the vaccine is paid by himself."
)
def bitten_by_a_dog(w: County, i: int) -> None:
    v = w.seen(
        ("sq1", "sq3", "zx1", "zx2", "zx3", "yy3", "yy4")[i],
        w.person("", 10, 60),
        w.at(w.day()),
        ["dress_s"],
        ("S81.000", "小腿开放性伤口"),
        "外科",
    )
    w.add(v, "rabies", 1, own=True)
    w.plant([v])


@clean("Aspirin, clopidogrel and a stomach tablet for a year after the stent.")
def two_platelet_tablets(w: County, i: int) -> None:
    p, at = w.person("", 52, 75), w.at(w.workday(hi=LAST - timedelta(days=120)))
    w.plant(
        [
            w.seen(
                f"sq{i % 5 + 1}",
                p,
                at + timedelta(days=28 * n),
                ["asp", "clopi", ("rabe", 2)],
                ("Z95.500", "冠状动脉支架"),
                kind="14",
            )
            for n in range(4)
        ]
    )


@clean(
    "A private clinic with one doctor: fifty-odd visits on a Monday of the cold season, none under five minutes."
)
def monday_of_the_cold_season(w: County, i: int) -> None:
    d = FIRST + timedelta(days=(350 + 7 * i))
    d -= timedelta(days=d.weekday())
    at = w.at(d, 8, 8.1)
    w.plant(
        [
            w.seen(
                "qk1",
                w.person("", 18, 70),
                at + timedelta(minutes=10 * n),
                ["cbc", "lianhua"],
                ("J06.900", "急性上呼吸道感染"),
                minutes=9,
            )
            for n in range(46)
        ]
    )
