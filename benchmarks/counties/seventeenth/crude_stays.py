"""Schemes of whole stays: beds in which nobody lay, stays cut in pieces, groups and pathways that do not fit."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import timedelta

from benchmarks.counties.grammar.world import spent

from .bill import RATE, again, begins, buys, comes, every, lies, rows, somebody, words
from .cases import scheme
from .houses import County

DAY = timedelta(days=1)
STROKE = "I69.300 脑梗死后遗症;G81.900 偏瘫"
THIN = "cbc urine us ecg gink@0 amlo@0"
IV = "saline@0- drip@0- set@0-"


@scheme()
def a_bed_for_one_who_shops_in_town(c: County) -> None:
    """挂床住院: the ward charges every night while the patient is seen by shop and clinic in the town on five of the days."""
    day = begins(c)
    v = lies(c, "pm", "内科", "I67.200 脑动脉硬化;I10.x00 特发性高血压", (50, 72), 9, f"{THIN} shuxue@0- {IV}", day=day)
    out = []
    for k in (1, 2, 4, 6, 7):
        out.append((buys if k % 2 else comes)(*((c, "yd2", "K29.500 慢性胃炎", (0, 1), "omep") if k % 2 else (c, "ca", "全科", "I10.x00 特发性高血压", (0, 1), "gp amlo")), person=v.person, day=day + k * DAY, at=10.2))
    c.plant([v, *out], loss=spent(v))


@scheme()
def out_and_in_every_fortnight(c: County) -> None:
    """分解住院: a rehabilitation house discharges each fortnight and admits anew on the same day, three times, for the same stroke."""
    day, p = begins(c, 60), somebody(c, "", 54, 80)
    vs = [lies(c, "kf2", "康复科", STROKE, (0, 1), 14, "cbc urine glu ecg balance@0 adl@0 exercise@1- needle_e@1- infrared@1-", person=p, day=day + k * 14 * DAY, hour=14.0) for k in range(3)]
    c.plant(vs, loss=sum(spent(v) for v in vs[1:]))


@scheme()
def handed_on_within_the_chain(c: County) -> None:
    """分解住院: two houses of one chain hand the same patient to and fro, each opening a stay with full assessment."""
    day, p = begins(c, 60), somebody(c, "", 54, 80)
    vs = [lies(c, h, "康复科", STROKE, (0, 1), 12, "adm ct balance@0 adl@0 exercise@1- ot@1- lowfreq@1-", person=p, day=day + k * 12 * DAY, hour=14.2) for k, h in enumerate(("kf1", "kf2", "kf1", "kf2"))]
    c.plant(vs, loss=sum(spent(v) for v in vs[1:]))


@scheme(3)
def a_bus_from_the_village(c: County) -> None:
    """诱导住院、虚假住院: ten of one village are fetched by bus, lie the same nights with the same bill and go home together."""
    day, vs = begins(c), []
    place = f"钢城市柳树乡北坡村{c.rng.randrange(1, 9)}组"
    for k in range(10):
        p = somebody(c, "", 56, 80, "390")
        p.address = f"{place}{k + 1}号"
        vs.append(lies(c, "pm", "内科", "M54.500 下背痛;I10.x00 特发性高血压", (0, 1), 7, f"{THIN} dr infrared@0- lowfreq@0- shuxue@0- {IV}", person=p, day=day, hour=9.0 + k * 0.1))
    c.plant(vs)


@scheme()
def a_check_up_lying_down(c: County) -> None:
    """体检式住院、低标准入院: three nights of imaging and laboratory from head to foot for a tired man, no treatment."""
    v = lies(c, "pm", "内科", "R53.x00 不适和疲劳", (36, 60), 3, "adm lipids hba1c tsh ft4 cea afp us us_heart us_neck ct mri@1 dr holter@1 gastro@1")
    c.plant([v])


@scheme()
def failed_lungs_on_paper(c: County) -> None:
    """高套病组: a cold in the chest is coded respiratory failure; no gas was drawn, no oxygen given."""
    v = lies(c, "gc", "呼吸内科", "J96.000 急性呼吸衰竭;J20.900 急性支气管炎", (48, 76), 4, f"cbc urine crp dr cefur@0- {IV} ambrox!", group=("ER13", "呼吸衰竭", 1.9))
    c.plant([v], loss=(1.9 - 0.6) * RATE)


@scheme()
def a_stent_on_the_front_page(c: County) -> None:
    """高套病组: the front page has a stent, the bill an angiography alone."""
    v = lies(c, "gc", "心内科", "I20.000 不稳定性心绞痛", (48, 78), 4, "adm pre lipids tni us_heart aspirin@0 rosuv@0", knife="1:36.0700 冠状动脉药物洗脱支架置入术:angio wire contrast heparin:", group=("FM19", "经皮冠状动脉支架植入", 2.6))
    c.plant([v], loss=1.6 * RATE)


@scheme()
def bed_for_an_injection(c: County) -> None:
    """门诊转住院: one injection that takes ten minutes, with a night and a full set of blood, every four weeks."""
    day, p = begins(c, 120), somebody(c, "1", 62, 80)
    vs = [lies(c, "zl", "肿瘤内科", "C61.x00 前列腺恶性肿瘤", (0, 1), 1, "goser im", person=p, day=day + 28 * k * DAY) for k in range(3)]
    c.plant(vs)


@scheme()
def charged_past_the_hour_of_death(c: County) -> None:
    """死亡后仍收费: the man died on the fifth day, the ward charged and settled nine."""
    v = lies(c, "kf2", "康复科", STROKE, (66, 86), 9, "cbc ecg exercise@1- needle_e@1- infrared@1-")
    v.person.died = c.days(v)[4] + timedelta(hours=5)
    day = {d.date() for d in c.days(v)[5:]}
    c.plant([v], loss=spent(v) * len(day) / 9, whole=True)


@scheme()
def a_deathbed_for_the_hale(c: County) -> None:
    """不符合入院指征: the hospice takes in the mill's pensioners with high pressure for a month by the day."""
    v = lies(c, "an", "安宁疗护科", "I10.x00 特发性高血压", (58, 72), 28, "amlo@0 mouth_care@0-", care="eased", kind="2105")
    c.plant([v])


@scheme()
def a_fall_at_the_furnace(c: County) -> None:
    """应由工伤保险支付: an injury at the mill, named so in the record, paid by the medical fund."""
    v = lies(c, "gc", "手外科", "S68.100 手指创伤性切断;Y96.x00 与工作有关的情况", (22, 56), 8, f"adm pre dr tat@0 cefur*2@0-4 {IV} dress_s@2-/2", knife="0:84.0100 手指截断术:tendon suture*2:4")
    c.plant([v])


@scheme()
def run_over_and_billed(c: County) -> None:
    """应由第三人负担: struck by a car whose driver pays, billed to the fund."""
    v = lies(c, "xy", "骨科", "S82.200 胫骨骨折;V03.100 行人在与小汽车碰撞中的损伤", (24, 62), 11, "adm pre dr lmwh@0-6 dress_m@4 dress_m@7", knife="2:79.3600 胫骨骨折切开复位内固定术:tibia plate screw*8 suture*2:2", group=("IF25", "下肢骨手术", 2.3))
    c.plant([v])


@scheme()
def cured_and_back_by_evening(c: County) -> None:
    """分解住院 in a house paid by group: discharged at ten, admitted at three for the same heart, two groups paid."""
    day, p = begins(c, 30), somebody(c, "", 66, 84)
    vs = [lies(c, "gc", "心内科", "I50.900 心力衰竭", (0, 1), 5, "adm bnp furo_i*2@0- push@0- oxygen*8@0-", person=p, day=day + 5 * k * DAY, hour=15.0, group=("FR23", "心力衰竭", 0.95)) for k in range(2)]
    c.plant(vs, loss=spent(vs[1]))


@scheme()
def sent_downstairs_for_her_drugs(c: County) -> None:
    """转嫁费用、分解收费: while she lies in a group paid in full, the same house bills her dear drugs as a clinic visit."""
    day = begins(c)
    v = lies(c, "gc", "呼吸内科", "J18.900 肺炎", (50, 78), 7, f"adm ct crp cefop*4@0- {IV}", day=day, group=("ES33", "呼吸系统感染", 0.85))
    o = comes(c, "gc", "呼吸内科", "J18.900 肺炎", (0, 1), "merop*9 albumin_i*3", person=v.person, day=day + 3 * DAY, at=11.0)
    c.plant([o])


@scheme()
def the_babys_lamp_on_two_bills(c: County) -> None:
    """重复收费: the blue light of a jaundiced baby stands on the baby's bill and on the mother's."""
    day = begins(c)
    m = lies(c, "fy", "产科", "O80.900 单胎顺产", (22, 36), 5, "cbc urine pre post_birth@0- photo*12@1-3 tcb@1-4", sex="2", kind="52", knife="0:73.5900 其他手法助产:birth:", day=day, hour=9.0)
    baby = c.person("", insurance="390", born=day)
    baby.address, baby.home = m.person.address, "planted"
    lies(c, "fy", "新生儿科", "P59.900 新生儿黄疸", (0, 1), 4, "tbil tbil@2 photo*12@0-2 tcb@0-", care="bed_baby@0- n_baby@0- round@0-", person=baby, day=day + DAY)
    bad = rows(m, "photo", "tcb")
    c.plant([m], lines=bad)


@scheme()
def tests_billed_before_and_within(c: County) -> None:
    """重复收费: the tests of the day before were paid at the clinic and stand in the stay's bill once more."""
    day = begins(c)
    bill = "ct_c us_heart cbc liver kidney clot infect"
    o = comes(c, "zy", "骨伤科门诊", "S72.000 股骨颈骨折", (64, 84), f"see {bill}", day=day, at=9.0)
    v = lies(c, "zy", "骨伤科", "S72.000 股骨颈骨折", (0, 1), 8, "dr infrared@2-", person=o.person, day=day + DAY)
    bad = [c.add(v, k, 1, o.lines[1].at, exact=True) for k in words(bill).split()]
    c.plant([v], lines=bad)


@scheme()
def desensitised_in_bed(c: County) -> None:
    """不必要住院: weekly injections against dust, each booked as a stay by day with a bed."""
    day, p = begins(c, 60), somebody(c, "", 14, 40)
    vs = [lies(c, "pm", "变态反应科", "J30.400 过敏性鼻炎", (0, 1), 1, "desens skin_test cbc ige", person=p, day=day + 7 * k * DAY) for k in range(5)]
    c.plant(vs)


@scheme()
def a_month_of_home_leave(c: County) -> None:
    """挂床: a long stay by the day in the mental hospital, during which he buys at shops and is seen at a centre across the town."""
    day = begins(c, 50)
    v = lies(c, "jw", "精神科", "F20.900 精神分裂症", (36, 62), 30, "cbc liver scale_neg@1 olanz*2@0 mind_play@1-", care="minded", kind="2105", day=day)
    out = again(c, "yd3", "药房", "E11.900 2型糖尿病", v.person, every(day + 3 * DAY, 4, 6), "metfo", kind="41", at=15.0, minutes=6)
    out += again(c, "ca", "两病门诊", "E11.900 2型糖尿病", v.person, every(day + 4 * DAY, 8, 3), "gp glu metfo", kind="14", at=9.0)
    c.plant([v, *out], loss=spent(v))


@scheme(3)
def clones_of_one_bill(c: County) -> None:
    """虚构诊疗: eight stays of eight people with the same lines to the last swab, entered one after the other."""
    day = begins(c)
    vs = [lies(c, "kf2", "康复科", "M47.802 颈椎病", (46, 74), 10, "cbc urine dr us exercise@1- needle_e@1- infrared@1- lowfreq@1- hot@1-", day=day + (k % 3) * DAY, hour=10.0) for k in range(8)]
    c.plant(vs)


@scheme()
def born_to_one_of_sixty_eight(c: County) -> None:
    """冒名: a delivery billed on the card of the grandmother."""
    v = lies(c, "fy", "产科", "O80.900 单胎顺产", (60, 68), 3, "cbc urine pre fetal*2@0 oxytocin@0 post_birth@0-", sex="2", kind="52", knife="0:73.5900 其他手法助产:birth:")
    c.plant([v])


@scheme()
def the_same_gallbladder_twice(c: County) -> None:
    """虚构手术、冒名: one gallbladder is taken out in March at one house and in autumn at another."""
    day, p = begins(c, 200), somebody(c, "", 34, 66)
    vs = [lies(c, h, "普外科", "K80.100 胆囊结石伴慢性胆囊炎", (0, 1), 5, "adm pre us specimen@1", person=p, day=day + 170 * k * DAY, knife="1:51.2300 腹腔镜下胆囊切除术:chole scope clip*4 suture:1", group=("HC25", "胆囊切除手术", 1.3)) for k, h in enumerate(("xy", "gc"))]
    c.plant(vs, loss=spent(vs[1]))


@scheme()
def in_two_beds_the_same_nights(c: County) -> None:
    """虚假住院: he lies in the fracture house and in the township house on the same five nights."""
    day, p = begins(c), somebody(c, "1", 40, 66)
    other = lies(c, "zy", "骨伤科", "S52.500 桡骨远端骨折", (0, 1), 8, "adm dr bone_set@0 splint_m@0", person=p, day=day)
    v = lies(c, "wa", "全科", "M54.500 下背痛", (0, 1), 5, f"cbc urine dr shuxue@0- {IV} infrared@0-", person=p, day=day + 2 * DAY)
    c.plant([other, v], loss=spent(v))


@scheme()
def long_nights_for_the_quota(c: County) -> None:
    """过度住院: the by-day house keeps a mild neck for two months on bed, hot packs and nothing else."""
    v = lies(c, "kf1", "康复科", "M47.802 颈椎病", (44, 66), 58, "cbc ecg hot@0- infrared@0-", kind="2105")
    c.plant([v], loss=spent(v) * 0.8)


@scheme()
def the_toxic_drug_that_never_ran(c: County) -> None:
    """虚构治疗: a stay for chemotherapy with mixing, pump and mask but without any toxic drug."""
    v = lies(c, "pm", "肿瘤科", "Z51.103 恶性肿瘤化学治疗;C18.900 结肠恶性肿瘤", (46, 74), 4, "adm chemo_mix*2@1-3 pump*20@1-3 tropi@1-3 aidi@0- saline*3@0- drip@0- drip_more*3@0-")
    bad = rows(v, "chemo_mix", "pump", "tropi")
    c.plant([v], lines=bad)
