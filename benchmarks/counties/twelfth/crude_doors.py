"""Crude schemes in consulting rooms, village rooms, the dialysis centre and shops."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from benchmarks.counties.grammar.world import FIRST, LAST

from .cases import scheme
from .goods import ITEMS
from .life import World, clinic, lie, shop
from .ordinary_beds import HEART
from .ordinary_doors import COLD, CORON, HYPER, SUGAR


@scheme("重复收费：同一分钟两次胸部CT、两次腹部彩超。", 10)
def charged_twice(w: World, n: int) -> None:
    house = ("sd", "mz4")[n % 2]
    v = clinic(
        w,
        house,
        w.person(lo=25, hi=70),
        w.at(w.workday(), 8.3, 16),
        "内科",
        (("R10.400", "腹痛"), ("R05.x00", "咳嗽")),
        "blood ct usabd",
    )
    at = v.start + timedelta(minutes=6)
    w.plant([v], [w.add(v, "ct", 1, at), w.add(v, "usabd", 1, at)])


@scheme("组套拆分：收了血常规，又收血红蛋白、白细胞、血小板计数。", 10)
def blood_count_in_pieces(w: World, _: int) -> None:
    v = clinic(
        w,
        "san",
        w.person(lo=20, hi=70),
        w.at(w.workday(), 8.3, 16),
        "内科",
        COLD,
        "blood crp",
        (("ganmao", 1),),
    )
    w.plant([v], [w.add(v, k, 1, v.start + timedelta(minutes=6)) for k in ("hbg", "wbc", "plt")])


@scheme("透析按小时收费：一次四小时的透析计四次。", 9)
def dialysis_by_the_hour(w: World, _: int) -> None:
    p, day = w.person(lo=38, hi=72), w.workday(FIRST, LAST - timedelta(days=40))
    day -= timedelta(days=day.weekday())
    visits, lines = [], []
    for k in range(6):
        at = w.at(day + timedelta(days=(0, 2, 4, 7, 9, 11)[k]), 7.4, 8.3)
        v = w.visit(
            "xt",
            p,
            "14",
            at,
            at + timedelta(hours=4, minutes=15),
            "血液透析科",
            (("N18.500", "慢性肾脏病5期"),),
        )
        lines.append(w.add(v, "hd", 4))
        for key, m in (("dialyz", 1), ("hepa", 1), ("ns250", 2)):
            w.add(v, key, m)
        visits.append(v)
    w.plant(visits, lines, loss=sum(x.covered for x in lines) * 0.75 * 0.72)


@scheme("性别不符：男性收取妇科彩超和阴道冲洗上药。", 9)
def men_as_women(w: World, _: int) -> None:
    v = clinic(
        w,
        "mz4",
        w.person("1", 25, 60),
        w.at(w.workday(), 8.3, 16),
        "妇科",
        (("N76.000", "急性阴道炎"),),
    )
    w.plant([v], [w.add(v, k, 1) for k in ("uspel", "foldrtv")])


@scheme("超频次：糖化血红蛋白每周查一次，连查八周。", 9)
def hba1c_weekly(w: World, _: int) -> None:
    p, day, visits, lines = (
        w.person(lo=45, hi=75),
        w.workday(FIRST, LAST - timedelta(days=70)),
        [],
        [],
    )
    for k in range(8):
        v = clinic(w, "t5", p, w.at(day + timedelta(days=7 * k), 8.2, 10.5), "全科", SUGAR, "glu")
        lines.append(w.add(v, "hba1c", 1))
        visits.append(v)
    w.plant(visits, lines[1:])


@scheme("过度检查：感冒做胸部CT、头颅CT、心脏彩超、甲状腺功能和前列腺抗原。", 9)
def everything_for_a_cold(w: World, _: int) -> None:
    v = clinic(w, "mz4", w.person("1", 20, 45), w.at(w.workday(), 8.3, 16), "内科", COLD, "blood")
    w.plant(
        [v],
        [w.add(v, k, 1) for k in ("ct", "cthead", "echo", "usabd", "tsh", "ft4", "psa", "ntbnp")],
    )


@scheme("超级别用药：限二级以上医院的丹红注射液在卫生院、卫生室使用。", 9)
def drug_above_level(w: World, n: int) -> None:
    house = ("t5", "cw4", "t5")[n % 3]
    p, day, visits, lines = (
        w.person(lo=55, hi=80),
        w.workday(FIRST, LAST - timedelta(days=9)),
        [],
        [],
    )
    for k in range(5):
        v = clinic(w, house, p, w.at(day + timedelta(days=k), 8.3, 10), "全科", CORON)
        lines.append(w.add(v, "danh", 2))
        for key in ("ns250", "drip"):
            w.add(v, key, 1)
        visits.append(v)
    w.plant(visits, lines)


@scheme("冒用：参保人在县医院住院期间，村卫生室天天用其卡开药输液。", 9)
def card_used_while_in_bed(w: World, _: int) -> None:
    p, day = w.person(lo=55, hi=80), w.workday(FIRST, LAST - timedelta(days=16))
    lie(w, "yy", HEART, p, day, nights=9)
    visits = []
    for k in range(2, 7):
        v = clinic(
            w,
            "cw2",
            p,
            w.at(day + timedelta(days=k), 9, 11),
            "全科",
            COLD,
            "",
            (("amoxi", 1), ("ganmao", 2)),
        )
        for key in ("gs250", "drip"):
            w.add(v, key, 1)
        visits.append(v)
    w.plant(visits)


@scheme("死亡后医保卡继续刷卡购药数月。", 9)
def card_after_death(w: World, _: int) -> None:
    p, day = w.person(lo=70, hi=88), w.workday(FIRST, LAST - timedelta(days=150))
    p.died = datetime(day.year, day.month, day.day, 5)
    visits = [
        shop(
            w,
            "yd7",
            p,
            w.at(day + timedelta(days=25 + 28 * k), 9, 19),
            HYPER,
            (("vals", 2), ("ator", 2), ("fufdan", 2)),
        )
        for k in range(4)
    ]
    w.plant(visits)


@scheme("超量开药：同一张卡每周八盒缬沙坦、八盒他汀、六盒氯吡格雷。", 9)
def drugs_for_years(w: World, _: int) -> None:
    p, day = w.person(lo=55, hi=80), w.workday(FIRST, LAST - timedelta(days=60))
    visits = [
        shop(
            w,
            "yd4",
            p,
            w.at(day + timedelta(days=7 * k), 9, 19),
            CORON,
            (("vals", 8), ("ator", 8), ("clop", 6)),
        )
        for k in range(6)
    ]
    w.plant(visits, [x for v in visits[1:] for x in v.lines])


@scheme("年末突击刷卡：十二月最后一周十五张卡每张十来盒。", 4)
def year_end_rush(w: World, _: int) -> None:
    visits = []
    for _ in range(15):
        p = w.person(lo=35, hi=75, insurance="310")
        at = w.at(date(2025, 12, 25) + timedelta(days=w.rng.randrange(7)), 9, 20)
        visits.append(
            shop(
                w,
                "yd4",
                p,
                at,
                (("K29.500", "慢性胃炎"),),
                (("fufdan", 6), ("liuwd", 5), ("xuefu", 6), ("jianw", 4)),
            )
        )
    w.plant(visits)


@scheme("卡聚集：同一批十张卡八分钟内依次刷完，隔两周再来两回。", 6)
def cards_in_a_row(w: World, _: int) -> None:
    people, day, visits = (
        [w.person(lo=40, hi=75, insurance="310") for _ in range(10)],
        w.workday(FIRST, LAST - timedelta(days=40)),
        [],
    )
    for k in range(3):
        at = w.at(day + timedelta(days=14 * k), 9, 18)
        visits += [
            shop(w, "yd10", p, at + timedelta(seconds=45 * i), CORON, (("fufdan", 3), ("xuefu", 3)))
            for i, p in enumerate(people)
        ]
    w.plant(visits)


@scheme("男性参保人刷卡购妇科栓剂。", 10)
def womens_drug_for_men(w: World, _: int) -> None:
    v = shop(
        w,
        "yd2",
        w.person("1", 25, 65),
        w.at(w.day(), 9, 20),
        (("N76.000", "急性阴道炎"),),
        (("baofk", 2), ("cloti", 2)),
    )
    w.plant([v], v.lines)


@scheme("限支付用药：无糖尿病诊断、从未用过降糖药，刷卡买司美格鲁肽减重。", 9)
def weight_drug(w: World, _: int) -> None:
    p, day = w.person("2", 22, 42), w.workday(FIRST, LAST - timedelta(days=70))
    visits = [
        shop(
            w,
            "yd2",
            p,
            w.at(day + timedelta(days=28 * k), 10, 19),
            (("E66.900", "肥胖症"),),
            (("semag", 1),),
        )
        for k in range(2)
    ]
    w.plant(visits, [x for v in visits for x in v.lines])


@scheme("追溯码重复：一个药盒的码在数月内为三人各结算一次。", 10)
def code_sold_three_times(w: World, _: int) -> None:
    day, visits, code = (
        w.day(date(2025, 7, 5), LAST - timedelta(days=130)),
        [],
        w.code(ITEMS["clop"]),
    )
    for k in range(3):
        v = shop(
            w,
            "yd7",
            w.person(lo=50, hi=80),
            w.at(day + timedelta(days=40 * k), 9, 19),
            CORON,
            (("clop", 1),),
        )
        w.scan(v.lines[0], [code])
        visits.append(v)
    w.plant(visits, [v.lines[0] for v in visits[1:]], [code])


@scheme("进销存不符：一个季度结算六十盒，只购进四盒。", 6)
def sold_without_purchase(w: World, n: int) -> None:
    key = ("isos", "clop", "telm", "bufo", "tiot", "budn")[n % 6]
    house = w.houses["yd12"].code
    item = ITEMS[key]
    w.stock_own.add((house, item.code))
    quarter = date(2025, 7, 1)
    w.bought.append(
        {
            "fixmedins_code": house,
            "med_list_codg": item.code,
            "fixmedins_hilist_name": item.name,
            "spler_name": "医药公司2",
            "purc_invo_no": f"FQ{n:06d}",
            "finl_trns_pric": f"{item.price:.2f}",
            "purc_retn_cnt": 4,
            "purc_retn_stoin_time": "2025-06-28 09:00:00",
            "manu_lotnum": f"L9{n:04d}",
            "expy_end": "2028-12-31",
            "drug_trac_codg": "",
        }
    )
    dx = {
        "bufo": (("J45.900", "支气管哮喘"),),
        "tiot": (("J44.900", "慢性阻塞性肺病"),),
        "budn": (("J30.400", "变应性鼻炎"),),
    }.get(key, CORON)
    visits = [
        shop(
            w,
            "yd12",
            w.person(lo=50, hi=80),
            w.at(quarter + timedelta(days=w.rng.randrange(88)), 9, 19),
            dx,
            ((key, 2),),
        )
        for _ in range(30)
    ]
    w.plant(
        visits,
        [x for v in visits for x in v.lines],
        loss=sum(x.covered for v in visits for x in v.lines) * 0.65 * 56 / 60,
    )


@scheme("无资质：开单医师不在任何注册名册中。", 9)
def doctor_in_no_register(w: World, _: int) -> None:
    visits = [
        clinic(
            w,
            "mz2",
            w.person(lo=20, hi=70),
            w.at(w.workday(), 8.3, 16),
            "全科",
            COLD,
            "",
            (("amoxi", 1), ("ganmao", 1)),
            doctor="D33010999901",
        )
        for _ in range(3)
    ]
    w.plant(visits)
