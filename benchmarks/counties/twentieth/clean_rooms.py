"""Innocent look-alikes in consulting rooms, dialysis, teeth, needles, home doctors and the internet hospital."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.grammar.ordinary import weekdays

from .bill import comes, lies, room_for, somebody
from .cases import innocent
from .houses import County
from .rooms import again, dialysed

HIGH = "I10.x00 特发性高血压"


@innocent(5)
def a_fourth_session_for_the_lungs(c: County) -> None:
    """每周三次之外，周日因容量负荷加一次透析，那天有氧气、有查体。"""
    p = somebody(c, "", 40, 74)
    days = weekdays(room_for(c, 40), (0, 2, 4), 9)
    visits = dialysed(c, "xb", p, days)
    sunday = days[4] + timedelta(days=6 - days[4].weekday())
    visits.append(comes(c, "xb", "血液净化室", "N18.500 慢性肾脏病5期;I50.900 心力衰竭", (0, 1), "dialysed oxygen*4 ecg", kind="14", day=sunday, person=p, at=9.0, minutes=250))
    c.plant(visits)


@innocent(5)
def filtered_every_other_week(c: County) -> None:
    """每两周有一次改做透析滤过，当次不收透析。"""
    p = somebody(c, "", 40, 74)
    days = weekdays(room_for(c, 60), (1, 3, 5), 12)
    c.plant(dialysed(c, "xa", p, days[:5]) + dialysed(c, "xa", p, days[5:6], bill="filtered") + dialysed(c, "xa", p, days[6:11]) + dialysed(c, "xa", p, days[11:], bill="filtered"))


@innocent(5)
def washed_and_then_admitted(c: County) -> None:
    """早班透析下机后发热，当天下午住进总院，住院期间在总院透析。"""
    p, day = somebody(c, "", 44, 74), room_for(c, 30)
    out = dialysed(c, "xb", p, [day - timedelta(days=2), day], 7.2)
    v = lies(c, "cy", "肾内科", "N18.500 慢性肾脏病5期;A49.900 细菌感染", (0, 1), 8, "intake crp pct blood_cult*2@0 vanco@0-6/3 saline@0-6/3 drip@0-6/3 hd_full@2-7/2 heparin@2-7/2 crp@5", day=day, person=p, hour=15.2)
    after = dialysed(c, "xb", p, [day + timedelta(days=9)], 7.2)
    c.plant([*out, v, *after])


@innocent(5)
def needle_moxa_and_cup(c: County) -> None:
    """一次治疗电针、灸、拔罐三种不同治法，八次一疗程。"""
    p = somebody(c, "", 40, 74)
    c.plant(again(c, "tc", "针灸推拿科", "M25.500 关节痛", p, weekdays(room_for(c, 30), (0, 2, 4), 8), "needle_e moxa cup", "see"))


@innocent(5)
def half_the_mouth_each_week(c: County) -> None:
    """龈下刮治分两次，上半口十四颗、下半口十四颗，半年后再来。"""
    p, day = somebody(c, "", 24, 60), room_for(c, 200)
    c.plant([comes(c, "kq", "口腔内科", "K05.100 慢性龈炎", (0, 1), "see gum*14", day=day + timedelta(days=k), person=p) for k in (0, 7, 190)])


@innocent(4)
def six_holes_in_a_milk_mouth(c: County) -> None:
    """猖獗龋孩子在镇静下一次补六颗，术前片子六张。"""
    v = comes(c, "kq", "儿童口腔科", "K02.900 龋病", (5, 9), "see tooth_film*6 curing*6 numb*2")
    c.plant([v])


@innocent(5)
def killed_one_week_filled_the_next(c: County) -> None:
    """第一次失活，一周后根管预备，再一周充填，分次收费。"""
    p, day = somebody(c, "", 20, 66), room_for(c, 30)
    c.plant([comes(c, "kq", "口腔内科", "K04.000 牙髓炎", (0, 1), bill, day=day + timedelta(days=7 * n), person=p) for n, bill in enumerate(("see tooth_film devital", "canal*3 tooth_film", "canal_fill*3 tooth_film"))])


@innocent(5)
def signed_again_in_the_new_year(c: County) -> None:
    """签约按自然年，去年十月签、今年一月续签，隔不到四个月。"""
    p = somebody(c, "", 60, 84)
    c.plant([comes(c, "wy", "家庭医生签约室", HIGH, (0, 1), "sign", day=d, person=p) for d in (c.workday(date(2025, 9, 8), date(2025, 10, 30)), c.workday(date(2026, 1, 5), date(2026, 1, 30)))])


@innocent(5)
def the_general_fee_and_a_dressing(c: County, n: int) -> None:
    """一般诊疗费之外只收换药和化验，这两样不含在里面。"""
    v = comes(c, ("ws", "wy")[n % 2], "全科", "S81.800 小腿开放性伤口", (20, 70), "gp dress_m cbc cefdi")
    c.plant([v])


@innocent(3)
def the_chronic_mornings_of_the_centre(c: County) -> None:
    """社区每月慢病随访日，一上午三十人，一个医生，三分多钟一个，药各不同。"""
    day = room_for(c, 10)
    visits = []
    for k in range(30):
        bill, dx = c.rng.choice((("gp amlo vals?.5", HIGH), ("gp metfo acarb?.5 glu", "E11.900 2型糖尿病"), ("gp amlo hctz?.5 glu?.3", HIGH), ("gp metfo glime?.5 glu", "E11.900 2型糖尿病")))
        visits.append(comes(c, "wy", "全科慢病", dx, (55, 84), bill, kind="14", day=day, at=8.0 + k * 0.11, minutes=5))
    for v in visits:
        v.doctor = c.houses["wy"].doctors[0]
        for x in v.lines:
            x.doctor = v.doctor
    c.plant(visits)


@innocent(3)
def a_busy_evening_online(c: County) -> None:
    """互联网医院晚间复诊，一个医生三小时三十人，六分钟一个，都是慢病续方。"""
    day = room_for(c, 10)
    visits = []
    for k in range(30):
        bill, dx = c.rng.choice((("video amlo vals?.5", HIGH), ("video metfo dapa?.4", "E11.900 2型糖尿病"), ("video levothy", "E03.900 甲状腺功能减退症"), ("video aspirin rosuv", "I25.103 冠状动脉粥样硬化性心脏病")))
        visits.append(comes(c, "ih", "互联网慢病门诊", dx, (36, 70), bill, day=day, at=18.5 + k * 0.1, minutes=5))
    for v in visits:
        v.doctor = c.houses["ih"].doctors[4]
        for x in v.lines:
            x.doctor = v.doctor
    c.plant(visits)


@innocent(5)
def dressed_every_day_for_a_burn(c: County) -> None:
    """小面积烫伤，每天换药，三周二十一次门诊。"""
    p = somebody(c, "", 20, 70)
    day = room_for(c, 30)
    c.plant(again(c, "wl", "外科门诊", "T24.200 髋和下肢二度烧伤", p, [day + timedelta(days=k) for k in range(21)], "dress_m", "gp"))


@innocent(4)
def aconite_in_autumn_pinellia_in_spring(c: County) -> None:
    """同一病人：秋天方里用黑顺片，春天另一方用法半夏，相隔三个月。"""
    p, day = somebody(c, "", 40, 74), room_for(c, 120)
    c.plant([comes(c, "tc", "中医内科", dx, (0, 1), bill, day=day + timedelta(days=k), person=p) for k, dx, bill in ((0, "M25.500 关节痛", "see fuzi*70 guizhi*63 gancao*42 baishao*70 danggui*70 decoct*7"), (92, "R05.x00 咳嗽", "see banxia*63 chenpi*42 fuling*70 gancao*42 decoct*7"))])


@innocent(4)
def three_weeks_of_herbs(c: County) -> None:
    """慢性病稳定，一次开二十一剂，每剂十一味以内。"""
    v = comes(c, "tc", "中医内科", "G47.000 失眠", (40, 74), "see suanzao*315 fuling*315 chuanx*210 gancao*126 danggui*210 zhimu*210 decoct*21")
    c.plant([v])


@innocent(5)
def a_big_boy_and_his_syrup(c: County) -> None:
    """十三岁，小儿肺热咳喘口服液两盒，说明书到十四岁。"""
    v = comes(c, "fb", "儿科", "J20.900 急性支气管炎", (11.5, 12.9), "see cbc xiaoer*2")
    c.plant([v])


@innocent(4)
def a_shot_after_the_bite(c: County) -> None:
    """狗咬伤按0、3、7、14、28天打五针，免疫球蛋白一次。"""
    p, day = somebody(c, "", 20, 70), room_for(c, 40)
    c.plant([comes(c, "wl", "外科门诊", "S81.800 小腿开放性伤口;W54.900 被狗咬伤", (0, 1), "gp" + (" rabies_ig*3 sew_s" if k == 0 else ""), day=day + timedelta(days=k), person=p) for k in (0, 3, 7, 14, 28)])


@innocent(4)
def pressure_before_the_child_was_known(c: County) -> None:
    """备孕前的高血压：七月还在吃缬沙坦，两个月后首次产检已换药。"""
    p, day = somebody(c, "2", 28, 38), room_for(c, 100)
    c.plant([comes(c, "cy", "心血管内科", HIGH, (0, 1), "see vals*2", kind="14", day=day, person=p), comes(c, "fb", "产科门诊", "O10.000 原有特发性高血压并发于妊娠;Z34.900 正常妊娠监督", (0, 1), "see antenatal urine cbc liver tsh nifed*2", kind="51", day=day + timedelta(days=66), person=p)])


@innocent(4)
def weekly_counts_on_an_old_drug(c: County) -> None:
    """氯氮平头十八周每周查血常规，次数多是说明书要求。"""
    p, day = somebody(c, "", 26, 56), room_for(c, 130)
    c.plant([comes(c, "jw", "精神科门诊", "F20.900 精神分裂症", (0, 1), "see cbc" + (" cloza" if k % 2 == 0 else ""), kind="14", day=day + timedelta(days=7 * k), person=p) for k in range(16)])
