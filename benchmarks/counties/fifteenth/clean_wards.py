"""Stays that look like a scheme and are right."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from .bill import billed, grouped, lies, operated, somebody
from .cases import innocent
from .houses import County
from .wards import ILL, N1


@innocent()
def planned_chemotherapy_every_third_week(c: County) -> None:
    """Six admissions three weeks apart for chemotherapy by plan are no split stay: each is a cycle of its own."""
    p, day = somebody(c, "", 44, 70), c.workday(hi=date(2026, 1, 20))
    out = []
    for k in range(5):
        v = lies(c, "xy", "肿瘤科", "Z51.100 为肿瘤化学治疗疗程;C18.900 结肠恶性肿瘤", (0, 0), 2, "cbc liver kidney ions ecg oxali*3@0 ondan*2@0-1 dextrose*2@0 saline*2@0-1 drip@0-1 drip_more@0-1 capec!", person=p, day=day + timedelta(days=21 * k), group=("RE13", "化疗", 0.7))
        out.append(v)
    c.plant(out)


@innocent()
def back_within_days_for_another_illness(c: County) -> None:
    """Home after a hernia, four days later struck by a stroke: two illnesses, two wards, no split stay."""
    p, day = somebody(c, "1", 58, 76), c.workday(hi=date(2026, 5, 1))
    a = lies(c, "xy", "普通外科", "K40.900 腹股沟疝", (0, 0), 4, "adm pre us dr cefur*2@1 saline*2@1 drip@1 dress_s@2", person=p, day=day, group=("GE13", "疝修补", 0.95))
    operated(c, a, 1, "53.0200", "腹股沟疝修补术", "hernia mesh suture", "2")
    b = lies(c, "xy", "神经内科", "I63.900 脑梗死", (0, 0), 9, "adm clot lipids ct mri@1 edara*2@0-8 saline*2@0-8 drip@0-8 drip_more@0-8 aspirin@0 atorva@0", care=N1, person=p, day=day + timedelta(days=8), group=("BR23", "脑缺血性疾患", 1.1))
    c.plant([a, b])


@innocent()
def sent_up_from_the_township(c: County) -> None:
    """The township refers a worsening pneumonia to the county hospital on the same day: both bill the day they cared."""
    p, day = somebody(c, "", 60, 80), c.workday(hi=date(2026, 5, 20))
    a = lies(c, "wa", "内科", "J18.900 肺炎", (0, 0), 2, "cbc crp glu ecg dr cefur*4@0- saline*2@0- drip@0-", person=p, day=day, hour=9.0)
    a.leaving = "2"
    b = c.stay("xy", p, a.end.date(), 8, "呼吸内科", [("J18.900", "肺炎")], hour=15.0)
    billed(c, b, f"{N1} adm gas crp ct sputum cefop*4@0- ambrox_i*2@0- saline*4@0- drip@0- drip_more@0- oxygen*8@0-3 monitor*8@0-2 cbc@5")
    grouped(b, "ES33", "呼吸系统感染/炎症", 0.9)
    c.plant([a, b])


@innocent()
def icu_died_on_the_second_day(c: County) -> None:
    """A short dear stay: brought in dying, two days of intensive care, death."""
    v = lies(c, "xy", "重症医学科", "A41.900 脓毒血症;J96.000 急性呼吸衰竭", (64, 84), 2, "adm gas gas@1 clot pct bnp ct blood_cult cvc cvc_m bed_icu@0- icu*24@0- round@0- vent*24@0- suction*10@0- merop*6@0- saline*6@0- saline5*3@0- drip@0- drip_more*4@0- foley foley_m rescue_big@1", care="", group=("ER11", "呼吸衰竭", 3.4))
    v.leaving, v.person.died = "5", v.end
    c.plant([v])


@innocent()
def albumin_measured_low(c: County) -> None:
    """Albumin for ascites of a cirrhosis with albumin measured twice: within the limit of payment."""
    c.plant([lies(c, "xy", "消化内科", "K74.600 肝硬化;R18.x00 腹水;E88.000 低蛋白血症", (44, 74), 10, "adm clot us albumin@3 albumin@6 albumin_i@1-5 drip@1-5 furo_i@0-6 push@0-6 spiro@0", group=("HZ13", "肝硬化", 1.15))])


@innocent()
def two_operations_in_one_narcosis(c: County) -> None:
    """Gall bladder and hernia in one narcosis: two operations, one anaesthesia, the second at half the price."""
    v = lies(c, "xy", "普通外科", "K80.100 胆囊结石伴慢性胆囊炎;K40.900 腹股沟疝", (44, 70), 6, "adm pre us dr cefur*2@1-2 saline*2@1-2 saline5*2@1-2 drip@1-2 drip_more*2@1-2 dress_s@2 dress_s@4", sex="1", group=("HC23", "胆囊切除", 1.35))
    operated(c, v, 1, "51.2300", "腹腔镜下胆囊切除术", "chole scope clip*3 suture specimen", "1")
    v.operations.append({"code": "53.0200", "name": "腹股沟疝修补术", "at": v.operations[0]["at"] + timedelta(minutes=70), "anst": "1"})
    c.add(v, "hernia", 1, v.operations[1]["at"], price=320.0)
    billed(c, v, "mesh@1")
    c.plant([v])


@innocent()
def back_to_theatre_for_bleeding(c: County) -> None:
    """Two narcoses in two days: bled after the operation, opened again; the second is an emergency, not a repeat."""
    v = lies(c, "xy", "普通外科", "K80.100 胆囊结石伴慢性胆囊炎;T81.000 操作并发出血", (40, 70), 9, "adm pre us cefur*2@1-4 saline*2@1-4 saline5*2@1-4 drip@1-4 drip_more*2@1-4 monitor*16@1-3 oxygen*8@1-3 cbc@2 cbc@3 cross@2 red*2@2 dress_m@4-/2", care=N1, group=("HC21", "胆囊切除伴严重并发症", 2.2))
    operated(c, v, 1, "51.2300", "腹腔镜下胆囊切除术", "chole scope clip*3 suture specimen", "1")
    operated(c, v, 2, "54.1900", "剖腹探查止血术", "suture*2", "1", hour=15.0)
    c.plant([v])


@innocent()
def two_eyes_a_week_apart(c: County) -> None:
    """Both cataracts, a week apart, in two short stays: an eye at a time is the standard of care."""
    p, day = somebody(c, "", 62, 82), c.workday(hi=date(2026, 5, 20))
    out = []
    for k, side in ((0, "H25.900 老年性白内障"), (7, "H25.900 老年性白内障;Z96.100 人工晶体植入状态")):
        v = lies(c, "yk1", "眼科", side, (0, 0), 1, "cbc clot infect glu ecg vision slit iop biometry us_b levo_eye! pred_eye!" if not k else "vision slit iop biometry levo_eye! pred_eye!", person=p, day=day + timedelta(days=k))
        operated(c, v, 0, "13.4100", "白内障超声乳化抽吸术", "phaco lens", "3", hour=v.start.hour + 2.0)
        out.append(v)
    c.plant(out)


@innocent()
def eye_buses_bring_a_village(c: County) -> None:
    """Six neighbours on one day to the eye clinic after a screening in their village: each has his own cataract."""
    day, out = c.workday(hi=date(2026, 5, 20)), []
    for _ in range(6):
        p = somebody(c, "", 64, 84)
        p.address = f"云岭县大垭乡南坪村{c.rng.randrange(1, 6)}组{c.rng.randrange(1, 40)}号"
        v = lies(c, "yk2", "眼科", "H25.900 老年性白内障", (0, 0), 1, "cbc clot infect glu ecg vision slit iop biometry us_b levo_eye! pred_eye!", person=p, day=day)
        operated(c, v, 0, "13.4100", "白内障超声乳化抽吸术", "phaco lens", "3", hour=v.start.hour + 2.0)
        out.append(v)
    c.plant(out)


@innocent()
def couple_with_the_same_flu(c: County) -> None:
    """Man and wife, same address, same days, same illness: influenza in a household, tested positive."""
    day, a = c.workday(hi=date(2026, 6, 1)), somebody(c, "1", 66, 82)
    b = somebody(c, "2", 64, 80)
    b.address, b.phone = a.address, a.phone
    out = [lies(c, "xe", "呼吸内科", "J10.000 流感伴肺炎", (0, 0), 7, "adm flu crp ct oselta@0 ambrox_i*2@0- saline*2@0- drip@0- oxygen*6@0-2 cbc@4", person=p, day=day, group=("ES33", "呼吸系统感染/炎症", 0.82)) for p in (a, b)]
    c.plant(out)


@innocent()
def mother_and_child_in_one_room(c: County) -> None:
    """A birth and the newborn's own stay for jaundice overlap: two insured persons, two beds, two bills."""
    p, day = somebody(c, "2", 22, 36), c.workday(hi=date(2026, 5, 20))
    v = lies(c, "fy", "产科", "O80.000 头位顺产;Z37.000 单胎活产", (0, 0), 4, "cbc urine clot infect type us oxytocin*2@0 saline5@0 drip@0", person=p, day=day)
    v.kind = "52"
    operated(c, v, 0, "73.5900", "手法助产", "birth", "", hour=16.0)
    baby = c.person("", born=day)
    b = c.stay("fy", baby, day + timedelta(days=2), 5, "新生儿科", [("P59.900", "新生儿黄疸")])
    billed(c, b, "bed_baby@0- n_baby@0- round@0- cbc liver type tcb tcb@2 tcb@4 photo*16@0-2")
    c.plant([v, b])


@innocent()
def twins_with_neighbouring_names(c: County) -> None:
    """Twins, same day of birth, same address, same bill: two children with one infection."""
    a = somebody(c, "1", 2, 6)
    b = somebody(c, "1", 2, 6)
    b.born, b.address, b.phone = a.born, a.address, a.phone
    day = c.workday(hi=date(2026, 6, 1))
    c.plant([lies(c, "fy", "儿科", "J18.000 支气管肺炎", (0, 0), 6, "cbc crp urine liver dr cefur*2@0-5 saline*2@0-5 scalp@0-5 neb*2@0- budes*2@0- cbc@4", person=p, day=day) for p in (a, b)])


@innocent()
def long_stay_with_pressure_sores(c: County) -> None:
    """Two months in the nursing house with tube feeding and sores: long because nobody can nurse him at home."""
    c.plant([lies(c, "yy", "护理区", "I69.100 脑出血后遗症;L89.300 压疮4期", (70, 88), 56, "cbc kidney ions albumin ng_tube@0 ng_tube@28 ng_feed*5@1- dress_l@0-/2 suction*3@0- cbc@20 cbc@42 albumin@42", care=ILL)])


@innocent()
def stroke_training_within_three_months(c: County) -> None:
    """Training from the second week after a stroke, once a day and less than three months: what the limits allow."""
    c.plant([lies(c, "zy", "康复科", "I69.300 脑梗死后遗症;I10.x00 特发性高血压", (48, 74), 28, "adm clot balance@0 balance@14 adl@0 adl@14 hemi@1- ot@1- speech@1- swallow@1-14 needle_e@1- aspirin@0 atorva@0 amlo@0", group=("BY13", "神经系统康复", 1.9))])


@innocent()
def intensive_hours_of_a_broken_day(c: County) -> None:
    """Six hours of intensive care after theatre, then the ward's level of care: each for its part of the day."""
    v = lies(c, "xy", "骨科", "S72.000 股骨颈骨折;I50.900 心力衰竭", (76, 90), 13, "adm pre dr us_heart bnp us_leg gas lmwh@0-11 cefur*2@3-4 saline*2@3-4 drip@3-4 dr@5 dress_m@5-/3 joint@6- cbc@4", care="bed@0-2 bed_icu@3 bed@4- n2@0-2 n1@4-6 n2@7- round@0- icu*6@3#16", group=("IC21", "髋关节置换伴严重并发症", 3.8))
    operated(c, v, 3, "81.5200", "人工股骨头置换术", "hip hip_m suture cross", "2")
    c.plant([v])


@innocent()
def snake_bite_with_much_serum(c: County) -> None:
    """Four ampoules of serum and ten days for a dear bite with a failing kidney: the severe case of a mountain summer."""
    c.plant([lies(c, "xy", "重症医学科", "T63.000 蛇毒的毒性效应;N17.900 急性肾衰竭", (30, 70), 10, "adm clot clot@1 clot@2 ckmb antivenom*4@0 tat im dexa*2@0-2 saline*2@0-4 saline5*2@0-4 drip@0-4 drip_more*2@0-4 bed_icu@0-2 bed@3- icu*24@0-2 n1@3-4 n2@5- round@0- cvc@0 cvc_m@0 hd@1 dialyser@1 blood_line@1 hd@3 dialyser@3 blood_line@3 crea@1 crea@2 crea@4 dress_m@0-", care="", group=("VS11", "中毒伴极严重并发症", 2.4))])


@innocent()
def tuberculosis_lies_a_month(c: County) -> None:
    """Infectious sputum keeps him in for a month: isolation until two smears are negative."""
    c.plant([lies(c, "xe", "感染科", "A15.000 肺结核", (28, 66), 30, "adm infect ct ct@28 sputum afb afb@14 afb@21 afb@28 esr liver@14 hrze@0 hrze@15 hrze!", group=("EJ13", "呼吸系统结核", 1.3))])


@innocent()
def lies_with_another_year_settled(c: County) -> None:
    """Over New Year a stay is settled in two parts, one for each year: two settlements of one stay are the rule-book's."""
    day = date(2025, 12, 27)
    v = lies(c, "xy", "内分泌科", "E11.900 2型糖尿病", (46, 72), 9, "adm hba1c lipids us_leg glu_poc*6@0- insulin_i@0 metfo@0", day=day, group=None)
    for x in v.lines:
        x.claim = 1 if x.at.year == 2026 else 0
    v.more["parts"] = {0: v.start.replace(day=31, hour=23, minute=30), 1: v.end + timedelta(minutes=20)}
    c.plant([v])


@innocent()
def private_house_with_real_pneumonia(c: County) -> None:
    """A private general house keeps an old man for twelve days: fever, white cells and film are all on the bill."""
    c.plant([lies(c, "pa", "内科", "J18.900 肺炎;J44.100 慢性阻塞性肺病伴急性加重", (70, 86), 12, "cbc urine liver kidney ions glu ecg crp ct gas cefop*4@0-9 saline*2@0-9 drip@0-9 drip_more@0-9 methyl@0-3 ambrox_i*2@0- oxygen*10@0-5 neb*2@0- budes*2@0- cbc@4 cbc@9 crp@9", care=N1)])


@innocent()
def day_ward_for_a_polyp(c: County) -> None:
    """One night for a polyp under insurance: day surgery by the provincial list."""
    v = lies(c, "xy", "消化内科", "K63.500 结肠息肉", (40, 74), 1, "cbc clot infect ecg colono")
    operated(c, v, 0, "45.4200", "内镜下结肠息肉切除术", "polyp biopsy", "", hour=v.start.hour + 2.0)
    grouped(v, "GK33", "结肠镜治疗", 0.5)
    c.plant([v])


@innocent()
def stays_twice_with_worsening_lungs(c: County) -> None:
    """COPD in December and again forty days later: the winter of a bad lung."""
    p, day = somebody(c, "1", 62, 80), date(2025, 12, 1) + timedelta(days=c.rng.randrange(20))
    bill = "adm gas ct crp cefop*4@0-6 saline*2@0-6 drip@0-6 methyl@0-3 ambrox_i*2@0- oxygen*10@0-4 neb*2@0- budes*2@0- cbc@5"
    c.plant([lies(c, "xe", "呼吸内科", "J44.100 慢性阻塞性肺病伴急性加重", (0, 0), 8, bill, care=N1, person=p, day=day + timedelta(days=k), group=("ER23", "慢性阻塞性肺病", 1.0)) for k in (0, 48)])


@innocent()
def visited_the_dialysis_centre_from_the_ward(c: County) -> None:
    """The county hospital's patient is dialysed in its own rooms and billed to the stay, thrice a week."""
    c.plant([lies(c, "xy", "骨科", "S52.500 桡骨远端骨折;N18.500 慢性肾脏病5期", (50, 74), 8, "adm infect clot dr plaster hd@1 dialyser@1 blood_line@1 heparin@1 hd@3 dialyser@3 blood_line@3 heparin@3 hd@6 dialyser@6 blood_line@6 heparin@6", group=("IF45", "上肢骨折", 0.8))])


@innocent()
def left_against_advice_after_a_night(c: County) -> None:
    """A farmer leaves after one night because of the harvest: short, tested, hardly treated, against advice."""
    v = lies(c, "xe", "内科", "J18.900 肺炎", (46, 70), 1, "adm crp dr ceftri*2@0 saline@0 drip@0", group=("ES33", "呼吸系统感染/炎症", 0.82))
    v.leaving = "4"
    c.plant([v])
