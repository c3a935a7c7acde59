"""Innocent visits to consulting rooms, clinics, dentists and village rooms that look frequent, dear or alike."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from .bill import comes, room_for, somebody
from .cases import innocent
from .houses import County


@innocent(5)
def sugar_bound_checked_in_time(c: County) -> None:
    """糖化血红蛋白每九十几天查一次，一年四次，不超频。"""
    p, day = somebody(c, "", 46, 74), room_for(c, 300)
    c.plant([comes(c, "rm", "内分泌科", "E11.900 2型糖尿病", (0, 1), "see_chief hba1c glu metfo*2", kind="14", person=p, day=day + timedelta(days=93 * k)) for k in range(4)])


@innocent(5)
def twelve_weeks_of_pills(c: County, n: int) -> None:
    """长期处方：病情稳定的高血压病人一次开十二周，三个月来一次。"""
    p, day = somebody(c, "", 52, 78), room_for(c, 180)
    c.plant([comes(c, ("ca", "wd", "cw1")[n % 3], "全科慢病", "I10.x00 特发性高血压", (0, 1), "gp amlo*3 vals*6", kind="14", person=p, day=day + timedelta(days=84 * k)) for k in range(3)])


@innocent(5)
def bitten_by_a_dog(c: County) -> None:
    """狗咬三级暴露，按体重注射免疫球蛋白三支，疫苗自费，五针五次就诊。"""
    p, day = somebody(c, "", 8, 66), room_for(c, 35)
    visits = [comes(c, "rm", "犬伤门诊", "S81.800 小腿开放性伤口;W54.900 被狗咬伤", (0, 1), ("see debride rabies_ig*3 vaccine" if k == 0 else "vaccine"), person=p, day=day + timedelta(days=d)) for k, d in enumerate((0, 3, 7, 14, 28))]
    c.plant(visits)


@innocent(4)
def brothers_with_one_fever(c: County) -> None:
    """一家三个孩子先后十分钟就诊，同样的流感、同样的药。"""
    day, at = room_for(c, 9, date(2025, 11, 3)), 9.0
    address = f"澜湖县芦港镇新汊村{c.rng.randrange(1, 9)}组77号"
    visits = []
    for k in range(3):
        p = somebody(c, "", 2, 10)
        p.address = address
        visits.append(comes(c, "fy", "儿科", "J10.100 流行性感冒", (0, 1), "see flu cbc ibu_sy", person=p, day=day, at=at + 0.2 * k, minutes=12))
    c.plant(visits)


@innocent(3)
def spots_in_the_kindergarten(c: County) -> None:
    """幼儿园手足口病聚集，一天十几个孩子来，检查和药都一样。"""
    day = room_for(c, 9)
    c.plant([comes(c, "fy", "儿科", "B08.400 手足口病", (3, 6), "see cbc crp?.6 ibu_sy", day=day, at=8.3 + 0.5 * k, minutes=15) for k in range(12)])


@innocent(4)
def old_couple_at_the_centre(c: County) -> None:
    """老两口一起来社区开同样的降压药，前后几分钟。"""
    day = room_for(c, 9)
    address = f"澜湖县城关镇南港村{c.rng.randrange(1, 9)}组8号"
    visits = []
    for k, sex in enumerate("12"):
        p = somebody(c, sex, 64, 76)
        p.address = address
        visits.append(comes(c, "ca", "全科慢病", "I10.x00 特发性高血压", (0, 1), "gp amlo vals*2", kind="14", person=p, day=day, at=9.1 + 0.12 * k, minutes=6))
    c.plant(visits)


@innocent(4)
def fourteen_doses_twice_decocted(c: County, n: int) -> None:
    """中医调理十四付，一付煎两袋共二十八袋，两周后复诊再开十四付。"""
    p, day = somebody(c, "", 34, 70), room_for(c, 30)
    bill = "see_chief treat_tcm huangqi*210 baizhu*140 fuling*168 danggui*140 gancao*84 decoct*28"
    c.plant([comes(c, ("zy", "tc")[n % 2], "中医内科", "K29.500 慢性胃炎", (0, 1), bill, person=p, day=day + timedelta(days=14 * k)) for k in range(2)])


@innocent(4)
def ginseng_among_ten_herbs(c: County, n: int) -> None:
    """复方里有人参、枸杞、大枣各几克，合方入药，不是单味补品。"""
    c.plant([comes(c, ("zy", "zj")[n % 2], "中医科", "D64.900 贫血", (40, 76), "see huangqi*105 dangshen*70 baizhu*63 renshen_p*21 dazao_p*35 gouqi_p*63 danggui*63 gancao*35 shanyao*105")])


@innocent(4)
def ten_needles_in_two_weeks(c: County, n: int) -> None:
    """周一到周五每天针刺加推拿，十次一个疗程，腰突症规范治疗。"""
    p, day = somebody(c, "", 34, 66), room_for(c, 25)
    day -= timedelta(days=day.weekday())
    c.plant([comes(c, ("zy", "tc")[n % 2], "针灸推拿科", "M51.202 腰椎间盘突出", (0, 1), "needle_e tui_back" + (" see" if k == 0 else ""), person=p, day=day + timedelta(days=k + 2 * (k // 5))) for k in range(10)])


@innocent(4)
def two_molars_seven_canals(c: County) -> None:
    """两颗磨牙根管共七个，分三次：预备、充填、树脂修复。"""
    p, day = somebody(c, "", 24, 60), room_for(c, 25)
    c.plant([comes(c, "ko", "口腔内科", "K04.000 牙髓炎", (0, 1), bill, person=p, day=day + timedelta(days=7 * k)) for k, bill in enumerate(("see tooth_film*2 canal*7 numb*2", "canal_fill*7 tooth_film*2", "curing*2"))])


@innocent(4)
def gums_of_a_whole_mouth(c: County) -> None:
    """重度牙周炎全口龈下刮治，半口十四牙，分两次做完。"""
    p, day = somebody(c, "", 34, 62), room_for(c, 20)
    c.plant([comes(c, "ko", "牙周科", "K05.300 慢性牙周炎", (0, 1), "see gum*14 numb*2", person=p, day=day + timedelta(days=7 * k)) for k in range(2)])


@innocent(4)
def implants_paid_by_himself(c: County) -> None:
    """种植牙全自费，一分统筹没用，拔除残根那一项按规定报。"""
    p, day = somebody(c, "", 44, 68), room_for(c, 100)
    a = comes(c, "ko", "口腔外科", "K08.300 牙残根", (0, 1), "see tooth_film tooth_out numb", person=p, day=day)
    b = comes(c, "ko", "种植科", "K08.100 牙列缺损", (0, 1), "implant*2", person=p, day=day + timedelta(days=90))
    c.plant([a, b])


@innocent(3)
def staff_paid_their_own_check(c: County) -> None:
    """企业职工集体体检，三十人同一天同样项目，全部自费，基金支付为零。"""
    day, visits = room_for(c, 9), []
    for k in range(28):
        v = comes(c, "re", "体检中心", "Z00.000 健康查体", (22, 50), "body_check cbc urine liver us ecg dr", day=day, at=8.0 + 0.1 * k, minutes=10)
        for x in v.lines:
            x.more["own"] = True
        visits.append(v)
    c.plant(visits)


@innocent(4)
def eye_injected_monthly(c: County) -> None:
    """湿性黄斑变性每月玻璃体腔注射康柏西普一支，连打三针，药与注射一一对应。"""
    p, day = somebody(c, "", 58, 80), room_for(c, 80)
    c.plant([comes(c, "yk", "眼底病科", "H35.300 老年性黄斑变性", (0, 1), "see vision oct intravit coni", person=p, day=day + timedelta(days=31 * k)) for k in range(3)])


@innocent(4)
def cancer_seen_every_quarter(c: County) -> None:
    """结肠癌术后每三个月复查肿瘤标志物和 CT。"""
    p, day = somebody(c, "", 48, 76), room_for(c, 280)
    c.plant([comes(c, "rm", "肿瘤科", "Z08.000 恶性肿瘤术后随诊检查;C18.900 结肠恶性肿瘤", (0, 1), "see_chief cea liver cbc" + (" ct" if k % 2 == 0 else ""), person=p, day=day + timedelta(days=91 * k), kind="14") for k in range(4)])


@innocent(4)
def feverish_at_three_in_the_morning(c: County) -> None:
    """孩子半夜三点高热看急诊。"""
    c.plant([comes(c, "fy", "儿科急诊", "J03.900 急性扁桃体炎", (1, 8), "see_er cbc crp ibu_sy", kind="13", at=3.0)])


@innocent(3)
def market_day_in_the_village(c: County, n: int) -> None:
    """赶集日，村医一天看三十二个慢病老人，从七点半看到五点，每人十几分钟，药各不相同。"""
    day = room_for(c, 9)
    words = ("amlo", "metfo", "amlo vals*2", "aspirin", "hctz", "metfo glime", "amlo aspirin", "vals*2")
    dxs = ("I10.x00 特发性高血压", "E11.900 2型糖尿病", "I10.x00 特发性高血压", "I25.103 冠状动脉粥样硬化性心脏病", "I10.x00 特发性高血压", "E11.900 2型糖尿病", "I10.x00 特发性高血压;I25.103 冠状动脉粥样硬化性心脏病", "I10.x00 特发性高血压")
    c.plant([comes(c, ("cw1", "cw3")[n % 2], "全科", dxs[k % 8], (56, 84), "gp " + words[k % 8], day=day, at=7.5 + 0.3 * k, minutes=10) for k in range(32)])


@innocent(4)
def signed_once_a_year(c: County) -> None:
    """家庭医生签约费一年一签，两次相隔三百七十天。"""
    p, day = somebody(c, "", 60, 80), room_for(c, 385)
    c.plant([comes(c, "ca", "全科", "I10.x00 特发性高血压", (0, 1), "sign amlo", person=p, day=day + timedelta(days=370 * k)) for k in range(2)])


@innocent(4)
def visited_at_home_each_week(c: County) -> None:
    """瘫痪老人家庭病床，每周巡诊一次换一次尿管或换药，建床费只收一次。"""
    p, day = somebody(c, "", 74, 92), room_for(c, 60)
    c.plant([comes(c, ("ca"), "家庭病床", "I69.300 脑梗死后遗症;L89.900 压疮", (0, 1), "home_round dress_m" + (" home_open" if k == 0 else ""), person=p, day=day + timedelta(days=7 * k), at=9.4) for k in range(7)])


@innocent(4)
def two_towns_one_doctor_by_weekday(c: County, n: int) -> None:
    """医共体下派：县医院医师每周四整天在芦港卫生院坐诊，当天不在县医院出诊。"""
    doctor = f"D431289{80 + n:02d}001"
    c.extra_doctors.append((doctor, "rm"))
    day = room_for(c, 40)
    day += timedelta(days=(3 - day.weekday()) % 7)
    visits = []
    for week in range(3):
        for k in range(5):
            v = comes(c, "wa", "专家门诊", "I25.103 冠状动脉粥样硬化性心脏病", (52, 80), "gp aspirin rosuv*2", day=day + timedelta(days=7 * week), at=8.5 + k, minutes=15)
            v.doctor = doctor
            for x in v.lines:
                x.doctor = doctor
            visits.append(v)
    c.plant(visits)


@innocent(4)
def warfarin_needs_blood(c: County) -> None:
    """机械瓣术后服华法林，每两周查一次凝血。"""
    p, day = somebody(c, "", 40, 68), room_for(c, 80)
    c.plant([comes(c, "rm", "心血管内科", "Z95.200 人工心脏瓣膜状态", (0, 1), "see pt" + (" warf" if k % 2 == 0 else ""), person=p, day=day + timedelta(days=14 * k)) for k in range(5)])


@innocent(4)
def graft_drugs_by_the_month(c: County) -> None:
    """肾移植术后三联抗排异，每月按量取药、查血药和肾功，一年金额很高。"""
    p, day = somebody(c, "", 28, 60), room_for(c, 130)
    c.plant([comes(c, "rm", "肾移植门诊", "Z94.000 肾移植状态", (0, 1), "see_chief oral_tac*2 mycop*2 pred kidney cbc", kind="14", person=p, day=day + timedelta(days=29 * k)) for k in range(4)])


@innocent(4)
def poisoned_and_washed(c: County) -> None:
    """误服安眠药，急诊洗胃一次，未另收插胃管，留观一夜。"""
    c.plant([comes(c, "rm", "急诊科", "T42.400 苯二氮䓬类中毒", (20, 56), "see_er wash_stomach cbc ions ecg saline5*2 drip drip_more set", kind="13", at=21.0, minutes=500)])


@innocent(4)
def belly_and_womb_by_two_probes(c: County) -> None:
    """腹痛女病人同日腹部彩超和经阴道超声，两种途径两份报告。"""
    c.plant([comes(c, ("rm"), "妇科", "R10.300 下腹痛;N73.900 女性盆腔炎", (24, 46), "see cbc crp hcg us us_in", sex="2")])
