"""Innocent look-alikes at the counters."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import timedelta

from .bill import buys, comes, lies, of, room_for, somebody
from .cases import innocent
from .houses import County

HIGH = "I10.x00 特发性高血压"
SWEET = "E11.900 2型糖尿病"
HEART = "I25.103 冠状动脉粥样硬化性心脏病"


@innocent(5)
def twelve_weeks_before_going_north(c: County) -> None:
    """长处方十二周：去外地带孙子，一次配三个月降压药，之后三个月没有再买。"""
    p, day = somebody(c, "", 56, 74), room_for(c, 120)
    visits = [buys(c, "da", HIGH, (0, 1), "amlo*3 vals*6", day=day + timedelta(days=87 * k), person=p) for k in range(2)]
    c.plant(visits)


@innocent(5)
def settled_anew_with_the_same_box(c: County) -> None:
    """参保类型选错，当场撤销重结，同一盒码两次结算一次冲销。"""
    v = buys(c, "da", SWEET, (46, 76), "dapa*2")
    codes = c.scan(of(v, "dapa")[0])
    v.refund = v.start + timedelta(minutes=12)
    v.again = v.start + timedelta(minutes=16)
    c.plant([v], codes=codes)


@innocent(5)
def brought_back_and_sold_on(c: County) -> None:
    """未开封退货，上传退货记录并撤销结算，第三天卖给别人。"""
    day = room_for(c, 60)
    first = buys(c, "db", SWEET, (48, 76), "dapa*2", day=day, at=9.0)
    x = of(first, "dapa")[0]
    codes = c.scan(x)
    for code in codes:
        c.returns.append({"line": x, "code": code, "at": first.start + timedelta(hours=5)})
    first.refund = first.start + timedelta(hours=5)
    later = buys(c, "db", SWEET, (48, 76), "dapa*2", day=day + timedelta(days=2), at=10.0)
    c.scan(of(later, "dapa")[0], codes)
    c.plant([first, later], codes=codes)


@innocent(5)
def herbs_bear_no_code(c: County) -> None:
    """药店配方七剂饮片，饮片不赋追溯码。"""
    v = buys(c, "dc", "R05.x00 咳嗽", (34, 74), "chenpi*42 banxia*63 fuling*70 gancao*42 jieg*63")
    c.plant([v])


@innocent(4)
def six_residents_and_one_nurse(c: County, n: int) -> None:
    """护理院的护士每月带六位老人的卡去双通道药店配药，六分钟刷完，同一住址，各人药不同。"""
    day = room_for(c, 150)
    bills = ("amlo*2 vals*2", "metfo*2 acarb*3", "levodopa*2", "aspirin rosuv*2", "finast*3 tamsu*3", "donep*2")
    dxs = (HIGH, SWEET, "G20.x00 帕金森病", HEART, "N40.x00 前列腺增生", "F00.900 阿尔茨海默病性痴呆")
    folk = [somebody(c, "1", 72, 90) for _ in bills]
    for p in folk:
        p.address = "榕江县榕城街道南厝村3组88号"
    visits = [buys(c, "dd", dxs[j], (0, 1), bills[j], day=day + timedelta(days=29 * k), person=p, at=8.6 + 2.4 * n + 0.018 * j) for k in range(5) for j, p in enumerate(folk)]
    c.plant(visits)


@innocent(5)
def a_stout_diabetic_and_his_pen(c: County) -> None:
    """2型糖尿病合并肥胖，二甲双胍用了三个月血糖不达标，加司美格鲁肽。"""
    p, day = somebody(c, "", 34, 60), room_for(c, 170)
    first = [comes(c, "cy", "内分泌科", f"{SWEET};E66.900 肥胖症", (0, 1), "see_chief glu metfo*2", kind="14", day=day + timedelta(days=28 * k), person=p) for k in range(3)]
    pens = [buys(c, "dd", f"{SWEET};E66.900 肥胖症", (0, 1), "sema metfo", day=day + timedelta(days=90 + 29 * k), person=p, kind="9929") for k in range(3)]
    c.plant([*first, *pens])


@innocent(5)
def ginseng_in_a_recipe(c: County) -> None:
    """人参片、枸杞与党参、白术、茯苓、甘草同方七剂，是复方不是单味。"""
    v = buys(c, "dc", "R53.x00 不适和疲劳", (46, 76), "renshen_p*42 gouqi_p*63 dangshen*70 baizhu*70 fuling*70 gancao*42")
    c.plant([v])


@innocent(5)
def home_at_noon_at_the_counter_by_night(c: County) -> None:
    """上午出院，晚上到药店配下个月的药，出院带药只带了三天的抗菌药。"""
    p, day = somebody(c, "", 54, 80), room_for(c, 30)
    v = lies(c, "cy", "呼吸与危重症医学科", "J18.900 肺炎;I10.x00 特发性高血压", (0, 1), 7, "intake ct crp ceftri*2@0-5 saline*2@0-5 drip@0-5 cbc@4 amlo@0 cefdi!", day=day, person=p)
    shop = buys(c, "dd", HIGH, (0, 1), "amlo*2", day=day + timedelta(days=7), person=p, at=18.5)
    c.plant([v, shop])


@innocent(5)
def every_twelve_days_a_box(c: County) -> None:
    """多巴丝肼一盒吃十三天，双通道按病情一盒一盒买，半年十二次，用量正好。"""
    p, day = somebody(c, "", 58, 80), room_for(c, 170)
    visits = [buys(c, "dd", "G20.x00 帕金森病", (0, 1), "levodopa", day=day + timedelta(days=13 * k), person=p, kind="9929") for k in range(12)]
    c.plant(visits)


@innocent(5)
def the_price_fell_with_the_tender(c: County) -> None:
    """集采落地：上月刷卡二十，本月现金九块八，价格按日期变了。"""
    day = room_for(c, 60)
    v = buys(c, "da", HEART, (50, 76), "", day=day, at=10.0)
    c.add(v, "clopid", 2, price=20.0)
    later = buys(c, "da", HEART, (50, 76), "", day=day + timedelta(days=34), at=15.0)
    y = c.add(later, "clopid", 2, price=9.8)
    c.scan(y, cash=True)
    c.visits.remove(later)
    c.plant([v])


@innocent(5)
def one_statin_stopped_for_another(c: County) -> None:
    """阿托伐他汀吃十天肌痛，换瑞舒伐他汀，旧药停了没有再买。"""
    p, day = somebody(c, "", 50, 76), room_for(c, 80)
    visits = [buys(c, "da", HEART, (0, 1), b, day=day + timedelta(days=k), person=p) for k, b in ((0, "atorva aspirin"), (10, "rosuv"), (24, "rosuv"), (38, "rosuv aspirin"))]
    c.plant(visits)


@innocent(5)
def a_lung_drug_for_a_spot_in_the_brain(c: County) -> None:
    """主诊断写脑转移，次诊断肺癌，双通道月月买奥希替尼。"""
    p, day = somebody(c, "", 46, 74), room_for(c, 130)
    seen = [comes(c, "ms", "肿瘤科门诊", "C34.900 肺恶性肿瘤", (0, 1), "see_chief cea", day=day + timedelta(days=58 * k), person=p, at=9.0) for k in range(2)]
    visits = [buys(c, "dd", "C79.300 脑继发恶性肿瘤;C34.900 肺恶性肿瘤", (0, 1), "osim", day=day + timedelta(days=29 * k), person=p, kind="9929", at=15.0) for k in range(4)]
    c.plant([*seen, *visits])


@innocent(5)
def bones_eaten_by_a_tumour(c: County) -> None:
    """四十岁男性骨转移用地舒单抗，不是骨质疏松。"""
    v = buys(c, "dd", "C79.500 骨继发恶性肿瘤;C64.x00 肾恶性肿瘤", (36, 50), "denos", sex="1", kind="9929")
    c.plant([v])


@innocent(4)
def a_couple_and_their_daughter(c: County, n: int) -> None:
    """一家三口每月一起来，同一地址，药各不同，金额不同。"""
    day, home = room_for(c, 150), [somebody(c, "1", 64, 76), somebody(c, "2", 62, 74), somebody(c, "2", 36, 46)]
    for p in home:
        p.address = home[0].address
    dxs, bills = (HIGH, SWEET, "J30.400 过敏性鼻炎"), ("amlo*2 vals*2", "metfo*2 dapa*2", "ebast*2 mometa")
    visits = [buys(c, "da", dxs[j], (0, 1), bills[j], day=day + timedelta(days=28 * k), person=p, at=9.1 + 3.2 * n + 0.03 * j) for k in range(5) for j, p in enumerate(home)]
    c.plant(visits)


@innocent(5)
def three_pills_of_one_pressure(c: County) -> None:
    """难治性高血压，氨氯地平、缬沙坦、氢氯噻嗪、多沙唑嗪四种各一盒，机制各不同。"""
    v = buys(c, "da", HIGH, (50, 80), "amlo vals*2 hctz doxa*2")
    c.plant([v])


@innocent(4)
def the_rush_after_the_typhoon(c: County) -> None:
    """台风停电三天后开门，一小时来了二十人配慢病药，各人药和金额不同。"""
    day, visits = room_for(c, 10), []
    for k in range(20):
        bill, dx = c.rng.choice((("amlo*2 vals*2?.5", HIGH), ("metfo*2 acarb*2?.5", SWEET), ("aspirin rosuv*2?.6", HEART), ("rabep mosap?.5", "K29.500 慢性胃炎"), ("celec", "M17.900 膝关节病")))
        visits.append(buys(c, "db", dx, (50, 82), bill, day=day, at=8.5 + k * 0.05))
    c.plant(visits)
