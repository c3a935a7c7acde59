"""Innocent sales: crowds, households, long courses, returned and split boxes."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, datetime, timedelta

from .bill import buys, comes, lies, of, room_for, somebody
from .cases import innocent
from .houses import County


@innocent(5)
def returned_and_sold_again(c: County) -> None:
    """盒子没拆当天退货，第二天卖给别人，同一追溯码两次销售之间有一次退货。"""
    day = room_for(c, 12, date(2025, 8, 1))
    a = buys(c, "yd1", "I10.x00 特发性高血压", (46, 80), "vals", day=day, at=9.5)
    codes = c.scan(a.lines[0])
    a.refund = a.end + timedelta(hours=3)
    c.returns.append({"line": a.lines[0], "code": codes[0], "at": a.refund})
    b = buys(c, "yd1", "I10.x00 特发性高血压", (46, 80), "vals", day=day + timedelta(days=1))
    c.scan(b.lines[0], codes)
    c.plant([a, b], (), codes)


@innocent(4)
def one_box_for_five_beds(c: County) -> None:
    """病区拆零：一盒利培酮拆给五个住院病人，同一追溯码五次上传，都有拆零标志。"""
    day, code, visits = room_for(c, 60, date(2026, 1, 5)), [], []
    for k in range(5):
        v = lies(c, "rm", "心身医学科", "F32.900 抑郁发作", (24, 66), 14, "cbc chem ecg scale_dep@1 sert@0 loraz@0", day=day + timedelta(days=k))
        x = of(v, "sert")[0]
        x.count = 0.2
        code = c.scan(x, code, split=True, count=0.2)
        visits.append(v)
    c.plant(visits, (), code)


@innocent(5)
def refilled_on_the_twenty_eighth_day(c: County, n: int) -> None:
    """每二十八天来买一个月的药，连续半年，每次都提前一两天。"""
    p, day = somebody(c, "", 50, 78), room_for(c, 170)
    c.plant([buys(c, ("yd2", "yd3", "yd4")[n % 3], "I25.103 冠状动脉粥样硬化性心脏病", (0, 1), "aspirin rosuv*2", person=p, day=day + timedelta(days=28 * k)) for k in range(6)])


@innocent(4)
def targeted_drug_each_month(c: County) -> None:
    """双通道靶向药，县医院医师开方，每二十九天一盒，金额很大。"""
    p, day = somebody(c, "", 48, 74), room_for(c, 130)
    out = []
    for k in range(4):
        d = day + timedelta(days=29 * k)
        out.append(comes(c, "rm", "肿瘤科", "C34.900 肺恶性肿瘤", (0, 1), "see_chief" + (" cea ct" if k % 3 == 0 else ""), kind="14", person=p, day=d, at=9.3))
        out.append(buys(c, "yd1", "C34.900 肺恶性肿瘤", (0, 1), "osim", person=p, day=d, kind="9929", at=11.2))
    c.plant(out)


@innocent(4)
def couple_at_the_till(c: County, n: int) -> None:
    """夫妻同时结账，一分钟之内两张卡，同样的降压药各买各的。"""
    day, at, out = room_for(c, 9), c.rng.uniform(9, 19), []
    address = f"澜湖县长堤镇西洲村{c.rng.randrange(1, 12)}组5号"
    for k, sex in enumerate("12"):
        p = somebody(c, sex, 58, 74)
        p.address = address
        out.append(buys(c, ("yd5", "yd3")[n % 2], "I10.x00 特发性高血压", (0, 1), "amlo*2", person=p, day=day, at=at + 0.01 * k))
    c.plant(out)


@innocent(3)
def rain_stopped_at_six(c: County) -> None:
    """雨停后傍晚一小时来了十二个顾客，病和药都不一样。"""
    day, words = room_for(c, 9), (("amlo*2", "I10.x00 特发性高血压"), ("lianhua", "J06.900 急性上呼吸道感染"), ("metfo*2", "E11.900 2型糖尿病"), ("omep", "K29.500 慢性胃炎"), ("celec", "M17.900 膝关节病"), ("ebast", "J30.400 过敏性鼻炎"))
    c.plant([buys(c, "yd3", dx, (30, 78), w, day=day, at=18.0 + 0.09 * k) for k in range(12) for w, dx in (words[k % 6],)])


@innocent(3)
def flu_week_at_the_shop(c: County) -> None:
    """流感高峰，一天三十几个人来买连花清瘟，从早到晚，每人一两盒。"""
    day = room_for(c, 9, date(2025, 12, 1))
    c.plant([buys(c, "yd4", "J06.900 急性上呼吸道感染", (16, 76), ("lianhua", "lianhua*2", "lianhua ibu", "kelg")[k % 4], day=day, at=8.2 + 0.36 * k) for k in range(32)])


@innocent(4)
def two_pens_of_insulin(c: County) -> None:
    """甘精胰岛素两支用四十天，配注射针头，属正常量。"""
    p, day = somebody(c, "", 46, 76), room_for(c, 130)
    c.plant([buys(c, ("yd1"), "E11.900 2型糖尿病", (0, 1), "glargine*2 metfo*2", person=p, day=day + timedelta(days=40 * k)) for k in range(3)])


@innocent(4)
def bought_at_two_at_night(c: County) -> None:
    """二十四小时药店，半夜两点给发烧的大人买布洛芬。"""
    c.plant([buys(c, "yd1", "R50.900 发热", (22, 60), "ibu", at=2.1)])


@innocent(4)
def changed_from_one_statin_to_another(c: County) -> None:
    """吃阿托伐他汀转氨酶升高，十天后改瑞舒伐他汀，两种他汀前后用而不同用。"""
    p, day = somebody(c, "", 48, 74), room_for(c, 30)
    a = comes(c, "rm", "心血管内科", "E78.500 高脂血症;I25.103 冠状动脉粥样硬化性心脏病", (0, 1), "see lipids liver atorva*2", person=p, day=day)
    b = comes(c, "rm", "心血管内科", "E78.500 高脂血症;I25.103 冠状动脉粥样硬化性心脏病", (0, 1), "see liver rosuv*2", person=p, day=day + timedelta(days=30))
    c.plant([a, b])


@innocent(4)
def two_against_clots(c: County) -> None:
    """支架术后双联抗血小板加他汀，三种药同开是指南要求。"""
    c.plant([comes(c, "rm", "心血管内科", "I25.103 冠状动脉粥样硬化性心脏病;Z95.500 冠状动脉支架植入状态", (46, 76), "see aspirin clopid*2 rosuv*2 meto*2", kind="14")])


@innocent(4)
def three_pressure_drugs(c: County) -> None:
    """难治性高血压，氨氯地平、缬沙坦、氢氯噻嗪三联，不同类别。"""
    c.plant([comes(c, ("ca"), "全科慢病", "I10.x00 特发性高血压", (52, 78), "gp amlo vals*2 hctz", kind="14")])


@innocent(4)
def signed_before_he_died(c: County, n: int) -> None:
    """老医师六月底去世，四五月份由他签的处方都在生前。"""
    house = ("wa", "wd")[n % 2]
    doctor = f"D431289{70 + n:02d}001"
    c.extra_doctors.append((doctor, house))
    person = somebody(c, "1", 58, 66)
    person.died = datetime(2026, 6, 29, 4)
    c.doctor_person[doctor] = person.id
    visits = []
    for k in range(4):
        v = comes(c, house, "全科", "J20.900 急性支气管炎", (30, 74), "gp ambrox", day=date(2026, 4, 7) + timedelta(days=7 * k + n))
        v.doctor = doctor
        for x in v.lines:
            x.doctor = doctor
        visits.append(v)
    c.plant(visits)


@innocent(4)
def bought_then_died(c: County) -> None:
    """去世前一天还来取过药，死亡日期在购药之后。"""
    v = buys(c, ("yd3"), "I50.900 心力衰竭", (76, 92), "sacub spiro")
    v.person.died = datetime.combine(v.start.date() + timedelta(days=1), datetime.min.time()) + timedelta(hours=4)
    c.plant([v])


@innocent(4)
def skin_cream_and_pills(c: County) -> None:
    """湿疹外用软膏加口服抗组胺药，一内一外。"""
    c.plant([buys(c, ("yd4"), "L30.900 湿疹", (18, 66), "mupir lorat")])


@innocent(4)
def gifts_before_the_festival(c: County) -> None:
    """春节前备药：慢病老人节前多买一个月的药，两次间隔短，之后两个月没再来。"""
    p = somebody(c, "", 58, 78)
    c.plant([buys(c, "yd2", "I10.x00 特发性高血压", (0, 1), "amlo", person=p, day=d) for d in (date(2026, 1, 12), date(2026, 2, 5), date(2026, 3, 5), date(2026, 4, 3))])
