"""Crude schemes of special houses: training, needles, minds, kidneys, eyes, teeth, piles, care homes, villages."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import timedelta

from .bill import comes, lies, of, room_for, somebody
from .cases import scheme
from .houses import County


@scheme(6)
def trained_three_times_a_day(c: County, n: int) -> None:
    """虚计康复项目：偏瘫训练、作业疗法、运动疗法按“一天三次”整月记账，康复师排班只够一次。"""
    v = lies(c, ("kf", "kf", "hm")[n % 3], "康复科", "I69.300 脑梗死后遗症;G81.900 偏瘫", (52, 76), 24, "intake adl@0 hemi*3@1- ot*3@1- exercise*3@1- amlo@0")
    c.plant([v], of(v, "hemi ot exercise"))


@scheme(6)
def eight_places_of_current(c: County, n: int) -> None:
    """超频次收费：低频、中频、红外、气压一天各收六到八个部位，膝痛病人全身都“照”。"""
    v = lies(c, ("kf", "zy", "gs")[n % 3], "骨伤康复科", "M17.900 膝关节病", (50, 76), 10, "intake dr lowfreq*8@1- midfreq*8@1- infrared*6@1-")
    c.plant([v], of(v, "lowfreq midfreq infrared"))


@scheme(5)
def trained_on_the_day_of_the_stroke(c: County, n: int) -> None:
    """虚计康复项目：脑出血当天还在抢救、昏迷，就开始收言语训练、作业疗法、认知训练。"""
    v = lies(c, ("re", "rm")[n % 2], "神经外科", "I61.900 脑出血;R40.200 昏迷", (50, 76), 14, "intake clot ct ct@1 mannitol*3@0-6 drip@0-9 monitor*24@0-6 foley@0 foley_m@0 speech@0- ot@0- cognition@0-", care="watched")
    c.plant([v], of(v, "speech ot cognition"))


@scheme(4)
def one_pair_of_hands(c: County, n: int) -> None:
    """超服务能力：中医馆一名推拿师一天记了六十多人次推拿，实际多为泡脚、养生按摩刷卡。"""
    day = room_for(c, 9)
    master = c.houses["tc"].therapists[n % 3]
    visits = []
    for k in range(64):
        v = comes(c, "tc", "推拿科", "M47.802 颈椎病", (26, 70), "see tui_neck tui_back", day=day, at=8.2 + k * 0.14, minutes=12)
        for x in of(v, "tui_neck tui_back"):
            x.more["by"] = master
            x.doctor = c.houses["tc"].doctors[n % 2]
        visits.append(v)
    c.plant(visits, [x for v in visits for x in of(v, "tui_neck tui_back")])


@scheme(6)
def needles_on_forty_points(c: County, n: int) -> None:
    """超量收费：普通针刺、电针、拔罐按穴位、按罐数各记二三十次，一次治疗收成几百元，连着四天都是这样。"""
    p, day = somebody(c, "", 30, 72), room_for(c, 12)
    visits = [comes(c, ("tc", "zj", "wa")[n % 3], "针灸科", "M54.500 腰痛", (0, 1), "see needle*24 needle_e*20 cup*20", person=p, day=day + timedelta(days=k)) for k in range(4)]
    c.plant(visits, [x for v in visits for x in of(v, "needle needle_e cup")])


@scheme(5)
def shocked_every_day(c: County) -> None:
    """过度治疗：民营精神病院每天做一次无抽搐电休克、一次心理治疗，三十天不断，量表一天测两张。"""
    v = lies(c, "mj", "精神科", "F32.900 抑郁发作", (22, 60), 28, "cbc chem ecg mect@1- mind_talk@1- scale_dep*2@1- sert@0-/14", care="minded", kind="2105")
    c.plant([v], of(v, "mect mind_talk scale_dep"))


@scheme(6)
def mind_care_and_ward_care(c: County, n: int) -> None:
    """重复收护理费：精神病护理之外同日又收Ⅰ级护理、特级护理。"""
    v = lies(c, ("mj", "js")[n % 2], "精神科", "F20.900 精神分裂症", (24, 60), 30, "cbc chem ecg scale_neg@1 olanz@0-/14 n1@0-", care="minded", kind="2105")
    c.plant([v], of(v, "n1"))


@scheme(6)
def washed_twice_a_day(c: County, n: int) -> None:
    """重复收费：一次血液透析滤过另收一次血液透析，同日又收两次血透监测和透析液管路。"""
    v = comes(c, ("sb", "rm")[n % 2], "血液净化室", "N18.500 慢性肾脏病5期", (36, 76), "hd hdf hd_watch*3 dialyser*2 blood_line*2 heparin", kind="14", at=7.5, minutes=250)
    c.plant([v], of(v, "hd hdf hd_watch dialyser blood_line"))


@scheme(5)
def dialysed_while_elsewhere(c: County) -> None:
    """虚记透析：病人摔骨折住在县医院九天，透析中心照常一周三次上传透析费。"""
    p, first = somebody(c, "", 45, 76), room_for(c, 40)
    lies(c, "rm", "骨科", "S72.000 股骨颈骨折;N18.500 慢性肾脏病5期", (0, 1), 10, "intake pre dr celec@0 lmwh@0-8 hd@1-/2 dialyser@1-/2 blood_line@1-/2", person=p, day=first, hour=15.0)
    ghosts = [comes(c, "sb", "血液净化室", "N18.500 慢性肾脏病5期", (0, 1), "hd dialyser blood_line heparin", person=p, day=first + timedelta(days=k), kind="14", at=8.0, minutes=250) for k in (2, 4, 6, 8)]
    c.plant(ghosts)


@scheme(5)
def a_third_eye(c: County) -> None:
    """虚假手术：眼科医院进村免费接送，同一老人半年内做了三次“白内障超声乳化+人工晶体植入”。"""
    p, day = somebody(c, "", 62, 84), room_for(c, 150)
    visits = [lies(c, "yk", "眼科", "H25.900 老年性白内障", (0, 1), 1, "cbc glu infect vision slit iop biometry levo_eye!", person=p, day=day + timedelta(days=55 * k), knife="0:13.4100 白内障超声乳化抽吸术:phaco lens visco local:") for k in range(3)]
    c.plant(visits[2:])


@scheme(5)
def injected_with_nothing(c: County) -> None:
    """虚记治疗：玻璃体腔注药术连收六次，没有任何眼内注射药品，病人实为配镜、做视功能训练。"""
    p, day = somebody(c, "", 30, 60), room_for(c, 60)
    visits = [comes(c, "yk", "眼科", "H52.100 近视", (0, 1), "see vision intravit oct", person=p, day=day + timedelta(days=7 * k)) for k in range(5)]
    c.plant(visits, [x for v in visits for x in of(v, "intravit oct")])


@scheme(6)
def implants_sold_as_roots(c: County) -> None:
    """串换项目：种植牙、烤瓷牙自费，口腔门诊拆成“根管预备”“根管充填”“复合树脂充填”一次几十牙次刷统筹。"""
    v = comes(c, "ko", "口腔科", "K08.100 牙列缺损", (40, 70), "see canal*14 canal_fill*14 curing*16 tooth_film*10 numb*6")
    c.plant([v], of(v, "canal canal_fill curing tooth_film numb"))


@scheme(5)
def teeth_of_thirty_three(c: County) -> None:
    """虚记拔牙：同一人一年内“拔”了三十几颗牙，复杂牙拔除每次八颗，另收龈下刮治。"""
    p, day = somebody(c, "", 40, 66), room_for(c, 140)
    visits = [comes(c, "ko", "口腔外科", "K05.300 慢性牙周炎", (0, 1), "see tooth_out*9 gum*28 numb*4", person=p, day=day + timedelta(days=30 * k)) for k in range(4)]
    c.plant(visits, [x for v in visits for x in of(v, "tooth_out gum")])


@scheme(5)
def three_operations_for_one_pile(c: County) -> None:
    """分解手术：一次混合痔手术同时收“肛周常见疾病手术治疗”“混合痔外剥内扎术”“高位肛瘘切除术”，吻合器两把。"""
    v = lies(c, "gc", "肛肠科", "K64.200 混合痔", (26, 64), 6, "intake pre dress_m@2-", knife="1:49.4600 痔切除术:pile piles_out fistula staple_pile*2 suture:2")
    c.plant([v], of(v, "pile fistula staple_pile"))


@scheme(5)
def big_dressings_for_small_cuts(c: County, n: int) -> None:
    """串换项目：肛肠术后小换药按“特大换药”收，一天三次，直到出院。"""
    v = lies(c, ("gc", "gs")[n % 2], "肛肠科" if n % 2 == 0 else "骨伤科", ("K60.300 肛瘘", "S61.000 手指损伤")[n % 2], (24, 64), 9, "intake wound*3@1- cefur*2@0-2 saline*2@0-2 drip@0-2")
    c.plant([v], of(v, "wound"))


@scheme(5)
def fed_through_no_tube(c: County, n: int) -> None:
    """虚记护理：医养机构给能自己吃饭的老人收鼻饲、导尿护理、吸痰护理、压疮护理，全年同一模板。"""
    v = lies(c, ("yl", "hm")[n % 2], "老年护理科", "I10.x00 特发性高血压;M17.900 膝关节病", (72, 90), 27, "cbc chem ng_feed*6@0- suction*12@0- pressure*2@0- foley_day@0- n_trach@0- amlo@0")
    c.plant([v], of(v, "ng_feed suction pressure foley_day n_trach"))


@scheme(5)
def village_fee_for_the_whole_list(c: County, n: int) -> None:
    """虚记一般诊疗费：村医集中保管参保卡，月底一上午给全村七八十人各刷一笔一般诊疗费加一盒感冒药。"""
    day, house = room_for(c, 20), ("cw1", "cw3", "cw4")[n % 3]
    visits = []
    for k in range(72):
        visits.append(comes(c, house, "全科", "J06.900 急性上呼吸道感染", (18, 82), "gp banlan", day=day, at=8.1 + k * 0.045, minutes=3))
    c.plant(visits)


@scheme(5)
def gp_and_room_fee(c: County, n: int) -> None:
    """重复收诊疗费：卫生院一般诊疗费已含诊查、注射、药事，仍同日另收普通门诊诊查费、肌肉注射费。"""
    v = comes(c, ("wa", "wd", "ca")[n % 3], "全科", "J02.900 急性咽炎", (20, 70), "gp see see banlan")
    c.plant([v], of(v, "see"))


@scheme(5)
def same_card_every_day(c: County, n: int) -> None:
    """空刷套现：村卫生室拿着本家老人的卡，连续二十天每天刷一次，每次都是同样两盒药，金额封在门诊统筹日限额。"""
    p, day = somebody(c, "", 66, 82), room_for(c, 30)
    visits = [comes(c, ("cw2", "cw1")[n % 2], "全科", "M54.500 腰痛", (0, 1), "gp celec goutong", person=p, day=day + timedelta(days=k)) for k in range(20)]
    c.plant(visits[1:])


@scheme(5)
def three_knocks_a_day(c: County, n: int) -> None:
    """虚记上门：家庭病床一天三次巡诊，其中几天病人正在县医院住院。"""
    p, day = somebody(c, "", 74, 90), room_for(c, 50)
    lies(c, "rm", "呼吸内科", "J18.900 肺炎", (0, 1), 8, "intake dr cefur*2@0-6 saline*2@0-6 drip@0-6", person=p, day=day + timedelta(days=8), hour=15.4)
    visits = [comes(c, ("ca", "wa")[n % 2], "家庭病床", "I69.300 脑梗死后遗症", (0, 1), "home_round*3", person=p, day=day + timedelta(days=k), at=9.2) for k in range(10, 15)]
    c.plant(visits)


@scheme(4)
def staff_check_up(c: County, n: int) -> None:
    """体检入统筹：企业入职体检四十人按“门诊看病”结算，同一天同样九项检查，诊断都写“胃炎”。"""
    day = room_for(c, 9)
    visits = [comes(c, ("hm", "ca")[n % 2], "内科", "K29.500 慢性胃炎", (20, 45), "see cbc urine liver kidney infect dr ecg us", day=day, at=8.1 + 0.09 * k, minutes=10) for k in range(36)]
    c.plant(visits)


@scheme(5)
def family_doctor_signed_monthly(c: County, n: int) -> None:
    """重复收签约费：家庭医生签约服务费一年一次，乡镇按月给同一人收。"""
    p, day = somebody(c, "", 50, 80), room_for(c, 170)
    visits = [comes(c, ("wd", "ca")[n % 2], "全科", "I10.x00 特发性高血压", (0, 1), "sign amlo", person=p, day=day + timedelta(days=31 * k)) for k in range(5)]
    c.plant(visits, [x for v in visits[1:] for x in of(v, "sign")])
