"""Visits and purchases that look like a scheme and are right."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from .bill import comes, lies, somebody
from .cases import innocent
from .houses import County

LATE = date(2026, 5, 20)


@innocent()
def outreach_day_of_a_village_doctor(c: County) -> None:
    """Twelve neighbours within two hours: the village doctor's monthly round with tablets for high blood pressure."""
    day, out = c.workday(hi=LATE), []
    for k in range(12):
        p = somebody(c, "", 56, 84)
        p.address = f"云岭县大垭乡雾岗村{c.rng.randrange(1, 9)}组{c.rng.randrange(1, 40)}号"
        out.append(comes(c, "cw4", "全科", "I10.x00 特发性高血压", (0, 0), "gp amlo", kind="14", person=p, day=day, at=8.6 + k * 0.16, minutes=8))
    c.plant(out)


@innocent()
def township_team_on_market_day(c: County) -> None:
    """Fifteen visits of one doctor on a market day, each with its own complaint: mountain people come when there is a bus."""
    day, out = c.workday(hi=LATE), []
    doctor = c.houses["wd"].doctors[0]
    for k in range(15):
        dx, bill = c.rng.choice((("J06.900 急性上呼吸道感染", "gp cbc lianhua"), ("I10.x00 特发性高血压", "gp amlo"), ("M54.500 下背痛", "gp goutong"), ("K29.500 慢性胃炎", "gp omep")))
        v = comes(c, "wd", "内科", dx, (30, 80), bill, day=day, at=8.2 + k * 0.45, minutes=20)
        v.doctor = doctor
        for x in v.lines:
            x.doctor = doctor
        out.append(v)
    c.plant(out)


@innocent()
def son_collects_for_both_parents(c: County) -> None:
    """Two old people's tablets bought within three minutes at one till: the son has both cards and both prescriptions."""
    day = c.workday(hi=LATE)
    a, b = somebody(c, "1", 68, 82), somebody(c, "2", 66, 80)
    b.address, b.phone = a.address, a.phone
    c.plant([comes(c, "yd3", "", "I10.x00 特发性高血压", (0, 0), bill, kind="9929", person=p, day=day, at=at, minutes=2) for p, bill, at in ((a, "amlo vals*2", 10.0), (b, "amlo meto*2", 10.05))])


@innocent()
def three_months_before_work_far_away(c: County) -> None:
    """Twelve weeks of blood pressure tablets at once: the long prescription for those who go to work on the coast."""
    c.plant([comes(c, "wa", "内科", "I10.x00 特发性高血压", (40, 58), "gp amlo*3", kind="14", day=date(2026, 2, 24))])


@innocent()
def two_illnesses_two_rooms_one_morning(c: County) -> None:
    """One trip to town, two departments: heart and eyes on one day, a fee of consultation for each."""
    p, day = somebody(c, "", 60, 78), c.workday(hi=LATE)
    c.plant([comes(c, "xy", "心血管内科", "I25.103 冠状动脉粥样硬化性心脏病", (0, 0), "see_chief ecg aspirin atorva*2", person=p, day=day, at=8.6), comes(c, "xy", "眼科", "H04.100 干眼症", (0, 0), "see vision slit tears", person=p, day=day, at=10.3)])


@innocent()
def film_again_after_setting(c: County) -> None:
    """Two films of one arm within an hour: before the bone was set and after the plaster."""
    v = comes(c, "xy", "骨科", "S52.500 桡骨远端骨折", (8, 70), "see dr plaster", at=9.0, minutes=100)
    c.add(v, "dr", 1, v.start + timedelta(minutes=80), exact=True)
    c.plant([v])


@innocent()
def both_knees_filmed(c: County) -> None:
    """Two films, left and right, of one morning: two parts of the body."""
    c.plant([comes(c, "xe", "骨科", "M17.000 双侧原发性膝关节病", (54, 76), "see dr*2 celec")])


@innocent()
def troponin_three_times_in_a_night(c: County) -> None:
    """Troponin and cardiogram at 0, 3 and 6 hours of a chest pain: the pathway of the chest pain unit."""
    v = comes(c, "xy", "急诊科", "R07.400 胸痛", (44, 80), "see_er ecg tni ckmb cbc monitor*6", kind="13", at=14.0, minutes=400)
    for k in (180, 360):
        c.add(v, "tni", 1, v.start + timedelta(minutes=k), exact=True)
        c.add(v, "ecg", 1, v.start + timedelta(minutes=k), exact=True)
    c.plant([v])


@innocent()
def man_with_breast_cancer(c: County) -> None:
    """A man takes letrozole for a cancer of the breast: rare and right."""
    c.plant([comes(c, "yd1", "", "C50.900 乳腺恶性肿瘤", (56, 74), "letro", kind="9929", sex="1", minutes=4)])


@innocent()
def mother_at_forty_eight(c: County) -> None:
    """An unborn heart listened to at forty-eight: pregnant after marrying again."""
    c.plant([comes(c, "fy", "产科", "O09.500 高龄初产妇妊娠监督", (47, 48.5), "see urine fetal us", kind="51", sex="2")])


@innocent()
def osteoporosis_of_a_man(c: County) -> None:
    """Alendronate for a man after years of cortisone."""
    c.plant([comes(c, "xy", "骨科", "M81.400 药物性骨质疏松", (58, 76), "see alend", kind="14", sex="1")])


@innocent()
def child_on_adult_tablets(c: County) -> None:
    """Sixteen years old and seventy kilograms: adult tablets of valproate."""
    c.plant([comes(c, "xy", "神经内科", "G40.900 癫痫", (15.6, 17.4), "see valpro*2", kind="14")])


@innocent()
def bought_on_the_day_of_discharge(c: County) -> None:
    """Leaves the ward in the morning and buys at the shop in the afternoon what the ward had not got."""
    p = somebody(c, "", 60, 78)
    a = lies(c, "wa", "内科", "J18.900 肺炎", (0, 0), 6, "cbc urine crp glu ecg dr cefur*4@0- saline*2@0- drip@0- cbc@5", person=p, day=c.workday(hi=LATE))
    b = comes(c, "yd3", "", "J44.900 慢性阻塞性肺病", (0, 0), "tiotrop", kind="9929", person=p, day=a.end.date(), at=15.2, minutes=4)
    c.plant([a, b])


@innocent()
def buyer_for_one_who_lies(c: County) -> None:
    """The wife buys the husband's long-term blood thinner on his card while he lies: his ward does not give it."""
    p = somebody(c, "1", 60, 78)
    a = lies(c, "xe", "普通外科", "L03.900 蜂窝织炎", (0, 0), 8, "adm crp cefur*4@0- saline*2@0- drip@0- dress_m@0-", person=p, day=c.workday(hi=LATE), group=("JS13", "皮肤疾患", 0.6))
    b = comes(c, "yd1", "", "C92.100 慢性髓系白血病", (0, 0), "imat", kind="9929", person=p, day=a.start.date() + timedelta(days=3), at=10.0, minutes=4)
    c.plant([a, b])


@innocent()
def seen_elsewhere_on_the_day_of_admission(c: County) -> None:
    """Seen at the township at eight, sent on, admitted in town at three."""
    p, day = somebody(c, "", 50, 76), c.workday(hi=LATE)
    a = comes(c, "wb", "内科", "R10.400 腹痛", (0, 0), "gp cbc us_b", person=p, day=day, at=8.2)
    b = lies(c, "xy", "消化内科", "K85.900 急性胰腺炎", (0, 0), 7, "adm amyl crp ct us somato*4@0-3 omep_i*2@0-3 saline*3@0-3 dextrose*2@0-4 saline5*2@0-4 drip@0-4 drip_more*4@0-3 amyl@2 ions@1", care="bed@0- n1@0-2 n2@3- round@0-", person=p, day=day, hour=15.0, group=("HU13", "急性胰腺炎", 1.0))
    c.plant([a, b])


@innocent()
def bought_the_evening_before_death(c: County) -> None:
    """Buys in the evening, dies in the night."""
    v = comes(c, "yd2", "", "I25.103 冠状动脉粥样硬化性心脏病", (74, 90), "aspirin atorva*2", kind="9929", at=18.0, minutes=4)
    v.person.died = v.end + timedelta(hours=9)
    c.plant([v])


@innocent()
def settled_after_death(c: County) -> None:
    """Died in the ward, settled two days later by the family: the settlement is later than the death, the care is not."""
    v = lies(c, "xy", "神经内科", "I61.900 脑出血", (64, 86), 4, "adm clot ct ct@2 mannitol*3@0- drip@0- drip_more*2@0- monitor*24@0- oxygen*20@0- foley foley_m rescue_big@3", care="bed@0- n1@0- round@0-", group=("BR11", "颅内出血伴极严重并发症", 2.0))
    v.leaving, v.person.died, v.settled = "5", v.end, v.end + timedelta(days=2)
    c.plant([v])


@innocent()
def dear_tablet_monthly_from_the_dual_channel(c: County) -> None:
    """Osimertinib once in thirty days from the double channel shop: dear, regular, prescribed."""
    p, day = somebody(c, "", 54, 72), date(2025, 9, 1) + timedelta(days=c.rng.randrange(20))
    seen = comes(c, "xy", "肿瘤科", "C34.900 肺恶性肿瘤", (0, 0), "see_chief cbc liver ct", person=p, day=day - timedelta(days=3))
    c.plant([seen, *(comes(c, "yd1", "", "C34.900 肺恶性肿瘤", (0, 0), "osim", kind="9929", person=p, day=day + timedelta(days=30 * k), minutes=4) for k in range(6))])


@innocent()
def refilled_three_days_early(c: County) -> None:
    """Comes for the next month three days early, before the Spring Festival."""
    p = somebody(c, "", 56, 76)
    c.plant([comes(c, "wc", "内科", "E11.900 2型糖尿病", (0, 0), "gp glu metfo glime", kind="14", person=p, day=d) for d in (date(2026, 1, 19), date(2026, 2, 13))])


@innocent()
def root_canal_of_a_molar(c: County) -> None:
    """Three canals of one molar, prepared and filled: charged by the canal."""
    c.plant([comes(c, "ya", "口腔科", "K04.000 牙髓炎", (20, 64), "see tooth_film*2 local lido canal*3 canal_fill*3", minutes=90)])


@innocent()
def crown_paid_by_himself(c: County) -> None:
    """A bridge and scaling on one bill, both outside insurance and paid by the patient."""
    c.plant([comes(c, "ya", "口腔科", "K08.100 牙列缺损", (36, 70), "see tooth_film denture*3 scaling*20", minutes=80)])


@innocent()
def dog_bite_wound(c: County) -> None:
    """Wound stitched, tetanus serum, injection and dressing on one visit at the emergency room."""
    c.plant([comes(c, "xe", "急诊科", "S81.900 小腿开放性伤口", (10, 66), "see_er sew_m lido tat im cefix", kind="13", at=18.0, minutes=80)])


@innocent()
def poisoned_and_washed_out_then_sent_on(c: County) -> None:
    """The township washes the stomach, the county hospital washes again: the first had no tube wide enough."""
    p, day = somebody(c, "2", 30, 66), c.workday(hi=LATE)
    a = comes(c, "wa", "急诊", "T60.000 有机磷酸酯类杀虫剂的毒性效应", (0, 0), "gp wash_stomach", kind="13", person=p, day=day, at=8.5)
    b = lies(c, "xy", "急诊科", "T60.000 有机磷酸酯类杀虫剂的毒性效应", (0, 0), 6, "adm gas che che@1 che@3 wash_stomach atropine*20@0 atropine*8@1-3 pralid*4@0-1 saline5*3@0-3 drip@0-3 drip_more*3@0-3 monitor*14@0-2", care="bed@0- n1@0-3 n2@4- round@0-", person=p, day=day, hour=11.0, group=("VS13", "中毒", 0.75))
    c.plant([a, b])


@innocent()
def gestation_sugar_curve(c: County) -> None:
    """Glucose three times in one morning: the tolerance test of a pregnant woman."""
    v = comes(c, "fy", "产科", "Z34.900 正常妊娠监督", (22, 38), "see urine glu*3", kind="51", sex="2", at=8.1, minutes=170)
    c.plant([v])


@innocent()
def herbs_for_two_weeks(c: County) -> None:
    """Fourteen doses of decoction pieces, boiled in the house, two bags a dose: an ordinary prescription of Chinese medicine."""
    c.plant([comes(c, "zy", "中医内科", "G47.000 失眠", (34, 70), "see dangshen*210 baizhu*168 fuling*210 danggui*140 gancao*84 decoct*28")])


@innocent()
def same_lot_many_buyers(c: County) -> None:
    """One box cut open for several villagers: a code split among four, marked as split."""
    out, day = [], date(2026, 3, 2) + timedelta(days=c.rng.randrange(40))
    code = ""
    for k in range(4):
        v = comes(c, "wa", "内科", "J06.900 急性上呼吸道感染", (20, 70), "gp", day=day, at=8.5 + k * 0.7)
        line = c.add(v, "aceta", 0.25, rx=f"RX{v.id[1:]}", days="1")
        code = code or c.code(line.item)
        c.scan(line, [code], split=True)
        out.append(v)
    c.plant(out, codes=[code])


@innocent()
def box_returned_and_sold_on(c: County) -> None:
    """An unopened box is brought back the same hour and sold to another: the return is uploaded."""
    day = date(2026, 2, 2) + timedelta(days=c.rng.randrange(60))
    a = comes(c, "yd2", "", "I10.x00 特发性高血压", (50, 78), "amlo", kind="9929", day=day, at=9.0, minutes=4)
    a.refund = a.end + timedelta(minutes=25)
    code = c.scan(a.lines[0])[0]
    c.returns.append({"line": a.lines[0], "code": code, "at": a.refund})
    b = comes(c, "yd2", "", "I10.x00 特发性高血压", (50, 78), "amlo", kind="9929", day=day, at=14.0, minutes=4)
    c.scan(b.lines[0], [code])
    c.plant([a, b], codes=[code])


@innocent()
def doctor_is_a_patient(c: County) -> None:
    """A doctor lies three days for his stone and orders nothing on those days."""
    n = len(c.extra_doctors)
    doctor, p = f"D53062977{n:03d}", somebody(c, "1", 34, 56, "310")
    c.extra_doctors.append((doctor, "xy"))
    c.doctor_person[doctor] = p.id
    v = lies(c, "zy", "外科", "N20.100 输尿管结石", (0, 0), 3, "adm us ct ceftri*2@0-2 saline@0-2 drip@0-2", person=p, day=c.workday(hi=LATE), group=("LU13", "泌尿系疾患", 0.6))
    c.plant([v])


@innocent()
def locum_from_the_county_hospital(c: County) -> None:
    """The county hospital's surgeon works Thursdays at the township, as the medical community sends him."""
    day = c.workday(hi=LATE)
    doctor = c.rng.choice(c.houses["xy"].doctors)
    out = []
    for k in range(3):
        v = comes(c, "wb", "外科", "K80.200 胆囊结石", (36, 70), "gp us_b", day=day, at=9.0 + k)
        v.doctor = doctor
        for x in v.lines:
            x.doctor = doctor
        out.append(v)
    c.plant(out)


@innocent()
def refund_by_the_cashier_next_day(c: County) -> None:
    """A visit settled on the wrong kind of insurance is taken back whole and settled anew next morning."""
    v = comes(c, "xe", "内科", "E11.900 2型糖尿病", (46, 74), "see glu hba1c metfo acarb*2", kind="14")
    v.refund = v.end + timedelta(hours=20)
    v.again = v.refund + timedelta(minutes=15)
    c.plant([v])


@innocent()
def home_bed_with_weekly_rounds(c: County) -> None:
    """Weekly rounds to a bed at home with a catheter changed monthly and sores dressed."""
    p, day = somebody(c, "", 70, 88), c.workday(hi=date(2026, 4, 1))
    out = []
    for k in range(8):
        v = comes(c, "wd", "家庭病床", "I69.300 脑梗死后遗症;L89.200 压疮", (0, 0), "home_round dress_m" + (" home_open" if not k else "") + (" foley foley_m" if k % 4 == 0 else ""), person=p, day=day + timedelta(days=7 * k), at=14.0)
        out.append(v)
    c.plant(out)


@innocent()
def screened_a_factory_of_dust(c: County) -> None:
    """Ten miners examined on one day at their employer's cost: nothing is insured."""
    day = c.workday(hi=LATE)
    c.plant([comes(c, "xy", "体检中心", "Z10.000 职业健康检查", (34, 56), "body_check", sex="1", day=day, at=8.2 + k * 0.2, minutes=30) for k in range(10)])
