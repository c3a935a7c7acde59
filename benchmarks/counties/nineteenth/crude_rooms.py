"""Crude schemes in consulting rooms: dialysis chairs, teeth, eyes, herbs, the internet, children."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import timedelta

from .bill import comes, lies, of, room_for, somebody
from .cases import scheme
from .houses import County

KIDNEY = "N18.500 慢性肾脏病5期"


@scheme(5)
def perfusion_with_dialysis_again(c: County) -> None:
    """重复收费：血液灌流(含透析)当次又收血液透析(血液净化自查清单)。"""
    p, day = somebody(c, "", 38, 74), room_for(c, 60)
    visits = [comes(c, "xt", "血液净化室", KIDNEY, (0, 1), "hp_full hd_full perfuser dialyser blood_line heparin", kind="14", day=day + timedelta(days=14 * k), person=p, at=7.4, minutes=250) for k in range(4)]
    c.plant(visits, [x for v in visits for x in of(v, "hd_full")])


@scheme(5)
def a_session_by_the_hour(c: County) -> None:
    """超标准收费：血液透析计价单位为次，按四小时收四次。"""
    p, day = somebody(c, "", 38, 74), room_for(c, 40)
    visits = [comes(c, "xt", "血液净化室", KIDNEY, (0, 1), "hd_full*4 dialyser blood_line heparin", kind="14", day=day + timedelta(days=(0, 2, 4, 7, 9, 11)[k]), person=p, at=12.7, minutes=245) for k in range(6)]
    c.plant(visits, [x for v in visits for x in of(v, "hd_full")])


@scheme(4)
def twelve_vials_a_session(c: County) -> None:
    """虚记药品：每次透析收促红素十二支、左卡尼汀六支，进货台账对不上。"""
    p, day = somebody(c, "", 38, 74), room_for(c, 40)
    visits = [comes(c, "xt", "血液净化室", KIDNEY, (0, 1), "dialysed epo*12 carnitine*6", kind="14", day=day + timedelta(days=(0, 2, 4, 7, 9, 11)[k]), person=p, at=12.7, minutes=245) for k in range(6)]
    c.plant(visits, [x for v in visits for x in of(v, "epo carnitine")])


@scheme(5)
def implants_as_flaps(c: County) -> None:
    """串换：种植牙收了三次软组织缺损局部组织瓣修复术(口腔自查清单)，没有缺损、没有麻醉、没有手术记录。"""
    p, day = somebody(c, "", 40, 66), room_for(c, 60)
    visits = [comes(c, "ya", "口腔种植科", "K08.100 牙缺失", (0, 1), "see tooth_film flap", day=day + timedelta(days=14 * k), person=p) for k in range(3)]
    c.plant(visits, [x for v in visits for x in of(v, "flap")])


@scheme(5)
def roots_without_end(c: County) -> None:
    """虚记：一颗下颌第一磨牙，根管预备收十六根、根管充填十六根。"""
    v = comes(c, "ya", "口腔内科", "K04.000 牙髓炎", (20, 66), "see tooth_film canal*16 canal_fill*16 numb")
    for x in of(v, "canal canal_fill"):
        x.more["local_name"] = f"{x.item.name}(46)"
    c.plant([v], of(v, "canal canal_fill"))


@scheme(5)
def extraction_with_debridement(c: County, n: int) -> None:
    """虚构：普通拔牙另收软组织清创术、根尖搔刮术(口腔自查清单)。"""
    v = comes(c, "ya", "口腔外科", ("K02.900 龋病", "K04.500 慢性根尖周炎")[n % 2], (24, 70), "see tooth_film tooth_out numb jaw_clean root_scrape")
    c.plant([v], of(v, "jaw_clean root_scrape"))


@scheme(4)
def the_third_cataract(c: County) -> None:
    """虚构：一个人两只眼，一年做三次白内障超声乳化摘除加人工晶体植入。"""
    p, day = somebody(c, "", 62, 84), room_for(c, 140)
    visits = [lies(c, "yk", "眼科", "H25.900 老年性白内障", (0, 1), 1, "cbc glu vision slit iop biometry levo_eye@0", day=day + timedelta(days=50 * k), person=p, knife="0:13.4100 白内障超声乳化抽吸术:phaco lens visco local:") for k in range(3)]
    c.plant([visits[2]])


@scheme(5)
def two_lenses_for_one_eye(c: County) -> None:
    """虚记耗材：一只眼一台手术收两枚人工晶状体。"""
    v = lies(c, "yk", "眼科", "H25.900 老年性白内障", (62, 84), 1, "cbc glu vision slit iop biometry levo_eye@0", knife="0:13.4100 白内障超声乳化抽吸术:phaco lens*2 visco*2 local:")
    c.plant([v], of(v, "lens"))


@scheme(5)
def herbs_beyond_the_pot(c: County, n: int) -> None:
    """超量开药：七剂中药，黄芪每剂三百克、酸枣仁每剂二百克。"""
    v = comes(c, ("zy", "wa")[n % 2], "中医内科", "G47.000 失眠", (34, 74), "see huangqi*2100 suanzao*1400 dangshen*1400 fuling*105 gancao*42 decoct*7")
    for x in of(v, "huangqi suanzao dangshen fuling gancao"):
        x.more["days"] = "7"
    c.plant([v], of(v, "huangqi suanzao dangshen"))


@scheme(5)
def a_patch_through_the_screen(c: County) -> None:
    """超互联网支付范围：互联网复诊开芬太尼透皮贴剂并走医保。"""
    v = comes(c, "fs", "互联网诊疗", "C34.900 肺恶性肿瘤", (50, 76), "video patch")
    c.plant([v], of(v, "patch"))


@scheme(3)
def slimming_by_the_minute(c: County) -> None:
    """虚开处方：互联网门诊一名医生十几分钟给二十个没有糖尿病的人各开司美格鲁肽两支(肥胖症)。"""
    day, doctor = room_for(c, 20), c.houses["fs"].doctors[3]
    visits = []
    for k in range(18):
        v = comes(c, "fs", "互联网诊疗", "E66.900 肥胖症", (20, 44), "video sema*2", day=day, at=20.0 + k * 0.012, minutes=2)
        v.doctor = doctor
        for x in v.lines:
            x.doctor = doctor
        visits.append(v)
    c.plant(visits, [x for v in visits for x in of(v, "sema")])


@scheme(5)
def levofloxacin_for_a_child(c: County, n: int) -> None:
    """儿童禁用：六岁儿童支气管炎开左氧氟沙星片。"""
    v = comes(c, ("wb", "wa")[n % 2], "全科", "J20.900 急性支气管炎", (4, 9), "gp cbc levo ambrox")
    c.plant([v], of(v, "levo"))


@scheme(5)
def another_illness_on_the_chronic_card(c: County) -> None:
    """超门慢病种：糖尿病门慢卡只登记糖尿病，每月却开坦索罗辛、塞来昔布、安宫牛黄丸。"""
    p, day = somebody(c, "1", 60, 78), room_for(c, 100)
    visits = [comes(c, "wb", "全科慢病", "E11.900 2型糖尿病", (0, 1), "gp metfo tamsu*2 celec*2 angong", kind="14", day=day + timedelta(days=30 * k), person=p) for k in range(3)]
    c.plant(visits, [x for v in visits for x in of(v, "tamsu celec angong")])


@scheme(3)
def forty_talks_a_day(c: County, n: int) -> None:
    """虚构：一名医生一天做四十五次心理治疗，每次不少于三十分钟(精神医学自查清单：总时长超过可能)。"""
    doctor, day = c.houses["js"].doctors[n], room_for(c, 10)
    visits = []
    for k in range(45):
        v = comes(c, "js", "精神科门诊", "F41.100 广泛性焦虑障碍", (20, 66), "see mind_talk", day=day, at=8.0 + k * 0.18, minutes=10)
        v.doctor = doctor
        for x in v.lines:
            x.doctor = doctor
            x.more["by"] = doctor
        visits.append(v)
    c.plant(visits, [x for v in visits for x in of(v, "mind_talk")])
