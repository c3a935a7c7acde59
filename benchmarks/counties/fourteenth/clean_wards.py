"""Innocent in the ward: what looks like too much, too often or twice, and is what was done."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date

from .bill import operated
from .cases import innocent
from .houses import Prefecture
from .scenes import back_days, lies, somebody

LASTING = date(2025, 6, 30)
"""Courses of months begin by then."""
ICU = "bed_icu@0- watch_icu*24@0- round@0-"
KNIFE = "admission before_knife"


@innocent()
def blood_count_every_six_hours(c: Prefecture) -> None:
    """A bleeding ulcer is followed by four blood counts in the first day; each is another sample."""
    v = lies(c, "sy", "消化内科", "K92.208 急性上消化道出血", (40, 80), 6, "cbc@0#13 cbc@0#18 cbc@1#0.5 cbc@1#6 cbc@1#12 cbc@3 clot group_blood crossmatch*2 blood_red*2 gastro@1 omeprazole_i*2@0-4 saline*2@0-4 drip@0-4 drip_more@0-4 monitor*24@0-1", hour=9)
    c.plant([v])


@innocent()
def gases_three_times_a_day(c: Prefecture) -> None:
    """Whoever is weaned from the ventilator has gases morning, noon and night."""
    v = lies(c, "sy", "重症医学科", "J96.000 急性呼吸衰竭;J18.900 肺炎", (50, 80), 6, "gas@1-4#6 gas@1-4#13 gas@1-4#21 ventilator*24@0-3 suction*8@0-3 meropenem*3@0-5 saline*3@0-5 drip@0-5 drip_more*3@0-5 midazolam*4@0-3 tube_feed xray xray@3 cbc kidney", care=ICU)
    c.plant([v])


@innocent()
def head_scanned_again_next_day(c: Prefecture, n: int) -> None:
    """A bleed in the head is scanned at admission, after a day and after a week, as the pathway asks."""
    v = lies(c, ("sy", "qa")[n % 2], "神经外科", "I61.900 脑出血", (45, 80), 14, "admission clot ct ct@1 ct@7 monitor*24@0-3 omeprazole_i@0-5 saline@0-5 drip@0-5 catheter catheter_day@1-4 amlodipine exercise@6- hemi@6- valproate*2@5", care="bed@0- nurse1@0-6 nurse2@7- round@0-")
    c.plant([v])


@innocent()
def chest_and_belly_in_one_scan(c: Prefecture) -> None:
    """Two parts are two scans in the list: chest and belly of an injured man on one table."""
    v = lies(c, "sy", "急诊外科", "S27.000 创伤性气胸;S36.000 脾损伤", (20, 60), 9, "admission clot group_blood ct*3 xray@2 xray@6 us@1 us@3 oxygen*12@0-2 monitor*24@0-2 cefuroxime*2@0-4 saline@0-4 drip@0-4 dress_m@3 dress_m@6", care="bed@0- nurse1@0-3 nurse2@4- round@0-")
    c.plant([v])


@innocent()
def both_knees_in_one_theatre(c: Prefecture) -> None:
    """Both knees are replaced in one session: two operations, two sets."""
    v = lies(c, "sy", "骨科", "M17.000 双侧原发性膝关节病", (60, 74), 12, f"{KNIFE} us_leg us_heart xray*2 xray*2@4 cefuroxime*2@1-2 saline*2@1-2 drip@1-2 enoxaparin@2-10 inject@2-10 blood_red@2 crossmatch@1 exercise@3-10 dress_m*2@3 dress_m*2@6", care="bed@0- nurse1@1-3 nurse2@0 nurse2@4- round@0-")
    operated(c, v, 1, "81.5400", "全膝关节置换术(左)", "knee knee_set", "2")
    operated(c, v, 1, "81.5400", "全膝关节置换术(右)", "knee knee_set", "", 12.0)
    c.plant([v])


@innocent()
def twelve_parts_of_a_specimen(c: Prefecture) -> None:
    """A colon with its nodes is read part by part, with a dozen stains."""
    v = lies(c, "zl", "胃肠外科", "C18.900 结肠恶性肿瘤", (50, 78), 12, f"{KNIFE} ct_c colono@1 biopsy_endo*3@1 cea specimen*6@5 ihc*12@7 piptazo*3@2-6 saline*3@2-7 dextrose*2@2-7 drip@2-7 drip_more*3@2-7 dress_m@4 dress_m@7 catheter@2 catheter_day@3-4", care="bed@0- nurse1@2-5 nurse2@0-1 nurse2@6- round@0-")
    operated(c, v, 2, "45.7300", "右半结肠根治性切除术", "colon_op stapler staple*3 frozen*2", "1")
    c.plant([v])


@innocent()
def eight_hours_under(c: Prefecture) -> None:
    """A long operation: eight hours of watching, double the usual drugs."""
    v = lies(c, "zl", "胃肠外科", "C16.900 胃恶性肿瘤", (46, 74), 13, f"{KNIFE} ct_c cea albumin@4 gastro@1 biopsy_endo*2@1 piptazo*3@2-6 saline*3@2-7 drip@2-7 drip_more*2@2-7 specimen*3@5 ihc*5@7 dress_m@4 dress_m@8 crossmatch@2 blood_red*2@2 catheter@2", care="bed@0- nurse1@2-5 nurse2@0-1 nurse2@6- round@0-")
    operated(c, v, 2, "43.9900", "全胃切除术", "colon_op stapler staple*4 watch_anaes*6 propofol*6", "1", 8.5)
    c.plant([v])


@innocent()
def back_to_theatre(c: Prefecture) -> None:
    """Bleeding after the operation: a second operation and a second anaesthesia two days later."""
    v = lies(c, "sy", "普外科", "K80.100 胆囊结石伴慢性胆囊炎;T81.000 手术后出血", (40, 72), 9, f"{KNIFE} us us@3 cefuroxime*2@1-4 saline*2@1-5 drip@1-5 drip_more@1-5 cbc@2 cbc@3 cbc@4 crossmatch@3 blood_red@3 specimen@3 dress_m@4 dress_m@6", care="bed@0- nurse1@1-4 nurse2@0 nurse2@5- round@0-")
    operated(c, v, 1, "51.2300", "腹腔镜下胆囊切除术", "chole scope_add", "1")
    operated(c, v, 3, "54.1200", "近期剖腹术后再切开术", "appendix", "1", 15.0)
    c.plant([v])


@innocent()
def three_stents(c: Prefecture) -> None:
    """Three narrowed vessels in one session: one operation, three stents."""
    v = lies(c, "sy", "心血管内科", "I20.000 不稳定性心绞痛", (50, 78), 6, "admission clot infect lipids tni bnp us_heart monitor*24@0-3 ticagrelor aspirin atorvastatin enoxaparin*2@0-2 inject*2@0-2 ticagrelor*2@-1!", group=("FM13", "经皮冠状动脉支架植入伴合并症", 4.6))
    operated(c, v, 1, "36.0700", "经皮冠状动脉药物洗脱支架置入术", "stent_op coronary_stent*3 balloon*2 wire*2", "")
    c.plant([v])


@innocent()
def staged_stents(c: Prefecture) -> None:
    """The second vessel is opened three weeks later, as was planned and written in the first discharge note."""
    p, visits = somebody(c, "", 50, 76), []
    day = None
    for _ in range(2):
        v = lies(c, "sy", "心血管内科", "I21.900 急性心肌梗死" if day is None else "I25.103 冠状动脉粥样硬化性心脏病", (50, 76), 5, "admission clot lipids tni us_heart monitor*24@0-1 ticagrelor aspirin atorvastatin ticagrelor*2@-1!", person=p, day=day, group=("FM15", "经皮冠状动脉支架植入", 3.4))
        operated(c, v, 1, "36.0700", "经皮冠状动脉药物洗脱支架置入术", "stent_op coronary_stent balloon wire", "")
        day = back_days(v, 22)
        visits.append(v)
    c.plant(visits)


@innocent()
def twins_by_section(c: Prefecture) -> None:
    """Twins lie on the mother's number: each day two cots and two children to nurse."""
    v = lies(
        c,
        "fy",
        "产科",
        "O30.000 双胎妊娠;O82.000 选择性剖宫产",
        (24, 38),
        6,
        "cbc urine clot infect group_blood liver glucose ecg us fetal*2 cefuroxime*2@1 oxytocin*2@1-3 saline@1-3 drip@1-3 nurse_baby*2@1- bed_baby*2@1- vitk*2@1 inject*2@1 hearing*2@4 dress_s@3 catheter@1 cbc@2",
        sex="2",
        care="bed@0- nurse1@1-2 nurse2@0 nurse2@3- round@0-",
    )
    operated(c, v, 1, "74.1x01", "子宫下段剖宫产术", "section", "2")
    c.plant([v])


@innocent()
def baby_under_lamps_on_the_mothers_number(c: Prefecture, n: int) -> None:
    """A healthy jaundiced newborn is lit beside its mother and billed on her number until it has one of its own."""
    v = lies(c, ("fy", "qa")[n % 2], "产科", "O80.000 自然临产", (22, 38), 5, "cbc urine clot infect group_blood liver us birth@0#14 oxytocin@0#15 nurse_baby@0- bed_baby@0- phototherapy*10@2-3 bilirubin@2 bilirubin@4 hearing@3 vitk inject", sex="2", care="bed@0- nurse1@0 nurse2@1- round@0-")
    c.plant([v])


@innocent()
def man_with_cancer_of_the_breast(c: Prefecture) -> None:
    """One breast cancer in a hundred is a man's; his operation is the same."""
    v = lies(c, "zl", "乳腺外科", "C50.900 乳腺恶性肿瘤", (56, 78), 8, f"{KNIFE} us cea ct cefuroxime*2@1-2 saline*2@1-2 drip@1-2 frozen@1 specimen*2@4 ihc*5@5 dress_m@3 dress_m@6", sex="1", care="bed@0- nurse1@1-2 nurse2@0 nurse2@3- round@0-")
    operated(c, v, 1, "85.4300", "乳腺改良根治术", "mastect", "1")
    c.plant([v])


@innocent()
def mother_of_forty_seven(c: Prefecture) -> None:
    """A child by IVF at forty-seven or eight; births at that age are rare and real."""
    v = lies(c, "fy", "产科", "O09.500 高龄初产妇;O82.000 选择性剖宫产", (46.5, 48.4), 6, "cbc urine clot infect group_blood liver glucose ecg us us_heart fetal*2@0 cefuroxime*2@1 oxytocin*2@1-2 saline@1-2 drip@1-2 catheter@1 dress_s@3", sex="2", care="bed@0- nurse1@1-2 nurse2@0 nurse2@3- round@0-")
    operated(c, v, 1, "74.1x01", "子宫下段剖宫产术", "section", "2")
    c.plant([v])


@innocent()
def heart_of_the_child_twice_a_day(c: Prefecture) -> None:
    """Pre-eclampsia: the child's heart is listened to twice a day until birth."""
    v = lies(c, "fy", "产科", "O14.100 重度子痫前期", (24, 40), 7, "cbc urine liver kidney clot@0-/2 infect group_blood us us_heart fetal*2@0-6 urine_protein@1 urine_protein@4 nifedipine dexameth*2@0-1 inject*2@0-1", sex="2", care="bed@0- nurse1@0-4 nurse2@5- round@0-")
    c.plant([v])


@innocent()
def home_and_back_with_another_illness(c: Prefecture) -> None:
    """Five days after a hernia he comes with a stroke: two stays, two illnesses."""
    v = lies(c, "qa", "普外科", "K40.900 腹股沟疝", (60, 80), 4, f"{KNIFE} us cefuroxime@1 saline@1 drip@1 dress_s@3", sex="1", group=("GE25", "腹股沟及腹疝手术", 1.0))
    operated(c, v, 1, "53.0500", "单侧腹股沟疝无张力修补术", "hernia mesh", "2")
    w = lies(c, "qa", "神经内科", "I63.900 脑梗死", (60, 80), 10, "admission clot lipids ct mri@1 us_neck@1 butylphthalide*2@0-8 saline@0-8 drip@0-8 aspirin atorvastatin", person=v.person, day=back_days(v, 5), group=("BR21", "脑缺血性疾患", 1.05))
    c.plant([v, w])


@innocent()
def sent_up_the_same_noon(c: Prefecture, n: int) -> None:
    """The county sends a worsening patient to the city: out in the morning, in at two, each house its own tests."""
    v = lies(c, ("qa", "ls")[n % 2], "呼吸内科", "J18.900 肺炎", (55, 82), 2, "admission crp pct ct ceftriaxone*2@0-1 saline@0-1 drip@0-1 oxygen*12@0-1")
    v.leaving = "2"
    w = lies(c, "sy", "呼吸内科", "J18.900 肺炎;J96.000 急性呼吸衰竭", (55, 82), 10, "admission crp pct@0 pct@4 gas@0 gas@3 ct culture bipap*16@0-3 meropenem*3@0-8 saline*3@0-8 drip@0-8 drip_more*2@0-8", person=v.person, day=v.end.date(), hour=14, care="bed@0- nurse1@0-4 nurse2@5- round@0-")
    c.plant([v, w])


@innocent()
def down_to_the_township_for_the_rest(c: Prefecture) -> None:
    """Within the medical community the county hospital hands the patient to the township house for the last week."""
    v = lies(c, "qa", "骨科", "S72.101 股骨转子间骨折", (68, 86), 9, f"{KNIFE} xray ct us_leg us_heart cefuroxime*2@1-2 saline@1-2 drip@1-2 enoxaparin@1-8 inject@1-8 xray@4 dress_m@4 dress_m@7", care="bed@0- nurse1@0-4 nurse2@5- round@0-", group=("IF25", "下肢骨手术", 2.9))
    operated(c, v, 1, "79.1501", "股骨闭合复位髓内针内固定术", "hip_nail nail", "2")
    v.leaving = "3"
    w = lies(c, "xz1", "内科", "Z50.100 其他物理治疗;S72.101 股骨转子间骨折", (68, 86), 8, "cbc infrared@1- exercise@1- dress_s@1 dress_s@4 enoxaparin@0-6 inject@0-6", person=v.person, day=v.end.date(), hour=14)
    c.plant([v, w])


@innocent()
def out_of_the_ward_into_the_icu_and_back(c: Prefecture) -> None:
    """One bed fee a day by where he lay at night: ward, intensive care, ward."""
    v = lies(
        c,
        "sy",
        "胃肠外科",
        "K63.100 肠穿孔;A41.900 脓毒症",
        (50, 78),
        12,
        f"{KNIFE} ct meropenem*3@0-6 saline*3@0-8 dextrose*2@0-8 drip@0-8 drip_more*4@0-8 cvc_put@1 nurse_line@4-8 ventilator*24@1-2 suction*6@1-2 gas@1-3 pct@1-5/2 dress_l@3 dress_m@6 dress_m@9 specimen*2@3 nurse_stoma@3-10",
        care="bed@0 nurse1@0 bed_icu@1-3 watch_icu*24@1-3 bed@4- nurse1@4-7 nurse2@8- round@0-",
    )
    operated(c, v, 0, "46.1100", "暂时性结肠造口术", "colon_op stapler", "1", 20.0)
    c.plant([v])


@innocent()
def kidneys_replaced_for_three_days(c: Prefecture) -> None:
    """Continuous blood purification runs seventy-two hours and changes its set each day."""
    v = lies(c, "sy", "重症医学科", "N17.900 急性肾衰竭;A41.900 脓毒症", (48, 80), 8, "crrt*24@1-3 crrt_set@1-3 heparin*3@1-3 kidney@0- ions@0- gas@0-3 cbc@0-/2 cvc_put@1 meropenem*2@0-6 saline*3@0-6 drip@0-6 drip_more*3@0-6 norepi*3@0-2 pct@0-6/3", care=ICU)
    c.plant([v])


@innocent()
def died_in_the_first_night(c: Prefecture, n: int) -> None:
    """Rescue of hours, death before dawn; the accrual at two in the morning writes what was done before."""
    v = lies(c, ("qa", "sy")[n % 2], "急诊监护", "I21.900 急性心肌梗死;I46.900 心脏停搏", (55, 85), 1, "cbc tni ckmb gas ions clot ecg*3 rescue_big monitor*8 oxygen*1 push*3 norepi*4 saline*2 drip drip_more", care="bed@0 nurse1@0 round@0", hour=15)
    v.end = v.start.replace(hour=23, minute=40)
    v.leaving = "5"
    v.person.died = v.end
    c.plant([v])


@innocent()
def went_home_against_advice(c: Prefecture) -> None:
    """He was examined for an operation, thought again and left on the third day: no operation, a bill of tests."""
    v = lies(c, "sy", "泌尿外科", "N40.x00 前列腺增生", (60, 82), 2, f"{KNIFE} us psa us_heart xray", sex="1")
    v.leaving = "4"
    c.plant([v])


@innocent()
def albumin_for_a_cirrhotic(c: Prefecture, n: int) -> None:
    """Ascites of cirrhosis with albumin under thirty: what the limit allows."""
    v = lies(c, ("sy", "qa")[n % 2], "消化内科", "K74.600 肝硬化;R18.x00 腹水;E88.000 低蛋白血症", (44, 74), 9, "admission clot us albumin@3 albumin@6 albumin_i@1-5 furosemide@1-5 spironolactone saline@1-5 drip@1-5 drip_more@1-5 ions@3 ct_c@1")
    c.plant([v])


@innocent()
def globulin_for_kawasaki(c: Prefecture) -> None:
    """Two grams for each kilogram on one day: a dozen bottles for a child of fifteen kilograms."""
    v = lies(c, "fy", "儿科", "M30.300 川崎病", (2, 5), 8, "cbc crp esr liver kidney us_heart@1 us_heart@7 ecg ig*12@1 dextrose@1 drip_child@1 cbc@4 crp@4 aspirin")
    c.plant([v])


@innocent()
def two_antibiotics_at_once(c: Prefecture, n: int) -> None:
    """Severe pneumonia of unknown cause: a cephalosporin and a macrolide, as the guideline asks, then one of them."""
    v = lies(c, ("qa", "fy")[n % 2], "呼吸内科" if n % 2 == 0 else "儿科", "J18.900 重症肺炎", (30, 70) if n % 2 == 0 else (3, 10), 9, "admission crp pct ct myco culture ceftriaxone*2@0-7 azithro_i@0-4 saline*2@0-7 dextrose@0-4 drip@0-7 drip_more*2@0-4 crp@4")
    c.plant([v])


@innocent()
def seven_sugars_a_day(c: Prefecture, n: int) -> None:
    """On the insulin pump sugar is measured before and after each meal, at bedtime and at three."""
    v = lies(c, ("sy", "ls")[n % 2], "内分泌科", "E10.900 1型糖尿病", (14, 40), 8, "admission hba1c t4 tsh glucose_fast*8@0- insulin_i*2 urine_protein@1")
    c.plant([v])


@innocent()
def ironwork_out_a_year_later(c: Prefecture) -> None:
    """The plate of last year comes out: same bone, planned, another stay."""
    p = somebody(c, "", 24, 60)
    v = lies(c, "qa", "骨科", "S82.300 胫骨远端骨折", (24, 60), 9, f"{KNIFE} xray ct xray@3 cefuroxime*2@1-2 saline@1-2 drip@1-2 dress_m@3 dress_m@6", person=p, day=c.workday(hi=LASTING), group=("IF25", "下肢骨手术", 2.4))
    operated(c, v, 1, "79.3600", "胫骨骨折切开复位内固定术", "hip_nail plate screw*6", "2")
    w = lies(c, "qa", "骨科", "Z47.000 取除骨折板和其他内固定装置", (24, 60), 5, f"{KNIFE} xray xray@3 cefuroxime@1 saline@1 drip@1 dress_s@3", person=p, day=back_days(v, 330), group=("IJ15", "骨骼肌肉其他手术", 1.1))
    operated(c, w, 1, "78.6700", "胫骨内固定物取出术", "plate_out", "2")
    c.plant([v, w])


@innocent()
def both_eyes_a_week_apart(c: Prefecture) -> None:
    """Two cataracts, two short stays a week apart, one lens each."""
    p, day, visits = somebody(c, "", 62, 84), None, []
    for side in "右左":
        v = lies(c, "yk", "白内障科", "H25.900 老年性白内障", (62, 84), 1, "cbc clot glucose infect ecg vision slit pressure_eye oct biometry levo_eye dress_s", person=p, day=day, care="bed nurse2 round", group=("CB35", "晶体手术", 0.95))
        operated(c, v, 0, "13.4100", f"白内障超声乳化抽吸术伴人工晶体植入({side})", "phaco lens", "", 13.0)
        day = back_days(v, 7)
        visits.append(v)
    c.plant(visits)


@innocent()
def suction_a_dozen_times(c: Prefecture) -> None:
    """A tracheostomised patient on the ventilator needs suction by the hour; the care of the tube is not billed beside it."""
    v = lies(c, "sy", "重症医学科", "J96.000 急性呼吸衰竭;I61.900 脑出血", (50, 78), 12, "ventilator*24@0-8 suction*12@0- suction_tube*12@0- gas@0-8 cbc@0-/3 pct@0-9/3 piptazo*3@0-9 saline*3@0-9 drip@0-9 drip_more*2@0-9 tube_feed cvc_put@1 xray@2 xray@8", care=ICU)
    c.plant([v])


@innocent()
def room_for_two_between_transfers(c: Prefecture) -> None:
    """Isolated for three days in a two-bed room, then in the three-bed room: two prices, one bed a day."""
    v = lies(c, "sy", "感染科", "A15.000 肺结核", (30, 66), 10, "admission ct culture*2 crp levoflox_i@0-7 drip@0-7 ct@9 liver@7", care="bed_two@0-2 bed@3- nurse2@0- round@0-")
    c.plant([v])
