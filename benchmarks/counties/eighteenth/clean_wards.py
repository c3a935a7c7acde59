"""Innocent stays that look like padded, split or dressed-up ones."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from .bill import comes, grouped, lies, of, room_for, somebody
from .cases import innocent
from .houses import County

STROKE = "intake clot lipids ct mri@1 us_neck edara*2@0-8 saline*2@0-8 drip@0-8 drip_more@0-8 aspirin@0 atorva@0"


@innocent(5)
def died_in_the_first_night(c: County) -> None:
    """急性心梗入院当晚抢救无效死亡，只有一天费用、一次大抢救，次日家属来结账。"""
    v = lies(c, "rm", "心血管内科", "I21.900 急性心肌梗死;R57.000 心源性休克", (58, 84), 0, "cbc ions tni bnp clot ecg*2 gas monitor*5 oxygen*5 push*2 rescue_big", care="bed@0 n1@0 round@0", hour=14.5)
    v.person.died = v.end
    v.leaving = "5"
    v.settled = v.end + timedelta(hours=18)
    c.plant([v])


@innocent(5)
def sent_up_when_worse(c: County, n: int) -> None:
    """乡镇卫生院收治肺炎一天后加重，当天救护车转县医院，两次住院首尾相接，内容不同。"""
    p, day = somebody(c, "", 66, 86), room_for(c, 25)
    a = lies(c, ("wa", "wc")[n % 2], "内科", "J18.900 肺炎", (0, 1), 1, "cbc dr cefur*2@0 saline*2@0 drip@0 oxygen*6@0", person=p, day=day)
    b = lies(c, "rm", "呼吸与危重症医学科", "J18.900 肺炎;J96.000 急性呼吸衰竭", (0, 1), 11, "intake ct gas@0 gas@1 gas@3 pct crp sputum piptaz*3@0-8 saline*3@0-8 drip@0-8 drip_more*2@0-8 bipap*16@0-4 monitor*24@0-5 methyl@0-3 crp@5 cbc@5", person=p, day=a.end.date(), hour=13.0, care="watched", group=("ER13", "呼吸衰竭", 1.9))
    c.plant([a, b])


@innocent(5)
def to_training_after_the_stroke(c: County) -> None:
    """脑梗急性期十天在县医院，出院当天转康复医院做偏瘫训练四周，是分级诊疗的路径。"""
    a = lies(c, "rm", "神经内科", "I63.900 脑梗死;G81.900 偏瘫", (52, 78), 10, STROKE + " hemi@4-", group=("BR23", "脑缺血性疾患", 1.05), day=room_for(c, 50))
    b = lies(c, "kf", "神经康复科", "I69.300 脑梗死后遗症;G81.900 偏瘫", (0, 1), 27, "cbc chem ecg balance@0 adl@0 adl@20 stroke_train exercise@1- amlo@0 aspirin@0", person=a.person, day=a.end.date(), hour=14.5)
    c.plant([a, b])


@innocent(5)
def cycles_every_three_weeks(c: County) -> None:
    """肺癌化疗每二十一天一个疗程，四次住院每次三天，诊断费用几乎相同。"""
    p, day = somebody(c, "", 50, 74), room_for(c, 90)
    c.plant([lies(c, "rm", "肿瘤科", "Z51.103 恶性肿瘤化学治疗;C34.900 肺恶性肿瘤", (0, 1), 3, "cbc liver kidney ecg cea chemo_mix*2@1 pemet*2@1 carbo*4@1 dexa*2@1 saline*4@1 tropi@1 drip@1 drip_more*4@1", person=p, day=day + timedelta(days=21 * k), group=("RE13", "恶性增生性疾患的化学治疗", 0.9)) for k in range(4)])


@innocent(4)
def counted_every_day(c: County) -> None:
    """白血病诱导化疗，骨髓抑制期每天查血常规，隔几天输一次红细胞，住院近一个月。"""
    v = lies(c, "rm", "血液内科", "C92.000 急性髓系白血病", (24, 66), 25, "intake clot infect type marrow cytara*2@1-7 dauno@1-3 dexa@1-7 tropi@1-7/2 saline*3@1-7 drip@1-14 drip_more*3@1-7 cbc@1- cross@9 red@9 cross@13 red@13 cross@17 red@17 vanco*2@12-19 saline*2@12-19 blood_cult@12 pct@12 liver@8 liver@16 marrow@21", care="watched", group=("RA25", "白血病化疗", 3.2))
    c.plant([v])


@innocent(5)
def burned_by_boiling_oil(c: County) -> None:
    """双下肢深度烧伤，创面大，每天特大换药，第九天植皮。"""
    v = lies(c, "rm", "烧伤整形外科", "T24.300 髋和下肢三度烧伤", (20, 60), 20, "intake pre cefur*2@0-5 saline*3@0-5 saline5*2@0-5 drip@0-8 drip_more*3@0-5 wound@1-8 wound@11-/2 cbc@4 ions@4 albumin@4", knife="9:86.6900 皮肤移植术:skin_graft debride suture*2:1", care="watched", group=("WB15", "烧伤伴植皮", 3.4))
    c.plant([v])


@innocent(4)
def isolated_with_tuberculosis(c: County) -> None:
    """涂阳肺结核隔离三周，除口服药和复查痰涂片外没有多少治疗。"""
    v = lies(c, "rm", "感染科", "A15.000 肺结核", (24, 70), 21, "intake afb@0 afb@1 afb@2 ct hrze@0 liver@7 liver@14 afb@14", group=("ES33", "呼吸系统感染", 0.85))
    c.plant([v])


@innocent(5)
def waits_for_the_theatre(c: County, n: int) -> None:
    """股骨颈骨折病人长期服抗血小板药，停药牵引六天才上手术台，术前几天只有床位、护理、抗凝。"""
    v = lies(c, ("rm", "zy")[n % 2], "骨科", "S72.000 股骨颈骨折;I25.103 冠状动脉粥样硬化性心脏病", (68, 88), 15, "intake pre dr us_heart us_leg leg_frame@0 lmwh@0-12 cefur*2@6-8 saline*2@6-8 drip@6-8 dress_m@8 dress_m@11 dr@8 exercise@9-", knife="6:81.5200 人工股骨头置换术:hip hip_m suture*2:2", care="watched", group=("IC25", "髋关节置换", 3.0))
    c.plant([v])


@innocent(4)
def nothing_but_comfort(c: County) -> None:
    """胰腺癌终末期安宁疗护，只止痛、护理，没有检查没有抗肿瘤治疗，住到去世。"""
    v = lies(c, "re", "安宁疗护科", "C25.900 胰腺恶性肿瘤;Z51.500 姑息医疗", (60, 84), 16, "tramadol*2@0- im*2@0- oxygen*10@10-", care="watched", kind="2105")
    v.leaving = "5"
    v.person.died = v.end
    c.plant([v])


@innocent(5)
def sixty_ampoules_of_atropine(c: County) -> None:
    """有机磷中毒阿托品化，一天用几十支阿托品，洗胃一次，心电监测二十四小时。"""
    v = lies(c, "rm", "急诊重症科", "T60.000 有机磷中毒", (24, 66), 8, "cbc chem che ions gas ecg wash_stomach atropine*60@0 atropine*40@1 atropine*16@2-3 pralid*6@0-2 push*8@0-2 saline*3@0-4 drip@0-4 drip_more*2@0-4 monitor*24@0-3 che@2 che@4 che@6", care="watched", group=("VS15", "中毒", 1.1))
    c.plant([v])


@innocent(5)
def from_intensive_care_to_the_ward(c: County) -> None:
    """先在监护病房机械通气五天，再转普通病房，两种床位、两级护理前后相接，各收各的日子。"""
    v = lies(c, "rm", "重症医学科", "J96.000 急性呼吸衰竭;J18.900 肺炎", (55, 82), 13, "intake gas@0-4 ct pct@0 pct@3 sputum@0 blood_cult@0 piptaz*3@0-9 saline*3@0-9 drip@0-9 drip_more*2@0-9 vent*24@0-4 intub@0 suction*8@0-4 icu*24@0-4 foley@0 foley_m@0 bed_icu@0-4 bed@5- n1@5-7 n2@8- cbc@6 crp@6", care="round@0-", group=("ER11", "呼吸衰竭伴机械通气", 3.6))
    c.plant([v])


@innocent(5)
def albumin_for_a_full_belly(c: County) -> None:
    """肝硬化大量腹水，白蛋白二十几克，按量输白蛋白三天，三次复查。"""
    v = lies(c, "rm", "消化内科", "K74.600 肝硬化;R18.x00 腹水;E88.000 低蛋白血症", (44, 74), 10, "intake clot albumin@3 albumin@7 us afp albumin_i*2@1-3 drip@1-3 set@1-3 furo_i*2@1-6 push@1-6 spiro@0 ions@4", group=("GZ13", "肝硬化", 1.1))
    c.plant([v])


@innocent(5)
def under_blue_light(c: County) -> None:
    """新生儿黄疸，出生三天入新生儿科，蓝光、暖箱按小时，每天测经皮胆红素。"""
    day = room_for(c, 20)
    p = c.person("", 0, 1, "390", day - timedelta(days=3))
    v = lies(c, "fy", "新生儿科", "P59.900 新生儿黄疸", (0, 1), 5, "cbc tbil@0 liver tcb*2@1- photo*12@0-3 incub*24@0-3", person=p, day=day, care="bed_baby@0- n_baby@0- round@0-")
    c.plant([v])


@innocent(4)
def baby_on_the_mothers_card(c: County) -> None:
    """新生儿出生当月未办参保，随母亲待遇享受（新生儿标识为 1），母女两笔住院时间重叠。"""
    day = room_for(c, 20)
    m = lies(c, "fy", "产科", "O80.000 头位自然分娩;Z37.000 单一活产", (23, 36), 4, "cbc urine infect type us birth@0 oxytocin@0", sex="2", day=day, kind="52")
    b = lies(c, "fy", "新生儿科", "P59.900 新生儿黄疸", (0, 1), 5, "tbil@0 tcb*2@1- photo*12@0-3", person=m.person, day=day + timedelta(days=2), care="bed_baby@0- n_baby@0- round@0-")
    b.more["newborn"] = "1"
    c.plant([m, b])


@innocent(4)
def two_children_in_fifteen_months(c: County) -> None:
    """两胎间隔十五个月，同一产妇两次住院分娩，都是真的。"""
    p, day = somebody(c, "2", 23, 32), room_for(c, 30, lo=date(2026, 4, 1))
    bill = "cbc urine infect type us birth@0 oxytocin@0"
    a = lies(c, "rm", "产科", "O80.000 头位自然分娩;Z37.000 单一活产", (0, 1), 3, bill, person=p, day=day - timedelta(days=455), kind="52")
    b = lies(c, "fy", "产科", "O80.000 头位自然分娩;Z37.000 单一活产", (0, 1), 3, bill, person=p, day=day, kind="52")
    c.plant([a, b])


@innocent(4)
def lost_one_then_bore_one(c: County) -> None:
    """先兆流产住院保胎未成，清宫；一年后足月顺产。"""
    p, day = somebody(c, "2", 24, 34), room_for(c, 400)
    a = lies(c, "fy", "妇科", "O03.900 自然流产", (0, 1), 3, "cbc urine infect type us hcg curette@1 oxytocin@1 specimen@1", person=p, day=day)
    b = lies(c, "fy", "产科", "O80.000 头位自然分娩;Z37.000 单一活产", (0, 1), 3, "cbc urine infect type us birth@0 oxytocin@0", person=p, day=day + timedelta(days=385), kind="52")
    c.plant([a, b])


@innocent(5)
def failing_heart_returns(c: County) -> None:
    """心衰病人出院十三天后又因感染诱发加重再入院，检查治疗都重新做过。"""
    p, day = somebody(c, "", 68, 86), room_for(c, 45)
    bill = "intake bnp tni dr us_heart furo_i*2@0-5 push@0-5 spiro@0 meto@0 oxygen*10@0-4 monitor*20@0-1 bnp@5 ions@3"
    a = lies(c, "rm", "心血管内科", "I50.900 心力衰竭", (0, 1), 8, bill, person=p, day=day, group=("FR23", "心力衰竭", 0.95), care="watched")
    b = lies(c, "rm", "心血管内科", "I50.900 心力衰竭;J18.900 肺炎", (0, 1), 10, bill.replace("us_heart", "ct") + " ceftri*2@0-6 saline*2@0-6 drip@0-6 crp", person=p, day=a.end.date() + timedelta(days=13), group=("FR21", "心力衰竭伴严重合并症", 1.3), care="watched")
    c.plant([a, b])


@innocent(3)
def the_wedding_feast(c: County) -> None:
    """婚宴聚餐食物中毒，同村十来人同一晚送进卫生院，诊断、用药相同，住一到两天。"""
    day = room_for(c, 9)
    visits = []
    for k in range(9):
        p = somebody(c, "", 14, 70)
        p.address = f"澜湖县白沙洲乡北洲村{k % 4 + 1}组{20 + 3 * k}号"
        visits.append(lies(c, "wb", "内科", "A05.900 细菌性食物中毒", (0, 1), 1 + k % 2, "cbc stool ions saline5*2@0 dextrose@0 drip@0 drip_more*2@0 smecta@0", person=p, day=day, hour=19.0 + 0.1 * k))
    c.plant(visits)


@innocent(3)
def flu_in_the_care_home(c: County) -> None:
    """颐养院流感暴发，六位老人同一天转县医院，诊断相同、都用奥司他韦，天数各不相同。"""
    day = room_for(c, 20, lo=date(2025, 12, 1))
    c.plant([lies(c, "rm", "呼吸与危重症医学科", "J10.000 流感伴肺炎", (76, 92), 6 + k % 4, "intake flu ct crp oselta@0 oxygen*10@0-3 ambrox_i*2@0-4 saline*2@0-4 drip@0-4 cbc@4", day=day, hour=10.0 + 0.4 * k, care="watched", group=("ES33", "呼吸系统感染", 0.85)) for k in range(6)])


@innocent(5)
def a_full_day_of_oxygen(c: County) -> None:
    """慢阻肺急性加重持续吸氧、监测，一天二十四小时整，没有多一个小时。"""
    v = lies(c, "re", "呼吸内科", "J44.100 慢性阻塞性肺病伴急性加重", (60, 84), 9, "intake gas ct crp cefop*4@0-6 saline*4@0-6 drip@0-6 drip_more@0-6 methyl@0-4 neb*2@0- budes*2@0- oxygen*24@0-6 monitor*24@0-3 gas@3", care="watched", group=("ES13", "慢阻肺", 1.0))
    c.plant([v])


@innocent(4)
def kidneys_rested_on_a_machine(c: County) -> None:
    """脓毒症急性肾损伤，连续性血液净化每天二十小时左右三天，后改隔日血透。"""
    v = lies(c, "rm", "重症医学科", "A41.900 脓毒症;N17.900 急性肾损伤", (50, 78), 14, "intake clot gas@0-3 blood_cult@0 pct@0 pct@2 pct@5 merop*3@0-7 saline*3@0-7 drip@0-9 drip_more*2@0-7 crrt*20@0-2 perfuser@0 cvc@0 cvc_m@0 heparin@0-2 hd@5-9/2 dialyser@5-9/2 blood_line@5-9/2 icu*24@0-4 bed_icu@0-4 bed@5- n1@5- kidney@1- ions@1-6", care="round@0-", group=("SR11", "脓毒症伴严重合并症", 4.0))
    c.plant([v])


@innocent(4)
def hypertension_that_needed_a_bed(c: County) -> None:
    """高血压急症，血压二百二，静脉降压、动态监测三天，诊断虽是高血压却该住院。"""
    v = lies(c, "rm", "心血管内科", "I10.x00 特发性高血压;I16.100 高血压急症", (45, 76), 6, "intake ions ct us_heart lipids nicard*3@0-2 saline*3@0-2 drip@0-2 drip_more*2@0-2 monitor*24@0-2 pump*20@0-2 amlo@0 vals@0 abpm@4", care="watched", group=("FV23", "高血压", 0.7))
    c.plant([v])


@innocent(4)
def twice_for_two_reasons(c: County) -> None:
    """肺炎出院次日在家摔断手腕再入院，两次住院只差一天，病不同、科不同。"""
    p, day = somebody(c, "", 62, 80), room_for(c, 30)
    a = lies(c, "rm", "呼吸与危重症医学科", "J18.900 肺炎", (0, 1), 7, "intake ct crp ceftri*2@0-6 saline*2@0-6 drip@0-6", person=p, day=day, group=("ES33", "呼吸系统感染", 0.85))
    b = lies(c, "rm", "骨科", "S52.500 桡骨远端骨折;W01.900 在同一平面滑倒", (0, 1), 6, "pre dr cefur*2@1-2 saline*2@1-2 drip@1-2 dress_m@3", person=p, day=a.end.date() + timedelta(days=1), knife="1:79.3200 桡骨骨折切开复位内固定术:radius plate screw*7 suture*2:4", group=("IF45", "前臂手术", 1.6))
    c.plant([a, b])


@innocent(4)
def regrouped_after_review(c: County) -> None:
    """病组先入普通组，特病单议后按实际改入重组，费用和监护俱在。"""
    v = lies(c, "re", "神经外科", "I61.900 脑出血", (48, 78), 18, "intake clot ct ct@1 ct@5 mannitol*3@0-7 drip@0-9 drip_more*2@0-7 nicard*3@0-2 saline*3@0-2 monitor*24@0-6 foley@0 foley_m@0 gas@0 ng_tube@1 ng_feed*4@2-8", care="watched")
    grouped(v, "BR11", "颅内出血伴严重合并症", 2.6)
    c.plant([v])


@innocent(4)
def seen_downstairs_before_going_up(c: County) -> None:
    """上午门诊做检查、中午收住院，当天门诊和住院各有一笔，检查没有重复。"""
    p, day = somebody(c, "", 40, 72), room_for(c, 15)
    a = comes(c, "rm", "消化内科", "R10.400 腹痛", (0, 1), "see cbc amyl crp ct", person=p, day=day, at=9.0)
    b = lies(c, "rm", "消化内科", "K85.900 急性胰腺炎", (0, 1), 8, "liver kidney ions ecg somato*2@0-4 omep_i*2@0-5 saline*3@0-6 drip@0-6 drip_more*3@0-5 amyl@3 crp@3", person=p, day=day, hour=12.5, group=("HS23", "急性胰腺炎", 1.1))
    c.plant([a, b], of(a, "see"))
