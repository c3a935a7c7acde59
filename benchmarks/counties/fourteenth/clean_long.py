"""Innocent on the long ward: minds, rays, courses, slow wounds and those who only need nursing."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import timedelta

from .bill import operated
from .cases import innocent
from .clean_wards import LASTING
from .houses import Prefecture
from .scenes import lies, somebody


@innocent()
def chemotherapy_every_three_weeks(c: Prefecture, n: int) -> None:
    """Six planned stays of two days, twenty-one days apart: the course, not one illness cut in pieces."""
    p, day, visits = somebody(c, "", 40, 72), c.workday(hi=LASTING), []
    for _ in range(6):
        v = lies(
            c,
            ("zl", "sy")[n % 2],
            "肿瘤内科",
            "Z51.100 肿瘤化学治疗疗程;C18.900 结肠恶性肿瘤",
            (40, 72),
            2,
            "cbc liver kidney oxaliplatin*3 fluorouracil*6@0-1 ondansetron*2@0-1 dexameth dextrose*2@0-1 saline*2@0-1 drip@0-1 drip_more*3@0-1 nurse_line",
            person=p,
            day=day,
            group=("RE15", "恶性增生性疾患的化学治疗", 0.62),
        )
        day = v.start.date() + timedelta(days=21)
        visits.append(v)
    c.plant(visits)


@innocent()
def thin_bills_of_the_nursing_house(c: Prefecture) -> None:
    """Two months of bed, nursing and tablets: nothing else is needed by the bedridden who are stable."""
    v = lies(c, "hl", "护理病区", "G30.900 阿尔茨海默病;L89.900 压疮", (76, 92), 58, "cbc liver dress_m@0-/3 foam@0-/3 nurse_part*2@0- donepezil@0-/14")
    c.plant([v])


@innocent()
def thin_bills_at_the_end_of_life(c: Prefecture) -> None:
    """In hospice nobody is examined or infused; comfort is the treatment."""
    v = lies(c, "sq1", "安宁疗护病区", "C25.900 胰腺恶性肿瘤", (60, 86), 16, "nurse_part*2@0- inject@0- oxygen*12@4-", care="bed_hospice@0- nurse1@0- round@0-")
    v.leaving, v.person.died = "5", v.end
    c.plant([v])


@innocent()
def mind_on_leave_for_the_feast(c: Prefecture) -> None:
    """Over the feast he goes home for three nights on leave; neither bed nor nursing is charged."""
    v = lies(c, "js", "精神二科", "F20.900 精神分裂症", (26, 60), 40, "admission scale_mind*2@1 olanzapine@0-/14 occupational_mind@3-16/2 occupational_mind@22-/2 cbc@26", care="bed@0-17 nurse_mind@0-17 round@0-17 bed@21- nurse_mind@21- round@21-")
    c.plant([v])


@innocent()
def two_shocks_in_a_hard_week(c: Prefecture) -> None:
    """Electroconvulsive therapy three times a week with its own anaesthesia drugs; the item holds the watching."""
    v = lies(c, "js", "精神一科", "F32.300 重度抑郁发作伴有精神病性症状", (22, 60), 22, "admission scale_mind*2@1 eeg@1 mect@3-17/2 propofol@3-17/2 sertraline@0-/14 olanzapine@0-/14 scale_mind*2@18", care="bed@0- nurse_mind@0- round@0-")
    c.plant([v])


@innocent()
def two_wounds_two_dressings(c: Prefecture, n: int) -> None:
    """A large dressing of the sacrum and a medium one of the heel on the same days."""
    v = lies(c, ("sy", "qa")[n % 2], "烧伤整形科", "L89.300 Ⅳ期压疮;L89.200 Ⅲ期压疮", (60, 84), 16, "admission culture sensitivity@3 albumin@7 dress_l@0-/2 dress_m@0-/2 foam*2@0-/2 piptazo*2@1-7 saline*2@1-7 drip@1-7")
    c.plant([v])


@innocent()
def vacuum_on_the_wound(c: Prefecture) -> None:
    """Vacuum drainage is watched daily and changed each week with a new set."""
    v = lies(c, "sy", "烧伤整形科", "L97.x00 下肢溃疡;E11.500 2型糖尿病伴有周围循环并发症", (50, 78), 21, "admission clot infect culture hba1c us_leg wound_vac@1-19 vac@1 vac@8 vac@15 glucose_fast*4@0- insulin_i cefuroxime*2@1-6 saline@1-6 drip@1-6")
    operated(c, v, 1, "86.2200", "伤口清创术", "debride_deep", "4")
    operated(c, v, 8, "86.2200", "伤口清创术", "debride_deep", "4")
    c.plant([v])


@innocent()
def plan_of_the_rays_made_anew(c: Prefecture) -> None:
    """Half-way the tumour has shrunk: located, planned and masked once more."""
    v = lies(
        c,
        "zl",
        "放疗科",
        "C11.900 鼻咽恶性肿瘤",
        (34, 66),
        46,
        "admission mri_c us ct_c locate_ct plan_tps mask verify_field@2-/7 linac@2-4 linac@7-11 linac@14-18 linac@21-25 linac@28-32 linac@35-39 locate_ct@24 plan_tps@25 mask@24 cbc@7-/7 nurse_part@10- cisplatin*3@3 cisplatin*3@24 saline*3@3 saline*3@24 drip@3 drip@24 ondansetron@3 ondansetron@24",
    )
    c.plant([v])


@innocent()
def rays_morning_and_evening(c: Prefecture) -> None:
    """Small-cell lung cancer is irradiated twice a day, six hours apart, for three weeks."""
    v = lies(c, "zl", "放疗科", "C34.900 肺恶性肿瘤", (48, 72), 23, "admission ct_c us locate_ct plan_tps mask verify_field@2-/7 linac@2-4#8.5 linac@2-4#15 linac@7-11#8.5 linac@7-11#15 linac@14-18#8.5 linac@14-18#15 cbc@7-/7")
    c.plant([v])


@innocent()
def three_machines_of_the_physio_room(c: Prefecture) -> None:
    """Medium frequency, infrared and air pressure are three devices for three ends on one day."""
    v = lies(c, "kf", "康复科", "I69.300 脑梗死后遗症;M62.500 肌肉萎缩", (50, 78), 20, "admission score_rehab@1 score_rehab@15 exercise@1- occupational@1- speech@1-/2 midfreq@1- infrared@1-/2 pneumatic@1- us_leg@1 aspirin")
    c.plant([v])


@innocent()
def needles_fire_and_cups(c: Prefecture) -> None:
    """Electric needles, moxa and cups on one day are three treatments of one scheme."""
    v = lies(c, "zy", "针灸推拿科", "M47.802 颈椎病", (32, 70), 12, "admission xray needle_electro@0- moxa@0- cup@1-/2 massage_neck@0- steam@1-/2 huangqi*105@2 danggui*70@2 chuanxiong*70@2 baishao*84@2 gancao*42@2 decoct*7@2")
    c.plant([v])


@innocent()
def marrow_under_laminar_flow(c: Prefecture) -> None:
    """Neutropenia after chemotherapy: laminar flow, daily counts, platelets every second day, growth factor."""
    v = lies(
        c,
        "zl",
        "血液科",
        "C92.000 急性髓系白血病;D70.x00 粒细胞缺乏",
        (24, 64),
        18,
        "admission group_blood cbc@1- crp@0-/3 culture_blood*2@3 meropenem*3@3-12 saline*3@3-12 drip@0- drip_more*3@3-12 blood_platelet@4-12/2 blood_red@6 crossmatch@6 gcsf@4-12 inject@4-12 nurse_line@0-",
        care="bed_flow@0-14 bed@15- nurse1@0- round@0-",
    )
    c.plant([v])
