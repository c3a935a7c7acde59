"""Look-alikes of care: tests in series, two of a thing, long hours, dear drugs with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from benchmarks.counties.grammar.world import FIRST, LAST, Visit

from .cases import clean
from .crude_beds import stented
from .life import Course, World, begin, clinic, decoction, lie
from .ordinary_beds import COPD, ENTER, HEART, HERNIA, PNEU, STROKE, SUGAR, admit
from .ordinary_doors import COLD, HYPER


@clean("调胰岛素期间每天七次床旁血糖。")
def glucose_profile(w: World, _: int) -> None:
    w.plant([admit(w, "yy", SUGAR, w.person(lo=40, hi=75), begin(w, 10), nights=8)])


@clean("重度低钾，补钾期间每六小时复查。")
def potassium_rechecked(w: World, _: int) -> None:
    v = admit(
        w,
        "yy",
        replace(ENTER, dx=(("A09.900", "感染性腹泻"), ("E87.600", "低钾血症"))),
        w.person(lo=30, hi=70),
        begin(w, 6),
        nights=4,
    )
    w.plant([v], [w.add(v, "k", 1, v.start + timedelta(hours=6 * k)) for k in range(1, 5)])


@clean("胸痛中心流程：零、三、六小时肌钙蛋白。")
def troponin_series(w: World, _: int) -> None:
    p = w.person(lo=45, hi=78)
    v = clinic(
        w,
        "yy",
        p,
        w.at(w.day(), 7, 15),
        "急诊科",
        (("I20.000", "不稳定性心绞痛"),),
        "blood kidney ions ecg",
        kind="13",
    )
    v.end = v.start + timedelta(hours=7)
    w.plant(
        [v], [w.add(v, "tni", 1, v.start + timedelta(hours=3 * k, minutes=10)) for k in range(3)]
    )


@clean("溶栓前后各一次头颅CT。")
def head_twice_for_thrombolysis(w: World, _: int) -> None:
    v = admit(w, "yy", STROKE, w.person(lo=52, hi=78), begin(w, 13))
    lines = [
        w.add(v, "alte", 1, v.start + timedelta(hours=1)),
        w.add(v, "cthead", 1, v.start + timedelta(hours=20)),
    ]
    w.plant([v], lines)


@clean("平扫发现占位，次日增强。")
def plain_then_contrast(w: World, _: int) -> None:
    v = admit(
        w,
        "yy",
        replace(
            PNEU,
            dept="消化内科",
            dx=(("R19.001", "腹腔肿物"),),
            nights=(3, 3),
            group="GS29",
            tests="base liver kidney ions clot ctabd",
            again="blood",
            drugs=(),
            take="",
        ),
        w.person(lo=40, hi=75),
        begin(w, 7),
    )
    at = v.start + timedelta(days=1)
    w.plant([v], [w.add(v, "ctc", 1, at), w.add(v, "ioh", 1, at)])


@clean("双侧疝一次手术修补，两次计价，两张补片。")
def both_sides(w: World, _: int) -> None:
    v = lie(
        w,
        "yy",
        replace(HERNIA, dx=(("K40.200", "双侧腹股沟疝"),)),
        w.person("1", 40, 78),
        begin(w, 5),
    )
    at = w.at(v.start.date() + timedelta(days=1), 9.6, 14)
    lines = [w.add(v, "hernia", 2, at), w.add(v, "mesh", 2, at)]
    for k in ("sa", "ropi"):
        w.add(v, k, 1, at)
    v.operations.append(
        {"code": "53.1402", "name": "双侧腹股沟直疝无张力修补术", "at": at, "anst": "2"}
    )
    w.plant([v], lines)


SEVERE = Course(
    "重症医学科",
    (("J15.900", "重症细菌性肺炎"), ("J96.000", "急性呼吸衰竭")),
    (10, 13),
    "ES21",
    "base liver kidney ions glu clot crp pct gas ecg ct sputum ntbnp",
    "blood liver kidney ions crp pct gas dr",
    (("impe", 3, 0, -1), ("ns100", 3, 0, -1), ("ambi", 2, 0, -1)),
    ages=(55, 82),
)


def severe(w: World, house: str) -> Visit:
    """A stay in intensive care with a ventilator, the bed and nursing of that ward."""
    v = lie(w, house, SEVERE, w.person(lo=58, hi=80), begin(w, 14), nights=11, bare=False)
    nights = 11
    v.lines = [x for x in v.lines if x.item.key not in ("bed", "n2", "n3", "n1")]
    for d in range(nights):
        at = v.start if d == 0 else w.at(v.start.date() + timedelta(days=d), 8.2, 9.2)
        icu = d < 6
        w.add(v, "icubed" if icu else "bed", 1, at)
        hours = 24 - v.start.hour - 1 if d == 0 else 24
        if icu:
            w.add(v, "icucare", hours, at)
            if d:
                w.add(v, "vent", 24, at)
                w.add(v, "gas", 1, at)
        else:
            w.add(v, "n1", 1, at)
    for i, x in enumerate(v.lines):
        x.sn = str(i + 1) if v.house.own_numbers else f"F{v.id[1:]}{i + 1:04d}"
    return v


@clean("真重症肺炎：监护病房、呼吸机、亚胺培南，与高套不同。")
def true_severe_pneumonia(w: World, _: int) -> None:
    w.plant([severe(w, "yy")])


@clean("胃镜、肠镜同日一次麻醉。")
def stomach_and_colon_together(w: World, _: int) -> None:
    v = clinic(
        w,
        "yy",
        w.person(lo=45, hi=72),
        w.at(w.workday(), 8.2, 12),
        "消化内科",
        (("K29.500", "慢性胃炎"), ("K63.500", "结肠息肉")),
        "infect clot ecg",
    )
    w.plant(
        [v],
        [
            w.add(v, "gastro", 1, v.start + timedelta(minutes=40)),
            w.add(v, "colo", 1, v.start + timedelta(minutes=55)),
        ],
    )


@clean("糖化血红蛋白相隔九十多天再查。")
def hba1c_quarterly(w: World, _: int) -> None:
    p, day = w.person(lo=42, hi=78), w.workday(FIRST, LAST - timedelta(days=210))
    w.plant(
        [
            clinic(
                w,
                "yy",
                p,
                w.at(day + timedelta(days=98 * k), 8.2, 10),
                "内分泌科",
                (("E11.900", "2型糖尿病"),),
                "glu hba1c",
                (("metf", 1),),
            )
            for k in range(3)
        ]
    )


@clean("孕晚期每周一次胎心监护。")
def fetal_monitoring_weekly(w: World, _: int) -> None:
    p, day = w.person("2", 23, 35), w.workday(FIRST, LAST - timedelta(days=45))
    w.plant(
        [
            clinic(
                w,
                "fy",
                p,
                w.at(day + timedelta(days=7 * k), 8.2, 11),
                "产科",
                (("Z34.900", "正常妊娠监督"),),
                "urine fetal",
                doctor=w.houses["fy"].doctors[2],
            )
            for k in range(5)
        ]
    )


@clean("重度慢阻肺持续低流量吸氧，每天二十小时。")
def oxygen_all_day(w: World, _: int) -> None:
    w.plant(
        [
            admit(
                w,
                "yy",
                replace(COPD, daily=(("oxygen", 20, 1, -1), ("neb", 2, 0, 0))),
                w.person(lo=66, hi=84),
                begin(w, 12),
            )
        ]
    )


@clean("肝硬化腹水、低蛋白血症用人血白蛋白。")
def albumin_in_cirrhosis(w: World, _: int) -> None:
    c = Course(
        "消化内科",
        (("K74.600", "肝硬化失代偿期"), ("R18.x00", "腹水"), ("E88.003", "低蛋白血症")),
        (9, 11),
        "GS29",
        "base liver kidney ions clot glu usabd ecg",
        "liver ions",
        (("furoi", 1, 0, -1), ("alb20", 1, 1, 5)),
        oral="spir",
        ages=(45, 72),
        grade=("n1", 3),
    )
    w.plant([lie(w, "yy", c, w.person(lo=45, hi=70), begin(w, 11))])


@clean("支架术后阿司匹林加氯吡格雷双抗一年。")
def two_antiplatelets(w: World, _: int) -> None:
    v, _ = stented(w, "yy")
    visits = [v]
    for k in range(1, 4):
        day = v.end.date() + timedelta(days=28 * k)
        if day < LAST:
            visits.append(
                clinic(
                    w,
                    "yy",
                    v.person,
                    w.at(day, 8.2, 11),
                    "心血管内科",
                    (
                        ("I25.103", "冠状动脉粥样硬化性心脏病"),
                        ("Z95.501", "冠状动脉支架植入后状态"),
                    ),
                    "",
                    (("aspi", 1), ("clop", 1), ("ator", 1)),
                )
            )
    w.plant(visits)


@clean("基础胰岛素睡前、餐时胰岛素随餐。")
def two_insulins(w: World, _: int) -> None:
    p, day = w.person(lo=40, hi=75), w.workday(FIRST, LAST - timedelta(days=60))
    w.plant(
        [
            clinic(
                w,
                "ey",
                p,
                w.at(day + timedelta(days=28 * k), 8.2, 11),
                "内分泌科",
                (("E11.900", "2型糖尿病"),),
                "glu",
                (("insg", 2), ("insa", 2)),
            )
            for k in range(2)
        ]
    )


@clean("病情稳定的高血压患者一次开十二周长处方。")
def twelve_weeks(w: World, n: int) -> None:
    w.plant(
        [
            clinic(
                w,
                ("t1", "t2", "t6")[n % 3],
                w.person(lo=50, hi=78),
                w.at(w.workday(), 8.2, 11),
                "全科",
                HYPER,
                "",
                (("amlo", 3), ("vals", 3)),
            )
        ]
    )


@clean("春节前提前八天取下月的药。")
def refill_before_holiday(w: World, _: int) -> None:
    p, first = w.person(lo=50, hi=78), date(2026, 1, 22)
    w.plant(
        [
            clinic(
                w,
                "t2",
                p,
                w.at(first + timedelta(days=20 * k), 8.2, 11),
                "全科",
                HYPER,
                "",
                (("telm", 1),),
            )
            for k in range(2)
        ]
    )


@clean("两周血压未达标，缬沙坦加倍，药盒提前用完。")
def dose_doubled(w: World, _: int) -> None:
    p, day = w.person(lo=50, hi=78), w.workday(FIRST, LAST - timedelta(days=60))
    w.plant(
        [
            clinic(
                w,
                "yy",
                p,
                w.at(day + timedelta(days=k), 8.2, 11),
                "心血管内科",
                HYPER,
                "",
                (("vals", m),),
            )
            for k, m in ((0, 1), (18, 2), (46, 2))
        ]
    )


@clean("人参与其他饮片组方，单味不予支付，复方可付。")
def ginseng_in_formula(w: World, _: int) -> None:
    w.plant(
        [
            decoction(
                w,
                "zy",
                w.person(lo=50, hi=75),
                w.at(w.workday(), 8.3, 15),
                (("R53.x00", "乏力"),),
                "rens baizhu fuling gancao huangq danggui",
                7,
            )
        ]
    )


@clean("饮片数量按克计：每天三十克、十四天。")
def fourteen_days_in_grams(w: World, _: int) -> None:
    v = decoction(
        w,
        "mz1",
        w.person(lo=40, hi=75),
        w.at(w.workday(), 8.3, 15),
        (("R53.x00", "乏力"),),
        "dangs baizhu fuling gancao chenpi",
        14,
    )
    w.add(v, "huangq", 30 * 14, v.start + timedelta(minutes=9), rx="R" + v.id, days=14)
    w.plant([v])


@clean("家属自愿自费白蛋白，医保范围金额为零。")
def self_paid_albumin(w: World, _: int) -> None:
    v = admit(w, "yy", HEART, w.person(lo=60, hi=82), begin(w, 10))
    w.plant([v], [w.add(v, "alb20", 1, v.start + timedelta(days=d), own=True) for d in (1, 2, 3)])


@clean("差四天满十四岁的孩子用儿童退热药。")
def just_under_fourteen(w: World, _: int) -> None:
    day = w.workday()
    p = w.person(
        born=day.replace(year=day.year - 14, day=min(day.day, 28)) + timedelta(days=5),
        insurance="390",
    )
    w.plant(
        [
            clinic(
                w, "yy", p, w.at(day, 8.3, 16), "儿科", COLD, "blood", (("ibusus", 1), ("xerch", 1))
            )
        ]
    )
