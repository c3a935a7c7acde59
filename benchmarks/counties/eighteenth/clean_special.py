"""Innocent care of special houses: training, minds, kidneys, care homes, piles."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from .bill import comes, lies, room_for, somebody
from .cases import innocent
from .houses import County


@innocent(4)
def five_kinds_of_training_once_each(c: County, n: int) -> None:
    """脑卒中康复，一天五种不同训练各一次，周日不做。"""
    v = lies(c, ("kf", "zy")[n % 2], "神经康复科", "I69.300 脑梗死后遗症;G81.900 偏瘫;R47.000 失语", (50, 76), 26, "cbc chem ecg balance@0 adl@0 adl@21 hemi@1- ot@1- speech@1- joint@1- lowfreq@1- amlo@0 aspirin@0")
    c.plant([v])


@innocent(4)
def three_places_of_current(c: County) -> None:
    """颈肩腰三处疼痛，中频、红外、低频各一个部位，没有超过三个部位。"""
    c.plant([lies(c, "kf", "骨伤康复科", "M47.802 颈椎病;M54.500 腰痛", (40, 70), 12, "cbc ecg dr lowfreq@1- midfreq@1- infrared@1- tui_neck@1-")])


@innocent(4)
def month_after_month_in_the_asylum(c: County) -> None:
    """慢性精神分裂症长期住院，每个结算期首尾相接，按床日付费，用药稳定。"""
    p, day = somebody(c, "", 34, 66), room_for(c, 130)
    visits = []
    for _ in range(3):
        visits.append(lies(c, "js", "精神科", "F20.500 残留型精神分裂症", (0, 1), 36, "cbc chem ecg scale_neg@1 mind_play@2-/2 risper@0-/15", person=p, day=day, care="minded", kind="2105"))
        day = visits[-1].end.date()
    c.plant(visits)


@innocent(4)
def bed_kept_during_leave(c: County) -> None:
    """精神病人试出院四天，期间只收留床费，不收护理和治疗，其间在镇上看过一次感冒。"""
    v = lies(c, "js", "精神科", "F20.900 精神分裂症", (26, 56), 34, "bed@0-13 bed@18- mind_care@0-13 mind_care@18- round@0-13 round@18- leave_kept@14-17 cbc chem ecg scale_neg@1 mind_play@2-12/2 mind_play@19-/2 olanz@0-/14", care="", kind="2105")
    s = comes(c, "wd", "全科", "J06.900 急性上呼吸道感染", (0, 1), "gp lianhua", person=v.person, day=v.start.date() + timedelta(days=15), at=10.0)
    c.plant([v, s])


@innocent(4)
def shocked_three_times_a_week(c: County) -> None:
    """重度抑郁伴自杀观念，无抽搐电休克隔日一次共六次，精神科监护头三天。"""
    c.plant([lies(c, "js", "精神科", "F32.200 重度抑郁发作", (20, 60), 26, "cbc chem ecg tsh scale_dep@1 scale_dep@24 mind_watch*10@0-2 mect@4-16/2 mind_talk@5-/6 sert@0-/14", care="minded", kind="2105")])


@innocent(4)
def four_sessions_in_a_holiday_week(c: County) -> None:
    """国庆前透析班次调整，病人一周透了四次，前后一周各少一次。"""
    p = somebody(c, "", 40, 74)
    days = [date(2025, 9, 22), date(2025, 9, 24), date(2025, 9, 27), date(2025, 9, 28), date(2025, 9, 30), date(2025, 10, 2), date(2025, 10, 4), date(2025, 10, 8), date(2025, 10, 10)]
    c.plant([comes(c, ("sb"), "血液净化室", "N18.500 慢性肾脏病5期", (0, 1), "hd dialyser blood_line heparin", kind="14", person=p, day=d, at=7.2, minutes=250) for d in days])


@innocent(4)
def dialysed_as_a_guest(c: County) -> None:
    """透析病人春节回乡，两周在县医院透，其余在安肾医院透，两处日期不重叠。"""
    p, first, out = somebody(c, "", 40, 70), date(2026, 1, 26), []
    for k in range(18):
        d = first + timedelta(days=7 * (k // 3) + 2 * (k % 3))
        out.append(comes(c, "rm" if 6 <= k < 12 else "sb", "血液净化室", "N18.500 慢性肾脏病5期", (0, 1), "hd dialyser blood_line heparin" + (" epo" if k % 3 == 0 else ""), kind="14", person=p, day=d, at=12.4, minutes=250))
    c.plant(out)


@innocent(4)
def perfused_on_a_day_of_its_own(c: County) -> None:
    """皮肤瘙痒的透析病人每月做一次血液灌流，与透析不在同一天。"""
    p, day = somebody(c, "", 44, 72), room_for(c, 40)
    day -= timedelta(days=day.weekday())
    out = [comes(c, "sb", "血液净化室", "N18.500 慢性肾脏病5期;L29.900 瘙痒症", (0, 1), ("hp perfuser heparin" if k == 3 else "hd dialyser blood_line heparin"), kind="14", person=p, day=day + timedelta(days=(0, 2, 4, 5, 7, 9, 11)[k]), at=8.0, minutes=240) for k in range(7)]
    c.plant(out)


@innocent(4)
def fistula_made_and_dialysed_inside(c: County) -> None:
    """透析病人住院做动静脉内瘘，住院期间在本院透析，透析中心那几天没有费用。"""
    p, day = somebody(c, "", 42, 72), room_for(c, 35)
    before = [comes(c, "sb", "血液净化室", "N18.500 慢性肾脏病5期", (0, 1), "hd dialyser blood_line heparin", kind="14", person=p, day=day - timedelta(days=d), at=8.0, minutes=240) for d in (5, 3, 1)] if day > date(2025, 1, 14) else []
    v = lies(c, "rm", "肾脏内科", "N18.500 慢性肾脏病5期;Z49.000 透析准备", (0, 1), 7, "cbc clot infect kidney ions us_leg hd@1-/2 dialyser@1-/2 blood_line@1-/2 heparin@1-/2 dress_m@4", person=p, day=day, knife="2:39.2700 动静脉内瘘成形术:avf suture*2:3", group=("LJ25", "肾透析通路手术", 1.0))
    c.plant([*before, v])


@innocent(4)
def lives_in_the_care_home(c: County) -> None:
    """失能老人常住颐养院，鼻饲管、导尿管俱在，置管费有、护理记录有，压疮换药隔日。"""
    v = lies(c, "yl", "老年护理科", "I69.300 脑梗死后遗症;L89.900 压疮;R13.x00 吞咽困难", (76, 92), 28, "cbc chem ng_tube@0 ng_feed*5@0- foley@0 foley_m@0 foley_day@1- dress_m@0-/2 turn@0-/2 amlo@0", kind="2105")
    c.plant([v])


@innocent(4)
def tube_changed_in_the_throat(c: County) -> None:
    """气管切开植物状态病人，气管切开护理每天一次，吸痰一天十几次，确有气切。"""
    v = lies(c, "yl", "老年护理科", "I69.100 脑出血后遗症;Z93.000 气管造口状态", (50, 78), 27, "cbc chem sputum n_trach@0- suction*12@0- trach_out@9 trach_out@22 ng_feed*5@0- ng_tube@0 turn@0-/3", kind="2105")
    c.plant([v])


@innocent(4)
def piles_with_one_knife(c: County) -> None:
    """混合痔一次手术一个术式，吻合器一把，术后每天换药一次。"""
    v = lies(c, "gc", "肛肠科", "K64.200 混合痔", (26, 64), 6, "intake pre dress_m@1- metro_i*2@1-2 drip@1-2", knife="1:49.4600 痔切除术:piles_out staple_pile suture:2")
    c.plant([v])


@innocent(4)
def twenty_masters_twenty_backs(c: County) -> None:
    """中医医院推拿科五位推拿师一天四十人次，每人八人次，时间排得开。"""
    day, visits = room_for(c, 9), []
    for k in range(40):
        v = comes(c, "zy", "推拿科", "M47.802 颈椎病", (28, 72), "see tui_neck", day=day, at=8.2 + (k // 5) * 0.9, minutes=25)
        for x in v.lines:
            x.more["by"] = c.houses["zy"].therapists[k % 5] if x.item.name.endswith("推拿治疗") else ""
        visits.append(v)
    c.plant(visits)


@innocent(4)
def mother_helped_in_three_stays(c: County) -> None:
    """前置胎盘孕妇孕期反复出血三次保胎住院，间隔十几天，最后剖宫产。"""
    p, day, out = somebody(c, "2", 26, 38), room_for(c, 80), []
    for _ in range(2):
        out.append(lies(c, "fy", "产科", "O44.100 前置胎盘伴出血", (0, 1), 6, "cbc clot type us fetal*3@0-", person=p, day=day, kind="52"))
        day = out[-1].end.date() + timedelta(days=13)
    out.append(lies(c, "rm", "产科", "O44.100 前置胎盘伴出血;Z37.000 单一活产", (0, 1), 6, "cbc urine clot infect type cross red us fetal*2@0 cefur*2@0-2 saline*2@0-2 drip@0-2 oxytocin*2@0-1 foley@0 foley_m@0 dress_m@3", person=p, day=day, kind="52", knife="0:74.1x01 子宫下段剖宫产术:section suture*2:2"))
    c.plant(out)
