"""Innocent look-alikes of the wards: overlaps, doublings and dear things that are right."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, datetime, timedelta

from benchmarks.counties.grammar.world import LAST

from .bill import billed, comes, lies, operated, somebody
from .cases import innocent
from .houses import County

DAY = timedelta(days=1)


def _day(c: County, room: int = 40, lo: date = date(2025, 1, 8)) -> date:
    return c.workday(lo, LAST - timedelta(days=room))


@innocent()
def baby_on_the_mothers_card(c: County) -> None:
    """A newborn has no number yet: his stay with jaundice runs on the mother's while she lies after the birth (newborn flag set)."""
    p, day = somebody(c, "2", 24, 36), _day(c)
    m = lies(c, "fy", "产科", "O80.000 头位自然分娩;Z37.000 单一活产", (0, 1), 4, "adm pre us birth@0 oxytocin@0", person=p, day=day, kind="52", hour=8.5)
    b = lies(c, "fy", "新生儿科", "P59.900 新生儿黄疸", (0, 1), 5, "cbc tbil@0 tcb@1 tcb@3 photo*12@1-3 n_baby@0- bed_baby@0-", care="round@0-", person=p, day=day + DAY)
    b.more["newborn"] = "1"
    c.plant([m, b])


@innocent()
def moved_to_rehabilitation(c: County) -> None:
    """After a stroke the first hospital transfers him to rehabilitation on the day of leaving: two stays touch on one day."""
    p, day = somebody(c, "", 50, 76), _day(c, 60)
    a = lies(c, "sy", "神经内科", "I63.900 脑梗死", (0, 1), 9, "adm clot ct mri@1 us_neck edara*2@0-8 saline*2@0-8 drip@0-8 aspirin@0 atorva@0", person=p, day=day, group=("BR23", "脑缺血性疾患", 1.05))
    a.leaving = "2"
    b = lies(c, "kf", "神经康复科", "I69.300 脑梗死后遗症;G81.900 偏瘫", (0, 1), 24, "cbc ecg balance@0 adl@0 hemi@0- exercise@0- ot@0- joint@1-", person=p, day=day + 9 * DAY, hour=14.0)
    c.plant([a, b])


@innocent()
def chemotherapy_every_three_weeks(c: County) -> None:
    """Planned cycles: five stays for the same disease, three weeks apart, nearly the same bill."""
    p, day = somebody(c, "", 48, 72), _day(c, 130)
    c.plant([lies(c, "sy", "肿瘤科", "Z51.103 恶性肿瘤化学治疗;C34.900 肺恶性肿瘤", (0, 1), 2, "cbc liver kidney chemo_mix*2@1 pemet*2@1 carbo*4@1 dexa*2@1 saline*4@1 tropi@1 drip@1 drip_more*4@1", person=p, day=day + 21 * k * DAY, group=("RE13", "恶性增生性疾患的化学治疗", 0.9)) for k in range(5)])


@innocent()
def intensive_care_around_the_clock(c: County) -> None:
    """Septic shock: twenty four hours of ventilator, monitoring and intensive care each full day."""
    c.plant([lies(c, "sy", "重症医学科", "A41.900 脓毒症;J96.000 急性呼吸衰竭", (50, 78), 9, "adm pre gas@0- pct crp ct blood_cult sens@2 vent*24@0-6 monitor*24@0- icu*24@0- bed_icu@0- merop*3@0- saline*6@0- drip@0- drip_more*5@0- cvc@0 cvc_m@0 suction*6@0-6 foley@0 foley_m@0 aa@2-", care="round@0-", group=("SR11", "败血症伴极重并发症", 5.2))])


@innocent()
def the_other_eye_a_week_later(c: County) -> None:
    """Cataract of the other eye after eight days: two stays, two lenses, one in each."""
    p, day = somebody(c, "", 62, 84), _day(c)
    c.plant([lies(c, "yk", "白内障科", "H25.900 老年性白内障", (0, 1), 1, "cbc glu ecg clot infect slit iop biometry levo_eye!", person=p, day=day + 8 * k * DAY, knife="0:13.4100 白内障超声乳化抽吸术:phaco lens visco local:") for k in range(2)])


@innocent()
def both_knees_in_one_sitting(c: County) -> None:
    """Both knees are replaced under one anaesthesia: two operations, two prostheses."""
    v = lies(c, "sy", "关节外科", "M17.000 双侧原发性膝关节病", (62, 78), 10, "adm pre dr*2 us_leg cefur*2@2-3 saline*2@2-3 drip@2-3 lmwh@2-8 dress_m@4 exercise@3- red*1@2 cross@1", group=("IC33", "膝关节置换", 5.6))
    operated(c, v, 2, "81.5400", "左膝关节置换术", "knee*2 knee_m*2 cement*2 suture*4", "2")
    operated(c, v, 2, "81.5400", "右膝关节置换术", "", "")
    c.plant([v])


@innocent()
def albumin_for_a_cirrhotic(c: County) -> None:
    """Albumin of 24 g/l with ascites: paid, and measured before."""
    c.plant([lies(c, "sy", "消化内科", "K74.600 肝硬化;R18.x00 腹水", (46, 72), 9, "adm clot infect afp us albumin@4 albumin@7 albumin_i*2@1-4 furo_i@1-6 push@1-6 drip@1-4 spiro@0", group=("HS15", "肝硬化", 1.2))])


@innocent()
def immunoglobulin_for_kawasaki(c: County) -> None:
    """Kawasaki's disease: two grams a kilogram in one day, aspirin, heart ultrasound twice."""
    c.plant([lies(c, "fy", "儿科", "M30.300 皮肤粘膜淋巴结综合征[川崎病]", (1, 5), 8, "cbc crp esr liver us_heart ecg immuno*10@1 saline*2@1 scalp@0-3 aspirin@1 us_heart@6 cbc@4 crp@4")])


@innocent()
def dies_and_is_booked_next_morning(c: County) -> None:
    """He dies at night; the house posts each day's charges next morning and settles for the heirs."""
    day = _day(c)
    v = lies(c, "zy", "重症医学科", "I21.900 急性心肌梗死", (66, 88), 3, "adm tni ckmb bnp ecg@0-2 monitor*24@0- oxygen*24@0- n0*24@0- rescue_big@2 rescue_mid@1 furo_i*2@0- push@0-", care="bed_icu@0- round@0-", day=day, group=("FR13", "急性心肌梗死", 1.8))
    v.leaving, v.person.died = "5", v.end
    v.settled = v.end + timedelta(days=2)
    c.plant([v])


@innocent()
def from_psychiatry_to_a_scanner(c: County) -> None:
    """The psychiatric house has no scanner: staff take the patient to the general hospital for a morning."""
    p, day = somebody(c, "", 30, 62), _day(c, 60)
    v = lies(c, "js", "精神科", "F20.900 精神分裂症", (0, 1), 34, "cbc liver ecg scale_neg@1 mind_watch*6@0-2 mind_play@5-/2 olanz@0 risper@0", care="minded", person=p, day=day, kind="2105")
    w = comes(c, "sy", "神经内科", "R51.x00 头痛", (0, 1), "see ct", person=p, day=day + 12 * DAY, at=9.4)
    c.plant([v, w])


@innocent()
def home_on_leave_from_psychiatry(c: County) -> None:
    """Two days of trial leave: only the kept bed is charged, treatment is not."""
    v = lies(c, "js", "精神科", "F20.900 精神分裂症", (26, 60), 40, "cbc liver ecg mind_care@0-19 mind_care@22- round@0-19 round@22- bed@0-19 leave_bed@20-21 bed@22- mind_play@5-19/2 mind_play@22-/2 olanz@0-/14 risper@0-/15", care="", kind="2105", day=_day(c, 60))
    c.plant([v])


@innocent()
def settled_at_the_end_of_the_year(c: County) -> None:
    """A stay that goes over the New Year is settled on 31 December and goes on next day under a new number, in the same bed."""
    p, day = somebody(c, "", 34, 64), date(2025, 12, 3) + c.rng.randrange(12) * DAY
    first = (date(2025, 12, 31) - day).days
    bill = "mind_play@2-/2 mind_talk@3-/7 olanz@0 risper@0"
    a = lies(c, "js", "精神科", "F20.900 精神分裂症", (0, 1), first, f"cbc liver ecg scale_neg@1 {bill}", care="minded", person=p, day=day, kind="2105")
    a.end = datetime(2025, 12, 31, 23, 50)
    b = lies(c, "js", "精神科", "F20.900 精神分裂症", (0, 1), 28, f"cbc liver {bill}", care="minded", person=p, day=date(2026, 1, 1), kind="2105", hour=0.05)
    c.plant([a, b])


@innocent()
def ward_and_intensive_bed_on_one_day(c: County) -> None:
    """On the day he is moved to intensive care the ward charges its bed and care for the day, the unit its intensive care by the hour."""
    v = lies(c, "sy", "心血管内科", "I21.000 前壁急性心肌梗死", (52, 78), 8, "adm pre tni@0-1 ckmb@0 bnp ecg@0-3 us_heart monitor*24@0-3 lmwh*2@0-4 aspirin@0 ticag@0 rosuv@0 oxygen*20@0-2 bed_icu@2-3 icu*10@2 icu*24@3", care="bed@0-2 bed@4- n1@0-2 n1@4- round@0-", group=("FM13", "急性心梗介入", 3.6), knife="0:36.0700 冠状动脉药物洗脱支架置入术:stenting wire*2 baln*2 stent*2 contrast*2 heparin:")
    c.plant([v])


@innocent()
def three_vessels_three_stents(c: County) -> None:
    """Three vessel disease: three stents with two wires and four balloons, as the report of the catheter has it."""
    c.plant([lies(c, "sy", "心血管内科", "I20.000 不稳定性心绞痛;I25.103 冠状动脉粥样硬化性心脏病", (54, 78), 5, "adm pre tni us_heart ecg@1 aspirin@0 ticag@0 rosuv@0 monitor*20@1-2", group=("FM19", "经皮冠状动脉支架植入", 3.4), knife="1:36.0700 三支冠状动脉药物洗脱支架置入术:stenting wire*2 baln*4 stent*3 contrast*2 heparin*2:")])


@innocent()
def opened_again_for_bleeding(c: County) -> None:
    """Bleeding six hours after the gall bladder: a second operation with its own anaesthesia on the same day, blood given."""
    v = lies(c, "sy", "普通外科", "K80.100 胆囊结石伴慢性胆囊炎;T81.000 操作后出血", (40, 72), 9, "adm pre us cefur*2@1-4 saline*3@1-5 drip@1-6 drip_more*2@1-5 cbc*3@1 cross*2@1 red*2@1 monitor*20@1-3 dress_m@4 specimen@1", group=("HC23", "胆囊切除手术伴并发症", 2.0), knife="1:51.2300 腹腔镜下胆囊切除术:chole scope clip*4 suture:1")
    operated(c, v, 1, "54.1202", "剖腹探查止血术", "suture*3 drain", "1", 17.5)
    c.plant([v])


@innocent()
def hernia_of_the_other_side(c: County) -> None:
    """A left hernia in spring, a right one in autumn."""
    p, day = somebody(c, "1", 50, 74), _day(c, 240)
    c.plant([lies(c, "er", "普通外科", f"K40.900 {side}侧腹股沟疝", (0, 1), 4, "adm pre us dress_m@2", person=p, day=day + 190 * k * DAY, group=("GE15", "疝修补手术", 0.75), knife=f"1:53.0500 {side}侧腹股沟疝无张力修补术:hernia mesh suture:2") for k, side in enumerate("左右")])


@innocent()
def heads_scanned_again_and_again(c: County) -> None:
    """A growing haematoma: five scans of the head in four days."""
    c.plant([lies(c, "sy", "神经外科", "S06.500 创伤性硬膜下出血", (40, 76), 11, "adm clot ct*2@0 ct@1 ct@2 ct@3 ct@8 mannitol*4@0-5 drip@0- saline*3@0-5 drip_more*3@0-5 monitor*24@0-6 n1@0-", care="bed@0- round@0-", group=("BR13", "颅内出血", 1.6))])


@innocent()
def back_next_day_with_something_else(c: County) -> None:
    """Sent home after pneumonia, she falls on the stairs next day and comes back with a broken wrist."""
    p, day = somebody(c, "2", 64, 80), _day(c)
    a = lies(c, "sy", "呼吸与危重症医学科", "J18.900 肺炎", (0, 1), 7, "adm ct crp ceftri*2@0- saline*2@0- drip@0- drip_more@0- ambrox!", person=p, day=day, group=("ES33", "呼吸系统感染", 0.85))
    b = lies(c, "sy", "骨科", "S52.500 桡骨远端骨折", (0, 1), 6, "adm pre dr cefur*2@1-2 saline*2@1-2 drip@1-2 dr@3 dress_m@3", person=p, day=day + 8 * DAY, group=("IF45", "前臂手术", 1.6), knife="1:79.3200 桡骨骨折切开复位内固定术:radius plate screw*6 suture:4")
    c.plant([a, b])


@innocent()
def one_meal_three_of_a_family(c: County) -> None:
    """Mushrooms: three of one household are admitted the same night with the same bill."""
    day = _day(c)
    out = []
    for k, age in enumerate((62, 34, 60)):
        p = somebody(c, "", age, age + 2)
        p.address = out[0].person.address if out else p.address
        out.append(lies(c, "sy", "急诊科", "T62.000 摄食蘑菇的毒性效应", (0, 1), 3, "adm clot liver@1 liver@2 wash_stomach@0 saline5*3@0-2 dextrose*2@0-2 drip@0-2 drip_more*4@0-2 monitor*20@0-1", person=p, day=day, hour=20.0 + k / 4, group=("VS15", "中毒", 0.6)))
    c.plant(out)


@innocent()
def operated_and_home_the_same_day(c: County) -> None:
    """Day surgery: in at eight, out at four, all in one day."""
    c.plant([lies(c, "sy", "日间手术中心", "K40.900 腹股沟疝", (34, 64), 0, "cbc clot infect ecg", kind="28", hour=8.1, group=("GE15", "疝修补手术", 0.6), knife="0:53.0500 单侧腹股沟疝无张力修补术:hernia mesh suture:2")])


@innocent()
def oxygen_day_and_night(c: County) -> None:
    """Interstitial lung disease: high flow oxygen for every hour he lies there."""
    c.plant([lies(c, "er", "呼吸与危重症医学科", "J84.100 间质性肺病;J96.100 慢性呼吸衰竭", (56, 78), 9, "adm gas gas@2 gas@5 ct oxygen*24@0- spo2*24@0-4 methyl*2@0-6 saline*2@0-6 drip@0-6", care="watched", group=("ET13", "间质性肺病", 1.1))])


@innocent()
def two_weights_of_dressing(c: County) -> None:
    """Bedsores at the sacrum and a heel: a large and a small dressing on each third day."""
    c.plant([lies(c, "yl", "老年护理科", "L89.300 骶尾部压疮Ⅲ期;L89.600 足跟压疮;I69.300 脑梗死后遗症", (74, 92), 24, "cbc albumin dress_l@0-/3 dress_s@0-/3 foam*2@0-/3 ng_feed*4@0- turn@1-/3", kind="2105")])


@innocent()
def labour_ends_in_the_theatre(c: County) -> None:
    """Fourteen hours of labour with relief and monitoring, then a caesarean: both the epidural of labour and that of the theatre."""
    c.plant([lies(c, "fy", "产科", "O64.900 胎位异常致梗阻性分娩;Z37.000 单一活产", (24, 36), 5, "adm pre us fetal*6@0 labour_ease@0 oxytocin*2@0-2 cefur*2@1-2 saline*2@1-2 drip@0-3 foley@1 foley_m@1 dress_m@3", sex="2", kind="52", knife="1:74.1x01 子宫下段剖宫产术:section suture*2:2")])


@innocent()
def six_therapies_a_day(c: County) -> None:
    """Two months after a bleeding, in a rehabilitation house: movement, hands, speech, swallowing and two machines daily, as the round prescribes."""
    c.plant([lies(c, "kf", "神经康复科", "I69.100 脑出血后遗症;G81.900 偏瘫;R47.000 失语;R13.x00 吞咽困难", (44, 70), 27, "cbc balance@0 adl@0 balance@14 adl@26 exercise@1- ot@1- speech@1- swallow@1- lowfreq@1- airpress@1-", day=_day(c, 60))])


@innocent()
def from_nursing_house_to_hospital_and_back(c: County) -> None:
    """A nursing house settles on the day a resident is taken to hospital with pneumonia and opens a new stay at her return."""
    p, day = somebody(c, "", 76, 92), _day(c, 80)
    old = "I69.300 脑梗死后遗症;L89.900 压疮"
    a = lies(c, "yl", "老年护理科", old, (0, 1), 16, "ng_feed*4@0- dress_m@0-/3", person=p, day=day, kind="2105", hour=9.0)
    b = lies(c, "er", "呼吸与危重症医学科", "J69.000 吸入性肺炎", (0, 1), 8, "adm ct crp pct piptaz*3@0- saline*3@0- drip@0- drip_more*2@0- suction*3@0-4 ng_feed*4@0- oxygen*12@0-4", person=p, day=day + 16 * DAY, hour=14.0, group=("ES31", "呼吸系统感染伴并发症", 1.3))
    d = lies(c, "yl", "老年护理科", old, (0, 1), 14, "ng_feed*4@0- dress_m@0-/3", person=p, day=day + 24 * DAY, kind="2105", hour=14.5)
    c.plant([a, b, d])


@innocent()
def price_of_a_box_by_the_tablet(c: County) -> None:
    """A ward's pharmacy dispenses by the tablet: seven tablets of a box of twenty eight at a quarter of its price."""
    v = lies(c, "er", "心血管内科", "I10.x00 特发性高血压", (48, 74), 7, "adm lipids us_heart ecg abpm@1", group=("FV15", "高血压", 0.6))
    for d in c.days(v):
        c.add(v, "amlo", 1, d + timedelta(hours=8), price=0.29)
        c.add(v, "rosuv", 1, d + timedelta(hours=8), price=0.86)
    c.plant([v])


@innocent()
def charged_and_taken_back(c: County) -> None:
    """A dear test is entered for the wrong patient and taken back by a negative line two days later."""
    v = lies(c, "sy", "肿瘤科", "C34.900 肺恶性肿瘤", (48, 74), 5, "adm ct_c contrast cea ceftri*2@0- saline@0- drip@0- neb@0-", group=("ER13", "呼吸系统肿瘤", 0.9))
    x = billed(c, v, "gene@1")["gene"][0]
    c.add(v, "gene", -1, x.at + timedelta(days=2), exact=True, of=x.sn)
    c.plant([v])
