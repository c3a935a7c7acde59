"""Look-alikes added after the first mending: transfers, unions, shifts, shared boxes, other bodies' sides."""

from __future__ import annotations

from datetime import timedelta

from .cases import clean
from .life import (
    BRONCH,
    COLD,
    ESRD,
    HTN,
    RENAL_HTN,
    SCHIZ,
    STROKE,
    buy,
    clinic,
    later,
    operation,
    stay,
)
from .world import FIRST, LAST, World

AFTER = FIRST + timedelta(days=200)


@clean(
    "A psychiatric inpatient is operated in the district house for five days; his ward counts no bed for them and posts the rest at the end of the month."
)
def bed_not_counted_while_away(w: World, _i: int) -> None:
    p = w.person(lo=30, hi=60)
    at = w.at(w.workday(hi=LAST - timedelta(days=60)))
    v = stay(
        w,
        "jw",
        p,
        at,
        40,
        (SCHIZ,),
        dept="精神科",
        drips=(),
        daily=(("mind_watch", 1), ("rispe", 0.0333)),
        workdays=(("work_rec", 1),),
        tests=("cbc", "ecg"),
        nurse="n_mind",
    )
    b = stay(
        w,
        "qrm",
        p,
        later(at, 12),
        5,
        (("K35.800", "急性阑尾炎"),),
        ("GD25", "阑尾切除术", 1.0),
        dept="普外科",
        tests=("cbc", "pt", "us"),
        drips=("cefur", "saline"),
    )
    operation(w, b, "appendix", "47.0100", "腹腔镜阑尾切除术", b.start + timedelta(hours=3))
    for name in ("普通病房床位费", "住院诊查费", "精神病护理", "精神科监护"):
        lump = max((x for x in v.lines if x.item.name == name), key=lambda x: x.count)
        lump.count -= 5
    w.plant([v, b])


@clean(
    "The township draws an ECG that the leading house reads at the same minute and charges there: two houses in ten minutes."
)
def read_at_a_distance(w: World, i: int) -> None:
    p, at = w.person(lo=50, hi=82), w.at(w.workday())
    a = clinic(w, ("xz1", "xz2", "cw1")[i % 3], p, at, (("R00.200", "心悸"),), tests=("ecg",))
    b = w.visit(
        "qrm",
        p,
        "11",
        at + timedelta(minutes=8),
        at + timedelta(minutes=12),
        "远程心电中心",
        (("R00.200", "心悸"),),
    )
    w.add(b, "remote_ecg", 1)
    w.plant([a, b])


@clean(
    "Watched in the emergency room until eleven at night and admitted then: a fee of watching and a bed on one date, in two visits."
)
def watched_then_admitted(w: World, _i: int) -> None:
    p = w.person(lo=50, hi=82)
    at = w.at(w.day(hi=LAST - timedelta(days=15)), 12, 14)
    a = clinic(
        w,
        "sdy",
        p,
        at,
        (STROKE,),
        tests=("cbc", "ct", "ecg"),
        kind="13",
        dept="急诊科",
        see="see_er",
        minutes=9 * 60,
    )
    # the fee of watching holds that of the consultation
    del a.lines[0]
    w.add(a, "obs_watch", 1, at + timedelta(minutes=30))
    b = stay(
        w,
        "sdy",
        p,
        at + timedelta(hours=9, minutes=10),
        9,
        (STROKE, HTN),
        ("BR25", "脑缺血性疾患", 1.05),
        dept="神经内科",
        tests=("cbc", "mri"),
        drips=("edara", "saline"),
    )
    w.plant([a, b])


@clean(
    "Antibiotic every twelve hours as an outpatient: two visits a day, alike to the fen, for three days."
)
def drip_morning_and_evening(w: World, i: int) -> None:
    p, at, visits = w.person(lo=30, hi=60), w.at(w.workday(hi=LAST - timedelta(days=5)), 8, 8.5), []
    for d in range(3):
        for h in (0, 11):
            v = clinic(
                w, ("sq1", "gx")[i % 2], p, at + timedelta(days=d, hours=h), (BRONCH,), minutes=60
            )
            for k in ("drip", "cefur", "saline"):
                w.add(v, k, 1, v.start + timedelta(minutes=10))
            visits.append(v)
    w.plant(visits)


@clean(
    "Both hands are photographed: two lines of one item in one second, the names say left and right."
)
def both_hands(w: World, i: int) -> None:
    v = clinic(
        w,
        ("gk", "qrm")[i % 2],
        w.person(lo=30, hi=75),
        w.at(w.workday()),
        (("M06.900", "类风湿性关节炎"),),
        dept="骨科门诊",
    )
    at = v.start + timedelta(minutes=9)
    for side in ("左", "右"):
        w.add(
            v,
            "dr",
            1,
            at,
            local_name=f"DR 手正斜位({side})",
            local="DR0451" if side == "左" else "DR0452",
        )
    w.plant([v])


@clean(
    "Chest plain and belly with contrast in one sitting: two regions, two items, by the house's own names."
)
def chest_and_belly(w: World, i: int) -> None:
    v = clinic(
        w,
        ("sdy", "zl")[i % 2],
        w.person(lo=45, hi=75),
        w.at(w.workday()),
        (("C16.900", "胃恶性肿瘤"),),
        dept="肿瘤门诊",
        minutes=90,
    )
    at = v.start + timedelta(minutes=30)
    w.add(v, "ct", 1, at, local_name="胸部CT平扫", local="CT001")
    w.add(v, "ct_c", 1, at, local_name="上腹部CT增强", local="CT112")
    w.plant([v])


@clean(
    "Emptied by catheter in the morning for retention; the instillation into the bladder follows in the afternoon by a new one."
)
def catheter_then_instillation(w: World, i: int) -> None:
    p, at = w.person("1", lo=60, hi=80), w.at(w.workday(), 8, 9)
    a = clinic(
        w,
        ("qrm", "zl")[i % 2],
        p,
        at,
        (("R33.x00", "尿潴留"),),
        dept="急诊科",
        kind="13",
        see="see_er",
    )
    w.add(a, "catheter", 1)
    b = clinic(
        w,
        ("qrm", "zl")[i % 2],
        p,
        at + timedelta(hours=6),
        (("C67.900", "膀胱恶性肿瘤"),),
        dept="泌尿外科",
    )
    w.add(b, "bladder_wash", 1)
    w.plant([a, b])


@clean(
    "One box of ten ampoules of heparin serves a shift of ten: one code on ten sessions of one morning, and the house never sets the mark for split packs."
)
def one_box_for_a_shift(w: World, _i: int) -> None:
    at = w.at(w.workday(AFTER, LAST - timedelta(days=5)), 7.2, 7.4)
    visits, codes = [], []
    for n in range(6):
        v = w.visit(
            "tx",
            w.person(lo=35, hi=78),
            "14",
            at + timedelta(minutes=4 * n),
            at + timedelta(hours=4, minutes=4 * n),
            "血透室",
            (ESRD, RENAL_HTN),
        )
        for k in ("hd", "dialyser", "heparin"):
            w.add(v, k, 1)
        v.more["scanned"] = True
        codes = w.scan(v.lines[-1], codes)
        visits.append(v)
    w.plant(visits, codes=codes)


@clean(
    "Settled under the wrong scheme, refunded whole and settled anew in the shop: the box is scanned twice, the till has no returns."
)
def settled_anew_in_the_shop(w: World, i: int) -> None:
    v = buy(
        w,
        ("mt1", "yd2", "ls1")[i % 3],
        w.person(lo=50),
        w.at(w.workday(AFTER)),
        ("clopi",),
        kind="9929" if i % 3 == 0 else "41",
        diag=HTN,
    )
    v.refund, v.again, v.more["scanned"] = (
        v.start + timedelta(minutes=9),
        v.start + timedelta(minutes=12),
        True,
    )
    codes = w.scan(v.lines[0])
    w.sales.append(
        {
            "line": v.lines[0],
            "code": codes[0],
            "at": v.again,
            "claim": "S" + v.id[1:] + "B",
            "sn": v.lines[0].sn + "B",
            "doc": f"R{v.id[1:]}N",
        }
    )
    w.plant([v], codes=codes)


@clean(
    "Ten bags in a night of bleeding: cross match for each, antibodies twice, group before each delivery of blood."
)
def group_before_each_delivery(w: World, i: int) -> None:
    v = stay(
        w,
        ("sdy", "fy")[i % 2],
        w.person("2", lo=25, hi=40),
        w.at(w.workday(hi=LAST - timedelta(days=12)), 2, 12),
        6,
        (("O72.100", "产后即时出血"), ("Z37.000", "单胎活产")),
        ("OR11", "阴道分娩,伴并发症", 1.2),
        dept="产科",
        tests=("cbc", "pt"),
        drips=("saline",),
        kind="52",
    )
    at = later(v.start, 0.3)
    for n in range(10):
        for k in ("red_cell", "cross", "transfuse"):
            w.add(v, k, 1, at + timedelta(minutes=25 * n))
        if n % 4 == 0:
            w.add(v, "blood_type", 1, at + timedelta(minutes=25 * n))
    w.add(v, "antibody", 2, at)
    w.plant([v])


@clean(
    "A stroke unit is an intensive ward by another name: beds and watching of intensive care under 神经内科(卒中单元)."
)
def stroke_unit(w: World, i: int) -> None:
    v = stay(
        w,
        ("sdy", "qrm")[i % 2],
        w.person(lo=55, hi=82),
        w.at(w.workday(hi=LAST - timedelta(days=15))),
        4,
        (STROKE, HTN),
        ("BR21", "脑缺血性疾患,伴并发症", 1.4),
        dept="神经内科(卒中单元)",
        basic=False,
        drips=("edara", "saline"),
        daily=(("bed_icu", 1), ("round", 1), ("n_special", 24), ("monitor", 24)),
        tests=("cbc", "ct", "mri", "pt"),
    )
    w.plant([v])


@clean(
    "Opened belly under general anaesthesia with an epidural for the pain after it: two anaesthesias, as the list of prices allows."
)
def anaesthesia_and_epidural(w: World, i: int) -> None:
    v = stay(
        w,
        ("sdy", "zl")[i % 2],
        w.person(lo=45, hi=75),
        w.at(w.workday(hi=LAST - timedelta(days=15))),
        10,
        (("C16.900", "胃恶性肿瘤"),),
        ("GB15", "食管、胃、十二指肠大手术", 4.2),
        dept="胃肠外科",
        tests=("cbc", "pt", "ct", "gastro"),
        drips=("cefur", "saline"),
    )
    at = later(v.start, 2).replace(hour=9)
    operation(w, v, "gall", "43.6x00", "远端胃切除术", at)
    w.add(v, "block", 1, at, dept="麻醉科")
    w.plant([v])


@clean(
    "A new doctor: she sees patients from the first of the month, her contract begins on the same day."
)
def first_month_of_a_doctor(w: World, i: int) -> None:
    doctor = f"D33010880{i:03d}"
    house = ("sq1", "kq2", "zyg", "my")[i % 4]
    w.extra_doctors.append((doctor, house))
    d = w.workday(FIRST + timedelta(days=40), LAST - timedelta(days=30))
    w.contract_from[doctor] = d
    w.plant(
        [
            clinic(
                w,
                house,
                w.person(),
                w.at(d + timedelta(days=n % 12)),
                (COLD,),
                ("gandong",),
                doctor=doctor,
            )
            for n in range(8)
        ]
    )


@clean(
    "The head shop buys for its chain and lists the goods as its own; the fourth shop sells them and has no purchase of them."
)
def bought_by_the_head_shop(w: World, i: int) -> None:
    key = ("donep", "warf", "lanth", "tamsu", "cabc", "escit", "sodval", "salbu")[i]
    item = (
        buy(
            w, "ls4", w.person(lo=60), w.at(w.workday(FIRST + timedelta(days=60))), (key,), diag=HTN
        )
        .lines[0]
        .item
    )
    first = w.visits[-1]
    w.stock_own.add((w.houses["ls4"].code, item.code))
    w.bought.append(
        {
            "fixmedins_code": w.houses["ls1"].code,
            "med_list_codg": item.code,
            "fixmedins_hilist_name": item.name,
            "spler_name": "医药公司2",
            "purc_invo_no": f"FPC{i:05d}",
            "finl_trns_pric": f"{item.price * 0.9:.2f}",
            "purc_retn_cnt": 60,
            "purc_retn_stoin_time": "2025-02-01 09:00:00",
            "manu_lotnum": f"LC{i}",
            "expy_end": "2028-12-31",
            "drug_trac_codg": "",
        }
    )
    w.plant(
        [
            first,
            *(
                buy(
                    w,
                    "ls4",
                    w.person(lo=60),
                    w.at(w.workday(FIRST + timedelta(days=60))),
                    (key,),
                    diag=HTN,
                )
                for _ in range(11)
            ),
        ]
    )
