"""Innocent look-alikes at the table, under the needle and in the intensive ward."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import timedelta

from .bill import billed, comes, lies, operated, room_for, somebody
from .cases import innocent
from .houses import County

CHEST, WRIST = "I20.000 不稳定性心绞痛;I10.x00 特发性高血压", "S52.500 桡骨远端骨折;W01.900 在同一平面滑倒"
HEART = "intake pre lipids tni us_heart aspirin@0 ticag@0 rosuv@0"
KNIFE_DAY = "intake pre dr cefur*2@1-2 saline*2@1-2 drip@1-2 dress_m@3"


@innocent(5)
def looked_first_stented_days_later(c: County) -> None:
    """先造影，三支病变家属商量三天，第四天择期支架：两台手术两份记录，造影是单独做的。"""
    v = lies(c, "fs", "心血管内科", CHEST, (50, 78), 7, HEART)
    operated(c, v, 1, "88.5500", "单根导管的冠状动脉造影术", "cag contrast heparin", "")
    operated(c, v, 4, "36.0700", "冠状动脉药物洗脱支架置入术", "pci*1 wire baln stent*2 contrast heparin", "")
    c.plant([v])


@innocent(5)
def holter_after_the_monitor_came_off(c: County) -> None:
    """前两天心电监测，第三天撤监护下地，第四天戴动态心电图查阵发房颤。"""
    v = lies(c, "fs", "心血管内科", "I48.000 阵发性心房颤动;I50.900 心力衰竭", (58, 82), 7, "intake bnp us_heart furo_i*2@0-2 push@0-2 monitor*20@0-1 holter@4 rivar@0")
    c.plant([v])


@innocent(5)
def one_knee_new_the_other_washed(c: County) -> None:
    """右膝全膝置换，八天后左膝开放滑膜切除(色素沉着绒毛结节性滑膜炎)，两次手术两份病理。"""
    v = lies(c, "fs", "骨科", "M17.100 原发性膝关节病;M12.200 色素沉着绒毛结节性滑膜炎", (56, 74), 16, f"{KNIFE_DAY} lmwh@1-12 specimen@9")
    operated(c, v, 1, "81.5400", "全膝关节置换(右)", "knee knee_m cement suture*2", "2")
    operated(c, v, 9, "80.7600", "膝关节滑膜切除术(左)", "synov suture", "2")
    c.plant([v])


@innocent(5)
def reset_by_hand_failed_then_opened(c: County) -> None:
    """急诊先手法整复石膏固定，五天后复查移位才住院切开：急诊那次是真做的。"""
    p, day = somebody(c, "", 40, 72), room_for(c, 30)
    er = comes(c, "rm", "急诊骨科", WRIST, (0, 1), "see_er dr by_hand plaster dr", kind="13", day=day, person=p, at=15.0)
    v = lies(c, "rm", "骨科", WRIST, (0, 1), 6, KNIFE_DAY, day=day + timedelta(days=5), person=p, knife="1:79.3200 桡骨骨折切开复位内固定术:radius plate screw*6 suture:4")
    c.plant([er, v])


@innocent(5)
def two_wrists_two_plates(c: County) -> None:
    """高处坠落双侧桡骨远端粉碎骨折：两块板十六枚钉，两个切口，植入条码齐全。"""
    v = lies(c, "fs", "骨科", "S52.500 桡骨远端骨折(双侧);W13.900 从建筑物上跌落", (28, 58), 9, KNIFE_DAY, knife="1:79.3200 双侧桡骨骨折切开复位内固定术:radius*2 plate*2 screw*16 suture*2:4")
    c.plant([v])


@innocent(5)
def intubated_again_at_night(c: County) -> None:
    """手术全麻插管没有另收；术后第二夜误吸窒息，抢救再插管，这一次收气管插管术。"""
    v = lies(c, "fs", "普通外科", "K80.100 胆囊结石伴慢性胆囊炎;J69.000 吸入性肺炎", (66, 84), 11, f"{KNIFE_DAY} monitor*20@2-5", knife="1:51.2300 腹腔镜下胆囊切除术:chole scope clip*4 suture:1")
    billed(c, v, "rescue_big@3#2 tube_ga@3#2 vent*20@3-5 gas@3-5 piptaz*3@3-8 saline*3@3-8 drip@3-8 suction*6@3-5")
    c.plant([v])


@innocent(5)
def depth_under_general_anaesthesia(c: County) -> None:
    """高龄老人全麻做腹腔镜胆囊，麻醉深度监测合指征。"""
    v = lies(c, "fs", "普通外科", "K80.100 胆囊结石伴慢性胆囊炎", (76, 88), 6, KNIFE_DAY, knife="1:51.2300 腹腔镜下胆囊切除术:chole scope clip*4 depth*2 bis_s suture:1")
    c.plant([v])


@innocent(5)
def three_nights_of_intensive_care(c: County) -> None:
    """前三天在监护病房收监护床位和重症监护，第四天中午转出：转出那天上半天是监护小时，床位按普通。"""
    v = lies(c, "fs", "重症医学科", "J96.000 急性呼吸衰竭;J18.900 肺炎", (58, 82), 10, "bed_icu@0-2 icu*24@1-2 icu*14@0 icu*11@3 bed@3- n1@4-6 n2@7- round@0- intake gas@0-4 ct crp pct sputum vent*12@0 vent*24@1-2 piptaz*3@0-8 saline*3@0-8 drip@0-8 oxygen*20@4-7", care="")
    c.plant([v])


@innocent(5)
def mouth_care_after_leaving_intensive(c: County) -> None:
    """出监护室后，鼻饲、气管切开的病人在普通病房Ⅰ级护理，口腔护理按医嘱另收。"""
    v = lies(c, "fs", "神经外科", "I61.900 脑出血;Z93.000 气管造口状态", (50, 76), 14, "bed_icu@0-3 icu*24@1-3 icu*12@0 bed@4- n1@4- round@0- intake ct_head gas@0-3 mouth_n@5- ng_tube@4 ng_feed*4@4- n_trach@5- suction*8@5-", care="")
    c.plant([v])


@innocent(5)
def off_crrt_onto_the_chair(c: County) -> None:
    """先连续净化三天，血压稳了停机，第六天起改常规血液透析，两种不在一天。"""
    v = lies(c, "fs", "重症医学科", "N17.900 急性肾衰竭;A41.900 脓毒症", (44, 74), 12, "bed_icu@0-4 icu*24@1-4 icu*10@0 bed@5- n1@5- round@0- intake gas@0-4 lactate@0-3 pct blood_cult*2@0 merop*3@0-9 saline*3@0-9 drip@0-9 noradr*6@0-3 crrt_h*20@1-3 crrt_set@1 hd_full@6 hd_full@8 hd_full@10 dialyser@6 dialyser@8 dialyser@10", care="")
    c.plant([v])


@innocent(5)
def tried_to_labour_then_cut(c: County) -> None:
    """无痛分娩试产九小时，胎心减速急诊剖宫产：先收分娩镇痛，后收手术麻醉，两次给药两段时间。"""
    v = lies(c, "fy", "产科", "O68.000 胎心率异常并发分娩;O82.100 急症剖宫产分娩;Z37.000 单一活产", (23, 36), 5, "cbc urine clot infect type us fetal*2@0 labour_ease@0#9 cefur*2@1-2 saline*2@1-2 drip@1-2", sex="2", kind="52", knife="0:74.1x01 子宫下段剖宫产术:section suture*2:2")
    c.plant([v])


@innocent(4)
def twins_by_two_ways(c: County) -> None:
    """双胎：头一个顺产，第二个横位急诊剖宫产，接生和剖宫产各收一次。"""
    v = lies(c, "fs", "产科", "O30.000 双胎妊娠;O84.800 多胎分娩，其他;Z37.200 双胎均活产", (24, 38), 6, "cbc urine clot infect type us fetal*2@0 birth@0 cefur*2@0-2 saline*2@0-2 drip@0-2 oxytocin*2@0-1", sex="2", kind="52", knife="0:74.1x01 子宫下段剖宫产术:section suture*2:2")
    c.plant([v])


@innocent(4)
def drained_days_before_the_lobe(c: County) -> None:
    """恶性胸水先闭式引流五天，引净后择期肺叶切除，两次操作相隔一周。"""
    v = lies(c, "fs", "胸外科", "C34.100 肺上叶恶性肿瘤;J90.x00 胸腔积液", (50, 72), 16, f"{KNIFE_DAY} ct lung_fn specimen@8 chest_drain@1#9 drain@1", knife="8:32.4100 胸腔镜下肺叶切除术:lobe stapler*2:1")
    c.plant([v])


@innocent(4)
def fused_at_two_levels(c: County) -> None:
    """腰椎两节段滑脱融合：两枚融合器、八枚钉、人工骨两包，医嘱、术中透视和条码一致。"""
    v = lies(c, "fs", "脊柱外科", "M43.100 脊椎滑脱", (50, 70), 10, f"{KNIFE_DAY} mri lmwh@2-6 exercise@5-", knife="2:81.0800 腰椎椎间融合术:lumbar_fuse cage*2 screw*8 ossein*2 suture*2:1")
    c.plant([v])
