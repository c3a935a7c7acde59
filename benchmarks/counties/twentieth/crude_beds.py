"""Crude schemes of the medical group, of contracts by the day, of beds in which nobody lies."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import timedelta

from .bill import buys, comes, lies, of, room_for, somebody
from .cases import scheme
from .houses import County

ILL = "intake ct crp ceftri*2@0-4 saline*2@0-4 drip@0-4 ambrox_i*2@0-4"


@scheme(6)
def out_on_tuesday_in_on_thursday(c: County, n: int) -> None:
    """分解住院：脑梗死住到分值用完出院，隔一天同病同科再入院，连着三次。"""
    house, p = ("cy", "tc")[n % 2], somebody(c, "", 54, 80)
    day, visits = room_for(c, 50), []
    for _ in range(3):
        visits.append(lies(c, house, "神经内科", "I63.900 脑梗死", (0, 1), 9, "intake clot edara*2@0-8 saline*2@0-8 drip@0-8 aspirin@0 atorva@0", day=day, person=p, group=("I63.9:保守治疗", "脑梗死", 860)))
        day += timedelta(days=11)
    c.plant(visits, loss=11.6 * 860 * 2)


@scheme(5)
def the_patient_of_the_morning_round(c: County, n: int) -> None:
    """挂床：卫生院住院九天，天天人在县城药店买药、在中医院扎针。"""
    p, day = somebody(c, "", 46, 70), room_for(c, 20)
    v = lies(c, ("ws", "wl")[n % 2], "内科", "M54.500 腰痛", (0, 1), 9, "cbc urine hot@0-", day=day, person=p, care="plain_care")
    out = [comes(c, "tc", "针灸推拿科", "M47.802 颈椎病", (0, 1), "see needle tui_neck", day=day + timedelta(days=k), person=p, at=10.0) for k in (2, 4, 6)]
    out += [buys(c, "dc", "K29.500 慢性胃炎", (0, 1), "rabep", day=day + timedelta(days=k), person=p, at=15.0) for k in (3, 7)]
    c.plant([v, *out], loss=sum(x.covered for x in v.lines) * 0.75, houses=(v.house.key,))


@scheme(5)
def three_nights_for_tablets(c: County, n: int) -> None:
    """低标准入院：血压平稳的老人住三天，只查一套化验，只发自带的氨氯地平。"""
    v = lies(c, ("wl", "ws")[n % 2], "内科", "I10.x00 特发性高血压", (60, 80), 3, "cbc urine liver kidney glu ecg us lipids amlo@0", care="plain_care")
    c.plant([v])


@scheme(2)
def a_bus_from_one_village(c: County, n: int) -> None:
    """康复医院派车接来同村十四人，同日入院同日出院，诊断都是腰痛，账单一模一样。"""
    day, visits = room_for(c, 20), []
    home = f"榕江县大坪乡北陂村{n + 3}组"
    for k in range(14):
        p = somebody(c, "", 56, 80, "390")
        p.address = f"{home}{k + 2}号"
        visits.append(lies(c, "kl", "康复科", "M54.500 腰痛", (0, 1), 7, "cbc urine ecg dr lowfreq@0- midfreq@0- hot@0-", day=day, person=p, hour=8.6, kind="2105"))
    c.plant(visits)


@scheme(5)
def tablets_outside_the_day_rate(c: County) -> None:
    """精神科按床日付费，住院期间把口服药挪到本院门诊慢病刷卡，十天一次。"""
    p, day = somebody(c, "", 26, 58), room_for(c, 45)
    v = lies(c, "jw", "精神科", "F20.900 精神分裂症", (0, 1), 36, "cbc chem ecg scale_neg@1 mind_play@5-/2 mind_talk@6-/7", day=day, person=p, care="minded", kind="2105")
    out = [comes(c, "jw", "精神科门诊", "F20.900 精神分裂症", (0, 1), "see olanz*2 risper", kind="14", day=day + timedelta(days=k), person=p) for k in (5, 15, 25)]
    c.plant([v, *out], [x for o in out for x in o.lines], whole=True)


@scheme(4)
def gone_home_and_watched_for_sixty_days(c: County) -> None:
    """长期住院病人已回家，在乡镇卫生院一周看一次慢病，精神病院床位、护理、监护、工娱照收。"""
    p, day = somebody(c, "", 30, 60), room_for(c, 62)
    v = lies(c, "jw", "精神科", "F20.900 精神分裂症", (0, 1), 50, "cbc chem mind_watch*8@0- mind_play@1- olanz@0-/14", day=day, person=p, care="minded", kind="2105")
    out = [comes(c, "ws", "全科慢病", "I10.x00 特发性高血压", (0, 1), "gp amlo", kind="14", day=day + timedelta(days=k), person=p) for k in (12, 19, 26, 33, 40, 47)]
    c.plant([v, *out], loss=sum(x.covered for x in v.lines) * 0.55, houses=("jw",))


@scheme(5)
def the_hospice_day_and_its_parts(c: County) -> None:
    """安宁疗护床日费已包床位、护理、诊查，三样每天另收。"""
    v = lies(c, "al", "安宁疗护科", "C22.900 肝恶性肿瘤;R52.100 慢性难治性疼痛", (58, 86), 12, "palliative@0- patch@0-/4 lactul@0-/5", kind="2105")
    c.plant([v], of(v, "bed n2 round"))


@scheme(5)
def a_hospice_bed_for_high_pressure(c: County) -> None:
    """高血压老人住安宁疗护病房一个月，按安宁床日收费，没有肿瘤、没有终末期疾病、没有镇痛药。"""
    v = lies(c, "al", "安宁疗护科", "I10.x00 特发性高血压", (66, 84), 28, "cbc ions palliative@0- amlo@0", kind="2105", care="")
    c.plant([v])


@scheme(5)
def nursed_in_two_places(c: County) -> None:
    """护理院老人在县医院住院九天，护理院床位、护理、鼻饲照记。"""
    p, day = somebody(c, "", 72, 90), room_for(c, 40)
    home = lies(c, "lh", "老年护理科", "I69.300 脑梗死后遗症", (0, 1), 30, "cbc ng_tube@0 ng_feed*4@0- amlo@0", day=day, person=p)
    away = lies(c, "cy", "呼吸与危重症医学科", "J18.900 肺炎", (0, 1), 9, ILL, day=day + timedelta(days=8), person=p)
    c.plant([home, away], loss=sum(x.covered for x in of(home, "bed n2 round ng_feed")) * 0.75 * 0.3, houses=("lh",))


@scheme(5)
def asleep_in_two_cities(c: County) -> None:
    """同一个人同一周在县中医院和市附属医院都有住院，前后各住八天，重叠六天。"""
    p, day = somebody(c, "", 50, 76), room_for(c, 20)
    one = lies(c, "ws", "内科", "J20.900 急性支气管炎", (0, 1), 8, "cbc dr cefur*2@0-6 saline*2@0-6 drip@0-6", day=day, person=p)
    two = lies(c, "ms", "消化内科", "K25.900 胃溃疡", (0, 1), 8, "intake gastro@1 biopsy@1 omep_i*2@0-5 saline*2@0-5 drip@0-5", day=day + timedelta(days=2), person=p)
    c.plant([one, two], loss=sum(x.covered for x in one.lines) * 0.75, houses=("ws",))


@scheme(5)
def one_tube_of_blood_two_bills(c: County) -> None:
    """医共体：卫生院送检到总院检验中心，卫生院收一套，总院以门诊名义再收一套，同人同天同项目。"""
    p, day = somebody(c, "", 50, 78), room_for(c, 10)
    tests = "cbc liver kidney lipids tsh ft4 hba1c"
    here = comes(c, "wl", "全科", "E11.900 2型糖尿病", (0, 1), f"gp {tests}", day=day, person=p, at=8.4)
    there = comes(c, "cy", "医学检验中心", "E11.900 2型糖尿病", (0, 1), tests, day=day, person=p, at=14.2)
    c.plant([here, there], there.lines, houses=("cy", "wl"))


@scheme(5)
def one_picture_two_readers(c: County) -> None:
    """医共体影像中心：卫生院拍片收了摄影费，总院同天又收一次摄影费。"""
    p, day = somebody(c, "", 46, 78), room_for(c, 10)
    here = comes(c, "wl", "全科", "M17.900 膝关节病", (0, 1), "gp dr*2 us", day=day, person=p, at=9.0)
    there = comes(c, "cy", "影像诊断中心", "M17.900 膝关节病", (0, 1), "dr*2 us", day=day, person=p, at=11.0)
    c.plant([here, there], there.lines, houses=("cy", "wl"))


@scheme(5)
def tests_at_the_clinic_of_a_man_in_bed(c: County, n: int) -> None:
    """住院第三天把CT、彩超、化验开到本院门诊刷卡，不进分值。"""
    house = ("cy", "tc")[n % 2]
    p, day = somebody(c, "", 46, 76), room_for(c, 20)
    v = lies(c, house, "普通外科", "K80.100 胆囊结石伴慢性胆囊炎", (0, 1), 5, "cbc urine pre cefur*2@1-2 saline*2@1-2 drip@1-3 dress_m@3 specimen@3", day=day, person=p, knife="3:51.2300 腹腔镜下胆囊切除术:chole scope clip*4 suture:1", group=("K80.1:51.2300", "腹腔镜胆囊切除", 1080))
    out = comes(c, house, "普通外科", "K80.100 胆囊结石伴慢性胆囊炎", (0, 1), "see ct us liver kidney ions clot ecg us_heart", day=day + timedelta(days=2), person=p)
    c.plant([v, out], out.lines)


@scheme(5)
def a_day_case_in_three_nights(c: County) -> None:
    """日间手术按病种包干，另把术前三天床位、护理、诊查、输液记进去，人当天入院当天走。"""
    v = lies(c, "cy", "日间手术中心", "K63.500 结肠息肉", (40, 70), 1, "cbc clot infect ecg colono@0 polyp*2@0 biopsy*2@0 mac@0 bed*4@0 n2*4@0 round*4@0", kind="28", care="")
    c.plant([v], of(v, "bed n2 round"))


@scheme(5)
def eleven_stays_in_half_a_year(c: County) -> None:
    """频繁住院：同一慢病老人在分院一个月住三次，半年住十一次，每次五天。"""
    p, day, visits = somebody(c, "", 62, 80), room_for(c, 200), []
    for k in range(11):
        visits.append(lies(c, ("wl", "ws")[k % 2], "内科", ("I25.103 冠状动脉粥样硬化性心脏病", "M54.500 腰痛", "R42.x00 头晕")[k % 3], (0, 1), 5, "cbc urine ecg saline@0-4 drip@0-4 danshen@0", day=day + timedelta(days=16 * k), person=p))
    c.plant(visits)


@scheme(4)
def paid_after_the_funeral(c: County) -> None:
    """病人去世后一个月，门诊慢病卡仍在卫生院、药店取药。"""
    p, day = somebody(c, "", 66, 84), room_for(c, 90)
    v = lies(c, "cy", "肿瘤科", "C34.900 肺恶性肿瘤", (0, 1), 8, "intake ct_c@1 contrast@1 morph_i@2-7 oxygen*20@2-7 monitor*20@5-7", day=day, person=p)
    v.leaving, p.died = "5", v.end
    after = [comes(c, "ws", "全科慢病", "I10.x00 特发性高血压", (0, 1), "gp amlo", kind="14", day=v.end.date() + timedelta(days=k), person=p) for k in (20, 50)]
    after += [buys(c, "dc", "I10.x00 特发性高血压", (0, 1), "amlo*2 vals*2", day=v.end.date() + timedelta(days=30), person=p)]
    c.plant(after)


@scheme(5)
def a_car_ran_over_him(c: County, n: int) -> None:
    """车祸第三方责任的骨折，用医保结算。"""
    v = lies(c, ("tc", "cy")[n % 2], "骨科", "S82.200 胫骨骨折;V43.500 小汽车驾驶员在与小汽车碰撞中受伤", (24, 60), 8, "intake pre dr@0 dr@3 cefur*2@1-2 saline*2@1-2 drip@1-2 dress_m@3", knife="1:79.3600 胫骨骨折切开复位内固定术:shin plate screw*8 suture*2:2")
    c.plant([v])
