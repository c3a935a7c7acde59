"""Innocent look-alikes in consulting rooms: chairs, teeth, eyes, herbs, screens, children."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import timedelta

from .bill import comes, lies, of, room_for, somebody
from .cases import innocent
from .houses import County

KIDNEY = "N18.500 慢性肾脏病5期"


@innocent(5)
def perfused_on_another_day(c: County) -> None:
    """皮肤瘙痒，透析周三次，每两周另一天加一次单独灌流，灌流那天没有收透析。"""
    p, day = somebody(c, "", 40, 72), room_for(c, 40)
    day -= timedelta(days=day.weekday())
    visits = [comes(c, "xt", "血液净化室", KIDNEY, (0, 1), "dialysed", kind="14", day=day + timedelta(days=7 + k), person=p, at=7.3, minutes=245) for k in (0, 2, 4, 7, 9, 11)]
    visits.append(comes(c, "xt", "血液净化室", KIDNEY, (0, 1), "hp_full perfuser blood_line heparin", kind="14", day=day + timedelta(days=12), person=p, at=7.3, minutes=150))
    c.plant(visits)


@innocent(4)
def a_fourth_session_before_the_festival(c: County) -> None:
    """水多，节前一周加透一次，第四次有医嘱；促红素一周三支分三次给。"""
    p, day = somebody(c, "", 40, 72), room_for(c, 40)
    day -= timedelta(days=day.weekday())
    visits = [comes(c, "xt", "血液净化室", KIDNEY, (0, 1), "dialysed epo", kind="14", day=day + timedelta(days=7 + k), person=p, at=7.3, minutes=245) for k in (0, 2, 4, 5, 7, 9, 11)]
    c.plant(visits)


@innocent(5)
def a_flap_after_a_tumour(c: County) -> None:
    """颊部癌切除后组织瓣修复，有全麻、有病理、有手术记录。"""
    v = lies(c, "fs", "口腔颌面外科", "C06.000 颊黏膜恶性肿瘤", (46, 72), 11, "intake pre ct cefur*2@1-3 saline*2@1-3 drip@1-3 specimen@1 dress_m@3 ng_tube@1 ng_feed*4@2-8", knife="1:27.5700 口腔颌面部组织瓣修复术:flap suture*3:1")
    c.plant([v])


@innocent(5)
def seven_canals_in_two_molars(c: County) -> None:
    """两颗磨牙同诊根管：一颗四根管一颗三根管，共七个，X线片各一张。"""
    v = comes(c, "ya", "口腔内科", "K04.000 牙髓炎", (26, 62), "see tooth_film*2 canal*7 numb*2")
    c.plant([v])


@innocent(5)
def a_jaw_cut_in_a_crash(c: County) -> None:
    """摔伤：下颌软组织裂伤清创，同时拔掉一颗折断的牙，急诊口腔。"""
    v = comes(c, "fs", "急诊口腔", "S01.500 唇和口腔开放性伤口;S02.500 牙折断;W10.900 从台阶跌落", (18, 60), "see_er tooth_film jaw_clean tooth_out numb tat im", kind="13", at=20.0)
    c.plant([v])


@innocent(5)
def the_other_eye(c: County) -> None:
    """先右眼，三周后左眼，后囊混浊半年后激光一次，眼睛没有第三只。"""
    p, day = somebody(c, "", 62, 82), room_for(c, 210)
    visits = [lies(c, "yk", "眼科", ("H25.900 老年性白内障(右)", "H25.900 老年性白内障(左)")[k], (0, 1), 1, "cbc glu vision slit iop biometry levo_eye@0", day=day + timedelta(days=21 * k), person=p, knife="0:13.4100 白内障超声乳化抽吸术:phaco lens visco local:") for k in range(2)]
    visits.append(comes(c, "yk", "眼科", "H26.400 后发性白内障", (0, 1), "see vision slit yag", day=day + timedelta(days=190), person=p))
    c.plant(visits)


@innocent(5)
def fourteen_bags_of_herbs(c: County) -> None:
    """外地打工，一次带十四剂，每味每剂十到三十克，代煎十四天。"""
    v = comes(c, "zy", "中医内科", "K59.000 便秘;R53.x00 乏力", (30, 74), "see huangqi*420 dangshen*210 baizhu*210 danggui*140 chenpi*84 gancao*84 decoct*14")
    for x in of(v, "huangqi dangshen baizhu danggui chenpi gancao"):
        x.more["days"] = "14"
    c.plant([v])


@innocent(5)
def a_patch_at_the_cancer_window(c: County) -> None:
    """癌痛病人到窗口，专用处方开芬太尼透皮贴，当面签字。"""
    v = comes(c, "fs", "肿瘤科", "C34.900 肺恶性肿瘤;R52.100 慢性难治性疼痛", (50, 76), "see_chief patch lactul", kind="14")
    c.plant([v])


@innocent(3)
def a_diabetes_afternoon(c: County) -> None:
    """内分泌专家下午门诊，二十个糖尿病人里十一个用司美格鲁肽，每人八分钟，都有糖化。"""
    day, doctor, visits = room_for(c, 20), c.houses["fs"].doctors[9], []
    for k in range(11):
        v = comes(c, "fs", "内分泌科", "E11.900 2型糖尿病;E66.900 肥胖症", (36, 66), "see_chief hba1c glu sema metfo", kind="14", day=day, at=13.6 + k * 0.17, minutes=8)
        v.doctor = doctor
        for x in v.lines:
            x.doctor = doctor
        visits.append(v)
    c.plant(visits)


@innocent(5)
def levofloxacin_drops_for_a_child(c: County) -> None:
    """儿童细菌性结膜炎，左氧氟沙星滴眼液，眼局部用药说明书可用。"""
    v = comes(c, "yk", "眼科", "H10.300 急性结膜炎", (4, 10), "see slit levo_eye")
    c.plant([v])


@innocent(4)
def a_therapist_s_full_day(c: County) -> None:
    """心理治疗师一天九人，每人四十五分钟，中午歇一小时。"""
    doctor, day, visits = c.houses["js"].doctors[6], room_for(c, 10), []
    for k in range(9):
        v = comes(c, "js", "精神科门诊", "F41.100 广泛性焦虑障碍", (20, 66), "see mind_talk", day=day, at=8.0 + k * 0.8 + (1 if k > 4 else 0), minutes=45)
        v.doctor = doctor
        for x in v.lines:
            x.doctor, x.more["by"] = doctor, doctor
        visits.append(v)
    c.plant(visits)


@innocent(5)
def three_diseases_on_one_card(c: County) -> None:
    """门慢登记糖尿病、前列腺增生、冠心病三个病种，一次开齐三种病的药。"""
    p, day = somebody(c, "1", 62, 78), room_for(c, 100)
    visits = [comes(c, "rm", "慢病门诊", "E11.900 2型糖尿病;N40.x00 前列腺增生;I25.103 冠状动脉粥样硬化性心脏病", (0, 1), "see metfo tamsu*3 aspirin rosuv*2", kind="14", day=day + timedelta(days=30 * k), person=p) for k in range(3)]
    c.plant(visits)


@innocent(3)
def factory_workers_checked_for_lead(c: County) -> None:
    """蓄电池厂四十名工人同日来查血，职业科开单，人人血常规加肝肾功能，有结果有处方。"""
    day, visits = room_for(c, 20), []
    for k in range(18):
        visits.append(comes(c, "rm", "职业病门诊", "T56.000 铅及其化合物的毒性效应", (24, 52), "see cbc liver kidney urine?.5 ferritin?.3", day=day, at=8.1 + k * 0.3, minutes=15))
    c.plant(visits)


@innocent(5)
def hba1c_each_quarter(c: County) -> None:
    """糖化血红蛋白每三个月查一次，一年四次，间隔九十一天上下。"""
    p, day = somebody(c, "", 46, 76), room_for(c, 290)
    visits = [comes(c, "rm", "内分泌科", "E11.900 2型糖尿病", (0, 1), "see hba1c glu metfo", kind="14", day=day + timedelta(days=92 * k), person=p) for k in range(4)]
    c.plant(visits)
