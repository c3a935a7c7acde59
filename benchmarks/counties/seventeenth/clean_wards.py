"""Innocent look-alikes of wards: what looks split, doubled, too long or impossible and is how such patients are cared for."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from .bill import again, begins, comes, every, lies, operated, somebody
from .cases import innocent
from .houses import County

DAY = timedelta(days=1)
STROKE = "I69.300 脑梗死后遗症;G81.900 偏瘫"
IV = "saline@0- drip@0- set@0-"
BIRTH = "0:73.5900 其他手法助产:birth:"
APPENDIX = "0:47.0100 腹腔镜下阑尾切除术:appendix scope clip*3 suture:1"


@innocent()
def the_baby_lies_on_her_mothers_number(c: County) -> None:
    """A newborn not yet enrolled lies with jaundice under the mother's number while the mother is still in her own bed."""
    day = begins(c)
    m = lies(c, "fy", "产科", "O80.900 单胎顺产", (22, 37), 4, "cbc urine pre post_birth@0-", sex="2", kind="52", knife=BIRTH, day=day, hour=9.0)
    b = lies(c, "fy", "新生儿科", "P59.900 新生儿黄疸", (0, 1), 5, "cbc tbil tbil@2 photo*12@0-2 tcb@1-", care="bed_baby@0- n_baby@0- round@0-", person=m.person, day=day + DAY)
    b.more["newborn"] = "1"
    c.plant([m, b])


@innocent()
def twins_under_one_number(c: County) -> None:
    """Twins lie in two cots under their mother's number on the same days, with the same bill."""
    day = begins(c)
    m = lies(c, "fy", "产科", "O34.201 瘢痕子宫;O30.000 双胎妊娠", (24, 38), 5, "cbc urine pre carbet@0 post_birth@0- foley@0 foley_m@0", sex="2", kind="52", knife="0:74.1x00 子宫下段横切口剖宫产:section suture*2:2", day=day, hour=9.0)
    twins = []
    for k in range(2):
        b = lies(c, "fy", "新生儿科", "P07.300 早产婴儿", (0, 1), 8, "cbc tbil tbil@3 incub*24@0-5 photo*12@1-3", care="bed_baby@0- n_baby_s@0- round@0-", person=m.person, day=day, hour=12.0 + k)
        b.more["newborn"] = "1"
        twins.append(b)
    c.plant([m, *twins])


@innocent()
def up_the_alliance_by_ambulance(c: County) -> None:
    """The township house sends a pneumonia that fails its drugs to the alliance's hospital on the third day."""
    day = begins(c, 30)
    a = lies(c, "wa", "全科", "J18.900 肺炎", (60, 84), 3, f"cbc crp dr cefur*2@0- {IV}", day=day)
    b = lies(c, "xy", "呼吸内科", "J18.900 肺炎;J96.000 急性呼吸衰竭", (0, 1), 11, f"adm gas ct crp pct sputum cefop*4@0- {IV} oxygen*20@0-6 gas@2 gas@4", person=a.person, day=day + 3 * DAY, hour=13.0, group=("ES31", "呼吸系统感染", 1.3))
    c.plant([a, b])


@innocent()
def down_the_alliance_to_mend(c: County) -> None:
    """After a hip the alliance's hospital sends her on the seventh day down to the township bed for wound and walking."""
    day = begins(c, 40)
    a = lies(c, "xy", "骨科", "S72.000 股骨颈骨折", (66, 86), 7, "adm pre dr us_leg us_heart lmwh@0-6 dr@4 dress_m@4", knife="2:81.5200 人工股骨头置换术:hip hip_m suture*2:2", day=day, group=("IC25", "髋关节置换", 3.0))
    b = lies(c, "wa", "康复科", "S72.000 股骨颈骨折;Z47.900 骨科术后随诊", (0, 1), 12, "cbc dr dress_m@3 exercise@1- joint@1-", person=a.person, day=day + 7 * DAY, hour=14.0)
    c.plant([a, b])


@innocent()
def from_the_stroke_unit_to_the_mat(c: County) -> None:
    """Acute stroke unit, then on the day of discharge the house of rehabilitation, paid by the day."""
    day = begins(c, 60)
    a = lies(c, "gc", "神经内科", "I63.900 脑梗死", (52, 80), 10, f"adm clot lipids nihss@0 ct lysis@0 alteplase@0 mri@1 edara*2@0-9 {IV}", day=day, group=("BR23", "脑缺血性疾患", 1.05))
    b = lies(c, "kf1", "神经康复科", STROKE, (0, 1), 28, "cbc urine balance@0 adl@0 exercise@1- ot@1- hemi@1- speech@1-?.5 swallow@1-10", person=a.person, day=day + 10 * DAY, hour=14.0, kind="2105")
    c.plant([a, b])


@innocent()
def the_quarters_reckoning_of_a_mind(c: County) -> None:
    """Stays paid by the day are settled every ninety days and opened anew on the same day: the patient never left."""
    day, p = begins(c, 220), somebody(c, "", 30, 66)
    c.plant([lies(c, "jw", "精神科", "F20.900 精神分裂症", (0, 1), 90, "cbc liver glu ecg scale_neg@1 olanz*6@0 mind_play@1-/2 mind_behave@1-", care="minded", kind="2105", person=p, day=day + 90 * k * DAY, hour=11.5) for k in range(2)])


@innocent()
def a_guest_bed_for_the_appendix(c: County) -> None:
    """A patient of the mental hospital is operated in the works hospital; his own bed stays open, those days are not charged."""
    day, p = begins(c, 50), somebody(c, "", 26, 54)
    a = lies(c, "jw", "精神科", "F20.900 精神分裂症", (0, 1), 14, "cbc liver olanz@0 mind_play@1-/2 mind_behave@1-", care="minded", kind="2105", person=p, day=day)
    b = lies(c, "gc", "普外科", "K35.800 急性阑尾炎;F20.900 精神分裂症", (0, 1), 4, "adm pre crp ct cefur*2@0-2 saline*2@0-2 drip@0-2 specimen@0", person=p, day=day + 14 * DAY, hour=12.0, knife=APPENDIX, group=("GD25", "阑尾切除术", 0.8))
    d = lies(c, "jw", "精神科", "F20.900 精神分裂症", (0, 1), 20, "cbc liver olanz*2@0 mind_play@1-/2 mind_behave@1-", care="minded", kind="2105", person=p, day=day + 18 * DAY, hour=12.0)
    c.plant([a, b, d])


@innocent()
def home_from_the_hospice_for_a_feast(c: County) -> None:
    """She wished to be at home for the feast; the pain drove her back after three days; she died in the second stay."""
    day, p = begins(c, 50), somebody(c, "", 60, 84)
    dx = "C34.900 肺恶性肿瘤;R52.100 癌性疼痛;Z51.500 姑息治疗"
    a = lies(c, "an", "安宁疗护科", dx, (0, 1), 12, "oxyc*2@0 morph*2@3- im@3- mouth_care@0-", care="eased", kind="2105", person=p, day=day)
    b = lies(c, "an", "安宁疗护科", dx, (0, 1), 8, "morph*4@0- im*2@0- midaz@4- mouth_care@0- oxygen*24@0-", care="eased", kind="2105", person=p, day=day + 15 * DAY)
    b.leaving, p.died = "5", b.end
    b.settled = b.end + timedelta(days=2)
    c.plant([a, b])


@innocent()
def every_third_week_the_same_bill(c: County) -> None:
    """Six cycles of chemotherapy, each three nights with the same bill, twenty-one days apart."""
    day, p = begins(c, 150), somebody(c, "", 46, 72)
    c.plant([lies(c, "zl", "肿瘤内科", "Z51.100 肿瘤化学治疗疗程;C18.900 结肠恶性肿瘤", (0, 1), 3, "adm cea chemo_mix@1 oxali*2@1 port_care@1 dexa*2@1 tropi@1 saline*4@1 drip@1 drip_more*3@1 set@1 pump*20@1 capec!", person=p, day=day + 21 * k * DAY, group=("RE13", "恶性增生性疾患的化学治疗", 0.9)) for k in range(6)])


@innocent()
def weekends_without_the_beam(c: County) -> None:
    """Seven weeks of radiation with the bed kept and no beam on Saturdays and Sundays."""
    day = begins(c, 60)
    day -= timedelta(days=day.weekday())
    c.plant([lies(c, "zl", "放疗科", "Z51.003 恶性肿瘤放射治疗;C11.900 鼻咽恶性肿瘤", (34, 70), 46, "adm ct_c plan@1 " + " ".join(f"imrt@{7 * w}-{7 * w + 4}" for w in range(1, 7)) + " imrt@2-4 mouth_care@9- cbc@7 cbc@14 cbc@21 cbc@28", day=day)])


@innocent()
def four_months_for_a_stubborn_germ(c: County) -> None:
    """Resistant tuberculosis: a hundred and ten nights with the same tablets, sputum and heart tracing every other week."""
    c.plant([lies(c, "cr", "耐药结核科", "A15.000 肺结核;U84.300 耐多药", (24, 62), 110, "adm ct xpert bedaq*8@0 linez*11@0 afb*2@14-/14 afb_cult@14-/28 ecg@7-/14 liver@14-/14 cbc@14-/14", day=begins(c, 130))])


@innocent()
def back_in_three_days_with_fever(c: County) -> None:
    """Three days after leaving on new HIV drugs he is back with high fever: the awakened defence, another illness."""
    day, p = begins(c, 50), somebody(c, "", 26, 56)
    a = lies(c, "cr", "感染科", "B24.x00 人类免疫缺陷病毒病", (0, 1), 9, f"adm cd4 hivvl ct bic@0 ceftri*2@0- {IV}", person=p, day=day)
    b = lies(c, "cr", "感染科", "B20.000 HIV病造成的分枝杆菌感染;R50.900 发热", (0, 1), 16, f"adm ct xpert afb*3@0 blood_cult*2@0 hrze@0 methyl@1-6 {IV}", person=p, day=day + 12 * DAY)
    c.plant([a, b])


@innocent()
def out_for_dialysis_from_the_mat(c: County) -> None:
    """The rehabilitation house has no kidneys: three times a week its stroke patient is driven to the centre."""
    day = begins(c, 40)
    v = lies(c, "kf1", "神经康复科", f"{STROKE};N18.500 慢性肾脏病5期", (50, 74), 20, "cbc kidney balance@0 adl@0 exercise@1- ot@1-", kind="2105", day=day)
    days = [d for d in every(day + DAY, 1, 18) if d.weekday() in (0, 2, 4)]
    c.plant([v, *again(c, "xt", "血液透析室", "N18.500 慢性肾脏病5期;Z49.100 体外透析", v.person, days, "hd dialyser blood_line heparin", kind="14", at=7.2, minutes=250)])


@innocent()
def out_for_a_picture(c: County) -> None:
    """The hospice has no scanner: by its request he is pictured in the works hospital for an hour."""
    day = begins(c)
    v = lies(c, "an", "安宁疗护科", "C61.x00 前列腺恶性肿瘤;R52.100 癌性疼痛", (66, 86), 14, "oxyc*3@0 mouth_care@0-", care="eased", kind="2105", sex="1", day=day)
    c.plant([v, comes(c, "gc", "急诊科", "C61.x00 前列腺恶性肿瘤;M84.400 病理性骨折", (0, 1), "see_er ct dr", person=v.person, kind="13", day=day + 5 * DAY, at=10.5)])


@innocent()
def watched_below_then_taken_up(c: County) -> None:
    """Ten hours of emergency observation with drips, then the ward: two bills of one day."""
    day = begins(c)
    a = comes(c, "xy", "急诊科", "K85.900 急性胰腺炎", (30, 70), "see_er see_obs bed_obs cbc amyl ct saline5*2 drip drip_more*2 set", kind="13", day=day, at=1.5, minutes=500)
    b = lies(c, "xy", "消化内科", "K85.900 急性胰腺炎", (0, 1), 8, "adm amyl@1 crp us somato*2@0-4 saline*3@0-6 saline5*2@0-5 drip@0- drip_more*4@0-5 set@0-", person=a.person, day=day, hour=10.2, group=("HS23", "急性胰腺炎", 1.1))
    c.plant([a, b])


@innocent()
def tests_of_last_week_in_this_bill(c: County) -> None:
    """院前检查: the tests for a planned operation were done three days before the bed and are taken into the stay's bill by rule."""
    v = lies(c, "gc", "普外科", "K80.100 胆囊结石伴慢性胆囊炎", (34, 70), 3, "dress_m@2 specimen@0", knife="0:51.2300 腹腔镜下胆囊切除术:chole scope clip*4 suture:1", group=("HC25", "胆囊切除手术", 1.3))
    for k in ("cbc", "pt", "aptt", "hbsag", "hcv", "hiv", "tp", "alt", "crea", "us", "ecg", "dr"):
        c.add(v, k, 1, v.start - timedelta(days=3), exact=True)
    c.plant([v])


@innocent()
def polyp_in_and_out_by_noon(c: County) -> None:
    """日间手术: in at eight, out at two, with the bowel's preparation and tests of the day before in the bill."""
    v = lies(c, "xy", "消化内科", "K63.500 结肠息肉", (44, 72), 0, "specimen saline5 drip set", kind="28", hour=8.0, knife="0:45.4200 结肠镜下结肠息肉切除术:colono polyp clip*3 ga_scope:", care="day_bed n3 round")
    for k in ("cbc", "pt", "aptt", "hbsag", "hcv", "hiv", "tp", "ecg"):
        c.add(v, k, 1, v.start - timedelta(days=1), exact=True)
    c.plant([v])


@innocent()
def both_bones_of_the_leg(c: County) -> None:
    """Shin and calf bone are both plated: two plates, sixteen screws, one anaesthesia."""
    c.plant([lies(c, "gk", "骨科", "S82.200 胫骨骨折;S82.400 腓骨骨折", (24, 60), 12, "adm pre dr us_leg lmwh@0-6 dr@4 dress_m@4 dress_m@7", knife="2:79.3600 胫骨骨折切开复位内固定术:tibia*2 plate*2 screw*16 suture*4:2", group=("IF25", "下肢骨手术", 2.3))])


@innocent()
def bled_and_opened_again(c: County) -> None:
    """Bleeding after the gland's operation: opened again six hours on, with a second anaesthesia."""
    v = lies(c, "xy", "甲状腺外科", "C73.x00 甲状腺恶性肿瘤", (30, 64), 6, "adm pre tsh ft4 ca@2 specimen@1 red@1 cross@1", knife="1:06.2x01 甲状腺腺叶切除术:goitre suture*2 drain:1", group=("KD15", "甲状腺大手术", 1.3))
    operated(c, v, 1, "06.0200", "甲状腺术后切口再打开止血", "drain suture", "1", hour=17.0)
    c.plant([v])


@innocent()
def the_other_vessel_three_weeks_on(c: County) -> None:
    """Two narrow vessels: one is stented at once, the other by plan after three weeks, as the guideline has it."""
    day, p = begins(c, 40), somebody(c, "", 48, 76)
    c.plant([lies(c, "gc", "心内科", "I21.000 急性心肌梗死" if k == 0 else "I25.103 冠状动脉粥样硬化性心脏病", (0, 1), 6 - 3 * k, "adm pre lipids tni us_heart ecg@1 aspirin@0 ticag@0 lmwh*2@0-2 monitor*20@0-1", person=p, day=day + 22 * k * DAY, knife="0:36.0700 冠状动脉药物洗脱支架置入术:stenting wire baln*2 stent*2 contrast heparin:", group=("FM19", "经皮冠状动脉支架植入", 2.6)) for k in range(2)])


@innocent()
def one_lung_then_the_other(c: County) -> None:
    """A miner's lungs are washed a week apart, each under general anaesthesia."""
    v = lies(c, "gc", "职业病科", "J62.800 矽肺", (46, 64), 14, "adm gas lung_fn ct exercise@4-6", knife="2:33.9900x001 支气管肺泡灌洗术:lung_wash monitor*8:1")
    operated(c, v, 9, "33.9900x001", "支气管肺泡灌洗术", "lung_wash monitor*8", "1")
    c.plant([v])


@innocent()
def the_wedding_feast(c: County) -> None:
    """Twelve guests of one wedding with the same poisoned dish come in one evening; the bills are alike because the illness is."""
    day, vs = begins(c), []
    for k in range(12):
        v = lies(c, "xy", "消化内科", "A05.900 细菌性食物中毒", (18, 70), 2, f"cbc stool ions crp levo_i@0- saline5*2@0- {IV} smecta@0", day=day, hour=19.0 + k * 0.15)
        v.person.address = f"钢城市柳树乡河口村{k % 4 + 1}组{k + 1}号"
        vs.append(v)
    c.plant(vs)


@innocent(3)
def a_kindergarten_in_the_flu_wave(c: County) -> None:
    """Ten children of one kindergarten are admitted in the same winter week with the same illness and the same bill."""
    day = date(2026, 1, 5) + timedelta(days=c.rng.randrange(9))
    c.plant([lies(c, "fy", "儿科", "J10.001 流行性感冒伴肺炎", (3, 6), 5, "cbc crp flu dr oselta@0 saline@0- scalp@0- neb*2@0- budes@0-", day=day + (k % 4) * DAY) for k in range(10)])


@innocent()
def shocks_with_sleep_thrice_a_week(c: County) -> None:
    """Electric treatment three times a week, each with its anaesthesia; nine in all."""
    c.plant([lies(c, "jw", "精神科", "F32.300 重度抑郁发作伴精神病性症状", (26, 58), 28, "cbc ecg liver scale_dep@1 scale_dep@27 sert*2@0 mect@3-21/7 mect@5-23/7 mect@7-25/7 propofol@3-21/7 propofol@5-23/7 propofol@7-25/7", care="minded", kind="2105")])


@innocent()
def the_wrist_slipped_and_was_set_again(c: County) -> None:
    """The control picture of the third day shows the fragment slipped: set and splinted a second time."""
    c.plant([lies(c, "zy", "骨伤科", "S52.500 桡骨远端骨折", (50, 80), 8, "adm dr bone_set@0 splint_m@0 dr@1 dr@3 bone_set@3 splint_m@3 dr@4 yunnan@0")])


@innocent()
def a_belly_of_twelve_litres(c: County) -> None:
    """Twelve litres of ascites are drawn off; albumin by the guideline, eight grams for each litre, for three days."""
    c.plant([lies(c, "cr", "肝病科", "K74.600 肝硬化;R18.x00 腹水", (40, 70), 12, "adm clot us us@4 albumin@4 albumin@8 albumin_i*4@1-3 drip@1-3 set@1-3 spiro@0 furo_i@0-6 push@0-6")])


@innocent()
def burnt_at_four_places(c: County) -> None:
    """Both arms and legs scalded at home: four great dressings every other day, changed under pain relief."""
    c.plant([lies(c, "gc", "烧伤科", "T24.200 髋和下肢二度烧伤;T22.200 肩和上肢二度烧伤", (20, 60), 16, f"adm albumin_i*2@1-3 cefur*2@0-6 {IV} dress_l*4@0-/2 tat@0")])


@innocent()
def eleven_weeks_too_soon(c: County) -> None:
    """A child of twenty-nine weeks: fifty nights in the incubator by the hour, breathing by machine for six days, surfactant twice."""
    day = begins(c, 70)
    baby = c.person("", insurance="390", born=day)
    baby.home = "planted"
    c.plant([lies(c, "fy", "新生儿科", "P07.200 极度不成熟;P22.000 新生儿呼吸窘迫综合征", (0, 1), 50, "cbc gas@0-6 surf*2@0 vent*24@0-5 bipap*24@6-14 incub*24@0-44 tcb@2-9 aa@1-14 cbc@7-/7", care="bed_baby@0- n_baby_s@0- round@0-", person=baby, day=day, hour=3.0)])


@innocent(4)
def a_mother_at_forty_nine(c: County) -> None:
    """A first child by a donated egg at forty-nine."""
    c.plant([lies(c, "fy", "产科", "O34.201 瘢痕子宫;O09.500 高龄初产妇监督", (48, 50), 6, "adm pre us fetal*3@0 magn@0-1 carbet@0 foley@0 foley_m@0 post_birth@0-", sex="2", kind="52", knife="0:74.1x00 子宫下段横切口剖宫产:section suture*2:2", group=("OB15", "剖宫产", 0.95))])


@innocent(4)
def the_breast_of_a_man(c: County) -> None:
    """Cancer of the breast in a man, found by ultrasound and taken out."""
    c.plant([lies(c, "zl", "乳腺外科", "C50.900 乳房恶性肿瘤", (56, 76), 8, "adm pre breast_us ct specimen@2 dress_m@4", sex="1", knife="2:85.4300 单侧单纯乳房切除术伴区域性淋巴结切除术:lump drain*2 suture*2:1", group=("JA23", "乳腺恶性肿瘤手术", 1.7))])


@innocent()
def rescued_and_lost(c: County) -> None:
    """Two days of bleeding with two great rescues, ten units of blood; he died, the bill was settled two days after."""
    v = lies(c, "gc", "消化内科", "K92.200 胃肠出血;K74.600 肝硬化", (46, 70), 2, "adm clot type cross*3@0 red*5@0 red*5@1 plasma*6@0 rescue_big@0 rescue_big@1 octreo*4@0-1 omep_i*3@0-1 saline*5@0-1 drip@0-1 drip_more*5@0-1 monitor*24@0-1 n0*24@0-1", care="bed@0- round@0-", hour=2.0)
    v.leaving, v.person.died = "5", v.end
    v.settled = v.end + timedelta(days=2)
    c.plant([v])


@innocent()
def over_the_new_year(c: County) -> None:
    """A stay from December into January is settled in one bill in the new year."""
    c.plant([lies(c, "xy", "骨科", "S32.000 腰椎骨折", (56, 80), 16, "adm dr ct lmwh@0-12 exercise@8-", day=date(2025, 12, 20) + timedelta(days=c.rng.randrange(8)))])


@innocent()
def the_ward_doctor_herself_ill(c: County) -> None:
    """A doctor of the house is operated there and signs nothing while she lies."""
    d = c.own_doctor("gc")
    p = somebody(c, "2", 30, 52, "310")
    c.doctor_person[d] = p.id
    v = lies(c, "gc", "普外科", "K35.800 急性阑尾炎", (0, 1), 4, "adm pre crp ct cefur*2@0-2 saline*2@0-2 drip@0-2 specimen@0", person=p, knife=APPENDIX, group=("GD25", "阑尾切除术", 0.8))
    other = c.houses["gc"].doctors[0]
    v.doctor = other
    for x in v.lines:
        x.doctor = other
    c.plant([v])


@innocent()
def a_traveller_from_the_next_province(c: County) -> None:
    """Insured in another province, he falls ill on a visit, lies here, and is seen again by his own clinic's town doctor after leaving."""
    p = c.stranger("", 50, 74)
    p.home = "planted"
    day = begins(c, 30)
    v = lies(c, "xy", "心内科", "I50.900 心力衰竭", (0, 1), 7, f"adm bnp us_heart furo_i*2@0-4 push@0-4 {IV} spiro@0 sacub!", person=p, day=day)
    c.plant([v, comes(c, "xy", "心内科门诊", "I50.900 心力衰竭", (0, 1), "see bnp", person=p, day=day + 9 * DAY)])


@innocent()
def trained_in_the_morning_and_again_at_three(c: County) -> None:
    """Early stroke: the mat in the morning, the standing board at three, hand and speech between, as the house's plan and the price list allow."""
    c.plant([lies(c, "kf1", "神经康复科", STROKE, (50, 76), 25, "cbc balance@0 balance@24 adl@0 adl@24 exercise@1-#9 stand@1-#15 ot@1- speech@1-#14", kind="2105")])


@innocent()
def charged_on_the_day_of_leaving(c: County) -> None:
    """The fracture house posts everything at leaving: nine beds, nine rounds and nine cares bear one minute."""
    v = lies(c, "gk", "骨科", "S32.000 腰椎骨折", (54, 78), 9, "adm dr ct", care="")
    for k in ("bed", "n2", "round"):
        c.add(v, k, 9, v.end, exact=True)
    c.plant([v])


@innocent()
def a_stay_by_night_and_day(c: County) -> None:
    """A patient falls ill on the evening of his discharge from the ward for backs: same house, another organ, another group."""
    day, p = begins(c, 40), somebody(c, "", 56, 78)
    a = lies(c, "gc", "骨科", "M51.202 腰椎间盘突出", (0, 1), 6, "adm dr mri", person=p, day=day)
    b = lies(c, "gc", "神经内科", "I63.900 脑梗死", (0, 1), 9, f"adm clot ct mri@1 edara*2@0-8 {IV} aspirin@0 atorva@0", person=p, day=day + 6 * DAY, hour=20.0, group=("BR23", "脑缺血性疾患", 1.05))
    c.plant([a, b])
