"""Crude schemes in the bills of wards."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import timedelta

from .bill import lies, of, room_for
from .cases import scheme
from .houses import County

PNEUMONIA = "J18.900 肺炎"
ILL = "intake ct crp ceftri*2@0-5 saline*2@0-5 drip@0-5 ambrox_i*2@0-5 cbc@4"
PALSY = "I69.300 脑梗死后遗症;G81.900 偏瘫"


@scheme(6)
def the_day_out_is_charged_too(c: County, n: int) -> None:
    """出院当天九点就走的病人，床位、护理、诊查照收一天（计入不计出）。"""
    v = lies(c, ("wl", "cy", "tc")[n % 3], "内科", PNEUMONIA, (40, 80), 6, ILL)
    lines = [c.add(v, k, 1, v.end - timedelta(minutes=20), exact=True) for k in ("bed", "n2", "round")]
    c.plant([v], lines)


@scheme(5)
def rescued_every_day_and_well(c: County, n: int) -> None:
    """肺炎好转出院，账上六天天天一次大抢救，没有监护、吸氧、升压药。"""
    v = lies(c, ("cy", "tc")[n % 2], "内科", PNEUMONIA, (50, 78), 6, f"{ILL} rescue_big@0-5")
    c.plant([v], of(v, "rescue_big"))


@scheme(5)
def mouth_care_beside_special_care(c: County, n: int) -> None:
    """特级护理期间每天另收两次口腔护理和压疮护理（特级护理内涵已含）。"""
    v = lies(c, ("cy", "tc")[n % 2], "重症医学科", "I61.900 脑出血;R40.200 昏迷", (50, 76), 6, "intake ct_head@0 vent*22@0-4 gas@0-4 n0*24@0-4 mouth_n*2@0-4 pressure@0-4 ng_tube@0 ng_feed*4@1-5 mannitol*2@0-5 drip@0-5", care="bed_icu@0- round@0-")
    c.plant([v], of(v, "mouth_n pressure"))


@scheme(6)
def oxygen_thirty_hours_a_day(c: County, n: int) -> None:
    """吸氧、心电监护按小时收费，每天记三十、四十八小时。"""
    v = lies(c, ("cy", "wl")[n % 2], "呼吸内科", "J44.100 慢性阻塞性肺病伴急性加重", (62, 84), 7, "intake gas cefop*4@0-5 saline*4@0-5 drip@0-5 neb*2@0- budes*2@0-")
    days = c.days(v)
    lines = [c.add(v, k, many, d + timedelta(hours=11)) for d in days[1:6] for k, many in (("oxygen", 30), ("monitor", 48))]
    c.plant([v], lines)


@scheme(5)
def two_grades_of_nursing_every_day(c: County, n: int) -> None:
    """同一天Ⅰ级和Ⅱ级护理都收，天天如此。"""
    v = lies(c, ("cy", "tc", "wl")[n % 3], "内科", PNEUMONIA, (40, 80), 6, f"{ILL} n1@0-")
    c.plant([v], of(v, "n2"), whole=False)


@scheme(5)
def intensive_charges_in_a_township_ward(c: County) -> None:
    """卫生院没有重症监护室，慢支病人天天收重症监护、特级护理各二十四小时。"""
    v = lies(c, "ws", "内科", "J20.900 急性支气管炎", (60, 80), 5, "cbc urine dr ecg cefur*2@0-4 saline*2@0-4 drip@0-4 icu*24@0-4")
    c.plant([v], of(v, "icu"))


@scheme(5)
def sepsis_on_the_list_bronchitis_in_bed(c: County, n: int) -> None:
    """DIP高套：主诊断写脓毒症，没有血培养、降钙素原、乳酸，只用头孢呋辛五天。"""
    v = lies(c, ("cy", "tc")[n % 2], "内科", "A41.900 脓毒症;J20.900 急性支气管炎", (50, 80), 5, "intake dr cefur*2@0-4 saline*2@0-4 drip@0-4", group=("A41.9:保守治疗", "脓毒症", 1680))
    c.plant([v], loss=11.6 * (1680 - 420))


@scheme(5)
def respiratory_failure_on_room_air(c: County, n: int) -> None:
    """次要诊断加呼吸衰竭进高分值组，全程没有血气、没有吸氧、没有通气。"""
    v = lies(c, ("cy", "tc")[n % 2], "呼吸内科", "J44.100 慢性阻塞性肺病伴急性加重;J96.000 急性呼吸衰竭", (60, 82), 6, "intake dr cefop*4@0-5 saline*4@0-5 drip@0-5 neb*2@0- budes*2@0-", group=("J44.1:呼吸衰竭", "慢阻肺伴呼衰", 1350))
    c.plant([v], loss=11.6 * (1350 - 780))


@scheme(5)
def an_operation_without_a_theatre(c: County, n: int) -> None:
    """首页填了腹腔镜胆囊切除进手术组，账上没有手术费、麻醉费、病理，只有抗炎输液。"""
    v = lies(c, ("cy", "tc")[n % 2], "普通外科", "K80.100 胆囊结石伴慢性胆囊炎", (36, 70), 4, "intake us cefur*2@0-3 saline*2@0-3 drip@0-3", group=("K80.1:51.2300", "腹腔镜胆囊切除", 1080))
    v.operations.append({"code": "51.2300", "name": "腹腔镜下胆囊切除术", "at": v.start + timedelta(days=1), "anst": "1"})
    c.plant([v], loss=11.6 * (1080 - 430))


@scheme(5)
def blood_without_a_match(c: County) -> None:
    """每天一袋红细胞，没有血型、没有交叉配血，血红蛋白也没有查过。"""
    v = lies(c, "tc", "内科", "D50.900 缺铁性贫血", (46, 74), 4, "urine ecg red@0-3 drip@0-3", care="lightly")
    c.plant([v], of(v, "red"))


@scheme(5)
def eight_films_for_one_picture(c: County) -> None:
    """一次胸片收八张胶片。"""
    v = lies(c, "tc", "内科", PNEUMONIA, (40, 78), 5, "intake dr@0 film*8@0 ceftri*2@0-4 saline*2@0-4 drip@0-4")
    c.plant([v], of(v, "film"))


@scheme(6)
def plain_and_enhanced_on_one_table(c: County, n: int) -> None:
    """一次上腹部增强CT，平扫、增强各收一份，同一时间。"""
    v = lies(c, ("cy", "tc")[n % 2], "消化内科", "K85.900 急性胰腺炎", (30, 70), 7, "intake amyl@0-3 us octreo*3@0-4 saline*4@0-5 drip@0-5 omep_i*2@0-4 ct@1#15 ct_c@1#15 contrast@1#15")
    for x in of(v, "ct ct_c"):
        x.more["local_name"] = "上腹部" + x.item.name
    c.plant([v], of(v, "ct"))


@scheme(5)
def vessels_and_plain_brain(c: County, n: int) -> None:
    """一次头颅磁共振血管成像，磁共振平扫同时收。"""
    v = lies(c, ("cy", "tc")[n % 2], "神经内科", "I67.200 脑动脉粥样硬化;R42.x00 头晕", (50, 78), 5, "intake lipids mri@1#15 mra@1#15 saline*2@0-4 drip@0-4 gink@0")
    c.plant([v], of(v, "mri"))


@scheme(5)
def two_names_of_one_peptide(c: County, n: int) -> None:
    """心内科住院，BNP和NT-proBNP每次同一管血两项都收，一住院三次。"""
    v = lies(c, ("cy", "tc")[n % 2], "心血管内科", "I10.x00 特发性高血压;I25.103 冠状动脉粥样硬化性心脏病", (54, 80), 6, "intake lipids bnp@0 bnp_b@0 bnp@3 bnp_b@3 bnp@5 bnp_b@5 amlo@0 aspirin@0 saline@0-3 drip@0-3")
    c.plant([v], of(v, "bnp bnp_b"), loss=sum(x.covered for x in of(v, "bnp_b")) * 0.7)


@scheme(5)
def sugar_memory_every_week(c: County, n: int) -> None:
    """糖化血红蛋白一次住院查三次，隔五天一次。"""
    v = lies(c, ("cy", "tc")[n % 2], "内分泌科", "E11.900 2型糖尿病", (46, 76), 12, "intake lipids hba1c@0 hba1c@5 hba1c@10 glu_poc*6@0- glargine@0 metfo@0")
    c.plant([v], of(v, "hba1c")[1:])


@scheme(5)
def hepatitis_again_every_week(c: County, n: int) -> None:
    """非肝病住院病人，乙肝、丙肝抗体一周一查，一次住院查四轮。"""
    v = lies(c, ("tc", "cy")[n % 2], "骨科", "S32.000 腰椎骨折", (46, 76), 24, "intake infect@0 infect@7 infect@14 infect@21 dr celec@0 calc@0 lmwh@0-9")
    c.plant([v], [x for k in ("hbsag", "hcv") for x in of(v, k)[1:]])


@scheme(5)
def immune_globulin_for_a_cold(c: County) -> None:
    """急性支气管炎，静注人免疫球蛋白每天四支连用五天，没有免疫缺陷、没有重症感染。"""
    v = lies(c, "tc", "内科", "J20.900 急性支气管炎", (40, 74), 6, "intake dr cefur*2@0-4 saline*2@0-4 drip@0-4 ivig*4@0-4")
    c.plant([v], of(v, "ivig"))


@scheme(5)
def a_week_of_carbapenem_for_a_goitre(c: County) -> None:
    """甲状腺清洁切口手术，术后预防用美罗培南七天。"""
    v = lies(c, "cy", "甲状腺外科", "E04.900 非毒性甲状腺肿", (32, 66), 9, "intake pre thyroid_us tsh merop*3@1-7 saline*3@1-7 drip@1-7 specimen@1", knife="1:06.3900 甲状腺部分切除术:goitre suture*2:1")
    c.plant([v], of(v, "merop"))


@scheme(5)
def a_bottle_for_every_hour(c: County) -> None:
    """卫生院普通感冒，一天三十瓶盐水上账。"""
    v = lies(c, "ws", "内科", "J06.900 急性上呼吸道感染", (40, 76), 4, "cbc urine saline5*30@0-3 drip@0-3 cefur*2@0-3")
    c.plant([v], of(v, "saline5"))


@scheme(5)
def trained_to_speak_in_a_coma(c: County) -> None:
    """昏迷病人每天收言语训练、认知训练、吞咽训练。"""
    v = lies(c, "cy", "神经外科", "I61.900 脑出血;R40.200 昏迷", (50, 76), 12, "intake ct_head@0 ct_head@6 vent*22@0-9 gas@0-9 ng_tube@0 ng_feed*4@1- speech@2-10 cognition@2-10 swallow@2-10", care="first_care")
    c.plant([v], of(v, "speech cognition swallow"))


@scheme(4)
def paralysis_training_for_a_stiff_back(c: County) -> None:
    """腰椎间盘突出病人，天天收偏瘫肢体训练、言语训练。"""
    v = lies(c, "kl", "康复科", "M51.202 腰椎间盘突出", (36, 66), 12, "cbc ecg hemi@1- speech@1- hot@0- midfreq@0-", kind="2105")
    c.plant([v], of(v, "hemi speech"))


@scheme(4)
def tested_every_third_day(c: County) -> None:
    """康复医院一个月里康复评定做十次，三天一次。"""
    v = lies(c, "kl", "康复科", PALSY, (50, 76), 28, "cbc chem ecg rehab_eval@0-/3 hemi@1- ot@1- amlo@0", kind="2105")
    c.plant([v], of(v, "rehab_eval")[3:])


@scheme(2)
def one_therapist_forty_hours(c: County, n: int) -> None:
    """一个治疗师一天给三十个病人各做四种一对一训练，一天一百二十次。"""
    visits, lines = [], []
    day = room_for(c, 30)
    by = c.houses["kl"].therapists[n]
    for _ in range(30):
        v = lies(c, "kl", "康复科", PALSY, (50, 78), 10, "cbc ecg hemi@1- ot@1- joint@1- exercise@1-", day=day, kind="2105")
        mine = of(v, "hemi ot joint exercise")
        for x in mine:
            x.more["by"] = by
        visits.append(v)
        lines += mine
    c.plant(visits, lines, whole=True)
