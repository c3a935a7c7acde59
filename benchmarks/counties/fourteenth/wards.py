"""Ordinary stays: thirty-four reasons to lie in hospital, each billed from its pathway."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.counties.grammar.world import LAST, Person, Visit

from .bill import billed, operated
from .houses import TOWNS, Prefecture

Operation = tuple[int, str, str, str, str]
"""Day, code, name, what the theatre charges, way of anaesthesia."""


@dataclass(frozen=True)
class Ward:
    """A reason to lie: houses, department, diagnoses, ages, nights, its bill, perhaps an operation and a group."""

    why: str
    houses: tuple[str, ...]
    dept: str
    dx: str
    ages: tuple[int, int]
    nights: tuple[int, int]
    bill: str
    op: Operation | None = None
    group: tuple[str, str, float] = ("", "", 0.0)
    sex: str = ""
    share: int = 2
    care: str = "bed@0- nurse2@0- round@0-"


KNIFE_CARE = "bed@0- nurse1@1-2 nurse2@0 nurse2@3- round@0-"
"""The day before the operation grade two, then two days of grade one."""

WARDS = (
    Ward("社区获得性肺炎", ("sy", "qa", "ls"), "呼吸内科", "J18.900 肺炎", (40, 86), (7, 9),
         "admission crp ct pct?.5 culture?.5 ceftriaxone*2@0-6 ambroxol_i*2@0-6 saline*2@0-6 drip@0-6 drip_more@0-6 cbc@5 crp@5 cefixime@-1!",
         group=("ES25", "呼吸系统感染/炎症", 0.72), share=6),
    Ward("慢阻肺急性加重", ("sy", "qa", "ls", "zy"), "呼吸内科", "J44.100 慢性阻塞性肺病伴有急性加重", (55, 86), (7, 10),
         "admission crp ct gas oxygen*10@0-4 nebulise*2@0-6 budesonide*2@0-6 methylpred@0-4 cefuroxime*2@0-6 saline*2@0-6 drip@0-6 drip_more@0-6 gas@4 lung_fn@6 tiotropium@-1!",
         group=("ET25", "慢性气道阻塞病", 0.78), share=5),
    Ward("急性脑梗死", ("sy", "qa", "zy"), "神经内科", "I63.900 脑梗死", (52, 84), (9, 12),
         "admission clot lipids ct mri@1 us_neck@1 us_heart@2 hba1c?.3 monitor*24@0-1 spo2*24@0-1 butylphthalide*2@0-8 edaravone*2@0-8 saline@0-8 drip@0-8 drip_more@0-8 aspirin atorvastatin swallow@2-4?.2 aspirin@-1! atorvastatin*2@-1!",
         group=("BR21", "脑缺血性疾患", 1.05), share=5, care="bed@0- nurse1@0-2 nurse2@3- round@0-"),
    Ward("心力衰竭", ("sy", "qa", "ls"), "心血管内科", "I50.900 心力衰竭", (60, 88), (6, 9),
         "admission bnp tni us_heart@1 xray monitor*24@0-2 oxygen*12@0-2 furosemide*2@0-4 push@0-4 nitro_i@0-2 dextrose@0-2 drip@0-2 spironolactone ions@3 bnp@5 dapagliflozin@-1!",
         group=("FR25", "心力衰竭", 0.86), share=4),
    Ward("冠心病介入", ("sy",), "心血管内科", "I20.000 不稳定性心绞痛", (45, 80), (4, 6),
         "admission clot infect lipids tni*1 bnp us_heart monitor*24@0-2 ticagrelor aspirin atorvastatin enoxaparin*2@0-2 inject*2@0-2 ticagrelor*2@-1! atorvastatin*2@-1!",
         (1, "36.0700", "经皮冠状动脉药物洗脱支架置入术", "stent_op coronary_stent balloon wire", ""), ("FM15", "经皮冠状动脉支架植入", 3.4), share=3),
    Ward("急性阑尾炎", ("sy", "qa", "ls"), "普外科", "K35.900 急性阑尾炎", (14, 66), (4, 6),
         "cbc urine clot infect group_blood liver kidney ions ecg us cefuroxime*2@0-3 metronidazole*2@0-3 saline*2@0-3 drip@0-3 drip_more@0-3 dress_s@2 dress_s@4 specimen@2",
         (0, "47.0100", "腹腔镜下阑尾切除术", "appendix scope_add", "1"), ("GD25", "阑尾切除术", 1.05), share=3, care="bed@0- nurse1@0-1 nurse2@2- round@0-"),
    Ward("胆囊结石", ("sy", "qa"), "普外科", "K80.100 胆囊结石伴慢性胆囊炎", (28, 74), (5, 6),
         "admission before_knife us xray cefuroxime*2@1-2 saline@1-3 dextrose@1-3 drip@1-3 drip_more@1-3 dress_s@3 specimen@2",
         (1, "51.2300", "腹腔镜下胆囊切除术", "chole scope_add", "1"), ("HC25", "胆囊切除手术", 1.5), share=3, care=KNIFE_CARE),
    Ward("腹股沟疝", ("qa", "ls", "sy"), "普外科", "K40.900 腹股沟疝", (40, 82), (4, 5),
         "admission before_knife us xray cefuroxime@1 saline@1 drip@1 dress_s@3 specimen@3?.1",
         (1, "53.0500", "单侧腹股沟疝无张力修补术", "hernia mesh", "2"), ("GE25", "腹股沟及腹疝手术", 1.0), sex="1", care=KNIFE_CARE),
    Ward("剖宫产", ("fy", "qa"), "产科", "O34.201 瘢痕子宫", (22, 40), (5, 6),
         "cbc urine clot infect group_blood liver kidney glucose ecg us fetal@0 cefuroxime*2@1 saline@1-3 oxytocin*2@1-3 drip@1-3 pump_pain@1 pump@1 catheter@1 dress_s@3 cbc@2 ferrous@-1!?.4",
         (1, "74.1x01", "子宫下段剖宫产术", "section", "2"), ("OB25", "剖宫产术", 1.1), sex="2", share=3, care=KNIFE_CARE),
    Ward("自然分娩", ("fy", "qa"), "产科", "O80.000 自然临产", (21, 38), (3, 4),
         "cbc urine clot infect group_blood liver glucose ecg us birth@0#14 oxytocin@0#15 cbc@1 nurse_part*2@1-2",
         None, ("OC15", "阴道分娩", 0.5), sex="2", share=4, care="bed@0- nurse1@0 nurse2@1- round@0-"),
    Ward("白内障日间", ("yk",), "白内障科", "H25.900 老年性白内障", (58, 88), (0, 1),
         "cbc clot glucose infect ecg vision slit pressure_eye oct biometry levo_eye dress_s",
         (0, "13.4100", "白内障超声乳化抽吸术伴人工晶体一期植入", "phaco lens", ""), ("CB35", "晶体手术", 0.95), share=5, care="bed nurse2 round"),
    Ward("膝关节置换", ("sy", "zy"), "骨科", "M17.900 膝骨关节炎", (58, 80), (9, 11),
         "admission before_knife us_leg us_heart xray xray@4 cefuroxime*2@1-2 saline*2@1-2 drip@1-2 enoxaparin@2-8 inject@2-8 pump_pain@1 pump@1 exercise@3-8 dress_m@3 dress_m@6 cbc@2 crp@4 celecoxib@-1! rivaroxaban@-1!",
         (1, "81.5400", "全膝关节置换术", "knee knee_set", "2"), ("IC29", "髋、肩、膝关节置换术", 4.2), care=KNIFE_CARE),
    Ward("股骨转子间骨折", ("sy", "qa"), "骨科", "S72.101 股骨转子间骨折", (66, 90), (10, 13),
         "admission before_knife xray ct us_leg us_heart cefuroxime*2@2-3 saline*2@2-3 drip@2-3 enoxaparin@0-9 inject@0-9 xray@4 dress_m@4 dress_m@7 cbc@3 crossmatch@2?.5 catheter@2 calcium_d@-1!",
         (2, "79.1501", "股骨闭合复位髓内针内固定术", "hip_nail nail", "2"), ("IF25", "下肢骨手术", 2.9), care="bed@0- nurse1@0-4 nurse2@5- round@0-"),
    Ward("脓毒症住ICU后转普通病房", ("sy",), "重症医学科", "A41.900 脓毒症", (48, 84), (12, 16),
         "cbc@0-6/2 crp@0-6/2 pct@0-6/2 liver@0-6/3 kidney@0-6/2 clot@0-6/3 gas@0-5 culture_blood@0 sensitivity@2?.4 cvc_put nurse_line@6-9 ct us_heart@1 us_bed@1 ventilator*24@0-3 suction*6@0-3 midazolam*4@0-3 norepi*3@0-2 meropenem*3@0-6 piptazo*3@7-10 saline_big*2@0-6 saline*3@0-10 drip@0-10 drip_more*3@0-10 tube_feed catheter catheter_day@1-5 ions@7",
         None, ("SR15", "败血症", 3.6), care="bed_icu@0-5 watch_icu*24@0-5 bed@6- nurse1@6-8 nurse2@9- round@0-"),
    Ward("前列腺增生电切", ("sy", "qa"), "泌尿外科", "N40.x00 前列腺增生", (60, 84), (6, 7),
         "admission before_knife us psa ct?.2 cefuroxime*2@1-3 saline*2@1-3 drip@1-3 bladder_wash@1-3 catheter@1 catheter_day@2-4 specimen@3 tamsulosin@-1!",
         (1, "60.2900", "经尿道前列腺电切术", "turp", "2"), ("MC15", "前列腺手术", 1.6), sex="1", care=KNIFE_CARE),
    Ward("输尿管结石", ("sy", "qa", "ls"), "泌尿外科", "N20.100 输尿管结石", (26, 72), (4, 5),
         "admission before_knife ct us cefuroxime*2@1-2 saline*2@1-2 drip@1-2 xray@3",
         (1, "56.0x00", "经尿道输尿管激光碎石取石术", "ureter_scope dj", "1"), ("LC15", "输尿管手术", 1.4), care=KNIFE_CARE),
    Ward("乳腺癌手术", ("zl",), "乳腺外科", "C50.900 乳腺恶性肿瘤", (36, 74), (8, 10),
         "admission before_knife us us_heart ct cea cefuroxime*2@1-2 saline*2@1-3 dextrose@1-3 drip@1-3 drip_more@1-3 frozen@1 specimen*2@4 ihc*6@5 dress_m@3 dress_m@6 nurse_part@1-4 letrozole@-1!?.4",
         (1, "85.4300", "乳腺改良根治术", "mastect", "1"), ("JA25", "乳房恶性肿瘤根治术", 1.9), sex="2", care=KNIFE_CARE),
    Ward("结肠癌手术", ("zl", "sy"), "胃肠外科", "C18.900 结肠恶性肿瘤", (45, 80), (11, 13),
         "admission before_knife ct_c@0 colono@1 biopsy_endo*2@1 cea us_heart xray piptazo*3@3-6 saline*3@3-8 dextrose*2@3-8 drip@3-8 drip_more*3@3-8 catheter@3 catheter_day@4-5 monitor*12@3 monitor*24@4 oxygen*12@3-4 dress_m@5 dress_m@8 specimen*3@6 ihc*5@7 cbc@4 ions@4 ions@6 albumin@4",
         (3, "45.7300", "右半结肠根治性切除术", "colon_op stapler staple*2", "1"), ("GB25", "小肠、大肠、直肠的大手术", 3.6), care="bed@0- nurse1@3-6 nurse2@0-2 nurse2@7- round@0-"),
    Ward("日间化疗", ("zl",), "化疗日间病房", "Z51.100 肿瘤化学治疗疗程", (38, 76), (0, 2),
         "cbc liver kidney ecg?.5 oxaliplatin*3 fluorouracil*4 ondansetron*2 dexameth dextrose*2 saline*3 drip drip_more*4 nurse_line",
         None, ("RE15", "恶性增生性疾患的化学治疗", 0.62), share=5),
    Ward("精神分裂症长住", ("js",), "精神二科", "F20.900 精神分裂症", (22, 66), (26, 58),
         "admission scale_mind*2@1 eeg@1 olanzapine@0-/14 risperidone@0-/28?.3 cbc@14 liver@14 ecg@14 cbc@28 occupational_mind@3-/2 talk_mind@5-/7 drug_level@20?.4 lorazepam?.3 olanzapine@-1!",
         None, share=3, care="bed@0- nurse_mind@0- round@0-"),
    Ward("抑郁发作MECT", ("js",), "精神一科", "F32.200 重度抑郁发作", (20, 62), (20, 26),
         "admission scale_mind*2@1 eeg@1 sertraline@0-/14 mect@4-14/2 talk_mind@3-/7 occupational_mind@6-/2 scale_mind*2@15 sertraline@-1!",
         None, share=1, care="bed@0- nurse_mind@0- round@0-"),
    Ward("脑卒中康复", ("kf", "sy", "zy"), "康复科", "I69.300 脑梗死后遗症", (50, 82), (17, 24),
         "admission score_rehab@1 score_rehab@14 exercise@1- hemi@1- occupational@2- speech@2-/2?.3 midfreq@2-/2 aspirin atorvastatin us_leg@1 aspirin@-1! atorvastatin@-1!",
         None, ("BY15", "康复治疗", 1.9), share=4),
    Ward("腰椎间盘突出针灸推拿", ("zy", "kf"), "针灸推拿科", "M51.202 腰椎间盘突出", (32, 74), (10, 14),
         "admission ct?.5 mri@1?.4 needle_electro@0- moxa@1-/2 massage_back@0- cup@1-/3 paste@2-/2 huangqi*105@2 danggui*70@2 duzhong*84@2 niuxi*70@2 gancao*42@2 decoct*7@2 goutong@-1!",
         None, ("IU25", "颈腰背疾患", 0.7), share=5),
    Ward("新生儿黄疸", ("fy",), "新生儿科", "P59.900 新生儿黄疸", (0, 0), (4, 6),
         "cbc liver bilirubin@2 bilirubin@4 crp glucose abo rh incubator*24@0-3 phototherapy*12@0-2 spo2*24@0-2 hearing@3 us@2",
         None, ("PU15", "新生儿黄疸", 0.6), share=3, care="bed@0- nurse_baby_special@0- round@0-"),
    Ward("早产儿", ("fy",), "新生儿科", "P07.300 早产婴儿", (0, 0), (14, 22),
         "cbc@0-/7 liver@0 glucose@0-2 crp@0-/7 gas@0-1 bilirubin@0-/4 incubator*24@0-11 spo2*24@0-11 bipap*24@0-3 caffeine@0-9 dextrose@0-7 drip@0-7 culture_blood phototherapy*12@3-4 us@5 us_heart@6 hearing@13 tube_feed",
         None, ("PR15", "早产儿", 3.4), share=1, care="bed@0- nurse_baby_special@0- round@0-"),
    Ward("儿童支气管肺炎", ("fy", "qa"), "儿科", "J18.000 支气管肺炎", (1, 9), (5, 7),
         "cbc crp myco xray liver kidney ions nebulise*2@0-5 budesonide*2@0-5 azithro_i@0-3 dextrose@0-5 ceftriaxone@0-5 saline@0-5 drip_child@0-5 cbc@4 montelukast@-1!",
         None, ("ES35", "儿童呼吸系统感染", 0.5), share=4),
    Ward("消化道出血", ("sy", "qa"), "消化内科", "K92.208 急性上消化道出血", (32, 82), (6, 8),
         "admission clot infect group_blood crossmatch blood_red@0?.5 gastro@1 biopsy_endo@1?.4 omeprazole_i*2@0-4 saline*2@0-4 dextrose*2@0-4 drip@0-4 drip_more*2@0-4 monitor*24@0-1 occult@4 cbc@1 cbc@3 omeprazole@-1!",
         None, ("GS15", "消化道出血", 0.9)),
    Ward("急性胰腺炎", ("sy", "qa"), "消化内科", "K85.900 急性胰腺炎", (26, 74), (8, 11),
         "admission amylase@0-6/2 ct ct@6 us crp@0-6/3 omeprazole_i*2@0-6 saline_big*2@0-6 dextrose*3@0-6 dextran_k*2@0-6 drip@0-6 drip_more*3@0-6 ions@1-5/2 lipids monitor*24@0-1",
         None, ("HT15", "急性胰腺炎", 1.1)),
    Ward("2型糖尿病", ("ls", "qa", "zy"), "内分泌科", "E11.900 2型糖尿病", (38, 78), (7, 9),
         "admission hba1c lipids tsh urine_protein@1 us_neck@1 us@1 glucose_fast*7@0-6 insulin_i inject*4@0-6 metformin metformin@-1! glargine@-1!",
         None, ("KS15", "糖尿病", 0.68), share=3),
    Ward("护理院长住", ("hl",), "护理病区", "I69.300 脑梗死后遗症", (72, 92), (28, 85),
         "cbc@0-/30 urine@0-/30 liver@0-/30 kidney@0-/30 ecg nurse_part*2@0- tube_feed@0?.4 aspirin*1@0-/30 amlodipine@0-/28 catheter?.2",
         None, share=2, care="bed@0- nurse2@0- round@0-"),
    Ward("乡镇急性支气管炎", TOWNS, "内科", "J20.900 急性支气管炎", (40, 84), (5, 6),
         "cbc urine stool crp xray ecg liver kidney cefuroxime*2@0-4 saline@0-4 ambroxol_i*2@0-4 dextrose@0-4 drip@0-4 drip_more@0-4",
         None, share=7, care="bed@0- nurse3@0- round@0-"),
    Ward("乡镇眩晕", TOWNS, "内科", "H81.100 良性阵发性眩晕", (45, 84), (4, 6),
         "cbc urine glucose lipids ecg kidney ions danshen xuesaitong_i@0-3 dextrose@0-3 drip@0-3 amlodipine@-1!?.5",
         None, share=4, care="bed@0- nurse3@0- round@0-"),
    Ward("子宫肌瘤", ("fy", "sy"), "妇科", "D25.900 子宫平滑肌瘤", (36, 54), (6, 8),
         "admission before_knife us_in smear xray cefuroxime*2@1-2 metronidazole*2@1-2 saline*2@1-2 drip@1-2 drip_more@1-2 catheter@1 catheter_day@2 specimen*2@4 dress_s@3 cbc@2",
         (1, "68.4100", "腹腔镜下全子宫切除术", "hyst scope_add", "1"), ("NB25", "子宫手术", 1.5), sex="2", care=KNIFE_CARE),
    Ward("社区安宁疗护", ("sq1",), "安宁疗护病区", "C34.900 肺恶性肿瘤", (62, 88), (10, 24),
         "cbc kidney oxygen*12@0- nurse_part*2@0- nurse_line?.3 inject@2-/2",
         None, share=1, care="bed_hospice@0- nurse1@0- round@0-"),
)


def admitted(c: Prefecture, ward: Ward, house: str, day: date, person: Person | None = None) -> Visit:
    """One stay."""
    r = c.rng
    nights = r.randint(*ward.nights)
    if ward.ages == (0, 0):
        person = c.person("", born=day - timedelta(days=1 if "早产" in ward.why else 4))
    p = person or (not ward.op and ward.dept != "产科" and r.random() < 0.3 and c.known(ward.sex, *ward.ages, day)) or c.person(ward.sex, *ward.ages)
    code, name = ward.dx.split()
    v = c.stay(house, p, day, nights, ward.dept, [(code, name)])
    if ward.dept == "重症医学科":
        v.diagnoses.append(("J96.000", "急性呼吸衰竭"))
    if p.born > date(2024, 12, 1):
        v.more["newborn"] = "1"
    billed(c, v, f"{ward.care} {ward.bill}")
    if ward.op:
        operated(c, v, *ward.op)
    if ward.group[0]:
        c.pay_group(v, *ward.group)
    return v


def corrected(c: Prefecture, v: Visit) -> None:
    """A line entered twice by a slip and taken back by its number the same or the next day."""
    line = c.rng.choice([x for x in v.lines if x.count > 0 and x.item.listing == "201"])
    twice = c.add(v, next(k for k, i in _keys().items() if i == line.item.code), line.count, line.at, exact=True, price=line.price)
    back = c.add(v, next(k for k, i in _keys().items() if i == line.item.code), -line.count, min(v.end, line.at + timedelta(hours=c.rng.choice((1, 5, 20)))), exact=True, price=line.price)
    back.more["of"] = twice.sn


def _keys() -> dict[str, str]:
    from .goods import ITEMS

    return {key: item.code for key, item in ITEMS.items()}


def fill(c: Prefecture, many: int) -> None:
    """Stays over the seasons; chest illness more in winter."""
    weighted = [w for w in WARDS for _ in range(w.share)]
    for n in range(many):
        ward = c.rng.choice(weighted)
        day = c.day(hi=LAST - timedelta(days=ward.nights[1] + 2))
        planned = (ward.op and ward.dept not in ("普外科", "骨科", "产科")) or ward.nights[0] == 0
        while (planned and day.weekday() > 3) or (ward.dept == "呼吸内科" and day.month in (6, 7, 8) and c.rng.random() < 0.7):
            day = c.day(hi=LAST - timedelta(days=ward.nights[1] + 2))
        v = admitted(c, ward, c.rng.choice(ward.houses), day)
        if n % 33 == 0:
            corrected(c, v)
