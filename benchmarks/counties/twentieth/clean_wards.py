"""Innocent look-alikes in the bills of wards."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import datetime, timedelta

from .bill import comes, lies, of, room_for, somebody
from .cases import innocent
from .houses import County

PNEUMONIA = "J18.900 肺炎"
ILL = "intake ct crp ceftri*2@0-5 saline*2@0-5 drip@0-5 ambrox_i*2@0-5 cbc@4"
PALSY = "I69.300 脑梗死后遗症;G81.900 偏瘫"


@innocent(4)
def dead_before_the_first_midnight(c: County, n: int) -> None:
    """上午入院当晚抢救无效死亡，床位、护理按一天收，抢救一次，结算在三天后。"""
    v = lies(c, ("cy", "ms")[n % 2], "急诊科", "I21.900 急性心肌梗死;R57.000 心源性休克", (60, 86), 0, "cbc tni ckmb bnp gas*2 ecg*2 rescue_big tube_ga vent*4 monitor*5 oxygen*5 noradr*4 saline*3 drip push", care="bed n1 round")
    v.leaving, v.person.died, v.settled = "5", v.end, v.end + timedelta(days=3)
    c.plant([v])


@innocent(5)
def rescued_on_two_days_in_earnest(c: County, n: int) -> None:
    """感染性休克头两天各抢救一次，呼吸机、升压药、乳酸都有，后来好转。"""
    v = lies(c, ("cy", "ms")[n % 2], "重症医学科", "A41.900 脓毒症;R57.200 感染性休克;J96.000 急性呼吸衰竭", (50, 80), 10, "intake gas*3@0-4 lactate*2@0-3 pct@0-6/3 blood_cult*2@0 sputum@0 rescue_big@0-1 vent*22@0-4 merop*3@0-9 saline*4@0-9 drip@0-9 drip_more*3@0-9 noradr*6@0-3 monitor*22@0-8", care="bed_icu@0- n0*24@0-5 n1@6- round@0-", group=("A41.9:96.7101", "脓毒症有创通气", 2400))
    c.plant([v])


@innocent(5)
def mouth_care_once_special_care_has_ended(c: County, n: int) -> None:
    """头四天特级护理；转Ⅰ级后才收口腔护理和压疮护理。"""
    v = lies(c, ("cy", "tc")[n % 2], "神经外科", "I61.900 脑出血;L89.900 压疮", (50, 78), 12, "intake ct_head@0 ct_head@5 vent*22@0-3 gas@0-3 n0*24@0-3 n1@4- mouth_n*2@4- pressure@4- ng_tube@0 ng_feed*4@1- mannitol*3@0-7 drip@0-7", care="bed@0- round@0-")
    c.plant([v])


@innocent(5)
def saturday_and_sunday_on_monday(c: County) -> None:
    """中医院周一早上补记周末吸氧：三天各二十四小时，三行同一时间，合计不超过在院小时。"""
    day = room_for(c, 20)
    day -= timedelta(days=(day.weekday() - 4) % 7)
    v = lies(c, "tc", "呼吸内科", "J44.100 慢性阻塞性肺病伴急性加重", (62, 84), 8, "intake gas ct cefop*4@0-6 saline*4@0-6 drip@0-6 drip_more@0-6 methyl@0-3 neb*2@0- budes*2@0- gas@4", day=day, hour=8.5)
    monday = datetime.combine(day + timedelta(days=3), datetime.min.time()) + timedelta(hours=7, minutes=40)
    for many in (15, 24, 24):
        c.add(v, "oxygen", many, monday, exact=True)
    c.plant([v])


@innocent(5)
def two_grades_one_after_the_other(c: County) -> None:
    """护理院出院时一次记账：前五天Ⅰ级、后六天Ⅱ级，都落在出院那一天。"""
    v = lies(c, "lh", "老年护理科", "I69.300 脑梗死后遗症;J20.900 急性支气管炎", (74, 90), 11, "cbc ions crp cefur*2@0-4 saline*2@0-4 drip@0-4 amlo@0", care="bed@0- n1@0-4 n2@5- round@0-")
    c.plant([v])


@innocent(5)
def sepsis_as_it_is(c: County, n: int) -> None:
    """脓毒症：血培养、降钙素原、乳酸、美罗培南，住普通病房，没有呼吸机。"""
    v = lies(c, ("cy", "tc")[n % 2], "感染科", "A41.900 脓毒症;N10.x00 急性肾盂肾炎", (46, 80), 9, "intake ct crp pct@0 pct@4 lactate@0 blood_cult*2@0 merop*3@0-7 saline*4@0-7 drip@0-7 drip_more*2@0-7 cbc@3 cbc@6 kidney@3 monitor*20@0-1", care="first_care", group=("A41.9:保守治疗", "脓毒症", 1680))
    c.plant([v])


@innocent(5)
def respiratory_failure_on_the_mask(c: County, n: int) -> None:
    """慢阻肺呼衰：血气两次、无创通气三天，费用名按新指南写无创呼吸支持。"""
    v = lies(c, ("cy", "ms")[n % 2], "呼吸内科", "J44.100 慢性阻塞性肺病伴急性加重;J96.100 慢性呼吸衰竭", (62, 84), 9, "intake gas@0 gas@3 ct cefop*4@0-6 saline*4@0-6 drip@0-6 methyl@0-3 neb*2@0- budes*2@0- bipap*14@0-3 oxygen*10@0-7", care="first_care", group=("J44.1:93.9000", "慢阻肺伴呼衰无创通气", 1350))
    c.plant([v])


@innocent(5)
def set_by_hand_without_a_theatre(c: County, n: int) -> None:
    """首页填闭合复位术，手法整复、石膏在门诊手术室做，不麻醉，没有手术费。"""
    v = lies(c, ("tc", "cy")[n % 2], "骨伤科", "S52.500 桡骨远端骨折", (46, 80), 4, "cbc urine ecg dr@0 dr@1 by_hand@0 plaster@0 celec@0 paste@0- infrared@1-")
    v.operations.append({"code": "79.0200", "name": "桡骨骨折闭合性复位术", "at": v.start + timedelta(hours=2), "anst": ""})
    c.plant([v])


@innocent(5)
def matched_in_the_emergency_room(c: County) -> None:
    """呕血急诊先配血，夜里收入院，第二天病房输红细胞，配血费在急诊账上。"""
    p, day = somebody(c, "", 40, 76), room_for(c, 20)
    er = comes(c, "cy", "急诊科", "K92.200 消化道出血", (0, 1), "see_er cbc type cross clot saline5*2 drip", kind="13", day=day, person=p, at=20.2)
    v = lies(c, "cy", "消化内科", "K92.200 消化道出血;K25.400 胃溃疡伴出血;D62.x00 急性失血性贫血", (0, 1), 7, "intake infect gastro@1 red*2@0 omep_i*2@0-4 saline*3@0-4 drip@0-4 cbc@1 hb@2 cbc@4", day=day + timedelta(days=1), person=p, care="first_care")
    c.plant([er, v])


@innocent(5)
def four_parts_on_four_films(c: County, n: int) -> None:
    """高处坠落拍胸、骨盆、髋、踝四个部位，四张胶片。"""
    v = lies(c, ("cy", "tc")[n % 2], "骨科", "S32.500 耻骨骨折;S93.400 踝扭伤;W13.900 从建筑物跌落", (24, 60), 12, "intake dr*4@0 film*4@0 ct@1 celec@0 lmwh@0-9 dr@9 film@9")
    c.plant([v])


@innocent(5)
def plain_tonight_enhanced_on_thursday(c: County, n: int) -> None:
    """胰腺炎入院夜里平扫；第五天怀疑坏死再做增强，两次检查两个问题。"""
    v = lies(c, ("cy", "tc")[n % 2], "消化内科", "K85.900 急性胰腺炎", (30, 70), 11, "intake amyl@0-3 us octreo*3@0-6 saline*4@0-8 drip@0-8 omep_i*2@0-6 ct@0#21 ct_c@5 contrast@5 crp@5")
    for x in of(v, "ct ct_c"):
        x.more["local_name"] = "上腹部" + x.item.name
    c.plant([v])


@innocent(5)
def the_brain_first_its_vessels_later(c: County, n: int) -> None:
    """脑梗死第二天平扫，第八天为查血管再做MRA，两次上机。"""
    v = lies(c, ("cy", "ms")[n % 2], "神经内科", "I63.900 脑梗死", (50, 80), 11, "intake clot lipids ct_head mri@1 mra@8 us_neck edara*2@0-9 saline*2@0-9 drip@0-9 aspirin@0 atorva@0 clopid!")
    c.plant([v])


@innocent(5)
def a_peptide_at_the_door_its_sister_upstairs(c: County) -> None:
    """急诊床旁用BNP，住院后按科里方案查NT-proBNP两次，隔了三天，不是同一管血。"""
    p, day = somebody(c, "", 62, 86), room_for(c, 20)
    er = comes(c, "cy", "急诊科", "I50.900 心力衰竭", (0, 1), "see_er ecg bnp_b tni oxygen*3 furo_i push", kind="13", day=day, person=p, at=6.2)
    v = lies(c, "cy", "心血管内科", "I50.900 心力衰竭", (0, 1), 9, "intake us_heart dr furo_i*2@0-5 push@0-5 oxygen*10@0-3 monitor*20@0-1 spiro@0 bnp@3 bnp@8 ions@3 sacub!", day=day, person=p, care="first_care")
    c.plant([er, v])


@innocent(5)
def sugar_memory_after_a_season(c: County, n: int) -> None:
    """两次住院隔九十七天，各查一次糖化血红蛋白。"""
    p, day = somebody(c, "", 46, 76), room_for(c, 120)
    visits = [lies(c, ("cy", "ms")[n % 2], "内分泌科", "E11.900 2型糖尿病", (0, 1), 7, "intake lipids hba1c cpep glu_poc*6@0- glargine@0 metfo@0 metfo!", day=day + timedelta(days=104 * k), person=p) for k in range(2)]
    c.plant(visits)


@innocent(5)
def infections_looked_for_before_each_knife(c: County) -> None:
    """县医院术前查一套；四十天后转附属医院二次手术，术前再查一套。"""
    p, day = somebody(c, "", 40, 70), room_for(c, 70)
    one = lies(c, "cy", "骨科", "S82.200 胫骨骨折;W10.900 在楼梯跌倒", (0, 1), 10, "intake pre dr@0 dr@3 cefur*2@1-2 saline*2@1-2 drip@1-2 dress_m@3", day=day, person=p, knife="1:79.3600 胫骨骨折切开复位内固定术:shin plate screw*8 suture*2:2")
    two = lies(c, "ms", "骨科", "M84.100 骨折不愈合", (0, 1), 12, "intake pre ct dr@4 cefur*2@2-3 saline*2@2-3 drip@2-3 dress_m@4", day=day + timedelta(days=44), person=p, knife="2:78.0700 胫骨植骨术:shin plate screw*8 ossein suture*2:1")
    c.plant([one, two])


@innocent(4)
def globulin_for_weak_nerves(c: County) -> None:
    """吉兰-巴雷综合征，静注人免疫球蛋白连用五天。"""
    v = lies(c, "ms", "神经内科", "G61.000 吉兰-巴雷综合征", (24, 66), 14, "intake emg@2 lung_fn@1 ivig*10@0-4 drip@0-4 saline@0-4 exercise@5-", care="first_care")
    c.plant([v])


@innocent(4)
def a_week_against_pus_in_the_belly(c: County, n: int) -> None:
    """阑尾穿孔腹膜炎，术后抗菌七天是治疗不是预防。"""
    v = lies(c, ("cy", "tc")[n % 2], "普通外科", "K35.200 急性阑尾炎伴弥漫性腹膜炎", (20, 66), 9, "intake pre crp ct piptaz*3@0-7 metro_i*2@0-5 saline*3@0-7 drip@0-7 drip_more*2@0-7 sputum@0 sens@2 drain@0 dress_m@2-8/2 cbc@3 crp@5 specimen@0", knife="0:47.0900 阑尾切除术:appendix suture*2 drain:1")
    c.plant([v])


@innocent(4)
def six_litres_for_a_dry_diabetic(c: County) -> None:
    """糖尿病酮症酸中毒，头一天补液六升，第二天四升。"""
    v = lies(c, "cy", "内分泌科", "E11.100 2型糖尿病伴酮症酸中毒", (36, 70), 7, "intake gas@0-2 lactate hba1c saline5*12@0 saline5*8@1 saline5*2@2-4 insulin_i*2@0-2 pump*22@0-2 kcl*4@0-2 drip@0-4 drip_more*6@0-1 glu_poc*20@0-1 glu_poc*7@2- ions*3@0-1 glargine@3", care="first_care")
    c.plant([v])


@innocent(5)
def taught_to_swallow_with_the_tube_in(c: County) -> None:
    """脑梗死吞咽障碍，鼻饲期间每天做吞咽训练，第十天拔管。"""
    v = lies(c, "cy", "神经内科", "I63.900 脑梗死;R13.x00 吞咽困难", (54, 80), 14, "intake clot lipids ct_head mri@1 edara*2@0-9 saline*2@0-9 drip@0-9 aspirin@0 atorva@0 ng_tube@0 ng_feed*4@0-9 swallow@3- hemi@3-", care="first_care")
    c.plant([v])


@innocent(4)
def a_bad_disc_in_a_man_once_lamed(c: County) -> None:
    """主诊断腰椎间盘突出，另有脑梗死后偏瘫，康复医院按偏瘫训练。"""
    v = lies(c, "kl", "康复科", "M51.202 腰椎间盘突出;I69.300 脑梗死后遗症;G81.900 偏瘫", (54, 76), 16, "cbc ecg rehab_eval@0 rehab_eval@15 hemi@1- hot@0- midfreq@0-", kind="2105")
    c.plant([v])


@innocent(4)
def assessed_in_three_fortnights(c: County) -> None:
    """三十天住院，入院、半月、出院各评定一次，隔十四天以上。"""
    v = lies(c, "kl", "康复科", PALSY, (50, 76), 30, "cbc chem ecg rehab_eval@0 rehab_eval@14 rehab_eval@29 hemi@1- ot@1- lowfreq@1- amlo@0", kind="2105")
    c.plant([v])


@innocent(2)
def a_full_gymnasium(c: County, n: int) -> None:
    """一名治疗师一天十二个病人，每人一次半小时，合计六小时。"""
    visits, day = [], room_for(c, 30)
    by = c.houses["kl"].therapists[6 + n]
    for k in range(12):
        v = lies(c, "kl", "康复科", PALSY, (50, 78), 16 + k % 3, "cbc ecg rehab_eval@0 rehab_eval@15 hemi@1- lowfreq@1-", day=day + timedelta(days=k % 4), kind="2105")
        for x in of(v, "hemi"):
            x.more["by"] = by
        visits.append(v)
    c.plant(visits)


@innocent(4)
def special_diet_of_a_long_infection(c: County) -> None:
    """感染性心内膜炎，万古霉素用四周，疗程如此。"""
    v = lies(c, "ms", "心血管内科", "I33.000 急性感染性心内膜炎", (30, 66), 28, "intake blood_cult*3@0 blood_cult*2@7 us_heart@1 us_heart@20 vanco*2@0-27 saline*2@0-27 drip@0-27 cbc@7-27/7 crp@7-27/7 kidney@7-27/7")
    c.plant([v])
