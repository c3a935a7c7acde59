"""Innocent look-alikes of the medical group, of contracts by the day, of who lies where."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import timedelta

from .bill import buys, comes, lies, of, room_for, somebody
from .cases import innocent
from .houses import County

ILL = "intake ct crp ceftri*2@0-4 saline*2@0-4 drip@0-4 ambrox_i*2@0-4"


@innocent(6)
def down_to_the_branch_the_same_day(c: County) -> None:
    """医共体下转：总院脑梗死急性期九天，当天转龙塘分院康复十二天，同病两次住院。"""
    p, day = somebody(c, "", 54, 80), room_for(c, 30)
    up = lies(c, "cy", "神经内科", "I63.900 脑梗死", (0, 1), 9, "intake clot lipids ct_head mri@1 edara*2@0-8 saline*2@0-8 drip@0-8 aspirin@0 atorva@0", day=day, person=p, group=("I63.9:保守治疗", "脑梗死", 860))
    up.leaving = "3"
    down = lies(c, "wl", "康复科", "I63.900 脑梗死;G81.900 偏瘫", (0, 1), 12, "cbc hemi@1- needle@1- joint@1- aspirin@0 atorva@0", day=day + timedelta(days=9), person=p, hour=15.0)
    c.plant([up, down])


@innocent(5)
def the_other_eye_after_six_days(c: County) -> None:
    """日间白内障，左眼做完六天后做右眼，两次入院。"""
    p, day = somebody(c, "", 62, 84), room_for(c, 20)
    visits = [lies(c, "cy", "眼科日间病房", "H25.900 老年性白内障", (0, 1), 1, "cbc glu infect?.2 vision slit iop biometry levo_eye@0 pred_eye!", day=day + timedelta(days=6 * k), person=p, kind="28", knife="0:13.4100 白内障超声乳化抽吸术:phaco lens visco local:", group=("H25.9:13.4100", "白内障超声乳化", 610)) for k in range(2)]
    for v, side in zip(visits, "左右", strict=True):
        for x in of(v, "phaco"):
            x.more["local_name"] = f"白内障超声乳化摘除术({side}眼)"
    c.plant(visits)


@innocent(5)
def scanned_at_the_head_house_paid_at_the_branch(c: County) -> None:
    """大坪乡卫生院没有磁共振，住院第三天送总院检查，费用记在卫生院住院账上，外送标志有。"""
    v = lies(c, "ws", "内科", "I63.900 脑梗死", (54, 80), 8, "cbc urine glu lipids ecg gink@0 aspirin@0 saline*2@0-6 drip@0-6")
    c.add(v, "mri", 1, v.start + timedelta(days=2), price=360.0, elsewhere=c.houses["cy"].code)
    c.plant([v])


@innocent(5)
def three_nights_for_a_pressure_of_220(c: County, n: int) -> None:
    """高血压急症，尼卡地平泵入两天，三天出院。"""
    v = lies(c, ("cy", "wl")[n % 2], "心血管内科", "I10.x05 高血压急症", (46, 80), 3, "cbc urine liver kidney glu ecg ct_head tni nicard*6@0-1 pump*20@0-1 monitor*22@0-1 saline*2@0-1 drip@0-1 amlo@0 vals@0 amlo! vals!", care="first_care")
    c.plant([v])


@innocent(2)
def the_mushrooms_of_one_wedding(c: County, n: int) -> None:
    """同村喜宴菌子中毒，九人同一天住进县医院，输液、化验几乎一样。"""
    day, visits = room_for(c, 20), []
    for k in range(9):
        p = somebody(c, "", 20, 70, "390")
        p.address = f"榕江县白沙镇东埔村{n + 2}组{k + 11}号"
        visits.append(lies(c, "cy", "急诊科", "T62.000 食用蘑菇中毒", (0, 1), 3 + k % 3, "intake clot wash_stomach@0 saline*4@0-2 dextrose*2@0-2 drip@0-2 drip_more*3@0-2 liver@2 omep_i@0-2", day=day, person=p, hour=15.0 + 0.1 * k))
    c.plant(visits)


@innocent(5)
def a_month_of_tablets_after_leaving(c: County) -> None:
    """精神科出院当天下午到本院门诊取一个月的药，人已不在床上。"""
    p, day = somebody(c, "", 26, 58), room_for(c, 45)
    v = lies(c, "jw", "精神科", "F20.900 精神分裂症", (0, 1), 32, "cbc chem ecg lipids scale_neg@1 scale_neg@28 mind_play@5-/2 mind_talk@6-/7 olanz@0-/14 risper@0-/15", day=day, person=p, care="minded", kind="2105")
    out = comes(c, "jw", "精神科门诊", "F20.900 精神分裂症", (0, 1), "see olanz*2 risper*2", kind="14", day=day + timedelta(days=32), person=p, at=14.5)
    c.plant([v, out])


@innocent(4)
def on_leave_with_the_bed_kept(c: County) -> None:
    """住院第二十天请假回家四天，只收留床费，不收护理、诊查、工娱；假中在卫生院看了感冒。"""
    p, day = somebody(c, "", 28, 58), room_for(c, 45)
    v = lies(c, "jw", "精神科", "F20.900 精神分裂症", (0, 1), 36, "bed@0-19 n_mind@0-19 round@0-19 leave_kept@20-23 bed@24- n_mind@24- round@24- cbc chem ecg scale_neg@1 scale_neg@30 mind_play@4-18/2 olanz@0-/14 risper@0-/15", day=day, person=p, care="", kind="2105")
    cold = comes(c, "ws", "全科", "J06.900 急性上呼吸道感染", (0, 1), "gp banlan", day=day + timedelta(days=22), person=p)
    c.plant([v, cold])


@innocent(5)
def first_the_ward_then_the_hospice(c: County) -> None:
    """前四天普通病房评估，第五天转安宁床日；月底一次记账，都落在同一时间。"""
    v = lies(c, "al", "安宁疗护科", "C25.900 胰腺恶性肿瘤;R52.100 慢性难治性疼痛", (58, 86), 13, "cbc ions bed@0-3 n2@0-3 round@0-3 palliative@4- patch@0-/4 lactul@0-/5", kind="2105", care="")
    c.plant([v])


@innocent(4)
def a_heart_that_is_at_its_end(c: County) -> None:
    """终末期心衰不是肿瘤，住安宁病房，吗啡、吸氧缓解气促，按床日收费。"""
    v = lies(c, "al", "安宁疗护科", "I50.900 心力衰竭;Z51.500 姑息医疗", (76, 92), 14, "cbc ions palliative@0- morph_i@2- oxygen*12@0- furo_i@0-", kind="2105", care="")
    v.leaving, v.person.died = "5", v.end
    c.plant([v])


@innocent(5)
def out_of_the_home_and_back(c: County) -> None:
    """护理院老人肺炎，当天上午从护理院出院住县医院，九天后当天回到护理院。"""
    p, day = somebody(c, "", 72, 90), room_for(c, 50)
    home = "cbc ng_tube@0 ng_feed*4@0- amlo@0"
    one = lies(c, "lh", "老年护理科", "I69.300 脑梗死后遗症", (0, 1), 14, home, day=day, person=p)
    away = lies(c, "cy", "呼吸与危重症医学科", "J18.900 肺炎;I69.300 脑梗死后遗症", (0, 1), 9, f"{ILL} ng_feed*4@0-", day=day + timedelta(days=14), person=p, hour=14.0)
    two = lies(c, "lh", "老年护理科", "I69.300 脑梗死后遗症", (0, 1), 15, home, day=day + timedelta(days=23), person=p, hour=15.0)
    c.plant([one, away, two])


@innocent(5)
def sent_on_before_the_papers_were_done(c: County) -> None:
    """急诊转院：附属医院上午十点收进，卫生院家属下午三点才回来办出院，重叠五小时。"""
    p, day = somebody(c, "", 50, 78), room_for(c, 20)
    one = lies(c, "ws", "内科", "R07.400 胸痛", (0, 1), 1, "cbc ecg tni oxygen*6@0", day=day, person=p)
    one.end = c.at(day + timedelta(days=1), 15.0, 15.4)
    one.leaving = "2"
    two = lies(c, "ms", "心血管内科", "I21.400 急性心内膜下心肌梗死", (0, 1), 7, "intake pre lipids tni@0-2 us_heart aspirin@0 ticag@0 rosuv@0 lmwh*2@0-3 monitor*22@0-3", day=day + timedelta(days=1), person=p, hour=10.0, care="first_care", knife="0:36.0700 冠状动脉药物洗脱支架置入术:pci wire baln stent contrast heparin:")
    c.plant([one, two])


@innocent(5)
def worse_by_the_afternoon(c: County) -> None:
    """上午卫生院查血常规；下午高热到县医院急诊，血常规再查一次，同人同日同项目两家。"""
    p, day = somebody(c, "", 20, 70), room_for(c, 10)
    one = comes(c, "wl", "全科", "J06.900 急性上呼吸道感染", (0, 1), "gp cbc lianhua", day=day, person=p, at=9.0)
    two = comes(c, "cy", "急诊科", "J18.900 肺炎", (0, 1), "see_er cbc crp pct ct", kind="13", day=day, person=p, at=18.5)
    c.plant([one, two])


@innocent(5)
def taken_here_read_there(c: County) -> None:
    """卫生院拍片收摄影费，总院远程诊断只收诊断费，同日两家各一项。"""
    p, day = somebody(c, "", 40, 76), room_for(c, 10)
    one = comes(c, "wl", "全科", "M17.900 膝关节病", (0, 1), "gp dr", day=day, person=p, at=9.0)
    two = comes(c, "cy", "影像诊断中心", "M17.900 膝关节病", (0, 1), "report_far", day=day, person=p, at=11.0)
    c.plant([one, two])


@innocent(5)
def tested_before_the_day_case(c: County) -> None:
    """日间手术前五天在门诊做术前检查，入院当天只手术不再查。"""
    p, day = somebody(c, "", 40, 70), room_for(c, 20)
    out = comes(c, "cy", "日间手术预约门诊", "K63.500 结肠息肉", (0, 1), "see cbc clot infect ecg", day=day, person=p)
    v = lies(c, "cy", "日间手术中心", "K63.500 结肠息肉", (0, 1), 1, "colono@0 polyp*2@0 biopsy*2@0 mac@0", day=day + timedelta(days=5), person=p, kind="28", group=("K63.5:45.4200", "肠息肉切除", 420))
    c.plant([out, v])


@innocent(4)
def the_day_case_that_bled(c: County) -> None:
    """日间肠息肉术后便血，多留两晚，床位护理按实际三天收。"""
    v = lies(c, "cy", "日间手术中心", "K63.500 结肠息肉;K91.800 操作后肠出血", (44, 72), 3, "cbc clot infect type ecg colono@0 polyp*2@0 biopsy*2@0 mac@0 colono@1 cbc@1 cbc@2 omep_i@1-2 saline*3@1-2 drip@1-2", kind="28")
    c.plant([v])


@innocent(3)
def a_liver_that_fills_up_again(c: County) -> None:
    """肝硬化腹水，七个月住院六次，每次放液、输白蛋白、利尿。"""
    p, day = somebody(c, "", 46, 70), room_for(c, 220)
    visits = [lies(c, "cy", "消化内科", "K74.600 肝硬化;R18.x00 腹水", (0, 1), 7, "intake clot us afp albumin_i*2@0-4 furo_i*2@0-5 push@0-5 spiro@0 liver@5 ions@4", day=day + timedelta(days=35 * k), person=p, group=("K74.6:保守治疗", "肝硬化腹水", 900)) for k in range(6)]
    c.plant(visits)


@innocent(5)
def fell_off_his_own_bicycle(c: County, n: int) -> None:
    """骑电动自行车自己滑倒，没有第三方，外因编码是非碰撞，可以医保支付。"""
    v = lies(c, ("tc", "cy")[n % 2], "骨科", "S82.200 胫骨骨折;V28.400 摩托车驾驶员在非碰撞性运输事故中受伤", (24, 66), 9, "intake pre dr@0 dr@3 cefur*2@1-2 saline*2@1-2 drip@1-2 dress_m@3", knife="1:79.3600 胫骨骨折切开复位内固定术:shin plate screw*8 suture*2:2")
    c.plant([v])


@innocent(4)
def the_bill_of_the_dead_settled_later(c: County) -> None:
    """病人去世后家属第五天才来结住院账，当天取药的是出殡前的止痛贴退费。"""
    v = lies(c, "cy", "肿瘤科", "C34.900 肺恶性肿瘤", (60, 84), 9, "intake ct_c@1 contrast@1 patch@2 morph_i@3-8 oxygen*20@2-8 monitor*20@6-8")
    x = of(v, "patch")[0]
    c.add(v, "patch", -1, v.end - timedelta(minutes=10), price=x.price, exact=True, of=x.sn)
    v.leaving, v.person.died, v.settled = "5", v.end, v.end + timedelta(days=5)
    c.plant([v])


@innocent(5)
def bought_on_the_way_to_the_ward(c: County) -> None:
    """上午在药店配慢病药，下午摔伤住院；药店那天只刷了一次。"""
    p, day = somebody(c, "", 60, 80), room_for(c, 20)
    shop = buys(c, "dd", "I10.x00 特发性高血压", (0, 1), "amlo*2 vals*2", day=day, person=p, at=8.7)
    v = lies(c, "cy", "骨科", "S72.000 股骨颈骨折;W01.900 在同一平面滑倒", (0, 1), 12, "intake pre dr@0 us_leg us_heart cefur*2@2-3 saline*2@2-3 drip@2-3 lmwh@2-10 dr@4 dress_m@4 dress_m@8", day=day, person=p, hour=15.2, care="first_care", knife="2:81.5201 人工股骨头置换术:hip hip_m cement suture*2:2")
    c.plant([shop, v])
