"""Schemes in single rows: twice for once, more than was used, for whom it cannot be, what the house cannot do."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import timedelta

from .bill import again, begins, comes, lies, operated, rows, somebody, workdays
from .cases import scheme
from .houses import County

STROKE = "I69.300 脑梗死后遗症;G81.900 偏瘫"
HEART = "I50.900 心力衰竭;I25.103 冠状动脉粥样硬化性心脏病"
IV = "saline@0- drip@0- set@0-"
REHAB = "cbc ecg balance@0 adl@0 exercise@1- lowfreq@1-"


@scheme()
def oxygen_beside_the_machine(c: County) -> None:
    """重复收费: oxygen by the hour on top of the ventilator, whose hour includes it."""
    v = lies(c, "xy", "重症医学科", "J96.000 急性呼吸衰竭;J18.900 肺炎", (58, 84), 7, "gas@0- cefop*4@0- saline*2@0- drip@0- vent*24@0- oxygen*24@0- icu*24@0-", care="bed_icu@0- round@0-")
    c.plant([v], lines=rows(v, "oxygen"))


@scheme()
def nursed_by_two_grades(c: County) -> None:
    """重复收费: special care by the hour and grade one by the day together."""
    v = lies(c, "cr", "肝病科", "K74.600 肝硬化", (46, 74), 8, f"adm clot n0*24@0- n1@0- {IV} albumin_i@1", care="bed@0- round@0-")
    c.plant([v], lines=rows(v, "n1"))


@scheme()
def rescued_every_day(c: County) -> None:
    """虚记收费: a great rescue on each of seven days of a patient who walks home."""
    v = lies(c, "pm", "内科", HEART, (60, 82), 7, f"adm bnp rescue_big@0- furo_i@0-3 {IV}")
    c.plant([v], lines=rows(v, "rescue_big"))


@scheme()
def more_screws_than_holes(c: County) -> None:
    """虚记耗材: a plate of eight holes with thirty screws and three plates."""
    v = lies(c, "gk", "骨科", "S52.500 桡骨远端骨折", (30, 66), 6, "adm pre dr dr@3 dress_m@3", knife="1:79.3200 桡骨骨折切开复位内固定术:radius suture:4")
    bad = [c.add(v, k, n, c.days(v)[1] + timedelta(hours=11)) for k, n in (("screw", 30), ("plate", 3))]
    c.plant([v], lines=bad, loss=sum(x.covered for x in bad) * 0.6)


@scheme()
def anchors_without_a_knife(c: County) -> None:
    """虚记耗材: two suture anchors on the bill of a shoulder that was treated by heat."""
    v = lies(c, "kf2", "康复科", "M75.100 肩袖综合征", (44, 70), 9, "cbc dr uswave@0- tui_sh@1- anchor*2@3")
    c.plant([v], lines=rows(v, "anchor"))


@scheme()
def prostate_of_a_woman(c: County) -> None:
    """性别不符: the prostate's antigen, for women, from a package of tests."""
    v = lies(c, "pm", "内科", "I10.x00 特发性高血压", (44, 72), 5, "adm psa cea afp us ct", sex="2")
    c.plant([v], lines=rows(v, "psa"))


@scheme()
def cervix_of_a_man(c: County) -> None:
    """性别不符: a smear and vaginal sound from the check-up's package, for men."""
    v = comes(c, "pm", "内科", "R10.400 腹痛", (30, 60), "see cervix us_vag cbc", sex="1")
    c.plant([v], lines=rows(v, "cervix", "us_vag"))


@scheme()
def nursed_like_a_newborn(c: County) -> None:
    """年龄不符: newborn care and the scalp's vein on bills of the grown."""
    v = lies(c, "wa", "全科", "J20.900 急性支气管炎", (40, 70), 6, "cbc dr cefur*2@0- saline*2@0- scalp@0- n_baby@0-")
    c.plant([v], lines=rows(v, "scalp", "n_baby"))


@scheme()
def every_needle_every_day(c: County) -> None:
    """重复收费: common, warm and electric needles and cups on each of ten days, at one sitting."""
    v = lies(c, "zy", "针灸科", "M51.202 腰椎间盘突出", (40, 72), 10, "cbc dr needle@0- needle_warm@0- needle_e@0- acu_inj@0- moxa@0-")
    c.plant([v], lines=rows(v, "needle", "needle_warm"))


@scheme(3)
def a_therapist_of_forty_hands(c: County) -> None:
    """虚记收费: one therapist signs for forty patients' hour of training on one day."""
    day, bad, vs = begins(c), [], []
    who = c.houses["kf1"].therapists[-1]
    for _ in range(40):
        v = lies(c, "kf1", "神经康复科", STROKE, (54, 80), 6, "cbc balance@0", day=day - timedelta(days=2), kind="2105")
        bad += [c.add(v, k, 2, c.days(v)[2] + timedelta(hours=9), by=who, doctor=who) for k in ("exercise", "ot", "speech")]
        vs.append(v)
    c.plant(vs, lines=bad, loss=sum(x.covered for x in bad) * 0.4)


@scheme()
def training_six_times_a_day(c: County) -> None:
    """超标准收费: exercise and the occupational trainer six times on each day."""
    v = lies(c, "kf2", "康复科", STROKE, (54, 80), 12, "cbc balance@0 exercise*6@1- ot*6@1-")
    bad = rows(v, "exercise", "ot")
    c.plant([v], lines=bad, loss=sum(x.covered for x in bad) * 0.5)


@scheme()
def dressed_without_a_wound(c: County) -> None:
    """虚记收费: a great dressing on every day of a stroke without wound or sore."""
    v = lies(c, "kf2", "康复科", STROKE, (54, 80), 12, f"{REHAB} dress_l@0-")
    c.plant([v], lines=rows(v, "dress_l"))


@scheme()
def fed_through_no_tube(c: County) -> None:
    """虚记收费: tube feeding six times daily; no tube was laid, he eats."""
    v = lies(c, "kf2", "康复科", STROKE, (60, 84), 12, f"{REHAB} ng_feed*6@0-")
    c.plant([v], lines=rows(v, "ng_feed"))


@scheme()
def dripped_without_a_bag(c: County) -> None:
    """虚记收费: infusion, further bags and giving set on every day; no fluid is on the bill."""
    v = lies(c, "pm", "内科", "M54.500 下背痛", (46, 76), 8, "cbc dr drip@0- drip_more*3@0- set@0- infrared@0-")
    c.plant([v], lines=rows(v, "drip", "drip_more", "set"))


@scheme()
def a_scanner_in_a_village(c: County) -> None:
    """超资质、虚记检查: the township house of thirty beds bills magnetic resonance, which it has not."""
    v = lies(c, "wb", "全科", "I67.200 脑动脉硬化", (54, 78), 6, f"cbc ecg mri@1 mra@1 gink@0 {IV}")
    c.plant([v], lines=rows(v, "mri", "mra"))


@scheme()
def filtered_and_dialysed(c: County) -> None:
    """重复收费: dialysis and filtration on the same chair in the same four hours."""
    p = somebody(c, "", 40, 72)
    vs = again(c, "xt", "血液透析室", "N18.500 慢性肾脏病5期;Z49.100 体外透析", p, [d for d in workdays(begins(c, 50), 14) if d.weekday() in (0, 2, 4)], "hd hdf dialyser blood_line heparin", kind="14", at=7.3, minutes=250)
    c.plant(vs, lines=[x for v in vs for x in rows(v, "hd")])


@scheme()
def twenty_sugars_a_day(c: County) -> None:
    """虚记检验: a finger's sugar twenty times daily by the meter."""
    v = lies(c, "wa", "全科", "E11.900 2型糖尿病", (46, 76), 8, "cbc urine hba1c metfo@0 glu_poc*20@0-")
    bad = rows(v, "glu_poc")
    c.plant([v], lines=bad, loss=sum(x.covered for x in bad) * 0.55)


@scheme()
def three_rounds_a_day(c: County) -> None:
    """超标准收费: the daily round of a ward and its bed three times a day."""
    v = lies(c, "wb", "全科", "J20.900 急性支气管炎", (52, 80), 6, f"cbc dr cefur*2@0- {IV} bed*3@0- round*3@0- n2@0-", care="")
    bad = rows(v, "bed", "round")
    c.plant([v], lines=bad, loss=sum(x.covered for x in bad) * 0.53)


@scheme()
def plain_and_contrast_and_again(c: County) -> None:
    """过度检查: plain, contrast and magnetic pictures of the same head on three successive days, without change."""
    v = lies(c, "pm", "内科", "R42.x00 头晕", (44, 76), 5, f"cbc ct@0-4 ct_c@0-2 mri@0-2 gink@0 {IV}")
    bad = [x for w in ("ct", "ct_c", "mri") for x in rows(v, w)[1:]]
    c.plant([v], lines=bad)


@scheme()
def the_scale_every_morning(c: County) -> None:
    """过度检查: the scale of psychosis and the test of memory are filled in on every day of a month."""
    v = lies(c, "jw", "精神科", "F20.900 精神分裂症", (30, 64), 28, "cbc olanz*2@0 scale_neg@0- audit_mind@0-", care="minded", kind="2105")
    bad = rows(v, "scale_neg", "audit_mind")
    c.plant([v], lines=bad, loss=sum(x.covered for x in bad) * 0.7)


@scheme()
def shocked_twice_a_day(c: County) -> None:
    """虚记收费: the electric treatment twice on every day for three weeks, without one anaesthesia."""
    v = lies(c, "jw", "精神科", "F32.900 抑郁发作", (26, 60), 21, "cbc ecg sert*2@0 mect*2@1-", care="minded", kind="2105")
    bad = rows(v, "mect")
    c.plant([v], lines=bad, loss=sum(x.covered for x in bad) * 0.6)


@scheme()
def two_through_one_cut(c: County) -> None:
    """重复收费: the appendix is taken in passing through the gallbladder's cut and charged in full, with a second anaesthesia."""
    v = lies(c, "zy", "普外科", "K80.100 胆囊结石伴慢性胆囊炎", (36, 70), 6, "adm pre us specimen@1", knife="1:51.2300 胆囊切除术:chole suture*2:1")
    b = operated(c, v, 1, "47.0900", "附带阑尾切除术", "appendix", "1", hour=11.0)
    bad = b["ga"] + b["appendix"]
    c.plant([v], lines=bad, loss=sum(x.covered for x in bad) * 0.5)


@scheme()
def a_wash_of_lungs_on_paper(c: County) -> None:
    """虚记手术: miners' lungs are washed on the bill; no anaesthesia, no theatre, no operation on the front page."""
    v = lies(c, "gc", "职业病科", "J62.800 矽肺", (50, 72), 8, f"adm lung_fn ct lung_wash*2@2 cefur@0-3 {IV}")
    c.plant([v], lines=rows(v, "lung_wash"))


@scheme()
def a_bed_at_twice_its_price(c: County) -> None:
    """超标准收费: a room of three at sixty-eight yuan where the list says twenty-eight."""
    v = lies(c, "kf2", "康复科", STROKE, (54, 80), 14, "cbc balance@0 exercise@1- n2@0- round@0-", care="")
    bad = [c.add(v, "bed", 1, d + timedelta(hours=10), price=68) for d in c.days(v)]
    c.plant([v], lines=bad, loss=sum(40 for _ in bad) * 0.65)


@scheme()
def fat_drug_for_the_slim_clerk(c: County) -> None:
    """超限定支付: the weekly injection for diabetes, on the fund, for weight; no diabetes in the record."""
    day, p = begins(c, 140), somebody(c, "2", 24, 42)
    vs = again(c, "pm", "内分泌科", "E66.900 肥胖", p, [day + timedelta(days=28 * k) for k in range(4)], "see sema")
    c.plant(vs, lines=[x for v in vs for x in rows(v, "sema")])


@scheme()
def antibody_for_the_wrong_tumour(c: County) -> None:
    """超限定支付: the antibody for the breast is billed for lungs, three times."""
    day, p = begins(c, 90), somebody(c, "1", 50, 74)
    vs = [lies(c, "zl", "肿瘤内科", "Z51.100 肿瘤化学治疗疗程;C34.900 肺恶性肿瘤", (0, 1), 2, "cbc liver trastu chemo_mix@0 saline@0 drip@0 set@0", person=p, day=day + timedelta(days=21 * k)) for k in range(3)]
    c.plant(vs, lines=[x for v in vs for x in rows(v, "trastu")])


@scheme()
def footbath_under_the_needle(c: County) -> None:
    """串换项目: an evening's foot bath and shoulders for five friends is booked as needles and traction, at ten at night."""
    day, vs = begins(c), []
    for k in range(5):
        vs.append(comes(c, "kf2", "理疗科", "M47.802 颈椎病", (30, 55), "needle_e tui_neck tui_back hot", day=day, at=21.6 + k * 0.15, minutes=50))
    c.plant(vs)


@scheme()
def hip_under_local_name(c: County) -> None:
    """虚记手术: replacement hip and its anaesthesia on the bill of a fracture that was splinted in bed, no operation recorded."""
    v = lies(c, "gk", "骨科", "S72.000 股骨颈骨折", (70, 88), 10, "adm dr dr@4 hip@3 hip_m@3 lmwh@0-")
    c.plant([v], lines=rows(v, "hip", "hip_m"))
