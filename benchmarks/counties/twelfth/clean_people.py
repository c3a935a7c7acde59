"""Look-alikes of boxes, codes and people."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.grammar.world import FIRST, LAST

from .cases import clean
from .goods import ITEMS
from .life import Course, World, begin, clinic, lie, shop
from .ordinary_beds import APPEN, BIRTH, admit
from .ordinary_doors import COLD, CORON, HYPER, SUGAR

LATER = date(2025, 7, 3)


@clean("未拆封退货，当日退款入库，次日卖给别人，同一追溯码。")
def returned_and_sold_again(w: World, n: int) -> None:
    day, house, code = (
        w.day(LATER, LAST - timedelta(days=4)),
        f"yd{n % 3 + 5}",
        w.code(ITEMS["clop"]),
    )
    a = shop(w, house, w.person(lo=50, hi=80), w.at(day, 9, 12), CORON, (("clop", 1),))
    w.scan(a.lines[0], [code])
    a.refund = a.start + timedelta(hours=3)
    w.returns.append({"line": a.lines[0], "code": code, "at": a.refund})
    b = shop(
        w,
        house,
        w.person(lo=50, hi=80),
        w.at(day + timedelta(days=1), 9, 19),
        CORON,
        (("clop", 1),),
    )
    w.scan(b.lines[0], [code])
    w.plant([a, b], codes=[code])


@clean("一盒拆零卖给三人，上报拆零标志。")
def strips_of_one_box(w: World, n: int) -> None:
    day, house, code = (
        w.day(LATER, LAST - timedelta(days=12)),
        f"yd{n % 3 + 8}" if n % 3 != 2 else "yd13",
        w.code(ITEMS["azi"]),
    )
    visits = []
    for k in range(3):
        v = shop(
            w,
            house,
            w.person(lo=20, hi=60),
            w.at(day + timedelta(days=2 * k), 9, 19),
            (("J20.900", "急性支气管炎"),),
            (("azi", 0.5),),
        )
        w.scan(v.lines[0], [code], split=True, count=0.5)
        visits.append(v)
    w.plant(visits, codes=[code])


@clean("刷错家人的卡，当场退掉，换卡重刷，同一盒同一码。")
def wrong_card(w: World, n: int) -> None:
    day, house, code = (
        w.day(LATER, LAST - timedelta(days=2)),
        f"yd{n % 3 + 5}",
        w.code(ITEMS["rosu"]),
    )
    p, q = w.person("1", 50, 75), w.person("2", 50, 75)
    q.address = p.address
    a = shop(w, house, p, w.at(day, 9, 19), CORON, (("rosu", 1),))
    a.refund = a.start + timedelta(minutes=4)
    w.scan(a.lines[0], [code])
    w.returns.append({"line": a.lines[0], "code": code, "at": a.refund})
    b = shop(w, house, q, a.start + timedelta(minutes=7), CORON, (("rosu", 1),))
    w.scan(b.lines[0], [code])
    w.plant([a, b], codes=[code])


@clean("网络超时，同一笔销售追溯码上传两遍。")
def uploaded_twice(w: World, n: int) -> None:
    v = shop(
        w,
        f"yd{n % 3 + 5}",
        w.person(lo=45, hi=80),
        w.at(w.day(LATER), 9, 19),
        HYPER,
        (("vals", 1),),
    )
    code = w.scan(v.lines[0])
    w.scan(v.lines[0], code)
    w.plant([v], codes=code)


@clean("二〇二五年春天药店还未强制扫码，无追溯码结算。")
def before_scanning_was_due(w: World, n: int) -> None:
    v = shop(
        w,
        f"yd{n % 4 + 11}" if n % 4 != 1 else "yd5",
        w.person(lo=45, hi=80),
        w.at(w.day(FIRST, date(2025, 6, 15)), 9, 19),
        HYPER,
        (("amlo", 1),),
    )
    v.more["unscanned"] = True
    w.plant([v])


@clean("二十四小时药店凌晨两点卖退热药。")
def night_pharmacy(w: World, _: int) -> None:
    w.plant([shop(w, "yd9", w.person(lo=20, hi=60), w.at(w.day(), 1, 4), COLD, (("ibup", 1),))])


@clean("女儿五分钟内给四位家人各自刷卡取药，品种不同。")
def one_fetches_for_four(w: World, n: int) -> None:
    at, visits = w.at(w.day(), 9, 18), []
    home = w.person(lo=35, hi=45)
    sales = (
        (HYPER, "amlo", 50, 70),
        (SUGAR, "metf", 50, 70),
        (CORON, "rosu", 66, 84),
        (COLD, "ganmao", 30, 45),
    )
    for k, (dx, key, lo, hi) in enumerate(sales):
        p = w.person(lo=lo, hi=hi)
        p.address, p.phone = home.address, home.phone
        visits.append(shop(w, f"yd{n % 3 + 5}", p, at + timedelta(seconds=75 * k), dx, ((key, 1),)))
    w.plant(visits)


@clean("连锁调拨：一店购进的盒子调到二店销售。")
def moved_within_chain(w: World, n: int) -> None:
    day, item = w.day(LATER, LAST - timedelta(days=6)), ITEMS["telm"]
    code = w.code(item)
    w.bought.append(
        {
            "fixmedins_code": w.houses["yd1"].code,
            "med_list_codg": item.code,
            "fixmedins_hilist_name": item.name,
            "spler_name": "医药公司1",
            "purc_invo_no": f"FD{n:06d}",
            "finl_trns_pric": f"{item.price * 0.9:.2f}",
            "purc_retn_cnt": 1,
            "purc_retn_stoin_time": f"{day - timedelta(days=9)} 09:00:00",
            "manu_lotnum": f"L8{n:04d}",
            "expy_end": "2028-12-31",
            "drug_trac_codg": code,
        }
    )
    v = shop(w, "yd3", w.person(lo=45, hi=80), w.at(day, 9, 19), HYPER, (("telm", 1),))
    w.scan(v.lines[0], [code])
    w.plant([v], codes=[code])


@clean("外科医生本人阑尾炎住在自己的医院，期间未开医嘱。")
def doctor_really_ill(w: World, n: int) -> None:
    p, doctor = w.person("1", 32, 55, "310"), f"D33010000{900 + n}"
    w.extra_doctors.append((doctor, "yy"))
    w.doctor_person[doctor] = p.id
    w.plant([admit(w, "yy", APPEN, p, begin(w, 7))])


@clean("医共体专家周四到卫生院坐诊，注册在县医院。")
def expert_of_the_union(w: World, _: int) -> None:
    day = w.workday()
    day -= (
        timedelta(days=day.weekday() - 3)
        if day.weekday() >= 3
        else timedelta(days=day.weekday() + 4)
    )
    day = max(day, date(2025, 1, 2))
    w.plant(
        [
            clinic(
                w,
                "t1",
                w.person(lo=50, hi=80),
                w.at(day, 8.3, 11),
                "全科",
                CORON,
                "ecg",
                (("aspi", 1), ("ator", 1)),
                doctor=w.houses["yy"].doctors[3],
            )
        ]
    )


@clean("母亲产褥期，新生儿用母亲编号住院，两次住院同时。")
def newborn_on_mothers_number(w: World, _: int) -> None:
    day, p = begin(w, 10), w.person("2", 23, 35)
    a = admit(w, "fy", BIRTH, p, day, nights=4)
    c = Course(
        "新生儿科",
        (("P59.900", "新生儿黄疸"),),
        (5, 5),
        "OR19",
        "blood tbil dbil",
        "tbil",
        (),
        grade=("nbaby", 5),
        kind="21",
    )
    b = lie(w, "fy", c, p, day + timedelta(days=1))
    b.more["newborn"] = "1"
    b.group = None
    w.plant([a, b])
