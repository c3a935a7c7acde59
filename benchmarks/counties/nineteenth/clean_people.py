"""Innocent look-alikes of beds and people: moved, sent back, fallen ill again, dead and settled later, many at once."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from .bill import buys, comes, lies, room_for, somebody
from .cases import innocent
from .houses import County


@innocent(5)
def moved_the_same_morning(c: County) -> None:
    """护理院发热，上午办出院，下午转三级医院；半月后好转再回护理院。"""
    p, day = somebody(c, "", 70, 90), room_for(c, 60)
    a = lies(c, "hl", "老年护理科", "I69.300 脑梗死后遗症;L89.900 压疮", (0, 1), 18, "cbc ions dress_m@0-/3 ng_feed*4@0- amlo@0", day=day, person=p)
    b = lies(c, "fs", "呼吸与危重症医学科", "J69.000 吸入性肺炎", (0, 1), 12, "intake ct crp pct sputum piptaz*3@0-9 saline*3@0-9 drip@0-9 oxygen*12@0-6", day=day + timedelta(days=18), hour=14.0, person=p)
    d = lies(c, "hl", "老年护理科", "I69.300 脑梗死后遗症;L89.900 压疮", (0, 1), 20, "cbc ions dress_m@0-/3 ng_feed*4@0- amlo@0", day=day + timedelta(days=30), hour=14.0, person=p)
    c.plant([a, b, d])


@innocent(5)
def died_before_the_month_was_posted(c: County) -> None:
    """安宁病区每月底统一记账，病人十二日去世，费用只记到十二日，结算在去世后两天。"""
    p, day = somebody(c, "", 62, 88), room_for(c, 30)
    v = lies(c, "hl", "安宁疗护科", "C16.900 胃恶性肿瘤;R52.100 慢性难治性疼痛", (0, 1), 11, "cbc ions hospice@0- patch@0-/4 lactul@0-/5", day=day, person=p)
    p.died = v.end + timedelta(minutes=10)
    v.leaving, v.settled = "5", v.end + timedelta(days=2)
    c.plant([v])


@innocent(5)
def settled_again_after_the_card_came(c: County) -> None:
    """外伤先自费结算，公安认定无第三方后撤销重结：同一次住院，退一次结一次。"""
    v = lies(c, "rm", "骨科", "S52.500 桡骨远端骨折;W01.900 在同一平面滑倒", (34, 68), 6, "intake pre dr cefur*2@1-2 saline*2@1-2 drip@1-2 dress_m@3", knife="1:79.3200 桡骨骨折切开复位内固定术:radius plate screw*6 suture:4")
    v.refund = v.end + timedelta(days=20)
    v.again = v.refund + timedelta(hours=1)
    c.plant([v])


@innocent(6)
def mother_s_pills_bought_once(c: County) -> None:
    """精神科住院当天早上，入院前本人在药店买了降压药；出院当天下午又到镇卫生院取慢病药。"""
    p, day = somebody(c, "", 40, 64), room_for(c, 60)
    a = buys(c, "yd3", "I10.x00 特发性高血压", (0, 1), "amlo*2", day=day, person=p, at=7.6)
    v = lies(c, "js", "精神科", "F20.900 精神分裂症", (0, 1), 40, "cbc chem ecg olanz@0-/14 mind_play@4-/2 mind_talk@6-/7", care="minded", day=day, hour=10.0, person=p)
    b = comes(c, "wb", "全科慢病", "I10.x00 特发性高血压", (0, 1), "gp amlo", kind="14", day=day + timedelta(days=40), person=p, at=15.2)
    c.plant([a, v, b])


@innocent(5)
def chemotherapy_every_three_weeks(c: County) -> None:
    """肺癌化疗二十一天一周期，同科同诊断反复住院四次，每次两三天。"""
    p, day = somebody(c, "", 50, 70), room_for(c, 110)
    visits = [lies(c, "fs", "肿瘤科", "Z51.103 恶性肿瘤化学治疗;C34.900 肺恶性肿瘤", (0, 1), 3, "cbc liver kidney ecg chemo_mix*2@1 pemet*2@1 carbo*4@1 dexa*2@1 saline*4@1 tropi@1 drip@1 drip_more*4@1", day=day + timedelta(days=21 * k), person=p, group=("RE13", "恶性增生性疾患的化学治疗", 0.9)) for k in range(4)]
    c.plant(visits)


@innocent(5)
def fallen_ill_with_something_else(c: County) -> None:
    """康复出院次日在家摔倒髋部骨折，急诊住进骨科：间隔一天，病不同，科不同，院不同。"""
    p, day = somebody(c, "", 66, 84), room_for(c, 50)
    a = lies(c, "kf", "康复科", "I69.300 脑梗死后遗症;G81.900 偏瘫", (0, 1), 14, "cbc chem ecg hemi@1- ot@1- lowfreq@1- amlo@0", day=day, person=p)
    b = lies(c, "fs", "骨科", "S72.000 股骨颈骨折;W18.900 跌倒", (0, 1), 11, "intake pre dr us_heart cefur*2@2-4 saline*2@2-4 drip@2-4 lmwh@0-8 dress_m@4 exercise@5-", day=day + timedelta(days=15), person=p, group=("IC25", "髋关节置换", 3.0), knife="2:81.5200 人工股骨头置换术:hip hip_m suture*2:2")
    c.plant([a, b])


@innocent(5)
def sepsis_with_the_whole_workup(c: County) -> None:
    """真脓毒症：双份血培养、乳酸、降钙素原、升压药、监护室三天，编码有据。"""
    v = lies(c, "fs", "重症医学科", "A41.900 脓毒症;N10.x00 急性肾盂肾炎", (46, 82), 11, "bed_icu@0-2 icu*24@1-2 icu*12@0 bed@3- n1@3- round@0- intake clot gas@0-3 lactate@0-3 pct@0 pct@4 blood_cult*2@0 sens@3 merop*3@0-8 saline*3@0-8 drip@0-8 noradr*6@0-2 cvc@0 cvc_m@0", care="", group=("SR13", "败血症", 2.2))
    c.plant([v])


@innocent(5)
def failing_lungs_on_a_mask(c: County) -> None:
    """慢阻肺呼衰：入院血气、无创呼吸机、三次复查血气，编码有据。"""
    v = lies(c, "rm", "呼吸内科", "J96.100 慢性呼吸衰竭;J44.100 慢性阻塞性肺病伴急性加重", (62, 84), 10, "intake gas@0-3 ct crp bipap*16@0-5 oxygen*20@0-7 methyl@0-4 neb*2@0- budes*2@0- cefop*4@0-6 saline*4@0-6 drip@0-6", care="watched", group=("ES11", "呼吸系统感染伴严重并发症", 1.9))
    c.plant([v])


@innocent(5)
def seen_in_emergency_the_night_before(c: County) -> None:
    """夜里腹痛急诊查血、CT，留观到早上不缓解收住院：急诊是真急诊，不是转嫁术前检查。"""
    p, day = somebody(c, "", 30, 70), room_for(c, 20)
    er = comes(c, "rm", "急诊科", "R10.400 腹痛", (0, 1), "see_er cbc amyl us ct drip saline", kind="13", day=day, person=p, at=22.4)
    v = lies(c, "rm", "普通外科", "K35.800 急性阑尾炎", (0, 1), 4, "urine chem clot infect type ecg cefur*2@0-2 saline*2@0-2 drip@0-2 dress_m@2 specimen@0", day=day + timedelta(days=1), hour=8.3, person=p, group=("GD25", "阑尾切除术", 0.8), knife="0:47.0100 腹腔镜下阑尾切除术:appendix scope clip*3 suture:1")
    c.plant([er, v])


@innocent(5)
def dialysed_outside_from_a_nursing_bed(c: County) -> None:
    """护理院没有透析室，院车每周三次送去透析中心，两家有转诊协议，护理院没有收透析。"""
    p, day = somebody(c, "", 66, 84), c.workday(date(2025, 7, 14), date(2026, 5, 10))
    day -= timedelta(days=day.weekday())
    a = lies(c, "hl", "老年护理科", "I69.300 脑梗死后遗症;N18.500 慢性肾脏病5期", (0, 1), 27, "cbc ions dress_m@0-/3 amlo@0 calcitr@0 lanth@0 ng_feed*4@0- turn@0-/2", day=day, person=p)
    visits = [comes(c, "xt", "血液净化室", "N18.500 慢性肾脏病5期", (0, 1), "dialysed epo", kind="14", day=day + timedelta(days=k), person=p, at=12.8, minutes=245) for k in (1, 3, 5, 8, 10, 12, 15, 17, 19)]
    c.plant([a, *visits])


@innocent(3)
def a_village_after_the_mushrooms(c: County) -> None:
    """村里办酒席集体食物中毒，十二人同晚送来，诊断、输液都差不多，疾控有流调。"""
    day, visits = room_for(c, 20), []
    for _ in range(12):
        nights = c.rng.randint(2, 4)
        visits.append(lies(c, "rm", "消化内科", "A05.900 细菌性食物中毒", (8, 70), nights, "cbc stool ions saline5*2@0-1 dextrose@0-1 drip@0-1 drip_more@0-1 smecta@0 liver kidney?.5 ecg?.5", day=day, hour=21.0))
    c.plant(visits)


@innocent(3)
def the_home_doctors_day_in_a_village(c: County) -> None:
    """家庭医生签约日，卫生院下村给慢病人测血糖、开药，一个上午二十几人，各人的药不同。"""
    day, visits = room_for(c, 20), []
    for k in range(22):
        sugar = c.rng.random() < 0.5
        visits.append(comes(c, "wb", "全科慢病", "E11.900 2型糖尿病" if sugar else "I10.x00 特发性高血压", (50, 84), "gp glu metfo acarb?.4 glime?.4" if sugar else "gp amlo vals?.4 hctz?.3", kind="14", day=day, at=8.2 + k * 0.17, minutes=8))
    c.plant(visits)


@innocent(4)
def a_doctor_ill_in_his_own_house(c: County, n: int) -> None:
    """医生阑尾炎在本院住院四天，住院期间没有一张处方；出院一周后才坐诊。"""
    doctor, p, day = f"D36082178{n:03d}", c.person("", 30, 52, "310"), room_for(c, 40)
    c.extra_doctors.append((doctor, "rm"))
    c.doctor_person[doctor] = p.id
    v = lies(c, "rm", "普通外科", "K35.800 急性阑尾炎", (0, 1), 4, "intake pre ct cefur*2@0-2 saline*2@0-2 drip@0-2 dress_m@2 specimen@0", day=day, person=p, knife="0:47.0100 腹腔镜下阑尾切除术:appendix scope clip*3 suture:1")
    v.doctor = c.houses["rm"].doctors[2]
    for x in v.lines:
        x.doctor = v.doctor
    c.plant([v])


@innocent(5)
def tumour_looked_for_and_found(c: County) -> None:
    """体重下降查因住院四天，检查多治疗少，最后查出胃癌转外科，不是体检住院。"""
    v = lies(c, "fs", "消化内科", "C16.900 胃恶性肿瘤;R63.400 异常体重减轻", (48, 76), 4, "intake tumours gastro@1 biopsy*4@1 ct_c@2 contrast@2 us omep@0", care="lightly")
    c.plant([v])
