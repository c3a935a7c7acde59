"""Innocent look-alikes in the bills of wards."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from .bill import comes, lies, of, room_for, somebody
from .cases import innocent
from .houses import County

PALSY = "I69.300 脑梗死后遗症;G81.900 偏瘫"


@innocent(5)
def a_week_of_training_posted_on_friday(c: County) -> None:
    """康复医院每周五集中记账，五天的训练落在一天：每天一次，医嘱和治疗单一一对应。"""
    v = lies(c, "kf", "康复科", PALSY, (50, 76), 19, "cbc chem ecg exercise@1- ot@1- amlo@0")
    c.plant([v])


@innocent(5)
def speech_after_waking(c: County) -> None:
    """脑出血昏迷六天，醒后第八天起床旁言语训练和吞咽训练，昏迷期间没有收。"""
    v = lies(c, "fs", "神经外科", "I61.900 脑出血;R40.200 昏迷;R47.000 失语", (48, 74), 18, "intake ct_head@0 ct_head@7 vent*20@1-4 gas@0-4 ng_tube@0 ng_feed*4@0-12 foley_day@0-8 speech@9- swallow@9-", care="watched")
    c.plant([v])


@innocent(2)
def three_therapists_one_gym(c: County, n: int) -> None:
    """训练厅三名治疗师，每人每天七到十次，都在本人班上。"""
    first, visits = date(2025, 11, 5) + timedelta(days=60 * n), []
    team = c.houses["kf"].therapists[4:7]
    for k in range(9):
        v = lies(c, "kf", "康复科", PALSY, (50, 78), 10, "cbc ecg hemi@1-#9 ot@1-#10 joint@1-#15", day=first + timedelta(days=k // 2))
        for x in of(v, "hemi ot joint"):
            x.more["by"] = team[k % 3]
        visits.append(v)
    c.plant(visits)


@innocent(5)
def plain_head_and_enhanced_belly(c: County) -> None:
    """车祸：当晚头颅平扫，同日上腹部增强，两个部位两份报告。"""
    v = lies(c, "fs", "急诊外科", "S36.000 脾损伤;S06.000 脑震荡;V49.900 车祸伤", (20, 60), 8, "intake type cross us ct@0 ct_c@0 contrast@0 monitor*20@0-2 saline5*2@0-3 drip@0-3")
    for x in of(v, "ct ct_c"):
        x.more["local_name"] = "CT平扫(头颅)" if x.item.name.endswith("平扫") else "CT增强扫描(上腹部)"
    c.plant([v])


@innocent(5)
def reconstructed_from_last_night_s_scan(c: County) -> None:
    """夜里急诊拍的CT，第二天住院后骨科要求三维重建，重建费记在住院账上。"""
    p, day = somebody(c, "", 24, 66), room_for(c, 20)
    er = comes(c, "rm", "急诊骨科", "S32.000 腰椎骨折", (0, 1), "see_er ct", kind="13", day=day, person=p, at=21.5)
    v = lies(c, "rm", "骨科", "S32.000 腰椎骨折", (0, 1), 8, "intake ct_3d@0 dr@3 celec@0", day=day + timedelta(days=1), person=p)
    c.plant([er, v])


@innocent(5)
def heart_at_the_bed_belly_in_the_room(c: County) -> None:
    """床旁查心脏，下午病情稳推去彩超室查肝胆：两个部位两次检查。"""
    v = lies(c, "fs", "重症医学科", "A41.900 脓毒症;K83.000 胆管炎", (54, 80), 6, "intake gas@0-3 lactate@0-2 pct blood_cult*2@0 us_bed@1 us@1 merop*3@0-5 saline*3@0-5 drip@0-5 noradr*4@0-2", care="intensive")
    for x in of(v, "us_bed us"):
        x.more["local_name"] = "床旁彩超(心脏)" if "床旁" in x.item.name else "彩超(肝胆胰脾)"
    c.plant([v])


@innocent(6)
def hormones_where_the_gland_is_ill(c: County, n: int) -> None:
    """垂体瘤、继发性高血压、肾上腺疾病在内分泌科查激素全套，是诊断必需。"""
    dx = ("D35.200 垂体良性肿瘤", "I15.200 继发于内分泌疾患的高血压", "E27.900 肾上腺疾患")[n % 3]
    v = lies(c, "fs", "内分泌科", dx, (24, 60), 6, "intake hormones mri?.5 ald@1 renin@1 ald@2 renin@2 cort*2@2 dexa*2@2 cort*2@3 spiro@0 amlo@0 k@2 k@4 ft4@5 meto@0")
    c.plant([v])


@innocent(5)
def the_tube_that_clotted(c: County) -> None:
    """糖化血红蛋白标本溶血作废，次日重抽，第一次已退费。"""
    v = lies(c, "fs", "内分泌科", "E11.900 2型糖尿病", (46, 74), 6, "intake lipids glu_poc*6@0- metfo@0 glargine@0 hba1c@0")
    x = of(v, "hba1c")[0]
    c.add(v, "hba1c", -1, x.at + timedelta(hours=4), price=x.price, exact=True, of=x.sn)
    c.add(v, "hba1c", 1, x.at + timedelta(hours=22), price=x.price, exact=True)
    c.plant([v])


@innocent(5)
def crp_for_the_fever_hscrp_for_the_heart(c: County) -> None:
    """发热日查CRP，一周后冠心病风险评估查超敏CRP，不是同一管血。"""
    v = lies(c, "rm", "心血管内科", "I25.103 冠状动脉粥样硬化性心脏病;J06.900 急性上呼吸道感染", (52, 78), 9, "intake lipids us_heart crp@0 hscrp@7 aspirin@0 rosuv@0 isos@0 meto@0 holter@2 monitor*12@0-1 lmwh*2@0-4 ecg@3 tni@1")
    c.plant([v])


@innocent(5)
def warm_needles_every_other_day(c: County) -> None:
    """单日电针、双日温针，交替取穴，每天一种。"""
    v = lies(c, "zy", "针灸科", "M51.202 腰椎间盘突出", (36, 72), 10, "cbc ecg dr tui_back@0-")
    for k, day in enumerate(c.days(v)):
        c.add(v, ("needle_e", "needle_warm")[k % 2], 1, day + timedelta(hours=10), exact=True)
    c.plant([v])


@innocent(5)
def acute_mania_watched_a_week(c: County) -> None:
    """急性发作、冲动伤人，入院头七天精神科监护每天二十四小时，约束医嘱齐，第八天停。"""
    v = lies(c, "js", "精神科", "F30.200 躁狂伴有精神病性症状", (20, 48), 40, "cbc chem ecg lipids mind_first@0 mind_watch*20@0 mind_watch*24@1-6 olanz@0-/14 lith@3-/16 mind_play@12-/2", care="minded")
    c.plant([v])


@innocent(5)
def pneumonia_in_a_mental_house_then_ward_nursing(c: County) -> None:
    """精神病人肺炎转内科病区十天，那十天收Ⅱ级护理，之前之后收精神病护理，不在一天。"""
    v = lies(c, "js", "精神科", "F20.900 精神分裂症;J18.900 肺炎", (34, 64), 36, "bed@0- round@0- n_mind@0-12 n2@13-22 n_mind@23- cbc chem ecg olanz@0-/14 cefur*2@13-19 saline*2@13-19 drip@13-19 dr@13 crp@13", care="")
    c.plant([v])


@innocent(5)
def behaviour_seen_in_june_corrected_in_july(c: County) -> None:
    """前十天行为观察和治疗，评估后改行为矫正治疗，前后衔接不重叠。"""
    v = lies(c, "js", "精神科", "F42.900 强迫性障碍", (18, 44), 30, "cbc chem ecg sert@0-/14", care="minded")
    for k, day in enumerate(c.days(v)):
        if k % 2 == 0:
            c.add(v, "mind_behave" if k < 11 else "mind_correct", 1, day + timedelta(hours=10), exact=True)
    c.plant([v])


@innocent(5)
def albumin_for_the_swollen_belly(c: County) -> None:
    """肝硬化失代偿、大量腹水、低蛋白血症，放腹水后补白蛋白，化验单二十二克。"""
    v = lies(c, "fs", "消化内科", "K74.600 肝硬化;R18.x00 腹水;E77.801 低蛋白血症", (42, 74), 9, "intake clot albumin@3 albumin_i*2@1-4 saline@1-4 drip@1-4 furo_i@1-6 push@1-6 spiro@0 us ct_c")
    c.plant([v])


@innocent(5)
def one_pump_given_up_for_another(c: County) -> None:
    """奥美拉唑第三天起皮疹，停用改泮托拉唑，交接当天上午一种下午一种。"""
    v = lies(c, "rm", "消化内科", "K25.400 胃溃疡伴出血", (36, 76), 8, "intake clot type gastro@1 omep_i*2@0-2 pantop_i*2@3-6 saline*4@0-6 drip@0-6 cbc@2 cbc@4")
    c.plant([v])


@innocent(5)
def shenmai_in_the_county_hospital(c: County) -> None:
    """参麦注射液在县医院心内科用于心衰气阴两虚，级别够，中医辨证写在病程里。"""
    v = lies(c, "zy", "心血管内科", "I50.900 心力衰竭;I25.103 冠状动脉粥样硬化性心脏病", (60, 82), 7, "intake bnp us_heart shenmai@0-5 dextrose@0-5 drip@0-5 furo_i@0-3 push@0-3 spiro@0", group=("FR23", "心力衰竭", 0.95))
    c.plant([v])


@innocent(5)
def oxygen_of_two_days_on_one_morning(c: County) -> None:
    """县医院第二天早上七点半记前一天的费用，入院当天下午和第二天的吸氧落在相邻账期，每天没有超过二十四小时。"""
    v = lies(c, "rm", "呼吸内科", "J44.100 慢性阻塞性肺病伴急性加重", (60, 84), 7, "intake gas neb*2@0- budes*2@0- oxygen*24@1-5 oxygen*9@0 methyl@0-3")
    c.plant([v])


@innocent(5)
def contrast_a_week_after_plain(c: County) -> None:
    """胰腺炎入院平扫，第七天怀疑坏死做增强，两次检查隔一周。"""
    v = lies(c, "fs", "消化内科", "K85.800 急性坏死性胰腺炎", (30, 66), 14, "intake amyl@0-3 crp ct@0 ct_c@7 contrast@7 somato*2@0-6 omep_i*2@0-8 saline*3@0-10 drip@0-10 drip_more*3@0-10")
    c.plant([v])
