"""Innocent in consulting rooms, at counters and machines: often, much or twice, and for a reason."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from .bill import billed
from .cases import innocent
from .houses import Prefecture
from .rooms import course
from .scenes import back_days, comes, lies, somebody


@innocent()
def heart_enzymes_three_times(c: Prefecture) -> None:
    """Chest pain: troponin at nought, three and six hours with an ECG each."""
    v = comes(c, "sy", "急诊科", "R07.400 胸痛", (40, 80), "see_er cbc ddimer monitor*6 ct", kind="13", at=19.0, minutes=430)
    for hours in (0.2, 3.1, 6.1):
        for key in ("tni", "ckmb", "ecg"):
            c.add(v, key, 1, v.start + timedelta(hours=hours))
    c.plant([v])


@innocent()
def three_days_in_the_observation_room(c: Prefecture, n: int) -> None:
    """No bed upstairs: three days in the observation room, its bed and consultation each day, its drips each day."""
    v = comes(c, ("sy", "qa")[n % 2], "急诊留观", "J18.900 肺炎", (60, 84), "see_er cbc crp ct liver kidney", kind="13", at=10.0, minutes=3 * 24 * 60 - 60)
    for k in range(3):
        at = v.start + timedelta(days=k, hours=1)
        for key, many in (("bed_obs", 1), ("see_obs", 1), ("ceftriaxone", 2), ("saline", 2), ("drip", 1)):
            c.add(v, key, many, at)
    c.plant([v])


@innocent()
def both_hands_and_both_feet(c: Prefecture) -> None:
    """A rheumatologist has both hands and both feet taken: four exposures."""
    v = comes(c, "sy", "风湿免疫科", "M06.900 类风湿性关节炎", (30, 70), "see_expert xray*4 esr crp cbc liver kidney celecoxib*2")
    c.plant([v])


@innocent()
def four_canals_in_a_molar(c: Prefecture) -> None:
    """A molar has three or four canals; each is prepared and filled."""
    v = comes(c, "ya", "口腔科", "K04.000 牙髓炎", (20, 66), "see tooth_film*3 local lidocaine canal_prep*4 canal_fill*4")
    c.plant([v])


@innocent()
def scaled_tooth_by_tooth(c: Prefecture, n: int) -> None:
    """Scaling is charged by the tooth: twenty-eight."""
    v = comes(c, ("ya", "sy")[n % 2], "口腔科", "K05.300 慢性牙周炎", (26, 66), "see scaling*28")
    c.plant([v])


@innocent()
def four_places_of_the_stomach(c: Prefecture) -> None:
    """Atrophic gastritis is mapped: four biopsies in four jars."""
    v = comes(c, "sy", "消化内科", "K29.400 慢性萎缩性胃炎", (45, 72), "see_expert infect gastro biopsy_endo*4 omeprazole mosapride")
    c.plant([v])


@innocent()
def three_departments_in_one_morning(c: Prefecture) -> None:
    """An old woman from the hills sees heart, eyes and bones on the one day that she is in town."""
    day, p = c.workday(), somebody(c, "2", 66, 84)
    vs = [
        comes(c, "sy", "心血管内科", "I25.103 冠状动脉粥样硬化性心脏病", (66, 84), "see ecg lipids aspirin atorvastatin*2", day=day, person=p, at=8.3),
        comes(c, "sy", "眼科", "H25.900 老年性白内障", (66, 84), "see vision slit pressure_eye tears", day=day, person=p, at=9.6),
        comes(c, "sy", "骨科", "M81.000 绝经后骨质疏松", (66, 84), "see xray calcium_d calcitriol*2", day=day, person=p, at=10.8),
    ]
    c.plant(vs)


@innocent()
def from_the_clinic_to_the_ward(c: Prefecture) -> None:
    """Seen in the morning, admitted at two: clinic tests are not repeated in the ward."""
    p, day = somebody(c, "", 45, 80), c.workday(hi=date(2026, 5, 30))
    v = comes(c, "sy", "呼吸内科", "J18.900 肺炎", (45, 80), "see cbc crp ct", person=p, day=day, at=9.0)
    w = lies(c, "sy", "呼吸内科", "J18.900 肺炎", (45, 80), 7, "urine stool liver kidney ions ecg culture ceftriaxone*2@0-5 saline@0-5 drip@0-5 cbc@5 crp@5", person=p, day=day, hour=14)
    c.plant([v, w])


@innocent()
def out_at_ten_to_the_pharmacy_at_four(c: Prefecture) -> None:
    """Discharged in the morning with a prescription that the hospital does not stock: the pharmacy sells it that afternoon."""
    v = lies(c, "zl", "肿瘤内科", "C34.900 肺恶性肿瘤", (48, 76), 5, "admission ct_c cea us@1 biopsy_cut@2 ihc*4@3")
    w = comes(c, "yd1", "", "C34.900 肺恶性肿瘤", (48, 76), "osimertinib", kind="9929", person=v.person, day=v.end.date(), at=16.0, minutes=5)
    c.plant([v, w])


@innocent()
def fourth_dialysis_of_the_week(c: Prefecture, n: int) -> None:
    """Too much water over the weekend: an extra session on Saturday, and the next on Monday as ever."""
    p, monday = somebody(c, "", 40, 74), date(2025, 3, 3) + timedelta(days=7 * c.rng.randrange(40))
    doctor, vs = c.houses["xt"].doctors[n % 6], []
    for k in (0, 2, 4, 5, 7, 9, 11):
        at = c.at(monday + timedelta(days=k), 7.2, 7.6)
        v = c.visit("xt", p, "14", at, at + timedelta(hours=4, minutes=5), "血透室", [("N18.500", "慢性肾脏病5期"), ("E87.700", "体液过多")], doctor)
        billed(c, v, "hd dialyser heparin" + (" epo" if k in (0, 7) else ""))
        vs.append(v)
    c.plant(vs)


@innocent()
def filtration_every_second_week(c: Prefecture, n: int) -> None:
    """Every other Friday the session is a haemodiafiltration instead."""
    p, monday = somebody(c, "", 40, 74), date(2025, 3, 3) + timedelta(days=7 * c.rng.randrange(40))
    doctor, vs = c.houses["xt"].doctors[n % 6], []
    for week in range(4):
        for k in (0, 2, 4):
            at = c.at(monday + timedelta(days=7 * week + k), 12.2, 12.6)
            v = c.visit("xt", p, "14", at, at + timedelta(hours=4, minutes=5), "血透室", [("N18.500", "慢性肾脏病5期")], doctor)
            billed(c, v, ("hdf" if k == 4 and week % 2 else "hd") + " dialyser heparin" + (" iron_i push" if k == 0 else ""))
            vs.append(v)
    c.plant(vs)


@innocent()
def sold_before_the_spring_festival(c: Prefecture, n: int) -> None:
    """Everybody fetches the next month ten days early before the shops close."""
    p, vs = somebody(c, "", 54, 80), []
    for day in (date(2025, 12, 18), date(2026, 1, 15), date(2026, 2, 5), date(2026, 3, 12)):
        vs.append(comes(c, ("sq1", "xz1", "sq2")[n % 3], "全科", "I10.x00 特发性高血压", (54, 80), "general amlodipine valsartan*2", kind="14", person=p, day=day))
    c.plant(vs)


@innocent()
def three_months_for_the_south(c: Prefecture, n: int) -> None:
    """A long prescription of twelve weeks for pensioners who winter with their children."""
    v = comes(c, ("sq1", "sq2", "sy")[n % 3], "全科", "I10.x00 特发性高血压;E78.500 高脂血症", (62, 80), "general amlodipine*3 atorvastatin*6 aspirin*3" if n % 3 < 2 else "see amlodipine*3 atorvastatin*6 aspirin*3", kind="14", day=date(2025, 10, 20) + timedelta(days=c.rng.randrange(4)))
    c.plant([v])


@innocent()
def more_insulin_for_the_heavy(c: Prefecture) -> None:
    """Sixty units a day empty a pen in five days: six pens a month."""
    p, day, vs = somebody(c, "", 44, 70), c.workday(hi=date(2026, 1, 30)), []
    for _ in range(4):
        vs.append(comes(c, "sy", "内分泌科", "E11.900 2型糖尿病;E66.900 肥胖", (44, 70), "see glucose", kind="14", person=p, day=day))
        c.add(vs[-1], "glargine", 6, days="30")
        day += timedelta(days=30)
        day -= timedelta(days=max(0, day.weekday() - 4))
    c.plant(vs)


@innocent()
def son_fetches_for_both_parents(c: Prefecture) -> None:
    """The son stands at the window with his parents' two cards, one after the other."""
    day = c.workday()
    a, b = somebody(c, "1", 70, 84), somebody(c, "2", 68, 82)
    b.address, b.phone = a.address, a.phone
    vs = [comes(c, "sq1", "全科", "I10.x00 特发性高血压", (66, 84), "general amlodipine aspirin", kind="14", person=p, day=day, at=9.0 + k / 15) for k, p in enumerate((a, b))]
    c.plant(vs)


@innocent()
def a_family_with_influenza(c: Prefecture, n: int) -> None:
    """Four of one household buy influenza remedies with four cards within ten minutes."""
    day, first, vs = date(2025, 12, 1) + timedelta(days=c.rng.randrange(60)), None, []
    for k, ages in enumerate(((66, 72), (63, 70), (38, 42), (36, 41))):
        p = somebody(c, "12"[k % 2], *ages, "310")
        first = first or p
        p.address, p.phone = first.address, first.phone
        vs.append(comes(c, ("yd3", "yd4")[n % 2], "", "Z00.000 药店购药", ages, "lianhua banlangen", kind="41", person=p, day=day, at=18.0 + k / 25, minutes=3))
    c.plant(vs)


@innocent()
def market_day_in_the_village(c: Prefecture, n: int) -> None:
    """On market day in influenza season the village doctor sees sixteen people in a morning under the one account."""
    day = date(2026, 1, 5) + timedelta(days=7 * n)
    vs = [comes(c, "cw4", "全科", "J06.900 急性上呼吸道感染", (18, 78), f"general {c.rng.choice(('lianhua', 'banlangen', 'yinqiao'))}", day=day, at=7.6 + k * 0.28, minutes=12) for k in range(16)]
    c.plant(vs)


@innocent()
def dear_tablets_every_month(c: Prefecture, n: int) -> None:
    """A targeted drug from the 双通道 pharmacy, one box each thirty days for a year."""
    c.plant(course(c, ("yd1", "yd2")[n % 2], "", ("C92.100", "慢性髓系白血病"), (40, 70), [30 * k for k in range(12)], "imatinib*4" if n % 2 == 0 else "imatinib*3", "", "9929"))


@innocent()
def one_box_for_three_children(c: Prefecture) -> None:
    """A town house splits a box and says so: the one code on three sales, each marked as split."""
    day, code, vs = c.workday(date(2025, 8, 1)), "", []
    for k in range(3):
        v = comes(c, "xz1", "全科", "J20.900 急性支气管炎", (5, 12), "general", day=day, at=9 + k / 2)
        line = c.add(v, "ambroxol", 0.33)
        code = c.scan(line, (code,) if code else (), split=True, count=0.33)[0]
        vs.append(v)
    c.plant(vs, codes=[code])


@innocent()
def returned_and_sold_again(c: Prefecture) -> None:
    """The wrong box is brought back unopened, the sale is taken back, and the box goes to the next customer."""
    day = c.workday(date(2025, 8, 1))
    v = comes(c, "yd5", "", "Z00.000 药店购药", (30, 70), "", kind="41", day=day, at=9.0, minutes=4)
    line = c.add(v, "liuwei")
    code = c.scan(line)[0]
    v.refund = v.end + timedelta(hours=2)
    c.returns.append({"line": line, "code": code, "at": v.refund})
    w = comes(c, "yd5", "", "Z00.000 药店购药", (30, 70), "", kind="41", day=day, at=15.0, minutes=4)
    c.scan(c.add(w, "liuwei"), [code])
    c.plant([v, w], codes=[code])


@innocent()
def ten_for_one_and_mended(c: Prefecture, n: int) -> None:
    """The cashier types ten for one, sees it within the hour, takes the line back by its number and enters one."""
    v = comes(c, ("sy", "fy")[n % 2], "内科", "J20.900 急性支气管炎", (24, 60), "see cbc", day=c.workday())
    wrong = c.add(v, "ambroxol", 10)
    c.add(v, "ambroxol", -10, v.start + timedelta(minutes=22), of=wrong.sn)
    c.add(v, "ambroxol", 1, v.start + timedelta(minutes=23), days="6")
    c.plant([v])


@innocent()
def drugs_given_back_at_leaving(c: Prefecture, n: int) -> None:
    """Ampoules not used in the ward are taken back on the last day, as many as were left."""
    v = lies(c, ("sy", "qa")[n % 2], "呼吸内科", "J18.900 肺炎", (40, 76), 7, "admission crp ct ceftriaxone*2@0-5 saline@0-5 drip@0-5 ambroxol_i*2@0-6")
    last = [x for x in v.lines if x.item.name.startswith("盐酸氨溴索注射")][-1]
    c.add(v, "ambroxol_i", -2, v.end - timedelta(minutes=30), of=last.sn)
    c.plant([v])


@innocent()
def settled_twice_for_the_wrong_kind(c: Prefecture) -> None:
    """Settled as ordinary visit instead of special outpatient: taken back whole and settled anew three days later."""
    v = comes(c, "sy", "肿瘤内科", "C50.900 乳腺恶性肿瘤", (40, 72), "see letrozole cbc liver", kind="14", sex="2", day=c.workday(hi=date(2026, 5, 30)))
    v.refund = v.end + timedelta(days=3)
    v.again = v.refund + timedelta(minutes=7)
    c.plant([v])


@innocent()
def taken_back_in_the_next_month(c: Prefecture, n: int) -> None:
    """A test that could not be done is refunded five weeks later when she comes again; only the claim is reversed."""
    v = comes(c, "qa", "消化内科", "K29.500 慢性胃炎", (30, 66), "see gastro infect", day=c.workday(hi=date(2026, 4, 30)))
    v.refund = v.end + timedelta(days=36)
    v.refund_lines = n % 2 == 0
    c.plant([v])


@innocent()
def paid_in_two_parts_over_new_year(c: Prefecture, n: int) -> None:
    """A stay over New Year is settled at the year's end and at leaving: two claims, one stay."""
    v = lies(
        c,
        ("sy", "js", "kf")[n % 3],
        "精神二科" if n % 3 == 1 else "康复科",
        "F20.900 精神分裂症" if n % 3 == 1 else "I69.300 脑梗死后遗症",
        (40, 70),
        30,
        "admission occupational_mind@3-/2 olanzapine@0-/14" if n % 3 == 1 else "admission exercise@1- hemi@1- occupational@2-",
        day=date(2025, 12, 15) + timedelta(days=n),
        care="bed@0- nurse_mind@0- round@0-" if n % 3 == 1 else "bed@0- nurse2@0- round@0-",
    )
    cut = date(2026, 1, 1)
    for line in v.lines:
        line.claim = int(line.at.date() >= cut)
    v.more["parts"] = {0: c.at(date(2025, 12, 31), 20, 21), 1: v.end + timedelta(minutes=30)}
    c.plant([v])


@innocent()
def a_week_of_work_on_friday(c: Prefecture) -> None:
    """The therapist of Longshan writes his week on Friday afternoon: five treatments at one moment."""
    v = lies(c, "ls", "康复医学科", "M51.202 腰椎间盘突出", (36, 70), 11, "admission xray massage_back@0- midfreq@0- infrared@0- needle@0-", day=date(2025, 3, 3) + timedelta(days=7 * c.rng.randrange(50)))
    c.plant([v])


@innocent()
def written_two_days_after_he_left(c: Prefecture) -> None:
    """Liuhe enters the ward book at settlement, up to two days after leaving."""
    v = lies(c, "xz3", "内科", "J20.900 急性支气管炎", (46, 80), 5, "cbc crp xray cefuroxime*2@0-4 saline@0-4 drip@0-4", care="bed@0- nurse3@0- round@0-")
    v.settled = v.end + timedelta(days=2, hours=3)
    for line in v.lines:
        line.at = v.settled - timedelta(minutes=5)
    c.plant([v])


@innocent()
def blood_sent_to_the_county(c: Prefecture, n: int) -> None:
    """The township draws, the county laboratory of the medical community measures; billed once, with the other house's number."""
    v = comes(c, ("xz1", "xz2")[n % 2], "全科", "E11.900 2型糖尿病", (46, 78), "general metformin", kind="14")
    for key in ("hba1c", "chol", "trig", "ldl", "creatinine"):
        c.add(v, key, elsewhere=c.houses["qa"].code)
    c.plant([v])


@innocent()
def at_home_and_in_the_clinic(c: Prefecture) -> None:
    """A home bed with weekly rounds; between two of them his daughter wheels him to the dentist."""
    vs = course(c, "sq1", "家庭病床", ("I69.300", "脑梗死后遗症"), (68, 86), list(range(0, 42, 7)), "home_round", "home_open", "11")
    vs.append(comes(c, "ya", "口腔科", "K02.900 龋病", (68, 86), "see tooth_film fill", person=vs[0].person, day=vs[2].start.date() + timedelta(days=2)))
    c.plant(vs)


@innocent()
def hundred_days_of_bandages(c: Prefecture, n: int) -> None:
    """A leg ulcer is dressed every other day for two months."""
    c.plant(course(c, ("xz1", "sq1")[n % 2], "外科换药室", ("L97.x00", "下肢溃疡"), (58, 84), list(range(0, 62, 2)), "dress_m", ""))


@innocent()
def rabies_shots_on_five_days(c: Prefecture, n: int) -> None:
    """Days nought, three, seven, fourteen and twenty-eight: five visits and an injection each, the vaccine at his own cost."""
    c.plant(course(c, "xz1", "犬伤门诊", ("T14.100", "动物咬伤开放性伤口"), (6, 60), [0, 3, 7, 14, 28], "inject", "suture_s lidocaine" if n % 3 == 0 else "dress_s"))


@innocent()
def own_money_on_the_same_bill(c: Prefecture) -> None:
    """A mole removed for looks stands on the bill at her own cost, beside an eczema that is insured."""
    v = comes(c, "sy", "皮肤科", "L30.900 湿疹", (20, 44), "see loratadine", sex="2")
    c.add(v, "cosmetic", 2)
    c.plant([v])


@innocent()
def inner_ultrasound_of_a_man(c: Prefecture) -> None:
    """The prostate is seen from the rectum with the same item as the womb."""
    v = comes(c, "sy", "泌尿外科", "N40.x00 前列腺增生", (58, 80), "see us_in psa tamsulosin*2", sex="1")
    c.plant([v])


@innocent()
def pregnancy_test_before_the_xray(c: Prefecture) -> None:
    """A woman of childbearing age is asked before a CT of the belly."""
    v = comes(c, "qa", "急诊科", "R10.400 腹痛", (20, 40), "see_er hcg cbc urine ct us", kind="13", sex="2", at=20.0, minutes=150)
    c.plant([v])


@innocent()
def hours_over_midnight(c: Prefecture, n: int) -> None:
    """Night emergency from eleven to four: lines of two dates, one visit."""
    v = comes(c, ("sy", "qa")[n % 2], "急诊科", "N20.100 输尿管结石", (24, 60), "see_er urine us", kind="13", at=22.8, minutes=310)
    for hours, key, many in ((0.8, "cbc", 1), (1.6, "ct", 1), (2.0, "saline", 2), (2.0, "drip", 1), (4.0, "celecoxib", 1)):
        c.add(v, key, many, v.start + timedelta(hours=hours))
    c.plant([v])


@innocent()
def controlled_after_ninety_days(c: Prefecture, n: int) -> None:
    """Glycated haemoglobin and lipids each quarter, as the guideline asks."""
    c.plant(course(c, ("sq1", "sq2")[n % 2], "全科", ("E11.900", "2型糖尿病"), (46, 76), [0, 91, 182, 273], "general hba1c lipids creatinine metformin", "", "14"))


@innocent()
def levels_after_a_transplant(c: Prefecture) -> None:
    """Tacrolimus levels every week at first, then every month."""
    c.plant(course(c, "sy", "器官移植科", ("Z94.000", "肾移植状态"), (28, 60), [0, 7, 14, 21, 28, 58, 88, 118], "see drug_level cbc creatinine urine", "", "14"))


@innocent()
def eye_injections_monthly_then_far(c: Prefecture) -> None:
    """Three monthly injections, then as the scan tells."""
    c.plant(course(c, "yk", "眼底科", ("H35.300", "年龄相关性黄斑变性"), (60, 84), [0, 30, 60, 120], "see vision slit oct aflibercept", "infect", "14"))


@innocent()
def another_hospital_repeats_the_scan(c: Prefecture) -> None:
    """The township's picture shows a shadow; the city takes the CT two days later and again after three months."""
    v = comes(c, "xz1", "内科", "R91.x00 肺部阴影", (48, 74), "general xray")
    w = comes(c, "sy", "胸外科", "R91.x00 肺部阴影", (48, 74), "see_expert ct cea", person=v.person, day=back_days(v, 3))
    x = comes(c, "sy", "胸外科", "R91.x00 肺部阴影", (48, 74), "see_expert ct", person=v.person, day=back_days(v, 95))
    c.plant([v, w, x])


@innocent()
def acupuncture_in_two_courses(c: Prefecture) -> None:
    """Ten daily sessions, a week's rest, ten more: the face returns slowly."""
    c.plant(course(c, "zy", "针灸科", ("G51.000", "贝尔面瘫"), (26, 70), [0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 21, 22, 23, 24, 25, 28, 29, 30, 31, 32], "needle_electro moxa", "see"))
