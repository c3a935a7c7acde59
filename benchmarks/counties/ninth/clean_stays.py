"""Look-alikes in the wards."""

from __future__ import annotations

from datetime import datetime, timedelta

from .cases import clean
from .houses import GENERAL, TOWNS
from .life import LAST, County, Visit
from .ordinary_stays import BASIC, ILLS, OPERATIONS, operation, stay, ward_day


def lain(
    w: County,
    house: str,
    nights: int,
    why: list[tuple[str, str]],
    keys: tuple[str, ...],
    grade: str = "care2",
    dept: str = "内科",
    lo: float = 40,
    hi: float = 85,
    at: datetime | None = None,
    p: object = None,
    kind: str = "21",
) -> Visit:
    """A plain stay with what is named on the first day."""
    first = at or w.at(w.day(hi=LAST - timedelta(days=nights + 20)), 9, 15)
    person = p or w.person("", lo, hi)
    v = w.lie(
        house,
        person,
        first,
        w.at((first + timedelta(days=nights)).date(), 9, 11)
        if nights
        else first + timedelta(hours=20),
        kind,
        dept,
        why,
    )  # type: ignore[arg-type]
    ward_day(w, v, grade)
    for key in keys:
        w.add(v, key, at=first + timedelta(minutes=45))
    return v


@clean("Home after pneumonia; five days later the heart.")
def back_with_another_illness(w: County, i: int) -> None:
    v = stay(w, GENERAL[i % 4], ILLS[0])
    at = w.at(v.end.date() + timedelta(days=5), 9, 16)
    u = lain(
        w,
        v.house.key,
        6,
        [("I21.900", "急性心肌梗死")],
        (*BASIC, "troponin", "echo", "clot"),
        "care1",
        "心内科",
        at=at,
        p=v.person,
    )
    w.add(u, "monitor", 12, at + timedelta(hours=1))
    cut = at + timedelta(hours=2)
    u.operations.append({"code": "88.5500", "name": "冠状动脉造影", "at": cut, "anst": "3"})
    w.add(u, "angio", at=cut)
    for n in range(6):
        t = at + timedelta(days=n, hours=3)
        for key, c in (("enoxa", 2), ("shot_skin", 2), ("gluc", 1), ("nitro", 1), ("drip", 1)):
            w.add(u, key, c, t)
        if n in (1, 2):
            w.add(u, "troponin", at=t)
    w.plant([v, u])


@clean("The other eye ten days later: same code, same house.")
def other_eye(w: County, _: int) -> None:
    v = operation(w, OPERATIONS[2], "yy6")
    at = w.at(v.end.date() + timedelta(days=10), 9, 10)
    u = lain(
        w,
        "yy6",
        1,
        [("H25.900", "老年性白内障")],
        ("cbc", "ecg"),
        "care2",
        "眼科",
        at=at,
        p=v.person,
    )
    cut = at + timedelta(hours=3)
    u.operations.append({"code": "13.4100", "name": "白内障超声乳化抽吸术", "at": cut, "anst": "3"})
    for key in ("cataract", "lens", "local"):
        w.add(u, key, at=cut)
    w.plant([v, u])


@clean("From the township to the county the same evening: the sending house closes next morning.")
def sent_up(w: County, i: int) -> None:
    first = w.at(w.day(hi=LAST - timedelta(days=20)), 9, 11)
    v = lain(w, TOWNS[i % 4], 1, [("J18.900", "肺炎")], ("cbc", "ecg", "chest_dr"), at=first)
    v.leaving = "2"
    u = lain(
        w,
        "yy3",
        9,
        [("J15.900", "细菌性肺炎"), ("J96.000", "急性呼吸衰竭")],
        (*BASIC, "chest_ct", "crp", "sputum"),
        "care1",
        "呼吸内科",
        at=v.end - timedelta(hours=2),
        p=v.person,
    )
    for n in range(8):
        t = u.start + timedelta(days=n, hours=1)
        if n < 4:
            w.add(u, "oxygen", 20, t)
            w.add(u, "gas", at=t)
        for key, c in (("ceftri", 2), ("saline", 2), ("drip", 1), ("drip_more", 1)):
            w.add(u, key, c, t)
    w.plant([v, u])


@clean("After the stroke he goes down to the township house the same day to go on with exercises.")
def sent_down(w: County, i: int) -> None:
    v = stay(w, GENERAL[i % 4], ILLS[4])
    v.leaving = "3"
    u = lain(
        w,
        TOWNS[i % 4],
        10,
        [("I63.901", "脑梗死恢复期"), ("G81.900", "偏瘫")],
        ("cbc", "ecg"),
        at=v.end + timedelta(hours=3),
        p=v.person,
    )
    for n in range(10):
        w.add(u, "needle", at=u.start + timedelta(days=n, hours=1))
        w.add(u, "motor", at=u.start + timedelta(days=n, hours=2))
    w.plant([v, u])


@clean(
    "A night under observation in the emergency room, then home: a bed of the emergency room, no stay."
)
def night_in_emergency(w: County, i: int) -> None:
    at = w.at(w.day(hi=LAST - timedelta(days=3)), 20, 22)
    v = w.come(GENERAL[i % 4], w.person("", 55, 84), at, "13", "急诊科", [("R07.400", "胸痛")], 640)
    for key in ("see_er", "ecg", "troponin", "bed_er"):
        w.add(v, key, at=at)
    w.add(v, "ecg", at=at + timedelta(hours=4))
    w.add(v, "troponin", at=at + timedelta(hours=4))
    w.plant([v])


@clean("Left after a night against advice: a stay of one day with tests and hardly a drug.")
def left_against_advice(w: County, i: int) -> None:
    v = lain(
        w,
        GENERAL[i % 4],
        1,
        [("I20.000", "不稳定型心绞痛")],
        (*BASIC, "troponin", "echo"),
        dept="心内科",
    )
    v.leaving = "4"
    w.plant([v])


@clean(
    "Admitted for a hernia, found with a fever: operation put off, home after two days of tests."
)
def operation_put_off(w: County, i: int) -> None:
    w.plant(
        [
            lain(
                w,
                ("yy1", "yy3", "yy4")[i % 3],
                2,
                [("K40.900", "单侧腹股沟疝"), ("R50.900", "发热")],
                (*BASIC, "clot", "chest_dr", "flu"),
                dept="外科",
            )
        ]
    )


@clean(
    "A child with a cold and a febrile convulsion: the cold is the first diagnosis, the convulsion the reason for the bed."
)
def cold_with_convulsion(w: County, i: int) -> None:
    v = lain(
        w,
        ("yy5", "yy1", "yy3")[i % 3],
        3,
        [("J06.900", "急性上呼吸道感染"), ("R56.000", "热性惊厥")],
        ("cbc", "crp", "lytes", "urine", "flu"),
        "care1",
        "儿科",
        1,
        4,
    )
    for n in range(3):
        w.add(v, "gluc", at=v.start + timedelta(days=n, hours=1))
        w.add(v, "drip", at=v.start + timedelta(days=n, hours=1))
    w.plant([v])


@clean("Albumin for ascites: 24 grams a litre in the blood, cirrhosis in the record.")
def albumin_for_ascites(w: County, i: int) -> None:
    v = lain(
        w,
        ("yy1", "yy3")[i % 2],
        9,
        [("K74.600", "肝硬化"), ("R18.x00", "腹水"), ("E88.000", "低蛋白血症")],
        (*BASIC, "clot", "us_abd", "furo", "spiro_d"),
        dept="消化内科",
    )
    for n in (3, 7):
        w.add(v, "lytes", at=v.start + timedelta(days=n))
        w.add(v, "us_abd", at=v.start + timedelta(days=n))
    for n in range(5):
        t = v.start + timedelta(days=n, hours=2)
        w.add(v, "albumin", 1, t)
        w.add(v, "drip", 1, t)
    w.plant([v])


@clean("Chemotherapy every three weeks in the ward, five times: a course.")
def every_three_weeks(w: County, i: int) -> None:
    p, at, made = w.person("", 48, 72), w.at(w.day(hi=LAST - timedelta(days=110)), 9, 10), []
    for n in range(5):
        v = lain(
            w,
            ("yy1", "yy3")[i % 2],
            2,
            [("Z51.100", "为肿瘤化学治疗疗程"), ("C18.900", "结肠恶性肿瘤")],
            ("cbc", "liver", "kidney", "chemo", "ondan", "dexa_i"),
            dept="肿瘤科",
            at=at + timedelta(days=21 * n),
            p=p,
        )
        w.add(v, "oxali", 4, v.start + timedelta(hours=2))
        w.add(v, "gluc", 2, v.start + timedelta(hours=2))
        w.grouped(v, "RE15", "恶性增生性疾患的化学及/或靶向、生物治疗", 0.5)
        made.append(v)
    w.plant(made)


@clean("A bed of the day ward and, hours later, a stay: the polyp's stump bled.")
def stump_bled(w: County, i: int) -> None:
    from .ordinary_stays import day_case

    v = day_case(w, ("yy1", "yy3", "yy4")[i % 3])
    u = lain(
        w,
        v.house.key,
        3,
        [("K92.200", "胃肠出血"), ("T81.000", "操作后出血")],
        (*BASIC, "clot", "colon"),
        "care1",
        "消化内科",
        at=v.end + timedelta(hours=7),
        p=v.person,
    )
    for n in range(3):
        t = u.start + timedelta(days=n, hours=1)
        for key, c in (("pantop", 2), ("saline", 2), ("drip", 1), ("cbc", 1)):
            w.add(u, key, c, t)
    w.plant([v, u])


@clean(
    "Thirty nights with a broken hip that nobody would operate at ninety-one: bed, turning, little else."
)
def thirty_nights_at_ninety(w: County, i: int) -> None:
    v = lain(
        w,
        ("zx4", "zx1", "yy7", "zx4", "yy4", "yy7", "zx2")[i],
        26,
        [("S72.000", "股骨颈骨折"), ("I10.x00", "原发性高血压")],
        (*BASIC, "chest_dr", "amlo"),
        "care1",
        "外科",
        88,
        93,
    )
    for n in range(0, 26):
        w.add(v, "shot_skin", at=v.start + timedelta(days=n, hours=1))
        w.add(v, "heparin", at=v.start + timedelta(days=n, hours=1))
    for n in range(0, 26, 7):
        w.add(v, "cbc", at=v.start + timedelta(days=n, hours=1))
        w.add(v, "kidney", at=v.start + timedelta(days=n, hours=1))
    w.plant([v])


@clean(
    "A small bill in a dear group: the complication that lifts the group is in the record and in the tests."
)
def small_bill_dear_group(w: County, i: int) -> None:
    v = lain(
        w,
        ("yy1", "yy3")[i % 2],
        5,
        [("E11.100", "2型糖尿病伴酮症酸中毒"), ("E87.600", "低钾血症")],
        (*BASIC, "glucose", "aspart", "ketone", "gas"),
        "care1",
        "内分泌科",
    )
    for n in range(5):
        t = v.start + timedelta(days=n, hours=1)
        if n < 3:
            w.add(v, "ketone", at=t)
            w.add(v, "potas", 2, t)
        for key, c in (("lytes", 1), ("finger", 7), ("saline", 3), ("drip", 1), ("drip_more", 2)):
            w.add(v, key, c, t)
    w.grouped(v, "KS11", "糖尿病，伴严重并发症或合并症", 1.25)
    w.plant([v])
