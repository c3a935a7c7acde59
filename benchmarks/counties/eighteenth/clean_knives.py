"""Innocent operations, materials, births and pictures that look like pieces, doubles or the wrong body."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from .bill import comes, lies, operated, room_for, somebody
from .cases import innocent
from .houses import County

EYE = "cbc glu infect vision slit iop biometry levo_eye!"
PHACO = "0:13.4100 白内障超声乳化抽吸术:phaco lens visco local:"


@innocent(5)
def the_other_eye_next_week(c: County, n: int) -> None:
    """双眼白内障，隔一周做另一只，两次住院各一枚晶体。"""
    p, day = somebody(c, "", 60, 84), room_for(c, 20)
    c.plant([lies(c, ("yk", "re")[n % 2], "眼科", "H25.900 老年性白内障", (0, 1), 1, EYE if k == 0 else "vision slit iop levo_eye!", person=p, day=day + timedelta(days=7 * k), knife=PHACO) for k in range(2)])


@innocent(4)
def both_eyes_in_one_stay(c: County) -> None:
    """双眼白内障住院三天，第一天右眼、第三天左眼，两枚晶体、两次手术。"""
    v = lies(c, "yk", "眼科", "H25.900 老年性白内障", (62, 86), 4, EYE, knife=PHACO)
    operated(c, v, 2, "13.4100", "白内障超声乳化抽吸术", "phaco lens visco local", "")
    c.plant([v])


@innocent(4)
def both_groins_two_meshes(c: County) -> None:
    """双侧腹股沟疝一次修补，两张补片，第二侧手术费按五折收。"""
    v = lies(c, "rm", "普通外科", "K40.200 双侧腹股沟疝", (50, 76), 5, "intake pre us dress_m@3", sex="1", knife="1:53.1000 双侧腹股沟疝修补术:hernia mesh*2 suture*2:2", group=("GE15", "疝修补手术", 0.9))
    c.add(v, "hernia", 1, v.operations[0]["at"], price=320)
    c.plant([v])


@innocent(4)
def two_bones_two_plates(c: County) -> None:
    """高处坠落，桡骨和胫骨同日两处骨折两次切开复位，两块钢板、十四枚螺钉，手术记录两份。"""
    v = lies(c, "rm", "创伤骨科", "S82.200 胫骨骨干骨折;S52.500 桡骨远端骨折;W13.900 从建筑物坠落", (24, 58), 12, "intake pre dr*2 ct cefur*2@2-4 saline*2@2-4 drip@2-4 dress_m@4 dress_m@7 dr*2@4", knife="2:79.3600 胫骨骨折切开复位内固定术:shin plate screw*8 suture*2:1", group=("IF15", "多处骨折手术", 2.8))
    operated(c, v, 2, "79.3200", "桡骨骨折切开复位内固定术", "radius plate screw*6 suture", "")
    c.plant([v])


@innocent(4)
def the_plate_comes_out(c: County) -> None:
    """骨折内固定十二个月后取出钢板，同一人同一部位两次手术。"""
    p, day = somebody(c, "", 26, 62), room_for(c, 400)
    a = lies(c, "zy", "骨科", "S52.500 桡骨远端骨折;W01.900 在同一平面滑倒", (0, 1), 6, "intake pre dr cefur*2@1-2 saline*2@1-2 drip@1-2 dress_m@3", person=p, day=day, knife="1:79.3200 桡骨骨折切开复位内固定术:radius plate screw*7 suture*2:4", group=("IF45", "前臂手术", 1.6))
    b = lies(c, "zy", "骨科", "Z47.000 取出骨折内固定装置", (0, 1), 4, "intake pre dr dress_m@2", person=p, day=day + timedelta(days=372), knife="1:78.6300 桡骨内固定装置取出术:plate_out suture:4", group=("IF55", "内固定取出", 0.6))
    c.plant([a, b])


@innocent(4)
def a_child_asleep_for_a_hernia(c: County) -> None:
    """五岁男孩疝气，小手术也得全身麻醉。"""
    v = lies(c, "rm", "小儿外科", "K40.900 腹股沟疝", (2, 8), 3, "cbc urine chem clot infect us", sex="1", knife="1:53.0000 单侧腹股沟疝修补术:hernia suture:1", group=("GE15", "疝修补手术", 0.75))
    c.plant([v])


@innocent(4)
def asleep_for_the_scope(c: County, n: int) -> None:
    """门诊无痛胃肠镜，丙泊酚静脉麻醉，没有手术。"""
    v = comes(c, ("rm", "zy")[n % 2], "消化内镜室", "K29.500 慢性胃炎", (34, 66), "ecg clot infect gastro biopsy wake_scope propofol*2", minutes=90)
    c.plant([v])


@innocent(4)
def a_mans_breast(c: County) -> None:
    """男性乳腺发育，做乳腺彩超。"""
    c.plant([comes(c, "rm", "乳腺外科", "N62.x00 乳房肥大", (20, 70), "see breast_us e2 prog", sex="1")])


@innocent(4)
def gut_glued_years_later(c: County) -> None:
    """术后粘连性肠梗阻，肠粘连松解就是本次主要手术，并不附属于别的手术。"""
    v = lies(c, "rm", "胃肠外科", "K56.500 粘连性肠梗阻", (40, 74), 9, "intake pre ct saline5*3@0-5 dextrose*2@0-5 drip@0- drip_more*4@0-5 kcl*3@0-5 cefur*2@2-4 saline*2@2-4 dress_m@4 dress_m@6 ions@1 ions@3", knife="2:54.5900 肠粘连松解术:loosen drain suture*3:1", care="watched", group=("GB35", "小肠手术", 1.8))
    c.plant([v])


@innocent(4)
def opened_and_nothing_found(c: County) -> None:
    """腹部闭合伤疑脏器破裂，剖腹探查未见破裂，探查本身就是手术。"""
    v = lies(c, "rm", "急诊外科", "S36.900 腹内器官损伤;W13.900 从建筑物坠落", (20, 60), 8, "intake pre us ct cross cefur*2@0-3 saline*2@0-3 drip@0-4 dress_m@3 dress_m@5 cbc@1 monitor*20@0-1", knife="0:54.1100 剖腹探查术:explore drain suture*3:1", care="watched", group=("GG15", "腹部探查", 1.5))
    c.plant([v])


@innocent(4)
def head_scanned_three_times(c: County) -> None:
    """颅脑外伤保守观察，二十四小时、七十二小时复查 CT，是指南要求。"""
    v = lies(c, "rm", "神经外科", "S06.500 外伤性硬膜下血肿;W01.900 在同一平面滑倒", (40, 78), 10, "intake clot ct ct@1 ct@3 ct@8 mannitol*2@0-5 drip@0-5 set@0-5 monitor*24@0-3", care="watched", group=("BB25", "颅脑损伤", 1.2))
    c.plant([v])


@innocent(4)
def chest_plain_belly_with_contrast(c: County) -> None:
    """同一天胸部平扫、上腹部增强，两个部位两份报告，对比剂一支。"""
    v = comes(c, "rm", "肝胆外科", "C22.000 肝细胞癌", (44, 74), "see afp liver contrast", kind="14")
    c.add(v, "ct", local_name="胸部CT平扫")
    c.add(v, "ct_c", local_name="上腹部CT增强扫描")
    c.plant([v])


@innocent(4)
def joint_rebuilt_on_the_screen(c: County) -> None:
    """髋臼骨折术前规划，CT 平扫加三维成像一次。"""
    v = lies(c, "rm", "创伤骨科", "S32.400 髋臼骨折;W13.900 从建筑物坠落", (26, 60), 14, "intake pre dr ct ct_3d cefur*2@3-5 saline*2@3-5 drip@3-5 lmwh@0-10 dress_m@5 dress_m@8 dr@5 cross@3 red@3", knife="3:79.3900 髋臼骨折切开复位内固定术:radius plate*2 screw*9 drain suture*3:1", care="watched", group=("IF15", "多处骨折手术", 2.8))
    c.plant([v])


@innocent(4)
def bled_and_was_given_blood(c: County) -> None:
    """胃溃疡出血，血红蛋白五十几克，两天输红细胞，血型、交叉配血俱全，每天复查血常规。"""
    v = lies(c, "rm", "消化内科", "K25.400 胃溃疡伴出血;D62.x00 急性失血性贫血", (40, 78), 8, "intake clot infect type cross@0 red@0 cross@1 red@1 gastro@1 omep_i*2@0-4 saline*2@0-4 drip@0-4 cbc@1-5 monitor*24@0-1 omep!", care="watched", group=("GS13", "消化道出血", 1.3))
    c.plant([v])


@innocent(4)
def section_after_a_long_labour(c: County) -> None:
    """试产失败中转剖宫产，产程胎心监测六次，没有接生费。"""
    v = lies(c, "fy", "产科", "O62.100 继发性宫缩乏力;Z37.000 单一活产", (23, 37), 5, "cbc urine clot infect type us fetal*6@0 oxytocin*2@0 cefur*2@0-2 saline*2@0-2 drip@0-2 foley@0 foley_m@0 dress_m@2", sex="2", kind="52", knife="0:74.1x01 子宫下段剖宫产术:section suture*2:2")
    c.plant([v])


@innocent(4)
def twins_and_their_mother(c: County) -> None:
    """双胎顺产，按双胎接生收一次，两个婴儿各有自己的账。"""
    day = room_for(c, 20)
    m = lies(c, "fy", "产科", "O84.000 双胎自然分娩;Z37.200 双胎活产", (24, 36), 4, "cbc urine infect type us twin_birth@0 oxytocin*2@0", sex="2", day=day, kind="52")
    babies = [lies(c, "fy", "新生儿科", "P07.300 早产婴儿", (0, 1), 6, "cbc tbil tcb*2@1- incub*24@0-4", person=c.person("", 0, 1, "390", day), day=day + timedelta(days=1), care="bed_baby@0- n_baby@0- round@0-") for _ in range(2)]
    c.plant([m, *babies])


@innocent(4)
def day_surgery_no_bed(c: County) -> None:
    """日间手术，当天进当天出，胆囊息肉腹腔镜切除，二十四小时内结算。"""
    v = lies(c, "rm", "日间手术中心", "K80.100 胆囊结石伴慢性胆囊炎", (28, 58), 1, "chem cefur@0 saline@0 drip@0 specimen@0", kind="28", knife="0:51.2300 腹腔镜下胆囊切除术:chole scope clip*3 suture:1", hour=7.6)
    before = comes(c, "rm", "日间手术中心", "K80.100 胆囊结石伴慢性胆囊炎", (0, 1), "see pre cbc us ecg", person=v.person, day=v.start.date() - timedelta(days=3))
    c.plant([before, v])


@innocent(4)
def stent_now_the_other_artery_later(c: County) -> None:
    """急性心梗先开罪犯血管，一个月后按计划处理另一支，两次支架是分期手术。"""
    p, day = somebody(c, "1", 46, 74), room_for(c, 60)
    bill = "intake pre lipids tni us_heart aspirin@0 ticag@0 rosuv@0 lmwh*2@0-2 monitor*20@0-1"
    knife = ":36.0700 冠状动脉药物洗脱支架置入术:stenting wire baln stent contrast heparin:"
    a = lies(c, "rm", "心血管内科", "I21.100 急性下壁心肌梗死", (0, 1), 7, bill, person=p, day=day, knife="0" + knife, group=("FM19", "经皮冠状动脉支架植入", 2.6), care="watched")
    b = lies(c, "rm", "心血管内科", "I25.103 冠状动脉粥样硬化性心脏病;Z95.500 冠状动脉支架植入状态", (0, 1), 4, bill.replace(" tni", ""), person=p, day=day + timedelta(days=35), knife="1" + knife, group=("FM19", "经皮冠状动脉支架植入", 2.6))
    c.plant([a, b])


@innocent(4)
def right_knee_then_left_knee(c: County) -> None:
    """双膝骨关节炎，半年内先右后左两次置换，假体各一套。"""
    p, day = somebody(c, "", 62, 78), room_for(c, 190)
    c.plant([lies(c, "rm", "关节外科", "M17.000 双侧原发性膝关节病", (0, 1), 8, "intake pre dr us_leg cefur*2@2-3 saline*2@2-3 drip@2-3 lmwh@2-6 dr@4 dress_m@4 joint@4- exercise@4-", person=p, day=day + timedelta(days=160 * k), knife="2:81.5400 人工膝关节置换术:knee knee_m cement suture*2:2", group=("IC33", "膝关节置换", 3.4)) for k in range(2)])


@innocent(4)
def hand_caught_in_the_thresher(c: County) -> None:
    """打谷机绞伤，自己操作受伤，无第三人，工伤亦不涉及，清创缝合后每天换药。"""
    v = lies(c, ("rm"), "手外科", "S67.800 腕和手挤压伤;W30.900 接触农业机械", (36, 66), 9, "intake pre dr cefur*2@0-3 saline*2@0-3 drip@0-3 tat@0 im@0 dress_l@1-", knife="0:86.2200 伤口切除性清创术:debride suture*3:4", group=("XJ13", "损伤清创", 1.0))
    c.plant([v])


@innocent(3)
def first_year_of_a_price_list(c: County) -> None:
    """二〇二六年起医院按新价格目录收床位费，与前一年不同，不是超标准。"""
    v = lies(c, "re", "内科", "J18.900 肺炎", (50, 78), 7, "intake ct crp ceftri*2@0-5 saline*2@0-5 drip@0-5", day=room_for(c, 20, date(2026, 2, 2)), group=("ES33", "呼吸系统感染", 0.85))
    for x in v.lines:
        if x.item.kind == "01":
            x.price = 31.0
    c.plant([v])
