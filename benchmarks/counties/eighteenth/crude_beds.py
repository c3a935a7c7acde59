"""Crude schemes about lying in: nobody lies there, everybody lies there, the same one lies there again."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import datetime, timedelta

from benchmarks.counties.grammar.world import LAST

from .bill import RATE, buys, comes, lies, of, room_for, somebody
from .cases import scheme
from .houses import County


@scheme(8)
def sleeps_at_home(c: County, n: int) -> None:
    """挂床住院：卫生院把慢病老人登记入院，本人早上来输一瓶液就回家，床位、护理、诊查照收满；检查只在入院当天做一次。"""
    v = lies(c, ("wa", "wb", "wc", "hm")[n % 4], "内科", "I10.x00 特发性高血压;M54.500 腰痛", (58, 80), c.rng.randint(9, 12), "cbc urine glu@0 danshen!")
    c.plant([v])


@scheme(5)
def collected_cards(c: County, n: int) -> None:
    """虚假住院：民营医院业务员进村收社保卡，同一天给同村十来人一齐办住院，诊断、天数、医嘱一字不差，人并未住。"""
    day = room_for(c, 20)
    house = ("hm", "kf")[n % 2]
    village = f"澜湖县长堤镇{'东西南北中'[n]}垸村"
    visits = []
    for k in range(9):
        p = somebody(c, "", 60, 82)
        p.address = f"{village}{k % 4 + 1}组{10 + k}号"
        visits.append(lies(c, house, "中医康复科", "M47.802 颈椎病", (60, 82), 8, "intake needle_e@1- tui_neck@1- hot@1- midfreq@1- goutong!", person=p, day=day))
    c.plant(visits)


@scheme(6)
def free_check_week(c: County, n: int) -> None:
    """诱导住院：以免费体检、包接送、免起付线招老人住院三天，从头到脚检查一遍，不用药不治疗，出院诊断“头晕”。"""
    day = room_for(c, 20)
    visits = [lies(c, ("hm", "wa")[n % 2], "内科", "R42.x00 头晕", (60, 79), 3, "intake lipids infect us us_heart us_neck ct cea afp tsh", day=day + timedelta(days=k % 2)) for k in range(5)]
    c.plant(visits)


@scheme(6)
def out_and_in_by_quota(c: County, n: int) -> None:
    """分解住院：病人一直躺在同一病区，医院怕超病组付费标准，第八天办出院、第二天又办入院，接着输同样的液。"""
    p, day = somebody(c, "", 60, 82), room_for(c, 60)
    bill = "shuxue*2@0- fluid edara*2@0- atorva@0 aspirin@0"
    parts = []
    for k in range(3):
        parts.append(lies(c, ("re", "zy")[n % 2], "神经内科", "I63.900 脑梗死", (0, 1), 8, bill + (" intake clot ct@0" if k == 0 else " cbc"), person=p, day=day, group=("BR23", "脑缺血性疾患", 1.05)))
        day = parts[-1].end.date() + timedelta(days=n % 2)
    c.plant(parts[1:], loss=round(2 * RATE * 1.05 * 0.7, 2))


@scheme(5)
def handed_next_door(c: County) -> None:
    """分解住院：医养结合机构把失能老人半个月在颐养院、半个月在惠民医院来回倒，人没挪床，只换卡登记。"""
    p, day = somebody(c, "", 74, 92), room_for(c, 80)
    visits = []
    for k in range(4):
        house = ("yl", "hm")[k % 2]
        visits.append(lies(c, house, "老年科", "I69.300 脑梗死后遗症", (0, 1), 14, "cbc chem amlo@0 aspirin@0 turn@0-/4", person=p, day=day, kind="21"))
        day = visits[-1].end.date()
    c.plant(visits[1:])


@scheme(6)
def works_while_lying(c: County, n: int) -> None:
    """挂床住院：住院期间本人白天在外，隔三差五自己到社区和药店刷卡取药、看门诊，病房照样每日收费。"""
    v = lies(c, ("hm", "wd", "gs")[n % 3], "骨伤科", "M51.202 腰椎间盘突出", (36, 62), 12, "intake backs midfreq@0-")
    p, day = v.person, v.start.date()
    out = [comes(c, "ca", "全科", "J06.900 急性上呼吸道感染", (0, 1), "gp lianhua", person=p, day=day + timedelta(days=3), at=10.2), buys(c, "yd3", "I10.x00 特发性高血压", (0, 1), "amlo*2", person=p, day=day + timedelta(days=6), at=15.5), comes(c, "zj", "内科", "K29.500 慢性胃炎", (0, 1), "see omep", person=p, day=day + timedelta(days=9), at=9.4)]
    c.plant([v, *out], loss=sum(x.covered for x in v.lines) * 0.7)


@scheme(6)
def two_wards_one_body(c: County, n: int) -> None:
    """虚假住院：一人同时在两家医院住院，时间重叠一周以上，其中一家是借卡挂名。"""
    a = lies(c, "rm", "骨科", "S52.500 桡骨远端骨折", (35, 70), 9, "intake pre dr dress_m@3 dress_m@6 celec@1", hour=9.0)
    b = lies(c, ("mj", "hm", "yl")[n % 3], "内科", "I25.103 冠状动脉粥样硬化性心脏病", (0, 1), 12, "intake fluid danshen@0", person=a.person, day=a.start.date() + timedelta(days=1))
    c.plant([a, b], houses=(b.house.key, "rm"), loss=sum(x.covered for x in b.lines) * 0.7)


@scheme(6)
def lies_after_death(c: County, n: int) -> None:
    """死亡后仍收费：老人在颐养院去世，院方隔了两周才办出院，床位、护理、药费一直记到“出院”。"""
    v = lies(c, ("yl", "mj")[n % 2], "老年护理科", "I69.300 脑梗死后遗症", (76, 93), 26, "cbc chem turn@0-/3 ng_feed*4@0- amlo@0", kind="2105" if n % 2 == 0 else "21")
    v.person.died = datetime.combine(v.start.date() + timedelta(days=11), datetime.min.time()) + timedelta(hours=3)
    v.leaving = "5"
    if v.house.key == "yl":  # the month's end tells nothing: the rows bear the day of each night
        for k, x in enumerate(v.lines):
            x.at = min(v.end, v.start + timedelta(days=k * 26 // len(v.lines), hours=2))
    c.plant([v], [x for x in v.lines if x.at > v.person.died + timedelta(days=1)])


@scheme(5)
def leave_charged_in_full(c: County, n: int) -> None:
    """精神病人请假回家，病历写“假出院”，医院仍逐日收床位、精神病护理、工娱治疗、监护；其间病人在老家医院看急诊、拿药。"""
    v = lies(c, ("mj", "js")[n % 2], "精神科", "F20.900 精神分裂症", (26, 58), 40, "cbc chem ecg scale_neg@1 mind_watch*4@0- mind_play@0- olanz@0-/14", care="minded", kind="2105")
    day = v.start.date()
    out = [comes(c, ("wd", "rm")[k % 2], "全科" if k % 2 == 0 else "内科", "J06.900 急性上呼吸道感染", (0, 1), "gp lianhua" if k % 2 == 0 else "see cbc lianhua", person=v.person, day=day + timedelta(days=15 + 4 * k), at=10.0) for k in range(3)]
    c.plant([v, *out], loss=sum(x.covered for x in v.lines) * 0.25)


@scheme(5)
def a_cold_is_admitted(c: County, n: int) -> None:
    """低标准入院：普通感冒、慢性胃炎门诊可治，民营医院一律收住院四天，开两瓶液和一堆检查。"""
    dx = ("J06.900 急性上呼吸道感染", "K29.500 慢性胃炎", "J02.900 急性咽炎")[n % 3]
    v = lies(c, ("hm", "wd")[n % 2], "内科", dx, (20, 45), 4, "intake us fluid banlan!")
    c.plant([v])


@scheme(5)
def nights_in_the_dialysis_house(c: County) -> None:
    """肾病专科把门诊透析病人按住院办：每月入院一次、住满三十天，实际只在透析日来四小时，床位护理全收。"""
    p, day = somebody(c, "", 40, 75), room_for(c, 80)
    visits = []
    for _ in range(2):
        visits.append(lies(c, "sb", "肾内科", "N18.500 慢性肾脏病5期", (0, 1), 29, "cbc kidney ions hd@0-/3 dialyser@0-/3 blood_line@0-/3 heparin@0-/3", person=p, day=day))
        day = visits[-1].end.date()
    c.plant(visits, [x for v in visits for x in of(v, "bed n2 round")])


@scheme(5)
def births_too_near(c: County) -> None:
    """冒名生育：小姑子没有参保，借嫂子的卡住院分娩；嫂子四个月前刚在同县顺产。"""
    p, day = somebody(c, "2", 24, 36), room_for(c, 190)
    bill = "cbc urine infect type us birth@0 oxytocin@0"
    lies(c, "fy", "产科", "O80.000 头位自然分娩;Z37.000 单一活产", (0, 1), 3, bill, person=p, day=day, kind="52")
    b = lies(c, "rm", "产科", "O80.000 头位自然分娩;Z37.000 单一活产", (0, 1), 3, bill, person=p, day=day + timedelta(days=125), kind="52")
    c.plant([b])


@scheme(5)
def cut_out_twice(c: County, n: int) -> None:
    """冒名住院：弟弟没医保用哥哥的卡割阑尾（或摘胆囊），哥哥的阑尾几年前（本期内）已在县医院切除。"""
    p, day = somebody(c, "1", 25, 55), room_for(c, 260)
    dx, knife = (("K35.800 急性阑尾炎", "0:47.0900 阑尾切除术:appendix suture:2"), ("K80.100 胆囊结石伴慢性胆囊炎", "0:51.2300 腹腔镜下胆囊切除术:chole scope clip*3 suture:1"))[n % 2]
    common = "intake pre us cefur*2@0-2 saline*2@0-2 drip@0-2 dress_m@2 specimen@0"
    lies(c, "rm", "普通外科", dx, (0, 1), 5, common, person=p, day=day, knife=knife)
    b = lies(c, ("re", "zy")[n % 2], "普通外科", dx, (0, 1), 5, common, person=p, day=day + timedelta(days=210), knife=knife)
    c.plant([b])


@scheme(5)
def run_over_and_insured(c: County, n: int) -> None:
    """第三人责任：交通事故由肇事方赔付，病人仍按“摔伤”以外的车祸外因码走居民医保结算，医院照报。"""
    cause = ("V03.900 行人在与小汽车碰撞中受伤", "V43.500 小汽车驾驶员与小汽车碰撞中受伤")[n % 2]
    v = lies(c, ("rm", "gs")[n % 2], "骨科", f"S82.200 胫骨骨干骨折;{cause}", (22, 60), 12, "intake pre dr cefur*2@1-2 saline*2@1-2 drip@1-2 dress_m@4 dress_m@7", knife="2:79.3600 胫骨骨折切开复位内固定术:shin plate screw*8 suture*2:2")
    c.plant([v])


@scheme(6)
def bronchitis_dressed_as_failure(c: County, n: int) -> None:
    """高套病组：支气管炎病人主要诊断写成“急性呼吸衰竭”“呼吸窘迫综合征”，全程没有血气、没有吸氧、没有监护。"""
    dx = ("J96.000 急性呼吸衰竭;J20.900 急性支气管炎", "J80.x00 急性呼吸窘迫综合征;J20.900 急性支气管炎")[n % 2]
    v = lies(c, ("re", "zy")[n % 2], "呼吸内科", dx, (45, 78), 7, "intake dr cefur*2@0-5 saline*2@0-5 drip@0-5 ambrox_i*2@0-5", group=("ER13", "呼吸衰竭", 1.9))
    c.plant([v], loss=round(RATE * 1.1, 2))


@scheme(6)
def sepsis_for_the_weight(c: County, n: int) -> None:
    """高套病组：泌尿系感染、小疖肿写成“脓毒症”，没有血培养、没有降钙素原、没有升级抗菌药。"""
    v = lies(c, ("re", "rm")[n % 2], "内科", "A41.900 脓毒症;N39.000 泌尿道感染", (40, 80), 6, "intake us cefur*2@0-4 saline*2@0-4 drip@0-4", group=("SR13", "脓毒症", 1.8))
    c.plant([v], loss=round(RATE * 1.0, 2))


@scheme(5)
def a_stroke_without_a_picture(c: County, n: int) -> None:
    """高套病组：头晕、颈椎病编成“急性脑梗死”，住院期间没有头颅 CT、没有磁共振。"""
    v = lies(c, ("zy", "re")[n % 2], "脑病科", "I63.900 脑梗死;R42.x00 头晕", (50, 78), 9, "intake lipids danshen@0 needle_e@1- dsh_i*2@0- dextrose@0- drip@0-", group=("BR23", "脑缺血性疾患", 1.05))
    c.plant([v], loss=round(RATE * 0.5, 2))


@scheme(5)
def operation_only_on_the_front_page(c: County, n: int) -> None:
    """高套病组：首页填了手术编码进外科组，费用里没有手术费、没有麻醉、没有切口换药，实为保守治疗。"""
    v = lies(c, ("re", "zy")[n % 2], "骨科", "S52.500 桡骨远端骨折", (40, 74), 7, "intake dr plaster celec@0 lowfreq@2-", group=("IF45", "前臂手术", 1.6))
    v.operations.append({"code": "79.3200", "name": "桡骨骨折切开复位内固定术", "at": v.start + timedelta(days=1, hours=2), "anst": "4"})
    c.plant([v], loss=round(RATE * 1.0, 2))


@scheme(4)
def one_ward_one_village(c: County) -> None:
    """乡镇卫生院为冲收入，把一个村的“义诊”老人一周内全部收住院，诊断一律“冠心病”，每人都是同样的参脉输液。"""
    first = room_for(c, 30)
    visits = []
    for k in range(10):
        p = somebody(c, "", 62, 84)
        p.address = f"澜湖县柳口镇荷塘村{k % 5 + 1}组{30 + k}号"
        visits.append(lies(c, "wd", "内科", "I25.103 冠状动脉粥样硬化性心脏病", (0, 1), 7, "cbc ecg glu dsh_i*2@0-6 dextrose@0-6 drip@0-6 danshen!", person=p, day=min(first + timedelta(days=k % 4), LAST - timedelta(days=12))))
    c.plant(visits)
