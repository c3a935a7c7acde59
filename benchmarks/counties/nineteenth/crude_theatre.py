"""Crude schemes at the table, under the needle and in the intensive ward: cardiology, orthopaedics, anaesthesia, critical care."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from .bill import lies, of
from .cases import scheme
from .houses import County

CHEST, LEG, WRIST = "I20.000 不稳定性心绞痛;I10.x00 特发性高血压", "S82.200 胫骨干骨折;W18.900 跌倒", "S52.500 桡骨远端骨折;W01.900 在同一平面滑倒"
HEART = "intake pre lipids tni us_heart aspirin@0 ticag@0 rosuv@0 lmwh*2@0-2"
KNIFE_DAY = "intake pre dr cefur*2@1-2 saline*2@1-2 drip@1-2 dress_m@3"


@scheme(5)
def angiography_beside_the_stent(c: County, n: int) -> None:
    """重复收费：同一台支架植入术里另收冠状动脉造影术(心内自查清单：介入内涵已含靶血管造影)。"""
    v = lies(c, ("fs", "rm")[n % 2], "心血管内科", CHEST, (50, 78), 5, HEART, knife="1:36.0700 冠状动脉药物洗脱支架置入术:pci cag wire baln stent contrast heparin:")
    c.plant([v], of(v, "cag"))


@scheme(5)
def holter_under_the_monitor(c: County, n: int) -> None:
    """重复收费：床旁心电监测每天二十四小时，同日又逐日收动态心电图、动态血压监测。"""
    v = lies(c, ("fs", "rm")[n % 2], "心血管内科", "I50.900 心力衰竭;I10.x00 特发性高血压", (60, 84), 7, "intake bnp us_heart furo_i*2@0-4 push@0-4 spiro@0 monitor*22@0-4 holter@1-4 abpm@1-4")
    c.plant([v], of(v, "holter abpm"))


@scheme(5)
def synovium_with_the_new_knee(c: County, n: int) -> None:
    """重复收费：人工全膝置换时另收膝关节滑膜切除术(骨科自查清单：置换已含)。"""
    v = lies(c, ("fs", "rm")[n % 2], "骨科", "M17.100 原发性膝关节病", (60, 80), 9, f"{KNIFE_DAY} lmwh@1-6", knife="1:81.5400 全膝关节置换:knee synov knee_m cement suture*2:2")
    c.plant([v], of(v, "synov"))


@scheme(5)
def by_hand_and_by_knife(c: County, n: int) -> None:
    """重复收费：切开复位内固定同时收骨折手法整复术，一处骨折收两次复位。"""
    v = lies(c, ("rm", "zy", "fs")[n % 3], "骨科", WRIST, (36, 74), 6, KNIFE_DAY, knife="1:79.3200 桡骨骨折切开复位内固定术:radius by_hand plate screw*6 suture:4")
    c.plant([v], of(v, "by_hand"))


@scheme(5)
def screws_beyond_the_plate(c: County, n: int) -> None:
    """虚记耗材：一块桡骨远端钢板，螺钉收二十六枚；植入登记条形码只有七枚。"""
    v = lies(c, ("rm", "zy", "fs")[n % 3], "骨科", WRIST, (36, 74), 6, KNIFE_DAY, knife="1:79.3200 桡骨骨折切开复位内固定术:radius plate screw*26 suture:4")
    c.plant([v], of(v, "screw"))


@scheme(5)
def arthroscope_charged_on_top(c: County, n: int) -> None:
    """重复收费：镜下半月板修整术本身就是镜下手术，另收关节镜加收(骨科自查清单)。"""
    v = lies(c, ("fs", "rm")[n % 2], "骨科", "M23.200 陈旧性半月板损伤", (24, 58), 4, KNIFE_DAY, knife="1:80.6x00 关节镜下半月板部分切除术:arthro knee_scope suture:2")
    c.plant([v], of(v, "knee_scope"))


@scheme(5)
def tube_with_general_anaesthesia(c: County, n: int) -> None:
    """重复收费：全身麻醉另收气管插管术(麻醉自查清单)。"""
    v = lies(c, ("fs", "rm", "zy")[n % 3], "普通外科", "K80.100 胆囊结石伴慢性胆囊炎", (34, 70), 5, KNIFE_DAY, knife="1:51.2300 腹腔镜下胆囊切除术:chole scope clip*4 tube_ga suture:1")
    c.plant([v], of(v, "tube_ga"))


@scheme(5)
def depth_of_a_patient_awake(c: County, n: int) -> None:
    """过度诊疗：椎管内、局部麻醉清醒手术，收麻醉深度电生理监测和传感器。"""
    v = lies(c, ("rm", "zy")[n % 2], "普通外科", "K40.900 腹股沟疝", (42, 76), 4, KNIFE_DAY, knife="1:53.0500 单侧腹股沟疝无张力修补术:hernia mesh suture depth*2 bis_s:2")
    c.plant([v], of(v, "depth bis_s"))


@scheme(5)
def intensive_care_in_a_common_bed(c: County, n: int) -> None:
    """超标准收费：乡镇和县二级病房没有重症监护室，普通三人间床位的病人天天收重症监护二十四小时。"""
    v = lies(c, ("wa", "zy")[n % 2], "内科", "I50.900 心力衰竭", (62, 84), 6, "cbc urine chem ecg furo_i*2@0-4 push@0-4 icu*24@1-4")
    c.plant([v], of(v, "icu"))


@scheme(5)
def every_nursing_at_once(c: County, n: int) -> None:
    """重复收费：重症监护、特级护理期间每天另收口腔护理、会阴护理(重症自查清单)。"""
    v = lies(c, ("fs", "rm")[n % 2], "重症医学科", "J96.000 急性呼吸衰竭;J18.900 肺炎", (58, 84), 7, "intake gas@0- ct crp pct vent*22@0-4 piptaz*3@0-6 saline*3@0-6 drip@0- midaz*4@0-3 mouth_n@0- peri_n@0-", care="intensive")
    c.plant([v], of(v, "mouth_n peri_n"))


@scheme(5)
def dialysis_inside_crrt(c: County) -> None:
    """重复收费：连续性血液净化二十四小时不停机，同日又收血液透析。"""
    v = lies(c, "fs", "重症医学科", "N17.900 急性肾衰竭;A41.900 脓毒症", (44, 76), 6, "intake gas@0- lactate@0- pct blood_cult*2@0 merop*3@0- saline*3@0- drip@0- noradr*6@0-3 crrt_h*24@1-3 crrt_set@1 hd_full@1-3 dialyser@1-3", care="intensive")
    c.plant([v], of(v, "hd_full dialyser"))


@scheme(5)
def pain_relief_and_spinal_for_one_birth(c: County, n: int) -> None:
    """重复收费：顺产已收椎管内分娩镇痛，同一次置管又收椎管内麻醉(妇幼麻醉自查)。"""
    v = lies(c, ("fy", "rm")[n % 2], "产科", "O80.000 头位自然分娩;Z37.000 单一活产", (22, 36), 3, "cbc urine infect type us birth@0 oxytocin@0 labour_ease@0 spinal@0", sex="2", kind="52")
    c.plant([v], of(v, "spinal"))


@scheme(5)
def born_twice(c: County) -> None:
    """虚构：单胎剖宫产，同时收单胎顺产接生。"""
    v = lies(c, "fy", "产科", "O82.000 选择性剖宫产分娩;Z37.000 单一活产", (24, 38), 5, "cbc urine clot infect type us fetal@0 cefur*2@0-1 saline*2@0-1 drip@0-1 birth@0", sex="2", kind="52", knife="0:74.1x01 子宫下段剖宫产术:section suture*2:2")
    c.plant([v], of(v, "birth"))


@scheme(5)
def drain_with_the_lobe(c: County) -> None:
    """重复收费：肺叶切除术另收胸腔闭式引流术(肿瘤自查清单)。"""
    v = lies(c, "fs", "胸外科", "C34.100 肺上叶恶性肿瘤", (50, 72), 9, f"{KNIFE_DAY} ct lung_fn specimen@1", knife="1:32.4100 胸腔镜下肺叶切除术:lobe chest_drain stapler*2 drain:1")
    c.plant([v], of(v, "chest_drain"))
